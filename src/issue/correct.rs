//! Enters a correction: makes the new text of the ledger, and writes it.
//!
//! The ledger is the user's file: an entry is added behind the last one, and no byte before it changes. The new text is
//! read as a trial before anything is written.

use crate::diag::{Code, Diagnostic, Place, Refusal};
use crate::os::{self, reason};
use crate::project::{Case, LARGEST, Project, digests, letter_node};
use crate::register::RevisionKind;
use crate::revision;
use crate::source::{self, Date, Kind, Node, Style, step};

/// A correction to be entered.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its kind, if it is to be stated.
    pub kind: Option<RevisionKind>,
    /// Day of the decision.
    pub date: Date,
    /// Minutes or letter on which it rests.
    pub basis: String,
    /// The reason.
    pub reason: String,
    /// The person who asked for it.
    pub requested_by: Option<String>,
    /// The person who decided.
    pub decided_by: String,
    /// The change.
    pub change: DraftChange,
}

/// The change of a correction to be entered.
#[derive(Clone, Debug)]
pub struct DraftChange {
    /// `kode`, `id`, `surat`, `letak` or `hapus`.
    pub key: &'static str,
    /// The value of the key: the code, id, field of the letter or path that changes.
    pub what: String,
    /// Object, for an answer per object.
    pub object: Option<String>,
    /// Field.
    pub field: Option<String>,
    /// The present value; looked up if absent.
    pub from: Option<String>,
    /// The new value; none to remove the present one.
    pub to: Option<String>,
}

/// A new text for a ledger, ready to be written.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The ledger, from the project's root.
    pub name: String,
    /// Its new text.
    pub text: String,
    /// Id of the new entry.
    pub id: String,
    /// The bytes of the ledger when the text was prepared; none if there was no ledger.
    before: Option<Vec<u8>>,
}

fn scalar(text: &str) -> Node {
    Node {
        place: Place::new(crate::diag::FileId::from_number(0), 0, 0),
        kind: Kind::Scalar(text.to_owned()),
        style: Style::Plain,
    }
}

fn map(entries: Vec<(&str, Node)>) -> Node {
    let entries = entries.into_iter().map(|(key, value)| (scalar(key), value)).collect();
    Node { kind: Kind::Map(entries), style: Style::BlockColl, ..scalar("") }
}

/// The path of a case's ledger, from the project's root.
fn ledger_name(case: &Case) -> String {
    format!("evaluasi/{}/{}.koreksi.yaml", case.id.year, case.id.stem)
}

/// The text of a ledger with one more entry.
///
/// # Errors
/// K016 if the ledger is written so that nothing can be added at its end, U002 if the ledger cannot be read.
pub fn prepare(project: &Project, case: &Case, draft: &Draft) -> Result<Prepared, Refusal> {
    let mut change = vec![(draft.change.key, scalar(&draft.change.what))];
    let optional = |key, value: &Option<String>| value.as_ref().map(|text| (key, scalar(text)));
    change.extend(optional("objek", &draft.change.object));
    change.extend(optional("bidang", &draft.change.field));
    let from = match (&draft.change.from, draft.change.key) {
        (Some(from), _) => Some(scalar(from)),
        (None, "hapus") => None,
        (None, _) => present(project, case, &draft.change),
    };
    change.extend(from.map(|from| ("semula", from)));
    change.extend(optional("menjadi", &draft.change.to));
    let id = next_id(case);
    let mut entry = vec![("id", scalar(&id))];
    entry.extend(draft.kind.map(|kind| ("jenis", scalar(kind.word()))));
    entry.push(("tanggal", scalar(&draft.date.to_string())));
    entry.push(("dasar", scalar(&draft.basis)));
    entry.push(("alasan", scalar(&draft.reason)));
    entry.extend(optional("diminta", &draft.requested_by));
    entry.push(("diputuskan", scalar(&draft.decided_by)));
    let changes = Node { kind: Kind::Seq(vec![map(change)]), style: Style::BlockColl, ..scalar("") };
    entry.push(("perubahan", changes));
    appended(project, case, &id, &map(entry))
}

/// The text of a ledger with one more entry whose fields are all empty.
///
/// # Errors
/// U002 if the present ledger cannot be read.
pub fn prepare_empty(project: &Project, case: &Case) -> Result<Prepared, Refusal> {
    let id = next_id(case);
    let fields = ["tanggal", "dasar", "alasan", "diminta", "diputuskan"];
    let empty = || Node { kind: Kind::Empty, ..scalar("") };
    let mut entry = vec![("id", scalar(&id))];
    entry.extend(fields.map(|key| (key, empty())));
    let change = map(vec![("kode", empty()), ("semula", empty()), ("menjadi", empty())]);
    entry.push(("perubahan", Node { kind: Kind::Seq(vec![change]), style: Style::BlockColl, ..scalar("") }));
    let name = ledger_name(case);
    let before = ledger_bytes(project, &name)?;
    let old = before.as_deref().map(String::from_utf8_lossy).unwrap_or_default().into_owned();
    Ok(Prepared { text: joined(&old, &map(entry), "  "), name, id, before })
}

/// A ledger whose text was written elsewhere, such as in an editor.
///
/// # Errors
/// U002 if the present ledger cannot be read.
pub fn prepare_text(project: &Project, case: &Case, text: String) -> Result<Prepared, Refusal> {
    let name = ledger_name(case);
    let before = ledger_bytes(project, &name)?;
    Ok(Prepared { name, text, id: String::new(), before })
}

fn ledger_bytes(project: &Project, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
    if !project.shelf.has(name) {
        return Ok(None);
    }
    let refuse = |error| Box::new(Diagnostic::unread(name, reason(&error)));
    project.shelf.read(name, LARGEST).map(Some).map_err(refuse)
}

fn next_id(case: &Case) -> String {
    let entries = case.ledger.iter().flat_map(|(_, ledger)| &ledger.entries);
    let known: Vec<&str> = entries.map(|entry| entry.value.id.value.0.as_str()).collect();
    let ids = (known.len() + 1..).map(|number| format!("K{number}"));
    ids.into_iter().find(|id| !known.contains(&id.as_str())).unwrap_or_default()
}

/// The present value at the place of a change.
fn present(project: &Project, case: &Case, change: &DraftChange) -> Option<Node> {
    let variant = trees(project, case)?;
    let field = change.field.as_deref();
    let path: Vec<String> = match change.key {
        "kode" => {
            let mut path = vec!["penilaian".to_owned(), step(&change.what)];
            let answers = if variant.evaluation.get("penilaian").is_some() {
                Some(&variant.evaluation)
            } else {
                variant.worksheet.as_ref()
            };
            let node = path.iter().try_fold(answers?, |node, name| node.child(name))?;
            match (&change.object, field) {
                (Some(object), _) => path.extend(["objek".to_owned(), step(object)]),
                (None, Some(field)) => path.extend(field.split('/').map(step)),
                (None, None) => {
                    path.extend(revision::counting(node).map(str::to_owned));
                }
            }
            return path.iter().try_fold(answers?, |node, name| node.child(name)).cloned();
        }
        "id" => {
            let list = ["catatan", "rekomendasi"].into_iter().find(|list| {
                variant.evaluation.get(list).is_some_and(|items| items.child(&step(&change.what)).is_some())
            })?;
            let mut path = vec![list.to_owned(), step(&change.what)];
            path.extend(field.unwrap_or("uraian").split('/').map(step));
            path
        }
        "surat" => return variant.letter.as_ref()?.get(&change.what).cloned(),
        _ => change.what.trim_start_matches('/').split('/').map(str::to_owned).collect(),
    };
    path.iter().try_fold(&variant.evaluation, |node, name| node.child(name)).cloned()
}

/// The trees of a case with its present ledger worked in.
fn trees(project: &Project, case: &Case) -> Option<revision::Trees> {
    let mut trees = revision::Trees {
        evaluation: project.documents.get(&case.file)?.root.clone(),
        worksheet: case.worksheet.and_then(|file| Some(project.documents.get(&file)?.root.clone())),
        letter: letter_node(&project.files, &project.documents, &case.id).map(|(_, node)| node.clone()),
    };
    if let Some((file, ledger)) = &case.ledger {
        let document = project.documents.get(file)?;
        revision::apply(&mut trees, ledger, document, &mut Vec::new());
    }
    Some(trees)
}

/// The ledger with a new entry behind its last one. The entries before it must be read as the same entries.
fn appended(project: &Project, case: &Case, id: &str, entry: &Node) -> Result<Prepared, Refusal> {
    let name = ledger_name(case);
    let before = ledger_bytes(project, &name)?;
    let old = match &before {
        Some(bytes) => source::text(bytes.clone(), &name)?,
        None => String::new(),
    };
    let indent =
        case.ledger.as_ref().and_then(|(file, _)| project.documents.get(file)).map_or(Some("  ".to_owned()), |d| {
            let first = match &d.root.get("koreksi")?.kind {
                Kind::Seq(items) => items.first()?,
                _ => return None,
            };
            let line = old[..first.place.start as usize].rfind('\n').map_or(0, |at| at + 1);
            let lead = &old[line..first.place.start as usize];
            lead.strip_suffix("- ").filter(|lead| lead.bytes().all(|b| b == b' ')).map(str::to_owned)
        });
    let refuse = || Box::new(Diagnostic::new(Code::K016).in_file(&name).arg("path", &name));
    let text = joined(&old, entry, &indent.ok_or_else(refuse)?);
    let mut files = crate::diag::Files::default();
    let file = files.add(&name, text.clone());
    let read = revision::load(&files, file).value;
    let known = project.corrections(case.ledger.as_ref());
    let (ledger, document) = read.ok_or_else(refuse)?;
    let now = digests(&ledger, &document);
    if now.len() != known.len() + 1 || now[..known.len()] != known[..] {
        return Err(refuse());
    }
    Ok(Prepared { name, text, id: id.to_owned(), before })
}

/// Writes a prepared ledger, if the file is still as it was when the text was prepared.
///
/// # Errors
/// K017 if another process changed the ledger, U007 if one is writing it, U003 if the disk refuses.
pub fn enter(project: &Project, prepared: &Prepared) -> Result<(), Refusal> {
    let lock = project.root.join("keluaran/.lhe/kunci-koreksi");
    let _lock = os::lock(&lock).map_err(|error| match error.kind() {
        std::io::ErrorKind::WouldBlock => Box::new(Diagnostic::new(Code::U007)),
        _ => Box::new(Diagnostic::unwritten("keluaran/.lhe", reason(&error))),
    })?;
    let path = project.root.join(&prepared.name);
    let now = if os::is_taken(&path) { os::read(&path, LARGEST).ok() } else { None };
    if now != prepared.before {
        return Err(Box::new(Diagnostic::new(Code::K017).in_file(&prepared.name).arg("path", &prepared.name)));
    }
    os::replace(&path, prepared.text.as_bytes())
        .map_err(|error| Box::new(Diagnostic::unwritten(&prepared.name, reason(&error))))
}

/// A ledger's text with one more entry at its end.
fn joined(old: &str, entry: &Node, indent: &str) -> String {
    let list = Node { kind: Kind::Seq(vec![entry.clone()]), style: Style::BlockColl, ..entry.clone() };
    let emitted = source::emit(&list);
    let feed = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = old.to_owned();
    if text.trim().is_empty() {
        text = format!("format: 1{feed}koreksi:{feed}");
    } else if !text.ends_with('\n') {
        text.push_str(feed);
    }
    for line in emitted.lines() {
        text.push_str(indent);
        text.push_str(line);
        text.push_str(feed);
    }
    text
}
