//! The score table: one row per component, group and sub-component.

use crate::num::{Points, Weight, decimal};
use crate::score::ScoreSheet;

use super::model::{BarisNilai, Teks};
use super::previous::Previous;

/// The rows of the score table in order, without the total.
///
/// `previous` is last year's result if it was made by the same regulation; otherwise its cells are dashes.
/// `value_origin` and `weight_origin` name where the value and the weight of a code come from.
pub(super) fn rows(
    sheet: &ScoreSheet,
    previous: Option<&Previous<'_>>,
    value_origin: &dyn Fn(&str) -> String,
    weight_origin: &dyn Fn(&str) -> String,
) -> Vec<BarisNilai> {
    let mut rows = Vec::new();
    let mut add = |level: u8, code: &str, name: &str, weight: &Weight, points: &Points| {
        rows.push(BarisNilai {
            komponen: level == 0,
            kelompok: level == 1,
            nomor: Teks::tetap(code.rsplit('.').next().unwrap_or(code)),
            nama: Teks::dari(name, weight_origin(code)),
            bobot: Teks::dari(decimal(&weight.0, sheet.decimals), weight_origin(code)),
            nilai_lalu: previous.map_or_else(|| Teks::tetap("–"), |p| p.value(code)),
            nilai: Teks::dari(decimal(&points.0, sheet.decimals), value_origin(code)),
        });
    };
    for component in &sheet.components {
        add(0, &component.code, &component.name, &component.weight, &component.points);
        for group in &component.groups {
            if let Some((code, name, weight)) = &group.head {
                add(1, code, name, weight, &group.points);
            }
            for sub in &group.subcomponents {
                add(2, &sub.code, &sub.name, &sub.weight, &sub.points);
            }
        }
    }
    rows
}
