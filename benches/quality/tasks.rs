//! Makes queries, each from one article that it should find. Fixed dice make them the same every time.
//!
//! The kinds are those of the peers' bench (a headline that is not indexed, its two rarest words, a phrase that only
//! one article has) and others that people type. Only the text and these rules decide; nothing is chosen by hand.

use std::collections::{HashMap, HashSet};
use std::io::Read as _;
use std::path::PathBuf;

use kanbao::bulletin::{Article, Paragraph, ParagraphKind, Piece};
use kanbao::lexicon::{Readings, Segmenter};
use kanbao::text::fold;

/// An article of the corpus.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) body: String,
}

/// A query and the number of the article that it was made from.
#[derive(Debug, Clone)]
pub(crate) struct Task {
    pub(crate) kind: &'static str,
    pub(crate) query: String,
    pub(crate) article: usize,
}

fn shared(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/corpora")
        .join(path)
}

/// Returns the articles of a corpus, if it is there.
pub(crate) fn sources(name: &str) -> Option<Vec<Source>> {
    let file = std::fs::File::open(shared(name)).ok()?;
    let mut lines = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut lines).unwrap();
    let read = |line: &str| {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| article[key].as_str().unwrap().to_owned();
        Source {
            id: text("id"),
            title: text("title"),
            body: text("body"),
        }
    };
    Some(lines.lines().map(read).collect())
}

/// Returns the articles as the engine takes them, with or without their headlines.
pub(crate) fn articles(sources: &[Source], titles: bool) -> Vec<Article> {
    let piece = |text: &str| Piece {
        text: text.into(),
        spans: Vec::new(),
    };
    let article = |source: &Source| Article {
        headline: piece(if titles { &source.title } else { "" }),
        paragraphs: source
            .body
            .split('\n')
            .map(|text| Paragraph {
                text: piece(text),
                kind: ParagraphKind::Body,
            })
            .collect(),
        ..Article::default()
    };
    sources.iter().map(article).collect()
}

/// Returns queries in the editors' own words, for those articles that are in the corpus.
pub(crate) fn known_items(sources: &[Source]) -> Vec<Task> {
    let lines = std::fs::read_to_string(shared("known-item.jsonl")).unwrap_or_default();
    let numbers: HashMap<&str, usize> = sources
        .iter()
        .zip(0..)
        .map(|(source, i)| (source.id.as_str(), i))
        .collect();
    let read = |line: &str| {
        let item: serde_json::Value = serde_json::from_str(line).unwrap();
        Some(Task {
            kind: match item["kind"].as_str()? {
                "tags" => "tags",
                "subhead" => "sub-headline",
                _ => "headline, indexed",
            },
            query: item["query"].as_str()?.to_owned(),
            article: *numbers.get(item["article"].as_str()?)?,
        })
    };
    lines.lines().filter_map(read).collect()
}

/// A fixed sequence of throws (the high bits of Knuth's MMIX generator).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n.max(1)
    }
}

/// How people ask: everyday words around a few that matter.
const QUESTIONS: [&str; 10] = [
    "请问{}的{}到底是怎么回事，跟{}有关系吗？",
    "听说{}那边{}了，是不是因为{}？",
    "谁知道{}和{}什么时候能{}",
    "我想了解一下{}为什么会{}，{}后来怎么样了",
    "最近有没有关于{}、{}还有{}的消息呀",
    "有人看到过讲{}的那篇文章吗？里面好像说了{}和{}",
    "{}现在是什么情况？{}还会不会{}呢",
    "为什么大家都在说{}，这对{}和{}有什么影响",
    "之前看到一个新闻，说的是{}，还提到{}以及{}，找不到了",
    "怎样才能知道{}有哪些{}，{}是不是也算",
];

/// Makes tasks from one corpus.
pub(crate) struct Maker<'a> {
    pub(crate) sources: &'a [Source],
    pub(crate) segmenter: &'a Segmenter,
    pub(crate) readings: &'a Readings,
    /// How many tasks of each kind.
    pub(crate) each: usize,
    pub(crate) dice: Dice,
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

impl Maker<'_> {
    /// Counts the bodies that contain a string, up to `cap`.
    fn holders(&self, text: &str, cap: usize) -> usize {
        self.sources
            .iter()
            .filter(|source| source.body.contains(text))
            .take(cap)
            .count()
    }

    fn words(&self, text: &str) -> Vec<String> {
        self.segmenter
            .cut(text)
            .iter()
            .map(|token| token.text.to_owned())
            .collect()
    }

    /// Returns articles in an order thrown by the dice, only those with a unique and telling headline.
    fn titled(&mut self) -> Vec<usize> {
        let mut count: HashMap<&str, usize> = HashMap::new();
        for source in self.sources {
            *count.entry(&source.title).or_default() += 1;
            *count.entry(&source.body).or_default() += 1;
        }
        let mut order: Vec<usize> = (0..self.sources.len()).collect();
        for i in (1..order.len()).rev() {
            order.swap(i, self.dice.below(i + 1));
        }
        order.retain(|&i| {
            let source = &self.sources[i];
            let says = source.title.chars().filter(|&c| is_han(c)).count() >= 6;
            let general = ["快讯", "简讯", "完整版", "内容提要", "主要内容"];
            says && count[source.title.as_str()] == 1
                && count[source.body.as_str()] == 1
                && source.body.chars().count() >= 60
                && !general.iter().any(|word| source.title.contains(word))
        });
        order
    }

    /// For indexes without headlines: the headline, and its two rarest words.
    pub(crate) fn of_headlines(&mut self) -> Vec<Task> {
        let mut tasks = Vec::new();
        let (mut headlines, mut rarest) = (0, 0);
        for article in self.titled() {
            let source = &self.sources[article];
            if headlines < self.each {
                headlines += 1;
                tasks.push(Task {
                    kind: "headline",
                    query: source.title.clone(),
                    article,
                });
            }
            let mut words = self.words(&source.title);
            words.sort_unstable();
            words.dedup();
            words.retain(|word| word.chars().count() >= 2 && word.chars().all(char::is_alphanumeric));
            words.retain(|word| word.chars().any(is_han) && source.body.contains(word.as_str()));
            if words.len() >= 2 && rarest < self.each {
                rarest += 1;
                words.sort_by_cached_key(|word| self.holders(word, usize::MAX));
                tasks.push(Task {
                    kind: "two rarest words",
                    query: words[..2].join(" "),
                    article,
                });
            }
        }
        tasks
    }

    /// Returns consecutive whole words from a clause of a body, `min..=max` characters in all.
    fn span(&mut self, article: usize, min: usize, max: usize) -> Option<String> {
        let words = self.words(&self.sources[article].body);
        let start = self.dice.below(words.len());
        let want = min + self.dice.below(max - min + 1);
        let mut span = String::new();
        for word in &words[start..] {
            if span.chars().count() >= want || !word.chars().all(char::is_alphanumeric) {
                break;
            }
            span.push_str(word);
        }
        let length = span.chars().count();
        (min..=max)
            .contains(&length)
            .then_some(span)
            .filter(|span| span.chars().filter(|&c| is_han(c)).count() >= 2)
    }

    /// Makes phrases of 4 to 8 characters that only one body contains, also with one character wrong and with a
    /// homophone.
    pub(crate) fn of_phrases(&mut self) -> Vec<Task> {
        let (mut tasks, mut used) = (Vec::new(), HashSet::new());
        let alphabet: Vec<char> = {
            let all: HashSet<char> = self
                .sources
                .iter()
                .flat_map(|source| source.body.chars())
                .filter(|&c| is_han(c))
                .collect();
            let mut all: Vec<char> = all.into_iter().collect();
            all.sort_unstable();
            all
        };
        for _ in 0..self.each * 200 {
            if used.len() == self.each {
                break;
            }
            let article = self.dice.below(self.sources.len());
            let Some(query) = self.span(article, 4, 8) else {
                continue;
            };
            if self.holders(&query, 2) != 1 || !used.insert(query.clone()) {
                continue;
            }
            let chars: Vec<char> = query.chars().collect();
            let at = self.dice.below(chars.len());
            let mut other = chars.clone();
            other[at] = alphabet[self.dice.below(alphabet.len())];
            let slip: String = other.into_iter().collect();
            if chars.iter().all(|&c| is_han(c)) && slip != query && self.holders(&slip, 1) == 0 {
                tasks.push(Task {
                    kind: "one character wrong",
                    query: slip,
                    article,
                });
            }
            let sounds = self.readings.likely(&query);
            if let Some(alike) = chars.iter().zip(&sounds).enumerate().find_map(|(place, (&c, sound))| {
                let alike =
                    |&&other: &&char| other != c && self.readings.likely(&other.to_string()).first() == Some(sound);
                let other = alphabet.iter().find(alike).filter(|_| sound.is_some())?;
                let mut chars = chars.clone();
                chars[place] = *other;
                let text: String = chars.into_iter().collect();
                (self.holders(&text, 1) == 0).then_some(text)
            }) {
                tasks.push(Task {
                    kind: "a homophone",
                    query: alike,
                    article,
                });
            }
            tasks.push(Task {
                kind: "body phrase",
                query,
                article,
            });
        }
        tasks
    }

    /// Returns strings of 1 to 8 characters from bodies, whether or not they are words.
    pub(crate) fn substrings(&mut self) -> Vec<String> {
        let mut strings = Vec::new();
        while strings.len() < self.each {
            let source = &self.sources[self.dice.below(self.sources.len())];
            let line = source.body.split('\n').nth(self.dice.below(4)).unwrap_or(&source.title);
            let chars: Vec<char> = line.chars().collect();
            let (start, length) = (self.dice.below(chars.len()), 1 + strings.len() % 8);
            let string: String = chars.iter().skip(start).take(length).collect();
            if !fold(&string).as_str().is_empty() {
                strings.push(string);
            }
        }
        strings
    }

    /// Makes questions in everyday words around three words of an article that few others have, in no particular order.
    pub(crate) fn questions(&mut self) -> Vec<Task> {
        let mut known: HashMap<String, usize> = HashMap::new();
        let bodies: Vec<Vec<String>> = self.sources.iter().map(|source| self.words(&source.body)).collect();
        for words in &bodies {
            for word in words.iter().collect::<HashSet<_>>() {
                *known.entry(word.clone()).or_default() += 1;
            }
        }
        let most = self.sources.len() / 20;
        let mut tasks = Vec::new();
        for article in self.titled().into_iter().take(self.each) {
            let mut words: Vec<&String> = bodies[article].iter().collect();
            words.retain(|word| {
                (2..=6).contains(&word.chars().count()) && word.chars().all(is_han) && known[*word] <= most
            });
            words.sort_unstable();
            words.dedup();
            if words.len() < 6 {
                continue;
            }
            let mut query = QUESTIONS[self.dice.below(QUESTIONS.len())].to_owned();
            for _ in 0..3 {
                let word = words.remove(self.dice.below(words.len()));
                query = query.replacen("{}", word, 1);
            }
            tasks.push(Task {
                kind: "question",
                query,
                article,
            });
        }
        tasks
    }

    /// For indexes with headlines: the headline in pinyin, and the initials of a run of 4 or more of its characters.
    pub(crate) fn by_sound(&mut self) -> Vec<Task> {
        let mut tasks = Vec::new();
        for article in self.titled().into_iter().take(self.each) {
            let title = fold(&self.sources[article].title).into_string();
            let run: Vec<&str> = title
                .split(|c| !is_han(c))
                .filter(|run| run.chars().count() >= 4)
                .collect();
            let Some(run) = run.first() else { continue };
            let sounds: Option<Vec<_>> = self.readings.likely(run).into_iter().collect();
            let Some(sounds) = sounds else { continue };
            let letters = |sound: &kanbao::lexicon::Syllable| sound.letters().map(char::from).collect::<String>();
            let whole: String = sounds.iter().map(letters).collect();
            let initials: String = sounds
                .iter()
                .filter_map(|sound| letters(sound).chars().next())
                .collect();
            tasks.push(Task {
                kind: "pinyin",
                query: whole,
                article,
            });
            tasks.push(Task {
                kind: "initials",
                query: initials,
                article,
            });
        }
        tasks
    }
}

/// Returns the queries of one kind in traditional characters: each character is replaced by one that folds to it.
pub(crate) fn in_traditional(tasks: &[Task], of: &str, kind: &'static str) -> Vec<Task> {
    let mut traditional: HashMap<char, char> = HashMap::new();
    for c in '\u{4E00}'..='\u{9FFF}' {
        let folded = fold(&c.to_string()).into_string();
        if let Some(simple) = folded.chars().next().filter(|&simple| simple != c) {
            traditional.entry(simple).or_insert(c);
        }
    }
    let other = |c: char| traditional.get(&c).copied().unwrap_or(c);
    let of = tasks.iter().filter(|task| task.kind == of);
    of.map(|task| Task {
        kind,
        query: task.query.chars().map(other).collect(),
        article: task.article,
    })
    .collect()
}
