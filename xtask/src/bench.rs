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

pub fn command(arguments: Arguments) -> Result<()> {
    setup::ensure()?;
    steps::run(steps::BENCHES, arguments)
}

/// A start without changes: checking the inputs, starting workerd, the first healthy answer.
pub fn start() -> Result<()> {
    build::everything(build::Profile::Release)?;
    let data = root::path("target/bench-data");
    std::fs::create_dir_all(&data)?;
    let secrets = secrets::of(Mode::Demonstration, &data)?;
    let mut longest = Duration::ZERO;
    // The first round seeds and is not counted.
    for round in 0..=STARTS {
        let begun = Instant::now();
        setup::ensure()?;
        build::everything(build::Profile::Release)?;
        let running = Workerd::start(workerd::free_port()?, &data, Mode::Demonstration, &secrets)?;
        seed::ensure(&running.address, &data)?;
        if round > 0 {
            longest = longest.max(begun.elapsed());
        }
    }
    println!("second start, slowest of {STARTS}: {}", progress::seconds(longest));
    if longest > SECOND_START_BUDGET {
        bail!("a start with nothing changed takes longer than {}", progress::seconds(SECOND_START_BUDGET));
    }
    Ok(())
}

pub fn api() -> Result<()> {
    build::everything(build::Profile::Release)?;
    let script = root::path("tests/bench/run.mjs");
    if !script.is_file() {
        bail!("tests/bench/run.mjs does not exist");
    }
    let mut command = Command::new("node");
    command.arg(script).current_dir(root::root());
    test::name_parts(&mut command)?;
    progress::run(&mut command, "")
}

/// A meeting in which everybody votes within a minute: first the cost of a vote in the store, then its time over HTTP.
pub fn votes() -> Result<()> {
    build::everything(build::Profile::Release)?;
    let load = ["five_hundred_votes", "--ignored"];
    for (package, target, words) in [("api", "host", &["votes_cost"][..]), ("tests", "it", &load[..])] {
        let mut command = suites::command(package, target)?;
        test::name_parts(&mut command)?;
        progress::run(command.args(words).arg("--nocapture"), "The measurement that missed its goal stands above.")?;
    }
    Ok(())
}
