//! The demonstration community: written once, at the first start of a data folder.
//!
//! Invariant: the answer of the seeding is stored beside the data, so that each later start shows the same accounts.

use crate::arguments::Arguments;
use crate::secrets::{self, Mode};
use crate::workerd::{Workerd, http_agent};
use crate::{build, root, serve, setup};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::Path;
use std::time::Duration;

const SEED_WITHIN: Duration = Duration::from_mins(2);

pub fn seed_command(mut arguments: Arguments) -> Result<()> {
    let port = serve::read_port(&mut arguments)?;
    let data = serve::data_folder(&mut arguments)?;
    arguments.finish()?;
    setup::ensure_setup()?;
    build::build_everything(build::Profile::Release)?;
    let secrets = secrets::load_secrets(Mode::Demonstration, &data)?;
    let running = Workerd::start(port, &data, Mode::Demonstration, &secrets)?;
    let accounts = ensure_seed(&running.address, &data)?;
    drop(running);
    println!("seeded {}", root::show_path(&data));
    print_accounts(&accounts);
    Ok(())
}

/// Seeds unless this data folder has been seeded; returns the answer of the seeding.
pub fn ensure_seed(address: &str, data: &Path) -> Result<Value> {
    let kept = data.join("demonstration.json");
    if let Ok(bytes) = std::fs::read(&kept) {
        return serde_json::from_slice(&bytes).with_context(|| format!("{} is damaged", kept.display()));
    }
    let request = http_agent(SEED_WITHIN).post(format!("{address}/api/demonstration/seed")).header("origin", address);
    let mut reply =
        request.content_type("application/json").send("{}").context("seeding the demonstration community")?;
    let text = reply.body_mut().read_to_string()?;
    if !reply.status().is_success() {
        bail!("seeding the demonstration community was answered {}: {text}", reply.status());
    }
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    let accounts = serde_json::from_str(&text).context("the answer of the seeding is not JSON")?;
    std::fs::write(kept, text)?;
    Ok(accounts)
}

/// Prints the accounts as a table; the list is the whole answer or its field `accounts`.
pub fn print_accounts(answer: &Value) {
    let accounts = answer.as_array().or_else(|| answer.get("accounts").and_then(Value::as_array));
    let Some(accounts) = accounts.filter(|accounts| !accounts.is_empty()) else { return };
    println!("示范账号 demonstration accounts (sign in by phone; the code appears on screen):");
    for account in accounts {
        let field = |name: &str| account.get(name).and_then(Value::as_str).unwrap_or("—").to_owned();
        println!("  {:<13} {}  {}", field("phone"), field("name"), field("role"));
    }
}
