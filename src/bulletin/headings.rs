//! Pass 4b: decides whether a bare line between paragraphs is the headline of a new article or a
//! subheading (小标题) within one. The line by itself hardly tells; similar lines and the page do.
//!
//! Subheadings come in twos and more, are short and alike, may be numbered, and are spaced as paragraphs
//! are. Headlines appear singly between two articles with bylines, often after a wider gap, and the text
//! after one begins as news reports do. On a page without bylines, all headlines are bare.

use super::evidence::{Evidence, LONG};
use super::form::End;
use super::roles::Role;
use super::work;

/// A close decision about a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Close {
    /// The index of the block.
    pub(super) block: usize,
    /// What the block may be instead: `maybe-headline` or `maybe-subheading`.
    pub(super) code: &'static str,
}

/// How the page sets its headings.
#[derive(Debug, Clone, Copy, Default)]
struct Habits {
    /// The number of headlines that are certain.
    firm: usize,
    /// How many of them have a byline below.
    bylined: usize,
    /// The number of long paragraphs that break off in mid-sentence.
    broken: usize,
    /// Whether most certain headlines have a wide gap above them.
    spaced: bool,
    /// Whether articles end with a signature.
    signed: bool,
}

/// The bare lines between two certain headlines.
#[derive(Debug, Default)]
struct Run {
    /// The index of the headline before them.
    owner: Option<usize>,
    /// The indices of the lines.
    lines: Vec<usize>,
    /// The index after their last text.
    end: usize,
}

/// Decides between headline and subheading for all bare lines, and returns the close decisions.
pub(super) fn resolve(roles: &mut [Role], evidence: &[Evidence]) -> Vec<Close> {
    let habits = habits(roles, evidence);
    let mut close = Vec::new();
    let mut run = Run::default();
    for i in 0..=roles.len() {
        match roles.get(i) {
            Some(Role::Headline | Role::Subheading) if is_bare(roles, evidence, i) => {
                // A numbered line is a subheading, and says nothing about the lines near it.
                match roles.get_mut(i).zip(evidence.get(i)) {
                    Some((role, e)) if e.numbered => *role = Role::Subheading,
                    _ => run.lines.push(i),
                }
            }
            Some(Role::Headline | Role::Signature) | None => {
                run.end = i;
                settle(&run, roles, evidence, habits, &mut close);
                run.lines.clear();
                run.owner = Some(i).filter(|_| roles.get(i) == Some(&Role::Headline));
            }
            _ => {}
        }
    }
    close
}

fn role(roles: &[Role], at: Option<usize>) -> Option<Role> {
    at.and_then(|i| roles.get(i)).copied()
}

/// Whether the line is directly between texts, with no byline below it and no names at the end of the
/// text above, and neither names nor a dateline at the beginning of the text below.
fn is_bare(roles: &[Role], evidence: &[Evidence], at: usize) -> bool {
    let signed = at
        .checked_sub(1)
        .and_then(|i| evidence.get(i))
        .is_some_and(|e| e.ends_signed)
        || evidence.get(at + 1).is_some_and(|e| e.opens_signed || e.dateline);
    !signed
        && matches!(
            role(roles, at.checked_sub(1)),
            Some(Role::Body | Role::Caption | Role::Credit)
        )
        && matches!(
            role(roles, at.checked_add(1)),
            Some(Role::Body | Role::Caption | Role::Subheading)
        )
}

/// Whether the headline at `at` has a byline below it, possibly after a subtitle.
fn is_bylined(roles: &[Role], evidence: &[Evidence], at: usize) -> bool {
    let below = roles
        .iter()
        .zip(evidence)
        .skip(at + 1)
        .find(|(r, _)| **r != Role::Subtitle);
    below.is_some_and(|(r, e)| *r == Role::Byline || e.opens_signed)
}

fn habits(roles: &[Role], evidence: &[Evidence]) -> Habits {
    let mut habits = Habits::default();
    let (mut firm_wide, mut wide, mut signed) = (0, 0, 0);
    let wide_at = |i: usize| evidence.get(i).is_some_and(|e| e.wide_gap);
    // The first block of the heading, which the gap precedes.
    let mut top = 0;
    for (i, here) in roles.iter().enumerate() {
        if !matches!(role(roles, i.checked_sub(1)), Some(Role::Section | Role::Kicker)) {
            top = i;
        }
        match here {
            Role::Signature => signed += 1,
            Role::Body if evidence.get(i).is_some_and(|e| e.ends_signed) => signed += 1,
            Role::Body if role(roles, i.checked_add(1)) == Some(Role::Body) => {
                let open = evidence
                    .get(i)
                    .is_some_and(|e| e.chars > LONG && matches!(e.end, End::Open | End::Pause));
                habits.broken += usize::from(open);
            }
            Role::Headline | Role::Subheading if is_bare(roles, evidence, i) => wide += usize::from(wide_at(i)),
            Role::Headline => {
                habits.firm += 1;
                habits.bylined += usize::from(is_bylined(roles, evidence, i));
                firm_wide += usize::from(top > 0 && wide_at(top));
            }
            _ => {}
        }
    }
    habits.spaced = firm_wide + wide >= 2 && firm_wide * 3 >= habits.firm.saturating_sub(1) * 2;
    habits.signed = signed >= 2 && signed * 2 >= habits.firm;
    habits
}

/// Scores how much speaks for the lines of a run being headlines.
fn weigh_run(run: &Run, roles: &[Role], evidence: &[Evidence], habits: Habits) -> i32 {
    let chars = |i: &usize| evidence.get(*i).map_or(0, |e| e.chars);
    let (shortest, longest) = (run.lines.iter().map(chars).min(), run.lines.iter().map(chars).max());
    let alone = match run.lines.len() {
        1 => 4,
        _ if longest <= shortest.map(|s| s + 3) => -4,
        _ => -3,
    };
    // News in brief has one paragraph for each headline.
    let bounds = run
        .owner
        .iter()
        .chain(&run.lines)
        .copied()
        .zip(run.lines.iter().copied().chain([run.end]));
    let single = |&(a, b): &(usize, usize)| {
        roles
            .iter()
            .take(b)
            .skip(a + 1)
            .filter(|r| **r == Role::Body)
            .take(2)
            .count()
            == 1
    };
    let singles = bounds.filter(single).count();
    let brief = run.lines.len() >= 2 && singles * 4 >= (run.lines.len() + 1) * 3;
    let owner_bylined = run.owner.is_some_and(|i| is_bylined(roles, evidence, i));
    let bylines = match habits.bylined {
        0 => 6,
        _ if !owner_bylined => 4,
        bylined if habits.firm >= 2 && bylined * 5 >= habits.firm * 3 => -2,
        _ => 0,
    };
    // An article's own headline is longer than its subheadings.
    let short = run
        .owner
        .is_some_and(|i| longest.is_some_and(|l| l * 5 <= chars(&i) * 3));
    work::steps(run.end.saturating_sub(run.owner.unwrap_or(0)));
    alone + bylines + if brief { 3 } else { 0 } - if short { 2 } else { 0 } - if habits.signed { 3 } else { 0 }
}

/// Whether a line is not a heading but the part of a paragraph that a column break left.
fn fragment(e: &Evidence, next: Option<&Evidence>, alone: bool, habits: Habits) -> bool {
    let points = |holds: bool, points: i32| if holds { points } else { 0 };
    let chars = match e.chars {
        ..=10 => -3,
        11..=12 => -1,
        _ => 1,
    };
    let echo = match e.echo {
        40.. => -5,
        20.. => -3,
        _ => 0,
    };
    let sure = e.end == End::Open && !(e.numbered || e.two_part || e.wide_gap || e.below_furniture);
    let score = chars
        + echo
        + points(alone, 1)
        + points(habits.broken >= 2, 2)
        + points(e.hanging || e.unbalanced, 6)
        + points(e.opener, 5)
        + points(next.is_some_and(|n| n.stub), 6)
        + points(next.is_some_and(|n| n.lead), -4);
    sure && score >= 4
}

fn settle(run: &Run, roles: &mut [Role], evidence: &[Evidence], habits: Habits, close: &mut Vec<Close>) {
    if run.lines.is_empty() {
        return;
    }
    let page = weigh_run(run, roles, evidence, habits);
    for &i in &run.lines {
        let Some(e) = evidence.get(i) else { continue };
        let gap = match (e.wide_gap, habits.spaced) {
            (true, _) => 4,
            (false, true) => -5,
            (false, false) => 0,
        };
        let length = match e.chars {
            ..=6 => -2,
            7..=8 => -1,
            9..=12 => 0,
            13..=14 => 2,
            15..=17 => 4,
            _ => 6,
        };
        // After the headline of a photo page come few words and many captions.
        let text = |r: &&Role| matches!(r, Role::Body | Role::Caption | Role::Credit);
        let captions = roles
            .iter()
            .skip(i + 1)
            .take(6)
            .take_while(text)
            .filter(|r| **r == Role::Caption)
            .count();
        let score = page
            + gap
            + length
            + if e.two_part { 3 } else { 0 }
            + if e.below_furniture { 6 } else { 0 }
            + if e.label.as_ref().is_some_and(|l| !l.marked) {
                4
            } else {
                0
            }
            + if evidence.get(i + 1).is_some_and(|n| n.lead) {
                3
            } else {
                0
            }
            + if captions >= 2 { 2 } else { 0 }
            - if e.numbered || e.stock { 9 } else { 0 };
        if fragment(e, evidence.get(i + 1), run.lines.len() == 1, habits) {
            close.push(Close {
                block: i,
                code: "maybe-headline",
            });
            if let Some(role) = roles.get_mut(i) {
                *role = Role::Body;
            }
            continue;
        }
        let headline = score > 0;
        if (-2..=3).contains(&score) {
            close.push(Close {
                block: i,
                code: if headline { "maybe-subheading" } else { "maybe-headline" },
            });
        }
        if let Some(role) = roles.get_mut(i) {
            *role = if headline { Role::Headline } else { Role::Subheading };
        }
    }
}
