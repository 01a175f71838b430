//! Runs the command line as an editor does: the binary itself, on files and standard input.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::material;

/// A page of our own, with a paragraph broken at a column break.
const PAGE: &str = "\
河边的老茶馆又开张了
林小雨
停业三年的临河茶馆,上周六重新挂出了招牌。老街坊们一早就来排队,
都说等的就是这一口。
茶馆的掌柜姓沈,是个年轻人。他把父亲留下的紫砂壶一把一把擦亮,摆回了架上。

孩子们的风筝节
周明 陆青
体育场上空飘满了风筝。三百名小学生带着自己糊的风筝来比赛,最高的一只飞到了云里。
";

/// A folder for one test, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("kanbao-cli-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn kanbao(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kanbao"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that needs no input may already have closed it.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn done(arguments: &[&str], input: &[u8]) -> String {
    let output = kanbao(arguments, input);
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn json(arguments: &[&str], input: &[u8]) -> Value {
    serde_json::from_str(&done(arguments, input)).unwrap()
}

fn refused(arguments: &[&str], input: &[u8]) -> String {
    let output = kanbao(arguments, input);
    assert_eq!(
        output.status.code(),
        Some(1),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stdout)
    );
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_real_page_is_parsed_as_a_careful_editor_would() {
    let page = material::path("bulletins/jiaxing-2024-02.txt");
    let Some(expected) = material::text("bulletins/jiaxing-2024-02.expected.json") else {
        return;
    };
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let page = page.to_str().unwrap();
    assert_eq!(json(&["parse", page], b""), expected);
    let full = json(&["parse", page, "--json"], b"");
    for (found, expected) in full["articles"]
        .as_array()
        .unwrap()
        .iter()
        .zip(expected["articles"].as_array().unwrap())
    {
        for (key, value) in expected.as_object().unwrap() {
            assert_eq!(&found[key], value);
        }
    }
}

#[test]
fn the_full_form_places_each_piece_in_the_source() {
    let root = json(&["parse", "-", "--json"], PAGE.as_bytes());
    let span = &root["articles"][0]["spans"]["headline"][0];
    let at = |i: usize| usize::try_from(span[i].as_u64().unwrap()).unwrap();
    let (start, end) = (at(0), at(1));
    assert_eq!(&PAGE[start..end], "河边的老茶馆又开张了");
    assert_eq!(root["encoding"], "UTF-8");
    assert!(root["report"]["repairs"].is_array());
}

#[test]
fn an_editor_reads_articles_and_repairs() {
    let text = done(&["parse", "-", "--format", "text"], PAGE.as_bytes());
    for line in [
        "  1 河边的老茶馆又开张了",
        "    [by] 林小雨",
        "    [by] 周明、陆青",
        "Set aside: 0",
    ] {
        assert!(text.contains(line), "{line:?} in\n{text}");
    }
    let text = done(&["check", "-"], PAGE.as_bytes());
    assert!(text.contains("line 3: joined a broken paragraph"), "{text}");
}

#[test]
fn other_encodings_are_read_and_named() {
    let (gbk, _, _) = encoding_rs::GB18030.encode(PAGE);
    assert!(done(&["check", "-"], &gbk).starts_with("standard input: GB18030, 2 articles"));
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(PAGE.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert!(done(&["check", "-"], &utf16).starts_with("standard input: UTF-16LE, 2 articles"));
}

#[test]
fn what_cannot_be_read_is_named_with_its_place() {
    assert!(refused(&["parse", "no/such/file.txt"], b"").contains("no/such/file.txt: cannot be read"));
    assert!(refused(&["check", "-"], &[0xFF; 9]).contains("standard input"));
    let wrong = br#"{"articles": [{"headline": "a", "byline": [3]}]}"#;
    assert!(refused(&["parse", "-"], wrong).contains("standard input, articles[0].byline[0]: expected"));
    assert!(refused(&["parse", "-"], b"{\"articles\": [").contains("expected JSON"));
    let lines = b"{\"title\": \"a\", \"body\": \"b\"}\n{\"title\": 3}\n";
    assert!(refused(&["search", "-", "a"], lines).contains("standard input, line 2, title: expected a string"));
    assert_eq!(kanbao(&["parse"], b"").status.code(), Some(2), "the file is missing");
    let doubtful =
        "河边的老茶馆又开张了\n\n林小雨\n\n停业三年的临河茶馆，上周六重新挂出了招牌。“老街坊们一早就来排队。\n";
    assert_eq!(
        kanbao(&["check", "-"], doubtful.as_bytes()).status.code(),
        Some(3),
        "a quotation mark is open"
    );
}

#[test]
fn words_are_shown_as_the_index_cuts_them() {
    assert_eq!(
        done(&["segment", "-"], "我們喜歡讀報紙\n\n讀報".as_bytes()),
        "我们/喜欢/读/报纸\n\n读报\n"
    );
    let folder = Folder::new("words");
    let words = folder.file("words.txt", "# places\n临河茶馆 30\n老沈\n");
    assert_eq!(
        done(&["segment", "-", "--words", &words], "临河茶馆的老沈".as_bytes()),
        "临河茶馆/的/老沈\n"
    );
    let wrong = folder.file("wrong.txt", "好的\n茶馆 many\n");
    assert!(refused(&["segment", "-", "--words", &wrong], b"").contains("wrong.txt, line 2: expected a word"));
}

#[test]
fn a_search_is_narrowed_sorted_and_counted() {
    let folder = Folder::new("narrow");
    let lines = folder.file(
        "lines.jsonl",
        "{\"id\": \"a\", \"date\": \"2024-01-05\", \"section\": \"要闻\", \"title\": \"茶馆\", \"byline\": \"王伟\", \"body\": \"一\"}\n\
         {\"id\": \"b\", \"date\": \"2024-02-05\", \"edition\": \"第3版\", \"title\": \"新茶馆\", \"byline\": \"王伟\", \"body\": \"“水果”\"}\n\
         {\"id\": \"c\", \"title\": \"茶馆与水果\", \"byline\": \"李强\", \"body\": \"二\"}\n",
    );
    let ids = |root: &Value| -> Vec<String> {
        let hits = root["hits"].as_array().unwrap().iter();
        hits.map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
    };
    let search = |query: &str, options: &[&str]| json(&[&["search", "--json", &lines, query], options].concat(), b"");

    assert_eq!(ids(&search("茶馆", &["--sort", "newest"])), ["b", "a", "c"]);
    assert_eq!(
        ids(&search("茶馆", &["--sort", "oldest", "--limit", "1", "--offset", "1"])),
        ["b"]
    );
    assert_eq!(ids(&search("茶馆 近7天", &["--today", "2024-02-08"])), ["b"]);
    assert_eq!(
        ids(&search(
            "茶馆",
            &["--filter", "author:王偉", "--filter", "month:2024-01"]
        )),
        ["a"]
    );
    assert_eq!(ids(&search("--", &["-水果"])), ["a"]);

    let queries = folder.file("queries.txt", "茶馆\n-水果\n龘龘\n");
    let answers = done(&["search", "--json", &lines, "--queries", &queries], b"");
    let answers: Vec<Value> = answers
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        answers.iter().map(ids).collect::<Vec<_>>(),
        [ids(&search("茶馆", &[])), vec!["a".to_owned()], vec![]]
    );

    let root = search("作者:王伟 -(水果 或 “茶 叶”)", &["--facets", "--sort", "print"]);
    assert_eq!(ids(&root), ["a"]);
    let query = &root["query"];
    assert_eq!(
        (
            &query[0]["kind"],
            &query[0]["field"],
            &query[0]["text"],
            &query[0]["excluded"]
        ),
        (&"text".into(), &"author".into(), &"王伟".into(), &false.into())
    );
    assert_eq!(
        (&query[1]["kind"], &query[1]["excluded"]),
        (&"all".into(), &true.into())
    );
    assert_eq!(
        (query[1]["start"].as_u64(), query[1]["end"].as_u64()),
        (Some(6), Some(19))
    );
    assert_eq!(query[1]["clauses"][0]["clauses"][1]["kind"], "phrase");
    let month = &root["facets"].as_array().unwrap()[1];
    assert_eq!(
        (
            &month["facet"],
            &month["values"][0]["value"],
            &month["values"][0]["count"]
        ),
        (&"month".into(), &"2024-01".into(), &1.into())
    );

    let text = done(&["search", &lines, "茶馆", "--facets"], b"");
    assert!(text.contains("author: 王伟 (2), 李强 (1)"), "{text}");
    for wrong in [
        ["--sort", "weight"],
        ["--filter", "王伟"],
        ["--filter", "colour:red"],
        ["--today", "2024-02"],
    ] {
        let output = kanbao(&[&["search", &lines, "茶馆"][..], &wrong].concat(), b"");
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn pages_and_lines_of_articles_are_searched() {
    let folder = Folder::new("search");
    let page = folder.file("page.txt", PAGE);
    let lines = folder.file(
        "lines.jsonl",
        "{\"id\": \"x7\", \"title\": \"茶馆\", \"body\": \"一\\n二\"}\n{\"title\": \"别的\"}\n",
    );
    let text = done(&["search", &page, &lines, "茶館"], b"");
    assert!(text.starts_with("2 found\n"), "{text}");
    assert!(text.contains("河边的老【茶馆】又开张了"), "{text}");
    let root = json(&["search", &page, &lines, "茶馆", "--json"], b"");
    assert_eq!(root["total"], 2);
    let ids: Vec<&str> = root["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["id"].as_str().unwrap())
        .collect();
    assert!(ids.contains(&"1") && ids.contains(&"x7"), "{ids:?}");
    assert_eq!(root["hits"][0]["tier"], "asTyped");
    assert_eq!(
        json(&["search", &page, "", "--json", "--limit", "1"], b"")["hits"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_string_across_a_mended_break_is_found() {
    let root = json(&["search", "-", "排队,都说", "--json"], PAGE.as_bytes());
    assert_eq!(
        (&root["total"], &root["hits"][0]["tier"]),
        (&Value::from(1), &Value::from("asTyped"))
    );
}

#[test]
fn a_published_issue_is_whole_and_names_its_lexicon() {
    let folder = Folder::new("publish");
    let (page, words) = (folder.file("page.txt", PAGE), folder.file("words.txt", "临河茶馆\n"));
    let out = folder.path("site/issue");
    let said = done(&["publish", &page, "--out", &out, "--words", &words], b"");
    assert!(said.contains("issue.json: "), "{said}");
    let issue: Value = serde_json::from_slice(&fs::read(format!("{out}/issue.json")).unwrap()).unwrap();
    let lexicon = &issue["lexicon"];
    let bytes = fs::read(format!("{out}/{}", lexicon["file"].as_str().unwrap())).unwrap();
    assert_eq!(lexicon["bytes"], bytes.len());
    assert_eq!(
        lexicon["file"],
        format!("lexicon-{}.kbl", &lexicon["sha256"].as_str().unwrap()[..12])
    );
    let lexicon = kanbao::lexicon::Lexicon::from_bytes(&bytes).unwrap();
    assert!(lexicon.iter().any(|(word, _)| word == "临河茶馆"));
    assert!(
        lexicon.word_count() < 500,
        "the lexicon has only the words of the issue"
    );
    // A published issue can itself be published, and gives the same files.
    let again = folder.path("again");
    done(
        &["prepare", &format!("{out}/issue.json"), "-o", &again, "--words", &words],
        b"",
    );
    assert_eq!(
        fs::read(format!("{out}/issue.json")).unwrap(),
        fs::read(format!("{again}/issue.json")).unwrap()
    );
}

#[test]
fn published_issues_are_listed_by_date_with_their_addresses() {
    let folder = Folder::new("issues");
    let site = folder.path("site");
    assert!(refused(&["issues", &site], b"").contains("site: cannot be read"));
    let put = |name: &str, content: &str| {
        fs::create_dir_all(format!("{site}/{name}")).unwrap();
        folder.file(&format!("site/{name}/issue.json"), content);
    };
    fs::create_dir_all(&site).unwrap();
    assert!(refused(&["issues", &site], b"").contains("found no issue.json in it or its subfolders"));
    let page = folder.file("page.txt", format!("河边日报 2024年2月5日 星期一 第1版\n\n{PAGE}"));
    done(&["publish", &page, "--out", &format!("{site}/2024/02/05")], b"");
    put("b", r#"{"date": "2024-01-31", "edition": "2", "articles": []}"#);
    put("a 100%", r#"{"date": "2024年1月31日", "edition": "1", "articles": []}"#);
    put("号外", r#"{"date": "2024-01-31", "articles": []}"#);
    let said = done(&["issues", &site], b"");
    assert!(said.contains("site/issues.json: 4 issues"), "{said}");
    let list: Value = serde_json::from_slice(&fs::read(format!("{site}/issues.json")).unwrap()).unwrap();
    let expected = serde_json::json!({ "issues": [
        { "date": "2024-01-31", "src": "号外/issue.json" },
        { "date": "2024-01-31", "edition": "1", "src": "a%20100%25/issue.json" },
        { "date": "2024-01-31", "edition": "2", "src": "b/issue.json" },
        { "date": "2024-02-05", "edition": list["issues"][3]["edition"], "src": "2024/02/05/issue.json" },
    ] });
    assert_eq!(list, expected);

    for (content, complaint) in [
        (r#"{"date": "2024-02-30", "articles": []}"#, "found “2024-02-30”"),
        (r#"{"date": "2024-02", "articles": []}"#, "found “2024-02”"),
        (
            r#"{"articles": []}"#,
            "expected a date with its day, YYYY-MM-DD, found “”",
        ),
        (r#"{"date": "2024-02-05"}"#, "expected a published issue"),
        ("{", "expected JSON"),
    ] {
        put("b", content);
        let error = refused(&["issues", &site], b"");
        assert!(
            error.contains("site/b/issue.json: ") && error.contains(complaint),
            "{error}"
        );
    }
    let kept: Value = serde_json::from_slice(&fs::read(format!("{site}/issues.json")).unwrap()).unwrap();
    assert_eq!(kept, expected, "an error leaves the previous list unchanged");
}

#[test]
fn the_full_lexicon_is_written_and_read_again() {
    let folder = Folder::new("lexicon");
    let path = folder.path("full.kbl");
    let said = done(&["lexicon", "--out", &path], b"");
    let lexicon = kanbao::lexicon::Lexicon::from_bytes(&fs::read(&path).unwrap()).unwrap();
    assert!(said.contains(&format!("{} words", lexicon.word_count())), "{said}");
    assert!(lexicon.is_folded() && lexicon.word_count() > 300_000);
    assert!(refused(&["lexicon", "--out", &folder.path("missing/full.kbl")], b"")
        .contains("missing/full.kbl: cannot be written"));
}

#[test]
fn what_is_offered_is_printed_and_comes_as_json() {
    let folder = Folder::new("offers");
    let page = folder.file(
        "page.txt",
        format!("{PAGE}\n\n茶馆里的风筝\n林小雨\n临河茶馆的墙上挂满了风筝,孩子们都来看招牌。\n"),
    );
    let words = folder.file("words.txt", "临河茶馆\n茶楼 → 茶馆\n");
    let suggested: Value = serde_json::from_str(&done(&["suggest", &page, "lxy", "--json"], b"")).unwrap();
    assert_eq!(
        (&suggested[0]["text"], &suggested[0]["count"]),
        (&"林小雨".into(), &2.into()),
        "{suggested}"
    );
    assert!(done(&["suggest", &page, "linhe", "--words", &words], b"").contains("临河茶馆 (word, 2)"));
    assert!(done(&["suggest", &page, "林小鱼", "--did-you-mean"], b"").contains("林小雨 (homophone, 2)"));
    let said = done(&["related", &page, "1", "--limit", "30", "--words", &words], b"");
    assert!(said.contains("临河茶馆") && said.contains("By 林小雨: 3"), "{said}");
    assert!(refused(&["related", &page, "9"], b"").contains("a number from 1 to 3"));
    let found: Value =
        serde_json::from_str(&done(&["search", &page, "茶楼", "--words", &words, "--json"], b"")).unwrap();
    assert_eq!(found["hits"][0]["spelling"]["kind"], "synonym", "{found}");
}

/// Two pages of one issue.
fn two_pages(folder: &Folder) -> [String; 2] {
    let head = |page: &str| format!("河边日报 2024年2月5日 星期一 第{page}版\n\n");
    let other = "新桥合龙\n王平\n昨天下午三点，河上的新桥合龙。两岸的人都来看，桥工们在桥上放了一挂鞭炮。\n";
    [
        folder.file("a.txt", format!("{}{PAGE}", head("1"))),
        folder.file("b.txt", format!("{}{other}", head("2"))),
    ]
}

fn read_json(path: &str) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn each_published_article_keeps_its_own_page_and_is_found_by_it() {
    let folder = Folder::new("pages");
    let [a, b] = two_pages(&folder);
    let out = folder.path("out");
    done(&["publish", &a, &b, "--out", &out], b"");
    let file = format!("{out}/issue.json");
    let issue = read_json(&file);
    assert_eq!((&issue["format"], &issue["date"]), (&1.into(), &"2024-02-05".into()));
    assert_eq!(issue["edition"], Value::Null, "two pages have no page in common");
    let articles = issue["articles"].as_array().unwrap();
    let pages: Vec<&str> = articles
        .iter()
        .map(|article| article["edition"].as_str().unwrap())
        .collect();
    assert!(pages.contains(&"第1版") && pages.contains(&"第2版"), "{pages:?}");
    assert_eq!(articles[0]["date"], Value::Null, "the issue's date is not repeated");
    let ids: std::collections::HashSet<&str> = articles.iter().map(|article| article["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), articles.len());
    let found = json(&["search", &file, "版:2", "--json", "--facets"], b"");
    assert_eq!(
        (&found["total"], &found["hits"][0]["headline"]),
        (&1.into(), &"新桥合龙".into()),
        "{found}"
    );
    assert!(ids.contains(found["hits"][0]["id"].as_str().unwrap()));

    // Options decide for all articles.
    done(
        &[
            "publish",
            &a,
            &b,
            "-o",
            &out,
            "--edition",
            "A1",
            "--date",
            "2024-02-06",
            "--paper",
            "新报",
        ],
        b"",
    );
    let issue = read_json(&file);
    assert_eq!(
        (&issue["paper"], &issue["date"], &issue["edition"]),
        (&"新报".into(), &"2024-02-06".into(), &"A1".into())
    );
    assert!(issue["articles"]
        .as_array()
        .unwrap()
        .iter()
        .all(|article| article["edition"].is_null()));
}

#[test]
fn pages_that_do_not_make_one_issue_are_refused_unless_asked_for() {
    let folder = Folder::new("mixed");
    let [a, b] = two_pages(&folder);
    let out = folder.path("out");
    let other_day = folder.file("c.txt", fs::read_to_string(&b).unwrap().replace("2月5日", "2月6日"));
    let other_paper = folder.file("d.txt", fs::read_to_string(&b).unwrap().replace("河边日报", "山边日报"));
    let publish = |files: &[&str], more: &[&str]| [&["publish", "--out", &out][..], more, files].concat().join("\n");
    let run = |line: String| kanbao(&line.split('\n').collect::<Vec<_>>(), b"");
    for (files, complaint) in [
        ([&*a, &*other_day], "c.txt: the date is 2024-02-06, but"),
        ([&*a, &*other_paper], "d.txt: the paper is 山边日报, but"),
        ([&*a, &*a], "has the same articles as"),
    ] {
        let output = run(publish(&files, &[]));
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{error}");
        assert!(error.contains(complaint), "{error}");
        assert!(!PathBuf::from(&out).exists(), "nothing is written");
    }
    let output = run(publish(&[&a, &other_day], &["--mixed"]));
    assert!(String::from_utf8(output.stdout).unwrap().contains("To check: "));
    let issue = read_json(&format!("{out}/issue.json"));
    let last = issue["articles"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&issue["date"], &last["date"]),
        (&"2024-02-05".into(), &"2024-02-06".into())
    );
    let found = json(
        &[
            "search",
            &format!("{out}/issue.json"),
            "",
            "--json",
            "--filter",
            "issue:2024-02-06",
        ],
        b"",
    );
    assert_eq!(found["total"], 1);
}

#[test]
fn what_is_no_bulletin_is_not_published() {
    let folder = Folder::new("foreign");
    let out = folder.path("out");
    let picture: Vec<u8> = (0..4000_u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0])
        .collect();
    for (content, complaint) in [
        (b"".to_vec(), "there are no articles in it"),
        (b"  \n\n".to_vec(), "there are no articles in it"),
        (picture, ""),
        (
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0".to_vec(),
            "the file is not text",
        ),
        ("\u{1}\u{2}\u{3}茶馆\u{4}\u{5}\n".as_bytes().to_vec(), "it is not text"),
        (
            b"The mayor opened the bridge on Monday, and a band played.\n\nBy our own reporter\n".to_vec(),
            "hardly any Chinese",
        ),
        (br#"{"articles": []}"#.to_vec(), "there are no articles in it"),
    ] {
        let file = folder.file("page.bin", content);
        let error = refused(&["publish", &file, "--out", &out], b"");
        assert!(error.contains("page.bin") && error.contains(complaint), "{error}");
        assert!(!PathBuf::from(&out).exists(), "nothing is written");
    }
}

#[test]
fn nothing_is_written_that_a_reader_refuses() {
    let folder = Folder::new("refused");
    let [a, _] = two_pages(&folder);
    let out = folder.path("out");
    done(&["publish", &a, "--out", &out], b"");
    let before = fs::read(format!("{out}/issue.json")).unwrap();
    let many: String = (0..22_192)
        .map(|i| format!("{{\"title\": \"第{i}条\", \"body\": \"短讯。\"}}\n"))
        .collect();
    let long = format!("{{\"title\": \"长\", \"body\": \"{}\"}}\n", "文".repeat(20_001));
    for (content, complaint) in [
        (many, "articles: more than 20000 items"),
        (long, "articles[0].paragraphs[0]: more than 20000"),
    ] {
        let file = folder.file("lines.jsonl", content);
        let error = refused(&["publish", &file, "--out", &out], b"");
        assert!(error.contains(complaint), "{error}");
    }
    assert_eq!(
        fs::read(format!("{out}/issue.json")).unwrap(),
        before,
        "the old issue stays"
    );
    let left: Vec<_> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn old_lexicons_are_removed_and_a_dry_run_writes_nothing() {
    let folder = Folder::new("old");
    let [a, b] = two_pages(&folder);
    let out = folder.path("out");
    assert!(done(&["publish", &a, "--dry-run"], b"").contains("nothing was written"));
    done(&["publish", &a, "--out", &out], b"");
    let first = read_json(&format!("{out}/issue.json"))["lexicon"]["file"]
        .as_str()
        .unwrap()
        .to_owned();
    for kept in [
        "lexicon-467d15bde74f.kbl.br",
        "lexicon-own.kbl",
        "lexicon-0123456789ab.kbl",
    ] {
        folder.file(&format!("out/{kept}"), "");
    }
    folder.file("out/other.json", r#"{"lexicon": {"file": "lexicon-0123456789ab.kbl"}}"#);
    assert!(done(&["publish", &b, "--out", &out, "--dry-run"], b"").contains("nothing was written"));
    assert!(PathBuf::from(format!("{out}/{first}")).exists());
    let said = done(&["publish", &b, "--out", &out], b"");
    assert!(said.contains(&format!("{first}: removed")), "{said}");
    assert!(!PathBuf::from(format!("{out}/{first}")).exists());
    assert_eq!(
        fs::read_dir(&out).unwrap().count(),
        6,
        "what another file names, or has another name, stays"
    );
}

#[test]
fn doubts_have_an_exit_code_and_a_form_for_programs() {
    let folder = Folder::new("doubts");
    let out = folder.path("out");
    let page = folder.file("page.txt", PAGE);
    // PAGE says neither paper nor date.
    let output = kanbao(&["publish", &page, "--out", &out, "--strict"], b"");
    assert_eq!(
        output.status.code(),
        Some(3),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(!PathBuf::from(&out).exists(), "nothing is written");
    done(
        &[
            "publish",
            &page,
            "--out",
            &out,
            "--strict",
            "--paper",
            "河边日报",
            "--date",
            "2024-02-05",
        ],
        b"",
    );

    let report = json(&["check", "--json", &page], b"");
    assert_eq!((&report["format"], &report["articles"]), (&1.into(), &2.into()));
    assert_eq!(report["report"]["repairs"][0]["line"], 3);
    assert_eq!(
        kanbao(&["check", "-"], b"").status.code(),
        Some(1),
        "nothing to check is an error"
    );
}
