//! Lines → blocks: lines that were wrapped at a fixed width are put together again, so that a
//! block is a paragraph, or what a column's edge left of one, or a heading, a byline, a caption.
//!
//! Wrapped text shows itself: in its neighbourhood no line is longer than a certain width, many
//! end within two characters of it, and most of those end in the middle of a sentence; few sentences go on after a shorter line.

use super::evidence::is_numbered;
use super::lines::Line;
use super::names::{self, Strength};
use super::strand::Strand;
use super::work;
use crate::chars::{columns, is_closing, is_digit, is_han, is_latin, is_pause, is_sentence_end};
use crate::units::LineNumber;

/// One or several lines that are one text.
#[derive(Debug, Clone)]
pub(super) struct Block<'a> {
    /// The text.
    pub(super) strand: Strand<'a>,
    /// Its first line.
    pub(super) line: LineNumber,
    /// That line's indent in columns.
    pub(super) indent: u32,
    /// The blank lines above it.
    pub(super) gap: u32,
    /// Whether it begins a page.
    pub(super) new_page: bool,
}

/// How far a neighbourhood reaches, in lines to either side.
const REACH: usize = 10;
/// A wrapped line is not longer than this, in columns: 60 Han characters.
const MAX_COLUMNS: u32 = 120;
/// Nor shorter than this: eight Han characters, the narrowest column of a newspaper.
const MIN_COLUMNS: u32 = 16;
/// A full line may fall this short of the width: a punctuation mark that may not begin the next
/// line takes the character before it along.
const SLACK: u32 = 4;
/// In a wrapped neighbourhood at least so many lines are full.
const MIN_FULL: usize = 3;

/// What tells whether a line was wrapped.
#[derive(Debug, Clone, Copy)]
struct Shape {
    /// Where its text ends, in columns.
    width: u32,
    /// Columns of the Latin word or number it begins with, which would not be broken.
    head: u32,
    /// Whether it ends in the middle of a sentence.
    open: bool,
    /// Whether it ends a sentence.
    stop: bool,
    /// Whether punctuation stands inside it.
    prose: bool,
}

/// Puts lines together to blocks.
pub(super) fn blocks<'a>(source: &'a str, lines: &[Line]) -> Vec<Block<'a>> {
    let text = |line: &Line| line.span.slice(source).unwrap_or("");
    let shapes: Vec<Shape> = lines.iter().map(|line| shape(text(line), line.indent)).collect();
    let mut blocks: Vec<Block<'a>> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let strand = Strand::new(source, line.span);
        let goes_on = i > 0 && {
            let from = i.saturating_sub(1 + REACH);
            let near = shapes.get(from..shapes.len().min(i + REACH)).unwrap_or(&[]);
            let lines_near = lines.get(from..lines.len().min(i + REACH)).unwrap_or(&[]);
            continues(near, lines_near, i - 1 - from, text(line))
        };
        match blocks.last_mut() {
            Some(block) if goes_on => block.strand.append(&strand),
            _ => blocks.push(Block {
                strand,
                line: line.number,
                indent: line.indent,
                gap: line.gap,
                new_page: line.new_page,
            }),
        }
    }
    blocks
}

fn shape(text: &str, indent: u32) -> Shape {
    work::steps(text.len());
    let mut width = indent;
    let mut inner = 0;
    for c in text.chars() {
        width += columns(c);
        inner += u32::from(is_pause(c) || is_sentence_end(c));
        if width > MAX_COLUMNS {
            break;
        }
    }
    let last = text.chars().next_back();
    let head = text
        .chars()
        .take_while(|c| is_latin(*c) || is_digit(*c) || matches!(c, '.' | '%' | '-'))
        .map(columns)
        .sum();
    let stop = text
        .trim_end_matches(is_closing)
        .ends_with(|c| is_sentence_end(c) || c == '.');
    let open = last.is_some_and(|c| is_han(c) || is_latin(c) || is_digit(c));
    Shape {
        width,
        head,
        open,
        stop,
        prose: inner > u32::from(!open),
    }
}

/// Whether the line behind `at` goes on with the text of the line at `at`, `near` being the
/// shapes around both.
fn continues(near: &[Shape], lines: &[Line], at: usize, next_text: &str) -> bool {
    let (Some(this), Some(next)) = (near.get(at), near.get(at + 1)) else {
        return false;
    };
    let (Some(_), Some(next_line)) = (lines.get(at), lines.get(at + 1)) else {
        return false;
    };
    work::steps(near.len());
    let width = near.iter().map(|s| s.width).max().unwrap_or(0);
    if !(MIN_COLUMNS..=MAX_COLUMNS).contains(&width) {
        return false;
    }
    let is_full =
        |shape: &Shape, next: Option<&Shape>| shape.width + SLACK + next.map_or(0, |n| n.head.min(width / 3)) >= width;
    let full = || {
        near.iter()
            .enumerate()
            .filter(|&(i, s)| is_full(s, near.get(i + 1)))
            .map(|(_, s)| s)
    };
    let count = full().count();
    let open = full().filter(|s| s.open).count();
    let prose = full().filter(|s| s.prose).count();
    // Two in five: one line end in eight falls on punctuation in Chinese prose, but here are few;
    // verse ends most lines with it. Lists of names or headlines have no punctuation inside.
    let against = near
        .iter()
        .enumerate()
        .filter(|&(i, s)| !is_full(s, near.get(i + 1)) && s.prose && !s.stop)
        .count();
    let wrapped = count >= MIN_FULL && against * 3 <= count && open * 5 >= count * 2 && prose * 2 >= count;
    if !wrapped || !is_full(this, Some(next)) || next_line.new_page {
        return false;
    }
    // Blank lines or an indent begin a paragraph, where paragraphs here have them at all.
    let gap = lines.iter().skip(1).map(|l| l.gap).min().unwrap_or(0);
    let margin = lines.iter().map(|l| l.indent).min().unwrap_or(0);
    if next_line.gap > gap || next_line.indent >= margin + 2 || is_numbered(next_text) {
        return false;
    }
    let indents = lines.iter().any(|l| l.indent >= margin + 2) || lines.iter().skip(1).any(|l| l.gap > gap);
    // A byline below a headline that fills the column.
    if !this.prose && names::byline(next_text).is_some_and(|b| b.strength >= Strength::Good) {
        return false;
    }
    // A full line that ends a sentence ends a paragraph too, unless paragraphs are known by more.
    !this.stop || (indents && (is_full(next, near.get(at + 2)) || next.stop))
}
