//! Pass 3: describes what each block of text looks like, by itself and on its page.

use super::blocks::Block;
use super::credits::{self, Credit};
use super::form::{self, end_of, End, Label, FORMULAS, HANGING, OPENERS};
use super::names::{self, is_bullet, Byline};
use super::order;
use super::people;
use super::signatures;
use super::work;
use crate::chars::{is_blank, is_closing, is_digit, is_han, is_latin, is_pause, is_sentence_end};

/// The features of a block.
#[derive(Debug, Clone)]
pub(super) struct Evidence {
    /// Its number of characters, without blanks.
    pub(super) chars: usize,
    /// How it ends.
    pub(super) end: End,
    /// Whether a full stop occurs before its end.
    pub(super) inner_stop: bool,
    /// Whether its last mark is 。, ． or a half-width full stop, which no headline has.
    pub(super) full_stop: bool,
    /// Its number of commas and semicolons.
    pub(super) pauses: usize,
    /// Whether it contains 、, which is more frequent in running text than in headlines.
    pub(super) lists: bool,
    /// Whether it begins with a mark that cannot begin a text: 。，”）.
    pub(super) begins_inside: bool,
    /// Whether its first clause is a single character, as in 化，: usually the rest of a broken word.
    pub(super) stub: bool,
    /// Whether it begins with a word that begins sentences but hardly ever headings: 随着, 此外, 据.
    pub(super) opener: bool,
    /// Whether it ends with a word that must be followed by another: 的, 被, 或.
    pub(super) hanging: bool,
    /// Whether it begins with an item number: 一、 （二） 3. ①.
    pub(super) numbered: bool,
    /// Whether it begins with a dash, as subtitles often do.
    pub(super) dash: bool,
    /// Whether it consists of two to four short clauses separated by spaces, as headlines often do.
    pub(super) two_part: bool,
    /// Whether it begins and whether it ends with a digit: a number may be broken between two blocks.
    pub(super) digits: (bool, bool),
    /// Whether it is a stock word that opens or closes a text, such as 编者按 or 结语.
    pub(super) stock: bool,
    /// Whether it is a closing formula of a letter, such as 此致 or 敬礼.
    pub(super) formula: bool,
    /// Whether it is a note: one pair of round brackets with everything inside it.
    pub(super) note: bool,
    /// Whether it begins with a dateline: 新华社北京3月8日电.
    pub(super) dateline: bool,
    /// Whether it begins with names in brackets, as news reports do: 本报讯（记者 …）.
    pub(super) opens_signed: bool,
    /// Whether it ends with names in brackets.
    pub(super) ends_signed: bool,
    /// The percentage of its character pairs that the next text repeats.
    pub(super) echo: usize,
    /// Whether the next block begins with all of its text: a paragraph whose beginning was printed twice.
    pub(super) restarted: bool,
    /// Whether it has brackets or quotation marks without their counterparts.
    pub(super) unbalanced: bool,
    /// Whether it is one of several consecutive lines of verse.
    pub(super) verse: bool,
    /// Whether it is a labelled line such as 电话：…, among others of its kind or with contact details.
    pub(super) field: bool,
    /// Whether it gives contact details.
    contact: bool,
    /// Whether it is only a date, as below a letter.
    pub(super) date: bool,
    /// Whether it begins as news reports do: 本报讯, 近日, 2月8日.
    pub(super) lead: bool,
    /// Whether it begins with a caption's mark: ▲, 图为.
    pub(super) photo_mark: bool,
    /// The section label it contains, if any.
    pub(super) label: Option<Label>,
    /// Its reading as a byline, if it can be one.
    pub(super) byline: Option<Byline>,
    /// Its reading as a caption with a credit, if it can be one.
    pub(super) credit: Option<Credit>,
    /// Its indent, in columns.
    pub(super) indent: u32,
    /// Whether the line above it is page furniture, such as a running head or a page number.
    pub(super) below_furniture: bool,
    /// Whether more blank lines precede it than separate paragraphs, or a new page begins with it.
    pub(super) wide_gap: bool,
}

impl Evidence {
    /// Whether it is a line that belongs to a text but is complete in itself: a line of verse, of a list, or
    /// at the end of a letter.
    pub(super) const fn is_item(&self) -> bool {
        self.verse || self.field || self.date || self.formula
    }
}

/// The layout of the page as a whole.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Layout {
    /// The indent of paragraphs in columns, if they have one.
    pub(super) body_indent: Option<u32>,
    /// The number of blank lines between paragraphs.
    pub(super) gap: u32,
}

/// Blocks longer than this many characters are running text, not headings.
pub(super) const LONG: usize = 46;

/// Returns the layout of the page and the features of each block.
pub(super) fn look(blocks: &[Block<'_>]) -> (Layout, Vec<Evidence>) {
    let layout = layout(blocks);
    let mut evidence: Vec<Evidence> = blocks.iter().map(|block| evidence(block, layout)).collect();
    mark_verse(&mut evidence);
    mark_fields(&mut evidence);
    mark_echoes(&mut evidence, blocks);
    (layout, evidence)
}

/// Maximum length of a line of verse, in characters.
const VERSE_CHARS: usize = 20;
/// Minimum lines of verse …
const VERSE_LINES: usize = 4;
/// … unless all lines end with punctuation: then three lines of at most this many characters suffice …
const STRICT_CHARS: usize = 14;
/// … or two lines of equal length with at most this many characters.
const COUPLET_CHARS: usize = 10;

/// Marks verse: consecutive short lines, of which at least a third end with punctuation. Verse begins with
/// the first line that does, since the lines above it may be a heading, and ends with the last.
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

/// Keeps a labelled line marked as a field only if a neighbour is one too, or if it gives contact details.
fn mark_fields(evidence: &mut [Evidence]) {
    let lone: Vec<bool> = evidence.iter().map(|e| e.field).collect();
    for (i, e) in evidence.iter_mut().enumerate() {
        let near = |j: Option<usize>| j.and_then(|j| lone.get(j)).copied().unwrap_or(false);
        e.field &= e.contact || near(i.checked_sub(1)) || near(Some(i + 1));
    }
}

/// Maximum distance in blocks from a heading to its text: a subtitle, bylines and a photo may come between.
const ECHO_REACH: usize = 4;
/// Characters at the beginning of a text in which words of its headline are looked for.
const ECHO_CHARS: usize = 120;

/// Returns the pairs of adjacent letters and digits at the beginning of a text, sorted.
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

/// Measures how much of each short block the next text repeats: the words of a headline come back at the
/// beginning of its article.
fn mark_echoes(evidence: &mut [Evidence], blocks: &[Block<'_>]) {
    // The index and the pairs of the next text below.
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
    // The most common indent among the long blocks that have one, by Boyer and Moore's majority vote.
    let mut indent = (0, 0_usize);
    for block in long().filter(|b| b.indent >= 2) {
        match indent {
            (value, votes) if value == block.indent => indent = (value, votes + 1),
            (_, 0) => indent = (block.indent, 1),
            (value, votes) => indent = (value, votes - 1),
        }
    }
    let body_indent = (indented > 0 && indented * 2 >= long().count()).then_some(indent.0);
    // The gap between paragraphs: the most common one between two blocks of text.
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
        note: form::is_note(text),
        opens_signed: signatures::opening(text).is_some(),
        dateline: form::has_dateline(text),
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
