//! Pass 3b: is a bare line between paragraphs a new article's headline, or a sub-headline (小标题)
//! of the article it stands in? The line alone hardly tells; its fellows and the page do.
//!
//! Sub-headlines come in twos and more, are short and alike, may be numbered, and stand where
//! paragraphs stand. Headlines stand alone between two bylined articles, often after a wider gap;
//! what follows one begins as news does; and on a page without bylines all are bare.

use super::evidence::Evidence;
use super::roles::Role;
use super::work;

/// A decision that was close: which block, and what it was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Close {
    /// The block.
    pub(super) block: usize,
    /// `maybe-headline` or `maybe-subheading`: what it may be instead.
    pub(super) code: &'static str,
}

/// How the page makes its headings.
#[derive(Debug, Clone, Copy, Default)]
struct Habits {
    /// Headlines that are surely such.
    firm: usize,
    /// Of them, those with a byline below.
    bylined: usize,
    /// Of them, those above which the gap is wide, the first of the page left out.
    spaced: usize,
    /// Articles that end with a signature.
    signed: usize,
}

/// Decides between headline and sub-headline for all bare lines; returns the close decisions.
pub(super) fn resolve(roles: &mut [Role], evidence: &[Evidence]) -> Vec<Close> {
    let habits = habits(roles, evidence);
    let mut close = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    for i in 0..=roles.len() {
        match roles.get(i) {
            Some(Role::Headline | Role::Subheading) if is_bare(roles, i) => run.push(i),
            Some(Role::Headline | Role::Signature) | None => {
                settle(&run, roles, evidence, habits, &mut close);
                run.clear();
            }
            _ => {}
        }
    }
    close.sort_unstable_by_key(|c| c.block);
    close
}

fn role(roles: &[Role], at: Option<usize>) -> Option<Role> {
    at.and_then(|i| roles.get(i)).copied()
}

/// Whether text stands above and below and nothing else belongs to the line.
fn is_bare(roles: &[Role], at: usize) -> bool {
    matches!(
        role(roles, at.checked_sub(1)),
        Some(Role::Body | Role::Caption | Role::Credit)
    ) && matches!(
        role(roles, at.checked_add(1)),
        Some(Role::Body | Role::Caption | Role::Subheading)
    )
}

fn habits(roles: &[Role], evidence: &[Evidence]) -> Habits {
    let mut habits = Habits::default();
    for (i, here) in roles.iter().enumerate() {
        if *here == Role::Signature {
            habits.signed += 1;
        }
        if *here != Role::Headline || is_bare(roles, i) {
            continue;
        }
        // The first block of its heading, where the gap stands.
        let top = (0..=i)
            .rev()
            .take(4)
            .take_while(|&j| {
                matches!(
                    role(roles, Some(j)),
                    Some(Role::Headline | Role::Kicker | Role::Section)
                )
            })
            .last();
        habits.firm += 1;
        habits.bylined += usize::from(
            (i + 1..i + 4)
                .take_while(|&j| !matches!(role(roles, Some(j)), Some(Role::Body | Role::Headline) | None))
                .any(|j| role(roles, Some(j)) == Some(Role::Byline)),
        );
        habits.spaced += usize::from(top.is_some_and(|t| t > 0 && evidence.get(t).is_some_and(|e| e.wide_gap)));
    }
    habits
}

fn settle(run: &[usize], roles: &mut [Role], evidence: &[Evidence], habits: Habits, close: &mut Vec<Close>) {
    work::steps(run.len());
    let chars = |i: &usize| evidence.get(*i).map_or(0, |e| e.chars);
    let alike = run.iter().map(chars).max().unwrap_or(0) <= run.iter().map(chars).min().unwrap_or(0) + 3;
    let paragraphs_each = run.windows(2).filter(|w| matches!(w, [a, b] if b - a == 2)).count();
    let briefs = run.len() > 2 && paragraphs_each * 4 >= (run.len() - 1) * 3;
    // Positive: a headline.
    let mut page = match run.len() {
        1 => 3,
        _ if alike => -4,
        _ => -3,
    };
    page += if briefs { 3 } else { 0 };
    page += match (habits.firm, habits.bylined) {
        (firm, bylined) if firm >= 2 && bylined * 5 >= firm * 3 => -2,
        (_, 0) => 4,
        _ => 0,
    };
    page += if habits.signed >= 2 && habits.signed * 2 >= habits.firm {
        -3
    } else {
        0
    };
    let spaced = habits.firm > 2 && habits.spaced * 3 >= (habits.firm - 1) * 2;
    for &i in run {
        let Some(e) = evidence.get(i) else { continue };
        let next = evidence.get(i + 1);
        let mut score = page;
        score += if e.two_part { 3 } else { 0 } - if e.numbered { 9 } else { 0 };
        score += match (e.wide_gap, spaced) {
            (true, _) => 4,
            (false, true) => -5,
            (false, false) => 0,
        };
        score += if next.is_some_and(|n| n.lead) { 3 } else { 0 };
        score += match e.chars {
            ..=8 => -1,
            9..=13 => 0,
            14..=17 => 1,
            _ => 3,
        };
        // A photo spread has few words and many captions.
        let spread = roles
            .iter()
            .skip(i + 1)
            .take(6)
            .take_while(|r| matches!(r, Role::Body | Role::Caption | Role::Credit));
        score += if spread.filter(|r| **r == Role::Caption).count() >= 2 {
            2
        } else {
            0
        };
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
