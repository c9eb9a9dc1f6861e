//! Signing in. See `domain::sessions` for the life of a code.
//!
//! Invariant: a phone that nobody in the roster has gets the same answers, the same row and the same limits as one
//! that somebody has; only no message leaves.

mod devices;
mod rates;
mod request_code;
mod sign_in;
mod sql;

pub use devices::{list_sessions, revoke_session};
pub use request_code::request_code;
pub use sign_in::{show_me, sign_in};

pub(crate) use sql::{PURGE_CODES, PURGE_RATES, PURGE_SESSIONS, REVOKE_ALL};
