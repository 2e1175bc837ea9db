//! Standing sentences: the program brings a catalogue, and a project can replace each sentence.
//!
//! A sentence names values of the report as `{opd}`, and a part in `[[ … ]]` is left out if a value in it is empty. So
//! `{opd}[[ (dahulu {nama_lama})]]` ends after the name of an office that was never renamed. Sentences are filled in
//! here, so that for Jinja and Typst the words of an office are plain text, whatever they look like.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::diag::{Code, Diagnostic, Files, Found, Hint, Place, nearest};
use crate::source::{Entries, Format, Name, Prose, Spanned, Token};

use super::model::{Narasi, Potongan, Teks};
use super::narrative;

/// `teks/*.yaml` of the program: sentences, each with its purpose.
#[derive(Clone, Debug, Deserialize)]
pub struct Catalogue {
    /// Shape of the file, always 1.
    #[serde(rename = "format")]
    pub format: Format,
    /// Sentences by name.
    #[serde(rename = "teks")]
    pub sentences: Entries<Token, CatalogueEntry>,
}

/// One sentence of the catalogue.
#[derive(Clone, Debug, Deserialize)]
pub struct CatalogueEntry {
    /// Where it is printed, in one line.
    #[serde(rename = "guna")]
    pub purpose: Name,
    /// The sentence.
    #[serde(rename = "isi")]
    pub text: Spanned<Prose>,
}

/// `templat/teks.yaml` of a project: own sentences by name.
#[derive(Clone, Debug, Deserialize)]
pub struct OwnWording {
    /// Shape of the file, always 1.
    #[serde(rename = "format")]
    pub format: Format,
    /// Sentences by name.
    #[serde(rename = "teks")]
    pub sentences: Entries<Token, Spanned<Prose>>,
}

/// Values that every sentence of an LHE may name.
const OF_LHE: &[&str] = &[
    "evaluasi",
    "opd",
    "nama_lama",
    "tahun",
    "tahun_lalu",
    "instansi",
    "kepala",
    "sebutan_opd",
    "inspektorat",
    "nomor",
    "tanggal",
    "yth",
    "total",
    "bobot",
    "predikat",
    "predikat_lengkap",
    "sebutan",
    "selisih",
    "total_lalu",
    "predikat_lalu",
    "sebutan_lalu",
    "instrumen",
    "instrumen_lalu",
    "dasar_instrumen",
    "jumlah_komponen",
    "pelaksanaan",
    "surat_tugas_nomor",
    "surat_tugas_tanggal",
    "tenggat",
    "saluran",
    "jumlah_catatan",
    "jumlah_rekomendasi",
    "jumlah_tindak_lanjut",
    "terkuat",
    "persen_terkuat",
    "terlemah",
    "persen_terlemah",
    "konfirmasi_nomor",
    "konfirmasi_tanggal",
    "revisi",
    "jenis_revisi",
    "nomor_lama",
    "tanggal_lama",
    "dasar_koreksi",
    "peringkat_lama",
    "peringkat_baru",
    "jumlah_peringkat",
    "nomor_ikhtisar",
    "tanggal_ikhtisar",
];

/// Values that every sentence of a recap may name.
const OF_RECAP: &[&str] = &[
    "tahun",
    "tahun_lalu",
    "instansi",
    "kepala",
    "sebutan_opd",
    "inspektorat",
    "nomor",
    "tanggal",
    "yth",
    "jumlah",
    "jumlah_tidak",
    "pelaksanaan",
    "surat_tugas_nomor",
    "surat_tugas_tanggal",
    "dasar_instrumen",
    "saluran",
    "revisi",
    "nomor_lama",
    "tanggal_lama",
];

/// Values that only one sentence may name.
const OF_ONE: &[(&str, &[&str])] = &[
    ("nilai_komponen", &["komponen", "nilai_komponen", "bobot_komponen", "persen_komponen"]),
    (
        "ikhtisar_kelompok",
        &[
            "kelompok",
            "jumlah_kelompok",
            "rata_rata",
            "predikat_rata_rata",
            "tertinggi",
            "nilai_tertinggi",
            "terendah",
            "nilai_terendah",
        ],
    ),
    ("ikhtisar_komponen", &["instrumen", "terkuat", "persen_terkuat", "terlemah", "persen_terlemah"]),
];

/// Sentences that the program itself puts into a report, so that templates do not name them.
const PLACED: &[&str] = &["nilai_komponen", "kaki_tte", "surat_pengantar", "ikhtisar_kelompok", "ikhtisar_komponen"];

/// Sentences that only a corrigendum or a replacement prints.
const OF_CORRECTION: &[&str] = &[
    "ralat",
    "penggantian",
    "judul_koreksi",
    "pengantar_koreksi",
    "pengantar_pengaruh",
    "pengaruh_peringkat",
    "tanpa_pengaruh",
    "ikhtisar_penggantian",
    "ikhtisar_judul_koreksi",
    "ikhtisar_pengantar_koreksi",
    "ikhtisar_tanpa_perubahan",
];

/// True for a sentence that only a corrigendum or a replacement prints.
pub(super) fn is_of_correction(name: &str) -> bool {
    OF_CORRECTION.contains(&name)
}

/// Values that a sentence prints bold, since they are the result itself.
const BOLD: &[&str] = &["total", "predikat", "predikat_lengkap", "sebutan"];

/// True for sentences of the recap.
pub(super) fn of_recap(name: &str) -> bool {
    name.starts_with("ikhtisar_")
}

/// True for a sentence that has values of its own. It is filled in, and printed, where these values are known.
fn is_of_one(name: &str) -> bool {
    OF_ONE.iter().any(|(one, _)| *one == name)
}

/// The values that the sentence `name` may use.
pub fn values_of(name: &str) -> Vec<&'static str> {
    let family = if of_recap(name) { OF_RECAP } else { OF_LHE };
    let own = OF_ONE.iter().filter(|(sentence, _)| *sentence == name).flat_map(|(_, values)| values.iter());
    family.iter().chain(own).copied().collect()
}

/// A sentence in force.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Where it is printed, in one line.
    pub purpose: String,
    /// The sentence of the program.
    pub built_in: String,
    /// The project's own, if it replaces it.
    pub own: Option<Spanned<Prose>>,
}

/// All sentences in force, by name.
#[derive(Clone, Debug, Default)]
pub struct Wording(BTreeMap<String, Sentence>);

/// The values that one sentence may name, by name.
pub(super) type Values = BTreeMap<&'static str, Teks>;

impl Wording {
    /// Adds the sentences of a catalogue.
    pub fn extend(&mut self, catalogue: Catalogue) {
        for (name, entry) in catalogue.sentences.0 {
            let sentence = Sentence { purpose: entry.purpose.0, built_in: entry.text.value.0, own: None };
            self.0.insert(name.value.0, sentence);
        }
    }

    /// Replaces sentences of the program by a project's own, and returns the faults of these.
    pub fn replace(&mut self, own: OwnWording, files: &Files) -> Found {
        let mut found = Vec::new();
        for (name, text) in own.sentences.0 {
            let Some(sentence) = self.0.get_mut(&name.value.0) else {
                let mut fault = Diagnostic::new(Code::D220).at(name.at).arg("name", &name.value.0);
                fault.hints.extend(nearest(&name.value.0, self.0.keys().map(String::as_str)).map(Hint::DidYouMean));
                found.push(fault);
                continue;
            };
            found.extend(faults(&name.value.0, &text, files));
            sentence.own = Some(text);
        }
        found
    }

    /// All sentences with their names, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Sentence)> {
        self.0.iter().map(|(name, sentence)| (name.as_str(), sentence))
    }

    /// The names under which templates find sentences as `teks.<name>`: those of all sentences without values of their
    /// own.
    pub fn offered(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str).filter(|name| !is_of_one(name))
    }

    /// Warnings for the project's own sentences that no document prints. `read` are the sentences that templates read.
    pub fn unprinted(&self, read: &BTreeSet<String>) -> Found {
        let printed = |name: &str| PLACED.contains(&name) || read.contains(name);
        let own = self.0.iter().filter_map(|(name, sentence)| Some((name, sentence.own.as_ref()?)));
        own.filter(|(name, _)| !printed(name))
            .map(|(name, own)| Diagnostic::new(Code::D228).at(own.at).arg("name", name))
            .collect()
    }

    /// The sentences of the recap, or those of the LHE, with their values filled in.
    pub(super) fn family(
        &self,
        recap: bool,
        values: &Values,
        origin: &dyn Fn(Place) -> String,
    ) -> BTreeMap<String, Narasi> {
        let wanted = |name: &&String| of_recap(name) == recap && !is_of_one(name);
        self.0.keys().filter(wanted).map(|name| (name.clone(), self.fill(name, values, origin))).collect()
    }

    /// A text of another file that stands in place of a sentence, with its values filled in.
    pub(super) fn fill_own(own: &Spanned<Prose>, values: &Values, origin: &dyn Fn(Place) -> String) -> Narasi {
        fill(&own.value.0, Some(&origin(own.at)), values)
    }

    /// One sentence with its values filled in; empty if there is no such sentence.
    pub(super) fn fill(&self, name: &str, values: &Values, origin: &dyn Fn(Place) -> String) -> Narasi {
        let Some(sentence) = self.0.get(name) else { return Vec::new() };
        match &sentence.own {
            Some(own) => fill(&own.value.0, Some(&origin(own.at)), values),
            None => fill(&sentence.built_in, None, values),
        }
    }
}

/// The faults of a project's own text for the sentence `name`.
pub fn faults(name: &str, text: &Spanned<Prose>, files: &Files) -> Found {
    let mut found = Vec::new();
    // The place of these words in the file, or of the whole text if a line end divides them.
    let at = |words: &str| {
        let (start, end) = (text.at.start as usize, text.at.end as usize);
        let inside = files.text(text.at.file).get(start..end).and_then(|source| source.find(words));
        inside.map_or(text.at, |inside| Place::new(text.at.file, start + inside, start + inside + words.len()))
    };
    let known = values_of(name);
    for part in parts(&text.value.0) {
        match part {
            Part::Value(value) if !known.contains(&value) => {
                let mut fault = Diagnostic::new(Code::D221).at(at(value)).arg("value", value).arg("name", name);
                match nearest(value, known.iter().copied()) {
                    Some(word) => fault.hints.push(Hint::DidYouMean(word)),
                    None => fault.hints.push(Hint::Choices(known.join(", "))),
                }
                found.push(fault);
            }
            Part::Unpaired => found.push(Diagnostic::new(Code::D222).at(text.at).arg("name", name)),
            _ => {}
        }
    }
    if let Err(unpaired) = narrative::parse(&text.value.0, "") {
        found.push(Diagnostic::new(Code::D158).at(at(&unpaired.0)).arg("text", unpaired.0));
    }
    found
}

/// A piece of a sentence as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part<'a> {
    Text(&'a str),
    Value(&'a str),
    Open,
    Close,
    /// `[[` inside `[[`, `[[` or `]]` alone, or an unclosed `{`.
    Unpaired,
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut list = Vec::new();
    let mut rest = text;
    let mut open = false;
    while !rest.is_empty() {
        let next = ["[[", "]]", "{"].iter().filter_map(|mark| Some((rest.find(mark)?, *mark))).min();
        let Some((at, mark)) = next else {
            list.push(Part::Text(rest));
            break;
        };
        if at > 0 {
            list.push(Part::Text(&rest[..at]));
        }
        let after = &rest[at + mark.len()..];
        rest = match mark {
            "{" => match after.split_once('}') {
                Some((name, behind)) => {
                    list.push(Part::Value(name.trim()));
                    behind
                }
                None => {
                    list.push(Part::Unpaired);
                    after
                }
            },
            _ => {
                let opens = mark == "[[";
                list.push(match (opens, open) {
                    (true, false) => Part::Open,
                    (false, true) => Part::Close,
                    _ => Part::Unpaired,
                });
                open = opens;
                after
            }
        };
    }
    if open {
        list.push(Part::Unpaired);
    }
    list
}

/// The character in place of the value with this index, while the sentence is parsed as free text. Being of private
/// use, it is neither a letter nor a mark of the markup.
fn stand_in(index: usize) -> char {
    u32::try_from(index).ok().and_then(|i| char::from_u32(0xE000 + i)).unwrap_or('\u{f8ff}')
}

fn fill(text: &str, origin: Option<&str>, values: &Values) -> Narasi {
    let mut template = String::new();
    let mut used: Vec<&str> = Vec::new();
    let mut optional: Option<(usize, usize)> = None; // lengths of `template` and `used` at the opening
    let mut left_out = false;
    for part in parts(text) {
        match part {
            Part::Text(plain) => template.extend(plain.chars().filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c))),
            Part::Value(name) => {
                left_out |= optional.is_some() && values.get(name).is_none_or(|v| v.teks.is_empty());
                template.push(stand_in(used.len()));
                used.push(name);
            }
            Part::Open => {
                optional = Some((template.len(), used.len()));
                left_out = false;
            }
            Part::Close => {
                if let (Some((length, count)), true) = (optional, left_out) {
                    template.truncate(length);
                    used.truncate(count);
                }
                optional = None;
            }
            Part::Unpaired => {}
        }
    }
    let mut narrative = narrative::parse(&template, origin.unwrap_or_default()).unwrap_or_default();
    for paragraph in &mut narrative {
        let pieces = std::mem::take(&mut paragraph.potongan);
        paragraph.potongan = pieces.into_iter().flat_map(|p| split(p, origin, &used, values)).collect();
    }
    narrative.retain(|paragraph| !paragraph.potongan.is_empty());
    narrative
}

/// Splits a piece at its stand-ins, and puts the values in their places.
fn split(piece: Potongan, origin: Option<&str>, used: &[&str], values: &Values) -> Vec<Potongan> {
    let mut out: Vec<Potongan> = Vec::new();
    let mut plain = String::new();
    let miring = piece.miring;
    let mut push = |teks: Teks, tebal: bool| {
        if !teks.teks.is_empty() {
            out.push(Potongan { teks, miring, tebal });
        }
    };
    let own = |text: String| Teks::with_origin(text, origin.map(str::to_owned));
    for c in piece.teks.teks.chars() {
        match used.iter().enumerate().find(|(index, _)| stand_in(*index) == c) {
            Some((_, name)) => {
                push(own(std::mem::take(&mut plain)), false);
                push(values.get(name).cloned().unwrap_or_default(), BOLD.contains(name));
            }
            None => plain.push(c),
        }
    }
    push(own(plain), false);
    out
}

#[cfg(test)]
mod tests {
    use crate::source;

    use super::*;

    #[test]
    fn built_in_sentences_are_without_fault_and_say_in_one_line_what_they_are_for() {
        let mut names = BTreeSet::new();
        for text in [
            include_str!("../../report-templates/teks/lhe.yaml"),
            include_str!("../../report-templates/teks/ikhtisar.yaml"),
        ] {
            let mut files = Files::default();
            let file = files.add("teks.yaml", text);
            let read = source::load::<Catalogue>(&files, file);
            assert_eq!(read.diagnostics, []);
            for (name, entry) in read.value.expect("a catalogue").0.sentences.0 {
                let name = name.value.0;
                assert_eq!(faults(&name, &entry.text, &files), [], "{name}");
                let purpose = entry.purpose.0;
                assert!(purpose.ends_with('.') && purpose.lines().count() == 1, "{name}: {purpose}");
                assert!(purpose.chars().count() <= 110, "{name}: {purpose}");
                assert!(names.insert(name.clone()), "{name} is in both catalogues");
            }
        }
        for name in PLACED.iter().chain(OF_ONE.iter().map(|(name, _)| name)) {
            assert!(names.contains(*name), "{name} is no sentence");
        }
    }

    fn flat(text: &str) -> String {
        let values: Values = [("opd", "Dinas_X *#"), ("total", "80,00"), ("nama_lama", "")]
            .into_iter()
            .map(|(name, text)| (name, Teks::tetap(text)))
            .collect();
        let mark = |p: Potongan| match (p.tebal, p.miring) {
            (true, _) => format!("<b>{}</b>", p.teks.teks),
            (_, true) => format!("<i>{}</i>", p.teks.teks),
            _ => p.teks.teks,
        };
        let lines = fill(text, None, &values).into_iter().map(|a| {
            let line: String = a.potongan.into_iter().map(mark).collect();
            if a.butir { format!("- {line}") } else { line }
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn values_are_filled_in_and_never_read_as_markup() {
        assert_eq!(flat("Nilai {opd}: {total}."), "Nilai Dinas_X *#: <b>80,00</b>.");
        assert_eq!(flat("_cascading_ {opd}\n- {opd};\n- dua"), "<i>cascading</i> Dinas_X *#\n- Dinas_X *#;\n- dua");
    }

    #[test]
    fn an_optional_part_needs_all_of_its_values() {
        assert_eq!(flat("a[[ dahulu {nama_lama}]] b"), "a b");
        assert_eq!(flat("a[[ kini {opd}]] b"), "a kini Dinas_X *# b");
        assert_eq!(flat("a[[ {opd} {nama_lama}]] {total}"), "a <b>80,00</b>");
        assert_eq!(flat("[[{nama_lama}]]"), "");
    }

    #[test]
    fn unpaired_brackets_are_seen() {
        let unpaired = |text| parts(text).contains(&Part::Unpaired);
        assert!(unpaired("Yth. {opd."));
        assert!(unpaired("a [[ b") && unpaired("a ]] b") && unpaired("[[ a [[ b ]]"));
        assert!(!unpaired("[[ a ]] b [c] {d}"));
    }
}
