//! `lhe build`: the draft PDFs of all offices.

mod revision;

use std::time::Duration;

use serde_json::json;

use crate::diag::Lang;
use crate::draft::{self, BuildSettings, Event, Summary};
use crate::issue::issued_result;
use crate::num::{Number, with_comma};
use crate::os;
use crate::record::Kind;

use super::args::{BuildArgs, Global};
use super::exit::Exit;
use super::open::{open, settings};
use super::printer::Printer;
use super::table::{result, shown};

pub(super) fn run(args: &BuildArgs, global: &Global, printer: &Printer) -> Exit {
    let watch = os::Watch::start();
    let (project, chosen) = match open(global, &args.offices, args.year, printer) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    if let Some(revision) = args.revision {
        return revision::run(args, revision, project, &chosen, printer);
    }
    let read = watch.elapsed();
    let found = project.concerning(&chosen);
    let exit = printer.diagnostics(&found, &project.files);
    let settings = match settings(args.output.clone(), args.workers, args.limit) {
        Ok(settings) => BuildSettings { prove_layout: !args.no_layout_proof, ..settings },
        Err(fault) => return printer.diagnostics(&[*fault], &project.files),
    };
    let results: Vec<Option<(Number, String)>> =
        project.cases.iter().map(|c| issued_result(&project, c).or_else(|| result(c.sheet.as_ref()))).collect();
    let ids: Vec<String> = project.cases.iter().map(|c| c.id.to_string()).collect();
    let names = project.targets(&chosen).into_iter().map(|target| project.document_id(target).to_string().len());
    let width = names.max().unwrap_or(0);
    let grade = |id: &str| {
        let evaluation = Kind::of_name(id).0;
        let index = ids.iter().position(|known| known == evaluation);
        index.and_then(|i| results[i].clone())
    };
    let bar = printer.progress(project.targets(&chosen).len());
    let summary = draft::build(&project, &chosen, &settings, &mut |event| {
        if let Some(line) = line(event, width, &grade, printer) {
            bar.suspend(|| if printer.json { printer.data(&line) } else { printer.result(&line) });
        }
        if !matches!(event, Event::Started(_)) {
            bar.inc(1);
        }
    });
    bar.finish_and_clear();
    let exit = exit.max(printer.diagnostics(&summary.diagnostics, &project.files));
    if !summary.refused {
        finish(&summary, read, watch.elapsed(), printer);
    }
    let incomplete = summary.failed > 0 && exit == Exit::Done;
    if incomplete { Exit::No } else { exit }
}

fn line(
    event: &Event,
    width: usize,
    grade: &dyn Fn(&str) -> Option<(Number, String)>,
    printer: &Printer,
) -> Option<String> {
    let (id, state, pages, time) = match event {
        Event::Started(_) => return None,
        Event::Built { id, pages, timings, .. } => {
            (id, "", Some(*pages), Some(timings.template_us + timings.layout_us + timings.proof_us + timings.pdf_us))
        }
        Event::Unchanged(id) => (id, printer.pick("tidak berubah", "unchanged"), None, None),
        Event::Issued { id, .. } => (id, printer.pick("sudah terbit", "issued"), None, None),
        Event::Failed(id) => (id, printer.pick("GAGAL", "FAILED"), None, None),
    };
    let id = id.to_string();
    let result = grade(&id);
    if printer.json {
        return Some(json_line(event, &id, result));
    }
    let (total, letter) = shown(result);
    let detail = match (pages, time) {
        (Some(pages), Some(time)) => match printer.lang {
            Lang::Id => format!("{pages} halaman  {} md", time / 1000),
            Lang::En => format!("{pages} pages  {} ms", time / 1000),
        },
        _ => state.to_owned(),
    };
    Some(format!("{id:width$}  {total:>6}  {letter:<2}  {detail}"))
}

fn json_line(event: &Event, id: &str, result: Option<(Number, String)>) -> String {
    let state = match event {
        Event::Started(_) => "started",
        Event::Built { .. } => "built",
        Event::Unchanged(_) => "unchanged",
        Event::Issued { .. } => "issued",
        Event::Failed(_) => "failed",
    };
    let (total, letter) = result.map(|(total, letter)| (total.text, letter)).unwrap_or_default();
    let mut value = json!({ "schema": 1, "event": state, "id": id, "total": total, "predikat": letter });
    if let Event::Built { pages, bytes, timings, path, .. } = event {
        value["file"] = path.display().to_string().into();
        value["pages"] = (*pages).into();
        value["bytes"] = (*bytes).into();
        value["template_us"] = timings.template_us.into();
        value["layout_us"] = timings.layout_us.into();
        value["proof_us"] = timings.proof_us.into();
        value["pdf_us"] = timings.pdf_us.into();
    }
    value.to_string()
}

fn finish(summary: &Summary, read: Duration, total: Duration, printer: &Printer) {
    let s = summary;
    if printer.json {
        let value = json!({
            "schema": 1, "event": "finished", "built": s.built, "unchanged": s.unchanged, "issued": s.issued,
            "failed": s.failed, "pages": s.pages, "bytes": s.bytes,
            "read_us": os::micros(read), "compose_us": s.compose_us, "template_us": s.timings.template_us,
            "layout_us": s.timings.layout_us, "proof_us": s.timings.proof_us, "pdf_us": s.timings.pdf_us,
            "wall_us": os::micros(total), "worker_peak_kb": s.peak_kb,
        });
        return printer.data(&value.to_string());
    }
    let seconds = format!("{}.{:02}", total.as_secs(), total.subsec_millis() / 10);
    printer.say(&match printer.lang {
        Lang::Id => format!(
            "{} disusun, {} tidak berubah, {} sudah terbit, {} gagal; {} halaman dalam {} detik",
            s.built,
            s.unchanged,
            s.issued,
            s.failed,
            s.pages,
            with_comma(&seconds)
        ),
        Lang::En => format!(
            "{} built, {} unchanged, {} issued, {} failed; {} pages in {seconds} seconds",
            s.built, s.unchanged, s.issued, s.failed, s.pages
        ),
    });
    if printer.verbose {
        let ms = |us: u64| format!("{},{:01}", us / 1000, us % 1000 / 100);
        printer.say(&format!(
            "  {}: {} · {}: {} · {}: {} · {}: {} · {}: {} · PDF: {} (ms); {}: {} MiB",
            printer.pick("baca dan nilai", "read and score"),
            ms(os::micros(read)),
            printer.pick("gubah", "compose"),
            ms(s.compose_us),
            printer.pick("templat", "template"),
            ms(s.timings.template_us),
            printer.pick("tata letak", "layout"),
            ms(s.timings.layout_us),
            printer.pick("bukti tata letak", "layout proof"),
            ms(s.timings.proof_us),
            ms(s.timings.pdf_us),
            printer.pick("memori pekerja", "worker memory"),
            s.peak_kb / 1024
        ));
    }
}
