//! `lhe score`: totals and grades as a table, JSON or CSV.

use serde_json::{Value, json};

use crate::num::Ratio;
use crate::project::{Case, Project};
use crate::score::{Level, ScoreSheet, SubcomponentScore, Trace};
use crate::spreadsheet::{self, Cell, LineEnd};

use super::args::{Global, ScoreArgs};
use super::exit::Exit;
use super::open::open_evaluations;
use super::printer::Printer;
use super::table::{place, print};

pub(super) fn run(args: &ScoreArgs, global: &Global, printer: &Printer) -> Exit {
    let (project, chosen) = match open_evaluations(global, &args.offices, args.year, printer) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let found = project.concerning(&chosen);
    let exit = printer.diagnostics(&found, &project.files);
    let scored: Vec<&Case> = chosen.cases.iter().map(|i| &project.cases[*i]).filter(|c| c.sheet.is_some()).collect();
    if printer.json {
        for case in &scored {
            printer.data(&record(&project, case).to_string());
        }
    } else if args.csv {
        match csv(&project, &scored) {
            Ok(bytes) => printer.raw(&bytes),
            Err(error) => {
                printer.say(&error.to_string());
                return Exit::Io;
            }
        }
    } else {
        table(&scored, printer);
        if !args.offices.is_empty() {
            for case in &scored {
                detail(case, printer);
            }
        }
    }
    exit
}

// ── table ────────────────────────────────────────────────────────────────────────────────────────────────────

fn table(cases: &[&Case], printer: &Printer) {
    let head = [
        printer.pick("Evaluasi", "Evaluation").to_owned(),
        printer.pick("Nilai", "Total").to_owned(),
        printer.pick("Predikat", "Grade").to_owned(),
        printer.pick("Sebutan", "Word").to_owned(),
        printer.pick("Mandiri", "Own").to_owned(),
    ];
    let mut rows = vec![head];
    for case in cases {
        let Some(sheet) = &case.sheet else { continue };
        let own = case.own.as_ref().map(|o| o.text(&o.total.0)).unwrap_or_default();
        rows.push([
            case.id.to_string(),
            sheet.text(&sheet.total.0),
            sheet.grade.letter.clone(),
            sheet.grade.word.clone(),
            own,
        ]);
    }
    print(&rows, &[false, true, false, false, true], printer);
}

fn detail(case: &Case, printer: &Printer) {
    let Some(sheet) = &case.sheet else { return };
    let own = |code: &str| {
        let value = case.own.as_ref().and_then(|o| value(o, code));
        value.map(|v| sheet.text(&v)).unwrap_or_default()
    };
    printer.data(&format!("\n{}", case.id));
    let mut rows = vec![[
        printer.pick("Kode", "Code").to_owned(),
        printer.pick("Uraian", "Name").to_owned(),
        printer.pick("Bobot", "Weight").to_owned(),
        printer.pick("Nilai", "Points").to_owned(),
        printer.pick("Mandiri", "Own").to_owned(),
    ]];
    for row in sheet.rows() {
        let indent = if row.level == Level::Component { "" } else { "  " };
        rows.push([
            row.code.to_owned(),
            format!("{indent}{}", row.name),
            sheet.text(&row.weight.0),
            sheet.text(&row.points.0),
            own(row.code),
        ]);
    }
    rows.push([
        String::new(),
        printer.pick("Jumlah", "Total").to_owned(),
        sheet.text(&crate::num::ratio(100)),
        sheet.text(&sheet.total.0),
        own("total"),
    ]);
    print(&rows, &[false, false, true, true, true], printer);
}

// ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────

/// Points of a code, of any level, or the total.
fn value(sheet: &ScoreSheet, code: &str) -> Option<Ratio> {
    if code == "total" {
        return Some(sheet.total.0.clone());
    }
    sheet.rows().into_iter().find(|row| row.code == code).map(|row| row.points.0.clone())
}

/// One evaluation as JSON; the shape is documented in `docs/dev/score-json.md`.
fn record(project: &Project, case: &Case) -> Value {
    let (Some(sheet), Some(evaluation)) = (&case.sheet, &case.evaluation) else { return Value::Null };
    let instrument = case.instrument.map(|i| project.instruments[i].id.clone());
    json!({
        "schema": 1,
        "id": case.id.to_string(),
        "opd": evaluation.entry.opd.value.0,
        "tahun": case.id.year,
        "instrumen": instrument,
        "tingkat": evaluation.level.word(),
        "subkomponen": sheet.subcomponents().map(|s| subcomponent(project, s, sheet)).collect::<Vec<_>>(),
        "kelompok": sheet.rows().into_iter().filter(|row| row.level == Level::Group).map(|row| json!({
            "kode": row.code,
            "nama": row.name,
            "bobot": sheet.neutral(&row.weight.0),
            "nilai": sheet.neutral(&row.points.0),
        })).collect::<Vec<_>>(),
        "komponen": sheet.components.iter().map(|c| json!({
            "kode": c.code,
            "nama": c.name,
            "bobot": sheet.neutral(&c.weight.0),
            "nilai": sheet.neutral(&c.points.0),
            "tempat": c.typed.as_ref().map(|(at, _)| place(project, *at)),
        })).collect::<Vec<_>>(),
        "total": sheet.neutral(&sheet.total.0),
        "predikat": sheet.grade.letter,
        "sebutan": sheet.grade.word,
        "mandiri": case.own.as_ref().map(|own| json!({
            "komponen": own.components.iter().map(|c| json!({
                "kode": c.code, "nilai": own.neutral(&c.points.0),
            })).collect::<Vec<_>>(),
            "total": own.neutral(&own.total.0),
            "predikat": own.grade.letter,
            "sebutan": own.grade.word,
        })),
        "tempat": place(project, evaluation.answers_place),
    })
}

fn subcomponent(project: &Project, sub: &SubcomponentScore, sheet: &ScoreSheet) -> Value {
    let places: Vec<Value> = match &sub.trace {
        Trace::Typed { at, .. } => vec![place(project, *at)],
        trace => trace.answers().iter().filter_map(|a| a.at).map(|at| place(project, at)).collect(),
    };
    json!({
        "kode": sub.code,
        "nama": sub.name,
        "bobot": sheet.neutral(&sub.weight.0),
        "nilai": sheet.neutral(&sub.points.0),
        "tempat": places,
    })
}

// ── CSV ──────────────────────────────────────────────────────────────────────────────────────────────────────

/// One line per code and evaluation. Numbers have a point; text never begins like a formula.
fn csv(project: &Project, cases: &[&Case]) -> std::io::Result<Vec<u8>> {
    let head =
        ["tahun", "evaluasi", "opd", "instrumen", "kode", "nama", "bobot", "nilai", "mandiri", "predikat", "sebutan"];
    let mut rows = Vec::new();
    for case in cases {
        let (Some(sheet), Some(evaluation)) = (&case.sheet, &case.evaluation) else { continue };
        let instrument = case.instrument.map(|i| project.instruments[i].id.as_str()).unwrap_or_default();
        let mut line = |code: &str, name: &str, weight: &Ratio, points: &Ratio, grade: (&str, &str)| {
            let own = case.own.as_ref().and_then(|o| value(o, code)).map(|v| sheet.neutral(&v));
            rows.push(vec![
                Cell::Number(case.id.year.to_string()),
                Cell::text(&*case.id.stem),
                Cell::text(&*evaluation.entry.opd.value.0),
                Cell::text(instrument),
                Cell::text(code),
                Cell::text(name),
                Cell::Number(sheet.neutral(weight)),
                Cell::Number(sheet.neutral(points)),
                own.map_or(Cell::Empty, Cell::Number),
                Cell::text(grade.0),
                Cell::text(grade.1),
            ]);
        };
        for row in sheet.rows() {
            line(row.code, row.name, &row.weight.0, &row.points.0, ("", ""));
        }
        let grade = (sheet.grade.letter.as_str(), sheet.grade.word.as_str());
        line("total", "Jumlah", &crate::num::ratio(100), &sheet.total.0, grade);
    }
    spreadsheet::csv(LineEnd::Lf, &head, rows)
}
