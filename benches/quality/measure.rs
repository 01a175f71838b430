//! Measures how well tasks are answered.

use std::collections::BTreeMap;

use kanbao::engine::Engine;
use kanbao::search::{Outcome, SearchOptions, Tier, TierCount};

use super::tasks::{Source, Task};

/// Success at 1, mean reciprocal rank and recall among ten hits, over a number of queries.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Figures {
    pub(crate) queries: usize,
    first: usize,
    reciprocal: f64,
    among_ten: usize,
}

impl Figures {
    /// Counts one query whose article came in this place, from 0, or not at all.
    pub(crate) fn add(&mut self, place: Option<usize>) {
        self.queries += 1;
        if let Some(place) = place.filter(|&place| place < 10) {
            self.among_ten += 1;
            self.first += usize::from(place == 0);
            self.reciprocal += 1.0 / (place + 1) as f64;
        }
    }

    fn share(self, of: f64) -> f64 {
        100.0 * of / self.queries.max(1) as f64
    }

    pub(crate) fn success(self) -> f64 {
        self.share(self.first as f64)
    }

    pub(crate) fn mrr(self) -> f64 {
        self.share(self.reciprocal)
    }

    pub(crate) fn recall(self) -> f64 {
        self.share(self.among_ten as f64)
    }
}

/// Whether tuning may see an article's queries: half of the articles, by a hash of the id (FNV-1a).
pub(crate) fn may_tune(source: &Source) -> bool {
    let hash = source.id.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 32) & 1 == 0
}

/// Figures by kind of query.
pub(crate) type ByKind = BTreeMap<&'static str, Figures>;

/// Asks `find` for the numbers of ten articles for each task.
pub(crate) fn measure(tasks: &[Task], mut find: impl FnMut(&str) -> Vec<usize>) -> ByKind {
    let mut figures = ByKind::new();
    for task in tasks {
        let found = find(&task.query);
        let place = found.iter().position(|&article| article == task.article);
        figures.entry(task.kind).or_default().add(place);
    }
    figures
}

/// Returns the articles that the engine finds. If none has all of the query, those that the corrections it offers find
/// come first, those of the first offer before the others.
pub(crate) fn ask(engine: &Engine, query: &str) -> Vec<usize> {
    let ids = |outcome: Outcome| outcome.hits.into_iter().map(|hit| hit.article.get());
    let outcome = engine.search(query, SearchOptions::default());
    let mut found = Vec::new();
    let has_all = |tier: &TierCount| matches!(tier.tier, Tier::AsTyped | Tier::AllWords);
    if outcome.corrected.is_none() && !outcome.tiers.iter().any(has_all) {
        for offer in engine.did_you_mean(query, 3) {
            found.extend(ids(engine.search(&offer.text, SearchOptions::default())));
        }
    }
    found.extend(ids(outcome));
    found
}

/// Counts, by kind and tier, the articles asked for.
pub(crate) fn tiers(engine: &Engine, tasks: &[Task]) -> BTreeMap<(&'static str, &'static str), usize> {
    let mut tiers = BTreeMap::new();
    for task in tasks {
        let outcome = engine.search(&task.query, SearchOptions::default());
        let hit = outcome.hits.iter().find(|hit| hit.article.get() == task.article);
        let tier = hit.map_or("not among ten", |hit| hit.tier.as_str());
        *tiers.entry((task.kind, tier)).or_default() += 1;
    }
    tiers
}

/// Searches for strings from the folded bodies of the articles. Returns three percentages: the queries whose articles
/// were all found, the hits reported *as typed* that really are, and the queries with the true articles first.
pub(crate) fn substrings(engine: &Engine, folded: &[String], strings: &[String]) -> [f64; 3] {
    let (mut complete, mut said, mut right, mut first) = (0, 0, 0, 0);
    for string in strings {
        let sought = kanbao::text::fold(string).into_string();
        let stands = |article: usize| folded[article].split('\n').any(|line| line.contains(&sought));
        let all = (0..folded.len()).filter(|&article| stands(article)).count();
        let options = SearchOptions {
            limit: 20,
            ..SearchOptions::default()
        };
        let outcome = engine.search(string, options);
        let total = outcome
            .tiers
            .iter()
            .find(|tier| tier.tier == Tier::AsTyped)
            .map_or(0, |tier| tier.total as usize);
        complete += usize::from(total == all);
        let typed: Vec<bool> = outcome
            .hits
            .iter()
            .filter(|hit| hit.tier == Tier::AsTyped)
            .map(|hit| stands(hit.article.get()))
            .collect();
        said += typed.len();
        right += typed.iter().filter(|&&right| right).count();
        let wanted = all.min(20);
        first += usize::from(
            outcome
                .hits
                .iter()
                .take(wanted)
                .filter(|hit| stands(hit.article.get()))
                .count()
                == wanted,
        );
    }
    let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
    [
        share(complete, strings.len()),
        share(right, said),
        share(first, strings.len()),
    ]
}
