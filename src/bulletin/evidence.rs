//! Pass 2: what each block of text looks like, by itself and on its page.

use super::blocks::Block;
use super::credits::{self, Credit};
use super::furniture::{furniture, is_section_name};
use super::names::{self, is_bullet, Byline};
use super::signatures;
use super::words::Words;
use super::work;
use crate::chars::{
    is_blank, is_capital, is_closing, is_digit, is_han, is_latin, is_opening, is_pause, is_sentence_end,
};

/// How a text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// With 。！？…, closing quotes and brackets behind them allowed.
    Sentence,
    /// With a colon: a list, a quotation or verse follows.
    Colon,
    /// With ，、； or a dash: the sentence goes on.
    Pause,
    /// With a closing quote or bracket alone.
    Closed,
    /// In the middle of words.
    Open,
}

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

/// A section's label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// Where the section's name stands.
    pub(super) name: std::ops::Range<usize>,
    /// What follows it on the line: a headline.
    pub(super) rest: std::ops::Range<usize>,
    /// Whether brackets or a bullet mark it; else the name alone tells.
    pub(super) marked: bool,
    /// Whether brackets stand round it: then it is of one article, not of all that follow.
    pub(super) bracketed: bool,
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

/// How sentences of a text begin, and headings hardly ever.
const OPENERS: Words = Words("\
    随着 針對 针对 此外 同时 同時 其中 目前 据 據 这是 這是 此次 该 該 但 然而 不过 因此 与此同时 值得一提 值得注意 除此 另外 接下来 下一步 \
    截至 数据显示 他们 她们 他說 他说 她说 据悉 不仅 由于 由於 因为 如果 虽然 尽管 经过 如今 眼下 当天 当日 其实 随后 于是 一直以来");
/// Words that another must follow, and that end no longer word as 应对, 参与 and 平和 are ended.
const HANGING: &str = "的被而或且";

/// What letters end with.
const FORMULAS: Words = Words("此致 敬礼 此致敬礼 致礼 祝好 顺颂 敬禮 謹上 敬上");

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
/// Fewer lines are no verse.
const VERSE_LINES: usize = 4;

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
        if last + 1 >= first + VERSE_LINES && marked * 3 >= last + 1 - first && pauses > 0 {
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
fn pairs(text: &str) -> Vec<(char, char)> {
    let plain = |c: &char| is_han(*c) || is_latin(*c) || is_digit(*c);
    let chars = || text.chars().take(ECHO_CHARS).filter(plain);
    let mut pairs: Vec<(char, char)> = chars().zip(chars().skip(1)).collect();
    work::steps(ECHO_CHARS);
    pairs.sort_unstable();
    pairs
}

/// Finds how much of each short block the next text says again: a headline's words come back
/// where its news begins.
fn mark_echoes(evidence: &mut [Evidence], blocks: &[Block<'_>]) {
    // The pairs of the next text below, and how far below it begins.
    let mut below: Option<(usize, Vec<(char, char)>)> = None;
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

/// Whether a bracket or quotation mark is opened and not closed, or the other way round.
fn is_unbalanced(text: &str) -> bool {
    let count = |marks: [char; 2]| text.chars().filter(|c| marks.contains(c)).count();
    [
        (['“', '“'], ['”', '”']),
        (['（', '('], ['）', ')']),
        (['《', '《'], ['》', '》']),
        (['「', '『'], ['」', '』']),
    ]
    .into_iter()
    .any(|(open, close)| count(open) != count(close))
}

/// 报名地点：游客中心: a few characters, a colon, and more on the same line.
fn is_field(text: &str) -> bool {
    let Some((head, rest)) = text.split_once(['：', ':']) else {
        return false;
    };
    let chars = head.chars().filter(|c| !is_blank(*c)).count();
    (2..=6).contains(&chars) && head.chars().all(|c| is_han(c) || is_blank(c)) && !rest.is_empty()
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
    let known = if short { furniture(text) } else { None };
    let known = known.as_ref();
    Evidence {
        chars,
        end: end_of(text),
        inner_stop: text.get(..stop_at).is_some_and(has_stop),
        full_stop: last.is_some_and(|c| matches!(c, '。' | '．' | '｡')) || is_dot_stop(stripped),
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
        numbered: is_numbered(text),
        dash: ["——", "—", "--", "－－", "──", "－"]
            .iter()
            .any(|d| text.starts_with(d)),
        two_part: short && is_two_part(text),
        digits: (text.starts_with(is_digit), text.ends_with(is_digit)),
        stock: names::is_stock(text),
        formula: FORMULAS.has(text.trim_end_matches(|c| is_sentence_end(c) || is_blank(c))),
        echo: 0,
        restarted: false,
        unbalanced: is_unbalanced(text),
        verse: false,
        opens_signed: signatures::opening(text).is_some(),
        ends_signed: signatures::closing(text).is_some(),
        field: short && (is_field(text) || known.is_some_and(|f| !f.mere_date)),
        contact: known.as_ref().is_some_and(|f| !f.mere_date),
        date: known.is_some_and(|f| f.mere_date),
        lead: is_lead(text),
        photo_mark: is_photo_mark(text),
        label: if short { label(text) } else { None },
        byline: names::byline(text),
        credit: credits::credit(text),
        indent: block.indent,
        below_furniture: block.below_furniture,
        wide_gap: block.gap > layout.gap || block.new_page,
    }
}

/// How `text` ends, brackets behind its last sentence left out.
pub(super) fn end_of(text: &str) -> End {
    if signatures::aside(text).is_some() {
        return End::Sentence;
    }
    let stripped = text.trim_end_matches(is_closing);
    match stripped.chars().next_back() {
        Some(c) if is_sentence_end(c) || c == '～' || is_dot_stop(stripped) => End::Sentence,
        _ if stripped.len() < text.len() => End::Closed,
        Some('：' | ':') => End::Colon,
        Some(c) if is_pause(c) || c == '—' => End::Pause,
        _ => End::Open,
    }
}

/// A half-width full stop at the end of a sentence, not of a number (1.) or a name (J.).
fn is_dot_stop(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next() == Some('.') && back.next().is_some_and(|c| !is_digit(c) && !is_capital(c)) && back.next().is_some()
}

/// Whether a sentence ends inside `text`, outside of quotes and brackets: in “天气好！”他说 none does.
fn has_stop(text: &str) -> bool {
    text.contains(['。', '｡'])
}

/// 一、 （二） 3. 4、 ① 第一， …: an item's number.
pub(super) fn is_numbered(text: &str) -> bool {
    let digit = |c: char| is_digit(c) || "一二三四五六七八九十".contains(c);
    let mut chars = text.chars().peekable();
    match chars.next() {
        Some('①'..='⑳' | '㈠'..='㈩' | '⑴'..='⒇') => true,
        Some('（' | '(' | '【') => {
            let digits = std::iter::from_fn(|| chars.next_if(|&c| digit(c))).take(3).count();
            digits > 0 && matches!(chars.next(), Some('）' | ')' | '】'))
        }
        Some(c) if digit(c) => {
            let digits = 1 + std::iter::from_fn(|| chars.next_if(|&c| digit(c))).take(3).count();
            match chars.next() {
                Some('、') => digits <= 3,
                // 3.5亿 is no item.
                Some('.' | '．') => digits <= 2 && chars.next().is_some_and(|c| !is_digit(c)),
                // 1 某事: a number, a space, words; a date or a sum has a unit instead.
                Some(' ' | '　') => digits <= 2 && is_digit(c) && chars.next().is_some_and(is_han),
                _ => false,
            }
        }
        _ => false,
    }
}

/// Two to four clauses with blanks between, as no text has them.
fn is_two_part(text: &str) -> bool {
    let mut parts = 0;
    let fits = text.split(is_blank).filter(|p| !p.is_empty()).all(|part| {
        parts += 1;
        let chars = part.chars().count();
        (3..=24).contains(&chars) && part.chars().any(is_han)
    });
    fits && (2..=4).contains(&parts)
}

/// How news begin.
fn is_lead(text: &str) -> bool {
    const LEADS: Words = Words("\
    本报讯 本報訊 本报 本刊讯 本网讯 新华社 据新华社 新華社 中新网 央视网消息 人民网 近日 日前 昨日 昨天 前天 今日 今天上午 连日来 近期 记者从 记者日前 记者近日 記者 入冬以来 入春以来 \
    入夏以来 本月");
    let text = text.trim_start_matches(|c| is_bullet(c) || is_blank(c) || is_opening(c));
    LEADS.at_start(text) > 0 || is_day(text)
}

/// 2月8日, 8日上午, 2024年2月8日 at the beginning.
fn is_day(text: &str) -> bool {
    let mut units = 0;
    let mut digits = 0;
    for c in text.chars().take(11) {
        match c {
            c if is_digit(c) => digits += 1,
            '年' | '月' if digits > 0 => {
                units += 1;
                digits = 0;
            }
            '日' => return digits > 0 && digits <= 2,
            '，' | ',' | '份' | '底' | '初' => return units > 0 && digits == 0,
            _ => return false,
        }
    }
    false
}

fn is_photo_mark(text: &str) -> bool {
    let rest = text.trim_start_matches([
        '▲', '▼', '△', '▽', '◀', '▶', '►', '◄', '↑', '↓', '←', '→', '↖', '↗', '↘', '↙', ' ', '　',
    ]);
    const WORDS: Words = Words(
        "\
    图为 圖為 上图 下图 左图 右图 大图 小图 题图 配图 图① 图② 图③ 图④ 图1 图2 图3 图一 图二 图三 上圖 下圖 ①②",
    );
    rest.len() < text.len() || WORDS.at_start(rest) > 0
}

/// 【民生】, ■ 民生, 民生新闻, and 【民生】 before a headline.
fn label(text: &str) -> Option<Label> {
    let start = text.len()
        - text
            .trim_start_matches(|c| is_bullet(c) || is_blank(c) || matches!(c, '—' | '－' | '-' | '*' | '='))
            .len();
    let rest = text.get(start..)?;
    let open = rest.chars().next()?;
    let close = match open {
        '【' => '】',
        '［' => '］',
        '[' => ']',
        '〖' => '〗',
        '〔' => '〕',
        '『' => '』',
        '「' => '」',
        '<' => '>',
        '〈' => '〉',
        '｛' => '｝',
        _ => {
            let name =
                rest.trim_end_matches(|c| is_bullet(c) || is_blank(c) || matches!(c, '—' | '－' | '-' | '*' | '='));
            let chars = name.chars().count();
            let bullet = text.chars().next().is_some_and(is_bullet);
            let han = name.chars().all(|c| is_han(c) || matches!(c, '·' | ' ' | '　'));
            // A bullet before words of a headline's length is the headline's.
            let named = is_section_name(name);
            return (han && (named || (bullet && (2..=6).contains(&chars)))).then(|| Label {
                name: start..start + name.len(),
                rest: text.len()..text.len(),
                marked: bullet,
                bracketed: false,
            });
        }
    };
    let inner = start + open.len_utf8();
    let end = inner + text.get(inner..)?.find(close)?;
    let name = text.get(inner..end)?;
    let chars = name.chars().count();
    let rest = end + close.len_utf8()..text.len();
    let alone = text
        .get(rest.clone())?
        .trim_matches(|c| is_blank(c) || is_bullet(c))
        .is_empty();
    // 「…」 and 『…』 quote, unless all they hold is a section's name.
    let quotes = matches!(open, '「' | '『' | '〈' | '<');
    let fits = (1..=12).contains(&chars) && !name.contains(is_sentence_end) && !is_numbered(text);
    (fits && (!quotes || (alone && is_section_name(name)))).then_some(Label {
        name: inner..end,
        rest,
        marked: true,
        bracketed: true,
    })
}
