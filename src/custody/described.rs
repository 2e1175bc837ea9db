//! Differences between two PDFs in a few words.

use crate::diag::{Phrase, Term, beginning, harmless};
use crate::pdf::page::{Difference, Kind};

/// Describes differences in a few words each; the same difference on several pages is described once. The flag is true
/// if the difference lies in a declared place.
pub fn described(differences: &[Difference]) -> Vec<(bool, Phrase)> {
    let quote = |text: &str| if text.is_empty() { "–".to_owned() } else { format!("“{}”", shortened(text)) };
    let mut grouped: Vec<(bool, Phrase, Vec<usize>)> = Vec::new();
    for difference in differences {
        let texts = format!("{} → {}", quote(&difference.ours), quote(&difference.theirs));
        let thing = match difference.kind {
            Kind::Image => Some(Term::Picture),
            Kind::Shape => Some(Term::Line),
            Kind::Moved => Some(Term::Moved),
            Kind::PageSize => Some(Term::PageSize),
            Kind::PageAdded => Some(Term::PageAdded),
            Kind::PageMissing => Some(Term::PageMissing),
            Kind::Text => None,
        };
        let what = match thing {
            Some(what) => Phrase::Instead { what, texts },
            None => texts.into(),
        };
        let text = match difference.declared.as_deref() {
            Some(name) => Phrase::InPlace { place: Box::new(place(name)), what: Box::new(what) },
            None => what,
        };
        let permitted = difference.declared.is_some();
        match grouped.iter_mut().find(|(own, known, _)| *own == permitted && *known == text) {
            Some((_, _, pages)) => pages.push(difference.page),
            None => grouped.push((permitted, text, vec![difference.page])),
        }
    }
    grouped
        .into_iter()
        .map(|(permitted, text, pages)| (permitted, Phrase::Differs { pages: numbers(&pages), what: Box::new(text) }))
        .collect()
}

/// A place by its name in the report.
fn place(name: &str) -> Phrase {
    Term::from_name(name).map_or_else(|| name.into(), Phrase::Term)
}

/// The first few of many texts, and the number of the others.
pub(super) fn some(all: &[Phrase]) -> Phrase {
    const SHOWN: usize = 5;
    let more = all.len().checked_sub(SHOWN).filter(|more| *more > 0);
    let more = more.map(|more| Phrase::from(format!("… (+{more})")));
    Phrase::Clauses(all.iter().take(SHOWN).cloned().chain(more).collect())
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
    beginning(&text, LONGEST)
}
