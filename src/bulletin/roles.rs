//! Pass 4a: decides the role of each block, weighing all blocks together. The roles are the path with the
//! highest score through all blocks (Viterbi 1967). The score adds up how much each block looks like its
//! role and how well each role follows the one before.

use super::evidence::{Evidence, Layout};
use super::form::End;
use super::names::Strength;
use super::work;

/// The role of a block on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Role {
    /// A section label.
    Section,
    /// The line above a headline.
    Kicker,
    /// A headline.
    Headline,
    /// The line below a headline.
    Subtitle,
    /// Names below a headline.
    Byline,
    /// Body text.
    Body,
    /// A subheading within an article.
    Subheading,
    /// A photo's caption.
    Caption,
    /// The credit of the caption above it, on a line of its own.
    Credit,
    /// Names at the end of an article.
    Signature,
}

/// The number of roles.
const ROLES: usize = 10;

impl Role {
    const ALL: [Self; ROLES] = [
        Self::Section,
        Self::Kicker,
        Self::Headline,
        Self::Subtitle,
        Self::Byline,
        Self::Body,
        Self::Subheading,
        Self::Caption,
        Self::Credit,
        Self::Signature,
    ];
}

/// The score of what never happens.
const NO: i32 = -1000;

/// How well the role of the column follows the role of the row; the first row is the beginning of the
/// text. The strongest evidence weighs about ten.
#[rustfmt::skip]
const FOLLOWS: [[i32; ROLES]; ROLES + 1] = [
    // Sec  Kick  Head   Sub    By  Body  Subh   Cap  Cred  Sign
    [   0,   -2,    0,   NO,  -14,   -8,  -12,   -6,   NO,   NO], // (beginning)
    [  -6,   -1,    0,   NO,  -10,  -16,   NO,   -4,   NO,   NO], // Section
    [  NO,   -6,    0,   NO,   NO,   NO,   NO,   NO,   NO,   NO], // Kicker
    [ -10,  -10,  -10,   -2,    3,    0,   -4,   -2,   NO,   -9], // Headline
    [ -12,  -12,  -12,   -5,    3,    0,   -4,   -2,   NO,   NO], // Subtitle
    [ -10,  -10,  -10,   -4,   -3,    2,   -1,   -1,   NO,   NO], // Byline
    [   0,   -3,   -2,   NO,   NO,    1,   -2,    0,   NO,   -2], // Body
    [ -10,  -12,  -10,   NO,   NO,    1,   -4,   -3,   NO,   NO], // Subheading
    [   0,   -3,   -2,   NO,   NO,    0,   -3,    0,    2,   -3], // Caption
    [   0,   -3,   -2,   NO,   NO,    0,   -3,    0,   NO,   -4], // Credit
    [   0,   -2,    0,   NO,   NO,  -10,   NO,   -2,   NO,   -4], // Signature
];

/// How well a text ends with each role, in the order of [`Role::ALL`].
const ENDS: [i32; ROLES] = [-12, -20, -8, -12, -8, 0, -10, 0, 0, 0];

/// The cost of following an unfinished sentence with anything but text.
const UNFINISHED: i32 = -8;

/// Returns the role of each block.
pub(super) fn roles(evidence: &[Evidence], layout: Layout) -> Vec<Role> {
    let mut back: Vec<[u8; ROLES]> = Vec::with_capacity(evidence.len());
    let mut scores = [NO; ROLES];
    let mut previous: Option<&Evidence> = None;
    // Whether the last block of text, captions apart, ended in mid-sentence.
    let mut open = false;
    for here in evidence {
        work::steps(ROLES * ROLES);
        let own = weigh(here, layout, open);
        let mut next = [NO; ROLES];
        let mut from = [0; ROLES];
        for (to, (((next, from), own), role)) in next.iter_mut().zip(&mut from).zip(own).zip(Role::ALL).enumerate() {
            let first = FOLLOWS.first().and_then(|row| row.get(to)).copied().unwrap_or(NO);
            let ways = Role::ALL.iter().zip(&scores).zip(FOLLOWS.iter().skip(1)).zip(0_u8..);
            let best = match previous {
                None => (first, 0),
                Some(before) => ways
                    .map(|(((&prev, &score), row), i)| {
                        let step = row.get(to).copied().unwrap_or(NO);
                        (score.saturating_add(step + pair(prev, before, role, here, open)), i)
                    })
                    .max_by_key(|&(score, i)| (score, std::cmp::Reverse(i)))
                    .unwrap_or((NO, 0)),
            };
            *next = best.0.saturating_add(own);
            *from = best.1;
        }
        // Scores are kept relative to the best one, so that they do not overflow however long the text.
        let top = next.iter().copied().max().unwrap_or(0);
        scores = next.map(|s| s.saturating_sub(top).max(2 * NO));
        back.push(from);
        previous = Some(here);
        if !looks_like_caption(here) {
            open = looks_open(here, layout, open);
        }
    }
    let last = scores
        .iter()
        .zip(ENDS)
        .map(|(s, e)| s + e)
        .zip(0_u8..)
        .max_by_key(|&(s, i)| (s, std::cmp::Reverse(i)));
    let mut at = last.map_or(0, |(_, i)| i);
    let mut roles: Vec<Role> = Vec::with_capacity(evidence.len());
    for from in back.iter().rev() {
        roles.push(Role::ALL.get(usize::from(at)).copied().unwrap_or(Role::Body));
        at = from.get(usize::from(at)).copied().unwrap_or(0);
    }
    roles.reverse();
    roles
}

fn looks_like_caption(e: &Evidence) -> bool {
    e.credit.is_some() || e.photo_mark
}

/// Whether a block is text that ends in mid-sentence. A short block without punctuation is one only if the
/// block before it was; otherwise it is a heading.
fn looks_open(e: &Evidence, layout: Layout, before: bool) -> bool {
    match e.end {
        End::Sentence | End::Colon => false,
        End::Pause => true,
        // A note in brackets is complete: （作者为…研究员）.
        End::Closed if e.note => false,
        End::Open | End::Closed => {
            let indented = layout.body_indent == Some(e.indent);
            e.chars > 30
                || e.inner_stop
                || e.pauses > 0
                || e.lists
                || e.lead
                || indented
                || (before && e.byline.is_none())
        }
    }
}

/// Returns `points` if `holds`, else 0.
const fn when(holds: bool, points: i32) -> i32 {
    if holds {
        points
    } else {
        0
    }
}

/// Scores how much a block looks like each role, in the order of [`Role::ALL`].
fn weigh(e: &Evidence, layout: Layout, open: bool) -> [i32; ROLES] {
    let strength = e.byline.as_ref().map(|b| b.strength);
    let named = match strength {
        Some(Strength::Strong) => -10,
        Some(Strength::Good) => -3,
        Some(Strength::Weak) => -1,
        None => 0,
    };
    let section = match &e.label {
        Some(label) if !label.rest.is_empty() && label.bracketed => NO,
        Some(label) if label.marked => 10,
        Some(_) => 4,
        None => NO,
    };
    let label = match &e.label {
        Some(label) if !label.bracketed || label.rest.is_empty() => -1 - when(label.marked, 3),
        _ => 0,
    };
    let heading = heading(e, layout);
    let title = heading + named + when(e.credit.is_some(), -10) + label;
    let numbered = when(e.numbered, -5);
    let headline = title + numbered + when(e.two_part, 3) + when(e.dash, -6) + when(e.end == End::Colon, -8);
    let kicker = title + numbered - 2 + when(e.dash, -6);
    let subtitle = title - 2 + when(e.dash, 8);
    let byline = match strength {
        // Names with only a photo's role are more often below a photo than below a headline.
        Some(Strength::Strong) if e.credit.is_some() => 4,
        Some(Strength::Strong) => 12,
        Some(Strength::Good) => 8,
        Some(Strength::Weak) => 1,
        None => NO,
    };
    let deep = layout.body_indent.is_some_and(|indent| e.indent > indent + 4) || e.indent >= 10;
    let signature = match (strength, &e.byline) {
        (Some(Strength::Strong), _) => 9,
        (Some(_), Some(byline)) if byline.bracketed || deep => 8,
        (Some(Strength::Good), _) => 4,
        (Some(Strength::Weak), _) => -8,
        (None, _) => NO,
    };
    let length = match (e.numbered, e.chars) {
        (true, ..=24) => 6,
        (false, ..=16) => 0,
        _ => -4,
    };
    let subheading = title
        + length
        + when(e.stock, 8)
        + when(e.label.as_ref().is_some_and(|l| l.marked), 3)
        + when(e.dash, -3)
        + when(e.end == End::Colon, -2);
    let caption = match &e.credit {
        Some(credit) if credit.caption.is_empty() => -4,
        Some(_) if e.chars <= 200 => 12,
        Some(_) => 6,
        None if e.photo_mark => 6,
        None if e.chars > 60 => NO,
        None => -9 + heading / 2,
    };
    let credit = match &e.credit {
        Some(credit) if credit.caption.is_empty() => 10,
        _ => NO,
    };
    let body = body(e, layout, open);
    [
        section, kicker, headline, subtitle, byline, body, subheading, caption, credit, signature,
    ]
}

/// Scores how much a block looks like running text.
fn body(e: &Evidence, layout: Layout, open: bool) -> i32 {
    let end = match e.end {
        End::Sentence if e.full_stop => 7,
        End::Sentence => 3,
        End::Pause | End::Colon => 1,
        End::Closed | End::Open => 0,
    };
    let length = match e.chars {
        71.. => 8,
        41..=70 => 4,
        _ => 0,
    };
    let pauses = match e.pauses {
        0 => when(e.lists, 1),
        1 | 2 => 2,
        _ => 4,
    };
    // No punctuation inside: a heading rather than text. A short list may be the beginning of a text.
    let bare = e.chars <= 40
        && !e.inner_stop
        && e.pauses == 0
        && (!e.lists || e.chars > 26)
        && matches!(e.end, End::Open | End::Closed);
    // On an indented page, a block at the margin is the rest of a broken paragraph or not text.
    let indent = match layout.body_indent {
        Some(indent) if e.indent == indent => 4,
        Some(indent) if open && e.indent < indent => 2,
        Some(_) => -3,
        None => 0,
    };
    let named = match e.byline.as_ref().map(|b| b.strength) {
        Some(Strength::Strong) => -9,
        Some(Strength::Good) => -4,
        _ => 0,
    };
    let pictured = match &e.credit {
        Some(_) => -10,
        None => when(e.photo_mark, -6),
    };
    end + length
        + pauses
        + indent
        + named
        + pictured
        + when(e.inner_stop, 6)
        + when(bare, -4)
        + when(e.is_item(), 8)
        + when(open, 4)
        + when(e.begins_inside, 8)
        + when(e.lead && e.chars > 20, 2)
        + when(e.opener, 3)
        + when(e.hanging, 4)
}

/// Scores how much a block looks like a heading of any kind.
fn heading(e: &Evidence, layout: Layout) -> i32 {
    let length = match e.chars {
        0..=2 if e.numbered => 2,
        0..=1 => -8,
        2 => -5,
        3 => -2,
        4..=26 => 3,
        27..=36 => 0,
        37..=50 => -6,
        _ => -14,
    };
    let end = match e.end {
        End::Sentence if e.full_stop => -10,
        End::Pause => -9,
        End::Colon => -2,
        End::Sentence | End::Closed | End::Open => 0,
    };
    let pauses = match e.pauses {
        0 => when(e.lists, -1),
        1 => -1,
        2 => -2,
        _ => -5,
    };
    let indent = match layout.body_indent {
        Some(indent) if e.indent == indent => -4,
        Some(_) => 3,
        None => 0,
    };
    length
        + end
        + pauses
        + indent
        + when(e.label.is_some() && e.chars <= 3, 4)
        + when(e.echo >= 20, 2)
        + when(e.echo >= 40, 3)
        + when(e.unbalanced, -10)
        + when(e.restarted, -15)
        + when(e.opener, -4)
        + when(e.hanging, -8)
        + when(e.inner_stop, -9)
        + when(e.begins_inside, -15)
        + when(e.lead && e.chars > 14, -2)
        + when(e.wide_gap, 2)
        + when(e.photo_mark && e.credit.is_none(), -6)
        + when(e.is_item(), -12)
}

/// Scores a pair of adjacent blocks in their roles.
fn pair(before_role: Role, before: &Evidence, role: Role, here: &Evidence, open: bool) -> i32 {
    use Role::{Body, Caption, Credit, Headline, Kicker, Subheading, Subtitle};
    // A broken number, or a beginning that cannot begin a text, continues the text before it.
    let torn = here.begins_inside || (before.digits.1 && here.digits.0) || (here.stub && before.end == End::Open);
    match (before_role, role) {
        (Body, Body) => when(torn, 8) + when(before.ends_signed, -8),
        (_, Body) if torn => -8,
        // Names in brackets end an article or begin one, as a dateline does, so no subheading adjoins them.
        (Subheading, Body) if here.opens_signed || here.dateline => -6,
        (Body, Subheading) if before.ends_signed => -6,
        // A line below a headline is a subtitle rather than a subheading.
        (Headline | Subtitle, Subheading) => when(!here.numbered && !here.stock, -4),
        (_, Body) if here.date || here.formula => -8,
        // A caption with its credit on the next line.
        (Caption, Credit) => when(before.credit.is_none(), 4),
        (Body | Caption | Credit, Body | Caption) => 0,
        (Body | Caption | Credit, _) if open => UNFINISHED,
        // Of a kicker and its headline, the kicker is set smaller and is usually the shorter; the line below
        // a headline is longer. The text repeats more words of the headline than of the other line.
        (Kicker, Headline) => {
            when(before.end == End::Colon || before.chars <= here.chars, 3) + when(before.echo >= here.echo + 20, -3)
                - 2
        }
        (Headline, Subtitle) if here.dash => 2,
        (Headline, Subtitle) => {
            when(here.chars < before.chars || here.chars <= 4, -1) + when(before.echo >= here.echo + 20, 2) - 1
        }
        _ => 0,
    }
}
