//! The hidden Markov model that finds words the dictionary lacks.
//!
//! Each character of a run is in one of four states (first, last, middle character of a word, or
//! a word alone: B, E, M, S). jieba's `hmm.model` gives the logarithms of the probabilities to
//! start in a state, to go from one to another, and to see a character in a state. The last are
//! `ln(n / N)` rounded to six decimals: the character was counted `n` times in a state in a
//! corpus of `N`. Here the counts are kept instead. They are smaller, and the rounded logarithm
//! comes out of them digit for digit, which [`Hmm::parse`] checks for every single one.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{Code, Error, Result};

/// The states, in the order of the model file: B, E, M, S.
pub(super) const STATES: usize = 4;

/// How often a character was counted in each state; 0 where it was not.
pub(super) type Row = [u32; STATES];

/// The characters jieba-rs asks the HMM about: others have no use for a row.
pub(super) const RANGE: core::ops::RangeInclusive<char> = '\u{4E00}'..='\u{9FD5}';

/// Decimals of the model's probabilities.
const MICRO: f64 = 1e6;

/// The model. Compares by its numbers; no NaN gets in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hmm {
    /// The logarithms of the probabilities to start in each state.
    pub(super) start: [f64; STATES],
    /// For each state, those to go from it to another.
    pub(super) transitions: [[f64; STATES]; STATES],
    /// `N` of each state.
    pub(super) totals: Row,
    /// `n` of each character that was counted in some state, by character.
    pub(super) rows: Vec<(char, Row)>,
}

impl Hmm {
    /// Reads a model in the format of jieba's `hmm.model`: lines with `#` and blank ones apart,
    /// one line of start probabilities, four of transitions, four of emissions as
    /// `character:probability` separated by commas.
    ///
    /// # Errors
    /// [`Code::Damaged`] where a line is not as it should be, or a probability is not the rounded
    /// logarithm of a count.
    pub(super) fn parse(model: &str) -> Result<Self> {
        let mut lines = model
            .lines()
            .enumerate()
            .map(|(i, line)| (i + 1, line.trim()))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let mut next = |what: &str| {
            lines
                .next()
                .ok_or_else(|| wrong(format!("the line of {what} is missing")))
        };
        let (number, line) = next("start probabilities")?;
        let start = four_numbers(number, line)?;
        let mut transitions = [[0.0; STATES]; STATES];
        for row in &mut transitions {
            let (number, line) = next("transition probabilities")?;
            *row = four_numbers(number, line)?;
        }
        let mut totals = [0; STATES];
        let mut rows: FxHashMap<char, Row> = FxHashMap::default();
        for state in 0..STATES {
            let (number, line) = next("emission probabilities")?;
            let (total, counts) = counts(&emissions(number, line)?).map_err(|e| e.at(format!("line {number}")))?;
            if let Some(slot) = totals.get_mut(state) {
                *slot = total;
            }
            for (c, count) in counts {
                if let Some(slot) = rows.entry(c).or_default().get_mut(state) {
                    *slot = count;
                }
            }
        }
        let mut rows: Vec<_> = rows.into_iter().collect();
        rows.sort_unstable_by_key(|&(c, _)| c);
        Ok(Self {
            start,
            transitions,
            totals,
            rows,
        })
    }

    /// The model with the rows of `chars` only.
    pub(super) fn subset(&self, chars: &FxHashSet<char>) -> Self {
        let rows = self.rows.iter().filter(|(c, _)| chars.contains(c)).copied().collect();
        Self { rows, ..self.clone() }
    }
}

/// `-ln(count / total)` in millionths, rounded.
pub(super) fn micro_logarithm(total: u32, count: u32) -> u32 {
    round_u32((f64::from(total) / f64::from(count)).ln() * MICRO)
}

/// The nearest `u32`.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to u32's range before"
)]
fn round_u32(value: f64) -> u32 {
    value.round().clamp(0.0, f64::from(u32::MAX)) as u32
}

fn wrong(message: String) -> Error {
    Error::new(Code::Damaged, format!("the HMM is not in jieba's format: {message}"))
}

/// A line of one finite number for each state.
fn four_numbers(number: usize, line: &str) -> Result<[f64; STATES]> {
    let mut numbers = [0.0; STATES];
    let mut words = line.split_whitespace();
    for slot in &mut numbers {
        let value = words.next().and_then(|word| word.parse().ok());
        *slot = value
            .filter(|value: &f64| value.is_finite())
            .ok_or_else(|| wrong(format!("{STATES} numbers expected")).at(format!("line {number}")))?;
    }
    match words.next() {
        None => Ok(numbers),
        Some(_) => Err(wrong(format!("{STATES} numbers expected")).at(format!("line {number}"))),
    }
}

/// The characters of one line of emissions that the HMM is asked about, each with its
/// `-ln(n / N)` in millionths.
fn emissions(number: usize, line: &str) -> Result<Vec<(char, u32)>> {
    let parse = |pair: &str| {
        let (c, value) = pair.split_once(':')?;
        let value: f64 = value.parse().ok()?;
        let micro = round_u32(-value * MICRO);
        // The same number must come out of the six decimals.
        let exact = format!("-{}.{:06}", micro / 1_000_000, micro % 1_000_000).parse() == Ok(value);
        exact.then_some((c.chars().next()?, micro))
    };
    line.split(',')
        .map(|pair| {
            parse(pair).ok_or_else(|| {
                wrong(format!(
                    "{pair:?} is not a character with a negative number of six decimals"
                ))
                .at(format!("line {number}"))
            })
        })
        .filter(|pair| pair.as_ref().map_or(true, |(c, _)| RANGE.contains(c)))
        .collect()
}

/// `N`, and the `n` of each character, from the `-ln(n / N)` of one state in millionths.
///
/// The rarest character is taken to have been counted once, which gives all counts to six
/// digits, so the small ones exactly; each of those confines `N`, and one whole number is left.
fn counts(emissions: &[(char, u32)]) -> Result<(u32, Vec<(char, u32)>)> {
    /// Counts up to this are exact from six digits, with a wide margin.
    const SMALL: u32 = 20_000;
    let Some(rarest) = emissions.iter().map(|&(_, micro)| micro).max() else {
        return Ok((1, Vec::new()));
    };
    let (mut low, mut high) = (0f64, f64::INFINITY);
    for &(_, micro) in emissions {
        let count = round_u32((f64::from(rarest - micro) / MICRO).exp());
        if count <= SMALL {
            let total = |micro: f64| f64::from(count) * (micro / MICRO).exp();
            low = low.max(total(f64::from(micro) - 0.5));
            high = high.min(total(f64::from(micro) + 0.5));
        }
    }
    let total = round_u32((low + high) / 2.0);
    if f64::from(total) < low || f64::from(total) > high {
        return Err(wrong("its probabilities are not those of counted characters".into()));
    }
    let counts = emissions.iter().map(|&(c, micro)| {
        let near = round_u32(f64::from(total) / (f64::from(micro) / MICRO).exp());
        // Large counts have neighbours with the same logarithm: the one that is farthest from
        // being rounded otherwise is the same on every machine, whatever its `ln` is good for.
        let fits = [near, near + 1, near.saturating_sub(1)]
            .into_iter()
            .filter(|&count| count > 0 && micro_logarithm(total, count) == micro)
            .max_by(|&a, &b| margin(total, a).total_cmp(&margin(total, b)));
        match fits {
            Some(count) if margin(total, count) > 1e-6 => Ok((c, count)),
            _ => Err(wrong(format!("the probability of {c} is not that of a count"))),
        }
    });
    Ok((total, counts.collect::<Result<_>>()?))
}

/// How far the logarithm is from being rounded the other way, in millionths of a millionth part.
fn margin(total: u32, count: u32) -> f64 {
    let value = (f64::from(total) / f64::from(count)).ln() * MICRO;
    0.5 - (value - value.round()).abs()
}
