//! `lhe score --lembar-acak` (hidden): scores many sheets of plain answers, for comparison with an independent
//! program. One JSON object a line, `{"answers": {"1.a": "BB", …}}`; one line of points a sheet comes out.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;

use serde::Deserialize;

use crate::cli::exit::Exit;
use crate::cli::printer::Printer;
use crate::cli::score::plain;
use crate::diag::{Code, Diagnostic, Files, Place};
use crate::instrument;
use crate::os;
use crate::score::{Whose, calculate, plain_answers};

#[derive(Deserialize)]
struct Sheet {
    answers: BTreeMap<String, String>,
}

pub(super) fn run(sheets: &Path, instrument: &Path, printer: &Printer) -> Exit {
    let mut files = Files::default();
    let read = |path: &Path| os::read(path, 256 << 20);
    let unreadable = |path: &Path, error: &dyn std::fmt::Display| {
        let fault = Diagnostic::new(Code::U002).in_file(path.display().to_string()).arg("reason", error);
        printer.diagnostics(&[fault], &Files::default())
    };
    let text = match read(instrument).map(String::from_utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(error)) => return unreadable(instrument, &error),
        Err(error) => return unreadable(instrument, &error),
    };
    let file = files.add(instrument.display().to_string(), text);
    let mut found = Vec::new();
    let loaded = instrument::load(&files, file).drain_into(&mut found);
    printer.diagnostics(&found, &files);
    let Some((instrument, _)) = loaded else { return Exit::No };
    let bytes = match read(sheets) {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(sheets, &error),
    };
    for line in bytes.lines().map_while(Result::ok) {
        let sheet: Sheet = match serde_json::from_str(&line) {
            Ok(sheet) => sheet,
            Err(error) => return unreadable(sheets, &error),
        };
        let at = Place::new(file, 0, 0);
        let typed = sheet.answers.iter().map(|(code, text)| (code.as_str(), at, text.as_str()));
        let answers = plain_answers(&instrument, typed);
        match calculate(&instrument, &answers, Whose::Evaluator) {
            Some(sheet) => printer.data(&plain(&sheet)),
            None => return Exit::No,
        }
    }
    Exit::Done
}
