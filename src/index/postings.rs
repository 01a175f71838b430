//! Ascending positions of a term, written as gaps and read forwards; long lists have skips.
//!
//! ```text
//! list      := short | long                     the term table says which
//! short     := gap*                             the first gap counts from position 0
//! long      := rows:varint row{rows} gap*
//! row       := position:u32 offset:u32          for every SKIP_EVERY-th entry: its position, and the offset
//!                                               in bytes, from the first gap, of the gap after it
//! gap       := varint
//! ```
//!
//! Skips only add to the plain list, so reading it in order never looks at them. A damaged list ends early; nothing
//! here fails or allocates.

use crate::bytes::{varint_u32_at, Writer};
use crate::units::ByteOffset;

/// Entries between two skip rows: at two bytes per gap and eight per row, skips are 3 % of a long list.
const SKIP_EVERY: usize = 128;

const ROW_BYTES: usize = 8;

/// Appends ascending `positions` to `out` and returns whether the list was written with skips.
#[inline(never)] // so that browsers can optimise it between two calls: see the decisions in ARCHITECTURE.md
pub(crate) fn encode<I>(positions: I, out: &mut Writer) -> bool
where
    I: ExactSizeIterator<Item = u32>,
{
    if positions.len() <= SKIP_EVERY {
        gaps(positions, out, |_, _, _| {});
        return false;
    }
    out.varint_usize((positions.len() - 1) / SKIP_EVERY);
    let (mut rows, mut body) = (Writer::new(), Writer::new());
    gaps(positions, &mut body, |i, position, end| {
        if i > 0 && i % SKIP_EVERY == 0 {
            rows.u32(position);
            rows.u32(ByteOffset::from_usize(end).0);
        }
    });
    out.bytes(rows.as_slice());
    out.bytes(body.as_slice());
    true
}

/// Writes the gaps and calls `after` with each entry's number, its position, and the offset where its gap ends.
fn gaps(positions: impl Iterator<Item = u32>, out: &mut Writer, mut after: impl FnMut(usize, u32, usize)) {
    let mut previous = 0;
    for (i, position) in positions.enumerate() {
        out.varint(u64::from(position - previous));
        previous = position;
        after(i, position, out.len());
    }
}

/// A list of positions inside a shard's bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct PositionList<'a> {
    rows: &'a [u8],
    gaps: &'a [u8],
}

impl<'a> PositionList<'a> {
    /// Reads the list in `bytes`; a damaged one is empty.
    pub(crate) fn new(bytes: &'a [u8], long: bool) -> Self {
        if !long {
            return Self { rows: &[], gaps: bytes };
        }
        let mut at = 0;
        let Some(rows) = varint_u32_at(bytes, &mut at) else {
            return Self::default();
        };
        let split = (rows as usize).checked_mul(ROW_BYTES).and_then(|n| at.checked_add(n));
        match (
            split.and_then(|end| bytes.get(at..end)),
            split.and_then(|end| bytes.get(end..)),
        ) {
            (Some(rows), Some(gaps)) => Self { rows, gaps },
            _ => Self::default(),
        }
    }

    /// The size of the gaps in bytes: grows with the number of entries, and needs no decoding.
    pub(crate) fn weight(&self) -> usize {
        self.gaps.len()
    }

    /// Returns a cursor before the first position.
    pub(crate) fn cursor(self) -> Cursor<'a> {
        Cursor {
            list: self,
            at: 0,
            current: 0,
            next_row: 0,
            started: false,
        }
    }

    fn row(&self, i: usize) -> Option<(u32, usize)> {
        let row = self.rows.get(i * ROW_BYTES..)?.first_chunk::<ROW_BYTES>()?;
        let [a, b, c, d, e, f, g, h] = *row;
        Some((
            u32::from_le_bytes([a, b, c, d]),
            u32::from_le_bytes([e, f, g, h]) as usize,
        ))
    }
}

/// Reads a list forwards.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    list: PositionList<'a>,
    at: usize,
    current: u32,
    next_row: usize,
    started: bool,
}

impl Iterator for Cursor<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let gap = varint_u32_at(self.list.gaps, &mut self.at)?;
        self.started = true;
        self.current = self.current.checked_add(gap)?;
        Some(self.current)
    }
}

impl Cursor<'_> {
    /// Moves forward to the first position at or after `target` and returns it. Asking again for the same target gives
    /// the same answer.
    #[inline]
    pub(crate) fn seek(&mut self, target: u32) -> Option<u32> {
        if self.started && self.current >= target {
            return Some(self.current);
        }
        if !self.list.rows.is_empty() {
            self.skip(target);
        }
        while !self.started || self.current < target {
            self.next()?;
        }
        Some(self.current)
    }

    /// Jumps to the last row at or before `target`, in doubling steps and then by bisection.
    fn skip(&mut self, target: u32) {
        let reaches = |list: &PositionList<'_>, i: usize| list.row(i).is_some_and(|(position, _)| position <= target);
        if !reaches(&self.list, self.next_row) {
            return;
        }
        let mut low = self.next_row;
        let mut step = 1;
        while reaches(&self.list, low + step) {
            low += step;
            step *= 2;
        }
        let mut high = low + step;
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if reaches(&self.list, middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        self.next_row = low + 1;
        if let Some((position, offset)) = self.list.row(low) {
            // A damaged row must not move the cursor back, so that reading stays linear.
            if offset >= self.at && position >= self.current {
                self.current = position;
                self.at = offset;
                self.started = true;
            }
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ascending() -> impl Strategy<Value = Vec<u32>> {
        (proptest::collection::vec(1u32..5000, 0..700), 0u32..3).prop_map(|(gaps, first)| {
            let mut at = first;
            gaps.iter()
                .map(|gap| {
                    at += gap;
                    at
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(positions in ascending()) {
            let mut out = Writer::new();
            let long = encode(positions.iter().copied(), &mut out);
            let bytes = out.into_bytes();
            prop_assert_eq!(long, positions.len() > SKIP_EVERY);
            let list = PositionList::new(&bytes, long);
            prop_assert_eq!(list.cursor().collect::<Vec<_>>(), positions);
        }

        #[test]
        fn seeking_finds_what_a_walk_finds(positions in ascending(), mut targets in proptest::collection::vec(0u32..2_000_000, 1..50)) {
            let mut out = Writer::new();
            let long = encode(positions.iter().copied(), &mut out);
            let bytes = out.into_bytes();
            targets.sort_unstable();
            let mut cursor = PositionList::new(&bytes, long).cursor();
            for target in targets {
                let expected = positions.iter().copied().find(|&p| p >= target);
                prop_assert_eq!(cursor.seek(target), expected);
                if expected.is_none() { break; }
            }
        }

        #[test]
        fn any_bytes_are_some_list(bytes in proptest::collection::vec(any::<u8>(), 0..400), long: bool, target: u32) {
            let list = PositionList::new(&bytes, long);
            prop_assert!(list.cursor().count() <= bytes.len());
            let _ = list.cursor().seek(target);
        }
    }
}
