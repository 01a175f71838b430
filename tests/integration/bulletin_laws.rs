//! Laws that hold for every text the parser is given.
//!
//! No visible character is lost: each is in a span of an article's piece, of a repair's `before` text, or of
//! what was set aside. A repair that only moves letters does not account for them: they must be where it says it
//! moved them. The text of a piece is the text of its spans, except for blanks at the joints.

use kanbao::bulletin::{parse, plain, Issue, Piece, RepairKind};
use kanbao::internals::chars::is_blank;
use proptest::prelude::*;

/// Returns all pieces of an issue.
fn pieces(issue: &Issue) -> Vec<&Piece> {
    let mut all: Vec<&Piece> = Vec::new();
    for article in &issue.articles {
        all.extend(
            [&article.section, &article.kicker, &article.subtitle]
                .into_iter()
                .flatten(),
        );
        all.push(&article.headline);
        for person in &article.byline {
            all.push(&person.name);
            all.extend(&person.role);
        }
        all.extend(article.paragraphs.iter().map(|p| &p.text));
        for caption in &article.captions {
            all.push(&caption.text);
            all.extend(&caption.credit);
        }
    }
    let dropped = |kind| matches!(kind, RepairKind::DroppedParagraph | RepairKind::DroppedArticle);
    all.extend(issue.repairs.iter().filter(|r| dropped(r.kind)).map(|r| &r.before));
    all.extend(issue.set_aside.iter().map(|s| &s.text));
    all
}

fn seen(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c)).collect()
}

/// Checks an issue against the text it was parsed from.
pub(crate) fn check(text: &str, issue: &Issue) -> Result<(), TestCaseError> {
    let mut covered = vec![false; text.len()];
    for piece in pieces(issue) {
        let mut spans = String::new();
        for span in &piece.spans {
            let part = span.slice(text);
            prop_assert!(part.is_some(), "{span:?} cuts a character");
            spans.push_str(part.unwrap());
            covered[span.start.get()..span.end.get()].fill(true);
        }
        prop_assert_eq!(seen(&piece.text), seen(&spans), "a piece's text differs from its spans");
    }
    // The brackets around moved names are only in the repair.
    let mut brackets = covered.clone();
    for span in issue.repairs.iter().flat_map(|r| &r.before.spans) {
        brackets[span.start.get()..span.end.get()].fill(true);
    }
    let lost: String = text
        .char_indices()
        .filter(|&(i, c)| !is_blank(c) && !(if c.is_alphanumeric() { &covered } else { &brackets })[i])
        .map(|(_, c)| c)
        .collect();
    prop_assert!(lost.is_empty(), "lost: {lost}");
    for doubt in &issue.doubts {
        prop_assert!(doubt.text.spans.iter().all(|s| s.slice(text).is_some()));
    }
    let plain = plain::to_plain(issue);
    let json = serde_json::to_value(&plain).unwrap();
    let back = plain::issue_from(&json);
    prop_assert_eq!(plain::to_plain(&back.unwrap()), plain);
    Ok(())
}

/// The parts of generated pages, chosen to provoke the parser's rules.
const BITS: &[&str] = &[
    "春灌用水有保障",
    "老街修旧如旧 烟火气又回来了",
    "钱够吗？",
    "“小巷总理”的一天",
    "——记青石巷居民小组",
    "5G基站建到田头",
    "王小明",
    "善统",
    "欧阳修文 李 芳",
    "本报记者 张三 通讯员 李四",
    "买买提·艾力",
    "文/陈一 图/赵二",
    "□ 孙大成",
    "（记者 周平）",
    "昨日，青石巷的豆浆铺子凌晨四点开门，队伍从门口排到了桥头。",
    "铺子不大，只有六张桌子，却坐得满满",
    "当当。",
    "他说：",
    "“来了就是客。”",
    "本报讯（记者 张三 通讯员 李四）8日，河道清淤工程开工。",
    "老人点点头。（王小明）",
    "一、先修路",
    "（二）再种树",
    "1. 带好雨具；",
    "▲孩子们在放风筝 沈青 摄",
    "图为河边的柳树。",
    "图片由县文旅局提供",
    "（资料照片）",
    "赵二摄",
    "龙舟下水（新华社发 陈一 摄）",
    "云溪报",
    "2024年3月8日 星期五",
    "第3版",
    "责任编辑：王平 版式：李宁",
    "投稿邮箱：yunxi@example.com",
    "3",
    "总第27期",
    "【民生】",
    "■ 要闻",
    "【街谈】别让共享单车堵了门",
    "白日依山尽，",
    "黄河入海流。",
    "open",
    "source",
    "12",
    "345万元",
    "，",
    "。",
    "”",
    "（",
    "·",
    "—",
    "▲",
];

fn page() -> impl Strategy<Value = String> {
    let bit = (0..BITS.len(), 0..12_usize, any::<bool>()).prop_map(|(i, join, indent)| {
        let end = [
            "\n", "\n", "\n", "\n\n", "\n\n", "\r\n", "\r\n\r\n", "", " ", "\n\n\n", "\u{C}", "\u{2028}",
        ][join];
        format!("{}{}{end}", if indent { "　　" } else { "" }, BITS[i])
    });
    proptest::collection::vec(bit, 0..60).prop_map(|bits| bits.concat())
}

/// Pages wrapped at a fixed width, as in old files.
fn wrapped() -> impl Strategy<Value = String> {
    (page(), 6..30_usize).prop_map(|(text, width)| {
        let mut out = String::new();
        for line in text.lines() {
            for (i, c) in line.chars().enumerate() {
                if i > 0 && i % width == 0 {
                    out.push('\n');
                }
                out.push(c);
            }
            out.push('\n');
        }
        out
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_of_a_page_is_lost(text in page()) {
        check(&text, &parse(&text).unwrap())?;
    }

    #[test]
    fn nothing_of_a_wrapped_page_is_lost(text in wrapped()) {
        check(&text, &parse(&text).unwrap())?;
    }

    #[test]
    fn nothing_of_any_text_is_lost(text in any::<String>()) {
        check(&text, &parse(&text).unwrap())?;
    }

    #[test]
    fn nothing_of_marks_is_lost(text in "[ -~　-】\u{ff00}-\u{ff65}一-丐“”‘’—…·\n\r\u{c}]{0,200}") {
        check(&text, &parse(&text).unwrap())?;
    }
}

#[test]
fn nothing_of_the_real_page_is_lost() {
    if let Some(text) = crate::material::bulletin() {
        check(&text, &parse(&text).unwrap()).unwrap();
    }
}
