//! Counting people and votes (计数): who must be present, who must agree, and how a meeting is made up.
//!
//! Invariant: only [`Share`] compares. Only a vote for the draft counts for it; a missing vote does not.

use super::{Electorate, Figure, PassingRule, RuleName, RuleWord, Rules, Share, YesNo};
use crate::{reply, words};

words! {
    /// Whether the draft was adopted.
    pub enum VoteOutcome: "decisions.outcome" {
        Passed = "passed",
        NotPassed = "not-passed",
    }
}

reply! {
    /// Votes of a closed ballot, as counted.
    #[derive(Copy, Default)]
    pub struct VoteCounts {
        pub r#for: u32,
        pub against: u32,
        pub abstain: u32,
        pub invalid: u32,
    }
    /// People of a meeting (应到、实到).
    #[derive(Copy, Default)]
    pub struct MeetingTurnout {
        /// Everybody on the frozen roll.
        pub roll: u32,
        /// People who lost their right to vote since: neither counted nor asked.
        pub struck: u32,
        /// People who came, and people represented by a listed proxy.
        pub present: u32,
        /// Of those present, the people represented by a listed proxy.
        pub proxies: u32,
    }
    /// How a meeting of representatives is made up (构成), counting only entitled members.
    #[derive(Copy, Default)]
    pub struct Composition {
        pub members: u32,
        pub representatives: u32,
        /// Women among the representatives.
        pub women: u32,
    }
}

/// How many women a meeting of representatives needs: a share of all its members (组成人员, VC25 art. 29), which is
/// stricter than a share of the representatives alone.
pub fn women_least(share: Share, members: u32) -> u32 {
    share.least(members)
}

impl MeetingTurnout {
    /// 应到: the people who count.
    pub fn entitled(&self) -> u32 {
        self.roll.saturating_sub(self.struck)
    }
}

impl VoteCounts {
    pub fn given(&self) -> u64 {
        [self.r#for, self.against, self.abstain, self.invalid].into_iter().map(u64::from).sum()
    }
}

/// The number of people on which the share of approval is based.
pub fn approval_base(rules: &Rules, of: Electorate, attendance: &MeetingTurnout) -> u32 {
    match rules.word(RuleName::of(of, Figure::ApprovalBase)) {
        Some(RuleWord::Present) => attendance.present,
        // Without a rule, the larger number.
        _ => attendance.entitled().max(attendance.present),
    }
}

/// How a meeting of these people adopts a draft; `None` where nobody meets.
pub fn passing_rule(rules: &Rules, of: Electorate) -> Option<PassingRule> {
    let is_of_present = rules.word(RuleName::of(of, Figure::ApprovalBase)) == Some(RuleWord::Present);
    let of_present = if is_of_present { YesNo::Yes } else { YesNo::No };
    (of != Electorate::None).then(|| PassingRule { approval: rules.share(of, Figure::Approval), of_present })
}

/// Whether enough entitled people came.
pub fn has_quorum(rules: &Rules, of: Electorate, attendance: &MeetingTurnout) -> bool {
    // More people present than entitled is an error, not a quorum.
    attendance.present <= attendance.entitled()
        && rules.share(of, Figure::Quorum).is_reached(attendance.present, attendance.entitled())
}

/// Whether the people present at the meeting can have given these votes.
pub fn add_up(attendance: &MeetingTurnout, counts: &VoteCounts) -> bool {
    attendance.struck <= attendance.roll
        && attendance.present <= attendance.entitled()
        && attendance.proxies <= attendance.present
        && counts.given() <= u64::from(attendance.present)
}

/// The outcome of the votes of a meeting.
pub fn judge_votes(rules: &Rules, of: Electorate, attendance: &MeetingTurnout, counts: &VoteCounts) -> VoteOutcome {
    let adopted = has_quorum(rules, of, attendance)
        && add_up(attendance, counts)
        && rules.share(of, Figure::Approval).is_reached(counts.r#for, approval_base(rules, of, attendance));
    if adopted { VoteOutcome::Passed } else { VoteOutcome::NotPassed }
}
