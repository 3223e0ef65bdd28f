//! Warnings for authors: which command says them, and how they are allowed, denied and explained.

use docsheet::diagnostic::{Code, Part, RULES};
use docsheet::source::Source;

use crate::project::{Project, small_sheet};

/// A sheet whose category is not in title case and whose entry says nothing to a search.
fn careless() -> String {
    small_sheet("A")
        .replace("id 'First'", "id 'First things'")
        .replace("name 'One'\n      command 'one --all'", "notes 'One'")
}

#[test]
fn matters_of_style_are_said_by_check_and_not_by_build() {
    let project = Project::new().file("data/A.rb", careless());
    let checked = project.run(&["check"]).exits(0);
    assert!(checked.stderr.contains("warning[title-case]"), "{}", checked.stderr);
    assert!(checked.stderr.contains("warning[unsearchable-entry]"), "{}", checked.stderr);
    let built = project.run(&["build"]).exits(0);
    assert!(!built.stderr.contains("title-case"), "{}", built.stderr);
    assert!(built.stderr.contains("warning[unsearchable-entry]"), "{}", built.stderr);
}

#[test]
fn what_is_denied_stops_a_sheet_and_what_is_allowed_is_not_said() {
    let project = Project::new().file("data/A.rb", careless());
    let denied = project.run(&["build", "--deny", "title-case"]).exits(1);
    assert!(denied.stderr.contains("error[title-case]"), "{}", denied.stderr);
    assert!(!project.path("output/A.docset").exists());
    let allow = ["check", "--allow", "title-case,unsearchable-entry", "--deny-warnings"];
    assert_eq!(project.run(&allow).exits(0).stderr, "");
}

#[test]
fn an_error_cannot_be_allowed_and_an_unknown_code_is_corrected() {
    let project = Project::new().file("data/A.rb", careless());
    let run = project.run(&["check", "--allow", "syntax"]).exits(2);
    assert!(run.stderr.contains("`syntax` is an error"), "{}", run.stderr);
    let run = project.run(&["build", "--deny", "titel-case"]).exits(2);
    assert!(run.stderr.contains("did you mean `title-case`?"), "{}", run.stderr);
}

#[test]
fn a_comment_allows_for_its_line_or_for_the_sheet_and_a_text_does_not() {
    let sheet =
        careless().replace("id 'First things'", "id 'First things' # docsheet: allow title-case");
    let sheet = format!("# docsheet: allow unsearchable-entry\n{sheet}");
    let project = Project::new().file("data/A.rb", sheet);
    assert_eq!(project.run(&["check"]).exits(0).stderr, "");
    let text = careless().replace("notes 'One'", "notes '# docsheet: allow unsearchable-entry'");
    let project = Project::new().file("data/A.rb", text);
    let run = project.run(&["check"]).exits(0);
    assert!(run.stderr.contains("unsearchable-entry"), "{}", run.stderr);
}

#[test]
fn a_keyword_that_two_sheets_have_is_said_in_both() {
    let sheet = |name: &str| {
        let own = format!("keyword '{}'", name.to_lowercase());
        small_sheet(name).replace(&own, "keyword 'same'")
    };
    let allowing = format!("# docsheet: allow keyword-taken\n{}", sheet("C"));
    let project = Project::new()
        .file("data/A.rb", sheet("A"))
        .file("data/B.rb", sheet("B"))
        .file("data/C.rb", allowing)
        .file("data/D.rb", small_sheet("D"));
    for command in ["build", "check"] {
        let run = project.run(&[command]).exits(0);
        assert!(run.stderr.contains("`data/B.rb` has the keyword `same` too"), "{}", run.stderr);
        assert!(run.stderr.contains("`data/A.rb` has the keyword `same` too"), "{}", run.stderr);
        assert_eq!(run.stderr.matches("keyword-taken").count(), 2, "{}", run.stderr);
    }
}

#[test]
fn two_sheets_with_one_address_in_zeal_are_told_of_each_other() {
    let project = Project::new()
        .file("data/A.rb", small_sheet("C#"))
        .file("data/B.rb", small_sheet("c+"))
        .file("data/C.rb", format!("# docsheet: allow same-address\n{}", small_sheet("C-")))
        .file("data/D.rb", format!("# docsheet: allow same-address\n{}", small_sheet("c_")));
    let run = project.run(&["check"]).exits(0);
    assert_eq!(run.stderr.matches("warning[same-address]").count(), 2, "{}", run.stderr);
    assert!(run.stderr.contains("from `c+` of `data/B.rb`"), "{}", run.stderr);
    assert!(run.stderr.contains("from `C#` of `data/A.rb`"), "{}", run.stderr);
}

#[test]
fn every_example_does_what_it_says() {
    let mut told = Vec::new();
    for rule in RULES {
        let found = |example: &str| -> Vec<Code> {
            let source = Source::new(rule.part.file_name(), rule.part.whole(example).as_bytes());
            docsheet::compile(&source).1.iter().map(|finding| finding.code).collect()
        };
        if rule.part == Part::Story {
            told.push(rule.code);
            continue;
        }
        let code = rule.code;
        let wrong = found(rule.wrong);
        assert!(wrong.contains(&code), "{code}: the wrong example gives {wrong:?}");
        let right = found(rule.right);
        assert!(right.is_empty(), "{code}: the right example gives {right:?}");
    }
    // One text alone cannot show what these are about.
    let not_in_one_text = [
        Code::NotUtf8,
        Code::MissingResources,
        Code::BadResource,
        Code::SameDocset,
        Code::SameAddress,
        Code::BadIcon,
        Code::NotConverted,
        Code::KeywordTaken,
        Code::MissingFile,
    ];
    assert_eq!(told, not_in_one_text, "examples that are only told");
}

#[test]
fn explain_knows_every_code_that_commands_print() {
    let project = Project::new();
    let list = project.run(&["explain"]).exits(0).stdout;
    for rule in RULES {
        let name = rule.name;
        assert!(list.contains(&format!("  {name} ")), "{name}");
        let text = project.run(&["explain", name]).exits(0).stdout;
        assert!(text.contains("Wrong") && text.contains("Right"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    }
    let run = project.run(&["explain", "titel-case"]).exits(2);
    assert!(run.stderr.contains("did you mean `title-case`?"), "{}", run.stderr);
}

#[test]
fn language_names_every_word_within_80_columns() {
    let text = Project::new().run(&["language"]).exits(0).stdout;
    for word in docsheet::definition::vocabulary::WORDS {
        assert!(text.contains(&format!("\n  {} ", word.name)), "{}", word.name);
    }
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}
