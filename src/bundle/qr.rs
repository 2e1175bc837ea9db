//! The QR code of a document: its number and the digest of its bundle.
//!
//! The code cannot be part of the report, since the bundle's digest covers the report. Its picture is made beside the
//! report and given to the template under a fixed name. The same bundle gives the same picture.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The name under which a template finds the picture.
pub(super) const NAME: &str = "lhe/qr.svg";

/// The picture of the code as SVG. The code says the document's id and number, and the bundle's fingerprint.
///
/// # Errors
/// The reason, if the text is longer than a QR code can hold (about 2,300 bytes).
pub(super) fn picture(id: &str, number: &str, fingerprint: &str) -> Result<Vec<u8>, String> {
    let text = format!("LHE {id}; Nomor {number}; sha256:{fingerprint}");
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).map_err(|error| error.to_string())?;
    let svg = code.render::<svg::Color<'_>>().quiet_zone(true).module_dimensions(1, 1).build();
    Ok(svg.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bundle_gives_the_same_picture() {
        let one = picture("2023/dinas-x", "700/1/ITDA/2024", &"0f".repeat(32)).expect("short enough");
        assert!(
            one.starts_with(b"<?xml") && one == picture("2023/dinas-x", "700/1/ITDA/2024", &"0f".repeat(32)).unwrap()
        );
        assert!(one != picture("2023/dinas-x", "700/2/ITDA/2024", &"0f".repeat(32)).unwrap());
        assert!(picture("2023/dinas-x", &"x".repeat(3000), "").is_err());
    }
}
