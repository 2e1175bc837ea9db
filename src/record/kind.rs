//! The kinds of documents that are issued, in one table: words, names of files, templates and switches.
//!
//! A new kind is one row here; `ARCHITECTURE.md` ("Documents") lists the other files that know it.

use serde::{Deserialize, Serialize};

use super::DocumentId;

/// A kind of document that is issued. The order is that in which the documents of one unit are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum Kind {
    /// The report of one evaluation, as a letter or in chapters.
    #[serde(rename = "lhe")]
    Lhe,
    /// The worksheet of one evaluation, as a document of its own.
    #[serde(rename = "lke")]
    Lke,
    /// The recap of a season.
    #[serde(rename = "ikhtisar")]
    Recap,
}

/// The properties of a kind.
struct Row {
    kind: Kind,
    /// Its word in the log, in JSON and for people.
    word: &'static str,
    /// The ending that the names of its document and of its PDF add to the name of the object.
    ending: &'static str,
    /// The folder of its bundle in a version.
    bundle: &'static str,
    /// The name of its object, where the kind alone decides it; else the object is an evaluation.
    object: Option<&'static str>,
    /// Main templates (`dokumen.jenis` of its report).
    templates: &'static [&'static str],
    /// True for the document that people mean by the object: it is signed, scanned, and found by its number.
    principal: bool,
}

const TABLE: [Row; 3] = [
    Row {
        kind: Kind::Lhe,
        word: "lhe",
        ending: "",
        bundle: "bundel",
        object: None,
        templates: &["lhe-surat", "lhe-bab"],
        principal: true,
    },
    Row {
        kind: Kind::Lke,
        word: "lke",
        ending: ".lke",
        bundle: "bundel-lke",
        object: None,
        templates: &["lke"],
        principal: false,
    },
    Row {
        kind: Kind::Recap,
        word: "ikhtisar",
        ending: "",
        bundle: "bundel",
        object: Some(RECAP),
        templates: &["ikhtisar", "ikhtisar-bab"],
        principal: true,
    },
];

/// The name of a recap among the documents of its year, and of the folder of its narrative; no evaluation may have it.
pub(crate) const RECAP: &str = "ikhtisar";

impl Kind {
    fn row(self) -> &'static Row {
        // The table has a row for each kind, in their order: tested.
        &TABLE[self as usize]
    }

    /// The word of the kind in the log, in JSON and for people.
    pub fn word(self) -> &'static str {
        self.row().word
    }

    /// The kind of a report by its main template, such as `lhe-bab`.
    pub fn of_template(template: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.templates.contains(&template)).map(|row| row.kind)
    }

    /// The name of an evaluation and the kind, by the name of a document of it: `dinas-x.lke` is the worksheet of
    /// `dinas-x`. The name may stand behind its year.
    pub fn of_name(name: &str) -> (&str, Self) {
        let fits = |row: &&Row| row.object.is_none() && name.ends_with(row.ending);
        let row = TABLE.iter().filter(fits).max_by_key(|row| row.ending.len()).unwrap_or(&TABLE[0]);
        (name.strip_suffix(row.ending).unwrap_or(name), row.kind)
    }

    /// The object that a document belongs to, and its kind, by the name of the document: `2023/dinas-x.lke` is the
    /// worksheet of `2023/dinas-x`.
    pub fn of_document(id: &DocumentId) -> (DocumentId, Self) {
        let named = TABLE.iter().find(|row| row.object == Some(id.name.as_str()));
        let (name, kind) = named.map_or_else(|| Self::of_name(&id.name), |row| (id.name.as_str(), row.kind));
        (DocumentId { year: id.year, name: name.to_owned() }, kind)
    }

    /// The kind of the document that people mean by an object.
    pub fn principal_of(object: &DocumentId) -> Self {
        let fits = |row: &&Row| row.principal && row.object.is_none_or(|name| name == object.name);
        TABLE.iter().rev().find(fits).map_or(Self::Lhe, |row| row.kind)
    }

    /// True for the document that people mean by its object.
    pub fn is_principal(self) -> bool {
        self.row().principal
    }

    /// The document of this kind that belongs to an object.
    pub fn document(self, object: &DocumentId) -> DocumentId {
        DocumentId { year: object.year, name: format!("{}{}", object.name, self.row().ending) }
    }

    /// The name of its PDF in a version of the object.
    pub fn pdf(self, object: &DocumentId) -> String {
        format!("{}.pdf", self.document(object).name)
    }

    /// The folder of its bundle in a version.
    pub fn bundle(self) -> &'static str {
        self.row().bundle
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_row_for_each_kind_in_their_order() {
        for (index, row) in TABLE.iter().enumerate() {
            assert_eq!(row.kind as usize, index);
            assert_eq!(serde_json::json!(row.kind), row.word);
            for template in row.templates {
                assert_eq!(Kind::of_template(template), Some(row.kind));
            }
        }
    }

    #[test]
    fn documents_and_objects_lead_to_each_other() {
        for (name, object, kind) in [
            ("dinas-x", "dinas-x", Kind::Lhe),
            ("dinas-x.lke", "dinas-x", Kind::Lke),
            ("ikhtisar", "ikhtisar", Kind::Recap),
        ] {
            let id = |name: &str| DocumentId { year: 2023, name: name.to_owned() };
            assert_eq!(Kind::of_document(&id(name)), (id(object), kind));
            assert_eq!(kind.document(&id(object)), id(name));
            assert_eq!(kind.pdf(&id(object)), format!("{name}.pdf"));
            assert_eq!(Kind::principal_of(&id(object)) == kind, kind.is_principal());
        }
    }
}
