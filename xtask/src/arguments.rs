//! The command line, parsed word by word.
//!
//! Invariant: a word that no command asked for is an error, so that a mistyped flag never goes unnoticed.

use anyhow::{Result, bail};

pub struct Arguments {
    words: Vec<String>,
}

impl Arguments {
    pub fn from_environment() -> Self {
        Self { words: std::env::args().skip(1).collect() }
    }

    /// The first word, if it is not a flag of a command.
    pub fn command(&mut self) -> Option<String> {
        (!self.words.is_empty()).then(|| self.words.remove(0))
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() < before
    }

    /// `--name value` or `--name=value`.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        let prefix = format!("{name}=");
        if let Some(at) = self.words.iter().position(|word| word.starts_with(&prefix)) {
            return Ok(Some(self.words.remove(at)[prefix.len()..].to_owned()));
        }
        let Some(at) = self.words.iter().position(|word| word == name) else { return Ok(None) };
        self.words.remove(at);
        if at == self.words.len() {
            bail!("{name} needs a value");
        }
        Ok(Some(self.words.remove(at)))
    }

    /// A value that consists of several names separated by commas.
    pub fn list(&mut self, name: &str) -> Result<Vec<String>> {
        let value = self.value(name)?.unwrap_or_default();
        Ok(value.split(',').filter(|part| !part.is_empty()).map(str::to_owned).collect())
    }

    /// Words that belong to no flag; take the values of the flags first.
    pub fn names(&mut self) -> Vec<String> {
        let (flags, names) = std::mem::take(&mut self.words).into_iter().partition(|word| word.starts_with("--"));
        self.words = flags;
        names
    }

    pub fn finish(self) -> Result<()> {
        match self.words.first() {
            None => Ok(()),
            Some(word) => bail!("{word:?} is not understood here; `cargo xtask help` lists what is"),
        }
    }
}
