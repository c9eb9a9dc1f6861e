//! The style sheets: `style/first.css` and `style/rest.css`, each with its imports.
//!
//! Invariant: the oldest browsers named here get every rule in a form they understand.

use super::Profile;
use crate::{node, progress, root};
use anyhow::Result;
use std::process::Command;

const BROWSERS: &str = "chrome >= 100, safari >= 15.4, ios_saf >= 15.4, firefox >= 100";

/// The sheet of that name.
pub fn bundle_style(name: &str, profile: Profile) -> Result<Vec<u8>> {
    let output = root::root_path("target/app-pkg").join(format!("{name}.css"));
    let mut command = Command::new(node::find_lightningcss()?);
    command.arg("--bundle").args(["--targets", BROWSERS]);
    if profile == Profile::Release {
        command.arg("--minify");
    }
    command.arg(root::root_path("style").join(format!("{name}.css"))).arg("--output-file").arg(&output);
    progress::read_output(&mut command, "The style sheet has a mistake.")?;
    Ok(std::fs::read(output)?)
}
