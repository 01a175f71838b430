//! Is what is absent answered as absent, and what was misspelt corrected?
//!
//! Words and names that are common in other news and occur nowhere in a collection must find nothing; half-true queries
//! find the articles with the half that occurs, and say so; misspelt ones are corrected or the right correction is the
//! first one offered.

use std::collections::{BTreeMap, HashSet};

use kanbao::bulletin::Article;
use kanbao::engine::Engine;
use kanbao::internals::{knows, search::parts};
use kanbao::lexicon::{Lexicon, Segmenter};
use kanbao::search::{Outcome, SearchOptions, Tier};
use kanbao::text::fold;

use super::set::Set;
use super::tasks::{self, Dice, Task};

/// How many words and half-true queries are asked of each collection, at most.
const EACH: usize = 1500;

/// The fewest articles of the other news that contain a word or name.
const COMMON: usize = 6;

/// Shares in percent for the half that tuning may see and the other half.
#[derive(Debug, Default, Clone, Copy)]
struct Halves([(usize, usize); 2]);

impl Halves {
    fn add(&mut self, query: &str, hit: bool) {
        let hash = query.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let (hits, all) = &mut self.0[(hash >> 32) as usize & 1];
        *hits += usize::from(hit);
        *all += 1;
    }

    fn print(self, name: &str) {
        let [tuned, held] = self.0.map(|(hits, all)| 100.0 * hits as f64 / all.max(1) as f64);
        println!("| {name} | {} | {tuned:.1} | {held:.1} |", self.0[0].1 + self.0[1].1);
    }
}

/// The words and names of news, each with the number of articles that contain it.
pub(crate) struct Vocabulary(Vec<(String, usize)>);

impl Vocabulary {
    /// Reads the words that all the news has, cut with the full lexicon.
    pub(crate) fn of(sources: &[tasks::Source], segmenter: &Segmenter) -> Self {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for source in sources {
            let text = fold(&format!("{}\n{}", source.title, source.body)).into_string();
            let words: HashSet<&str> = segmenter.cut(&text).iter().map(|token| token.text).collect();
            for word in words {
                let length = word.chars().count();
                if (2..=6).contains(&length) && word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
                    *count.entry(word.to_owned()).or_default() += 1;
                }
            }
        }
        Self(count.into_iter().filter(|(_, count)| *count >= COMMON).collect())
    }

    /// Reads the commonest words of jieba's dictionary.
    pub(crate) fn of_dictionary() -> Self {
        let dictionary = include_str!(env!("KANBAO_JIEBA_DICT"));
        let words = dictionary.lines().filter_map(|line| {
            let mut fields = line.split(' ');
            let word = fold(fields.next()?).into_string();
            let count = fields.next()?.parse().ok()?;
            let is_long = (2..=6).contains(&word.chars().count());
            (is_long && count >= 50).then_some((word, count))
        });
        Self(words.collect())
    }

    /// Returns words that occur nowhere in the texts, thrown by dice.
    fn absent(&self, text: &str, dice: &mut Dice, most: usize) -> Vec<&str> {
        let mut words: Vec<&str> = self.0.iter().map(|(word, _)| word.as_str()).collect();
        words.retain(|word| !text.contains(word));
        for i in (1..words.len()).rev() {
            words.swap(i, dice.below(i + 1));
        }
        words.truncate(most);
        words
    }
}

/// Prints the shares for one collection: `lexicon` is the full one, `articles` may be any.
pub(crate) fn report(name: &str, articles: &[Article], full: &Lexicon, vocabulary: &Vocabulary, show: bool) {
    let texts: Vec<Vec<String>> = articles
        .iter()
        .map(|article| parts(article).map(|(_, text)| fold(text).into_string()).collect())
        .collect();
    let whole = texts.concat().join("\n");
    for (kind, lexicon) in [
        (
            "its own lexicon",
            full.subset(texts.iter().flatten().map(String::as_str)),
        ),
        ("full lexicon", full.clone()),
    ] {
        let segmenter = Segmenter::new(&lexicon);
        let mut engine = Engine::new();
        engine.set_lexicon(&lexicon).unwrap();
        engine.add(articles).unwrap();
        let mut dice = Dice(41);
        let absent = vocabulary.absent(&whole, &mut dice, EACH);
        let (mut answered, mut long, mut times) = (Halves::default(), Halves::default(), Vec::new());
        for word in &absent {
            let start = std::time::Instant::now();
            let outcome = engine.search(word, SearchOptions::default());
            times.push(start.elapsed().as_secs_f64() * 1e3);
            answered.add(word, outcome.total > 0);
            if word.chars().count() > 2 {
                long.add(word, outcome.total > 0);
            }
            if show && outcome.total > 0 {
                let hit = &outcome.hits[0];
                println!("    {word}: {} {} {:?}", outcome.total, hit.tier.as_str(), hit.spelling);
            }
        }
        answered.print(&format!("{name}, {kind}: absent word answered"));
        long.print(&format!("{name}, {kind}: of three characters and more"));
        times.sort_by(f64::total_cmp);
        println!(
            "    p50 {:.2} ms, p99 {:.2} ms, max {:.2} ms",
            times[times.len() / 2],
            times[times.len() * 99 / 100],
            times[times.len() - 1]
        );
        let mut said = Halves::default();
        for word in absent.iter().take(EACH / 5) {
            let text = &texts[dice.below(texts.len())];
            let tokens = segmenter.cut(text[dice.below(text.len())].as_str());
            if tokens.is_empty() {
                continue;
            }
            let there = tokens[dice.below(tokens.len())].text;
            if !knows(&segmenter, there) {
                continue;
            }
            let query = format!("{there} {word}");
            let outcome = engine.search(&query, SearchOptions::default());
            let has = |article: usize| texts[article].iter().any(|text| text.contains(there));
            let right = outcome.total > 0
                && outcome.missing == [(*word).to_owned()]
                && outcome.hits.iter().all(|hit| has(hit.article.get()));
            if show && !right {
                println!("    {query}: {} {:?}", outcome.total, outcome.missing);
            }
            said.add(&query, right);
        }
        said.print(&format!("{name}, {kind}: half-true, said so"));
    }
}

/// The commonest surnames, for finding names in text.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";

/// Makes misspelt names: of those that articles have, with one character replaced by another of the texts, and with one
/// replaced by a homophone.
fn names(set: &Set) -> Vec<Task> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut alphabet: HashSet<char> = HashSet::new();
    let texts = set.folded();
    for (article, text) in texts.iter().enumerate() {
        alphabet.extend(text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)));
        for token in set.segmenter.cut(text) {
            let first = token.text.chars().next().unwrap();
            // A name that no dictionary has.
            if token.text.chars().count() == 3 && SURNAMES.contains(first) && !knows(&set.segmenter, token.text) {
                names.entry(token.text.to_owned()).or_insert(article);
            }
        }
    }
    let mut alphabet: Vec<char> = alphabet.into_iter().collect();
    alphabet.sort_unstable();
    let mut dice = Dice(9);
    let mut tasks = Vec::new();
    for (name, article) in names {
        let chars: Vec<char> = name.chars().collect();
        let at = dice.below(3);
        let sound = |c: char| set.readings.of(c).first().copied();
        let alike: Vec<char> = alphabet
            .iter()
            .copied()
            .filter(|&c| c != chars[at] && sound(c) == sound(chars[at]))
            .collect();
        for (kind, others) in [("name, a character wrong", &alphabet), ("name, a homophone", &alike)] {
            let mut typed = chars.clone();
            if others.is_empty() {
                continue;
            }
            typed[at] = others[dice.below(others.len())];
            let query: String = typed.into_iter().collect();
            if texts.iter().all(|text| !text.contains(&query)) {
                tasks.push(Task { kind, query, article });
            }
        }
    }
    tasks
}

/// Prints how often the right correction of a misspelt query is shown, or offered first.
pub(crate) fn corrections(set: &Set, show: bool) {
    let mut kinds: BTreeMap<&str, Halves> = BTreeMap::new();
    let names = names(set);
    let tasks = set.blank_tasks.iter().chain(&names).map(|task| (task, &set.blank));
    for (task, engine) in tasks.chain(set.tasks.iter().map(|task| (task, &set.full))) {
        if !["one character wrong", "a homophone", "pinyin", "initials"].contains(&task.kind)
            && !task.kind.starts_with("name,")
        {
            continue;
        }
        let right = is_corrected(engine, task);
        if show && !right {
            let offers: Vec<String> = engine
                .did_you_mean(&task.query, 3)
                .into_iter()
                .map(|it| it.text)
                .collect();
            println!("    {}: {} {offers:?}", task.kind, task.query);
        }
        kinds.entry(task.kind).or_default().add(&task.query, right);
    }
    for (kind, halves) in kinds {
        halves.print(&format!("{}: {kind}, corrected or offered first", set.name));
    }
}

/// Whether the article is found in place of the query, or by the first correction offered.
pub(crate) fn is_corrected(engine: &Engine, task: &Task) -> bool {
    let all = SearchOptions {
        limit: 1000,
        ..SearchOptions::default()
    };
    let outcome = engine.search(&task.query, all);
    let has = |outcome: &Outcome| outcome.hits.iter().any(|hit| hit.article.get() == task.article);
    let is_shown = outcome.corrected.is_some() || outcome.tiers.first().is_some_and(|it| it.tier == Tier::AsTyped);
    if outcome.total > 0 && is_shown {
        return has(&outcome);
    }
    let offered = engine.did_you_mean(&task.query, 1);
    offered
        .first()
        .is_some_and(|first| has(&engine.search(&first.text, all)))
}
