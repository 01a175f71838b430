//! Pass 5: repairs print damage and reports each repair. Broken paragraphs are joined, names at the end of
//! an article are moved to the byline, and one copy of what was printed twice is dropped.

use super::assemble::{people, Draft, Paragraph};
use super::duplicates;
use super::evidence::{Evidence, Layout};
use super::form::{end_of, End};
use super::furniture::is_jump;
use super::model::{self, Doubt, Issue, ParagraphKind, Person, Piece, Repair, RepairKind, SetAside, SetAsideKind};
use super::signatures;
use super::work;
use crate::chars::is_opening;

/// Repairs the drafts and adds them to `issue` as articles.
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

/// Whether the page's indents show where paragraphs begin. They do if at least one unfinished paragraph
/// continues at the margin.
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

/// Minimum characters of a paragraph's first part, unless it has a comma or semicolon; a shorter text is a
/// line by itself.
const MIN_PART: usize = 13;

impl Joiner<'_> {
    fn join(&self, draft: &mut Draft<'_>, issue: &mut Issue) {
        let printed = std::mem::take(&mut draft.body);
        let mut joined: Vec<Paragraph<'_>> = Vec::with_capacity(printed.len());
        // The parts of the last joined paragraph, as printed.
        let mut parts: Vec<Piece> = Vec::new();
        // The features of the last part.
        let mut last: Option<&Evidence> = None;
        for paragraph in printed {
            let here = self.evidence.get(paragraph.block);
            match (joined.last_mut(), last, here) {
                (Some(before), Some(last), Some(here))
                    if before.kind == ParagraphKind::Body && paragraph.kind == ParagraphKind::Body =>
                {
                    if repeats_start(before, &paragraph) {
                        // The part of a paragraph that a column break left, before the whole was printed.
                        duplicates::report(before, issue);
                        parts.clear();
                        *before = paragraph;
                    } else if self.goes_on(before, parts.len(), last, &paragraph, here) {
                        if parts.is_empty() {
                            parts.push(before.strand.whole());
                        }
                        parts.push(paragraph.strand.whole());
                        before.strand.append(&paragraph.strand);
                    } else {
                        let item = last.is_item() || here.is_item() || here.numbered;
                        if matches!(last.end, End::Open | End::Pause) && !item {
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

    /// Whether `next` continues the paragraph `before`, which has `parts` parts (0 if it was not joined) and
    /// whose last part has the features `last`.
    fn goes_on(
        &self,
        before: &Paragraph<'_>,
        parts: usize,
        last: &Evidence,
        next: &Paragraph<'_>,
        here: &Evidence,
    ) -> bool {
        let text = before.strand.text();
        if here.begins_inside || (last.digits.1 && here.digits.0) {
            return true;
        }
        // Lines of verse, of a list and at the end of a letter are complete.
        if last.is_item() || here.is_item() {
            return false;
        }
        let indented = self.indents_tell && self.layout.body_indent == Some(here.indent);
        let alone = parts == 0 && last.chars < MIN_PART && last.pauses == 0 && !last.hanging;
        match end_of(text) {
            End::Sentence | End::Colon => false,
            End::Pause if here.numbered => false,
            End::Pause if text.ends_with(['；', ';']) => !indented && self.layout.body_indent.is_none(),
            End::Pause => !indented,
            // A paragraph in brackets, however long, or a title by itself.
            End::Closed if last.note => false,
            End::Closed if text.starts_with(is_opening) && parts == 0 && last.chars <= 24 => false,
            End::Closed | End::Open => {
                !indented && !alone && !here.numbered && !next.strand.text().starts_with(super::names::is_bullet)
            }
        }
    }
}

/// Minimum characters for [`repeats_start`]: two paragraphs may begin with fewer by chance.
const MIN_START: usize = 8;

/// Whether `next` begins with the whole text of `before` and continues after it.
fn repeats_start(before: &Paragraph<'_>, next: &Paragraph<'_>) -> bool {
    let (start, all) = (before.strand.text(), next.strand.text());
    let same = start.len() < all.len() && all.starts_with(start);
    work::steps(if same { start.len() } else { 1 });
    same && start.chars().take(MIN_START).count() == MIN_START
}

/// Records the repair of a paragraph joined from `parts`, and empties `parts`. Does nothing if there are
/// none.
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

/// Adds names in brackets at the beginning of an article (本报讯（记者 …）) to the byline, if it has none
/// yet, and those at its end that it does not have yet. At the end they are not part of the text and are
/// removed from it.
fn lift_byline(draft: &mut Draft<'_>, issue: &mut Issue) {
    let byline = &mut draft.article.byline;
    if let Some(first) = draft.body.first().filter(|_| byline.is_empty()) {
        let text = first.strand.text();
        let found = signatures::opening(text).and_then(|b| first.strand.part(b.place).map(|inner| (b.byline, inner)));
        if let Some((names, inner)) = found {
            *byline = people(&names, &inner);
        }
    }
    let Some(last) = draft.body.last_mut().filter(|p| p.kind == ParagraphKind::Body) else {
        return;
    };
    // （下转第3版） only says where the article continues.
    let jump = |range: &std::ops::Range<usize>| last.strand.text().get(range.clone()).is_some_and(is_jump);
    if let Some(range) = signatures::aside(last.strand.text()).filter(jump) {
        let text = last.strand.piece(range.clone());
        issue.set_aside.push(SetAside {
            kind: SetAsideKind::Mark,
            line: last.line,
            text,
        });
        last.strand.truncate(range.start);
    }
    let Some(bracket) = signatures::closing(last.strand.text()) else {
        return;
    };
    let Some(inner) = last.strand.part(bracket.place.clone()) else {
        return;
    };
    let before = last.strand.piece(bracket.place.clone());
    let (known, new): (Vec<Person>, Vec<Person>) = people(&bracket.byline, &inner)
        .into_iter()
        .partition(|person| byline.iter().any(|p| p.name.text == person.name.text));
    let mut set_aside = |text: Piece| {
        issue.set_aside.push(SetAside {
            kind: SetAsideKind::Mark,
            line: last.line,
            text,
        });
    };
    if new.is_empty() {
        // Only names that the byline has: nothing moves.
        set_aside(before);
    } else {
        for person in known {
            set_aside(person.name);
            person.role.into_iter().for_each(&mut set_aside);
        }
        byline.extend(new);
        issue.repairs.push(Repair {
            kind: RepairKind::LiftedByline,
            line: last.line,
            before,
            after: String::new(),
        });
    }
    last.strand.truncate(bracket.place.start);
}
