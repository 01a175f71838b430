//! Describes the form of a text by itself: how it begins and ends, and whether it has an item number, a
//! section label or a caption's mark.

use super::furniture::is_section_name;
use super::names::is_bullet;
use super::signatures;
use super::words::Words;
use crate::chars::{is_blank, is_capital, is_closing, is_digit, is_han, is_opening, is_pause, is_sentence_end};

/// How a text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// With 。！？…, which closing quotation marks and brackets may follow.
    Sentence,
    /// With a colon, before a list, a quotation or verse.
    Colon,
    /// With ，、； or a dash, so that the sentence continues.
    Pause,
    /// With a closing quotation mark or bracket that follows no other of these marks.
    Closed,
    /// Without punctuation.
    Open,
}

/// A section label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// The byte range of the section's name.
    pub(super) name: std::ops::Range<usize>,
    /// The byte range of the rest of the line, which is a headline; empty if nothing follows.
    pub(super) rest: std::ops::Range<usize>,
    /// Whether brackets or a bullet mark it. If not, it is recognised by its name alone.
    pub(super) marked: bool,
    /// Whether it is in brackets. If so, it applies to one article and not to all that follow.
    pub(super) bracketed: bool,
}

/// Words that begin the sentences of a text but hardly ever headings.
pub(super) const OPENERS: Words = Words("\
    随着 針對 针对 此外 同时 同時 其中 目前 据 據 这是 這是 此次 该 該 但 然而 不过 因此 与此同时 值得一提 值得注意 除此 另外 接下来 下一步 \
    截至 数据显示 他们 她们 他說 他说 她说 据悉 不仅 由于 由於 因为 如果 虽然 尽管 经过 如今 眼下 当天 当日 其实 随后 于是 一直以来");
/// Words that must be followed by another. Left out are those that also end longer words, as 对, 与 and 和
/// end 应对, 参与 and 平和.
pub(super) const HANGING: &str = "的被而或且是";

/// Closing formulas of letters.
pub(super) const FORMULAS: Words = Words("此致 敬礼 此致敬礼 致礼 祝好 顺颂 敬禮 謹上 敬上");

/// Whether `text` has a bracket or quotation mark without its counterpart.
pub(super) fn is_unbalanced(text: &str) -> bool {
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

/// Whether `text` is a labelled line such as 报名地点：游客中心: two to six Han characters, a colon, and more
/// on the same line.
pub(super) fn is_field(text: &str) -> bool {
    let Some((head, rest)) = text.split_once(['：', ':']) else {
        return false;
    };
    let chars = head.chars().filter(|c| !is_blank(*c)).count();
    (2..=6).contains(&chars) && head.chars().all(|c| is_han(c) || is_blank(c)) && !rest.is_empty()
}

/// Minimum digits and dashes of a telephone number.
const MIN_PHONE: usize = 8;

/// Returns how `text` ends. Brackets after its last sentence count as part of the sentence.
pub(super) fn end_of(text: &str) -> End {
    if signatures::aside(text).is_some() {
        return End::Sentence;
    }
    // A telephone number ends a notice.
    let number = text
        .chars()
        .rev()
        .take_while(|c| is_digit(*c) || matches!(c, '-' | '－' | '—'))
        .take(MIN_PHONE)
        .count();
    if number == MIN_PHONE {
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

/// Whether `text` ends with a half-width full stop that ends a sentence, not a number (1.) or an initial
/// (J.).
pub(super) fn is_dot_stop(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next() == Some('.') && back.next().is_some_and(|c| !is_digit(c) && !is_capital(c)) && back.next().is_some()
}

/// Whether `text` contains a full stop. Question and exclamation marks do not count, since quotations
/// inside a sentence have them: “天气好！”他说.
pub(super) fn has_stop(text: &str) -> bool {
    text.contains(['。', '｡'])
}

/// Whether `text` begins with an item number: 一、 （二） 3. 4、 ① ….
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
                // The number of a part by itself, as between stanzas.
                None => digits <= 2 && !is_digit(c),
                Some('、') => digits <= 3,
                // 3.5亿 is not an item number.
                Some('.' | '．') => digits <= 2 && chars.next().is_some_and(|c| !is_digit(c)),
                // 1 某事: a number, a space and words. A date or a sum has a unit instead of the space.
                Some(' ' | '　') => digits <= 2 && is_digit(c) && chars.next().is_some_and(is_han),
                _ => false,
            }
        }
        _ => false,
    }
}

/// Whether `text` consists of two to four clauses separated by blanks, which running text never does.
pub(super) fn is_two_part(text: &str) -> bool {
    let mut parts = 0;
    let fits = text.split(is_blank).filter(|p| !p.is_empty()).all(|part| {
        parts += 1;
        let chars = part.chars().count();
        (3..=24).contains(&chars) && part.chars().any(is_han)
    });
    fits && (2..=4).contains(&parts)
}

/// Whether `text` is a note: one pair of round brackets, with everything inside it.
pub(super) fn is_note(text: &str) -> bool {
    let mut depth = 0_usize;
    let text = text.trim_end_matches(is_blank);
    let mut chars = text.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            // The first bracket closes here, or the text does not begin with one.
            return matches!(c, '）' | ')') && chars.peek().is_none() && text.starts_with(['（', '(']);
        }
    }
    false
}

/// Maximum characters of a dateline: 新华社记者…北京12月31日电.
const DATELINE_CHARS: usize = 32;

/// Whether `text` begins with a dateline: an agency or the paper, perhaps a place and a day, and 电 or 讯.
pub(super) fn has_dateline(text: &str) -> bool {
    const SOURCES: Words = Words(
        "\
        本报 本報 本刊 本网 本台 据新华社 新华社 新華社 中新社 中新网 人民网 新华网 中央社 据本报 据中新社",
    );
    let text = text.trim_start_matches(|c| is_bullet(c) || is_blank(c) || is_opening(c));
    if SOURCES.at_start(text) == 0 {
        return false;
    }
    let mut before = ' ';
    let mut chars = text.chars().take(DATELINE_CHARS).peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or('。');
        match c {
            '电' | '電' if before == '日' => return true,
            '电' | '電' | '讯' | '訊' if is_blank(after) || is_opening(after) || matches!(after, '：' | ':') => {
                return true
            }
            '，' | '。' | '；' => return false,
            _ => before = c,
        }
    }
    false
}

/// Whether `text` begins as news reports do.
pub(super) fn is_lead(text: &str) -> bool {
    const LEADS: Words = Words("\
    本报讯 本報訊 本报 本刊讯 本网讯 新华社 据新华社 新華社 中新网 央视网消息 人民网 近日 日前 昨日 昨天 前天 今日 今天上午 连日来 近期 记者从 记者日前 记者近日 記者 入冬以来 入春以来 \
    入夏以来 本月");
    let text = text.trim_start_matches(|c| is_bullet(c) || is_blank(c) || is_opening(c));
    LEADS.at_start(text) > 0 || is_day(text)
}

/// Whether `text` begins with a day or a month: 2月8日, 8日上午, 2024年2月8日.
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

pub(super) fn is_photo_mark(text: &str) -> bool {
    let rest = text.trim_start_matches([
        '▲', '▼', '△', '▽', '◀', '▶', '►', '◄', '↑', '↓', '←', '→', '↖', '↗', '↘', '↙', ' ', '　',
    ]);
    const WORDS: Words = Words(
        "\
    图为 圖為 上图 下图 左图 右图 大图 小图 题图 配图 图① 图② 图③ 图④ 图1 图2 图3 图一 图二 图三 上圖 下圖 ①②",
    );
    rest.len() < text.len() || WORDS.at_start(rest) > 0
}

/// Finds a section label: 【民生】, ■ 民生, 民生新闻, or 【民生】 before a headline.
pub(super) fn label(text: &str) -> Option<Label> {
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
            // A bullet before a text as long as a headline belongs to a headline.
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
    // 「…」 and 『…』 are quotation marks unless they hold only a section's name.
    let quotes = matches!(open, '「' | '『' | '〈' | '<');
    let fits = (1..=12).contains(&chars) && !name.contains(is_sentence_end) && !is_numbered(text);
    (fits && (!quotes || (alone && is_section_name(name)))).then_some(Label {
        name: inner..end,
        rest,
        marked: true,
        bracketed: true,
    })
}
