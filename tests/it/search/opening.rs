//! `docsheet open`, and groups of docsets in the user's settings.

use std::fs;

use super::{HTTP, SIP, docset};
use crate::project::Project;
use crate::shelf::save;

fn project() -> Project {
    let project = Project::new();
    save(&docset("SIP Response Codes", "sip", SIP), &project.path("output"), "sip.docset");
    save(&docset("HTTP Status Codes", "http", HTTP), &project.path("output"), "http.docset");
    project
}

#[test]
fn the_first_hit_is_opened() {
    let project = project();
    let line = |place: &str| {
        project.run(&["open", "sip:busy", "--dry-run", "--in", place]).exits(0).stdout
    };
    assert_eq!(line("zeal"), "zeal 'sip:486 Busy Here'\n");
    assert_eq!(line("dash"), "open dash://sip%3A486%20Busy%20Here\n");
    let browser = line("browser");
    assert!(browser.contains(" file:///"), "{browser}");
    let end = "/index.html#//dash_ref_Things%7E21/Entry/486%20Busy%20Here/0\n";
    assert!(browser.ends_with(end), "{browser}");
    project.run(&["open", "sip:zzz", "--dry-run"]).exits(1);
    // The browser that the user named is started.
    let script = "#!/bin/sh\necho \"$1\" > started\n";
    fs::write(project.path("browser"), script).unwrap();
    let mut command = project.command(&["open", "sip:486", "--in", "browser"]);
    command.env("BROWSER", "sh browser");
    assert!(command.status().unwrap().success());
    let started = || fs::read_to_string(project.path("started")).unwrap_or_default();
    for _ in 0..200 {
        if started().ends_with('\n') {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(started().ends_with(end), "{}", started());
}

#[test]
fn a_group_is_several_docsets() {
    let project = project();
    let settings = project.user_path("config/docsheet/config.toml");
    fs::create_dir_all(settings.parent().unwrap()).unwrap();
    fs::write(&settings, "# what I use\n[groups]\nweb = [\"sip\", \"http\"]\n").unwrap();
    let run = project.run(&["search", "web:503"]).exits(0);
    assert_eq!(run.stdout.lines().count(), 2, "{}", run.stdout);
    fs::write(&settings, "[groups]\nweb = [\"sip\", \"rtcp\"]\n").unwrap();
    let run = project.run(&["search", "web:503"]).exits(0);
    assert_eq!(run.stderr, "no docset has the keyword `rtcp`\n");
    fs::write(&settings, "[groups]\nweb = \"sip\"\n").unwrap();
    let run = project.run(&["search", "web:503"]).exits(2);
    assert!(run.stderr.contains("config.toml`: line 2, column 7: `web` must be"), "{}", run.stderr);
}
