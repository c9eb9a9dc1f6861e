//! The wire contract. One declaration per endpoint ([`endpoints`]) with its method, path, parameters, body,
//! reply and refusals; three kinds of error in one wire shape (`problem.rs`).
//!
//! | Part | File |
//! |---|---|
//! | what an endpoint is, and the macro that declares them | `endpoint.rs` |
//! | typed path and query | `path.rs` |
//! | what the fields of a body are | `fields.rs` |
//! | refusals, absences, faults | `problem.rs` |
//! | the list of all; each feature declares its own in its `endpoints.rs` | `endpoints.rs` |
//! | the OpenAPI 3.1 document | `openapi.rs` |
//!
//! Path, query and body are read by type, and an unknown field is refused. Lists are paged by sequence or key
//! (`after`, `limit`), never by offset. From the declarations come the exhaustive match of the API's dispatch, every
//! call of the app, `docs/openapi.json`, and the lists that the tests are checked against.

mod endpoint;
mod endpoints;
mod fields;
#[cfg(feature = "openapi")]
pub mod openapi;
mod path;
mod problem;

pub use endpoint::{
    Carries, Empty, Endpoint, EndpointKind, HttpMethod, OfflineCopy, Responder, Spec, Visitor, responder_of,
};
pub use endpoints::*;
pub(crate) use fields::field_kinds;
pub use fields::{Describe, Field, FieldKind, FieldType, json_name};
pub use path::{Page, PageLimit, PageQuery, PathParams, Query, is_plain, page_below, page_limit};
pub use problem::{FAULT, Problem, RefusalSpec, Refuses, RequestError, position_of};

/// The number of this contract. It grows when an older app could do harm; see [`OLDEST_APP`].
pub const CONTRACT: u32 = 2;
/// The oldest contract whose commands are still accepted.
pub const OLDEST_APP: u32 = 2;
/// The header by which an app tells the contract it was built with.
pub const CONTRACT_HEADER: &str = "linli-contract";
/// The header that carries a command's key.
pub const KEY_HEADER: &str = "idempotency-key";
/// The header with the phone's clock at the time of sending a command, in UTC milliseconds; it shows how far the clock
/// is off. It is not in the body, because it differs from try to try, and the same key requires the same body.
pub const SENT_AT_HEADER: &str = "linli-sent-at";

/// The header by which a worker acts in a resident's name: the id of the open assistance. Only where [`Spec::assisted`]
/// is set.
pub const ON_BEHALF_HEADER: &str = "linli-on-behalf-of";

/// A type that can describe itself when the OpenAPI document is made; without the feature, every type.
#[cfg(feature = "openapi")]
pub trait Schema: schemars::JsonSchema {}
#[cfg(feature = "openapi")]
impl<T: schemars::JsonSchema> Schema for T {}
#[cfg(not(feature = "openapi"))]
pub trait Schema {}
#[cfg(not(feature = "openapi"))]
impl<T> Schema for T {}

/// A request body: unknown fields are refused.
#[macro_export]
macro_rules! body {
    ($($(#[$meta:meta])* pub struct $name:ident $fields:tt)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name $fields
        $crate::describe!($name $fields);
    )+};
}

/// The list of a body's fields.
#[macro_export]
macro_rules! describe {
    ($name:ident { $($(#[$meta:meta])* pub $field:ident : $type:ty),* $(,)? }) => {
        impl $crate::contract::Describe for $name {
            const FIELDS: &'static [$crate::contract::Field] = &[$($crate::contract::Field {
                name: $crate::contract::json_name(stringify!($field)),
                kind: <$type as $crate::contract::FieldType>::KIND,
                required: <$type as $crate::contract::FieldType>::REQUIRED,
            }),*];
        }
        /// As a field of another body.
        impl $crate::contract::FieldType for $name {
            const KIND: $crate::contract::FieldKind =
                $crate::contract::FieldKind::Record(<Self as $crate::contract::Describe>::FIELDS);
        }
    };
}

/// A reply: an older app ignores unknown fields.
#[macro_export]
macro_rules! reply {
    ($($(#[$meta:meta])* pub struct $name:ident $fields:tt)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        pub struct $name $fields
    )+};
}

/// A word of a closed set that has a text in every language. The key of the text is `KEY.word`, as in
/// `matters.stage.collecting`.
pub trait ClosedWord: Copy + 'static {
    /// The beginning of the keys.
    const KEY: &'static str;
    const ALL: &'static [Self];
    fn as_str(self) -> &'static str;
}

/// A closed set of words on the wire, in kebab-case. With a key after its name, `pub enum Stage: "matters.stage"`, each
/// word is a [`ClosedWord`](crate::contract::ClosedWord), and `tidy` complains about a word without its text.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident $(: $key:literal)? {
        $($(#[$vmeta:meta])* $variant:ident = $word:literal,)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            pub fn as_str(self) -> &'static str { match self { $(Self::$variant => $word),+ } }
        }
        impl $crate::contract::FieldType for $name {
            const KIND: $crate::contract::FieldKind = $crate::contract::FieldKind::Word {
                key: $crate::or_else!("" $(, $key)?),
                words: &[$($word),+],
            };
        }
        $(impl $crate::contract::ClosedWord for $name {
            const KEY: &'static str = $key;
            const ALL: &'static [Self] = Self::ALL;
            fn as_str(self) -> &'static str { Self::as_str(self) }
        })?
        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result { f.write_str(self.as_str()) }
        }
        impl core::str::FromStr for $name {
            type Err = $crate::ids::BadId;
            fn from_str(text: &str) -> Result<Self, $crate::ids::BadId> {
                match text { $($word => Ok(Self::$variant),)+ _ => Err($crate::ids::BadId) }
            }
        }
        $crate::stored::stored_as_text!($name);
    };
}

/// Every code that a problem can carry; each has words in every language.
pub fn refusal_codes() -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = ENDPOINTS
        .iter()
        .flat_map(|(_, spec)| spec.refusals.iter().chain(spec.lacks()))
        .chain(RequestError::ALL)
        .map(|refusal| refusal.code)
        .chain([FAULT])
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The endpoint that answers a method and path, with the path's values.
pub fn find_endpoint<'p>(
    method: &str,
    path: &'p str,
) -> Result<(EndpointId, &'static Spec, Vec<&'p str>), RequestError> {
    let mut other_method = false;
    for (id, spec) in ENDPOINTS {
        if let Some(values) = spec.matches(path) {
            if spec.method.as_str() == method {
                return Ok((*id, spec, values));
            }
            other_method = true;
        }
    }
    Err(if other_method { RequestError::MethodNotAllowed } else { RequestError::NotFound })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Parts of paths whose answers no browser keeps: signing in, secrets, the demonstration, lists of other people, files.
    const NEVER_KEPT: [&str; 14] = [
        "sign-ins",
        "sessions",
        "passkeys",
        "demonstration",
        "check-in-key",
        "journal",
        "assistances",
        "given-assistance",
        "data",
        "data-copy",
        "officers",
        "files",
        "file-room",
        "checks",
    ];

    #[test]
    fn what_is_secret_or_about_others_is_never_kept_offline() {
        for (_, spec) in ENDPOINTS.iter().filter(|(_, spec)| spec.method == HttpMethod::Get) {
            let is_named = spec.path.split('/').any(|part| NEVER_KEPT.contains(&part));
            let is_roster = spec.path.ends_with("/members") || spec.path == "/api/regions/{region}/me";
            assert_eq!(spec.offline == OfflineCopy::Never, is_named || is_roster, "{}", spec.name);
        }
    }

    #[test]
    fn followers_hear_of_commands_that_exist() {
        for (_, live) in ENDPOINTS {
            let Carries::Live(features) = live.carries else { continue };
            for feature in features {
                let moves = |spec: &Spec| spec.feature() == *feature && spec.is_followed_by(live);
                assert!(ENDPOINTS.iter().any(|(_, spec)| moves(spec)), "{}: {feature}", live.name);
            }
        }
        assert!(
            CastOpenVote::SPEC.is_followed_by(&FollowMeeting::SPEC)
                && !SignUp::SPEC.is_followed_by(&FollowMeeting::SPEC)
        );
    }

    #[test]
    fn names_and_paths_are_unique_and_well_formed() {
        let names: BTreeSet<_> = ENDPOINTS.iter().map(|(_, spec)| spec.name).collect();
        let routes: BTreeSet<_> = ENDPOINTS.iter().map(|(_, spec)| (spec.method.as_str(), spec.path)).collect();
        assert_eq!((names.len(), routes.len()), (ENDPOINTS.len(), ENDPOINTS.len()));
        for (id, spec) in ENDPOINTS {
            let example = spec.path.replace("{community}", "511402901001").replace("{region}", "0");
            let (found, _, values) =
                find_endpoint(spec.method.as_str(), &example).unwrap_or_else(|_| panic!("{}", spec.name));
            assert_eq!((found, values.len()), (*id, spec.param_names().len()), "{}", spec.name);
            assert_eq!(
                spec.method == HttpMethod::Get,
                spec.kind == EndpointKind::Read,
                "{}: only reading is a GET",
                spec.name
            );
        }
    }

    #[test]
    fn a_path_that_nobody_declared_is_absent() {
        for (method, path, expect) in [
            ("GET", "/api/communities", RequestError::NotFound),
            ("GET", "/api/communities/", RequestError::NotFound),
            ("GET", "/api/communities/511402901001/", RequestError::NotFound),
            ("POST", "/api/health", RequestError::MethodNotAllowed),
            ("DELETE", "/api/communities/511402901001/me", RequestError::MethodNotAllowed),
        ] {
            assert_eq!(find_endpoint(method, path).err(), Some(expect), "{method} {path}");
        }
    }

    #[test]
    fn a_url_carries_its_parameters() {
        let code: crate::ids::CommunityCode = "511402901001".parse().unwrap();
        let page = PageQuery { after: Some(9), limit: Some(2) };
        assert_eq!(ListNotices::url(&(code,), &page), "/api/communities/511402901001/notices?after=9&limit=2");
    }

    #[test]
    fn a_refusal_tells_its_code_and_figures() {
        let problem = Problem::from(crate::volunteering::Refusal::StillWaiting { position: 3 });
        assert_eq!((problem.code.as_str(), problem.status), ("volunteering/still-waiting", 409));
        assert_eq!(problem.params["position"], 3);
        assert!(
            CheckIn::SPEC.may_answer(&problem)
                && !SignUp::SPEC.may_answer(&problem)
                && !ShowMe::SPEC.may_answer(&problem)
        );
        assert!(refusal_codes().contains(&"request/key-reused"));
    }
}
