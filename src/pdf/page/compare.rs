//! Finds the visible differences between two PDFs.

use std::collections::BTreeMap;

use super::matching::{NEAR, left_over, moved};
use super::words::{Character, characters, lines, text};
use super::{Area, Page, What};

/// How far words that read the same may drift along their line, in thousandths of a point.
const DRIFT: i64 = 3000;

/// A place where a difference is expected, such as the number or the signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The page, from 1.
    pub page: usize,
    /// Its name.
    pub name: String,
    /// Its place on our page, in the lengths of [`Area`].
    pub area: Area,
}

/// The kind of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Ours has a page that theirs has not; its text is in `ours`.
    PageMissing,
    /// Theirs has a page that ours has not; its text is in `theirs`.
    PageAdded,
    /// The page has another size; both in points, as in `595.276 x 841.890`.
    PageSize,
    /// All text of the page has been moved; `theirs` says in points how far to the right and up, as in `3.000 -4.500`.
    /// The other differences of the page are those that remain after the page is moved back.
    Moved,
    /// Words.
    Text,
    /// Images: their number, and the size in points of the box around them, as in `1: 60.000 x 60.000`.
    Image,
    /// Painted paths, described like images.
    Shape,
}

impl Kind {
    /// The word for scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::PageMissing => "halaman_hilang",
            Self::PageAdded => "halaman_ditambah",
            Self::PageSize => "ukuran_halaman",
            Self::Moved => "bergeser",
            Self::Text => "teks",
            Self::Image => "gambar",
            Self::Shape => "garis",
        }
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The page, from 1.
    pub page: usize,
    /// The name of the declared area that holds the whole difference, with a tolerance of one point.
    pub declared: Option<String>,
    /// The part that only ours shows, in whole words; empty if something was only added.
    pub ours: String,
    /// The part that only theirs shows, in whole words; empty if something is only missing.
    pub theirs: String,
    /// The kind of the difference.
    pub kind: Kind,
    /// The place on our page, in the lengths of [`Area`].
    pub area: Area,
}

/// Lists the visible differences between two documents page by page, each page from its top.
///
/// The same glyph must stand within 1 point in both documents (whole words that read the same: within 3 points along
/// their line), the edges of the same image or path within 1.5 points. White space, soft hyphens, invisible text and
/// the division of a ligature into glyphs do not count. Glyphs without known text equal each other. A page that has
/// been moved as a whole by at most 20 points is one difference. Pages are compared in order: one inserted page makes
/// all pages behind it differ.
pub fn compare(ours: &[Page], theirs: &[Page], declared: &[Declared]) -> Vec<Difference> {
    let mut differences = Vec::new();
    for at in 0..ours.len().max(theirs.len()) {
        let page = at + 1;
        let whole = |shown: &Page| Area { left: 0, bottom: 0, right: shown.width, top: shown.height };
        let page_difference =
            |kind, ours: String, theirs: String, area| Difference { page, declared: None, ours, theirs, kind, area };
        match (ours.get(at), theirs.get(at)) {
            (Some(our), Some(their)) => {
                if (our.width - their.width).abs() > NEAR || (our.height - their.height).abs() > NEAR {
                    let (ours, theirs) = (size(our.width, our.height), size(their.width, their.height));
                    differences.push(page_difference(Kind::PageSize, ours, theirs, whole(our)));
                }
                let here = declared.iter().filter(|declared| declared.page == page).collect();
                differences.extend(Pair { page, declared: here }.compare(our, their));
            }
            (Some(our), None) => {
                differences.push(page_difference(Kind::PageMissing, text(our), String::new(), whole(our)));
            }
            (None, Some(their)) => {
                differences.push(page_difference(Kind::PageAdded, String::new(), text(their), whole(their)));
            }
            (None, None) => {}
        }
    }
    differences
}

/// Two pages with the same number.
struct Pair<'a> {
    page: usize,
    declared: Vec<&'a Declared>,
}

/// A word that differs.
struct Word {
    ours: bool,
    text: String,
    /// The box of the characters that differ.
    area: Area,
    /// The box of the whole word.
    whole: Area,
    declared: Option<String>,
}

impl Pair<'_> {
    fn compare(&self, our: &Page, their: &Page) -> Vec<Difference> {
        let (ours, theirs) = (characters(our), characters(their));
        let (way, partners) = moved(&ours, &theirs);
        let mut differences = Vec::new();
        if way != (0, 0) {
            differences.push(Difference {
                page: self.page,
                declared: None,
                ours: String::new(),
                theirs: format!("{} {}", points(way.0), points(way.1)),
                kind: Kind::Moved,
                area: Area { left: 0, bottom: 0, right: our.width, top: our.height },
            });
        }
        let back = (-way.0, -way.1);
        for line in lines(self.words(&ours, &theirs, &partners, back), |word| word.area) {
            self.phrases(line, &mut differences);
        }
        for (what, kind) in [(What::Image, Kind::Image), (What::Shape, Kind::Shape)] {
            let boxes = |page: &Page, way| -> Vec<Area> {
                page.marks.iter().filter(|mark| mark.what == what).map(|mark| mark.area.moved(way)).collect()
            };
            let (missing, added) = left_over(&boxes(our, (0, 0)), &boxes(their, back));
            self.clusters(kind, &missing, true, &mut differences);
            self.clusters(kind, &added, false, &mut differences);
        }
        differences
    }

    /// The name of the declared area that holds a box.
    fn name(&self, area: Area) -> Option<String> {
        self.declared
            .iter()
            .find(|declared| declared.area.grown(NEAR).holds(area))
            .map(|declared| declared.name.clone())
    }

    /// The words of both sides that differ: each word with a character that has no partner, and each word on the other
    /// side that holds partners of the other characters of such a word.
    fn words(
        &self,
        ours: &[Character],
        theirs: &[Character],
        partners: &[Option<usize>],
        back: (i64, i64),
    ) -> Vec<Word> {
        let mut our_partners: Vec<Option<usize>> = vec![None; theirs.len()];
        for (our, partner) in partners.iter().enumerate() {
            if let Some(place) = partner.and_then(|partner| our_partners.get_mut(partner)) {
                *place = Some(our);
            }
        }
        let ours = Side { characters: ours, partners, way: (0, 0) };
        let theirs = Side { characters: theirs, partners: &our_partners, way: back };
        let (our_changes, their_changes) = (ours.changes(), theirs.changes());
        let mut words = Vec::new();
        for (side, other, is_ours) in [(&ours, &theirs, true), (&theirs, &ours, false)] {
            let (mut changes, other_changes) =
                if is_ours { (our_changes.clone(), &their_changes) } else { (their_changes.clone(), &our_changes) };
            for (word, area) in other.companions(side, other_changes) {
                changes.entry(word).or_insert(area);
            }
            for (word, (text, whole)) in side.texts(&changes) {
                if let Some(&area) = changes.get(&word) {
                    words.push(Word { ours: is_ours, text, area, whole, declared: self.name(area) });
                }
            }
        }
        words
    }

    /// Joins the words of a line that stand next to each other.
    fn phrases(&self, line: Vec<Word>, differences: &mut Vec<Difference>) {
        let mut phrases: Vec<Vec<Word>> = Vec::new();
        let mut right = 0;
        for word in line {
            let end = word.area.right;
            let near = word.area.left - right <= word.area.height();
            match phrases.last_mut() {
                Some(phrase) if near && phrase.last().is_some_and(|last| last.declared == word.declared) => {
                    phrase.push(word);
                    right = right.max(end);
                }
                _ => {
                    phrases.push(vec![word]);
                    right = end;
                }
            }
        }
        differences.extend(phrases.into_iter().filter_map(|phrase| self.phrase(&phrase)));
    }

    /// The difference in some words; `None` if they only drifted along the line.
    ///
    /// Programs that write a page anew round the widths of glyphs, and the rounding adds up along a row of dots.
    fn phrase(&self, words: &[Word]) -> Option<Difference> {
        let side = |ours: bool| words.iter().filter(move |word| word.ours == ours);
        let read = |ours, between| side(ours).map(|word| word.text.as_str()).collect::<Vec<_>>().join(between);
        let edges = |ours| side(ours).map(|word| word.whole).reduce(Area::with);
        let drifted = edges(true).zip(edges(false)).is_some_and(|(our, their)| {
            (our.left - their.left).abs() <= DRIFT
                && (our.right - their.right).abs() <= DRIFT
                && (our.bottom - their.bottom).abs() <= NEAR
                && (our.top - their.top).abs() <= 2 * NEAR
        });
        if drifted && read(true, "") == read(false, "") {
            return None;
        }
        Some(Difference {
            page: self.page,
            declared: words.first()?.declared.clone(),
            ours: read(true, " "),
            theirs: read(false, " "),
            kind: Kind::Text,
            area: words.iter().map(|word| word.area).reduce(Area::with)?,
        })
    }

    /// Joins boxes that are drawn one after the other and near each other, as the modules of a QR code are.
    fn clusters(&self, kind: Kind, boxes: &[Area], ours: bool, differences: &mut Vec<Difference>) {
        let mut clusters: Vec<(Area, usize, Option<String>)> = Vec::new();
        for &area in boxes {
            let declared = self.name(area);
            match clusters.last_mut() {
                Some((cluster, count, name)) if *name == declared && cluster.grown(10 * NEAR).touches(area) => {
                    *cluster = cluster.with(area);
                    *count += 1;
                }
                _ => clusters.push((area, 1, declared)),
            }
        }
        for (area, count, declared) in clusters {
            let described = format!("{count}: {}", size(area.width(), area.height()));
            let (ours, theirs) = if ours { (described, String::new()) } else { (String::new(), described) };
            differences.push(Difference { page: self.page, declared, ours, theirs, kind, area });
        }
    }
}

/// The characters of one side, their partners on the other side, and the way by which they are moved onto our page.
struct Side<'a> {
    characters: &'a [Character],
    partners: &'a [Option<usize>],
    way: (i64, i64),
}

impl Side<'_> {
    /// The words with characters that have no partner, and the box of those characters on our page.
    fn changes(&self) -> BTreeMap<usize, Area> {
        let mut changes: BTreeMap<usize, Area> = BTreeMap::new();
        for (character, _) in self.characters.iter().zip(self.partners).filter(|(_, partner)| partner.is_none()) {
            let area = character.area.moved(self.way);
            changes.entry(character.word).and_modify(|whole| *whole = whole.with(area)).or_insert(area);
        }
        changes
    }

    /// The words on the other side that hold partners of the unchanged characters of the changed words, with the box of
    /// the change.
    fn companions(&self, other: &Side<'_>, changes: &BTreeMap<usize, Area>) -> BTreeMap<usize, Area> {
        let mut companions = BTreeMap::new();
        for (character, partner) in self.characters.iter().zip(self.partners) {
            let partner = partner.and_then(|partner| other.characters.get(partner));
            if let (Some(partner), Some(&area)) = (partner, changes.get(&character.word)) {
                companions.insert(partner.word, area);
            }
        }
        companions
    }

    /// The whole text of the changed words and its box on our page.
    fn texts(&self, changes: &BTreeMap<usize, Area>) -> BTreeMap<usize, (String, Area)> {
        let mut texts: BTreeMap<usize, (String, Area)> = BTreeMap::new();
        for character in self.characters.iter().filter(|character| changes.contains_key(&character.word)) {
            let area = character.area.moved(self.way);
            let (text, whole) = texts.entry(character.word).or_insert_with(|| (String::new(), area));
            text.push(character.character);
            *whole = whole.with(area);
        }
        texts
    }
}

fn size(width: i64, height: i64) -> String {
    format!("{} x {}", points(width), points(height))
}

fn points(mills: i64) -> String {
    let sign = if mills < 0 { "-" } else { "" };
    format!("{sign}{}.{:03}", mills.unsigned_abs() / 1000, mills.unsigned_abs() % 1000)
}
