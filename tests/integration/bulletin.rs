//! The parser on whole pages: a real one if it is there, and those of `tests/specs/bulletin`.

#![allow(
    clippy::print_stdout,
    reason = "a test says what it skipped, and shows a page on demand"
)]

use std::fmt::Write as _;

use kanbao::bulletin::{parse, plain, Issue, ParagraphKind, RepairKind};

#[test]
fn a_real_page_gives_what_a_careful_editor_would_make_of_it() {
    let read = |name: &str| crate::material::text(name);
    let Some((text, expected)) =
        read("bulletins/jiaxing-2024-02.txt").zip(read("bulletins/jiaxing-2024-02.expected.json"))
    else {
        return println!("skipped: the real page is not next to the repository");
    };
    let found = serde_json::to_value(plain::to_plain(&parse(&text).unwrap())).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
    assert_eq!(found, expected);
}

#[test]
fn the_sample_page_gives_its_nine_articles() {
    let page = include_str!("../../www/sample/bulletin.txt");
    let issue = parse(page).unwrap();
    let headlines: Vec<&str> = issue.articles.iter().map(|a| a.headline.text.as_str()).collect();
    assert_eq!(
        headlines,
        [
            "渡口不急着老去",
            "旧粮仓亮灯　新书屋开门",
            "菜场的鱼，周三为什么便宜？",
            "“5G+老把式”：一亩藕田的两本账",
            "芦花开了",
            "百岁榆树做了一次体检",
            "夜里十二点的馄饨",
            "镇医院下月起开周末门诊",
            "写给路灯",
        ]
    );
    assert!(issue
        .articles
        .iter()
        .all(|a| !a.byline.is_empty() || a.headline.text == "芦花开了"));
    assert_eq!(issue.articles.iter().map(|a| a.captions.len()).sum::<usize>(), 4);
    assert_eq!(
        (
            issue.counts.rejoined_paragraphs,
            issue.counts.dropped_duplicate_paragraphs
        ),
        (7, 3)
    );
    let head = (issue.paper.as_deref(), issue.date.as_deref(), issue.edition.as_deref());
    assert_eq!(head, (Some("苇湾月报"), Some("2025-10-15"), Some("第2版")));
}

/// Formats an issue in the notation of the spec files.
fn notation(issue: &Issue) -> String {
    let mut out = String::new();
    for (key, value) in [
        ("paper", &issue.paper),
        ("date", &issue.date),
        ("edition", &issue.edition),
    ] {
        if let Some(value) = value {
            writeln!(out, "{key}: {value}").unwrap();
        }
    }
    for article in &issue.articles {
        writeln!(out, "# {}", article.headline.text).unwrap();
        for (key, piece) in [
            ("section", &article.section),
            ("kicker", &article.kicker),
            ("subtitle", &article.subtitle),
        ] {
            if let Some(piece) = piece {
                writeln!(out, "{key}: {}", piece.text).unwrap();
            }
        }
        if !article.byline.is_empty() {
            let person = |p: &kanbao::bulletin::Person| match &p.role {
                Some(role) => format!("{} ({})", p.name.text, role.text),
                None => p.name.text.clone(),
            };
            writeln!(
                out,
                "by: {}",
                article.byline.iter().map(person).collect::<Vec<_>>().join("; ")
            )
            .unwrap();
        }
        for paragraph in &article.paragraphs {
            let mark = if paragraph.kind == ParagraphKind::Body {
                "p"
            } else {
                "h"
            };
            writeln!(out, "{mark}: {}", paragraph.text.text).unwrap();
        }
        for caption in &article.captions {
            let credit = caption
                .credit
                .as_ref()
                .map(|c| format!(" | {}", c.text))
                .unwrap_or_default();
            writeln!(out, "c: {}{credit}", caption.text.text).unwrap();
        }
    }
    for repair in issue.repairs.iter().filter(|r| r.kind != RepairKind::LiftedCredit) {
        writeln!(out, "~ {:?} at {}", repair.kind, repair.line.0).unwrap();
    }
    for aside in &issue.set_aside {
        writeln!(out, "- {:?}: {}", aside.kind, aside.text.text).unwrap();
    }
    for doubt in &issue.doubts {
        writeln!(out, "? {} at {}", doubt.code, doubt.line.0).unwrap();
    }
    out
}

/// Prints how a page is parsed, for writing rules or specs: `SHOW=page.txt cargo test --test integration
/// show_a_page -- --nocapture`.
#[test]
fn show_a_page() {
    if let Ok(file) = std::env::var("SHOW") {
        println!("{}", notation(&parse(&std::fs::read_to_string(file).unwrap()).unwrap()));
    }
}

/// Each file of `tests/specs/bulletin` has a page and the result that a careful editor would expect: a
/// description, `=== page`, the page, `=== articles`, and the result in [`notation`]. In the page, ␌ is a form
/// feed, ␍ a carriage return, ⟪BOM⟫ a byte order mark and ⟪LS⟫ U+2028. Marks that were set aside are not
/// compared; doubts are compared only if the file lists some.
#[test]
fn pages_give_what_their_specs_say() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/specs/bulletin");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in &files {
        let spec = std::fs::read_to_string(file).unwrap();
        let (_, rest) = spec.split_once("=== page\n").unwrap();
        let (page, expected) = rest.split_once("=== articles\n").unwrap();
        let page = page
            .replace('␌', "\u{C}")
            .replace('␍', "\r")
            .replace("⟪BOM⟫", "\u{FEFF}")
            .replace("⟪LS⟫", "\u{2028}");
        let doubts = expected.contains("\n? ");
        let issue = parse(&page).unwrap();
        crate::bulletin_laws::check(&page, &issue).unwrap();
        let found = notation(&issue);
        let compared = |text: &str| -> String {
            let kept = text
                .lines()
                .filter(|l| !l.starts_with("- Mark") && (doubts || !l.starts_with("? ")));
            kept.flat_map(|line| [line.trim_end(), "\n"]).collect()
        };
        if compared(&found) != compared(expected) {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            wrong.push((name, differences(&compared(expected), &found)));
        }
    }
    let report: String = wrong.iter().map(|(name, lines)| format!("{name}\n{lines}\n")).collect();
    assert!(
        wrong.is_empty(),
        "{} of {} pages differ from their specs (< expected, > found):\n{report}",
        wrong.len(),
        files.len()
    );
}

/// Returns the lines that only one of the two texts has.
fn differences(expected: &str, found: &str) -> String {
    let only = |mark: char, a: &str, b: &str| -> String {
        let lines: Vec<&str> = b.lines().map(str::trim_end).collect();
        a.lines()
            .filter(|l| !lines.contains(&l.trim_end()))
            .map(|l| format!("  {mark} {l}\n"))
            .collect()
    };
    only('<', expected, found) + &only('>', found, expected)
}
