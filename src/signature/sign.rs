//! Signs a PDF by PAdES baseline B-B, or B-T with a time stamp (ETSI EN 319 142-1, 6). The signature is an increment
//! that leaves every byte before it as it is. The visible block is part of the page; the field on it has no size.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{OctetString, SetOfVec};
use der::{Any, Decode, Encode, Sequence};
use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, StringFormat};
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

use crate::diag::{Arg, Finding, Term};
use crate::pdf::bytes::find;
use crate::pdf::document::Pdf;
use crate::pdf::file;

use super::algorithm::{Hash, SHA256};
use super::cms::{CONTENT_TYPE, DATA, ESS_V2, MESSAGE_DIGEST, SIGNED_DATA, TIME_STAMP};
use super::key::Key;
use super::stamp::{self, NoStamp};
use super::time::Seconds;

/// Room for the CMS: a chain of three certificates and a time stamp need about 9,000 bytes.
const ROOM: usize = 16_384;

/// A number of ten digits in `ByteRange` that is overwritten later.
const PLACE: i64 = 9_999_999_999;

/// The statements of a signer beside the signature.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The time of signing as claimed.
    pub time: Seconds,
    /// The reason for signing.
    pub reason: Option<String>,
}

/// The reason why nothing was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoSignature {
    /// The file is no PDF to which something may be added.
    File(Finding),
    /// The time stamp server sent no answer, or an answer without a time stamp: its words.
    Stamp(Arg),
    /// The result does not verify, so it was not handed on.
    Unusable(String),
}

/// Turns a PDF into a signed PDF: with a key of ours, or by a service elsewhere.
///
/// A service gets the whole file and returns the whole file. [`sign`] trusts no service: it checks that the result is
/// the file that was sent, with one signature more.
pub trait SigningService {
    /// Signs the whole file.
    ///
    /// # Errors
    /// See [`NoSignature`].
    fn sign(&self, pdf: &[u8], request: &Request) -> Result<Vec<u8>, NoSignature>;
}

/// Signs with a key at hand.
pub struct Local<'a> {
    /// The key.
    pub key: &'a Key,
    /// The time stamp server; without one the level is B-B.
    pub stamps: Option<&'a str>,
}

impl SigningService for Local<'_> {
    fn sign(&self, pdf: &[u8], request: &Request) -> Result<Vec<u8>, NoSignature> {
        let document = file::load(pdf).map_err(NoSignature::File)?;
        let mut signed = increment(pdf, document, self.key.name(), request).map_err(NoSignature::Unusable)?;
        let gap = place(&mut signed, pdf.len()).ok_or_else(|| NoSignature::Unusable("ByteRange".to_owned()))?;
        let parts = [signed.get(..gap.0).unwrap_or_default(), signed.get(gap.1..).unwrap_or_default()];
        let message = message(self.key, &parts, self.stamps)?;
        if message.len() > ROOM {
            return Err(NoSignature::Unusable(format!("CMS {} > {ROOM}", message.len())));
        }
        let digits = hex::encode(message);
        let target = signed.get_mut(gap.0 + 1..gap.0 + 1 + digits.len());
        target.ok_or_else(|| NoSignature::Unusable("Contents".to_owned()))?.copy_from_slice(digits.as_bytes());
        Ok(signed)
    }
}

/// Has a file signed, and takes the result only if it is that file with one sound signature more and nothing else.
///
/// ```ignore
/// let key = Key::open(&p12, &passphrase)?;
/// let service = Local { key: &key, stamps: Some("http://tsa.example/") }; // with a time stamp: level B-T
/// let request = Request { time: now, reason: Some("Laporan hasil evaluasi".into()) };
/// let signed = sign(&service, &pdf, &request)?;
/// assert!(signed.starts_with(&pdf)); // the signature is an increment
/// ```
///
/// # Errors
/// See [`NoSignature`].
pub fn sign(service: &dyn SigningService, pdf: &[u8], request: &Request) -> Result<Vec<u8>, NoSignature> {
    let signed = service.sign(pdf, request)?;
    let unusable = |reason: String| NoSignature::Unusable(reason);
    if !signed.starts_with(pdf) {
        return Err(unusable("prefix".to_owned()));
    }
    let before = Pdf::open(pdf).verify(&super::Trust::default(), request.time).signatures.len();
    let after = Pdf::open(&signed).verify(&super::Trust::default(), request.time);
    let faults = after.broken.iter().chain(&after.active).chain(after.signatures.iter().flat_map(|s| &s.integrity));
    let changed = after.signatures.iter().flat_map(|s| &s.later.forbidden);
    if let Some(found) = faults.chain(changed).next() {
        return Err(unusable(found.word.name().to_owned()));
    }
    if after.signatures.len() != before + 1 || after.open_end {
        return Err(unusable(format!("{before} + 1 ≠ {}", after.signatures.len())));
    }
    Ok(signed)
}

/// Appends a signature field with an empty signature.
fn increment(pdf: &[u8], document: Document, name: &str, request: &Request) -> Result<Vec<u8>, String> {
    let plain = |error: lopdf::Error| error.to_string();
    let taken: Vec<String> = file::fields(&document).into_iter().map(|(_, name, _)| name).collect();
    let field_name = (1..).map(|n| format!("TandaTangan{n}")).find(|name| !taken.contains(name)).unwrap_or_default();
    let page = document.get_pages().into_values().next().ok_or("Pages")?;
    let root = document.trailer.get(b"Root").and_then(Object::as_reference).map_err(plain)?;
    let mut pdf = IncrementalDocument::create_from(pdf.to_vec(), document);
    let mut signature = Dictionary::new();
    signature.set("Type", name_of("Sig"));
    signature.set("Filter", name_of("Adobe.PPKLite"));
    signature.set("SubFilter", name_of("ETSI.CAdES.detached"));
    signature.set("ByteRange", Object::Array(vec![0.into(), PLACE.into(), PLACE.into(), PLACE.into()]));
    signature.set("Contents", Object::String(vec![0; ROOM], StringFormat::Hexadecimal));
    signature.set("M", Object::string_literal(pdf_date(request.time)));
    signature.set("Name", lopdf::text_string(name));
    if let Some(reason) = &request.reason {
        signature.set("Reason", lopdf::text_string(reason));
    }
    let value = pdf.new_document.add_object(signature);
    let mut field = Dictionary::new();
    field.set("Type", name_of("Annot"));
    field.set("Subtype", name_of("Widget"));
    field.set("FT", name_of("Sig"));
    field.set("T", Object::string_literal(field_name));
    field.set("V", Object::Reference(value));
    // The flags are Print and Locked (ISO 32000-1, 12.5.3). A field without size covers nothing (ISO 19005-3, 6.3.3).
    field.set("F", 132);
    field.set("Rect", Object::Array(vec![0.into(); 4]));
    field.set("P", Object::Reference(page));
    let field = pdf.new_document.add_object(field);
    append(&mut pdf, page, b"Annots", field).map_err(plain)?;
    form(&mut pdf, root, field).map_err(plain)?;
    let mut out = Vec::new();
    pdf.save_to(&mut out).map_err(|error| error.to_string())?;
    Ok(out)
}

fn name_of(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

fn form(pdf: &mut IncrementalDocument, root: ObjectId, field: ObjectId) -> lopdf::Result<()> {
    pdf.opt_clone_object_to_new_document(root)?;
    let catalog = pdf.new_document.get_dictionary_mut(root)?;
    let holder = match catalog.get(b"AcroForm") {
        Ok(Object::Reference(id)) => *id,
        Ok(Object::Dictionary(form)) => {
            // The form becomes an object of its own, so that the code below can treat all forms alike.
            let form = form.clone();
            let id = pdf.new_document.add_object(form);
            pdf.new_document.get_dictionary_mut(root)?.set("AcroForm", Object::Reference(id));
            id
        }
        _ => {
            let id = pdf.new_document.add_object(Dictionary::new());
            pdf.new_document.get_dictionary_mut(root)?.set("AcroForm", Object::Reference(id));
            id
        }
    };
    append(pdf, holder, b"Fields", field)?;
    // SignaturesExist and AppendOnly: ISO 32000-1, table 219.
    pdf.new_document.get_dictionary_mut(holder)?.set("SigFlags", 3);
    Ok(())
}

/// Appends a reference to a list of a dictionary. The list may stand in the dictionary, be an object of its own, or be
/// missing.
fn append(pdf: &mut IncrementalDocument, holder: ObjectId, key: &[u8], item: ObjectId) -> lopdf::Result<()> {
    pdf.opt_clone_object_to_new_document(holder)?;
    let list = match pdf.new_document.get_dictionary(holder)?.get(key) {
        Ok(Object::Reference(id)) => Some(*id),
        _ => None,
    };
    if let Some(id) = list {
        pdf.opt_clone_object_to_new_document(id)?;
        pdf.new_document.get_object_mut(id)?.as_array_mut()?.push(Object::Reference(item));
        return Ok(());
    }
    let dictionary = pdf.new_document.get_dictionary_mut(holder)?;
    let mut list = match dictionary.get(key) {
        Ok(Object::Array(list)) => list.clone(),
        _ => Vec::new(),
    };
    list.push(Object::Reference(item));
    dictionary.set(key.to_vec(), Object::Array(list));
    Ok(())
}

/// Finds the gap behind the old end of the file, writes the ranges, and returns start and end of the gap.
fn place(signed: &mut [u8], old: usize) -> Option<(usize, usize)> {
    let added = signed.get(old..)?;
    let zeros = format!("<{}>", "0".repeat(2 * ROOM));
    let start = old + find(added, zeros.as_bytes())?;
    let end = start + zeros.len();
    let blank = format!("[0 {PLACE} {PLACE} {PLACE}]");
    let range = old + find(added, blank.as_bytes())?;
    let text = format!("[0 {start} {end} {}]", signed.len() - end);
    let text = format!("{text:width$}", width = blank.len());
    signed.get_mut(range..range + blank.len())?.copy_from_slice(text.as_bytes());
    Some((start, end))
}

/// A date by ISO 32000-1, 7.9.4, in UTC.
fn pdf_date(time: Seconds) -> String {
    let digits: String = crate::os::rfc3339(time).chars().filter(char::is_ascii_digit).collect();
    format!("D:{digits}Z")
}

/// RFC 5035, 4; the hash is SHA-256, which is the default and therefore not written.
#[derive(Sequence)]
struct CertificateId {
    hash: OctetString,
}

#[derive(Sequence)]
struct SigningCertificate {
    certificates: Vec<CertificateId>,
}

fn attribute(oid: der::asn1::ObjectIdentifier, value: &impl Encode) -> der::Result<Attribute> {
    let value = Any::from_der(&value.to_der()?)?;
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
}

fn message(key: &Key, parts: &[&[u8]], stamps: Option<&str>) -> Result<Vec<u8>, NoSignature> {
    let plain = |error: der::Error| NoSignature::Unusable(error.to_string());
    let mut info = signer_info(key, parts).map_err(plain)?;
    let signed = info.signed_attrs.to_der().map_err(plain)?;
    let value = key.sign(&signed).ok_or_else(|| NoSignature::Unusable("random".to_owned()))?;
    info.signature = OctetString::new(value).map_err(plain)?;
    if let Some(server) = stamps {
        let token = stamp::ask(server, info.signature.as_bytes()).map_err(|why| {
            NoSignature::Stamp(match why {
                NoStamp::Server(reason) => reason,
                NoStamp::Refused(status) => format!("PKIStatus {status}").into(),
                NoStamp::Unusable(_) => Term::NoStamp.into(),
            })
        })?;
        let token = Any::from_der(&token).map_err(plain)?;
        let stamp = Attribute { oid: TIME_STAMP, values: SetOfVec::try_from(vec![token]).map_err(plain)? };
        info.unsigned_attrs = Some(SetOfVec::try_from(vec![stamp]).map_err(plain)?);
    }
    envelope(key, info).map_err(plain)
}

fn signer_info(key: &Key, parts: &[&[u8]]) -> der::Result<SignerInfo> {
    let certificate = key.certificate().ok_or(der::ErrorKind::Failed)?;
    let digest = Hash::Sha256.digest(parts);
    let own = Hash::Sha256.digest(&[key.certificates.first().map(Vec::as_slice).unwrap_or_default()]);
    let bound = SigningCertificate { certificates: vec![CertificateId { hash: OctetString::new(own)? }] };
    let attributes = vec![
        attribute(CONTENT_TYPE, &DATA)?,
        attribute(MESSAGE_DIGEST, &OctetString::new(digest)?)?,
        attribute(ESS_V2, &bound)?,
    ];
    Ok(SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: certificate.tbs_certificate.issuer.clone(),
            serial_number: certificate.tbs_certificate.serial_number.clone(),
        }),
        digest_alg: AlgorithmIdentifierOwned { oid: SHA256, parameters: None },
        signed_attrs: Some(SetOfVec::try_from(attributes)?),
        signature_algorithm: key.algorithm(),
        signature: OctetString::new(Vec::new())?,
        unsigned_attrs: None,
    })
}

fn envelope(key: &Key, info: SignerInfo) -> der::Result<Vec<u8>> {
    let certificates: der::Result<Vec<CertificateChoices>> =
        key.certificates.iter().map(|der| Certificate::from_der(der).map(CertificateChoices::Certificate)).collect();
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![info.digest_alg.clone()])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: DATA, econtent: None },
        certificates: Some(CertificateSet(SetOfVec::try_from(certificates?)?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![info])?),
    };
    ContentInfo { content_type: SIGNED_DATA, content: Any::from_der(&data.to_der()?)? }.to_der()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A service that returns what a test wants.
    struct Fake<'a>(&'a dyn Fn(&[u8]) -> Vec<u8>);

    impl SigningService for Fake<'_> {
        fn sign(&self, pdf: &[u8], _: &Request) -> Result<Vec<u8>, NoSignature> {
            Ok((self.0)(pdf))
        }
    }

    #[test]
    fn what_a_service_returns_is_taken_only_if_it_is_what_was_sent_and_signed() {
        // S007: nothing, the same file, another file, the file with a tail, one that was signed and then changed.
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
        let read = |name: &str| std::fs::read(format!("{folder}/{name}")).expect("a file");
        let pdf = read("invalid/S009-berkas-kepercayaan/surat.pdf");
        let key = Key::open(&read("kunci/inspektur-p256.p12"), "rahasia-uji").expect("a key");
        let signed = |pdf: &[u8]| Local { key: &key, stamps: None }.sign(pdf, &Request::default()).expect("signed");
        let refused = |make: &dyn Fn(&[u8]) -> Vec<u8>| {
            matches!(sign(&Fake(make), &pdf, &Request::default()), Err(NoSignature::Unusable(_)))
        };
        assert!(refused(&|_| Vec::new()), "nothing: the most frequent failure of a large service");
        assert!(refused(&<[u8]>::to_vec), "the same file");
        assert!(refused(&|_| read("invalid/A050-bukan-laporan-di-sini/surat.tte.pdf")), "another file");
        assert!(refused(&|pdf| [pdf, b"% tail\n%%EOF\n"].concat()), "a tail");
        assert!(refused(&|pdf| [signed(pdf).as_slice(), b"% tail\n%%EOF\n"].concat()), "signed, with a tail");
        assert!(refused(&|pdf| signed(&signed(pdf))), "signed twice");
        let flipped = |pdf: &[u8]| {
            let mut wrong = signed(pdf);
            wrong[pdf.len() / 2] ^= 1;
            wrong
        };
        assert!(refused(&flipped), "changed");
        assert!(sign(&Fake(&signed), &pdf, &Request::default()).is_ok());
    }
}
