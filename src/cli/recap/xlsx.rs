//! The recap as an Excel workbook.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::report::Ikhtisar;
use crate::spreadsheet::Cell;

use super::table::{Table, tables};

/// All tables as one workbook. No time and no name of the machine enters it: the same recap gives the same bytes.
pub(super) fn xlsx(recap: &Ikhtisar) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(&recap.dokumen.judul.teks).set_creation_datetime(&made));
    for table in tables(recap) {
        sheet(workbook.add_worksheet(), &table)?;
    }
    workbook.save_to_buffer()
}

fn sheet(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(table.name)?;
    let bold = Format::new().set_bold();
    let decimals = Format::new().set_num_format("0.00");
    for (column, head) in (0_u16..).zip(&table.head) {
        sheet.write_string_with_format(0, column, head, &bold)?;
    }
    for (line, row) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                Cell::Text(text) => drop(sheet.write_string(line, column, text)?),
                Cell::Number(number) if number.contains('.') => {
                    sheet.write_number_with_format(line, column, as_excel(number), &decimals)?;
                }
                Cell::Number(number) => drop(sheet.write_number(line, column, as_excel(number))?),
                Cell::Empty => {}
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofit();
    Ok(())
}

/// A workbook holds numbers as floats; nothing is computed with this one.
#[expect(clippy::disallowed_types, reason = "the file format knows no other number")]
fn as_excel(neutral: &str) -> f64 {
    neutral.parse().unwrap_or_default()
}
