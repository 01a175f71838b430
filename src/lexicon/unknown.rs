//! Cuts words that are not in the dictionary with the HMM, as jieba does.
//!
//! A run of characters of which the dictionary made no words is cut along its most probable sequence of
//! states (G. D. Forney, *The Viterbi Algorithm*, Proceedings of the IEEE 61 (1973)). jieba-rs does this too,
//! but only with a model that it reads from text, and only in addition to the one it embeds: half a megabyte
//! of numbers and the parsing of floats, for what is a page of code here. Tests compare every token with
//! jieba-rs's own.

use super::hmm::{Hmm, Row, RANGE, STATES};

// The states, by number. 2 is a middle character.
const FIRST: usize = 0;
const LAST: usize = 1;
const ALONE: usize = 3;

/// The states that may precede each state. If both are equally probable, jieba takes the second.
const BEFORE: [[usize; 2]; STATES] = [[LAST, ALONE], [FIRST, 2], [FIRST, 2], [LAST, ALONE]];

/// jieba's logarithm of a probability of zero.
const NEVER: f64 = -3.14e100;

/// Takes the place of a logarithm if the character was never counted in the state.
const UNCOUNTED: u32 = u32::MAX;

/// Takes the place of a row's number if the character has no row.
const NO_ROW: u16 = u16::MAX;

/// The HMM, prepared for cutting.
#[derive(Debug)]
pub(super) struct Model {
    start: [f64; STATES],
    transitions: [[f64; STATES]; STATES],
    /// For each character of [`RANGE`], the index of its row, or [`NO_ROW`].
    numbers: Box<[u16]>,
    /// `-ln(n / N)` in millionths, or [`UNCOUNTED`].
    rows: Vec<Row>,
}

impl Model {
    pub(super) fn new(hmm: &Hmm) -> Self {
        let characters = place(*RANGE.end()).map_or(0, |last| last + 1);
        let mut numbers = vec![NO_ROW; characters].into_boxed_slice();
        let mut rows = Vec::with_capacity(hmm.rows.len());
        for (number, (c, row)) in (0..NO_ROW).zip(&hmm.rows) {
            if let Some(slot) = place(*c).and_then(|at| numbers.get_mut(at)) {
                *slot = number;
            }
            let mut micros = [UNCOUNTED; STATES];
            for ((micro, &count), &total) in micros.iter_mut().zip(row).zip(&hmm.totals) {
                if count > 0 {
                    *micro = super::hmm::micro_logarithm(total, count);
                }
            }
            rows.push(micros);
        }
        Self {
            start: hmm.start,
            transitions: hmm.transitions,
            numbers,
            rows,
        }
    }

    /// Returns the logarithm of the probability of seeing `c` in each state.
    fn emissions(&self, c: char) -> [f64; STATES] {
        let number = place(c).and_then(|at| self.numbers.get(at)).copied().unwrap_or(NO_ROW);
        let row = self.rows.get(usize::from(number)).unwrap_or(&[UNCOUNTED; STATES]);
        row.map(|micro| match micro {
            UNCOUNTED => NEVER,
            // Dividing the millionths gives exactly the number that parsing the six decimals gives.
            micro => -(f64::from(micro) / 1e6),
        })
    }

    /// Calls `word` with the end of each word of `run`, in bytes.
    #[allow(
        clippy::indexing_slicing,
        reason = "states are below STATES, the length of every row"
    )]
    pub(super) fn cut(&self, run: &str, mut word: impl FnMut(usize)) {
        // For each character and state, the best state of the character before.
        let mut ways: Vec<[u8; STATES]> = Vec::with_capacity(run.len() / 3);
        let mut scores = [0.0; STATES];
        for (i, c) in run.chars().enumerate() {
            let seen = self.emissions(c);
            let mut next = [0.0; STATES];
            let mut way = [0; STATES];
            for state in 0..STATES {
                next[state] = if i == 0 {
                    self.start[state] + seen[state]
                } else {
                    // Added in the same order as jieba adds, so that the sums are rounded alike.
                    let [a, b] = BEFORE[state].map(|from| scores[from] + self.transitions[from][state] + seen[state]);
                    let from = BEFORE[state][usize::from(a <= b)];
                    #[allow(clippy::cast_possible_truncation, reason = "a state is below STATES")]
                    {
                        way[state] = from as u8;
                    }
                    if a > b {
                        a
                    } else {
                        b
                    }
                };
            }
            scores = next;
            ways.push(way);
        }
        let mut state = if scores[LAST] > scores[ALONE] { LAST } else { ALONE };
        // Walks backwards. Each way is replaced by whether a word ends at its character.
        for way in ways.iter_mut().rev() {
            let before = usize::from(way[state]);
            *way = [u8::from(state == LAST || state == ALONE); STATES];
            state = before;
        }
        for ((at, c), [ends, ..]) in run.char_indices().zip(ways) {
            if ends == 1 {
                word(at + c.len_utf8());
            }
        }
    }
}

fn place(c: char) -> Option<usize> {
    u32::from(c)
        .checked_sub(u32::from(*RANGE.start()))
        .map(|at| at as usize)
}
