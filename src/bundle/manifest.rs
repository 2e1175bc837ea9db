//! The manifest itself, and the order for a worker that follows from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::diag::Phrase;
use crate::digest::sha256;
use crate::report::{self, Face, Halaman, Margin, Ukuran, attached};
use crate::source::Date;
use crate::typeset::{self, Attachment, PageBox, Standard};
use crate::worker::Order;

use super::qr;
use super::read::{Entry, Manifest};

/// Digest of everything in the program that decides the bytes of a report.
pub const BUILD_ID: &str = env!("LHE_BUILD_ID");

/// The word that a draft shows across each page, so that nobody takes it for an issued document.
const DRAFT_MARK: &str = "DRAF";

/// The kind of an ingredient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A slice of the project's data.
    Data,
    /// The instrument.
    Instrument,
    /// A template.
    Template,
    /// A Typst style file.
    Style,
    /// A picture.
    Image,
}

impl Role {
    fn word(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Instrument => "instrumen",
            Self::Template => "templat",
            Self::Style => "gaya",
            Self::Image => "gambar",
        }
    }
}

/// One file that a report is made from.
#[derive(Clone, Debug)]
pub struct Ingredient {
    /// Name, relative to the project or to the program's own folders.
    pub name: String,
    /// Its kind.
    pub role: Role,
    /// Content; shared by all reports of a run.
    pub bytes: Arc<[u8]>,
    /// SHA-256 of the content, in hexadecimal.
    pub digest: String,
}

impl Ingredient {
    /// An ingredient with its digest.
    pub fn new(name: impl Into<String>, role: Role, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let digest = sha256(&bytes);
        Self { name: name.into(), role, bytes, digest }
    }

    /// Its name as a file beside the manifest: without folders, since a PDF's attachments have none.
    pub fn file_name(&self) -> String {
        file_name(&self.name)
    }
}

/// The name of an ingredient as a file beside the manifest.
fn file_name(name: &str) -> String {
    name.trim_start_matches("<bawaan>/").replace('/', "-")
}

/// Everything that a bundle is assembled from.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// `<tahun>/<berkas>`.
    pub id: &'a str,
    /// Name of the main template.
    pub main: &'a str,
    /// The composed report as JSON.
    pub report: &'a Value,
    /// Its document kind, such as `lhe-surat`.
    pub kind: &'a str,
    /// True for a draft.
    pub draft: bool,
    /// Slices, instrument, templates, styles, pictures, in order.
    pub ingredients: &'a [Ingredient],
    /// Templates and styles as one file, from [`pack_templates`]; the same for all letters of a project.
    pub templates: &'a [u8],
    /// Standard of the PDF.
    pub standard: Standard,
    /// Date of the document.
    pub date: Date,
}

/// A manifest with its fingerprint, and the order that makes the PDF.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// SHA-256 of the manifest, in hexadecimal.
    pub fingerprint: String,
    /// SHA-256 of the composed report's JSON text.
    pub report_digest: String,
    /// The bundle as files: `bundel.json` (the manifest), `laporan.json` (the composed report), the data
    /// slices, the instrument, `templat.json` (templates and styles) and the pictures.
    pub files: Vec<Attachment>,
    /// What the program reads of the composed report.
    pub face: Face,
    /// The order with which a worker makes the PDF.
    pub order: Order,
}

/// Puts a bundle together.
///
/// ```ignore
/// let packed = bundle::pack_templates(&ingredients);
/// let bundle = bundle::assemble(Parts {
///     id: "2023/dinas-x",
///     main: "lhe-surat.typ.j2",
///     report: &report,
///     kind: "lhe-surat",
///     draft: true,
///     ingredients: &ingredients,
///     templates: &packed,
///     standard: Standard::A3a,
///     date,
/// })?;
/// let outcome = worker::render_order(&bundle.order); // the PDF, or why there is none
/// ```
///
/// # Errors
/// The reason, if the number is too long for a QR code, or (never in practice) if JSON cannot be written.
pub fn assemble(parts: Parts<'_>) -> Result<Bundle, String> {
    let plain = |error: serde_json::Error| error.to_string();
    let report_text = serde_json::to_string_pretty(parts.report).map_err(plain)?;
    let report_digest = sha256(report_text.as_bytes());
    let manifest = manifest(&parts, &report_digest).map_err(plain)?;
    let manifest = serde_json::to_string_pretty(&manifest).map_err(plain)?;
    let fingerprint = sha256(manifest.as_bytes());
    let files = files(manifest, report_text, parts.ingredients, parts.templates);
    let face = Face::of(parts.report).map_err(plain)?;
    let order = order(&parts, &face, &fingerprint, &files)?;
    Ok(Bundle { fingerprint, report_digest, files, face, order })
}

/// The order with which a worker makes the PDF of a bundle.
fn order(parts: &Parts<'_>, face: &Face, fingerprint: &str, files: &[Attachment]) -> Result<Order, String> {
    let Date { year, month, day } = parts.date;
    let narrow = |n: u32| u8::try_from(n).unwrap_or(1);
    let mut images: BTreeMap<String, Vec<u8>> =
        of_role(parts.ingredients, Role::Image).map(|i| (i.name.clone(), i.bytes.to_vec())).collect();
    if let Some(number) = face.qr() {
        images.insert(qr::NAME.to_owned(), qr::picture(parts.id, number, fingerprint)?);
    }
    Ok(Order {
        report: parts.report.clone(),
        required: report::required(parts.kind).iter().map(|path| (*path).to_owned()).collect(),
        main: parts.main.to_owned(),
        templates: texts(parts.ingredients, Role::Template),
        library: texts(parts.ingredients, Role::Style),
        images,
        attachments: match parts.standard {
            Standard::A3a => files.to_vec(),
            Standard::A2a => Vec::new(),
        },
        standard: parts.standard,
        identifier: fingerprint.to_owned(),
        date: (year, narrow(month), narrow(day)),
        pages: page_boxes(&face.dokumen.halaman),
        prove_layout: true,
        mark: parts.draft.then(|| DRAFT_MARK.to_owned()),
    })
}

/// A bundle as it was kept, with the facts that its manifest states.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The build that made it.
    pub build: String,
    /// Its data, instruments and pictures by their names in the project.
    pub inputs: BTreeMap<String, Vec<u8>>,
    /// SHA-256 of the composed report.
    pub report_digest: String,
    /// True if the fonts of this program are those that the manifest names.
    pub same_fonts: bool,
    /// What the program reads of the composed report.
    pub face: Face,
    /// The order with which a worker makes its PDF again.
    pub order: Order,
}

/// Puts a kept bundle together again, and proves each of its files against the manifest.
///
/// `files` holds the files of the bundle by name.
///
/// # Errors
/// The file that is missing, cannot be read, or differs from its digest in the manifest.
pub fn reassemble(files: &BTreeMap<String, Vec<u8>>) -> Result<Kept, Phrase> {
    let plain = |error: serde_json::Error| Phrase::from(error);
    let absent = |name: &str| Phrase::Absent { name: name.to_owned() };
    let file = |name: &str| files.get(name).ok_or_else(|| absent(name));
    let manifest_bytes = file("bundel.json")?;
    let manifest = Manifest::read(manifest_bytes).map_err(|error| format!("bundel.json: {error}"))?;
    let draft = manifest.is_draft();
    let report_bytes = file("laporan.json")?;
    let report: Value = serde_json::from_slice(report_bytes).map_err(plain)?;
    let packed = file("templat.json")?;
    let templates: BTreeMap<String, String> = serde_json::from_slice(packed).map_err(plain)?;
    let mut ingredients = Vec::new();
    let mut inputs = BTreeMap::new();
    let mut fonts = Vec::new();
    for Entry { name, role: word, digest } in manifest.files {
        let role = [Role::Data, Role::Instrument, Role::Template, Role::Style, Role::Image];
        let bytes = match role.into_iter().find(|role| role.word() == word) {
            Some(role) => {
                let bytes = match role {
                    Role::Template | Role::Style => templates.get(&name).map(|text| text.clone().into_bytes()),
                    _ => files.get(&file_name(&name)).cloned(),
                };
                let bytes = bytes.ok_or_else(|| absent(&name))?;
                if !matches!(role, Role::Template | Role::Style) {
                    inputs.insert(name.clone(), bytes.clone());
                }
                ingredients.push(Ingredient::new(name.clone(), role, bytes.clone()));
                bytes
            }
            None if word == "fon" => {
                fonts.push((name, digest));
                continue;
            }
            None => report_bytes.clone(),
        };
        if sha256(&bytes) != digest {
            return Err(format!("{name}: {digest} ≠ {}", sha256(&bytes)).into());
        }
    }
    let current: Vec<(String, String)> =
        typeset::font_digests().iter().map(|(name, digest)| ((*name).to_owned(), digest.clone())).collect();
    let date = Date::from_text(&manifest.date).ok_or_else(|| Phrase::NoDate { text: manifest.date.clone() })?;
    let face = Face::of(&report).map_err(|error| format!("laporan.json: {error}"))?;
    let parts = Parts {
        id: &manifest.document,
        main: &manifest.main,
        report: &report,
        kind: &manifest.kind,
        draft,
        ingredients: &ingredients,
        templates: packed,
        standard: manifest.standard,
        date,
    };
    let fingerprint = sha256(manifest_bytes);
    let texts = [manifest_bytes, report_bytes].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let [manifest_text, report_text] = texts;
    let attached = self::files(manifest_text, report_text, &ingredients, packed);
    Ok(Kept {
        order: order(&parts, &face, &fingerprint, &attached)?,
        build: manifest.maker.build,
        report_digest: sha256(report_bytes),
        same_fonts: fonts == current,
        inputs,
        face,
    })
}

/// Everything that the PDF depends on, by digest. A manifest holds no time, no path of the machine and no line number.
fn manifest(parts: &Parts<'_>, report_digest: &str) -> serde_json::Result<Value> {
    let entry = |i: &Ingredient| json!({ "nama": i.name, "peran": i.role.word(), "sha256": i.digest });
    let mut files: Vec<Value> = parts.ingredients.iter().map(entry).collect();
    files.push(json!({ "nama": "laporan.json", "peran": "laporan", "sha256": report_digest }));
    for (name, digest) in typeset::font_digests() {
        files.push(json!({ "nama": name, "peran": "fon", "sha256": digest }));
    }
    let Date { year, month, day } = parts.date;
    Ok(json!({
        "format": 1,
        "dokumen": parts.id,
        "jenis": parts.kind,
        "keadaan": if parts.draft { "draf" } else { "terbit" },
        "standar": serde_json::to_value(parts.standard)?,
        "tanggal": format!("{year:04}-{month:02}-{day:02}"),
        "templat": parts.main,
        "pembuat": { "program": "lhe", "versi": env!("CARGO_PKG_VERSION"), "bangunan": BUILD_ID },
        "berkas": files,
    }))
}

fn of_role(ingredients: &[Ingredient], role: Role) -> impl Iterator<Item = &Ingredient> {
    ingredients.iter().filter(move |i| i.role == role)
}

fn texts(ingredients: &[Ingredient], role: Role) -> BTreeMap<String, String> {
    of_role(ingredients, role).map(|i| (i.name.clone(), String::from_utf8_lossy(&i.bytes).into_owned())).collect()
}

/// Templates and styles by name, as the one JSON file that every bundle of a project holds.
pub fn pack_templates(ingredients: &[Ingredient]) -> Vec<u8> {
    let mut all = texts(ingredients, Role::Template);
    all.extend(texts(ingredients, Role::Style));
    format!("{:#}", json!(all)).into_bytes()
}

/// The bundle as files that a person can open one by one.
fn files(manifest: String, report: String, ingredients: &[Ingredient], templates: &[u8]) -> Vec<Attachment> {
    let file = |name: String, mime: &str, description: &str, relationship: &str, bytes: Vec<u8>| Attachment {
        name,
        mime: mime.to_owned(),
        description: description.to_owned(),
        relationship: relationship.to_owned(),
        bytes,
    };
    const JSON: &str = "application/json";
    let mut list = vec![
        file("bundel.json".to_owned(), JSON, attached::MANIFEST, "data", manifest.into_bytes()),
        file("laporan.json".to_owned(), JSON, attached::REPORT, "data", report.into_bytes()),
    ];
    for ingredient in ingredients {
        let (mime, description, relationship) = match ingredient.role {
            Role::Data => ("application/yaml", attached::DATA, "source"),
            Role::Instrument => ("application/yaml", attached::INSTRUMENT, "source"),
            Role::Image if ingredient.name.ends_with(".svg") => ("image/svg+xml", attached::IMAGE, "supplement"),
            Role::Image => ("image/png", attached::IMAGE, "supplement"),
            Role::Template | Role::Style => continue,
        };
        list.push(file(ingredient.file_name(), mime, description, relationship, ingredient.bytes.to_vec()));
    }
    list.push(file("templat.json".to_owned(), JSON, attached::TEMPLATES, "supplement", templates.to_vec()));
    list
}

/// The pages that a document may have: upright and landscape, with their margins.
fn page_boxes(page: &Halaman) -> Vec<PageBox> {
    let of = |width: &Ukuran, height: &Ukuran, margin: &Margin| PageBox {
        width: width.hundredths(),
        height: height.hundredths(),
        left: margin.kiri.hundredths(),
        right: margin.kanan.hundredths(),
        top: margin.atas.hundredths(),
        bottom: margin.bawah.hundredths(),
    };
    vec![of(&page.lebar, &page.tinggi, &page.margin), of(&page.tinggi, &page.lebar, &page.mendatar)]
}
