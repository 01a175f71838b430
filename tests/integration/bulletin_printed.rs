//! Sets real news as pages of many layouts, with print damage, and parses them: the parser must find what was put
//! in. Skipped if the corpus is not next to the repository.

#![allow(clippy::print_stdout, reason = "the share found is worth reading")]

use kanbao::bulletin::{parse, ParagraphKind};

use crate::material;

/// The random numbers of SplitMix64 (Steele et al. 2014), so that every run has the same pages.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((x ^ (x >> 31)) % sides as u64).unwrap()
    }
    fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }
    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }
    fn name(&mut self) -> String {
        let surnames: Vec<char> = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文".chars().collect();
        let given: Vec<char> = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂文辉玲红玉兰春梅海燕晓东子涵梦雨欣怡思远若曦一鸣佳琪俊凯思源志强雅婷".chars().collect();
        let count = 1 + self.roll(2);
        std::iter::once(self.one(&surnames))
            .chain((0..count).map(|_| self.one(&given)))
            .collect()
    }
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Item {
    headline: String,
    byline: Vec<String>,
    paragraphs: Vec<String>,
    captions: usize,
}

fn is_whole(paragraph: &str) -> bool {
    paragraph.chars().count() >= 20
        && paragraph
            .trim_end_matches(['”', '）', '’'])
            .ends_with(['。', '！', '？'])
        && !paragraph.contains(|c: char| c.is_whitespace())
        && !paragraph.ends_with('）')
}

fn items() -> Option<Vec<Item>> {
    let mut items = Vec::new();
    for (title, body) in material::articles("recent-issues-1k.jsonl.gz")? {
        let paragraphs: Vec<String> = body
            .lines()
            .map(|l| l.trim().replacen("央视网消息（新闻联播）：", "", 1))
            .filter(|l| !l.is_empty())
            .collect();
        // A column's name in brackets is a section; the marks that the corpus adds are not part of the headline.
        let title = title
            .rsplit('】')
            .next()
            .unwrap()
            .trim_end_matches("视频简介")
            .trim()
            .to_owned();
        let chars = title.chars().count();
        let usable = (5..=34).contains(&chars)
            && !title.contains("快讯")
            && (1..=9).contains(&paragraphs.len())
            && paragraphs.iter().all(|p| is_whole(p));
        if usable {
            items.push(Item {
                headline: title,
                paragraphs,
                ..Item::default()
            });
        }
    }
    Some(items)
}

#[derive(Debug, Clone, Copy)]
struct Layout {
    /// The number of blank lines between paragraphs.
    gap: usize,
    /// The number of additional blank lines above a headline.
    wide: usize,
    indent: &'static str,
    wrap: Option<usize>,
    /// The bylines: 0 none, 1 names below the headline, 2 names with roles, 3 names in brackets at the end,
    /// 4 本报讯（…）, 5 some articles with names and some without.
    byline: usize,
    end: &'static str,
}

/// Finds a place in the middle of a sentence at which to break a paragraph.
fn break_place(text: &str, dice: &mut Dice) -> Option<usize> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for _ in 0..10 {
        let i = 14 + dice.roll(chars.len().saturating_sub(18).max(1));
        let (Some(&(at, next)), Some(&(_, last))) = (chars.get(i), chars.get(i.wrapping_sub(1))) else {
            continue;
        };
        if !"。！？…：”’）；—".contains(last) && !"“‘（《—".contains(next) && !next.is_ascii() && chars.len() - i > 3
        {
            return Some(at);
        }
    }
    None
}

fn wrapped(text: &str, indent: &str, width: usize, end: &str) -> String {
    let mut lines = vec![String::new()];
    let mut column = indent.chars().count();
    for c in text.chars() {
        if column >= width && !"，。、；：？！”’）》…".contains(c) {
            lines.push(String::new());
            column = 0;
        }
        lines.last_mut().unwrap().push(c);
        column += 1;
    }
    indent.to_owned() + &lines.join(end)
}

fn print(items: &mut [Item], layout: Layout, damage: bool, dice: &mut Dice) -> String {
    let mut page = String::new();
    let space = |n: usize| layout.end.repeat(n + 1);
    for (i, item) in items.iter_mut().enumerate() {
        if i > 0 {
            page.push_str(&layout.end.repeat(layout.wide));
        }
        page.push_str(&item.headline);
        page.push_str(&space(layout.gap));
        let style = if layout.byline == 5 {
            dice.roll(2)
        } else {
            layout.byline
        };
        if style > 0 {
            let most = if style == 1 { 3 } else { 2 };
            item.byline = (0..=dice.roll(most)).map(|_| dice.name()).collect();
        }
        let names = item.byline.join(dice.one(&[" ", "　", "、"]));
        match style {
            1 => page.push_str(&format!("{names}{}", space(layout.gap))),
            2 => page.push_str(&format!(
                "{}{}",
                "本报记者 ".to_owned() + &item.byline.join(" 通讯员 "),
                space(layout.gap)
            )),
            4 => item.paragraphs[0].insert_str(0, &format!("本报讯（记者 {names}）")),
            _ => {}
        }
        let last = item.paragraphs.len() - 1;
        for (k, paragraph) in item.paragraphs.iter().enumerate() {
            let mut printed = vec![paragraph.clone()];
            if k == last && style == 3 {
                printed[0].push_str(&format!("（记者 {names}）"));
            }
            if damage && layout.wrap.is_none() {
                while dice.chance(25) {
                    let text = printed.pop().unwrap();
                    match break_place(&text, dice) {
                        Some(at) => printed.extend([text[..at].to_owned(), text[at..].to_owned()]),
                        None => {
                            printed.push(text);
                            break;
                        }
                    }
                }
            }
            for (j, part) in printed.iter().enumerate() {
                let indent = if j == 0 { layout.indent } else { "" };
                match layout.wrap {
                    Some(width) => page.push_str(&wrapped(part, indent, width, layout.end)),
                    None => page.push_str(&format!("{indent}{part}")),
                }
                page.push_str(&space(layout.gap));
            }
            if damage && k != last && dice.chance(6) {
                page.push_str(&format!("{}{paragraph}{}", layout.indent, space(layout.gap)));
            }
            if damage && dice.chance(10) {
                item.captions += 1;
                let caption = dice.one(&["村民在田间劳作", "图为活动现场", "孩子们在展馆参观", "▲新建成的大桥"]);
                let credit = format!("{} {}", dice.name(), dice.one(&["摄", "摄", "供图"]));
                page.push_str(&format!("{caption} {credit}{}", space(layout.gap)));
            }
        }
    }
    page
}

#[test]
fn news_printed_as_pages_is_read_again() {
    let Some(items) = items() else {
        return println!("skipped: the corpus is not next to the repository");
    };
    let mut dice = Dice(20);
    let layouts: Vec<Layout> = {
        let base = Layout {
            gap: 1,
            wide: 0,
            indent: "",
            wrap: None,
            byline: 1,
            end: "\n",
        };
        let mut all = Vec::new();
        for byline in 0..=5 {
            all.push(Layout { byline, ..base });
            all.push(Layout {
                byline,
                wide: 1,
                ..base
            });
            all.push(Layout {
                byline,
                gap: 0,
                indent: "　　",
                ..base
            });
            all.push(Layout {
                byline,
                gap: 1,
                indent: "　　",
                end: "\r\n",
                ..base
            });
            all.push(Layout {
                byline,
                gap: 0,
                indent: "　　",
                wrap: Some(22),
                ..base
            });
            all.push(Layout {
                byline,
                gap: 1,
                wrap: Some(36),
                ..base
            });
            all.push(Layout {
                byline,
                gap: 0,
                wide: 1,
                indent: "    ",
                ..base
            });
        }
        all
    };
    let (mut right, mut all) = (0, 0);
    // SHOW_WRONG=n prints the first n wrong articles, SHOW_PAGES=folder writes their pages, PAGES=n sets the number
    // of pages for each layout.
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<usize>().ok());
    let show = number("SHOW_WRONG").unwrap_or(0);
    let pages = number("PAGES").unwrap_or(6);
    let mut shown = 0;
    let mut table = Vec::new();
    for layout in layouts {
        for damage in [false, true] {
            let (mut here, mut of) = (0, 0);
            for _ in 0..pages {
                let start = dice.roll(items.len() - 12);
                let count = 3 + dice.roll(9);
                let mut printed: Vec<Item> = items[start..start + count].to_vec();
                let page = print(&mut printed, layout, damage, &mut dice);
                let issue = parse(&page).unwrap();
                let seen = |s: &str| s.split_whitespace().collect::<String>();
                let found: Vec<Item> = issue
                    .articles
                    .iter()
                    .map(|a| Item {
                        headline: seen(&a.headline.text),
                        byline: a.byline.iter().map(|p| p.name.text.clone()).collect(),
                        paragraphs: a
                            .paragraphs
                            .iter()
                            .map(|p| {
                                if p.kind == ParagraphKind::Body {
                                    seen(&p.text.text)
                                } else {
                                    format!("# {}", p.text.text)
                                }
                            })
                            .collect(),
                        captions: a.captions.len(),
                    })
                    .collect();
                for item in &printed {
                    let expected = Item {
                        headline: seen(&item.headline),
                        paragraphs: item.paragraphs.iter().map(|p| seen(p)).collect(),
                        ..item.clone()
                    };
                    of += 1;
                    if found.contains(&expected) {
                        here += 1;
                    } else if shown < show {
                        shown += 1;
                        if let Ok(folder) = std::env::var("SHOW_PAGES") {
                            std::fs::write(format!("{folder}/{shown}.txt"), &page).unwrap();
                        }
                        let near = found.iter().find(|f| f.headline == expected.headline);
                        println!(
                            "{layout:?} damage {damage}\n{}\n  {:?}",
                            expected.headline, expected.byline
                        );
                        match near {
                            None => println!(
                                "  no such headline; {:?}",
                                found.iter().map(|f| &f.headline).collect::<Vec<_>>()
                            ),
                            Some(f) => {
                                println!(
                                    "  found {:?} captions {} for {}",
                                    f.byline, f.captions, expected.captions
                                );
                                for p in f.paragraphs.iter().filter(|p| !expected.paragraphs.contains(p)) {
                                    println!("  > {p}");
                                }
                                for p in expected.paragraphs.iter().filter(|p| !f.paragraphs.contains(p)) {
                                    println!("  < {p}");
                                }
                            }
                        }
                    }
                }
            }
            table.push((here * 1000 / of, layout, damage));
            right += here;
            all += of;
        }
    }
    table.sort_by_key(|t| t.0);
    for (share, layout, damage) in table.iter().take(8) {
        println!("{share:4} of 1000: {layout:?}, damage {damage}");
    }
    println!("{right} of {all} articles are as they were printed");
    // The remaining errors are hard to avoid: on a page where only some articles have a byline, a headline without
    // one looks like a subheading.
    assert!(
        right * 100 >= all * 95,
        "only {right} of {all} articles were found as printed"
    );
}
