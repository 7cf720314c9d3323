//! The command line's entry point.
fn main() {
    let w = peel::disk::DiskWorld::open(std::path::Path::new("."), jiff::civil::date(2026, 11, 24)).unwrap();
    let mut d = vec![];
    let s = peel::load::read(&w).tell(&mut d);
    if let Some(l) = peel::load::load(s).tell(&mut d) {
        let hub = peel::resolve::resolve(l, jiff::civil::date(2026, 11, 24)).tell(&mut d);
        let plan = peel::plan::plan(&hub).tell(&mut d);
        println!("{} entries {} items", hub.entries.len(), plan.items.len());
    }
    peel::diagnostic::sort(&mut d);
    d.retain(|d| d.code.name() != "untranslated");
    print!(
        "{}",
        peel::cli::report::human(&d, &|f: &peel::diagnostic::FileId| std::fs::read_to_string(f.as_str()).ok(), false)
    );
    println!("{}", peel::cli::report::count(&d));
}
