//! The hidden Markov model (HMM) that finds words which the dictionary lacks.
//!
//! Each character of a run is in one of four states: the first, last or middle character of a word, or a
//! word by itself (B, E, M, S). jieba's `hmm.model` gives the logarithms of the probabilities of starting in
//! a state, of passing from one state to another, and of seeing a character in a state. The last are
//! `ln(n / N)` rounded to six decimals, where the character was counted `n` times among `N` characters in
//! that state. Here the counts are kept instead. They are smaller, and the rounded logarithm follows from
//! them digit for digit, which [`Hmm::parse`] checks for every count.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{Code, Error, Result};

/// The states, in the order of the model file: B, E, M, S.
pub(super) const STATES: usize = 4;

/// How often a character was counted in each state.
pub(super) type Row = [u32; STATES];

/// The characters that jieba-rs looks up in the HMM. Other characters need no row.
pub(super) const RANGE: core::ops::RangeInclusive<char> = '\u{4E00}'..='\u{9FD5}';

/// The factor for the six decimals of the model's logarithms.
const MICRO: f64 = 1e6;

/// The model. Equality compares its numbers, which are never NaN.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hmm {
    /// The logarithms of the probabilities of starting in each state.
    pub(super) start: [f64; STATES],
    /// For each state, the logarithms of the probabilities of passing to each other.
    pub(super) transitions: [[f64; STATES]; STATES],
    /// The total `N` of each state.
    pub(super) totals: Row,
    /// The counts `n` of each character that was counted in some state, ascending by character.
    pub(super) rows: Vec<(char, Row)>,
}

impl Hmm {
    /// Reads a model in the format of jieba's `hmm.model`: one line of start probabilities, four of transitions,
    /// and four of emissions as `character:probability` separated by commas. Blank lines and lines that begin
    /// with `#` are ignored.
    ///
    /// # Errors
    /// [`Code::Damaged`] if a line is malformed, or if a probability is not the rounded logarithm of a count.
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

    /// Returns the model with only the rows of `chars`.
    pub(super) fn subset(&self, chars: &FxHashSet<char>) -> Self {
        let rows = self.rows.iter().filter(|(c, _)| chars.contains(c)).copied().collect();
        Self { rows, ..self.clone() }
    }
}

/// Returns `-ln(count / total)` in millionths, rounded.
pub(super) fn micro_logarithm(total: u32, count: u32) -> u32 {
    round_u32((f64::from(total) / f64::from(count)).ln() * MICRO)
}

/// Returns the nearest `u32`.
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

/// Reads a line with one finite number for each state.
fn four_numbers(number: usize, line: &str) -> Result<[f64; STATES]> {
    let mut numbers = [0.0; STATES];
    let mut words = line.split_whitespace();
    for slot in &mut numbers {
        let value = words.next().and_then(|word| word.parse().ok());
        *slot = value
            .filter(|value: &f64| value.is_finite())
            .ok_or_else(|| wrong(format!("expected {STATES} numbers")).at(format!("line {number}")))?;
    }
    match words.next() {
        None => Ok(numbers),
        Some(_) => Err(wrong(format!("expected {STATES} numbers, found more")).at(format!("line {number}"))),
    }
}

/// Reads a line of emissions. Returns the characters in [`RANGE`], each with its `-ln(n / N)` in millionths.
fn emissions(number: usize, line: &str) -> Result<Vec<(char, u32)>> {
    let parse = |pair: &str| {
        let (c, value) = pair.split_once(':')?;
        let value: f64 = value.parse().ok()?;
        let micro = round_u32(-value * MICRO);
        // The six decimals must give exactly the same number.
        let exact = format!("-{}.{:06}", micro / 1_000_000, micro % 1_000_000).parse() == Ok(value);
        exact.then_some((c.chars().next()?, micro))
    };
    line.split(',')
        .map(|pair| {
            parse(pair).ok_or_else(|| {
                wrong(format!(
                    "expected a character and a negative number with six decimals, found {pair:?}"
                ))
                .at(format!("line {number}"))
            })
        })
        .filter(|pair| pair.as_ref().map_or(true, |(c, _)| RANGE.contains(c)))
        .collect()
}

/// Returns `N` and the `n` of each character, given the `-ln(n / N)` of one state in millionths.
///
/// The rarest character is assumed to have been counted once, which gives all counts to six digits and so
/// the small ones exactly. Each of these limits the range of `N`, until one whole number is left.
fn counts(emissions: &[(char, u32)]) -> Result<(u32, Vec<(char, u32)>)> {
    /// Counts up to this follow exactly from six digits, with a wide margin.
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
        return Err(wrong(
            "the probabilities do not follow from counts of characters".into(),
        ));
    }
    let counts = emissions.iter().map(|&(c, micro)| {
        let near = round_u32(f64::from(total) / (f64::from(micro) / MICRO).exp());
        // Large counts have neighbours with the same rounded logarithm. The one farthest from being rounded
        // differently is the same on every machine, however precise its `ln` is.
        let fits = [near, near + 1, near.saturating_sub(1)]
            .into_iter()
            .filter(|&count| count > 0 && micro_logarithm(total, count) == micro)
            .max_by(|&a, &b| margin(total, a).total_cmp(&margin(total, b)));
        match fits {
            Some(count) if margin(total, count) > 1e-6 => Ok((c, count)),
            _ => Err(wrong(format!("the probability of {c} does not follow from a count"))),
        }
    });
    Ok((total, counts.collect::<Result<_>>()?))
}

/// Returns how far the logarithm in millionths is from being rounded differently: 0 to 0.5.
fn margin(total: u32, count: u32) -> f64 {
    let value = (f64::from(total) / f64::from(count)).ln() * MICRO;
    0.5 - (value - value.round()).abs()
}
