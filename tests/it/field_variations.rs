//! What a field of a body must not hold, made from the field's declaration: nothing where it is required, another type, a
//! value out of its bounds, a word of no set.

use domain::contract::{Describe, Endpoint, Field, FieldKind, Visitor, visit_all};
use domain::limits::BODY_BYTES_MAX;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The fields of every endpoint's body, by the endpoint's name.
pub fn body_fields() -> BTreeMap<&'static str, &'static [Field]> {
    struct Gather(BTreeMap<&'static str, &'static [Field]>);
    impl Visitor for Gather {
        fn visit<E: Endpoint>(&mut self) {
            self.0.insert(E::SPEC.name, <E::Body as Describe>::FIELDS);
        }
    }
    let mut gather = Gather(BTreeMap::new());
    visit_all(&mut gather);
    gather.0
}

/// A body with one wrong field, and the path that the refusal must name.
pub struct WrongField {
    pub what: String,
    pub body: Value,
    pub path: String,
}

/// Each field of this body, also of its parts, wrong in every way that its kind knows.
pub fn wrong_fields(body: &Value, fields: &[Field]) -> Vec<WrongField> {
    let mut found = vec![];
    vary_record(body, fields, "", &|changed| changed, &mut found);
    found
}

type Rebuild<'a> = &'a dyn Fn(Value) -> Value;

fn vary_record(record: &Value, fields: &[Field], above: &str, rebuild: Rebuild<'_>, found: &mut Vec<WrongField>) {
    let empty = Map::new();
    let present = record.as_object().unwrap_or(&empty);
    for field in fields {
        let path = if above.is_empty() { field.name.to_owned() } else { format!("{above}.{}", field.name) };
        let with = |value: Option<Value>| {
            let mut changed = present.clone();
            match value {
                Some(value) => drop(changed.insert(field.name.to_owned(), value)),
                None => drop(changed.remove(field.name)),
            }
            rebuild(Value::Object(changed))
        };
        if field.required {
            found.push(WrongField { what: format!("no {path}"), body: with(None), path: path.clone() });
        }
        for (what, value) in wrong_values(&field.kind) {
            found.push(WrongField { what: format!("{path} {what}"), body: with(Some(value)), path: path.clone() });
        }
        let Some(value) = present.get(field.name) else { continue };
        match (&field.kind, value) {
            (FieldKind::Record(inner), value) if value.is_object() => {
                vary_record(value, inner, &path, &|changed| with(Some(changed)), found);
            }
            (FieldKind::List(FieldKind::Record(inner)), Value::Array(items)) if !items.is_empty() => {
                let first = |changed: Value| {
                    let mut items = items.clone();
                    items[0] = changed;
                    with(Some(items.into()))
                };
                vary_record(&items[0], inner, &format!("{path}[0]"), &first, found);
            }
            _ => {}
        }
    }
}

fn wrong_values(kind: &FieldKind) -> Vec<(&'static str, Value)> {
    match *kind {
        FieldKind::Text { min, max, lines } => {
            let mut wrong = vec![
                ("a number", json!(1)),
                ("with an invisible character", json!(format!("{}\u{202E}", "字".repeat(min)))),
            ];
            if min > 0 {
                wrong.push(("too short", json!(format!("{} ", "字".repeat(min - 1)))));
            }
            if (max + 1) * 3 < BODY_BYTES_MAX / 2 {
                wrong.push(("too long", json!("字".repeat(max + 1))));
            }
            if !lines && max >= 3 {
                wrong.push(("in two lines", json!(format!("字\n{}", "字".repeat(min.max(1))))));
            }
            wrong
        }
        FieldKind::Whole { min, max } => {
            let mut wrong = vec![("below zero", json!(-1)), ("half", json!(0.5)), ("a text", json!("1"))];
            if max == u64::from(u32::MAX) {
                wrong.push(("too large", json!(max + 1)));
            } else if max < u64::from(u32::MAX) {
                wrong.push(("above its bound", json!(max + 1)));
            }
            if min > 0 {
                wrong.push(("below its bound", json!(min - 1)));
            }
            wrong
        }
        FieldKind::Word { .. } => vec![("a word of no set", json!("no-such-word")), ("a number", json!(0))],
        FieldKind::YesNo => vec![("a text", json!("yes"))],
        FieldKind::Moment => vec![("a text", json!("2026-11-30")), ("half", json!(0.5))],
        FieldKind::Day => vec![("no day", json!("2026-02-30")), ("a number", json!(20_260_101))],
        FieldKind::Phone => vec![("too short", json!("1380000000")), ("a number", json!(13_800_000_000_u64))],
        FieldKind::Id | FieldKind::Code => vec![("nothing of this form", json!("?")), ("a number", json!(1))],
        FieldKind::Record(_) => vec![("a number", json!(1))],
        FieldKind::List(_) => vec![("no list", json!({}))],
        FieldKind::Special => vec![("a list", json!([]))],
    }
}

#[test]
fn a_wrong_part_is_named_by_its_path() {
    const ROW: FieldKind = FieldKind::Record(&[Field { name: "day", kind: FieldKind::Day, required: true }]);
    const FIELDS: &[Field] = &[Field { name: "rows", kind: FieldKind::List(&ROW), required: false }];
    let found = wrong_fields(&json!({ "rows": [{ "day": "2026-01-01" }, 2] }), FIELDS);
    let named: Vec<&str> = found.iter().map(|one| one.path.as_str()).collect();
    assert_eq!(named, ["rows", "rows[0].day", "rows[0].day", "rows[0].day"]);
    assert_eq!(found[1].body, json!({ "rows": [{}, 2] }), "the field is missing");
    assert_eq!(found[2].body, json!({ "rows": [{ "day": "2026-02-30" }, 2] }));
}
