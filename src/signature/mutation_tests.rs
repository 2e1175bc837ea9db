//! Damage anywhere in a signed file is found: every changed byte, and every piece that is put in, taken out or moved.
//! No damage makes the program panic.

use std::panic::catch_unwind;

use cms::cert::IssuerAndSerialNumber;
use der::Encode;
use proptest::prelude::*;

use crate::diag::Word;
use crate::pdf::Pdf;
use crate::pdf::bytes::find;

use super::cms::DATA;
use super::forge::*;
use super::tally::{Tally, words};
use super::{Trust, Verified};

/// True if a file is broken, or a signature of it is missing or not intact. Trust is left out: it would cost time.
fn noticed(bytes: &[u8], count: usize) -> Result<bool, String> {
    let verified = catch_unwind(|| Pdf::open(bytes).verify(&Trust::default(), NOW)).map_err(|_| "PANIC".to_owned())?;
    Ok(unsound(&verified, count))
}

fn unsound(verified: &Verified, count: usize) -> bool {
    verified.broken.is_some()
        || verified.signatures.len() != count
        || verified.signatures.iter().any(|one| !one.integrity.is_empty() || !one.later.forbidden.is_empty())
}

/// The files that are damaged: name, bytes, number of signatures.
fn files() -> Vec<(&'static str, Vec<u8>, usize)> {
    let one = signed(&classic(&objects()), "inspektur-p256");
    let streamed = signed(&streamed(&objects()), "inspektur-rsa2048");
    let two = signed(&one, "sekda-rsa2048");
    vec![("classic", one, 1), ("streamed", streamed, 1), ("two signers", two, 2)]
}

/// Start and end of each gap of a file.
fn gaps(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let mut from = 0;
    while find(&bytes[from..], b"/Contents<").is_some() {
        let (first, second) = gap(&bytes[from..]);
        all.push((from + first, from + second));
        from += second;
    }
    all
}

#[test]
fn every_flipped_byte_outside_the_contents_is_found() {
    for (name, bytes, count) in files() {
        let mut tally = Tally::of(name);
        let gaps = gaps(&bytes);
        assert_eq!((gaps.len(), noticed(&bytes, count)), (count, Ok(false)), "{name}");
        let inside = |at: usize| gaps.iter().any(|(first, second)| (*first + 1..*second - 1).contains(&at));
        // Every byte that a forger would change first, and a sample of the others.
        let near = |at: usize| {
            let marks = gaps.iter().any(|(first, second)| at + 600 > *first && at < *second + 400);
            marks
                || at + 400 > bytes.len()
                || bytes.len() < 60_000
                    && [b"xref", b"trai"]
                        .iter()
                        .any(|word| find(&bytes[at.saturating_sub(60)..bytes.len().min(at + 60)], *word).is_some())
        };
        for at in (0..bytes.len()).filter(|at| !inside(*at) && (at % 7 == 0 || near(*at))) {
            for mask in [0x01, 0x20] {
                let mut wrong = bytes.clone();
                wrong[at] ^= mask;
                let found = noticed(&wrong, count);
                tally.so(&format!("{at} ^ {mask:#x} {:?}: {found:?}", char::from(bytes[at])), found == Ok(true));
            }
        }
        tally.end();
    }
}

#[test]
fn every_flipped_byte_of_the_contents_is_found_or_unsigned() {
    let mut tally = Tally::of("contents");
    for name in ["inspektur-p256", "inspektur-rsa2048"] {
        let own = key(name);
        let sound = |parts: &[&[u8]]| message(own, DATA, None, parts, |_| {}, |_| {});
        let bytes = Plan { message: &sound, ..Plan::sound() }.sign();
        let (first, second) = gap(&bytes);
        let hex = &bytes[first + 1..second - 1];
        let digit = |at: usize| char::from(hex[at]).to_digit(16).expect("a digit") as u8;
        let der: Vec<u8> = (0..hex.len() / 2).map(|at| digit(2 * at) << 4 | digit(2 * at + 1)).collect();
        let long = 4 + usize::from(der[2]) * 256 + usize::from(der[3]);
        // The parts of the message that the signature does not cover: name and place of each. None of them tells the
        // signed content or the signer: certificates are checked by their own signatures, and the key gives the
        // algorithm.
        let mut unsigned = Vec::new();
        let mut leave = |what: &'static str, part: &[u8], length: usize| {
            let at = find(&der[..long], part).expect("a part of the message");
            unsigned.push((what, at..at + length));
        };
        for (certificate, what) in own.certificates[1..].iter().zip(["certificate above", "root"]) {
            leave(what, certificate, certificate.len());
        }
        let digests = b"\x02\x01\x01\x31\x0d\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01";
        leave("version and list of digests", digests, digests.len());
        let tbs = own.certificate().expect("a certificate").tbs_certificate;
        let signer = IssuerAndSerialNumber { issuer: tbs.issuer, serial_number: tbs.serial_number };
        leave("version of the signer", &[&[2, 1, 1], &signer.to_der().expect("DER")[..]].concat(), 3);
        if name == "inspektur-rsa2048" {
            leave("parameters of RSA", b"\x05\x00\x04\x82\x01\x00", 1);
        }
        let left = unsigned.len();
        let mut told = std::collections::BTreeMap::new();
        for at in 0..long {
            for mask in [0x01, 0x80] {
                let mut wrong = bytes.clone();
                let byte = format!("{:02x}", der[at] ^ mask);
                wrong[first + 1 + 2 * at..first + 3 + 2 * at].copy_from_slice(byte.as_bytes());
                let found = noticed(&wrong, 1);
                let free = unsigned.iter().find(|(_, range)| range.contains(&at)).map(|(what, _)| *what);
                if let (Some(what), Ok(_)) = (free, &found) {
                    *told.entry(what).or_insert(0) += 1;
                    continue;
                }
                tally.so(
                    &format!("{name} {at} ^ {mask:#x} {:02x?}: {found:?}", &der[at.saturating_sub(12)..at + 4]),
                    found == Ok(true),
                );
            }
        }
        for at in (long..der.len()).step_by(13) {
            let mut wrong = bytes.clone();
            wrong[first + 2 + 2 * at] = b'1';
            let words = words(&Pdf::open(&wrong).verify(&Trust::default(), NOW));
            tally.so(&format!("{name} padding {at}: {words:?}"), words.contains(&Word::TrailingBytes));
        }
        // Capital and small hexadecimal digits mean the same.
        let mut upper = bytes.clone();
        upper[first + 1..second - 1].make_ascii_uppercase();
        tally.so("upper case", noticed(&upper, 1) == Ok(false));
        tally.so(&format!("what is not signed: {told:?}"), told.len() == left);
    }
    tally.end();
}

#[test]
fn what_is_put_in_taken_out_or_moved_is_found() {
    let mut tally = Tally::of("pieces");
    for (name, bytes, count) in files() {
        let gaps = gaps(&bytes);
        let padding = |at: usize| gaps.iter().any(|(first, second)| (*first + 9000..*second - 1).contains(&at));
        for at in (0..bytes.len()).step_by(61).filter(|at| !padding(*at)) {
            for (what, wrong) in [
                ("put in", [&bytes[..at], b" ", &bytes[at..]].concat()),
                ("doubled", [&bytes[..at], &bytes[at..=at], &bytes[at..]].concat()),
                ("taken out", [&bytes[..at], &bytes[at + 1..]].concat()),
            ] {
                let found = noticed(&wrong, count);
                tally.so(&format!("{name}: {what} at {at}: {found:?}"), found == Ok(true));
            }
        }
    }
    tally.end();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Cuts, and pieces that are swapped, removed or written over, are found wherever everything is signed.
    #[test]
    fn random_damage_is_found(
        which in 0usize..3,
        one in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        long in 1usize..200,
        kind in 0u8..4,
        fill in any::<u8>(),
    ) {
        static FILES: std::sync::OnceLock<Vec<(&str, Vec<u8>, usize)>> = std::sync::OnceLock::new();
        let (name, bytes, count) = &FILES.get_or_init(files)[which];
        let (one, other) = (one.index(bytes.len() - long), other.index(bytes.len() - long));
        let mut wrong = bytes.clone();
        match kind {
            0 => wrong.truncate(one),
            1 => wrong[one..one + long].fill(fill),
            2 => drop(wrong.drain(one..one + long)),
            _ => {
                wrong[other..other + long].copy_from_slice(&bytes[one..one + long]);
                wrong[one..one + long].copy_from_slice(&bytes[other..other + long]);
            }
        }
        // Inside the contents only some bytes are signed: see above.
        let inside = |at: usize| gaps(bytes).iter().any(|(first, second)| first < &at && at + long < *second);
        let same = wrong == *bytes || kind == 1 && inside(one) || kind == 3 && inside(one) && inside(other);
        let found = noticed(&wrong, *count);
        prop_assert!(found == Ok(true) || same && found.is_ok(), "{name} {kind} {one} {other} {long}: {found:?}");
    }

    /// A message or a file of any bytes gets an answer, never a panic.
    #[test]
    fn any_message_is_answered(noise in prop::collection::vec(any::<u8>(), 0..300), at: prop::sample::Index) {
        let noisy = |parts: &[&[u8]]| {
            let mut all = message(key("inspektur-p256"), DATA, None, parts, |_| {}, |_| {});
            let at = at.index(all.len());
            let end = all.len().min(at + noise.len());
            all.splice(at..end, noise.iter().copied());
            all
        };
        let bytes = Plan { message: &noisy, ..Plan::sound() }.sign();
        prop_assert!(noticed(&bytes, 1).is_ok());
        prop_assert!(noticed(&[b"%PDF-1.7\n", &noise[..], b"\nstartxref\n9\n%%EOF\n"].concat(), 1).is_ok());
    }
}
