//! What the person at the terminal sees of long work, and how child processes are run.
//!
//! Invariant: each step prints its name when it begins and its duration when it ends, whether it worked or not.

use anyhow::{Context, Result, bail};
use std::process::Command;
use std::time::{Duration, Instant};

pub fn run_step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("▸ {name}");
    let start = Instant::now();
    let outcome = work();
    match &outcome {
        Ok(_) => eprintln!("  ✓ {name}  {}", format_seconds(start.elapsed())),
        Err(_) => eprintln!("  ✗ {name}  {}", format_seconds(start.elapsed())),
    }
    outcome
}

pub fn format_seconds(duration: Duration) -> String {
    let all = duration.as_secs_f64();
    if all < 60.0 {
        format!("{all:.1} s")
    } else {
        format!("{} min {:02} s", duration.as_secs() / 60, duration.as_secs() % 60)
    }
}

/// Runs a child with its output going directly to the terminal.
pub fn run_child(command: &mut Command, advice: &str) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{name} could not be started. {advice}"))?;
    if !status.success() {
        bail!("{name} ended with {status}. {advice}");
    }
    Ok(())
}

/// Runs a child quietly and returns its output.
pub fn read_output(command: &mut Command, advice: &str) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("{name} could not be started. {advice}"))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("{name} ended with {}. {advice}\n{}", output.status, complaint.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
