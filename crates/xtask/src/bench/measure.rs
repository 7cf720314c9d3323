//! Measuring: one process at a time, from outside, and what its output holds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// Seconds from start to end.
    pub wall: f64,
    /// Seconds of all cores, in the program and in the kernel for it.
    pub cpu: f64,
    /// The most memory that was resident at once, in bytes.
    pub rss: f64,
}

/// The runs of one program.
#[derive(Debug, Default)]
pub struct Samples(pub Vec<Sample>);

impl Samples {
    /// The least, the middle one and the most of something that was measured.
    pub fn spread(&self, of: impl Fn(&Sample) -> f64) -> (f64, f64, f64) {
        let mut values: Vec<f64> = self.0.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        match (values.first(), values.last()) {
            // Of an even number of runs, the middle is the mean of the two in the middle.
            (Some(least), Some(most)) => {
                (*least, f64::midpoint(values[(values.len() - 1) / 2], values[values.len() / 2]), *most)
            }
            _ => (0.0, 0.0, 0.0),
        }
    }

    /// The middle one.
    pub fn median(&self, of: impl Fn(&Sample) -> f64) -> f64 {
        self.spread(of).1
    }
}

/// A program that makes a site in a folder.
pub struct Program {
    /// What it is called.
    pub name: &'static str,
    /// The file to run.
    pub file: PathBuf,
    /// The words before the output's path.
    pub arguments: Vec<String>,
}

impl Program {
    /// Runs it once, through `measure.py` beside this crate's sources.
    pub fn run(&self, root: &Path, out: &Path) -> Result<Sample, String> {
        let log = out.with_extension("log");
        let output = Command::new("python3")
            .arg(root.join("crates/xtask/bench/measure.py"))
            .arg(&log)
            .arg(&self.file)
            .args(&self.arguments)
            .arg(out)
            .output()
            .map_err(|error| format!("python3: {error}"))?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let number = |name: &str| {
            let (_, rest) = said.split_once(&format!("\"{name}\": "))?;
            rest.split([',', '}']).next()?.parse::<f64>().ok()
        };
        match (number("status"), number("wall"), number("cpu"), number("rss")) {
            (Some(0.0), Some(wall), Some(cpu), Some(rss)) => Ok(Sample { wall, cpu, rss }),
            (Some(status), ..) => {
                let told = fs::read(&log).unwrap_or_default();
                let told = String::from_utf8_lossy(&told);
                let told: Vec<&str> = told.lines().take(40).collect();
                Err(format!("{} failed with status {status}:\n{}", self.name, told.join("\n")))
            }
            _ => Err(format!("measure.py failed: {}", String::from_utf8_lossy(&output.stderr))),
        }
    }
}

/// What an output holds.
#[derive(Debug, Default, Clone, Copy)]
pub struct Content {
    /// Files of any kind.
    pub n_files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// HTML pages among them.
    pub n_html: usize,
    /// The pages' bytes.
    pub html_bytes: u64,
}

impl Content {
    /// Counts what lies below a folder.
    pub fn of(folder: &Path) -> Result<Self, String> {
        let mut content = Content::default();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
            for entry in fs::read_dir(&folder).map_err(failed)? {
                let entry = entry.map_err(failed)?;
                let metadata = entry.metadata().map_err(failed)?;
                if metadata.is_dir() {
                    folders.push(entry.path());
                    continue;
                }
                content.n_files += 1;
                content.bytes += metadata.len();
                if entry.path().extension().is_some_and(|ending| ending == "html") {
                    content.n_html += 1;
                    content.html_bytes += metadata.len();
                }
            }
        }
        Ok(content)
    }
}
