//! Phrases with values, in both languages: reasons of a state, places in a PDF, references to what was issued.

use serde::{Deserialize, Serialize};

use super::{Lang, Term};

/// A value of a phrase, put into words.
trait Said {
    fn said(&self, lang: Lang) -> String;
}

macro_rules! said {
    ($($type:ty)*) => { $(
        impl Said for $type {
            fn said(&self, _: Lang) -> String {
                self.to_string()
            }
        }
    )* };
}

said! { String u32 usize i32 }

impl Said for Term {
    fn said(&self, lang: Lang) -> String {
        self.text(lang).to_owned()
    }
}

impl Said for Box<Phrase> {
    fn said(&self, lang: Lang) -> String {
        self.text(lang)
    }
}

/// Rows: variant with its values, Indonesian, English.
macro_rules! phrases {
    ($($phrase:ident { $($value:ident: $type:ty),* } $id:literal $en:literal;)*) => {
        /// A phrase whose words depend on the language.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "the table itself is the documentation")]
        pub enum Phrase {
            /// The same in every language: a name, a number, a date, a word of a file.
            Text(String),
            /// A word or sentence without values.
            Term(Term),
            /// Parts with commas between them.
            Commas(Vec<Self>),
            /// Clauses with semicolons between them.
            Clauses(Vec<Self>),
            $($phrase { $($value: $type),* }),*
        }

        impl Phrase {
            /// The words for people, in the language asked for.
            pub fn text(&self, lang: Lang) -> String {
                match self {
                    Self::Text(text) => text.clone(),
                    Self::Term(term) => term.text(lang).to_owned(),
                    Self::Commas(parts) => joined(parts, ", ", lang),
                    Self::Clauses(parts) => joined(parts, "; ", lang),
                    $(Self::$phrase { $($value),* } => {
                        $(let $value = $value.said(lang);)*
                        match lang {
                            Lang::Id => format!($id),
                            Lang::En => format!($en),
                        }
                    })*
                }
            }
        }
    };
}

fn joined(parts: &[Phrase], between: &str, lang: Lang) -> String {
    parts.iter().map(|part| part.text(lang)).collect::<Vec<_>>().join(between)
}

phrases! {
    // Why a document stands as it does.
    Revised { kind: Term, revision: u32, number: Box<Phrase> } "{kind} revisi {revision} ({number})" "{kind}, revision {revision} ({number})";
    Waiting { corrections: String } "koreksi {corrections} belum terbit" "correction {corrections} not issued yet";
    Prepared { revision: u32, year: i32 } "revisi {revision} disiapkan di `surat/{year}.yaml`" "revision {revision} is prepared in `surat/{year}.yaml`";
    QuotesOlder { document: String, quoted: Box<Phrase>, last: u32 } "memuat nilai {document} {quoted}; kini revisi {last}" "holds the score of {document}, {quoted}; now revision {last}";
    NewlyRanked { document: String } "{document} baru" "{document} is new";
    NoLongerRanked { document: String } "{document} tidak ada lagi" "{document} is no longer there";
    RecapChanged { year: i32 } "isi atau data `ikhtisar/{year}.yaml`, `surat/{year}.yaml`, atau `lhe.yaml`" "content or data of `ikhtisar/{year}.yaml`, `surat/{year}.yaml`, or `lhe.yaml`";
    // What was issued.
    Revision { number: u32 } "revisi {number}" "revision {number}";
    RevisionOf { object: String, revision: u32 } "{object} revisi {revision}" "{object} revision {revision}";
    DocumentOf { object: String, revision: u32, kind: String } "{object} revisi {revision} ({kind})" "{object} revision {revision} ({kind})";
    FileOf { object: String, revision: u32, path: String } "{object} revisi {revision}: {path}" "{object} revision {revision}: {path}";
    Day { day: u32, month: Term, year: i32 } "{day} {month} {year}" "{day} {month} {year}";
    Dated { number: Box<Phrase>, date: String } "{number} tanggal {date}" "{number} of {date}";
    ReplacedBy { revision: u32, letter: Box<Phrase> } "diganti oleh revisi {revision}: {letter}" "replaced by revision {revision}: {letter}";
    // Bundles.
    Absent { name: String } "{name}: tidak ada" "{name}: missing";
    NoDate { text: String } "tanggal {text}" "date {text}";
    NoRevision { document: String } "{document}: revisi tidak ada di arsip" "{document}: the revision is not in the archive";
    // Places and things in a PDF.
    Page { number: usize } "halaman {number}" "page {number}";
    PagePart { number: usize, part: String } "halaman {number}/{part}" "page {number}/{part}";
    Object { number: u32 } "objek {number}" "object {number}";
    ObjectOf { number: u32, kind: String } "objek {number} ({kind})" "object {number} ({kind})";
    Differs { pages: String, what: Box<Phrase> } "halaman {pages}, {what}" "page {pages}, {what}";
    InPlace { place: Box<Phrase>, what: Box<Phrase> } "{place}: {what}" "{place}: {what}";
    Instead { what: Term, texts: String } "{what} {texts}" "{what} {texts}";
}

/// Between two clauses of the archive's notes; quoted texts may hold the same, but no such beginning of a clause.
const NEXT_PAGE: &str = "; halaman ";

impl Phrase {
    /// True if it says nothing.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }

    /// The Indonesian words: what files keep, and scripts get, whatever the language.
    pub fn kept(&self) -> String {
        self.text(Lang::Id)
    }

    /// The way back from [`Phrase::kept`] for places and differences in a PDF, as the archive notes them; any other text
    /// stays as it is.
    pub fn from_kept(text: &str) -> Self {
        let known = clauses(text).map(|clause| place(clause).unwrap_or_else(|| clause.into())).collect::<Vec<_>>();
        let phrase = if known.len() == 1 { known.into_iter().next().unwrap_or_default() } else { Self::Clauses(known) };
        if phrase.kept() == text { phrase } else { text.into() }
    }
}

impl Default for Phrase {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl<T: std::fmt::Display> From<T> for Phrase {
    fn from(value: T) -> Self {
        Self::Text(value.to_string())
    }
}

impl From<Term> for Phrase {
    fn from(term: Term) -> Self {
        Self::Term(term)
    }
}

fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let all = rest.take()?;
        let Some(at) = all.find(NEXT_PAGE) else { return Some(all) };
        rest = all.get(at + 2..);
        all.get(..at)
    })
}

/// A place in a PDF, or a difference there.
fn place(text: &str) -> Option<Phrase> {
    if let Some(rest) = text.strip_prefix("objek ") {
        let (number, kind) = rest.split_once(' ').unwrap_or((rest, ""));
        let number = number.parse().ok()?;
        let kind = kind.strip_prefix('(').and_then(|kind| kind.strip_suffix(')'));
        return Some(match kind {
            Some(kind) => Phrase::ObjectOf { number, kind: kind.to_owned() },
            None => Phrase::Object { number },
        });
    }
    let rest = text.strip_prefix("halaman ")?;
    if let Ok(number) = rest.parse() {
        return Some(Phrase::Page { number });
    }
    if let Some((number, part)) = rest.split_once('/')
        && let Ok(number) = number.parse()
    {
        return Some(Phrase::PagePart { number, part: part.to_owned() });
    }
    // `1–3, 5, <difference>`.
    let is_pages = |part: &str| part.split('–').all(|page| page.parse::<u32>().is_ok());
    let mut what = rest;
    while let Some((_, after)) = what.split_once(", ").filter(|(part, _)| is_pages(part)) {
        what = after;
    }
    let pages = rest.strip_suffix(what)?.strip_suffix(", ")?;
    let named =
        Term::PLACES.into_iter().find_map(|term| Some((term, what.strip_prefix(term.name())?.strip_prefix(": ")?)));
    if let Some((_, rest)) = named {
        what = rest;
    }
    let changed =
        Term::CHANGES.into_iter().find_map(|term| Some((term, what.strip_prefix(term.name())?.strip_prefix(' ')?)));
    let inner = match changed {
        Some((what, texts)) => Phrase::Instead { what, texts: texts.to_owned() },
        None => what.into(),
    };
    let what = match named {
        Some((place, _)) => Phrase::InPlace { place: Box::new(place.into()), what: Box::new(inner) },
        None => inner,
    };
    Some(Phrase::Differs { pages: pages.to_owned(), what: Box::new(what) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_both_languages() {
        let letter = Phrase::Dated { number: Box::new(Term::Unnumbered.into()), date: "2023-06-26".to_owned() };
        let phrase = Phrase::ReplacedBy { revision: 1, letter: Box::new(letter) };
        assert_eq!(phrase.text(Lang::Id), "diganti oleh revisi 1: tanpa nomor tanggal 2023-06-26");
        assert_eq!(phrase.text(Lang::En), "replaced by revision 1: no number of 2023-06-26");
    }

    #[test]
    fn notes_of_the_archive_are_read_back_and_shown_in_english() {
        for (kept, shown) in [
            ("halaman 3", "page 3"),
            ("halaman 3/Annots", "page 3/Annots"),
            ("objek 12", "object 12"),
            ("objek 12 (Font)", "object 12 (Font)"),
            ("halaman 1–3, 5, kaki: “–” → “x; halaman”", "page 1–3, 5, foot: “–” → “x; halaman”"),
            ("halaman 1, gambar “a” → “b”; halaman 2, “c” → “d”", "page 1, picture “a” → “b”; page 2, “c” → “d”"),
            ("halaman 2, – → “b”", "page 2, – → “b”"),
            ("halaman 2, nomor: gambar – → “b”", "page 2, number: picture – → “b”"),
            ("AcroForm/Fields", "AcroForm/Fields"),
            ("objek lain", "objek lain"),
            ("halaman", "halaman"),
        ] {
            let phrase = Phrase::from_kept(kept);
            assert_eq!((phrase.kept().as_str(), phrase.text(Lang::En).as_str()), (kept, shown));
        }
    }
}
