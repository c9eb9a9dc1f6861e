//! The secrets of an installation and where they come from.
//!
//! Invariant: production takes them from the environment or does not start; a demonstration creates its own once, in a
//! file that only this user can read.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The environment variables that api/worker.capnp reads as secret bindings, in either mode.
pub const SECRETS: [&str; 5] =
    ["LINLI_SESSION_PEPPER", "LINLI_CODE_PEPPER", "LINLI_CHECKIN_KEY", "LINLI_IDENTITY_KEY", OPERATOR_KEY];
/// Opens communities; see `open.rs`.
pub const OPERATOR_KEY: &str = "LINLI_OPERATOR_KEY";
/// Production sends one-time codes to this webhook and signs them with this key; a demonstration shows them on screen.
const SENDER_URL: &str = "LINLI_SENDER_URL";
const SENDER_KEY: &str = "LINLI_SENDER_KEY";
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

pub fn load_secrets(mode: Mode, data: &Path) -> Result<Secrets> {
    match mode {
        Mode::Production => from_environment(|name| std::env::var(name).ok()),
        Mode::Demonstration => kept(&data.join("secrets.json")),
    }
}

fn from_environment(read: impl Fn(&str) -> Option<String>) -> Result<Secrets> {
    let mut found = Secrets::new();
    let mut wrong = Vec::new();
    for name in SECRETS.into_iter().chain([SENDER_URL, SENDER_KEY]) {
        match read(name).filter(|value| !value.is_empty()) {
            Some(value) => match find_complaint(name, &value) {
                None => drop(found.insert(name.to_owned(), value)),
                Some(words) => wrong.push(words),
            },
            None => wrong.push(format!("{name} is not set")),
        }
    }
    if !wrong.is_empty() {
        bail!(
            "production does not start without its secrets:\n  {}\n{SENDER_URL} is the https address that receives one-time codes. Make each of the others with `openssl rand -hex 32` and keep it; docs/runbook.md tells what changing one does.",
            wrong.join("\n  ")
        );
    }
    Ok(found)
}

/// What is wrong with a value.
pub fn find_complaint(name: &str, value: &str) -> Option<String> {
    if name == SENDER_URL {
        let host = value.strip_prefix("https://").unwrap_or_default();
        // Codes must never be sent unencrypted.
        return host.is_empty().then(|| format!("{name} does not begin with https://"));
    }
    let short = value.len() < SHORTEST_SECRET_LETTERS;
    short.then(|| format!("{name} is shorter than {SHORTEST_SECRET_LETTERS} letters"))
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
        secrets.insert((*name).to_owned(), crate::inputs::to_hex(&bytes));
    }
    let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(&serde_json::to_vec_pretty(&secrets)?)?;
    Ok(secrets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete(name: &str) -> String {
        if name == SENDER_URL { "https://sms.example/codes".to_owned() } else { "x".repeat(SHORTEST_SECRET_LETTERS) }
    }

    /// The message about an environment with one wrong variable.
    fn said_of(odd: &str, value: Option<&str>) -> String {
        let read = |name: &str| if name == odd { value.map(str::to_owned) } else { Some(complete(name)) };
        from_environment(read).map_err(|error| error.to_string()).expect_err("it is not complete")
    }

    #[test]
    fn production_starts_with_all_of_them() {
        let found = from_environment(|name| Some(complete(name))).expect("nothing is missing");
        assert_eq!(found.len(), SECRETS.len() + 2);
        assert!(found.contains_key(SENDER_URL) && found.contains_key(SENDER_KEY));
    }

    #[test]
    fn production_names_what_is_missing_or_wrong_and_nothing_else() {
        let all = [SECRETS[0], SECRETS[1], SECRETS[2], SECRETS[3], OPERATOR_KEY, SENDER_URL, SENDER_KEY];
        for odd in all {
            let wrong = if odd == SENDER_URL { "http://sms.example/codes" } else { "short" };
            for value in [None, Some(""), Some(wrong)] {
                let said = said_of(odd, value);
                for name in all {
                    assert_eq!(said.contains(&format!("\n  {name} ")), name == odd, "{odd} is {value:?}: {said}");
                }
            }
        }
    }

    #[test]
    fn a_demonstration_makes_its_own_and_needs_no_sender() {
        let folder = std::env::temp_dir().join(format!("linli-secrets-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let first = load_secrets(Mode::Demonstration, &folder).expect("made");
        let again = load_secrets(Mode::Demonstration, &folder).expect("read back");
        std::fs::remove_dir_all(&folder).expect("removed");
        assert_eq!(first, again);
        assert_eq!(first.keys().map(String::as_str).collect::<Vec<_>>(), {
            let mut names = SECRETS;
            names.sort_unstable();
            names
        });
        assert!(first.values().all(|secret| secret.len() >= SHORTEST_SECRET_LETTERS));
    }
}
