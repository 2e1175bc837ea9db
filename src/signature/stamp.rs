//! Time stamps by RFC 3161: asks a server for a token, and checks a token.

use der::asn1::{BitString, ObjectIdentifier, OctetString};
use der::{Any, Encode, Sequence, Tag};
use ring::rand::{SecureRandom, SystemRandom};
use x509_cert::spki::AlgorithmIdentifierOwned;

use crate::diag::{Arg, Finding, Word};

use super::algorithm::{self, Hash, SHA256};
use super::cms::{self, Message, Subject, TST_INFO};
use super::time::{self, Seconds};

/// RFC 3161, 2.4.1.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct Imprint {
    algorithm: AlgorithmIdentifierOwned,
    hash: OctetString,
}

#[derive(Sequence)]
struct Request {
    version: u8,
    imprint: Imprint,
    nonce: Any,
    certificates: bool,
}

/// RFC 3161, 2.4.2.
#[derive(Sequence)]
struct Response {
    status: Status,
    #[asn1(optional = "true")]
    token: Option<Any>,
}

#[derive(Sequence)]
struct Status {
    status: u8,
    #[asn1(optional = "true")]
    text: Option<Vec<Any>>,
    #[asn1(optional = "true")]
    failure: Option<BitString>,
}

/// RFC 3161, 2.4.2. `time` is read by hand: it may hold fractions of a second.
#[derive(Sequence)]
struct TstInfo {
    version: u8,
    policy: ObjectIdentifier,
    imprint: Imprint,
    serial: Any,
    time: Any,
    #[asn1(optional = "true")]
    accuracy: Option<Accuracy>,
    #[asn1(default = "no")]
    ordering: bool,
    #[asn1(optional = "true")]
    nonce: Option<NonceValue>,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    authority: Option<Any>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    extensions: Option<x509_cert::ext::Extensions>,
}

type NonceValue = der::asn1::Int;

#[derive(Sequence)]
struct Accuracy {
    #[asn1(optional = "true")]
    seconds: Option<der::asn1::Int>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    millis: Option<der::asn1::Int>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    micros: Option<der::asn1::Int>,
}

fn no() -> bool {
    false
}

/// A token that was read. Everything in it is checked but the trust in its maker.
pub(super) struct Token {
    pub(super) message: Message,
    /// The time that it states, if that can be read.
    pub(super) time: Option<Seconds>,
    nonce: Option<Vec<u8>>,
}

/// Reads a token and checks that it was made for `parts` (one after the other) and is intact.
pub(super) fn check(token: &[u8], parts: &[&[u8]]) -> Token {
    let mut message = cms::check(token, Subject::Inside(TST_INFO), true);
    let info: Option<TstInfo> = algorithm::read(&message.content);
    let Some(info) = info else {
        message.faults.insert(0, Word::TokenUnreadable.plain());
        return Token { message, time: None, nonce: None };
    };
    let hash = Hash::of(&info.imprint.algorithm.oid);
    match hash {
        None => message.faults.push(Word::AlgorithmRefused.about(info.imprint.algorithm.oid)),
        Some(hash) if hash.digest(parts) != info.imprint.hash.as_bytes() => {
            message.faults.push(Word::TokenOther.plain())
        }
        Some(_) => {}
    }
    let time = cms::is(&info.time, Tag::GeneralizedTime).then(|| time::generalized(info.time.value())).flatten();
    if time.is_none() {
        message.faults.push(Word::TokenUnreadable.plain());
    }
    Token { message, time, nonce: info.nonce.map(|nonce| nonce.as_bytes().to_vec()) }
}

/// The reason why a server's answer cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoStamp {
    /// The server could not be reached, or answered with a failure: its words.
    Server(Arg),
    /// The server refused, with this status.
    Refused(u8),
    /// The answer is no token for the content that was sent.
    Unusable(Finding),
}

/// Asks a server for a token over `content`, and checks the answer.
pub(super) fn ask(url: &str, content: &[u8]) -> Result<Vec<u8>, NoStamp> {
    let unusable = || NoStamp::Unusable(Word::TokenUnreadable.plain());
    let mut nonce = [0; 8];
    SystemRandom::new().fill(&mut nonce).map_err(|_| NoStamp::Server("random".into()))?;
    // The nonce is a positive integer without zeros in front.
    nonce[0] = nonce[0] & 0x7f | 0x40;
    let imprint = Imprint {
        algorithm: AlgorithmIdentifierOwned { oid: SHA256, parameters: None },
        hash: OctetString::new(Hash::Sha256.digest(&[content])).map_err(|_| unusable())?,
    };
    let number = Any::new(Tag::Integer, nonce.to_vec()).map_err(|_| unusable())?;
    let request = Request { version: 1, imprint, nonce: number, certificates: true };
    let answer = super::network::post(url, "application/timestamp-query", &request.to_der().map_err(|_| unusable())?)
        .map_err(NoStamp::Server)?;
    let response: Response = algorithm::read(&answer).ok_or_else(unusable)?;
    // RFC 3161, 2.4.2: granted, or granted with modifications.
    if response.status.status > 1 {
        return Err(NoStamp::Refused(response.status.status));
    }
    let token = response.token.and_then(|any| any.to_der().ok()).ok_or_else(unusable)?;
    let checked = check(&token, &[content]);
    if let Some(fault) = checked.message.faults.into_iter().next() {
        return Err(NoStamp::Unusable(fault));
    }
    if checked.nonce.as_deref() != Some(&nonce) {
        return Err(NoStamp::Unusable(Word::TokenOther.plain()));
    }
    Ok(token)
}
