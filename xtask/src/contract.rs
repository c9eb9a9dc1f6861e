//! Prints the declarations of the contract, as JSON, for the commands that check against it.
//!
//! Invariant: nothing is listed here by hand; it all comes from `domain::contract`.

use domain::contract::{
    Describe, ENDPOINTS, Endpoint, EndpointKind, FieldKind, HttpMethod, Visitor, openapi, refusal_codes, visit_all,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

fn main() {
    let params: BTreeMap<&str, &[&str]> =
        ENDPOINTS.iter().flat_map(|(_, spec)| spec.refusals).map(|refusal| (refusal.code, refusal.params)).collect();
    let refusals: BTreeMap<&str, Option<&&[&str]>> =
        refusal_codes().into_iter().map(|code| (code, params.get(code))).collect();
    let commands = ENDPOINTS.iter().filter(|(_, spec)| spec.kind == EndpointKind::Command).map(|(_, spec)| spec.name);
    let commands: Vec<&str> = commands.collect();
    let mut bodies = Bodies(Map::new());
    visit_all(&mut bodies);
    let openapi = openapi::build_document();
    println!("{}", json!({ "refusals": refusals, "commands": commands, "bodies": bodies.0, "openapi": openapi }));
}

/// The fields of each body, under the endpoint's type: whether a form must be given the field's value or choices, because
/// nobody can type it.
struct Bodies(Map<String, Value>);

impl Visitor for Bodies {
    fn visit<E: Endpoint>(&mut self) {
        if E::SPEC.method == HttpMethod::Get {
            return;
        }
        let cannot_be_typed = |kind| {
            matches!(
                kind,
                FieldKind::Id
                    | FieldKind::Word { key: "", .. }
                    | FieldKind::YesNo
                    | FieldKind::Record(_)
                    | FieldKind::List(_)
                    | FieldKind::Special
            )
        };
        let fields: Map<String, Value> = <E::Body as Describe>::FIELDS
            .iter()
            .map(|field| (field.name.to_owned(), json!(field.required && cannot_be_typed(field.kind))))
            .collect();
        let name = std::any::type_name::<E>().rsplit("::").next().unwrap_or_default();
        self.0.insert(name.to_owned(), json!([E::SPEC.name, fields]));
    }
}
