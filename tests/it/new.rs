//! `docsheet new`: what is written builds and checks clean, and shows every word.

use std::fs;
use std::path::Path;

use docsheet::definition::vocabulary::{Home, Takes, WORDS, words_of};
use docsheet::source::Source;

use crate::project::Project;

const FILES: &[(&str, &[&str])] = &[("Ports.rb", &[]), ("Ports.md", &["--markdown"])];

#[test]
fn what_is_written_checks_and_builds_clean() {
    for name in ["Ports", "git", "My_Tool", "My Tool", "C++", "it's", "k8s-tricks"] {
        for (file, options) in FILES {
            let project = Project::new();
            let run = project.run(&[&["new", name], *options].concat()).exits(0);
            let file = file.replace("Ports", name);
            assert!(run.stdout.contains(&format!("{file} is written")), "{}", run.stdout);
            assert_eq!(run.stderr, "");
            let check = project.run(&["check", &file, "--deny-warnings"]).exits(0);
            assert_eq!(check.stdout, "1 sheet checked: no findings\n", "{}", check.stderr);
            project.run(&["build", &file]).exits(0);
            project.run(&["verify", "output", "--deny-warnings"]).exits(0);
        }
    }
}

#[test]
fn every_word_of_the_language_is_shown_once_with_what_it_means() {
    for (file, options) in FILES {
        let project = Project::new();
        project.run(&[&["new", "Ports"], *options].concat()).exits(0);
        let text = fs::read_to_string(project.path(file)).unwrap();
        let in_ruby = options.is_empty();
        for word in WORDS {
            let in_matter = word.home == Home::Cheatsheet && !matches!(word.takes, Takes::Block(_));
            if in_ruby || in_matter {
                let margin = if in_ruby { 2 * depth(word.home) } else { 0 };
                let lines = text.lines().filter(|line| {
                    let own = line.get(margin..).unwrap_or_default();
                    let own = own.strip_prefix("# ").unwrap_or(own);
                    own.split([' ', ':']).next() == Some(word.name)
                        && line.ends_with(&format!("# {}", word.about))
                });
                assert_eq!(lines.count(), 1, "`{}` in {file}", word.name);
            }
        }
    }
}

fn depth(home: Home) -> usize {
    [Home::File, Home::Cheatsheet, Home::Category, Home::Entry]
        .iter()
        .position(|own| *own == home)
        .unwrap()
}

/// Taking the `#` away from any line, or all, makes a sheet without a finding.
#[test]
fn every_word_in_a_comment_can_be_used_as_it_stands() {
    for (file, options) in FILES {
        let project = Project::new();
        project.run(&[&["new", "Ports"], *options].concat()).exits(0);
        let text = fs::read_to_string(project.path(file)).unwrap();
        let is_spare = |line: &str| {
            let own =
                line.trim_start().strip_prefix("# ").and_then(|rest| rest.split([' ', ':']).next());
            own.is_some_and(|own| WORDS.iter().any(|word| word.name == own))
        };
        let spare = text.lines().filter(|line| is_spare(line)).count();
        let expected = if options.is_empty() { 12 } else { 5 };
        assert!(spare >= expected, "only {spare} in {file}");
        for chosen in 0..=spare {
            let mut at = 0;
            let lines = text.lines().map(|line| {
                at += usize::from(is_spare(line));
                let use_it = is_spare(line) && (chosen == 0 || at == chosen);
                if use_it { line.replacen("# ", "", 1) } else { line.to_owned() }
            });
            let text = lines.collect::<Vec<_>>().join("\n") + "\n";
            let (sheet, findings) = docsheet::compile(&Source::new(*file, text.as_bytes()));
            assert!(sheet.is_some() && findings.is_empty(), "{findings:?} in {text}");
        }
        assert!(words_of(Home::Entry).count() > 5);
    }
}

#[test]
fn nothing_is_overwritten_and_no_bad_name_is_taken() {
    let project = Project::new().file("Ports.rb", "mine");
    let run = project.run(&["new", "Ports"]).exits(2);
    assert!(run.stderr.contains("cannot write `Ports.rb`: it is there already"), "{}", run.stderr);
    project.run(&["new", "Ports.rb"]).exits(2);
    assert_eq!(fs::read_to_string(project.path("Ports.rb")).unwrap(), "mine");
    project.run(&["new", "Ports.md"]).exits(0);
    project.run(&["new", "deep/er/Ports"]).exits(0);
    assert!(project.path("deep/er/Ports.rb").is_file());
    for name in ["a:b", "what?", "..", "/", "", "con"] {
        let run = project.run(&["new", name]).exits(2);
        assert!(run.stderr.starts_with("error: "), "{name}: {}", run.stderr);
        assert!(!Path::new(&project.path(&format!("{name}.rb"))).exists(), "{name}");
    }
}

/// Readers on some systems do not see such a docset: that is told, and the author decides.
#[test]
fn a_name_that_is_only_weak_is_taken() {
    let project = Project::new();
    project.run(&["new", "Größe"]).exits(0);
    let check = project.run(&["check", "Größe.rb"]).exits(0);
    assert_eq!(check.stdout, "1 sheet checked: 1 warning\n");
    assert!(check.stderr.contains("weak-name"), "{}", check.stderr);
}
