//! Room for deep nesting: the stack that reading one sheet may take.

use std::cell::Cell;

use rayon::ThreadPoolBuilder;

/// Prism follows 10,000 levels of nesting before it gives up, which is more than a thread's usual
/// stack holds. In bytes; only what is used becomes memory.
const STACK_BYTES: usize = 256 << 20;

thread_local! {
    /// Whether this thread was started with that much stack.
    static HAS_ROOM: Cell<bool> = const { Cell::new(false) };
}

/// Starts the threads that many sheets are shared out to with room for any sheet. Else each sheet
/// is read on a thread of its own: measured on 144 sheets, that takes a tenth more time, most of it
/// in making memory ready for every new thread.
///
/// Does nothing when the threads of `rayon` are there already, or cannot be had.
pub fn start_workers() {
    let workers = ThreadPoolBuilder::new().stack_size(STACK_BYTES);
    workers.start_handler(|_| HAS_ROOM.set(true)).build_global().ok();
}

/// Runs on a thread with enough stack; `None` when there is no such thread to be had.
pub(super) fn with_room<T: Send>(run: impl FnOnce() -> T + Send) -> Option<T> {
    if HAS_ROOM.get() {
        return Some(run());
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
        let thread = thread.spawn_scoped(scope, run).ok()?;
        match thread.join() {
            Ok(value) => Some(value),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
