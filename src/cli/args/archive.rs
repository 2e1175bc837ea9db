//! Arguments of `lhe archive`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use crate::diag::is_one_line;
use crate::record::{Keeping, Role};
use crate::source::Date;

use super::values::{date, year};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ArchiveAction {
    #[command(visible_alias = "tambah")]
    Add(AddArgs),
    #[command(visible_alias = "daftar")]
    List(ListArgs),
    #[command(visible_alias = "tampilkan")]
    Show(ShowArgs),
    #[command(visible_alias = "ambil")]
    Get(GetArgs),
    #[command(visible_alias = "periksa")]
    Verify {
        #[arg(value_name = "FOLDER")]
        folder: Option<PathBuf>,
        /// Records the run in the log.
        #[arg(long = "catat")]
        record: bool,
    },
    #[command(visible_alias = "ringkasan")]
    Stats,
    #[command(visible_alias = "ekspor")]
    Export(ExportArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct AddArgs {
    #[arg(value_name = "BERKAS", required = true)]
    pub(in crate::cli) files: Vec<PathBuf>,
    #[arg(long = "untuk", value_name = "TAHUN/BERKAS")]
    pub(in crate::cli) report: Option<String>,
    #[arg(long = "revisi", value_name = "NOMOR", requires = "report")]
    pub(in crate::cli) revision: Option<u32>,
    #[arg(
        long = "sebagai",
        value_name = "PERAN",
        value_parser = PossibleValuesParser::new(Role::ALL.map(Role::word))
    )]
    pub(in crate::cli) role: Option<String>,
    #[arg(long = "nomor", value_name = "NOMOR", requires = "date")]
    pub(in crate::cli) number: Option<String>,
    #[arg(long = "tanggal", value_name = "TANGGAL", requires = "number", value_parser = date)]
    pub(in crate::cli) date: Option<Date>,
    #[arg(long = "tetap-simpan", requires = "reason")]
    pub(in crate::cli) in_spite: bool,
    #[arg(long = "alasan", value_name = "TEKS", requires = "in_spite", value_parser = reason)]
    pub(in crate::cli) reason: Option<String>,
    #[arg(long = "kepercayaan", value_name = "FOLDER")]
    pub(in crate::cli) trust: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    #[arg(value_name = "LAPORAN")]
    pub(in crate::cli) reports: Vec<String>,
    #[arg(long = "tahun", value_name = "TAHUN", value_parser = year())]
    pub(in crate::cli) year: Option<i32>,
    #[arg(long = "keadaan", value_name = "KEADAAN", value_parser = PossibleValuesParser::new(Keeping::ALL.map(Keeping::word)))]
    pub(in crate::cli) state: Option<String>,
    #[arg(long = "nomor", value_name = "NOMOR")]
    pub(in crate::cli) number: Option<String>,
    #[arg(long, conflicts_with = "json")]
    pub(in crate::cli) csv: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    #[arg(value_name = "LAPORAN")]
    pub(in crate::cli) report: String,
    #[arg(long = "revisi", value_name = "NOMOR")]
    pub(in crate::cli) revision: Option<u32>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct GetArgs {
    #[arg(value_name = "LAPORAN")]
    pub(in crate::cli) report: String,
    #[arg(long = "revisi", value_name = "NOMOR")]
    pub(in crate::cli) revision: Option<u32>,
    #[arg(long = "berkas", value_name = "JALUR")]
    pub(in crate::cli) path: Option<String>,
    #[arg(long = "versi", value_name = "NOMOR", requires = "path")]
    pub(in crate::cli) version: Option<u32>,
    #[arg(long = "ke", value_name = "BERKAS")]
    pub(in crate::cli) target: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ExportArgs {
    #[arg(value_name = "FOLDER")]
    pub(in crate::cli) folder: PathBuf,
    #[arg(value_name = "LAPORAN")]
    pub(in crate::cli) reports: Vec<String>,
    #[arg(long = "tahun", value_name = "TAHUN", value_parser = year())]
    pub(in crate::cli) year: Option<i32>,
}

/// A reason in one line that is not empty.
fn reason(text: &str) -> Result<String, String> {
    let plain = text.trim();
    let good = !plain.is_empty() && plain.chars().count() <= 1000 && is_one_line(plain);
    if good { Ok(plain.to_owned()) } else { Err("Plh. Inspektur, SP 800/12/2024".to_owned()) }
}
