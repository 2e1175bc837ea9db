//! Arguments as they are typed. Their help texts stand in `help`, in both languages.

mod archive;
mod values;

use std::path::PathBuf;

use crate::source::Date;

use clap::{ArgAction, Args, Parser, Subcommand};

pub(super) use archive::*;
use values::{date, moment, year};

#[derive(Debug, Parser)]
#[command(name = "lhe", version, disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Args)]
pub(super) struct Global {
    #[arg(long = "proyek", short = 'p', global = true, value_name = "FOLDER")]
    pub(super) project: Option<PathBuf>,
    #[arg(long, global = true, value_name = "id|en", value_parser = ["id", "en"])]
    pub(super) lang: Option<String>,
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[arg(long, short = 'q', global = true)]
    pub(super) quiet: bool,
    #[arg(long, short = 'v', global = true, action = ArgAction::Count)]
    pub(super) verbose: u8,
    #[arg(long = "ketat", global = true)]
    pub(super) strict: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    #[command(visible_alias = "periksa")]
    Check(CheckArgs),
    #[command(visible_alias = "nilai")]
    Score(ScoreArgs),
    #[command(visible_alias = "jelaskan")]
    Explain(ExplainArgs),
    #[command(visible_alias = "susun")]
    Build(BuildArgs),
    #[command(visible_alias = "mulai")]
    Init(InitArgs),
    #[command(visible_alias = "baru")]
    New(NewArgs),
    #[command(visible_alias = "terbitkan")]
    Issue(IssueArgs),
    #[command(visible_alias = "koreksi")]
    Correct(Box<CorrectArgs>),
    #[command(visible_alias = "keadaan")]
    Status(StatusArgs),
    #[command(visible_alias = "beda")]
    Diff(DiffArgs),
    #[command(visible_alias = "ikhtisar")]
    Recap(RecapArgs),
    #[command(visible_alias = "templat")]
    Template(TemplateArgs),
    #[command(visible_alias = "tandatangani")]
    Sign(SignArgs),
    #[command(visible_alias = "verifikasi")]
    Verify(VerifyArgs),
    #[command(visible_alias = "arsip")]
    Archive(ArchiveArgs),
    #[command(visible_alias = "pelengkap")]
    Completions(CompletionsArgs),
    #[command(visible_alias = "manual")]
    Man(ManArgs),
    #[command(hide = true)]
    Worker,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Lists the content rules instead.
    #[arg(long = "aturan", conflicts_with_all = ["offices", "year"])]
    pub(super) rules: bool,
    #[arg(value_name = "OPD")]
    pub(super) offices: Vec<String>,
    #[arg(long = "tahun", value_name = "TAHUN", value_parser = year())]
    pub(super) year: Option<i32>,
}

#[derive(Debug, Args)]
pub(super) struct ScoreArgs {
    #[arg(value_name = "OPD")]
    pub(super) offices: Vec<String>,
    #[arg(long = "tahun", value_name = "TAHUN", value_parser = year())]
    pub(super) year: Option<i32>,
    #[arg(long, conflicts_with = "json")]
    pub(super) csv: bool,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    #[arg(value_name = "OPD")]
    pub(super) office: String,
    #[arg(value_name = "KODE")]
    pub(super) code: Option<String>,
    #[arg(long = "tahun", value_name = "TAHUN", value_parser = year())]
    pub(super) year: Option<i32>,
}

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    #[arg(value_name = "OPD")]
    pub(super) offices: Vec<String>,
    #[arg(long = "tahun", value_name = "TAHUN", value_parser = year())]
    pub(super) year: Option<i32>,
    #[arg(long = "keluaran", value_name = "FOLDER")]
    pub(super) output: Option<PathBuf>,
    #[arg(long = "pekerja", value_name = "JUMLAH")]
    pub(super) workers: Option<usize>,
    #[arg(long = "batas-waktu", value_name = "DETIK", default_value_t = 60)]
    pub(super) limit: u64,
    #[arg(long = "tanpa-bukti-tata-letak")]
    pub(super) no_layout_proof: bool,
    #[arg(long = "revisi", value_name = "NOMOR", requires = "offices")]
    pub(super) revision: Option<u32>,
}

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(super) folder: PathBuf,
    #[arg(
        long = "tahun",
        value_name = "TAHUN",
        default_value_t = crate::project::EXAMPLE_YEAR,
        value_parser = year()
    )]
    pub(super) year: i32,
}

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    #[arg(value_name = "OPD", required = true)]
    pub(super) offices: Vec<String>,
    #[arg(
        long = "tahun",
        value_name = "TAHUN",
        required = true,
        value_parser = year()
    )]
    pub(super) year: i32,
    #[arg(long = "instrumen", value_name = "ID")]
    pub(super) instrument: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct IssueArgs {
    #[arg(value_name = "OPD", required = true)]
    pub(super) offices: Vec<String>,
    #[arg(long = "tahun", value_name = "TAHUN", value_parser = year())]
    pub(super) year: Option<i32>,
    #[arg(long = "nomor", value_name = "NOMOR", requires = "date")]
    pub(super) number: Option<String>,
    #[arg(long = "tanggal", value_name = "TANGGAL", requires = "number", value_parser = date)]
    pub(super) date: Option<Date>,
}

#[derive(Debug, Args)]
pub(super) struct CorrectArgs {
    #[arg(value_name = "OPD")]
    pub(super) office: String,
    #[arg(long = "tahun", value_name = "TAHUN", value_parser = year())]
    pub(super) year: Option<i32>,
    #[arg(long = "kode", value_name = "KODE", group = "change", requires_all = DECISION)]
    pub(super) code: Option<String>,
    #[arg(long = "id", value_name = "ID", group = "change", requires_all = DECISION)]
    pub(super) id: Option<String>,
    #[arg(long = "surat", value_name = "nomor|tanggal", value_parser = ["nomor", "tanggal"], group = "change", requires_all = DECISION)]
    pub(super) letter: Option<String>,
    #[arg(long = "letak", value_name = "LETAK", group = "change", requires_all = DECISION)]
    pub(super) path: Option<String>,
    #[arg(long = "hapus", value_name = "ID", group = "change", requires_all = DECISION)]
    pub(super) remove: Option<String>,
    #[arg(long = "objek", value_name = "OBJEK", requires = "code")]
    pub(super) object: Option<String>,
    #[arg(long = "bidang", value_name = "BIDANG", requires = "change")]
    pub(super) field: Option<String>,
    #[arg(long = "semula", value_name = "ISI", requires = "change")]
    pub(super) from: Option<String>,
    #[arg(long = "menjadi", value_name = "ISI", requires = "change")]
    pub(super) to: Option<String>,
    #[arg(long = "jenis", value_name = "ralat|penggantian", value_parser = ["ralat", "penggantian"], requires = "change")]
    pub(super) kind: Option<String>,
    #[arg(long = "tanggal", value_name = "TANGGAL", value_parser = date)]
    pub(super) date: Option<Date>,
    #[arg(long = "dasar", value_name = "TEKS")]
    pub(super) basis: Option<String>,
    #[arg(long = "alasan", value_name = "TEKS")]
    pub(super) reason: Option<String>,
    #[arg(long = "diminta", value_name = "SIAPA")]
    pub(super) requested_by: Option<String>,
    #[arg(long = "diputuskan", value_name = "SIAPA")]
    pub(super) decided_by: Option<String>,
    #[arg(long = "coba", visible_alias = "dry-run")]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    #[arg(value_name = "OPD")]
    pub(super) offices: Vec<String>,
    #[arg(long = "tahun", value_name = "TAHUN", value_parser = year())]
    pub(super) year: Option<i32>,
    #[arg(long = "keluaran", value_name = "FOLDER")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    #[arg(value_name = "LAMA", required_unless_present = "against")]
    pub(super) old: Option<String>,
    #[arg(value_name = "BARU")]
    pub(super) new: Option<String>,
    #[arg(long = "tahun", value_name = "TAHUN", value_parser = year())]
    pub(super) year: Option<i32>,
    #[arg(long = "terhadap", value_name = "FOLDER")]
    pub(super) against: Option<PathBuf>,
    #[arg(long, value_name = "BERKAS")]
    pub(super) pdf: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct RecapArgs {
    #[arg(long = "tahun", value_name = "TAHUN", value_parser = year())]
    pub(super) year: Option<i32>,
    #[arg(long, conflicts_with_all = ["json", "xlsx"])]
    pub(super) csv: bool,
    #[arg(long, value_name = "BERKAS")]
    pub(super) xlsx: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct TemplateArgs {
    #[command(subcommand)]
    pub(super) action: TemplateAction,
}

#[derive(Debug, Subcommand)]
pub(super) enum TemplateAction {
    #[command(visible_alias = "daftar")]
    List,
    #[command(visible_alias = "tampilkan")]
    Show {
        #[arg(value_name = "NAMA")]
        name: String,
        #[arg(long = "bawaan")]
        built_in: bool,
    },
    #[command(visible_alias = "salin")]
    Eject {
        #[arg(value_name = "NAMA", required = true)]
        names: Vec<String>,
    },
    #[command(visible_alias = "periksa")]
    Lint {
        #[arg(value_name = "NAMA")]
        names: Vec<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct SignArgs {
    #[arg(value_name = "BERKAS", required = true)]
    pub(super) files: Vec<PathBuf>,
    #[arg(long = "kunci", value_name = "BERKAS.p12")]
    pub(super) key: PathBuf,
    #[arg(long = "sandi-env", value_name = "NAMA", conflicts_with = "descriptor")]
    pub(super) variable: Option<String>,
    #[arg(long = "sandi-fd", value_name = "NOMOR")]
    pub(super) descriptor: Option<u32>,
    #[arg(long = "stempel-waktu", value_name = "ALAMAT", conflicts_with = "no_stamp")]
    pub(super) stamps: Option<String>,
    #[arg(long = "tanpa-stempel-waktu")]
    pub(super) no_stamp: bool,
    #[arg(long = "alasan", value_name = "TEKS")]
    pub(super) reason: Option<String>,
    #[arg(long = "keluaran", value_name = "FOLDER")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    #[arg(value_name = "BERKAS", required = true)]
    pub(super) files: Vec<PathBuf>,
    #[arg(long = "kepercayaan", value_name = "FOLDER")]
    pub(super) trust: Option<PathBuf>,
    #[arg(long = "pada", value_name = "WAKTU", value_parser = moment)]
    pub(super) at: Option<u64>,
    #[arg(long = "tanpa-pembuktian")]
    pub(super) no_proof: bool,
}

#[derive(Debug, Args)]
pub(super) struct ArchiveArgs {
    #[command(subcommand)]
    pub(super) action: ArchiveAction,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    #[arg(value_name = "CANGKANG", value_parser = ["bash", "zsh", "fish", "powershell"])]
    pub(super) shell: String,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    #[arg(value_name = "FOLDER")]
    pub(super) folder: Option<PathBuf>,
}

/// The arguments that every correction needs besides its change.
const DECISION: [&str; 4] = ["date", "basis", "reason", "decided_by"];
