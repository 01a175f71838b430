//! What a byline of names looks like, and which names and roles are in it.
//!
//! A Chinese name is one of some hundred surnames, of one character or (rarely) two, and a given
//! name of one or two characters; names of other peoples are longer and have a middle dot. A
//! newspaper sets them apart by spaces, 、 or /, says 记者 or 通讯员 before and 文, 图 or 摄 before or
//! after, and sometimes puts the whole in brackets.

use std::ops::Range;

use super::words::Words;
use super::work;
use crate::chars::{is_blank, is_capital, is_closing, is_digit, is_han, is_latin, is_middle_dot, is_opening};

/// Surnames of one character, the commonest first, with their traditional forms: those of the
/// Ministry of Public Security's yearly reports on names (公安部全国姓名报告) and of the 百家姓
/// that are still met with.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎闫薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢谌奚皮粟冼蔺楼盘满闻厉伊仝郜阚花权强帅屠豆朴盖练廉禹井祖漆巴丰卿狄诸昌支元贲钮滑羿汲邴弓牧隗宓仰秋暴蓟怀鄂咸籍苍莘贡逄扶堵宰郦璩濮寿郏习庾暨沃蔚毋巢蒯竺桓从酆郗郤糜殳厍訾逯劳区海索宣晋初云容敬扈晁芮普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭宿鲜印隆茹诺慕危玉银亢嵇哈湛宾戎勾茅於尉冶斯束檀展阴昝智幸奉衡富尧闭張劉陳楊黃趙吳孫馬鄭許韓馮鄧蕭葉蘇呂薑鐘鍾譚陸範賈韋鄒閻龍賀顧龔萬錢嚴湯莊聶魯歐關蘭紀畢單駱藍遊賓華齊喬龐顏倫時農項連蘆麥婁竇衛應閔鄔邊師榮叢鞏鄺談樂儲勞諶諸國豐盧彥羅謝鮑簡費賴蔣鳳凤平和塗郟薊貢欒閆廈寧遲鬱";

/// Surnames of two characters that are still met with, with their traditional forms.
const COMPOUND_SURNAMES: Words = Words("\
    欧阳 上官 司马 诸葛 司徒 皇甫 令狐 慕容 尉迟 公孙 夏侯 端木 长孙 宇文 东方 独孤 南宫 轩辕 呼延 申屠 太史 淳于 单于 澹台 濮阳 钟离 闻人 拓跋 东郭 西门 百里 第五 歐陽 司馬 諸葛 \
    尉遲 公孫 長孫 東方 申屠");

/// Words for one who reports: they stand before the names.
const REPORTER: Words = Words("\
    记者 記者 读者 讀者 网友 網友 通讯员 通訊員 通信员 撰稿人 评论员 評論員 实习生 實習生 作家 特派员 编译 編譯 编写 采写 採寫 撰稿 执笔 口述 讲述");

/// Words for what one did: they stand before the names or after.
const DEED: Words = Words("\
    摄影报道 攝影報導 图文报道 采写 摄影 攝影 撰文 整理 报道 報導 報道 供稿 供图 供圖 图文 文图 圖文 文圖 图片 圖片 制图 製圖 漫画 漫畫 绘图 绘画 插图 插圖 编辑整理 文 图 圖 摄 攝");

/// Words before 记者 and 通讯员 that belong to the role.
const BEFORE_REPORTER: Words = Words("\
    本报 本報 本刊 本网 本台 首席 见习 見習 实习 實習 特约 特約 特派 全媒体 融媒体 融媒 新华社 人民网 中新社 驻 高级 资深");

/// How the names of institutions end; one of them may stand where a name does.
const INSTITUTION_ENDS: Words = Words("\
    局 委 办 部 院 校 中心 公司 社 镇 街道 乡 村 大队 支队 会 所 站 厅 集团 馆 报 台 网 小学 中学 大学 幼儿园 银行 工作室 编辑部 报道组 社区 團 团 學 會 辦 報 组");

/// How a newsroom's name ends, which can be a byline without more.
const NEWSROOMS: Words = Words(
    "\
    编辑部 报道组 工作室 融媒体中心 传媒中心 編輯部 宣传部 评论部",
);

/// Characters that stand in no name but in the words of a short headline.
const NEVER_IN_NAMES: &str = "的了是在不我们你他她它这那哪吗呢吧与及为从把被让将这個這們嗎與為從讓";

/// Short words that stand alone on a line under a headline and are no pen name.
const NOT_NAMES: Words = Words("\
    前言 引言 来信 导语 導語 编者按 編者按 结语 後記 后记 背景 概况 简介 序言 尾声 序 按语 题记 開篇 开篇 缘起 摘要 目录 正文 结束语 案例 延伸阅读 相关链接 导读");

/// Whether `text` is a word that stands alone above or under a text and is no name.
pub(super) fn is_stock(text: &str) -> bool {
    NOT_NAMES.has(text)
}

/// How sure it is that a line is a byline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// It could be a pen name; only its place can tell.
    Weak,
    /// Each name has a known surname, or is of a foreign form.
    Good,
    /// It also says who they are, or what they did.
    Strong,
}

/// One name of a byline: ranges in its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// The name; several ranges where it was printed with an inner space.
    pub(super) name: Vec<Range<usize>>,
    /// Its role's words.
    pub(super) role: Vec<Range<usize>>,
}

/// What a line says of who wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Byline {
    /// The names, in print order.
    pub(super) names: Vec<Name>,
    /// How sure it is.
    pub(super) strength: Strength,
    /// Whether brackets stand round it.
    pub(super) bracketed: bool,
}

/// A byline is not longer than this: four names of foreign form with institutions and roles.
const MAX_BYLINE_CHARS: usize = 60;
/// Nor has it more names; a longer list of names is text.
const MAX_NAMES: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A name with a known surname, or of foreign form.
    Name,
    /// Two to four characters that may be a pen name.
    MaybeName,
    /// One character: half of a name with an inner space.
    Single,
    /// 作者: says no more than that a name follows.
    Author,
    /// 记者, 本报通讯员 …
    Reporter,
    /// 文, 图, 摄 …
    Deed,
    /// 县气象局, 本报编辑部.
    Institution,
}

#[derive(Debug, Clone)]
struct Token {
    range: Vec<Range<usize>>,
    kind: Kind,
}

impl Token {
    fn new(range: Range<usize>, kind: Kind) -> Self {
        Self {
            range: std::iter::once(range).collect(),
            kind,
        }
    }
}

/// Whether a name can begin with the first character (or two) of `text`.
pub(super) fn has_surname(text: &str) -> bool {
    COMPOUND_SURNAMES.at_start(text) > 0 || text.chars().next().is_some_and(|c| SURNAMES.contains(c))
}

fn han_len(text: &str) -> Option<usize> {
    text.chars().all(is_han).then(|| text.chars().count())
}

/// Whether `text` is a Chinese name with a known surname.
fn is_plain_name(text: &str) -> bool {
    let compound = COMPOUND_SURNAMES.at_start(text) > 0;
    match han_len(text) {
        Some(2) => !compound && has_surname(text) && !NOT_NAMES.has(text),
        Some(3) => has_surname(text) && !NOT_NAMES.has(text),
        Some(4) => compound,
        _ => false,
    }
}

/// Whether `text` is a name of several parts with middle dots: 买买提·艾力.
fn is_dotted_name(text: &str) -> bool {
    let mut parts = 0;
    let whole = text.split(is_middle_dot).all(|part| {
        parts += 1;
        matches!(han_len(part), Some(1..=8)) || (!part.is_empty() && part.chars().all(|c| is_latin(c) || c == '.'))
    });
    whole && (2..=4).contains(&parts)
}

fn is_latin_word(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| is_latin(c) && is_capital(c))
        && chars.all(|c| is_latin(c) || matches!(c, '.' | '\'' | '’' | '-'))
}

/// The length of the reporter's role at the beginning of `text`, such as 本报首席记者.
fn reporter_prefix(text: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or("");
        let word = REPORTER.at_start(rest);
        if word > 0 {
            return at + word;
        }
        match BEFORE_REPORTER.at_start(rest) {
            0 => break,
            word => at += word,
        }
    }
    // 嘉禾日报记者: what comes before 记者 in the same word is the paper or the place.
    let end = ["记者", "記者", "通讯员", "通訊員"]
        .iter()
        .filter_map(|w| text.find(w).map(|i| i + w.len()))
        .min();
    match end {
        Some(end) if text.get(..end).and_then(han_len).is_some_and(|n| n <= 12) => end,
        _ => 0,
    }
}

fn is_institution(text: &str) -> bool {
    han_len(text).is_some_and(|n| (3..=16).contains(&n)) && INSTITUTION_ENDS.at_end(text) > 0
}

fn kind_of(text: &str, after_role: bool) -> Option<Kind> {
    if text == "作者" {
        return Some(Kind::Author);
    }
    if DEED.has(text) {
        return Some(Kind::Deed);
    }
    if reporter_prefix(text) == text.len() {
        return Some(Kind::Reporter);
    }
    if is_plain_name(text) {
        return Some(Kind::Name);
    }
    if after_role && is_institution(text) {
        return Some(Kind::Institution);
    }
    match han_len(text) {
        Some(1) => return Some(Kind::Single),
        Some(2..=4) => {
            return (!NOT_NAMES.has(text) && !text.contains(|c| NEVER_IN_NAMES.contains(c))).then_some(Kind::MaybeName)
        }
        Some(_) => return (NEWSROOMS.at_end(text) > 0).then_some(Kind::Institution),
        None => {}
    }
    (is_dotted_name(text) || is_latin_word(text)).then_some(Kind::Name)
}

/// Separators between names, other than blanks.
const fn is_separator(c: char) -> bool {
    matches!(
        c,
        '、' | '，' | ',' | '／' | '/' | ';' | '；' | '|' | '｜' | '&' | '＆' | '：' | ':' | '丨' | '│'
    )
}

/// Bullets before a byline.
pub(super) const fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '□' | '■'
            | '○'
            | '●'
            | '◎'
            | '◇'
            | '◆'
            | '△'
            | '▲'
            | '▽'
            | '▼'
            | '☆'
            | '★'
            | '※'
            | '◉'
            | '▶'
            | '▷'
            | '►'
            | '◀'
            | '◁'
            | '▪'
            | '▫'
            | '♦'
            | '❖'
            | '✎'
            | '√'
            | '→'
    )
}

/// Reads `text` as a byline; `None` where it is none.
pub(super) fn byline(text: &str) -> Option<Byline> {
    if text.chars().take(MAX_BYLINE_CHARS + 1).count() > MAX_BYLINE_CHARS {
        return None;
    }
    work::steps(text.len());
    let trim = |c: char| is_blank(c) || is_bullet(c) || is_middle_dot(c) || matches!(c, '—' | '－' | '-' | '*');
    let start = text.len() - text.trim_start_matches(trim).len();
    let body = text.get(start..).unwrap_or("").trim_end_matches(trim);
    let bracketed = body.chars().next().is_some_and(is_opening) && body.chars().last().is_some_and(is_closing);
    // What ends in a colon addresses someone.
    if body.ends_with(['：', ':']) {
        return None;
    }
    let tokens = tokens(body, start)?;
    let names = assign(&tokens)?;
    if names.is_empty() || names.len() > MAX_NAMES {
        return None;
    }
    let count = |kind| tokens.iter().filter(|t| t.kind == kind).count();
    let roles = count(Kind::Reporter) + count(Kind::Deed) + count(Kind::Author);
    let strength = match (count(Kind::Name), count(Kind::MaybeName) + count(Kind::Institution)) {
        (_, unsure) if roles > 0 && unsure <= 2 => Strength::Strong,
        (1.., 0) if bracketed => Strength::Strong,
        (1.., 0) => Strength::Good,
        (sure, unsure) if sure + unsure == 1 || (sure >= unsure && unsure == 1) => Strength::Weak,
        _ => return None,
    };
    Some(Byline {
        names,
        strength,
        bracketed,
    })
}

/// Cuts a byline into tokens; `None` where something is in it that no byline has.
fn tokens(body: &str, start: usize) -> Option<Vec<Token>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut latin_run = false;
    let mut at = 0;
    while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) {
        let is_break = |c: char| is_blank(c) || is_separator(c) || (is_opening(c) || is_closing(c)) && !is_quote(c);
        let word = rest.split(is_break).next().unwrap_or("");
        if word.is_empty() {
            let c = rest.chars().next()?;
            latin_run &= c == ' ';
            at += c.len_utf8();
            continue;
        }
        let word_start = start + at;
        at += word.len();
        let latin = is_latin_word(word);
        if word.chars().any(|c| is_digit(c) || is_quote(c)) && !latin {
            return None;
        }
        let after_role = tokens
            .last()
            .is_some_and(|t| matches!(t.kind, Kind::Author | Kind::Reporter | Kind::Deed));
        if let Some(cut) = glued_role(word) {
            tokens.push(Token::new(word_start..word_start + cut, Kind::Reporter));
            at = at - word.len() + cut;
            latin_run = false;
            continue;
        }
        if let Some((cut, first, second)) = glued_deed(word, after_role) {
            tokens.push(Token::new(word_start..word_start + cut, first));
            tokens.push(Token::new(word_start + cut..word_start + word.len(), second));
            latin_run = false;
            continue;
        }
        if let Some(halves) = two_names(word, after_role) {
            let mut from = word_start;
            for (len, skip) in halves {
                tokens.push(Token::new(from..from + len, Kind::Name));
                from += len + skip;
            }
            latin_run = false;
            continue;
        }
        let kind = kind_of(word, after_role)?;
        let range = word_start..word_start + word.len();
        match tokens.last_mut() {
            // “Mary Smith”, and the halves of a name printed apart.
            Some(last) if latin && latin_run && last.range.len() < 4 => last.range.push(range),
            Some(last) if kind == Kind::Single && last.kind == Kind::Single && last.range.len() == 1 => {
                last.range.push(range);
                last.kind = Kind::Name;
            }
            _ => tokens.push(Token::new(range, kind)),
        }
        latin_run = latin;
    }
    // A name printed apart must begin with a surname; a single character alone is no name.
    let text_at = |r: &Range<usize>| body.get(r.start - start..r.end - start).unwrap_or("");
    for token in &tokens {
        match token.kind {
            Kind::Single => return None,
            Kind::Name if token.range.len() == 2 => {
                let apart = token.range.iter().all(|r| han_len(text_at(r)) == Some(1));
                if apart && !token.range.first().is_some_and(|r| has_surname(text_at(r))) {
                    return None;
                }
            }
            _ => {}
        }
    }
    Some(tokens)
}

const fn is_quote(c: char) -> bool {
    matches!(
        c,
        '“' | '”' | '‘' | '’' | '"' | '\'' | '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉'
    )
}

/// A role and a name without a space between, 记者张三: the role's length.
fn glued_role(word: &str) -> Option<usize> {
    let cut = reporter_prefix(word);
    let rest = word.get(cut..).filter(|r| cut > 0 && !r.is_empty())?;
    if is_plain_name(word) {
        return None;
    }
    // 本报记者 is a role and nothing else; 记者 may begin a headline.
    let sure = BEFORE_REPORTER.at_start(word) > 0 && matches!(han_len(rest), Some(2..=4));
    (sure || is_plain_name(rest) || glued_deed(rest, false).is_some() || two_names(rest, true).is_some()).then_some(cut)
}

/// A name and a deed without a space between, 张三摄: the name's length, and the two kinds.
fn glued_deed(word: &str, after_role: bool) -> Option<(usize, Kind, Kind)> {
    if is_plain_name(word) || DEED.has(word) {
        return None;
    }
    DEED.iter().find_map(|deed| {
        let before = word.strip_suffix(deed)?;
        let kind = if is_plain_name(before) {
            Kind::Name
        } else if after_role && han_len(before).is_some_and(|n| (2..=4).contains(&n)) {
            Kind::MaybeName
        } else if is_institution(before) && deed.chars().count() > 1 {
            Kind::Institution
        } else {
            return None;
        };
        Some((before.len(), kind, Kind::Deed))
    })
}

/// Two names run together after a role (记者 张三李四), or set apart by a middle dot (张三·李四):
/// the length of each in bytes, and of what stands after it.
fn two_names(word: &str, after_role: bool) -> Option<[(usize, usize); 2]> {
    if let Some((left, right)) = word.split_once(is_middle_dot) {
        let dot = word.len() - left.len() - right.len();
        return (is_plain_name(left) && is_plain_name(right)).then_some([(left.len(), dot), (right.len(), 0)]);
    }
    if !after_role || is_plain_name(word) || !matches!(han_len(word), Some(4..=6)) || is_institution(word) {
        return None;
    }
    [3, 2].iter().find_map(|&chars| {
        let (cut, _) = word.char_indices().nth(chars)?;
        let (left, right) = word.split_at_checked(cut)?;
        (is_plain_name(left) && is_plain_name(right)).then_some([(left.len(), 0), (right.len(), 0)])
    })
}

/// Adds a role's word; 文/摄 is one role as printed.
fn push_role(role: &mut Vec<Range<usize>>, token: &Token, previous: Option<Kind>) {
    match (role.last_mut(), token.range.last()) {
        (Some(last), Some(word)) if previous == Some(Kind::Deed) => last.end = word.end,
        _ => role.extend(token.range.iter().cloned()),
    }
}

/// Gives each name its role. A reporter's role stands before its names; a deed before or after,
/// which the line's last word tells: 文/张三 图/李四, but 张三 文 李四 图.
fn assign(tokens: &[Token]) -> Option<Vec<Name>> {
    let deeds_follow = tokens.last().is_some_and(|t| t.kind == Kind::Deed);
    let mut names: Vec<Name> = Vec::new();
    let mut before: Vec<Range<usize>> = Vec::new();
    // Names from here on wait for the deed that follows them.
    let mut waiting = 0;
    let mut previous = None;
    for token in tokens {
        match token.kind {
            Kind::Author => before.clear(),
            Kind::Reporter => before.clone_from(&token.range),
            Kind::Deed if deeds_follow && !names.is_empty() => {
                for name in names.iter_mut().skip(waiting) {
                    push_role(&mut name.role, token, previous);
                }
            }
            Kind::Deed if previous == Some(Kind::Deed) => push_role(&mut before, token, previous),
            Kind::Deed => before.clone_from(&token.range),
            Kind::Name | Kind::MaybeName | Kind::Institution | Kind::Single => {
                if deeds_follow && previous == Some(Kind::Deed) {
                    waiting = names.len();
                }
                names.push(Name {
                    name: token.range.clone(),
                    role: before.clone(),
                });
            }
        }
        previous = Some(token.kind);
    }
    // 本报记者 alone is the name of whoever wrote.
    if names.is_empty() {
        let [Token {
            range,
            kind: Kind::Reporter,
        }] = tokens
        else {
            return None;
        };
        names.push(Name {
            name: range.clone(),
            role: Vec::new(),
        });
    }
    Some(names)
}
