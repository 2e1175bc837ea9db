//! Finds the marks that stand at the same place on two pages.

use std::collections::BTreeMap;

use crate::pdf::page::Area;

use super::words::Character;

/// How far apart the same character may stand, in thousandths of a point.
pub(super) const NEAR: i64 = 1000;

/// How far apart the edges of the same image or shape may be.
const NEAR_EDGE: i64 = 1500;

/// The longest way by which a whole page may have been moved.
const FAR: i64 = 20_000;

/// How far from its true place a letter of a ligature is searched for.
const MAX_SLACK: i64 = 6000;

/// The most candidates that are looked at in one square: only a page made to waste time has more at one place.
const MAX_CANDIDATES: usize = 64;

/// The most characters whose way is measured to find the way by which a page has been moved.
const SAMPLES: usize = 500;

/// Numbered things sorted into squares.
struct Grid<K> {
    side: i64,
    squares: BTreeMap<(K, i64, i64), Vec<usize>>,
}

impl<K: Ord + Copy> Grid<K> {
    /// Sorts things into squares. The first thing of a square is the last of its list, where removing it is cheap.
    fn new(side: i64, things: impl DoubleEndedIterator<Item = (usize, K, Area)>) -> Self {
        let mut squares: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (number, key, area) in things.rev() {
            squares.entry((key, area.left.div_euclid(side), area.bottom.div_euclid(side))).or_default().push(number);
        }
        Self { side, squares }
    }

    /// Calls back with each thing whose corner may be within this distance: its number, its square and its place there.
    fn each(&self, key: K, at: Area, (across, up): (i64, i64), mut call: impl FnMut(usize, (K, i64, i64), usize)) {
        for row in (at.bottom - up).div_euclid(self.side)..=(at.bottom + up).div_euclid(self.side) {
            let from = (key, (at.left - across).div_euclid(self.side), row);
            for column in from.1..=(at.left + across).div_euclid(self.side) {
                let square = (key, column, row);
                let list = self.squares.get(&square).map_or(&[][..], Vec::as_slice);
                for (place, &number) in list.iter().enumerate().rev().take(MAX_CANDIDATES) {
                    call(number, square, place);
                }
            }
        }
    }

    /// Removes and returns the nearest thing. `distance` is `None` for a thing that does not fit.
    fn take(&mut self, key: K, at: Area, reach: (i64, i64), distance: impl Fn(usize) -> Option<i64>) -> Option<usize> {
        let mut best: Option<(i64, (K, i64, i64), usize)> = None;
        self.each(key, at, reach, |number, square, place| {
            if let Some(distance) = distance(number)
                && best.is_none_or(|best| distance < best.0)
            {
                best = Some((distance, square, place));
            }
        });
        let (_, square, place) = best?;
        self.squares.get_mut(&square).map(|list| list.remove(place))
    }
}

/// For each of our characters the number of its partner: the same character of theirs, after theirs are moved back.
pub(super) fn partners(ours: &[Character], theirs: &[Character], moved: (i64, i64)) -> Vec<Option<usize>> {
    let back = |character: &Character| character.area.moved((-moved.0, -moved.1));
    let mut grid = Grid::new(NEAR, theirs.iter().enumerate().map(|(at, their)| (at, their.character, back(their))));
    let slack = theirs.iter().map(|their| their.slack).max().unwrap_or(0);
    ours.iter()
        .map(|our| {
            let across = NEAR + our.slack.max(slack).min(MAX_SLACK);
            grid.take(our.character, our.area, (across, NEAR), |number| {
                let their = theirs.get(number)?;
                let area = back(their);
                let (x, y) = ((area.left - our.area.left).abs(), (area.bottom - our.area.bottom).abs());
                let height = (area.height() - our.area.height()).abs();
                let fits = x <= NEAR + our.slack.max(their.slack)
                    && y <= NEAR
                    && height <= (2 * NEAR).max(our.area.height() / 4);
                fits.then_some(x + y)
            })
        })
        .collect()
}

/// The way by which their page has been moved as a whole, and the partners after their page is moved back.
///
/// The way is (0, 0) unless half of our characters or more find a partner with it, and fewer without it.
pub(super) fn moved(ours: &[Character], theirs: &[Character]) -> ((i64, i64), Vec<Option<usize>>) {
    let found = |partners: &[Option<usize>]| partners.iter().flatten().count();
    let still = partners(ours, theirs, (0, 0));
    if found(&still) * 2 >= ours.len() {
        return ((0, 0), still);
    }
    let grid = Grid::new(FAR, theirs.iter().enumerate().map(|(at, their)| (at, their.character, their.area)));
    let mut ways: Vec<(i64, i64)> = Vec::new();
    for our in ours.iter().step_by(ours.len().div_ceil(SAMPLES).max(1)) {
        grid.each(our.character, our.area, (FAR, FAR), |number, _, _| {
            if let Some(their) = theirs.get(number) {
                let way = (their.area.left - our.area.left, their.area.bottom - our.area.bottom);
                if way.0.abs() <= FAR && way.1.abs() <= FAR {
                    ways.push(way);
                }
            }
        });
    }
    let mut votes: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for (x, y) in &ways {
        *votes.entry((x.div_euclid(NEAR / 2), y.div_euclid(NEAR / 2))).or_default() += 1;
    }
    let Some((best, _)) = votes.into_iter().max_by_key(|&(_, count)| count) else { return ((0, 0), still) };
    let middle = (best.0 * NEAR / 2 + NEAR / 4, best.1 * NEAR / 2 + NEAR / 4);
    ways.retain(|way| (way.0 - middle.0).abs() <= NEAR / 2 && (way.1 - middle.1).abs() <= NEAR / 2);
    let count = i64::try_from(ways.len()).unwrap_or(i64::MAX).max(1);
    let way = ways.iter().fold((0, 0), |sum, way| (sum.0 + way.0, sum.1 + way.1));
    let way = (way.0 / count, way.1 / count);
    let after = partners(ours, theirs, way);
    if found(&after) > found(&still) && found(&after) * 2 >= ours.len() { (way, after) } else { ((0, 0), still) }
}

/// The boxes of each side, ours first, that have no box with the same edges on the other side.
pub(super) fn left_over(ours: &[Area], theirs: &[Area]) -> (Vec<Area>, Vec<Area>) {
    let mut grid = Grid::new(NEAR_EDGE, theirs.iter().enumerate().map(|(at, area)| (at, (), *area)));
    let mut taken = vec![false; theirs.len()];
    let mut missing = Vec::new();
    for our in ours {
        let partner = grid.take((), *our, (NEAR_EDGE, NEAR_EDGE), |number| {
            let their = theirs.get(number)?;
            let edges =
                [their.left - our.left, their.bottom - our.bottom, their.right - our.right, their.top - our.top];
            edges.iter().all(|edge| edge.abs() <= NEAR_EDGE).then(|| edges.iter().map(|edge| edge.abs()).sum())
        });
        match partner.and_then(|number| taken.get_mut(number)) {
            Some(taken) => *taken = true,
            None => missing.push(*our),
        }
    }
    (missing, theirs.iter().zip(taken).filter(|(_, taken)| !taken).map(|(area, _)| *area).collect())
}
