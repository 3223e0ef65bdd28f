//! Room for deep nesting: the stack that reading one sheet may take.

use std::cell::Cell;
use std::sync::{Mutex, Once, PoisonError};

use rayon::ThreadPoolBuilder;

/// Prism follows 10,000 levels of nesting before it gives up, which is more than a thread's usual
/// stack holds. In bytes; only what is used becomes memory.
const STACK_BYTES: usize = 256 << 20;

/// Levels of evaluation that this stack holds, with room to spare, and that any stack holds.
pub(super) const LEVELS: u32 = 2_500;
const LEVELS_ANYWHERE: u32 = 100;

/// Levels of a text's tree that are gone down to, here and on any stack.
const NESTING: usize = 2_000;
const NESTING_ANYWHERE: usize = 400;

thread_local! {
    /// Whether this thread was started with that much stack.
    static HAS_ROOM: Cell<bool> = const { Cell::new(false) };
}

/// Starts the threads that many sheets are shared out to with room for any sheet. Else each sheet
/// is read on a thread of its own: measured on 144 sheets, that takes a tenth more time, most of it
/// in making memory ready for every new thread.
///
/// Where the system gives no such threads, all is done on the one that calls this. Does nothing
/// when the threads of `rayon` are there already.
pub fn start_workers() {
    static START: Once = Once::new();
    let workers = || {
        let workers = ThreadPoolBuilder::new().stack_size(STACK_BYTES);
        workers.start_handler(|_| HAS_ROOM.set(true))
    };
    // One attempt is all that `rayon` allows for the threads that everybody shares.
    START.call_once(|| {
        if workers().build().is_ok() {
            workers().build_global().ok();
        } else {
            ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global().ok();
        }
    });
}

/// How many levels of a text's tree this thread can go down to. The parser itself does not bound a
/// chain such as `a + a + a …`.
pub(super) fn nesting() -> usize {
    if HAS_ROOM.get() { NESTING } else { NESTING_ANYWHERE }
}

/// Runs on a thread with enough stack. Where the system gives no such thread, one as it is has to
/// do, which holds fewer levels: `run` is told how many.
pub(super) fn with_room<T: Send>(run: impl FnOnce(u32) -> T + Send) -> T {
    if HAS_ROOM.get() {
        return run(LEVELS);
    }
    let run = Mutex::new(Some(run));
    let take = || run.lock().unwrap_or_else(PoisonError::into_inner).take();
    let elsewhere = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
        let run = || {
            HAS_ROOM.set(true);
            take().map(|run| run(LEVELS))
        };
        let thread = thread.spawn_scoped(scope, run).ok()?;
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
    match elsewhere {
        Some(value) => value,
        None => {
            take().map_or_else(|| unreachable!("no thread took it"), |run| run(LEVELS_ANYWHERE))
        }
    }
}
