//! Checks the map: rooms import only along the arrows, and every path that ARCHITECTURE.md names exists.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of `src/` and what each may import from the crate. Every room may import the leaves.
const LEAVES: &[&str] = &["units", "chars", "error", "bytes", "order", "Code", "Error", "Result"];
const ROOMS: &[(&str, &[&str])] = &[
    ("units.rs", &[]),
    ("chars.rs", &[]),
    ("error.rs", &[]),
    ("bytes.rs", &[]),
    ("order.rs", &[]),
    ("bulletin", &["text"]),
    ("text", &[]),
    ("lexicon", &["text"]),
    ("index", &["text", "lexicon"]),
    ("spelling", &["text", "lexicon", "index"]),
    ("search", &["text", "lexicon", "index", "spelling", "bulletin"]),
    ("suggest", &["text", "lexicon", "index", "spelling", "search"]),
    (
        "engine.rs",
        &["text", "lexicon", "index", "spelling", "bulletin", "search", "suggest"],
    ),
    ("publish.rs", &["text", "lexicon", "bulletin", "search", "engine"]),
    (
        "wasm",
        &[
            "text", "lexicon", "index", "spelling", "bulletin", "search", "suggest", "engine",
        ],
    ),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(path: &Path, ending: &str, into: &mut Vec<PathBuf>) {
    if path.is_file() {
        if path.to_string_lossy().ends_with(ending) {
            into.push(path.to_owned());
        }
        return;
    }
    let Ok(entries) = fs::read_dir(path) else { return };
    for entry in entries {
        files_below(&entry.unwrap().path(), ending, into);
    }
}

/// Returns the rooms that a line of Rust names after `crate::`, including several in braces.
fn imports_of(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let code = line.split("//").next().unwrap_or("");
    for part in code.split("crate::").skip(1) {
        if let Some(list) = part.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            let mut at_top = true;
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        found.push(std::mem::take(&mut word));
                        at_top = true;
                    }
                    ':' if depth == 0 => at_top = false,
                    c if depth == 0 && at_top && (c.is_alphanumeric() || c == '_') => word.push(c),
                    _ => {}
                }
            }
            found.push(word);
        } else {
            found.push(part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

#[test]
fn imports_follow_the_arrows() {
    let source = root().join("src");
    let mut wrong = Vec::new();
    let mut rooms_seen = 0;
    for entry in fs::read_dir(&source).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if ["lib.rs", "internals.rs", "bin"].contains(&name.as_str()) {
            continue;
        }
        rooms_seen += 1;
        let Some((_, allowed)) = ROOMS.iter().find(|(room, _)| *room == name) else {
            wrong.push(format!(
                "src/{name}: this test does not know the room; add it to ROOMS with what it may import"
            ));
            continue;
        };
        let own = name.trim_end_matches(".rs");
        let mut files = Vec::new();
        files_below(&path, ".rs", &mut files);
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            // Unit tests in `mod tests` may import anything.
            let text = text.split("mod tests {").next().unwrap();
            for (number, line) in text.lines().enumerate() {
                for import in imports_of(line) {
                    if import != own && !LEAVES.contains(&import.as_str()) && !allowed.contains(&import.as_str()) {
                        wrong.push(format!(
                            "{}:{}: may not import crate::{import}",
                            file.display(),
                            number + 1
                        ));
                    }
                }
            }
        }
    }
    assert!(rooms_seen >= 8, "looked in the wrong folder: {rooms_seen} rooms");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_segmenter_names_jieba_and_only_the_shell_the_browser() {
    let mut files = Vec::new();
    files_below(&root().join("src"), ".rs", &mut files);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let shell = file.starts_with(root().join("src/wasm"));
        for line in text.lines().map(|line| line.split("//").next().unwrap_or("")) {
            if line.contains("jieba_rs::") {
                assert!(
                    file.ends_with("src/lexicon/segmenter.rs"),
                    "{} names jieba_rs",
                    file.display()
                );
            }
            for browser in ["wasm_bindgen::", "js_sys::", "web_sys::", "serde_wasm_bindgen::"] {
                assert!(shell || !line.contains(browser), "{} names {browser}", file.display());
            }
        }
    }
}

#[test]
fn the_map_names_only_what_exists() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut named = 0;
    // Every `](path)` link and every `code` word that looks like a path in the repository.
    let links = map.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let code = map.split('`').skip(1).step_by(2);
    for path in links.chain(code) {
        let tops = ["src/", "www/", "tests/", "benches/", "scripts/", ".ci/"];
        if path.contains(' ') || path.contains('*') || !tops.iter().any(|top| path.starts_with(top)) {
            continue;
        }
        // The map also names folders that the build generates.
        if path.starts_with("www/pkg") {
            continue;
        }
        named += 1;
        assert!(
            root().join(path).exists(),
            "ARCHITECTURE.md names {path}, which does not exist"
        );
    }
    assert!(named >= 8, "the map names only {named} paths");
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(
            map.contains(&format!("src/{name}")),
            "ARCHITECTURE.md does not mention src/{name}"
        );
    }
}
