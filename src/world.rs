//! The one door to the outside: which files the hub has, what is in them, and which day it is.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::{FileId, Outcome};

/// What stands at a path of the hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A plain file.
    File,
    /// A symbolic link, never followed.
    Link,
    /// A device, socket or named pipe, never opened.
    Special,
}

/// One path of the hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The path.
    pub file: FileId,
    /// What stands there.
    pub what: What,
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRead {
    /// It has this many bytes, more than were wanted.
    TooLarge(u64),
    /// It is no plain file.
    Special,
    /// The operating system's reason, in words.
    Failed(String),
}

/// The paths below the root that belong to a hub. Nothing else of the folder is looked at.
pub const HUB_PATHS: &[&str] = &["hub.yaml", "content", "evidence", "static", "themes"];

/// Where the pipeline gets everything it does not compute.
pub trait World: Sync {
    /// Every path of the hub, in the order of the paths' bytes.
    fn list(&self) -> Outcome<Vec<Listed>>;

    /// The bytes of a plain file that `list` named, if there are at most `bytes_max`.
    ///
    /// # Errors
    /// Why it was not read.
    fn read(&self, file: &FileId, bytes_max: u64) -> Result<Vec<u8>, NotRead>;

    /// The day for which the hub is built.
    fn today(&self) -> Date;
}

/// A world made of values: for tests and for trying things out.
#[derive(Debug, Clone)]
pub struct MemoryWorld {
    /// The files and their bytes; `None` stands for a symbolic link.
    pub files: BTreeMap<FileId, Option<Vec<u8>>>,
    /// The day.
    pub today: Date,
}

impl World for MemoryWorld {
    fn list(&self) -> Outcome<Vec<Listed>> {
        let belongs = |file: &FileId| {
            HUB_PATHS.iter().any(|path| {
                file.as_str().strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        let listed = self.files.iter().filter(|(file, _)| belongs(file)).map(|(file, bytes)| Listed {
            file: file.clone(),
            what: match bytes {
                Some(_) => What::File,
                None => What::Link,
            },
        });
        Outcome::clean(listed.collect())
    }

    fn read(&self, file: &FileId, bytes_max: u64) -> Result<Vec<u8>, NotRead> {
        match self.files.get(file) {
            Some(Some(bytes)) if bytes.len() as u64 > bytes_max => Err(NotRead::TooLarge(bytes.len() as u64)),
            Some(Some(bytes)) => Ok(bytes.clone()),
            Some(None) => Err(NotRead::Special),
            None => Err(NotRead::Failed("there is no such file".to_owned())),
        }
    }

    fn today(&self) -> Date {
        self.today
    }
}
