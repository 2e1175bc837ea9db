//! Writes a tree as YAML in block style, from which [`super::parse`] reads the same texts again.

use super::layout::outline::special_space;
use super::node::{Kind, Node, Style};

/// Writes a tree: two spaces a level, lists under their key, quoted texts in `"…"`, several lines in `|` blocks.
///
/// The result ends with one line end, or with those of a last text that itself ends with several.
///
/// ```
/// use lhe::diag::Files;
/// use lhe::source::{emit, parse};
///
/// let mut files = Files::default();
/// let file = files.add("uji.yaml", "a: {b: [1, 'x: y']}  # dua\n");
/// let document = parse(&files, file).value.unwrap();
/// assert_eq!(emit(&document.root), "a:\n  b:\n    - 1\n    - \"x: y\"\n");
/// ```
pub fn emit(node: &Node) -> String {
    let mut out = String::new();
    write(&mut out, node, 0);
    out
}

/// Writes a node with its last line end at the cursor, which stands at column `indent`.
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
        // Only a root that is a scalar comes here. A block that is the whole file is indented too.
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

/// Writes an item behind its dash, or a short value behind its key; dash or key stands at column `indent`.
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

/// True if a block without an indentation digit can hold the text: such a block begins with no space and is not blank.
fn fits_block(text: &str) -> bool {
    !text.trim_start_matches('\n').starts_with([' ', '\t']) && !text.trim().is_empty()
}

/// Writes a key. Reading refuses a key that is no text, so any YAML will do for it.
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

/// Writes a text without quotes if it was typed so and keeps its meaning, else in double quotes.
fn quoted_or_plain(out: &mut String, text: &str, style: &Style) {
    if *style == Style::Plain && plain_is_safe(text) {
        out.push_str(text);
        return;
    }
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // Only a text that no block can hold comes here with a line end. The result is YAML that reading refuses.
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
