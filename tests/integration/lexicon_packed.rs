//! The packed form of lexicons is read back unchanged, and damaged files are refused or do no harm.

use std::sync::LazyLock;

use kanbao::bytes::{checksum, Writer};
use kanbao::lexicon::{Lexicon, Segmenter};
use kanbao::{Code, Result};
use proptest::prelude::*;

const TEXT: &str = "嘉兴市委书记在南湖区调研AA制的4S店，共享单车T恤衫。";

static FULL: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::full().unwrap());
static SUBSET: LazyLock<Vec<u8>> = LazyLock::new(|| FULL.subset([TEXT]).to_bytes());
/// The byte at which the content begins, after the name, the version and the checksum.
const CONTENT: usize = 12;

/// Makes a file of `content` with a valid header and checksum.
fn file(content: &[u8]) -> Vec<u8> {
    let mut out = Writer::new();
    out.bytes(b"KBL\x01");
    out.u64(checksum(content));
    out.bytes(content);
    out.into_bytes()
}

/// Reads a lexicon and, if that succeeds, uses it.
fn read_and_use(bytes: &[u8]) -> Result<()> {
    let lexicon = Lexicon::from_bytes(bytes)?;
    let segmenter = Segmenter::new(&lexicon);
    let tokens = segmenter.cut(TEXT);
    assert_eq!(tokens.iter().map(|token| token.text).collect::<String>(), TEXT);
    let _ = segmenter.cut_for_search(TEXT);
    Ok(())
}

#[test]
fn lexicons_come_back() {
    let own = FULL.folded().unwrap().with_words(&[
        ("秀洲区", Some(5)),
        (&"长".repeat(40), Some(1)),
        (&"长".repeat(64), Some(1)),
    ]);
    let own = own.unwrap();
    for lexicon in [&*FULL, &own, &FULL.subset([TEXT]), &FULL.subset([""])] {
        let bytes = lexicon.to_bytes();
        let back = Lexicon::from_bytes(&bytes).unwrap();
        assert!(back == *lexicon);
        assert_eq!(back.fingerprint(), lexicon.fingerprint());
        assert_eq!(back.to_bytes(), bytes);
    }
    read_and_use(&SUBSET).unwrap();
    read_and_use(&FULL.subset([""]).to_bytes()).unwrap();
}

#[test]
fn every_part_of_a_lexicon_counts_in_its_fingerprint() {
    let subset = FULL.subset([TEXT]);
    let others = [
        FULL.clone(),
        FULL.folded().unwrap().subset([TEXT]),
        FULL.subset([&TEXT[..TEXT.len() - 6]]),
        subset.clone().with_words(&[("南湖区", Some(7))]).unwrap(),
    ];
    for other in others {
        assert_ne!(other.fingerprint(), subset.fingerprint());
    }
}

#[test]
fn every_truncation_is_an_error() {
    for length in 0..SUBSET.len() {
        let error = Lexicon::from_bytes(&SUBSET[..length]).unwrap_err();
        assert_eq!(error.code(), Code::Damaged, "{length}: {error}");
        // It is an error even if the checksum fits.
        if length > CONTENT {
            assert!(read_and_use(&file(&SUBSET[CONTENT..length])).is_err(), "{length}");
        }
    }
    let mut longer = SUBSET.clone();
    longer.push(0);
    assert!(Lexicon::from_bytes(&longer).is_err());
    assert!(Lexicon::from_bytes(&file(&longer[CONTENT..])).is_err());
}

#[test]
fn every_flipped_bit_is_an_error() {
    for place in 0..SUBSET.len() {
        for bit in 0..8 {
            let mut bytes = SUBSET.clone();
            bytes[place] ^= 1 << bit;
            let error = Lexicon::from_bytes(&bytes).unwrap_err();
            let expected = if place == 3 { Code::WrongVersion } else { Code::Damaged };
            assert_eq!(error.code(), expected, "{place}: {error}");
        }
    }
}

#[test]
fn another_version_says_so() {
    let mut bytes = SUBSET.clone();
    bytes[3] = 2;
    let error = Lexicon::from_bytes(&bytes).unwrap_err();
    assert_eq!(error.code(), Code::WrongVersion);
    assert!(error.message().contains("version 2"), "{error}");
    // The second number of the content is the version of the folding.
    let mut content = SUBSET[CONTENT..].to_vec();
    content[1] = 99;
    assert_eq!(
        Lexicon::from_bytes(&file(&content)).unwrap_err().code(),
        Code::WrongVersion
    );
}

/// Files that announce more than they contain, or contain what no lexicon can. Each is named after its defect.
#[test]
fn the_named_crashers_are_errors() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/crashers");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "kbl") {
            let error = read_and_use(&std::fs::read(&path).unwrap()).unwrap_err();
            assert_eq!(error.code(), Code::Damaged, "{}: {error}", path.display());
            assert!(!error.message().contains("checksum"), "{}: {error}", path.display());
            count += 1;
        }
    }
    assert!(count > 0, "no crashers in {folder}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Damage with a checksum that fits gives an error or a usable lexicon.
    #[test]
    fn forged_files_do_no_harm(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let mut content = SUBSET[CONTENT..].to_vec();
        for (place, byte) in changes {
            let place = place.index(content.len());
            content[place] = byte;
        }
        let _ = read_and_use(&file(&content));
    }

    #[test]
    fn random_bytes_do_no_harm(content in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(read_and_use(&content).is_err());
        let _ = read_and_use(&file(&content));
    }
}
