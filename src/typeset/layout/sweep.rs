//! Finds pairs of rectangles that share some height, without comparing every pair.

use typst::layout::Rect;

/// Calls `meet` once for each pair of rectangles whose heights overlap, in a fixed order. On a page full of lines of
/// text only neighbours are compared.
pub(super) fn sweep(rects: &[Rect], mut meet: impl FnMut(usize, usize)) {
    let mut order: Vec<usize> = (0..rects.len()).collect();
    order.sort_by_key(|index| (rects[*index].min.y, *index));
    let mut open: Vec<usize> = Vec::new();
    for index in order {
        open.retain(|other| rects[*other].max.y > rects[index].min.y);
        open.iter().for_each(|other| meet(*other, index));
        open.push(index);
    }
}

#[cfg(test)]
mod tests {
    use typst::layout::{Abs, Point};

    use super::*;

    #[test]
    fn only_rectangles_of_common_height_meet() {
        let band = |top: i16, bottom: i16| {
            let at = |y: i16| Point::with_y(Abs::pt(y.into()));
            Rect::new(at(top), at(bottom))
        };
        let mut pairs = Vec::new();
        sweep(&[band(0, 10), band(30, 40), band(5, 35), band(10, 12)], |a, b| pairs.push((a, b)));
        assert_eq!(pairs, [(0, 2), (2, 3), (2, 1)]);
    }
}
