//! The field names that can be typed before a colon.

use crate::text::fold_into;

/// The part of an article in which a clause's value must occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The headline.
    Headline,
    /// The byline.
    Author,
    /// A photo's caption or credit.
    Photo,
    /// A paragraph.
    Body,
    /// The section's name (栏目).
    Section,
    /// The page's number or name (版).
    Page,
    /// The date.
    Date,
}

/// All names: the field, its name for programs, the name it is printed with, and other names. Names are compared
/// folded, so traditional characters (標題, 圖片, 欄目), capitals and full width need no rows of their own.
const NAMES: [(Field, &str, &str, &[&str]); 7] = [
    (Field::Headline, "headline", "标题", &["题目", "title"]),
    (Field::Author, "author", "作者", &["记者", "署名", "by", "byline"]),
    (Field::Photo, "photo", "图片", &["图说", "照片", "caption"]),
    (Field::Body, "body", "正文", &["内容", "text"]),
    (Field::Section, "section", "栏目", &["专栏", "column"]),
    (Field::Page, "page", "版", &["版面", "版次", "edition"]),
    (Field::Date, "date", "日期", &["时间"]),
];

/// The longest name, in characters: a colon further on belongs to running text.
pub(super) const MAX_NAME_CHARS: usize = 8;

impl Field {
    /// Returns the field with this name, in any script, width and case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut folded = String::new();
        fold_into(name, &mut folded);
        NAMES
            .iter()
            .find(|(_, name, printed, others)| {
                folded == *name || folded == *printed || others.contains(&folded.as_str())
            })
            .map(|row| row.0)
    }

    /// Returns the field's name as JavaScript and the command line show it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.row().1
    }

    /// Returns the name with which the field is printed.
    pub(super) fn printed(self) -> &'static str {
        self.row().2
    }

    fn row(self) -> &'static (Self, &'static str, &'static str, &'static [&'static str]) {
        let [first, ..] = &NAMES;
        NAMES.iter().find(|row| row.0 == self).unwrap_or(first)
    }
}
