//! One command that waits.

use super::retry_delay::LastTry;
use crate::call::{Answer, CallError};
use domain::contract::Problem;
use domain::ids::{CommunityCode, MemberId};
use domain::time::UtcMillis;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its position, given by the store.
    pub seq: u32,
    /// The key of its command, the same in every try.
    pub key: String,
    pub community: CommunityCode,
    pub member: MemberId,
    /// The endpoint's name, for the words shown.
    pub endpoint: String,
    pub path: String,
    pub body: String,
    /// The id of its subject, such as the activity.
    pub subject: String,
    /// Empty until it is known here.
    pub title: String,
    pub made_at: UtcMillis,
    pub tries: u32,
    /// When the last try began.
    pub tried_at: UtcMillis,
    /// The API answered the last try, and asked to wait.
    pub told_later: bool,
    /// The API's refusal, as received; the row stays readable until its owner deletes it. A row without a refusal is
    /// waiting.
    pub refused: Option<String>,
}

/// What to do after a try.
#[derive(Debug, PartialEq, Eq)]
pub enum TryOutcome {
    /// The API has accepted it.
    Accepted,
    /// The API refused for good, with this answer.
    Refused(String),
    /// No network, or the API has a problem: all rows wait and keep their order.
    Later { told: bool },
    /// The person has to act first: sign in again, or install the new version.
    Stopped(Problem),
}

impl OutboxRow {
    pub fn belongs_to(&self, community: &CommunityCode, member: MemberId) -> bool {
        self.community == *community && self.member == member
    }

    pub fn is_waiting(&self) -> bool {
        self.refused.is_none()
    }

    /// The try after which it rests; `None` if none has failed.
    pub fn last_try(&self) -> Option<LastTry> {
        let last = LastTry { tries: self.tries, at: self.tried_at, told_later: self.told_later };
        (self.is_waiting() && self.tries > 0).then_some(last)
    }

    /// The API's refusal.
    pub fn refusal(&self) -> Option<CallError> {
        let said = self.refused.as_ref()?;
        Some(crate::json::parse_json(said).map_or(CallError::Unreadable, CallError::Problem))
    }
}

pub const NOT_SIGNED_IN: &str = "request/not-signed-in";

/// Derives the outcome of a try from its answer.
pub fn judge_answer(answer: Result<Answer, CallError>) -> TryOutcome {
    let Ok(answer) = answer else { return TryOutcome::Later { told: false } };
    let problem = match answer.refusal() {
        None => return TryOutcome::Accepted,
        Some(CallError::Problem(problem)) => problem,
        Some(_) => return TryOutcome::Later { told: false },
    };
    match problem.code.as_str() {
        NOT_SIGNED_IN | "request/stale-app" => TryOutcome::Stopped(problem),
        "request/too-many" => TryOutcome::Later { told: true },
        _ if problem.status >= 500 => TryOutcome::Later { told: true },
        _ => TryOutcome::Refused(answer.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_from_an_answer() {
        let came = |status: u16, text: &str| Ok(Answer { status, text: text.to_owned(), stored_at: None });
        let said = |code: &str, status: u16| {
            serde_json::to_string(&Problem::new(code, status, serde_json::Map::new())).unwrap()
        };
        let problem = |code: &str, status: u16| Problem::new(code, status, serde_json::Map::new());
        let refused = |code: &str, status: u16| TryOutcome::Refused(said(code, status));
        for (name, answer, expect) in [
            ("done", came(200, "{}"), TryOutcome::Accepted),
            ("no network", Err(CallError::Offline), TryOutcome::Later { told: false }),
            ("a page of the provider", came(404, "<html>"), TryOutcome::Later { told: false }),
            ("trouble", came(500, &said("fault", 500)), TryOutcome::Later { told: true }),
            ("too many", came(429, &said("request/too-many", 429)), TryOutcome::Later { told: true }),
            ("signed out", came(401, &said(NOT_SIGNED_IN, 401)), TryOutcome::Stopped(problem(NOT_SIGNED_IN, 401))),
            (
                "an old app",
                came(409, &said("request/stale-app", 409)),
                TryOutcome::Stopped(problem("request/stale-app", 409)),
            ),
            ("another command's key", came(409, &said("request/key-reused", 409)), refused("request/key-reused", 409)),
            (
                "wrong codes",
                came(429, &said("volunteering/too-many-wrong-codes", 429)),
                refused("volunteering/too-many-wrong-codes", 429),
            ),
            ("over", came(409, &said("volunteering/ended", 409)), refused("volunteering/ended", 409)),
        ] {
            assert_eq!(judge_answer(answer), expect, "{name}");
        }
    }
}
