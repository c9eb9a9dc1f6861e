//! The outcome of a request to an object: a reply, a problem caused by the caller, or a fault of ours.

use crate::db::DbError;
use domain::contract::{Problem, Refuses};
use domain::regions::Letter;

/// Why a handler stops.
#[derive(Debug)]
pub enum HandlerError {
    /// Caused by the caller: sent out as it is.
    Problem(Problem),
    /// Caused by us: logged; only its trace id is sent out.
    Fault(String),
}

pub type HandlerResult<T> = Result<T, HandlerError>;

impl<R: Refuses> From<R> for HandlerError {
    fn from(refusal: R) -> Self {
        Self::Problem(refusal.into())
    }
}

impl From<DbError> for HandlerError {
    fn from(error: DbError) -> Self {
        Self::Fault(error.0)
    }
}

/// A request as an object sees it, without any Workers type.
#[derive(Debug, Clone, Default)]
pub struct ObjectRequest {
    pub method: String,
    pub path: String,
    pub query: String,
    pub body: Vec<u8>,
    pub cookie: Option<String>,
    pub key: Option<String>,
    /// The caller's clock when this try was sent, from the header.
    pub sent_at: Option<String>,
    /// The assistance in which a worker acts, from the header.
    pub on_behalf_of: Option<String>,
    pub etag: Option<String>,
    /// The network address, if the gate knows it.
    pub address: Option<String>,
    pub device: String,
    /// Whether the connection to the caller was encrypted: cookies are `Secure` then.
    pub encrypted: bool,
    /// Our own origin as the caller's browser names it, checked by the gate; where an endpoint reads it.
    pub origin: Option<String>,
    /// The Archive's proof that it stores the file being registered. The gate sets it and copies it from no request.
    pub stored: Option<String>,
    /// Whether the gate or another object asks, by the mark of [`crate::internal_requests`]; never true for the public.
    pub inside: bool,
}

/// What an object answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectResponse {
    pub status: u16,
    pub body: String,
    pub set_cookie: Option<String>,
    /// The mark by which a returning browser is recognised; see [`crate::sessions`].
    pub device_cookie: Option<String>,
    pub etag: Option<String>,
    /// Whether shared caches may keep it: public pages only.
    pub public: bool,
    /// Whether followers may need a push.
    pub moves_counts: bool,
    /// A line for the log, where there is something to log.
    pub log: Option<String>,
    /// Messages to send after the commit.
    pub messages: Vec<Message>,
}

/// Something that leaves the object after the commit. The id is the same at every try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    SignInCode {
        id: String,
        phone: String,
        code: String,
    },
    /// To another object of this installation.
    Letter {
        id: String,
        letter: Box<Letter>,
    },
}

impl ObjectResponse {
    pub fn json(body: String) -> Self {
        Self {
            status: 200,
            body,
            set_cookie: None,
            device_cookie: None,
            etag: None,
            public: false,
            moves_counts: false,
            log: None,
            messages: vec![],
        }
    }

    pub fn problem(problem: &Problem) -> Self {
        let body = serde_json::to_string(problem).unwrap_or_default();
        Self { status: problem.status, ..Self::json(body) }
    }

    pub fn fault(trace: String, words: &str) -> Self {
        let log = Some(format!("fault {trace}: {words}"));
        Self { log, ..Self::problem(&Problem::fault(trace)) }
    }
}
