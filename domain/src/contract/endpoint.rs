//! An endpoint is declared once, here, and used four times: by the API's dispatch, by the app's call, by the
//! OpenAPI document and by the lists that the tests are checked against.

use super::{PathParams, Problem, Query, RefusalSpec};
use crate::access::Capability;
use serde::{Serialize, de::DeserializeOwned};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HttpMethod {
    Get,
    Post,
}

impl HttpMethod {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }

    /// The kind of most endpoints with this method.
    pub const fn usual_kind(self) -> EndpointKind {
        match self {
            Self::Get => EndpointKind::Read,
            Self::Post => EndpointKind::Command,
        }
    }
}

/// Which object answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Responder {
    /// The gate itself, without any object.
    Gate,
    /// The community named by the first path parameter.
    Community,
    /// The region named by the first path parameter.
    Region,
}

/// What happens when the same command arrives twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndpointKind {
    /// Reads; may be asked again at will.
    Read,
    /// Changes something once per `Idempotency-Key`: the second time the first answer comes back.
    Command,
    /// Changes something and has its own guard against repetition (signing in, whose answer must not be stored).
    Unkeyed,
    /// Changes something once, by a guard of its own, without identifying the sender: neither the gate nor the object
    /// reads a cookie, an address or a device, and no row records the time. For acts that must not be linked to a
    /// person.
    Anonymous,
}

/// What travels between the caller and the gate. Behind the gate everything is JSON: the community receives facts about
/// a file, never its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carries {
    /// JSON both ways, of the declared types.
    Json,
    /// The request body is a file. The endpoint's body type holds the facts that the community receives about it.
    FileIn,
    /// The answer is a file. The endpoint's reply type holds what the community says about it.
    FileOut,
    /// JSON. A caller that asks for a WebSocket gets the answer over it, and again whenever a command of these features
    /// has changed it.
    Live(&'static [&'static str]),
}

/// Whether the browser keeps a copy of the answer for when there is no network. The build makes the service worker's list
/// of this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfflineCopy {
    Kept,
    /// It is about signing in, a secret, a list of other people, or a file.
    Never,
}

/// What is known of an endpoint without its types.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// Feature and verb: `volunteering/sign-up`.
    pub name: &'static str,
    pub method: HttpMethod,
    /// `{name}` stands for one path segment.
    pub path: &'static str,
    pub place: Responder,
    pub kind: EndpointKind,
    pub capability: Capability,
    pub refusals: &'static [RefusalSpec],
    /// Exists in demonstration mode only.
    pub demonstration: bool,
    /// May be done in a resident's name while a worker's assistance is open ([`super::ON_BEHALF_HEADER`]).
    pub assisted: bool,
    /// Irreversible action: a caller with a second factor must have proved it recently.
    pub dangerous: bool,
    pub carries: Carries,
    pub offline: OfflineCopy,
}

/// One endpoint with its types.
pub trait Endpoint: 'static {
    const SPEC: Spec;
    type Params: PathParams;
    type Query: Query;
    type Body: Serialize + DeserializeOwned + super::Schema + super::Describe;
    type Reply: Serialize + DeserializeOwned + super::Schema;

    fn url(params: &Self::Params, query: &Self::Query) -> String {
        let values = params.values();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        Self::SPEC.path_of(&values) + &query.text()
    }
}

impl Spec {
    /// Bytes of a request's body.
    pub fn body_bytes_max(&self) -> usize {
        match self.carries {
            Carries::FileIn => crate::limits::FILE_UPLOAD_BYTES_MAX,
            Carries::Json | Carries::FileOut | Carries::Live(_) => crate::limits::BODY_BYTES_MAX,
        }
    }

    /// The first part of the name.
    pub fn feature(&self) -> &'static str {
        self.name.split('/').next().unwrap_or_default()
    }

    /// Whether it may change what the answer of this endpoint carries to its followers.
    pub fn is_followed_by(&self, live: &Spec) -> bool {
        let Carries::Live(features) = live.carries else { return false };
        self.kind != EndpointKind::Read && self.place == live.place && features.contains(&self.feature())
    }

    /// Names of the path's parameters in order.
    pub fn param_names(&self) -> Vec<&'static str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect()
    }

    /// The template with these values in its places.
    pub fn path_of(&self, values: &[&str]) -> String {
        let mut values = values.iter().copied();
        let part = |part: &'static str| if part.starts_with('{') { values.next().unwrap_or_default() } else { part };
        self.path.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    /// The values of the path's parameters, when `path` is one of this endpoint's.
    pub fn matches<'p>(&self, path: &'p str) -> Option<Vec<&'p str>> {
        let mut values = vec![];
        let mut parts = path.split('/');
        for template in self.path.split('/') {
            let part = parts.next()?;
            if template.starts_with('{') {
                if part.is_empty() {
                    return None;
                }
                values.push(part);
            } else if template != part {
                return None;
            }
        }
        parts.next().is_none().then_some(values)
    }

    /// Whether the endpoint declares this refusal.
    pub fn may_answer(&self, problem: &Problem) -> bool {
        problem.code == super::FAULT
            || super::RequestError::ALL
                .iter()
                .chain(self.lacks())
                .chain(self.refusals)
                .any(|spec| spec.code == problem.code)
    }

    /// What a session may lack to use this endpoint.
    pub fn lacks(&self) -> &'static [super::RefusalSpec] {
        let all = crate::sessions::Lack::ALL;
        match (self.place, self.dangerous) {
            (Responder::Community | Responder::Region, true) => all,
            (Responder::Community | Responder::Region, false) => &all[..1],
            (Responder::Gate, _) => &[],
        }
    }
}

/// An empty body: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Empty {}
crate::describe!(Empty {});

/// Declares the endpoints of a feature: a type for each, and their number. What is left out follows: the responder from
/// the path, the kind from the method (`Get` reads, `Post` is a command), no query, an empty body, no refusals. Refusals are
/// those that the endpoint can really give, `Refusal[NotFound, TooLate] and archive::Refusal[TooLarge]`; the records of all
/// tests are compared with them.
#[macro_export]
macro_rules! endpoints {
    ($($(#[$doc:meta])* $id:ident = $name:literal $method:ident $path:literal {
        $(kind: $kind:ident,)? may: $capability:ident, params: $params:ty,
        $(query: $query:ty,)? $(body: $body:ty,)? reply: $reply:ty $(, refusals: $($refusal:ty [$($variant:ident),+ $(,)?]) and +)?
        $(, demonstration: $demonstration:literal)? $(, assisted: $assisted:literal)?
        $(, dangerous: $dangerous:literal)? $(, carries: $carries:ident $(($features:expr))?)? $(, offline: $offline:ident)?
    })+) => {
        $($(#[$doc])* #[derive(Debug, Clone, Copy)] pub struct $id;
        impl $crate::contract::Endpoint for $id {
            const SPEC: $crate::contract::Spec = $crate::contract::Spec {
                name: $name, method: $crate::contract::HttpMethod::$method, path: $path,
                place: $crate::contract::responder_of($path),
                kind: $crate::or_else!($crate::contract::HttpMethod::$method.usual_kind() $(, $crate::contract::EndpointKind::$kind)?),
                capability: $crate::access::Capability::$capability,
                refusals: &[$($($(<$refusal>::declared(stringify!($variant))),+),+)?],
                demonstration: false $(|| $demonstration)?,
                assisted: false $(|| $assisted)?,
                dangerous: false $(|| $dangerous)?,
                carries: $crate::or_else!($crate::contract::Carries::Json $(, $crate::contract::Carries::$carries $(($features))?)?),
                offline: $crate::or_else!($crate::contract::OfflineCopy::Kept $(, $crate::contract::OfflineCopy::$offline)?),
            };
            type Params = $params;
            type Query = $crate::or_else_type!(() $(, $query)?);
            type Body = $crate::or_else_type!($crate::contract::Empty $(, $body)?);
            type Reply = $reply;
        })+

        /// The number of endpoints declared here; checked, so that none is missing from the list of all.
        pub(crate) const DECLARED: usize = [$(stringify!($id)),+].len();
    };
}

/// The declared value, or what follows without one.
#[macro_export]
macro_rules! or_else {
    ($usual:expr) => {
        $usual
    };
    ($usual:expr, $declared:expr) => {
        $declared
    };
}

/// The declared type, or what follows without one.
#[macro_export]
macro_rules! or_else_type {
    ($usual:ty) => {
        $usual
    };
    ($usual:ty, $declared:ty) => {
        $declared
    };
}

/// Who answers a path: the object that its first parameter names, otherwise the gate.
pub const fn responder_of(path: &str) -> Responder {
    if begins_with(path, "/api/communities/{community}") {
        Responder::Community
    } else if begins_with(path, "/api/regions/{region}") {
        Responder::Region
    } else {
        Responder::Gate
    }
}

const fn begins_with(path: &str, beginning: &str) -> bool {
    let (path, beginning) = (path.as_bytes(), beginning.as_bytes());
    let mut at = 0;
    while at < beginning.len() {
        if at >= path.len() || path[at] != beginning[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Gathers the endpoints of all features in one enum, for an exhaustive dispatch. An endpoint that a feature declares
/// but this list leaves out is a compile error.
#[macro_export]
macro_rules! all_endpoints {
    (($d:tt) $($($part:ident)::+ { $($id:ident),+ $(,)? })+) => {
        $(pub use $($part)::+::{$($id),+};
        const _: () = assert!([$(stringify!($id)),+].len() == $($part)::+::DECLARED);)+

        /// One variant for each endpoint, so that a dispatch without a handler does not compile.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum EndpointId { $($($id),+),+ }

        /// Everything declared, in order.
        pub const ENDPOINTS: &[(EndpointId, $crate::contract::Spec)] =
            &[$($((EndpointId::$id, <$id as $crate::contract::Endpoint>::SPEC)),+),+];

        /// Calls `visitor.visit::<E>()` for every endpoint `E`.
        pub fn visit_all(visitor: &mut impl $crate::contract::Visitor) {
            $($(visitor.visit::<$id>();)+)+
        }

        /// Calls the macro of this name with all endpoints.
        #[macro_export]
        macro_rules! every_endpoint {
            ($d callback:ident) => { $d callback! { $($($id)+)+ } };
        }
    };
}

/// Sees each endpoint with its types; the OpenAPI document and the tests are such visitors.
pub trait Visitor {
    fn visit<E: Endpoint>(&mut self);
}
