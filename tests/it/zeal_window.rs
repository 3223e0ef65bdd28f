//! A real Zeal in a window that nobody sees: queries → where its page stands.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;

use crate::browser::{Landing, Page, landed};
use crate::home::Home;
use crate::needs;
use crate::running::{Running, wait_for};

/// Zeal on two cores is quick alone and slow in company.
static TURN: Mutex<()> = Mutex::new(());

/// How long a window keeps its size that has its last one.
const STANDS_STILL: Duration = Duration::from_millis(400);

/// A Zeal that runs; its turn ends, and everything of it, when this value goes.
pub(crate) struct Zeal<'a> {
    home: &'a Home,
    launcher: Vec<PathBuf>,
    display: String,
    port: u16,
    _kept: Kept,
}

/// What must last as long as the window, and ends in this order.
#[expect(dead_code, reason = "kept for what happens at its end")]
struct Kept(Running, Segments, Running, MutexGuard<'static, ()>);

impl<'a> Zeal<'a> {
    /// Starts it as its user does, with a query or an empty one. Nothing when it is not installed.
    pub(crate) fn open(home: &'a Home, query: &str) -> Option<Self> {
        Self::open_through(vec![], home, query)
    }

    /// Starts it through a launcher, which is put before its own name.
    pub(crate) fn open_through(
        mut launcher: Vec<PathBuf>,
        home: &'a Home,
        query: &str,
    ) -> Option<Self> {
        launcher.push(needs::program(&["zeal"])?);
        let screen = needs::program(&["Xvfb"])?;
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let (screen, display) = screen_behind(&screen, home);
        let port = free_port();
        let process = Running::start(&mut start(&launcher, home, &display, port, keyword(query)));
        let segments = Segments(process.id());
        let kept = Kept(process, segments, screen, turn);
        let zeal = Self { home, launcher, display, port, _kept: kept };
        if !query.is_empty() {
            zeal.look_up_settled(query);
        }
        Some(zeal)
    }

    /// Hands it the first query of its life, in two steps: the keyword opens its first page. On a busy
    /// machine that page is laid out and landed on in a window that has no size yet, or not its last,
    /// and where it stands afterwards is chance: nothing was in view whose place could be kept.
    pub(crate) fn look_up_first(&self, query: &str) {
        self.look_up(keyword(query));
        self.look_up_settled(query);
    }

    fn look_up_settled(&self, query: &str) {
        wait_for("the first page", || {
            let first = self.size()?;
            sleep(STANDS_STILL);
            (self.size()? == first).then_some(())
        });
        self.look_up(query);
    }

    /// The size of its page, once that is loaded and shown.
    fn size(&self) -> Option<Value> {
        let size = Page::behind(self.port)?.ask_for(
            "document.readyState == 'complete' && location.protocol != 'qrc:' && innerWidth > 0
                && innerHeight > 0 ? [innerWidth, innerHeight] : null",
        )?;
        size.is_array().then_some(size)
    }

    /// Clicks on what its page says in these words.
    pub(crate) fn click(&self, words: &str) -> Option<()> {
        Page::behind(self.port)?.start(&format!(
            "const all = [...document.querySelectorAll('body *')];
            all.filter(element => element.innerText === '{words}').pop().click();"
        ))
    }

    /// Hands the query to the Zeal that runs, as a second start of it does.
    pub(crate) fn look_up(&self, query: &str) {
        let query = &mut start(&self.launcher, self.home, &self.display, self.port, query);
        assert!(Running::start(query).ends_well(), "{query:?}");
    }

    /// The value of an expression on its page.
    pub(crate) fn value(&self, expression: &str) -> Value {
        wait_for("the window's page", || Page::behind(self.port)).value(expression)
    }

    pub(crate) fn lands(&self, query: &str, right: impl Fn(&Landing) -> bool) -> Landing {
        landed(query, || Page::behind(self.port)?.landing(), right)
    }
}

/// A Zeal whose windows are worked with the keyboard.
pub(crate) struct Keyboard<'a> {
    zeal: &'a Zeal<'a>,
    xdotool: PathBuf,
}

impl<'a> Keyboard<'a> {
    /// Nothing when the program that presses the keys is not installed.
    pub(crate) fn of(zeal: &'a Zeal<'a>) -> Option<Self> {
        Some(Self { zeal, xdotool: needs::program(&["xdotool"])? })
    }

    /// Does something until it opens the window with this title, which then has the keyboard.
    pub(crate) fn open(&self, title: &str, act: impl Fn() -> Option<()>) {
        let window = ["search", "--onlyvisible", "--name", title, "windowfocus", "--sync"];
        wait_for(title, || act().and_then(|()| (0..100).find_map(|_| self.press(&window))));
    }

    /// Presses a key; nothing when there is no window to take it.
    pub(crate) fn key(&self, name: &str) -> Option<()> {
        self.press(&["key", name])
    }

    /// Writes a line and ends it.
    pub(crate) fn enter(&self, text: &str) {
        wait_for(text, || self.press(&["type", "--delay", "5", text]));
        wait_for("Return", || self.key("Return"));
    }

    fn press(&self, arguments: &[&str]) -> Option<()> {
        let mut xdotool = self.zeal.home.command(&self.xdotool);
        let output = xdotool.args(arguments).env("DISPLAY", &self.zeal.display).output().unwrap();
        output.status.success().then_some(())
    }
}

/// `sip:` of `sip:486`.
fn keyword(query: &str) -> &str {
    query.split_inclusive(':').next().unwrap_or_default()
}

/// A screen that nobody sees, and its name.
fn screen_behind(xvfb: &Path, home: &Home) -> (Running, String) {
    let name = home.path("display");
    let mut command = home.command(xvfb);
    command.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
    command.stdout(fs::File::create(&name).unwrap()).stderr(Stdio::null());
    let screen = Running::start(&mut command);
    let number = wait_for("a screen", || {
        Some(fs::read_to_string(&name).ok()?.strip_suffix('\n')?.to_owned())
    });
    (screen, format!(":{number}"))
}

fn start(launcher: &[PathBuf], home: &Home, display: &str, port: u16, query: &str) -> Command {
    let log = fs::File::options().create(true).append(true).open(home.path("zeal.log")).unwrap();
    let mut command = home.command(&launcher[0]);
    command
        .args(&launcher[1..])
        // Zeal decodes what it is asked for.
        .arg(query.replace('%', "%25"))
        .env("DISPLAY", display)
        .env("TMPDIR", home.path(""))
        .env("QTWEBENGINE_DISABLE_SANDBOX", "1")
        .env("QTWEBENGINE_REMOTE_DEBUGGING", port.to_string())
        .stdout(Stdio::null())
        .stderr(log);
    command
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The shared memory of a process, which outlives it when it is killed.
struct Segments(u32);

impl Drop for Segments {
    fn drop(&mut self) {
        let creator = self.0.to_string();
        let list = fs::read_to_string("/proc/sysvipc/shm").unwrap_or_default();
        let columns = list.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        for segment in columns.filter(|columns| columns.get(4) == Some(&creator.as_str())) {
            let _ = Command::new("ipcrm").args(["-m", segment[1]]).output();
        }
    }
}
