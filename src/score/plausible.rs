//! Warns about typed values that no combination of letters can produce.
//!
//! With one letter per sub-component, a component can take only a few values. Nearly all component values in issued
//! letters lie on this grid; the others are most likely typing errors.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Found};
use crate::instrument::{Instrument, Method, RoundingLevel, Subcomponent};
use crate::num::{Ratio, ratio};

use super::sheet::{ScoreSheet, Trace};

/// Warns about typed components and sub-components off the grid.
pub fn implausible(instrument: &Instrument, sheet: &ScoreSheet) -> Found {
    let mut found = Vec::new();
    for (component, score) in instrument.components.iter().zip(&sheet.components) {
        let mut report = |at, code: &str, value: &Ratio| {
            found.push(Diagnostic::new(Code::D131).at(at).arg("code", code).arg("value", sheet.neutral(value)));
        };
        if let Some((at, _)) = &score.typed
            && let Some(grid) = sums(component.subcomponents(), instrument)
            && !grid.contains(&score.points.0)
        {
            report(*at, &component.code, &score.points.0);
        }
        for sub in score.subcomponents() {
            let grid = component.subcomponents().find(|s| s.code == sub.code).and_then(|s| values(s, instrument));
            if let (Trace::Typed { at, .. }, Some(grid)) = (&sub.trace, grid)
                && !grid.contains(&sub.points.0)
            {
                report(*at, &sub.code, &sub.points.0);
            }
        }
    }
    found
}

/// The largest grid that is made: a finer one would exclude almost nothing and take long.
const MOST_SUMS: usize = 20_000;

fn values(sub: &Subcomponent, instrument: &Instrument) -> Option<BTreeSet<Ratio>> {
    let rounds = instrument.rounding_level == RoundingLevel::Subcomponent;
    let round = |value: Ratio| if rounds { instrument.rounding.apply(&value) } else { value };
    match &sub.method {
        Method::Letter(scale) => Some(scale.choices.iter().map(|c| round(&c.value.0 * &sub.weight.0)).collect()),
        _ => None,
    }
}

fn sums<'a>(subs: impl Iterator<Item = &'a Subcomponent>, instrument: &Instrument) -> Option<BTreeSet<Ratio>> {
    let mut grid = BTreeSet::from([ratio(0)]);
    for sub in subs {
        let values = values(sub, instrument)?;
        grid = grid.iter().flat_map(|sum| values.iter().map(move |value| sum + value)).collect();
        if grid.len() > MOST_SUMS {
            return None;
        }
    }
    Some(grid)
}
