//! Refuses files that can be read in two ways. If a table lists an object twice, or a dictionary has a key twice, one
//! reader shows the first and another the last.

use std::collections::BTreeSet;

use lopdf::xref::XrefEntry;
use lopdf::{Document, Object};

use crate::diag::{Finding, Word};

use super::bytes::find;

/// The most bytes of one section of the table that are read: some hundred thousand entries.
const LONGEST: usize = 8 << 20;

/// The most bytes of an object stream that are inflated to read its head.
const HEADS: usize = 64 << 20;

/// Refuses a file in which anything is listed, named or numbered twice, or in which the table disagrees with the
/// objects.
pub(crate) fn check(bytes: &[u8], document: &Document) -> Result<(), Finding> {
    let unreadable = |what: String| Word::Unreadable.about(what);
    for (id, entry) in &document.reference_table.entries {
        let XrefEntry::Normal { offset, generation } = entry else { continue };
        // lopdf believes the number in front of an object; readers believe the number in the table.
        let head = format!("{id} {generation} obj");
        let object = bytes.get(*offset as usize..).and_then(|object| object.strip_prefix(head.as_bytes()));
        if !object.is_some_and(keys_are_plain) {
            return Err(unreadable(head));
        }
    }
    // An object stream may hold objects that the table does not list; a reader may load them all the same.
    for (id, generation) in document.objects.keys() {
        let listed = match document.reference_table.get(*id) {
            Some(XrefEntry::Normal { generation: listed, .. }) => listed == generation,
            Some(XrefEntry::Compressed { .. }) => *generation == 0,
            _ => false,
        };
        if !listed {
            return Err(unreadable(format!("{id} {generation} R")));
        }
    }
    sections(bytes, document.xref_start).ok_or_else(|| unreadable("xref".to_owned()))?;
    for object in document.objects.values() {
        if !held_once(object) {
            return Err(unreadable("ObjStm".to_owned()));
        }
    }
    Ok(())
}

/// Checks all sections of the table, newest first. `None` if one of them lists or names something twice, or is
/// malformed.
fn sections(bytes: &[u8], start: usize) -> Option<()> {
    let mut at = Some(start);
    let mut seen = BTreeSet::new();
    while let Some(start) = at.filter(|start| seen.insert(*start)) {
        at = section(bytes.get(start..)?)?;
    }
    Some(())
}

/// Checks one section. `None` if it lists or names something twice, or is malformed; else the start of the section
/// before it, if there is one.
fn section(bytes: &[u8]) -> Option<Option<usize>> {
    let head = bytes.get(..bytes.len().min(LONGEST))?;
    let head = head.get(..find(head, b"startxref").unwrap_or(head.len()))?;
    let mut listed = BTreeSet::new();
    let mut add = |first: u64, count: u64| (first..first.checked_add(count)?).all(|id| listed.insert(id)).then_some(());
    let dictionary = match head.strip_prefix(b"xref") {
        Some(table) => {
            let (table, dictionary) =
                (table.get(..find(table, b"trailer")?)?, table.get(find(table, b"trailer")? + 7..)?);
            let mut words = std::str::from_utf8(table).ok()?.split_ascii_whitespace();
            while let Some(first) = words.next() {
                let count = words.next()?.parse().ok().filter(|count| *count < LONGEST as u64)?;
                add(first.parse().ok()?, count)?;
                for _ in 0..count {
                    let (offset, generation, kind) = (words.next()?, words.next()?, words.next()?);
                    (offset.len() == 10 && generation.len() == 5 && matches!(kind, "n" | "f")).then_some(())?;
                }
            }
            dictionary
        }
        None => {
            let dictionary = head.get(..find(head, b"stream").unwrap_or(head.len()))?;
            if let Some(list) = find(dictionary, b"/Index").and_then(|at| dictionary.get(at..)) {
                let list = list.get(find(list, b"[")? + 1..find(list, b"]")?)?;
                let numbers: Option<Vec<u64>> = std::str::from_utf8(list)
                    .ok()?
                    .split_ascii_whitespace()
                    .map(|number| number.parse().ok())
                    .collect();
                for pair in numbers?.chunks(2) {
                    add(*pair.first()?, *pair.get(1).filter(|count| **count < LONGEST as u64)?)?;
                }
            }
            dictionary
        }
    };
    keys_are_plain(dictionary).then_some(())?;
    let Some(at) = find(dictionary, b"/Prev") else { return Some(None) };
    let text = String::from_utf8_lossy(dictionary.get(at + 5..)?).into_owned();
    let digits: String = text.trim_start().chars().take_while(char::is_ascii_digit).collect();
    Some(digits.parse().ok())
}

/// True unless the object is an object stream in which one number occurs twice.
fn held_once(object: &Object) -> bool {
    let Object::Stream(stream) = object else { return true };
    if stream.dict.get(b"Type").and_then(Object::as_name).ok() != Some(b"ObjStm") {
        return true;
    }
    let first = stream.dict.get(b"First").and_then(Object::as_i64).ok().and_then(|first| usize::try_from(first).ok());
    let plain = stream.get_plain_content_with_limit(HEADS).unwrap_or_default();
    let heads = String::from_utf8_lossy(plain.get(..first.unwrap_or(0)).unwrap_or_default()).into_owned();
    let mut seen = BTreeSet::new();
    heads.split_ascii_whitespace().step_by(2).all(|id| seen.insert(id.to_owned()))
}

/// An open bracket.
enum Open {
    /// A list, in which every value is an item.
    List,
    /// A dictionary: its keys so far, and true if a key comes next.
    Dictionary(BTreeSet<Vec<u8>>, bool),
}

/// True if no dictionary of an object has a key twice. Reads to the end of the first object only.
fn keys_are_plain(bytes: &[u8]) -> bool {
    let mut open: Vec<Open> = Vec::new();
    let mut rest = bytes;
    loop {
        let (token, after) = token(rest);
        rest = after;
        match token {
            b"" => return true,
            b"<<" => {
                value(&mut open);
                open.push(Open::Dictionary(BTreeSet::new(), true));
            }
            b"[" => {
                value(&mut open);
                open.push(Open::List);
            }
            b">>" | b"]" => {
                drop(open.pop());
                if open.is_empty() {
                    return true;
                }
            }
            b"endobj" | b"stream" if open.is_empty() => return true,
            name if name.starts_with(b"/") => match open.last_mut() {
                Some(Open::Dictionary(keys, next)) if *next => {
                    if !keys.insert(plain_name(name)) {
                        return false;
                    }
                    *next = false;
                }
                _ => value(&mut open),
            },
            _ => value(&mut open),
        }
    }
}

/// A name without escapes: `#` and two digits stand for a byte (ISO 32000-1, 7.3.5).
fn plain_name(name: &[u8]) -> Vec<u8> {
    let digit = |at: usize| name.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(name.len());
    let mut at = 0;
    while let Some(byte) = name.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'#', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'#'));
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    out
}

/// Notes that a value was read, so that a key comes next. A reference counts as three values, with the same result.
fn value(open: &mut [Open]) {
    if let Some(Open::Dictionary(_, next)) = open.last_mut() {
        *next = true;
    }
}

fn is_blank(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0
}

/// The first token, and the bytes behind it. A token is a bracket, a string, a name with its slash, or a word; it is
/// empty at the end.
fn token(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(byte) if is_blank(*byte) => at += 1,
            Some(b'%') => {
                let line = bytes.get(at..).unwrap_or_default();
                at += line.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(line.len());
            }
            _ => break,
        }
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let long = match rest {
        [] => 0,
        [b'<', b'<', ..] | [b'>', b'>', ..] => 2,
        [b'[' | b']' | b'{' | b'}' | b'>' | b')', ..] => 1,
        [b'<', ..] => rest.iter().position(|byte| *byte == b'>').map_or(rest.len(), |end| end + 1),
        [b'(', ..] => string(rest),
        [_, word @ ..] => {
            let end = |byte: &u8| is_blank(*byte) || b"()<>[]{}/%".contains(byte);
            1 + word.iter().position(end).unwrap_or(word.len())
        }
    };
    rest.split_at_checked(long).unwrap_or((rest, &[]))
}

/// The length of a string in round brackets.
fn string(bytes: &[u8]) -> usize {
    let mut depth = 0;
    let mut escaped = false;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    bytes.len()
}

/// True if an object to which the table does not lead begins in this part of the file. A reader that repairs files
/// would show it.
pub(crate) fn has_stray(bytes: &[u8], document: &Document, from: usize, to: usize) -> bool {
    let offsets = document.reference_table.entries.values().filter_map(|entry| match entry {
        XrefEntry::Normal { offset, .. } => Some(*offset as usize),
        _ => None,
    });
    let listed: BTreeSet<usize> = offsets.collect();
    let part = bytes.get(from..to).unwrap_or_default();
    let digits = |end: usize| {
        let before = part.get(..end).unwrap_or_default();
        before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let mut at = 0;
    while let Some(found) = find(part.get(at..).unwrap_or_default(), b" obj") {
        let end = at + found;
        at = end + b" obj".len();
        let generation = digits(end);
        let middle = end.checked_sub(generation + 1).filter(|middle| part.get(*middle) == Some(&b' '));
        let Some(middle) = middle.filter(|_| generation > 0) else { continue };
        let number = digits(middle);
        if number > 0 && !listed.contains(&(from + middle - number)) {
            return true;
        }
    }
    false
}
