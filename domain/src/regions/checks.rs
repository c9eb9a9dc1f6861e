//! What communities ask the office of their street or township for: the check of a draft before its resolution (审核),
//! or the filing of a resolution (备案); and the answers of the office (`rules.md` §1.2).
//!
//! Invariant: the office answers once, while the community still waits. It gives an opinion and decides nothing: a
//! community decides its own affairs (VC25 art. 6).

use crate::contract::Page;
use crate::decisions::{CheckEnd, CheckKind, OpinionText, OpinionVerdict};
use crate::ids::{CaseId, CommunityCode, OpinionId};
use crate::process::is_over;
use crate::time::UtcMillis;
use crate::{body, reply, words};

words! {
    /// The state of a request.
    pub enum CheckState: "officers.check-state" {
        /// 待答复
        Waiting = "waiting",
        /// Answered; the community has not yet recorded the answer.
        OnItsWay = "on-its-way",
        /// The community has recorded the answer.
        Delivered = "delivered",
        /// The committee entered a paper before the answer came.
        ByPaper = "by-paper",
        /// The case was resolved or ended before the answer came.
        CaseEnded = "case-ended",
    }
}

crate::refusals! {
    /// Why an answer of the office is refused.
    pub enum CheckRefusal in "regions" {
        /// Another officer has already answered.
        CheckAnswered = "check-answered" 409,
        CheckByPaper = "check-by-paper" 409,
        CheckCaseEnded = "check-case-ended" 409,
    }
}

/// The state that follows from the records.
pub fn check_state(is_answered: bool, is_taken: bool, ended: Option<CheckEnd>) -> CheckState {
    match ended {
        Some(CheckEnd::ByPaper) => CheckState::ByPaper,
        Some(CheckEnd::CaseEnded) => CheckState::CaseEnded,
        None if is_taken => CheckState::Delivered,
        None if is_answered => CheckState::OnItsWay,
        None => CheckState::Waiting,
    }
}

/// Whether the office may answer now.
pub fn answer_check(state: CheckState) -> Result<(), CheckRefusal> {
    match state {
        CheckState::Waiting => Ok(()),
        CheckState::OnItsWay | CheckState::Delivered => Err(CheckRefusal::CheckAnswered),
        CheckState::ByPaper => Err(CheckRefusal::CheckByPaper),
        CheckState::CaseEnded => Err(CheckRefusal::CheckCaseEnded),
    }
}

body! {
    pub struct AnswerCheckRequest {
        pub verdict: OpinionVerdict,
        /// The opinion of the office, with its reason.
        pub text: OpinionText,
    }
}

reply! {
    /// Requests of communities: the first page has all waiting ones, the nearest deadline first; then the others,
    /// newest first.
    pub struct Checks {
        pub open: Vec<CheckRow>,
        /// How many requests wait; the list contains the first of them.
        pub open_count: u32,
        /// The requests that no longer wait.
        pub page: Page<CheckRow>,
    }
    pub struct CheckRow {
        pub id: OpinionId,
        pub seq: u64,
        pub community: CommunityCode,
        pub community_name: String,
        /// 示范数据
        pub demonstration: bool,
        pub case: CaseId,
        pub title: String,
        pub kind: CheckKind,
        /// The text concerned, while the request waits.
        pub draft: Option<CheckDraft>,
        pub asked_at: UtcMillis,
        pub received_at: UtcMillis,
        pub due_at: UtcMillis,
        pub state: CheckState,
        pub answer: Option<CheckAnswered>,
    }
    /// A version of the matter's text, as the community publishes it.
    pub struct CheckDraft {
        pub version: u32,
        pub text: String,
        /// SHA-256 of the text, in hexadecimal digits.
        pub hash: String,
    }
    pub struct CheckAnswered {
        pub verdict: OpinionVerdict,
        pub text: String,
        pub at: UtcMillis,
        pub by_name: String,
    }
}

impl CheckRow {
    pub fn is_overdue(&self, now: UtcMillis) -> bool {
        self.state == CheckState::Waiting && is_over(self.due_at, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// VC25 art. 6, `rules.md` §1.2: one opinion, in time, from the office that was asked.
    #[test]
    fn an_office_answers_once_while_somebody_waits() {
        use CheckRefusal as R;
        let (paper, left) = (Some(CheckEnd::ByPaper), Some(CheckEnd::CaseEnded));
        for (is_answered, is_taken, ended, state, answer) in [
            (false, false, None, CheckState::Waiting, Ok(())),
            (true, false, None, CheckState::OnItsWay, Err(R::CheckAnswered)),
            (true, true, None, CheckState::Delivered, Err(R::CheckAnswered)),
            (false, false, paper, CheckState::ByPaper, Err(R::CheckByPaper)),
            (true, false, paper, CheckState::ByPaper, Err(R::CheckByPaper)),
            (true, true, paper, CheckState::ByPaper, Err(R::CheckByPaper)),
            (false, false, left, CheckState::CaseEnded, Err(R::CheckCaseEnded)),
            (true, true, left, CheckState::CaseEnded, Err(R::CheckCaseEnded)),
        ] {
            let found = check_state(is_answered, is_taken, ended);
            assert_eq!((found, answer_check(found)), (state, answer), "{is_answered} {is_taken} {ended:?}");
        }
    }
}
