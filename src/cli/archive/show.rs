//! `lhe archive show`: all revisions and files of one report.

use serde_json::{Value, json};

use crate::cli::args::{Global, ShowArgs};
use crate::cli::exit::Exit;
use crate::cli::open::holdings;
use crate::cli::printer::Printer;
use crate::custody::{Holdings, Row, Wanted};
use crate::diag::{Files, Finding, Lang, Term};
use crate::record::{IssuedRevision, cited};

pub(super) fn run(args: &ShowArgs, global: &Global, printer: &Printer) -> Exit {
    let holdings = match holdings(global, printer) {
        Ok(holdings) => holdings,
        Err(exit) => return exit,
    };
    let (object, _) = match holdings.one(&args.report, args.revision) {
        Ok(found) => found,
        Err(fault) => return printer.diagnostics(&[*fault], &Files::default()),
    };
    let wanted = Wanted { names: vec![object.to_string()], ..Wanted::default() };
    let rows = match holdings.rows(&wanted) {
        Ok(rows) => rows,
        Err(found) => return printer.diagnostics(&found, &Files::default()),
    };
    let mut exit = Exit::Done;
    for row in rows.iter().filter(|row| args.revision.is_none_or(|number| number == row.revision.number)) {
        exit = exit.max(show(&holdings, row, printer));
    }
    exit
}

fn show(holdings: &Holdings, row: &Row<'_>, printer: &Printer) -> Exit {
    let held = match holdings.held(&row.object, row.revision) {
        Ok(held) => held,
        Err(fault) => return printer.diagnostics(&[*fault], &Files::default()),
    };
    if printer.json {
        let files: Vec<Value> = held.iter().map(|held| json!({ "versi": held.version, "berkas": held.path })).collect();
        let kept: Vec<Value> = row.revision.kept.iter().map(|kept| json!(kept.file)).collect();
        let revision = row.revision;
        let record = json!({
            "schema": 1,
            "dokumen": row.object.to_string(),
            "revisi": revision.number,
            "keadaan": revision.keeping().word(),
            "versi": revision.version,
            "waktu": revision.time,
            "nomor": revision.letter,
            "tanggal": revision.date,
            "klasifikasi": revision.classification,
            "retensi": revision.retention,
            "penandatangan": revision.signatory,
            "alasan": revision.reasons,
            "diganti_oleh": row.replaced_by.map(|next| json!({ "revisi": next.number, "nomor": next.letter, "tanggal": next.date })),
            "masuk": kept,
            "berkas": files,
        });
        printer.data(&record.to_string());
        return Exit::Done;
    }
    for line in lines(row, printer.lang) {
        printer.result(&line);
    }
    printer.result(printer.pick("  berkas:", "  files:"));
    for held in held {
        printer.result(&format!("    v{}  {}", held.version, held.path));
    }
    Exit::Done
}

/// A word that the archive notes, for people.
fn noted(word: &str, lang: Lang) -> &str {
    Term::from_name(word).map_or(word, |term| term.text(lang))
}

fn lines(row: &Row<'_>, lang: Lang) -> Vec<String> {
    let IssuedRevision { number, total, grade, classification, retention, signatory, .. } = row.revision;
    let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    let archive = lang.pick("arsip", "archive");
    let total = total.as_ref().map(ToString::to_string);
    let state = row.successor().unwrap_or_else(|| row.revision.keeping().term().into()).text(lang);
    let mut all = vec![
        format!("{} {} {number}: {state}", row.object, lang.pick("revisi", "revision")),
        format!("  {}: {}", lang.pick("surat", "letter"), cited(row.revision).text(lang)),
        format!("  {}: {} ({})", lang.pick("nilai", "score"), or(&total), or(grade)),
        format!("  {}: {}", lang.pick("klasifikasi", "classification"), or(classification)),
        format!("  {}: {}", lang.pick("retensi", "retention"), or(retention)),
        format!("  {}: {signatory}", lang.pick("penandatangan", "signatory")),
        format!("  {}: {}, {archive} v{}", lang.pick("terbit", "issued"), row.revision.time, row.revision.version),
    ];
    all.extend(row.revision.reasons.iter().map(|reason| format!("  {}: {reason}", lang.pick("alasan", "reason"))));
    for kept in &row.revision.kept {
        let file = &kept.file;
        let (word, time) = (lang.pick("masuk", "taken in"), &kept.time);
        all.push(format!(
            "  {word}: {time}, {} ({}), {}, {archive} v{}",
            file.role.term().text(lang),
            noted(&file.origin, lang),
            file.original_name,
            kept.version
        ));
        for signature in &file.signatures {
            let name = signature.name.as_deref().unwrap_or("–");
            let (time, by) = (signature.time.as_deref().unwrap_or("–"), signature.time_by.as_deref().unwrap_or("–"));
            let by = noted(by, lang);
            all.push(format!(
                "    {}: {name}, {}, {time} ({by})",
                lang.pick("tanda tangan", "signature"),
                signature.level
            ));
        }
        all.extend(file.findings.iter().map(|noted| {
            let text = Finding::from_noted(noted).map_or_else(|| noted.clone(), |finding| finding.text(lang));
            format!("    {}: {text}", lang.pick("temuan", "found"))
        }));
        all.extend(
            file.reason
                .iter()
                .map(|reason| format!("    {}: {reason}", lang.pick("tetap disimpan", "kept all the same"))),
        );
    }
    all
}
