//! `YAML.load` and `JSON.parse`: which values a text becomes, and where it cannot be read.

use docsheet::source::Source;

use crate::ruby::{evaluated, inspected};

/// Texts of YAML with the values that Ruby 3.1 reads, as Ruby inspects them.
const YAML: &[(&str, &str)] = &[
    (
        "- a b\n- 'it''s'\n- \"t\\tb\\u00e9\"\n- v1.2\n- http://x.y:80/z\n- b#c # d",
        r#"["a b", "it's", "t\tbé", "v1.2", "http://x.y:80/z", "b#c"]"#,
    ),
    (
        "[1, -2, +3, 1_000, '4', 0x1F, 017, 0b11, 08, 1__0, _1]",
        r#"[1, -2, 3, 1000, "4", 31, 15, 3, "08", "1__0", "_1"]"#,
    ),
    (
        "[1.5, -.5, 1., 1.0e+3, .inf, 1e3, 1.2.3]",
        r#"[1.5, -0.5, 1.0, 1000.0, Infinity, "1e3", "1.2.3"]"#,
    ),
    ("[~, null, Null, '', '~', ]", r#"[nil, nil, nil, "", "~"]"#),
    (
        "[true, yes, On, false, no, OFF, y, n, 'yes', Off x]",
        r#"[true, true, true, false, false, false, "y", "n", "yes", "Off x"]"#,
    ),
    ("[:sym, :\"two words\", ': no']", r#"[:sym, :"two words", ": no"]"#),
    ("- a\n-   - b\n    - c\n- - d", r#"["a", ["b", "c"], ["d"]]"#),
    (
        "a:\n- b\nc: {d: [1, {e: f}]}\ng:\n",
        r#"[["a", ["b"]], ["c", [["d", [1, [["e", "f"]]]]]], ["g", nil]]"#,
    ),
    (
        "1: a\ntrue: b\n'q k': c\ntwo words: d\n? e\n: f",
        r#"[[1, "a"], [true, "b"], ["q k", "c"], ["two words", "d"], ["e", "f"]]"#,
    ),
    (
        "- |\n  one\n   two\n\n  three\n- |-\n  one\n- |+\n  one\n\n",
        r#"["one\n two\n\nthree\n", "one", "one\n\n"]"#,
    ),
    (
        "- >\n  one\n  two\n\n  three\n- >-\n  a\n  b\n- plain\n  goes on\n- 'quoted\n  too'",
        r#"["one two\nthree\n", "a b", "plain goes on", "quoted too"]"#,
    ),
    ("a: 1\na: 2", r#"[["a", 2]]"#),
    ("- &x [1, 2]\n- *x", "[[1, 2], [1, 2]]"),
    ("- &b {k: 1}\n- {<<: *b, m: 2}", r#"[[["k", 1]], [["k", 1], ["m", 2]]]"#),
    ("- !!str 5", r#"["5"]"#),
    ("--- a\n...\n", r#""a""#),
    ("# nothing", "nil"),
    ("", "nil"),
];

/// Texts of JSON with the values that Ruby 3.1 reads, as Ruby inspects them.
const JSON: &[(&str, &str)] = &[
    (r#"[1, -2, 2.5, -3e2, 1E5, "4"]"#, r#"[1, -2, 2.5, -300.0, 100000.0, "4"]"#),
    (
        r##"["a\u00e9\n\/\"\\", "\ud83d\ude00", "yes", ":s", "# x: y"]"##,
        r##"["aé\n/\"\\", "😀", "yes", ":s", "# x: y"]"##,
    ),
    ("[null, true, false, [], {}]", "[nil, true, false, [], []]"),
    (
        r#"{"b": [{"c": null}], "a": 1, "<<": {"d": 2}}"#,
        r#"[["b", [[["c", nil]]]], ["a", 1], ["<<", [["d", 2]]]]"#,
    ),
];

/// The value that `reader` makes of `text`, with its hashes as lists of pairs.
fn read(reader: &str, text: &str) -> String {
    let program = format!(
        "def flat(v) = v.is_a?(Hash) || v.is_a?(Array) ? v.to_a.map {{ |i| flat(i) }} : v\nflat({reader}({text:?}))"
    );
    inspected(&program)
}

#[test]
fn yaml_becomes_the_values_that_ruby_reads() {
    for (text, expected) in YAML {
        assert_eq!(read("YAML.load", text), *expected, "{text}");
        assert_eq!(read("YAML.safe_load", text), *expected, "{text}");
    }
}

#[test]
fn json_becomes_the_values_that_ruby_reads() {
    for (text, expected) in JSON {
        assert_eq!(read("JSON.parse", text), *expected, "{text}");
    }
}

#[test]
fn keys_become_symbols_where_they_are_wanted() {
    let named = "symbolize_names: true).to_a";
    assert_eq!(inspected(&format!("YAML.load('a: {{b: 1}}', {named}")), "[[:a, {:b=>1}]]");
    assert_eq!(inspected(&format!("JSON.parse('{{\"a\": 1}}', {named}")), "[[:a, 1]]");
}

/// Calls that fail, with a part of what is said.
const TROUBLE: &[(&str, &str)] = &[
    ("YAML.load('a: b: c')", "line 1 of the text: mapping values"),
    ("YAML.load(\"a: 1\\nb: [1, 2\")", "of the text: while parsing a flow sequence"),
    ("YAML.load('a: !ruby/object:Object {}')", "a tag such as `!name` is not supported"),
    ("YAML.load('a: !foo b')", "a tag such as `!name` is not supported"),
    ("YAML.load('a: *b')", "found unknown anchor"),
    ("YAML.load('a: &a [*a]')", "an alias stands inside its anchor"),
    ("YAML.load(\"a: 'b\")", "quoted scalar"),
    ("YAML.load(5)", "takes a string here"),
    ("YAML.load_file('x.yml')", "`YAML.load_file` reads or writes files"),
    ("JSON.parse('[1,]')", "line 1 of the text: trailing comma"),
    ("JSON.parse(\"{'a': 1}\")", "key must be a string"),
    ("JSON.parse('')", "line 1 of the text: EOF"),
    ("JSON.parse('[1] 2')", "trailing characters"),
    ("JSON.parse('[12345678901234567890]')", "this number is too large"),
    ("JSON.parse('[' * 5000)", "recursion limit"),
    (
        "x = \"a: &a [1, 2]\\n\" + (0..40000).map { '- *a' }.join(\"\\n\"); YAML.load(x)",
        "cannot read line 2",
    ),
    ("YAML.load('[' + 'a,' * 200000 + ']')", "too m"),
    ("JSON.parse('[' + '[],' * 200000 + '1]')", "too m"),
];

#[test]
fn what_cannot_be_read_is_one_finding_with_its_reason() {
    for (program, part) in TROUBLE {
        let (sheet, findings) = evaluated(program);
        assert!(sheet.is_none(), "{program} is evaluated");
        let [finding] = findings.as_slice() else { panic!("{program}: {findings:?}") };
        assert!(finding.message.contains(part), "{program}: {}", finding.message);
    }
}

#[test]
fn trouble_is_shown_at_its_line_of_the_sheet() {
    let sheet = "LIST = <<-YAML\n  - name: a\n  - name: b: c\nYAML\nYAML.load(LIST)\n";
    let source = Source::new("x.rb", sheet.as_bytes());
    let (_, findings) = docsheet::compile(&source);
    let finding = findings.iter().find(|finding| finding.message.contains("line 2")).unwrap();
    assert_eq!(source.slice(finding.place.as_ref().unwrap().span), "- name: b: c");
    assert_eq!(source.line(finding.related[0].span.start), 5, "{finding:?}");
}
