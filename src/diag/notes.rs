//! Short texts beside further places, and hints made for one case.

use super::Lang;

/// The text beside a related place.
#[expect(clippy::enum_variant_names, reason = "each names what stands at that place")]
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// The same thing was given here before.
    FirstHere,
    /// The same thing stands here as well.
    AlsoHere,
    /// It is defined here.
    DefinedHere,
    /// The value compared with stands here.
    ComparedHere,
    /// The data that is involved stands here.
    DataHere,
    /// It is used here.
    UsedHere,
    /// It is included here.
    IncludedHere,
}

impl Note {
    /// The text in one language.
    pub fn text(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::Id, Self::FirstHere) => "pertama kali ditulis di sini",
            (Lang::En, Self::FirstHere) => "first given here",
            (Lang::Id, Self::AlsoHere) => "juga ditulis di sini",
            (Lang::En, Self::AlsoHere) => "also written here",
            (Lang::Id, Self::DefinedHere) => "ditetapkan di sini",
            (Lang::En, Self::DefinedHere) => "defined here",
            (Lang::Id, Self::DataHere) => "data yang terkait ada di sini",
            (Lang::En, Self::DataHere) => "the data involved stands here",
            (Lang::Id, Self::UsedHere) => "dipakai di sini",
            (Lang::En, Self::UsedHere) => "used here",
            (Lang::Id, Self::IncludedHere) => "disertakan di sini",
            (Lang::En, Self::IncludedHere) => "included here",
            (Lang::Id, Self::ComparedHere) => "dibandingkan dengan ini",
            (Lang::En, Self::ComparedHere) => "compared with this",
        }
        .to_owned()
    }
}

/// A hint made for one case. The standing hint of a code is in `codes`.
#[derive(Clone, Debug, PartialEq)]
pub enum Hint {
    /// The nearest known word.
    DidYouMean(String),
    /// All words that are allowed, joined with commas.
    Choices(String),
    /// A text to be typed as it stands.
    Write(String),
    /// The report in whose making the fault was found.
    Report(String),
    /// Names of the project's own templates, one of which is at fault.
    OwnTemplates(String),
}

impl Hint {
    /// The text in one language.
    pub fn text(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::Id, Self::DidYouMean(word)) => format!("maksud Anda `{word}`?"),
            (Lang::En, Self::DidYouMean(word)) => format!("did you mean `{word}`?"),
            (Lang::Id, Self::Choices(words)) => format!("pilihan: {words}"),
            (Lang::En, Self::Choices(words)) => format!("choices: {words}"),
            (Lang::Id, Self::Report(id)) => format!("terjadi saat membuat laporan `{id}`"),
            (Lang::En, Self::Report(id)) => format!("happened while making the report `{id}`"),
            (Lang::Id, Self::OwnTemplates(names)) => format!("templat milik proyek: {names}"),
            (Lang::En, Self::OwnTemplates(names)) => format!("the project's own templates: {names}"),
            (Lang::Id, Self::Write(text)) => format!("tulis `{text}`"),
            (Lang::En, Self::Write(text)) => format!("write `{text}`"),
        }
    }
}
