//! Judges a whole signed file: the integrity of each signature, the trust in its signer, and the changes after it.
//! These answers stay apart: a signature can be intact but not trusted, or trusted but followed by a change.

use lopdf::{Dictionary, Document};

use crate::diag::{Finding, Phrase, Word};
use crate::pdf::changes::{self, Changes};
use crate::pdf::document::Pdf;
use crate::pdf::file::{self, Covered, Field, catalog, entry, text};
use crate::pdf::page::{self, Page};
use crate::pdf::{kept_standards, strict, widget};

use super::cms::{self, Subject};
use super::revocation::Evidence;
use super::stamp;
use super::time::{self, Seconds};
use super::trust::{self, Purpose, Trust, Trusted};

/// The answers about a file.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// The reason why it is no PDF that can be judged; everything else is empty then.
    pub broken: Option<Finding>,
    /// Scripts, XFA forms and the like, which no report has.
    pub active: Vec<Finding>,
    /// Its signatures, in the order in which they were made.
    pub signatures: Vec<Signature>,
    /// The requirements of PDF/A and PDF/UA that are lost, of those that signing can break.
    pub lost: Vec<Finding>,
    /// True if bytes stand behind those that the newest signature or document time stamp covers.
    pub open_end: bool,
}

impl Verified {
    /// True if an answer about the file or one of its signatures is negative.
    pub fn fails(&self) -> bool {
        self.broken.is_some() || !self.active.is_empty() || self.signatures.iter().any(Signature::fails)
    }
}

/// The kind of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The signature of a person.
    Signature,
    /// The signature of a certifying person, which says what may be changed after it.
    Certification,
    /// The time stamp of an authority over the document.
    DocumentStamp,
}

/// A time stamp over a signature.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// The time that it states.
    pub time: Option<Seconds>,
    /// Name on the certificate of its maker.
    pub authority: Option<String>,
    /// The reasons why it is not intact; empty if it is intact.
    pub integrity: Vec<Finding>,
    /// The trust in its maker; `None` if no maker or no time could be read.
    pub trust: Option<Trusted>,
}

impl Stamp {
    /// The time, if it is proven.
    fn proven(&self) -> Option<Seconds> {
        let trusted = self.trust.as_ref().is_some_and(|trust| trust.holds == Some(true));
        self.time.filter(|_| self.integrity.is_empty() && trusted)
    }
}

/// One signature.
#[derive(Clone, Debug)]
pub struct Signature {
    /// Name of its field.
    pub field: String,
    /// Its kind.
    pub kind: Kind,
    /// Its format (`SubFilter`).
    pub format: String,
    /// Name on the certificate.
    pub signer: Option<String>,
    /// The time that the signer claims.
    pub claimed: Option<Seconds>,
    /// The reason given.
    pub reason: Option<String>,
    /// Its algorithm, such as `RSA SHA-256`.
    pub algorithm: Option<String>,
    /// The reasons why it is not intact; empty if it is intact.
    pub integrity: Vec<Finding>,
    /// Its time stamp.
    pub stamp: Option<Stamp>,
    /// The trust in its signer; `None` if no signer could be read.
    pub trust: Option<Trusted>,
    /// How many bytes of the file it covers, from the start.
    pub covers: usize,
    /// True if it covers the whole file.
    pub covers_all: bool,
    /// The changes after it.
    pub later: Changes,
    /// Its visible box, if it has one.
    pub visible: Option<[i64; 4]>,
    proves: Option<Seconds>,
    /// The signer's certificate, and those that the signature brings along.
    certificates: Option<(x509_cert::Certificate, Vec<Vec<u8>>)>,
}

impl Verified {
    /// The signatures of people: all but time stamps of the document.
    pub fn people(&self) -> impl Iterator<Item = &Signature> {
        self.signatures.iter().filter(|signature| signature.kind != Kind::DocumentStamp)
    }
}

impl Signature {
    /// True if an answer about it is negative.
    pub fn fails(&self) -> bool {
        let stamp = self.stamp.as_ref().is_some_and(|stamp| !stamp.integrity.is_empty());
        let refused = self.trust.as_ref().is_some_and(|trust| trust.holds == Some(false));
        !self.integrity.is_empty() || stamp || refused || !self.later.forbidden.is_empty()
    }

    /// The level by ETSI EN 319 142-1 that it has by itself: `B-B` or `B-T`; `–` for a document time stamp.
    pub fn level(&self) -> &'static str {
        match (self.kind, &self.stamp) {
            (Kind::DocumentStamp, _) => "–",
            (_, Some(stamp)) if stamp.integrity.is_empty() => "B-T",
            _ => "B-B",
        }
    }
}

impl Pdf<'_> {
    /// The names on the certificates of the signers.
    pub fn signers(&self) -> Vec<String> {
        self.verify(&Trust::default(), 0).signatures.into_iter().filter_map(|signature| signature.signer).collect()
    }

    /// Checks all signatures. `now` is used where no time stamp proves a time.
    ///
    /// ```ignore
    /// let verified = Pdf::open(&bytes).verify(&trust, now);
    /// for signature in &verified.signatures {
    ///     let intact = signature.integrity.is_empty();
    ///     let trusted = signature.trust.as_ref().and_then(|trust| trust.holds); // none: the project trusts nobody
    ///     let changed = !signature.later.forbidden.is_empty();
    /// }
    /// ```
    pub fn verify(&self, trust: &Trust, now: Seconds) -> Verified {
        let document = match &self.document {
            Ok(document) => document,
            Err(broken) => return Verified { broken: Some(broken.clone()), ..Verified::default() },
        };
        let fields = file::signed_fields(document);
        let (certificates, evidence) = evidence(document);
        let trust = trust.with(&certificates, &evidence);
        let read = |field| read(self.bytes, document, field, &trust);
        let mut signatures: Vec<Signature> = fields.iter().map(read).collect();
        let stamps: Vec<(usize, Seconds)> = signatures.iter().filter_map(|s| Some((s.covers, s.proves?))).collect();
        for signature in &mut signatures {
            signature.judge(&trust, &stamps, now);
        }
        let open_end = signatures.last().is_some_and(|last| !last.covers_all);
        let (active, lost) = (file::active(document), kept_standards::lost(document));
        Verified { broken: None, active, signatures, lost, open_end }
    }
}

impl Signature {
    /// Judges the trust as of the earliest time that is proven for this signature, else as of now.
    fn judge(&mut self, trust: &Trust, stamps: &[(usize, Seconds)], now: Seconds) {
        let Some((signer, brought)) = self.certificates.take() else { return };
        let own = self.stamp.as_ref().and_then(Stamp::proven);
        let later = stamps.iter().filter(|(covers, _)| *covers > self.covers).map(|(_, time)| *time);
        let proven = own.into_iter().chain(later).min();
        let trust = trust.with(&brought, &Evidence::default());
        let mut judged = trust::check(&trust, &signer, Purpose::Document, proven.unwrap_or(now), proven.is_some());
        if proven.is_none() && judged.holds.is_some() {
            judged.findings.push(Word::TimeUnproven.about(crate::os::rfc3339(now)));
        }
        self.trust = Some(judged);
    }
}

fn read(bytes: &[u8], document: &Document, field: &Field, trust: &Trust) -> Signature {
    let mut signature = Signature {
        field: field.name.clone(),
        kind: Kind::Signature,
        format: String::new(),
        signer: None,
        claimed: None,
        reason: None,
        algorithm: None,
        integrity: Vec::new(),
        stamp: None,
        trust: None,
        covers: 0,
        covers_all: false,
        later: Changes::default(),
        visible: document.get_dictionary(field.id).ok().and_then(|field| widget::visible(document, field)),
        proves: None,
        certificates: None,
    };
    let id = match &field.value {
        Ok(id) => *id,
        Err(found) => {
            signature.integrity.push(found.clone());
            return signature;
        }
    };
    let Ok(dictionary) = document.get_dictionary(id) else {
        signature.integrity.push(Word::DirectObject.plain());
        return signature;
    };
    let string = |key: &[u8]| entry(document, Some(dictionary), key).and_then(|value| value.as_str().ok());
    signature.claimed = string(b"M").and_then(time::of_pdf);
    signature.reason = string(b"Reason").map(text).filter(|reason| !reason.is_empty());
    let format = entry(document, Some(dictionary), b"SubFilter").and_then(|format| format.as_name().ok());
    signature.format = format.map(text).unwrap_or_default();
    let level = certifies(document, dictionary);
    match file::covered(bytes, document, id) {
        Ok((covered, contents, then)) => {
            signature.covers = covered.end;
            signature.covers_all = covered.end == bytes.len();
            signature.contents(bytes, covered, &contents, trust);
            signature.later = then.map(|then| later(bytes, document, &then, covered.end, level)).unwrap_or_default();
        }
        Err(found) => signature.integrity.push(found),
    }
    if signature.kind == Kind::Signature && level.is_some() {
        signature.kind = Kind::Certification;
    }
    signature
}

impl Signature {
    fn contents(&mut self, bytes: &[u8], covered: Covered, contents: &[u8], trust: &Trust) {
        let parts = covered.parts(bytes);
        let bound = match self.format.as_str() {
            "ETSI.CAdES.detached" => true,
            "adbe.pkcs7.detached" => false,
            "ETSI.RFC3161" => {
                self.kind = Kind::DocumentStamp;
                let stamp = stamp_of(contents, &parts, trust);
                self.signer.clone_from(&stamp.authority);
                self.integrity.clone_from(&stamp.integrity);
                self.proves = stamp.proven();
                self.claimed = stamp.time;
                self.trust = stamp.trust;
                return;
            }
            other => {
                self.integrity.push(Word::FormatUnknown.about(other));
                return;
            }
        };
        let message = cms::check(contents, Subject::Detached(&parts), bound);
        self.signer = message.signer.as_ref().map(trust::name);
        self.algorithm = message.algorithm;
        self.integrity.extend(message.faults);
        self.certificates = message.signer.zip(Some(message.certificates));
        self.stamp = message.time_stamp.map(|token| stamp_of(&token, &[&message.signature], trust));
    }
}

fn stamp_of(token: &[u8], parts: &[&[u8]], trust: &Trust) -> Stamp {
    let token = stamp::check(token, parts);
    let message = token.message;
    let trusted = message.signer.as_ref().zip(token.time).map(|(signer, time)| {
        let trust = trust.with(&message.certificates, &Evidence::default());
        trust::check(&trust, signer, Purpose::TimeStamp, time, true)
    });
    Stamp {
        time: token.time,
        authority: message.signer.as_ref().map(trust::name),
        integrity: message.faults,
        trust: trusted,
    }
}

/// The changes behind the bytes that a signature covers.
fn later(bytes: &[u8], document: &Document, then: &Document, end: usize, level: Option<i64>) -> Changes {
    let mut found = changes::between(then, document, level);
    // Loading a revision takes time, and nobody signs that often.
    const MOST: usize = 200;
    let prefixes: Vec<usize> = file::prefixes(bytes).into_iter().filter(|prefix| *prefix > end).collect();
    if prefixes.len() > MOST {
        let forbidden = vec![Word::RangeEnd.plain()];
        return Changes { forbidden, ..Changes::default() };
    }
    let tail = bytes.get(end..).unwrap_or_default().trim_ascii();
    // Bytes stand behind the signature, but no table belongs to them.
    if document.xref_start == then.xref_start && !tail.is_empty() {
        found.forbidden.push(Word::Truncated.plain());
    }
    // A reader that repairs files would show an object to which no table of its revision leads.
    let mut from = end;
    for prefix in prefixes {
        let loaded = (prefix < bytes.len()).then(|| file::load(bytes.get(..prefix).unwrap_or_default())).transpose();
        let Ok(loaded) = loaded else { continue };
        if strict::has_stray(bytes, loaded.as_ref().unwrap_or(document), from, prefix) {
            found.forbidden.push(Word::StrayObject.plain());
        }
        from = prefix;
    }
    if from == end {
        found.forbidden.push(Word::RangeEnd.plain());
    }
    // A box of a later signature that lies over signed content could show something else.
    let pages = page::read(then).unwrap_or_default();
    for shown in &found.widgets {
        let place = Phrase::Page { number: shown.page };
        let under = shown.page.checked_sub(1).and_then(|index| pages.get(index));
        if under.is_none_or(|page| covers(page, shown.area)) {
            found.forbidden.push(Word::WidgetCovers.about(place));
        } else {
            found.permitted.push(Word::VisibleWidget.about(place));
        }
    }
    found
}

/// True if a page shows something in this area.
pub fn covers(page: &Page, [left, bottom, right, top]: [i64; 4]) -> bool {
    let seen = page.marks.iter().filter(|mark| !mark.invisible).map(|mark| mark.area);
    seen.into_iter().any(|area| area.left < right && left < area.right && area.bottom < top && bottom < area.top)
}

/// The level of a certification (ISO 32000-1, 12.8.2.2): 1 permits nothing, 2 forms and signatures, 3 annotations too.
/// `None` if the signature certifies nothing.
fn certifies(document: &Document, signature: &Dictionary) -> Option<i64> {
    let references = entry(document, Some(signature), b"Reference")?.as_array().ok()?;
    references.iter().find_map(|reference| {
        let reference = document.dereference(reference).ok()?.1.as_dict().ok()?;
        let method = entry(document, Some(reference), b"TransformMethod")?.as_name().ok()?;
        (method == b"DocMDP").then_some(())?;
        let parameters = entry(document, Some(reference), b"TransformParams").and_then(|p| p.as_dict().ok());
        Some(entry(document, parameters, b"P").and_then(|level| level.as_i64().ok()).unwrap_or(2))
    })
}

/// Certificates, lists and responses that the file brings along (ETSI EN 319 142-1, 5.4).
fn evidence(document: &Document) -> (Vec<Vec<u8>>, Evidence) {
    let dss = entry(document, catalog(document), b"DSS").and_then(|dss| dss.as_dict().ok());
    let streams = |key: &[u8]| -> Vec<Vec<u8>> {
        let list = entry(document, dss, key).and_then(|list| list.as_array().ok());
        let list = list.into_iter().flatten().filter_map(|object| document.dereference(object).ok());
        list.filter_map(|(_, object)| object.as_stream().ok()?.get_plain_content_with_limit(1 << 24).ok()).collect()
    };
    let mut evidence = Evidence::default();
    // Evidence that cannot be read proves nothing; without proof the answer is "not known".
    for list in streams(b"CRLs") {
        let _ = evidence.take_list(&list);
    }
    for response in streams(b"OCSPs") {
        let _ = evidence.take_response(&response);
    }
    (streams(b"Certs"), evidence)
}
