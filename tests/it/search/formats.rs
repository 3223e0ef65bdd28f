//! What other programs get, what a terminal gets, and what goes on the clipboard.

use std::process::Command;

use unicode_width::UnicodeWidthStr;

use crate::needs;
use crate::project::{Project, Run};

const SHEET: &str = "cheatsheet do
  title 'Calls'
  docset_file_name 'Calls'
  keyword 'calls'
  category do
    id 'Tools'
    entry do
      name 'Trace a call'
      command 'sngrep -d any port 5060 and host 192.0.2.1 -O /tmp/a-long-name-of-a-file.pcap'
      notes 'Shows **who** said what, in a text that goes on for more than forty columns.'
    end
    entry do
      name 'Nothing to copy'
      notes 'Just words.'
    end
  end
end
";

fn project() -> Project {
    let project = Project::new().file("data/Calls.rb", SHEET);
    project.run(&["build", "--quiet"]).exits(0);
    project
}

#[test]
fn json_tells_all_of_an_entry() {
    let run = project().run(&["search", "calls:trace", "--format", "json"]).exits(0);
    let hit: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let command = "sngrep -d any port 5060 and host 192.0.2.1 -O /tmp/a-long-name-of-a-file.pcap";
    assert_eq!(hit["entry"], "Trace a call");
    assert_eq!(hit["category"], "Tools");
    assert_eq!(hit["code"], serde_json::json!([command]));
    let text = hit["text"].as_str().unwrap();
    assert!(text.lines().any(|line| line.ends_with("more than forty columns.")), "{text}");
    assert!(hit["markdown"].as_str().unwrap().contains("**who**"), "{hit}");
}

#[test]
fn tsv_and_markdown_are_for_pipes_and_tickets() {
    let project = project();
    let run = project.run(&["search", "calls:trace", "--format", "tsv"]).exits(0);
    let fields: Vec<_> = run.stdout.trim_end().split('\t').collect();
    assert_eq!(fields[..5], ["Trace a call", "Entry", "Calls", "calls", "Tools"]);
    assert!(fields[5].starts_with("file:///") && fields.len() == 6, "{fields:?}");
    let run = project.run(&["search", "calls:trace", "--format", "markdown"]).exits(0);
    assert!(run.stdout.starts_with("### Trace a call (Calls)\n\n"), "{}", run.stdout);
    assert!(run.stdout.contains("sngrep -d any") && run.stdout.contains("**who**"));
}

#[test]
fn the_first_command_goes_to_the_clipboard() {
    let project = project();
    let run = project.run(&["search", "calls:trace", "--copy"]).exits(0);
    let start = "\x1b]52;c;c25ncmVwIC1kIGFueSBwb3J0";
    assert!(run.stderr.contains(start), "{:?}", run.stderr);
    let run = project.run(&["search", "calls:nothing", "--copy"]).exits(1);
    assert_eq!(run.stderr, "`Nothing to copy` has no command to copy\n");
}

/// What a terminal of so many columns shows.
fn shown(project: &Project, columns: usize, arguments: &str) -> Option<String> {
    let script = needs::program(&["script"])?;
    let program = env!("CARGO_BIN_EXE_docsheet");
    let line = format!("COLUMNS={columns} {program} {arguments}");
    let plain = project.command(&[]);
    let mut command = Command::new(script);
    command.args(["-qec", &line, "/dev/null"]).current_dir(plain.get_current_dir().unwrap());
    command.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.env("TERM", "xterm");
    let run = Run::of(&command.output().unwrap());
    Some(run.stdout.replace("\r\n", "\n"))
}

#[test]
fn a_terminal_is_filled_and_code_is_never_broken() {
    let project = project();
    let Some(narrow) = shown(&project, 40, "--color never search calls:trace") else { return };
    let command = "sngrep -d any port 5060 and host 192.0.2.1 -O /tmp/a-long-name-of-a-file.pcap";
    assert!(narrow.lines().any(|line| line.trim() == command), "{narrow}");
    let others = narrow.lines().filter(|line| !line.contains("sngrep"));
    assert!(others.clone().all(|line| line.chars().count() <= 40), "{narrow}");
    assert!(others.count() > 4, "{narrow}");
    let piped = project.run(&["search", "calls:trace"]).exits(0).stdout;
    assert!(piped.lines().any(|line| line.ends_with("more than forty columns.")), "{piped}");
    let list = shown(&project, 24, "--color never search calls:o").unwrap();
    let fits = |line: &str| line.chars().count() <= 24 || line == command;
    assert!(list.lines().all(fits) && list.lines().count() == 3, "{list}");
}

#[test]
fn a_dumb_terminal_gets_no_control_characters() {
    let project = project();
    let Some(shown) = shown(&project, 80, "search calls:trace") else { return };
    assert!(shown.contains('\x1b'), "{shown:?}");
    let mut command = project.command(&["search", "calls:trace", "--copy"]);
    let run = Run::of(&command.env("TERM", "dumb").output().unwrap()).exits(0);
    assert!(!run.stdout.contains('\x1b') && !run.stderr.contains('\x1b'));
}

#[test]
fn the_narrowest_terminal_and_scripts_without_blanks_are_filled() {
    let sheet = "# 会議\n\n## 電話\n\n### Join\n\n電話会議に参加するには次のコマンドを実行します。このテキストは長いので「折り返し」されます。\n\n- **Typical cause**: the other side was on hold for longer than a session lasts\n";
    let project = Project::new().file("data/Meet.md", sheet);
    project.run(&["build", "--quiet"]).exits(0);
    for columns in [20, 30, 45] {
        let shown = shown(&project, columns, "--color never search join --full");
        let Some(shown) = shown else { return };
        for line in shown.lines() {
            assert!(line.width() <= columns, "{columns}: {line}");
            assert!(!line.starts_with(['。', '」']) && !line.ends_with('「'), "{columns}: {line}");
        }
        let wide = shown.lines().find(|line| line.starts_with('電')).unwrap();
        assert!(wide.width() + 4 >= columns, "{columns}: {wide}");
    }
}
