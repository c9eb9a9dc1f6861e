//! Signing in. See `domain::sessions` for the life of a code.
//!
//! Invariant: a phone that is not in the roster gets the same answers, the same row and the same limits as one that is;
//! only no message is sent. A browser that signed in before has its own codes and limits, so that tries of strangers,
//! with one phone or with many, do not lock that person out (`strangers.rs`).
//!
//! A region lets its officers in with the same code for one-time codes and their limits, sessions and cookies, second
//! factors (`enrolment.rs`) and the sign-in history. Only the lookup of a phone and the rights of a session are its
//! own.

pub mod cookies;
mod devices;
mod enrolment;
mod factor;
mod finish;
mod history;
mod open;
mod passkeys;
mod phone;
mod rates;
mod request_code;
mod sign_in;
mod slip;
mod sql;
mod strangers;

pub use devices::{list_sessions, revoke_session};
pub use enrolment::Enrolment;
pub use factor::{begin_factor, confirm_factor, prove_factor, reset_factor};
pub use finish::finish_sign_in;
pub use history::{list_sign_ins, sign_ins_of};
pub use open::{NewSession, device_mark, device_text, second_factor, show_me};
pub use passkeys::{
    begin_passkey, begin_passkey_sign_in, confirm_passkey, list_passkeys, remove_passkey, sign_in_with_passkey,
};
pub use phone::{change_own_phone, change_phone, request_phone_code, set_phone};
pub use rates::count_caller;
pub use request_code::{Holder, code_key, compare, count_try, request_code, send_code, use_up};
pub use sign_in::{new_ticket, sign_in, ticket_hash};
pub use slip::{end_sessions_by_slip, print_slip, sign_in_with_slip, void_slip};
pub use strangers::{Door, count_wrong_try, guesses, let_try};

pub(crate) use passkeys::PURGE_CHALLENGES;
pub(crate) use sql::{
    OF_OFFICERS, PURGE_CODES, PURGE_EVENTS, PURGE_RATES, PURGE_SESSIONS, PURGE_SLIPS, PURGE_TICKETS, REVOKE_ALL,
};
