//! Sheets written in Markdown: everything that works for `NAME.rb` works for `NAME.md`.

use docsheet::source::Source;
use docsheet::{compile, index};

use crate::project::{Project, small_sheet};

const PORTS: &str = "\
---
title: Well-known Ports
keyword: port
---
Who listens where. See also [secure web](#443).

## Web

### `80` HTTP
Plain web pages.

### `443` HTTPS
- **Also:** TLS, SSL

## Mail

| Port  | Service    | For       |
| ----- | ---------- | --------- |
| `25`  | SMTP       | servers   |
| `587` | Submission | your mail |
";

/// The rows of the index but the first, as `C Web` for categories, `$ 80` for commands and `HTTP`.
pub(crate) fn rows(name: &str, text: &str) -> Vec<String> {
    let (sheet, findings) = compile(&Source::new(name, text.as_bytes()));
    let sheet = sheet.unwrap_or_else(|| panic!("no sheet: {findings:#?}"));
    let rows = index::rows(&sheet).into_iter().skip(1);
    rows.map(|row| match row.kind {
        "Category" => format!("C {}", row.name),
        "Command" => format!("$ {}", row.name),
        _ => row.name,
    })
    .collect()
}

fn entries(text: &str) -> String {
    rows("Ports.md", text).join(" ; ")
}

#[test]
fn a_name_that_begins_with_an_escaped_sign_is_shown_as_it_is() {
    let text = "# Tags\n\n## Part\n\n### \\<b> tag\n\n| A | B |\n|---|---|\n| `q` | \\<font> text |\n\n\
                ### \\<u> one\n\ntwo\n\\<i> three\n";
    let wanted = "C Part ; <u> one ; C <b> tag ; $ q ; <font> text";
    assert_eq!(rows("Tags.md", text).join(" ; "), wanted);
    let (sheet, _) = compile(&Source::new("Tags.md", text.as_bytes()));
    let sheet = sheet.unwrap();
    let last = sheet.categories[0].entries.last().unwrap();
    assert!(
        last.notes.as_ref().unwrap().html.as_str().contains("&lt;i&gt; three"),
        "{:?}",
        last.notes
    );
}

#[test]
fn headings_and_rows_are_categories_and_entries() {
    let wanted = "C Web ; $ 80 ; HTTP ; $ 443 ; HTTPS ; TLS ; SSL ; \
                  C Mail ; $ 25 ; SMTP ; $ 587 ; Submission";
    assert_eq!(entries(PORTS), wanted);
    let (sheet, findings) = compile(&Source::new("Ports.md", PORTS.as_bytes()));
    assert_eq!(findings, []);
    let sheet = sheet.unwrap();
    assert_eq!(sheet.title, "Well-known Ports");
    assert_eq!(sheet.docset_file_name, "Ports");
    assert_eq!(sheet.keyword, "port");
    assert!(sheet.introduction.unwrap().html.as_str().contains("href=\"#~"));
    let mail = &sheet.categories[1];
    assert_eq!(
        mail.header.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        "Port Service For"
    );
    assert_eq!(mail.entries[0].td_notes[0].plain, "servers");
}

#[test]
fn a_title_is_said_at_the_head_or_by_the_heading_or_by_the_name() {
    let title = |name: &str, text: &str| {
        let (sheet, _) = compile(&Source::new(name, text.as_bytes()));
        let sheet = sheet.unwrap();
        format!("{} | {} | {}", sheet.title, sheet.docset_file_name, sheet.keyword)
    };
    assert_eq!(title("a/my-ports.md", "## A\n"), "My ports | my-ports | my-ports");
    assert_eq!(title("ports.md", "# All *Ports*\n## A\n"), "All Ports | ports | ports");
    assert_eq!(title("p.md", "---\ntitle: 101\nkeyword: x\n---\n## A\n"), "101 | p | x");
    assert_eq!(title("p.md", "---\ntitle: T\n---\n# T\n## A\n"), "T | p | p");
    assert_eq!(entries("# One\n# Two\n"), "One ; Two");
}

#[test]
fn a_table_below_text_stays_a_table() {
    let table = "\n| Code | Means |\n| --- | --- |\n| `a` | first |\n";
    assert_eq!(entries(&format!("## Mail\n### SMTP\nSends mail.\n{table}")), "C Mail ; SMTP");
    assert_eq!(entries(&format!("## Mail\n### `25` SMTP\n{table}")), "C Mail ; $ 25 ; SMTP");
    assert_eq!(entries(&format!("## Mail\n{table}\nAnd so on.\n")), "C Mail ; $ a ; first");
    assert_eq!(entries(&format!("## Mail\nThese.\n\n---\n{table}")), "C Mail ; $ a ; first");
}

#[test]
fn a_row_with_too_many_pipes_loses_nothing() {
    let text = "# T\n\n## A\n\n| a | b |\n|---|---|\n| `x|y` | or |\n| `z` | one | two |\n";
    let sheet = compile(&Source::new("T.md", text.as_bytes())).0.unwrap();
    let notes = |entry: usize| {
        let entry = &sheet.categories[0].entries[entry];
        (entry.td_commands.clone(), entry.name.as_ref().unwrap().plain.clone())
    };
    assert_eq!(notes(0), (vec!["x|y".to_owned()], "or".to_owned()));
    assert_eq!(notes(1), (vec!["z".to_owned()], "one | two".to_owned()));
}

#[test]
fn a_row_that_is_there_twice_stays_on_the_page_and_is_found_once() {
    let table = "| Key | Does |\n| --- | --- |\n| `a` | one |\n| `a` | one |\n";
    assert_eq!(entries(&format!("## B\n\n{table}")), "C B ; $ a ; one");
    let text = format!("## B\n\n{table}");
    let (sheet, findings) = compile(&Source::new("x.md", text.as_bytes()));
    assert_eq!(sheet.unwrap().categories[0].entries.len(), 2);
    let codes: Vec<_> = findings.iter().map(|finding| finding.code.to_string()).collect();
    assert_eq!(codes, ["duplicate-entry"]);
    let in_ruby = "cheatsheet do title 'a'; docset_file_name 'x'; keyword 'x'; category do id 'B'; \
                   entry do name 'c'; end; entry do name 'c'; end; end; end";
    let (sheet, _) = compile(&Source::new("x.rb", in_ruby.as_bytes()));
    assert_eq!(sheet.unwrap().categories[0].entries.len(), 1);
}

#[test]
fn lists_of_what_something_does_are_entries() {
    assert_eq!(
        entries("# tar\n\n> Archives.\n\n- Create:\n\n`tar cf {{a}}`\n"),
        "$ tar cf a ; Create"
    );
    assert_eq!(
        entries("## Tar\n- `tar cf`: create\n- `tar xf` - extract\n"),
        "C Tar ; $ tar cf ; create ; $ tar xf ; extract"
    );
    assert_eq!(
        entries("## Tar\n- Create: `tar cf`\n- Extract:\n  ```sh\n  $ tar xf\n  ```\n"),
        "C Tar ; $ tar cf ; Create ; $ tar xf ; Extract"
    );
    assert_eq!(entries("## Tar\n- old\n- `tar` alone\n"), "Tar");
}

#[test]
fn lists_whose_marks_explain_their_items_are_entries() {
    let item = |code: u16, text: &str| {
        format!("- [{code}](https://a.org/{code}){{data-tooltip=\"{text}\"}}\n")
    };
    let text = format!("## Codes\n### Good\n{}{}", item(200, "All *is* well."), item(201, "Made."));
    assert_eq!(entries(&text), "C Codes ; C Good ; 200 ; 201");
    let sheet = compile(&Source::new("C.md", text.as_bytes())).0.unwrap();
    let notes = sheet.categories[1].entries[0].notes.as_ref().unwrap();
    assert_eq!(notes.plain, "All *is* well.");
}

#[test]
fn codes_with_signs_between_them_are_typed_one_way_or_several() {
    let cells = |first: &str| {
        let text = format!("## A\n| Keys | What |\n| --- | --- |\n| {first} | copies |\n");
        entries(&text)
    };
    assert_eq!(cells("`a` / `b`"), "C A ; $ a ; $ b ; copies");
    assert_eq!(cells("`a` _/_ `b`"), "C A ; $ a ; $ b ; copies");
    assert_eq!(cells("<kbd>Ctrl</kbd> + <kbd>C</kbd>, `q`"), "C A ; $ Ctrl + C ; $ q ; copies");
    assert_eq!(cells("<kbd>Ctrl</kbd><kbd>C</kbd>"), "C A ; $ Ctrl C ; copies");
    let text = "## A\n| Keys | What |\n| --- | --- |\n| `0` _(zero)_ | start |\n\
                | `a` or `b` | [#](x) |\n| `c` | _(new)_ end |\n| `e` | [*](x) |\n";
    let text = format!("{text}| `d` | two |\n");
    let wanted = "C A ; $ 0 (zero) ; start ; $ a or b ; $ c ; (new) end ; $ e ; $ d ; two";
    assert_eq!(entries(&text), wanted);
}

#[test]
fn headings_that_say_nothing_by_themselves_have_their_categories_in_front_in_the_index() {
    let text = "## Web\n### Ports\nA.\n### Example\nB.\n## Mail\n### Ports\nC.\n\
                ### `25` Example\nD.\n### Usage\n- **Index name:** Use\n";
    let wanted = "C Web ; Web: Ports ; Web: Example ; C Mail ; Mail: Ports ; $ 25 ; Example ; Use";
    assert_eq!(entries(text), wanted);
    let sheet = compile(&Source::new("P.md", text.as_bytes())).0.unwrap();
    assert_eq!(sheet.categories[0].entries[0].name.as_ref().unwrap().plain, "Ports");
    assert_eq!(
        entries("## **Web** and [mail](x)\n### _(new)_ one\n"),
        "C Web and mail ; (new) one"
    );
    let inner = "## Web\n### Examples\n| a |\n| --- |\n| 80 |\n## Usage\n### A\n### B\n";
    assert_eq!(entries(inner), "C Web ; C Web: Examples ; 80 ; C Usage ; A ; B");
}

#[test]
fn a_heading_below_one_that_says_the_same_stays_as_it_is() {
    let text = "## Mail\n### Keys\n| a |\n| --- |\n| 25 |\n## Web\n### Keys\n| a |\n\
                | --- |\n| 80 |\n## Keys\n### Keys\n| a |\n| --- |\n| 1 |\n";
    let wanted = "C Mail ; C Mail: Keys ; 25 ; C Web ; C Web: Keys ; 80 ; C Keys ; C Keys ; 1";
    assert_eq!(entries(text), wanted);
}

#[test]
fn lines_that_say_the_same_of_several_codes_are_text() {
    let code = |text: &str| format!("\n```md\n{text}\n```\n\n");
    let all = |first: &str| format!("## A\n{first}\n{}or\n{}", code("- a"), code("* a"));
    assert_eq!(entries(&all("Signs")), "C A ; $ - a ; Signs ; $ * a ; or");
    assert_eq!(entries(&all("or")), "A");
}

#[test]
fn braces_in_a_formula_are_no_marks() {
    let text = "## A\n| Sum |\n| --- |\n| \\sum\\_{i=1}^n |\n";
    assert_eq!(entries(text), "C A ; \\sum_{i=1}^n");
}

#[test]
fn folders_may_hold_both_languages_and_other_texts() {
    let project = Project::new()
        .file("data/Ports.md", PORTS)
        .file("data/First.rb", small_sheet("First"))
        .file("data/README.md", "# Sheets\n\n## How to add one\n")
        .file("data/notes/ideas.md", "Nothing yet.\n")
        .file("data/Ports.png", include_bytes!("../../templates/icon.png"));
    let run = project.run(&["build", "--no-archive"]).exits(0);
    assert!(run.stdout.contains("2 of 2 sheets built"), "{}", run.stdout);
    let note = "passed over, for want of entries: `data/README.md`, `data/notes/ideas.md`";
    assert!(run.stderr.contains(note), "{}", run.stderr);
    assert!(project.path("output/Ports.docset/icon.png").exists());
    let run = project.run(&["check", "data/notes/ideas.md"]).exits(1);
    assert!(run.stderr.contains("error[no-entries]"), "{}", run.stderr);
    project.run(&["check", "data/README.md"]).exits(0);
    let run = project.run(&["check", "data/notes"]).exits(2);
    assert!(run.stderr.contains("there is no definition"), "{}", run.stderr);
}

#[test]
fn the_same_docset_in_both_languages_is_a_clash() {
    let project =
        Project::new().file("data/Ports.md", PORTS).file("data/Ports.rb", small_sheet("Ports"));
    let run = project.run(&["check"]).exits(1);
    assert!(run.stderr.contains("`data/Ports.md` writes the same docset"), "{}", run.stderr);
}

#[test]
fn files_of_one_name_in_several_folders_are_told_apart() {
    let project =
        Project::new().file("linux/top.md", "## `top`\n").file("osx/top.md", "## `top`\n");
    project.run(&["build", "linux", "osx", "--no-archive"]).exits(0);
    for name in ["linux-top", "osx-top"] {
        assert!(project.path(&format!("output/{name}.docset")).exists(), "{name}");
    }
    project.run(&["build", "linux", "--no-archive"]).exits(0);
    assert!(project.path("output/top.docset").exists());
}

#[test]
fn names_with_their_folders_take_further_folders_where_they_are_taken() {
    let sheet = "## `cmd`\n";
    let project = Project::new()
        .file("a/linux/cmd.md", sheet)
        .file("a/windows/cmd.md", sheet)
        .file("b/windows-cmd.md", sheet)
        .file("b/linux-cmd.rb", small_sheet("linux-cmd"));
    project.run(&["check", "a", "b"]).exits(0);
    project.run(&["build", "a", "b", "--no-archive"]).exits(0);
    for name in ["a-linux-cmd", "a-windows-cmd", "b-windows-cmd", "linux-cmd"] {
        assert!(project.path(&format!("output/{name}.docset")).exists(), "{name}");
    }
}

#[test]
fn comments_allow_findings() {
    let sheet = |mark: &str| format!("{mark}\n\n## web\n\n### `80` HTTP\n\nsee [a](#b)\n");
    let found = |text: String| {
        let (_, findings) = compile(&Source::new("P.md", text.as_bytes()));
        findings.iter().map(|finding| finding.code.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found(sheet("")), "title-case dead-link");
    assert_eq!(found(sheet("<!-- docsheet: allow title-case -->")), "dead-link");
    assert_eq!(
        found(sheet("<!-- docsheet: allow title-cas -->")),
        "bad-allowance title-case dead-link"
    );
    let on_the_line = "## web <!-- docsheet: allow title-case -->\n### `80` HTTP\n## mail\n### a\n";
    assert_eq!(found(on_the_line.to_owned()), "title-case");
}

#[test]
fn marks_of_site_generators_are_left_out_and_their_texts_stay() {
    let text = "---\ntags: [a]\nintro: |\n  Hello\n---\n{% raw %}\n## Web {.col-2}\n{: .x}\n\n\
                ### HTTP {: id='h' .y}\n\nPlain {not a mark} text.\n{: .z}\n\n### HTTPS\n\n\
                - [a](https://a.org){data-tooltip=\"It \"is\" {so}.\"}\n{: .w}\n\n\
                ## Mail\n\n| A | B |\n| --- | --- |\n| `25` | SMTP |\n{: .x}\n\n{.show}\n\
                {% endraw %}\n\n### Code\n\n```sh {.wrap}\necho {.a} {% b %}\n```\n";
    let (sheet, findings) = compile(&Source::new("P.md", text.as_bytes()));
    let sheet = sheet.unwrap();
    let page = docsheet::page::render(&sheet, docsheet::page::Permissions::default());
    for kept in ["Hello", "Plain {not a mark} text.", "(It &quot;is&quot; {so}.)", "{.a} {% b %}"] {
        assert!(
            page.contains(kept) || page.contains(&kept.replace("&quot;", "\"")),
            "{kept}: {page}"
        );
    }
    for dropped in [".col-2", "{:", "{.show}", "raw", "{.wrap}"] {
        let body = page.split("<body>").nth(1).unwrap();
        assert!(!body.contains(dropped), "{dropped}: {body}");
    }
    let passed_over: Vec<_> =
        findings.iter().filter(|finding| finding.code.to_string() == "passed-over").collect();
    assert_eq!(passed_over.len(), 3, "{findings:#?}");
}

/// A sequence of numbers that looks random and is always the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most.max(1) as u64).unwrap()
    }
}

/// `DOCSHEET_MUTANTS=10000` tries more.
#[test]
fn mutated_sheets_are_read_without_a_panic() {
    let more = std::env::var("DOCSHEET_MUTANTS").ok().and_then(|number| number.parse().ok());
    let seeds = [PORTS, include_str!("../golden/Tea.md"), include_str!("../ui/markdown_lints.md")];
    let parts = [
        "\n",
        "---\n",
        "# ",
        "## ",
        "| a | b |\n| - | - |\n",
        "`",
        "```",
        "{: .x}",
        "{{[-a|--b]}}",
        "- ",
        "    ",
        "**Also:** ",
        "[a](#b)",
        "<!--",
        "-->",
        "<kbd>",
        "\u{301}",
        "é",
        "\\",
        "> ",
        "~~~",
        "{data-tooltip=\"",
        "\t",
        "&amp;",
        "[b]: /c\n",
        "<x>",
        "</x>",
        "title: ",
        "{%",
        "%}",
        "1. ",
    ];
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for _ in 0..more.unwrap_or(150) {
        let mut text: Vec<char> = seeds[numbers.below(seeds.len())].chars().collect();
        for _ in 0..=numbers.below(6) {
            let at = numbers.below(text.len() + 1);
            match numbers.below(3) {
                0 => {
                    let end = (at + numbers.below(40)).min(text.len());
                    text.drain(at..end);
                }
                1 => {
                    let part = parts[numbers.below(parts.len())].repeat(1 + numbers.below(3));
                    text.splice(at..at, part.chars());
                }
                _ => {
                    let end = (at + numbers.below(60)).min(text.len());
                    let copied: Vec<char> = text[at..end].to_vec();
                    let to = numbers.below(text.len() + 1);
                    text.splice(to..to, copied);
                }
            }
        }
        let text: String = text.into_iter().collect();
        let source = Source::new("Mutant.md", text.as_bytes());
        let (sheet, findings) = compile(&source);
        assert!(sheet.is_some() || !findings.is_empty());
        let error = findings.iter().find(|finding| finding.is_error());
        let has_place = error.is_none_or(|error| {
            error.place.is_some()
                || ["no-entries", "syntax"].contains(&error.code.to_string().as_str())
        });
        assert!(has_place, "{findings:#?}");
        let places = findings.iter().filter_map(|finding| finding.place.as_ref());
        for label in places {
            assert!(label.span.start <= label.span.end && label.span.end <= text.len());
        }
        if let Some(sheet) = &sheet {
            assert!(
                !docsheet::page::render(sheet, docsheet::page::Permissions::default()).is_empty()
            );
            let _ =
                docsheet::definition::convert::convert(&source, docsheet::source::Language::Ruby);
        }
    }
}
