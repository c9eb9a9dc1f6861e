//! Counting people and votes (计数): who must be there, who must agree, how a meeting is made up.
//!
//! Invariant: only [`Share`] compares. A vote that is not for the draft, given or not, is none for it.

use super::{Electorate, Figure, RuleName, RuleWord, Rules, Share};
use crate::{reply, words};

words! {
    /// Whether the draft was adopted.
    pub enum VoteOutcome {
        Passed = "passed",
        NotPassed = "not-passed",
    }
}

reply! {
    /// Votes of a closed ballot, as counted.
    #[derive(Copy, Default)]
    pub struct Counts {
        pub r#for: u32,
        pub against: u32,
        pub abstain: u32,
        pub invalid: u32,
    }
    /// People of a meeting (应到、实到).
    #[derive(Copy, Default)]
    pub struct Turnout {
        /// Everybody on the frozen roll.
        pub roll: u32,
        /// Who lost the entitlement since: neither counted nor asked.
        pub struck: u32,
        /// Who came, and who is there by a listed proxy.
        pub present: u32,
        /// Of those: by a listed proxy.
        pub proxies: u32,
    }
    /// How a meeting of representatives is made up (构成), of those who are entitled.
    #[derive(Copy, Default)]
    pub struct Composition {
        pub members: u32,
        pub representatives: u32,
        /// Women among the representatives.
        pub women: u32,
    }
}

/// How many women a meeting of representatives needs: a share of all who make it up (组成人员, VC18 art. 25), which is
/// stricter than one of the representatives alone.
pub fn women_least(share: Share, members: u32) -> u32 {
    share.least(members)
}

impl Turnout {
    /// 应到: who counts.
    pub fn entitled(&self) -> u32 {
        self.roll.saturating_sub(self.struck)
    }
}

impl Counts {
    pub fn given(&self) -> u64 {
        [self.r#for, self.against, self.abstain, self.invalid].into_iter().map(u64::from).sum()
    }
}

/// Of how many people the approval is counted.
pub fn approval_base(rules: &Rules, of: Electorate, attendance: &Turnout) -> u32 {
    match rules.word(RuleName::of(of, Figure::ApprovalBase)) {
        Some(RuleWord::Present) => attendance.present,
        // Where nothing is written, the larger one.
        _ => attendance.entitled().max(attendance.present),
    }
}

/// Whether enough of the entitled came.
pub fn has_quorum(rules: &Rules, of: Electorate, attendance: &Turnout) -> bool {
    // More people than the roll has are no quorum but a mistake.
    attendance.present <= attendance.entitled()
        && rules.share(of, Figure::Quorum).is_reached(attendance.present, attendance.entitled())
}

/// Whether the votes of one meeting can have been given by those who were there.
pub fn add_up(attendance: &Turnout, counts: &Counts) -> bool {
    attendance.struck <= attendance.roll
        && attendance.present <= attendance.entitled()
        && attendance.proxies <= attendance.present
        && counts.given() <= u64::from(attendance.present)
}

/// What the votes of a meeting mean.
pub fn outcome(rules: &Rules, of: Electorate, attendance: &Turnout, counts: &Counts) -> VoteOutcome {
    let adopted = has_quorum(rules, of, attendance)
        && add_up(attendance, counts)
        && rules.share(of, Figure::Approval).is_reached(counts.r#for, approval_base(rules, of, attendance));
    if adopted { VoteOutcome::Passed } else { VoteOutcome::NotPassed }
}
