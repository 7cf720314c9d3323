//! The harness is tested too: a case that is not met must fail, whatever it expects.

use libtest_mimic::Failed;

use crate::case::Case;
use crate::run;

const PAGE: &str = "\
-- content/about.md --
---
title: About us
summary: Who we are.
created: 2026-01-05
---
Gates and lamps.
";

const MISTAKE: &str = "\
-- content/about.md --
---
title: About us
summary: Who we are.
---
";

/// Each expectation, with the page it is not true of.
const NOT_MET: &[(&str, &str)] = &[
    (MISTAKE, ""),
    (MISTAKE, "-- expect/diagnostics --\nerror[missing-key]: `created` is missing\n"),
    (MISTAKE, "-- expect/published --\nabout/index.html\n"),
    (PAGE, "-- expect/diagnostics --\nerror[missing-key]: `created` is missing\n"),
    (PAGE, "-- expect/file about/index.html --\nNo such words.\n"),
    (PAGE, "-- expect/file about/index.html --\nlamps\nGates\n"),
    (PAGE, "-- expect/file nowhere/index.html --\n"),
    (PAGE, "-- expect/absent about/index.html --\n"),
    (PAGE, "-- expect/published --\nabout/index.html\nnowhere/index.html\n"),
    (PAGE, "-- expect/nowhere --\nand lamps\n"),
    (PAGE, "-- expect/nowhere --\nabout/index.html\n"),
];

/// Texts that are no cases.
const NO_CASES: &[&str] = &[
    PAGE,
    "Prose.\n-- expect/nothing --\n",
    "Prose.\n-- expect/file --\n",
    "Prose.\n-- content/a.md (shouted) --\nText.\n",
    "Prose.\n-- content/a.md (hex) --\n3\n",
    "Prose.\n-- options --\nyesterday: 2026-11-23\n",
];

/// Runs cases that must fail, and one that must not.
pub fn a_case_that_is_not_met_fails() -> Result<(), Failed> {
    let outcome = |text: &str| Case::parse(text).and_then(|case| run::check(&case, &run::run(&case)?));
    for (page, expectation) in NOT_MET {
        if outcome(&format!("A fault.\n{page}{expectation}")).is_ok() {
            return Err(format!("not seen: {expectation}").into());
        }
    }
    for text in NO_CASES {
        if Case::parse(text).is_ok() {
            return Err(format!("read as a case: {text}").into());
        }
    }
    let met = "-- expect/file about/index.html --\nAbout us\nGates and\nlamps.\n-- expect/absent site/x --\n";
    outcome(&format!("No fault.\n{PAGE}{met}")).map_err(Into::into)
}
