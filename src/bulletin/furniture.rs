//! Pass 2: recognises page furniture, which belongs to no article: running heads with the paper's name,
//! dates, page numbers, editors' names and addresses for letters.
//!
//! A line is furniture if all or nearly all of it is recognised as such: the name of a section or a paper
//! may accompany a date or a page number.

use std::ops::Range;

use super::dates::{self, Date};
use super::people::has_surname;
use super::words::Words;
use super::work;
use crate::chars::{is_blank, is_digit, is_han, is_sentence_end};

/// The content of a line of furniture.
#[derive(Debug, Clone, Default)]
pub(super) struct Furniture {
    /// Whether it is furniture by itself. If not, it is furniture only next to other furniture.
    pub(super) solid: bool,
    /// The date.
    pub(super) date: Option<Date>,
    /// The byte range of the edition in the line.
    pub(super) edition: Option<Range<usize>>,
    /// The byte range of the paper's name in the line.
    pub(super) paper: Option<Range<usize>>,
    /// The byte range of an author's name, which web pages give next to date and source.
    pub(super) author: Option<Range<usize>>,
    /// Whether it has a page number and unrecognised text, as the lines of a contents list do.
    pub(super) contents: bool,
    /// Whether it is only a date, which may also end a letter or a notice.
    pub(super) mere_date: bool,
}

/// Maximum length of furniture, in characters: an imprint with names, number, address and telephone.
const MAX_CHARS: usize = 120;
/// Maximum length of a paper's name, in characters.
const MAX_PAPER_CHARS: usize = 12;
/// Maximum length of a section's name next to a page number, in characters.
const MAX_SECTION_CHARS: usize = 6;

/// Labels of the people who made the page; a colon, a bar or a space and a name follow.
const EDITOR_LABELS: Words = Words("\
    责任编辑 責任編輯 值班编辑 执行编辑 文字编辑 图片编辑 美术编辑 视觉编辑 版面编辑 新媒体编辑 编辑 編輯 责编 責編 美编 美編 版式 版式设计 版式編排 版面设计 版面 版面設計 组版 排版 校对 校對 责任校对 检校 \
    值班主任 值班总编 值班总编辑 值班副总编 值班编委 值班 主编 主編 副主编 执行主编 总编辑 总编 副总编 审核 审校 审读 终审 初审 复审 签发 监制");
/// Labels that web pages add: the source, the time of publication, the number of views.
const SOURCE_LABELS: Words = Words(
    "\
    来源 來源 稿源 信息来源 发布时间 發布時間 发布日期 浏览次数 点击数 阅读量",
);
/// Labels of contact details. Notices have them too, so they are furniture only next to other furniture.
const CONTACT_LABELS: Words = Words("\
    地址 社址 电话 電話 热线 熱線 联系电话 传真 邮箱 郵箱 信箱 邮编 郵編 网址 网站 微信 微信号 公众号 官方微信 微博 抖音 E-mail Email email E-MAIL QQ QQ群 主办 \
    承办 协办");
/// Labels of contact details that only the paper itself uses, never a notice.
const PAPER_CONTACT_LABELS: Words = Words("\
    编辑电话 编辑邮箱 编辑热线 电子邮箱 来稿邮箱 投稿邮箱 投稿信箱 投稿热线 投稿 投稿郵箱 新闻热线 新聞熱線 报料热线 报料电话 编辑部电话 编辑部地址 广告热线 广告电话 发行热线 发行电话 订阅热线 订报热线 读者热线 报社地址 印刷 定价 \
    零售价");
const AUTHOR_LABELS: Words = Words(
    "\
    作者 记者 記者 通讯员 撰稿",
);
/// Words that may precede a label without changing its meaning.
const OWN: Words = Words(
    "\
    本版 本期 本报 本刊 今日 當值 当值 本報 一版 二版 三版 四版 五版 六版 七版 八版 头版",
);
/// Words of a serial's registration.
const REGISTRY: Words = Words("\
    国内统一连续出版物号 国内统一刊号 国内统一 统一刊号 邮发代号 内部资料 准印证 准印號 刊号 ISSN CN 免费赠阅 免费交流 内部刊物 电子版 数字报");

/// Endings of lines that name the publisher.
const PUBLISHER_ENDS: Words = Words("主办 主管 编印 出版 印制 承印 主辦 出版社");
/// Maximum length of such a line, in characters.
const MAX_PUBLISHER_CHARS: usize = 24;

/// Headings of contents lists.
const CONTENTS_HEADS: Words = Words("导读 今日导读 本期导读 本期要目 要目 目录 内容提要 導讀 今日看點 今日看点");

/// Whether the line is the heading of a contents list.
pub(super) fn is_contents_head(text: &str) -> bool {
    CONTENTS_HEADS.has(text.trim_matches(|c| is_blank(c) || is_bar(c)))
}

/// Whether `text` only refers to the page where an article continues: （下转第3版）.
pub(super) fn is_jump(text: &str) -> bool {
    let inner = text.trim_matches(|c| is_blank(c) || is_bar(c) || matches!(c, '▶' | '▲' | '→'));
    let words = Words("下转 上接 下接 紧接 下轉 詳見 详见 相关报道见 相关报道详见");
    let rest = inner
        .get(words.at_start(inner)..)
        .filter(|r| r.len() < inner.len())
        .unwrap_or("");
    page(rest.trim_start_matches(is_blank))
        .is_some_and(|(len, _)| rest.get(len..).is_some_and(|r| r.chars().take(9).count() < 9))
}

/// Names of newspaper sections.
const SECTIONS: Words = Words("\
    要闻 综合 民生 社会 经济 文化 教育 健康 体育 法治 时政 国内 国际 本地 副刊 专题 专版 专栏 评论 观点 言论 时评 特写 通讯 简讯 短讯 快讯 速递 乡村 乡镇 社区 人物 故事 生活 服务 \
    公告 旅游 科技 财经 文艺 诗歌 散文 随笔 书画 广告 天气 导读 头版 头条 图片 影像 视觉 读书 校园 农业 工业 党建 深度 调查 访谈 回音壁 读者来信 编读往来 百姓 街坊 地方 要聞 綜合 \
    社會 經濟 體育 國際 評論 副刊 簡訊 讀者來信 更正 启事 声明 讣告 通知 啟事 藝文 地方新聞");
/// Words that may follow a section's name.
const SECTION_ENDS: Words = Words(
    "\
    新闻 新聞 专版 專版 周刊 版 之窗 园地 天地 在线 视点 聚焦 专栏 信息 动态 速览",
);
/// Endings of papers' names.
const PAPER_ENDS: Words = Words(
    "\
    日报 晚报 早报 晨报 时报 周报 月报 旬报 快报 简报 校报 报 報 月刊 周刊 季刊 通讯 通訊 简讯 快讯",
);

/// Whether `text` is the name of a section such as 民生 or 社会新闻.
pub(super) fn is_section_name(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    if SECTIONS.has(text) {
        return true;
    }
    SECTION_ENDS.iter().any(|end| {
        text.strip_suffix(end).is_some_and(|stem| {
            SECTIONS.has(stem)
                || (end == "新闻" || end == "新聞") && stem.chars().count() == 2 && stem.chars().all(is_han)
        })
    })
}

/// Whether `text` could be a paper's name, judging by its length and its ending.
pub(super) fn is_paper_name(text: &str) -> bool {
    let text = text.trim_matches(['《', '》']);
    let chars = text.chars().count();
    (3..=MAX_PAPER_CHARS).contains(&chars) && text.chars().all(is_han) && PAPER_ENDS.at_end(text) > 0
}

#[inline(never)]
const fn is_bar(c: char) -> bool {
    matches!(
        c,
        '|' | '｜'
            | '丨'
            | '│'
            | '/'
            | '／'
            | '•'
            | '·'
            | '●'
            | '■'
            | '◆'
            | '—'
            | '－'
            | '-'
            | '–'
            | '~'
            | '，'
            | ','
            | '、'
            | '；'
            | ';'
            | '（'
            | '）'
            | '('
            | ')'
            | '【'
            | '】'
            | '['
            | ']'
            | '。'
    )
}

/// Reads `text` as furniture; `None` if it is not.
pub(super) fn furniture(text: &str) -> Option<Furniture> {
    if text.chars().take(MAX_CHARS + 1).count() > MAX_CHARS {
        return None;
    }
    work::steps(text.len());
    if is_jump(text) {
        return Some(Furniture {
            solid: true,
            ..Furniture::default()
        });
    }
    // Text of several sentences is not furniture.
    if text.trim_end_matches(is_sentence_end).contains(is_sentence_end) {
        return None;
    }
    let mut reader = Reader::default();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
        let skip = rest.len() - rest.trim_start_matches(|c| is_blank(c) || is_bar(c)).len();
        if skip > 0 {
            at += skip;
            continue;
        }
        at += reader.take(rest, at);
    }
    reader.judge(text)
}

#[derive(Debug, Default)]
struct Reader {
    found: Furniture,
    page: bool,
    bare_number: bool,
    issue_number: bool,
    registry: bool,
    editor: bool,
    paper_contact: bool,
    contact: bool,
    calendar: bool,
    unknown: Vec<Range<usize>>,
    /// Whether a label has been read, so that unrecognised text is its value.
    after_label: bool,
    after_author: bool,
}

impl Reader {
    /// Reads the item at the beginning of `rest`, which begins at byte `at` of the line, and returns its
    /// length in bytes.
    fn take(&mut self, rest: &str, at: usize) -> usize {
        let word = rest
            .split(|c| is_blank(c) || matches!(c, '|' | '｜' | '丨' | '│'))
            .next()
            .unwrap_or(rest);
        if let Some(date) = dates::date(rest) {
            self.found.date = self.found.date.or(Some(date));
            self.after_label = false;
            return date.len;
        }
        if let Some(len) = calendar(word) {
            self.calendar = true;
            return len;
        }
        if let Some(len) = label(rest) {
            return self.take_label(rest, len);
        }
        if let Some(len) = issue_number(word) {
            self.issue_number = true;
            return len;
        }
        if let Some((len, edition)) = page(rest) {
            self.page = true;
            if edition && self.found.edition.is_none() {
                self.found.edition = Some(at..at + len);
            }
            return len;
        }
        if REGISTRY.at_start(word) > 0 {
            self.registry |= !word.starts_with("CN") || word.contains('-');
            return word.len();
        }
        if is_address(word) {
            self.contact |= !self.after_label;
            return word.len();
        }
        if !self.after_label && word.len() <= 3 && word.chars().all(is_digit) {
            self.bare_number = true;
            if self.found.edition.is_none() {
                self.found.edition = Some(at..at + word.len());
            }
            return word.len();
        }
        // Up to the next bar, bracket or blank.
        let len = rest.find(|c| is_blank(c) || is_bar(c)).unwrap_or(rest.len());
        let len = if len == 0 { word.len().max(1) } else { len };
        if self.after_author {
            let from = self.found.author.as_ref().map_or(at, |r| r.start);
            self.found.author = Some(from..at + len);
        } else if !self.after_label {
            self.unknown.push(at..at + len);
        }
        len
    }

    fn take_label(&mut self, rest: &str, len: usize) -> usize {
        let word = rest.get(..len).unwrap_or("");
        let bare = word
            .get(OWN.at_start(word)..)
            .unwrap_or(word)
            .trim_end_matches(|c| is_blank(c) || is_label_mark(c));
        self.after_label = true;
        self.after_author = AUTHOR_LABELS.has(bare);
        if EDITOR_LABELS.has(bare) || SOURCE_LABELS.has(bare) {
            self.editor = true;
        } else if PAPER_CONTACT_LABELS.has(bare) {
            self.paper_contact = true;
        } else if !self.after_author {
            self.contact = true;
        }
        len
    }

    fn judge(mut self, text: &str) -> Option<Furniture> {
        let at = |range: &Range<usize>| text.get(range.clone()).unwrap_or("");
        let unknown: usize = self.unknown.iter().map(|r| at(r).chars().count()).sum();
        let paper = self.unknown.iter().find(|r| is_paper_name(at(r))).cloned();
        let sections = self
            .unknown
            .iter()
            .all(|r| is_section_name(at(r)) || Some(r) == paper.as_ref());
        let day = self.found.date.is_some_and(Date::has_day);
        let month = self.found.date.is_some() && !day;
        let known = day || self.issue_number || self.page || self.registry || self.editor || self.paper_contact;
        let all_known = self.unknown.is_empty() || (sections && self.unknown.len() <= 3);
        self.found.solid = if self.editor || self.paper_contact || self.registry {
            unknown <= 2 * MAX_PAPER_CHARS
        } else if all_known {
            known || (self.bare_number && (self.unknown.is_empty() || sections)) || (month && paper.is_some())
        } else {
            (day || self.page) && unknown <= MAX_SECTION_CHARS && self.unknown.len() <= 2
        };
        let other = self.page || self.bare_number || self.issue_number || self.registry || self.editor;
        self.found.mere_date = day
            && self.unknown.is_empty()
            && !(other || self.paper_contact || self.contact || self.calendar || self.found.author.is_some());
        self.found.paper = paper;
        if self.bare_number && self.unknown.is_empty() && self.found.date.is_none() {
            // A bare number is a page number, not an edition.
            self.found.edition = None;
        }
        let publisher = PUBLISHER_ENDS.at_end(text) > 0 && text.chars().count() <= MAX_PUBLISHER_CHARS;
        let weak = publisher || (self.contact || month || self.calendar) && self.unknown.is_empty();
        self.found.contents = self.page && !self.unknown.is_empty();
        (self.found.solid || self.found.contents || weak).then_some(self.found)
    }
}

const fn is_label_mark(c: char) -> bool {
    matches!(c, '：' | ':' | '/' | '／' | '|' | '｜' | '丨')
}

/// Returns the length of a label at the beginning of `text`, with the mark or space after it: 责任编辑：,
/// 版式 张三.
fn label(text: &str) -> Option<usize> {
    let own = OWN.at_start(text);
    let rest = text.get(own..)?;
    let tables = [
        EDITOR_LABELS,
        SOURCE_LABELS,
        CONTACT_LABELS,
        PAPER_CONTACT_LABELS,
        AUTHOR_LABELS,
    ];
    let word = rest
        .get(..tables.iter().map(|t| t.at_start(rest)).max()?)
        .filter(|w| !w.is_empty())?;
    let behind = rest.get(word.len()..)?;
    let marks = behind.len() - behind.trim_start_matches(|c| is_blank(c) || is_label_mark(c)).len();
    let marked = behind.get(..marks)?.contains(is_label_mark);
    // If only a space follows, it must be an editor's label with a name after it.
    let named = || {
        let name = behind.trim_start_matches(is_blank).split(is_blank).next().unwrap_or("");
        marks > 0 && has_surname(name) && (2..=4).contains(&name.chars().count()) && EDITOR_LABELS.has(word)
    };
    (marked || named()).then_some(own + word.len() + marks)
}

/// Reads a page number (第3版, A03版, 第 3 页, 共8版) and returns its length and whether it names the edition.
fn page(text: &str) -> Option<(usize, bool)> {
    let mut chars = text.char_indices().peekable();
    let lead = chars
        .next_if(|&(_, c)| matches!(c, '第' | '共' | '今' | 'A'..='H' | 'P'))
        .map_or(' ', |(_, c)| c);
    if lead == '今' {
        chars.next_if(|&(_, c)| c == '日')?;
    }
    while chars.next_if(|&(_, c)| c == ' ' || c == '　').is_some() {}
    let mut digits = 0;
    while chars.next_if(|&(_, c)| dates::digit(c).is_some()).is_some() {
        digits += 1;
    }
    if digits == 0 || digits > 4 {
        return None;
    }
    let before_space = chars.peek().map_or(text.len(), |&(i, _)| i);
    while chars.next_if(|&(_, c)| c == ' ' || c == '　').is_some() {}
    let unit = chars
        .next_if(|&(_, c)| c == '版' || c == '页' || c == '頁')
        .map(|(i, c)| (i + c.len_utf8(), c));
    // 第3版面 is not a page number.
    let ends = |len: usize| {
        text.get(len..)
            .and_then(|r| r.chars().next())
            .is_none_or(|c| is_blank(c) || is_bar(c) || c == '：')
    };
    match (lead, unit) {
        // 3版. The digits of dates have been read before.
        (' ', Some((len, '版'))) if digits <= 2 => Some((len, true)),
        ('第' | 'A'..='H', Some((len, '版'))) => Some((len, true)),
        ('A'..='H', None) if digits == 2 && ends(before_space) => Some((before_space, true)),
        ('P', None) if ends(before_space) => Some((before_space, false)),
        ('第' | '共' | '今', Some((len, _))) => Some((len, false)),
        _ => None,
    }
    .filter(|&(len, _)| ends(len))
}

/// Returns the length of an issue number: 第12期, 总第305期, No.12.
fn issue_number(word: &str) -> Option<usize> {
    let stem = [
        "总第",
        "總第",
        "总",
        "第",
        "NO.",
        "No.",
        "no.",
        "Vol.",
        "VOL.",
        "复刊第",
        "新第",
    ]
    .iter()
    .filter(|s| word.starts_with(**s))
    .max_by_key(|s| s.len())?;
    let rest = word.get(stem.len()..)?;
    let digits = rest.len()
        - rest
            .trim_start_matches(|c| dates::digit(c).is_some() || matches!(c, '百' | '千'))
            .len();
    if digits == 0 {
        return None;
    }
    if stem.ends_with('.') {
        return Some(stem.len() + digits);
    }
    let unit = ["期", "号", "號"]
        .iter()
        .find(|u| rest.get(digits..).is_some_and(|r| r.starts_with(**u)))?;
    Some(stem.len() + digits + unit.len())
}

/// Returns the length of a day of the week, a time of day or a date of the lunar calendar: 星期四, 周四,
/// 农历腊月廿九, 甲辰年正月初八.
fn calendar(word: &str) -> Option<usize> {
    let day_of_week = ["星期", "礼拜", "禮拜", "周", "週"].iter().find_map(|w| {
        let rest = word.strip_prefix(w)?;
        let day = rest.chars().next().filter(|c| "一二三四五六日天".contains(*c))?;
        let after = rest.get(day.len_utf8()..)?.chars().next();
        after
            .is_none_or(|c| is_bar(c) || matches!(c, '农' | '農' | '第'))
            .then_some(w.len() + day.len_utf8())
    });
    if day_of_week.is_some() {
        return day_of_week;
    }
    let clock = word.contains(':') && word.chars().all(|c| is_digit(c) || c == ':');
    let cycle = {
        let mut chars = word.chars();
        chars.next().is_some_and(|c| "甲乙丙丁戊己庚辛壬癸".contains(c))
            && chars.next().is_some_and(|c| "子丑寅卯辰巳午未申酉戌亥".contains(c))
            && chars.next() == Some('年')
    };
    let lunar = ["农历", "農曆", "夏历", "阴历", "岁次"]
        .iter()
        .any(|w| word.starts_with(w));
    let month = [
        "正月", "腊月", "臘月", "冬月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月",
    ]
    .iter()
    .any(|m| {
        word.strip_prefix(m).is_some_and(|day| {
            (1..=3).contains(&day.chars().count()) && day.chars().all(|c| c == '初' || dates::digit(c).is_some())
        })
    });
    (clock || (cycle || lunar) && word.chars().count() <= 14 || month).then_some(word.len())
}

/// Whether `word` is a telephone number, an e-mail address or a web address.
fn is_address(word: &str) -> bool {
    let web = word.starts_with("http") || word.starts_with("www.") || word.starts_with("WWW.");
    let mail = word.contains('@') || word.contains('＠');
    let digits = word.chars().filter(|c| is_digit(*c)).count();
    let phone = digits >= 7
        && word
            .chars()
            .all(|c| is_digit(c) || matches!(c, '-' | '－' | '—' | '(' | ')' | '+' | '（' | '）' | '、' | '/'));
    web || mail || phone
}
