//! Recognises bylines, and finds the names and roles in them.
//!
//! A Chinese name is one of some hundred surnames, of one character or (rarely) two, followed by a given
//! name of one or two characters. Names of other peoples are longer and have a middle dot. Newspapers
//! separate names by spaces, 、 or /, put 记者 or 通讯员 before them and 文, 图 or 摄 before or after, and
//! sometimes put the whole in brackets.

use std::ops::Range;

use super::people::{
    class_len, han_len, has_surname, is_dateline, is_dotted_name, is_institution, is_latin_word, is_plain_name,
    is_stock, reporter_prefix, BEFORE_REPORTER, DEED, NEVER_IN_NAMES, NEWSROOMS,
};
use super::work;
use crate::chars::{is_blank, is_closing, is_digit, is_middle_dot, is_opening, is_sentence_end};

/// How certain it is that a line is a byline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// It could be a pen name; only its position can tell.
    Weak,
    /// Each name has a known surname or a foreign form.
    Good,
    /// It also says who the people are or what they did, or is in brackets.
    Strong,
}

/// A name of a byline, as byte ranges of its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// The name; several ranges if it was printed with a space inside.
    pub(super) name: Vec<Range<usize>>,
    /// The words of its role.
    pub(super) role: Vec<Range<usize>>,
}

/// A line read as a byline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Byline {
    /// The names, in print order.
    pub(super) names: Vec<Name>,
    /// How certain it is.
    pub(super) strength: Strength,
    /// Whether it is in brackets.
    pub(super) bracketed: bool,
}

/// Maximum length of a byline, in characters: four names of foreign form with institutions and roles.
const MAX_BYLINE_CHARS: usize = 60;
/// Maximum names of a byline; a longer list of names is text.
const MAX_NAMES: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A name with a known surname, or of foreign form.
    Name,
    /// Two to four characters, possibly a pen name.
    MaybeName,
    /// One character: half of a name with a space inside.
    Single,
    /// 作者, which only says that a name follows.
    Author,
    /// 记者, 本报通讯员 …
    Reporter,
    /// 文, 图, 摄 …
    Deed,
    /// 县气象局, 本报编辑部.
    Institution,
    /// 台北報導, 综合报道: a place of origin instead of a name.
    Dateline,
}

#[derive(Debug, Clone)]
struct Token {
    range: Vec<Range<usize>>,
    kind: Kind,
}

impl Token {
    fn new(range: Range<usize>, kind: Kind) -> Self {
        Self {
            range: std::iter::once(range).collect(),
            kind,
        }
    }
}

fn kind_of(text: &str, after_role: bool) -> Option<Kind> {
    if text == "作者" {
        return Some(Kind::Author);
    }
    if DEED.has(text) {
        return Some(Kind::Deed);
    }
    if reporter_prefix(text) == text.len() {
        return Some(Kind::Reporter);
    }
    if is_plain_name(text) {
        return Some(Kind::Name);
    }
    // Without a role before it, exactly four characters: 王家村, of three, may be a name.
    if is_institution(text) && (after_role || matches!(han_len(text), Some(4))) {
        return Some(Kind::Institution);
    }
    match han_len(text) {
        Some(1) => return Some(Kind::Single),
        Some(2..=4) => {
            return (!is_stock(text) && !text.contains(|c| NEVER_IN_NAMES.contains(c))).then_some(Kind::MaybeName)
        }
        Some(_) => return (NEWSROOMS.at_end(text) > 0).then_some(Kind::Institution),
        None => {}
    }
    (is_dotted_name(text) || is_latin_word(text)).then_some(Kind::Name)
}

/// Whether `c` separates names, other than blanks.
const fn is_separator(c: char) -> bool {
    matches!(
        c,
        '、' | '，' | ',' | '／' | '/' | ';' | '；' | '|' | '｜' | '&' | '＆' | '：' | ':' | '丨' | '│'
    )
}

/// Whether `c` is a bullet, which may precede a byline.
#[inline(never)]
pub(super) const fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '□' | '■'
            | '○'
            | '●'
            | '◎'
            | '◇'
            | '◆'
            | '△'
            | '▲'
            | '▽'
            | '▼'
            | '☆'
            | '★'
            | '※'
            | '◉'
            | '▶'
            | '▷'
            | '►'
            | '◀'
            | '◁'
            | '▪'
            | '▫'
            | '♦'
            | '❖'
            | '✎'
            | '√'
            | '→'
    )
}

/// Reads `text` as a byline; `None` if it is not.
pub(super) fn byline(text: &str) -> Option<Byline> {
    if text.chars().take(MAX_BYLINE_CHARS + 1).count() > MAX_BYLINE_CHARS {
        return None;
    }
    work::steps(text.len());
    // A sentence is never a byline. This spares most lines the closer look.
    if text.contains(is_sentence_end) {
        return None;
    }
    let trim = |c: char| is_blank(c) || is_bullet(c) || is_middle_dot(c) || matches!(c, '—' | '－' | '-' | '*');
    let start = text.len() - text.trim_start_matches(trim).len();
    let body = text.get(start..).unwrap_or("").trim_end_matches(trim);
    let bracketed = body.chars().next().is_some_and(is_opening) && body.chars().last().is_some_and(is_closing);
    // A line that ends in a colon addresses someone.
    if body.ends_with(['：', ':']) {
        return None;
    }
    let tokens = tokens(body, start)?;
    let names = assign(&tokens)?;
    if names.is_empty() || names.len() > MAX_NAMES {
        return None;
    }
    let count = |kind| tokens.iter().filter(|t| t.kind == kind).count();
    let roles = count(Kind::Reporter) + count(Kind::Deed) + count(Kind::Author) + count(Kind::Dateline);
    let strength = match (count(Kind::Name), count(Kind::MaybeName) + count(Kind::Institution)) {
        (_, unsure) if roles > 0 && unsure <= 2 => Strength::Strong,
        (1.., 0) if bracketed => Strength::Strong,
        (1.., 0) => Strength::Good,
        (sure, unsure) if sure + unsure == 1 || (sure >= unsure && unsure == 1) => Strength::Weak,
        _ => return None,
    };
    Some(Byline {
        names,
        strength,
        bracketed,
    })
}

/// Cuts a byline into tokens. `body` begins at byte `start` of the line. `None` if it contains something
/// that no byline has.
fn tokens(body: &str, start: usize) -> Option<Vec<Token>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut latin_run = false;
    let mut at = 0;
    while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) {
        let is_break = |c: char| is_blank(c) || is_separator(c) || (is_opening(c) || is_closing(c)) && !is_quote(c);
        let word = rest.split(is_break).next().unwrap_or("");
        if word.is_empty() {
            let c = rest.chars().next()?;
            latin_run &= c == ' ';
            at += c.len_utf8();
            continue;
        }
        let word_start = start + at;
        at += word.len();
        let class = class_len(rest);
        if class > 0 {
            at += class - word.len();
            tokens.push(Token::new(word_start..word_start + class, Kind::Institution));
            continue;
        }
        let latin = is_latin_word(word);
        if word.chars().any(|c| is_digit(c) || is_quote(c)) && !latin {
            return None;
        }
        let after_role = tokens
            .last()
            .is_some_and(|t| matches!(t.kind, Kind::Author | Kind::Reporter | Kind::Deed));
        if let Some(cut) = glued_role(word) {
            tokens.push(Token::new(word_start..word_start + cut, Kind::Reporter));
            at = at - word.len() + cut;
            latin_run = false;
            continue;
        }
        let stroke = body
            .get(..at - word.len())
            .is_some_and(|b| b.trim_end_matches(is_blank).ends_with(['/', '／']));
        if is_dateline(word, stroke && !tokens.is_empty()) {
            tokens.push(Token::new(word_start..word_start + word.len(), Kind::Dateline));
            latin_run = false;
            continue;
        }
        if let Some((cut, first, second)) = glued_deed(word, after_role) {
            tokens.push(Token::new(word_start..word_start + cut, first));
            tokens.push(Token::new(word_start + cut..word_start + word.len(), second));
            latin_run = false;
            continue;
        }
        if let Some(halves) = two_names(word, after_role) {
            let mut from = word_start;
            for (len, skip) in halves {
                tokens.push(Token::new(from..from + len, Kind::Name));
                from += len + skip;
            }
            latin_run = false;
            continue;
        }
        let kind = kind_of(word, after_role)?;
        let range = word_start..word_start + word.len();
        match tokens.last_mut() {
            // “Mary Smith”, or the halves of a name with a space inside.
            Some(last) if latin && latin_run && last.range.len() < 4 => last.range.push(range),
            Some(last) if kind == Kind::Single && last.kind == Kind::Single && last.range.len() == 1 => {
                last.range.push(range);
                last.kind = Kind::Name;
            }
            _ => tokens.push(Token::new(range, kind)),
        }
        latin_run = latin;
    }
    // A name with a space inside must begin with a surname; a single character is not a name.
    let text_at = |r: &Range<usize>| body.get(r.start - start..r.end - start).unwrap_or("");
    for token in &tokens {
        match token.kind {
            Kind::Single => return None,
            Kind::Name if token.range.len() == 2 => {
                let apart = token.range.iter().all(|r| han_len(text_at(r)) == Some(1));
                if apart && !token.range.first().is_some_and(|r| has_surname(text_at(r))) {
                    return None;
                }
            }
            _ => {}
        }
    }
    Some(tokens)
}

const fn is_quote(c: char) -> bool {
    matches!(
        c,
        '“' | '”' | '‘' | '’' | '"' | '\'' | '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉'
    )
}

/// Returns the length of a role that a name follows without a space: 记者张三.
fn glued_role(word: &str) -> Option<usize> {
    let cut = reporter_prefix(word);
    let rest = word.get(cut..).filter(|r| cut > 0 && !r.is_empty())?;
    if is_plain_name(word) {
        return None;
    }
    // 本报记者 is always a role; 记者 may also begin a headline.
    let sure = BEFORE_REPORTER.at_start(word) > 0 && matches!(han_len(rest), Some(2..=4));
    (sure || is_plain_name(rest) || glued_deed(rest, false).is_some() || two_names(rest, true).is_some()).then_some(cut)
}

/// Splits a name from a deed that follows it without a space, as in 张三摄. Returns the length of the name
/// and the kinds of both.
fn glued_deed(word: &str, after_role: bool) -> Option<(usize, Kind, Kind)> {
    if is_plain_name(word) || DEED.has(word) {
        return None;
    }
    DEED.iter().find_map(|deed| {
        let before = word.strip_suffix(deed)?;
        let kind = if is_plain_name(before) {
            Kind::Name
        } else if after_role && han_len(before).is_some_and(|n| (2..=4).contains(&n)) {
            Kind::MaybeName
        } else if is_institution(before) && deed.chars().count() > 1 {
            Kind::Institution
        } else {
            return None;
        };
        Some((before.len(), kind, Kind::Deed))
    })
}

/// Splits two names that run together after a role (记者 张三李四) or are separated by a middle dot
/// (张三·李四). Returns for each its length and the length of the separator after it, in bytes.
fn two_names(word: &str, after_role: bool) -> Option<[(usize, usize); 2]> {
    if let Some((left, right)) = word.split_once(is_middle_dot) {
        let dot = word.len() - left.len() - right.len();
        return (is_plain_name(left) && is_plain_name(right)).then_some([(left.len(), dot), (right.len(), 0)]);
    }
    if !after_role || is_plain_name(word) || !matches!(han_len(word), Some(4..=6)) || is_institution(word) {
        return None;
    }
    [3, 2].iter().find_map(|&chars| {
        let (cut, _) = word.char_indices().nth(chars)?;
        let (left, right) = word.split_at_checked(cut)?;
        (is_plain_name(left) && is_plain_name(right)).then_some([(left.len(), 0), (right.len(), 0)])
    })
}

/// Adds a word to a role. Consecutive deeds such as 文/摄 are one role, as printed.
fn push_role(role: &mut Vec<Range<usize>>, token: &Token, previous: Option<Kind>) {
    match (role.last_mut(), token.range.last()) {
        (Some(last), Some(word)) if previous == Some(Kind::Deed) => last.end = word.end,
        _ => role.extend(token.range.iter().cloned()),
    }
}

/// Gives each name its role. A reporter's role precedes its names. A deed precedes or follows them, which
/// the last word of the line shows: 文/张三 图/李四, but 张三 文 李四 图.
fn assign(tokens: &[Token]) -> Option<Vec<Name>> {
    let deeds_follow = tokens.last().is_some_and(|t| t.kind == Kind::Deed);
    let mut names: Vec<Name> = Vec::new();
    let mut before: Vec<Range<usize>> = Vec::new();
    // Names from this index on get the deed that follows them.
    let mut waiting = 0;
    let mut previous = None;
    for (i, token) in tokens.iter().enumerate() {
        let named = tokens
            .get(i + 1)
            .is_some_and(|t| matches!(t.kind, Kind::Name | Kind::MaybeName | Kind::Reporter));
        match token.kind {
            // 通讯员 县气象局 张三: the institution is part of the role.
            Kind::Institution if named => match previous {
                Some(Kind::Reporter | Kind::Deed) => before.extend(token.range.iter().cloned()),
                _ => before.clone_from(&token.range),
            },
            Kind::Author => before.clear(),
            Kind::Dateline => {}
            Kind::Reporter if previous == Some(Kind::Institution) && !before.is_empty() => {
                before.extend(token.range.iter().cloned());
            }
            Kind::Reporter => before.clone_from(&token.range),
            Kind::Deed if deeds_follow && !names.is_empty() => {
                for name in names.iter_mut().skip(waiting) {
                    push_role(&mut name.role, token, previous);
                }
            }
            Kind::Deed if previous == Some(Kind::Deed) => push_role(&mut before, token, previous),
            Kind::Deed => before.clone_from(&token.range),
            Kind::Name | Kind::MaybeName | Kind::Institution | Kind::Single => {
                if deeds_follow && previous == Some(Kind::Deed) {
                    waiting = names.len();
                }
                names.push(Name {
                    name: token.range.clone(),
                    role: before.clone(),
                });
            }
        }
        previous = Some(token.kind);
    }
    // 本报记者 by itself is taken as the name of the author.
    if names.is_empty() {
        let [Token {
            range,
            kind: Kind::Reporter,
        }] = tokens
        else {
            return None;
        };
        names.push(Name {
            name: range.clone(),
            role: Vec::new(),
        });
    }
    Some(names)
}
