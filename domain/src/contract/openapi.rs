//! The OpenAPI 3.1 document, generated from the declarations, so that nothing is written twice.

use super::{
    CONTRACT, CONTRACT_HEADER, Carries, Endpoint, EndpointKind, KEY_HEADER, ON_BEHALF_HEADER, OfflineCopy, Problem,
    Query, RequestError, Responder, SENT_AT_HEADER, Visitor, visit_all,
};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The whole document.
pub fn build_document() -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    settings.meta_schema = None;
    let mut writer = Writer { generator: settings.into_generator(), paths: BTreeMap::new() };
    let problem = writer.generator.subschema_for::<Problem>();
    visit_all(&mut writer);
    let schemas = writer.generator.take_definitions(true);
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Linli (邻里)",
            "version": CONTRACT.to_string(),
            "description": "The API of a community's self-governance. Times are UTC milliseconds, service is whole minutes, \
                            identifiers are ULIDs made by the caller of a command. Every answer that is not a success is a \
                            problem with a stable code; the codes of each endpoint are listed with it.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" }
        },
        "servers": [{ "url": "/" }],
        "paths": writer.paths,
        "components": {
            "schemas": schemas,
            "parameters": headers(),
            "responses": { "Problem": {
                "description": "A refusal, an absence or a fault; `code` says which.",
                "content": { "application/problem+json": { "schema": problem } }
            } },
            "securitySchemes": { "session": { "type": "apiKey", "in": "cookie", "name": "linli" } }
        }
    });
    bound(&mut document);
    document
}

/// Adds minimum and maximum to every integer, because few tools understand the format alone. Lengths in the API's
/// memory have 32 bits.
fn bound(part: &mut Value) {
    match part {
        Value::Array(parts) => parts.iter_mut().for_each(bound),
        Value::Object(parts) => {
            let ends = match parts.get("format").and_then(Value::as_str) {
                Some("uint16") => Some((json!(0), json!(u16::MAX))),
                Some("uint32" | "uint") => Some((json!(0), json!(u32::MAX))),
                Some("uint64") => Some((json!(0), json!(u64::MAX))),
                Some("int64") => Some((json!(i64::MIN), json!(i64::MAX))),
                _ => None,
            };
            if let Some((least, most)) = ends {
                parts.entry("minimum").or_insert(least);
                parts.entry("maximum").or_insert(most);
            }
            parts.values_mut().for_each(bound);
        }
        _ => {}
    }
}

/// The headers, described once for all endpoints that use them.
fn headers() -> Value {
    let header = |name: &str, required: bool, description: &str, schema: Value| json!({ "name": name, "in": "header", "required": required, "description": description, "schema": schema });
    let ulid = json!({ "type": "string", "pattern": "^[0-7][0-9A-HJKMNP-TV-Z]{25}$" });
    let key = "A ULID made before the first try; the same key brings the same answer.";
    let sent_at =
        "The caller's clock when this try was sent, in UTC milliseconds. Without it the clock counts as right.";
    let on_behalf = "The open assistance in which a worker does this in the resident's name.";
    let contract = "The contract that the caller was built with.";
    json!({
        KEY_HEADER: header(KEY_HEADER, true, key, ulid.clone()),
        SENT_AT_HEADER: header(SENT_AT_HEADER, false, sent_at, json!({ "type": "integer", "format": "int64" })),
        ON_BEHALF_HEADER: header(ON_BEHALF_HEADER, false, on_behalf, ulid),
        CONTRACT_HEADER: header(CONTRACT_HEADER, false, contract, json!({ "type": "integer", "minimum": 1 })),
    })
}

struct Writer {
    generator: SchemaGenerator,
    paths: BTreeMap<&'static str, Map<String, Value>>,
}

impl Visitor for Writer {
    fn visit<E: Endpoint>(&mut self) {
        let spec = E::SPEC;
        let mut operation = json!({
            "operationId": spec.name,
            "tags": [spec.feature()],
            "x-capability": spec.capability.as_str(),
            "parameters": self.parameters::<E>(),
            "responses": self.responses::<E>(),
            "x-refusals": spec.refusals.iter().map(|refusal| refusal.code).collect::<BTreeSet<_>>(),
        });
        if spec.dangerous {
            operation["x-step-up"] = json!(true);
        }
        if spec.offline == OfflineCopy::Never {
            operation["x-never-stored"] = json!(true);
        }
        if spec.kind != EndpointKind::Read {
            let content = match spec.carries {
                Carries::FileIn => file(),
                _ => json!({ "application/json": { "schema": self.generator.subschema_for::<E::Body>() } }),
            };
            operation["requestBody"] = json!({ "required": true, "content": content });
        }
        if spec.place == Responder::Community {
            operation["security"] = json!([{}, { "session": [] }]);
        }
        let method = spec.method.as_str().to_lowercase();
        self.paths.entry(spec.path).or_default().insert(method, operation);
    }
}

/// A file's bytes under the content type of its kind.
fn file() -> Value {
    let kinds = crate::archive::FileKind::ALL.iter();
    kinds.map(|kind| (kind.content_type(), json!({ "schema": { "type": "string", "format": "binary" } }))).collect()
}

impl Writer {
    fn parameters<E: Endpoint>(&mut self) -> Vec<Value> {
        let spec = E::SPEC;
        let path = spec.param_names().into_iter().map(|name| {
            let pattern = match name {
                "community" => "^[0-9]{12}$",
                "file" => "^[0-9a-f]{64}$",
                "region" => "^(0|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9})$",
                _ => "^[0-7][0-9A-HJKMNP-TV-Z]{25}$",
            };
            json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string", "pattern": pattern } })
        });
        let schemas = E::Query::schemas(&mut self.generator);
        let query = <E::Query as Query>::NAMES
            .iter()
            .zip(schemas)
            .map(|((name, _), schema)| json!({ "name": name, "in": "query", "required": false, "schema": schema }));
        let header = |name: &str| json!({ "$ref": format!("#/components/parameters/{name}") });
        let key = (spec.kind == EndpointKind::Command).then(|| header(KEY_HEADER));
        let sent_at = (spec.kind == EndpointKind::Command).then(|| header(SENT_AT_HEADER));
        let on_behalf = spec.assisted.then(|| header(ON_BEHALF_HEADER));
        let contract = (spec.kind != EndpointKind::Read).then(|| header(CONTRACT_HEADER));
        path.chain(query).chain(key).chain(sent_at).chain(on_behalf).chain(contract).collect()
    }

    fn responses<E: Endpoint>(&mut self) -> Map<String, Value> {
        let content = match E::SPEC.carries {
            Carries::FileOut => file(),
            _ => json!({ "application/json": { "schema": self.generator.subschema_for::<E::Reply>() } }),
        };
        let mut responses = Map::new();
        responses.insert("200".to_owned(), json!({ "description": "Done.", "content": content }));
        if E::SPEC.kind == EndpointKind::Read {
            responses.insert("304".to_owned(), json!({ "description": "Not changed since the given ETag." }));
        }
        for refusal in RequestError::ALL.iter().chain(E::SPEC.lacks()).chain(E::SPEC.refusals) {
            responses.insert(refusal.status.to_string(), json!({ "$ref": "#/components/responses/Problem" }));
        }
        responses.insert("500".to_owned(), json!({ "$ref": "#/components/responses/Problem" }));
        responses
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_endpoint_stands_in_the_document() {
        let document = build_document();
        for (_, spec) in super::super::ENDPOINTS {
            let operation = &document["paths"][spec.path][spec.method.as_str().to_lowercase()];
            assert_eq!(operation["operationId"], spec.name);
        }
        assert!(document["components"]["schemas"]["Problem"].is_object(), "problem is described");
        let parameters = &document["paths"]["/api/communities/{community}/notices"]["get"]["parameters"];
        let query: Vec<_> = parameters.as_array().unwrap().iter().filter(|one| one["in"] == "query").collect();
        assert_eq!(query.iter().map(|one| &one["name"]).collect::<Vec<_>>(), ["before", "limit"]);
        for (parameter, most) in query.iter().zip([u64::MAX, u64::from(u32::MAX)]) {
            assert_eq!((&parameter["schema"]["minimum"], &parameter["schema"]["maximum"]), (&json!(0), &json!(most)));
        }
        let day = document["components"]["schemas"]["Day"]["pattern"].as_str().unwrap();
        assert!(day.starts_with("^(19|20|21)"), "the years are told: {day}");
        let files = &document["paths"]["/api/communities/{community}/files"]["post"]["requestBody"]["content"];
        assert_eq!(files["image/webp"]["schema"]["format"], "binary");
        assert!(files["application/json"].is_null(), "what the gate tells the community is no matter of the caller's");
    }
}
