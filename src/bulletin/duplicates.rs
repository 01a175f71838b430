//! Pass 5, second half: drops one copy of what was printed twice, be it a paragraph within its article or
//! a whole article.
//!
//! Texts are compared by their letters and digits alone. Identical texts have the same hash. Nearly
//! identical texts share most of their smallest four-letter hashes (bottom-k sketches, Broder 1997); only
//! the few texts that share enough of them are compared in full, so the cost is linear.

use rustc_hash::FxHashMap;

use super::assemble::{Draft, Paragraph};
use super::model::{Doubt, Issue, ParagraphKind, Piece, Repair, RepairKind};
use super::order;
use super::work;
use crate::chars::{is_digit, is_han, is_latin};

/// Hashes that a sketch keeps.
const SKETCH: usize = 8;
/// Hashes that two sketches must share for their texts to be compared.
const SHARED: usize = 3;
/// Letters per hash.
const GRAM: usize = 4;
/// Minimum letters of a repeated paragraph: a shorter one may be repeated on purpose, such as “谢谢！” or a
/// refrain.
const MIN_LETTERS: usize = 12;
/// Minimum letters of a near-identical paragraph: shorter ones may differ on purpose, as the items of a
/// list do.
const MIN_NEAR: usize = 30;
/// Minimum letters of a paragraph repeated in another article: a shorter one may be an office's stock
/// phrase.
const MIN_ELSEWHERE: usize = 30;
/// Letters at the beginning that must agree for near-identical texts to count as repeats: texts written
/// to one pattern differ in their beginnings, such as a village or a name.
const SAME_START: usize = 8;

/// What is known of a paragraph when others are compared with it.
#[derive(Debug)]
struct Print {
    article: usize,
    paragraph: usize,
    /// Its number of letters and digits.
    letters: usize,
    /// The earlier paragraph it repeats.
    repeats: Option<Repeat>,
}

#[derive(Debug, Clone, Copy)]
struct Repeat {
    /// The index of the earlier paragraph's print.
    of: usize,
    /// Whether the later text is the fuller one.
    fuller: bool,
    /// Whether the repetition is certain enough to drop one of them.
    sure: bool,
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|&c| is_han(c) || is_latin(c) || is_digit(c))
}

/// Mixes the bits of a 64-bit number (the finalizer of SplitMix64, Steele et al. 2014).
const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Returns the hash of all letters and digits, and their number.
fn hash(text: &str) -> (u64, usize) {
    work::steps(text.len());
    letters(text).fold((0, 0), |(h, n), c| (mix(h ^ (u64::from(u32::from(c)) << 8 | 1)), n + 1))
}

/// Returns the hashes of all runs of [`GRAM`] letters.
fn grams(text: &str) -> Vec<u64> {
    work::steps(text.len());
    let mut window = 0_u128;
    let mut seen = 0;
    let mut grams = Vec::new();
    for c in letters(text) {
        // A character takes 21 bits, so four characters take 84.
        window = ((window << 21) | u128::from(u32::from(c))) & ((1 << 84) - 1);
        seen += 1;
        if seen >= GRAM {
            let low = u64::try_from(window & u128::from(u64::MAX)).unwrap_or(0);
            let high = u64::try_from(window >> 64).unwrap_or(0);
            grams.push(mix(low ^ mix(high)));
        }
    }
    grams
}

/// Returns the hashes of the numbers in a text, sorted.
fn numbers(text: &str) -> Vec<u64> {
    let mut numbers: Vec<u64> = text
        .split(|c| !is_digit(c))
        .filter(|n| !n.is_empty())
        .map(|n| hash(n).0)
        .collect();
    order::sort(&mut numbers);
    numbers
}

/// Counts the items that two sorted lists have in common.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut count = 0;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        let order = x.cmp(y);
        count += usize::from(order.is_eq());
        if order.is_le() {
            a.next();
        }
        if order.is_ge() {
            b.next();
        }
    }
    count
}

/// If the two texts are nearly identical, returns whether `later` is the fuller one and whether the
/// repetition is certain: the numbers and the beginnings agree too.
fn near(earlier: &str, later: &str) -> Option<(bool, bool)> {
    let (mut a, mut b) = (grams(earlier), grams(later));
    order::sort(&mut a);
    order::sort(&mut b);
    let shared = common(&a, &b);
    let fuller = b.len() > a.len();
    let (small, large) = if fuller { (a.len(), b.len()) } else { (b.len(), a.len()) };
    // An edit of one character changes four grams.
    let edits = GRAM * (2 + small / 40);
    if small - shared > edits || large - shared > edits + large / 5 {
        return None;
    }
    let (a, b) = (numbers(earlier), numbers(later));
    let same_numbers = common(&a, &b) == a.len().min(b.len());
    let same_start = letters(earlier).take(SAME_START).eq(letters(later).take(SAME_START));
    Some((fuller, same_numbers && same_start))
}

/// Finds, for each paragraph, the earlier one that it repeats.
fn prints(drafts: &[Draft<'_>]) -> Vec<Print> {
    let text = |article: usize, paragraph: usize| {
        drafts
            .get(article)
            .and_then(|d| d.body.get(paragraph))
            .map_or("", |p| p.strand.text())
    };
    let mut prints: Vec<Print> = Vec::new();
    let mut exact: FxHashMap<u64, usize> = FxHashMap::default();
    let mut sketches: FxHashMap<u64, usize> = FxHashMap::default();
    for (article, draft) in drafts.iter().enumerate() {
        for (paragraph, p) in draft.body.iter().enumerate() {
            let at = prints.len();
            let (whole, letters) = hash(p.strand.text());
            let mut print = Print {
                article,
                paragraph,
                letters,
                repeats: None,
            };
            if p.kind == ParagraphKind::Body && letters >= MIN_LETTERS {
                print.repeats = exact.insert(whole, at).map(|of| Repeat {
                    of,
                    fuller: false,
                    sure: true,
                });
                if letters >= MIN_NEAR {
                    let mut met: Vec<u64> = smallest(&grams(p.strand.text()))
                        .filter_map(|hash| sketches.insert(hash, at))
                        .map(|other| other as u64)
                        .collect();
                    order::sort(&mut met);
                    if print.repeats.is_none() {
                        print.repeats = candidate(&met).and_then(|of| {
                            let other = prints.get(of)?;
                            // Bounds the cost by this paragraph's length: one more than twice as long is
                            // not a repeat.
                            if other.letters > 2 * letters || letters > 2 * other.letters {
                                return None;
                            }
                            let (fuller, sure) = near(text(other.article, other.paragraph), p.strand.text())?;
                            Some(Repeat { of, fuller, sure })
                        });
                    }
                }
            }
            prints.push(print);
        }
    }
    prints
}

/// Returns the [`SKETCH`] smallest distinct hashes.
fn smallest(hashes: &[u64]) -> impl Iterator<Item = u64> {
    let mut sketch = [u64::MAX; SKETCH];
    for &hash in hashes {
        let mut carried = hash;
        for kept in &mut sketch {
            if carried == *kept {
                carried = u64::MAX;
            } else if carried < *kept {
                std::mem::swap(&mut carried, kept);
            }
        }
    }
    sketch.into_iter().filter(|h| *h != u64::MAX)
}

/// Returns the print that occurs most often in `met`, which is sorted, if it occurs at least [`SHARED`]
/// times.
fn candidate(met: &[u64]) -> Option<usize> {
    let mut best = (0, 0);
    for run in met.chunk_by(|a, b| a == b) {
        best = best.max((run.len(), run.first().copied().unwrap_or(0)));
    }
    (best.0 >= SHARED).then(|| usize::try_from(best.1).unwrap_or(0))
}

/// Drops repeated paragraphs and articles, and reports each. Repeats that are uncertain or in another
/// article are kept and reported as doubts.
pub(super) fn drop_repeats<'a>(drafts: Vec<Draft<'a>>, issue: &mut Issue) -> Vec<Draft<'a>> {
    let prints = prints(&drafts);
    let items = repeated_items(&drafts, &prints);
    // Whether each paragraph is dropped, in the order of the prints.
    let mut gone = vec![false; prints.len()];
    for (i, print) in prints.iter().enumerate() {
        let Some(repeat) = print.repeats else { continue };
        let Some(other) = prints.get(repeat.of) else { continue };
        let dropped = |article: usize| items.get(article).copied().flatten().is_some();
        if dropped(print.article) || dropped(other.article) {
            continue;
        }
        let same_article = print.article == other.article;
        if same_article && repeat.sure {
            let victim = if repeat.fuller { repeat.of } else { i };
            if let Some(g) = gone.get_mut(victim) {
                *g = true;
            }
        } else if same_article || print.letters >= MIN_ELSEWHERE {
            let Some(p) = drafts.get(print.article).and_then(|d| d.body.get(print.paragraph)) else {
                continue;
            };
            let code = if same_article {
                "similar-paragraph"
            } else {
                "repeated-elsewhere"
            };
            issue.doubts.push(Doubt {
                code,
                line: p.line,
                text: p.strand.whole(),
            });
        }
    }
    let mut gone = gone.into_iter();
    let mut kept = Vec::with_capacity(drafts.len());
    for (mut draft, item) in drafts.into_iter().zip(items) {
        let count = draft.body.len();
        let flags: Vec<bool> = gone.by_ref().take(count).collect();
        if item.is_some() {
            issue.counts.dropped_duplicate_paragraphs += u32::try_from(count).unwrap_or(u32::MAX);
            issue.repairs.push(Repair {
                kind: RepairKind::DroppedArticle,
                line: draft.line,
                before: all_of(&draft),
                after: String::new(),
            });
            continue;
        }
        let mut flags = flags.into_iter();
        draft.body.retain(|p| {
            let drop = flags.next().unwrap_or(false);
            if drop {
                report(p, issue);
            }
            !drop
        });
        kept.push(draft);
    }
    kept
}

/// Reports a dropped paragraph.
pub(super) fn report(paragraph: &Paragraph<'_>, issue: &mut Issue) {
    issue.counts.dropped_duplicate_paragraphs += 1;
    issue.repairs.push(Repair {
        kind: RepairKind::DroppedParagraph,
        line: paragraph.line,
        before: paragraph.strand.whole(),
        after: String::new(),
    });
}

/// Returns all text of an article as one piece.
fn all_of(draft: &Draft<'_>) -> Piece {
    let article = &draft.article;
    let mut all = Piece::default();
    let mut add = |piece: &Piece| {
        if !all.text.is_empty() {
            all.text.push('\n');
        }
        all.text.push_str(&piece.text);
        all.spans.extend_from_slice(&piece.spans);
    };
    article.section.iter().chain(&article.kicker).for_each(&mut add);
    add(&article.headline);
    article.subtitle.iter().for_each(&mut add);
    for person in &article.byline {
        person.role.iter().for_each(&mut add);
        add(&person.name);
    }
    draft.body.iter().for_each(|p| add(&p.strand.whole()));
    for caption in &article.captions {
        add(&caption.text);
        caption.credit.iter().for_each(&mut add);
    }
    all
}

/// Finds the articles that are printed again elsewhere; for each of them, gives the index of the article
/// that is kept instead (the fuller one).
fn repeated_items(drafts: &[Draft<'_>], prints: &[Print]) -> Vec<Option<usize>> {
    let mut gone: Vec<Option<usize>> = vec![None; drafts.len()];
    let mut headlines: FxHashMap<u64, usize> = FxHashMap::default();
    let mut prints = prints.iter().enumerate().peekable();
    let all: Vec<usize> = drafts
        .iter()
        .map(|d| d.body.iter().map(|p| hash(p.strand.text()).1).sum())
        .collect();
    let articles: Vec<usize> = prints.clone().map(|(_, p)| p.article).collect();
    for (j, draft) in drafts.iter().enumerate() {
        // The paragraphs that repeat another article, each packed as (other article, letters).
        let mut repeated: Vec<u64> = Vec::new();
        while let Some((_, print)) = prints.next_if(|(_, p)| p.article == j) {
            let of = print.repeats.and_then(|r| articles.get(r.of)).copied();
            repeated.extend(of.filter(|&i| i != j).map(|i| order::pack(i, print.letters)));
        }
        order::sort(&mut repeated);
        let mut most: Option<(usize, usize)> = None;
        for run in repeated.chunk_by(|a, b| order::unpack(*a).0 == order::unpack(*b).0) {
            let shared = run.iter().map(|r| order::unpack(*r).1).sum::<usize>();
            most = most.max(run.first().map(|r| (shared, order::unpack(*r).0)));
        }
        let (headline, letters) = hash(&draft.article.headline.text);
        let same_headline = if letters >= 4 {
            headlines.insert(headline, j)
        } else {
            None
        };
        let size = |i: usize| all.get(i).copied().unwrap_or(0);
        let bare = |i: usize| size(i) == 0 && drafts.get(i).is_some_and(|d| d.article.captions.is_empty());
        let other = match (same_headline, most) {
            // A headline printed again without its text.
            (Some(i), _) if bare(i) || bare(j) => Some(i),
            // The same text under the same headline, or under a corrected one.
            (same, Some((shared, i))) if gone.get(i).copied().flatten().is_none() => {
                let least = size(i).min(size(j));
                let share = if same == Some(i) { 6 } else { 8 };
                (least >= MIN_NEAR && shared * 10 >= least * share && size(i).max(size(j)) <= 2 * least.max(1))
                    .then_some(i)
            }
            _ => None,
        };
        if let Some(i) = other {
            let (victim, keeper) = if size(j) > size(i) || (bare(i) && !bare(j)) {
                (i, j)
            } else {
                (j, i)
            };
            if let Some(g) = gone.get_mut(victim) {
                *g = Some(keeper);
            }
        }
    }
    gone
}
