//! The registers as they are typed: `lhe.yaml`, `opd.yaml`, `surat/<tahun>.yaml`, `riwayat/<tahun>.yaml`.

use serde::Deserialize;

use crate::evaluation::InputLevel;
use crate::evaluation::read::NumberedPaper;
use crate::num::Number;
use crate::source::{Date, Entries, Format, Name, Prose, ShortOr, Spanned, Token, Year};

use super::output::{ArchiveSettings, CorrectionSettings, FormWord, OutputSettings, SigningSettings, WorksheetWord};

/// `lhe.yaml`.
#[derive(Clone, Debug, Deserialize)]
pub struct Settings {
    /// Shape of the file, always 1.
    #[serde(rename = "format")]
    pub format: Format,
    /// The government.
    #[serde(rename = "instansi")]
    pub government: Government,
    /// The inspectorate.
    #[serde(rename = "inspektorat")]
    pub inspectorate: Inspectorate,
    /// Letterhead.
    #[serde(rename = "kop")]
    pub letterhead: Letterhead,
    /// Other letterheads, by the role that signs: the Sekda does not sign on the inspectorate's.
    #[serde(rename = "kop_penandatangan")]
    pub other_letterheads: Entries<Token, OtherLetterhead>,
    /// Signatories by role, each with validity.
    #[serde(rename = "penandatangan")]
    pub signatories: Entries<Token, Vec<Spanned<Signatory>>>,
    /// Defaults of every letter.
    #[serde(rename = "bawaan")]
    pub defaults: Defaults,
    /// Output settings.
    #[serde(rename = "keluaran")]
    pub output: Option<OutputSettings>,
    /// The kinds of document that corrections of issued LHEs make.
    #[serde(rename = "koreksi")]
    pub corrections: Option<CorrectionSettings>,
    /// Electronic signing.
    #[serde(rename = "tte")]
    pub signing: Option<SigningSettings>,
    /// Notes for the archive, and the source of time stamps. They never enter a letter.
    #[serde(rename = "arsip")]
    pub archive: Option<ArchiveSettings>,
    /// Input levels that this project permits; all if empty.
    #[serde(rename = "izinkan_tingkat")]
    pub permitted_levels: Vec<InputLevel>,
    /// Levels and exceptions of content rules by rule name. They never enter a letter.
    #[serde(rename = "aturan")]
    pub rules: Entries<Token, Spanned<ShortOr<RuleLevel, RuleEntry>>>,
    /// Season data by evaluated year.
    #[serde(rename = "musim")]
    pub seasons: Entries<Year, Season>,
}

/// `instansi`.
#[derive(Clone, Debug, Deserialize)]
pub struct Government {
    /// Name.
    #[serde(rename = "nama")]
    pub name: Spanned<Name>,
    /// Its head.
    #[serde(rename = "kepala")]
    pub head: Spanned<Name>,
    /// The printed word for an OPD.
    #[serde(rename = "sebutan_opd")]
    pub opd_word: Option<Spanned<Name>>,
}

/// `inspektorat`.
#[derive(Clone, Debug, Deserialize)]
pub struct Inspectorate {
    /// Full name.
    #[serde(rename = "nama")]
    pub name: Spanned<Name>,
    /// Place printed before the date of the letter.
    #[serde(rename = "tempat")]
    pub place: Option<Spanned<Name>>,
    /// Short name.
    #[serde(rename = "sebutan")]
    pub short_name: Option<Spanned<Name>>,
}

/// `kop`.
#[derive(Clone, Debug, Deserialize)]
pub struct Letterhead {
    /// Path of the logo inside the project.
    #[serde(rename = "logo")]
    pub logo: Option<Spanned<Name>>,
    /// Text alternative of the logo.
    #[serde(rename = "alt")]
    pub alt: Option<Spanned<Name>>,
    /// Lines; the last is the office's own name.
    #[serde(rename = "baris")]
    pub lines: Spanned<Vec<Spanned<Name>>>,
    /// Address lines.
    #[serde(rename = "alamat")]
    pub address: Vec<Spanned<Name>>,
}

/// `kop_penandatangan`: lines and address in place of those of `kop`; the logo stays.
#[derive(Clone, Debug, Deserialize)]
pub struct OtherLetterhead {
    /// Lines; the last is the office's own name.
    #[serde(rename = "baris")]
    pub lines: Spanned<Vec<Spanned<Name>>>,
    /// Address lines.
    #[serde(rename = "alamat")]
    pub address: Vec<Spanned<Name>>,
}

/// `penandatangan`: who signs, in what capacity, from when to when.
#[derive(Clone, Debug, Deserialize)]
pub struct Signatory {
    /// First day.
    #[serde(rename = "sejak")]
    pub since: Spanned<Date>,
    /// Last day.
    #[serde(rename = "sampai")]
    pub until: Option<Spanned<Date>>,
    /// `Plt.`, `Plh.` or `Pj.` before the office.
    #[serde(rename = "sebutan")]
    pub capacity: Option<Spanned<Name>>,
    /// Lines above: a.n., u.b.
    #[serde(rename = "rangkaian")]
    pub chain: Vec<Spanned<Name>>,
    /// Kind of office held, which decides what stands in the signature block; an official if absent.
    #[serde(rename = "jenis")]
    pub kind: Option<SignatoryKind>,
    /// Office held.
    #[serde(rename = "jabatan")]
    pub position: Spanned<Name>,
    /// Name with titles.
    #[serde(rename = "nama")]
    pub name: Spanned<Name>,
    /// Name without titles, for the cases in which titles are not printed.
    #[serde(rename = "nama_tanpa_gelar")]
    pub plain_name: Option<Spanned<Name>>,
    /// Rank.
    #[serde(rename = "pangkat")]
    pub rank: Option<Spanned<Name>>,
    /// Grade of the rank.
    #[serde(rename = "golongan")]
    pub rank_grade: Option<Spanned<Name>>,
    /// NIP, as typed.
    #[serde(rename = "nip")]
    pub nip: Option<Spanned<Name>>,
}

/// Kind of office that a signatory holds (Permendagri 1/2023, article 44).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum SignatoryKind {
    /// Head or deputy head of the region.
    #[serde(rename = "kepala_daerah")]
    HeadOfRegion,
    /// Secretary of the region.
    #[serde(rename = "sekda")]
    RegionalSecretary,
    /// Any other official.
    #[default]
    #[serde(rename = "pejabat")]
    Official,
}

/// `bawaan`.
#[derive(Clone, Debug, Deserialize)]
pub struct Defaults {
    /// Role that signs.
    #[serde(rename = "penandatangan")]
    pub signatory: Spanned<Token>,
    /// Marking.
    #[serde(rename = "sifat")]
    pub marking: Option<Spanned<Name>>,
    /// Annex line.
    #[serde(rename = "lampiran")]
    pub annex: Option<Spanned<Name>>,
    /// Classification code.
    #[serde(rename = "klasifikasi")]
    pub classification: Option<Spanned<Token>>,
    /// Copies.
    #[serde(rename = "tembusan")]
    pub copies_to: Vec<Spanned<Name>>,
    /// Where follow-up is reported.
    #[serde(rename = "saluran")]
    pub channel: Option<Spanned<Prose>>,
}

/// `aturan`: the full form of a rule's entry.
#[derive(Clone, Debug, Deserialize)]
pub struct RuleEntry {
    /// The level, if it differs from the default.
    #[serde(rename = "tingkat")]
    pub level: Option<RuleLevel>,
    /// Evaluations (`2022/dinas-x`) to which the rule is not applied.
    #[serde(rename = "kecuali")]
    pub except: Vec<Spanned<Token>>,
}

/// `aturan`: how grave it is to break a content rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum RuleLevel {
    /// The letter is not made.
    #[serde(rename = "galat")]
    Error,
    /// Somebody should look.
    #[serde(rename = "peringatan")]
    Warning,
    /// The rule reports nothing.
    #[serde(rename = "mati")]
    Off,
}

impl RuleLevel {
    /// The word as it is typed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "galat",
            Self::Warning => "peringatan",
            Self::Off => "mati",
        }
    }
}

/// `musim`: one season.
#[derive(Clone, Debug, Deserialize)]
pub struct Season {
    /// Instrument id.
    #[serde(rename = "instrumen")]
    pub instrument: Spanned<Token>,
    /// Legal basis in order.
    #[serde(rename = "dasar_hukum")]
    pub legal_basis: Vec<Spanned<Name>>,
    /// Assignment letter.
    #[serde(rename = "surat_tugas")]
    pub assignment: Option<NumberedPaper>,
    /// Time of the work.
    #[serde(rename = "pelaksanaan")]
    pub fieldwork: Option<Fieldwork>,
    /// Form of the LHE of this season.
    #[serde(rename = "bentuk")]
    pub form: Option<FormWord>,
    /// Where the worksheet goes.
    #[serde(rename = "lke")]
    pub worksheet: Option<WorksheetWord>,
    /// Default deadline of follow-up.
    #[serde(rename = "tenggat")]
    pub deadline: Option<Spanned<Date>>,
    /// Team.
    #[serde(rename = "tim")]
    pub team: Vec<TeamMember>,
    /// Offices that were not evaluated, with the reason.
    #[serde(rename = "tidak_dievaluasi")]
    pub skipped: Entries<Token, Spanned<Prose>>,
}

/// Time of the work.
#[derive(Clone, Debug, Deserialize)]
pub struct Fieldwork {
    /// First day.
    #[serde(rename = "mulai")]
    pub start: Spanned<Date>,
    /// Last day.
    #[serde(rename = "selesai")]
    pub end: Spanned<Date>,
}

/// One member of the team.
#[derive(Clone, Debug, Deserialize)]
pub struct TeamMember {
    /// Role.
    #[serde(rename = "peran")]
    pub role: Spanned<Name>,
    /// Name.
    #[serde(rename = "nama")]
    pub name: Spanned<Name>,
}

/// `opd.yaml`.
#[derive(Clone, Debug, Deserialize)]
pub struct OfficeFile {
    /// Shape of the file, always 1.
    #[serde(rename = "format")]
    pub format: Format,
    /// Offices; an id is never changed or used again.
    #[serde(rename = "opd")]
    pub offices: Vec<Spanned<Office>>,
}

/// One evaluated office.
#[derive(Clone, Debug, Deserialize)]
pub struct Office {
    /// Id.
    #[serde(rename = "id")]
    pub id: Spanned<Token>,
    /// Kind.
    #[serde(rename = "jenis")]
    pub kind: OfficeKind,
    /// Cluster.
    #[serde(rename = "klaster")]
    pub cluster: Option<Spanned<Name>>,
    /// First day of existence.
    #[serde(rename = "sejak")]
    pub since: Option<Spanned<Date>>,
    /// Day from which it no longer exists.
    #[serde(rename = "berakhir")]
    pub ended: Option<Spanned<Date>>,
    /// Offices that took over.
    #[serde(rename = "penerus")]
    pub successors: Vec<Spanned<Token>>,
    /// Names with validity.
    #[serde(rename = "nama")]
    pub names: Spanned<Vec<DatedName>>,
    /// Addressees with validity.
    #[serde(rename = "kepala")]
    pub heads: Spanned<Vec<DatedHead>>,
    /// Place of the addressee.
    #[serde(rename = "tempat")]
    pub place: Option<Spanned<Name>>,
    /// Role that signs this office's LHE.
    #[serde(rename = "penandatangan")]
    pub signatory: Option<Spanned<Token>>,
    /// Form of its LHE.
    #[serde(rename = "bentuk")]
    pub form: Option<FormWord>,
    /// Where the worksheet goes.
    #[serde(rename = "lke")]
    pub worksheet: Option<WorksheetWord>,
}

/// Kind of office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the words are the office kinds themselves")]
pub enum OfficeKind {
    #[serde(rename = "dinas")]
    Dinas,
    #[serde(rename = "badan")]
    Badan,
    #[serde(rename = "kecamatan")]
    Kecamatan,
    #[serde(rename = "sekretariat")]
    Sekretariat,
    #[serde(rename = "inspektorat")]
    Inspektorat,
    #[serde(rename = "rsud")]
    Rsud,
    #[serde(rename = "bagian")]
    Bagian,
}

/// A name from a day on.
#[derive(Clone, Debug, Deserialize)]
pub struct DatedName {
    /// First day.
    #[serde(rename = "sejak")]
    pub since: Spanned<Date>,
    /// Name.
    #[serde(rename = "nama")]
    pub name: Spanned<Name>,
}

/// An addressee from a day on.
#[derive(Clone, Debug, Deserialize)]
pub struct DatedHead {
    /// First day.
    #[serde(rename = "sejak")]
    pub since: Spanned<Date>,
    /// The whole addressee, such as `Kepala Dinas Pendidikan` or `Camat Muara`.
    #[serde(rename = "sebutan")]
    pub title: Spanned<Name>,
}

/// `riwayat/<tahun>.yaml`: results that were issued without this program.
#[derive(Clone, Debug, Deserialize)]
pub struct HistoryFile {
    /// Shape of the file, always 1.
    #[serde(rename = "format")]
    pub format: Format,
    /// Instrument id, or its part before `@`.
    #[serde(rename = "instrumen")]
    pub instrument: Spanned<Token>,
    /// Results by office.
    #[serde(rename = "opd")]
    pub results: Entries<Token, HistoryEntry>,
}

/// One office's issued result.
#[derive(Clone, Debug, Deserialize)]
pub struct HistoryEntry {
    /// Values by component, as printed.
    #[serde(rename = "komponen")]
    pub components: Entries<Token, Spanned<Number>>,
    /// Total, as printed.
    #[serde(rename = "total")]
    pub total: Spanned<Number>,
    /// Letter, as printed.
    #[serde(rename = "predikat")]
    pub grade: Spanned<Token>,
    /// Word, as printed.
    #[serde(rename = "sebutan")]
    pub word: Option<Spanned<Name>>,
    /// Number of the letter.
    #[serde(rename = "lhe")]
    pub letter: Option<Spanned<Name>>,
}
