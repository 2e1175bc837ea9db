//! The templates, styles and catalogues of sentences that the program holds, and the type of a listed template.

use crate::diag::{Code, Diagnostic, Hint, nearest};
use crate::os::reason;

/// Files of `report-templates`, by name relative to it.
pub(super) const BUILT_IN: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// The purpose of a file of templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateKind {
    /// The main template of a document.
    Main,
    /// A part that other templates include.
    Block,
    /// Typst without data.
    Style,
    /// One standing sentence.
    Sentence,
}

/// A template, style or sentence in force.
#[derive(Clone, Debug)]
pub struct Template {
    /// Name, relative to the folder of templates; `teks/<name>` for a sentence.
    pub name: String,
    /// Its purpose.
    pub kind: TemplateKind,
    /// Its own description: the first comment of a template or style (empty if there is none), or the purpose of a
    /// sentence.
    pub about: String,
    /// Its text.
    pub text: String,
    /// True if it is the project's own.
    pub own: bool,
    /// The program's text of that name.
    pub built_in: Option<String>,
    /// Values that a sentence may name.
    pub values: Vec<&'static str>,
}

/// The program's catalogues of sentences: name and text.
pub(super) fn catalogues() -> impl Iterator<Item = (&'static str, &'static str)> {
    BUILT_IN.iter().filter(|(name, _)| name.starts_with("teks/")).copied()
}

/// True for templates and styles; the other files hold sentences.
pub(super) fn is_template(name: &str) -> bool {
    name.ends_with(".typ.j2") || name.ends_with(".typ")
}

/// The built-in template or style of that name.
pub(super) fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(known, _)| *known == name && is_template(known)).map(|(_, text)| *text)
}

/// The first line of the first comment of a template or style.
pub(super) fn about(text: &str) -> &str {
    let comment = match text.strip_prefix("{#") {
        Some(rest) => rest.split("#}").next().unwrap_or_default().trim_matches('-'),
        None => text.strip_prefix("//").unwrap_or_default().trim_start_matches('/').lines().next().unwrap_or_default(),
    };
    comment.trim().lines().next().unwrap_or_default()
}

/// The fault that a file of the project could not be made.
pub(super) fn not_made(path: &str, error: &std::io::Error) -> Diagnostic {
    match error.kind() {
        std::io::ErrorKind::AlreadyExists => Diagnostic::new(Code::T030).in_file(path).arg("name", path),
        _ => Diagnostic::unwritten(path, reason(error)),
    }
}

/// The fault that no template has this name.
pub fn unknown<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    // People type names without folder and ending.
    let stem = |known: &&&str| known.rsplit('/').next().and_then(|file| file.split('.').next()) == Some(name);
    let meant = known.iter().find(stem).map(|known| (*known).to_owned());
    let mut fault = Diagnostic::new(Code::T031).arg("name", name);
    fault.hints.extend(meant.or_else(|| nearest(name, known.iter().copied())).map(Hint::DidYouMean));
    fault
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_comment_is_read() {
        assert_eq!(about("{# Kop surat. -#}\n#kop"), "Kop surat.");
        assert_eq!(about("{#- Kop\nsurat -#}\n#kop"), "Kop");
        assert_eq!(about("// Gaya.\n// Lagi."), "Gaya.");
        assert_eq!(about("#let a = 1"), "");
    }

    #[test]
    fn a_short_name_is_understood() {
        let meant = unknown("kop", ["bagian/kop.typ.j2", "lhe-surat.typ.j2"]);
        assert_eq!(meant.hints, [Hint::DidYouMean("bagian/kop.typ.j2".to_owned())]);
    }
}
