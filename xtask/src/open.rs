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
    if let Some(wrong) = secrets::find_complaint(OPERATOR_KEY, &key) {
        bail!(wrong);
    }
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
        bail!("nothing was opened. {}", explain_refusal(&answer, find_text));
    }
    let code = opening.get(named).and_then(Value::as_str).unwrap_or_default();
    let said = if has_changed(&answer) { "opened" } else { "already open, nothing changed:" };
    println!("{said} {code}: {address}{}\nThe first person signs in there by phone.", page(code));
    Ok(())
}

/// Whether the request wrote anything. A server before this field does not say.
fn has_changed(answer: &str) -> bool {
    let answer: Value = serde_json::from_str(answer).unwrap_or_default();
    answer["changed"].as_bool().unwrap_or(true)
}

/// The app's own words for a refusal; the answer itself if it has none.
fn explain_refusal(answer: &str, text_of: impl Fn(&str) -> Option<String>) -> String {
    let problem: Value = serde_json::from_str(answer).unwrap_or_default();
    let Some(mut said) = problem["code"].as_str().and_then(text_of) else {
        return format!("The server answers: {answer}");
    };
    let field = problem.as_object().and_then(|problem| problem.get_key_value("field"));
    for (name, value) in problem["params"].as_object().into_iter().flatten().chain(field) {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        said = said.replace(&format!("{{{name}}}"), &value);
    }
    said
}

/// The text of a refusal in the English texts of the app.
fn find_text(code: &str) -> Option<String> {
    ["refusals.json", "pages/officers.json"].iter().find_map(|file| {
        let text = std::fs::read(root::root_path(&format!("public/locales/en/{file}"))).ok()?;
        let texts: Value = serde_json::from_slice(&text).ok()?;
        texts[format!("refusal.{code}")].as_str().map(str::to_owned)
    })
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

    #[test]
    fn a_refusal_is_told_in_the_words_of_the_app() {
        for code in ["communities/operator-key-wrong", "regions/operator-key-wrong"] {
            let said = explain_refusal(&format!(r#"{{"code":"{code}","status":403}}"#), find_text);
            assert!(said.starts_with("The operator's key is wrong.") && !said.contains('{'), "{said}");
        }
        let malformed = r#"{"code":"request/malformed","field":"code","params":{"rule":"a code of twelve digits"}}"#;
        assert!(explain_refusal(malformed, find_text).starts_with("“code” does not fit (a code of twelve digits)"));
        let said = explain_refusal(r#"{"code":"regions/term-too-long","params":{"years_max":10}}"#, find_text);
        assert!(said.contains("at most 10 years"), "{said}");
        for odd in [r#"{"code":"request/nothing-known"}"#, "<html>"] {
            assert!(explain_refusal(odd, find_text).ends_with(odd), "{odd}");
        }
    }

    #[test]
    fn a_second_opening_says_that_nothing_changed() {
        for (answer, expect) in [
            (r#"{"code":"511402001003","changed":true}"#, true),
            (r#"{"region":"511402001","changed":false}"#, false),
            (r#"{"code":"511402001003"}"#, true),
        ] {
            assert_eq!(has_changed(answer), expect, "{answer}");
        }
    }
}
