//! Matrices and boxes of a page, in points.

#![expect(clippy::float_arithmetic, clippy::disallowed_types, reason = "geometry of pages: nothing here is a score")]

use crate::pdf::page::Area;

/// The farthest place in thousandths of a point; sums of a few such places still fit in an `i64`.
const FAR: f64 = 1e11;

/// An affine map of PDF: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Clone, Copy)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    /// The map that changes nothing.
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A map that only moves.
    pub(super) fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this map, then the other.
    pub(super) fn then(self, other: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [p, q, r, s, t, u] = other.0;
        Self([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u])
    }

    /// The image of a point.
    pub(super) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The smallest upright box around the image of a box.
    pub(super) fn bounds(self, of: Rect) -> Rect {
        let mut bounds = Rect::EMPTY;
        for (x, y) in [(of.left, of.bottom), (of.right, of.bottom), (of.left, of.top), (of.right, of.top)] {
            bounds.add(self.point(x, y));
        }
        bounds
    }

    /// How much lengths grow, on average over the directions.
    pub(super) fn scale(self) -> f64 {
        let [a, b, c, d, _, _] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}

/// An upright box in points; empty while left is beyond right.
#[derive(Clone, Copy)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) bottom: f64,
    pub(super) right: f64,
    pub(super) top: f64,
}

impl Rect {
    /// The box that holds nothing.
    pub(super) const EMPTY: Self =
        Self { left: f64::INFINITY, bottom: f64::INFINITY, right: f64::NEG_INFINITY, top: f64::NEG_INFINITY };

    /// The box with these two opposite corners.
    pub(super) fn corners([x, y, z, w]: [f64; 4]) -> Self {
        Self { left: x.min(z), bottom: y.min(w), right: x.max(z), top: y.max(w) }
    }

    /// Grows the box to hold a point.
    pub(super) fn add(&mut self, (x, y): (f64, f64)) {
        self.left = self.left.min(x);
        self.bottom = self.bottom.min(y);
        self.right = self.right.max(x);
        self.top = self.top.max(y);
    }

    /// The box grown on every side.
    pub(super) fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, bottom: self.bottom - by, right: self.right + by, top: self.top + by }
    }

    /// The common part of two boxes; `None` if they do not touch.
    pub(super) fn meet(self, other: Self) -> Option<Self> {
        let shared = Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        (shared.left <= shared.right && shared.bottom <= shared.top).then_some(shared)
    }

    /// The box in whole thousandths of a point.
    pub(super) fn area(self) -> Area {
        Area { left: mill(self.left), bottom: mill(self.bottom), right: mill(self.right), top: mill(self.top) }
    }
}

/// Turns points into whole thousandths of a point; NaN becomes 0.
pub(super) fn mill(points: f64) -> i64 {
    let mills = (points * 1000.0).round();
    if mills.is_nan() { 0 } else { mills.clamp(-FAR, FAR) as i64 }
}

/// Turns thousandths of a point into points.
pub(super) fn points(mill: i64) -> f64 {
    mill as f64 / 1000.0
}
