//! The recipes for editors do what they say, in the editors themselves.

use std::fs;

use super::shells::{project, run};
use crate::needs;
use crate::project::small_sheet;

const RECIPES: &str = include_str!("../../../.github/RECIPES.md");

/// The code of the recipe for an editor, the first below `heading` or one further on.
fn recipe(heading: &str) -> &'static str {
    let (_, below) = RECIPES.split_once(&format!("\n{heading}\n")).unwrap();
    let (_, code) = below.split_once("\n```").unwrap();
    let (_, code) = code.split_once('\n').unwrap();
    code.split_once("\n```").unwrap().0
}

#[test]
fn neovim_shows_an_entry_and_jumps_to_findings() {
    let project = project()
        .file("docs.vim", recipe("## Vim, Neovim"))
        .file("check.vim", recipe("### Vim, Neovim"))
        .file("Broken.rb", small_sheet("Broken").replace("'One'", "'Don't'"));
    let vim = |script: &str, commands: &[&str]| {
        let start = ["--clean", "--headless", "-n", "-S", script];
        let commands = commands.iter().flat_map(|command| ["-c", *command]);
        let arguments: Vec<_> = start.into_iter().chain(commands).collect();
        run(&project, "nvim", &arguments)
    };
    let text = |name: &str| fs::read_to_string(project.path(name)).unwrap();
    let Some(_) = vim("docs.vim", &["Docs sip:486", "write! shown.md", "qall!"]) else { return };
    assert!(text("shown.md").contains("486 Busy Here"), "{}", text("shown.md"));
    vim("docs.vim", &["normal! iBusy", "normal K", "write! word.md", "qall!"]);
    assert!(text("word.md").contains("486 Busy Here"), "{}", text("word.md"));

    // What is checked is what the editor holds, saved or not.
    let found =
        "call writefile(map(getqflist(), {_, one -> one.lnum . one.type . one.text}), 'found')";
    let at = "call writefile([line('.') . expand('%')], 'at')";
    let commands = ["edit Broken.rb", "normal! ggO# unsaved", "SheetCheck", "wincmd t", found, at];
    vim("check.vim", &[&commands[..], &["qall!"]].concat());
    assert!(text("found").starts_with("9e"), "{}", text("found"));
    assert_eq!(text("at"), "9Broken.rb\n");
}

#[test]
fn emacs_shows_an_entry() {
    let project = project().file("docs.el", recipe("## Emacs"));
    let show = "(progn (docsheet-search \"sip:486\")
        (princ (with-current-buffer \"*docsheet*\" (buffer-string))))";
    let arguments = ["--batch", "--quick", "--load", "docs.el", "--eval", show];
    let Some(shown) = run(&project, "emacs", &arguments) else { return };
    assert!(shown.contains("486 Busy Here"), "{shown}");
}

/// The pattern is one of JavaScript.
#[test]
fn vs_codes_tasks_are_json_and_their_pattern_takes_a_finding() {
    let Some(_) = needs::program(&["node"]) else { return };
    let project = project()
        .file("tasks.json", recipe("### VS Code"))
        .file("search.json", recipe("## VS Code"))
        .file("Broken.rb", small_sheet("Broken").replace("'One'", "'Don't'"));
    let findings = project.run(&["check", "Broken.rb", "--format", "short"]).exits(1);
    fs::write(project.path("findings"), findings.stdout + &findings.stderr).unwrap();
    let script = "const read = name => require('fs').readFileSync(name, 'utf8');
        JSON.parse(read('search.json'));
        const { regexp } = JSON.parse(read('tasks.json')).tasks[0].problemMatcher.pattern;
        const found = read('findings').split('\\n').map(line => line.match(regexp)).filter(Boolean);
        console.log(found.map(([, file, line, , severity]) => [file, line, severity].join()).join());";
    let Some(found) = run(&project, "node", &["-e", script]) else { return };
    assert!(found.starts_with("Broken.rb,8,error"), "{found}");
}
