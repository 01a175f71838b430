//! Where does a string occur? Decided by pairs of characters and their positions.
//!
//! A string of n ≥ 2 characters occurs at position p exactly if, for a set of offsets that covers all its characters,
//! its pair at each offset o occurs at p + o; the offsets 0, 2, 4 … and n − 2 are enough. The list of the rarest pair
//! is read in full, the others are only probed. No string contains a separator, so a match never leaves its block, and
//! nothing has to be verified against the text. A single character occurs wherever a pair begins with it; since each
//! block ends in a separator, every character begins one.
//!
//! Time: for a string of up to [`PIECE`] characters, at most `PIECE / 2` times the length of the rarest list. A longer
//! string is cut into pieces; equal pieces are searched for once, and the results are joined in pairs. At each level of
//! that tree the distinct strings have the same length, and at most one of them begins at any position. A text of T
//! positions and a query of n characters therefore cost O((T + n) log n), however repetitive they are.

use core::cmp::Ordering;

use super::postings::PositionList;
use super::shard::Shard;
use crate::order;

/// The longest string that is searched for in one piece, in characters.
const PIECE: usize = 64;

/// A half-open range of positions.
pub(crate) type Range = (u32, u32);

const EVERYWHERE: &[Range] = &[(0, u32::MAX)];

/// A string prepared for searching one shard.
#[derive(Debug)]
pub struct Needle<'s> {
    shard: &'s Shard,
    kind: Kind<'s>,
}

#[derive(Debug)]
enum Kind<'s> {
    /// The string is empty, or one of its characters or pairs does not occur in the shard.
    Nowhere,
    /// One character: the lists of all pairs that begin with it.
    One(Vec<PositionList<'s>>),
    /// Two to [`PIECE`] characters.
    Few(Pairs<'s>),
    /// A longer string: for each piece its offset and which of the distinct pieces it is; then those distinct pieces.
    Many(Vec<(u32, usize)>, Vec<Pairs<'s>>),
}

/// Pairs that cover a string, each with its offset in characters, the rarest first.
type Pairs<'s> = Vec<(u32, PositionList<'s>)>;

impl<'s> Needle<'s> {
    pub(crate) fn new(shard: &'s Shard, text: &str) -> Self {
        Self {
            shard,
            kind: Self::kind(shard, text).unwrap_or(Kind::Nowhere),
        }
    }

    fn kind(shard: &'s Shard, text: &str) -> Option<Kind<'s>> {
        let table = shard.pairs()?;
        let numbers = text
            .chars()
            .map(|c| shard.alphabet().number(c))
            .collect::<Option<Vec<u32>>>()?;
        let cover = |piece: &[u32]| -> Option<Pairs<'s>> {
            let last = piece.len().checked_sub(2)?;
            let pairs = (0..last)
                .step_by(2)
                .chain([last])
                .map(|offset| {
                    let key = shard.alphabet().key(*piece.get(offset)?, *piece.get(offset + 1)?);
                    Some((u32::try_from(offset).ok()?, table.get(key)?))
                })
                .collect::<Option<Pairs<'s>>>()?;
            Some(order::by_key(pairs, |(_, list)| list.weight()))
        };
        Some(match numbers.as_slice() {
            [] => Kind::Nowhere,
            &[only] => {
                let end = shard.alphabet().key(only + 1, 0);
                Kind::One(
                    table
                        .from(shard.alphabet().key(only, 0))
                        .take_while(|(key, _)| *key < end)
                        .map(|(_, entry)| table.list(entry))
                        .collect(),
                )
            }
            few if few.len() <= PIECE => Kind::Few(cover(few)?),
            many => {
                let last = many.len() - PIECE;
                let offsets: Vec<usize> = (0..last).step_by(PIECE).chain([last]).collect();
                let piece = |place: usize| {
                    let offset = *offsets.get(place)?;
                    many.get(offset..offset + PIECE)
                };
                let (firsts, ids) = alike(offsets.len(), &|a, b| piece(a).cmp(&piece(b)));
                let pieces = firsts
                    .into_iter()
                    .map(|place| cover(piece(place)?))
                    .collect::<Option<_>>()?;
                let offsets = offsets.iter().map(|&offset| u32::try_from(offset).ok());
                let places = offsets
                    .zip(ids)
                    .map(|(offset, id)| Some((offset?, id)))
                    .collect::<Option<_>>()?;
                Kind::Many(places, pieces)
            }
        })
    }

    /// How much there is to read, in bytes: grows with the frequency of the string's rarest pair.
    #[must_use]
    pub fn weight(&self) -> usize {
        match &self.kind {
            Kind::Nowhere => 0,
            Kind::One(lists) => lists.iter().map(PositionList::weight).sum(),
            Kind::Few(pairs) => pairs.first().map_or(0, |(_, list)| list.weight()),
            Kind::Many(_, pieces) => pieces
                .iter()
                .filter_map(|pairs| pairs.first())
                .map(|(_, list)| list.weight())
                .min()
                .unwrap_or(0),
        }
    }

    /// Returns the position of the first character of every occurrence, ascending.
    #[must_use]
    pub fn find(&self) -> Vec<u32> {
        self.find_in(EVERYWHERE)
    }

    /// Like [`Self::find`], but only in the given documents, which must ascend.
    #[must_use]
    pub fn find_in_documents(&self, documents: &[u32]) -> Vec<u32> {
        let ranges: Vec<Range> = documents.iter().map(|&document| self.shard.range(document)).collect();
        self.find_in(&ranges)
    }

    fn find_in(&self, ranges: &[Range]) -> Vec<u32> {
        match &self.kind {
            Kind::Nowhere => Vec::new(),
            Kind::Few(pairs) => all_pairs(pairs, ranges),
            Kind::One(lists) => within(union(lists, self.weight(), self.shard.positions()), ranges),
            Kind::Many(places, pieces) => within(all_pieces(places, pieces), ranges),
        }
    }
}

/// Returns the positions at which all pairs occur at their offsets.
fn all_pairs(pairs: &[(u32, PositionList<'_>)], ranges: &[Range]) -> Vec<u32> {
    let Some(((offset, rarest), others)) = pairs.split_first() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut cursor = rarest.cursor();
    'ranges: for &(start, end) in ranges {
        let end = end.saturating_add(*offset);
        let Some(mut position) = cursor.seek(start.saturating_add(*offset)) else {
            break;
        };
        while position < end {
            found.push(position - offset);
            match cursor.next() {
                Some(next) => position = next,
                None => break 'ranges,
            }
        }
    }
    for (offset, list) in others {
        let mut cursor = list.cursor();
        found.retain(|&start| start.checked_add(*offset).is_some_and(|at| cursor.seek(at) == Some(at)));
        if found.is_empty() {
            break;
        }
    }
    found
}

/// Returns the positions at which all pieces occur at their offsets: joins neighbouring pieces, then the results, until
/// one is left.
fn all_pieces(places: &[(u32, usize)], pieces: &[Pairs<'_>]) -> Vec<u32> {
    let mut found: Vec<Vec<u32>> = Vec::with_capacity(pieces.len());
    for pairs in pieces {
        found.push(all_pairs(pairs, EVERYWHERE));
        if found.last().is_none_or(Vec::is_empty) {
            return Vec::new();
        }
    }
    let mut level = places.to_vec();
    while level.len() > 1 {
        // Left, right, and how far apart they are.
        let joint = |place: usize| {
            let (&(offset, left), &(after, right)) =
                (level.get(2 * place)?, level.get(2 * place + 1).or(level.last())?);
            Some((left, right, after - offset))
        };
        let (firsts, ids) = alike(level.len().div_ceil(2), &|a, b| joint(a).cmp(&joint(b)));
        let mut joined: Vec<Vec<u32>> = Vec::with_capacity(firsts.len());
        for place in firsts {
            let of = |id: usize| found.get(id).map_or(&[][..], Vec::as_slice);
            let Some((left, right, distance)) = joint(place) else {
                continue;
            };
            let join = join(of(left), of(right), distance);
            if join.is_empty() {
                return join;
            }
            joined.push(join);
        }
        let offsets = level.iter().step_by(2).map(|&(offset, _)| offset);
        let above = offsets.zip(ids).collect();
        (level, found) = (above, joined);
    }
    level
        .first()
        .and_then(|&(_, id)| found.get_mut(id))
        .map(core::mem::take)
        .unwrap_or_default()
}

/// Groups `count` items by equality. Returns the first item of each group, and for every item the number of its group.
fn alike(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> (Vec<usize>, Vec<usize>) {
    let order = order::places(count, &|a, b| compare(a, b) == Ordering::Less);
    let (mut firsts, mut ids) = (Vec::new(), vec![0; count]);
    let mut last = None;
    for place in order {
        if last.is_none_or(|last| compare(last, place) != Ordering::Equal) {
            firsts.push(place);
        }
        if let Some(id) = ids.get_mut(place) {
            *id = firsts.len() - 1;
        }
        last = Some(place);
    }
    (firsts, ids)
}

/// Returns the positions in `left` that are followed by one in `right` at `distance`; both ascend.
fn join(left: &[u32], right: &[u32], distance: u32) -> Vec<u32> {
    let mut right = right.iter().copied().peekable();
    let occurs = |&start: &u32| {
        let Some(target) = start.checked_add(distance) else {
            return false;
        };
        while right.next_if(|&position| position < target).is_some() {}
        right.peek() == Some(&target)
    };
    let mut occurs = occurs;
    left.iter().copied().filter(|start| occurs(start)).collect()
}

/// Returns the positions of all lists, ascending.
pub(super) fn union(lists: &[PositionList<'_>], weight: usize, positions: u32) -> Vec<u32> {
    let words = positions as usize / 64 + 1;
    let mut found = Vec::with_capacity(weight);
    // A few are sorted; many are marked in a bitmap and read off in order.
    if weight < words / 16 {
        lists.iter().for_each(|list| found.extend(list.cursor()));
        return order::ascending(found.into_iter());
    }
    for (base, mut word) in (0u32..).step_by(64).zip(ticks(lists, positions)) {
        while word != 0 {
            found.push(base + word.trailing_zeros());
            word &= word - 1;
        }
    }
    found
}

/// Returns a bitmap of `positions` bits, with a bit set for each position in one of the lists.
pub(super) fn ticks(lists: &[PositionList<'_>], positions: u32) -> Vec<u64> {
    let mut ticks = vec![0u64; positions as usize / 64 + 1];
    for list in lists {
        for position in list.cursor() {
            if let Some(word) = ticks.get_mut(position as usize / 64) {
                *word |= 1 << (position % 64);
            }
        }
    }
    ticks
}

/// Keeps the positions that lie in one of the ranges; both ascend.
fn within(mut found: Vec<u32>, ranges: &[Range]) -> Vec<u32> {
    let mut ranges = ranges.iter().copied().peekable();
    found.retain(|&position| {
        while ranges.next_if(|&(_, end)| end <= position).is_some() {}
        ranges.peek().is_some_and(|&(start, _)| start <= position)
    });
    found
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]
mod tests {
    use crate::index::{Field, Shard, ShardBuilder};
    use proptest::prelude::*;

    fn shard_of(documents: &[Vec<String>]) -> Shard {
        let mut builder = ShardBuilder::new(None);
        for blocks in documents {
            builder
                .add_document(blocks.iter().map(|text| (Field::Body, text.as_str())))
                .unwrap();
        }
        Shard::open(builder.finish().unwrap()).unwrap()
    }

    /// A plain scan, with positions numbered as the shard's format defines.
    fn scan(documents: &[Vec<String>], query: &str) -> Vec<u32> {
        let query: Vec<char> = query.chars().collect();
        let mut found = Vec::new();
        let mut start = 0;
        for block in documents.iter().flatten() {
            let text: Vec<char> = block.chars().collect();
            if !query.is_empty() {
                found.extend(
                    text.windows(query.len())
                        .enumerate()
                        .filter(|(_, window)| *window == query.as_slice())
                        .map(|(i, _)| u32::try_from(start + i).unwrap()),
                );
            }
            start += text.len() + 1;
        }
        found
    }

    fn documents() -> impl Strategy<Value = Vec<Vec<String>>> {
        let block = prop_oneof![
            "[甲乙丙a]{0,40}",
            "[甲乙]{0,300}",
            "(甲乙丙){0,120}",
            "甲{0,300}",
            "\\PC{0,20}"
        ];
        proptest::collection::vec(proptest::collection::vec(block, 0..4), 0..5)
    }

    proptest! {
        #[test]
        fn finds_what_a_scan_finds(documents in documents(), document: prop::sample::Index, block: prop::sample::Index, from: prop::sample::Index, length in 1usize..300, other in "[甲乙丙a]{0,6}|甲{60,200}|(甲乙丙){20,90}") {
            let shard = shard_of(&documents);
            let mut queries = vec![other];
            let blocks: Vec<&String> = documents.iter().flatten().collect();
            if !blocks.is_empty() {
                let chars: Vec<char> = block.get(&blocks).chars().collect();
                if !chars.is_empty() {
                    let from = from.index(chars.len());
                    queries.push(chars[from..(from + length).min(chars.len())].iter().collect());
                }
            }
            for query in queries {
                let expected = scan(&documents, &query);
                prop_assert_eq!(shard.find(&query), expected.clone(), "{}", query);
                if !documents.is_empty() {
                    let document = document.index(documents.len());
                    let (start, end) = shard.range(u32::try_from(document).unwrap());
                    let within: Vec<u32> = expected.into_iter().filter(|p| (start..end).contains(p)).collect();
                    prop_assert_eq!(shard.needle(&query).find_in_documents(&[u32::try_from(document).unwrap()]), within);
                }
            }
        }
    }

    #[test]
    fn a_text_and_a_query_that_repeat_themselves_cost_no_square() {
        // 300,000 × 10,000 comparisons would not finish in a test's time.
        let documents = vec![vec!["哈".repeat(300_000)], vec!["哈哈呵".repeat(30_000)]];
        let shard = shard_of(&documents);
        assert_eq!(shard.find(&"哈".repeat(10_000)).len(), 300_000 - 10_000 + 1);
        assert_eq!(shard.find(&"哈哈呵".repeat(3_000)).len(), 27_001);
        assert_eq!(shard.find(&format!("{}呵", "哈".repeat(9_999))).len(), 0);
    }
}
