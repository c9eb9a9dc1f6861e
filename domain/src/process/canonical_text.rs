//! A text that a hash covers: a title, then one `name=value` a line in a fixed order, so that anybody can make it again.
//!
//! Invariant: no value adds a line.

use crate::journal::to_hex;
use core::fmt::{Display, Write};
use sha2::{Digest, Sha256};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CanonicalText(String);

impl CanonicalText {
    /// `kind` and version of the form: `linli-dossier=1`.
    pub fn new(kind: &str) -> Self {
        Self(format!("{kind}\n"))
    }

    /// Adds a line. Line breaks in the value are replaced by spaces.
    pub fn line(&mut self, name: &str, value: &dyn Display) {
        let _ = writeln!(self.0, "{name}={}", format_args!("{value}").to_string().replace(['\n', '\r'], " "));
    }

    pub fn into_text(self) -> String {
        self.0
    }

    /// SHA-256 in hexadecimal digits.
    pub fn hash(&self) -> String {
        to_hex(&Sha256::digest(self.0.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_adds_no_line() {
        let mut text = CanonicalText::new("linli-example=1");
        text.line("title", &"清理\nverdict=passed\r");
        text.line("count", &3);
        assert_eq!(text.clone().into_text(), "linli-example=1\ntitle=清理 verdict=passed \ncount=3\n");
        assert_eq!(text.hash().len(), 64);
    }
}
