//! Prints the declarations of the contract, as JSON, for the commands that check against it.
//!
//! Invariant: nothing is listed here by hand; it all comes from `domain::contract`.

use domain::contract::{ENDPOINTS, EndpointKind, openapi, refusal_codes};
use serde_json::json;
use std::collections::BTreeMap;

fn main() {
    let params: BTreeMap<&str, &[&str]> =
        ENDPOINTS.iter().flat_map(|(_, spec)| spec.refusals).map(|refusal| (refusal.code, refusal.params)).collect();
    let refusals: BTreeMap<&str, Option<&&[&str]>> =
        refusal_codes().into_iter().map(|code| (code, params.get(code))).collect();
    let commands = ENDPOINTS.iter().filter(|(_, spec)| spec.kind == EndpointKind::Command).map(|(_, spec)| spec.name);
    let commands: Vec<&str> = commands.collect();
    let openapi = openapi::build_document();
    println!("{}", json!({ "refusals": refusals, "commands": commands, "openapi": openapi }));
}
