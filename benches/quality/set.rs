//! The articles, engines and tasks of one corpus, and the figures that the gate holds.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use kanbao::engine::Engine;
use kanbao::internals::lexicon::Readings;
use kanbao::lexicon::{Lexicon, Segmenter};
use kanbao::text::fold;

use super::measure::{ask, may_tune, measure, substrings};
use super::tasks::{self, articles, in_traditional, known_items, Dice, Maker, Source, Task};

/// How many queries of each kind the gate uses.
pub(crate) const RECORDED_EACH: usize = 60;

/// A corpus, the engines over it, and what they are asked.
pub(crate) struct Set {
    pub(crate) name: &'static str,
    pub(crate) sources: Vec<Source>,
    pub(crate) segmenter: Segmenter,
    pub(crate) readings: Readings,
    /// The engine without headlines.
    pub(crate) blank: Engine,
    pub(crate) blank_tasks: Vec<Task>,
    /// The engine with headlines.
    pub(crate) full: Engine,
    pub(crate) tasks: Vec<Task>,
    /// Strings exactly as they occur in the articles.
    pub(crate) strings: Vec<String>,
}

impl Set {
    /// Makes all kinds of generated queries over a thousand articles; `None` if they are not there.
    pub(crate) fn of_a_thousand(each: usize) -> Option<Self> {
        Some(Self::made(
            "1,001 articles",
            tasks::sources("recent-issues-1k.jsonl.gz")?,
            each,
        ))
    }

    /// The same over a thousand articles that are far apart, so that hardly two report the same news.
    #[allow(dead_code, reason = "the gate has no time for it")]
    pub(crate) fn thinned(each: usize) -> Option<Self> {
        let all = tasks::sources("recent-issues-10k.jsonl.gz")?;
        let sources = all.into_iter().step_by(10).take(1000).collect();
        Some(Self::made("1,000 articles, every tenth of 10,009", sources, each))
    }

    fn made(name: &'static str, sources: Vec<Source>, each: usize) -> Self {
        let lexicon = lexicon(&sources);
        let segmenter = Segmenter::new(&lexicon);
        let mut maker = Maker {
            sources: &sources,
            segmenter: &segmenter,
            readings: kanbao::internals::readings(&lexicon),
            each,
            dice: Dice(20_261),
        };
        let mut blank_tasks = maker.of_headlines();
        blank_tasks.extend(maker.of_phrases());
        blank_tasks.extend(maker.questions());
        let strings = maker.substrings();
        let mut made = maker.by_sound();
        for (of, kind) in [
            ("headline", "headline, traditional"),
            ("two rarest words", "two rarest words, traditional"),
            ("body phrase", "body phrase, traditional"),
        ] {
            blank_tasks.extend(in_traditional(&blank_tasks, of, kind));
        }
        made.sort_by_key(|task| task.kind);
        Self {
            name,
            blank: engine(&lexicon, &sources, false),
            full: engine(&lexicon, &sources, true),
            blank_tasks,
            tasks: made,
            strings,
            readings: kanbao::internals::readings(&lexicon).clone(),
            segmenter,
            sources,
        }
    }

    /// Uses the editors' own queries, over ten thousand articles.
    #[allow(dead_code, reason = "the gate has no time for it")]
    pub(crate) fn of_ten_thousand() -> Option<Self> {
        let sources = tasks::sources("recent-issues-10k.jsonl.gz")?;
        let lexicon = lexicon(&sources);
        let segmenter = Segmenter::new(&lexicon);
        Some(Self {
            name: "10,009 articles",
            blank: Engine::new(),
            blank_tasks: Vec::new(),
            full: engine(&lexicon, &sources, true),
            tasks: known_items(&sources),
            strings: Vec::new(),
            readings: kanbao::internals::readings(&lexicon).clone(),
            segmenter,
            sources,
        })
    }

    /// Appends texts and queries to a file, after those of other sets; `peers.mjs` reads it.
    #[allow(dead_code, reason = "the gate has no peers")]
    pub(crate) fn write(&self, file: &str) {
        let tasks = |tasks: &[Task]| -> Vec<serde_json::Value> {
            let task = |task: &Task| {
                let tuned = may_tune(&self.sources[task.article]);
                serde_json::json!({ "kind": task.kind, "query": task.query, "article": task.article, "tuned": tuned })
            };
            tasks.iter().map(task).collect()
        };
        let articles = self.sources.iter();
        let articles: Vec<[&str; 2]> = articles.map(|source| [&*source.title, &*source.body]).collect();
        let set = serde_json::json!({
            "name": self.name,
            "articles": articles,
            "blank": tasks(&self.blank_tasks),
            "full": tasks(&self.tasks),
        });
        let mut file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(file)
            .unwrap();
        writeln!(file, "{set}").unwrap();
    }

    /// Returns the texts that the baselines search.
    #[allow(dead_code, reason = "the gate has no baselines")]
    pub(crate) fn texts(&self, titles: bool) -> Vec<String> {
        let text = |source: &Source| {
            if titles {
                format!("{}\n{}", source.title, source.body)
            } else {
                source.body.clone()
            }
        };
        self.sources.iter().map(text).collect()
    }

    /// Returns the bodies, folded line by line.
    pub(crate) fn folded(&self) -> Vec<String> {
        let line = |line: &str| fold(line).into_string();
        self.sources
            .iter()
            .map(|source| source.body.split('\n').map(line).collect::<Vec<_>>().join("\n"))
            .collect()
    }
}

fn lexicon(sources: &[Source]) -> Lexicon {
    let texts: Vec<String> = sources
        .iter()
        .flat_map(|source| [&source.title, &source.body])
        .map(|text| fold(text).into_string())
        .collect();
    Lexicon::full()
        .unwrap()
        .folded()
        .unwrap()
        .subset(texts.iter().map(String::as_str))
}

fn engine(lexicon: &Lexicon, sources: &[Source], titles: bool) -> Engine {
    let mut engine = Engine::new();
    engine.set_lexicon(lexicon).unwrap();
    engine.add(&articles(sources, titles)).unwrap();
    engine
}

/// The file with the figures that must not fall.
pub(crate) fn recorded_path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches/quality/recorded.tsv")
}

/// Prints the figures as lines: kind, success at 1, MRR and recall among ten, in per cent.
pub(crate) fn record(set: &Set) -> String {
    let mut text = String::new();
    for (tasks, engine) in [(&set.blank_tasks, &set.blank), (&set.tasks, &set.full)] {
        for (kind, figures) in measure(tasks, |query| ask(engine, query)) {
            let (success, mrr, recall) = (figures.success(), figures.mrr(), figures.recall());
            writeln!(text, "{kind}\t{success:.1}\t{mrr:.1}\t{recall:.1}").unwrap();
        }
    }
    let [recall, precision, first] = substrings(&set.blank, &set.folded(), &set.strings);
    writeln!(text, "strings\t{recall:.1}\t{precision:.1}\t{first:.1}").unwrap();
    text
}
