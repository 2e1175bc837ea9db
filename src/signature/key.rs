//! A signer's key and certificates from a PKCS#12 file.

use der::Decode;
use p12_keystore::Pkcs12Archive;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use x509_cert::Certificate;
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::algorithm::{ECDSA_SHA256, RSA};

/// The reason why a key file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoKey {
    /// The file is no PKCS#12 file, or has another passphrase: the format does not surely tell one from the other.
    Locked,
    /// Its key is neither RSA of at least 2048 bits nor P-256.
    Kind,
    /// No certificate in it belongs to its key.
    Certificate,
}

enum Pair {
    Rsa(RsaKeyPair),
    P256(EcdsaKeyPair),
}

/// A signing key, with the certificates that say whose key it is.
pub struct Key {
    pair: Pair,
    /// The signer's certificate first, then those above it, in DER.
    pub(super) certificates: Vec<Vec<u8>>,
    name: String,
}

impl Key {
    /// Opens a PKCS#12 file that OpenSSL 3 made or that has the old ciphers of Windows.
    ///
    /// # Errors
    /// See [`NoKey`].
    pub fn open(bytes: &[u8], passphrase: &str) -> Result<Self, NoKey> {
        let archive = Pkcs12Archive::from_pkcs12(bytes, passphrase).map_err(|_| NoKey::Locked)?;
        let key = archive.keys.first().ok_or(NoKey::Kind)?;
        let pair = pair(key.key.as_der())?;
        let public = match &pair {
            Pair::Rsa(pair) => pair.public_key().as_ref().to_vec(),
            Pair::P256(pair) => pair.public_key().as_ref().to_vec(),
        };
        let all: Vec<(Vec<u8>, Certificate)> = archive
            .certs
            .iter()
            .filter_map(|bag| {
                let der = bag.cert.as_der().to_vec();
                Certificate::from_der(&der).ok().map(|certificate| (der, certificate))
            })
            .collect();
        let of_key = |certificate: &Certificate| {
            certificate.tbs_certificate.subject_public_key_info.subject_public_key.raw_bytes() == public
        };
        let (own, leaf) = all.iter().find(|(_, c)| of_key(c)).ok_or(NoKey::Certificate)?;
        let name = super::trust::name(leaf);
        let rest = all.iter().filter(|(der, _)| der != own).map(|(der, _)| der.clone());
        let certificates = std::iter::once(own.clone()).chain(rest).collect();
        Ok(Self { pair, certificates, name })
    }

    /// The name on the certificate.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn certificate(&self) -> Option<Certificate> {
        Certificate::from_der(self.certificates.first()?).ok()
    }

    /// The algorithm identifier of the signatures that [`Key::sign`] makes. For RSA it is the identifier of the key,
    /// with NULL as parameters (RFC 3370, 3.2).
    pub(super) fn algorithm(&self) -> AlgorithmIdentifierOwned {
        match self.pair {
            Pair::Rsa(_) => AlgorithmIdentifierOwned { oid: RSA, parameters: Some(der::Any::null()) },
            Pair::P256(_) => AlgorithmIdentifierOwned { oid: ECDSA_SHA256, parameters: None },
        }
    }

    /// Signs the SHA-256 of a message; `None` only if the machine has no randomness.
    pub(super) fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let random = SystemRandom::new();
        match &self.pair {
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).ok()?;
                Some(signature)
            }
            Pair::P256(pair) => pair.sign(&random, message).ok().map(|signature| signature.as_ref().to_vec()),
        }
    }
}

fn pair(pkcs8: &[u8]) -> Result<Pair, NoKey> {
    if let Ok(pair) = RsaKeyPair::from_pkcs8(pkcs8) {
        return Ok(Pair::Rsa(pair));
    }
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8, &SystemRandom::new());
    pair.map(Pair::P256).map_err(|_| NoKey::Kind)
}
