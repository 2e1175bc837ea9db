//! Scores the random sheets that `recompute.py --random` wrote, so that `.ci/run` can compare the points with those of
//! the independent scorer: `cargo run --release --example sheets -- sheets.jsonl INSTRUMENTFILE`.
//!
//! A line of `sheets.jsonl` is one sheet of plain answers, `{"answers": {"1.a": "BB", …}}`. Each sheet becomes one line
//! on standard output, in the form that `recompute.py` prints.

#![allow(clippy::disallowed_methods, reason = "a tool of the tests reaches files as it likes")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{Write as _, stdout};

use lhe::diag::{Files, Place};
use lhe::instrument;
use lhe::num::Ratio;
use lhe::score::{ScoreSheet, Whose, calculate, plain_answers};

#[derive(serde::Deserialize)]
struct Sheet {
    answers: BTreeMap<String, String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [sheets, path] = arguments.as_slice() else { return Err("two files: sheets.jsonl INSTRUMENTFILE".into()) };
    let mut files = Files::default();
    let file = files.add(path.clone(), fs::read_to_string(path)?);
    let mut found = Vec::new();
    let Some((instrument, _)) = instrument::load(&files, file).drain_into(&mut found) else {
        return Err(format!("{path} has faults: {found:?}").into());
    };
    let mut out = stdout().lock();
    for line in fs::read_to_string(sheets)?.lines() {
        let sheet: Sheet = serde_json::from_str(line)?;
        let typed = sheet.answers.iter().map(|(code, text)| (code.as_str(), Place::new(file, 0, 0), text.as_str()));
        let answers = plain_answers(&instrument, typed);
        let scored = calculate(&instrument, &answers, Whose::Evaluator).ok_or("a sheet that cannot be scored")?;
        writeln!(out, "{}", plain(&scored))?;
    }
    Ok(())
}

/// Total, grade, sub-components and components of a sheet.
fn plain(sheet: &ScoreSheet) -> String {
    let pair = |code: &str, points: &Ratio| format!("{code}={}", sheet.neutral(points));
    let subs: Vec<String> = sheet.subcomponents().map(|s| pair(&s.code, &s.points.0)).collect();
    let components: Vec<String> = sheet.components.iter().map(|c| pair(&c.code, &c.points.0)).collect();
    format!("{} {} {} | {}", sheet.neutral(&sheet.total.0), sheet.grade.letter, subs.join(" "), components.join(" "))
}
