//! Checks templates without data, and gives their faults a place.

use std::collections::{BTreeMap, BTreeSet};

use crate::bundle::Role;
use crate::diag::{Code, Diagnostic, Found, Hint, Note, Place};
use crate::project::Project;
use crate::report::{self, Fill};
use crate::template::{self, Fault};
use crate::typeset;

use super::built_in::unknown;
use super::sentences::{self, OWN_SENTENCES};
use super::templates::not_used;

/// The most faults that one check reports. A wrong field in a loop may raise one in each round.
const MOST: usize = 100;

/// The result of checking templates and styles without data.
struct Looked {
    faults: Vec<Fault>,
    /// Templates that a main template reaches.
    reached: BTreeSet<String>,
    /// Sentences that the reached templates read.
    sentences: BTreeSet<String>,
}

/// Checks these templates and styles for reports that have these sentences.
fn look(templates: &BTreeMap<String, String>, styles: &BTreeMap<String, String>, sentences: &[&str]) -> Looked {
    let main = |name: &'static str| {
        let kind = name.strip_suffix(".typ.j2").unwrap_or(name);
        let (full, bare) = (report::shape(name, Fill::Full, sentences)?, report::shape(name, Fill::Bare, sentences)?);
        Some(template::Main { name, full, bare, required: report::required(kind) })
    };
    let mains: Vec<_> = report::mains().filter_map(main).collect();
    let check = template::check(templates, &mains);
    let mut all = check.faults;
    for skeleton in &check.skeletons {
        for mut fault in typeset::sketch(&skeleton.rendered) {
            fault.origin = None; // of an example, not of data
            if fault.template.as_ref().is_none_or(|place| skeleton.tells(place)) && !all.contains(&fault) {
                all.push(fault);
            }
        }
    }
    all.extend(styles.iter().flat_map(|(name, text)| typeset::style(name, text)));
    let sentence = |path: &String| path.strip_prefix("/teks/").map(str::to_owned);
    Looked { faults: all, reached: check.reached, sentences: check.read.iter().filter_map(sentence).collect() }
}

impl Project {
    /// True if the project has a template of its own.
    pub fn has_templates(&self) -> bool {
        !self.own_templates.is_empty()
    }

    /// Finds the faults of the templates and sentences in force, without data: of all, or of those with these names.
    ///
    /// # Errors
    /// Names that no template and no sentence has.
    pub fn lint(&self, names: &[String]) -> Result<Found, Found> {
        let sentences: BTreeSet<String> = self.wording.iter().map(|(name, _)| sentences::shown(name)).collect();
        let known = |name: &str| self.templates.iter().any(|t| t.name == name) || sentences.contains(name);
        let all = || self.templates.iter().map(|t| t.name.as_str()).chain(sentences.iter().map(String::as_str));
        let strangers: Found = names.iter().filter(|name| !known(name)).map(|name| unknown(name, all())).collect();
        if !strangers.is_empty() {
            return Err(strangers);
        }
        let texts = |role: Role| -> BTreeMap<String, String> {
            let of = self.templates.iter().filter(|t| t.role == role);
            of.map(|t| (t.name.clone(), String::from_utf8_lossy(&t.bytes).into_owned())).collect()
        };
        let templates = texts(Role::Template);
        let offered: Vec<&str> = self.wording.offered().collect();
        let Looked { mut faults, reached, sentences: read } = look(&templates, &texts(Role::Style), &offered);
        // A template stops at a fault; the part after it may read more sentences.
        let unprinted = if faults.is_empty() { self.wording.unprinted(&read) } else { Vec::new() };
        let chosen = |name: &str| names.is_empty() || names.iter().any(|chosen| chosen == name);
        faults.retain(|fault| fault.template.as_ref().is_none_or(|(name, _, _)| chosen(name)));
        faults.truncate(MOST);
        let mut found: Found = faults.into_iter().map(|fault| self.place(fault)).collect();
        // A built-in template that the project replaced, while the project's own main template leaves it out.
        let left_out = self.own_templates.iter().filter(|name| templates.contains_key(*name) && chosen(name));
        found.extend(left_out.filter(|name| !reached.contains(*name)).map(|name| not_used(name)));
        let own = |d: &&Diagnostic| match d.place.filter(|place| self.files.name(place.file) == OWN_SENTENCES) {
            None => d.file.as_deref().and_then(|file| file.strip_prefix("templat/")).is_some_and(chosen),
            Some(place) => self.sentence_at(place).is_none_or(|name| chosen(&sentences::shown(&name))),
        };
        found.extend(self.diagnostics.iter().chain(&unprinted).filter(own).cloned());
        crate::diag::sort(&mut found, &self.files);
        Ok(found)
    }

    /// The name of the sentence at this place of the project's file of sentences. None if the place is in no sentence,
    /// or if the file could not be read, which concerns all sentences.
    fn sentence_at(&self, place: Place) -> Option<String> {
        let pointer = self.documents.get(&place.file)?.pointer_at(place);
        pointer.strip_prefix("/teks/").map(str::to_owned)
    }

    /// A fault as a diagnostic: with the template's line, and with the data's line if data is involved.
    pub(crate) fn place(&self, fault: Fault) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(fault.code);
        diagnostic.args = fault.args;
        let data = fault.origin.as_deref().and_then(|origin| self.place_of(origin));
        let template = fault.template.and_then(|(name, line, column)| self.template_place(&name, line, column));
        diagnostic = match (template, data) {
            (Some(template), Some(data)) => diagnostic.at(template).related(data, Note::DataHere),
            (Some(place), None) | (None, Some(place)) => diagnostic.at(place),
            (None, None) => diagnostic,
        };
        for (name, line, column) in fault.related {
            if let Some(place) = self.template_place(&name, line, column) {
                let note = if fault.code == Code::T022 { Note::UsedHere } else { Note::IncludedHere };
                diagnostic = diagnostic.related(place, note);
            }
        }
        // The main template stands for all templates that it includes.
        if matches!(diagnostic.code, Code::T027 | Code::T028) && self.has_templates() {
            let own: Vec<&str> = self.own_templates.iter().map(String::as_str).collect();
            diagnostic.hints.push(Hint::OwnTemplates(own.join(", ")));
        }
        diagnostic.hints.extend(fault.meant.map(Hint::DidYouMean));
        diagnostic.hints.extend(fault.choices.map(Hint::Choices));
        diagnostic
    }

    /// The place of a line and column (from 1) of a template.
    fn template_place(&self, name: &str, line: u32, column: u32) -> Option<Place> {
        let shown = super::templates::shown(name, &self.own_templates);
        let (file, text) = self.files.find(&shown)?;
        let index = usize::try_from(line.max(1)).ok()? - 1;
        let start: usize = text.split_inclusive('\n').take(index).map(str::len).sum();
        let columns = usize::try_from(column.max(1)).ok()? - 1;
        let inside: usize = text.get(start..)?.chars().take(columns).map(char::len_utf8).sum();
        let at = (start + inside).min(text.len());
        Some(Place::new(file, at, at + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::sample;

    #[test]
    fn the_built_in_templates_are_without_fault() {
        let (_folder, project) = sample::read();
        assert!(!project.has_templates());
        assert_eq!(project.lint(&[]), Ok(Vec::new()));
        let texts = |role| {
            let of = project.templates.iter().filter(move |t| t.role == role);
            of.map(|t| (t.name.clone(), String::from_utf8_lossy(&t.bytes).into_owned())).collect()
        };
        let templates: BTreeMap<String, String> = texts(Role::Template);
        let offered: Vec<&str> = project.wording.offered().collect();
        let looked = look(&templates, &texts(Role::Style), &offered);
        assert_eq!(looked.faults, []);
        assert_eq!(looked.reached.into_iter().collect::<Vec<_>>(), templates.into_keys().collect::<Vec<_>>());
    }

    #[test]
    fn every_built_in_sentence_is_printed() {
        let (_folder, project) = sample::read();
        // The sentences are given as the project's own: only an own sentence is reported if nothing prints it.
        let mut text = "format: 1\nteks:\n".to_owned();
        for (name, sentence) in project.wording.iter() {
            let lines = sentence.built_in.lines().map(|line| format!("    {line}\n").trim_end().to_owned());
            text += &format!("  {name}: |\n{}\n", lines.collect::<Vec<_>>().join("\n"));
        }
        let project = project.with_text(OWN_SENTENCES, &text);
        assert!(project.wording.iter().all(|(_, sentence)| sentence.own.is_some()));
        assert_eq!(project.lint(&[]), Ok(Vec::new()));
    }
}
