//! Every form of a body (`BodyForm` in the app) names fields that the body has, gives what nobody can type, and has a label
//! for each field that it asks for.
//!
//! Invariant: the fields come from the contract. A form is read from its beginning to its `open` or to the next form.

use super::locales::Messages;
use super::{SourceFile, locales};
use anyhow::Result;
use serde_json::Value;
use std::collections::BTreeMap;

const BEGIN: &str = "BodyForm::<";
/// Calls whose first argument is a field.
const NAMING: [&str; 8] = ["fixed", "without", "starts", "starts_at", "choices", "hint", "when", "drawn"];
/// Of these, the calls after which nobody is asked with the usual label.
const NOT_ASKED: [&str; 3] = ["fixed", "without", "drawn"];

/// The endpoint's name, `members/fill-seat`, and of each field of its body whether the form must give its value or choices.
type Body = (String, BTreeMap<String, bool>);

pub fn check_forms(files: &[SourceFile], bodies: &Value, complaints: &mut Vec<String>) -> Result<()> {
    let bodies: BTreeMap<String, Body> = serde_json::from_value(bodies.clone())?;
    // The check of the locales already complains about unreadable files, and about what one language lacks.
    let languages = locales::read_locales(files, &mut Vec::new());
    let Some(texts) = languages.values().next() else { return Ok(()) };
    for file in files.iter().filter(|file| file.path.starts_with("app/src/") && file.ends_with(&["rs"])) {
        let text = file.text.as_deref().unwrap_or_default();
        for form in text.split(BEGIN).skip(1) {
            let Some((endpoint, calls)) = form.split_once(">::new(") else { continue };
            let calls = calls.split(".open(").next().unwrap_or_default();
            let place = format!("{}: the form of {endpoint}", file.path);
            match bodies.get(endpoint) {
                Some(body) => check_form(&place, body, calls, texts, complaints),
                None => complaints.push(format!("{place}: no such command")),
            }
        }
    }
    Ok(())
}

fn check_form(place: &str, (endpoint, fields): &Body, calls: &str, texts: &Messages, complaints: &mut Vec<String>) {
    let named = named_fields(calls);
    for (_, name) in named.iter().filter(|(_, name)| !fields.contains_key(*name)) {
        complaints.push(format!("{place}: the body has no field {name}"));
    }
    for (name, must_be_given) in fields {
        let is_given = calls.contains(&format!("\"{name}\""));
        if *must_be_given && !is_given {
            complaints.push(format!("{place}: nobody can type {name}; give its value or its choices"));
        }
        let is_asked = !named.iter().any(|(call, other)| other == name && NOT_ASKED.contains(call));
        if is_asked && !(*must_be_given && is_given) && !has_label(texts, endpoint, name) {
            complaints.push(format!("{place}: {name} has no label"));
        }
    }
}

/// The calls that name a field, with the field.
fn named_fields(calls: &str) -> Vec<(&'static str, &str)> {
    let of = |call: &'static str| {
        let begin = format!(".{call}(");
        let arguments: Vec<&str> = calls.split(&begin).skip(1).collect();
        arguments
            .into_iter()
            .filter_map(move |rest| Some((call, rest.trim_start().strip_prefix('"')?.split('"').next()?)))
    };
    NAMING.into_iter().flat_map(of).collect()
}

/// As `label_of` in `app/src/ui/body_form.rs` looks for it.
fn has_label(texts: &Messages, endpoint: &str, name: &str) -> bool {
    let feature = endpoint.split('/').next().unwrap_or_default();
    let keys = [format!("field.{endpoint}.{name}"), format!("field.{feature}.{name}"), format!("field.{name}")];
    keys.iter().any(|key| texts.contains_key(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn complaints_of(form: &str) -> Vec<String> {
        let file = |path: &str, text: &str| SourceFile { path: path.into(), bytes: 0, text: Some(text.into()) };
        let files = [
            file("app/src/a.rs", form),
            file("public/locales/en/a.json", r#"{"field.reason":"x","field.a/do.day":"x"}"#),
        ];
        let bodies = json!({ "Do": ["a/do", { "reason": false, "day": false, "to": true }] });
        let mut complaints = Vec::new();
        check_forms(&files, &bodies, &mut complaints).unwrap();
        complaints
    }

    #[test]
    fn a_form_gives_what_nobody_can_type() {
        let expected = ["app/src/a.rs: the form of Do: nobody can type to; give its value or its choices"];
        assert_eq!(complaints_of("BodyForm::<Do>::new(t(A)).open(&ask)")[..1], expected);
        assert_eq!(complaints_of(r#"BodyForm::<Do>::new(t(A)).fixed("to", to).open(&ask)"#), [""; 0]);
        assert_eq!(complaints_of(r#"who.field(BodyForm::<Do>::new(t(A)), "to").open(&ask)"#), [""; 0]);
    }

    #[test]
    fn a_field_that_the_body_lacks_and_a_field_without_a_label_are_told() {
        let wrong = r#"BodyForm::<Do>::new(t(A)).fixed("to", to).starts(
            "dya", day).open(&ask)"#;
        assert_eq!(complaints_of(wrong), ["app/src/a.rs: the form of Do: the body has no field dya"]);
        let other = "BodyForm::<Undo>::new(t(A)).open(&ask)";
        assert_eq!(complaints_of(other), ["app/src/a.rs: the form of Undo: no such command"]);
        let texts = Messages::new();
        assert!(!has_label(&texts, "a/do", "day"));
    }
}
