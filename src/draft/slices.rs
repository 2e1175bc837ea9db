//! The slices of the project's files that a document's bundle holds.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::bundle::{self, Ingredient, Omit, Role};
use crate::project::{OWN_SENTENCES, Project, Target};
use crate::record::QUOTED_FILE;
use crate::report::Quoted;
use crate::source::{self, Node, YesNo};

/// The data from which a document is made, and its instruments, in a fixed order.
pub(crate) fn ingredients(
    project: &Project,
    target: Target,
    report: &Value,
    printed_worksheet: bool,
    quoted: &Quoted,
) -> Vec<Ingredient> {
    let mut list = Vec::new();
    let mut data = |name: &str, node: &Node| {
        let bytes = source::emit(node).into_bytes();
        list.push(Ingredient::new(name, Role::Data, bytes));
    };
    if let Some(case) = project.case_of(target) {
        let output = project.output();
        let permitted = |flag: Option<YesNo>| flag.is_some_and(|f| f.0);
        // The data beside a printed worksheet may hold everything that the worksheet prints. It never prints the
        // explanations of own answers.
        let own_answers = permitted(output.and_then(|o| o.attach_own_answers));
        let omit = Omit {
            own_answers: !printed_worksheet && !own_answers,
            own_explanations: !own_answers,
            remarks: !printed_worksheet && !permitted(output.and_then(|o| o.attach_remarks)),
        };
        for file in case.files() {
            if let Some(document) = project.documents.get(&file) {
                data(project.files.name(file), &bundle::prune(&document.root, omit));
            }
        }
    }
    for (name, pointers) in used_slices(project, target, report) {
        if let Some(document) = project.document(&name) {
            data(&name, &bundle::select(&document.root, &pointers));
        }
    }
    if !quoted.is_empty() {
        let bytes = serde_json::to_vec_pretty(quoted).unwrap_or_default();
        list.push(Ingredient::new(QUOTED_FILE, Role::Data, bytes));
    }
    let mut instruments: Vec<usize> = Vec::new();
    let cases = project.cases_of(target);
    for index in cases.iter().map(|i| &project.cases[*i]).filter(|c| c.sheet.is_some()).filter_map(|c| c.instrument) {
        if !instruments.contains(&index) {
            instruments.push(index);
        }
    }
    // Last year's names and weights come from last year's instrument.
    let last = quoted.last_year.as_ref().and_then(|l| project.instruments.iter().position(|i| i.id == l.instrument));
    instruments.extend(last.filter(|index| !instruments.contains(index)));
    list.extend(instruments.into_iter().filter_map(|index| project.sources.get(index).cloned()));
    list
}

/// The parts of each shared file that the report uses, found by the origins in the report. If a report uses a part of
/// an entry, the slice is the whole entry. Files of other years' evaluations are left out: the report quotes their
/// texts.
fn used_slices(project: &Project, target: Target, report: &Value) -> Vec<(String, Vec<String>)> {
    let mut origins = BTreeSet::new();
    collect(report, &mut origins);
    let id = project.document_id(target);
    let year = id.year.to_string();
    let season = format!("/musim/{year}");
    let owned = |list: &[&str]| list.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>();
    let settings = owned(&["/format", "/instansi", "/inspektorat", "/kop", "/bawaan", "/keluaran", "/tte"]);
    let mut letters = owned(&["/format", "/penomoran"]);
    let mut keys = vec!["instrumen", "dasar_hukum", "surat_tugas", "pelaksanaan", "tenggat", "tim", "bentuk", "lke"];
    let mut slices = Vec::new();
    match project.case_of(target) {
        Some(case) => letters.extend(letter_slices(&format!("/surat/{}", case.id.stem), case.revision.number)),
        None => {
            letters.push("/ikhtisar/tujuan".to_owned());
            letters.extend(letter_slices("/ikhtisar", project.recap_revision(id.year).0));
            // Only the recap names other offices.
            keys.push("tidak_dievaluasi");
            slices.push((format!("ikhtisar/{year}.yaml"), vec![String::new()]));
        }
    }
    let kept = letters.clone();
    slices.extend([
        ("lhe.yaml".to_owned(), settings),
        ("opd.yaml".to_owned(), owned(&["/format"])),
        (format!("surat/{year}.yaml"), letters),
        (format!("riwayat/{}.yaml", id.year - 1), owned(&["/format", "/instrumen"])),
        (OWN_SENTENCES.to_owned(), owned(&["/format"])),
    ]);
    for (name, pointers) in &mut slices {
        let used = origins.iter().filter_map(|o| o.strip_prefix(name.as_str())?.strip_prefix('#'));
        // Whole entries: `/opd/3` of an office, `/opd/dinas-x` of a history, `/penandatangan/inspektur/1`.
        let depth = if name == "lhe.yaml" { 3 } else { 2 };
        pointers.extend(used.filter_map(|pointer| entry(pointer, depth)));
        pointers.sort();
        pointers.dedup();
        if name.starts_with("surat/") {
            // The letters of later revisions are left out: they are typed after this one is issued.
            let whole = |p: &String| p.starts_with("/surat/") && p.matches('/').count() == 2 || p == "/ikhtisar";
            pointers.retain(|p| !whole(p) && !p.contains("/revisi"));
            pointers.extend(kept.iter().filter(|p| p.contains("/revisi")).cloned());
            pointers.sort();
            pointers.dedup();
        }
        if name == "lhe.yaml" {
            pointers.retain(|p| *p != season && !p.starts_with(&format!("{season}/")));
            pointers.extend(keys.iter().map(|key| format!("{season}/{key}")));
        }
    }
    slices.retain(|(name, pointers)| match name.as_str() {
        OWN_SENTENCES => pointers.len() > 1,
        name if name.starts_with("riwayat/") => pointers.iter().any(|p| p.starts_with("/opd/")),
        name if name.starts_with("ikhtisar/") => true,
        _ => pointers.len() > 1,
    });
    slices
}

/// The pointers into a letter's entry that a bundle holds: number, date and covering letter of each revision up to this
/// one.
fn letter_slices(entry: &str, revision: u32) -> Vec<String> {
    let fields = ["nomor", "tanggal", "pengantar"];
    let mut all: Vec<String> = fields.iter().map(|field| format!("{entry}/{field}")).collect();
    all.extend((1..=revision).map(|number| format!("{entry}/revisi/{number}")));
    all
}

/// The first `depth` steps of a pointer.
fn entry(pointer: &str, depth: usize) -> Option<String> {
    let steps: Vec<&str> = pointer.strip_prefix('/')?.split('/').take(depth).collect();
    Some(format!("/{}", steps.join("/")))
}

fn collect(value: &Value, origins: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(origin)) = map.get("asal") {
                origins.insert(origin.clone());
            }
            map.values().for_each(|v| collect(v, origins));
        }
        Value::Array(items) => items.iter().for_each(|v| collect(v, origins)),
        _ => {}
    }
}
