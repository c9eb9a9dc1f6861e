//! Every number from law or practice says where it comes from and whether that was verified.
//!
//! Invariant: a rule is an object with `value`, `unit`, `source` and `verified`, whatever pack it stands in.

use super::SourceFile;
use serde_json::Value;

pub fn check_rules(files: &[SourceFile], complaints: &mut Vec<String>) {
    for file in files.iter().filter(|file| file.path.starts_with("domain/rules/") && file.ends_with(&["json"])) {
        let parsed = file.text.as_deref().map(serde_json::from_str::<Value>);
        match parsed {
            Some(Ok(pack)) => walk(&pack, &file.path, complaints),
            _ => complaints.push(format!("{}: not JSON", file.path)),
        }
    }
}

fn walk(value: &Value, place: &str, complaints: &mut Vec<String>) {
    match value {
        Value::Object(fields) if fields.contains_key("value") => {
            if fields.get("source").and_then(Value::as_str).is_none_or(str::is_empty) {
                complaints.push(format!("{place}: no \"source\""));
            }
            if fields.get("verified").and_then(Value::as_bool).is_none() {
                complaints.push(format!("{place}: \"verified\" must be true or false"));
            }
            if fields["value"].is_number() && fields.get("unit").and_then(Value::as_str).is_none_or(str::is_empty) {
                complaints.push(format!("{place}: a number without its \"unit\""));
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                walk(field, &format!("{place}: {name}"), complaints);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                walk(item, &format!("{place}[{at}]"), complaints);
            }
        }
        Value::Number(_) => {
            complaints.push(format!("{place}: a bare number; make it an object with value, unit, source and verified"));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        let file = SourceFile { path: "domain/rules/a.json".into(), bytes: 0, text: Some(text.into()) };
        let mut complaints = Vec::new();
        check_rules(&[file], &mut complaints);
        complaints.len()
    }

    #[test]
    fn a_number_needs_source_unit_and_verified() {
        assert_eq!(count(r#"{"rules":{"a":{"value":1,"unit":"days","source":"s","verified":false}}}"#), 0);
        assert_eq!(count(r#"{"rules":{"a":{"value":1}}}"#), 3);
        assert_eq!(count(r#"{"rules":{"a":5}}"#), 1);
    }
}
