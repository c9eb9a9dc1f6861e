//! Calls over the contract: the same types as the app's, with access to the raw bytes.
//!
//! Invariant: every answer is checked against the contract: a reply is encoded exactly as its type says, and a problem
//! is one that the endpoint declared.

use crate::scenes::people::Person;
use crate::scenes::{Api, World};
use domain::contract::{Endpoint, EndpointKind, KEY_HEADER, Problem, Spec};
use domain::ids::{CommandKey, CommunityCode};
use domain::time::UtcMillis;
use serde_json::Value;
use std::sync::atomic::{AtomicU64, Ordering};
pub use ureq::{self, http};

/// The demonstration community.
pub const CODE: &str = "511402901001";

pub fn community_code() -> CommunityCode {
    CODE.parse().expect("a community's code")
}

/// A key that is unique in this process.
pub fn new_key() -> CommandKey {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    CommandKey::from_parts(UtcMillis(1_795_000_000_000), u128::from(NEXT.fetch_add(1, Ordering::Relaxed)))
}

/// A request before it is sent.
#[derive(Debug, Clone)]
pub struct Call {
    pub method: &'static str,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: Option<Vec<u8>>,
}

#[derive(Debug, Clone)]
pub struct HttpAnswer {
    pub status: u16,
    pub headers: http::HeaderMap,
    pub body: Vec<u8>,
}

impl Call {
    pub fn get(url: &str) -> Self {
        Self { method: "GET", url: url.to_owned(), headers: vec![], body: None }
    }

    pub fn post(url: &str, body: impl Into<Vec<u8>>) -> Self {
        let call = Self { method: "POST", url: url.to_owned(), headers: vec![], body: Some(body.into()) };
        call.with("content-type", "application/json")
    }

    /// Sets a header, replacing an existing one.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    /// An endpoint's request, as the app sends it; a command gets a new key.
    pub fn of<E: Endpoint>(who: &Person, params: &E::Params, query: &E::Query, body: &E::Body) -> Self {
        let url = E::url(params, query);
        let call = match E::SPEC.kind {
            EndpointKind::Read => Self::get(&url),
            _ => Self::post(&url, serde_json::to_vec(body).expect("a body is JSON")),
        };
        let call =
            if E::SPEC.kind == EndpointKind::Command { call.with(KEY_HEADER, &new_key().to_string()) } else { call };
        call.by(who)
    }

    pub fn is_of_guest(&self) -> bool {
        self.headers.iter().all(|(name, _)| name != "cookie")
    }

    pub fn by(self, who: &Person) -> Self {
        match &who.cookie {
            Some(cookie) => self.with("cookie", cookie),
            None => self,
        }
    }
}

impl HttpAnswer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// Names of the fields of the object at a JSON pointer, sorted alphabetically.
    pub fn fields(&self, pointer: &str) -> String {
        let json = self.json();
        let object = json.pointer(pointer).and_then(Value::as_object);
        let object = object.unwrap_or_else(|| panic!("no object at {pointer:?}: {json}"));
        let mut names: Vec<&str> = object.keys().map(String::as_str).collect();
        names.sort_unstable();
        names.join(" ")
    }

    pub fn problem(&self) -> Problem {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text());
        let problem: Problem = serde_json::from_slice(&self.body).expect("a problem");
        assert_eq!(problem.status, self.status);
        assert_eq!(problem.r#type, format!("/problems/{}", problem.code));
        problem
    }

    /// Status and code of a refusal, for one line of a table.
    pub fn refusal(&self) -> (u16, String) {
        (self.status, if self.status < 400 { self.text() } else { self.problem().code })
    }

    /// The reply or the problem, checked against the endpoint's declaration.
    pub fn read<E: Endpoint>(&self) -> Result<E::Reply, Problem> {
        if self.status == 200 {
            assert_eq!(self.header("content-type"), "application/json");
            let reply: E::Reply = serde_json::from_slice(&self.body).expect("a reply of the declared type");
            let declared = serde_json::to_value(&reply).expect("a reply is JSON");
            assert_eq!(self.json(), declared, "{} says more or less than its type", E::SPEC.name);
            return Ok(reply);
        }
        Err(self.declared_problem(&E::SPEC))
    }

    pub fn declared_problem(&self, spec: &Spec) -> Problem {
        let problem = self.problem();
        assert_ne!(problem.status, 500, "{} failed: {problem:?}", spec.name);
        assert!(spec.may_answer(&problem), "{} never declared {}", spec.name, problem.code);
        problem
    }
}

impl<A: Api> World<A> {
    /// Sends; an error means that no complete answer came.
    pub fn try_send(&self, call: &Call) -> Result<HttpAnswer, ureq::Error> {
        self.api.try_send(call)
    }

    pub fn send(&self, call: &Call) -> HttpAnswer {
        self.try_send(call).unwrap_or_else(|error| panic!("{} {}: {error}", call.method, call.url))
    }

    pub fn try_call<E: Endpoint>(&self, who: &Person, params: &E::Params, body: &E::Body) -> Result<E::Reply, Problem> {
        self.send(&Call::of::<E>(who, params, &E::Query::default(), body)).read::<E>()
    }

    /// For calls that must not be refused.
    pub fn call<E: Endpoint>(&self, who: &Person, params: &E::Params, body: &E::Body) -> E::Reply {
        self.try_call::<E>(who, params, body).unwrap_or_else(|problem| panic!("{}: {problem:?}", E::SPEC.name))
    }

    pub fn query<E>(&self, who: &Person, params: &E::Params, query: &E::Query) -> E::Reply
    where
        E: Endpoint<Body = domain::contract::Empty>,
    {
        let call = Call::of::<E>(who, params, query, &domain::contract::Empty {});
        self.send(&call).read::<E>().unwrap_or_else(|problem| panic!("{}: {problem:?}", E::SPEC.name))
    }

    /// The status and the code of the refusal.
    pub fn refusal<E: Endpoint>(&self, who: &Person, params: &E::Params, body: &E::Body) -> (u16, String) {
        match self.try_call::<E>(who, params, body) {
            Ok(_) => panic!("{} was not refused", E::SPEC.name),
            Err(problem) => (problem.status, problem.code),
        }
    }

    /// The server's clock.
    pub fn now(&self) -> UtcMillis {
        self.call::<domain::contract::HealthCheck>(&Person::guest(), &(), &domain::contract::Empty {}).now
    }
}
