//! Runs the parser's passes in order.

use super::assemble::assemble;
use super::blocks::{blocks, Block};
use super::evidence;
use super::furniture::{self, furniture, Furniture};
use super::headings;
use super::lines::scan;
use super::model::{Doubt, Issue, SetAside, SetAsideKind};
use super::order;
use super::repair::repair;
use super::roles::roles;
use super::strand::Strand;
use crate::error::Result;

/// Parses a page of text into articles, with a report of what was repaired, what is doubtful and what
/// was set aside.
///
/// # Errors
/// [`Code::TooLarge`](crate::Code::TooLarge) if the text exceeds [`MAX_BYTES`](super::MAX_BYTES),
/// [`MAX_LINES`](super::MAX_LINES) or [`MAX_ARTICLES`](super::MAX_ARTICLES).
pub fn parse(text: &str) -> Result<Issue> {
    let mut issue = Issue::default();
    let lines = scan(text)?;
    let blocks = set_furniture_aside(text, blocks(text, &lines), &mut issue);
    let (layout, evidence) = evidence::look(&blocks);
    let mut roles = roles(&evidence, layout);
    for close in headings::resolve(&mut roles, &evidence) {
        if let Some(block) = blocks.get(close.block) {
            issue.doubts.push(Doubt {
                code: close.code,
                line: block.line,
                text: block.strand.whole(),
            });
        }
    }
    let drafts = assemble(&blocks, &evidence, &roles, &mut issue)?;
    repair(drafts, &evidence, layout, &mut issue);
    order::by_line(&mut issue.doubts, |d| d.line.0);
    order::by_line(&mut issue.repairs, |r| r.line.0);
    order::by_line(&mut issue.set_aside, |s| s.line.0);
    Ok(issue)
}

/// Removes page furniture (running heads and the like) from the blocks, and reads the paper's name, the
/// date and the edition from it.
fn set_furniture_aside<'a>(source: &'a str, blocks: Vec<Block<'a>>, issue: &mut Issue) -> Vec<Block<'a>> {
    let found: Vec<Option<Furniture>> = blocks.iter().map(|b| furniture(b.strand.text())).collect();
    let solid: Vec<bool> = found
        .iter()
        .map(|f| f.as_ref().is_some_and(|f| f.solid && !f.mere_date))
        .collect();
    // A paper's name next to solid furniture is solid furniture too, as its own neighbours will see.
    let solid: Vec<bool> = (0..blocks.len())
        .map(|i| {
            let at = |j: Option<usize>| j.and_then(|j| solid.get(j)).copied().unwrap_or(false);
            let named = || blocks.get(i).is_some_and(|b| furniture::is_paper_name(b.strand.text()));
            at(Some(i)) || ((at(i.checked_sub(1)) || at(Some(i + 1))) && named())
        })
        .collect();
    // Whether each block is a long text: a date above one belongs to the page, not to a letter.
    let texts: Vec<bool> = blocks
        .iter()
        .map(|b| b.strand.text().chars().nth(30).is_some())
        .collect();
    let refers_on: Vec<bool> = found.iter().map(|f| f.as_ref().is_some_and(|f| f.contents)).collect();
    let is_solid = |i: Option<usize>| i.and_then(|i| solid.get(i)).copied().unwrap_or(false);
    let mut kept: Vec<Block<'a>> = Vec::with_capacity(blocks.len());
    let mut dropped_before = false;
    let mut in_contents = false;
    for (i, (mut block, found)) in blocks.into_iter().zip(found).enumerate() {
        let beside = is_solid(i.checked_sub(1)) || is_solid(Some(i + 1));
        let text = block.strand.text();
        let top = kept.is_empty() || block.new_page || texts.get(i + 1).copied().unwrap_or(false);
        let name = (found.is_none()
            && (kept.is_empty() || block.new_page || beside)
            && furniture::is_paper_name(text)
            && issue.paper.is_none())
            || issue.paper.as_deref() == Some(text.trim_matches(['《', '》']));
        in_contents = furniture::is_contents_head(text) && refers_on.get(i + 1).copied().unwrap_or(false)
            || in_contents && refers_on.get(i).copied().unwrap_or(false);
        let found = match found {
            _ if in_contents => Furniture::default(),
            // A bare date at the top belongs to the page; at an article's end it belongs to a letter.
            Some(found) if (found.solid && (top || !found.mere_date)) || (beside && !found.contents) => found,
            _ if name => Furniture {
                paper: Some(0..text.len()),
                ..Furniture::default()
            },
            kept_as => {
                block.date = kept_as.as_ref().is_some_and(|f| f.mere_date);
                block.contact = kept_as.is_some_and(|f| !f.mere_date && !f.contents);
                if dropped_before {
                    block.gap = 0;
                    block.new_page = false;
                    block.below_furniture = true;
                }
                dropped_before = false;
                kept.push(block);
                continue;
            }
        };
        dropped_before = true;
        let said = |range: &std::ops::Range<usize>| {
            let text = text.get(range.clone()).unwrap_or("").trim_matches(['《', '》']);
            text.chars().filter(|c| !crate::chars::is_blank(*c)).collect::<String>()
        };
        issue.paper = issue.paper.take().or_else(|| found.paper.as_ref().map(said));
        issue.edition = issue.edition.take().or_else(|| found.edition.as_ref().map(said));
        issue.date = issue.date.take().or_else(|| found.date.map(|d| d.iso()));
        let whole = block.strand.whole();
        if let Some(author) = found.author {
            let span = block.strand.piece(author).spans.first().copied();
            if let Some(span) = span {
                kept.push(Block {
                    strand: Strand::new(source, span),
                    ..block.clone()
                });
            }
        }
        issue.set_aside.push(SetAside {
            kind: SetAsideKind::RunningHead,
            line: block.line,
            text: whole,
        });
    }
    kept
}
