//! Signing in (登录): a phone of the roster and a one-time code; then an opaque token in a cookie that is scoped
//! to the community.
//!
//! Invariant: whether a phone is in the roster cannot be learned from any answer. A code lives five minutes and
//! survives fewer than six wrong tries; codes and tokens are stored hashed only.
//!
//! What several people share one phone for, and the second factor of office holders (`factor.rs`), comes after the
//! right code, by a ticket that stands for it. What a session must prove later is in `guard.rs`. Whom no code reaches,
//! signs in with a printed slip (`slip.rs`). A passkey is both factors at once (`passkey/`).

pub mod budget;
pub mod endpoints;
mod factor;
mod guard;
mod history;
pub mod passkey;
pub mod proof_of_work;
mod rules;
mod sending;
mod slip;
mod wire;

pub use factor::{FactorCode, FactorKey, FactorTries, FactorVerdict, RecoveryCode, judge_factor};
pub use guard::{Factors, Proof, factor_due, is_idle, is_staff, needs_step_up};
pub use history::*;
pub use passkey::{
    PasskeyAsked, PasskeyBegun, PasskeyMade, PasskeyRow, PasskeyShown, PasskeyWish, Passkeys, add_passkey,
};
pub use rules::{Code, CodeState, Verdict, judge, wait_millis};
pub use sending::next_try;
pub use slip::*;
pub use wire::*;

crate::refusals! {
    /// Why signing in is refused.
    pub enum Refusal in "sessions" {
        /// The code is wrong, or there is none for this phone: the same answer for both.
        CodeWrong = "code-wrong" 422,
        /// No code is waiting any more: it is older than five minutes, was used, or was tried six times.
        CodeSpent = "code-spent" 422,
        /// A code was sent less than a minute ago, or too many in this hour.
        TooManyCodes = "too-many-codes" 429 { retry_seconds: i64 },
        /// Strangers ask for so much just now that each does some work first: the number that makes the hash of challenge
        /// and number begin with so many bits of zero comes along with the same request.
        ProofNeeded = "proof-needed" 428 { challenge: String, bits: u32 },
        /// The ticket that stands for a right code is older than five minutes, was used, or never existed.
        TicketSpent = "ticket-spent" 422,
        /// The second factor's code is wrong, or was used before.
        FactorCodeWrong = "factor-code-wrong" 422 { tries_left: u32 },
        /// Six wrong codes: this member's second factor rests for a quarter of an hour.
        FactorLocked = "factor-locked" 429 { retry_seconds: i64 },
        /// Confirming what was not begun, or was begun too long ago.
        FactorNotBegun = "factor-not-begun" 409,
        /// There is no second factor to prove or to take back.
        FactorNotEnrolled = "factor-not-enrolled" 409,
        /// Nobody changes the own phone or takes back the own factor at the counter: another committee member does.
        OwnCase = "own-case" 403,
        SamePhone = "same-phone" 409,
        /// A phone may be shared within a household only.
        PhoneElsewhere = "phone-elsewhere" 409,
        /// The slip is wrong, used, void or too old: the same answer for all of them.
        SlipSpent = "slip-spent" 422,
        /// Whoever holds an office or has a second factor signs in with both factors, never with a slip.
        SlipNeedsFactor = "slip-needs-factor" 403,
        /// So many slips in one day are enough for one worker.
        TooManySlips = "too-many-slips" 429 { count_max: u32 },
        /// There is no slip to take back.
        NoSlip = "no-slip" 409,
        /// What a slip opened does not change the own phone: a slip is one factor, and passed through a worker's hand.
        NotBySlip = "not-by-slip" 403,
        /// No passkey signs in so: unknown, wrong, too late, or of another address. The same answer for all of them.
        PasskeyWrong = "passkey-wrong" 422,
        /// What the device made is not taken: too late, without the person verified, or of a kind that is not known.
        PasskeyNotTaken = "passkey-not-taken" 422,
        /// So many passkeys are enough for one person.
        TooManyPasskeys = "too-many-passkeys" 409 { count_max: u32 },
        /// Whoever came in with a slip first signs in with a code.
        PasskeyAfterSlip = "passkey-after-slip" 403,
    }
}

crate::refusals! {
    /// What a session lacks; any endpoint may answer so, as far as it is one that asks for it.
    pub enum Lack in "sessions" {
        /// An office holder's or an officer's fourteen days are over: first enrol a second factor.
        FactorOverdue = "factor-overdue" 403,
        /// A dangerous act: first prove the second factor again, then send the same command once more.
        StepUpNeeded = "step-up-needed" 403,
    }
}
