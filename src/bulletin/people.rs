//! The words that bylines consist of: surnames, roles, institutions and places; and tests of what a
//! single word can be.

use super::words::Words;
use crate::chars::{is_capital, is_digit, is_han, is_latin, is_middle_dot};

/// Surnames of one character, the most common first, with their traditional forms: from the Ministry of
/// Public Security's yearly reports on names (公安部全国姓名报告) and from those of the 百家姓 that are still
/// in use.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎闫薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢谌奚皮粟冼蔺楼盘满闻厉伊仝郜阚花权强帅屠豆朴盖练廉禹井祖漆巴丰卿狄诸昌支元贲钮滑羿汲邴弓牧隗宓仰秋暴蓟怀鄂咸籍苍莘贡逄扶堵宰郦璩濮寿郏习庾暨沃蔚毋巢蒯竺桓从酆郗郤糜殳厍訾逯劳区海索宣晋初云容敬扈晁芮普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭宿鲜印隆茹诺慕危玉银亢嵇哈湛宾戎勾茅於尉冶斯束檀展阴昝智幸奉衡富尧闭張劉陳楊黃趙吳孫馬鄭許韓馮鄧蕭葉蘇呂薑鐘鍾譚陸範賈韋鄒閻龍賀顧龔萬錢嚴湯莊聶魯歐關蘭紀畢單駱藍遊賓華齊喬龐顏倫時農項連蘆麥婁竇衛應閔鄔邊師榮叢鞏鄺談樂儲勞諶諸國豐盧彥羅謝鮑簡費賴蔣鳳凤平和塗郟薊貢欒閆廈寧遲鬱";

/// Surnames of two characters that are still in use, with their traditional forms.
const COMPOUND_SURNAMES: Words = Words("\
    欧阳 上官 司马 诸葛 司徒 皇甫 令狐 慕容 尉迟 公孙 夏侯 端木 长孙 宇文 东方 独孤 南宫 轩辕 呼延 申屠 太史 淳于 单于 澹台 濮阳 钟离 闻人 拓跋 东郭 西门 百里 第五 歐陽 司馬 諸葛 \
    尉遲 公孫 長孫 東方 申屠");

/// Words for a reporter or another contributor; they precede the names.
pub(super) const REPORTER: Words = Words("\
    记者 記者 小记者 班主任 指导老师 指导教师 辅导老师 指導老師 读者 讀者 网友 網友 通讯员 通訊員 通信员 撰稿人 评论员 評論員 实习生 實習生 作家 特派员 编译 編譯 编写 采写 採寫 撰稿 执笔 口述 讲述");

/// Words for what a person did; they precede or follow the names.
pub(super) const DEED: Words = Words("\
    摄影报道 攝影報導 图文报道 采写 摄影 攝影 撰文 整理 报道 報導 報道 供稿 供图 供圖 图文 文图 圖文 文圖 图片 圖片 制图 製圖 漫画 漫畫 绘图 绘画 插图 插圖 编辑整理 文 图 圖 摄 攝");

/// Words that follow a place in a dateline.
const REPORTS: Words = Words("报道 報導 報道 电 電 讯 訊 专电 專電");

/// Words before 记者 and 通讯员 that are part of the role.
pub(super) const BEFORE_REPORTER: Words = Words("\
    本报 本報 本刊 本网 本台 首席 见习 見習 实习 實習 特约 特約 特派 全媒体 融媒体 融媒 新华社 人民网 中新社 驻 高级 资深");

/// Endings of the names of institutions, which may appear in place of a name.
const INSTITUTION_ENDS: Words = Words("\
    局 委 办 部 院 校 中心 公司 社 镇 街道 乡 村 大队 支队 会 所 站 厅 集团 馆 报 台 网 小学 中学 大学 幼儿园 银行 工作室 编辑部 财经中心 財經中心 新闻中心 新聞中心 报道组 社区 團 团 學 會 辦 報 组");

/// Endings of the names of newsrooms, which can be a byline by themselves.
pub(super) const NEWSROOMS: Words = Words(
    "\
    编辑部 财经中心 財經中心 新闻中心 新聞中心 报道组 工作室 融媒体中心 传媒中心 編輯部 宣传部 评论部",
);

/// Characters that occur in short headlines but never in names.
pub(super) const NEVER_IN_NAMES: &str = "的了是在不我们你他她它这那哪吗呢吧与及为从把被让将这個這們嗎與為從讓";

/// Short words that may be alone on a line below a headline but are not pen names.
const NOT_NAMES: Words = Words("\
    记者手记 采访手记 编后 编后语 短评 链接 新闻链接 小贴士 前言 引言 来信 导语 導語 编者按 編者按 结语 後記 后记 背景 概况 简介 序言 尾声 序 按语 题记 開篇 开篇 缘起 摘要 目录 正文 结束语 案例 延伸阅读 相关链接 导读");

/// Whether `text` is a stock word that may be alone above or below a text and is not a name.
pub(super) fn is_stock(text: &str) -> bool {
    NOT_NAMES.has(text)
}

/// Whether a name can begin with the first character (or two) of `text`.
pub(super) fn has_surname(text: &str) -> bool {
    COMPOUND_SURNAMES.at_start(text) > 0 || text.chars().next().is_some_and(|c| SURNAMES.contains(c))
}

/// Returns the number of characters of `text` if all of them are Han characters.
pub(super) fn han_len(text: &str) -> Option<usize> {
    text.chars().all(is_han).then(|| text.chars().count())
}

/// Whether `text` is a Chinese name with a known surname.
pub(super) fn is_plain_name(text: &str) -> bool {
    let compound = COMPOUND_SURNAMES.at_start(text) > 0;
    match han_len(text) {
        Some(2) => !compound && has_surname(text) && !NOT_NAMES.has(text),
        Some(3) => has_surname(text) && !NOT_NAMES.has(text),
        Some(4) => compound,
        _ => false,
    }
}

/// Whether `text` is a name of two to four parts separated by middle dots: 买买提·艾力.
pub(super) fn is_dotted_name(text: &str) -> bool {
    let mut parts = 0;
    let whole = text.split(is_middle_dot).all(|part| {
        parts += 1;
        matches!(han_len(part), Some(1..=8)) || (!part.is_empty() && part.chars().all(|c| is_latin(c) || c == '.'))
    });
    whole && (2..=4).contains(&parts)
}

pub(super) fn is_latin_word(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| is_latin(c) && is_capital(c))
        && chars.all(|c| is_latin(c) || matches!(c, '.' | '\'' | '’' | '-'))
}

/// Returns the length in bytes of the reporter's role at the beginning of `text`, such as 本报首席记者; 0
/// if there is none.
pub(super) fn reporter_prefix(text: &str) -> usize {
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
    // 嘉禾日报记者: the part before 记者 in the same word is the paper or the place.
    let end = ["记者", "記者", "通讯员", "通訊員"]
        .iter()
        .filter_map(|w| text.find(w).map(|i| i + w.len()))
        .min();
    match end {
        Some(end) if text.get(..end).and_then(han_len).is_some_and(|n| n <= 12) => end,
        _ => 0,
    }
}

pub(super) fn is_institution(text: &str) -> bool {
    han_len(text).is_some_and(|n| (3..=16).contains(&n)) && INSTITUTION_ENDS.at_end(text) > 0
}

/// Returns the length in bytes of a school class at the beginning of `text`, such as 五（3）班 or 高一3班; 0
/// if there is none.
pub(super) fn class_len(text: &str) -> usize {
    let inside = |c: char| is_digit(c) || "一二三四五六七八九十初高（）()年级級".contains(c);
    let stem = text.len() - text.trim_start_matches(inside).len();
    let fits = (1..=24).contains(&stem) && text.get(stem..).is_some_and(|r| r.starts_with('班'));
    if fits {
        stem + '班'.len_utf8()
    } else {
        0
    }
}

/// Whether `word` is a dateline, which says where or how a report was made: 台北報導 after a stroke,
/// 综合报道 anywhere.
pub(super) fn is_dateline(word: &str, behind_stroke: bool) -> bool {
    let stem = word
        .get(..word.len() - REPORTS.at_end(word))
        .filter(|s| s.len() < word.len() && !s.is_empty());
    stem.is_some_and(|stem| {
        !DEED.has(word)
            && matches!(han_len(stem), Some(2..=6))
            && (behind_stroke || !is_plain_name(stem))
            && reporter_prefix(stem) == 0
    })
}
