//! The passage that best shows why an article was found.
//!
//! An excerpt consists of whole clauses, as many as fit. The window with the most distinct words wins, then the one
//! with the most matches. A clause that is too long by itself is cut, but not inside a word, number or name.

use super::hit::Excerpt;
use super::marks::{ranges, Found, Place};
use crate::lexicon::Segmenter;
use crate::text::sentences::{clauses, may_cut, sentences};
use crate::text::{fold, Utf16Map};
use crate::units::{ByteOffset, Span};

/// The maximum length of an excerpt, in characters: three lines on a phone, two on a wide screen.
pub const MAX_EXCERPT_CHARS: usize = 90;

/// Makes an excerpt of a piece around some of the places found in it, or from its beginning if there are none. Also
/// returns the span of the excerpt in the piece.
pub(crate) fn excerpt(
    found: &Found<'_>,
    around: &[Place],
    segmenter: Option<&Segmenter>,
) -> (Excerpt, Span<ByteOffset>) {
    let text = found.text;
    let window = window(text, around, segmenter);
    let piece = window.slice(text).unwrap_or(text);
    let start = window.start.0;
    let within = ranges(&found.places).into_iter().filter_map(|range| {
        let (from, to) = (range.start.max(window.start), range.end.min(window.end));
        (from < to).then(|| Span::new(ByteOffset(from.0 - start), ByteOffset(to.0 - start)))
    });
    let map = Utf16Map::new(piece);
    let excerpt = Excerpt {
        part: found.part,
        ranges: within.map(|range| map.span(range)).collect(),
        cut_before: text
            .get(..window.start.get())
            .is_some_and(|before| !before.trim().is_empty()),
        cut_after: text
            .get(window.end.get()..)
            .is_some_and(|after| !after.trim().is_empty()),
        text: piece.to_owned(),
    };
    (excerpt, window)
}

/// Returns the set of words of some places, one bit each. A passage has few distinct words; those beyond 64 share bits.
pub(crate) fn words_of<'p>(places: impl IntoIterator<Item = &'p Place>) -> u64 {
    let bits = places.into_iter().map(|place| 1 << (place.word % 64));
    bits.fold(0, |all, bit| all | bit)
}

/// A clause of a piece (part of a sentence).
struct Clause {
    span: Span<ByteOffset>,
    chars: usize,
    /// Whether it begins a sentence.
    opens: bool,
}

/// Returns the part of `text` to show.
fn window(text: &str, places: &[Place], segmenter: Option<&Segmenter>) -> Span<ByteOffset> {
    let clauses = split(text, places);
    let mut best = (
        Worth::default(),
        Span::new(ByteOffset(0), ByteOffset::from_usize(text.len())),
    );
    let (mut end, mut chars) = (0, 0);
    for (i, first) in clauses.iter().enumerate() {
        if end < i {
            (end, chars) = (i, 0);
        }
        while let Some(clause) = clauses
            .get(end)
            .filter(|clause| end == i || chars + clause.chars <= MAX_EXCERPT_CHARS)
        {
            chars += clause.chars;
            end += 1;
        }
        let Some(last) = end.checked_sub(1).and_then(|last| clauses.get(last)) else {
            break;
        };
        let span = Span::new(first.span.start, last.span.end);
        let worth = Worth::of(places, span, first.opens, chars, i);
        if worth > best.0 || i == 0 {
            best = (worth, span);
        }
        if places.is_empty() {
            break; // without places, the beginning is as good as any
        }
        chars -= first.chars;
    }
    shorten(text, best.1, places, segmenter)
}

/// The value of a passage; the first field that differs decides.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Worth {
    /// The number of distinct words in it.
    words: usize,
    /// The number of places in it.
    places: usize,
    /// Whether it begins a sentence.
    opens: bool,
    /// Whether it fills at least half of the room.
    fills: bool,
    /// The index of its first clause: the later it begins, the nearer the places are to its beginning.
    start: usize,
}

impl Worth {
    fn of(places: &[Place], span: Span<ByteOffset>, opens: bool, chars: usize, start: usize) -> Self {
        let first = places.partition_point(|place| place.span.start < span.start);
        let inside = places
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|place| place.span.start < span.end)
            .filter(|place| place.span.end <= span.end);
        // As in `words_of`: one bit for each word, and words beyond 64 share bits.
        let (bits, count) = inside.fold((0u64, 0), |(bits, count), place| {
            (bits | 1 << (place.word % 64), count + 1)
        });
        Self {
            words: bits.count_ones() as usize,
            places: count,
            opens,
            fills: chars >= MAX_EXCERPT_CHARS / 2,
            start,
        }
    }
}

/// Cuts a passage that is too long (a single clause) around the first of its places.
fn shorten(text: &str, passage: Span<ByteOffset>, places: &[Place], segmenter: Option<&Segmenter>) -> Span<ByteOffset> {
    let Some(piece) = passage
        .slice(text)
        .filter(|piece| piece.chars().count() > MAX_EXCERPT_CHARS)
    else {
        return passage;
    };
    let cuts = cuts(piece, segmenter);
    let place = places
        .iter()
        .find(|place| place.span.start >= passage.start && place.span.start < passage.end);
    let focus = place.map_or(0, |place| place.span.start.get() - passage.start.get());
    // Up to a third of the room goes to what comes before the place.
    let lead = piece
        .get(..focus)
        .unwrap_or_default()
        .chars()
        .rev()
        .take(MAX_EXCERPT_CHARS / 3)
        .map(char::len_utf8)
        .sum::<usize>();
    let start = cuts
        .iter()
        .copied()
        .find(|&cut| cut >= focus - lead)
        .filter(|&cut| cut <= focus)
        .unwrap_or(focus);
    let room = piece
        .get(start..)
        .unwrap_or_default()
        .char_indices()
        .nth(MAX_EXCERPT_CHARS)
        .map_or(piece.len(), |(at, _)| start + at);
    let end = cuts
        .iter()
        .copied()
        .rev()
        .find(|&cut| cut <= room)
        .filter(|&cut| cut > start)
        .unwrap_or(room);
    let at = |offset: usize| ByteOffset::from_usize(passage.start.get() + offset);
    Span::new(at(start), at(end))
}

/// Returns where `text` may be cut, ascending: between words as the segmenter sees them, and never inside a number or a
/// word of letters.
fn cuts(text: &str, segmenter: Option<&Segmenter>) -> Vec<usize> {
    let folded = fold(text);
    let words: Vec<Span<ByteOffset>> = match segmenter {
        Some(segmenter) => segmenter.cut(folded.as_str()).iter().map(|token| token.span).collect(),
        None => {
            let chars = folded.as_str().char_indices().map(|(at, _)| ByteOffset::from_usize(at));
            chars.map(|at| Span::new(at, at)).collect()
        }
    };
    let starts = words.into_iter().map(|word| folded.source_span(word).start);
    starts
        .filter(|&at| may_cut(text, at))
        .map(ByteOffset::get)
        .chain([text.len()])
        .collect()
}

/// Splits all of `text` into clauses, none of which ends inside a place.
fn split(text: &str, places: &[Place]) -> Vec<Clause> {
    let mut places = ranges(places).into_iter().peekable();
    let mut sentences = sentences(text).map(|sentence| sentence.end).peekable();
    let mut split: Vec<Clause> = Vec::new();
    let (mut opens, mut whole) = (true, true);
    for span in clauses(text) {
        let chars = span.slice(text).map_or(0, |clause| clause.chars().count());
        match split.last_mut() {
            Some(last) if !whole => {
                last.span.end = span.end;
                last.chars += chars;
            }
            _ => split.push(Clause { span, chars, opens }),
        }
        while places.next_if(|place| place.end <= span.end).is_some() {}
        whole = places.peek().is_none_or(|place| place.start >= span.end);
        while sentences.next_if(|&end| end < span.end).is_some() {}
        opens = sentences.peek() == Some(&span.end);
    }
    split
}
