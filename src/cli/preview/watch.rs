//! Changes on the disk → news for the browsers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use docsheet::error::Error;
use docsheet::web::server::News;
use notify::event::{EventKind, ModifyKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::watch::Sender;

use super::site::Workplace;

/// How long it stays quiet before what was saved counts as saved whole.
const QUIET: Duration = Duration::from_millis(15);

/// How often files are looked at where the file system tells of no changes.
const POLL: Duration = Duration::from_millis(250);

/// Watches until what is returned goes.
///
/// # Errors
/// When the system does not let us watch.
pub(super) fn start(
    mut workplace: Workplace,
    told: Sender<News>,
    poll: bool,
) -> Result<std::thread::JoinHandle<()>, Error> {
    let (send, events) = channel();
    let send = move |event| drop(send.send(event));
    let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
    let made: notify::Result<Box<dyn Watcher + Send>> = if poll {
        PollWatcher::new(send, config).map(|watcher| Box::new(watcher) as _)
    } else {
        RecommendedWatcher::new(send, config).map(|watcher| Box::new(watcher) as _)
    };
    let failed = |error: &dyn std::fmt::Display| {
        Error::new("watch", Path::new("."), error.to_string())
            .with_hint("`--poll` looks for changes without the system's help")
    };
    let mut watcher = made.map_err(|error| failed(&error))?;
    let mut followed = BTreeSet::new();
    follow(&mut *watcher, &workplace, &mut followed).map_err(|error| failed(&error))?;
    let follow_up = move || {
        while let Some(changed) = next(&events) {
            told.send_replace(workplace.look(Some(&changed)));
            // A folder that cannot be watched yet may come with the next change.
            follow(&mut *watcher, &workplace, &mut followed).ok();
        }
    };
    std::thread::Builder::new().spawn(follow_up).map_err(|error| failed(&error))
}

/// Watches what is not watched yet.
fn follow(
    watcher: &mut dyn Watcher,
    workplace: &Workplace,
    followed: &mut BTreeSet<PathBuf>,
) -> notify::Result<()> {
    for (path, below) in workplace.watched() {
        if !followed.contains(&path) && path.exists() {
            let mode = if below { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            watcher.watch(&path, mode)?;
            followed.insert(path);
        }
    }
    Ok(())
}

/// The files that the next changes are about; `None` when nobody watches any more.
fn next(events: &Receiver<notify::Result<Event>>) -> Option<BTreeSet<PathBuf>> {
    let mut changed = BTreeSet::new();
    while changed.is_empty() {
        add(events.recv().ok()?, &mut changed);
    }
    loop {
        match events.recv_timeout(QUIET) {
            Ok(event) => add(event, &mut changed),
            Err(RecvTimeoutError::Timeout) => return Some(changed),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

/// Reading a file is no change.
fn add(event: notify::Result<Event>, changed: &mut BTreeSet<PathBuf>) {
    match event {
        Ok(Event { kind: EventKind::Access(_), .. }) => {}
        Ok(Event { kind: EventKind::Modify(ModifyKind::Name(_)), paths, .. }) => {
            changed.extend(paths);
        }
        Ok(event) => changed.extend(event.paths),
        // Something was missed: look at everything.
        Err(_) => drop(changed.insert(PathBuf::new())),
    }
}
