//! The secrets of an installation and where they come from.
//!
//! Invariant: production takes them from the environment or does not start; demonstration makes its own once, in
//! a file that only this user can read.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The environment variables that api/worker.capnp reads as secret bindings.
pub const SECRETS: [&str; 3] = ["LINLI_SESSION_PEPPER", "LINLI_CODE_PEPPER", "LINLI_CHECKIN_KEY"];
const SHORTEST_SECRET_LETTERS: usize = 32;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Demonstration,
    Production,
}

impl Mode {
    pub fn word(self) -> &'static str {
        match self {
            Self::Demonstration => "demonstration",
            Self::Production => "production",
        }
    }
}

pub type Secrets = BTreeMap<String, String>;

pub fn of(mode: Mode, data: &Path) -> Result<Secrets> {
    match mode {
        Mode::Production => from_environment(|name| std::env::var(name).ok()),
        Mode::Demonstration => kept(&data.join("secrets.json")),
    }
}

fn from_environment(read: impl Fn(&str) -> Option<String>) -> Result<Secrets> {
    let mut found = Secrets::new();
    let mut wrong = Vec::new();
    for name in SECRETS {
        match read(name) {
            Some(value) if value.len() >= SHORTEST_SECRET_LETTERS => drop(found.insert(name.to_owned(), value)),
            Some(_) => wrong.push(format!("{name} is shorter than {SHORTEST_SECRET_LETTERS} letters")),
            None => wrong.push(format!("{name} is not set")),
        }
    }
    if !wrong.is_empty() {
        bail!(
            "production does not start without its secrets:\n  {}\nMake each with `openssl rand -hex 32` and keep it: changing one later signs everybody out.",
            wrong.join("\n  ")
        );
    }
    Ok(found)
}

fn kept(path: &Path) -> Result<Secrets> {
    let mut secrets: Secrets = match std::fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .with_context(|| format!("{} is damaged; remove it to make new secrets", path.display()))?,
        Err(_) => Secrets::new(),
    };
    let missing: Vec<_> = SECRETS.iter().filter(|name| !secrets.contains_key(**name)).collect();
    if missing.is_empty() {
        return Ok(secrets);
    }
    let mut chance = std::fs::File::open("/dev/urandom")?;
    for name in missing {
        let mut bytes = [0; 32];
        chance.read_exact(&mut bytes)?;
        secrets.insert((*name).to_owned(), crate::inputs::hex(&bytes));
    }
    let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(&serde_json::to_vec_pretty(&secrets)?)?;
    Ok(secrets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn production_names_each_missing_secret() {
        let complaint =
            from_environment(|name| (name == SECRETS[0]).then(|| "x".repeat(32))).map_err(|error| error.to_string());
        let complaint = complaint.expect_err("two secrets are missing");
        assert!(!complaint.contains(SECRETS[0]) && complaint.contains(SECRETS[1]) && complaint.contains(SECRETS[2]));
    }

    #[test]
    fn a_short_secret_is_refused() {
        assert!(from_environment(|_| Some("short".into())).is_err());
        assert!(from_environment(|_| Some("x".repeat(32))).is_ok());
    }
}
