//! `cargo xtask bench`: the measurements whose figures appear in the documents.
//!
//! Invariant: a measurement prints its own conditions with its figures.

use crate::arguments::Arguments;
use crate::secrets::{self, Mode};
use crate::workerd::{self, Workerd};
use crate::{build, progress, root, seed, setup, steps, suites, test};
use anyhow::{Result, bail};
use std::process::Command;
use std::time::{Duration, Instant};

const STARTS: usize = 5;
const SECOND_START_BUDGET: Duration = Duration::from_secs(3);

pub fn bench_command(arguments: Arguments) -> Result<()> {
    setup::ensure_setup()?;
    steps::run_steps(steps::BENCHES, arguments)
}

/// A start without changes: checking the inputs, starting workerd, the first healthy answer.
pub fn bench_start() -> Result<()> {
    build::build_everything(build::Profile::Release)?;
    let data = root::root_path("target/bench-data");
    std::fs::create_dir_all(&data)?;
    let secrets = secrets::load_secrets(Mode::Demonstration, &data)?;
    let mut longest = Duration::ZERO;
    // The first round seeds and is not counted.
    for round in 0..=STARTS {
        let begun = Instant::now();
        setup::ensure_setup()?;
        build::build_everything(build::Profile::Release)?;
        let running = Workerd::start(workerd::free_port()?, &data, Mode::Demonstration, &secrets)?;
        seed::ensure_seed(&running.address, &data)?;
        if round > 0 {
            longest = longest.max(begun.elapsed());
        }
    }
    println!("second start, slowest of {STARTS}: {}", progress::format_seconds(longest));
    if longest > SECOND_START_BUDGET {
        bail!("a start with nothing changed takes longer than {}", progress::format_seconds(SECOND_START_BUDGET));
    }
    Ok(())
}

pub fn bench_api() -> Result<()> {
    build::build_everything(build::Profile::Release)?;
    let script = root::root_path("tests/bench/run.mjs");
    if !script.is_file() {
        bail!("tests/bench/run.mjs does not exist");
    }
    let mut command = Command::new("node");
    command.arg(script).current_dir(root::find_root());
    test::name_parts(&mut command)?;
    progress::run_child(&mut command, "")
}

/// A meeting in which everybody votes within a minute: first the cost of a vote in the store, then its time over HTTP.
pub fn bench_votes() -> Result<()> {
    build::build_everything(build::Profile::Release)?;
    let load = ["five_hundred_votes", "--ignored"];
    for (package, target, words) in [("api", "host", &["votes_cost"][..]), ("tests", "it", &load[..])] {
        let mut command = suites::suite_command(package, target)?;
        test::name_parts(&mut command)?;
        progress::run_child(
            command.args(words).arg("--nocapture"),
            "The measurement that missed its goal stands above.",
        )?;
    }
    Ok(())
}
