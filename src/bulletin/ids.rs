//! The identifiers of articles: short, opaque, and the same each time the same issue is published.
//!
//! www/engine/ids.js derives the same ones where a file has none; docs/issue-format.md describes the algorithm, and
//! tests/data/article-ids.json holds both to it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::model::{Article, Issue};

/// UTF-16 code units of the headline and of the text that count.
const COUNTED: usize = 200;
/// The digits of base 32.
const DIGITS: &[u8; 32] = b"0123456789abcdefghijklmnopqrstuv";

/// Gives every article of an issue an identifier. An article keeps the one it has, unless an article before it has the
/// same: then a number is appended.
pub fn name_articles(issue: &mut Issue) {
    let (date, edition) = (issue.date.as_deref(), issue.edition.as_deref());
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut wanted: FxHashMap<String, usize> = FxHashMap::default();
    for article in &mut issue.articles {
        let first = match &article.id {
            Some(id) if !id.is_empty() => id.clone(),
            _ => derived(article, date, edition),
        };
        let mut id = first.clone();
        let count = wanted.entry(first.clone()).or_insert(1);
        while taken.contains(&id) {
            *count += 1;
            id = format!("{first}-{count}");
        }
        taken.insert(id.clone());
        article.id = Some(id);
    }
}

/// Derives an article's identifier from its date, its page and how it begins.
fn derived(article: &Article, date: Option<&str>, edition: Option<&str>) -> String {
    let own = |own: &Option<String>, whole: Option<&str>| own.as_deref().or(whole).unwrap_or_default().to_owned();
    let text = article.paragraphs.first().map(|paragraph| &paragraph.text);
    let text = text.or_else(|| article.captions.first().map(|caption| &caption.text));
    let mut units: Vec<u16> = own(&article.date, date).encode_utf16().collect();
    units.push(u16::from(b'\n'));
    units.extend(own(&article.edition, edition).encode_utf16());
    for piece in [Some(&article.headline), text] {
        units.push(u16::from(b'\n'));
        units.extend(
            piece
                .map_or("", |piece| piece.text.as_str())
                .encode_utf16()
                .take(COUNTED),
        );
    }
    digest(&units)
}

/// Returns 50 bits of the hash (cyrb53, public domain) as ten digits of base 32.
fn digest(units: &[u16]) -> String {
    let (mut a, mut b) = (0xdead_beef_u32, 0x41c6_ce57_u32);
    for &unit in units {
        a = (a ^ u32::from(unit)).wrapping_mul(2_654_435_761);
        b = (b ^ u32::from(unit)).wrapping_mul(1_597_334_677);
    }
    a = (a ^ (a >> 16)).wrapping_mul(2_246_822_507) ^ (b ^ (b >> 13)).wrapping_mul(3_266_489_909);
    b = (b ^ (b >> 16)).wrapping_mul(2_246_822_507) ^ (a ^ (a >> 13)).wrapping_mul(3_266_489_909);
    let digit = |half: u32, at: u32| char::from(*DIGITS.get((half >> (7 + at * 5)) as usize & 31).unwrap_or(&b'0'));
    [a, b]
        .into_iter()
        .flat_map(|half| (0..5).rev().map(move |at| digit(half, at)))
        .collect()
}
