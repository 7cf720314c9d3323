//! A site's folder on disk, replaced as a whole or not at all.
//!
//! What is staged goes into a folder beside the site; files that have not changed are linked, not written again. One exchange of
//! the two folders' names publishes; a build stopped before it leaves the old site, after it the new one. `release.json` in the
//! site lists every file with its digest: what is not listed is somebody else's, and a folder that holds such a file is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::artifact::{Artifact, Digest};
use crate::publish::{Memo, Published, Sink};

/// The name of the list of files in the site.
const RELEASE: &str = "release.json";

/// A file of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Listed {
    digest: Digest,
    size: u64,
}

/// The list of a site's files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Release {
    generator: String,
    files: BTreeMap<String, Listed>,
}

/// What lies beside the site for the next build.
#[derive(Debug, Serialize, Deserialize)]
struct Remembered {
    memo: Memo,
    release: Digest,
}

/// A site's folder.
#[derive(Debug)]
pub struct DiskSink {
    site: PathBuf,
    /// The folder beside the site: the lock, what is staged, what is remembered.
    beside: PathBuf,
    lock: Option<File>,
    old: Release,
    staged: Mutex<BTreeMap<String, Listed>>,
    written: Mutex<BTreeSet<String>>,
}

impl DiskSink {
    /// The site at this folder, which need not be there yet.
    pub fn new(site: &Path) -> Self {
        let name = site.file_name().map_or_else(|| "site".to_owned(), |name| name.to_string_lossy().into_owned());
        DiskSink {
            site: site.to_owned(),
            beside: site.with_file_name(format!(".{name}.peel")),
            lock: None,
            old: Release::default(),
            staged: Mutex::default(),
            written: Mutex::default(),
        }
    }

    fn staging(&self) -> PathBuf {
        self.beside.join("staging")
    }

    fn remembered(&self) -> PathBuf {
        self.beside.join("memo.json")
    }

    /// Takes the lock, mends what a stopped build left, and refuses a folder that is not Peel's.
    fn open(&mut self) -> io::Result<()> {
        if self.lock.is_some() {
            return Ok(());
        }
        fs::create_dir_all(&self.beside).map_err(|error| named(&self.beside, error))?;
        let path = self.beside.join("lock");
        let lock = File::create(&path).map_err(|error| named(&path, error))?;
        // Another build may be at work on the same site: it ends first.
        lock.lock().map_err(|error| named(&path, error))?;
        self.lock = Some(lock);
        let replaced = self.beside.join("replaced");
        if !self.site.exists() && replaced.exists() {
            fs::rename(&replaced, &self.site).map_err(|error| named(&self.site, error))?;
        }
        remove(&replaced)?;
        remove(&self.staging())?;
        self.old = self.release()?;
        Ok(())
    }

    /// The release that stands.
    fn release(&self) -> io::Result<Release> {
        match fs::symlink_metadata(&self.site) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Release::default()),
            Err(error) => return Err(named(&self.site, error)),
            Ok(metadata) if !metadata.is_dir() => {
                return Err(foreign(format!("{} is not a folder", self.site.display())));
            }
            Ok(_) => {}
        }
        let files = files_below(&self.site, &self.site)?;
        if files.is_empty() {
            return Ok(Release::default());
        }
        let path = self.site.join(RELEASE);
        let Ok(bytes) = fs::read(&path) else {
            return Err(foreign(format!("{} holds files that Peel did not write", self.site.display())));
        };
        let release: Release = serde_json::from_slice(&bytes)
            .map_err(|_| foreign(format!("{} was not written by Peel", path.display())))?;
        let others: Vec<&String> =
            files.iter().filter(|file| *file != RELEASE && !release.files.contains_key(*file)).collect();
        if !others.is_empty() {
            let names: Vec<String> = others.iter().take(5).map(|name| format!("`{name}`")).collect();
            let more = others.len().saturating_sub(5);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            return Err(foreign(format!(
                "{} holds files that Peel did not write: {}{more}",
                self.site.display(),
                names.join(", ")
            )));
        }
        Ok(release)
    }

    fn is_whole(&self) -> bool {
        self.old
            .files
            .par_iter()
            .all(|(path, listed)| fs::read(self.site.join(path)).is_ok_and(|bytes| Digest::of(&bytes) == listed.digest))
    }

    /// Puts a file into the staging folder by `make`, with the folders above it.
    fn place(&self, path: &str, make: impl Fn(&Path) -> io::Result<()>) -> io::Result<()> {
        let target = self.staging().join(path);
        let made = match make(&target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if let Some(folder) = target.parent() {
                    fs::create_dir_all(folder).map_err(|error| named(folder, error))?;
                }
                make(&target)
            }
            made => made,
        };
        made.map_err(|error| named(&target, error))
    }

    fn swap(&self) -> io::Result<()> {
        let staging = self.staging();
        let replaced = self.beside.join("replaced");
        if !self.site.exists() {
            if let Some(parent) = self.site.parent() {
                fs::create_dir_all(parent).map_err(|error| named(parent, error))?;
            }
            return fs::rename(&staging, &self.site).map_err(|error| named(&self.site, error));
        }
        // There is something to lose: the new files are on the disk before they take the old ones' place, so that a machine that
        // stops finds one of the two sites. A first site is not waited for.
        flush(&staging).map_err(|error| named(&staging, error))?;
        if exchange(&staging, &self.site).is_ok() {
            return fs::rename(&staging, &replaced).map_err(|error| named(&replaced, error));
        }
        // Where names cannot be exchanged, a build stopped between these two lines is mended by the next (`open`).
        fs::rename(&self.site, &replaced).map_err(|error| named(&self.site, error))?;
        fs::rename(&staging, &self.site).map_err(|error| named(&self.site, error))
    }
}

impl Sink for DiskSink {
    fn recall(&mut self, inputs: &Digest) -> io::Result<Option<Memo>> {
        self.open()?;
        let Ok(bytes) = fs::read(self.remembered()) else { return Ok(None) };
        let Ok(remembered) = serde_json::from_slice::<Remembered>(&bytes) else { return Ok(None) };
        let release = fs::read(self.site.join(RELEASE)).map(|bytes| Digest::of(&bytes));
        let stands = remembered.memo.inputs == *inputs && release.is_ok_and(|release| release == remembered.release);
        Ok((stands && self.is_whole()).then_some(remembered.memo))
    }

    fn stage(&self, artifact: Artifact) -> io::Result<()> {
        let Artifact { path, bytes } = artifact;
        if path.split('/').any(|part| matches!(part, "" | "." | "..")) || path == RELEASE {
            return Err(io::Error::other(format!("`{path}` is not a path that a site may have")));
        }
        let listed = Listed { digest: Digest::of(&bytes), size: bytes.len() as u64 };
        let is_unchanged =
            self.old.files.get(&path) == Some(&listed) && fs::read(self.site.join(&path)).is_ok_and(|old| old == bytes);
        if !is_unchanged {
            self.place(&path, |target| fs::write(target, &bytes))?;
            locked(&self.written)?.insert(path.clone());
        }
        locked(&self.staged)?.insert(path, listed);
        Ok(())
    }

    fn commit(&mut self, memo: &Memo) -> io::Result<Published> {
        let files = std::mem::take(&mut *locked(&self.staged)?);
        let written = std::mem::take(&mut *locked(&self.written)?);
        let removed = self.old.files.keys().filter(|path| !files.contains_key(*path)).count();
        let published =
            Published { n_written: written.len(), n_unchanged: files.len() - written.len(), n_removed: removed };
        let release = Release { generator: concat!("peel ", env!("CARGO_PKG_VERSION")).to_owned(), files };
        let bytes = serde_json::to_vec(&release).map_err(io::Error::other)?;
        let is_same = written.is_empty() && removed == 0 && self.old == release;
        if !is_same {
            let unchanged: Vec<&String> = release.files.keys().filter(|path| !written.contains(*path)).collect();
            unchanged.par_iter().try_for_each(|path| {
                let old = self.site.join(path);
                self.place(path, |target| fs::hard_link(&old, target).or_else(|_| fs::copy(&old, target).map(|_| ())))
            })?;
            self.place(RELEASE, |target| write_through(target, &bytes))?;
            self.swap()?;
        }
        let remembered = Remembered { memo: memo.clone(), release: Digest::of(&bytes) };
        let path = self.remembered();
        // What is remembered only saves work: without it the next build makes everything again.
        if let Ok(bytes) = serde_json::to_vec(&remembered) {
            let _ = fs::write(path, bytes);
        }
        remove(&self.beside.join("replaced"))?;
        remove(&self.staging())?;
        self.old = release;
        Ok(published)
    }

    fn abandon(&mut self) {
        if let (Ok(mut staged), Ok(mut written)) = (locked(&self.staged), locked(&self.written)) {
            staged.clear();
            written.clear();
        }
        let _ = remove(&self.staging());
    }
}

fn locked<T>(mutex: &Mutex<T>) -> io::Result<std::sync::MutexGuard<'_, T>> {
    mutex.lock().map_err(|_| io::Error::other("another thread failed"))
}

/// The error with the path that it is about.
fn named(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn foreign(message: String) -> io::Error {
    io::Error::new(
        io::ErrorKind::AlreadyExists,
        format!("{message}; nothing was changed. Name another folder with --out, or empty this one yourself"),
    )
}

fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(named(folder, error)),
        _ => Ok(()),
    }
}

/// Every file below a folder, by its path from `top`.
fn files_below(folder: &Path, top: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| named(folder, error))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            folders.push(entry.path());
        } else {
            let path = entry.path();
            let below = path.strip_prefix(top).unwrap_or(&path);
            files.push(below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"));
        }
    }
    let below: Vec<Vec<String>> =
        folders.par_iter().map(|folder| files_below(folder, top)).collect::<io::Result<_>>()?;
    files.extend(below.into_iter().flatten());
    Ok(files)
}

/// Waits until everything that was written to the file system of a folder is on its disk.
#[cfg(target_os = "linux")]
fn flush(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// Waits until what was written is on the disk: elsewhere only `release.json` is known to be.
#[cfg(not(target_os = "linux"))]
fn flush(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Exchanges the names of two folders in one step.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Exchanges the names of two folders in one step: not possible here.
#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}
