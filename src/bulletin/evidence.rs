//! Pass 2: what each block of text looks like, by itself and on its page.

use super::blocks::Block;
use super::credits::{self, Credit};
use super::form::{self, end_of, End, Label, FORMULAS, HANGING, OPENERS};
use super::names::{self, is_bullet, Byline};
use super::order;
use super::people;
use super::signatures;
use super::work;
use crate::chars::{is_blank, is_closing, is_digit, is_han, is_latin, is_pause, is_sentence_end};

/// What a block looks like.
#[derive(Debug, Clone)]
pub(super) struct Evidence {
    /// Its characters, blanks not counted.
    pub(super) chars: usize,
    /// How it ends.
    pub(super) end: End,
    /// Whether a sentence ends before its last character.
    pub(super) inner_stop: bool,
    /// Whether its last mark is 。 or a half-width stop, which no headline has.
    pub(super) full_stop: bool,
    /// How many ， and ； it has.
    pub(super) pauses: usize,
    /// Whether it has a 、, as lists in a text have more often than headlines.
    pub(super) lists: bool,
    /// Whether it begins with what cannot begin a text: 。，”）.
    pub(super) begins_inside: bool,
    /// Whether its first clause is a single character, 化，: the rest of a word, more often than not.
    pub(super) stub: bool,
    /// Whether it begins as sentences do and headings do not: 随着, 此外, 据.
    pub(super) opener: bool,
    /// Whether it ends with a word that needs another: 的, 被, 或.
    pub(super) hanging: bool,
    /// Whether it begins with an item's number: 一、 （二） 3. ①.
    pub(super) numbered: bool,
    /// Whether it begins with a dash, as subtitles do.
    pub(super) dash: bool,
    /// Whether it is two or three short clauses with spaces between, as headlines are.
    pub(super) two_part: bool,
    /// Whether it begins or ends with a digit: a number may be broken between two.
    pub(super) digits: (bool, bool),
    /// Whether it is a word that opens or closes a text, 编者按 or 结语.
    pub(super) stock: bool,
    /// Whether it is a formula at a letter's end, 此致 or 敬礼.
    pub(super) formula: bool,
    /// Whether it begins with names in brackets, as news does: 本报讯（记者 …）.
    pub(super) opens_signed: bool,
    /// Whether it ends with names in brackets.
    pub(super) ends_signed: bool,
    /// How much of it the next text says again, in hundredths.
    pub(super) echo: usize,
    /// Whether the next text begins with all of it: the first print of a paragraph's beginning.
    pub(super) restarted: bool,
    /// Whether brackets or quotation marks in it are not closed.
    pub(super) unbalanced: bool,
    /// Whether it is one of several lines of verse.
    pub(super) verse: bool,
    /// Whether it is a line such as 电话：…, among others or for itself.
    pub(super) field: bool,
    /// Whether it says how to reach someone.
    contact: bool,
    /// Whether it is a date, as it stands below a letter.
    pub(super) date: bool,
    /// Whether it begins as news does: 本报讯, 近日, 2月8日.
    pub(super) lead: bool,
    /// Whether it begins with a photo's mark: ▲, 图为.
    pub(super) photo_mark: bool,
    /// Where a section's label stands in it, and how sure that is.
    pub(super) label: Option<Label>,
    /// What it says as a byline.
    pub(super) byline: Option<Byline>,
    /// What it says as a caption.
    pub(super) credit: Option<Credit>,
    /// How far in it begins, in columns.
    pub(super) indent: u32,
    /// Whether a running head, a page number or the like stands above it.
    pub(super) below_furniture: bool,
    /// Whether more blank lines stand above it than between paragraphs.
    pub(super) wide_gap: bool,
}

impl Evidence {
    /// Whether it is a line for itself that belongs to a text: of verse, of a list, of a letter.
    pub(super) const fn is_item(&self) -> bool {
        self.verse || self.field || self.date || self.formula
    }
}

/// What holds for the page as a whole.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Layout {
    /// The indent of paragraphs, where they have one.
    pub(super) body_indent: Option<u32>,
    /// The blank lines between paragraphs.
    pub(super) gap: u32,
}

/// From this many characters on, a block is text and no heading.
pub(super) const LONG: usize = 46;

/// Looks at all blocks.
pub(super) fn look(blocks: &[Block<'_>]) -> (Layout, Vec<Evidence>) {
    let layout = layout(blocks);
    let mut evidence: Vec<Evidence> = blocks.iter().map(|block| evidence(block, layout)).collect();
    mark_verse(&mut evidence);
    mark_fields(&mut evidence);
    mark_echoes(&mut evidence, blocks);
    (layout, evidence)
}

/// Lines of verse are not longer than this.
const VERSE_CHARS: usize = 20;
/// Fewer lines are no verse …
const VERSE_LINES: usize = 4;
/// … unless all end with punctuation and none is longer than this: then three are …
const STRICT_CHARS: usize = 14;
/// … and two of one length, if none is longer than this.
const COUPLET_CHARS: usize = 10;

/// Finds verse: short lines in a row, some of which end with punctuation. It begins with the
/// first that does, for a heading may stand above it, and ends with the last.
fn mark_verse(evidence: &mut [Evidence]) {
    let short = |e: &Evidence| {
        (2..=VERSE_CHARS).contains(&e.chars)
            && !(e.numbered || e.begins_inside || e.field || e.date || e.credit.is_some() || e.label.is_some())
            && e.byline.as_ref().is_none_or(|b| b.strength == names::Strength::Weak)
    };
    for run in evidence.chunk_by_mut(|a, b| short(a) && short(b)) {
        let ends = |e: &Evidence| matches!(e.end, End::Pause | End::Sentence);
        let marked = run.iter().filter(|e| ends(e)).count();
        let first = run.iter().position(ends).unwrap_or(0);
        let last = run.iter().rposition(ends).unwrap_or(0);
        let pauses = run.iter().filter(|e| e.end == End::Pause).count();
        let lines = last + 1 - first.min(last);
        let longest = run.iter().skip(first).map(|e| e.chars).max().unwrap_or(0);
        let even = run.iter().skip(first).all(|e| e.chars == longest);
        let strict = marked == lines
            && ((lines >= 3 && longest <= STRICT_CHARS) || (lines == 2 && even && longest <= COUPLET_CHARS));
        if pauses > 0 && (strict || (lines >= VERSE_LINES && marked * 3 >= lines)) {
            run.iter_mut().take(last + 1).skip(first).for_each(|e| e.verse = true);
        }
    }
}

/// A line with a colon is a field of a list where its neighbour is one too, or where it says how
/// to reach someone.
fn mark_fields(evidence: &mut [Evidence]) {
    let lone: Vec<bool> = evidence.iter().map(|e| e.field).collect();
    for (i, e) in evidence.iter_mut().enumerate() {
        let near = |j: Option<usize>| j.and_then(|j| lone.get(j)).copied().unwrap_or(false);
        e.field &= e.contact || near(i.checked_sub(1)) || near(Some(i + 1));
    }
}

/// How many blocks below a heading its text begins at the latest: subtitle, bylines, a photo.
const ECHO_REACH: usize = 4;
/// How much of a text's beginning repeats its headline.
const ECHO_CHARS: usize = 120;

/// The pairs of neighbouring characters of a text's beginning, sorted.
fn pairs(text: &str) -> Vec<u64> {
    let plain = |c: &char| is_han(*c) || is_latin(*c) || is_digit(*c);
    let mut before = None;
    let mut pairs = Vec::new();
    for c in text.chars().take(ECHO_CHARS).filter(plain) {
        pairs.extend(before.replace(c).map(|b| order::pack(b as usize, c as usize)));
    }
    work::steps(ECHO_CHARS);
    order::sort(&mut pairs);
    pairs
}

/// Finds how much of each short block the next text says again: a headline's words come back
/// where its news begins.
fn mark_echoes(evidence: &mut [Evidence], blocks: &[Block<'_>]) {
    // The pairs of the next text below, and how far below it begins.
    let mut below: Option<(usize, Vec<u64>)> = None;
    for (i, (e, block)) in evidence.iter_mut().zip(blocks).enumerate().rev() {
        if e.chars > LONG || e.inner_stop || (e.full_stop && e.pauses > 0) {
            below = Some((i, pairs(block.strand.text())));
        } else if let Some((_, text)) = below.as_ref().filter(|(at, _)| at - i <= ECHO_REACH) {
            let own = pairs(block.strand.text());
            let again = own.iter().filter(|p| text.binary_search(p).is_ok()).count();
            e.echo = again * 100 / own.len().max(4);
            let next = blocks.get(i + 1).map_or("", |b| b.strand.text());
            e.restarted = e.chars >= 8 && next.starts_with(block.strand.text());
        }
    }
}

fn layout(blocks: &[Block<'_>]) -> Layout {
    let long = || {
        blocks
            .iter()
            .filter(|b| b.strand.text().chars().take(LONG).count() == LONG)
    };
    let indented = long().filter(|b| b.indent >= 2).count();
    // Most common among the long: Boyer and Moore's majority vote, then a count.
    let mut indent = (0, 0_usize);
    for block in long().filter(|b| b.indent >= 2) {
        match indent {
            (value, votes) if value == block.indent => indent = (value, votes + 1),
            (_, 0) => indent = (block.indent, 1),
            (value, votes) => indent = (value, votes - 1),
        }
    }
    let body_indent = (indented > 0 && indented * 2 >= long().count()).then_some(indent.0);
    // The gap between paragraphs: the commonest between a block of text and the next.
    let mut counts = [0_usize; 4];
    let pairs = blocks.iter().zip(blocks.iter().skip(1));
    for (_, next) in pairs.filter(|(a, b)| is_text(a) && is_text(b)) {
        if let Some(n) = counts.get_mut(next.gap.min(3) as usize) {
            *n += 1;
        }
    }
    let gap = counts
        .iter()
        .enumerate()
        .max_by_key(|&(i, &n)| (n, std::cmp::Reverse(i)))
        .map_or(0, |(i, _)| i);
    Layout {
        body_indent,
        gap: u32::try_from(gap).unwrap_or(0),
    }
}

fn is_text(block: &Block<'_>) -> bool {
    block.strand.text().ends_with(|c| is_sentence_end(c) || is_closing(c))
        || block.strand.text().chars().take(LONG).count() == LONG
}

fn evidence(block: &Block<'_>, layout: Layout) -> Evidence {
    let text = block.strand.text();
    work::steps(text.len());
    let chars = text.chars().filter(|c| !is_blank(*c)).count();
    let whole = text
        .get(..signatures::aside(text).map_or(text.len(), |aside| aside.start))
        .unwrap_or(text);
    let stripped = whole.trim_end_matches(|c| is_closing(c) || is_blank(c));
    let last = stripped.chars().next_back();
    let stop_at = stripped.len() - last.map_or(0, char::len_utf8);
    let short = chars <= LONG;
    Evidence {
        chars,
        end: end_of(text),
        inner_stop: text.get(..stop_at).is_some_and(form::has_stop),
        full_stop: last.is_some_and(|c| matches!(c, '。' | '．' | '｡')) || form::is_dot_stop(stripped),
        lists: text.contains('、'),
        pauses: text.chars().filter(|c| matches!(c, '，' | '；' | ',' | ';')).count(),
        begins_inside: text.chars().next().is_some_and(|c| {
            is_pause(c)
                || matches!(
                    c,
                    '。' | '？' | '！' | '”' | '’' | '」' | '』' | '》' | '）' | ')' | '%' | '％'
                )
        }),
        stub: text.chars().next().is_some_and(is_han)
            && text.chars().nth(1).is_some_and(|c| is_pause(c) || is_sentence_end(c)),
        opener: OPENERS.at_start(text) > 0,
        hanging: text.ends_with(|c| HANGING.contains(c)),
        numbered: form::is_numbered(text),
        dash: ["——", "—", "--", "－－", "──", "－"]
            .iter()
            .any(|d| text.starts_with(d)),
        two_part: short && form::is_two_part(text),
        digits: (text.starts_with(is_digit), text.ends_with(is_digit)),
        stock: people::is_stock(text.trim_matches(|c| is_bullet(c) || is_blank(c))),
        formula: FORMULAS.has(text.trim_end_matches(|c| is_sentence_end(c) || is_blank(c))),
        echo: 0,
        restarted: false,
        unbalanced: form::is_unbalanced(text),
        verse: false,
        opens_signed: signatures::opening(text).is_some(),
        ends_signed: signatures::closing(text).is_some(),
        field: short && (form::is_field(text) || block.contact),
        contact: block.contact,
        date: block.date,
        lead: form::is_lead(text),
        photo_mark: form::is_photo_mark(text),
        label: if short { form::label(text) } else { None },
        byline: names::byline(text),
        credit: credits::credit(text),
        indent: block.indent,
        below_furniture: block.below_furniture,
        wide_gap: block.gap > layout.gap || block.new_page,
    }
}
