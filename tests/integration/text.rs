//! Folding (what counts as the same, the law that search relies on, the maps back to the original), and the places at
//! which a text may be cut.

use kanbao::text::sentences::{clauses, may_cut, sentences};
use kanbao::text::{fold, fold_into, Utf16Map};
use kanbao::units::{ByteOffset, CharOffset, Span, Utf16Offset};
use proptest::prelude::*;

fn folded(text: &str) -> String {
    fold(text).into_string()
}

#[test]
fn what_counts_as_the_same() {
    for (a, b) in [
        // Width, case.
        ("ＡＢＣ１２３", "abc123"),
        ("Ｐｙｔｈｏｎ　３．１４", "python 3.14"),
        ("５０％", "50%"),
        ("ÉCOLE", "école"),
        // Script: the forms of Hong Kong and Taiwan, and variants that simplified text keeps.
        ("裏裡", "里里"),
        ("爲為", "为为"),
        ("臺灣檯颱", "台湾台台"),
        ("後后", "后后"),
        ("麵麪面", "面面面"),
        ("綫線缐", "线线线"),
        ("衞衛", "卫卫"),
        ("羣峯牀鷄", "群峰床鸡"),
        ("啓啟", "启启"),
        ("衆眾説說", "众众说说"),
        ("看著", "看着"),
        ("乾燥幹部干涉", "干燥干部干涉"),
        ("徵求", "征求"),
        ("錢鍾書", "钱锺书"),
        ("朱鎔基", "朱镕基"),
        ("鬱金香", "郁金香"),
        ("回覆", "回复"),
        // Characters that PDF files substitute: compatibility ideographs and radicals.
        ("\u{F9E1}\u{F98E}", "李年"),
        ("⼈⺠⽇报", "人民日报"),
        // Marks.
        ("“好”", "\"好\""),
        ("「好」", "『好』"),
        ("2019—2024", "2019-2024"),
        ("2019－2024", "2019–2024"),
        ("玛丽·居里", "玛丽・居里"),
        ("玛丽•居里", "玛丽‧居里"),
        ("８～１０", "8〜10"),
        ("二○二四", "二〇二四"),
        ("好，（是）；对：", "好,(是);对:"),
        ("﹁直排﹂", "「直排」"),
        // Spaces that separate nothing.
        ("嘉兴\n南湖", "嘉兴南湖"),
        ("用 Python 写", "用Python写"),
        ("　　新闻 ", "新闻"),
        ("New\r\n  York", "new york"),
        ("3.14 m", "3.14 M"),
        ("看\u{200B}报\u{FEFF}", "看报"),
    ] {
        assert_eq!(folded(a), folded(b), "{a:?} and {b:?}");
    }
}

#[test]
fn what_stays_apart() {
    for (a, b) in [
        ("newyork", "new york"),
        ("沈阳", "沉阳"),
        ("象", "像"),
        ("。", "."),
        ("，", "、"),
        ("（", "）"),
        ("-5", "5"),
        ("①", "1"),
        ("m²", "m2"),
        ("é", "e"),
    ] {
        assert_ne!(folded(a), folded(b), "{a:?} and {b:?}");
    }
}

#[test]
fn letters_that_expand_map_back_to_the_whole() {
    let original = "aİb";
    let folding = fold(original);
    assert_eq!(folding.as_str(), "ai\u{307}b");
    for (start, end) in [(1, 2), (2, 4), (1, 4)] {
        assert_eq!(folding.source_span(bytes(start, end)).slice(original), Some("İ"));
    }
    assert_eq!(folding.source_span(bytes(0, 1)).slice(original), Some("a"));
    assert_eq!(folding.source_span(bytes(4, 5)).slice(original), Some("b"));
}

fn bytes(start: usize, end: usize) -> Span<ByteOffset> {
    Span::new(ByteOffset::from_usize(start), ByteOffset::from_usize(end))
}

/// Characters of all kinds that folding treats differently, so that they are often adjacent.
fn tricky_char() -> impl Strategy<Value = char> {
    prop_oneof![
        6 => prop::sample::select("中国新闻嘉兴裏臺後着著乾祇覆".chars().collect::<Vec<_>>()),
        4 => prop::sample::select("abzAZ019éÉİıſßΣσςЖжﬀ가".chars().collect::<Vec<_>>()),
        4 => prop::sample::select(" \t\r\n\u{3000}\u{A0}\u{85}\u{2028}\u{2009}".chars().collect::<Vec<_>>()),
        3 => prop::sample::select("，。“”「」‘’—－·•…（）《》%.,:;'\"-+&_#~～".chars().collect::<Vec<_>>()),
        2 => prop::sample::select("\0\u{7}\u{200B}\u{200D}\u{FE0F}\u{FEFF}\u{AD}\u{301}\u{E0041}".chars().collect::<Vec<_>>()),
        2 => prop::sample::select("ＡｚＺ０９！％￥ｱ｡｢𠮷😀👨🏽⼈\u{F9E1}︵﹁".chars().collect::<Vec<_>>()),
        2 => any::<char>(),
    ]
}

fn tricky_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(tricky_char(), 0..40).prop_map(|chars| chars.into_iter().collect()),
        // Longer than the steps of the maps.
        1 => prop::collection::vec(tricky_char(), 100..400).prop_map(|chars| chars.into_iter().collect()),
    ]
}

/// Chooses two character boundaries of a text, in order.
fn cuts(text: &str, a: prop::sample::Index, b: prop::sample::Index) -> (usize, usize) {
    let places: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let (a, b) = (places[a.index(places.len())], places[b.index(places.len())]);
    (a.min(b), a.max(b))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_piece_of_a_text_is_found_in_it(text in tricky_text(), a: prop::sample::Index, b: prop::sample::Index) {
        let (start, end) = cuts(&text, a, b);
        let (whole, piece) = (folded(&text), folded(&text[start..end]));
        prop_assert!(whole.contains(&piece), "{:?} does not contain {:?}", whole, piece);
    }

    #[test]
    fn folding_twice_is_folding_once(text in tricky_text()) {
        let once = folded(&text);
        prop_assert_eq!(folded(&once), once);
    }

    #[test]
    fn with_and_without_the_map_is_the_same(text in tricky_text()) {
        let mut out = String::from("before ");
        fold_into(&text, &mut out);
        prop_assert_eq!(out, format!("before {}", folded(&text)));
    }

    /// The span of a match covers exactly what was matched: folding that piece of the original gives the match,
    /// and the piece begins and ends with a character that was matched.
    #[test]
    fn a_match_maps_back_to_what_was_matched(text in tricky_text(), a: prop::sample::Index, b: prop::sample::Index) {
        let folding = fold(&text);
        let (start, end) = cuts(folding.as_str(), a, b);
        let source = folding.source_span(bytes(start, end));
        let piece = source.slice(&text);
        prop_assert!(piece.is_some(), "{:?} is not a span of {:?}", source, text);
        let piece = piece.unwrap();
        let matched = &folding.as_str()[start..end];
        // An expanded character is covered whole, and a space at either end of the match is white space at that
        // end of the piece.
        let refolded = folded(piece);
        let whole = matched.contains('\u{307}') || folding.as_str()[end..].starts_with('\u{307}');
        if whole {
            prop_assert!(refolded.contains(matched.trim()), "{:?} does not contain {:?}", refolded, matched);
        } else {
            prop_assert_eq!(refolded, matched.trim());
        }
        if matched.is_empty() {
            prop_assert!(piece.is_empty());
        }
        for end in [piece.chars().next(), piece.chars().next_back()].into_iter().flatten() {
            let dropped = folded(&format!("a{end}b")) == "ab";
            let spaced = matched.starts_with(' ') || matched.ends_with(' ');
            prop_assert!(!dropped || spaced, "an end of {:?} was not matched", piece);
        }
        // The span by characters is the same.
        let chars = |byte: usize| CharOffset::from_usize(folding.as_str()[..byte].chars().count());
        prop_assert_eq!(folding.source_span_chars(Span::new(chars(start), chars(end))), source);
    }

    #[test]
    fn neighbouring_matches_map_back_in_order(text in tricky_text(), a: prop::sample::Index, b: prop::sample::Index) {
        let folding = fold(&text);
        let (start, end) = cuts(folding.as_str(), a, b);
        let before = folding.source_span(bytes(0, start));
        let inside = folding.source_span(bytes(start, end));
        if folding.as_str()[start..].starts_with('\u{307}') {
            return Ok(()); // half of an expanded letter: both spans cover the whole letter
        }
        if end > start {
            prop_assert!(before.end <= inside.start, "{:?} {:?}", before, inside);
        }
    }

    #[test]
    fn utf16_offsets_are_what_javascript_counts(text in tricky_text(), at: prop::sample::Index) {
        let map = Utf16Map::new(&text);
        let (_, at) = cuts(&text, at, at);
        let naive = Utf16Offset::from_usize(text[..at].encode_utf16().count());
        prop_assert_eq!(map.offset(ByteOffset::from_usize(at)), naive);
        let end = map.offset(ByteOffset(u32::MAX));
        prop_assert_eq!(end, Utf16Offset::from_usize(text.encode_utf16().count()));
    }

    #[test]
    fn sentences_and_clauses_are_the_text(text in tricky_text()) {
        for pieces in [sentences(&text).collect::<Vec<_>>(), clauses(&text).collect()] {
            let mut end = ByteOffset(0);
            for piece in pieces {
                prop_assert_eq!(piece.start, end);
                prop_assert!(piece.end > piece.start && piece.slice(&text).is_some());
                end = piece.end;
            }
            prop_assert_eq!(end.get(), text.len());
        }
    }

    #[test]
    fn no_cut_falls_inside_a_number_or_word(text in "[0-9a-zA-Z０-９.,:：，．。中 \"”]{0,30}") {
        for (at, _) in text.char_indices().skip(1) {
            let (left, right) = text.split_at(at);
            let (before, after) = (left.chars().next_back().unwrap(), right.chars().next().unwrap());
            let word = |c: char| c.is_ascii_alphanumeric() || ('０'..='９').contains(&c);
            if word(before) && word(after) {
                prop_assert!(!may_cut(&text, ByteOffset::from_usize(at)));
                prop_assert!(clauses(&text).all(|piece| piece.start.get() != at));
            }
        }
    }
}

#[track_caller]
fn assert_pieces(text: &str, expected_sentences: &[&str], expected_clauses: &[&str]) {
    let slices = |spans: Vec<Span<ByteOffset>>| spans.into_iter().map(|s| s.slice(text).unwrap()).collect::<Vec<_>>();
    assert_eq!(slices(sentences(text).collect()), expected_sentences);
    assert_eq!(slices(clauses(text).collect()), expected_clauses);
}

#[test]
fn closing_marks_stay_with_their_sentence() {
    assert_pieces(
        "“行吗？”她问，“一定行！”他答……（笑。）",
        &["“行吗？”", "她问，“一定行！”", "他答……", "（笑。）"],
        &["“行吗？”", "她问，", "“一定行！”", "他答……", "（笑。）"],
    );
    assert_pieces(
        "\"行。\"他说。\"好。\"",
        &["\"行。\"", "他说。", "\"好。\""],
        &["\"行。\"", "他说。", "\"好。\""],
    );
}

#[test]
fn numbers_and_words_are_not_cut() {
    assert_pieces(
        "增长3.5%,共1,000万元，比分3：2;访问www.example.com/a?b=1。",
        &["增长3.5%,共1,000万元，比分3：2;访问www.example.com/a?b=1。"],
        &["增长3.5%,", "共1,000万元，", "比分3：2;", "访问www.example.com/a?b=1。"],
    );
    assert_pieces(
        "1. 标题\n正文.他走了. OK. 好",
        &["1. 标题\n", "正文.", "他走了. ", "OK. ", "好"],
        &["1. 标题\n", "正文.", "他走了. ", "OK. ", "好"],
    );
    for (text, at) in [
        ("3.14", 1),
        ("3.14", 2),
        ("a’s", 1),
        ("50%", 2),
        ("don't", 3),
        ("——", 3),
        ("好。", 3),
        ("（好", 3),
        ("e\u{301}", 1),
        ("👨\u{200D}👩", 4),
        ("\r\n", 1),
        ("中国", 1),
    ] {
        assert!(!may_cut(text, ByteOffset::from_usize(at)), "{text:?} at {at}");
    }
    for (text, at) in [("中国", 3), ("好。中", 6), ("a b", 1), ("中a", 3), ("中", 0), ("中", 3)] {
        assert!(may_cut(text, ByteOffset::from_usize(at)), "{text:?} at {at}");
    }
}
