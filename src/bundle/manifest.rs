//! The manifest itself, and the order for a worker that follows from it.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::report::Laporan;
use crate::source::Date;
use crate::typeset::{self, Attachment, Standard};
use crate::worker::Order;

/// Digest of everything in the program that decides the bytes of a report.
pub const BUILD_ID: &str = env!("LHE_BUILD_ID");

/// What an ingredient is.
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

/// One thing a report is made from.
#[derive(Clone, Debug)]
pub struct Ingredient {
    /// Name, relative to the project or to the program's own folders.
    pub name: String,
    /// What it is.
    pub role: Role,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Everything a bundle is assembled from.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// `<tahun>/<berkas>`.
    pub id: &'a str,
    /// Name of the main template.
    pub main: &'a str,
    /// The composed report.
    pub report: &'a Laporan,
    /// Slices, instrument, templates, styles, pictures, in order.
    pub ingredients: &'a [Ingredient],
    /// Standard of the PDF.
    pub standard: Standard,
    /// Date of the document.
    pub date: Date,
}

/// A manifest with its fingerprint, and the order that makes the PDF.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The manifest as JSON text.
    pub manifest: String,
    /// SHA-256 of the manifest, in hexadecimal.
    pub fingerprint: String,
    /// The composed report as JSON text.
    pub report: String,
    /// SHA-256 of that text.
    pub report_digest: String,
    /// What a worker needs.
    pub order: Order,
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// Puts a bundle together.
///
/// # Errors
/// Never in practice: the report is plain data. A failure of serde is passed on.
pub fn assemble(parts: Parts<'_>) -> serde_json::Result<Bundle> {
    let value = serde_json::to_value(parts.report)?;
    let report = serde_json::to_string_pretty(&value)?;
    let report_digest = sha256(report.as_bytes());
    let mut files: Vec<Value> = parts.ingredients.iter().map(entry).collect();
    files.push(json!({
        "nama": "laporan.json", "peran": "laporan", "sha256": report_digest, "ukuran": report.len(),
    }));
    for (name, digest) in typeset::font_digests() {
        files.push(json!({ "nama": name, "peran": "fon", "sha256": digest }));
    }
    let Date { year, month, day } = parts.date;
    let standard = serde_json::to_value(parts.standard)?;
    let manifest = serde_json::to_string_pretty(&json!({
        "format": 1,
        "dokumen": parts.id,
        "jenis": parts.report.dokumen.jenis,
        "keadaan": if parts.report.dokumen.draf { "draf" } else { "terbit" },
        "standar": standard,
        "tanggal": format!("{year:04}-{month:02}-{day:02}"),
        "templat": parts.main,
        "pembuat": { "program": "lhe", "versi": env!("CARGO_PKG_VERSION"), "bangunan": BUILD_ID },
        "berkas": files,
    }))?;
    let fingerprint = sha256(manifest.as_bytes());
    let named = |role: Role| {
        parts
            .ingredients
            .iter()
            .filter(move |i| i.role == role)
            .map(|i| (i.name.clone(), String::from_utf8_lossy(&i.bytes).into_owned()))
            .collect::<BTreeMap<String, String>>()
    };
    let images: BTreeMap<String, Vec<u8>> = parts
        .ingredients
        .iter()
        .filter(|i| i.role == Role::Image)
        .map(|i| (i.name.clone(), i.bytes.clone()))
        .collect();
    let attachments = match parts.standard {
        Standard::A3a => attachments(&manifest, &report, parts.ingredients),
        Standard::A2a => Vec::new(),
    };
    let narrow = |n: u32| u8::try_from(n).unwrap_or(1);
    let order = Order {
        report: value,
        main: parts.main.to_owned(),
        templates: named(Role::Template),
        library: named(Role::Style),
        images,
        attachments,
        standard: parts.standard,
        identifier: fingerprint.clone(),
        date: (year, narrow(month), narrow(day)),
    };
    Ok(Bundle { manifest, fingerprint, report, report_digest, order })
}

/// Text ingredients stand in the manifest whole, so that one file is enough to read and to make it again.
fn entry(ingredient: &Ingredient) -> Value {
    let mut entry = json!({
        "nama": ingredient.name,
        "peran": ingredient.role.word(),
        "sha256": sha256(&ingredient.bytes),
        "ukuran": ingredient.bytes.len(),
    });
    if let (true, Ok(text)) = (ingredient.role != Role::Image, std::str::from_utf8(&ingredient.bytes)) {
        entry["isi"] = text.into();
    }
    entry
}

fn attachments(manifest: &str, report: &str, ingredients: &[Ingredient]) -> Vec<Attachment> {
    let file = |name: &str, mime: &str, description: &str, relationship: &str, bytes: &[u8]| Attachment {
        name: name.to_owned(),
        mime: mime.to_owned(),
        description: description.to_owned(),
        relationship: relationship.to_owned(),
        bytes: bytes.to_vec(),
    };
    let mut list = vec![
        file("bundel.json", "application/json", "Data, instrumen dan templat asal laporan ini", "source", manifest.as_bytes()),
        file("laporan.json", "application/json", "Isi laporan dengan asal setiap teks", "data", report.as_bytes()),
    ];
    for image in ingredients.iter().filter(|i| i.role == Role::Image) {
        let mime = if image.name.ends_with(".svg") { "image/svg+xml" } else { "image/png" };
        list.push(file(&image.name, mime, "Gambar yang dipakai laporan ini", "supplement", &image.bytes));
    }
    list
}
