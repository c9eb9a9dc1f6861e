//! What went wrong, in three kinds and one wire shape (`application/problem+json`, RFC 9457).
//!
//! *Refusal*: the caller broke a rule of a feature; a closed enum there. *Absence*: not signed in, not found,
//! conflict, too much; the enum below. *Fault*: ours; only a trace id goes out. A problem carries a stable code
//! and typed parameters and no prose: the app owns the words in each language.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The wire shape of every answer that is not a success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Problem {
    /// A relative reference made of the code: `/problems/volunteering/full`.
    pub r#type: String,
    /// The stable code, `feature/what`.
    pub code: String,
    pub status: u16,
    /// The field of the request that broke the rule, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Values for the text shown to people: dates, limits, what is missing.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub params: Map<String, Value>,
    /// Identifies a fault in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<String>,
}

impl Problem {
    pub fn new(code: &str, status: u16, params: Map<String, Value>) -> Self {
        Self { r#type: format!("/problems/{code}"), code: code.to_owned(), status, field: None, params, trace: None }
    }

    #[must_use]
    pub fn at_field(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// A failure of the server: only the trace id is sent to the caller.
    pub fn fault(trace: String) -> Self {
        Self { trace: Some(trace), ..Self::new(FAULT, 500, Map::new()) }
    }
}

pub const FAULT: &str = "fault";

/// One refusal as the contract declares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefusalSpec {
    pub code: &'static str,
    pub status: u16,
    /// Names of the parameters that the words may use.
    pub params: &'static [&'static str],
    /// The field that a form shows it at, if its body has that field.
    pub field: Option<&'static str>,
}

/// The position of a name in a list.
///
/// # Panics
/// When it is not there: in a constant this is an error of the compiler.
pub const fn position_of(names: &[&str], name: &str) -> usize {
    let mut at = 0;
    while at < names.len() {
        let (one, wanted) = (names[at].as_bytes(), name.as_bytes());
        let mut byte = 0;
        while byte < one.len() && one.len() == wanted.len() && one[byte] == wanted[byte] {
            byte += 1;
        }
        if byte == wanted.len() && one.len() == wanted.len() {
            return at;
        }
        at += 1;
    }
    panic!("no refusal of this name");
}

/// What a handler may answer instead of a reply: every enum of refusals, and a problem that was made from one.
pub trait Refuses: Into<Problem> {}

impl Refuses for Problem {}

/// Declares the closed enum of one feature's refusals with stable code, HTTP status, typed parameters and the field that
/// it refers to: `TermReversed = "term-reversed" 409 at "until"`.
#[macro_export]
macro_rules! refusals {
    ($(#[$doc:meta])* pub enum $name:ident in $feature:literal {
        $($(#[$vdoc:meta])* $variant:ident = $code:literal $status:literal $({ $($param:ident : $type:ty),+ })? $(at $field:literal)?,)+
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $name { $($(#[$vdoc])* $variant $({ $($param: $type),+ })?),+ }

        impl $name {
            /// All refusals of the feature, for the contract, the words and the tests.
            pub const ALL: &'static [$crate::contract::RefusalSpec] = &[$($crate::contract::RefusalSpec {
                code: concat!($feature, "/", $code), status: $status, params: &[$($(stringify!($param)),+)?],
                field: $crate::or_else!(None $(, Some($field))?),
            }),+];

            /// The refusal of this variant, for the declaration of an endpoint; another name does not compile.
            pub const fn declared(variant: &str) -> $crate::contract::RefusalSpec {
                Self::ALL[$crate::contract::position_of(&[$(stringify!($variant)),+], variant)]
            }

            pub fn spec(&self) -> &'static $crate::contract::RefusalSpec {
                let mut at = 0usize;
                $(if matches!(self, Self::$variant { .. }) { return &Self::ALL[at]; } at += 1;)+
                &Self::ALL[at - 1]
            }
        }

        impl $crate::contract::Refuses for $name {}

        impl From<$name> for $crate::contract::Problem {
            #[allow(unused_mut)]
            fn from(refusal: $name) -> Self {
                let spec = refusal.spec();
                let mut params = ::serde_json::Map::new();
                match refusal {
                    $($name::$variant $({ $($param),+ })? => {
                        $($(params.insert(stringify!($param).to_owned(), ::serde_json::json!($param));)+)?
                    })+
                }
                $crate::contract::Problem { field: spec.field.map(str::to_owned), ..$crate::contract::Problem::new(spec.code, spec.status, params) }
            }
        }
    };
}

refusals! {
    /// What any endpoint may answer before its feature is asked.
    pub enum RequestError in "request" {
        /// The body, the path or the query cannot be read as declared; `field` says where.
        Malformed = "malformed" 400 { rule: String },
        NotSignedIn = "not-signed-in" 401,
        /// The table of access has no row for this caller and this subject.
        NotAllowed = "not-allowed" 403,
        /// The command did not come from the app's own pages.
        CrossOrigin = "cross-origin" 403,
        /// This cannot be done in somebody else's name.
        NotOnBehalf = "not-on-behalf" 403,
        /// The assistance is not, or no longer, open for this worker.
        NoAssistance = "no-assistance" 409,
        NotFound = "not-found" 404,
        MethodNotAllowed = "method-not-allowed" 405,
        /// The command's key was used before with other content.
        KeyReused = "key-reused" 409,
        /// The app is older than this contract accepts: reload the app; nothing is lost.
        StaleApp = "stale-app" 409,
        TooLarge = "too-large" 413 { bytes_max: usize },
        UrlTooLong = "url-too-long" 414 { bytes_max: usize },
        NotJson = "not-json" 415,
        TooMany = "too-many" 429 { retry_seconds: i64 },
    }
}

impl RequestError {
    pub fn malformed(field: &str, rule: impl Into<String>) -> Problem {
        Problem::from(Self::Malformed { rule: rule.into() }).at_field(field)
    }
}
