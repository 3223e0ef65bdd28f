//! Ctrl-C, an end that is asked for, a closed terminal → an end that leaves nothing unfinished.

use std::thread;

use docsheet::files;

/// From now on these signals end the process when everything unfinished is taken away. Those that
/// are passed over, as `nohup` has it, stay so.
#[cfg(unix)]
pub(super) fn listen() {
    use tokio::signal::unix::{SignalKind, signal};

    const KINDS: [SignalKind; 3] =
        [SignalKind::hangup(), SignalKind::interrupt(), SignalKind::terminate()];
    let passed_over = files::passed_over_signals();
    let wanted = KINDS.into_iter().filter(move |kind| {
        passed_over.checked_shr(kind.as_raw_value().cast_unsigned() - 1).unwrap_or(0) & 1 == 0
    });
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else {
        // Without it, the next run takes away what this one leaves.
        return;
    };
    let entered = runtime.enter();
    let signals: Vec<_> = wanted.filter_map(|kind| Some((kind, signal(kind).ok()?))).collect();
    drop(entered);
    let wait = move || {
        let first = runtime.block_on(async {
            let (told, mut hears) = tokio::sync::mpsc::channel(1);
            for (kind, mut signal) in signals {
                let told = told.clone();
                tokio::spawn(async move {
                    signal.recv().await;
                    let _ = told.send(kind).await;
                });
            }
            hears.recv().await
        });
        if let Some(kind) = first {
            files::abandon();
            std::process::exit(128 + kind.as_raw_value());
        }
    };
    // As above.
    let _ = thread::Builder::new().name("signals".to_owned()).spawn(wait);
}

#[cfg(not(unix))]
pub(super) fn listen() {}
