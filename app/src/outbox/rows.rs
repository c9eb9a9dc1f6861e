//! One command that waits.

use crate::call::CallError;
use domain::contract::Problem;
use domain::ids::{CommandKey, CommunityCode, MemberId};
use domain::time::UtcMillis;
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its place in the order, given by the store.
    #[serde(default)]
    pub seq: u32,
    pub key: CommandKey,
    pub community: CommunityCode,
    pub member: MemberId,
    /// The endpoint's name, for the words.
    pub endpoint: String,
    pub path: String,
    pub body: String,
    /// What it is about, such as the activity's id.
    pub subject: String,
    pub title: String,
    pub made_at: UtcMillis,
    pub tries: u32,
    pub state: State,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum State {
    Waiting,
    /// The API said no; it stays to be read until its owner deletes it.
    Refused {
        problem: Problem,
    },
}

/// What to do after one try.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The API has it.
    Accepted,
    /// It never will.
    Refused(Problem),
    /// No network, or the API is in trouble: all rows wait and keep their order.
    Later,
    /// Somebody has to act first: sign in again, or take the update.
    Stopped(Problem),
}

impl Row {
    pub fn belongs_to(&self, community: &CommunityCode, member: MemberId) -> bool {
        self.community == *community && self.member == member
    }

    pub fn is_waiting(&self) -> bool {
        self.state == State::Waiting
    }

    /// The body as it goes out: where it tells the time of sending, that is this try's.
    pub fn body_at(&self, now: UtcMillis) -> String {
        let Ok(Value::Object(mut fields)) = serde_json::from_str(&self.body) else { return self.body.clone() };
        if !fields.contains_key("sent_at") {
            return self.body.clone();
        }
        fields.insert("sent_at".into(), now.0.into());
        Value::Object(fields).to_string()
    }
}

pub const NOT_SIGNED_IN: &str = "request/not-signed-in";

/// Reads the outcome of a try.
pub fn judge<T>(answer: Result<T, CallError>) -> Outcome {
    let problem = match answer {
        Ok(_) => return Outcome::Accepted,
        Err(CallError::Offline | CallError::Unreadable) => return Outcome::Later,
        Err(CallError::Problem(problem)) => problem,
    };
    match problem.code.as_str() {
        // The time of sending is new in each try, so a command that arrived before reads as "another content". Only
        // what succeeded is remembered under a key, and no other command ever gets this one.
        "request/key-reused" => Outcome::Accepted,
        NOT_SIGNED_IN | "request/stale-app" => Outcome::Stopped(problem),
        "request/too-many" => Outcome::Later,
        _ if problem.status >= 500 => Outcome::Later,
        _ => Outcome::Refused(problem),
    }
}

/// Seconds until the next try by itself.
pub fn backoff_seconds(tries: u32) -> u32 {
    5 << tries.min(6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(code: &str, status: u16) -> Problem {
        Problem::new(code, status, serde_json::Map::new())
    }

    fn row(body: &str) -> Row {
        Row {
            seq: 1,
            key: "01JZZZZZZZZZZZZZZZZZZZZZZZ".parse().unwrap(),
            community: "511402901001".parse().unwrap(),
            member: "01JAAAAAAAAAAAAAAAAAAAAAAA".parse().unwrap(),
            endpoint: "volunteering/check-in".into(),
            path: "/api/x".into(),
            body: body.into(),
            subject: String::new(),
            title: "清理楼道".into(),
            made_at: UtcMillis(5),
            tries: 0,
            state: State::Waiting,
        }
    }

    #[test]
    fn what_follows_from_an_answer() {
        for (answer, expect) in [
            (Ok(()), Outcome::Accepted),
            (Err(CallError::Offline), Outcome::Later),
            (Err(CallError::Unreadable), Outcome::Later),
            (Err(CallError::Problem(problem("request/key-reused", 409))), Outcome::Accepted),
            (Err(CallError::Problem(problem("fault", 500))), Outcome::Later),
            (Err(CallError::Problem(problem("request/too-many", 429))), Outcome::Later),
            (Err(CallError::Problem(problem(NOT_SIGNED_IN, 401))), Outcome::Stopped(problem(NOT_SIGNED_IN, 401))),
            (
                Err(CallError::Problem(problem("request/stale-app", 409))),
                Outcome::Stopped(problem("request/stale-app", 409)),
            ),
            (
                Err(CallError::Problem(problem("volunteering/too-many-wrong-codes", 429))),
                Outcome::Refused(problem("volunteering/too-many-wrong-codes", 429)),
            ),
            (
                Err(CallError::Problem(problem("volunteering/ended", 409))),
                Outcome::Refused(problem("volunteering/ended", 409)),
            ),
        ] {
            let name = format!("{answer:?}");
            assert_eq!(judge(answer), expect, "{name}");
        }
    }

    #[test]
    fn each_try_tells_its_own_time_and_nothing_else_changes() {
        let report = row(r#"{"at":7,"code":"123456","sent_at":7}"#);
        assert_eq!(report.body_at(UtcMillis(99)), r#"{"at":7,"code":"123456","sent_at":99}"#);
        assert_eq!(row("{}").body_at(UtcMillis(99)), "{}");
    }

    #[test]
    fn a_row_survives_the_store() {
        let mut before = row("{}");
        before.state = State::Refused { problem: problem("volunteering/ended", 409) };
        let text = serde_json::to_string(&before).unwrap();
        assert_eq!(serde_json::from_str::<Row>(&text).unwrap(), before);
    }

    #[test]
    fn tries_become_rarer_and_never_stop() {
        let waits: Vec<u32> = [0, 1, 6, 60].map(backoff_seconds).into();
        assert_eq!(waits, [5, 10, 320, 320]);
    }
}
