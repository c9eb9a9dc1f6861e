//! Every endpoint over HTTP as its declaration says, with the request of the matrix that is allowed.
//!
//! Each endpoint gets one request that succeeds and the variations that must not: without a key, with a key that is none,
//! with a field or a parameter that nobody declared, with no JSON, from another origin, with an id of nobody, the same key
//! with other content, and with each field of its body wrong in each way (`field_variations.rs`); the refusal names it. The successful answer is compared with its declared type; the same command again brings the same
//! bytes; a page that has a tag is not sent twice. Who may ask at all is tested by the matrix.

use crate::field_variations::{WrongField, body_fields, wrong_fields};
use crate::http::HttpApi;
use crate::server::{Server, fresh_server};
use domain::access::Capability as C;
use domain::contract::*;
use std::io::Write;
use tests::scenes::client::{Call, HttpAnswer, new_key};
use tests::scenes::matrix::callers::{Caller, matrix_callers};
use tests::scenes::matrix::prepared::{Cell, Prepared};
use tests::scenes::matrix::{endpoints_in_order, first_allowed};
use tests::scenes::people::DIRECTOR;

/// An id as the store makes them, of nothing.
const OF_NOTHING: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

/// The demonstration has no state in which these succeed over HTTP for a caller of the matrix, or needs minutes for it; the
/// host tests that they do.
const REFUSED_HERE: [EndpointId; 7] = [
    EndpointId::TakeBackClosing,
    EndpointId::LinkMeeting,
    EndpointId::DeliverDraft,
    EndpointId::CloseStep,
    EndpointId::GiveOpinion,
    EndpointId::NameProxy,
    EndpointId::WithdrawProxy,
];

/// The request of the first caller who may. The guest is the first of all: for guests a public page may be kept.
fn allowed_cell(prepared: &Prepared<'_, HttpApi>, server: &Server, callers: &[Caller], id: EndpointId) -> Cell {
    // The callers need their accounts for what follows.
    let closes = id == EndpointId::CloseAccount;
    let leaves: Vec<Caller> = closes.then(|| Caller::new("a resident", server.resident(), true)).into_iter().collect();
    first_allowed(prepared, leaves.iter().chain(callers), id).unwrap_or_else(|| panic!("{id:?}: nobody may"))
}

/// The same command with a key of its own.
fn renewed(call: &Call, spec: &Spec) -> Call {
    if spec.kind == EndpointKind::Command {
        call.clone().with(KEY_HEADER, &new_key().to_string())
    } else {
        call.clone()
    }
}

/// A parameter in the query that nobody declared.
fn with_parameter(call: &Call) -> Call {
    let joint = if call.url.contains('?') { '&' } else { '?' };
    Call { url: format!("{}{joint}unheard_of=1", call.url), ..call.clone() }
}

/// The JSON body with one more field.
fn with_field(call: &Call) -> Call {
    let body = call.body.as_deref().expect("a command has a body");
    let mut json: serde_json::Value = serde_json::from_slice(body).expect("a body is JSON");
    json["unheard_of"] = 1.into();
    Call { body: Some(json.to_string().into_bytes()), ..call.clone() }
}

/// The same request about nothing, for each id in the path but the object's own code.
fn about_nothing(call: &Call, spec: &Spec) -> Vec<Variation> {
    let (path, query) = call.url.split_at(call.url.find('?').unwrap_or(call.url.len()));
    let values = spec.matches(path).expect("a path of this endpoint");
    let replaced = |at: usize| {
        let mut values = values.clone();
        let of_file = spec.param_names()[at] == "file";
        let nothing = if of_file { "0".repeat(64) } else { OF_NOTHING.to_owned() };
        values[at] = &nothing;
        let call = Call { url: spec.path_of(&values) + query, ..call.clone() };
        let limited = OF_LIMITED_REACH.contains(&spec.capability);
        let expected = if limited { (403, "request/not-allowed") } else { ABSENT };
        Variation::new(&format!("no such {}", spec.param_names()[at]), call, expected)
    };
    (1..values.len()).map(replaced).collect()
}

/// A request that must be refused, and the answer.
struct Variation {
    what: String,
    call: Call,
    expected: (u16, &'static str),
    /// The field that the refusal must name.
    field: Option<String>,
}

impl Variation {
    fn new(what: &str, call: Call, expected: (u16, &'static str)) -> Self {
        Self { what: what.to_owned(), call, expected, field: None }
    }

    /// What is wrong with the answer.
    fn wrong(&self, answer: &HttpAnswer) -> Option<String> {
        let (status, code) = answer.refusal();
        if self.expected != (status, code.as_str()) {
            return Some(format!("{}: {status} {code} instead of {:?}", self.what, self.expected));
        }
        let named = answer.problem().field;
        let wrong = self.field.is_some() && self.field != named;
        wrong.then(|| format!("{}: names {named:?} instead of {:?}", self.what, self.field))
    }
}

const MALFORMED: (u16, &str) = (400, "request/malformed");
const ABSENT: (u16, &str) = (404, "request/not-found");
/// Rights that reach as far as a team, a grid or oneself: who has no more is not told whether there is something else.
const OF_LIMITED_REACH: [C; 9] = [
    C::ManageActivity,
    C::SeeAttendance,
    C::ConfirmService,
    C::SeeHours,
    C::Assist,
    C::RevealPhone,
    C::PrintSlip,
    C::EncloseFiles,
    C::SeeFile,
];

fn variations(call: &Call, spec: &Spec) -> Vec<Variation> {
    let fresh = || renewed(call, spec);
    let mut tried = vec![Variation::new("an unknown parameter", with_parameter(&fresh()), MALFORMED)];
    if spec.kind == EndpointKind::Command {
        tried.push(Variation::new("no key", call.clone().without(KEY_HEADER), MALFORMED));
        tried.push(Variation::new("a key that is none", call.clone().with(KEY_HEADER, "once"), MALFORMED));
    }
    if spec.method == HttpMethod::Post {
        let elsewhere = fresh().with("origin", "https://evil.example");
        tried.push(Variation::new("another origin", elsewhere, (403, "request/cross-origin")));
        let old = fresh().with(CONTRACT_HEADER, "0");
        tried.push(Variation::new("an old app", old, (409, "request/stale-app")));
        let form = fresh().with("content-type", "application/x-www-form-urlencoded");
        let is_file = spec.carries == Carries::FileIn;
        let no_such_kind = if is_file { "archive/not-what-it-says" } else { "request/not-json" };
        tried.push(Variation::new("a form", form, (415, no_such_kind)));
        if !is_file {
            tried.push(Variation::new("an unknown field", with_field(&fresh()), MALFORMED));
            let cut = Call { body: Some(b"{".to_vec()), ..fresh() };
            tried.push(Variation::new("no JSON", cut, MALFORMED));
        }
    }
    tried.extend(about_nothing(&fresh(), spec));
    tried
}

/// The same request with one field of its body wrong, for each field and each way.
fn of_fields(call: &Call, spec: &Spec, fields: &[Field]) -> Vec<Variation> {
    if spec.method == HttpMethod::Get || spec.carries == Carries::FileIn {
        return vec![];
    }
    let body = call.body.as_deref().expect("a command has a body");
    let body = serde_json::from_slice(body).expect("a body is JSON");
    let of = |wrong: WrongField| {
        let call = Call { body: Some(wrong.body.to_string().into_bytes()), ..renewed(call, spec) };
        Variation { field: Some(wrong.path), ..Variation::new(&wrong.what, call, MALFORMED) }
    };
    wrong_fields(&body, fields).into_iter().map(of).collect()
}

/// What is wrong with the successful answer.
fn wrong_success(server: &Server, cell: &Cell, spec: &Spec) -> Option<String> {
    let answer = server.send(&cell.call);
    if answer.status != 200 {
        return Some(format!("{}: {}", answer.status, answer.text()));
    }
    if spec.carries == Carries::FileOut {
        return (answer.header("content-type") == "application/json").then(|| "sends no file".to_owned());
    }
    (cell.read)(&answer);
    let shown = spec.capability == C::SeePublic && spec.place != Responder::Gate;
    let public = shown && cell.call.is_of_guest();
    let cache = if public { "public, no-cache" } else { "private, no-store" };
    if (answer.header("cache-control"), answer.header("x-content-type-options")) != (cache, "nosniff") {
        return Some(format!("headers {:?}", answer.headers));
    }
    match spec.kind {
        EndpointKind::Command => wrong_repetition(server, cell, spec, &answer),
        EndpointKind::Read => wrong_tag(server, cell, &answer),
        EndpointKind::Unkeyed | EndpointKind::Anonymous => None,
    }
}

/// The same key brings the same bytes, and no other content.
fn wrong_repetition(server: &Server, cell: &Cell, spec: &Spec, first: &HttpAnswer) -> Option<String> {
    let again = server.send(&cell.call);
    if (again.status, &again.body) != (first.status, &first.body) {
        return Some(format!("the same key brings {} {} after {}", again.status, again.text(), first.text()));
    }
    if spec.carries == Carries::FileIn {
        return None;
    }
    let mut other = cell.call.clone();
    other.body.as_mut().expect("a command has a body").push(b' ');
    let refused = server.send(&other).refusal();
    (refused != (409, "request/key-reused".to_owned())).then(|| format!("the key with other content: {refused:?}"))
}

/// A page with a tag is not sent again. A tag is valid for at most a half-hour of the clock: when one has just ended, the
/// next one has not.
fn wrong_tag(server: &Server, cell: &Cell, first: &HttpAnswer) -> Option<String> {
    let asked = |answer: &HttpAnswer| server.send(&cell.call.clone().with("if-none-match", answer.header("etag")));
    if first.header("etag").is_empty() {
        return None;
    }
    let again = asked(first);
    let again = if again.status == 200 { asked(&again) } else { again };
    let unchanged = (again.status, again.body.len(), again.header("etag").is_empty()) == (304, 0, false);
    (!unchanged).then(|| format!("{} with its own tag", again.status))
}

#[test]
fn every_endpoint_is_as_declared() {
    let server = fresh_server();
    let mut callers = matrix_callers(&server);
    // Who chairs the prepared meetings is none of them.
    callers.push(Caller::new("the chair", server.person(DIRECTOR), true));
    let prepared = Prepared::new(&server);
    let fields = body_fields();
    let (mut sent, mut wrong) = (0, vec![]);
    for (id, spec) in endpoints_in_order() {
        let cell = allowed_cell(&prepared, &server, &callers, id);
        let of_fields = of_fields(&cell.call, spec, fields[spec.name]);
        for tried in variations(&cell.call, spec).into_iter().chain(of_fields) {
            let found = tried.wrong(&server.send(&tried.call));
            wrong.extend(found.map(|what| format!("{id:?} with {what}")));
            sent += 1;
        }
        let found = if REFUSED_HERE.contains(&id) {
            server.send(&cell.call).declared_problem(spec);
            None
        } else {
            wrong_success(&server, &cell, spec)
        };
        wrong.extend(found.map(|what| format!("{id:?}: {what}")));
        sent += 1;
    }
    assert!(wrong.is_empty(), "{} of {sent}:\n{}", wrong.len(), wrong.join("\n"));
    let _ = writeln!(std::io::stderr(), "conformance: {} endpoints, {sent} requests", ENDPOINTS.len());
}
