//! The context that all decoders of one file share: its text, the faults noted so far, and those that reading found.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use serde::de;

use crate::diag::{Code, Diagnostic, Files, Found, Place};

use super::super::faults::MOST;
use super::super::node::{Document, Kind, Node};

/// The context of one file.
pub(super) struct Context<'a> {
    files: &'a Files,
    document: &'a Document,
    notes: RefCell<Found>,
    failed: Cell<bool>,
    /// Flow lists that were already reported for unquoted prose, by first byte.
    pub(super) prose_lists: RefCell<BTreeSet<u32>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(files: &'a Files, document: &'a Document) -> Self {
        Self {
            files,
            document,
            notes: RefCell::new(Vec::new()),
            failed: Cell::new(false),
            prose_lists: RefCell::new(BTreeSet::new()),
        }
    }

    /// The text of the file that a node was typed in: a corrected tree has nodes of two files.
    pub(super) fn text(&self, node: &Node) -> &'a str {
        self.files.text(node.place.file)
    }

    /// Gives true if anything failed, and all notes.
    pub(super) fn into_notes(self) -> (bool, Found) {
        (self.failed.get(), self.notes.into_inner())
    }

    /// Marks the value as lost, for a reason that is noted elsewhere.
    pub(super) fn fail(&self) {
        self.failed.set(true);
    }

    /// Notes a fault; the value is lost.
    pub(super) fn note(&self, diagnostic: Diagnostic) {
        self.failed.set(true);
        if !self.full() {
            self.notes.borrow_mut().push(diagnostic);
        }
    }

    /// Notes a warning; the value stays.
    pub(super) fn warn(&self, diagnostic: Diagnostic) {
        if !self.full() {
            self.notes.borrow_mut().push(diagnostic);
        }
    }

    /// True if the limit of faults is reached.
    pub(super) fn full(&self) -> bool {
        self.notes.borrow().len() >= MOST
    }

    /// Notes a fault of one scalar or key, unless reading already found a fault in it.
    pub(super) fn note_inside(&self, node: &Node, diagnostic: Diagnostic) {
        self.failed.set(true);
        if !self.damaged(node.place) {
            self.note(diagnostic);
        }
    }

    /// True if reading found a fault in the place.
    pub(super) fn damaged(&self, place: Place) -> bool {
        self.document.damage_in(place).next().is_some()
    }

    /// True if reading found a fault in a key or a scalar of the map that may have swallowed other keys.
    pub(super) fn hides_keys(&self, entries: &[(Node, Node)]) -> bool {
        let hidden = |node: &Node| {
            matches!(node.kind, Kind::Scalar(_) | Kind::Empty)
                && self.document.damage_in(node.place).any(|damage| damage.hides_keys)
        };
        !self.document.damage.is_empty() && entries.iter().any(|(key, value)| hidden(key) || hidden(value))
    }

    /// Notes a failure that a type outside this module made, unless it is noted already.
    pub(super) fn note_stop(&self, stop: &Stop, place: Place) {
        if !stop.noted.replace(true) && !self.failed.get() {
            self.note(Diagnostic::new(Code::Y059).at(place));
        }
    }
}

/// The failure of a value whose decoding cannot go on.
#[derive(Debug)]
pub(super) struct Stop {
    message: String,
    /// True once it is among the notes.
    noted: Cell<bool>,
}

impl std::fmt::Display for Stop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Stop {}

impl de::Error for Stop {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), noted: Cell::new(false) }
    }
}
