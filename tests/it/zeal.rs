//! A real Zeal finds what is built here: every hit lands on its entry, in view.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::process::geteuid;

use crate::built::{Row, data, docsheet, rows, run};
use crate::home::Home;
use crate::running::wait_for;
use crate::web::Server;
use crate::zeal_window::{Keyboard, Zeal};
use crate::{look, nasty, needs};

/// The title of the manager of docsets, in older Zeals and in newer ones.
const MANAGER: &str = "^Docset(s| Library)$";

#[test]
fn every_name_of_a_nasty_sheet_lands_on_its_entry() {
    let home = Home::new();
    let sheet = home.file("Nasty.rb", &nasty::definition());
    install(&home, &sheet);
    let Some(zeal) = Zeal::open(&home, &format!("{}:busy", nasty::KEYWORD)) else { return };
    zeal.lands("the first query", |landing| landing.shows("486 Busy Here"));
    for (name, rows) in by_name(rows(&docsets(&home).join(nasty::DOCSET))) {
        let query = format!("{}:{}", nasty::KEYWORD, searchable(&name));
        zeal.look_up(&query);
        zeal.lands(&query, |landing| rows.iter().any(|row| landing.is_at(row.fragment())));
    }
}

/// The rows that a query may find, by their name; a command's name holds that of its entry.
fn by_name(rows: Vec<Row>) -> BTreeMap<String, Vec<Row>> {
    let mut names = BTreeMap::<_, Vec<_>>::new();
    for row in rows.into_iter().filter(|row| row.kind != "Command") {
        names.entry(row.name.clone()).or_default().push(row);
    }
    names
}

/// Zeal reads a backslash in a query as an escape, and a name is found by what precedes it.
fn searchable(name: &str) -> &str {
    name.split('\\').next().unwrap_or(name)
}

#[test]
fn the_sip_codes_are_found_by_number_by_phrase_and_by_class() {
    let home = Home::new();
    install(&home, data());
    let Some(zeal) = Zeal::open(&home, "sip:486") else { return };
    zeal.lands("sip:486", |landing| landing.shows("486 Busy Here"));
    for (query, text) in [
        ("sip:busy everywhere", "600 Busy Everywhere"),
        ("sip:4xx", "4xx"),
        ("sip:404", "404 Not Found"),
        ("sip:ringing", "180 Ringing"),
    ] {
        zeal.look_up(query);
        zeal.lands(query, |landing| landing.shows(text));
    }
}

#[test]
fn an_entry_far_down_a_large_page_lands() {
    let home = Home::new();
    let sheet = home.file("Big.rb", &look::large("Big", 3_000));
    install(&home, &sheet);
    let Some(zeal) = Zeal::open(&home, "big:does 2900 so") else { return };
    zeal.lands("big:does 2900 so", |landing| landing.shows("Does 2900 so"));
    zeal.look_up("big:does 70 so");
    zeal.lands("big:does 70 so", |landing| landing.shows("Does 70 so"));
}

#[test]
fn a_folder_that_cannot_be_written_serves_as_well() {
    let home = Home::new();
    let sheet = home.file("Nasty.rb", &nasty::definition());
    install(&home, &sheet);
    let Some(launcher) = without_privileges() else { return };
    run(Command::new("chmod").args(["-R", "a-w"]).arg(docsets(&home)));
    assert!(!writable(&launcher, &docsets(&home).join(nasty::DOCSET)));
    let query = format!("{}:#pragma", nasty::KEYWORD);
    if let Some(zeal) = Zeal::open_through(launcher, &home, &query) {
        zeal.lands(&query, |landing| landing.shows("#pragma once"));
    }
    run(Command::new("chmod").args(["-R", "u+w"]).arg(docsets(&home)));
}

/// Whether a program behind the launcher can make a file in the folder.
fn writable(launcher: &[PathBuf], folder: &Path) -> bool {
    let touch = [Path::new("touch").to_owned(), folder.join("new")];
    let line: Vec<_> = launcher.iter().chain(&touch).collect();
    Command::new(line[0]).args(&line[1..]).output().unwrap().status.success()
}

/// The superuser writes everywhere, but for the privileges that let it.
fn without_privileges() -> Option<Vec<PathBuf>> {
    if !geteuid().is_root() {
        return Some(vec![]);
    }
    let setpriv = needs::program(&["setpriv"])?;
    Some(vec![setpriv, "--bounding-set=-all".into(), "--inh-caps=-all".into(), "--".into()])
}

#[test]
fn a_feed_on_the_web_installs_and_lands() {
    let home = Home::new();
    let sheet = home.file("Nasty.rb", &nasty::definition());
    // Zeal wants a list of the docsets on offer, and asks the Internet when it has none.
    home.file(".cache/Zeal/Zeal/com.kapeli.json", "[]");
    let web = Server::of(&home.path("web"));
    let mut docsheet = home.command(docsheet());
    docsheet.args(["build", "--base-url", &web.url(), "--output"]).arg(home.path("web"));
    run(docsheet.arg(sheet));
    let Some(zeal) = Zeal::open(&home, "") else { return };
    let Some(keyboard) = Keyboard::of(&zeal) else { return };
    add_feed(&zeal, &keyboard, &format!("{}/Nasty.xml", web.url()));
    // Zeal writes its own over the one in the archive just before it loads the docset.
    let about = docsets(&home).join(nasty::DOCSET).join("meta.json");
    wait_for("the docset of the feed", || {
        fs::read_to_string(&about).ok()?.contains("\"urls\"").then_some(())
    });
    keyboard.open(MANAGER, || Some(()));
    keyboard.key("Escape");
    let query = format!("{}:C++", nasty::KEYWORD);
    zeal.look_up_first(&query);
    zeal.lands(&query, |landing| landing.shows("C++"));
}

/// Adds a feed as Zeal's user does: from the first page to the manager of docsets, "Add feed", its
/// address.
fn add_feed(zeal: &Zeal, keyboard: &Keyboard, address: &str) {
    keyboard.open(MANAGER, || zeal.click("Install and update docsets"));
    keyboard.open("^Zeal$", || keyboard.key("Return"));
    keyboard.enter(address);
}

/// Builds these sheets and puts their docsets where Zeal looks for them.
fn install(home: &Home, sheets: &Path) {
    run(home.command(docsheet()).arg("install").arg(sheets).args(["--for", "zeal"]));
}

/// Where Zeal keeps its docsets when no setting says otherwise.
fn docsets(home: &Home) -> PathBuf {
    home.path(".local/share/Zeal/Zeal/docsets")
}
