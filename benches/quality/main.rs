//! How well are queries answered? A table by kind of query, beside two plain ways of answering them.
//!
//! `cargo bench --bench quality` (a thousand articles for what is made, ten thousand for the editors' own queries);
//! `-- 1k` leaves the ten thousand out, `-- record` writes the figures that the gate holds, `-- tune` looks for
//! weights with the half of the articles that tuning may see. Says nothing where the corpora are not there.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::cast_precision_loss
)]

mod baselines;
mod measure;
mod set;
mod tasks;
mod tune;

use measure::{ask, may_tune, measure, substrings, tiers, ByKind};
use set::Set;
use tasks::Task;

/// Queries of each kind.
const EACH: usize = 300;

fn main() {
    let asked: Vec<String> = std::env::args().collect();
    let is_asked = |word: &str| asked.iter().any(|other| other == word);
    let Some(small) = Set::of_a_thousand(EACH) else {
        return println!("the corpora are not there");
    };
    if is_asked("record") {
        let text = set::record(&Set::of_a_thousand(set::RECORDED_EACH).unwrap());
        std::fs::write(set::recorded_path(), text).unwrap();
        return;
    }
    let large = (!is_asked("1k")).then(Set::of_ten_thousand).flatten();
    if is_asked("tune") {
        return tune::tune(small, large);
    }
    for set in core::iter::once(&small).chain(&large) {
        report(set);
    }
}

fn report(set: &Set) {
    println!(
        "\n## {} articles, no headlines for the first kinds\n",
        set.sources.len()
    );
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
