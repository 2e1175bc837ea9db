//! Composes the document about the differences of two results.

use crate::diag::Place;
use crate::register::Settings;
use crate::source::Date;

use super::desk::Desk;
use super::model::*;
use super::narrative;
use super::wording::Wording;

/// A part of a result that can differ.
#[derive(Clone, Debug)]
pub enum Part {
    /// The answer of a code.
    Answer(String),
    /// The value of a code, and its name if it has one.
    Value(String, String),
    /// The total.
    Total,
    /// The grade.
    Grade,
    /// The finding of an id.
    Finding(String),
    /// The recommendation of an id.
    Recommendation(String),
}

impl Part {
    fn text(&self) -> String {
        match self {
            Self::Answer(code) => format!("Jawaban {code}"),
            Self::Value(code, name) if name.is_empty() => format!("Nilai {code}"),
            Self::Value(code, name) => format!("Nilai {code} – {name}"),
            Self::Total => "Nilai hasil evaluasi".to_owned(),
            Self::Grade => "Predikat".to_owned(),
            Self::Finding(id) => format!("Catatan {id}"),
            Self::Recommendation(id) => format!("Rekomendasi {id}"),
        }
    }
}

/// The name of a side: a revision, or the present data.
pub fn side_name(year: &str, revision: Option<u32>) -> String {
    match revision {
        Some(number) => format!("LHE tahun {year} revisi {number}"),
        None => format!("Data tahun {year} sekarang"),
    }
}

/// One thing that differs, in words.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The part that differs.
    pub part: Part,
    /// Text of the old side.
    pub old: Option<String>,
    /// Text of the new side.
    pub new: Option<String>,
    /// True for a finding or a recommendation.
    pub narrative: bool,
}

/// Everything that a difference is composed from.
#[derive(Clone, Copy)]
pub struct Differing<'a> {
    /// Turns a place into an origin.
    pub origin: &'a dyn Fn(Place) -> String,
    /// Settings of the project.
    pub settings: &'a Settings,
    /// Standing sentences.
    pub wording: &'a Wording,
    /// `<tahun>/<berkas>`.
    pub id: &'a str,
    /// Name of the office.
    pub office: &'a str,
    /// Names of the old and the new side.
    pub sides: (&'a str, &'a str),
    /// Instruments of both sides, if only components are compared.
    pub instruments: Option<(&'a str, &'a str)>,
    /// The differences.
    pub changes: &'a [Changed],
    /// Date of the document.
    pub day: Date,
}

/// Composes the document about the differences of two results.
pub fn difference(subject: &Differing<'_>) -> Perbedaan {
    let s = subject;
    let desk = Desk {
        origin: s.origin,
        settings: s.settings,
        wording: s.wording,
        day: s.day,
        draft: false,
        found: Vec::new(),
    };
    let narrated = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default();
        narrative::parse(text, &format!("perbedaan#{}", s.id)).unwrap_or_else(|_| {
            let potongan = Potongan { teks: Teks::tetap(text), miring: false, tebal: false };
            vec![Alinea { butir: false, potongan: vec![potongan] }]
        })
    };
    let row = |change: &Changed| BarisPerbedaan {
        bagian: Teks::tetap(change.part.text()),
        ada_semula: change.old.is_some(),
        semula: narrated(&change.old),
        ada_menjadi: change.new.is_some(),
        menjadi: narrated(&change.new),
    };
    let rows = |narrative: bool| s.changes.iter().filter(|c| c.narrative == narrative).map(row).collect();
    let title = format!("Perbedaan Hasil Evaluasi AKIP – {}", s.office);
    let (old, new) = s.instruments.unwrap_or_default();
    Perbedaan {
        format: 1,
        dokumen: Dokumen {
            jenis: "perbedaan".to_owned(),
            id: s.id.to_owned(),
            evaluasi: Teks::tetap("Evaluasi"),
            kaki: Teks::tetap(&title),
            judul: Teks::tetap(title),
            pengarang: desk.named(&s.settings.inspectorate.name),
            draf: false,
            halaman: desk.page(),
            tte: Tte::default(),
        },
        instansi: desk.government(),
        kop: desk.letterhead(&s.settings.defaults.signatory.value.0),
        opd: Teks::tetap(s.office),
        dari: Teks::tetap(s.sides.0),
        ke: Teks::tetap(s.sides.1),
        hanya_komponen: s.instruments.is_some(),
        instrumen_dari: Teks::tetap(old),
        instrumen_ke: Teks::tetap(new),
        nilai: rows(false),
        uraian: rows(true),
        ..Perbedaan::default()
    }
}
