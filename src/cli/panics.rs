//! A piece of work that ends in a panic → an error that names its file, so that it stops only itself.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use docsheet::error::Error;

thread_local! {
    /// What the last panic of this thread said, and where.
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
    /// Whether a panic on this thread is reported as an error.
    static CAUGHT: RefCell<bool> = const { RefCell::new(false) };
}

/// From now on a panic inside [`caught`] prints nothing by itself.
pub(super) fn listen() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if CAUGHT.with_borrow(|caught| *caught) {
            LAST.set(panic.to_string().replace('\n', " "));
        } else {
            print(panic);
        }
    }));
}

/// What `work` on `path` comes to.
///
/// # Errors
/// Its own, or that it panicked.
pub(super) fn caught<T>(path: &Path, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    CAUGHT.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(false);
    result.unwrap_or_else(|_| {
        let reason = format!("this is a mistake in docsheet: {}", LAST.take());
        Err(Error::new("read", path, reason).with_hint("report it together with this file"))
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use docsheet::error::Error;

    use crate::cli::panics::{caught, listen};

    #[test]
    fn a_panic_is_an_error_of_its_file_alone() {
        listen();
        let work = |at: usize| caught(Path::new("A.rb"), || Ok::<_, Error>([1, 2][at]));
        let error = work(7).unwrap_err().to_string();
        assert!(
            error.starts_with("cannot read `A.rb`: this is a mistake in docsheet: "),
            "{error}"
        );
        assert!(error.contains("index out of bounds"), "{error}");
        assert_eq!(work(1).unwrap(), 2);
    }
}
