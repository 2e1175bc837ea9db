//! Standing sentences of a project: those of the program, and those in `templat/teks.yaml` that replace them.

use std::path::Path;

use crate::diag::{Checked, Code, Diagnostic, FileId, Files, Found, has_errors};
use crate::os::{self, reason};
use crate::project::shelf::{LARGEST, Shelf};
use crate::report::{Catalogue, OwnWording, Wording, values_of};
use crate::source::{self, Document, Kind, Style};

use super::built_in::{Template, TemplateKind, catalogues, not_made};

/// The project's own sentences, below its root.
pub(crate) const OWN_SENTENCES: &str = "templat/teks.yaml";

/// The text before the names of sentences where they are listed with templates.
const PREFIX: &str = "teks/";

/// How a new file of sentences begins.
const HEADER: &str = "\
# Kalimat baku milik kantor. Setiap teks di bawah `teks:` menggantikan teks bawaan yang bernama sama; yang tidak
# ditulis di sini tetap bawaan. Untuk kembali ke bawaan, hapus teksnya.
#
# {opd}        diganti dengan isi laporan; `lhe template show teks/pembuka` menyebut isian yang tersedia.
# [[ … ]]      hilang seluruhnya bila salah satu isian di dalamnya kosong.
# - …          menjadi butir; baris kosong memisahkan alinea.
# _kata_       tercetak miring.
format: 1
teks:
";

/// Sentences as read.
pub(crate) struct Sentences {
    /// Those in force.
    pub(crate) wording: Wording,
    /// The trees of the files that were read.
    pub(crate) documents: Vec<(FileId, Document)>,
}

/// The name of a sentence among templates.
pub(crate) fn shown(name: &str) -> String {
    format!("{PREFIX}{name}")
}

/// Reads the program's sentences and the project's own that replace them; without a project only the program's.
pub(crate) fn load(shelf: Option<&Shelf>, files: &mut Files, found: &mut Found) -> Sentences {
    let mut sentences = Sentences { wording: Wording::default(), documents: Vec::new() };
    for (name, text) in catalogues() {
        let file = files.add(format!("<bawaan>/{name}"), text);
        if let Some((catalogue, document)) = source::load::<Catalogue>(files, file).drain_into(found) {
            sentences.wording.extend(catalogue);
            sentences.documents.push((file, document));
        }
    }
    if let Some(shelf) = shelf.filter(|shelf| shelf.has(OWN_SENTENCES))
        && let Some(file) = add(shelf, files, found)
        && let Some((own, document)) = source::load::<OwnWording>(files, file).drain_into(found)
    {
        found.extend(sentences.wording.replace(own, files));
        sentences.documents.push((file, document));
    }
    sentences
}

/// The project's file as a text.
fn add(shelf: &Shelf, files: &mut Files, found: &mut Found) -> Option<FileId> {
    let bytes = match shelf.read(OWN_SENTENCES, LARGEST) {
        Ok(bytes) => bytes,
        Err(error) => {
            found.push(Diagnostic::unread(OWN_SENTENCES, reason(&error)));
            return None;
        }
    };
    let text = Checked::from(source::text(bytes, OWN_SENTENCES)).drain_into(found)?;
    Some(files.add(OWN_SENTENCES, text))
}

/// The sentences in force, in the form in which they are listed with templates.
pub(crate) fn listed(wording: &Wording) -> Vec<Template> {
    let own = |text: &str| format!("{}\n", text.trim_end());
    let listed = wording.iter().map(|(name, sentence)| Template {
        name: shown(name),
        kind: TemplateKind::Sentence,
        about: sentence.purpose.clone(),
        text: own(sentence.own.as_ref().map_or(&sentence.built_in, |text| &text.value.0)),
        own: sentence.own.is_some(),
        built_in: Some(own(&sentence.built_in)),
        values: values_of(name),
    });
    listed.collect()
}

/// Writes a built-in sentence into the project's file of sentences, at its end.
///
/// The file is the user's: no byte in it is changed, and the new text is read as a trial before it is written.
pub(crate) fn eject(root: &Path, shown: &str, about: &str, text: &str, files: &mut Files) -> Result<String, Found> {
    let name = shown.strip_prefix(PREFIX).unwrap_or(shown);
    let path = root.join(OWN_SENTENCES);
    if !os::is_taken(&path) {
        let new = format!("{HEADER}{}", entry("  ", name, about, text));
        os::create(&path, new.as_bytes()).map_err(|error| vec![not_made(OWN_SENTENCES, &error)])?;
        return Ok(OWN_SENTENCES.to_owned());
    }
    let unreadable = |error| vec![Diagnostic::unread(OWN_SENTENCES, reason(&error))];
    let bytes = os::read(&path, LARGEST).map_err(unreadable)?;
    let old = source::text(bytes.clone(), OWN_SENTENCES)?;
    let file = files.add(OWN_SENTENCES, old.as_str());
    let read = source::load::<OwnWording>(files, file);
    let (Some((own, document)), false) = (read.value, has_errors(&read.diagnostics)) else {
        return Err(read.diagnostics);
    };
    if let Some((there, _)) = own.sentences.iter().find(|(known, _)| known.value.0 == name) {
        return Err(vec![Diagnostic::new(Code::T030).at(there.at).arg("name", shown)]);
    }
    let refused = || vec![Diagnostic::new(Code::T032).in_file(OWN_SENTENCES).arg("name", name)];
    let indent = indent(&document, &old).ok_or_else(refused)?;
    let mut added = entry(&indent, name, about, text);
    if !old.ends_with('\n') {
        added.insert(0, '\n');
    }
    if old.contains("\r\n") {
        added = added.replace('\n', "\r\n");
    }
    if !means(&format!("{old}{added}"), &own, name, text) {
        return Err(refused());
    }
    let new = [bytes, added.into_bytes()].concat();
    let fault = |error| vec![not_made(OWN_SENTENCES, &error)];
    os::replace(&path, &new).map_err(fault)?;
    Ok(OWN_SENTENCES.to_owned())
}

/// A sentence as an entry of the file.
fn entry(indent: &str, name: &str, about: &str, text: &str) -> String {
    let mut entry = format!("{indent}# {about}\n{indent}{name}: |\n");
    for line in text.trim_end().lines() {
        if !line.is_empty() {
            entry.extend([indent, "  ", line]);
        }
        entry.push('\n');
    }
    entry
}

/// The indentation of the sentences in the file; none if no sentence can be added at its end.
fn indent(document: &Document, text: &str) -> Option<String> {
    let Kind::Map(entries) = &document.root.kind else { return None };
    let (key, sentences) = entries.last()?;
    let Kind::Map(list) = &sentences.kind else { return None };
    if key.text() != Some("teks") || sentences.style != Style::BlockColl {
        return None;
    }
    let before = text.get(..list.first()?.0.place.start as usize)?;
    let indent = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    indent.bytes().all(|b| b == b' ').then(|| indent.to_owned())
}

/// True if this file holds all the old sentences and the new one, and no others.
fn means(file: &str, old: &OwnWording, name: &str, text: &str) -> bool {
    let mut files = Files::default();
    let id = files.add(OWN_SENTENCES, file);
    let read = source::load::<OwnWording>(&files, id);
    let Some((new, _)) = read.value.filter(|_| !has_errors(&read.diagnostics)) else {
        return false;
    };
    let pairs = |wording: &OwnWording| -> Vec<(String, String)> {
        wording.sentences.iter().map(|(name, text)| (name.value.0.clone(), text.value.0.clone())).collect()
    };
    let mut wanted = pairs(old);
    wanted.push((name.to_owned(), text.trim_end().to_owned()));
    pairs(&new) == wanted
}
