//! Sorts the text of a page into characters, words and lines, and finds the place of a text.

use super::{Area, Page, What};

/// One visible character of a page.
pub(super) struct Character {
    /// The character; never white space.
    pub(super) character: char,
    /// Its box. If a glyph has several characters, they share the box of the glyph evenly.
    pub(super) area: Area,
    /// How far from its true place the character may be because it shares a glyph, in thousandths of a point.
    pub(super) slack: i64,
    /// The number of its word.
    pub(super) word: usize,
}

/// The visible characters of a page in the order of drawing, without white space and soft hyphens.
///
/// Words are found in the order of drawing, so the words of a stamp over a text do not mix with the words of the text.
pub(super) fn characters(page: &Page) -> Vec<Character> {
    let mut characters: Vec<Character> = Vec::new();
    let mut last: Option<Area> = None;
    let mut word = 0;
    for mark in page.marks.iter().filter(|mark| !mark.invisible) {
        let What::Text(text) = &mark.what else { continue };
        let visible: Vec<char> = text.chars().filter(|&character| is_visible(character)).flat_map(parts).collect();
        if visible.is_empty() {
            last = None;
            continue;
        }
        if !last.is_some_and(|last| is_joined(last, mark.area)) {
            word += 1;
        }
        last = Some(mark.area);
        let count = i64::try_from(visible.len()).unwrap_or(i64::MAX);
        for (at, character) in (0..count).zip(visible) {
            let edge = |at: i64| mark.area.left + mark.area.width() / count * at;
            let right = if at + 1 == count { mark.area.right } else { edge(at + 1) };
            let slack = if count == 1 { 0 } else { mark.area.width() / 2 };
            characters.push(Character { character, area: Area { left: edge(at), right, ..mark.area }, slack, word });
        }
    }
    characters
}

fn is_visible(character: char) -> bool {
    !character.is_whitespace() && !matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The letters of a ligature that is one character.
fn parts(character: char) -> impl Iterator<Item = char> {
    let parts = match character {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' => "ſt",
        '\u{fb06}' => "st",
        _ => "",
    };
    parts.chars().chain(parts.is_empty().then_some(character))
}

/// True if a glyph continues the word of the glyph drawn before it: their boxes nearly touch along the line.
fn is_joined(last: Area, next: Area) -> bool {
    let size = last.height().max(last.width());
    let near = Area { left: last.left - size / 5, right: last.right + size / 5, ..last };
    near.touches(next)
}

/// True if two boxes stand on one line of text: the middle of each is within the height of the other.
pub(super) fn on_one_line(one: Area, other: Area) -> bool {
    let middle = |area: Area| area.bottom + area.height() / 2;
    (one.bottom..=one.top).contains(&middle(other)) && (other.bottom..=other.top).contains(&middle(one))
}

/// Sorts things into lines from the top, each from the left.
pub(super) fn lines<T>(mut things: Vec<T>, area: impl Fn(&T) -> Area) -> Vec<Vec<T>> {
    things.sort_by_key(|thing| std::cmp::Reverse(area(thing).bottom));
    let mut lines: Vec<Vec<T>> = Vec::new();
    for thing in things {
        match lines.last_mut().filter(|line| line.first().is_some_and(|first| on_one_line(area(first), area(&thing)))) {
            Some(line) => line.push(thing),
            None => lines.push(vec![thing]),
        }
    }
    for line in &mut lines {
        line.sort_by_key(|thing| area(thing).left);
    }
    lines
}

/// The visible text of a page: lines from the top, each from the left, words with a space between them.
///
/// A ligature becomes its single letters; soft hyphens are left out.
pub fn text(page: &Page) -> String {
    let mut words: Vec<(String, Area)> = Vec::new();
    let mut number = 0;
    for character in characters(page) {
        match words.last_mut().filter(|_| character.word == number) {
            Some((word, area)) => {
                word.push(character.character);
                *area = area.with(character.area);
            }
            None => words.push((character.character.to_string(), character.area)),
        }
        number = character.word;
    }
    let mut text = String::new();
    for line in lines(words, |(_, area)| *area) {
        let line: Vec<String> = line.into_iter().map(|(word, _)| word).collect();
        text.push_str(&line.join(" "));
        text.push('\n');
    }
    text
}

/// Finds a text on a page: for each occurrence its boxes, one for each line over which the text is broken.
///
/// Lengths are those of [`Area`]. White space in the text and on the page does not count, and a hyphen at the end of a
/// line may be skipped. The glyphs must be drawn one after the other. An empty text has no occurrence.
pub fn find(page: &Page, text: &str) -> Vec<Vec<Area>> {
    let wanted: Vec<char> = text.chars().filter(|&character| is_visible(character)).flat_map(parts).collect();
    let mut rest = &*characters(page);
    let mut found = Vec::new();
    while !rest.is_empty() && !wanted.is_empty() {
        let (boxes, used) = at_start(rest, &wanted).map_or((None, 1), |(boxes, used)| (Some(boxes), used));
        found.extend(boxes);
        rest = rest.get(used..).unwrap_or_default();
    }
    found
}

/// The boxes of the text at the start of the characters, and how many characters it takes.
fn at_start(characters: &[Character], wanted: &[char]) -> Option<(Vec<Area>, usize)> {
    let mut boxes: Vec<Area> = Vec::new();
    let mut at = 0;
    for &letter in wanted {
        let mut next = characters.get(at)?;
        let breaks = characters.get(at + 1).is_some_and(|behind| !on_one_line(next.area, behind.area));
        if next.character != letter && matches!(next.character, '-' | '\u{2010}') && breaks && at > 0 {
            at += 1;
            next = characters.get(at)?;
        }
        if next.character != letter {
            return None;
        }
        at += 1;
        match boxes.last_mut() {
            Some(line) if on_one_line(*line, next.area) && next.area.right >= line.left => *line = line.with(next.area),
            _ => boxes.push(next.area),
        }
    }
    Some((boxes, at))
}
