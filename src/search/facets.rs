//! Filters and facet counts: which of the articles found are wanted, and how many others there are.

use super::attributes::{Attributes, Facet};
use crate::order;

/// Maximum values per facet. Values used as filters are always included. Nobody looks through a longer list, and a year
/// of issues has thousands of authors.
pub const MAX_FACET_VALUES: usize = 100;

/// Lets only articles with this value through. Of several filters for the same facet, one must match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The facet.
    pub facet: Facet,
    /// The value, in any width, case and script.
    pub value: String,
}

/// The values of a facet among the articles found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// The facet.
    pub facet: Facet,
    /// The number of distinct values, including those beyond [`MAX_FACET_VALUES`].
    pub total: u32,
    /// The values: dates newest first, others most frequent first.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// The value.
    pub text: String,
    /// How many of the articles found have it, ignoring the filters for this facet.
    pub count: u32,
    /// Whether it is used as a filter.
    pub chosen: bool,
}

/// Applies the filters and counts facet values.
#[derive(Debug)]
pub(crate) struct Sieve<'a> {
    attributes: &'a Attributes,
    /// The facets that are filtered by, one bit each.
    filtered: u8,
    /// For each value, whether it is used as a filter.
    chosen: Vec<bool>,
    /// For each value, how many articles have it; empty if facets are not wanted.
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
            // A value that no article has lets no article through.
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

    /// Returns the documents of a shard that pass the filters; `first` is the number of the article that is document 0.
    /// Each article must be passed in only once.
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
            // An article held back only by one facet's filters still counts for that facet.
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

    /// Returns the counts, for facets that have a value among the articles found.
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
            found.into_iter().rev().collect() // they are sorted by key, which is the date
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
