//! The same files and the same day give the same bytes: with any number of threads, from any folder, in any order of writing.

use std::fs;
use std::path::Path;

use crate::hub::{peel, tree};

fn copy(from: &Path, to: &Path, is_reversed: bool) {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for part in ["content", "evidence", "themes", "static"] {
        if from.join(part).is_dir() {
            files.extend(tree(&from.join(part)).into_iter().map(|(path, bytes)| (format!("{part}/{path}"), bytes)));
        }
    }
    files.push(("hub.yaml".to_owned(), fs::read(from.join("hub.yaml")).unwrap()));
    if is_reversed {
        files.reverse();
    }
    for (path, bytes) in files {
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

#[test]
fn the_hub_comes_out_the_same_from_one_thread_and_eight_and_from_two_folders() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("a"), folder.path().join("another/folder/with-a-longer-name"));
    copy(repository, &one, false);
    copy(repository, &two, true);
    let build = |root: &Path, out: &str, jobs: &str| {
        let output = peel(root, &["build", "--today", "2026-11-24", "--jobs", jobs, "--out", out]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        tree(&root.join(out))
    };
    let first = build(&one, "first", "1");
    assert_eq!(first, build(&one, "second", "8"), "one thread and eight");
    assert_eq!(first, build(&two, "third", "3"), "two folders");
    assert!(first.len() > 300);
    for (path, bytes) in &first {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(folder.path().to_str().unwrap()), "{path} names the folder it was built in");
    }
}
