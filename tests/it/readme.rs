//! The README's commands run, and print what it says.
//!
//! In a `console` block, `$ docsheet …` and `$ cargo run … -- …` run the real binary in a folder
//! that holds `data/` and the README's own example sheet. `…` alone on a line stands for any lines.

use std::fs;
use std::path::Path;

use crate::project::{Project, Run, files_below};

#[test]
fn its_commands_print_what_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let mut project = Project::new().file("Ports.rb", block(&readme, "ruby"));
    for (path, bytes) in files_below(&root.join("data")) {
        project = project.file(&format!("data/{path}"), bytes);
    }
    let home = project.path("home");
    fs::create_dir_all(home.join(".local/share/Zeal/Zeal/docsets")).unwrap();
    let mut differences = String::new();
    let mut count = 0;
    for (command, expected) in commands(&readme) {
        let Some(arguments) = arguments(&command) else { continue };
        count += 1;
        let mut run = project.command(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        for variable in
            ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "DASHT_DOCSETS_DIR", "LOCALAPPDATA", "APPDATA"]
        {
            run.env_remove(variable);
        }
        let output = Run::of(&run.env("HOME", &home).env("PATH", "/nowhere").output().unwrap());
        let printed = (output.stderr + &output.stdout).replace(home.to_str().unwrap(), "/home/you");
        if !matches(&lines(&expected), &lines(&printed)) {
            differences +=
                &format!("$ {command}\n--- expected\n{expected}\n--- printed\n{printed}\n");
        }
    }
    assert!(differences.is_empty(), "{differences}");
    assert!(count >= 10, "only {count} commands");
}

/// The first block of this language.
fn block(readme: &str, language: &str) -> String {
    let start = readme.find(&format!("```{language}\n")).unwrap() + language.len() + 4;
    readme[start..=start + readme[start..].find("\n```").unwrap()].to_owned()
}

/// Commands of `console` blocks, each with the lines below it.
pub(crate) fn commands(readme: &str) -> Vec<(String, String)> {
    let blocks = readme.split("```console\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in blocks.flat_map(str::lines) {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), String::new())),
            (None, Some((_, output))) => *output += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    commands
}

pub(crate) fn arguments(command: &str) -> Option<Vec<String>> {
    let command = command.split(" #").next().unwrap_or_default();
    let rest = command
        .strip_prefix("docsheet ")
        .or_else(|| command.strip_prefix("cargo run --release -- "))?;
    Some(rest.split_whitespace().map(|word| word.trim_matches('\'').to_owned()).collect())
}

pub(crate) fn lines(text: &str) -> Vec<&str> {
    text.trim().lines().map(str::trim_end).collect()
}

pub(crate) fn matches(expected: &[&str], printed: &[&str]) -> bool {
    match expected.split_first() {
        None => printed.is_empty(),
        Some((&"…", rest)) => {
            (0..=printed.len()).any(|skipped| matches(rest, &printed[skipped..]))
        }
        Some((line, rest)) => printed.first() == Some(line) && matches(rest, &printed[1..]),
    }
}
