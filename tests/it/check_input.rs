//! `docsheet check -`: what an editor holds is checked as if it were saved.

use std::io::Write;
use std::process::Stdio;

use crate::project::{Project, Run, small_sheet};

fn check(project: &Project, text: &str, options: &[&str]) -> Run {
    let mut command = project.command(&[&["check", "-"], options].concat());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    Run::of(&child.wait_with_output().unwrap())
}

#[test]
fn standard_input_is_checked_under_the_name_of_its_file() {
    let project = Project::new().file("sheets/A.rb", "saved, and wrong");
    let name = ["--stdin-name", "sheets/A.rb"];
    let run = check(&project, &small_sheet("A"), &name).exits(0);
    assert_eq!(run.stdout, "1 sheet checked: no findings\n");
    let broken = small_sheet("A").replace("'One'", "'Don't'");
    let run = check(&project, &broken, &name).exits(1);
    assert!(run.stderr.contains(" --> sheets/A.rb:8:16"), "{}", run.stderr);
    let run = check(&project, &broken, &["--stdin-name", "sheets/A.rb", "--format", "short"]);
    let first = run.stdout.lines().next().unwrap();
    assert!(
        first.starts_with("sheets/A.rb:8:16: error: this apostrophe ends the text early; "),
        "{first}"
    );
    assert!(first.ends_with(" [syntax]"), "{first}");
    assert!(check(&project, &broken, &[]).exits(1).stderr.contains(" --> -:8:16"));
}

#[test]
fn the_name_tells_the_language_and_where_pictures_are() {
    let project = Project::new().file("sheets/images/x.png", "x");
    let run = check(&project, "## Web\n\n### `80` HTTP\n", &["--stdin-name", "sheets/A.md"]);
    assert_eq!(run.exits(0).stdout, "1 sheet checked: no findings\n");
    let sheet = small_sheet("A").replace("  category do", "  resources 'images'\n  category do");
    check(&project, &sheet, &["--stdin-name", "sheets/A.rb"]).exits(0);
    check(&project, &sheet, &["--stdin-name", "A.rb"]).exits(1);
}

#[test]
fn a_name_without_standard_input_is_a_mistake() {
    let project = Project::new().file("A.rb", small_sheet("A"));
    let run = project.run(&["check", "A.rb", "--stdin-name", "A.rb"]).exits(2);
    assert!(run.stderr.contains("`docsheet check - --stdin-name A.rb`"), "{}", run.stderr);
}
