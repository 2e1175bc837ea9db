//! The score table: one row per component, group and sub-component.

use crate::score::{Level, Row, ScoreSheet};

use super::desk::percent;
use super::model::{BarisNilai, Teks};
use super::previous::Previous;

/// The rows of the score table in order, without the total.
///
/// `previous` is last year's result if it follows the same regulation; without it the cells of last year are dashes.
/// `value_origin` and `weight_origin` give the origins of a code's value and weight.
pub(super) fn rows(
    sheet: &ScoreSheet,
    previous: Option<&Previous<'_>>,
    value_origin: &dyn Fn(&str) -> String,
    weight_origin: &dyn Fn(&str) -> String,
) -> Vec<BarisNilai> {
    let row = |row: Row<'_>| BarisNilai {
        komponen: row.level == Level::Component,
        kelompok: row.level == Level::Group,
        nomor: Teks::tetap(row.code.rsplit('.').next().unwrap_or(row.code)),
        nama: Teks::dari(row.name, weight_origin(row.code)),
        bobot: Teks::dari(sheet.number(&row.weight.0), weight_origin(row.code)),
        nilai_lalu: previous.map_or_else(|| Teks::tetap("–"), |p| p.value(row.code)),
        nilai: Teks::dari(sheet.number(&row.points.0), value_origin(row.code)),
        persen: Teks::dari(percent(&row.points.0, &row.weight.0), value_origin(row.code)),
    };
    sheet.rows().into_iter().map(row).collect()
}
