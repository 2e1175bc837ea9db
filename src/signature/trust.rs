//! Decides whether a signer was to be trusted at a time, by the roots of a project: from the path of certificates to a
//! root (RFC 5280, by `rustls-webpki`), the purpose of the key, and revocation.

use der::{Decode, Encode};
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use webpki::anchor_from_trusted_cert;
use webpki::{EndEntityCert, ExtendedKeyUsageValidator, KeyPurposeIdIter, RequiredEkuNotFoundContext};
use x509_cert::Certificate;
use x509_cert::ext::pkix::KeyUsage;

use crate::diag::{Finding, Word, harmless};

use super::revocation::{self, Evidence, Revocation};
use super::time::Seconds;

/// RFC 3161, 2.3.
const TIME_STAMPING: &[usize] = &[1, 3, 6, 1, 5, 5, 7, 3, 8];
/// The same purpose in its encoded form. In an error of the path it only stands for "another purpose".
const TIME_STAMPING_DER: [u8; 8] = [43, 6, 1, 5, 5, 7, 3, 8];
/// Purposes of keys that sign documents: any, e-mail, documents (RFC 9336), clients, and those of two large makers of
/// readers.
const DOCUMENTS: &[&[usize]] = &[
    &[2, 5, 29, 37, 0],
    &[1, 3, 6, 1, 5, 5, 7, 3, 4],
    &[1, 3, 6, 1, 5, 5, 7, 3, 36],
    &[1, 3, 6, 1, 5, 5, 7, 3, 2],
    &[1, 3, 6, 1, 4, 1, 311, 10, 3, 12],
    &[1, 2, 840, 113583, 1, 1, 5],
];

/// The roots that a project trusts, with further certificates and evidence of revocation, read from the files of a
/// folder.
///
/// ```ignore
/// let mut trust = Trust::default();
/// trust.take("akar.pem", &root)?; // signs itself, so it is a root
/// trust.take("penerbit.crl", &list)?; // revocations known to the project
/// let verified = Pdf::open(&bytes).verify(&trust, now);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// Roots, in DER.
    roots: Vec<Vec<u8>>,
    /// Other certificates, in DER.
    others: Vec<Vec<u8>>,
    evidence: Evidence,
}

impl Trust {
    /// Adds a file of the folder: a certificate or several (`.pem`, `.crt`, `.cer`, `.der`), a revocation list
    /// (`.crl`) or an OCSP response (`.ocsp`, `.ors`). A certificate that signs itself is a root.
    ///
    /// # Errors
    /// [`Unreadable`] if the file is none of these; the caller words it for people.
    pub fn take(&mut self, name: &str, bytes: &[u8]) -> Result<(), Unreadable> {
        let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        match ending.as_str() {
            "crl" => self.evidence.take_list(&unarmoured(bytes)).ok_or(Unreadable),
            "ocsp" | "ors" => self.evidence.take_response(bytes).ok_or(Unreadable),
            _ => {
                let all = certificates(bytes).ok_or(Unreadable)?;
                for (der, certificate) in all {
                    let tbs = &certificate.tbs_certificate;
                    let list = if tbs.issuer == tbs.subject { &mut self.roots } else { &mut self.others };
                    list.push(der);
                }
                Ok(())
            }
        }
    }

    /// True if nobody is trusted.
    pub fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }

    /// A copy with the certificates and the evidence that a file brings along. They need no trust by themselves.
    pub(super) fn with(&self, certificates: &[Vec<u8>], evidence: &Evidence) -> Self {
        let mut all = self.clone();
        all.others.extend_from_slice(certificates);
        all.evidence.extend(evidence);
        all
    }
}

/// A file of the folder that holds no certificate, list or response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

fn certificates(bytes: &[u8]) -> Option<Vec<(Vec<u8>, Certificate)>> {
    let all = match Certificate::from_der(bytes) {
        Ok(certificate) => vec![certificate],
        Err(_) => Certificate::load_pem_chain(bytes).ok()?,
    };
    let read: Option<Vec<_>> = all.into_iter().map(|c| Some((c.to_der().ok()?, c))).collect();
    read.filter(|all| !all.is_empty())
}

/// The bytes of a list, whether it is in PEM or in DER.
fn unarmoured(bytes: &[u8]) -> Vec<u8> {
    der::pem::decode_vec(bytes).map_or_else(|_| bytes.to_vec(), |(_, der)| der)
}

/// The purpose of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Document,
    TimeStamp,
}

/// The answer whether a signer was to be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trusted {
    /// True if the signer was to be trusted; `None` if the project trusts nobody, so that there is no answer.
    pub holds: Option<bool>,
    /// The time for which the answer holds, in seconds since 1970.
    pub at: Seconds,
    /// Subjects from the signer to the root.
    pub path: Vec<String>,
    /// Revocation of the signer's certificate.
    pub revocation: Revocation,
    /// The reasons, and anything else worth knowing.
    pub findings: Vec<Finding>,
}

/// Checks a signer as of a time. `proven` is true if a time stamp proves the time; a later revocation then does not
/// matter.
pub(super) fn check(trust: &Trust, signer: &Certificate, purpose: Purpose, at: Seconds, proven: bool) -> Trusted {
    let mut answer =
        Trusted { holds: None, at, path: vec![name(signer)], revocation: Revocation::Unknown, findings: Vec::new() };
    if trust.is_empty() {
        answer.findings.push(Word::NoAnchors.plain());
        return answer;
    }
    let path = match path(trust, signer, purpose, at) {
        Ok(path) => path,
        Err(found) => {
            answer.holds = Some(false);
            answer.findings.push(found);
            return answer;
        }
    };
    answer.path = path.iter().map(name).collect();
    answer.holds = Some(true);
    if purpose == Purpose::Document && !may_sign(signer) {
        answer.holds = Some(false);
        answer.findings.push(Word::KeyUsage.plain());
    }
    for (index, pair) in path.windows(2).enumerate() {
        let [certificate, issuer] = pair else { continue };
        let state = revocation::of(&trust.evidence, certificate, issuer, at);
        match state {
            Revocation::Revoked(when) if proven && when > at => {
                answer.findings.push(Word::RevokedLater.about(shown(when)))
            }
            Revocation::Revoked(when) => {
                answer.holds = Some(false);
                answer.findings.push(Word::Revoked.about(shown(when)));
            }
            Revocation::Unknown => answer.findings.push(Word::RevocationUnknown.about(name(certificate))),
            Revocation::Good => {}
        }
        if index == 0 {
            answer.revocation = state;
        }
    }
    answer
}

fn shown(seconds: Seconds) -> String {
    crate::os::rfc3339(seconds)
}

struct Usage(Purpose);

impl ExtendedKeyUsageValidator for Usage {
    fn validate(&self, purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        let mut named = Vec::new();
        for purpose in purposes {
            named.push(purpose?.to_decoded_oid());
        }
        let fits = match self.0 {
            // A key without a named purpose may sign whatever its usage permits.
            Purpose::Document => named.is_empty() || named.iter().any(|oid| DOCUMENTS.contains(&oid.as_slice())),
            // The issuers above need not name this purpose; `path` asks apart whether the signer names it.
            Purpose::TimeStamp => named.is_empty() || named.iter().any(|oid| oid == TIME_STAMPING),
        };
        if fits {
            return Ok(());
        }
        let required = webpki::KeyUsage::required(&TIME_STAMPING_DER);
        Err(webpki::Error::RequiredEkuNotFoundContext(RequiredEkuNotFoundContext { required, present: named }))
    }
}

/// The certificates from signer to root.
fn path(trust: &Trust, signer: &Certificate, purpose: Purpose, at: Seconds) -> Result<Vec<Certificate>, Finding> {
    let unreadable = || Word::NoPath.about(name(signer));
    if purpose == Purpose::TimeStamp && !names_time_stamping(signer) {
        return Err(Word::TokenPurpose.plain());
    }
    let der = CertificateDer::from(signer.to_der().map_err(|_| unreadable())?);
    let roots: Vec<CertificateDer<'_>> = trust.roots.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let anchors: Vec<TrustAnchor<'_>> = roots.iter().filter_map(|der| anchor_from_trusted_cert(der).ok()).collect();
    let others: Vec<CertificateDer<'_>> = trust.others.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let leaf = EndEntityCert::try_from(&der).map_err(|_| unreadable())?;
    let time = UnixTime::since_unix_epoch(std::time::Duration::from_secs(at));
    let found = leaf
        .verify_for_usage(webpki::ALL_VERIFICATION_ALGS, &anchors, &others, time, Usage(purpose), None, None)
        .map_err(|error| match error {
            webpki::Error::CertExpired { .. } | webpki::Error::CertNotValidYet { .. } => {
                Word::NotValidThen.about(shown(at))
            }
            webpki::Error::RequiredEkuNotFoundContext(_) => Word::KeyUsage.plain(),
            _ => Word::NoPath.about(harmless(&format!("{} ← {}", name(signer), signer.tbs_certificate.issuer))),
        })?;
    let mut path = vec![signer.clone()];
    for certificate in found.intermediate_certificates() {
        path.push(Certificate::from_der(certificate.der().as_ref()).map_err(|_| unreadable())?);
    }
    let last = path.last().map(|last| last.tbs_certificate.issuer.clone());
    let own_key = &found.anchor().subject_public_key_info;
    let root = trust.roots.iter().filter_map(|der| Certificate::from_der(der).ok()).find(|root| {
        let tbs = &root.tbs_certificate;
        let key = tbs.subject_public_key_info.to_der().unwrap_or_default();
        Some(&tbs.subject) == last.as_ref() && key.ends_with(own_key.as_ref())
    });
    path.extend(root);
    Ok(path)
}

/// RFC 5280, 4.2.1.3: without the extension a key may do anything.
fn may_sign(certificate: &Certificate) -> bool {
    match certificate.tbs_certificate.get::<KeyUsage>() {
        Ok(None) => true,
        Ok(Some((_, usage))) => usage.digital_signature() || usage.non_repudiation(),
        Err(_) => false,
    }
}

fn names_time_stamping(certificate: &Certificate) -> bool {
    let usage = certificate.tbs_certificate.get::<x509_cert::ext::pkix::ExtendedKeyUsage>();
    let wanted = der::asn1::ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");
    // RFC 3161, 2.3: the certificate names this purpose and no other.
    matches!(usage, Ok(Some((_, usage))) if usage.0 == [wanted])
}

/// The name that people know a certificate by: its common name, else the whole subject.
pub(super) fn name(certificate: &Certificate) -> String {
    let subject = &certificate.tbs_certificate.subject;
    let common = der::asn1::ObjectIdentifier::new_unwrap("2.5.4.3");
    let mut parts = subject.0.iter().flat_map(|part| part.0.iter());
    let name = parts.rfind(|part| part.oid == common);
    let text = name.and_then(|part| String::from_utf8(part.value.value().to_vec()).ok());
    harmless(&text.unwrap_or_else(|| subject.to_string()))
}
