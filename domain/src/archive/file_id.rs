//! A file's name: the SHA-256 of its bytes, in lower-case hexadecimal digits and in no other spelling.

use crate::ids::BadId;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const DIGITS: usize = 64;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileId([u8; 32]);

impl FileId {
    /// The name of what has these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::journal::to_hex(&self.0))
    }
}

crate::stored::stored_as_text!(FileId);

impl FromStr for FileId {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(BadId),
        };
        if text.len() != DIGITS {
            return Err(BadId);
        }
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(hash))
    }
}

impl TryFrom<String> for FileId {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<FileId> for String {
    fn from(id: FileId) -> String {
        id.to_string()
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for FileId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FileId".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_one_name() {
        // FIPS 180-4: the hash of nothing.
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(FileId::of(b"").to_string(), empty);
        assert_eq!(empty.parse(), Ok(FileId::of(b"")));
        for wrong in [&empty[1..], "", &empty.to_uppercase(), &format!("{empty}0"), &empty.replace('e', "g")] {
            assert_eq!(wrong.parse::<FileId>(), Err(BadId), "{wrong}");
        }
        assert_eq!("邻".repeat(21).parse::<FileId>(), Err(BadId), "63 bytes");
        assert_eq!(format!("{}a", "邻".repeat(21)).parse::<FileId>(), Err(BadId), "64 bytes, no digits");
    }
}
