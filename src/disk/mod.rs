//! The disk: the only place of the library that touches files.
#![expect(clippy::disallowed_methods, reason = "the one place that touches the disk")]

mod sink;
mod world;

pub use sink::DiskSink;
pub use world::DiskWorld;

use std::io;
use std::path::Path;

/// Writes the files of a new hub into a folder that is empty or not there yet.
///
/// # Errors
/// If the folder holds anything, or cannot be written to.
pub fn write_new(folder: &Path, files: &[(&str, &[u8])]) -> io::Result<()> {
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            format!("{} is not empty: name a folder that is not there yet", folder.display()),
        ));
    }
    for (path, bytes) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, bytes)?;
    }
    Ok(())
}

/// The digest of this program's own file, so that another build of it never trusts what this one remembered.
///
/// # Errors
/// If the program's file cannot be read.
pub fn program_digest() -> io::Result<crate::artifact::Digest> {
    Ok(crate::artifact::Digest::of(&std::fs::read(std::env::current_exe()?)?))
}
