//! The grammars that colour code: those of the crate `two-face`, prepared once for ASCII text and kept
//! in `src/highlight/grammars.bin`, their licences beside it.
//!
//! A pattern takes the most time to get ready for the letters of the whole world, which its grammar
//! hardly tells apart. `src/highlight/seen.rs` makes ASCII of the code instead, so the patterns need
//! know no more. Measured on the code of 36 sheets, on one thread: 240 ms until all patterns in use
//! were ready before, 82 ms after; PHP, whose lists of functions `shape` mends, 450 ms before, 100 ms
//! after. JavaScript, whose names `identifier` mends, takes three fifths of the time. After a new version of `two-face` the file is written anew by
//! `cargo test --test it -- --ignored write_the_grammars`.

mod pattern;
mod identifier;
mod ahead;
mod shape;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use fancy_regex::{Regex, RegexBuilder};
use syntect::dumps::dump_to_uncompressed_file;
use syntect::parsing::syntax_definition::Pattern;
use syntect::parsing::{SyntaxDefinition, SyntaxSet, SyntaxSetBuilder};
use two_face::acknowledgement;

/// The grammars of `two-face`, prepared.
fn prepared() -> SyntaxSet {
    let mut prepared = SyntaxSetBuilder::new();
    for grammar in two_face::syntax::extra_newlines().into_builder().syntaxes() {
        let mut grammar = grammar.clone();
        prepare(&mut grammar);
        prepared.add(grammar);
    }
    prepared.build()
}

fn prepare(grammar: &mut SyntaxDefinition) {
    let patterns = grammar.contexts.values_mut().flat_map(|context| &mut context.patterns);
    for pattern in patterns {
        if let Pattern::Match(matched) = pattern
            && let Some(ascii) = pattern::ascii(matched.regex.regex_str())
        {
            matched.regex = syntect::parsing::Regex::new(ascii);
        }
    }
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
    dump_to_uncompressed_file(&prepared(), beside_the_highlighter("grammars.bin")).unwrap();
    fs::write(beside_the_highlighter("LICENCES.md"), licences()).unwrap();
}

#[test]
fn the_grammars_are_those_of_two_face() {
    let folder = tempfile::tempdir().unwrap();
    let written = folder.path().join("grammars.bin");
    dump_to_uncompressed_file(&prepared(), &written).unwrap();
    let kept = fs::read(beside_the_highlighter("grammars.bin")).unwrap();
    assert!(fs::read(written).unwrap() == kept, "write them anew, as this file says");
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

fn known(pattern: &str) -> Regex {
    RegexBuilder::new(pattern).oniguruma_mode(true).build().unwrap()
}

/// Every pattern that has a spelling for ASCII text, with it.
fn rewritten() -> BTreeSet<(String, String)> {
    let grammars = two_face::syntax::extra_newlines().into_builder();
    let contexts = grammars.syntaxes().iter().flat_map(|grammar| grammar.contexts.values());
    let patterns = contexts.flat_map(|context| &context.patterns).filter_map(|one| match one {
        Pattern::Match(matched) => Some(matched.regex.regex_str().to_owned()),
        Pattern::Include(_) => None,
    });
    patterns.filter_map(|known| Some((pattern::ascii(&known)?, known))).collect()
}

#[test]
fn a_pattern_for_ascii_says_the_same() {
    let cases = [
        (r"\bif\b", r"(?:\bif\b)"),
        ("[^a-y]", r"[\x00-\x60\x7A-\x7F]"),
        (r"\w+?", r"(?:[\x30-\x39\x41-\x5A\x5F-\x5F\x61-\x7A]){1,}?"),
        (r"(?i)k\<", r"(?:[\x4B-\x4B\x6B-\x6B]<)"),
        (r"(?x) a # b", "a"),
        (r"(?<=a)(b|.)(?!c)", r"(?:(?<=a)((?:b|[\x00-\x09\x0B-\x7F]))(?!c))"),
        (r"\p{Greek}", "[a&&b]"),
        (r"\\<", r"(?:\\<)"),
        ("é", "[a&&b]"),
        (r"\b[+-][01]\b", r"(?:\b(?>(?:[\x2B-\x2B\x2D-\x2D][\x30-\x31]))\b)"),
        (
            r"\b(?i:e|x?)\b",
            r"(?:\b(?>(?:(?:[\x45-\x45\x65-\x65])|(?:[\x58-\x58\x78-\x78])|(?:)))\b)",
        ),
        (r"(?:a|b)(?=[ >])", r"(?:(?:a|b)(?=[\x20-\x20\x3E-\x3E]))"),
        (
            r"(?i:a|ab)(?=[>]).",
            r"(?:(?>(?:(?:[\x41-\x41\x61-\x61][\x42-\x42\x62-\x62])|(?:[\x41-\x41\x61-\x61])))(?=[\x3E-\x3E])[\x00-\x09\x0B-\x7F])",
        ),
        (r"(?i)\bif\B", r"(?:\b(?:i|I)(?:f|F)\B)"),
        (
            r"[a-c](?:[b-d]|\$x)*(?!(?:[b-d]|\$x)).",
            r"(?:(?>(?:[\x61-\x63](?:(?:[\x62-\x64]|(?:\$x))){0,}))[\x00-\x09\x0B-\x7F])",
        ),
        (r"if(?!\w)", r"(?:if(?=(?:[\x00-\x2F\x3A-\x40\x5B-\x5E\x60-\x60\x7B-\x7F]|$)))"),
        (
            r"(?>\w+)\s*=",
            r"(?:(?:[\x30-\x39\x41-\x5A\x5F-\x5F\x61-\x7A]){1,}(?:[\x09-\x0D\x20-\x20]){0,}=)",
        ),
        (
            r"(?>\w+)=?\w",
            r"(?:(?>(?:[\x30-\x39\x41-\x5A\x5F-\x5F\x61-\x7A]){1,})(?:=){0,1}[\x30-\x39\x41-\x5A\x5F-\x5F\x61-\x7A])",
        ),
        (
            r"a(?=b(?!cd))",
            r"(?:a(?=(?:b(?:[\x00-\x62\x64-\x7F]|$|(?:c(?:[\x00-\x63\x65-\x7F]|$))))))",
        ),
        (r"a(?!(b))", r"(?:a(?!(b)))"),
        (r"(?:a|ab)*(?!(?:a|ab))", r"(?:(?:(?:a|(?:ab))){0,}(?!(?:a|(?:ab))))"),
    ];
    for (known, ascii) in cases {
        assert_eq!(pattern::ascii(known).as_deref(), Some(ascii), "{known}");
    }
    for beyond in [r"(?=\1)", r"(a)\1"] {
        assert_eq!(pattern::ascii(beyond), None, "{beyond}");
    }
}

#[test]
fn every_pattern_can_be_used() {
    let rewritten = rewritten();
    assert!(rewritten.len() > 9_000, "{} patterns", rewritten.len());
    for (ascii, known) in rewritten {
        assert!(syntect::parsing::Regex::try_compile(&ascii).is_none(), "{known}\n{ascii}");
    }
}

#[test]
fn patterns_find_in_ascii_text_what_they_found_before() {
    let (mut found, mut places) = (0, Vec::new());
    for (ascii, pattern) in rewritten().into_iter().step_by(10) {
        let regexes = [known(&pattern), known(&ascii)];
        for line in LINES {
            places.clear();
            for regex in &regexes {
                // Backtracking that went too far found nothing, which the rewritten one may.
                let Ok(groups) = regex.captures(line) else { break };
                places.push(groups.map(|groups| {
                    groups.iter().map(|one| one.map(|one| one.range())).collect::<Vec<_>>()
                }));
            }
            if places.is_empty() {
                continue;
            }
            assert_eq!(places.len(), 2, "{ascii}\n{line}");
            assert_eq!(places[0], places[1], "{pattern}\n{ascii}\n{line}");
            found += usize::from(places[0].is_some());
        }
    }
    assert!(found > 100, "only {found} places were found");
}
