//! Whatever the bytes: no panic, no hang, and findings with a place inside the file.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use docsheet::diagnostic::{self, any_error};
use docsheet::ruby::meter::MAX_SOURCE_BYTES;
use docsheet::source::Source;

use crate::needs::program;
use crate::project::{Project, Run, small_sheet};

/// As long as the longest public sheets, in bytes.
const LONG: usize = 256 << 10;

/// Numbers that are the same in every run (xorshift).
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap()
    }
}

/// Deletes, doubles, swaps or inserts bytes, or cuts the text.
fn mutated(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    const PIECES: &[&str] = &[
        "'",
        "\"",
        "\\",
        "#{",
        "}",
        "do ",
        "end\n",
        "(",
        ")",
        "[",
        "{",
        ",",
        ":",
        "=",
        "<<X\n",
        "%q{",
        "\n",
        "‘",
        "\u{A0}",
        "\0",
        "|x|",
        "&",
        "*",
        "/",
        "`",
        "=begin\n",
        "__END__\n",
        "@",
        "$",
        "?",
        "def x\n",
    ];
    let mut bytes = bytes.to_vec();
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(bytes.len() + 1);
        match numbers.below(5) {
            0 => bytes.truncate(at.max(bytes.len() / 2)),
            1 if at < bytes.len() => drop(bytes.remove(at)),
            2 => {
                let end = (at + numbers.below(40)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            3 => {
                let end = (at + numbers.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => {
                let piece = PIECES[numbers.below(PIECES.len())].bytes();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

/// Reads `bytes` and draws what is found; everything that a user could be shown is looked at.
fn read(bytes: &[u8]) {
    let shown = || String::from_utf8_lossy(bytes).into_owned();
    let source = Source::new("x.rb", bytes);
    let start = Instant::now();
    let (sheet, findings) = docsheet::compile(&source);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(5), "{took:?}:\n{}", shown());
    assert_eq!(sheet.is_none(), any_error(&findings), "neither sheet nor error:\n{}", shown());
    for finding in findings.iter().take(20) {
        let labels = finding.place.iter().chain(&finding.related);
        for label in labels {
            let ordered = label.span.start <= label.span.end;
            assert!(ordered && label.span.end <= source.text.len(), "{finding:?}\n{}", shown());
        }
        let picture = diagnostic::draw(&source, finding, diagnostic::Look::Plain);
        let words = ["end-of-input", "local variable", "top level", "tIDENT", "expecting"];
        for word in words {
            let said = finding.message.contains(word) && !source.text.contains(word);
            assert!(!said, "{picture}");
        }
    }
}

#[test]
fn mutations_of_sheets_are_read_without_panic_or_delay() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let sheets = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut sheets: Vec<_> = sheets
        .filter(|path| path.extension().is_some_and(|end| end == "rb"))
        .filter(|path| !path.ends_with("endless_loop.rb"))
        .collect();
    sheets.sort();
    let mut numbers = Numbers(0x5EED_5EED);
    let start = Instant::now();
    for sheet in &sheets {
        let bytes = fs::read(sheet).unwrap();
        for _ in 0..4 {
            read(&mutated(&bytes, &mut numbers));
        }
    }
    let large = large_sheet();
    for _ in 0..12 {
        read(&mutated(large.as_bytes(), &mut numbers));
    }
    println!("{} sheets in {:?}", sheets.len() * 4 + 12, start.elapsed());
}

/// Everything that the language has, several times over.
fn large_sheet() -> String {
    let entry = |number: usize| {
        format!(
            "    entry do\n      name 'Port {number}'\n      command \"curl :{number}\"\n      notes <<-TEXT\n        It's *the* port.\n\n        ```sh\n        curl\n        ```\n      TEXT\n      td_command ['a', %q{{b}}]\n    end\n"
        )
    };
    let entries: String = (0..60).map(entry).collect();
    format!(
        "cheatsheet do\n  title 'Ports'\n  docset_file_name 'Ports'\n  category do\n    id 'All'\n{entries}  end\nend\n"
    )
}

#[test]
fn nesting_beyond_reason_is_one_finding() {
    let cases =
        ["[".repeat(30_000), "a do ".repeat(12_000), "(".repeat(30_000), "{".repeat(12_000)];
    for text in cases {
        let source = Source::new("x.rb", text.as_bytes());
        let (_, findings) = docsheet::compile(&source);
        let messages: Vec<_> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["this is nested too deeply, or a chain of too many parts"]);
    }
}

#[test]
fn follow_ups_are_not_told() {
    let source = Source::new("x.rb", "cheatsheet do\n".as_bytes());
    assert_eq!(docsheet::compile(&source).1.len(), 3, "`end`, `title`, `docset_file_name`");
    let source = Source::new("x.rb", ") ] ".repeat(2_000).as_bytes());
    let (_, findings) = docsheet::compile(&source);
    assert_eq!(findings.len(), 1, "{findings:?}");
}

#[test]
fn an_endless_chain_is_a_finding() {
    let chains = ["1+", "true && ", "<<A+", "!", "-", "not ", "a ? b : ", "*a = ", "\"#{", "->{"];
    let links = [".a", "[0]", "&.x", "::A", " rescue x", " if x", ".b("];
    let before = chains.iter().map(|link| ("", *link));
    for (start, link) in before.chain(links.iter().map(|link| ("a", *link))) {
        let text = format!("x = {start}{}1\n", link.repeat(LONG / link.len()));
        let (sheet, findings) = docsheet::compile(&Source::new("x.rb", text.as_bytes()));
        assert!(sheet.is_none());
        assert_eq!(findings.len(), 1, "{link}");
        assert_eq!(
            findings[0].code.rule().name,
            "limit-reached",
            "{link}: {}",
            findings[0].message
        );
    }
}

#[test]
fn signs_without_end_are_a_finding_in_code_and_none_in_a_text() {
    let sheet = |last: &str| {
        let text = large_sheet();
        let (before, end) = text.rsplit_once("  end\n").unwrap();
        let text = format!("{before}{last}\n  end\n{end}");
        docsheet::compile(&Source::new("x.rb", text.as_bytes())).1
    };
    for signs in ["-".repeat(20_000), "! ".repeat(20_000), "not\n".repeat(20_000)] {
        let findings = sheet(&format!("    x = {signs}1"));
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0].code.rule().name, "limit-reached");
        let line = format!(
            "    entry do\n      name 'Signs'\n      notes <<-'X'\n{signs}\n      X\n    end\n"
        );
        assert_eq!(sheet(&line), []);
    }
}

#[test]
fn the_same_thing_over_and_over_is_read_within_bounds() {
    let pieces = [
        "@",
        "`",
        ": ",
        "\\",
        "‘",
        "a=",
        "a,",
        "$",
        ") ] ",
        "end\n",
        "1_",
        "=begin\n",
        "<<-A ",
        "f(<<A)\nx\nA\n",
        "title foo bar\n",
        "title = 'a'\n",
        "// x\n",
        "def a = ",
        "if x then ",
        "f{|a,",
        "%w(",
        "a;",
        "rescue\n",
    ];
    for piece in pieces {
        read(piece.repeat(LONG / piece.len()).as_bytes());
    }
    let text = format!("cheatsheet do title '{}' end", "a".repeat(LONG));
    read(text.as_bytes());
}

#[test]
fn a_sheet_that_fails_everywhere_is_not_followed_to_its_end() {
    let source = Source::new("x.rb", "a;".repeat(LONG / 2).as_bytes());
    let (_, findings) = docsheet::compile(&source);
    assert!(findings.len() < 10_000, "{} findings", findings.len());
    assert!(findings.iter().any(|finding| finding.code.rule().name == "limit-reached"));
}

#[test]
fn a_file_beyond_the_limit_is_one_finding() {
    let source = Source::new("x.rb", "#".repeat(MAX_SOURCE_BYTES + 1).as_bytes());
    let (_, findings) = docsheet::compile(&source);
    let messages: Vec<_> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(messages, ["the file is larger than 67,108,864 bytes"]);
}

#[test]
fn a_sheet_cannot_give_orders_to_a_terminal() {
    let sheet =
        small_sheet("A").replace("title 'A'", "title '\u{1B}]0;owned\u{7}\u{9B}31m', '\u{202E}x'");
    let project = Project::new().file("data/A.rb", &sheet);
    let run = project.run(&["check"]).exits(1);
    let obeyed = |letter: char| letter.is_control() && letter != '\n' || letter == '\u{202E}';
    assert!(!run.stderr.contains(obeyed), "{:?}", run.stderr);
    let fine = sheet.replace(", '\u{202E}x'", "");
    let run = Project::new().file("data/A.rb", fine).run(&["build"]).exits(0);
    assert!(!run.stdout.contains(obeyed), "{:?}", run.stdout);
}

#[test]
fn a_picture_of_a_long_line_shows_the_part_that_matters() {
    let sheet = format!("cheatsheet do; {}; titel 'x'; end\n", "keyword 'abc'; ".repeat(10_000));
    let source = Source::new("x.rb", sheet.as_bytes());
    let (_, findings) = docsheet::compile(&source);
    let finding = findings.iter().find(|finding| finding.message.contains("titel")).unwrap();
    let picture = diagnostic::draw(&source, finding, diagnostic::Look::Plain);
    assert!(picture.len() < 2_000, "{} bytes", picture.len());
    assert!(picture.contains("x.rb:1:150018"), "{picture}");
    assert!(picture.contains("titel 'x'"), "{picture}");
}

#[cfg(unix)]
#[test]
fn resources_cannot_be_a_link_that_leads_outside() {
    let sheet = small_sheet("A").replace("keyword 'a'", "resources 'images'");
    let project = Project::new().file("data/A.rb", sheet);
    let elsewhere = Project::new().file("secret/key", "k");
    std::os::unix::fs::symlink(elsewhere.path("secret"), project.path("data/images")).unwrap();
    let run = project.run(&["build"]).exits(1);
    assert!(run.stderr.contains("it leads out of `"), "{}", run.stderr);
    assert!(!project.path("output/A.docset").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn where_no_further_thread_can_be_had_one_is_enough() {
    let project = Project::new().file("A.rb", small_sheet("A")).file("B.rb", small_sheet("B"));
    let Some(limit) = program(&["prlimit"]) else { return };
    let run = std::process::Command::new(limit)
        .args(["--as=200000000", env!("CARGO_BIN_EXE_docsheet"), "build", ".", "-o", "out"])
        .current_dir(project.path(""))
        .output()
        .unwrap();
    let run = Run::of(&run).exits(0);
    assert!(run.stdout.contains("2 of 2 sheets built"), "{}", run.stdout);
}

#[cfg(target_os = "linux")]
#[test]
fn where_no_further_thread_can_be_had_deep_nesting_is_a_finding() {
    let Some(limit) = program(&["prlimit"]) else { return };
    let shapes = [
        ("a do ", "end "),
        ("x = if a then b = (", ") end "),
        ("1 + ", ""),
        ("(", ")"),
        ("[", "]"),
        ("{ a: ", " }"),
        ("a = ", ""),
        ("\"#{", "}\""),
        ("case a when b then ", "end "),
        ("class A; ", "end "),
    ];
    for (open, close) in shapes {
        let text = format!("x = {}1 {}", open.repeat(1_900), close.repeat(1_900));
        let project = Project::new().file("A.rb", text);
        let run = std::process::Command::new(&limit)
            .args(["--as=200000000", env!("CARGO_BIN_EXE_docsheet"), "check", "A.rb"])
            .current_dir(project.path(""))
            .output()
            .unwrap();
        let run = Run::of(&run).exits(1);
        assert!(run.stderr.contains("nested too deeply"), "{open}: {}", run.stderr);
    }
}
