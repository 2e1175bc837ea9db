//! The sizes of page that a document may have.

use serde::{Deserialize, Serialize};
use typst::layout::{Abs, Size};

/// A size of page that a document may have, and the margins that its text keeps, in hundredths of a millimetre.
///
/// A4 with a left margin of 30 mm has `width: 21000`, `height: 29700` and `left: 3000`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageBox {
    /// Width of the page.
    pub width: u32,
    /// Height of the page.
    pub height: u32,
    /// Left margin.
    pub left: u32,
    /// Right margin.
    pub right: u32,
    /// Top margin.
    pub top: u32,
    /// Bottom margin.
    pub bottom: u32,
}

impl PageBox {
    pub(super) fn size(&self) -> Size {
        Size::new(length(self.width), length(self.height))
    }

    /// The box for a page of this size, within 0.1 pt.
    pub(super) fn find(list: &[Self], size: Size) -> Option<&Self> {
        let near = |a: Abs, b: Abs| (a - b).abs() <= Abs::pt(0.1);
        list.iter().find(|page| near(page.size().x, size.x) && near(page.size().y, size.y))
    }
}

/// Hundredths of a millimetre as a length of Typst.
pub(super) fn length(hundredths: u32) -> Abs {
    Abs::mm(hundredths.into()) * 0.01
}
