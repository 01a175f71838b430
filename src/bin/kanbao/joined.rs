//! Joins the pages of an issue. Each article keeps the date and the page it was printed on.

use kanbao::bulletin::{Article, Issue};
use kanbao::{Code, Error, Result};

use crate::input::Source;

/// The least share of Han characters in a page, in percent: news of a page of Chinese have over half.
const MIN_HAN: usize = 10;

/// What the user says of the issue.
#[derive(Debug, Default)]
pub(crate) struct Given {
    pub(crate) paper: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) edition: Option<String>,
    /// Whether the pages may be of different papers and dates.
    pub(crate) mixed: bool,
}

/// An issue, and what an editor should check about how its pages fit.
#[derive(Debug)]
pub(crate) struct Joined {
    pub(crate) issue: Issue,
    pub(crate) doubts: Vec<String>,
}

/// Checks that a file is a page of a Chinese bulletin.
///
/// # Errors
/// [`Code::NotABulletin`] if it has no articles, or hardly any Chinese.
pub(crate) fn check_page(page: &Source) -> Result<()> {
    let (mut han, mut all) = (0_usize, 0_usize);
    for article in &page.issue.articles {
        let paragraphs = article.paragraphs.iter().map(|paragraph| &paragraph.text);
        let captions = article.captions.iter().map(|caption| &caption.text);
        for c in std::iter::once(&article.headline)
            .chain(paragraphs)
            .chain(captions)
            .flat_map(|piece| piece.text.chars())
        {
            all += usize::from(c.is_alphanumeric());
            han +=
                usize::from(matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'));
        }
    }
    let message = if page.issue.articles.is_empty() {
        "there are no articles in it"
    } else if page.is_text && han * 100 < all * MIN_HAN {
        "there is hardly any Chinese in it"
    } else {
        return Ok(());
    };
    Err(Error::new(Code::NotABulletin, message)
        .at(page.name.clone())
        .advise("give a page of a Chinese bulletin as plain text or JSON"))
}

/// Joins pages in order.
///
/// # Errors
/// [`Code::MixedPages`] if a page is given twice, or if papers or dates differ and nothing given settles it.
pub(crate) fn join(pages: Vec<Source>, given: Given) -> Result<Joined> {
    let mut doubts = Vec::new();
    for (i, page) in pages.iter().enumerate() {
        let same = pages
            .iter()
            .take(i)
            .find(|other| same_articles(&other.issue, &page.issue));
        if let Some(other) = same {
            return Err(
                Error::new(Code::MixedPages, format!("has the same articles as {}", other.name))
                    .at(page.name.clone())
                    .advise("give each page once"),
            );
        }
    }
    let of = |what: fn(&Issue) -> &Option<String>| -> Vec<(&str, Option<&str>)> {
        pages
            .iter()
            .map(|page| (page.name.as_str(), what(&page.issue).as_deref()))
            .collect()
    };
    let papers = of(|issue| &issue.paper);
    let paper = settle("paper", &papers, given.paper, given.mixed, &mut doubts)?;
    let dates = of(|issue| &issue.date);
    let date = settle("date", &dates, given.date.clone(), given.mixed, &mut doubts)?;
    let editions = of(|issue| &issue.edition);
    // Several pages have no page in common.
    let one_page = editions
        .windows(2)
        .all(|pair| matches!(pair, [(_, a), (_, b)] if a == b));
    let edition = given.edition.clone().or_else(|| {
        let first = editions.first().filter(|_| one_page).and_then(|&(_, edition)| edition);
        first.map(str::to_owned)
    });
    if !one_page && given.edition.is_none() {
        let without = editions.iter().filter(|(_, edition)| edition.is_none());
        doubts.extend(without.map(|(name, _)| format!("{name}: no page (edition) was found")));
    }
    let mut issue = Issue {
        paper,
        date,
        edition,
        ..Issue::default()
    };
    for page in pages {
        let Issue {
            date, edition, counts, ..
        } = page.issue;
        for mut article in page.issue.articles {
            own(&mut article.date, &date, &issue.date, given.date.is_some());
            own(&mut article.edition, &edition, &issue.edition, given.edition.is_some());
            issue.articles.push(article);
        }
        issue.counts.dropped_duplicate_paragraphs += counts.dropped_duplicate_paragraphs;
        issue.counts.rejoined_paragraphs += counts.rejoined_paragraphs;
    }
    repeated(&issue.articles, &mut doubts);
    Ok(Joined { issue, doubts })
}

/// Sets what an article has of its own: its own, or its page's, unless it is the issue's or was given for all.
fn own(own: &mut Option<String>, page: &Option<String>, whole: &Option<String>, given: bool) {
    let printed = own.take().or_else(|| page.clone());
    *own = printed.filter(|printed| !given && whole.as_ref() != Some(printed));
}

/// Decides the paper or the date of the issue: what is given, or what the pages say.
fn settle(
    what: &str,
    found: &[(&str, Option<&str>)],
    given: Option<String>,
    mixed: bool,
    doubts: &mut Vec<String>,
) -> Result<Option<String>> {
    if given.is_some() {
        return Ok(given);
    }
    let Some((first_name, first)) = found.iter().find_map(|&(name, value)| Some((name, value?))) else {
        doubts.push(format!("no {what} was found"));
        return Ok(None);
    };
    for &(name, value) in found {
        match value {
            Some(value) if value == first => {}
            Some(value) if mixed => {
                doubts.push(format!("{name}: the {what} is {value}, not {first} as in {first_name}"))
            }
            Some(value) => {
                let message = format!("the {what} is {value}, but {first_name} has {first}");
                return Err(Error::new(Code::MixedPages, message).at(name).advise(format!(
                    "publish them apart, or say which with --{what}, or add --mixed"
                )));
            }
            None => doubts.push(format!(
                "{name}: no {what} was found; {first} is taken from {first_name}"
            )),
        }
    }
    Ok(Some(first.to_owned()))
}

/// Whether two pages have the same articles. Where these are in their sources does not matter.
fn same_articles(a: &Issue, b: &Issue) -> bool {
    a.articles.len() == b.articles.len() && a.articles.iter().zip(&b.articles).all(|(a, b)| same_text(a, b))
}

fn same_text(a: &Article, b: &Article) -> bool {
    let paragraphs = |article: &Article| article.paragraphs.len();
    a.headline.text == b.headline.text
        && paragraphs(a) == paragraphs(b)
        && a.paragraphs
            .iter()
            .zip(&b.paragraphs)
            .all(|(a, b)| a.text.text == b.text.text)
        && a.captions
            .iter()
            .map(|it| &it.text.text)
            .eq(b.captions.iter().map(|it| &it.text.text))
}

/// Reports articles that are there twice, on different pages.
fn repeated(articles: &[Article], doubts: &mut Vec<String>) {
    let mut seen = std::collections::HashMap::new();
    for (number, article) in articles.iter().enumerate() {
        let body = article
            .paragraphs
            .first()
            .map_or("", |paragraph| paragraph.text.text.as_str());
        if article.headline.text.is_empty() || body.is_empty() {
            continue;
        }
        if let Some(first) = seen.insert((article.headline.text.as_str(), body), number) {
            doubts.push(format!(
                "article {} begins as article {}: {}",
                number + 1,
                first + 1,
                article.headline.text
            ));
        }
    }
}
