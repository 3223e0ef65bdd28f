//! Programs that run beside a test: started in a group of their own, ended whatever happens.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

/// No wait is longer, and on a busy machine few are a tenth of it.
const LIMIT: Duration = Duration::from_secs(40);

const PAUSE: Duration = Duration::from_millis(20);

/// A program with everything that it starts, ended when this value goes.
pub(crate) struct Running(Child);

impl Running {
    pub(crate) fn start(command: &mut Command) -> Self {
        let child = command.process_group(0).spawn();
        Self(child.unwrap_or_else(|error| panic!("{command:?} does not start: {error}")))
    }

    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }

    /// Waits for the program's own end, and says whether it went well.
    pub(crate) fn ends_well(mut self) -> bool {
        wait_for("the end of a program", || self.0.try_wait().unwrap()).success()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = kill_process_group(Pid::from_child(&self.0), Signal::KILL);
        let _ = self.0.wait();
    }
}

/// Asks again and again until there is an answer; `what` names it in the failure.
pub(crate) fn wait_for<T>(what: &str, ask: impl FnMut() -> Option<T>) -> T {
    within_limit(ask).unwrap_or_else(|| panic!("{what}: not within {LIMIT:?}"))
}

/// Asks again and again until there is an answer or the time is over.
pub(crate) fn within_limit<T>(mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    while start.elapsed() < LIMIT {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        thread::sleep(PAUSE);
    }
    None
}
