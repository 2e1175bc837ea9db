//! Writes a tree as YAML in block style, in the one form that [`super::parse`] reads back to the same texts.

use super::layout::outline::special_space;
use super::node::{Kind, Node, Style};

/// Writes a tree: two spaces a level, lists under their key, quoted texts in `"…"`, several lines in `|` blocks.
///
/// It ends with one line end, unless the last text itself ends with more.
pub fn emit(node: &Node) -> String {
    let mut out = String::new();
    write(&mut out, node, 0);
    out
}

/// Writes what stands at the cursor, up to and with its last line end. The cursor is at column `indent`.
fn write(out: &mut String, node: &Node, indent: usize) {
    match &node.kind {
        Kind::Map(entries) if entries.is_empty() => out.push_str("{}\n"),
        Kind::Seq(items) if items.is_empty() => out.push_str("[]\n"),
        Kind::Map(entries) => {
            for (index, (key, value)) in entries.iter().enumerate() {
                pad(out, if index == 0 { 0 } else { indent });
                inline(out, key);
                out.push(':');
                write_value(out, value, indent);
            }
        }
        Kind::Seq(items) => {
            for (index, item) in items.iter().enumerate() {
                pad(out, if index == 0 { 0 } else { indent });
                out.push('-');
                if item.kind == Kind::Empty {
                    out.push('\n');
                } else {
                    out.push(' ');
                    write_item(out, item, indent);
                }
            }
        }
        // Only the root gets here; a block that is the whole file is indented all the same.
        Kind::Scalar(text) => write_scalar(out, text, &node.style, indent + 2),
        Kind::Empty => out.push('\n'),
    }
}

/// Writes the value of a key that stands at column `indent`.
fn write_value(out: &mut String, value: &Node, indent: usize) {
    let nested = match &value.kind {
        Kind::Map(entries) => !entries.is_empty(),
        Kind::Seq(items) => !items.is_empty(),
        _ => false,
    };
    if nested {
        out.push('\n');
        pad(out, indent + 2);
        write(out, value, indent + 2);
    } else {
        if value.kind != Kind::Empty {
            out.push(' ');
        }
        write_item(out, value, indent);
    }
}

/// Writes an item behind its dash, or a short value behind its key, that stands at column `indent`.
fn write_item(out: &mut String, node: &Node, indent: usize) {
    match &node.kind {
        Kind::Scalar(text) => write_scalar(out, text, &node.style, indent + 2),
        _ => write(out, node, indent + 2),
    }
}

/// Writes a scalar and its line end; the lines of a block stand at column `indent`.
fn write_scalar(out: &mut String, text: &str, style: &Style, indent: usize) {
    let as_block = (matches!(style, Style::Block(_)) || text.contains('\n')) && fits_block(text);
    if !as_block {
        quoted_or_plain(out, text, style);
        out.push('\n');
        return;
    }
    let line_ends = text.len() - text.trim_end_matches('\n').len();
    out.push_str(match line_ends {
        0 => "|-\n",
        1 => "|\n",
        _ => "|+\n",
    });
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        if !line.is_empty() {
            pad(out, indent);
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// A block without an indentation digit cannot begin with a space, and cannot be blank.
fn fits_block(text: &str) -> bool {
    !text.trim_start_matches('\n').starts_with([' ', '\t']) && !text.trim().is_empty()
}

/// Writes a key. A key that is no text can only be refused when read, so it needs only to be YAML.
fn inline(out: &mut String, node: &Node) {
    match &node.kind {
        Kind::Scalar(text) => quoted_or_plain(out, text, &node.style),
        Kind::Empty => {}
        Kind::Seq(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                inline(out, item);
            }
            out.push(']');
        }
        Kind::Map(entries) => {
            out.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                inline(out, key);
                out.push_str(": ");
                inline(out, value);
            }
            out.push('}');
        }
    }
}

fn quoted_or_plain(out: &mut String, text: &str, style: &Style) {
    if *style == Style::Plain && plain_is_safe(text) {
        out.push_str(text);
        return;
    }
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // Only texts that no file can hold get here; the result is YAML, and is refused when read.
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// True if the text means itself without quotes, in block style.
fn plain_is_safe(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    let second = chars.next();
    let starts_well = match first {
        '-' | '?' | ':' => second.is_some_and(|c| !c.is_whitespace()) && !text.starts_with("---"),
        ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`' => false,
        _ => !text.starts_with("..."),
    };
    starts_well
        && text == text.trim()
        && !text.contains(|c: char| c.is_control() || "[]{},".contains(c) && first == '?')
        && !text.contains(": ")
        && !text.split(':').skip(1).any(|rest| rest.starts_with(special_space))
        && !text.contains(" #")
        && !text.ends_with(':')
        && !matches!(text, "~" | "null" | "Null" | "NULL")
}

fn pad(out: &mut String, spaces: usize) {
    out.extend(std::iter::repeat_n(' ', spaces));
}
