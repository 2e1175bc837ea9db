//! Hands over revisions with all their files as a BagIt bag (RFC 8493), which people can read without this program.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::json;

use crate::archive::{Content, Event, Writer};
use crate::diag::{Code, Diagnostic, Found};
use crate::digest::{sha256, sha512};
use crate::os::{self, reason};
use crate::record::amend::user;
use crate::record::cited;
use crate::record::kept::{EXPORT, FIXITY, OWN};
use crate::spreadsheet::{self, Cell, LineEnd};

use super::catalogue::{Row, Wanted};
use super::holdings::Holdings;

/// The figures of a finished bag.
#[derive(Clone, Debug)]
pub struct Exported {
    /// Reports.
    pub reports: usize,
    /// Their revisions.
    pub revisions: usize,
    /// Files of the payload.
    pub files: usize,
    /// Their length.
    pub bytes: u64,
    /// SHA-256 of the bag's manifest, as it is recorded in the log.
    pub manifest: String,
    /// Objects whose exported revision is in force, but whose signed file is not in the archive.
    pub unsigned: Vec<String>,
    /// Notes of the archive.
    pub found: Found,
}

/// A bag that is being filled: files are written one by one, so that a large archive needs no memory.
struct Bag<'a> {
    folder: &'a Path,
    /// `<digest>  <path>` of each payload file.
    manifest: String,
    files: usize,
    bytes: u64,
}

/// Writes a bag with the wanted revisions and records the hand-over in the log.
///
/// # Errors
/// A062 for unknown names, A066 if nothing fits, U008 if the folder exists or lies inside the archive, faults of disk
/// and store. After an error there is no folder, unless only recording the hand-over failed; the bag is whole then.
pub fn export(holdings: &Holdings, writer: &mut Writer, wanted: &Wanted, folder: &Path) -> Result<Exported, Found> {
    let rows = holdings.rows(wanted)?;
    if rows.is_empty() {
        return Err(vec![Diagnostic::new(Code::A066).in_file("arsip")]);
    }
    // A bag is never written into the archive: the store would report it as a foreign file.
    if os::is_taken(folder) || folder_is_inside(folder, &holdings.folder) {
        return Err(vec![Diagnostic::new(Code::U008).arg("path", folder.display())]);
    }
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stage = folder.with_file_name(format!(".{name}.{}.sementara", std::process::id()));
    let refused = |error: &std::io::Error| vec![Diagnostic::unwritten(folder.display(), reason(error))];
    if os::is_taken(&stage) {
        return Err(vec![Diagnostic::new(Code::U008).arg("path", stage.display())]);
    }
    let made = fill(holdings, &rows, &stage).and_then(|bag| {
        os::rename(&stage, folder).map_err(|error| refused(&error))?;
        Ok(bag)
    });
    let (files, bytes, manifest) = match made {
        Ok(made) => made,
        Err(found) => {
            // Only the unfinished bag is removed; it has a name of its own.
            drop(os::remove(&stage));
            return Err(found);
        }
    };
    let mut objects: Vec<String> = rows.iter().map(|row| row.object.to_string()).collect();
    objects.dedup();
    let digest = sha256(manifest.as_bytes());
    let data = json!({
        "laporan": objects.len(), "revisi": rows.len(), "berkas": files, "bita": bytes, "manifes": digest, "kantong": name,
        "petugas": user().name,
    });
    let message = format!("Ekspor {name}: {} laporan, {files} berkas", objects.len());
    let found = note(writer, EXPORT, message, data, "manifest-sha512.txt", manifest.as_bytes())?;
    let open = rows.iter().filter(|row| row.revision.keeping() == crate::record::issued::Keeping::Unsigned);
    let unsigned = open.map(|row| row.object.to_string()).collect();
    Ok(Exported { unsigned, reports: objects.len(), revisions: rows.len(), files, bytes, manifest: digest, found })
}

/// True if the bag would lie inside the archive.
fn folder_is_inside(folder: &Path, archive: &Path) -> bool {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let whole = |path: &Path| os::canonical(path).ok();
    whole(parent).zip(whole(archive)).is_some_and(|(parent, archive)| parent.starts_with(archive))
}

/// Records an event about the archive itself, in an object of its own for each year.
fn note(
    writer: &mut Writer,
    kind: &str,
    message: String,
    data: serde_json::Value,
    name: &str,
    bytes: &[u8],
) -> Result<Found, Found> {
    let time = os::now();
    let year = time.get(..4).unwrap_or("0000");
    let object = format!("{OWN}{kind}-{year}");
    let files = [(name.to_owned(), Content::Bytes(bytes))].into();
    let event = Event { kind: kind.to_owned(), message, user: user(), time, data };
    writer.deposit(&object, &files, &event).map(|deposited| deposited.found)
}

/// Records a fixity run with its findings.
///
/// # Errors
/// Faults of disk and store.
pub fn record_fixity(writer: &mut Writer, verified: &crate::archive::Verified) -> Result<Found, Found> {
    let wrong: Vec<String> = verified
        .diagnostics
        .iter()
        .map(|d| format!("{} {}", d.code, d.file.as_deref().unwrap_or_default()).trim_end().to_owned())
        .collect();
    let data = json!({
        "objek": verified.objects, "versi": verified.versions, "berkas": verified.files, "bita": verified.bytes,
        "baris": verified.events, "kepala": verified.head, "temuan": wrong, "petugas": user().name,
    });
    let errors = verified.diagnostics.iter().filter(|d| d.is_error()).count();
    let message = format!("Pemeriksaan: {} berkas, {errors} galat", verified.files);
    let report = format!("{data:#}\n");
    note(writer, FIXITY, message, data, "pemeriksaan.json", report.as_bytes())
}

type Filled = (usize, u64, String);

fn fill(holdings: &Holdings, rows: &[Row<'_>], stage: &Path) -> Result<Filled, Found> {
    let mut bag = Bag { folder: stage, manifest: String::new(), files: 0, bytes: 0 };
    let mut table = Vec::new();
    let mut list = "DAFTAR ARSIP LAPORAN HASIL EVALUASI\n\nSetiap laporan berada di folder data/<tahun>/<berkas>/revisi-<n>.\nSidik SHA-512 setiap berkas ada di manifest-sha512.txt.\n\n".to_owned();
    for row in rows {
        let place = format!("{}/revisi-{}", row.object, row.revision.number);
        for held in holdings.held(&row.object, row.revision)? {
            let bytes = holdings.bytes(&row.object, &held)?;
            // Two files that came later may have the same path in two versions, so the version goes into the path.
            let path = match crate::record::paths::is_kept(&held.path) {
                true => format!("{place}/masuk-v{}/{}", held.version, held.path),
                false => format!("{place}/{}", held.path),
            };
            bag.add(&path, &bytes)?;
        }
        described(row, &place, &mut table, &mut list);
    }
    bag.add("DAFTAR-ARSIP.txt", list.as_bytes())?;
    let columns = [&Row::COLUMNS[..], &["diganti_oleh", "folder"]].concat();
    let csv = spreadsheet::csv(LineEnd::CrLf, &columns, table)
        .map_err(|error| vec![Diagnostic::unwritten(stage.display(), reason(&error))])?;
    bag.add("daftar-arsip.csv", &csv)?;
    if let Some(store) = holdings.record.store() {
        bag.add("catatan.jsonl", &store.log_bytes()?)?;
    }
    bag.close(holdings)
}

/// Adds a revision to both catalogues of the bag.
fn described(row: &Row<'_>, place: &str, table: &mut Vec<Vec<Cell>>, list: &mut String) {
    let revision = row.revision;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let state = revision.keeping().word().to_owned();
    let successor = row.successor().map(|phrase| phrase.kept()).unwrap_or_default();
    let folder = format!("data/{place}");
    table.push(row.cells().into_iter().chain([successor.clone(), folder.clone()]).map(Cell::Text).collect());
    let or = |text: String| if text.is_empty() { "–".to_owned() } else { text };
    let lines = [
        ("Surat", cited(revision).kept()),
        ("Keadaan", if successor.is_empty() { state } else { successor }),
        ("Klasifikasi", or(text(&revision.classification))),
        ("Retensi", or(text(&revision.retention))),
        ("Penandatangan", revision.signatory.clone()),
        ("Tanda tangan", or(row.signers().join("; "))),
        ("Folder", folder),
    ];
    let remarks = revision.kept.iter().filter_map(|kept| Some((&kept.file.path, kept.file.reason.as_ref()?)));
    let _ = writeln!(list, "{} revisi {}", row.object, revision.number);
    for (name, value) in lines {
        let _ = writeln!(list, "  {name:<14}{value}");
    }
    for (path, reason) in remarks {
        let _ = writeln!(list, "  {:<14}{path}: tetap disimpan dengan alasan: {reason}", "Catatan");
    }
    list.push('\n');
}

impl Bag<'_> {
    /// Writes a file of the payload.
    fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), Found> {
        let path = format!("data/{path}");
        self.write(&path, bytes)?;
        let _ = writeln!(self.manifest, "{}  {}", sha512(bytes), encoded(&path));
        self.files += 1;
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Found> {
        let full = self.folder.join(path);
        let made = os::make_folders(full.parent().unwrap_or(self.folder)).and_then(|()| os::write_new(&full, bytes));
        made.map_err(|error| vec![Diagnostic::unwritten(full.display(), reason(&error))])
    }

    /// RFC 8493, 2.1 and 2.2: declaration, description, manifests.
    fn close(self, holdings: &Holdings) -> Result<Filled, Found> {
        let head = holdings.record.store().map(crate::archive::Store::head).unwrap_or_default();
        let time = os::now();
        let info = format!(
            "Bag-Software-Agent: lhe {}\nBagging-Date: {}\nPayload-Oxum: {}.{}\nExternal-Description: Arsip Laporan Hasil Evaluasi AKIP\nInternal-Sender-Identifier: {head}\nInternal-Sender-Description: kepala catatan arsip pada saat ekspor\n",
            env!("CARGO_PKG_VERSION"),
            time.get(..10).unwrap_or_default(),
            self.bytes,
            self.files,
        );
        let tags = [
            ("bag-info.txt", info.as_str()),
            ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
            ("manifest-sha512.txt", self.manifest.as_str()),
        ];
        let mut list = String::new();
        for (name, text) in tags {
            self.write(name, text.as_bytes())?;
            let _ = writeln!(list, "{}  {name}", sha512(text.as_bytes()));
        }
        self.write("tagmanifest-sha512.txt", list.as_bytes())?;
        Ok((self.files, self.bytes, self.manifest))
    }
}

/// RFC 8493, 2.1.3: encodes line ends and the per cent sign.
fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}
