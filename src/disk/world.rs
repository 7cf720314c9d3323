//! A hub's folder on disk. Nothing outside it is ever opened: every path is resolved beneath the root by the operating system.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use cap_std::ambient_authority;
use cap_std::fs::Dir;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, FileId, Outcome};
use crate::world::{HUB_PATHS, Listed, NotRead, What, World};

/// Folders may stand inside each other this deep; no hub needs more, and a mount of a folder in itself has no end.
const DEPTH_MAX: usize = 16;

/// A hub's folder.
#[derive(Debug)]
pub struct DiskWorld {
    root: Dir,
    today: Date,
}

impl DiskWorld {
    /// The hub at this folder, on this day.
    ///
    /// # Errors
    /// If the folder cannot be opened.
    pub fn open(root: &Path, today: Date) -> io::Result<Self> {
        Ok(DiskWorld { root: Dir::open_ambient_dir(root, ambient_authority())?, today })
    }

    fn list_folder(&self, folder: &Path, depth: usize) -> Vec<Result<Listed, Diagnostic>> {
        let failed = |path: &Path, reason: String| {
            let file = FileId::new(&slashed(path));
            Diagnostic::new(Code::UnreadableFile, format!("`{file}` could not be read: {reason}")).in_file(&file)
        };
        if depth > DEPTH_MAX {
            return vec![Err(failed(folder, format!("folders stand more than {DEPTH_MAX} deep in each other")))];
        }
        let entries = match self.root.read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return vec![Err(failed(folder, error.to_string()))],
        };
        let mut listed = Vec::new();
        let mut folders: Vec<PathBuf> = Vec::new();
        for entry in entries {
            let found = entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?)));
            let (name, file_type) = match found {
                Ok(found) => found,
                Err(error) => {
                    listed.push(Err(failed(folder, error.to_string())));
                    continue;
                }
            };
            let path = folder.join(&name);
            let Some(name) = name.to_str() else {
                listed.push(Err(Diagnostic::new(
                    Code::BadName,
                    format!("the name of `{}` is not text", path.display()),
                )
                .in_file(&FileId::new(&slashed(folder)))
                .help("rename it with letters, digits and hyphens")));
                continue;
            };
            if name.starts_with('.') {
                continue;
            }
            if file_type.is_dir() {
                folders.push(path);
                continue;
            }
            let what = if file_type.is_file() {
                What::File
            } else if file_type.is_symlink() {
                What::Link
            } else {
                What::Special
            };
            listed.push(Ok(Listed { file: FileId::new(&slashed(&path)), what }));
        }
        let below: Vec<Vec<_>> = folders.par_iter().map(|folder| self.list_folder(folder, depth + 1)).collect();
        listed.extend(below.into_iter().flatten());
        listed
    }
}

/// A path with `/` between its parts.
fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

impl World for DiskWorld {
    fn list(&self) -> Outcome<Vec<Listed>> {
        let mut listed = Vec::new();
        for path in HUB_PATHS.iter().map(Path::new) {
            match self.root.symlink_metadata(path) {
                Ok(metadata) if metadata.is_dir() => listed.extend(self.list_folder(path, 1)),
                Ok(metadata) => {
                    let what = if metadata.is_file() {
                        What::File
                    } else if metadata.is_symlink() {
                        What::Link
                    } else {
                        What::Special
                    };
                    listed.push(Ok(Listed { file: FileId::new(&slashed(path)), what }));
                }
                Err(_) => {}
            }
        }
        let mut value = Vec::with_capacity(listed.len());
        let mut diagnostics = Vec::new();
        for result in listed {
            match result {
                Ok(listed) => value.push(listed),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        value.sort_by(|a, b| a.file.cmp(&b.file));
        Outcome { value, diagnostics }
    }

    fn read(&self, file: &FileId, bytes_max: u64) -> Result<Vec<u8>, NotRead> {
        let failed = |error: io::Error| NotRead::Failed(error.to_string());
        let opened = self.root.open(file.as_str()).map_err(failed)?;
        let metadata = opened.metadata().map_err(failed)?;
        if !metadata.is_file() {
            return Err(NotRead::Special);
        }
        if metadata.len() > bytes_max {
            return Err(NotRead::TooLarge(metadata.len()));
        }
        let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
        // A file that grows while it is read is still read no further than wanted.
        opened.take(bytes_max + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > bytes_max {
            return Err(NotRead::TooLarge(bytes.len() as u64));
        }
        Ok(bytes)
    }

    fn today(&self) -> Date {
        self.today
    }
}
