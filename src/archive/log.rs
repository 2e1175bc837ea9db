//! The log as it lies on the disk, read line by line and proven along its chain.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use crate::diag::{Code, Diagnostic, Found, Refusal};
use crate::digest::sha256;
use crate::os;

use super::event::Recorded;
use super::{fault, layout, line};

/// All whole lines of the log.
#[derive(Clone, Debug)]
pub(super) struct Log {
    pub(super) events: Vec<Recorded>,
    /// SHA-256 of each line of `events`.
    pub(super) digests: Vec<String>,
    /// How many versions of each object are recorded.
    pub(super) newest: BTreeMap<String, u32>,
    /// SHA-256 of the last whole line, even if that line could not be read.
    pub(super) head: String,
    /// Length of all whole lines.
    pub(super) length: u64,
    /// The bytes after the last line feed: a line that was not finished.
    pub(super) torn: Vec<u8>,
}

impl Log {
    fn empty() -> Self {
        Self {
            events: Vec::new(),
            digests: Vec::new(),
            newest: BTreeMap::new(),
            head: line::ORIGIN.to_owned(),
            length: 0,
            torn: Vec::new(),
        }
    }

    /// The number that the next line gets.
    pub(super) fn next(&self) -> u64 {
        self.events.last().map_or(1, |event| event.seq + 1)
    }

    /// Takes in a line that was written, or that the next recovery will write.
    pub(super) fn push(&mut self, event: Recorded, line: &[u8]) {
        self.head = sha256(line);
        self.digests.push(self.head.clone());
        self.newest.insert(event.object.clone(), event.version);
        self.length += line.len() as u64;
        self.events.push(event);
        self.torn.clear();
    }

    /// The fault of an event that cannot be the next one; none if it can.
    fn misplaced(&self, event: &Recorded, number: u64) -> Option<Diagnostic> {
        if event.prev != self.head {
            let fault = Diagnostic::new(Code::A026).arg("line", number).arg("before", number - 1);
            return Some(fault.arg("expected", &event.prev).arg("found", &self.head));
        }
        let version = self.newest.get(&event.object).copied().unwrap_or(0) + 1;
        let follows = event.seq == number && event.version == version;
        (!follows).then(|| Diagnostic::new(Code::A025).arg("line", number))
    }
}

/// Reads the log and reports its faults. A missing file is an empty log.
///
/// # Errors
/// U002 if it cannot be read at all.
pub(super) fn read(root: &Path) -> Result<(Log, Found), Refusal> {
    let path = layout::log(root);
    let shown = layout::shown(root, &path);
    let mut log = Log::empty();
    let mut found = Vec::new();
    let mut reader = match os::open(&path) {
        Ok(file) => BufReader::new(file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((log, found)),
        Err(error) => return Err(fault::read(&shown, &error).into()),
    };
    let mut number = 0;
    loop {
        let mut bytes = Vec::new();
        let limit = line::LONGEST as u64 + 1;
        reader.by_ref().take(limit).read_until(b'\n', &mut bytes).map_err(|error| fault::read(&shown, &error))?;
        if bytes.is_empty() {
            return Ok((log, found));
        }
        if bytes.last() != Some(&b'\n') && bytes.len() <= line::LONGEST {
            log.torn = bytes;
            return Ok((log, found));
        }
        number += 1;
        match line::parse(&bytes) {
            Some(event) => {
                found.extend(log.misplaced(&event, number).map(|fault| fault.in_file(&shown)));
                log.push(event, &bytes);
            }
            None => {
                found.push(Diagnostic::new(Code::A025).in_file(&shown).arg("line", number));
                log.length += bytes.len() as u64;
                log.head = sha256(&bytes);
            }
        }
    }
}
