//! Signing in (登录): a phone of the roster and a one-time code; then an opaque token in a cookie that is scoped
//! to the community.
//!
//! Invariant: whether a phone is in the roster cannot be learned from any answer. A code lives five minutes and
//! survives fewer than six wrong tries; codes and tokens are stored hashed only.

mod rules;
mod wire;

pub use rules::{Code, CodeState, Verdict, judge};
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
    }
}
