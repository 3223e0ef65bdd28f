//! The guide's steps lead to what it says.

use std::fs;
use std::path::Path;

use crate::preview;
use crate::project::Project;
use crate::readme::{arguments, commands, lines, matches};
use crate::running::within_limit;
use crate::web;

/// The blocks of Ruby in the guide: the sheet, and then what is put in front of its last `end`.
fn sheets(guide: &str) -> Vec<String> {
    let blocks = guide.split("```ruby\n").skip(1).filter_map(|rest| rest.split("```").next());
    let mut sheets: Vec<String> = Vec::new();
    for block in blocks {
        sheets.push(match sheets.last() {
            None => block.to_owned(),
            Some(sheet) => format!("{}\n{block}end\n", sheet.strip_suffix("end\n").unwrap()),
        });
    }
    sheets
}

#[test]
fn its_steps_lead_to_what_it_says() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/GUIDE.md");
    let guide = fs::read_to_string(guide).unwrap();
    let project = Project::new();
    let [(new, written), rest @ ..] = &commands(&guide)[..] else { panic!("no commands") };
    let run = |command: &str, expected: &str| {
        let arguments = arguments(command).unwrap();
        let run = project.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).exits(0);
        let printed = run.stderr + &run.stdout;
        assert!(
            matches(&lines(expected), &lines(&printed)),
            "$ {command}\n{expected}\n---\n{printed}"
        );
    };
    run(new, written);

    let sheet = project.path("Sockets.rb");
    let preview_command = "docsheet preview Sockets.rb --open";
    assert!(written.contains(preview_command) && guide.contains(preview_command));
    let (_running, address) = preview::of(&project, "Sockets.rb", &[]);
    let shows = |text: &str| {
        let page = format!("{address}Sockets.docset/Contents/Resources/Documents/index.html");
        let shown = within_limit(|| {
            let page = String::from_utf8(web::get(&page)?).unwrap();
            page.contains(text).then_some(())
        });
        assert!(shown.is_some(), "`{text}` is not shown");
    };
    shows("List everything");
    let texts = ["Which process has a port open", "By the other side", "Recv-Q"];
    let sheets = sheets(&guide);
    assert_eq!(sheets.len(), texts.len());
    for (text, seen) in sheets.iter().zip(["Connections with their programs", texts[1], texts[2]]) {
        fs::write(&sheet, text).unwrap();
        shows(seen);
    }

    let last = sheets.last().unwrap();
    fs::write(&sheet, last.replace("users\\'", "users'")).unwrap();
    let wrong = project.run(&["check", "Sockets.rb"]).exits(1);
    let told = guide.split("```text\n").nth(1).unwrap().lines().next().unwrap();
    assert!(wrong.stderr.contains(told), "{}", wrong.stderr);
    fs::write(&sheet, last).unwrap();
    for (command, expected) in rest {
        run(command, expected);
    }
    assert_eq!(rest.len(), 3);
}
