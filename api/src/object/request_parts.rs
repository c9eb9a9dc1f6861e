//! The parts of a request before they are types: path values, query and body.

use domain::contract::{EndpointId, Problem, RequestError};
use serde::de::DeserializeOwned;

/// The parts of a request that are parsed into types.
pub struct RequestParts<'a> {
    pub id: EndpointId,
    pub names: Vec<&'static str>,
    pub values: Vec<&'a str>,
    pub query: &'a str,
    pub body: &'a [u8],
}

/// Reads a body as declared, or says which field breaks which rule.
pub fn read_body<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    // Serde would accept an array for an object; the contract does not.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        return Err(RequestError::malformed("body", "a JSON object"));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let body = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let rule = error.inner().to_string();
        // "missing field `phone` at line 1 column 2": the path ends one level above, and the message names the field.
        let is_named =
            ["missing field", "unknown field", "duplicate field"].iter().any(|words| rule.starts_with(words));
        let named = rule.split('`').nth(1).filter(|_| is_named);
        let path = error.path().to_string();
        let field = match named {
            None => path,
            Some(named) if matches!(path.as_str(), "." | "?") => named.to_owned(),
            // Within a part of the body, the part is named as well.
            Some(named) if path == named || path.ends_with(&format!(".{named}")) => path,
            Some(named) => format!("{path}.{named}"),
        };
        let words = rule.split(" at line ").next().unwrap_or_default();
        // "." is the whole body, "?" a body that ends too early.
        RequestError::malformed(if matches!(field.as_str(), "." | "?") { "body" } else { &field }, words)
    })?;
    reader.end().map_err(|_| RequestError::malformed("body", "one JSON value"))?;
    Ok(body)
}
