//! The logo of the letterhead.

use crate::bundle::{Ingredient, Role};
use crate::diag::{Arg, Code, Diagnostic, Found, Term};
use crate::os::reason;
use crate::project::shelf::Shelf;
use crate::register::Settings;

/// The largest picture, in bytes.
const LARGEST_PICTURE: u64 = 2 << 20;

/// Reads the logo: an SVG or PNG file inside the project that is not too large.
pub(in crate::project) fn read(shelf: &Shelf, settings: &Settings, found: &mut Found) -> Option<Ingredient> {
    let logo = settings.letterhead.logo.as_ref()?;
    let path = logo.value.0.as_str();
    let refuse = |reason: Arg| Diagnostic::new(Code::D159).at(logo.at).arg("path", path).arg("reason", reason);
    let inside = !path.starts_with('/')
        && !path.contains('\\')
        && !path.contains(':')
        && path.split('/').all(|s| !s.is_empty() && s != ".." && s != ".");
    let kind = path.ends_with(".svg") || path.ends_with(".png");
    if !inside || !kind {
        found.push(refuse(Term::NotInside.into()));
        return None;
    }
    match shelf.read_inside(path, LARGEST_PICTURE) {
        Ok(bytes) if path.ends_with(".svg") && external(&bytes) => found.push(refuse(Term::External.into())),
        Ok(bytes) => return Some(Ingredient::new(path, Role::Image, bytes)),
        Err(error) => found.push(refuse(reason(&error))),
    }
    None
}

/// True if an SVG refers to anything outside itself. Typst would not load that, and the picture would be incomplete.
fn external(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    text.split("href").skip(1).any(|rest| {
        let value = rest.trim_start().trim_start_matches('=').trim_start();
        !(value.starts_with("\"#") || value.starts_with("'#"))
    }) || text.split("url(").skip(1).any(|rest| !rest.trim_start_matches([' ', '"', '\'']).starts_with('#'))
        || ["<!entity", "<script", "@import"].iter().any(|word| text.contains(word))
}
