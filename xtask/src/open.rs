//! `cargo xtask open`: opens a community on a running server, with its place in the tree and the first person who keeps
//! its roster, or names the first head of a region's office. The content of the file decides which of the two.
//!
//! Invariant: the operator's key comes from the environment or from a demonstration's own secrets, never from the
//! command line, where others could read it.

use crate::arguments::Arguments;
use crate::secrets::{self, Mode, OPERATOR_KEY};
use crate::workerd::http_agent;
use crate::{root, serve};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::time::Duration;

const OPEN_WITHIN: Duration = Duration::from_secs(30);

/// The required content of the file; shown when it cannot be read.
const EXAMPLE: &str = r#"{
  "code": "511402001003", "name": "某某社区", "kind": "community",
  "path": [
    { "code": "51", "name": "四川省", "kind": "province" }, { "code": "5114", "name": "眉山市", "kind": "city" },
    { "code": "511402", "name": "东坡区", "kind": "county" }, { "code": "511402001", "name": "某某街道", "kind": "street" }
  ],
  "first": { "name": "姓名", "phone": "13900000000" },
  "basis": "街道办事处关于开通的通知"
}"#;

/// The same for a region's office; a community must have been opened in the region.
const OFFICE_EXAMPLE: &str = r#"{
  "region": "511402001", "first": { "name": "姓名", "phone": "13900000000" },
  "until": "2029-12-31", "basis": "任职文件的文号"
}"#;

/// Where a file of this content is sent, the field that names the opened object, and the address of its page.
fn way(opening: &Value) -> (&'static str, &'static str, fn(&str) -> String) {
    match opening.get("region") {
        Some(_) => ("/api/operator/offices", "region", |code| format!("/regions/{code}/sign-in")),
        None => ("/api/operator/communities", "code", |code| format!("/c/{code}")),
    }
}

pub fn open_command(mut arguments: Arguments) -> Result<()> {
    let address = arguments.value("--address")?.unwrap_or_else(|| "http://127.0.0.1:8787".to_owned());
    let file = arguments.value("--file")?;
    let data = serve::data_folder(&mut arguments)?;
    arguments.finish()?;
    let Some(file) = file else {
        bail!("--file names a JSON file such as\n{EXAMPLE}\nor, for a region's office,\n{OFFICE_EXAMPLE}")
    };
    let text = std::fs::read_to_string(&file).with_context(|| format!("reading {file}"))?;
    let mut opening: Value =
        serde_json::from_str(&text).with_context(|| format!("{file} is no JSON; it looks like\n{EXAMPLE}"))?;
    let key = match std::env::var(OPERATOR_KEY) {
        Ok(key) if !key.is_empty() => key,
        _ if data.join("secrets.json").is_file() => {
            secrets::load_secrets(Mode::Demonstration, &data)?.remove(OPERATOR_KEY).unwrap_or_default()
        }
        _ => bail!("{OPERATOR_KEY} is not set, and {} is no demonstration's folder", root::show_path(&data)),
    };
    let Some(fields) = opening.as_object_mut() else { bail!("{file} holds no object; it looks like\n{EXAMPLE}") };
    fields.insert("operator_key".to_owned(), Value::String(key));
    let (path, named, page) = way(&opening);
    let request = http_agent(OPEN_WITHIN).post(format!("{address}{path}")).header("origin", &address);
    let mut reply = request
        .content_type("application/json")
        .send(opening.to_string())
        .with_context(|| format!("no answer from {address}"))?;
    let answer = reply.body_mut().read_to_string()?;
    if !reply.status().is_success() {
        bail!("the server refuses ({}): {answer}", reply.status());
    }
    let code = opening.get(named).and_then(Value::as_str).unwrap_or_default();
    println!("opened {code}: {address}{}\nThe first person signs in there by phone.", page(code));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_says_what_opens() {
        for (text, path, page) in [
            (EXAMPLE, "/api/operator/communities", "/c/7"),
            (OFFICE_EXAMPLE, "/api/operator/offices", "/regions/7/sign-in"),
        ] {
            let (found, named, shown) = way(&serde_json::from_str(text).unwrap());
            assert_eq!((found, shown("7").as_str()), (path, page), "by {named}");
        }
    }
}
