//! Forged messages and untrusted signers: none is accepted. Sound messages are accepted, however they were written.

use cms::cert::CertificateChoices;
use cms::signed_data::{CertificateSet, SignedData, SignerInfo, SignerInfos};
use der::asn1::{ObjectIdentifier, OctetString, SetOfVec};
use der::{Any, Decode, Encode};
use x509_cert::Certificate;
use x509_cert::attr::Attribute;

use crate::diag::Word::{self, *};
use crate::pdf::Pdf;

use super::algorithm::Hash;
use super::cms::{CONTENT_TYPE, DATA, ESS_V2, MESSAGE_DIGEST, TIME_STAMP, TST_INFO};
use super::forge::*;
use super::tally::{Tally, words};
use super::{Key, Seconds, Trust};

/// Makes a message over two ranges.
type Maker<'a> = &'a dyn Fn(&[&[u8]]) -> Vec<u8>;

/// A change to a message with its name, and the reason for which the changed message is refused.
type Case<'a, T> = (&'a str, &'a dyn Fn(&mut T), Word);

fn by(message: Maker<'_>) -> Vec<u8> {
    Plan { message, ..Plan::sound() }.sign()
}

fn octets(bytes: &[u8]) -> OctetString {
    OctetString::new(bytes).expect("DER")
}

/// Changes the one signer of a message.
fn signer(data: &mut SignedData, change: impl Fn(&mut SignerInfo)) {
    let mut info = data.signer_infos.0.iter().next().expect("a signer").clone();
    change(&mut info);
    data.signer_infos = SignerInfos(vec![info].try_into().expect("a set"));
}

fn certificates(data: &mut SignedData, all: Vec<Certificate>) {
    let all: Vec<CertificateChoices> = all.into_iter().map(CertificateChoices::Certificate).collect();
    data.certificates = Some(CertificateSet(all.try_into().expect("a set")));
}

/// Puts a time stamp beside the signature, over it or over something else.
fn stamped(data: &mut SignedData, by: &Key, time: Seconds, over: Option<&[u8]>) {
    signer(data, |info| {
        let token = token(by, &[over.unwrap_or(info.signature.as_bytes())], time);
        let attribute = attribute(TIME_STAMP, &Any::from_der(&token).expect("DER"));
        info.unsigned_attrs = Some(vec![attribute].try_into().expect("a set"));
    });
}

const SHA1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");
const SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");
const SHA256_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const SHA1_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.5");

#[test]
fn forged_messages_are_refused() {
    let mut tally = Tally::of("messages");
    let own = key("inspektur-p256");
    let certificate = own.certificate().expect("a certificate");
    let other = key("lain-rsa2048");
    let attributes: [Case<'_, Vec<Attribute>>; 12] = [
        ("digest of other content", &|all| all[1] = attribute(MESSAGE_DIGEST, &octets(&[7; 32])), DigestDiffers),
        ("digest empty", &|all| all[1] = attribute(MESSAGE_DIGEST, &octets(&[])), DigestDiffers),
        ("digest missing", &|all| drop(all.remove(1)), DigestMissing),
        ("digest twice", &|all| all.push(attribute(MESSAGE_DIGEST, &octets(&[7; 32]))), DigestMissing),
        ("digest of another type", &|all| all[1] = attribute(MESSAGE_DIGEST, &7u8), DigestMissing),
        ("content type of a time stamp", &|all| all[0] = attribute(CONTENT_TYPE, &TST_INFO), ContentType),
        ("content type missing", &|all| drop(all.remove(0)), ContentType),
        ("content type twice", &|all| all.push(attribute(CONTENT_TYPE, &TST_INFO)), ContentType),
        ("certificate not bound", &|all| drop(all.remove(2)), EssMissing),
        ("another certificate bound", &|all| all[2] = ess(&key("lain-rsa2048").certificates[0]), EssDiffers),
        ("bound twice", &|all| all.push(ess(&key("lain-rsa2048").certificates[0])), EssMissing),
        ("binding is no list", &|all| all[2] = attribute(ESS_V2, &7u8), EssDiffers),
    ];
    for (name, change, reason) in attributes {
        tally.refuse(name, &by(&|parts| message(own, DATA, None, parts, change, |_| {})), &[reason]);
    }
    let changes: [Case<'_, SignedData>; 15] = [
        (
            "two signers",
            &|data| {
                let one = data.signer_infos.0.iter().next().expect("a signer").clone();
                let mut two = one.clone();
                two.digest_alg.oid = SHA512;
                data.signer_infos = SignerInfos(vec![one, two].try_into().expect("a set"));
            },
            SignerCount,
        ),
        ("no signer", &|data| data.signer_infos = SignerInfos(SetOfVec::new()), SignerCount),
        (
            "content inside",
            &|data| {
                data.encap_content_info.econtent =
                    Some(Any::from_der(&octets(b"x").to_der().expect("DER")).expect("DER"));
            },
            EmbeddedContent,
        ),
        ("content of another type", &|data| data.encap_content_info.econtent_type = TST_INFO, ContentType),
        (
            "certificate of the signer missing",
            &|data| certificates(data, vec![key("lain-rsa2048").certificate().expect("one")]),
            CertificateMissing,
        ),
        ("no certificates", &|data| data.certificates = None, CertificateMissing),
        ("SHA-1", &|data| signer(data, |info| info.digest_alg.oid = SHA1), AlgorithmRefused),
        ("another digest than signed", &|data| signer(data, |info| info.digest_alg.oid = SHA512), DigestDiffers),
        (
            "RSA by a key of P-256",
            &|data| signer(data, |info| info.signature_algorithm.oid = SHA256_WITH_RSA),
            AlgorithmRefused,
        ),
        ("SHA-1 with RSA", &|data| signer(data, |info| info.signature_algorithm.oid = SHA1_WITH_RSA), AlgorithmRefused),
        ("signed attributes removed", &|data| signer(data, |info| info.signed_attrs = None), AttributesMissing),
        ("signature empty", &|data| signer(data, |info| info.signature = octets(&[])), SignatureWrong),
        (
            "signature of zeros",
            &|data| signer(data, |info| info.signature = octets(&[0x30, 6, 2, 1, 0, 2, 1, 0])),
            SignatureWrong,
        ),
        ("time stamp of another signature", &|data| stamped(data, key("tsa-rsa2048"), NOW, Some(b"x")), TokenOther),
        (
            "time stamp that is none",
            &|data| {
                signer(data, |info| {
                    info.unsigned_attrs = Some(vec![attribute(TIME_STAMP, &7u8)].try_into().expect("a set"));
                })
            },
            TokenUnreadable,
        ),
    ];
    for (name, change, reason) in changes {
        tally.refuse(name, &by(&|parts| message(own, DATA, None, parts, |_| {}, change)), &[reason]);
    }
    // Somebody else's key, with the certificate of the inspektur or one that names the same serial number.
    let mut twin = certificate.clone();
    twin.tbs_certificate.subject_public_key_info =
        other.certificate().expect("a certificate").tbs_certificate.subject_public_key_info;
    let twin_der = twin.to_der().expect("DER");
    let pretend = |bound: &[u8], all: Vec<Certificate>| {
        by(&|parts| {
            message(
                other,
                DATA,
                None,
                parts,
                |list| list[2] = ess(bound),
                |data| {
                    certificates(data, all.clone());
                    let tbs = &certificate.tbs_certificate;
                    signer(data, |info| {
                        info.sid = cms::signed_data::SignerIdentifier::IssuerAndSerialNumber(
                            cms::cert::IssuerAndSerialNumber {
                                issuer: tbs.issuer.clone(),
                                serial_number: tbs.serial_number.clone(),
                            },
                        )
                    });
                },
            )
        })
    };
    let own_der = &own.certificates[0];
    tally.refuse("another key", &pretend(own_der, vec![certificate.clone()]), &[SignatureWrong, AlgorithmRefused]);
    tally.refuse("a twin certificate, bound", &pretend(&twin_der, vec![twin.clone()]), &[NoPath]);
    tally.refuse("a twin certificate, the true one bound", &pretend(own_der, vec![twin.clone()]), &[EssDiffers]);
    tally.refuse(
        "twins, the true one bound",
        &pretend(own_der, vec![twin.clone(), certificate.clone()]),
        &[EssDiffers, SignatureWrong, AlgorithmRefused],
    );
    tally.refuse(
        "twins, the false one bound",
        &pretend(&twin_der, vec![twin, certificate.clone()]),
        &[NoPath, EssDiffers],
    );
    let sound = |parts: &[&[u8]]| message(own, DATA, None, parts, |_| {}, |_| {});
    tally.refuse("of another document", &by(&|_| sound(&[b"other"])), &[DigestDiffers]);
    tally.refuse("of the first range only", &by(&|parts| sound(&parts[..1])), &[DigestDiffers]);
    tally.refuse("of all but the first range", &by(&|parts| sound(&parts[1..])), &[DigestDiffers]);
    tally.refuse(
        "a time stamp instead",
        &by(&|parts| token(key("tsa-rsa2048"), parts, NOW)),
        &[ContentType, EmbeddedContent],
    );
    for (name, tail) in
        [("a byte behind", &[1][..]), ("a byte behind zeros", &[0, 0, 0, 1]), ("another message behind", &[0x30, 0])]
    {
        tally.refuse(name, &by(&|parts| [&sound(parts)[..], tail].concat()), &[TrailingBytes]);
    }
    let raw = |parts: &[&[u8]]| {
        message(
            own,
            DATA,
            None,
            parts,
            |_| {},
            |data| {
                signer(data, |info| {
                    info.signed_attrs = None;
                    info.signature = octets(&own.sign(&parts.concat()).expect("a signature"));
                })
            },
        )
    };
    tally.refuse("without attributes, signed so", &by(&raw), &[AttributesMissing]);
    // An attacker may present signed attributes as content, since RFC 5652 has them under another tag. That must fail.
    let confused = |parts: &[&[u8]]| {
        message(
            own,
            DATA,
            None,
            parts,
            |_| {},
            |data| {
                signer(data, |info| {
                    info.signature = octets(&own.sign(&Hash::Sha256.digest(parts)).expect("a signature"));
                })
            },
        )
    };
    tally.refuse("the digest itself signed", &by(&confused), &[SignatureWrong]);
    tally.end();
}

/// A message with indefinite lengths around its elements down to a depth; octet strings stay as they are.
fn indefinite(der: &[u8], depth: usize) -> Vec<u8> {
    let head = 2 + if der[1] > 0x80 { usize::from(der[1] & 0x7f) } else { 0 };
    if depth == 0 || der[0] & 0x20 == 0 {
        return der.to_vec();
    }
    let mut out = vec![der[0], 0x80];
    let mut rest = &der[head..];
    while !rest.is_empty() {
        let size = usize::from(rest[1]);
        let (long, head) = match size {
            0x81.. => {
                (rest[2..2 + (size & 0x7f)].iter().fold(0, |sum, b| sum << 8 | usize::from(*b)), 2 + (size & 0x7f))
            }
            short => (short, 2),
        };
        out.extend(indefinite(&rest[..head + long], depth - 1));
        rest = &rest[head + long..];
    }
    out.extend([0, 0]);
    out
}

#[test]
fn what_is_sound_is_accepted() {
    let mut tally = Tally::of("sound");
    let own = key("inspektur-p256");
    let sound = |parts: &[&[u8]]| message(own, DATA, None, parts, |_| {}, |_| {});
    tally.accept("as it is", &by(&sound), 1, &[TimeUnproven]);
    for depth in 1..6 {
        tally.accept(&format!("BER to a depth of {depth}"), &by(&|parts| indefinite(&sound(parts), depth)), 1, &[]);
    }
    let rsa = key("inspektur-rsa2048");
    tally.accept("rsaEncryption", &by(&|parts| message(rsa, DATA, None, parts, |_| {}, |_| {})), 1, &[]);
    let named = |data: &mut SignedData| signer(data, |info| info.signature_algorithm.oid = SHA256_WITH_RSA);
    tally.accept("sha256WithRSA", &by(&|parts| message(rsa, DATA, None, parts, |_| {}, named)), 1, &[]);
    let value = VALUE.replace("ETSI.CAdES.detached", "adbe.pkcs7.detached");
    let unbound = |parts: &[&[u8]]| message(own, DATA, None, parts, |all| drop(all.remove(2)), |_| {});
    tally.accept("PKCS#7 without binding", &Plan { value, message: &unbound, ..Plan::sound() }.sign(), 1, &[]);
    let value = VALUE.replace("/ByteRange", "/Reason (laporan per stream, endobj) /ByteRange");
    tally.accept("a reason that says stream", &Plan { value, ..Plan::sound() }.sign(), 1, &[]);
    for (name, base) in [("classic", classic(&objects())), ("streamed", streamed(&objects()))] {
        let one = signed(&base, "inspektur-p256");
        tally.accept(name, &one, 1, &[TimeUnproven]);
        let two = signed(&one, "sekda-rsa2048");
        tally.accept(&format!("{name}, two signers"), &two, 2, &[SignatureAdded]);
        tally.accept(&format!("{name}, three signers"), &signed(&two, "lain-rsa2048"), 3, &[SignatureAdded]);
        tally.accept(
            &format!("{name}, Info changed"),
            &update(&one, &[(21, "<< /Title (Lain) >>")]),
            1,
            &[InfoChanged],
        );
    }
    let plan = Plan::sound();
    let bytes = plan.sign();
    let now = current();
    let xmp = &now[&8][now[&8].find("<x:").expect("XMP")..].replace("\nendstream", "");
    let xmp = stream("/Type /Metadata /Subtype /XML", &xmp.replace("<pdfaid", "<xmp:Tool>x</xmp:Tool> <pdfaid"));
    tally.accept("metadata written anew", &update(&bytes, &[(8, &xmp)]), 1, &[MetadataChanged]);
    for (name, old, new) in [
        ("strings of the catalog in hex", "(data.json)", "<646174612E6A736F6E>"),
        ("entries turned", "/Lang (id) ", ""),
    ] {
        let catalog = changed(&now, 1, old, new);
        let catalog = if new.is_empty() { changed(&[(1, catalog)].into(), 1, "", "/Lang <6964>") } else { catalog };
        tally.accept(name, &update(&bytes, &[(1, &catalog)]), 1, &[]);
    }
    let list: String = key_file("kepercayaan/penerbit.crl").iter().map(|byte| format!("{byte:02x}")).collect();
    let catalog = changed(&now, 1, "", "/DSS << /CRLs [70 0 R] /Certs 71 0 R >>");
    let evidence = [(1, catalog.as_str()), (70, &stream("/Filter /ASCIIHexDecode", &(list + ">"))), (71, "[]")];
    let with_evidence = update(&bytes, &evidence);
    tally.accept("DSS", &with_evidence, 1, &[DssAdded]);
    let more = changed(&now, 1, "", "/DSS << /CRLs [70 0 R 72 0 R] /Certs 71 0 R >>");
    tally.accept("DSS twice", &update(&with_evidence, &[(1, &more), (72, evidence[1].1)]), 1, &[DssAdded]);
    tally.accept("document time stamp", &document_stamp(&plan, &bytes, NOW), 2, &[StampAdded]);
    tally.accept(
        "document time stamp behind DSS",
        &{
            let plan = Plan { objects: with(objects(), 1, "", "/DSS << /CRLs [] >>"), ..Plan::sound() };
            document_stamp(&plan, &plan.sign(), NOW)
        },
        2,
        &[StampAdded],
    );
    tally.end();
}

/// Appends a document time stamp: field 40, value 41.
fn document_stamp(plan: &Plan<'_>, bytes: &[u8], time: Seconds) -> Vec<u8> {
    let mut now = plan.objects.clone();
    now.extend(plan.increment());
    let catalog = changed(&now, 1, "/Fields [30 0 R]", "/Fields [30 0 R 40 0 R]");
    let page = changed(&now, 3, "[30 0 R]", "[30 0 R 40 0 R]");
    let value = VALUE.replace("ETSI.CAdES.detached", "ETSI.RFC3161").replace("/Type /Sig", "/Type /DocTimeStamp");
    let field = "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Waktu) /F 132 /Rect [0 0 0 0] /V 41 0 R >>".to_owned();
    let message = &|parts: &[&[u8]]| token(key("tsa-rsa2048"), parts, time);
    Plan { message, ..Plan::sound() }.sign_on(bytes, &[(1, catalog), (3, page), (40, field), (41, value)])
}

#[test]
fn only_trusted_signers_are_accepted() {
    let mut tally = Tally::of("trust");
    let year = |year: u64| (year - 1970) * 31_556_952 + 10_000_000;
    let base = classic(&objects());
    for (name, reason) in [
        ("dicabut-p256", Revoked),
        ("kedaluwarsa-p256", NotValidThen),
        ("tanpa-guna-p256", KeyUsage),
        ("asing-p256", NoPath),
        ("tsa-rsa2048", KeyUsage),
    ] {
        tally.refuse(name, &signed(&base, name), &[reason]);
    }
    let stamp = |name: &str, authority: &str, time: Seconds| {
        by(&|parts| message(key(name), DATA, None, parts, |_| {}, |data| stamped(data, key(authority), time, None)))
    };
    let tsa = "tsa-rsa2048";
    tally.accept("stamped before the revocation", &stamp("dicabut-p256", tsa, year(2023)), 1, &[RevokedLater]);
    tally.refuse("stamped after the revocation", &stamp("dicabut-p256", tsa, year(2025)), &[Revoked]);
    tally.accept("stamped before the end", &stamp("kedaluwarsa-p256", tsa, year(2020)), 1, &[]);
    tally.refuse("stamped after the end", &stamp("kedaluwarsa-p256", tsa, year(2022)), &[NotValidThen]);
    // The authority had no certificate yet: its stamp proves nothing, and does no harm.
    let early = stamp("inspektur-p256", tsa, year(2018));
    tally.accept("stamped before the authority's certificate", &early, 1, &[NotValidThen, TimeUnproven]);
    tally.refuse("revoked and stamped so", &stamp("dicabut-p256", tsa, year(2018)), &[Revoked]);
    for authority in ["lain-rsa2048", "dicabut-p256", "asing-p256"] {
        tally.refuse(
            &format!("stamped by {authority}"),
            &stamp("dicabut-p256", authority, year(2023)),
            &[TokenPurpose],
        );
    }
    for (name, time, reason) in [("before", year(2023), RevokedLater), ("after", year(2025), Revoked)] {
        let own = |parts: &[&[u8]]| message(key("dicabut-p256"), DATA, None, parts, |_| {}, |_| {});
        let plan = Plan { message: &own, ..Plan::sound() };
        let bytes = document_stamp(&plan, &plan.sign(), time);
        if name == "before" { tally.accept(name, &bytes, 2, &[reason]) } else { tally.refuse(name, &bytes, &[reason]) }
    }
    // A document time stamp that covers other bytes proves nothing.
    let own = |parts: &[&[u8]]| message(key("dicabut-p256"), DATA, None, parts, |_| {}, |_| {});
    let plan = Plan { message: &own, ..Plan::sound() };
    let mut bytes = document_stamp(&plan, &plan.sign(), year(2023));
    let at = bytes.len() - 200;
    bytes[at] ^= 1;
    tally.refuse("a broken document time stamp", &bytes, &[]);
    let sound = signed(&base, "inspektur-p256");
    let verified = Pdf::open(&sound).verify(&Trust::default(), NOW);
    let trust = verified.signatures[0].trust.as_ref().expect("an answer");
    tally.so("nobody is trusted", trust.holds.is_none() && !verified.fails() && words(&verified) == [NoAnchors]);
    let mut partly = Trust::default();
    partly.take("x.pem", &key_file("kepercayaan/perantara.pem")).expect("trust");
    let verified = Pdf::open(&sound).verify(&partly, NOW);
    tally.so("an intermediate is no root", verified.signatures[0].trust.as_ref().is_some_and(|t| t.holds.is_none()));
    partly.take("x.pem", &key_file("kepercayaan/akar.pem")).expect("trust");
    let verified = Pdf::open(&signed(&base, "dicabut-p256")).verify(&partly, NOW);
    tally.so("without lists nothing is known", words(&verified).contains(&RevocationUnknown) && !verified.fails());
    tally.end();
}
