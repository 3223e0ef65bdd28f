//! What shells complete, and the pages of the manual.

use std::process::Command;

use super::{HTTP, SIP, docset};
use crate::needs;
use crate::project::{Project, Run};
use crate::shelf::save;

pub(super) fn project() -> Project {
    let project = Project::new();
    save(&docset("SIP Response Codes", "sip", SIP), &project.path("output"), "sip.docset");
    save(&docset("HTTP Status Codes", "http", HTTP), &project.path("output"), "http.docset");
    project
}

/// What a shell prints of a script, with the program on its path.
pub(super) fn run(project: &Project, shell: &str, arguments: &[&str]) -> Option<String> {
    let shell = needs::program(&[shell])?;
    let plain = project.command(&[]);
    let folder = std::path::Path::new(plain.get_program()).parent().unwrap().to_owned();
    let path = std::env::var("PATH").unwrap();
    let mut command = Command::new(shell);
    command.args(arguments).current_dir(plain.get_current_dir().unwrap());
    command.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.env("PATH", format!("{}:{path}", folder.display()));
    Some(Run::of(&command.output().unwrap()).stdout)
}

#[test]
fn bash_completes_commands_and_keywords() {
    let script = "source <(docsheet completions bash)
        ask() { COMP_WORDS=(docsheet \"$@\"); COMP_CWORD=$#; COMP_TYPE=9
            _clap_complete_docsheet docsheet \"${@: -1}\" \"\" 2>/dev/null; echo \"${COMPREPLY[@]}\"; }
        ask sear; ask search s; ask search sip,h; ask search --form";
    let Some(answers) = run(&project(), "bash", &["--norc", "-c", script]) else { return };
    assert_eq!(answers, "search\nsip:\nsip,http:\n--format\n");
}

#[test]
fn fish_completes_keywords() {
    let script = "docsheet completions fish | source; complete -C 'docsheet search s'";
    let Some(answers) = run(&project(), "fish", &["--no-config", "-c", script]) else { return };
    assert_eq!(answers, "sip:\tSIP Response Codes\n");
}

#[test]
fn zsh_reads_its_script() {
    let script = "autoload -U compinit; compinit -u -D; source <(docsheet completions zsh)
        print $_comps[docsheet]";
    let Some(answers) = run(&project(), "zsh", &["-f", "-c", script]) else { return };
    assert_eq!(answers, "_clap_dynamic_completer_docsheet\n");
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let project = Project::new();
    let page = project.run(&["man"]).exits(0).stdout;
    assert!(page.contains(".TH docsheet 1") && page.contains("docsheet\\-search"), "{page}");
    let page = project.run(&["man", "search"]).exits(0).stdout;
    assert!(page.contains("docsheet\\-search") && page.contains("\\-\\-docsets"), "{page}");
    let run = project.run(&["man", "serach"]).exits(2);
    assert!(run.stderr.contains("there is no such command"), "{}", run.stderr);
}
