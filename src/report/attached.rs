//! What a PDF says of the files of its bundle, which it carries.

/// The manifest.
pub(crate) const MANIFEST: &str = "Daftar isi bundel dengan sidik SHA-256";

/// The report.
pub(crate) const REPORT: &str = "Isi laporan dengan asal setiap teks";

/// A slice of the project's data.
pub(crate) const DATA: &str = "Data asal laporan ini";

/// The instrument.
pub(crate) const INSTRUMENT: &str = "Instrumen evaluasi yang dipakai";

/// An image.
pub(crate) const IMAGE: &str = "Gambar dalam laporan ini";

/// The templates.
pub(crate) const TEMPLATES: &str = "Templat dan gaya laporan ini";
