//! The instrument file as it is typed. The Indonesian keys get their English names here.

use serde::Deserialize;

use crate::num::Number;
use crate::source::{Entries, Name, Prose, Spanned, Token, Year, YesNo};

#[derive(Deserialize)]
pub(super) struct InstrumentFile {
    #[serde(rename = "format")]
    pub(super) _format: crate::source::Format,
    pub(super) id: Spanned<Token>,
    #[serde(rename = "judul")]
    pub(super) title: Name,
    #[serde(rename = "sebutan_singkat")]
    pub(super) short_name: Name,
    #[serde(rename = "dasar")]
    pub(super) legal_basis: Name,
    #[serde(rename = "edisi")]
    pub(super) edition: EditionEntry,
    #[serde(rename = "belum_pasti")]
    pub(super) uncertain: Vec<UncertainEntry>,
    #[serde(rename = "skala")]
    pub(super) scales: Vec<Spanned<ScaleEntry>>,
    #[serde(rename = "metode")]
    pub(super) method: MethodEntry,
    #[serde(rename = "tidak_dijawab")]
    pub(super) unanswered: Unanswered,
    #[serde(rename = "tidak_berlaku")]
    pub(super) not_applicable: NotApplicablePolicy,
    #[serde(rename = "pembulatan")]
    pub(super) rounding: RoundingEntry,
    #[serde(rename = "komponen")]
    pub(super) components: Spanned<Vec<Spanned<ComponentEntry>>>,
    #[serde(rename = "predikat")]
    pub(super) grades: Spanned<Vec<Spanned<GradeEntry>>>,
    #[serde(rename = "kontrol")]
    pub(super) checks: Vec<Spanned<CheckEntry>>,
    #[serde(rename = "contoh")]
    pub(super) examples: Vec<Spanned<ExampleEntry>>,
}

#[derive(Deserialize)]
pub(super) struct EditionEntry {
    #[serde(rename = "nama")]
    pub(super) name: Name,
    #[serde(rename = "penerbit")]
    pub(super) issuer: Name,
    #[serde(rename = "tahun")]
    pub(super) year: Year,
}

#[derive(Deserialize)]
pub(super) struct UncertainEntry {
    #[serde(rename = "tentang")]
    pub(super) about: Name,
    #[serde(rename = "uraian")]
    pub(super) text: Prose,
}

#[derive(Deserialize)]
pub(super) struct ScaleEntry {
    pub(super) id: Spanned<Token>,
    #[serde(rename = "judul")]
    pub(super) title: Name,
    #[serde(rename = "satuan")]
    pub(super) unit: UnitWord,
    #[serde(rename = "pilihan")]
    pub(super) choices: Vec<Spanned<ChoiceEntry>>,
}

#[derive(Deserialize)]
pub(super) enum UnitWord {
    #[serde(rename = "persen")]
    Percent,
    #[serde(rename = "pecahan")]
    Fraction,
}

#[derive(Deserialize)]
pub(super) struct ChoiceEntry {
    #[serde(rename = "kode")]
    pub(super) code: Token,
    #[serde(rename = "nilai")]
    pub(super) value: Spanned<Number>,
    #[serde(rename = "arti")]
    pub(super) meaning: Option<Name>,
}

#[derive(Deserialize)]
pub(super) struct MethodEntry {
    #[serde(rename = "cara")]
    pub(super) method: MethodWord,
    #[serde(rename = "skala")]
    pub(super) scale: Option<Spanned<Token>>,
    #[serde(rename = "skala_cetak")]
    pub(super) printed_scales: Vec<Spanned<Token>>,
    #[serde(rename = "uraian")]
    pub(super) text: Spanned<Prose>,
}

#[derive(Clone, Copy, Deserialize)]
pub(super) enum MethodWord {
    #[serde(rename = "huruf")]
    Letter,
    #[serde(rename = "rata_rata")]
    Average,
    #[serde(rename = "poin")]
    Points,
    #[serde(rename = "diketik")]
    Typed,
}

/// `tidak_dijawab`: how an unanswered criterion counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Unanswered {
    /// The evaluation is not complete and no report is made.
    #[serde(rename = "tolak")]
    Refuse,
    /// It counts as nothing, with a warning.
    #[serde(rename = "nol")]
    Zero,
}

/// `tidak_berlaku`: how this answer counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum NotApplicablePolicy {
    /// It is left out of the average.
    #[serde(rename = "keluarkan")]
    LeaveOut,
    /// It counts as nothing.
    #[serde(rename = "nol")]
    Zero,
    /// The instrument knows no such answer.
    #[serde(rename = "tolak")]
    Refuse,
}

#[derive(Deserialize)]
pub(super) struct RoundingEntry {
    #[serde(rename = "tingkat")]
    pub(super) level: RoundingLevel,
    #[serde(rename = "desimal")]
    pub(super) decimals: Spanned<Number>,
    #[serde(rename = "cara")]
    pub(super) rule: RuleWord,
}

/// `tingkat` under `pembulatan`: the level at which values are rounded; parents add the rounded values of their
/// children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum RoundingLevel {
    /// Each sub-component.
    #[serde(rename = "subkomponen")]
    Subcomponent,
    /// Each component.
    #[serde(rename = "komponen")]
    Component,
    /// Only the total: printed parts may then differ from it, and the report says so.
    #[serde(rename = "total")]
    Total,
}

#[derive(Deserialize)]
pub(super) enum RuleWord {
    #[serde(rename = "setengah_ke_atas")]
    HalfUp,
    #[serde(rename = "setengah_ke_genap")]
    HalfEven,
    #[serde(rename = "potong")]
    Truncate,
}

#[derive(Deserialize)]
pub(super) struct ComponentEntry {
    #[serde(rename = "kode")]
    pub(super) code: Spanned<Token>,
    #[serde(rename = "nama")]
    pub(super) name: Name,
    #[serde(rename = "bobot")]
    pub(super) weight: Spanned<Number>,
    #[serde(rename = "kelompok")]
    pub(super) groups: Vec<Spanned<GroupEntry>>,
    #[serde(rename = "subkomponen")]
    pub(super) subcomponents: Vec<Spanned<SubcomponentEntry>>,
}

#[derive(Deserialize)]
pub(super) struct GroupEntry {
    #[serde(rename = "kode")]
    pub(super) code: Spanned<Token>,
    #[serde(rename = "nama")]
    pub(super) name: Name,
    #[serde(rename = "bobot")]
    pub(super) weight: Spanned<Number>,
    #[serde(rename = "subkomponen")]
    pub(super) subcomponents: Vec<Spanned<SubcomponentEntry>>,
}

#[derive(Deserialize)]
pub(super) struct SubcomponentEntry {
    #[serde(rename = "kode")]
    pub(super) code: Spanned<Token>,
    #[serde(rename = "nama")]
    pub(super) name: Name,
    #[serde(rename = "bobot")]
    pub(super) weight: Spanned<Number>,
    #[serde(rename = "cara")]
    pub(super) method: Option<MethodWord>,
    #[serde(rename = "skala")]
    pub(super) scale: Option<Spanned<Token>>,
    #[serde(rename = "belum_pasti")]
    pub(super) _uncertain: Option<YesNo>,
    #[serde(rename = "kriteria")]
    pub(super) criteria: Vec<Spanned<CriterionEntry>>,
}

#[derive(Deserialize)]
pub(super) struct CriterionEntry {
    #[serde(rename = "kode")]
    pub(super) code: Spanned<Token>,
    #[serde(rename = "uraian")]
    pub(super) text: Name,
    #[serde(rename = "skala")]
    pub(super) scale: Option<Spanned<Token>>,
    #[serde(rename = "poin")]
    pub(super) points: Option<Spanned<Number>>,
    #[serde(rename = "poin_jawaban")]
    pub(super) ladder: Option<Spanned<Entries<Token, Spanned<Number>>>>,
}

#[derive(Deserialize)]
pub(super) struct GradeEntry {
    #[serde(rename = "huruf")]
    pub(super) letter: Token,
    #[serde(rename = "di_atas")]
    pub(super) above: Option<Spanned<Number>>,
    #[serde(rename = "sampai")]
    pub(super) up_to: Spanned<Number>,
    #[serde(rename = "sebutan")]
    pub(super) word: Name,
    #[serde(rename = "arti")]
    pub(super) meaning: Option<Name>,
}

#[derive(Deserialize)]
pub(super) struct CheckEntry {
    #[serde(rename = "kode")]
    pub(super) codes: Vec<Spanned<Token>>,
    #[serde(rename = "tidak_melebihi")]
    pub(super) answer: Option<Spanned<Token>>,
    #[serde(rename = "tidak_melebihi_rata_rata")]
    pub(super) average: Option<Spanned<Token>>,
    #[serde(rename = "pesan")]
    pub(super) message: Name,
}

#[derive(Deserialize)]
pub(super) struct ExampleEntry {
    #[serde(rename = "judul")]
    pub(super) title: Name,
    #[serde(rename = "sumber")]
    pub(super) source: Prose,
    #[serde(rename = "jawaban")]
    pub(super) answers: Entries<Token, Spanned<Token>>,
    #[serde(rename = "hasil")]
    pub(super) results: Entries<Token, Spanned<Number>>,
    #[serde(rename = "total")]
    pub(super) total: Option<Spanned<Number>>,
    #[serde(rename = "predikat")]
    pub(super) grade: Option<Spanned<Token>>,
}
