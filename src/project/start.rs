//! Starts projects that pass `lhe check` at once, and evaluation files in which every code already stands.

use std::fmt::Write as _;
use std::path::Path;

use crate::diag::{Code, Diagnostic, Hint, Refusal, nearest};
use crate::instrument::{Instrument, Method};
use crate::os::{self, reason};

use super::checked::Project;
use super::editions;

/// The year of the example unless another is asked for. The clock is not asked: the same command makes the same files.
pub const EXAMPLE_YEAR: i32 = 2025;

/// Files of a new project; `TAHUN` stands for the evaluation year and `SURAT` for the year after.
const FILES: &[(&str, &str)] = &[
    ("lhe.yaml", include_str!("start/lhe.yaml")),
    ("opd.yaml", include_str!("start/opd.yaml")),
    ("surat/TAHUN.yaml", include_str!("start/surat.yaml")),
    ("evaluasi/TAHUN/dinas-contoh.yaml", include_str!("start/dinas-contoh.yaml")),
    (".gitignore", include_str!("start/gitignore")),
];

/// Makes a project in `folder` and returns the names of its files.
///
/// # Errors
/// U008 if any of the files exists (nothing is written then), U003 if the disk refuses.
pub fn init(folder: &Path, year: i32) -> Result<Vec<String>, Refusal> {
    let dated = |text: &str| text.replace("TAHUN", &year.to_string()).replace("SURAT", &(year + 1).to_string());
    let files: Vec<(String, String)> = FILES.iter().map(|(name, text)| (dated(name), dated(text))).collect();
    for (name, _) in &files {
        if os::is_taken(&folder.join(name)) {
            return Err(Box::new(Diagnostic::new(Code::U008).arg("path", folder.join(name).display())));
        }
    }
    for (name, text) in &files {
        create(&folder.join(name), text)?;
    }
    Ok(files.into_iter().map(|(name, _)| name).collect())
}

fn create(path: &Path, text: &str) -> Result<(), Refusal> {
    os::create(path, text.as_bytes()).map_err(|error| {
        Box::new(match error.kind() {
            std::io::ErrorKind::AlreadyExists => Diagnostic::new(Code::U008).arg("path", path.display()),
            _ => Diagnostic::unwritten(path.display(), reason(&error)),
        })
    })
}

/// Makes the evaluation file of an office and returns its name below the project.
///
/// # Errors
/// D140 for an unknown office, D142 without season, D141 for an unknown instrument, U008 if the file exists.
pub fn new_evaluation(project: &Project, office: &str, year: i32, instrument: Option<&str>) -> Result<String, Refusal> {
    if project.office(office).is_none() {
        let mut fault = Diagnostic::new(Code::D140).arg("id", office).in_file("opd.yaml");
        let ids = project.offices.iter().map(|o| o.value.id.value.0.as_str());
        fault.hints.extend(nearest(office, ids).map(Hint::DidYouMean));
        return Err(Box::new(fault));
    }
    let season = project.settings.as_ref().and_then(|s| s.season(year)).map(|s| s.instrument.value.0.clone());
    let Some(id) = instrument.map(str::to_owned).or(season) else {
        return Err(Box::new(Diagnostic::new(Code::D142).arg("year", year).in_file("lhe.yaml")));
    };
    let Some(edition) = editions::find(&project.instruments, &id) else {
        return Err(Box::new(Diagnostic::new(Code::D141).arg("id", id)));
    };
    let open = open_recommendations(project, office, year - 1);
    let name = format!("evaluasi/{year}/{office}.yaml");
    let own = instrument.map(|_| edition.id.clone());
    let text = evaluation(&edition, office, year, own.as_deref(), &open);
    create(&project.root.join(&name), &text)?;
    Ok(name)
}

/// References of last year's recommendations of the same office, with the first line of their text.
fn open_recommendations(project: &Project, office: &str, year: i32) -> Vec<(String, String)> {
    let mut list = Vec::new();
    for case in project.cases.iter().filter(|c| c.id.year == year) {
        let Some(evaluation) = case.evaluation.as_ref().filter(|e| e.entry.opd.value.0 == office) else { continue };
        for recommendation in &evaluation.entry.recommendations {
            let first = recommendation.text.value.0.lines().next().unwrap_or_default().to_owned();
            list.push((format!("{}/{}", case.id, recommendation.id.value.0), first));
        }
    }
    list
}

fn evaluation(
    instrument: &Instrument,
    office: &str,
    year: i32,
    own: Option<&str>,
    open: &[(String, String)],
) -> String {
    let mut out = format!("format: 1\nopd: {office}\ntahun: {year}\n");
    if let Some(id) = own {
        let _ = writeln!(out, "instrumen: {id}");
    }
    let _ = write!(
        out,
        "\n# Dokumen bukti: beri id, lalu rujuk sebagai `bukti: [renstra/46]` (id/halaman).\n# dokumen:\n#   renstra: {{judul: Rencana Strategis 2021–2026}}\n\n\
         # {} ({}).\n# Isi jawaban di belakang titik dua. Bentuk lengkap sebuah jawaban:\n\
         #   jawaban, panel, mandiri, bukti, keterangan, objek, nilai, kriteria, alasan (untuk tidak_berlaku).\npenilaian:\n",
        instrument.title, instrument.id
    );
    for component in &instrument.components {
        let _ = write!(out, "\n  # {} {} (bobot {})\n", component.code, component.name, plain(&component.weight.0));
        for sub in component.subcomponents() {
            let weight = plain(&sub.weight.0);
            match &sub.method {
                Method::Letter(scale) => {
                    let _ =
                        writeln!(out, "\n  # {} {} (bobot {weight}); pilihan: {}", sub.code, sub.name, scale.list());
                    for criterion in &sub.criteria {
                        let _ = writeln!(out, "  #   {} {}", criterion.code, criterion.text);
                    }
                    let _ = writeln!(out, "  {}:", key(&sub.code));
                }
                Method::Typed => {
                    let _ = writeln!(out, "\n  # {} {} (0 sampai {weight}); angka, misalnya 4.25", sub.code, sub.name);
                    let _ = writeln!(out, "  {}:", key(&sub.code));
                }
                Method::Average | Method::Points => {
                    let _ = writeln!(out, "\n  # {} {} (bobot {weight})", sub.code, sub.name);
                    for criterion in &sub.criteria {
                        let choices = criterion.scale.as_ref().map(|s| s.list()).unwrap_or_default();
                        let _ = writeln!(out, "  # {} ({choices})", criterion.text);
                        let _ = writeln!(out, "  {}:", key(&criterion.code));
                    }
                }
            }
        }
    }
    out.push_str(CLOSING);
    for (reference, first) in open {
        let _ = write!(out, "#   # {first}\n#   - {{rekomendasi: {reference}, status: belum}}\n");
    }
    if open.is_empty() {
        out.push_str("#   - rekomendasi: Agar …\n#     dari: {lhe: 700/88/ITDA/2021}\n#     status: proses\n");
    }
    out
}

/// Examples that follow the answers: a user who needs one removes the `# ` in front of its lines.
const CLOSING: &str = "
# Hapus `# ` di depan baris yang dipakai, lalu ganti isinya.

# uraian:
#   KODE: |
#     Uraian hasil komponen atau subkomponen.

# catatan:
#   - id: C1
#     pada: [KODE]
#     uraian: |
#       Dokumen X telah …, namun …

# rekomendasi:
#   - id: R1
#     atas: [C1]
#     uraian: |
#       Agar …

# Tindak lanjut rekomendasi tahun lalu; status: belum, proses, selesai, tidak_dapat.
# tindak_lanjut:
";

/// A code as a YAML key. A code that looks like a number is quoted, so that nobody takes it for a number.
fn key(code: &str) -> String {
    if code.bytes().all(|b| b.is_ascii_digit() || b == b'.') { format!("\"{code}\"") } else { code.to_owned() }
}

fn plain(weight: &crate::num::Ratio) -> String {
    crate::num::decimal(weight, 2).trim_end_matches('0').trim_end_matches(',').to_owned()
}
