//! The bytes of a shard: what is written is read back, and bytes from outside do no harm.

use std::sync::OnceLock;

use kanbao::internals::bytes::checksum;
use kanbao::internals::index::{Field, Shard, ShardBuilder};
use kanbao::lexicon::Segmenter;
use kanbao::text::fold;
use kanbao::Code;
use proptest::prelude::*;

use crate::search_corpus::{generated, subset};

type Document = Vec<(Field, String)>;

fn documents() -> Vec<Document> {
    let articles = generated(6);
    let block = |field, text: &str| (field, fold(text).into_string());
    articles
        .iter()
        .map(|article| {
            let mut blocks = vec![block(Field::Headline, &article.headline.text), block(Field::Byline, "")];
            blocks.extend(
                article
                    .paragraphs
                    .iter()
                    .map(|paragraph| block(Field::Body, &paragraph.text.text)),
            );
            blocks
        })
        .collect()
}

fn segmenter() -> Segmenter {
    Segmenter::new(&subset(&generated(6)))
}

fn build(documents: &[Document], segmenter: Option<&Segmenter>) -> Vec<u8> {
    let mut builder = ShardBuilder::new(segmenter);
    for blocks in documents {
        builder
            .add_document(blocks.iter().map(|(field, text)| (*field, text.as_str())))
            .unwrap();
    }
    builder.finish().unwrap()
}

fn bytes() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| build(&documents(), Some(&segmenter())))
}

/// Gives damaged bytes a valid checksum, so that they pass the first check.
fn seal(bytes: &mut [u8]) {
    if let Some(body) = bytes.len().checked_sub(8) {
        let sum = checksum(&bytes[..body]);
        bytes[body..].copy_from_slice(&sum.to_le_bytes());
    }
}

/// Calls every kind of query on a shard.
fn exercise(shard: &Shard) -> usize {
    let mut answers = 0;
    for query in [
        "的",
        "水",
        "水乡",
        "水乡春天",
        "大运河保护工程",
        "2024年",
        "—",
        "",
        &"水乡".repeat(100),
    ] {
        let found = shard.find(query);
        let needle = shard.needle(query);
        answers += found.len() + needle.weight() + shard.blocks_of(&found).count();
        for (document, counts) in shard.documents_of(&found) {
            answers += needle.find_in_documents(&[document]).len();
            answers += counts
                .iter()
                .chain(&shard.lengths(document))
                .map(|&n| n as usize)
                .sum::<usize>();
        }
        answers += shard
            .word(query)
            .map_or(0, |word| word.documents as usize + word.iter().count());
    }
    answers
}

#[test]
fn strings_and_words_come_back_with_their_documents_and_fields() {
    let (documents, segmenter) = (documents(), segmenter());
    let shard = Shard::open(bytes().to_vec()).unwrap();
    assert_eq!(shard.documents() as usize, documents.len());
    for (number, blocks) in (0u32..).zip(&documents) {
        let mut tokens = 0;
        for (index, (field, text)) in (0u32..).zip(blocks) {
            let found = shard.find(text);
            let block = shard
                .blocks_of(&found)
                .find(|block| (block.document, block.index) == (number, index));
            assert_eq!(
                block.map(|block| block.field),
                (!text.is_empty()).then_some(*field),
                "{text}"
            );
            for token in segmenter
                .cut_for_search(text)
                .iter()
                .filter(|token| kanbao::internals::index::is_word(token.text))
            {
                let word = shard.word(token.text).unwrap();
                let (_, counts) = word.iter().find(|(document, _)| *document == number).unwrap();
                assert!(counts[*field as usize] > 0, "{}", token.text);
                tokens += 1;
            }
        }
        assert!(tokens > 100, "{tokens}");
        let chars = |field: Field| {
            blocks
                .iter()
                .filter(|(f, _)| *f == field)
                .map(|(_, text)| text.chars().count())
                .sum::<usize>()
        };
        assert_eq!(shard.lengths(number).map(|n| n as usize), Field::ALL.map(chars));
    }
    assert!(exercise(&shard) > 1000);
}

#[test]
fn the_same_documents_give_the_same_bytes() {
    assert_eq!(build(&documents(), Some(&segmenter())), bytes());
    let empty = Shard::open(build(&[], None)).unwrap();
    assert_eq!((empty.documents(), exercise(&empty)), (0, 0));
}

/// Pins the bytes of version 1, so that no change of them goes unnoticed.
#[test]
fn version_2_is_what_it_is() {
    let document =
        |headline: &str, body: &str| vec![(Field::Headline, headline.to_owned()), (Field::Body, body.to_owned())];
    let bytes = build(&[document("水乡", "水乡人家"), document("a", "水")], None);
    let body = bytes.len() - 8;
    let hex: Vec<String> = bytes[..body]
        .chunks(16)
        .map(|row| row.iter().map(|byte| format!("{byte:02x}")).collect())
        .collect();
    expect_test::expect![[r#"
        4b4253480200020000000c0000000600
        00000a00000021000000080000000400
        00000000000002102402080c0561809c
        0159fc19fe2007000000060000000000
        00000000000000000000020602030207
        0202020602020408010405060a000300
        000000"#]]
    .assert_eq(&hex.join("\n"));
}

#[test]
fn every_shorter_piece_is_refused() {
    let shortest = build(&documents()[..1], None);
    for end in 0..shortest.len() {
        let mut piece = shortest[..end].to_vec();
        assert_eq!(Shard::open(piece.clone()).unwrap_err().code(), Code::Damaged, "{end}");
        seal(&mut piece);
        assert!(Shard::open(piece).is_err(), "{end} bytes, with a valid checksum");
    }
    let mut longer = shortest;
    longer.push(0);
    seal(&mut longer);
    assert!(Shard::open(longer).is_err());
}

#[test]
fn every_flipped_bit_is_noticed() {
    let shortest = build(&documents()[..1], None);
    for bit in 0..shortest.len() * 8 {
        let mut bytes = shortest.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let error = Shard::open(bytes).unwrap_err();
        assert!(
            matches!(error.code(), Code::Damaged | Code::WrongVersion),
            "{bit}: {error}"
        );
    }
}

#[test]
fn a_later_version_is_named() {
    let mut bytes = bytes().to_vec();
    bytes[4] = 9;
    let error = Shard::open(bytes).unwrap_err();
    assert_eq!((error.code(), error.place()), (Code::WrongVersion, "byte 4"));
    assert!(error.message().contains("version 9"), "{error}");
}

#[test]
fn sizes_that_lie_set_no_memory_aside() {
    // A block that claims 500 million characters, in a shard of a few hundred bytes.
    let mut bytes = build(&[vec![(Field::Body, "水乡".into())]], None);
    let before = bytes.len();
    let head = 38;
    assert_eq!(
        bytes[head..head + 2],
        [1, 2 << 3 | 4],
        "expected one block of two characters in the body"
    );
    bytes.splice(head + 1..head + 2, [0xFC, 0xFF, 0xFF, 0xFF, 0x0F]);
    bytes[10..14].copy_from_slice(&(u32::MAX >> 3).to_le_bytes());
    bytes[14..18].copy_from_slice(&6u32.to_le_bytes());
    seal(&mut bytes);
    assert_eq!(bytes.len(), before + 4);
    assert!(Shard::open(bytes).unwrap_err().message().contains("blocks"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn damaged_bytes_are_refused_or_answer(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut damaged = bytes().to_vec();
        for (place, byte) in changes {
            *place.get_mut::<u8>(&mut damaged) = byte;
        }
        seal(&mut damaged);
        if let Ok(shard) = Shard::open(damaged) {
            exercise(&shard);
        }
    }

    #[test]
    fn a_damaged_head_is_refused_or_answers(place in 6usize..200, byte: u8, cut: prop::sample::Index) {
        let mut damaged = bytes().to_vec();
        damaged[place] = byte;
        if byte % 3 == 0 {
            damaged.remove(cut.index(damaged.len()));
        }
        seal(&mut damaged);
        if let Ok(shard) = Shard::open(damaged) {
            exercise(&shard);
        }
    }

    #[test]
    fn random_bytes_are_refused(mut random in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Shard::open(random.clone()).is_err());
        random.splice(0..0, *b"KBSH\x02\0");
        seal(&mut random);
        if let Ok(shard) = Shard::open(random) {
            exercise(&shard);
        }
    }
}
