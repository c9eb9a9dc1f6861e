//! Signing in (登录): a phone of the roster and a one-time code; then an opaque token in a cookie that is scoped to the
//! community.
//!
//! Invariant: no answer reveals whether a phone is in the roster. A code is valid for five minutes and fewer than six
//! wrong tries; codes and tokens are stored only as hashes.
//!
//! The choice between several people who share a phone, and the second factor of office holders (`factor.rs`), come
//! after the right code, by a ticket that proves it. What a session must prove later is in `guard.rs`. Residents who
//! cannot receive a code sign in with a printed slip (`slip.rs`). A passkey is both factors at once (`passkey/`).
//!
//! # Second factor
//!
//! A person whose seat gives a role of `is_staff` has [`FACTOR_ENROL_DAYS`](crate::limits::FACTOR_ENROL_DAYS) days
//! to enrol a second factor. After that, the access check closes what the seat opens, and nothing else, until it is
//! enrolled; demonstration mode never closes it. Sessions of staff end after
//! [`STAFF_IDLE_HOURS`](crate::limits::STAFF_IDLE_HOURS) hours without use. An endpoint with `dangerous: true` asks a
//! person who has enrolled for a proof that is at most [`STEP_UP_MILLIS`](crate::limits::STEP_UP_MILLIS) old. The app
//! asks for it in a dialog and sends the same command with the same key.
//!
//! # Passkeys
//!
//! A passkey signs in without a phone number: it is discoverable, and the device must verify the person. The device
//! and the finger or PIN are two kinds of authentication in one act, which is what GB/T 22239-2019 asks of
//! administrators. So a passkey counts as a fresh proof, and meets the duty of an office holder, in the session that
//! showed it (`guard.rs`). A session that was opened by a code is one factor, although the person has a passkey:
//! after the deadline its office stays closed, and it must show the passkey before another passkey or an app is
//! enrolled. A resident without an office is asked again only in a session that showed the passkey, so that a person
//! who lost the device comes in by a code and removes it. A passkey that is shown in an open session of the same
//! person proves that session and opens no other.
//!
//! A signature count that goes back is refused. Passkeys belong to one host. After a move to another address
//! everybody makes new ones.
//!
//! # Slips
//!
//! A slip is one factor in a worker's hand. So nobody who needs two factors gets one. A session that a slip opened
//! ends when its owner takes such an office; it changes no phone and makes no passkey. The code of a slip stands
//! behind the `#` of an address, which no browser sends. Opening that address changes nothing: the page asks first.

pub mod budget;
pub mod endpoints;
mod factor;
mod guard;
mod history;
mod message_retries;
pub mod passkey;
pub mod proof_of_work;
mod rules;
mod slip;
mod wire;

pub use factor::{FactorCode, FactorKey, FactorTries, FactorVerdict, RecoveryCode, judge_factor};
pub use guard::{FactorProof, Factors, factor_due, is_idle, is_staff, needs_step_up};
pub use history::*;
pub use message_retries::next_try;
pub use passkey::{
    ConfirmPasskeyRequest, PasskeyAsked, PasskeyBegun, PasskeyRow, PasskeyWish, Passkeys, SignInWithPasskeyRequest,
    add_passkey,
};
pub use rules::{Code, CodeState, CodeVerdict, judge_code, wait_millis};
pub use slip::*;
pub use wire::*;

crate::refusals! {
    /// Why signing in is refused.
    pub enum Refusal in "sessions" {
        /// The code is wrong, or there is none for this phone; the answer is the same for both.
        CodeWrong = "code-wrong" 422,
        /// There is no valid code: it is older than five minutes, was used, or was tried six times.
        CodeSpent = "code-spent" 422,
        /// A code was sent less than a minute ago, or too many were sent in this hour.
        TooManyCodes = "too-many-codes" 429 { retry_seconds: i64 },
        /// Many strangers ask just now, so each request needs a proof of work: a number for which the hash of challenge
        /// and number begins with `bits` zero bits. Send it with the same request.
        ProofNeeded = "proof-needed" 428 { challenge: String, bits: u32 },
        /// The ticket of a right code is older than five minutes, was used, or never existed.
        TicketSpent = "ticket-spent" 422,
        /// The second factor's code is wrong, or was used before.
        FactorCodeWrong = "factor-code-wrong" 422 { tries_left: u32 },
        /// Six wrong codes: this member's second factor is locked for a quarter of an hour.
        FactorLocked = "factor-locked" 429 { retry_seconds: i64 },
        /// There is no enrolment to confirm, or it was begun too long ago.
        FactorNotBegun = "factor-not-begun" 409,
        /// There is no second factor to prove or to reset.
        FactorNotEnrolled = "factor-not-enrolled" 409,
        /// Committee members cannot change their own phone or reset their own factor at the counter: another member
        /// must do it.
        OwnCase = "own-case" 403,
        SamePhone = "same-phone" 409 at "phone",
        /// A phone may be shared only within a household.
        PhoneElsewhere = "phone-elsewhere" 409 at "phone",
        /// The slip is wrong, used, void or too old; the answer is the same for all of them.
        SlipSpent = "slip-spent" 422,
        /// Office holders and people with a second factor sign in with both factors, never with a slip.
        SlipNeedsFactor = "slip-needs-factor" 403,
        /// The worker has printed the maximum number of slips for one day.
        TooManySlips = "too-many-slips" 429 { count_max: u32 },
        /// There is no slip to withdraw.
        NoSlip = "no-slip" 409,
        /// A session opened with a slip cannot change the phone: a slip is one factor, and went through a worker's
        /// hands.
        NotBySlip = "not-by-slip" 403,
        /// The passkey cannot sign in: unknown, wrong, too late, or of another address. The answer is the same for all
        /// of them.
        PasskeyWrong = "passkey-wrong" 422,
        /// The new passkey is not accepted: too late, without verification of the person, or of an unknown kind.
        PasskeyNotTaken = "passkey-not-taken" 422,
        /// The person has the maximum number of passkeys.
        TooManyPasskeys = "too-many-passkeys" 409 { count_max: u32 },
        /// A person who signed in with a slip must first sign in with a code.
        PasskeyAfterSlip = "passkey-after-slip" 403,
    }
}

crate::refusals! {
    /// What a session lacks; any endpoint that requires it may answer so.
    pub enum Lack in "sessions" {
        /// The fourteen days of an office holder or officer are over: enrol a second factor first.
        FactorOverdue = "factor-overdue" 403,
        /// A dangerous act: prove the second factor again, then send the same command once more.
        StepUpNeeded = "step-up-needed" 403,
    }
}
