//! The steps of `cargo xtask test` and `cargo xtask bench`, in order: one line for each step.
//!
//! Invariant: every requested step runs, even after a failed one, and each failure is repeated at the end.

use crate::arguments::Arguments;
use crate::{adversary, bench, browser, progress, refusals, schemathesis, supply, test};
use anyhow::{Result, bail};
use std::time::Instant;

pub struct Step {
    name: &'static str,
    run: fn() -> Result<()>,
}

pub const TESTS: &[Step] = &[
    Step { name: "tidy", run: test::test_tidy },
    Step { name: "supply", run: supply::run_supply },
    Step { name: "domain", run: test::test_domain },
    Step { name: "api", run: test::test_api },
    Step { name: "app", run: test::test_app },
    Step { name: "xtask", run: test::test_xtask },
    Step { name: "build", run: test::test_build },
    Step { name: "size", run: test::test_size },
    Step { name: "openapi", run: test::test_openapi },
    Step { name: "integration", run: test::test_integration },
    Step { name: "adversary", run: adversary::run_short },
    Step { name: "refusals", run: refusals::test_refusals },
    Step { name: "e2e", run: browser::run_journeys },
    Step { name: "schemathesis", run: schemathesis::run_schemathesis },
    Step { name: "deploy", run: test::deploy_dry_run },
];

pub const BENCHES: &[Step] = &[
    Step { name: "start", run: bench::bench_start },
    Step { name: "size", run: test::test_size },
    Step { name: "api", run: bench::bench_api },
    Step { name: "votes", run: bench::bench_votes },
    Step { name: "paint", run: browser::run_paint },
    Step { name: "adversary", run: adversary::run_long },
];

pub fn run_steps(steps: &'static [Step], mut arguments: Arguments) -> Result<()> {
    let (only, skip, list) = (arguments.list("--only")?, arguments.list("--skip")?, arguments.flag("--list"));
    arguments.finish()?;
    for name in only.iter().chain(&skip) {
        if !steps.iter().any(|step| step.name == name) {
            let names: Vec<_> = steps.iter().map(|step| step.name).collect();
            bail!("there is no step {name:?}; the steps are {}", names.join(", "));
        }
    }
    let chosen = |step: &&Step| {
        (only.is_empty() || only.iter().any(|name| name == step.name)) && !skip.iter().any(|name| name == step.name)
    };
    let steps: Vec<&Step> = steps.iter().filter(chosen).collect();
    if list {
        for step in steps {
            println!("{}", step.name);
        }
        return Ok(());
    }
    report(&steps)
}

fn report(steps: &[&Step]) -> Result<()> {
    let start = Instant::now();
    let mut outcomes = Vec::new();
    for step in steps {
        let begun = Instant::now();
        let outcome = progress::run_step(step.name, step.run);
        if let Err(error) = &outcome {
            eprintln!("{error:#}");
        }
        outcomes.push((step.name, begun.elapsed(), outcome));
    }
    println!();
    for (name, duration, outcome) in &outcomes {
        match outcome {
            Ok(()) => println!("ok      {name:<13} {:>12}", progress::format_seconds(*duration)),
            Err(error) => println!(
                "FAILED  {name:<13} {:>12}  {}",
                progress::format_seconds(*duration),
                first_line(&format!("{error:#}"))
            ),
        }
    }
    println!("        {:<13} {:>12}", "all", progress::format_seconds(start.elapsed()));
    let failed = outcomes.iter().filter(|(_, _, outcome)| outcome.is_err()).count();
    println!("{} passed, {failed} failed", outcomes.len() - failed);
    if failed > 0 {
        bail!("{failed} of {} steps failed", outcomes.len());
    }
    Ok(())
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or(text)
}
