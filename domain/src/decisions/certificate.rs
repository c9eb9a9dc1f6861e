//! The quorum certificate (法定人数凭证): what decided a closed step, under a hash that anybody can recompute.
//!
//! Invariant: the hash covers every field in one fixed order, and the hash of the previous step; the outcome follows
//! from the figures and the shares in the certificate itself.

use super::{
    BallotFacts, CaseStep, Composition, Electorate, Figure, GuardId, MeetingFacts, MeetingTurnout, Method,
    OpinionVerdict, Refusal, RuleName, RuleValue, RuleWord, Rules, Share, StepFacts, StepPlan, VoteCounts, VoteOutcome,
    add_up, evaluate_guards, judge_votes, value_text,
};
use crate::ids::{BallotId, CaseId, MeetingId};
use crate::process::CanonicalText;
use crate::reply;
use crate::time::UtcMillis;

reply! {
    pub struct Certificate {
        pub case: CaseId,
        pub step: CaseStep,
        /// The previous step, if the same meeting took it.
        pub with: Option<CaseStep>,
        /// The meeting that decided; none for the township's check.
        pub meeting: Option<CertifiedMeeting>,
        /// The opinion of the township's check; `None` if it gave none.
        pub opinion: Option<OpinionVerdict>,
        /// The adviser's verdict; an objection is published with the decision.
        pub legal_opinion: Option<OpinionVerdict>,
        /// Names and versions of the packs and settings.
        pub rules_version: String,
        pub outcome: VoteOutcome,
        pub closed_at: UtcMillis,
        /// The hash of the previous step's certificate; empty for the first step.
        pub previous: String,
        /// In hexadecimal digits, two for each byte.
        pub hash: String,
    }
    pub struct CertifiedMeeting {
        pub meeting: MeetingId,
        pub ballot: BallotId,
        pub electorate: Electorate,
        pub method: Method,
        pub roll_hash: String,
        pub attendance: MeetingTurnout,
        pub composition: Composition,
        pub counts: VoteCounts,
        pub quorum: CertifiedRule,
        pub approval: CertifiedRule,
        pub approval_base: CertifiedRule,
    }
    /// A rule, as it was applied.
    pub struct CertifiedRule {
        pub name: RuleName,
        pub value: RuleValue,
        pub pack: String,
        pub version: String,
        pub article: Option<String>,
        pub verified: bool,
    }
}

/// Why a certificate proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadCertificate {
    /// The hash does not match the content.
    Changed,
    /// More votes than people, or more people than the roll.
    FiguresImpossible,
    /// Fewer people were present than the quorum.
    NoQuorum,
    /// The outcome does not follow from the votes.
    OutcomeWrong,
}

/// Closes a step. Refused while any condition except the majority is missing. The outcome says whether the draft was
/// adopted; the person who closes the step states the expected outcome, so that nobody ends a case by mistake.
pub fn close_step(
    plan: &StepPlan,
    facts: &StepFacts,
    rules: &Rules,
    closing: StepClosing,
) -> Result<Certificate, Refusal> {
    let found = evaluate_guards(plan, facts, rules, closing.now);
    let missing: Vec<GuardId> = found
        .iter()
        .filter(|guard| guard.is_missing() && guard.id != GuardId::Majority)
        .map(|guard| guard.id)
        .collect();
    if !missing.is_empty() {
        return Err(Refusal::StepNotReady { missing });
    }
    let meeting = match plan.electorate {
        Electorate::None => None,
        of => {
            let ballot = facts.ballot(rules.share(of, Figure::Quorum));
            facts.meeting.as_ref().zip(ballot).map(|(meeting, ballot)| certified(plan, meeting, ballot, rules))
        }
    };
    let outcome = meeting
        .as_ref()
        .map_or(VoteOutcome::Passed, |at| judge_votes(rules, plan.electorate, &at.attendance, &at.counts));
    if outcome != closing.expected {
        return Err(Refusal::OutcomeDiffers { outcome });
    }
    let is_check = plan.step == CaseStep::TownshipCheck;
    let certificate = Certificate {
        case: facts.case,
        step: plan.step,
        with: plan.with,
        meeting,
        opinion: facts.township.filter(|_| is_check).and_then(|opinion| opinion.given).map(|(verdict, _)| verdict),
        legal_opinion: facts
            .legal
            .filter(|_| plan.step == CaseStep::Resolution)
            .and_then(|opinion| opinion.given)
            .map(|(verdict, _)| verdict),
        rules_version: rules.version.clone(),
        outcome,
        closed_at: closing.now,
        previous: facts.previous.clone(),
        hash: String::new(),
    };
    Ok(Certificate { hash: certificate.hash_of_content(), ..certificate })
}

/// When somebody closes a step, and which outcome that person expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepClosing {
    pub now: UtcMillis,
    pub expected: VoteOutcome,
}

fn certified(plan: &StepPlan, meeting: &MeetingFacts, ballot: &BallotFacts, rules: &Rules) -> CertifiedMeeting {
    let rule = |figure, otherwise| {
        let name = RuleName::of(plan.electorate, figure);
        let origin = rules.origin(name);
        CertifiedRule {
            name,
            value: rules.get(name).map_or(otherwise, |rule| rule.value),
            pack: origin.pack,
            version: origin.version,
            article: origin.article,
            verified: origin.verified,
        }
    };
    CertifiedMeeting {
        meeting: meeting.id,
        ballot: ballot.id,
        electorate: plan.electorate,
        method: ballot.method,
        roll_hash: meeting.roll_hash.clone(),
        attendance: ballot.turnout(&meeting.attendance),
        composition: meeting.composition,
        counts: ballot.counts,
        quorum: rule(Figure::Quorum, RuleValue::Share(Share::NEVER)),
        approval: rule(Figure::Approval, RuleValue::Share(Share::NEVER)),
        approval_base: rule(Figure::ApprovalBase, RuleValue::Word(RuleWord::Entitled)),
    }
}

impl Certificate {
    /// The text that the hash covers, with its lines in this order.
    pub fn canonical_text(&self) -> String {
        self.canonical().into_text()
    }

    fn canonical(&self) -> CanonicalText {
        let mut text = CanonicalText::new("linli-quorum-certificate=1");
        let mut line = |name: &str, value: &dyn core::fmt::Display| text.line(name, value);
        line("case", &self.case);
        line("step", &self.step);
        line("with", &self.with.map_or("", CaseStep::as_str));
        if let Some(at) = &self.meeting {
            line("meeting", &at.meeting);
            line("ballot", &at.ballot);
            line("electorate", &at.electorate);
            line("method", &at.method);
            line("roll_hash", &at.roll_hash);
            let people = &at.attendance;
            for (name, number) in [
                ("roll", people.roll),
                ("struck", people.struck),
                ("entitled", people.entitled()),
                ("present", people.present),
                ("proxies", people.proxies),
                ("members", at.composition.members),
                ("representatives", at.composition.representatives),
                ("women", at.composition.women),
                ("for", at.counts.r#for),
                ("against", at.counts.against),
                ("abstain", at.counts.abstain),
                ("invalid", at.counts.invalid),
            ] {
                line(name, &number);
            }
            for rule in [&at.quorum, &at.approval, &at.approval_base] {
                line("rule", &rule.text());
            }
        }
        line("opinion", &self.opinion.map_or("", OpinionVerdict::as_str));
        line("legal_opinion", &self.legal_opinion.map_or("", OpinionVerdict::as_str));
        line("rules", &self.rules_version);
        line("outcome", &self.outcome);
        line("closed_at", &self.closed_at.0);
        line("previous", &self.previous);
        text
    }

    fn hash_of_content(&self) -> String {
        self.canonical().hash()
    }

    /// The same certificate with a recomputed hash, as a person who falsifies a certificate would make it.
    #[cfg(test)]
    #[must_use]
    pub fn sealed_anew(self) -> Self {
        Self { hash: self.hash_of_content(), ..self }
    }

    /// Recomputes everything from the certificate's own content, as anybody can.
    pub fn verify(&self) -> Result<(), BadCertificate> {
        if self.hash_of_content() != self.hash {
            return Err(BadCertificate::Changed);
        }
        let Some(at) = &self.meeting else { return Ok(()) };
        let (people, counts) = (&at.attendance, &at.counts);
        if !add_up(people, counts) {
            return Err(BadCertificate::FiguresImpossible);
        }
        if !at.quorum.share().is_reached(people.present, people.entitled()) {
            return Err(BadCertificate::NoQuorum);
        }
        let adopted = at.approval.share().is_reached(counts.r#for, at.base());
        if adopted == (self.outcome == VoteOutcome::Passed) { Ok(()) } else { Err(BadCertificate::OutcomeWrong) }
    }
}

impl CertifiedMeeting {
    /// The people on whom the share of approval is based.
    fn base(&self) -> u32 {
        let of_present = self.approval_base.value == RuleValue::Word(RuleWord::Present);
        if of_present { self.attendance.present } else { self.attendance.entitled() }
    }

    /// How many votes for the draft were needed.
    pub fn votes_needed(&self) -> u32 {
        self.approval.share().least(self.base())
    }
}

impl CertifiedRule {
    fn share(&self) -> Share {
        match self.value {
            RuleValue::Share(share) => share,
            _ => Share::NEVER,
        }
    }

    fn text(&self) -> String {
        let article = self.article.as_deref().unwrap_or("");
        let read = if self.verified { "verified" } else { "unverified" };
        let (pack, version) = (&self.pack, &self.version);
        format!("{} {} {pack}@{version} {article} {read}", self.name, value_text(self.value))
    }
}
