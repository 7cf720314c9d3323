//! Artifacts to a site: all or nothing, only what changed, and nothing of what is no longer made.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::artifact::{Artifact, Digest};
use crate::diagnostic::Diagnostic;

/// What is told of one build and remembered for the next, if that would be the same.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Memo {
    /// The digest of everything that went in: files, day, program.
    pub inputs: Digest,
    /// What was to be said.
    pub diagnostics: Vec<Diagnostic>,
    /// The number of pages made.
    pub n_pages: usize,
}

/// What publishing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Published {
    /// Files written because they are new or different.
    pub n_written: usize,
    /// Files left as they were.
    pub n_unchanged: usize,
    /// Files taken away because nothing makes them any more.
    pub n_removed: usize,
}

/// Where a site goes. A build opens it, stages every artifact, from many threads, and commits; until then nothing can be seen.
pub trait Sink: Sync {
    /// What was remembered, if the site that it tells of still stands whole and was made of these inputs.
    ///
    /// # Errors
    /// If the site's place is not fit to publish to.
    fn recall(&mut self, inputs: &Digest) -> io::Result<Option<Memo>>;

    /// Hears how many artifacts will be staged.
    fn expect(&self, n_artifacts: usize) {
        let _ = n_artifacts;
    }

    /// Takes an artifact in.
    ///
    /// # Errors
    /// If it cannot be kept.
    fn stage(&self, artifact: Artifact) -> io::Result<()>;

    /// Makes all that was staged the site, at once, and remembers the memo.
    ///
    /// # Errors
    /// If it cannot be done; the old site then still stands.
    fn commit(&mut self, memo: &Memo) -> io::Result<Published>;

    /// Lets go of all that was staged.
    fn abandon(&mut self);
}

/// A site in memory: for the dev server and for tests.
#[derive(Debug, Default)]
pub struct MemorySink {
    /// The site that stands.
    pub site: BTreeMap<String, Vec<u8>>,
    memo: Option<Memo>,
    staged: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl Sink for MemorySink {
    fn recall(&mut self, inputs: &Digest) -> io::Result<Option<Memo>> {
        Ok(self.memo.clone().filter(|memo| memo.inputs == *inputs))
    }

    fn stage(&self, artifact: Artifact) -> io::Result<()> {
        let mut staged = self.staged.lock().map_err(|_| io::Error::other("another thread failed"))?;
        staged.insert(artifact.path, artifact.bytes);
        Ok(())
    }

    fn commit(&mut self, memo: &Memo) -> io::Result<Published> {
        let staged = std::mem::take(self.staged.get_mut().map_err(|_| io::Error::other("another thread failed"))?);
        let n_unchanged = staged.iter().filter(|(path, bytes)| self.site.get(*path) == Some(bytes)).count();
        let published = Published {
            n_written: staged.len() - n_unchanged,
            n_unchanged,
            n_removed: self.site.keys().filter(|path| !staged.contains_key(*path)).count(),
        };
        self.site = staged;
        self.memo = Some(memo.clone());
        Ok(published)
    }

    fn abandon(&mut self) {
        if let Ok(staged) = self.staged.get_mut() {
            staged.clear();
        }
    }
}

/// A sink that keeps nothing: for checking.
#[derive(Debug, Default)]
pub struct NullSink;

impl Sink for NullSink {
    fn recall(&mut self, _: &Digest) -> io::Result<Option<Memo>> {
        Ok(None)
    }

    fn stage(&self, _: Artifact) -> io::Result<()> {
        Ok(())
    }

    fn commit(&mut self, _: &Memo) -> io::Result<Published> {
        Ok(Published::default())
    }

    fn abandon(&mut self) {}
}
