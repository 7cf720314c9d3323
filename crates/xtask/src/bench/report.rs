//! The tables that the benchmark prints.

use super::measure::{Content, Program, Sample, Samples};

const MEGA: f64 = 1e6;

/// What two programs took for the same pages, and whether their outputs may be compared.
pub fn side_by_side(n_pages: usize, programs: &[&Program; 2], samples: &[Samples], contents: &[Content; 2]) {
    let n_runs = samples[0].0.len();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("\n{n_pages} pages, {n_runs} runs of each in turns on {cores} cores; least / middle / most\n");
    println!("| program | wall s | CPU s | peak memory MB | files | MB | HTML files | HTML MB |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for ((program, samples), content) in programs.iter().zip(samples).zip(contents) {
        println!(
            "| {} | {} | {} | {} | {} | {:.1} | {} | {:.1} |",
            program.name,
            spread(samples, |sample| sample.wall, 2),
            spread(samples, |sample| sample.cpu, 2),
            spread(samples, |sample| sample.rss / MEGA, 0),
            content.n_files,
            content.bytes as f64 / MEGA,
            content.n_html,
            content.html_bytes as f64 / MEGA
        );
    }
    let ratio = |of: fn(&Sample) -> f64| samples[0].median(of) / samples[1].median(of);
    println!(
        "\n{} / {} of the middle ones: wall {:.3}, CPU {:.3}, memory {:.3}",
        programs[0].name,
        programs[1].name,
        ratio(|sample| sample.wall),
        ratio(|sample| sample.cpu),
        ratio(|sample| sample.rss)
    );
    let files = contents[0].n_html as f64 / contents[1].n_html.max(1) as f64;
    let bytes = contents[0].html_bytes as f64 / contents[1].html_bytes.max(1) as f64;
    let fit = (0.9..=1.1).contains(&files) && (0.7..=1.3).contains(&bytes);
    println!(
        "{}: HTML files {files:.3}, HTML bytes {bytes:.3}{}",
        if fit { "the outputs may be compared" } else { "THE OUTPUTS MAY NOT BE COMPARED" },
        if fit {
            ""
        } else {
            "; the files should be within 10 %, the bytes within 30 %: mend crates/xtask/bench/hugo-theme"
        }
    );
}

/// What a second build took that found nothing changed.
pub fn again(first: &Samples, again: &Samples) {
    println!(
        "\npeel again, nothing changed: wall {} s, {:.3} of the first; CPU {} s; memory {} MB",
        spread(again, |sample| sample.wall, 3),
        again.median(|sample| sample.wall) / first.median(|sample| sample.wall),
        spread(again, |sample| sample.cpu, 3),
        spread(again, |sample| sample.rss / MEGA, 0)
    );
}

/// What a page took at several sizes of the hub.
pub fn scale(sizes: &[(usize, Samples)]) {
    println!("\npeel by size\n");
    println!("| pages | wall s | CPU s | peak memory MB | µs a page | kB a page |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for (n_pages, samples) in sizes {
        let a_page = |of: fn(&Sample) -> f64| samples.median(of) / *n_pages as f64;
        println!(
            "| {n_pages} | {} | {} | {} | {:.0} | {:.1} |",
            spread(samples, |sample| sample.wall, 2),
            spread(samples, |sample| sample.cpu, 2),
            spread(samples, |sample| sample.rss / MEGA, 0),
            a_page(|sample| sample.wall * 1e6),
            a_page(|sample| sample.rss / 1e3)
        );
    }
}

fn spread(samples: &Samples, of: impl Fn(&Sample) -> f64, digits: usize) -> String {
    let (least, middle, most) = samples.spread(of);
    format!("{least:.digits$} / {middle:.digits$} / {most:.digits$}")
}
