//! How a command ended.

/// How a command ended, if the world let it. The order is that of gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// Everything is fine: exit status 0.
    Fine,
    /// Something is wrong with what was looked at, or nothing was found: exit status 1.
    Findings,
    /// A part could not be read or written, and was reported: exit status 2.
    Unable,
}
