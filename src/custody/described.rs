//! Differences between two PDFs in a few words.

use crate::diag::harmless;
use crate::pdf::page::{Difference, Kind};

/// Describes differences in a few words each; the same difference on several pages is described once. The flag is true
/// if the difference lies in a declared place.
pub fn described(differences: &[&Difference]) -> Vec<(bool, String)> {
    let quote = |text: &str| if text.is_empty() { "–".to_owned() } else { format!("“{}”", shortened(text)) };
    let mut grouped: Vec<(bool, String, Vec<usize>)> = Vec::new();
    for difference in differences {
        let place = difference.declared.as_deref().map(|name| format!("{name}: ")).unwrap_or_default();
        let what = match difference.kind {
            Kind::Image => "gambar ",
            Kind::Shape => "garis atau bidang ",
            Kind::Moved => "seluruh isi bergeser ",
            Kind::PageSize => "ukuran halaman ",
            Kind::PageAdded => "halaman tambahan ",
            Kind::PageMissing => "halaman hilang ",
            Kind::Text => "",
        };
        let text = format!("{place}{what}{} → {}", quote(&difference.ours), quote(&difference.theirs));
        let permitted = difference.declared.is_some();
        match grouped.iter_mut().find(|(own, known, _)| *own == permitted && *known == text) {
            Some((_, _, pages)) => pages.push(difference.page),
            None => grouped.push((permitted, text, vec![difference.page])),
        }
    }
    grouped
        .into_iter()
        .map(|(permitted, text, pages)| (permitted, format!("halaman {}, {text}", numbers(&pages))))
        .collect()
}

/// The first few of many texts, and the number of the others.
pub(super) fn some(texts: &[&str]) -> String {
    const SHOWN: usize = 5;
    let first = texts.iter().take(SHOWN).copied().collect::<Vec<_>>().join("; ");
    match texts.len().checked_sub(SHOWN) {
        None | Some(0) => first,
        Some(more) => format!("{first}; … (+{more})"),
    }
}

/// `1–3, 5`.
fn numbers(pages: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for page in pages {
        match runs.last_mut() {
            Some((_, last)) if *page <= *last + 1 => *last = *page,
            _ => runs.push((*page, *page)),
        }
    }
    let text =
        |(first, last): (usize, usize)| if first == last { first.to_string() } else { format!("{first}–{last}") };
    runs.into_iter().map(text).collect::<Vec<_>>().join(", ")
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 80;
    let text = harmless(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text,
    }
}
