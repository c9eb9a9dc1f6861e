//! Requests made up from the OpenAPI document, against a freshly seeded server.
//!
//! Invariant: the seed of the random requests is fixed, so a failure can be repeated.

use crate::build::{self, Profile};
use crate::secrets::{self, Mode};
use crate::workerd::{self, Workerd};
use crate::{progress, root, seed, tools};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

const VERSION: &str = "4.32.5";
const REQUESTS_PER_ENDPOINT: &str = "60";

pub fn run() -> Result<()> {
    let program = ensure()?;
    build::everything(Profile::Release)?;
    let data = root::path("target/schemathesis-data");
    if data.exists() {
        std::fs::remove_dir_all(&data)?;
    }
    std::fs::create_dir_all(&data)?;
    let secrets = secrets::of(Mode::Demonstration, &data)?;
    let running = Workerd::start(workerd::free_port()?, &data, Mode::Demonstration, &secrets)?;
    seed::ensure(&running.address, &data)?;
    let mut command = Command::new(program);
    command.args(["run", "docs/openapi.json", "--url", &running.address, "--checks", "not_a_server_error"]);
    // Made-up bytes are refused by their first ones, and not every content type can be made up: `domain` has its own tests.
    command.args(["--exclude-operation-id", "archive/upload-file"]);
    command.args(["--seed", "1", "--max-examples", REQUESTS_PER_ENDPOINT, "--no-color"]).current_dir(root::root());
    progress::run(&mut command, "The request that broke the server stands above, as a curl command.")
}

fn ensure() -> Result<PathBuf> {
    let folder = tools::cache().join(format!("schemathesis-{VERSION}"));
    let program = folder.join("bin/schemathesis");
    if program.is_file() {
        return Ok(program);
    }
    progress::step(&format!("schemathesis {VERSION}"), || {
        let advice =
            "Schemathesis needs Python 3.10 or newer with venv (Debian: `sudo apt-get install python3-venv`) and PyPI.";
        progress::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder), advice)?;
        let package = format!("schemathesis=={VERSION}");
        let mut pip = Command::new(folder.join("bin/python"));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", &package]);
        progress::run(&mut pip, advice)
    })?;
    std::fs::metadata(&program).with_context(|| format!("{} was not installed", program.display()))?;
    Ok(program)
}
