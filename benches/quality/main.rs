//! How well are queries answered? Prints a table by kind of query, beside two plain ways to answer them.
//!
//! `cargo bench --bench quality` uses a thousand articles for generated queries, and ten thousand for the editors' own.
//! Arguments after `--`:
//!
//! - `1k` leaves the ten thousand out;
//! - `record` writes the figures that the gate holds;
//! - `honest` measures only how what is absent or misspelt is answered, and `honest show` shows each mistake;
//! - `tune` looks for weights, with the half of the articles that tuning may see;
//! - `missed` shows the queries of that half whose article did not come first;
//! - `near=0.2 start=0.8` tries weights;
//! - `tasks FILE` writes texts and queries as JSON for `peers.mjs`.
//!
//! Without the corpora it only says that they are not there. The release profile has no unwinding, which the bench's
//! library needs, so run it as `CARGO_PROFILE_DEV_OPT_LEVEL=2 cargo bench --profile dev --bench quality`.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::cast_precision_loss
)]

mod baselines;
mod honest;
mod measure;
mod set;
mod tasks;
mod tune;

use kanbao::internals::set_weights;
use kanbao::lexicon::{Lexicon, Segmenter};
use measure::{ask, may_tune, measure, substrings, tiers, ByKind};
use set::Set;
use tasks::Task;

/// How many queries of each kind.
const EACH: usize = 300;

fn main() {
    let asked: Vec<String> = std::env::args().collect();
    let is_asked = |word: &str| asked.iter().any(|other| other == word);
    if is_asked("honest") {
        return honest(is_asked("show"), !is_asked("1k"));
    }
    let Some(small) = Set::of_a_thousand(EACH) else {
        return println!("the corpora are not there");
    };
    if is_asked("record") {
        let text = set::record(&Set::of_a_thousand(set::RECORDED_EACH).unwrap());
        std::fs::write(set::recorded_path(), text).unwrap();
        return;
    }
    let large = (!is_asked("1k")).then(Set::of_ten_thousand).flatten();
    let thinned = (!is_asked("1k")).then(|| Set::thinned(EACH)).flatten();
    if is_asked("tune") {
        return tune::tune(core::iter::once(small).chain(thinned).chain(large).collect());
    }
    let file = asked.iter().skip_while(|word| *word != "tasks").nth(1);
    let weights = tune::weights(&asked);
    for mut set in core::iter::once(small).chain(thinned).chain(large) {
        set_weights(&mut set.blank, weights);
        set_weights(&mut set.full, weights);
        let set = &set;
        match file {
            Some(file) => set.write(file),
            None if is_asked("missed") => missed(set),
            None => report(set),
        }
    }
}

/// Prints how what is absent or misspelt is answered: in nine articles at a time, and in a thousand; with `large`, also in
/// ten thousand, asked with words of the dictionary.
fn honest(show: bool, large: bool) {
    let Some(set) = Set::of_a_thousand(EACH) else {
        return println!("the corpora are not there");
    };
    let full = Lexicon::full().unwrap().folded().unwrap();
    let all = tasks::sources("recent-issues-10k.jsonl.gz").unwrap();
    let news = honest::Vocabulary::of(&all, &Segmenter::new(&full));
    println!("| collection and set | queries | tuned on | held out |");
    println!("| --- | ---: | ---: | ---: |");
    for from in [100, 500, 900] {
        let nine = tasks::articles(&set.sources[from..from + 9], true);
        honest::report(&format!("nine articles from {from}"), &nine, &full, &news, show);
    }
    let thousand = tasks::articles(&set.sources, true);
    honest::report("1,001 articles", &thousand, &full, &news, show);
    if large {
        let dictionary = honest::Vocabulary::of_dictionary();
        honest::report(
            "10,009 articles",
            &tasks::articles(&all, true),
            &full,
            &dictionary,
            show,
        );
    }
    honest::corrections(&set, show);
}

/// Prints, from the half that tuning may see, the headlines that came before the one that was meant, with their tiers.
fn missed(set: &Set) {
    for (tasks, engine) in [(&set.blank_tasks, &set.blank), (&set.tasks, &set.full)] {
        for task in tasks.iter().filter(|task| may_tune(&set.sources[task.article])) {
            let hits = engine
                .search(&task.query, kanbao::search::SearchOptions::default())
                .hits;
            let place = hits.iter().position(|hit| hit.article.get() == task.article);
            if place == Some(0) {
                continue;
            }
            let meant = &set.sources[task.article];
            println!("{}: {} ({}), at {place:?}", task.kind, task.query, meant.title);
            for hit in hits.iter().take(place.unwrap_or(1) + 1) {
                let other = &set.sources[hit.article.get()];
                println!("    {} {:.2} {}", hit.tier.as_str(), hit.score, other.title);
            }
        }
    }
}

fn report(set: &Set) {
    println!("\n## {}, no headlines for the first kinds\n", set.name);
    println!("| query | half | n | S@1 | MRR@10 | R@10 | BM25 S@1 | MRR@10 | R@10 | scan S@1 | MRR@10 | R@10 |");
    println!("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (tasks, engine, blank) in [(&set.blank_tasks, &set.blank, true), (&set.tasks, &set.full, false)] {
        if tasks.is_empty() {
            continue;
        }
        let texts = || set.texts(!blank);
        let bm25 = baselines::Bm25::new(&set.segmenter, texts().into_iter());
        let folded: Vec<String> = texts()
            .iter()
            .map(|text| kanbao::text::fold(text).into_string())
            .collect();
        for tuning in [true, false] {
            let half: Vec<Task> = tasks
                .iter()
                .filter(|task| may_tune(&set.sources[task.article]) == tuning)
                .cloned()
                .collect();
            let ours = measure(&half, |query| ask(engine, query));
            let plain = measure(&half, |query| bm25.find(query));
            let scan = measure(&half, |query| baselines::scan(&folded, query));
            print_rows(if tuning { "tuned on" } else { "held out" }, &ours, &plain, &scan);
        }
        println!();
        for ((kind, tier), count) in tiers(engine, tasks) {
            println!("{kind}: {count} {tier}");
        }
        println!();
    }
    if !set.strings.is_empty() {
        let [recall, precision, first] = substrings(&set.blank, &set.folded(), &set.strings);
        println!("\nstrings of 1 to 8 characters: all found {recall:.1} %, right {precision:.1} %, first {first:.1} %");
    }
}

fn print_rows(half: &str, ours: &ByKind, plain: &ByKind, scan: &ByKind) {
    for (kind, figures) in ours {
        print!("| {kind} | {half} | {} |", figures.queries);
        for of in [ours, plain, scan] {
            let figures = of[kind];
            print!(
                " {:.1} | {:.1} | {:.1} |",
                figures.success(),
                figures.mrr(),
                figures.recall()
            );
        }
        println!();
    }
}
