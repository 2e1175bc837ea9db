//! From a checked case to a report and its bundle.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::bundle::{self, Bundle, Ingredient, Omit, Parts, Role};
use crate::diag::{Checked, Code, Diagnostic, Place};
use crate::evaluation::register::{Numbering, OutputSettings, StandardWord, letter_date};
use crate::report::{self, Dokumen, Laporan, Numbers, Reference, Subject};
use crate::source::{self, Node};
use crate::typeset::{self, PageBox, Standard};

use super::load::{Case, Project};
use super::previous::last_year;
use super::templates::LETTER;

impl Project {
    /// Composes the letter of one case, and finds what only shows then.
    pub(super) fn compose(&self, index: usize, draft: bool) -> Checked<Bundle> {
        let case = &self.cases[index];
        let mut found = Vec::new();
        let Some(report) = self.report(case, draft, &mut found) else { return Checked::failed(found) };
        let value = match serde_json::to_value(&report) {
            Ok(value) => value,
            Err(error) => {
                found.push(Diagnostic::new(Code::P009).arg("reason", error));
                return Checked::failed(found);
            }
        };
        self.coverage(&value, &mut found);
        let Some(day) = self.letter_day(case) else { return Checked::failed(found) };
        let ingredients = self.ingredients(case, &value);
        let id = case.id.to_string();
        let parts = Parts {
            id: &id,
            main: LETTER,
            report: &value,
            kind: &report.dokumen.jenis,
            draft,
            ingredients: &ingredients,
            templates: &self.packed_templates,
            standard: self.standard(),
            date: day,
            pages: &[page_box(&report.dokumen)],
        };
        match bundle::assemble(parts) {
            Ok(bundle) => Checked::new(bundle, found),
            Err(error) => {
                found.push(Diagnostic::new(Code::P009).arg("reason", error));
                Checked::failed(found)
            }
        }
    }

    /// What is found when the letters of these cases are composed.
    pub fn compose_faults(&self, chosen: &[usize]) -> Vec<Diagnostic> {
        chosen
            .iter()
            .filter(|i| self.cases[**i].evaluation.is_some())
            .flat_map(|i| self.compose(*i, true).diagnostics)
            // The faulty evaluation of last year is reported itself.
            .filter(|d| d.code != Code::D165)
            .collect()
    }

    fn letter_day(&self, case: &Case) -> Option<crate::source::Date> {
        let season = self.settings.as_ref()?.season(case.id.year)?;
        Some(letter_date(self.numbers(case).letter, season, case.id.year))
    }

    /// Numbering of the season and the letter of one case.
    pub(super) fn numbers(&self, case: &Case) -> Numbers<'_> {
        let file = self.letters.get(&case.id.year);
        let letter = file.and_then(|f| f.letters.0.iter().find(|(stem, _)| stem.value.0 == case.id.stem));
        Numbers {
            numbering: file.and_then(|f| f.numbering).unwrap_or(Numbering::Typed),
            letter: letter.map(|(_, entry)| entry),
        }
    }

    fn standard(&self) -> Standard {
        match self.output().and_then(|o| o.standard) {
            Some(StandardWord::A2a) => Standard::A2a,
            Some(StandardWord::A3a) | None => Standard::A3a,
        }
    }

    fn output(&self) -> Option<&OutputSettings> {
        self.settings.as_ref()?.output.as_ref()
    }

    fn report(&self, case: &Case, draft: bool, found: &mut Vec<Diagnostic>) -> Option<Laporan> {
        let settings = self.settings.as_ref()?;
        let season = settings.season(case.id.year)?;
        let evaluation = case.evaluation.as_ref()?;
        // A logo that cannot be used was reported; a letter without it is not that letter.
        if settings.letterhead.logo.is_some() && self.logo.is_none() {
            return None;
        }
        let office = &self.office(&evaluation.entry.opd.value.0)?.value;
        let last = match last_year(self, case, office) {
            Ok(last) => last,
            Err(fault) => {
                found.push(*fault);
                return None;
            }
        };
        let origin = |place: Place| self.origin(place);
        let reference = |text: &str| self.reference(text);
        let subject = Subject {
            origin: &origin,
            file: self.files.name(case.worksheet.unwrap_or(case.file)),
            settings,
            season,
            office,
            numbers: self.numbers(case),
            instrument: &self.instruments[case.instrument?],
            evaluation,
            sheet: case.sheet.as_ref()?,
            previous: last.previous.as_ref(),
            previous_notes: &last.notes,
            reference: &reference,
            draft,
        };
        let composed = report::lhe(&subject);
        found.extend(composed.diagnostics.into_iter().map(|d| self.at_underscore(d)));
        composed.value
    }

    /// An unpaired underscore is found in a parsed text; its exact place is where that text stands in the file.
    fn at_underscore(&self, fault: Diagnostic) -> Diagnostic {
        let text = fault.args.iter().find(|(name, _)| name == "text").map(|(_, text)| text.clone());
        let (Code::D158, Some(place), Some(text)) = (fault.code, fault.place, text) else { return fault };
        let word = text.split_whitespace().next().unwrap_or(&text);
        let source = &self.files.text(place.file)[place.start as usize..place.end as usize];
        // The text was joined over line ends: the longest beginning of it that stands on one line of the file.
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        let found = ends.filter_map(|end| source.find(&text[..end])).next();
        match found {
            Some(at) => {
                let start = place.start as usize + at;
                fault.at(Place::new(place.file, start, start + word.len()))
            }
            None => fault,
        }
    }

    /// A recommendation by `<tahun>/<berkas>/<id>`.
    pub(super) fn reference(&self, text: &str) -> Option<Reference> {
        let (evaluation, id) = text.rsplit_once('/')?;
        let case = self.cases.iter().find(|c| c.id.to_string() == evaluation)?;
        let recommendations = &case.evaluation.as_ref()?.entry.recommendations;
        let recommendation = recommendations.iter().find(|r| r.id.value.0 == id)?;
        Some(Reference {
            at: recommendation.text.at,
            text: recommendation.text.value.0.clone(),
            letter: self.numbers(case).letter.and_then(|l| l.number.clone()),
        })
    }

    /// Every character must have a glyph, or PDF/A refuses the letter without naming the place.
    fn coverage(&self, value: &Value, found: &mut Vec<Diagnostic>) {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(text)) = map.get("teks") {
                    let missing = typeset::uncovered(text);
                    if !missing.is_empty() {
                        found.push(self.uncovered(&missing, map.get("asal").and_then(Value::as_str)));
                    }
                } else {
                    map.values().for_each(|v| self.coverage(v, found));
                }
            }
            Value::Array(items) => items.iter().for_each(|v| self.coverage(v, found)),
            _ => {}
        }
    }

    fn uncovered(&self, missing: &[char], origin: Option<&str>) -> Diagnostic {
        let named: Vec<String> = missing.iter().take(5).map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect();
        let fault = Diagnostic::new(Code::D157).arg("characters", named.join(", "));
        match origin.and_then(|o| self.place_of(o)) {
            Some(place) => {
                let text = &self.files.text(place.file)[place.start as usize..place.end as usize];
                let inside = missing.iter().find_map(|c| text.find(*c).map(|at| (at, c.len_utf8())));
                let exact = inside.map(|(at, width)| {
                    let start = place.start as usize + at;
                    Place::new(place.file, start, start + width)
                });
                fault.at(exact.unwrap_or(place))
            }
            None => fault.in_file(origin.unwrap_or_default()),
        }
    }

    // ── ingredients ──────────────────────────────────────────────────────────────────────────────────────────

    /// This office's slices, the instrument, the templates and the pictures, in a fixed order.
    fn ingredients(&self, case: &Case, report: &Value) -> Vec<Ingredient> {
        let mut list = Vec::new();
        let mut data = |name: &str, node: &Node| {
            let bytes = source::emit(node).into_bytes();
            list.push(Ingredient::new(name, Role::Data, bytes));
        };
        let output = self.output();
        let permitted = |flag: Option<crate::source::YesNo>| flag.is_some_and(|f| f.0);
        let omit = Omit {
            own_answers: !permitted(output.and_then(|o| o.attach_own_answers)),
            remarks: !permitted(output.and_then(|o| o.attach_remarks)),
        };
        for file in std::iter::once(case.file).chain(case.worksheet) {
            if let Some(document) = self.documents.get(&file) {
                data(self.files.name(file), &bundle::prune(&document.root, omit));
            }
        }
        for (name, pointers) in self.used_slices(case, report) {
            let document = self.documents.iter().find(|(file, _)| self.files.name(**file) == name);
            if let Some((_, document)) = document {
                data(&name, &bundle::select(&document.root, &pointers));
            }
        }
        if let Some(instrument) = case.instrument.map(|i| &self.instruments[i]) {
            let name = self.files.name(instrument.place.file);
            list.extend(self.sources.iter().find(|i| i.name == name).cloned());
        }
        list.extend(self.templates.iter().cloned());
        list.extend(self.logo.iter().cloned());
        list
    }

    /// What the report uses of each shared file, as its own origins tell; whole entries where a part of one is
    /// used. Files of other years' evaluations enter by the report's texts only.
    fn used_slices(&self, case: &Case, report: &Value) -> Vec<(String, Vec<String>)> {
        let mut origins = BTreeSet::new();
        collect(report, &mut origins);
        let year = case.id.year.to_string();
        let settings = [
            "/format".to_owned(),
            "/instansi".to_owned(),
            "/inspektorat".to_owned(),
            "/kop".to_owned(),
            "/bawaan".to_owned(),
            "/keluaran".to_owned(),
            format!("/musim/{year}"),
        ];
        let letters = format!("surat/{year}.yaml");
        let mut slices = vec![
            ("lhe.yaml".to_owned(), settings.to_vec()),
            ("opd.yaml".to_owned(), vec!["/format".to_owned()]),
            (letters.clone(), vec!["/format".to_owned(), "/penomoran".to_owned(), format!("/surat/{}", case.id.stem)]),
            (format!("riwayat/{}.yaml", case.id.year - 1), vec!["/format".to_owned(), "/instrumen".to_owned()]),
        ];
        for (name, pointers) in &mut slices {
            let used = origins.iter().filter_map(|o| o.strip_prefix(name.as_str())?.strip_prefix('#'));
            // Whole entries: `/opd/3` of an office, `/opd/dinas-x` of a history, `/penandatangan/inspektur/1`.
            let depth = if name == "lhe.yaml" { 3 } else { 2 };
            pointers.extend(used.filter_map(|pointer| entry(pointer, depth)));
            pointers.sort();
            pointers.dedup();
        }
        // The season without `tidak_dievaluasi`, which speaks of other offices.
        if let Some((_, pointers)) = slices.first_mut() {
            let season = format!("/musim/{year}");
            pointers.retain(|p| *p != season && !p.starts_with(&format!("{season}/")));
            let keys = ["instrumen", "dasar_hukum", "surat_tugas", "pelaksanaan", "tenggat", "tim"];
            pointers.extend(keys.map(|key| format!("{season}/{key}")));
        }
        slices.retain(|(name, pointers)| {
            pointers.len() > 1 && (!name.starts_with("riwayat/") || pointers.iter().any(|p| p.starts_with("/opd/")))
        });
        slices
    }
}

/// The page of a letter, with the margins that `surat` in `lib/gaya.typ` sets.
fn page_box(document: &Dokumen) -> PageBox {
    let millimetres = |digits: &str| digits.parse::<u32>().unwrap_or(0) * 100;
    PageBox {
        width: millimetres(&document.lebar.ukuran),
        height: millimetres(&document.tinggi.ukuran),
        left: 3_000,
        right: 2_000,
        top: 2_000,
        bottom: 2_800,
    }
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
