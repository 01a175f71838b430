//! Pass 4c: assembles blocks and their roles into articles, with paragraphs still as printed.

use std::ops::Range;

use super::blocks::Block;
use super::evidence::Evidence;
use super::model::{
    Article, Caption, Doubt, Issue, ParagraphKind, Person, Piece, Repair, RepairKind, SetAside, SetAsideKind,
};
use super::names::{is_bullet, Byline};
use super::order;
use super::roles::Role;
use super::strand::Strand;
use super::work;
use crate::chars::is_blank;
use crate::error::{Code, Error, Result};
use crate::units::LineNumber;

/// Maximum articles in one text. A bulletin's page has about ten, a year of a daily paper some thousands.
pub const MAX_ARTICLES: usize = 20_000;

/// A paragraph as it was printed.
#[derive(Debug, Clone)]
pub(super) struct Paragraph<'a> {
    /// Its text.
    pub(super) strand: Strand<'a>,
    /// The line it begins on.
    pub(super) line: LineNumber,
    /// Body text or a subheading.
    pub(super) kind: ParagraphKind,
    /// The index of its block, to look up its evidence.
    pub(super) block: usize,
    /// How it was repaired, if it was.
    pub(super) repair: Option<Repair>,
}

/// An article whose paragraphs are still as printed.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft<'a> {
    /// Everything but the paragraphs.
    pub(super) article: Article,
    /// The paragraphs.
    pub(super) body: Vec<Paragraph<'a>>,
    /// The line it begins on.
    pub(super) line: LineNumber,
}

struct Assembler<'a, 'i> {
    drafts: Vec<Draft<'a>>,
    /// The next article, until its headline has been read.
    pending: Draft<'a>,
    /// The section of all articles up to the next section label.
    section: Option<Piece>,
    /// Whether blocks now belong to the last of `drafts`.
    headed: bool,
    issue: &'i mut Issue,
}

/// Assembles the blocks into articles. Doubts, repairs and what is set aside are added to `issue`.
///
/// # Errors
/// [`Code::TooLarge`] if there are more than [`MAX_ARTICLES`].
pub(super) fn assemble<'a>(
    blocks: &[Block<'a>],
    evidence: &[Evidence],
    roles: &[Role],
    issue: &mut Issue,
) -> Result<Vec<Draft<'a>>> {
    let mut out = Assembler {
        drafts: Vec::new(),
        pending: Draft::default(),
        section: None,
        headed: false,
        issue,
    };
    for (i, ((block, e), role)) in blocks.iter().zip(evidence).zip(roles).enumerate() {
        match role {
            Role::Section => out.section(block, e),
            Role::Kicker => {
                out.open(block);
                let kicker = out.pending.article.kicker.take();
                out.pending.article.kicker = Some(extend(kicker, block));
            }
            Role::Headline => out.headline(block, e)?,
            Role::Subtitle => {
                if let Some(draft) = out.drafts.last_mut() {
                    let subtitle = draft.article.subtitle.take();
                    draft.article.subtitle = Some(extend(subtitle, block));
                }
            }
            Role::Byline | Role::Signature => out.byline(block, e)?,
            Role::Body | Role::Subheading => {
                let kind = if *role == Role::Body {
                    ParagraphKind::Body
                } else {
                    ParagraphKind::Subheading
                };
                let paragraph = Paragraph {
                    strand: block.strand.clone(),
                    line: block.line,
                    kind,
                    block: i,
                    repair: None,
                };
                out.current(block)?.body.push(paragraph);
            }
            Role::Caption => out.caption(block, e)?,
            Role::Credit => out.credit(block, e)?,
        }
    }
    out.finish();
    Ok(out.drafts)
}

/// Appends a block to a kicker or subtitle that may have several lines.
fn extend(before: Option<Piece>, block: &Block<'_>) -> Piece {
    let more = block.strand.whole();
    let Some(mut piece) = before else { return more };
    piece.text.push(' ');
    piece.text.push_str(&more.text);
    piece.spans.extend(more.spans);
    piece
}

impl<'a> Assembler<'a, '_> {
    fn open(&mut self, block: &Block<'a>) {
        if self.pending.line.0 == 0 {
            self.pending.line = block.line;
        }
    }

    fn doubt(&mut self, code: &'static str, block: &Block<'a>) {
        self.issue.doubts.push(Doubt {
            code,
            line: block.line,
            text: block.strand.whole(),
        });
    }

    /// Returns the article that a block belongs to. If none has begun, begins one without a headline.
    fn current(&mut self, block: &Block<'a>) -> Result<&mut Draft<'a>> {
        if !self.headed {
            self.open(block);
            self.doubt("no-headline", block);
            self.begin()?;
        }
        let last = self.drafts.len().saturating_sub(1);
        self.drafts.get_mut(last).ok_or_else(too_many)
    }

    /// Adds the pending article to the drafts, with the current section unless it has its own.
    fn begin(&mut self) -> Result<()> {
        if self.drafts.len() == MAX_ARTICLES {
            return Err(too_many());
        }
        let mut draft = std::mem::take(&mut self.pending);
        if draft.article.section.is_none() {
            draft.article.section.clone_from(&self.section);
        }
        self.drafts.push(draft);
        self.headed = true;
        Ok(())
    }

    fn section(&mut self, block: &Block<'a>, e: &Evidence) {
        self.drop_unused_section();
        self.open(block);
        let name = e
            .label
            .as_ref()
            .map_or(0..block.strand.text().len(), |l| l.name.clone());
        self.marks(block, std::slice::from_ref(&name));
        let piece = block.strand.piece(name);
        // A label in brackets applies to one article; a bare one, or one with a bullet, to all that follow.
        let bracketed = e.label.as_ref().is_some_and(|l| l.bracketed);
        self.section = if bracketed { None } else { Some(piece.clone()) };
        self.pending.article.section = Some(piece);
        self.headed = false;
    }

    /// Sets aside a section label that no article used: one directly before another label, or one at the
    /// end of the text.
    fn drop_unused_section(&mut self) {
        if let Some(text) = self.pending.article.section.take() {
            self.issue.set_aside.push(SetAside {
                kind: SetAsideKind::Stray,
                line: self.pending.line,
                text,
            });
        }
    }

    fn headline(&mut self, block: &Block<'a>, e: &Evidence) -> Result<()> {
        self.open(block);
        let label = e.label.as_ref().filter(|l| l.bracketed && !l.rest.is_empty());
        self.pending.article.headline = match label {
            Some(label) => {
                self.marks(block, &[label.name.clone(), label.rest.clone()]);
                self.drop_unused_section();
                self.pending.article.section = Some(block.strand.piece(label.name.clone()));
                block.strand.piece(label.rest.clone())
            }
            None => {
                let text = block.strand.text();
                let start = text.len() - text.trim_start_matches(|c| is_bullet(c) || is_blank(c)).len();
                let range = if start < text.len() {
                    start..text.len()
                } else {
                    0..text.len()
                };
                self.marks(block, std::slice::from_ref(&range));
                block.strand.piece(range)
            }
        };
        self.begin()
    }

    fn byline(&mut self, block: &Block<'a>, e: &Evidence) -> Result<()> {
        let Some(byline) = &e.byline else {
            self.doubt("maybe-byline", block);
            return Ok(());
        };
        let people = people(byline, &block.strand);
        let ranges: Vec<Range<usize>> = byline
            .names
            .iter()
            .flat_map(|n| n.name.iter().chain(&n.role).cloned())
            .collect();
        self.current(block)?.article.byline.extend(people);
        self.marks(block, &ranges);
        if byline.strength == super::names::Strength::Weak {
            self.doubt("maybe-byline", block);
        }
        Ok(())
    }

    fn caption(&mut self, block: &Block<'a>, e: &Evidence) -> Result<()> {
        let text = block.strand.text();
        let (seen, credit) = match &e.credit {
            Some(c) if !c.caption.is_empty() => (c.caption.clone(), Some(c.credit.clone())),
            _ => (0..text.len(), None),
        };
        let skipped = text.get(seen.clone()).map_or(0, |t| {
            t.len() - t.trim_start_matches(|c| is_bullet(c) || is_blank(c)).len()
        });
        let seen = if skipped < seen.end {
            seen.start + skipped..seen.end
        } else {
            seen
        };
        let caption = Caption {
            text: block.strand.piece(seen.clone()),
            credit: credit.clone().map(|range| block.strand.piece(range)),
        };
        if credit.is_some() {
            let after = caption.text.text.clone();
            self.issue.repairs.push(Repair {
                kind: RepairKind::LiftedCredit,
                line: block.line,
                before: block.strand.whole(),
                after,
            });
        } else {
            self.marks(block, std::slice::from_ref(&seen));
        }
        if self.headed || !self.drafts.is_empty() {
            self.current(block)?.article.captions.push(caption);
        } else {
            // A photo above the page's first headline belongs to the article that follows.
            self.open(block);
            self.pending.article.captions.push(caption);
        }
        Ok(())
    }

    fn credit(&mut self, block: &Block<'a>, e: &Evidence) -> Result<()> {
        let range = e
            .credit
            .as_ref()
            .map_or(0..block.strand.text().len(), |c| c.credit.clone());
        let piece = block.strand.piece(range.clone());
        let begun = self.headed || !self.drafts.is_empty();
        let captions = if begun {
            &mut self.current(block)?.article.captions
        } else {
            &mut self.pending.article.captions
        };
        match captions.last_mut() {
            Some(caption) if caption.credit.is_none() => caption.credit = Some(piece),
            _ => captions.push(Caption {
                text: piece,
                credit: None,
            }),
        }
        self.marks(block, std::slice::from_ref(&range));
        Ok(())
    }

    /// Sets aside the parts of a block that are in none of `ranges`.
    fn marks(&mut self, block: &Block<'a>, ranges: &[Range<usize>]) {
        let mut sorted: Vec<u64> = ranges.iter().map(|r| order::pack(r.start, r.end)).collect();
        order::sort(&mut sorted);
        let text = block.strand.text();
        work::steps(text.len() + ranges.len());
        let mut rest = Vec::new();
        let mut at = 0;
        for (start, end) in sorted.into_iter().map(order::unpack) {
            if start > at {
                rest.push(at..start);
            }
            at = at.max(end);
        }
        rest.push(at..text.len());
        let piece = block.strand.pieces(&rest, " ");
        if !piece.text.is_empty() {
            self.issue.set_aside.push(SetAside {
                kind: SetAsideKind::Mark,
                line: block.line,
                text: piece,
            });
        }
    }

    fn finish(&mut self) {
        self.drop_unused_section();
        let pending = std::mem::take(&mut self.pending);
        let line = pending.line;
        let stray = pending.article.kicker.into_iter();
        for text in stray {
            self.issue.set_aside.push(SetAside {
                kind: SetAsideKind::Stray,
                line,
                text,
            });
        }
        if !pending.article.captions.is_empty() {
            self.drafts.push(Draft {
                article: Article {
                    captions: pending.article.captions,
                    ..Article::default()
                },
                line,
                ..Draft::default()
            });
        }
    }
}

#[cold]
fn too_many() -> Error {
    Error::new(Code::TooLarge, format!("the text has over {MAX_ARTICLES} articles")).advise("split the text by issue")
}

/// Converts the names of a byline, whose ranges refer to `strand`, into people.
pub(super) fn people(byline: &Byline, strand: &Strand<'_>) -> Vec<Person> {
    byline
        .names
        .iter()
        .map(|name| Person {
            name: strand.pieces(&name.name, if is_latin_name(strand, &name.name) { " " } else { "" }),
            role: (!name.role.is_empty()).then(|| strand.pieces(&name.role, " ")),
        })
        .collect()
}

fn is_latin_name(strand: &Strand<'_>, ranges: &[Range<usize>]) -> bool {
    ranges
        .first()
        .and_then(|r| strand.text().get(r.clone()))
        .is_some_and(|t| t.is_ascii())
}
