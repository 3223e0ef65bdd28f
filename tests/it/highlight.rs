//! Code and the name of its language → elements with classes.

use docsheet::highlight::{self, UnknownLanguage};
use docsheet::html::Html;
use docsheet::markdown::read_html;

const LIGHT: &str = include_str!("../../templates/highlight.css");
const DARK: &str = include_str!("../../templates/dark.css");

fn highlight(code: &str, language: &str) -> Result<Html, UnknownLanguage> {
    let grammar = highlight::grammar(code, language)?;
    Ok(grammar.map_or_else(|| Html::escaped(code), |grammar| highlight::highlight(code, grammar)))
}

fn classes(code: &str, language: &str) -> Vec<String> {
    let html = highlight(code, language).unwrap();
    let parts = html.as_str().split("<span class=\"").skip(1);
    parts.filter_map(|part| part.split_once('"')).map(|part| part.0.to_owned()).collect()
}

#[test]
fn tokens_of_common_languages_have_their_class() {
    let cases = [
        (
            "objc",
            "NSString *s = @\"a\"; // b",
            "hl-type hl-operator hl-operator hl-string hl-comment",
        ),
        ("terminal", "ls \"$HOME\" # a", "hl-function hl-string hl-comment"),
        ("css", "a { color: #fff }", "hl-tag hl-attribute hl-number"),
        ("html", "<a href=\"b\">", "hl-tag hl-attribute hl-string"),
        ("diff", "+a\n-b", "hl-inserted hl-deleted"),
        ("php", "echo 1;", "hl-function hl-number"),
        ("js", "const a = null", "hl-keyword hl-operator hl-constant"),
        ("ts", "let a: number = 1", "hl-keyword hl-operator hl-type hl-operator hl-number"),
        ("ruby", "naïve = \"ü\" # ö", "hl-operator hl-string hl-comment"),
    ];
    for (language, code, wanted) in cases {
        assert_eq!(classes(code, language).join(" "), wanted, "{language}");
    }
}

#[test]
fn every_class_has_a_colour() {
    let code = "class A < B; def c(d); e = :f; \"#{1}\"; end; end # g";
    for class in classes(code, "ruby") {
        let selector = format!(".{class}");
        for style in [LIGHT, DARK] {
            let words = style.split(|letter: char| letter.is_whitespace() || letter == ',');
            assert_eq!(words.filter(|word| *word == selector).count(), 1, "{class}");
        }
    }
}

#[test]
fn names_that_sheets_use_are_known() {
    let names = "objc objective-c swift js javascript jsx ts tsx sh shell bash zsh terminal console \
                 elixir elxir ruby rb python py py3 python3 java kotlin c cpp c++ csharp c# go golang \
                 rust php perl lua r html xml css scss less sass json yaml yml toml ini sql mysql \
                 postgresql diff make makefile dockerfile vim viml fsharp f# haskell scala \
                 clojure erlang groovy http graphql latex markdown nginx powershell regex text Ruby";
    for name in names.split_whitespace() {
        assert!(highlight("", name).is_ok(), "{name}");
    }
}

#[test]
fn an_unknown_language_names_a_similar_one() {
    let similar = |language: &str| highlight("a", language).unwrap_err();
    assert_eq!(similar("swfit"), UnknownLanguage { similar: Some("swift".into()) });
    assert_eq!(similar("objectve-c"), UnknownLanguage { similar: Some("objective-c".into()) });
    assert_eq!(similar("qqqq"), UnknownLanguage { similar: None });
}

#[test]
fn the_code_stays_the_same_text() {
    let code = "<a> & \"b\" 'c' \\ é ⌘ “q” ?é ?\u{1F600}\n\tx = %w[a b]\n=begin\nend\n";
    let squeezed = code.split_whitespace().collect::<Vec<_>>().join(" ");
    for language in ["ruby", "c", "bash", "html", "python", "text", "sql", "objc", "vim", "php"] {
        assert_eq!(
            read_html(highlight(code, language).unwrap().as_str()).plain,
            squeezed,
            "{language}"
        );
    }
}

#[test]
fn very_long_code_is_plain() {
    let line = "x ".repeat(2_000);
    let lines = "x = 1\n".repeat(50_000);
    assert_eq!(highlight(&line, "ruby").unwrap().as_str(), line);
    assert_eq!(highlight(&lines, "ruby").unwrap().as_str(), lines);
}
