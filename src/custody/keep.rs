//! Keeping a file that was judged. Nothing is judged anew, and nothing is written if the archive changed since.

use serde_json::json;

use crate::archive::{Store, Writer};
use crate::diag::{Code, Diagnostic, Found, Severity};
use crate::record::amend::{amend, user};
use crate::record::kept::{INTAKE, KeptFile, Role};
use crate::record::messages;
use crate::signature::Verified;

use super::holdings::Holdings;
use super::judge::Judged;
use super::origin::{Belongs, Origin};

/// A file that was taken in.
#[derive(Clone, Debug)]
pub struct Taken {
    /// What it belongs to.
    pub of: Belongs,
    /// What it is.
    pub role: Role,
    /// Where it comes from.
    pub origin: Origin,
    /// Its signatures, if it was looked at as a PDF.
    pub verified: Option<Verified>,
    /// The version that holds it; none if the archive held the same file before.
    pub version: Option<u32>,
    /// Its path there.
    pub path: String,
    /// What is worth knowing.
    pub found: Found,
}

/// Keeps a file that was judged. With a reason it is kept whatever was found; the reason is noted beside it.
///
/// # Errors
/// The faults of the file, if there is no reason; A050 for a file that belongs to no report, A071 if the archive is not
/// the one that it was judged by, faults of the store. Nothing is written then.
pub fn keep(
    holdings: &mut Holdings,
    writer: &mut Writer,
    judged: Judged<'_>,
    reason: Option<&str>,
) -> Result<Taken, Found> {
    let Judged { of, role, origin, verified, mut faults, mut found, known, before, file, shown, bytes, head } = judged;
    let about = |code: Code| Diagnostic::new(code).in_file(&shown);
    match reason {
        None if !faults.is_empty() => {
            faults.extend(found);
            return Err(faults);
        }
        Some(reason) if !faults.is_empty() => {
            found.extend(faults.into_iter().map(|fault| Diagnostic { severity: Severity::Warning, ..fault }));
            found.push(about(Code::A063).arg("reason", reason));
        }
        _ => {}
    }
    let Some((of, file)) = of.zip(file) else { return Err(vec![about(Code::A050)]) };
    let now = writer.store().head();
    if head.as_ref() != Some(&now) || holdings.record.store().map(Store::head).as_ref() != Some(&now) {
        return Err(vec![about(Code::A071)]);
    }
    if let Some((version, path)) = known {
        found.push(about(Code::A059).arg("path", format!("{} v{version} {path}", of.object)));
        return Ok(Taken { of, role, origin, verified, version: None, path, found });
    }
    if let Some(version) = before.filter(|_| reason.is_none()) {
        found.push(about(Code::A068).arg("version", version));
    }
    let file = KeptFile { reason: reason.map(str::to_owned), officer: user().name, ..file };
    let version = deposit(holdings, writer, &of, &file, bytes, &mut found)?;
    Ok(Taken { of, role, origin, verified, version: Some(version), path: file.path, found })
}

fn deposit(
    holdings: &mut Holdings,
    writer: &mut Writer,
    of: &Belongs,
    file: &KeptFile,
    bytes: &[u8],
    found: &mut Found,
) -> Result<u32, Found> {
    let object = of.object.to_string();
    let message = messages::taken_in(file.role, &object, of.revision, file.number.as_deref());
    let (data, carried) = (json!(file), Some((file.path.as_str(), bytes)));
    let deposited = amend(writer, &holdings.record, &object, (INTAKE, message), data, carried)?;
    found.extend(deposited.found);
    if let Some(event) = writer.store().events().last() {
        holdings.record = std::mem::take(&mut holdings.record).with(writer.store(), event);
    }
    Ok(deposited.version)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use crate::archive::{Content, Event};
    use crate::custody::{Intake, judge};
    use crate::os;
    use crate::record::DocumentId;
    use crate::record::issued::ISSUE;
    use crate::signature::Trust;

    use super::*;

    /// Issues an evaluation in the log; its documents play no part here.
    fn issue(writer: &mut Writer, object: &str) {
        let data = json!({
            "revisi": 0, "jenis": ISSUE, "nomor": null, "tanggal": null, "klasifikasi": null, "penandatangan": "Budi",
            "dokumen": {}, "dasar": {}, "koreksi": [], "petugas": "Ani", "menggantikan": null, "total": null,
            "predikat": null, "pembuat": {"program": "lhe", "versi": "0", "bangunan": ""}, "retensi": null,
        });
        let files = BTreeMap::from([("lhe.pdf".to_owned(), Content::Bytes(b"%PDF"))]);
        let event = Event { kind: ISSUE.to_owned(), message: "Terbit".to_owned(), user: user(), time: os::now(), data };
        writer.deposit(object, &files, &event).expect("deposited");
    }

    fn minutes<'a>(bytes: &'a [u8]) -> Intake<'a> {
        Intake {
            name: "berita-acara.txt".to_owned(),
            shown: "berita-acara.txt".to_owned(),
            bytes,
            named: Some((DocumentId { year: 2023, name: "dinas-x".to_owned() }, None)),
            role: Some(Role::Minutes),
            number: None,
        }
    }

    fn count(folder: &Path) -> usize {
        let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
    }

    #[test]
    fn judging_writes_nothing_and_a_moved_archive_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut writer, _) = Writer::open(folder.path()).expect("an archive");
        issue(&mut writer, "2023/dinas-x");
        let mut holdings = Holdings::of_writer(folder.path(), &writer).expect("a record");
        let (head, files) = (writer.store().head(), count(folder.path()));

        let intake = minutes(b"Berita acara.");
        let judged = judge(&holdings, &Trust::default(), 0, &intake).expect("judged");
        assert_eq!((&judged.faults, &judged.found), (&Vec::new(), &Vec::new()));
        assert_eq!((writer.store().head(), count(folder.path())), (head, files));

        // Something else is issued before it is kept.
        issue(&mut writer, "2023/dinas-y");
        let moved = writer.store().head();
        let refused = keep(&mut holdings, &mut writer, judged.clone(), None).expect_err("the archive moved");
        assert_eq!(refused.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::A071]);
        let mut holdings = Holdings::of_writer(folder.path(), &writer).expect("a record");
        let refused = keep(&mut holdings, &mut writer, judged, None).expect_err("judged by the archive before");
        assert_eq!(refused.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::A071]);
        assert_eq!(writer.store().head(), moved);

        // Judged again it is kept, once.
        let again = |holdings: &mut Holdings, writer: &mut Writer| {
            let judged = judge(holdings, &Trust::default(), 0, &intake).expect("judged");
            keep(holdings, writer, judged, None).expect("kept")
        };
        assert_eq!(again(&mut holdings, &mut writer).version, Some(2));
        let second = again(&mut holdings, &mut writer);
        assert_eq!(second.version, None);
        assert_eq!(second.found.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::A059]);
    }

    #[test]
    fn a_broken_file_needs_a_reason_and_a_report() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut writer, _) = Writer::open(folder.path()).expect("an archive");
        issue(&mut writer, "2023/dinas-x");
        let mut holdings = Holdings::of_writer(folder.path(), &writer).expect("a record");
        let codes = |found: &Found| found.iter().map(|d| d.code).collect::<Vec<_>>();
        let named = Intake { role: Some(Role::Signed), ..minutes(b"%PDF-1.7 cut off") };
        let nameless = Intake { named: None, ..named.clone() };

        let judged = judge(&holdings, &Trust::default(), 0, &nameless).expect("judged");
        assert_eq!((&judged.of, codes(&judged.faults)), (&None, vec![Code::A061]));
        let refused = keep(&mut holdings, &mut writer, judged.clone(), None).expect_err("broken");
        assert_eq!(codes(&refused), [Code::A061]);
        let refused = keep(&mut holdings, &mut writer, judged, Some("Aslinya hilang.")).expect_err("of no report");
        assert_eq!(codes(&refused), [Code::A050]);

        let judged = judge(&holdings, &Trust::default(), 0, &named).expect("judged");
        let kept = keep(&mut holdings, &mut writer, judged, Some("Aslinya hilang.")).expect("kept");
        assert_eq!(codes(&kept.found), [Code::A061, Code::A063]);
        assert_eq!(kept.version, Some(2));
    }
}
