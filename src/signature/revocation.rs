//! Reads revocation lists (RFC 5280, 5) and OCSP responses (RFC 6960) from files and from the PDF itself. No server is
//! asked for them.
//!
//! `rustls-webpki` says that a certificate is revoked, but not when; the date decides about signatures made before it.

use der::asn1::ObjectIdentifier;
use der::{Decode, Encode};
use x509_cert::Certificate;
use x509_cert::crl::CertificateList;
use x509_cert::ext::pkix::ExtendedKeyUsage;
use x509_ocsp::{BasicOcspResponse, CertStatus, OcspResponse, OcspResponseStatus};

use super::algorithm::{self, Hash};
use super::time::Seconds;

/// RFC 6960, 4.2.2.2.
const OCSP_SIGNING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.9");
/// RFC 5280, 5.2.4 and 5.2.5: these extensions mark lists that hold a part only.
const PARTIAL: [ObjectIdentifier; 2] =
    [ObjectIdentifier::new_unwrap("2.5.29.27"), ObjectIdentifier::new_unwrap("2.5.29.28")];
/// RFC 3279, 2.2.1: the digest by which OCSP names an issuer. It serves as a name only, not as a proof.
const SHA1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");

/// The answer whether a certificate is revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revocation {
    /// Not revoked, by evidence that covers the time.
    Good,
    /// Revoked at this time.
    Revoked(Seconds),
    /// There is no evidence.
    Unknown,
}

/// Revocation lists and OCSP responses.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    lists: Vec<CertificateList>,
    responses: Vec<BasicOcspResponse>,
}

impl Evidence {
    /// Adds a list in DER; `None` if the bytes are no list.
    pub(super) fn take_list(&mut self, der: &[u8]) -> Option<()> {
        let list = CertificateList::from_der(der).ok()?;
        self.lists.push(list);
        Some(())
    }

    /// Adds a response in DER; `None` if the bytes are no response, or the response holds no answer.
    pub(super) fn take_response(&mut self, der: &[u8]) -> Option<()> {
        let response = OcspResponse::from_der(der).ok()?;
        (response.response_status == OcspResponseStatus::Successful).then_some(())?;
        let basic = BasicOcspResponse::from_der(response.response_bytes?.response.as_bytes()).ok()?;
        self.responses.push(basic);
        Some(())
    }

    pub(super) fn extend(&mut self, other: &Self) {
        self.lists.extend(other.lists.iter().cloned());
        self.responses.extend(other.responses.iter().cloned());
    }
}

/// Asks the evidence whether a certificate is revoked. One proof of revocation outweighs all other evidence; the
/// earliest date counts.
pub(super) fn of(evidence: &Evidence, certificate: &Certificate, issuer: &Certificate, at: Seconds) -> Revocation {
    let lists = evidence.lists.iter().map(|list| by_list(list, certificate, issuer, at));
    let responses = evidence.responses.iter().map(|response| by_response(response, certificate, issuer, at));
    let mut answer = Revocation::Unknown;
    for found in lists.chain(responses).flatten() {
        answer = match (answer, found) {
            (Revocation::Revoked(old), Revocation::Revoked(new)) => Revocation::Revoked(old.min(new)),
            (Revocation::Revoked(old), _) => Revocation::Revoked(old),
            (_, found) => found,
        };
    }
    answer
}

/// True if the evidence was current at the time. Evidence made later covers an earlier time as well: revocations are
/// kept.
fn covers(next: Option<Seconds>, at: Seconds) -> bool {
    next.is_none_or(|next| at <= next)
}

fn by_list(list: &CertificateList, certificate: &Certificate, issuer: &Certificate, at: Seconds) -> Option<Revocation> {
    let tbs = &list.tbs_cert_list;
    (tbs.issuer == certificate.tbs_certificate.issuer).then_some(())?;
    let partial = tbs.crl_extensions.iter().flatten().any(|e| PARTIAL.contains(&e.extn_id) && e.critical);
    (!partial).then_some(())?;
    signed(issuer, &list.signature_algorithm, &tbs.to_der().ok()?, list.signature.raw_bytes())?;
    let mut entries = tbs.revoked_certificates.iter().flatten();
    if let Some(entry) = entries.find(|entry| entry.serial_number == certificate.tbs_certificate.serial_number) {
        return Some(Revocation::Revoked(entry.revocation_date.to_unix_duration().as_secs()));
    }
    let next = tbs.next_update.map(|time| time.to_unix_duration().as_secs());
    covers(next, at).then_some(Revocation::Good)
}

fn by_response(
    response: &BasicOcspResponse,
    certificate: &Certificate,
    issuer: &Certificate,
    at: Seconds,
) -> Option<Revocation> {
    let single = response.tbs_response_data.responses.iter().find(|single| {
        let id = &single.cert_id;
        let tbs = &issuer.tbs_certificate;
        let key = tbs.subject_public_key_info.subject_public_key.raw_bytes();
        let digest = |bytes: &[u8]| match id.hash_algorithm.oid {
            SHA1 => Some(ring::digest::digest(&ring::digest::SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref().to_vec()),
            other => Hash::of(&other).map(|hash| hash.digest(&[bytes])),
        };
        id.serial_number == certificate.tbs_certificate.serial_number
            && digest(key).as_deref() == Some(id.issuer_key_hash.as_bytes())
            && tbs.subject.to_der().ok().and_then(|name| digest(&name)).as_deref()
                == Some(id.issuer_name_hash.as_bytes())
    })?;
    let data = response.tbs_response_data.to_der().ok()?;
    let proves = |by: &Certificate| signed(by, &response.signature_algorithm, &data, response.signature.raw_bytes());
    // RFC 6960, 4.2.2.2: the issuer has signed, or somebody to whom the issuer gave this task.
    let delegates = response.certs.iter().flatten().filter(|delegate| may_answer(delegate, issuer, at));
    std::iter::once(issuer).chain(delegates).find_map(proves)?;
    match &single.cert_status {
        CertStatus::Revoked(info) => Some(Revocation::Revoked(info.revocation_time.0.to_unix_duration().as_secs())),
        CertStatus::Good(_) => {
            let next = single.next_update.as_ref().map(|time| time.0.to_unix_duration().as_secs());
            // A response without an end answers for times up to its making only.
            let made = single.this_update.0.to_unix_duration().as_secs();
            covers(Some(next.unwrap_or(made)), at).then_some(Revocation::Good)
        }
        CertStatus::Unknown(_) => None,
    }
}

fn may_answer(delegate: &Certificate, issuer: &Certificate, at: Seconds) -> bool {
    let tbs = &delegate.tbs_certificate;
    let usage = matches!(tbs.get::<ExtendedKeyUsage>(), Ok(Some((_, usage))) if usage.0.contains(&OCSP_SIGNING));
    let from = tbs.validity.not_before.to_unix_duration().as_secs();
    let valid = from <= at && at <= tbs.validity.not_after.to_unix_duration().as_secs();
    let by = || {
        let der = tbs.to_der().ok()?;
        signed(issuer, &delegate.signature_algorithm, &der, delegate.signature.raw_bytes())
    };
    usage && valid && tbs.issuer == issuer.tbs_certificate.subject && by().is_some()
}

fn signed(
    by: &Certificate,
    algorithm: &x509_cert::spki::AlgorithmIdentifierOwned,
    message: &[u8],
    signature: &[u8],
) -> Option<()> {
    let spki = by.tbs_certificate.subject_public_key_info.to_der().ok()?;
    algorithm::verify(&spki, algorithm, None, message, signature).ok()
}
