//! Pass 1, second half: joins lines that were wrapped at a fixed width into blocks. A block is a
//! paragraph (or the part of one that a column break left), a heading, a byline or a caption.
//!
//! Wrapped text is recognisable: many neighbouring lines have nearly the same width, many of those end
//! in mid-sentence, and few sentences continue after a shorter or longer line.

use super::form::is_numbered;
use super::lines::Line;
use super::names::{self, Strength};
use super::strand::Strand;
use super::work;
use crate::chars::{columns, is_closing, is_digit, is_han, is_latin, is_pause, is_sentence_end};
use crate::units::LineNumber;

/// One or more lines that form one text.
#[derive(Debug, Clone)]
pub(super) struct Block<'a> {
    /// The text.
    pub(super) strand: Strand<'a>,
    /// The line it begins on.
    pub(super) line: LineNumber,
    /// The indent of that line, in columns.
    pub(super) indent: u32,
    /// The number of blank lines above it.
    pub(super) gap: u32,
    /// Whether it is the first block of a page.
    pub(super) new_page: bool,
    /// Whether the line above it is page furniture, such as a running head or a page number.
    pub(super) below_furniture: bool,
    /// Whether it gives contact details, which would be furniture next to other furniture.
    pub(super) contact: bool,
    /// Whether it is only a date.
    pub(super) date: bool,
}

/// Lines examined at a time.
const STRETCH: usize = 24;
/// Lines before and after them that are examined too.
const MARGIN: usize = 12;
/// Maximum width of a wrapped line, in columns: 60 Han characters.
const MAX_WIDTH: usize = 120;
/// Minimum width, in columns: eight Han characters, the narrowest column of a newspaper.
const MIN_WIDTH: usize = 16;
/// How far a full line may fall short of the width, in columns: a punctuation mark that may not begin a
/// line takes the character before it to the next line.
const SHORT: usize = 4;
/// How far a full line may exceed the width, in columns: the punctuation mark hangs over instead.
const OVER: usize = 4;
/// Minimum lines of the common width for text to count as wrapped.
const MIN_FULL: usize = 3;

/// The features of a line that show whether it was wrapped.
#[derive(Debug, Clone, Copy)]
struct Shape {
    /// Where its text ends, measured in columns and as twice its number of characters, since some programs
    /// wrap by characters.
    widths: [usize; 2],
    /// Columns of the Latin word or number it begins with, which wrapping does not break.
    head: usize,
    /// Whether it ends in mid-sentence.
    open: bool,
    /// Whether it ends a sentence.
    stop: bool,
    /// Whether it has punctuation before its end.
    prose: bool,
}

/// How the lines of a stretch were wrapped.
#[derive(Debug, Clone, Copy)]
struct Wrap {
    /// Which of the two widths applies: an index into [`Shape::widths`].
    measure: usize,
    /// The width that lines were wrapped at.
    width: usize,
    /// The indent of lines that do not begin a paragraph.
    margin: u32,
    /// The number of blank lines between the lines of a paragraph.
    gap: u32,
    /// Whether indents or blank lines show where paragraphs begin.
    told: bool,
}

impl Wrap {
    fn is_full(self, shape: &Shape, next: Option<&Shape>) -> bool {
        let head = next.map_or(0, |n| n.head.min(self.width / 3));
        shape
            .widths
            .get(self.measure)
            .is_some_and(|&w| w + SHORT + head >= self.width && w <= self.width + OVER)
    }
}

/// Joins lines into blocks.
pub(super) fn blocks<'a>(source: &'a str, lines: &[Line]) -> Vec<Block<'a>> {
    let text = |line: &Line| line.span.slice(source).unwrap_or("");
    let shapes: Vec<Shape> = lines.iter().map(|line| shape(text(line), line.indent)).collect();
    let wraps: Vec<Option<Wrap>> = (0..lines.len())
        .step_by(STRETCH)
        .map(|at| wrap(&shapes, lines, at))
        .collect();
    let mut blocks: Vec<Block<'a>> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let strand = Strand::new(source, line.span);
        let wrap = i.checked_sub(1).and_then(|i| wraps.get(i / STRETCH)).copied().flatten();
        let goes_on = wrap.is_some_and(|wrap| {
            let near = shapes.get(i - 1..).unwrap_or(&[]);
            continues(wrap, near, lines.get(i - 1..).unwrap_or(&[]), text(line))
        });
        match blocks.last_mut() {
            Some(block) if goes_on => block.strand.append(&strand),
            _ => blocks.push(Block {
                strand,
                line: line.number,
                indent: line.indent,
                gap: line.gap,
                new_page: line.new_page,
                below_furniture: false,
                contact: false,
                date: false,
            }),
        }
    }
    blocks
}

fn shape(text: &str, indent: u32) -> Shape {
    let indent = indent as usize;
    let mut widths = [indent; 2];
    let mut inner = 0;
    let mut looked = 0;
    for c in text.chars() {
        let [by_columns, by_chars] = &mut widths;
        *by_columns += columns(c) as usize;
        *by_chars += 2;
        // Colons do not count: headlines have them too, as in 专访：…, or after the name of a speaker.
        inner += usize::from((is_pause(c) || is_sentence_end(c)) && !matches!(c, '：' | ':'));
        looked += c.len_utf8();
        if *by_columns > MAX_WIDTH + OVER {
            break;
        }
    }
    work::steps(looked);
    let last = text.chars().next_back();
    let is_head = |c: &char| is_latin(*c) || is_digit(*c) || matches!(c, '.' | '%' | '-');
    let head = text
        .chars()
        .take(MAX_WIDTH)
        .take_while(is_head)
        .map(|c| columns(c) as usize)
        .sum();
    // Names in brackets at the end of a line end an article.
    let signed = || {
        let tail = text.rfind(['（', '(']).and_then(|i| text.get(i..)).unwrap_or(text);
        text.ends_with(['）', ')']) && names::byline(tail).is_some_and(|b| b.strength >= Strength::Good)
    };
    let stop = text
        .trim_end_matches(is_closing)
        .ends_with(|c| is_sentence_end(c) || c == '.')
        || signed();
    let open = last.is_some_and(|c| is_han(c) || is_latin(c) || is_digit(c));
    Shape {
        widths,
        head,
        open,
        stop,
        prose: inner > usize::from(!open),
    }
}

/// Returns how the stretch of lines from `at` on was wrapped, or `None` if it was not.
fn wrap(shapes: &[Shape], lines: &[Line], at: usize) -> Option<Wrap> {
    let range = at.saturating_sub(MARGIN)..shapes.len().min(at + STRETCH + MARGIN);
    let (near, lines) = (shapes.get(range.clone())?, lines.get(range)?);
    work::steps(2 * (near.len() + MAX_WIDTH));
    let margin = lines.iter().map(|l| l.indent).min()?;
    let gap = lines.iter().skip(1).map(|l| l.gap).min()?;
    let told = lines.iter().any(|l| l.indent >= margin + 2) || lines.iter().skip(1).any(|l| l.gap > gap);
    let (count, measure, width) = [0, 1]
        .into_iter()
        .filter_map(|m| commonest(near, m))
        .max_by_key(|&(count, m, _)| (count, std::cmp::Reverse(m)))?;
    let wrap = Wrap {
        measure,
        width,
        margin,
        gap,
        told,
    };
    let full = || {
        near.iter()
            .zip(near.iter().skip(1))
            .filter(|(s, n)| wrap.is_full(s, Some(n)))
            .map(|(s, _)| s)
    };
    let open = full().filter(|s| s.open).count();
    let prose = full().filter(|s| s.prose).count();
    let total = full().count();
    let against = near.iter().zip(near.iter().skip(1)).filter(|(s, n)| {
        let long = s.widths.get(measure).is_some_and(|&w| w > width + OVER);
        long || (!wrap.is_full(s, Some(n)) && s.prose && !s.stop)
    });
    // At least two in five full lines must end in mid-sentence. In Chinese prose one line end in eight
    // falls on punctuation, but this sample is small; verse ends most of its lines with punctuation. At
    // least half must have punctuation inside, which lists of names or headlines lack.
    let wrapped = count >= MIN_FULL && against.count() * 3 <= total && open * 5 >= total * 2 && prose * 2 >= total;
    wrapped.then_some(wrap)
}

/// Returns `(count, measure, width)` for the width that most lines have, give or take one character
/// (two columns). Ties go to the width with more exact matches, then to the greater one.
fn commonest(near: &[Shape], measure: usize) -> Option<(usize, usize, usize)> {
    let mut counts = [0_usize; MAX_WIDTH + 3];
    for width in near.iter().filter_map(|s| s.widths.get(measure)) {
        if let Some(n) = counts.get_mut(*width) {
            *n += 1;
        }
    }
    let near = |w: usize| {
        counts
            .get(w.saturating_sub(2)..counts.len().min(w + 3))
            .map_or(0, |c| c.iter().sum::<usize>())
    };
    let best = (MIN_WIDTH..=MAX_WIDTH).max_by_key(|&w| (near(w), counts.get(w).copied(), w))?;
    Some((near(best), measure, best))
}

/// Whether the second of `lines` continues the text of the first. `near` are the shapes of the lines,
/// `text` is the text of the second.
fn continues(wrap: Wrap, near: &[Shape], lines: &[Line], text: &str) -> bool {
    let ([this, next, ..], [_, line, ..]) = (near, lines) else {
        return false;
    };
    if !wrap.is_full(this, Some(next)) || begins(wrap, line) || is_numbered(text) {
        return false;
    }
    // The first line is a headline that fills the column, the second its byline.
    if !this.prose && names::byline(text).is_some_and(|b| b.strength >= Strength::Good) {
        return false;
    }
    if !this.stop {
        return true;
    }
    // A full line that ends a sentence also ends a paragraph, unless indents or blank lines show where
    // paragraphs begin. Even then a heading may follow: a line that ends no sentence and has no text after it.
    let behind = near.get(2).zip(lines.get(2)).filter(|(_, l)| !begins(wrap, l));
    let text_behind = behind.is_some_and(|(s, _)| s.stop || wrap.is_full(s, near.get(3)));
    wrap.told && (next.stop || (wrap.is_full(next, near.get(2)) && text_behind))
}

/// Whether blank lines or indents show that a paragraph begins with the line.
fn begins(wrap: Wrap, line: &Line) -> bool {
    line.new_page || line.gap > wrap.gap || line.indent >= wrap.margin + 2
}
