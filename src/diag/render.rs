//! Diagnostics as text for people, and as one JSON object per line.

use serde_json::{Map, Value, json as object};
use unicode_width::UnicodeWidthStr;

use super::plain::visible;
use super::{Diagnostic, Files, Lang, Place, Severity};

/// The word for a severity: galat, peringatan, keterangan.
fn word(severity: Severity, lang: Lang) -> &'static str {
    match (lang, severity) {
        (Lang::Id, Severity::Error) => "galat",
        (Lang::Id, Severity::Warning) => "peringatan",
        (Lang::Id, Severity::Note) => "keterangan",
        (Lang::En, Severity::Error) => "error",
        (Lang::En, Severity::Warning) => "warning",
        (Lang::En, Severity::Note) => "note",
    }
}

/// The word before a hint: petunjuk.
fn word_for_hint(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => "petunjuk",
        Lang::En => "hint",
    }
}

/// Renders one diagnostic for people, with its source lines and a line end. It has no colour, since colour carries no
/// meaning here.
pub fn human(diagnostic: &Diagnostic, files: &Files, lang: Lang) -> String {
    let d = diagnostic;
    let mut out = format!("{}[{}]: {}\n", word(d.severity, lang), d.code, d.code.message(lang, &d.args));
    let places: Vec<(Place, Option<String>)> = d
        .place
        .map(|p| (p, None))
        .into_iter()
        .chain(d.related.iter().map(|(p, note)| (*p, Some(note.text(lang)))))
        .collect();
    let gutter = places.iter().map(|(p, _)| files.position(p.file, p.start).line.to_string().len()).max().unwrap_or(1);
    for (index, (place, note)) in places.iter().enumerate() {
        let corner = if index == 0 { "┌─" } else { "├─" };
        out.push_str(&excerpt(*place, note.as_deref(), corner, gutter, files));
    }
    if places.is_empty()
        && let Some(file) = &d.file
    {
        out.push_str(&format!("{:gutter$} ┌─ {file}\n", ""));
    }
    for hint in hints(d, lang) {
        out.push_str(&format!("{:gutter$} = {}: {hint}\n", "", word_for_hint(lang)));
    }
    out
}

/// Lists all hints: first those made for this case, then the standing hint of the code.
fn hints(d: &Diagnostic, lang: Lang) -> Vec<String> {
    let own = d.code.hint(lang, &d.args);
    let mut all: Vec<String> = d.hints.iter().map(|h| h.text(lang)).chain(own).collect();
    all.dedup();
    all
}

/// The most characters of a line that are shown.
const SHOWN: usize = 100;

/// Shows the line of a place, with a mark below the place and a note beside the mark.
fn excerpt(place: Place, note: Option<&str>, corner: &str, gutter: usize, files: &Files) -> String {
    let text = files.text(place.file);
    let at = files.position(place.file, place.start);
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(place.start as usize);
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let line = text[line_start..line_end].trim_end_matches('\r');
    let skipped = at.column.saturating_sub(SHOWN / 2 + 1);
    let skipped = if line.chars().count() <= SHOWN { 0 } else { skipped };
    let shown: String = line.chars().skip(skipped).take(SHOWN).map(visible).collect();
    let before: String = line.chars().skip(skipped).take(at.column - 1 - skipped).map(visible).collect();
    let end = boundary(place.end as usize).clamp(start, line_end);
    let marked: String = text[start..end].chars().map(visible).collect();
    let room = UnicodeWidthStr::width(shown.as_str()).saturating_sub(UnicodeWidthStr::width(before.as_str()));
    let width = UnicodeWidthStr::width(marked.as_str()).clamp(1, room.max(1));
    let (mark, note) = match note {
        None => ("^", String::new()),
        Some(note) => ("-", format!(" {note}")),
    };
    format!(
        "{:gutter$} {corner} {}:{}:{}\n{:>gutter$} │ {shown}\n{:gutter$} │ {:pad$}{}{note}\n",
        "",
        files.name(place.file),
        at.line,
        at.column,
        at.line,
        "",
        "",
        mark.repeat(width),
        pad = UnicodeWidthStr::width(before.as_str()),
    )
}

/// Renders one diagnostic as a JSON object on one line, without its line end.
///
/// Keys: `schema` (1), `code`, `severity` (`error`, `warning`, `note`), `file`, `line`, `column` (from 1),
/// `args` (by placeholder name), `message`, `hints`, `related` (file, line, column, message).
pub fn json(diagnostic: &Diagnostic, files: &Files, lang: Lang) -> String {
    let d = diagnostic;
    let mut map = Map::new();
    map.insert("schema".into(), 1.into());
    map.insert("code".into(), d.code.to_string().into());
    map.insert("severity".into(), word(d.severity, Lang::En).into());
    match d.place {
        Some(place) => position(&mut map, place, files),
        None => {
            map.insert("file".into(), d.file.clone().map_or(Value::Null, Value::from));
        }
    }
    let args: Map<String, Value> =
        d.args.iter().map(|(name, value)| (name.to_owned(), value.neutral().into())).collect();
    map.insert("args".into(), args.into());
    map.insert("message".into(), d.code.message(lang, &d.args).into());
    map.insert("hints".into(), hints(d, lang).into());
    let related: Vec<Value> = d
        .related
        .iter()
        .map(|(place, note)| {
            let mut map = Map::new();
            position(&mut map, *place, files);
            map.insert("message".into(), note.text(lang).into());
            map.into()
        })
        .collect();
    map.insert("related".into(), object!(related));
    Value::from(map).to_string()
}

/// Adds file, line and column of the start of a place.
fn position(map: &mut Map<String, Value>, place: Place, files: &Files) {
    let at = files.position(place.file, place.start);
    map.insert("file".into(), files.name(place.file).into());
    map.insert("line".into(), at.line.into());
    map.insert("column".into(), at.column.into());
}
