//! Lists the accepted algorithms, and checks a signature with them. All others are refused: SHA-1, MD5, DSA and short
//! keys no longer prove anything.

use der::asn1::ObjectIdentifier;
use der::{Decode, Sequence};
use ring::digest;
use rustls_pki_types::{SignatureVerificationAlgorithm, SubjectPublicKeyInfoDer};
use webpki::{RawPublicKeyEntity, ring as algs};
use x509_cert::spki::AlgorithmIdentifierOwned;

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

/// RFC 8017, A.1.
pub(super) const RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.1");
const RSA_PSS: ObjectIdentifier = oid("1.2.840.113549.1.1.10");
const RSA_SHA256: ObjectIdentifier = oid("1.2.840.113549.1.1.11");
const RSA_SHA384: ObjectIdentifier = oid("1.2.840.113549.1.1.12");
const RSA_SHA512: ObjectIdentifier = oid("1.2.840.113549.1.1.13");
/// RFC 5758, 3.2.
pub(super) const ECDSA_SHA256: ObjectIdentifier = oid("1.2.840.10045.4.3.2");
const ECDSA_SHA384: ObjectIdentifier = oid("1.2.840.10045.4.3.3");
/// RFC 5754, 2.
pub(super) const SHA256: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.1");
const SHA384: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.2");
const SHA512: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.3");

/// An accepted digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// The digest of an identifier, if it is accepted.
    pub(super) fn of(oid: &ObjectIdentifier) -> Option<Self> {
        match *oid {
            SHA256 => Some(Self::Sha256),
            SHA384 => Some(Self::Sha384),
            SHA512 => Some(Self::Sha512),
            _ => None,
        }
    }

    /// The digest of parts that follow one another.
    pub(super) fn digest(self, parts: &[&[u8]]) -> Vec<u8> {
        let mut context = digest::Context::new(match self {
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        });
        parts.iter().for_each(|part| context.update(part));
        context.finish().as_ref().to_vec()
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }
}

/// The reason why a signature is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The algorithm with this identifier, or the key for it, is not accepted.
    Algorithm(String),
    /// This key did not make the signature over these bytes.
    Wrong,
}

/// RFC 8017, A.2.3. Only `hash` is used here; a signature verifies only if its salt is as long as the digest.
#[derive(Sequence)]
struct PssParameters {
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    hash: Option<AlgorithmIdentifierOwned>,
    #[asn1(context_specific = "1", tag_mode = "EXPLICIT", optional = "true")]
    mask: Option<AlgorithmIdentifierOwned>,
    #[asn1(context_specific = "2", tag_mode = "EXPLICIT", optional = "true")]
    salt: Option<u16>,
    #[asn1(context_specific = "3", tag_mode = "EXPLICIT", optional = "true")]
    trailer: Option<u8>,
}

type Algorithms = Vec<&'static dyn SignatureVerificationAlgorithm>;

/// Checks a signature over `message` with the key `spki` (a DER `SubjectPublicKeyInfo`). `digest` is the digest named
/// beside the signature, if the format names one there; it must agree with the digest of the algorithm.
pub(super) fn verify(
    spki: &[u8],
    algorithm: &AlgorithmIdentifierOwned,
    digest: Option<Hash>,
    message: &[u8],
    signature: &[u8],
) -> Result<(), Refusal> {
    let refused = || Refusal::Algorithm(algorithm.oid.to_string());
    let candidates = candidates(algorithm, digest).ok_or_else(refused)?;
    let spki = SubjectPublicKeyInfoDer::from(spki);
    let key = RawPublicKeyEntity::try_from(&spki).map_err(|_| refused())?;
    let mut fits = false;
    for candidate in candidates {
        match key.verify_signature(candidate, message, signature) {
            Ok(()) => return Ok(()),
            Err(webpki::Error::InvalidSignatureForPublicKey) => fits = true,
            Err(_) => {}
        }
    }
    Err(if fits { Refusal::Wrong } else { refused() })
}

fn candidates(algorithm: &AlgorithmIdentifierOwned, digest: Option<Hash>) -> Option<Algorithms> {
    let named = match algorithm.oid {
        RSA_SHA256 | ECDSA_SHA256 => Some(Hash::Sha256),
        RSA_SHA384 | ECDSA_SHA384 => Some(Hash::Sha384),
        RSA_SHA512 => Some(Hash::Sha512),
        RSA_PSS => {
            let parameters = algorithm.parameters.as_ref()?.decode_as::<PssParameters>().ok()?;
            Some(Hash::of(&parameters.hash?.oid)?)
        }
        RSA => None,
        _ => return None,
    };
    let hash = match (named, digest) {
        (Some(named), Some(digest)) if named != digest => return None,
        (Some(hash), _) | (None, Some(hash)) => hash,
        (None, None) => return None,
    };
    Some(match (algorithm.oid, hash) {
        (ECDSA_SHA256 | ECDSA_SHA384, Hash::Sha256) => vec![algs::ECDSA_P256_SHA256, algs::ECDSA_P384_SHA256],
        (ECDSA_SHA256 | ECDSA_SHA384, _) => vec![algs::ECDSA_P256_SHA384, algs::ECDSA_P384_SHA384],
        (RSA_PSS, Hash::Sha256) => vec![algs::RSA_PSS_2048_8192_SHA256_LEGACY_KEY],
        (RSA_PSS, Hash::Sha384) => vec![algs::RSA_PSS_2048_8192_SHA384_LEGACY_KEY],
        (RSA_PSS, Hash::Sha512) => vec![algs::RSA_PSS_2048_8192_SHA512_LEGACY_KEY],
        (_, Hash::Sha256) => vec![algs::RSA_PKCS1_2048_8192_SHA256],
        (_, Hash::Sha384) => vec![algs::RSA_PKCS1_2048_8192_SHA384],
        (_, Hash::Sha512) => vec![algs::RSA_PKCS1_2048_8192_SHA512],
    })
}

/// An algorithm as it is shown: `RSA SHA-256`.
pub(super) fn name(algorithm: &AlgorithmIdentifierOwned, digest: Hash) -> String {
    let kind = match algorithm.oid {
        ECDSA_SHA256 | ECDSA_SHA384 => "ECDSA",
        RSA_PSS => "RSA-PSS",
        RSA | RSA_SHA256 | RSA_SHA384 | RSA_SHA512 => "RSA",
        _ => return format!("{} {}", algorithm.oid, digest.name()),
    };
    format!("{kind} {}", digest.name())
}

/// Reads DER; `None` for anything else.
pub(super) fn read<'a, T: Decode<'a>>(der: &'a [u8]) -> Option<T> {
    T::from_der(der).ok()
}
