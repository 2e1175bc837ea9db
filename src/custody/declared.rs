//! The places of a report that others fill in: number, date, signature block and foot of the page. A file that was made
//! again elsewhere may differ in these places only.

use crate::pdf::Widget;
use crate::pdf::page::{self, Area, Declared, Page};
use crate::report::{Face, FaceSignatory, Teks, Ukuran};
use crate::signature;

/// A millimetre in thousandths of a point (1/72 inch), rounded down.
const MILLIMETRE: i64 = 2834;

/// The distance by which an entry may reach beyond the printed text, in thousandths of a point.
const AROUND: i64 = 3000;

/// All declared places of a report, found by the texts printed there.
pub(super) fn areas(pages: &[Page], face: &Face) -> Vec<Declared> {
    let mut all = Vec::new();
    let margin = &face.dokumen.halaman.margin;
    let letter = face.surat.as_ref();
    let filled = [("nomor", letter.map(|letter| &letter.nomor)), ("tanggal", letter.map(|letter| &letter.tanggal))];
    let (margin_right, margin_bottom) = (thousandths(&margin.kanan), thousandths(&margin.bawah));
    for (index, page) in pages.iter().enumerate() {
        let number = index + 1;
        let foot = Area { left: 0, bottom: 0, right: page.width, top: margin_bottom.min(page.height / 4) };
        all.push(Declared { page: number, name: "kaki".to_owned(), area: foot });
        for (name, text) in &filled {
            let places = text.map(|text| page::find(page, text.teks.trim())).into_iter().flatten().flatten();
            // The entry may be longer than the gap: the place reaches to the margin.
            let right = page.width - margin_right;
            all.extend(places.map(|place| {
                let grown = Area {
                    left: place.left - AROUND,
                    bottom: place.bottom - AROUND,
                    right: right.max(place.right),
                    top: place.top + AROUND,
                };
                Declared { page: number, name: (*name).to_owned(), area: grown }
            }));
        }
        all.extend(
            face.penandatangan.as_ref().and_then(|signs| block(page, signs, margin_right)).map(|area| Declared {
                page: number,
                name: "tanda_tangan".to_owned(),
                area,
            }),
        );
    }
    all
}

/// The visible boxes of signatures that cover nothing printed on our page.
pub(super) fn boxes(pages: &[Page], widgets: &[Widget]) -> Vec<Declared> {
    let free = widgets.iter().filter(|widget| {
        let page = widget.page.checked_sub(1).and_then(|index| pages.get(index));
        page.is_some_and(|page| !signature::covers(page, widget.area))
    });
    free.map(|widget| {
        let [left, bottom, right, top] = widget.area;
        let area = Area { left: left - AROUND, bottom: bottom - AROUND, right: right + AROUND, top: top + AROUND };
        Declared { page: widget.page, name: "kotak_tanda_tangan".to_owned(), area }
    })
    .collect()
}

/// True if a box (left, bottom, right, top) lies wholly in a place.
pub(super) fn holds(place: &Declared, [left, bottom, right, top]: [i64; 4]) -> bool {
    let area = place.area;
    area.left <= left && area.bottom <= bottom && area.right >= right && area.top >= top
}

/// The signature block: from the line of the office held, directly above the name, down to the lines below the name.
fn block(page: &Page, signs: &FaceSignatory, margin: i64) -> Option<Area> {
    let places = |text: &Teks| {
        let wanted = text.teks.trim();
        let found = if wanted.is_empty() { Vec::new() } else { page::find(page, wanted) };
        found.into_iter().filter_map(|lines| lines.into_iter().reduce(joined)).collect::<Vec<Area>>()
    };
    let name = places(&signs.nama).pop()?;
    let above = places(&signs.jabatan).into_iter().filter(|area| area.bottom >= name.top);
    let mut whole = above.min_by_key(|area| area.bottom).map_or(name, |office| joined(office, name));
    for text in [&signs.pangkat, &signs.nip] {
        let below = places(text).into_iter().filter(|area| area.top <= name.bottom + AROUND);
        whole = below.max_by_key(|area| area.top).map_or(whole, |area| joined(whole, area));
    }
    Some(Area {
        left: whole.left - 10 * AROUND,
        bottom: whole.bottom - 10 * AROUND,
        right: whole.right.max(page.width - margin),
        top: whole.top + AROUND,
    })
}

fn joined(one: Area, other: Area) -> Area {
    Area {
        left: one.left.min(other.left),
        bottom: one.bottom.min(other.bottom),
        right: one.right.max(other.right),
        top: one.top.max(other.top),
    }
}

/// The whole millimetres of a length in thousandths of a point; a fraction of a millimetre is cut off.
fn thousandths(length: &Ukuran) -> i64 {
    i64::from(length.hundredths() / 100) * MILLIMETRE
}
