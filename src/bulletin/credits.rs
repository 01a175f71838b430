//! Finds the credit at the end of a caption, which says who took or supplied the photo: 沈菁 摄,
//! （新华社发 张三 摄）, 图片由…提供, 资料图片.

use std::ops::Range;

use super::names::{self, Strength};
use super::words::Words;
use super::work;
use crate::chars::{is_blank, is_closing, is_opening, is_pause, is_sentence_end};

/// The two parts of a caption, as byte ranges of its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Credit {
    /// The description of the photo; may be empty.
    pub(super) caption: Range<usize>,
    /// The credit, usually without the brackets around it.
    pub(super) credit: Range<usize>,
}

/// Maximum length of a credit, in characters; the names of institutions can be long.
const MAX_CREDIT_CHARS: usize = 50;

/// Complete credits that name a source instead of a person.
const SOURCES: Words = Words("\
    新华社发 新华社供图 中新社发 资料图 资料图片 资料照片 资料照 本报资料图 本报资料图片 本报资料照片 视觉中国 网络图片 效果图 示意图 AI生成 AI制图 AI绘图 資料圖片 資料照片 资料图。 \
    图源网络 图片来自网络 图据网络");
/// Words that end a credit, after the name of the photo's supplier.
const GIVERS: Words = Words(
    "\
    供图 供圖 提供 提供图片 图片提供 攝影提供 供片",
);
/// Words that begin a credit, which then reaches to the end of the line.
const OPENERS: Words = Words("图片由 照片由 图由 本文图片由 均由 图片来源 图源 图片来自 圖片由 照片來源 图据");
/// Words that begin a credit if a colon or a stroke follows: 图/张三, 摄影：李四.
const LABELS: Words = Words("图 摄影 摄 供图 图片 圖 攝影 攝 供圖 圖片 文图 文/图 图片提供 照片");

/// A line with none of these characters has no credit.
const HINTS: &str = "摄攝图圖照片供发發觉生画畫";

/// Finds the credit at the end of `text`; `None` if there is none.
pub(super) fn credit(text: &str) -> Option<Credit> {
    let body = text.trim_end_matches(|c| is_blank(c) || matches!(c, '。' | '.' | '，' | '；' | '．'));
    // However long the line, only its end is examined.
    let from = body.char_indices().rev().nth(MAX_CREDIT_CHARS).map_or(0, |(i, _)| i);
    let tail = body.get(from..)?;
    work::steps(tail.len());
    // A quick test that spares most lines the closer look.
    if !tail.contains(|c| HINTS.contains(c)) {
        return None;
    }
    if tail.ends_with(is_closing) {
        return bracketed(tail, from);
    }
    let start = from + bare(tail)?;
    Some(Credit {
        caption: 0..start,
        credit: start..body.len(),
    })
}

/// Finds a credit in brackets at the end of `tail`, which begins at byte `from` of the line.
fn bracketed(tail: &str, from: usize) -> Option<Credit> {
    let (close, _) = tail.char_indices().next_back()?;
    let (open, mark) = tail.char_indices().rev().find(|&(_, c)| is_opening(c))?;
    let inner = open + mark.len_utf8();
    if !matches!(mark, '（' | '(' | '【' | '[' | '〔') || !is_credit(tail.get(inner..close)?) {
        return None;
    }
    // 新华社发（张三 摄）: the agency before the bracket is part of the credit.
    let before = tail.get(..open)?.trim_end_matches(is_blank);
    let agency = before
        .rfind(|c| is_blank(c) || is_sentence_end(c))
        .and_then(|i| before.get(i..))
        .unwrap_or(before);
    let agency = agency.trim_start_matches(|c| is_blank(c) || is_sentence_end(c));
    if SOURCES.has(agency) {
        let start = before.len() - agency.len();
        return Some(Credit {
            caption: 0..from + start,
            credit: from + start..from + tail.len(),
        });
    }
    Some(Credit {
        caption: 0..from + open,
        credit: from + inner..from + close,
    })
}

fn is_photo_role(role: &str) -> bool {
    role.contains(['摄', '攝', '图', '圖', '画', '畫'])
}

/// Returns the byte offset in `tail` at which a credit without brackets begins.
fn bare(tail: &str) -> Option<usize> {
    // A credit may begin after any blank or punctuation mark. They are tried from the last to the first,
    // and the longest text that is entirely a credit wins.
    let mut best = None;
    let mut starts = 0;
    if tail.ends_with("提供") || tail.ends_with("供图") {
        best = ["图片由", "照片由", "圖片由"]
            .iter()
            .filter_map(|o| tail.rfind(o))
            .max();
    }
    let bounds = tail
        .char_indices()
        .rev()
        .filter(|&(_, c)| is_blank(c) || is_sentence_end(c) || is_closing(c) || is_pause(c));
    for at in bounds.map(|(i, c)| i + c.len_utf8()).chain(std::iter::once(0)) {
        let Some(said) = tail.get(at..).filter(|s| !s.is_empty()) else {
            continue;
        };
        starts += 1;
        if starts > MAX_STARTS {
            break;
        }
        work::steps(said.len());
        if is_credit(said) {
            best = Some(at);
        } else if best.is_some() && !said.starts_with(is_blank) {
            break;
        }
    }
    best
}

/// Maximum number of places tried as a credit's beginning: one for each name, role and space.
const MAX_STARTS: usize = 14;

/// Whether a text begins with a label, as 图/张三 and 摄影：李四 do.
fn is_labelled(said: &str) -> bool {
    let label = LABELS.at_start(said);
    label > 0
        && said.get(label..).is_some_and(|rest| {
            rest.trim_start_matches(is_blank)
                .starts_with(['：', ':', '/', '／', '｜', '|'])
        })
}

fn is_credit(said: &str) -> bool {
    let said = said.trim_matches(is_blank);
    if said.is_empty() || said.contains(is_sentence_end) {
        return false;
    }
    if OPENERS.at_start(said) > 0 || is_labelled(said) {
        return true;
    }
    if SOURCES.has(said) {
        return true;
    }
    // 县气象局供图: one word, or the supplier, a space and 供图. Credits that end in 提供 must name a photo
    // (图 or 照) in one word, since other things are supplied too.
    let words = said.split(is_blank).filter(|w| !w.is_empty()).count();
    if let Some(giver) = said
        .get(..said.len() - GIVERS.at_end(said))
        .filter(|g| g.len() < said.len())
    {
        let giver = giver.trim_end_matches(is_blank);
        let photo = !said.ends_with("提供") || (giver.contains(['图', '照', '圖']) && words == 1);
        return photo && !giver.is_empty() && words <= 2 && giver.chars().count() <= 24 && !giver.contains(is_pause);
    }
    // 新华社记者 张三 摄 is a byline with a photo's role.
    let Some(byline) = names::byline(said) else {
        return false;
    };
    byline.strength == Strength::Strong
        && byline
            .names
            .iter()
            .any(|n| n.role.iter().any(|r| is_photo_role(said.get(r.clone()).unwrap_or(""))))
}
