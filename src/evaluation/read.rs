//! The evaluation file as it is typed: `evaluasi/<tahun>/<berkas>.yaml` and its optional `.lke.yaml`.

use serde::Deserialize;

use crate::num::Number;
use crate::source::{Anything, Date, Entries, Format, Name, Prose, ShortOr, Spanned, Token, Year};

/// One evaluation as typed.
#[derive(Clone, Debug, Deserialize)]
pub struct EvaluationFile {
    /// Shape of the file, always 1.
    #[serde(rename = "format")]
    pub format: Format,
    /// Id of the office in `opd.yaml`.
    #[serde(rename = "opd")]
    pub opd: Spanned<Token>,
    /// Year that was evaluated.
    #[serde(rename = "tahun")]
    pub year: Spanned<Year>,
    /// Kind of evaluation; regular if absent.
    #[serde(rename = "jenis")]
    pub kind: Option<EvaluationKind>,
    /// Instrument id, if it differs from the season's.
    #[serde(rename = "instrumen")]
    pub instrument: Option<Spanned<Token>>,
    /// Level at which the evaluator types; criteria if absent.
    #[serde(rename = "tingkat")]
    pub level: Option<Spanned<InputLevel>>,
    /// Where typed points come from.
    #[serde(rename = "sumber_nilai")]
    pub value_source: Option<ValueSource>,
    /// Evidence documents by id.
    #[serde(rename = "dokumen")]
    pub documents: Entries<Token, DocumentEntry>,
    /// Worksheets that answers came from.
    #[serde(rename = "lembar")]
    pub worksheets: Vec<WorksheetEntry>,
    /// Answers by code; may stand in the `.lke.yaml` instead.
    #[serde(rename = "penilaian")]
    pub answers: Option<Spanned<AnswerList>>,
    /// Descriptions by component or sub-component.
    #[serde(rename = "uraian")]
    pub descriptions: Entries<Token, Spanned<Prose>>,
    /// Task, indicators and budget of the office.
    #[serde(rename = "gambaran")]
    pub profile: Option<ProfileEntry>,
    /// The team's own words for the executive summary.
    #[serde(rename = "ikhtisar")]
    pub summary: Option<Spanned<Prose>>,
    /// Findings.
    #[serde(rename = "catatan")]
    pub findings: Vec<Finding>,
    /// Recommendations.
    #[serde(rename = "rekomendasi")]
    pub recommendations: Vec<Recommendation>,
    /// Follow-up of last year's recommendations.
    #[serde(rename = "tindak_lanjut")]
    pub follow_ups: Vec<Spanned<FollowUp>>,
    /// Confirmation with the office.
    #[serde(rename = "konfirmasi")]
    pub confirmation: Option<ConfirmationEntry>,
    /// Signatory role, if it differs from the default.
    #[serde(rename = "penandatangan")]
    pub signatory: Option<Spanned<Token>>,
    /// Marking, if it differs from the default.
    #[serde(rename = "sifat")]
    pub marking: Option<Spanned<Name>>,
    /// Annex line, if it differs from the default.
    #[serde(rename = "lampiran")]
    pub annex: Option<Spanned<Name>>,
    /// Copies, if they differ from the default.
    #[serde(rename = "tembusan")]
    pub copies_to: Option<Vec<Spanned<Name>>>,
    /// Working notes: never printed, never attached.
    #[serde(rename = "internal")]
    pub internal: Option<Anything>,
}

/// Answers by code, in the order of the file.
pub type AnswerList = Entries<Token, Spanned<AnswerForm>>;

/// An answer as typed: nothing yet, the short form, or the full form.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "$lhe::by_kind")]
pub enum AnswerForm {
    /// `kode:` with nothing behind it, as `lhe new` writes it.
    #[serde(rename = "kosong")]
    Empty(Anything),
    /// `kode: ya`.
    #[serde(rename = "skalar")]
    Short(Token),
    /// `kode: {jawaban: ya, …}`.
    #[serde(rename = "peta")]
    Full(Box<AnswerEntry>),
}

/// `<berkas>.lke.yaml`: the answers alone, in a file that an import may replace as a whole.
#[derive(Clone, Debug, Deserialize)]
pub struct WorksheetFile {
    /// Shape of the file, always 1.
    #[serde(rename = "format")]
    pub format: Format,
    /// Worksheets that answers came from.
    #[serde(rename = "lembar")]
    pub worksheets: Vec<WorksheetEntry>,
    /// Answers by code.
    #[serde(rename = "penilaian")]
    pub answers: Spanned<AnswerList>,
}

/// `jenis`: the kind of evaluation. One office may have several LHEs in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum EvaluationKind {
    /// The yearly evaluation.
    #[serde(rename = "reguler")]
    Regular,
    /// A repeated evaluation.
    #[serde(rename = "ulang")]
    Repeated,
    /// The office's own evaluation.
    #[serde(rename = "mandiri")]
    SelfAssessment,
}

/// `tingkat`: the level at which the evaluator types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum InputLevel {
    /// Answers, as the instrument's method asks for them.
    #[serde(rename = "kriteria")]
    Criterion,
    /// Points per sub-component.
    #[serde(rename = "subkomponen")]
    Subcomponent,
    /// Points per component.
    #[serde(rename = "komponen")]
    Component,
}

impl InputLevel {
    /// The word as it is typed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Criterion => "kriteria",
            Self::Subcomponent => "subkomponen",
            Self::Component => "komponen",
        }
    }
}

/// `sumber_nilai`: where typed points come from.
#[derive(Clone, Debug, Deserialize)]
pub struct ValueSource {
    /// File name.
    #[serde(rename = "berkas")]
    pub file: Spanned<Name>,
    /// Remark.
    #[serde(rename = "keterangan")]
    pub remark: Option<Prose>,
}

/// A document that is cited as evidence.
#[derive(Clone, Debug, Deserialize)]
pub struct DocumentEntry {
    /// Title.
    #[serde(rename = "judul")]
    pub title: Name,
    /// File name.
    #[serde(rename = "berkas")]
    pub file: Option<Name>,
}

/// A worksheet that answers came from.
#[derive(Clone, Debug, Deserialize)]
pub struct WorksheetEntry {
    /// File name.
    #[serde(rename = "berkas")]
    pub file: Name,
    /// Digest of the file.
    #[serde(rename = "sha256")]
    pub sha256: Option<Token>,
    /// Whose answers it holds.
    #[serde(rename = "sebagai")]
    pub role: WorksheetRole,
}

/// Whose answers a worksheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum WorksheetRole {
    /// The office's own.
    #[serde(rename = "mandiri")]
    SelfAssessment,
    /// The team's.
    #[serde(rename = "tim")]
    Team,
    /// The panel's.
    #[serde(rename = "panel")]
    Panel,
}

/// The full form of an answer.
#[derive(Clone, Debug, Deserialize)]
pub struct AnswerEntry {
    /// The team's answer.
    #[serde(rename = "jawaban")]
    pub answer: Option<Spanned<Token>>,
    /// Why a criterion does not apply.
    #[serde(rename = "alasan")]
    pub reason: Option<Spanned<Prose>>,
    /// The panel's answer, which counts if present.
    #[serde(rename = "panel")]
    pub panel: Option<Spanned<Token>>,
    /// Answers per object, averaged exactly.
    #[serde(rename = "objek")]
    pub objects: Option<Spanned<Entries<Token, Spanned<Token>>>>,
    /// Typed points.
    #[serde(rename = "nilai")]
    pub points: Option<Spanned<Number>>,
    /// The office's own answer.
    #[serde(rename = "mandiri")]
    pub own: Option<Spanned<ShortOr<Token, OwnAnswer>>>,
    /// Evidence as id/page.
    #[serde(rename = "bukti")]
    pub evidence: Vec<Spanned<Name>>,
    /// Remark of the evaluator.
    #[serde(rename = "keterangan")]
    pub remark: Option<Spanned<Prose>>,
    /// Probing list under a letter: never scores.
    #[serde(rename = "kriteria")]
    pub probing: Entries<Token, ProbeEntry>,
}

/// The full form of the office's own answer.
#[derive(Clone, Debug, Deserialize)]
pub struct OwnAnswer {
    /// The answer.
    #[serde(rename = "jawaban")]
    pub answer: Option<Spanned<Token>>,
    /// Typed points.
    #[serde(rename = "nilai")]
    pub points: Option<Spanned<Number>>,
    /// Explanation.
    #[serde(rename = "penjelasan")]
    pub explanation: Option<Prose>,
    /// Evidence.
    #[serde(rename = "bukti")]
    pub evidence: Vec<Spanned<Name>>,
}

/// One entry of a probing list.
#[derive(Clone, Debug, Deserialize)]
pub struct ProbeEntry {
    /// How far it is met.
    #[serde(rename = "terpenuhi")]
    pub met: Spanned<Met>,
    /// Evidence.
    #[serde(rename = "bukti")]
    pub evidence: Vec<Spanned<Name>>,
    /// Remark.
    #[serde(rename = "keterangan")]
    pub remark: Option<Spanned<Prose>>,
}

/// How far a probing criterion is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Met {
    /// Fully.
    #[serde(rename = "ya")]
    Yes,
    /// Partly.
    #[serde(rename = "sebagian")]
    Partly,
    /// Not.
    #[serde(rename = "tidak")]
    No,
}

/// `gambaran`: the office in figures.
#[derive(Clone, Debug, Deserialize)]
pub struct ProfileEntry {
    /// Task.
    #[serde(rename = "tugas")]
    pub task: Option<Spanned<Prose>>,
    /// How the accountability system is put into practice.
    #[serde(rename = "implementasi")]
    pub practice: Option<Spanned<Prose>>,
    /// Key indicators.
    #[serde(rename = "iku")]
    pub indicators: Vec<IndicatorEntry>,
    /// Budget in rupiah.
    #[serde(rename = "pagu")]
    pub budget: Option<Spanned<Number>>,
    /// Amount spent, in rupiah.
    #[serde(rename = "realisasi")]
    pub spent: Option<Spanned<Number>>,
}

/// One key indicator.
#[derive(Clone, Debug, Deserialize)]
pub struct IndicatorEntry {
    /// Aim.
    #[serde(rename = "sasaran")]
    pub aim: Spanned<Name>,
    /// Indicator.
    #[serde(rename = "indikator")]
    pub indicator: Spanned<Name>,
    /// Target as typed.
    #[serde(rename = "target")]
    pub target: Spanned<Name>,
    /// Value reached, as typed.
    #[serde(rename = "realisasi")]
    pub reached: Option<Spanned<Name>>,
}

/// `catatan`: a condition that was found.
#[derive(Clone, Debug, Deserialize)]
pub struct Finding {
    /// Id inside the evaluation.
    #[serde(rename = "id")]
    pub id: Spanned<Token>,
    /// Codes it concerns; the first decides the component.
    #[serde(rename = "pada")]
    pub about: Spanned<Vec<Spanned<Token>>>,
    /// Text.
    #[serde(rename = "uraian")]
    pub text: Spanned<Prose>,
    /// The office's response.
    #[serde(rename = "tanggapan")]
    pub response: Option<ResponseEntry>,
}

/// The office's response to a finding.
#[derive(Clone, Debug, Deserialize)]
pub struct ResponseEntry {
    /// Date.
    #[serde(rename = "tanggal")]
    pub date: Option<Spanned<Date>>,
    /// Attitude.
    #[serde(rename = "sikap")]
    pub attitude: Spanned<Attitude>,
    /// Text.
    #[serde(rename = "uraian")]
    pub text: Option<Spanned<Prose>>,
}

/// Whether the office accepts a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Attitude {
    /// It does.
    #[serde(rename = "menerima")]
    Accepts,
    /// In part.
    #[serde(rename = "sebagian")]
    Partly,
    /// It does not.
    #[serde(rename = "menolak")]
    Rejects,
}

/// `rekomendasi`: what should be done.
#[derive(Clone, Debug, Deserialize)]
pub struct Recommendation {
    /// Id inside the evaluation.
    #[serde(rename = "id")]
    pub id: Spanned<Token>,
    /// Findings it answers.
    #[serde(rename = "atas")]
    pub findings: Vec<Spanned<Token>>,
    /// Codes it concerns, if there is no finding.
    #[serde(rename = "pada")]
    pub about: Vec<Spanned<Token>>,
    /// Text.
    #[serde(rename = "uraian")]
    pub text: Spanned<Prose>,
    /// Addressee of the recommendation; that of the letter if absent.
    #[serde(rename = "kepada")]
    pub addressee: Option<Spanned<Name>>,
    /// Deadline; the season's if absent.
    #[serde(rename = "tenggat")]
    pub deadline: Option<Spanned<Date>>,
}

/// `tindak_lanjut`: what was done about a recommendation of last year.
#[derive(Clone, Debug, Deserialize)]
pub struct FollowUp {
    /// `<tahun>/<berkas>/<id>`, or the text of a recommendation from before the program.
    #[serde(rename = "rekomendasi")]
    pub recommendation: Spanned<Prose>,
    /// The letter that a free text comes from.
    #[serde(rename = "dari")]
    pub from: Option<FollowUpOrigin>,
    /// Status.
    #[serde(rename = "status")]
    pub status: Spanned<FollowUpStatus>,
    /// Remark.
    #[serde(rename = "keterangan")]
    pub remark: Option<Spanned<Prose>>,
}

/// The letter that an old recommendation comes from.
#[derive(Clone, Debug, Deserialize)]
pub struct FollowUpOrigin {
    /// Its number.
    #[serde(rename = "lhe")]
    pub letter: Spanned<Name>,
}

/// `status` of a follow-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum FollowUpStatus {
    /// Nothing was done.
    #[serde(rename = "belum")]
    Open,
    /// Under way.
    #[serde(rename = "proses")]
    InProgress,
    /// Done.
    #[serde(rename = "selesai")]
    Done,
    /// Cannot be followed up.
    #[serde(rename = "tidak_dapat")]
    Impossible,
}

/// `konfirmasi`: the agreed minutes.
#[derive(Clone, Debug, Deserialize)]
pub struct ConfirmationEntry {
    /// Minutes.
    #[serde(rename = "berita_acara")]
    pub minutes: NumberedPaper,
}

/// A paper with number and date.
#[derive(Clone, Debug, Deserialize)]
pub struct NumberedPaper {
    /// Number.
    #[serde(rename = "nomor")]
    pub number: Spanned<Name>,
    /// Date.
    #[serde(rename = "tanggal")]
    pub date: Spanned<Date>,
}
