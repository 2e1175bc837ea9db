//! Reads signed data (RFC 5652) as PAdES has it: one signer, nothing embedded, the signer's certificate bound by the
//! signature (RFC 5035). Everything that needs no trust is checked here.

use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{ObjectIdentifier, OctetString, OctetStringRef};
use der::{Any, Decode, Encode, Sequence, Tagged};
use x509_cert::Certificate;
use x509_cert::ext::pkix::SubjectKeyIdentifier;
use x509_cert::spki::AlgorithmIdentifierOwned;

use crate::diag::{Finding, Word};

use super::algorithm::{self, Hash, Refusal};
use super::ber;

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

/// RFC 5652, 4 and 5.1.
pub(super) const DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.1");
pub(super) const SIGNED_DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.2");
/// RFC 3161, 2.4.2.
pub(super) const TST_INFO: ObjectIdentifier = oid("1.2.840.113549.1.9.16.1.4");
/// RFC 5652, 11.1 and 11.2.
pub(super) const CONTENT_TYPE: ObjectIdentifier = oid("1.2.840.113549.1.9.3");
pub(super) const MESSAGE_DIGEST: ObjectIdentifier = oid("1.2.840.113549.1.9.4");
/// RFC 5035, 3 (version 2) and RFC 2634, 5.4 (version 1, by SHA-1).
pub(super) const ESS_V2: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.47");
const ESS_V1: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.12");
/// RFC 3161, appendix A.
pub(super) const TIME_STAMP: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.14");
/// RFC 5280, 4.2.1.2.
const KEY_IDENTIFIER: ObjectIdentifier = oid("2.5.29.14");

/// The content that is signed.
#[derive(Clone, Copy)]
pub(super) enum Subject<'a> {
    /// Bytes outside of the message, in parts.
    Detached(&'a [&'a [u8]]),
    /// The content inside the message, of this type.
    Inside(ObjectIdentifier),
}

/// Signed data as far as it could be read.
#[derive(Debug, Default)]
pub(super) struct Message {
    /// The signer's certificate, as included.
    pub(super) signer: Option<Certificate>,
    /// All certificates in it, in DER.
    pub(super) certificates: Vec<Vec<u8>>,
    /// The algorithm, such as `RSA SHA-256`.
    pub(super) algorithm: Option<String>,
    /// The content inside, if there is any.
    pub(super) content: Vec<u8>,
    /// The signature value.
    pub(super) signature: Vec<u8>,
    /// The time stamp of the signature, in DER.
    pub(super) time_stamp: Option<Vec<u8>>,
    /// The reasons why it is not intact; empty if it is intact.
    pub(super) faults: Vec<Finding>,
}

/// RFC 5035, 4: a certificate identifier. The digest matters; the field behind it only repeats the issuer.
#[derive(Sequence)]
struct EssCertificate {
    #[asn1(optional = "true")]
    hash_algorithm: Option<AlgorithmIdentifierOwned>,
    hash: OctetString,
    #[asn1(optional = "true")]
    issuer_serial: Option<Any>,
}

#[derive(Sequence)]
struct EssCertificates {
    certificates: Vec<EssCertificate>,
    #[asn1(optional = "true")]
    policies: Option<Any>,
}

/// Reads and checks signed data. With `must_bind` the signature must bind the signer's certificate, as it does in all
/// but the oldest formats.
pub(super) fn check(bytes: &[u8], subject: Subject<'_>, must_bind: bool) -> Message {
    let mut message = Message::default();
    let Some((der, rest)) = ber::to_der(bytes) else {
        message.faults.push(Word::CmsUnreadable.plain());
        return message;
    };
    // `Contents` is filled up with zeros.
    if rest.iter().any(|byte| *byte != 0) {
        message.faults.push(Word::TrailingBytes.plain());
    }
    let Some(data) = signed_data(&der) else {
        message.faults.push(Word::CmsUnreadable.plain());
        return message;
    };
    let certificates = data.certificates.iter().flat_map(|set| set.0.iter());
    let certificates: Vec<&Certificate> = certificates
        .filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => Some(certificate),
            CertificateChoices::Other(_) => None,
        })
        .collect();
    message.certificates = certificates.iter().filter_map(|certificate| certificate.to_der().ok()).collect();
    let signers: Vec<&SignerInfo> = data.signer_infos.0.iter().collect();
    let [info] = signers.as_slice() else {
        message.faults.push(Word::SignerCount.about(signers.len()));
        return message;
    };
    message.signature = info.signature.as_bytes().to_vec();
    message.time_stamp = time_stamp(info);
    message.signer = certificates.into_iter().find(|certificate| is_of(certificate, &info.sid)).cloned();
    let inside = data.encap_content_info.econtent.as_ref();
    let content = inside.and_then(|any| any.decode_as::<OctetStringRef<'_>>().ok()).map(|o| o.as_bytes().to_vec());
    message.content = content.unwrap_or_default();
    let faults = faults(&data, info, subject, must_bind, &mut message);
    message.faults.extend(faults);
    message
}

/// The signed data of a content info.
pub(super) fn signed_data(der: &[u8]) -> Option<SignedData> {
    let info: ContentInfo = algorithm::read(der)?;
    (info.content_type == SIGNED_DATA).then_some(())?;
    info.content.decode_as().ok()
}

fn faults(
    data: &SignedData,
    info: &SignerInfo,
    subject: Subject<'_>,
    must_bind: bool,
    message: &mut Message,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let kind = data.encap_content_info.econtent_type;
    let inside = message.content.clone();
    let (parts, expected): (&[&[u8]], _) = match subject {
        Subject::Detached(parts) => (parts, DATA),
        Subject::Inside(kind) => (&[&inside], kind),
    };
    if matches!(subject, Subject::Detached(_)) && data.encap_content_info.econtent.is_some() {
        found.push(Word::EmbeddedContent.plain());
    }
    let Some(hash) = Hash::of(&info.digest_alg.oid) else {
        found.push(Word::AlgorithmRefused.about(info.digest_alg.oid));
        return found;
    };
    message.algorithm = Some(algorithm::name(&info.signature_algorithm, hash));
    let Some(attributes) = &info.signed_attrs else {
        found.push(Word::AttributesMissing.plain());
        return found;
    };
    let one = |oid| {
        let mut values = attributes.iter().filter(|a| a.oid == oid).flat_map(|a| a.values.iter());
        let first = values.next();
        first.filter(|_| values.next().is_none())
    };
    let signed_kind = one(CONTENT_TYPE).and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
    if signed_kind != Some(kind) || kind != expected {
        found.push(Word::ContentType.plain());
    }
    match one(MESSAGE_DIGEST).and_then(|any| any.decode_as::<OctetString>().ok()) {
        None => found.push(Word::DigestMissing.plain()),
        Some(digest) if digest.as_bytes() != hash.digest(parts) => found.push(Word::DigestDiffers.plain()),
        Some(_) => {}
    }
    let Some(signer) = &message.signer else {
        found.push(Word::CertificateMissing.plain());
        return found;
    };
    found.extend(binding(one(ESS_V2), one(ESS_V1), signer, must_bind));
    let spki = signer.tbs_certificate.subject_public_key_info.to_der();
    // RFC 5652, 5.4: the signature is over the attributes as a SET in DER.
    let (Ok(spki), Ok(signed)) = (spki, attributes.to_der()) else {
        found.push(Word::CmsUnreadable.plain());
        return found;
    };
    match algorithm::verify(&spki, &info.signature_algorithm, Some(hash), &signed, info.signature.as_bytes()) {
        Ok(()) => {}
        Err(Refusal::Algorithm(name)) => found.push(Word::AlgorithmRefused.about(name)),
        Err(Refusal::Wrong) => found.push(Word::SignatureWrong.plain()),
    }
    found
}

/// Checks that the first certificate identifier is the signer's (RFC 5035, 5).
fn binding(v2: Option<&Any>, v1: Option<&Any>, signer: &Certificate, must_bind: bool) -> Option<Finding> {
    let own = signer.to_der().ok()?;
    let first = |any: &Any| {
        let der = any.to_der().ok()?;
        algorithm::read::<EssCertificates>(&der)?.certificates.into_iter().next()
    };
    let digest = match (v2, v1) {
        (Some(any), _) => first(any).and_then(|id| {
            let hash = id.hash_algorithm.as_ref().map_or(Some(Hash::Sha256), |a| Hash::of(&a.oid))?;
            Some((id.hash.as_bytes().to_vec(), hash.digest(&[&own])))
        }),
        // Version 1 knows SHA-1 only. Not this digest but the other attributes prove that the name is bound.
        (None, Some(any)) => first(any).map(|id| {
            let legacy = ring::digest::digest(&ring::digest::SHA1_FOR_LEGACY_USE_ONLY, &own);
            (id.hash.as_bytes().to_vec(), legacy.as_ref().to_vec())
        }),
        (None, None) => return must_bind.then(|| Word::EssMissing.plain()),
    };
    match digest {
        Some((bound, own)) if bound == own => None,
        _ => Some(Word::EssDiffers.plain()),
    }
}

fn time_stamp(info: &SignerInfo) -> Option<Vec<u8>> {
    let attributes = info.unsigned_attrs.as_ref()?;
    let attribute = attributes.iter().find(|attribute| attribute.oid == TIME_STAMP)?;
    attribute.values.iter().next()?.to_der().ok()
}

fn is_of(certificate: &Certificate, id: &SignerIdentifier) -> bool {
    let tbs = &certificate.tbs_certificate;
    match id {
        SignerIdentifier::IssuerAndSerialNumber(id) => tbs.issuer == id.issuer && tbs.serial_number == id.serial_number,
        SignerIdentifier::SubjectKeyIdentifier(id) => {
            let extensions = tbs.extensions.as_deref().unwrap_or_default();
            let own = extensions.iter().find(|extension| extension.extn_id == KEY_IDENTIFIER);
            own.and_then(|extension| SubjectKeyIdentifier::from_der(extension.extn_value.as_bytes()).ok())
                .is_some_and(|own| own == *id)
        }
    }
}

/// True if an element has this tag; for elements that are not read by their type.
pub(super) fn is(any: &Any, tag: der::Tag) -> bool {
    any.tag() == tag
}
