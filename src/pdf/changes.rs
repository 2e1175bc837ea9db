//! Compares two states of a PDF object by object: a short list of changes is permitted, all others are forbidden.
//!
//! A later state may have further signatures and time stamps with their fields, evidence for them (DSS), and another
//! description, which nobody prints. Pages, contents, fonts, names and annotations must stay as they were.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::diag::{Finding, Phrase, Word};

use super::equal::{both, claim, same, same_entries};
use super::file::{DEEPEST, catalog, entry, text};
use super::widget::{Widget, boxes, visible};

/// The changes between two states of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The permitted changes.
    pub permitted: Vec<Finding>,
    /// The forbidden changes.
    pub forbidden: Vec<Finding>,
    /// Visible boxes of the added signatures.
    pub widgets: Vec<Widget>,
}

/// The keys of a field that signing fills in.
const FILLED: [&[u8]; 6] = [b"V", b"AP", b"M", b"F", b"Rect", b"MK"];

struct Walk<'a> {
    old: &'a Document,
    new: &'a Document,
    /// Old objects whose change is explained.
    explained: BTreeSet<ObjectId>,
    /// New objects that are there for a permitted reason.
    permitted: BTreeSet<ObjectId>,
    /// Fields and boxes of new signatures.
    boxes: BTreeSet<ObjectId>,
    out: Changes,
}

/// Compares two states of a file. `level` is the level of a certification (ISO 32000-1, table 254); level 1 permits no
/// further signature.
pub(crate) fn between(old: &Document, new: &Document, level: Option<i64>) -> Changes {
    let mut walk = Walk {
        old,
        new,
        explained: BTreeSet::new(),
        permitted: BTreeSet::new(),
        boxes: BTreeSet::new(),
        out: Changes::default(),
    };
    walk.trailer();
    walk.form();
    walk.root();
    walk.metadata();
    walk.pages();
    walk.objects();
    let mut out = walk.out;
    if level == Some(1) {
        let signing = [Word::SignatureAdded, Word::FieldAdded];
        let (forbidden, permitted) = out.permitted.into_iter().partition(|found| signing.contains(&found.word));
        out.permitted = permitted;
        let forbidden: Vec<Finding> = forbidden;
        out.forbidden.extend(forbidden.into_iter().map(|found| Word::Certified.about(found.about)));
    }
    out
}

impl Walk<'_> {
    fn forbid(&mut self, found: Finding) {
        if !self.out.forbidden.contains(&found) {
            self.out.forbidden.push(found);
        }
    }

    fn trailer(&mut self) {
        let (old, new) = (&self.old.trailer, &self.new.trailer);
        if old.get(b"Root").ok() != new.get(b"Root").ok() {
            self.forbid(Word::EntryChanged.about("trailer/Root"));
        }
        let first = |trailer: &Dictionary| trailer.get(b"ID").and_then(Object::as_array).ok()?.first().cloned();
        if first(old).is_some() && !both(first(old).as_ref(), first(new).as_ref()) {
            self.forbid(Word::EntryChanged.about("trailer/ID"));
        }
        let info = |trailer: &Dictionary| trailer.get(b"Info").and_then(Object::as_reference).ok();
        for id in [info(old), info(new)].into_iter().flatten() {
            // A page could use the same object, which is then more than a description.
            let mut others = self.new.objects.values().filter(|object| !is_container(object));
            let alone = !others.any(|object| refers(object, id));
            if !both(self.old.objects.get(&id), self.new.objects.get(&id)) && alone {
                self.explained.insert(id);
                self.permit(id);
                if !self.out.permitted.contains(&Word::InfoChanged.plain()) {
                    self.out.permitted.push(Word::InfoChanged.plain());
                }
            }
        }
    }

    /// Marks a new object, and all new objects to which it leads, as permitted.
    fn permit(&mut self, id: ObjectId) {
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if self.old.objects.contains_key(&id) || !self.permitted.insert(id) {
                continue;
            }
            if let Some(object) = self.new.objects.get(&id) {
                references(object, &mut open);
            }
        }
    }

    fn form(&mut self) {
        let (old, new) = (form(self.old), form(self.new));
        if let Some((id, _)) = old
            && let Some(id) = id
        {
            self.explained.insert(id);
        }
        let Some((id, new)) = new else {
            if old.is_some() {
                self.forbid(Word::EntryChanged.about("AcroForm"));
            }
            return;
        };
        if let Some(id) = id
            && !self.old.objects.contains_key(&id)
        {
            self.permitted.insert(id);
        }
        let empty = Dictionary::new();
        let old = old.map_or(&empty, |(_, form)| form);
        for key in keys(old, new) {
            let (before, after) = (old.get(&key).ok(), new.get(&key).ok());
            match key.as_slice() {
                b"Fields" => {}
                b"SigFlags"
                    if matches!(after, Some(Object::Integer(_))) && !matches!(before, Some(Object::Reference(_))) => {}
                // A form without resources may get resources for new appearances.
                b"DR" | b"DA" if before.is_none() => after.into_iter().for_each(|object| self.permit_all(object)),
                _ if both(before, after) => {}
                _ => self.forbid(Word::EntryChanged.about(format!("AcroForm/{}", text(&key)))),
            }
        }
        let before = self.list(self.old, old, b"Fields", true);
        let after = self.list(self.new, new, b"Fields", false);
        if after.len() < before.len() || after[..before.len()] != before[..] {
            self.forbid(Word::EntryChanged.about("AcroForm/Fields"));
        }
        for added in after.iter().filter(|field| !before.contains(field)) {
            match added.as_reference() {
                Ok(id) if !self.old.objects.contains_key(&id) => self.new_field(id),
                _ => self.forbid(Word::EntryChanged.about("AcroForm/Fields")),
            }
        }
        self.filled();
    }

    /// The list under a key, which stands in the dictionary or is an object of its own. As an object it is explained in
    /// the old state if nothing else uses it, and permitted in the new state.
    fn list(&mut self, document: &Document, dictionary: &Dictionary, key: &[u8], old: bool) -> Vec<Object> {
        if let Ok(Object::Reference(id)) = dictionary.get(key) {
            let list = document.get_object(*id).is_ok_and(|list| list.as_array().is_ok());
            let users = document.objects.values().filter(|object| uses(object, *id) > 0).count();
            if old {
                if list
                    && users == 1
                    && dictionary.iter().filter(|(_, value)| **value == Object::Reference(*id)).count() == 1
                {
                    self.explained.insert(*id);
                }
            } else if !self.old.objects.contains_key(id) {
                self.permitted.insert(*id);
            }
        }
        let list = entry(document, Some(dictionary), key).and_then(|list| list.as_array().ok());
        list.cloned().unwrap_or_default()
    }

    fn permit_all(&mut self, object: &Object) {
        let mut open = Vec::new();
        references(object, &mut open);
        open.into_iter().for_each(|id| self.permit(id));
    }

    /// Judges an added field: it must be the field of a signature and nothing else.
    fn new_field(&mut self, id: ObjectId) {
        let Ok(field) = self.new.get_dictionary(id) else {
            return self.forbid(Word::ObjectUnexplained.about(shown(self.new, id)));
        };
        if entry(self.new, Some(field), b"FT").and_then(|kind| kind.as_name().ok()) != Some(b"Sig") {
            return self.forbid(Word::ObjectUnexplained.about(shown(self.new, id)));
        }
        let name = entry(self.new, Some(field), b"T").and_then(|name| name.as_str().ok()).map(text).unwrap_or_default();
        self.signed(&name, field);
        self.boxes.insert(id);
        let kids = entry(self.new, Some(field), b"Kids").and_then(|kids| kids.as_array().ok());
        let boxes: Vec<ObjectId> = kids.into_iter().flatten().filter_map(|kid| kid.as_reference().ok()).collect();
        for id in std::iter::once(id).chain(boxes) {
            self.boxes.insert(id);
            let Ok(dictionary) = self.new.get_dictionary(id) else { continue };
            let kind = entry(self.new, Some(dictionary), b"Subtype").and_then(|kind| kind.as_name().ok());
            let signed = entry(self.new, Some(field), b"V").is_some_and(|value| value.as_dict().is_ok());
            if kind.is_some_and(|kind| kind != b"Widget") || !signed && visible(self.new, dictionary).is_some() {
                self.forbid(Word::AnnotationAdded.about(&name));
            }
            self.widget(&name, id);
            self.permitted.insert(id);
            // `P` and `Parent` lead to the whole document.
            let mut parts = dictionary.clone();
            parts.remove(b"P");
            parts.remove(b"Parent");
            self.permit_all(&Object::Dictionary(parts));
        }
    }

    fn signed(&mut self, name: &str, field: &Dictionary) {
        let value = entry(self.new, Some(field), b"V").and_then(|value| value.as_dict().ok());
        let kind = value.map(|value| entry(self.new, Some(value), b"SubFilter").and_then(|kind| kind.as_name().ok()));
        self.out.permitted.push(match kind {
            None => Word::FieldAdded.about(name),
            Some(Some(b"ETSI.RFC3161")) => Word::StampAdded.about(name),
            Some(_) => Word::SignatureAdded.about(name),
        });
    }

    fn widget(&mut self, name: &str, id: ObjectId) {
        self.out.widgets.extend(boxes(self.new, name, id));
    }

    /// Judges the fields that were empty and are signed now.
    fn filled(&mut self) {
        for (id, name, kind) in super::file::fields(self.old) {
            let (Ok(before), Ok(after)) = (self.old.get_dictionary(id), self.new.get_dictionary(id)) else { continue };
            let empty = matches!(before.get(b"V"), Err(_) | Ok(Object::Null));
            if kind.as_deref() != Some(b"Sig") || same_entries(before, after) || !empty || !after.has(b"V") {
                continue;
            }
            let other = keys(before, after)
                .into_iter()
                .find(|key| !both(before.get(key).ok(), after.get(key).ok()) && !FILLED.contains(&key.as_slice()));
            if let Some(key) = other {
                self.forbid(Word::EntryChanged.about(format!("{name}/{}", text(&key))));
            }
            self.explained.insert(id);
            self.signed(&name, after);
            if visible(self.old, before) != visible(self.new, after)
                || !both(before.get(b"AP").ok(), after.get(b"AP").ok())
            {
                self.widget(&name, id);
            }
            for key in FILLED {
                after.get(key).into_iter().for_each(|object| self.permit_all(object));
            }
        }
    }

    fn root(&mut self) {
        let (Some(old), Some(new)) = (catalog(self.old), catalog(self.new)) else { return };
        let id = self.old.trailer.get(b"Root").and_then(Object::as_reference).ok();
        for role in id.into_iter().chain(form(self.old).and_then(|(id, _)| id)) {
            let mut users = self.old.objects.iter().filter(|(_, object)| !is_container(object) && refers(object, role));
            if users.any(|(user, _)| Some(*user) != id) {
                self.forbid(Word::ObjectUnexplained.about(shown(self.old, role)));
            }
        }
        self.explained.extend(id);
        for key in keys(old, new) {
            let (before, after) = (old.get(&key).ok(), new.get(&key).ok());
            match key.as_slice() {
                b"AcroForm" => {}
                b"DSS"
                    if [before, after].into_iter().flatten().all(|dss| {
                        [self.old, self.new]
                            .iter()
                            .any(|d| d.dereference(dss).is_ok_and(|(_, dss)| dss.as_dict().is_ok()))
                    }) =>
                {
                    self.evidence(before, after)
                }
                _ if both(before, after) => {}
                // Versions and extensions tell readers how to read the file; they show nothing.
                b"Extensions" | b"Version" if before.is_none() => after.into_iter().for_each(|o| self.permit_all(o)),
                // A certification only names a signature, and that signature is checked like any other.
                b"Perms" if before.is_none() => after.into_iter().for_each(|object| self.permit_all(object)),
                _ => self.forbid(Word::EntryChanged.about(format!("Catalog/{}", text(&key)))),
            }
        }
    }

    /// Judges the DSS, which may be added and may grow. Its own lists and dictionaries may change.
    fn evidence(&mut self, before: Option<&Object>, after: Option<&Object>) {
        let mut old = Vec::new();
        before.into_iter().for_each(|object| references(object, &mut old));
        let mut seen = BTreeSet::new();
        while let Some(id) = old.pop() {
            if seen.insert(id)
                && let Some(object) = self.old.objects.get(&id)
            {
                // Lists and dictionaries may grow; the streams in them are evidence and must stay as they were.
                let bare = match object {
                    Object::Array(_) => true,
                    Object::Dictionary(dictionary) => {
                        let known = |key: &[u8]| {
                            [&b"Type"[..], b"Certs", b"CRLs", b"OCSPs", b"VRI", b"Cert", b"CRL", b"OCSP", b"TU", b"TS"]
                                .contains(&key)
                                || key.len() == 40
                        };
                        dictionary.iter().all(|(key, _)| known(key))
                    }
                    _ => false,
                };
                if bare {
                    self.explained.insert(id);
                }
                references(object, &mut old);
            }
        }
        let mut new = Vec::new();
        after.into_iter().for_each(|object| references(object, &mut new));
        let mut seen = BTreeSet::new();
        while let Some(id) = new.pop() {
            if !seen.insert(id) {
                continue;
            }
            self.permit(id);
            if let Some(object) = self.new.objects.get(&id) {
                references(object, &mut new);
            }
        }
        let grown = self.permitted.iter().any(|id| seen.contains(id)) || before != after;
        if grown && after.is_some() {
            self.out.permitted.push(Word::DssAdded.plain());
        }
        if before.is_some() && after.is_none() {
            self.forbid(Word::EntryChanged.about("Catalog/DSS"));
        }
    }

    /// Judges the description in XMP. A signer may write it anew as long as it claims the same standards and the same
    /// title, since nobody prints it.
    fn metadata(&mut self) {
        let stream = |document: &Document| {
            let id = catalog(document)?.get(b"Metadata").and_then(Object::as_reference).ok()?;
            let text = document.objects.get(&id)?.as_stream().ok()?.get_plain_content_with_limit(1 << 22).ok()?;
            Some((id, String::from_utf8_lossy(&text).into_owned()))
        };
        let (Some((old, before)), Some((new, after))) = (stream(self.old), stream(self.new)) else { return };
        let others = self.new.objects.values().filter(|object| refers(object, new)).count();
        if before == after || old != new || others != 1 {
            return;
        }
        let claims = ["pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "dc:title"];
        if claims.iter().all(|name| claim(&before, name) == claim(&after, name)) {
            self.explained.insert(old);
            self.out.permitted.push(Word::MetadataChanged.plain());
        }
    }

    fn pages(&mut self) {
        let (old, new) = (self.old.get_pages(), self.new.get_pages());
        if old != new {
            self.forbid(Word::EntryChanged.about("Pages"));
        }
        for (number, id) in old {
            let (Ok(before), Ok(after)) = (self.old.get_dictionary(id), self.new.get_dictionary(id)) else { continue };
            let (first, second) =
                (self.list(self.old, before, b"Annots", true), self.list(self.new, after, b"Annots", false));
            if !same_entries(before, after) {
                self.explained.insert(id);
                let place = |key: &[u8]| Word::EntryChanged.about(page_part(number, text(key)));
                for key in keys(before, after) {
                    let same = both(before.get(&key).ok(), after.get(&key).ok());
                    let order = key == b"Tabs" && !before.has(b"Tabs");
                    if !same && key != b"Annots" && !order {
                        self.forbid(place(&key));
                    }
                }
            }
            if second.len() < first.len() || second[..first.len()] != first[..] {
                self.forbid(Word::EntryChanged.about(page_part(number, "Annots")));
            }
            for added in second.iter().filter(|annotation| !first.contains(annotation)) {
                if !added.as_reference().is_ok_and(|id| self.boxes.contains(&id)) {
                    self.forbid(Word::AnnotationAdded.about(page(number)));
                    self.permit_all(added);
                }
            }
        }
    }

    fn objects(&mut self) {
        // Tables and containers of objects do not count as referring: an object is in use only if something else refers
        // to it.
        let mut used = Vec::new();
        for object in self.old.objects.values().filter(|object| !is_container(object)) {
            references(object, &mut used);
        }
        for object in self.new.objects.values().filter(|object| !is_container(object)) {
            references(object, &mut used);
        }
        let used: BTreeSet<ObjectId> = used.into_iter().collect();
        for (id, before) in self.old.objects.iter().filter(|(id, object)| used.contains(id) || !is_container(object)) {
            match self.new.objects.get(id) {
                Some(after) if same(before, after) => {}
                Some(_) if self.explained.contains(id) => {}
                Some(_) => self.forbid(Word::ObjectChanged.about(shown(self.old, *id))),
                None if self.explained.contains(id) => {}
                None => self.forbid(Word::ObjectRemoved.about(shown(self.old, *id))),
            }
        }
        for (id, object) in self.new.objects.iter().filter(|(id, object)| used.contains(id) || !is_container(object)) {
            if !self.old.objects.contains_key(id) && !self.permitted.contains(id) && !matches!(object, Object::Null) {
                self.forbid(Word::ObjectUnexplained.about(shown(self.new, *id)));
            }
        }
    }
}

/// How often an object refers to another.
fn uses(object: &Object, id: ObjectId) -> usize {
    let mut found = Vec::new();
    references(object, &mut found);
    found.iter().filter(|one| **one == id).count()
}

/// True for the stream of a table, and for a stream that holds other objects.
fn is_container(object: &Object) -> bool {
    let kind = |stream: &lopdf::Stream| stream.dict.get(b"Type").and_then(Object::as_name).ok().map(<[u8]>::to_vec);
    matches!(object, Object::Stream(stream) if matches!(kind(stream).as_deref(), Some(b"XRef" | b"ObjStm")))
}

fn form(document: &Document) -> Option<(Option<ObjectId>, &Dictionary)> {
    let object = catalog(document)?.get(b"AcroForm").ok()?;
    let (id, object) = document.dereference(object).ok()?;
    Some((id, object.as_dict().ok()?))
}

fn keys(old: &Dictionary, new: &Dictionary) -> BTreeSet<Vec<u8>> {
    old.iter().chain(new.iter()).map(|(key, _)| key.clone()).collect()
}

fn refers(object: &Object, id: ObjectId) -> bool {
    let mut found = Vec::new();
    references(object, &mut found);
    found.contains(&id)
}

/// All references in an object.
fn references(object: &Object, found: &mut Vec<ObjectId>) {
    nested(object, found, DEEPEST * 4);
}

fn nested(object: &Object, found: &mut Vec<ObjectId>, depth: usize) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(list) => list.iter().for_each(|object| nested(object, found, depth)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(_, object)| nested(object, found, depth)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, object)| nested(object, found, depth)),
        _ => {}
    }
}

fn page(number: u32) -> Phrase {
    Phrase::Page { number: number as usize }
}

fn page_part(number: u32, part: impl Into<String>) -> Phrase {
    Phrase::PagePart { number: number as usize, part: part.into() }
}

/// The name of an object for people: its number, and its type if it has one.
fn shown(document: &Document, id: ObjectId) -> Phrase {
    let object = document.objects.get(&id);
    let kind = object.and_then(|object| match object {
        Object::Dictionary(dictionary) => dictionary.get(b"Type").and_then(Object::as_name).ok(),
        Object::Stream(stream) => stream.dict.get(b"Type").and_then(Object::as_name).ok(),
        _ => None,
    });
    match kind {
        Some(kind) => Phrase::ObjectOf { number: id.0, kind: text(kind) },
        None => Phrase::Object { number: id.0 },
    }
}
