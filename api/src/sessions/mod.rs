//! Signing in. See `domain::sessions` for the life of a code.
//!
//! Invariant: a phone that is not in the roster gets the same answers, the same row and the same limits as one that is;
//! only no message is sent. A browser that signed in before has its own codes and limits, so that tries of strangers,
//! with one phone or with many, do not lock that person out (`stranger_limits.rs`).
//!
//! A region lets its officers in with the same code for one-time codes and their limits, sessions and cookies, second
//! factors (`enrolment.rs`) and the sign-in history. Only the lookup of a phone and the rights of a session are its
//! own.
//!
//! # From a code to a session
//!
//! Where several people share a phone, or a second factor is enrolled, a ticket stands for the right code while the
//! rest is asked, so that nobody types the code twice. A browser that signed in before carries a mark
//! (`linli-device`) and has codes, tries and limits of its own. A new browser shares the common limits with all
//! strangers. A mark opens nothing. Triggers on `sessions` record each sign-in and each end, for the person to read.
//!
//! # What strangers may ask
//!
//! A stranger is a browser without a mark for the phone. [`domain::sessions::budget`] says how much strangers may ask
//! of a community or a region within an hour; `stranger_limits.rs` counts. Known browsers, passkeys, slips and a change of
//! one's own phone touch none of the three counts:
//!
//! - *Requests and wrong tries*, of any phone. Above half of the limit each takes a proof of work, which the page
//!   computes by itself. The challenge is a keyed hash of path, phone, last code and time, so nothing is stored, and
//!   each proof is good for one code. A request that is refused for lack of a proof leaves nothing behind.
//! - *Codes that left*, which the sender bills.
//! - *Wrong tries at codes that left*, which guessing needs.
//!
//! The last two count phones of the roster only. So they close the door at a secret point in the last quarter of the
//! limit, drawn again each hour by a keyed hash: the moment of closing tells nothing about a single phone.
//!
//! Addresses are counted by network ([`domain::network`]): IPv4 whole, IPv6 by /64 and more loosely by /48. Known
//! browsers, right passkeys, and their tickets and codes are not counted by address, because many people share one. A
//! time that lies in the future, because the clock was put back, counts as one that never began
//! (`UtcMillis::is_within`).
//!
//! # What ends passkeys and slips
//!
//! A change of the phone, a departure and a closing account end all passkeys and open slips of a person, by triggers.
//! A newer slip ends the slip before it. A reset of the second factor at the counter ends the passkeys. Printing a
//! slip gives the person a notice. The host and the origin that a passkey signs for are those that the gate compared;
//! they come in a header of their own, for these endpoints only.

pub mod cookies;
mod devices;
mod enrolment;
mod factor;
mod finish;
mod history;
mod open;
mod passkeys;
mod phone;
mod rate_limits;
mod request_code;
mod sign_in;
mod slip;
mod sql;
mod stranger_limits;

pub use enrolment::Enrolment;
pub use history::sign_ins_of;
pub use open::{NewSession, device_mark, device_text, second_factor};
pub use phone::set_phone;
pub use rate_limits::count_caller;
pub use request_code::{PhoneFacts, code_key, compare_code, count_try, send_code, use_up};
pub use sign_in::{new_ticket, ticket_hash};
pub use slip::end_sessions_by_slip;
pub use stranger_limits::{SignInDoor, count_guesses, count_wrong_try, let_try};

pub(crate) use passkeys::PURGE_CHALLENGES;
pub(crate) use sql::{
    OF_OFFICERS, PURGE_CODES, PURGE_EVENTS, PURGE_RATES, PURGE_SESSIONS, PURGE_SLIPS, PURGE_TICKETS, REVOKE_ALL,
};
