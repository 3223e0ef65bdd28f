//! Chromium, without a window: every row of every index lands on its element.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::browser::{Landing, Page, landed};
use crate::built::{build, data, documents, rows};
use crate::project::Project;
use crate::running::{Running, wait_for};
use crate::{nasty, needs};

/// A name that leads to this machine for the browser, as anybody can have a name do.
pub(crate) const ELSEWHERE: &str = "elsewhere.example";

/// A browser that nobody sees, with a profile of its own.
pub(crate) struct Chromium {
    pub(crate) page: Page,
    pub(crate) _browser: Running,
    pub(crate) _profile: TempDir,
}

impl Chromium {
    /// Nothing when it is not installed.
    pub(crate) fn open() -> Option<Self> {
        let program = needs::program(&["chromium", "chromium-browser", "google-chrome"])?;
        let profile = TempDir::new().unwrap();
        let mut command = Command::new(program);
        command
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"])
            .args(["--no-first-run", "--disable-background-networking"])
            .args(["--disable-component-update", "--disable-sync", "--window-size=800,600"])
            .args(["--remote-debugging-port=0", "about:blank"])
            .arg(format!("--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1"))
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .env("HOME", profile.path())
            .env("TMPDIR", profile.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let browser = Running::start(&mut command);
        let port = wait_for("the browser's port", || port(profile.path()));
        let page = wait_for("the browser's page", || Page::behind(port));
        Some(Self { page, _browser: browser, _profile: profile })
    }

    pub(crate) fn lands(&mut self, page: &str, fragment: Option<&str>, spelled: &str) {
        let address = format!("{page}{spelled}");
        self.page.go(&address);
        let right = |landing: &Landing| landing.address == address && landing.is_at(fragment);
        landed(&address, || self.page.landing(), right);
    }
}

fn port(profile: &Path) -> Option<u16> {
    let file = fs::read_to_string(profile.join("DevToolsActivePort")).ok()?;
    file.lines().next()?.parse().ok()
}

/// The element must have the same bytes as the fragment: a browser looks for these first. Zeal
/// escapes the percent signs of what it opens once more, and the browser decodes once.
#[test]
fn every_row_lands_as_it_is_and_as_zeal_spells_it() {
    let project = Project::new().file("Nasty.rb", nasty::definition());
    let docsets = build(&[&project.path("Nasty.rb"), data()], &project.path("docsets"));
    let Some(mut chromium) = Chromium::open() else { return };
    for docset in docsets {
        for row in rows(&docset) {
            let page = format!("file://{}/{}", documents(&docset).display(), row.file());
            let spelled = row.path.trim_start_matches(row.file());
            chromium.lands(&page, row.fragment(), spelled);
            chromium.lands(&page, row.fragment(), &spelled.replace('%', "%25"));
        }
    }
}
