//! The grammars that colour code: those of the crate `two-face`, prepared once and kept in
//! `src/highlight/grammars.bin`, their licences beside it.
//!
//! Each pattern is there as a program for the small engine of `src/highlight/matcher.rs`, and knows ASCII
//! text alone, which `src/highlight/seen.rs` makes of the code. Nothing is left to be got ready, which
//! took more time than reading the code of most sheets. After a new version of `two-face` the file is
//! written anew by `cargo test --test it -- --ignored write_the_grammars`.

#[path = "../../src/highlight/program.rs"]
mod program;
#[path = "../../src/highlight/matcher.rs"]
mod matcher;
mod pattern;
mod compiler;
mod colours;
mod encoder;

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use fancy_regex::{Captures, Regex, RegexBuilder};
use syntect::dumps::dump_to_uncompressed_file;
use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};
use two_face::acknowledgement;

use colours::CLASSES;
use matcher::{Matcher, Subject};

/// The grammars of `two-face`.
fn set() -> encoder::Set {
    let folder = tempfile::tempdir().unwrap();
    let dump = folder.path().join("dump");
    dump_to_uncompressed_file(&two_face::syntax::extra_newlines(), &dump).unwrap();
    encoder::read(&fs::read(dump).unwrap())
}

fn beside_the_highlighter(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/highlight").join(name)
}

fn licences() -> String {
    let listing = acknowledgement::listing();
    let mut text = String::from("# Licences of the grammars in `grammars.bin`\n");
    for licence in listing.for_syntaxes() {
        text.push('\n');
        licence.write_md(&mut text);
    }
    text
}

#[test]
#[ignore = "writes src/highlight/grammars.bin and its licences"]
fn write_the_grammars() {
    fs::write(beside_the_highlighter("grammars.bin"), encoder::written(&set())).unwrap();
    fs::write(beside_the_highlighter("LICENCES.md"), licences()).unwrap();
}

#[test]
fn the_grammars_are_those_of_two_face() {
    let kept = fs::read(beside_the_highlighter("grammars.bin")).unwrap();
    assert!(encoder::written(&set()) == kept, "write them anew, as this file says");
    assert_eq!(fs::read_to_string(beside_the_highlighter("LICENCES.md")).unwrap(), licences());
}

const LINES: &[&str] = &[
    "",
    "if (a <= 0x1F && !b) { return \"c\\n\"; } // d\n",
    "  def e(f = :g, *h) @i += 1.5e3; end # j\n",
    "<k l=\"m\">&nbsp;<!-- n --></k> {% o %} $p ${q}\n",
    "SELECT * FROM \"r\" WHERE s_t LIKE '%u' -- v\n",
    "#define W(x) [x y:^{ z }] @interface A : B <C>\n",
    "a { color: #fff; margin: -1.2em } @media (b) { }\n",
    "- key: [1, 'two'] # three\n=== four\n",
    "int main(void) { unsigned x; double y; do { strlen(z); } while (0); return; }\n",
    "<BODY><Select/><h1 class=a><heading> doubled DO double do_it array_map(isset)\n",
    "create table t (id bigint primary key, s varchar(9) not null default 'x');\n",
];

/// What a match and its groups hold.
type Held = Option<Vec<Option<Range<usize>>>>;

/// The first match of a pattern's program in a line.
fn by_program(pattern: &str, line: &str) -> Held {
    let program = compiler::compiled(pattern, false);
    let mut matcher = Matcher::new(10_000_000);
    let subject = Subject { line: line.as_bytes(), from: 0, outer: None };
    (0..=line.len()).find_map(|start| {
        let end = matcher.run(&program.code, program.slots, subject, start)?;
        let can_begin = program.firsts >> matcher::peeked(subject.line, start) & 1 == 1;
        assert!(can_begin, "{pattern} at {start} of {line}");
        let groups = (1..=program.groups).map(|group| matcher.group(group));
        Some([Some(start..end)].into_iter().chain(groups).collect())
    })
}

/// The same with `fancy-regex`; `None` where it backtracks too far.
fn by_fancy_regex(regex: &Regex, line: &str) -> Option<Held> {
    let places = |captures: Captures<'_>| {
        captures.iter().map(|group| group.map(|group| group.range())).collect()
    };
    Some(regex.captures(line).ok()?.map(places))
}

fn known(pattern: &str) -> Regex {
    RegexBuilder::new(pattern).oniguruma_mode(true).build().unwrap()
}

#[test]
fn a_program_matches_as_its_pattern() {
    let patterns = [
        "a|ab",
        "(a|ab)(c|bcd)(d*)",
        "a.c",
        "(?s)a.b",
        "^b",
        "(?m)^b$",
        r"b\z",
        r"c\Z",
        r"\bab\b",
        r"\Ba",
        "[^a-y]",
        r"(?i)k[s-u]",
        r"(?i:A1)b",
        "é|b",
        r"\w+?b",
        r"(?:a*)*b",
        r"(?:a*?)*?b",
        r"(?:a|b?)*c",
        r"(ab){2}",
        r"(?:ab){1,2}",
        r"(?:ab){1,2}?",
        r"a{2,3}",
        r"a{2,3}?a",
        "(?>a+)a",
        "(?>a|ab)c",
        "a++b",
        r"(a)(?=b)",
        r"a(?!b)",
        r"(?<=ab|c)d",
        r"(?<!ab|c)d",
        r"(?=(a+))a",
        r"(?!(a)b)a",
        r"(a+)-\1",
        r"(?i)(a+)-\1",
        r"(?:(a)|b)+",
        r"\<a\>",
        r"(?x) a # b",
        r"\Ga",
        "(?:b|(?<=a)c|$)",
        r"\s*(?=\S)",
        "(?:while|when|(?:un)?do|do_|w)c",
        r"(?:[ab]c?|(?:a|d)e)+f",
        r"(\p{Greek}|b)",
        "(?:(?=a)|b)*c",
    ];
    let lines = [
        "",
        "a",
        "ab",
        "abcd",
        "aab-aab c",
        "aAB-AaB",
        "xabab\nb\n",
        "KS kt a1b",
        "abd cd d",
        "ac\n",
        "a\nb",
        " whilec wc undoc do_c",
        "acaeacf bcdef",
        "<a> é",
        "aaaa",
        "bac\n",
    ];
    for (pattern, line) in patterns.iter().flat_map(|one| lines.map(|line| (*one, line))) {
        let line = line.replace('é', "x");
        let wanted = by_fancy_regex(&known(&pattern.replace(r"\<a\>", "<a>")), &line).unwrap();
        assert_eq!(by_program(pattern, &line), wanted, "{pattern}\n{line}");
    }
}

#[test]
fn the_programs_of_grammars_match_as_their_patterns() {
    let patterns: BTreeSet<_> = encoder::patterns(&set()).into_iter().collect();
    assert!(patterns.len() > 9_000, "{} patterns", patterns.len());
    let mut matches = 0;
    for (pattern, recalls) in patterns.into_iter().step_by(10) {
        if recalls {
            continue;
        }
        let regex = known(&pattern);
        for line in LINES {
            let Some(wanted) = by_fancy_regex(&regex, line) else { continue };
            matches += usize::from(wanted.is_some());
            assert_eq!(by_program(&pattern, line), wanted, "{pattern}\n{line}");
        }
    }
    assert!(matches > 100, "only {matches} matches");
}

#[test]
fn a_pattern_takes_no_more_work_than_it_may() {
    let line = format!("{}c", "a".repeat(1_000));
    let subject = Subject { line: line.as_bytes(), from: 0, outer: None };
    let is_exhausted = |pattern| {
        let program = compiler::compiled(pattern, false);
        let mut matcher = Matcher::new(100_000);
        assert_eq!(matcher.run(&program.code, program.slots, subject, 0), None);
        matcher.is_exhausted()
    };
    assert!(!is_exhausted("(?:a|a)*b"), "a loop is tried once at each place");
    assert!(!is_exhausted("(?=(?:(?:a|aa)*)*b)"));
    assert!(is_exhausted("a*a*a*b"));
}

/// What `syntect` makes of code: each character that is not white, with its class.
fn by_syntect(set: &SyntaxSet, grammar: &SyntaxReference, code: &str) -> Vec<(char, &'static str)> {
    let (mut state, mut scopes) = (ParseState::new(grammar), ScopeStack::new());
    let mut shown = Vec::new();
    for line in code.split_inclusive('\n') {
        let mut at = 0;
        let mut show = |to: usize, scopes: &ScopeStack| {
            let said = scopes.as_slice().iter().rev().map(|scope| colours::of(*scope));
            let colour = said.into_iter().find(|colour| *colour != 0).unwrap_or(1);
            let class = CLASSES[usize::from(colour) - 1];
            shown.extend(line[at.min(to)..to].chars().map(|character| (character, class)));
            at = at.max(to);
        };
        for (place, change) in state.parse_line(line, set).unwrap() {
            show(place, &scopes);
            scopes.apply(&change).unwrap();
        }
        show(line.len(), &scopes);
    }
    shown.retain(|one| !one.0.is_whitespace());
    shown
}

/// The same of what highlighted HTML shows.
fn by_html(html: &str) -> Vec<(char, String)> {
    let mut shown = Vec::new();
    for piece in html.replace("</span>", "<>").split('<').enumerate() {
        let (class, text) = match piece {
            (0, text) => ("", text),
            (_, piece) => piece.split_once('>').unwrap(),
        };
        let class = class.trim_start_matches("span class=\"hl-").trim_end_matches('"');
        let text = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            .iter()
            .fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain));
        shown.extend(text.chars().map(|character| (character, class.to_owned())));
    }
    shown.retain(|one| !one.0.is_whitespace());
    shown
}

#[test]
fn code_has_the_colours_that_syntect_gives_it() {
    let set = two_face::syntax::extra_newlines();
    let code = format!("{}cat <<-END\na $b\n\tEND\nls <<~C\n  #{{d}} 1\n  C\n", LINES.concat());
    let names = "bash c++ html javascript lua markdown php python ruby yaml";
    for name in names.split(' ') {
        let grammar = docsheet::highlight::grammar(&code, name).unwrap().unwrap();
        let html = docsheet::highlight::highlight(&code, grammar);
        let theirs = set.find_syntax_by_name(&format!("{grammar:?}")).unwrap();
        let wanted = by_syntect(&set, theirs, &code);
        let classes = wanted.iter().map(|one| (one.0, one.1.to_owned()));
        assert_eq!(by_html(html.as_str()), classes.collect::<Vec<_>>(), "{name}");
    }
}
