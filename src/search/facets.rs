//! Filters and counts: which of the found articles are wanted, and how many there would be otherwise.

use super::attributes::{Attributes, Facet};
use crate::order;

/// So many values of a facet are given at most (those that are filtered by always): a reader looks through no longer
/// list, and a year of issues has thousands of authors.
pub const MAX_FACET_VALUES: usize = 100;

/// Only articles with this value; of several for one facet one is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The facet.
    pub facet: Facet,
    /// The value, in whichever width, case and script.
    pub value: String,
}

/// The values of a facet among the found articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// The facet.
    pub facet: Facet,
    /// How many different values there are, those beyond [`MAX_FACET_VALUES`] too.
    pub total: u32,
    /// Dates with the newest first, others with the most frequent first.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// The value.
    pub text: String,
    /// How many articles the query finds that have it, whatever else of this facet is filtered by.
    pub count: u32,
    /// Whether it is filtered by.
    pub chosen: bool,
}

/// Lets through what the filters let through, and counts.
#[derive(Debug)]
pub(crate) struct Sieve<'a> {
    attributes: &'a Attributes,
    /// The facets that are filtered by, a bit each.
    filtered: u8,
    /// For each value whether it is filtered by.
    chosen: Vec<bool>,
    /// For each value how many articles have it; empty where nobody asked.
    counts: Vec<u32>,
}

const fn bit(facet: Facet) -> u8 {
    1 << facet as u8
}

impl<'a> Sieve<'a> {
    pub(crate) fn new(attributes: &'a Attributes, filters: &[Filter], counts: bool) -> Self {
        let values = attributes.values().len();
        let (mut filtered, mut chosen) = (0, vec![false; values]);
        for filter in filters {
            filtered |= bit(filter.facet);
            // A value that no article has lets nothing through.
            let value = attributes.number(filter.facet, &filter.value);
            if let Some(chosen) = value.and_then(|value| chosen.get_mut(value as usize)) {
                *chosen = true;
            }
        }
        Self {
            attributes,
            filtered,
            chosen,
            counts: vec![0; if counts { values } else { 0 }],
        }
    }

    /// Those of a shard's documents that are let through; `first` is the article that document 0 is. Each article
    /// comes by once.
    pub(crate) fn pass(&mut self, first: u32, mut documents: Vec<u32>) -> Vec<u32> {
        if self.filtered == 0 && self.counts.is_empty() {
            return documents;
        }
        let values = self.attributes.values();
        documents.retain(|&document| {
            let owned = self.attributes.of(first.saturating_add(document));
            let mut missed = self.filtered;
            for &value in owned {
                if let (Some(true), Some(value)) = (self.chosen.get(value as usize), values.get(value as usize)) {
                    missed &= !bit(value.facet);
                }
            }
            // What only one facet's filter holds back is counted for that facet.
            if missed.count_ones() <= 1 {
                for &value in owned {
                    let counted = values
                        .get(value as usize)
                        .is_some_and(|value| missed & !bit(value.facet) == 0);
                    if let Some(count) = self.counts.get_mut(value as usize).filter(|_| counted) {
                        *count += 1;
                    }
                }
            }
            missed == 0
        });
        documents
    }

    /// The counts, for facets of which the found articles have a value.
    pub(crate) fn finish(self) -> Vec<FacetCounts> {
        if self.counts.is_empty() {
            return Vec::new();
        }
        let facets = Facet::ALL.into_iter().map(|facet| self.counts_of(facet));
        facets.filter(|counts| !counts.values.is_empty()).collect()
    }

    fn counts_of(&self, facet: Facet) -> FacetCounts {
        let by_date = matches!(facet, Facet::Issue | Facet::Month);
        let count = |number: u32| self.counts.get(number as usize).copied().unwrap_or(0);
        let is_chosen = |number: u32| self.chosen.get(number as usize) == Some(&true);
        let values = self.attributes.values();
        let known = self.attributes.sorted().iter().copied();
        let found: Vec<u32> = known
            .filter(|&number| values.get(number as usize).is_some_and(|value| value.facet == facet))
            .filter(|&number| count(number) > 0 || is_chosen(number))
            .collect();
        let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let found = if by_date {
            found.into_iter().rev().collect() // sorted by key, which is the date
        } else {
            order::by_key(found, |&number| (u32::MAX - count(number)) as usize)
        };
        let shown = (0..)
            .zip(found)
            .filter(|&(i, number)| i < MAX_FACET_VALUES || is_chosen(number));
        let values = shown.filter_map(|(_, number)| {
            Some(FacetValue {
                text: values.get(number as usize)?.text.clone(),
                count: count(number),
                chosen: is_chosen(number),
            })
        });
        FacetCounts {
            facet,
            total,
            values: values.collect(),
        }
    }
}
