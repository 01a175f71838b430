//! Pass 4: print damage is mended, and each mending reported: broken paragraphs are joined,
//! names at an article's end lifted, what was printed twice dropped once.

use super::assemble::{people, Draft, Paragraph};
use super::duplicates;
use super::evidence::{End, Evidence, Layout};
use super::model::{self, Doubt, Issue, ParagraphKind, Piece, Repair, RepairKind};
use super::names::{self, Strength};
use super::strand::Strand;
use super::work;
use crate::chars::{is_blank, is_closing, is_opening, is_sentence_end};

/// Mends the drafts and puts them into `issue`.
pub(super) fn repair<'a>(drafts: Vec<Draft<'a>>, evidence: &[Evidence], layout: Layout, issue: &mut Issue) {
    let joiner = Joiner {
        evidence,
        indents_tell: indents_tell(&drafts, evidence, layout),
        layout,
    };
    let mut drafts: Vec<Draft<'a>> = drafts;
    for draft in &mut drafts {
        joiner.join(draft, issue);
        lift_byline(draft, issue);
    }
    let drafts = duplicates::drop_repeats(drafts, issue);
    for draft in drafts {
        let mut article = draft.article;
        for paragraph in draft.body {
            let text = paragraph.strand.whole();
            issue.repairs.extend(paragraph.repair);
            if paragraph.kind == ParagraphKind::Body && is_unbalanced(&text.text) {
                issue.doubts.push(Doubt {
                    code: "unbalanced-quotes",
                    line: paragraph.line,
                    text: text.clone(),
                });
            }
            article.paragraphs.push(model::Paragraph {
                text,
                kind: paragraph.kind,
            });
        }
        issue.articles.push(article);
    }
    let joined = issue.repairs.iter().filter(|r| r.kind == RepairKind::Rejoined).count();
    issue.counts.rejoined_paragraphs = u32::try_from(joined).unwrap_or(u32::MAX);
}

fn is_unbalanced(text: &str) -> bool {
    let mut depth = 0_i32;
    for c in text.chars() {
        match c {
            '“' => depth += 1,
            '”' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return true;
        }
    }
    depth != 0
}

/// Whether the page's indents tell where paragraphs begin: where an unfinished one goes on at the
/// margin, an indented line is a new one.
fn indents_tell(drafts: &[Draft<'_>], evidence: &[Evidence], layout: Layout) -> bool {
    let Some(indent) = layout.body_indent else { return false };
    let at = |p: &Paragraph<'_>| evidence.get(p.block);
    drafts
        .iter()
        .flat_map(|d| d.body.iter().zip(d.body.iter().skip(1)))
        .any(|(a, b)| {
            matches!(at(a).map(|e| e.end), Some(End::Open | End::Pause)) && at(b).is_some_and(|e| e.indent < indent)
        })
}

struct Joiner<'e> {
    evidence: &'e [Evidence],
    indents_tell: bool,
    layout: Layout,
}

/// Lines of verse are not longer than this.
const VERSE_CHARS: usize = 20;
/// So many short lines in a row are verse, or a list.
const VERSE_LINES: usize = 3;
/// A paragraph's first part has at least so many characters, or a pause in it; less is a line for
/// itself.
const MIN_PART: usize = 13;

impl Joiner<'_> {
    fn join(&self, draft: &mut Draft<'_>, issue: &mut Issue) {
        let verse = self.verse(&draft.body);
        let printed = std::mem::take(&mut draft.body);
        let mut joined: Vec<Paragraph<'_>> = Vec::with_capacity(printed.len());
        // The parts of the last paragraph, as printed.
        let mut parts: Vec<Piece> = Vec::new();
        // How the last part ends.
        let mut last: Option<&Evidence> = None;
        for (paragraph, verse) in printed.into_iter().zip(verse) {
            let here = self.evidence.get(paragraph.block);
            match (joined.last_mut(), last, here) {
                (Some(before), Some(last), Some(here))
                    if before.kind == ParagraphKind::Body && paragraph.kind == ParagraphKind::Body && !verse =>
                {
                    if self.goes_on(before, parts.len(), last, &paragraph, here) {
                        if parts.is_empty() {
                            parts.push(before.strand.whole());
                        }
                        parts.push(paragraph.strand.whole());
                        before.strand.append(&paragraph.strand);
                    } else {
                        if matches!(last.end, End::Open | End::Pause) {
                            let text = before.strand.whole();
                            issue.doubts.push(Doubt {
                                code: "unfinished-paragraph",
                                line: before.line,
                                text,
                            });
                        }
                        report(before, &mut parts);
                        joined.push(paragraph);
                    }
                }
                (before, ..) => {
                    if let Some(before) = before {
                        report(before, &mut parts);
                    }
                    joined.push(paragraph);
                }
            }
            last = here;
        }
        if let Some(before) = joined.last_mut() {
            report(before, &mut parts);
        }
        draft.body = joined;
    }

    /// Whether `next` goes on with the paragraph `before`.
    fn goes_on(
        &self,
        before: &Paragraph<'_>,
        parts: usize,
        last: &Evidence,
        next: &Paragraph<'_>,
        here: &Evidence,
    ) -> bool {
        let text = before.strand.text();
        if here.begins_inside {
            return true;
        }
        let indented = self.indents_tell && self.layout.body_indent == Some(here.indent);
        let alone = parts == 0 && last.chars < MIN_PART && last.pauses == 0;
        match last.end {
            End::Sentence | End::Colon => false,
            End::Pause if here.numbered => false,
            End::Pause if text.ends_with(['；', ';']) => !indented && self.layout.body_indent.is_none(),
            End::Pause => !indented,
            // A paragraph in brackets, a title for itself.
            End::Closed if text.starts_with(is_opening) && parts == 0 && last.chars <= 24 => false,
            End::Closed | End::Open => {
                !indented && !alone && !here.numbered && !next.strand.text().starts_with(super::names::is_bullet)
            }
        }
    }

    /// Which paragraphs belong to the verse of the one before.
    fn verse(&self, body: &[Paragraph<'_>]) -> Vec<bool> {
        let mut verse = vec![false; body.len()];
        let mut run = 0;
        for i in 0..=body.len() {
            let short = body.get(i).is_some_and(|p| {
                p.kind == ParagraphKind::Body && self.evidence.get(p.block).is_some_and(|e| e.chars <= VERSE_CHARS)
            });
            if short {
                run += 1;
            } else {
                if run >= VERSE_LINES {
                    verse.iter_mut().take(i).skip(i - run + 1).for_each(|v| *v = true);
                }
                run = 0;
            }
        }
        verse
    }
}

/// Reports a paragraph that was joined.
fn report(paragraph: &mut Paragraph<'_>, parts: &mut Vec<Piece>) {
    if parts.is_empty() {
        return;
    }
    let mut before = Piece::default();
    for part in parts.drain(..) {
        if !before.text.is_empty() {
            before.text.push('\n');
        }
        before.text.push_str(&part.text);
        before.spans.extend(part.spans);
    }
    let after = paragraph.strand.text().to_owned();
    paragraph.repair = Some(Repair {
        kind: RepairKind::Rejoined,
        line: paragraph.line,
        before,
        after,
    });
}

/// Names in brackets at the beginning (本报讯（记者 …）) and at the end go to the byline; at the
/// end they are no part of the text and are taken out of it.
fn lift_byline(draft: &mut Draft<'_>, issue: &mut Issue) {
    let article = &mut draft.article;
    if let Some(first) = draft.body.first().filter(|_| article.byline.is_empty()) {
        if let Some(range) = opening_bracket(first.strand.text()) {
            let inner = sub_strand(&first.strand, range);
            if let Some((strand, byline)) = inner.as_ref().and_then(|s| names::byline(s.text()).map(|b| (s, b))) {
                if byline.strength == Strength::Strong {
                    article.byline = people(&byline, strand);
                }
            }
        }
    }
    let Some(last) = draft.body.last_mut().filter(|p| p.kind == ParagraphKind::Body) else {
        return;
    };
    let Some(open) = closing_bracket(last.strand.text()) else {
        return;
    };
    let range = open..last.strand.text().len();
    let Some(inner) = sub_strand(&last.strand, range.clone()) else {
        return;
    };
    let Some(byline) = names::byline(inner.text()).filter(|b| b.strength == Strength::Strong) else {
        return;
    };
    if article.byline.is_empty() {
        article.byline = people(&byline, &inner);
    }
    let before = last.strand.piece(range);
    issue.repairs.push(Repair {
        kind: RepairKind::LiftedByline,
        line: last.line,
        before,
        after: String::new(),
    });
    last.strand.truncate(open);
}

fn sub_strand<'a>(strand: &Strand<'a>, range: std::ops::Range<usize>) -> Option<Strand<'a>> {
    strand.part(range)
}

/// The brackets in 本报讯（记者 …）.
fn opening_bracket(text: &str) -> Option<std::ops::Range<usize>> {
    let (open, mark) = text.char_indices().take(24).find(|&(_, c)| matches!(c, '（' | '('))?;
    let head = text.get(..open)?;
    if !["本报", "本報", "本刊", "本网", "讯", "訊", "电", "電"]
        .iter()
        .any(|w| head.contains(w))
        || head.contains(is_sentence_end)
    {
        return None;
    }
    let close = text
        .get(open..)?
        .char_indices()
        .take(60)
        .find(|&(_, c)| matches!(c, '）' | ')'))?;
    work::steps(60);
    let _ = mark;
    Some(open..open + close.0 + close.1.len_utf8())
}

/// Where the brackets at the end begin, after a finished sentence.
fn closing_bracket(text: &str) -> Option<usize> {
    let text = text.trim_end_matches(is_blank);
    text.chars().next_back().filter(|c| matches!(c, '）' | ')'))?;
    let (open, _) = text
        .char_indices()
        .rev()
        .take(60)
        .find(|&(_, c)| matches!(c, '（' | '('))?;
    work::steps(60);
    let head = text
        .get(..open)?
        .trim_end_matches(is_blank)
        .trim_end_matches(is_closing);
    head.ends_with(is_sentence_end).then_some(open)
}
