//! News of changed files: from the operating system where it tells, by looking again where it does not.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};

use crate::world::HUB_PATHS;

/// Editors write a file in several steps; what happens within this time is one change.
const SETTLED: Duration = Duration::from_millis(50);
/// How often files are looked at where the operating system does not tell of changes.
const LOOK_AGAIN: Duration = Duration::from_millis(700);

/// Changes of a hub's files.
pub struct Changes {
    receiver: Receiver<()>,
    _watcher: Box<dyn std::any::Any>,
}

impl Changes {
    /// Waits for a change; `false` if there will be none any more.
    pub fn wait(&self) -> bool {
        if self.receiver.recv().is_err() {
            return false;
        }
        // All that has come meanwhile is seen by the one build that follows.
        while self.receiver.try_recv().is_ok() {}
        true
    }
}

/// Watches the files of the hub in this folder.
///
/// # Errors
/// If they cannot be watched in any way.
pub fn watch(root: &Path) -> notify::Result<Changes> {
    match start::<RecommendedWatcher>(root, Config::default()) {
        Ok(changes) => Ok(changes),
        // The system's watches may be used up (inotify has few): looking again always works.
        Err(_) => start::<PollWatcher>(root, Config::default().with_poll_interval(LOOK_AGAIN)),
    }
}

fn start<W: Watcher + Send + 'static>(root: &Path, config: Config) -> notify::Result<Changes> {
    let (sender, receiver) = channel();
    let hear = move |events: DebounceEventResult| {
        let is_change = match &events {
            Ok(events) => events.iter().any(|event| !matches!(event.kind, EventKind::Access(_))),
            Err(_) => true,
        };
        if is_change {
            let _ = sender.send(());
        }
    };
    let mut debouncer: Debouncer<W, NoCache> = new_debouncer_opt(SETTLED, None, hear, NoCache::new(), config)?;
    for path in HUB_PATHS.iter().map(|path| root.join(path)) {
        match debouncer.watch(&path, RecursiveMode::Recursive) {
            Ok(()) => {}
            Err(error) if matches!(error.kind, notify::ErrorKind::PathNotFound) => {}
            Err(error) if error.to_string().contains("No such file") => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Changes { receiver, _watcher: Box::new(debouncer) })
}
