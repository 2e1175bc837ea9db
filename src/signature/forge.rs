//! Writes small PDFs byte by byte, so that an attack can put anything anywhere, and signs messages as a test wants
//! them. For tests only.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{GeneralizedTime, ObjectIdentifier, OctetString, SetOfVec};
use der::{Any, Decode, Encode, Sequence};
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

use crate::pdf::bytes::find;

use super::algorithm::{Hash, SHA256};
use super::cms::{CONTENT_TYPE, DATA, ESS_V2, MESSAGE_DIGEST, SIGNED_DATA, TST_INFO};
use super::{Key, Local, Request, Seconds, Trust, sign};

/// 2026-09-21: after the revocation of 2024 and the end of the expired certificate, within the validity of all others.
pub(super) const NOW: Seconds = 1_790_000_000;

/// Room for the message in bytes.
pub(super) const ROOM: usize = 8192;

/// The entries of every trailer.
pub(super) const TRAILER: &str = "/Root 1 0 R /Info 21 0 R /ID [<00112233445566778899aabbccddeeff><00>]";

/// A sound signature dictionary; `@RANGE@` and `@GAP@` are filled in later.
pub(super) const VALUE: &str = "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached \
     /ByteRange @RANGE@ /Contents @GAP@ /M (D:20260101000000Z) >>";

pub(super) type Objects = BTreeMap<u32, String>;

pub(super) fn stream(dictionary: &str, content: &str) -> String {
    format!("<< {dictionary} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

fn text(words: &str) -> String {
    stream("", &format!("BT /F1 12 Tf 72 700 Td ({words}) Tj ET /X1 Do"))
}

/// The text that an attacker wants to show.
pub(super) const FALSE: &str = "Nilai 99,99 predikat AA";

pub(super) fn false_text() -> String {
    stream("", &format!("BT /F1 12 Tf 72 700 Td ({FALSE}) Tj ET"))
}

/// A tagged report of two pages with an attachment. Objects 16 to 20 are shown nowhere: they are an attacker's store.
pub(super) fn objects() -> Objects {
    let catalog =
        "/Type /Catalog /Lang (id) /MarkInfo << /Marked true >> /ViewerPreferences << /DisplayDocTitle true >>";
    let page = |content: &str| {
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} /Resources 7 0 R /Tabs /S >>")
    };
    let xmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><pdfaid:part>3</pdfaid:part><dc:title>LHE</dc:title></x:xmpmeta>";
    let form = |words: &str| {
        let dictionary = "/Type /XObject /Subtype /Form /BBox [0 0 300 50] /Resources << /Font << /F1 11 0 R >> >>";
        stream(dictionary, &format!("BT /F1 9 Tf 72 20 Td ({words}) Tj ET"))
    };
    let all = [
        format!(
            "<< {catalog} /Pages 2 0 R /Metadata 8 0 R /StructTreeRoot 9 0 R /AF [12 0 R] /Names << /EmbeddedFiles << \
             /Names [(data.json) 12 0 R] >> >> /Dests << /awal [3 0 R /Fit] >> /PageLabels << /Nums [0 << /S /D >>] >> \
             /OCProperties << /OCGs [14 0 R] /D << /ON [14 0 R] >> >> >>"
        ),
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>".into(),
        page("5 0 R"),
        page("[6 0 R]"),
        text("Nilai 71,40 predikat BB"),
        text("Rekomendasi: susun indikator"),
        "<< /Font << /F1 11 0 R >> /XObject << /X1 15 0 R >> /Properties << /Lapis 14 0 R >> >>".into(),
        stream("/Type /Metadata /Subtype /XML", xmp),
        "<< /Type /StructTreeRoot /K 10 0 R >>".into(),
        "<< /Type /StructElem /S /Document /P 9 0 R >>".into(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".into(),
        "<< /Type /Filespec /F (data.json) /UF (data.json) /AFRelationship /Source /EF << /F 13 0 R >> >>".into(),
        stream("/Type /EmbeddedFile", "{\"nilai\":71.4}"),
        "<< /Type /OCG /Name (Lapis) >>".into(),
        form("Kaki halaman"),
        form(FALSE),
        text(FALSE),
        "<< /Type /Page /Parent 20 0 R /MediaBox [0 0 595 842] /Contents 17 0 R /Resources 7 0 R >>".into(),
        "<< /Type /Catalog /Pages 20 0 R >>".into(),
        "<< /Type /Pages /Kids [18 0 R] /Count 1 >>".into(),
        "<< /Title (LHE) >>".into(),
    ];
    (1..).zip(all).collect()
}

/// The objects, with a piece of text replaced in one of them. The piece must be there.
pub(super) fn with(mut objects: Objects, id: u32, old: &str, new: &str) -> Objects {
    let changed = changed(&objects, id, old, new);
    objects.insert(id, changed);
    objects
}

/// One object with a piece of its text replaced. An empty piece stands for the end of the dictionary.
pub(super) fn changed(objects: &Objects, id: u32, old: &str, new: &str) -> String {
    let body = &objects[&id];
    match body.strip_suffix(">>").filter(|_| old.is_empty()) {
        Some(open) => format!("{open}{new} >>"),
        None => {
            assert!(body.contains(old), "{id}: {old}");
            body.replacen(old, new, 1)
        }
    }
}

/// A file with a table of objects.
pub(super) fn classic(objects: &Objects) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut lines = "0 1\n0000000000 65535 f \n".to_owned();
    for (id, body) in objects {
        lines += &line(*id, out.len());
        out.extend(format!("{id} 0 obj\n{body}\nendobj\n").bytes());
    }
    close(out, &lines, TRAILER)
}

/// A file whose table is a stream and whose dictionaries lie in an object stream, number 50.
pub(super) fn streamed(objects: &Objects) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let (plain, packed): (Vec<_>, Vec<_>) = objects.iter().partition(|(_, body)| body.contains("endstream"));
    let mut entries = Vec::new();
    let (mut heads, mut bodies) = (String::new(), String::new());
    for (index, (id, body)) in packed.into_iter().enumerate() {
        heads += &format!("{id} {} ", bodies.len());
        bodies += &format!("{body}\n");
        entries.push((*id, 2, 50, index));
    }
    let holder = format!("/Type /ObjStm /N {} /First {}", entries.len(), heads.len());
    let holder = (&50, &stream(&holder, &(heads + &bodies)));
    for (id, body) in plain.into_iter().chain([holder]) {
        entries.push((*id, 1, out.len(), 0));
        out.extend(format!("{id} 0 obj\n{body}\nendobj\n").bytes());
    }
    table(&mut out, entries, TRAILER);
    out
}

/// Appends a table as a stream, number 60.
pub(super) fn table(out: &mut Vec<u8>, mut entries: Vec<(u32, u8, usize, usize)>, trailer: &str) {
    let start = out.len();
    entries.push((60, 1, start, 0));
    entries.sort_by_key(|(id, ..)| *id);
    let index: String = entries.iter().map(|(id, ..)| format!("{id} 1 ")).collect();
    let digits: String = entries.iter().map(|(_, kind, at, last)| format!("{kind:02x}{at:08x}{last:04x}")).collect();
    let head = format!("/Type /XRef /Size 100 /W [1 4 2] /Index [{index}] /Filter /ASCIIHexDecode {trailer}");
    out.extend(format!("60 0 obj\n{}\nendobj\nstartxref\n{start}\n%%EOF\n", stream(&head, &(digits + ">"))).bytes());
}

/// The number behind the last `startxref`.
pub(super) fn start(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(&bytes[bytes.len() - 40..]).into_owned();
    text.rsplit("startxref").next().and_then(|rest| rest.split_whitespace().next()?.parse().ok()).expect("startxref")
}

/// The place where an object begins; if there are several with this number, the newest.
pub(super) fn place(bytes: &[u8], id: u32) -> usize {
    let head = format!("\n{id} 0 obj");
    bytes.windows(head.len()).rposition(|window| window == head.as_bytes()).expect("an object") + 1
}

/// Appends objects, with a table of the kind that the file has.
pub(super) fn update(bytes: &[u8], objects: &[(u32, &str)]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let mut entries = Vec::new();
    for (id, body) in objects {
        entries.push((*id, 1, out.len(), 0));
        out.extend(format!("{id} 0 obj\n{body}\nendobj\n").bytes());
    }
    let prev = start(bytes);
    if bytes[prev..].starts_with(b"xref") {
        let lines = entries.iter().map(|(id, _, at, _)| line(*id, *at)).collect::<String>();
        return close(out, &lines, &format!("{TRAILER} /Prev {prev}"));
    }
    table(&mut out, entries, &format!("{TRAILER} /Prev {prev}"));
    out
}

/// Ends an update with the lines of a table and the entries of a trailer.
pub(super) fn close(mut out: Vec<u8>, lines: &str, trailer: &str) -> Vec<u8> {
    let start = out.len();
    let end = format!("xref\n{lines}trailer\n<< /Size 100 {trailer} >>\nstartxref\n{start}\n%%EOF\n");
    out.extend(end.bytes());
    out
}

/// A line of a table.
pub(super) fn line(id: u32, at: usize) -> String {
    format!("{id} 1\n{at:010} 00000 n \n")
}

pub(super) fn replaced(bytes: &[u8], old: &str, new: &str) -> Vec<u8> {
    let at = find(bytes, old.as_bytes()).unwrap_or_else(|| panic!("{old}"));
    [&bytes[..at], new.as_bytes(), &bytes[at + old.len()..]].concat()
}

/// A signature as an update of a page, the catalog and the form. The field is object 30, its value object 31.
pub(super) struct Plan<'a> {
    pub(super) objects: Objects,
    /// The signature dictionary.
    pub(super) value: String,
    /// Entries of the field.
    pub(super) field: &'a str,
    pub(super) message: &'a dyn Fn(&[&[u8]]) -> Vec<u8>,
}

impl Plan<'_> {
    /// A sound signature by the inspektur.
    pub(super) fn sound() -> Self {
        let message = &|parts: &[&[u8]]| message(key("inspektur-p256"), DATA, None, parts, |_| {}, |_| {});
        Self { objects: objects(), value: VALUE.to_owned(), field: "/Rect [0 0 0 0]", message }
    }

    /// The objects of the increment; their marks are not filled in yet.
    pub(super) fn increment(&self) -> Vec<(u32, String)> {
        let page = changed(&self.objects, 3, "", "/Annots [30 0 R]");
        let catalog = changed(&self.objects, 1, "", "/AcroForm << /Fields [30 0 R] /SigFlags 3 >>");
        let field =
            format!("<< /Type /Annot /Subtype /Widget /FT /Sig /T (Uji) /F 132 /P 3 0 R /V 31 0 R {} >>", self.field);
        vec![(1, catalog), (3, page), (30, field), (31, self.value.clone())]
    }

    pub(super) fn sign(&self) -> Vec<u8> {
        self.sign_on(&classic(&self.objects), &self.increment())
    }

    /// Appends objects, fills in their marks, and signs.
    pub(super) fn sign_on(&self, base: &[u8], increment: &[(u32, String)]) -> Vec<u8> {
        let gap = format!("<{}>", "0".repeat(2 * ROOM));
        let range = format!("[{:48}]", "");
        let filled: Vec<(u32, String)> =
            increment.iter().map(|(id, body)| (*id, body.replace("@GAP@", &gap).replace("@RANGE@", &range))).collect();
        let filled: Vec<(u32, &str)> = filled.iter().map(|(id, body)| (*id, body.as_str())).collect();
        let mut out = update(base, &filled);
        let first = base.len() + find(&out[base.len()..], gap.as_bytes()).expect("a gap");
        let second = first + gap.len();
        let numbers = format!("[{:48}]", format!("0 {first} {second} {}", out.len() - second));
        if let Some(at) = find(&out[base.len()..], range.as_bytes()) {
            out[base.len() + at..base.len() + at + range.len()].copy_from_slice(numbers.as_bytes());
        }
        let message = (self.message)(&[&out[..first], &out[second..]]);
        fill(&mut out, first, &message);
        out
    }
}

/// Writes a message into a gap.
pub(super) fn fill(bytes: &mut [u8], gap: usize, message: &[u8]) {
    let digits = hex::encode(message);
    bytes[gap + 1..gap + 1 + digits.len()].copy_from_slice(digits.as_bytes());
}

/// Start and end of the first gap of a file.
pub(super) fn gap(bytes: &[u8]) -> (usize, usize) {
    let first = find(bytes, b"/Contents<").or_else(|| find(bytes, b"/Contents <")).expect("contents");
    let first = first + find(&bytes[first..], b"<").expect("a gap");
    (first, first + find(&bytes[first..], b">").expect("its end") + 1)
}

/// All objects after the sound plan, by number.
pub(super) fn current() -> Objects {
    let mut all = objects();
    all.extend(Plan::sound().increment());
    all
}

/// A file of the test keys.
pub(super) fn key_file(path: &str) -> Vec<u8> {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kunci").join(path);
    crate::os::read(&full, 1 << 20).expect("a test key")
}

/// One of the test keys. Each is opened only once, since opening takes time.
pub(super) fn key(name: &str) -> &'static Key {
    static ALL: OnceLock<BTreeMap<&str, Key>> = OnceLock::new();
    const NAMES: [&str; 9] = [
        "inspektur-p256",
        "inspektur-rsa2048",
        "sekda-rsa2048",
        "lain-rsa2048",
        "dicabut-p256",
        "kedaluwarsa-p256",
        "tanpa-guna-p256",
        "asing-p256",
        "tsa-rsa2048",
    ];
    let open = |name| (name, Key::open(&key_file(&format!("{name}.p12")), "rahasia-uji").expect("a key"));
    &ALL.get_or_init(|| NAMES.map(open).into())[name]
}

pub(super) fn trust() -> Trust {
    let mut trust = Trust::default();
    for name in ["akar.pem", "perantara.pem", "akar.crl", "penerbit.crl", "inspektur-p256.ocsp", "dicabut-p256.ocsp"] {
        trust.take(name, &key_file(&format!("kepercayaan/{name}"))).expect("trust");
    }
    trust
}

/// Signs as the program does.
pub(super) fn signed(bytes: &[u8], name: &str) -> Vec<u8> {
    let local = Local { key: key(name), stamps: None };
    sign(&local, bytes, &Request { time: NOW, reason: None }).expect("a signature")
}

#[derive(Sequence)]
struct EssId {
    hash: OctetString,
}

#[derive(Sequence)]
struct Ess {
    ids: Vec<EssId>,
}

pub(super) fn ess(certificate: &[u8]) -> Attribute {
    let hash = OctetString::new(Hash::Sha256.digest(&[certificate])).expect("DER");
    attribute(ESS_V2, &Ess { ids: vec![EssId { hash }] })
}

pub(super) fn attribute(oid: ObjectIdentifier, value: &impl Encode) -> Attribute {
    let value = Any::from_der(&value.to_der().expect("DER")).expect("DER");
    Attribute { oid, values: vec![value].try_into().expect("a set") }
}

/// A signed message over `content` if there is one, else over `parts`. `attributes` may alter the signed attributes
/// before signing, `change` the signed data afterwards.
pub(super) fn message(
    key: &Key,
    kind: ObjectIdentifier,
    content: Option<&[u8]>,
    parts: &[&[u8]],
    attributes: impl Fn(&mut Vec<Attribute>),
    change: impl Fn(&mut SignedData),
) -> Vec<u8> {
    let digest = Hash::Sha256.digest(content.as_ref().map_or(parts, std::slice::from_ref));
    let octets = |bytes: &[u8]| OctetString::new(bytes).expect("DER");
    let mut list =
        vec![attribute(CONTENT_TYPE, &kind), attribute(MESSAGE_DIGEST, &octets(&digest)), ess(&key.certificates[0])];
    attributes(&mut list);
    let signed: SetOfVec<Attribute> = list.try_into().expect("a set");
    let tbs = key.certificate().expect("a certificate").tbs_certificate;
    let info = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: tbs.issuer,
            serial_number: tbs.serial_number,
        }),
        digest_alg: AlgorithmIdentifierOwned { oid: SHA256, parameters: None },
        signature_algorithm: key.algorithm(),
        signature: octets(&key.sign(&signed.to_der().expect("DER")).expect("a signature")),
        signed_attrs: Some(signed),
        unsigned_attrs: None,
    };
    let certificates = key.certificates.iter().map(|der| Certificate::from_der(der).expect("a certificate"));
    let certificates: Vec<_> = certificates.map(CertificateChoices::Certificate).collect();
    let inside = content.map(|content| Any::from_der(&octets(content).to_der().expect("DER")).expect("DER"));
    let mut data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: vec![info.digest_alg.clone()].try_into().expect("a set"),
        encap_content_info: EncapsulatedContentInfo { econtent_type: kind, econtent: inside },
        certificates: Some(CertificateSet(certificates.try_into().expect("a set"))),
        crls: None,
        signer_infos: SignerInfos(vec![info].try_into().expect("a set")),
    };
    change(&mut data);
    let content = Any::from_der(&data.to_der().expect("DER")).expect("DER");
    ContentInfo { content_type: SIGNED_DATA, content }.to_der().expect("DER")
}

#[derive(Sequence)]
struct Imprint {
    algorithm: AlgorithmIdentifierOwned,
    hash: OctetString,
}

#[derive(Sequence)]
struct TstInfo {
    version: u8,
    policy: ObjectIdentifier,
    imprint: Imprint,
    serial: u8,
    time: GeneralizedTime,
}

/// A time stamp over parts by any key.
pub(super) fn token(key: &Key, parts: &[&[u8]], time: Seconds) -> Vec<u8> {
    let hash = OctetString::new(Hash::Sha256.digest(parts)).expect("DER");
    let info = TstInfo {
        version: 1,
        policy: ObjectIdentifier::new_unwrap("1.3.6.1.4.1.99999.1"),
        imprint: Imprint { algorithm: AlgorithmIdentifierOwned { oid: SHA256, parameters: None }, hash },
        serial: 7,
        time: GeneralizedTime::from_unix_duration(std::time::Duration::from_secs(time)).expect("a time"),
    };
    message(key, TST_INFO, Some(&info.to_der().expect("DER")), &[], |_| {}, |_| {})
}
