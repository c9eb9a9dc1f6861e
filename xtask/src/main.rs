//! The commands of the workspace: set-up, build, serve, tests and measurements.
//!
//! Invariant: every command can run alone on a fresh clone; it first creates what it needs.

// Durations are shown to a person; no decision here depends on them.
#![allow(clippy::disallowed_methods)]

mod adversary;
mod arguments;
mod bench;
mod browser;
mod build;
mod data;
mod figures;
mod inputs;
mod inspect;
mod node;
mod open;
mod openapi;
mod progress;
mod refusals;
mod root;
mod schemathesis;
mod secrets;
mod seed;
mod serve;
mod setup;
mod size;
mod steps;
mod suites;
mod supply;
mod test;
mod tidy;
mod tools;
mod watch;
mod workerd;

use arguments::Arguments;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <command>

  setup                     install what is missing: wasm target, npm packages, build tools
  build   [--dev] [app|api] build dist/ and api/build/ where their sources have changed
  serve   [--port 8787] [--data data] [--watch] [--production] [--dev]
                            build what changed and serve it from workerd; Ctrl-C stops it
  seed    [--port 8787] [--data data]
                            start, write the demonstration community, stop
  open    --file opening.json [--address http://127.0.0.1:8787] [--data data]
                            open a community on a running server, with the first person who keeps its roster, or the
                            office of a region with its first head: the content of the file decides
  inspect [--data data]     look through a stopped installation for traces of what should not have been possible
  test    [--only a,b] [--skip a,b] [--list]
                            every check of the project, as CI runs it
  journeys [--repeat rounds] [--busy] [name …]
                            the browser's part of the tests alone: all journeys, or those whose names begin so;
                            several rounds end with a table of journey × failures, --busy keeps every core at work beside them
  bench   [--only a,b] [--list]
                            the measurements of tests/bench
  size    [--built]         bytes on the wire of every file, against the budgets
  tidy    [--quick]         the rules of the house; --quick leaves out fmt, clippy and the contract
  figures                   lines, circles of imports, and how often one fact is written
  openapi [--check]         write docs/openapi.json from the contract, or compare it
";

fn main() -> ExitCode {
    let mut arguments = Arguments::from_environment();
    let command = arguments.command();
    let outcome = match command.as_deref() {
        Some("setup") => setup::setup_command(arguments),
        Some("build") => build::build_command(arguments),
        Some("serve") => serve::serve_command(arguments),
        Some("seed") => seed::seed_command(arguments),
        Some("open") => open::open_command(arguments),
        Some("inspect") => inspect::inspect_command(arguments),
        Some("test") => test::test_command(arguments),
        Some("journeys") => browser::journeys_command(arguments),
        Some("bench") => bench::bench_command(arguments),
        Some("size") => size::size_command(arguments),
        Some("tidy") => tidy::tidy_command(arguments),
        Some("figures") => figures::figures_command(arguments),
        Some("openapi") => openapi::openapi_command(arguments),
        Some("help" | "--help" | "-h") | None => {
            print!("{USAGE}");
            Ok(())
        }
        Some(other) => Err(anyhow::anyhow!("there is no command {other:?}\n\n{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
