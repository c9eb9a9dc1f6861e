//! Guards (办结条件): every condition of a step, with its state, the missing amount, and who can supply it.
//!
//! Invariant: a step closes when no condition is missing. Each guard names the rule that requires it, so that everybody
//! can check the program.

use super::packs::{LawPoint, modelled_origin};
use super::{
    BallotFacts, Electorate, Figure, MeetingFacts, MeetingStatus, OpinionFacts, OpinionVerdict, RuleName, RuleWord,
    Rules, StepFacts, StepPlan, VoteOutcome, YesNo, add_up, approval_base, has_quorum, judge_votes, women_least,
};
use crate::access::Role;
use crate::decisions::{CaseStep, Decider};
use crate::process::{Guard, Measure, Unit, days_between};
use crate::time::{UtcMillis, end_of};
use crate::words;

words! {
    /// A condition of a step. Each has a text in every language.
    pub enum GuardId: "decisions.guard" {
        /// A meeting of the right form is linked.
        Meeting = "meeting",
        /// Convened by the person or body that the law names.
        Convened = "convened",
        Notice = "notice",
        /// 应到名册已固定
        Roll = "roll",
        /// The meeting took place and was closed.
        Held = "held",
        Quorum = "quorum",
        RepresentativesShare = "representatives-share",
        WomenShare = "women-share",
        Proxies = "proxies",
        Authorisation = "authorisation",
        /// The matter is not reserved to the full assembly.
        NotReserved = "not-reserved",
        LegalOpinion = "legal-opinion",
        TownshipOpinion = "township-opinion",
        SupervisorInformed = "supervisor-informed",
        DraftDelivered = "draft-delivered",
        /// A ballot is closed, and its figures are possible.
        Ballot = "ballot",
        Majority = "majority",
        Minutes = "minutes",
        Evidence = "evidence",
        NoHold = "no-hold",
    }
}

/// A condition of a step of a decision.
pub type StepGuard = Guard<GuardId>;

fn measure(have: u32, need: u32, unit: Unit) -> Measure {
    Measure { have, need, unit }
}

/// All conditions of a step, with their state.
pub fn evaluate_guards(plan: &StepPlan, facts: &StepFacts, rules: &Rules, now: UtcMillis) -> Vec<StepGuard> {
    let mut found = vec![];
    if plan.electorate != Electorate::None {
        meeting(&mut found, plan, facts, rules);
    }
    if plan.step == CaseStep::PartyReview {
        found.push(draft(facts, rules));
    }
    if plan.step == CaseStep::TownshipCheck {
        found.push(township(facts, rules, now));
    }
    if plan.step == CaseStep::Resolution {
        found.push(authorisation(plan, facts, rules, now));
        found.push(not_reserved(plan, facts, rules));
        found.push(legal(facts, rules));
        found.push(supervisor(facts, rules));
    }
    if plan.electorate != Electorate::None {
        votes(&mut found, plan, facts, rules);
        papers(&mut found, plan, facts, rules);
    }
    // The supervision committee may halt a case that it cannot follow (RC25 art. 36; VC25 art. 37).
    let by_law = modelled_origin(LawPoint::Supervision, &rules.version);
    let holds = measure(facts.open_holds, 0, Unit::Holds);
    found.push(Guard::new(GuardId::NoHold, facts.open_holds == 0, holds, Role::Supervisor, by_law));
    found
}

/// The unit in which the people of the meeting are counted.
pub fn unit_of(electorate: Electorate) -> Unit {
    if electorate == Electorate::Households { Unit::Households } else { Unit::People }
}

fn meeting(found: &mut Vec<StepGuard>, plan: &StepPlan, facts: &StepFacts, rules: &Rules) {
    let of = plan.electorate;
    let rule = |figure| rules.origin(RuleName::of(of, figure));
    let is_right = |meeting: &&MeetingFacts| {
        plan.forms.contains(&meeting.form) && meeting.electorate == of && meeting.status != MeetingStatus::Cancelled
    };
    let right = facts.meeting.as_ref().filter(is_right);
    let one = measure(u32::from(right.is_some()), 1, Unit::Meetings);
    found.push(Guard::new(GuardId::Meeting, right.is_some(), one, plan.led_by, rule(Figure::ConvenedBy)));

    let convener = rules.word(RuleName::of(of, Figure::ConvenedBy));
    let by: &[Role] = right.map_or(&[], |meeting| &meeting.convened_by);
    let convened = convener.is_some_and(|word| by.iter().any(|role| role.as_str() == word.as_str()));
    let one = measure(u32::from(convened), 1, Unit::Meetings);
    found.push(Guard::new(GuardId::Convened, convened, one, plan.led_by, rule(Figure::ConvenedBy)));

    let need = rules.number(RuleName::of(of, Figure::NoticeDays));
    let have = right.map_or(0, |meeting| days_between(meeting.announced_at, meeting.begins_at()));
    let is_met = right.is_some_and(|meeting| meeting.is_urgent || need.is_some_and(|need| have >= need));
    let days = measure(have, need.unwrap_or(u32::MAX), Unit::Days);
    found.push(Guard::new(GuardId::Notice, is_met, days, plan.led_by, rule(Figure::NoticeDays)));

    let attendance = right.map(|_| facts.attendance(rules.share(of, Figure::Quorum))).unwrap_or_default();
    let frozen = right.is_some_and(|meeting| meeting.roll_hash.len() == 64) && attendance.entitled() > 0;
    let people = measure(attendance.entitled(), 1, unit_of(of));
    found.push(Guard::new(GuardId::Roll, frozen, people, plan.led_by, rule(Figure::Quorum)));

    let held = right.is_some_and(|meeting| meeting.status == MeetingStatus::Closed);
    let one = measure(u32::from(held), 1, Unit::Meetings);
    let starts_at = right.filter(|_| !held).map(|meeting| meeting.starts_at);
    found.push(Guard::new(GuardId::Held, held, one, plan.led_by, rule(Figure::Quorum)).until(starts_at));

    let least = rules.share(of, Figure::Quorum).least(attendance.entitled());
    let people = measure(attendance.present, least, unit_of(of));
    let quorum = has_quorum(rules, of, &attendance);
    found.push(Guard::new(GuardId::Quorum, quorum, people, plan.led_by, rule(Figure::Quorum)).until(starts_at));
    if of == Electorate::Representatives {
        composition(found, plan, right, rules);
    }
    found.push(proxies(plan, right, rules));
}

/// RC25 art. 28, VC25 art. 29: chosen representatives are four fifths of the meeting; in a village, women among them
/// are one third of it.
fn composition(found: &mut Vec<StepGuard>, plan: &StepPlan, meeting: Option<&MeetingFacts>, rules: &Rules) {
    let made = meeting.map(|meeting| meeting.composition).unwrap_or_default();
    let share = |figure| rules.share(plan.electorate, figure);
    let (chosen, women) = (share(Figure::RepresentativesShare), share(Figure::WomenShare));
    for (id, figure, have, least) in [
        (GuardId::RepresentativesShare, Figure::RepresentativesShare, made.representatives, chosen.least(made.members)),
        (GuardId::WomenShare, Figure::WomenShare, made.women, women_least(women, made.members)),
    ] {
        // A woman who is counted must be counted as a representative too.
        let sound = made.women <= made.representatives && made.representatives <= made.members;
        let people = measure(have, least, Unit::People);
        let name = RuleName::of(plan.electorate, figure);
        let is_met = sound && made.members > 0 && have >= least;
        let guard = Guard::new(id, is_met, people, plan.led_by, rules.origin(name));
        // No law asks a share of women of a city's representatives.
        let is_asked = figure != Figure::WomenShare || rules.get(name).is_some();
        found.push(if is_asked { guard } else { guard.not_asked() });
    }
}

fn proxies(plan: &StepPlan, meeting: Option<&MeetingFacts>, rules: &Rules) -> StepGuard {
    let name = RuleName::of(plan.electorate, Figure::Proxies);
    let of_one = rules.number(RuleName::of(plan.electorate, Figure::ProxiesPerPersonMax)).unwrap_or(0);
    let allowed = matches!(rules.word(name), Some(RuleWord::NearRelatives | RuleWord::AnyVoter));
    let have = meeting.map_or(0, |meeting| meeting.attendance.proxies);
    let in_order = |meeting: &MeetingFacts| {
        let listed = allowed && meeting.unwritten_proxies == 0 && meeting.proxies_of_one_max <= of_one;
        meeting.attendance.proxies == 0 || listed
    };
    let is_met = meeting.is_none_or(in_order);
    let most = if allowed && is_met { have } else { 0 };
    Guard::new(GuardId::Proxies, is_met, measure(have, most, Unit::People), plan.led_by, rules.origin(name))
}

fn draft(facts: &StepFacts, rules: &Rules) -> StepGuard {
    let name = RuleName::of(Electorate::PartyMembers, Figure::DraftDays);
    let need = rules.number(name);
    let before = facts.draft_delivered_at.zip(facts.meeting.as_ref());
    let have = before.map_or(0, |(delivered_at, meeting)| days_between(delivered_at, meeting.begins_at()));
    let is_met = before.is_some_and(|(delivered_at, meeting)| delivered_at < meeting.begins_at())
        && need.is_some_and(|need| have >= need);
    let days = measure(have, need.unwrap_or(u32::MAX), Unit::Days);
    Guard::new(GuardId::DraftDelivered, is_met, days, Role::PartyCommittee, rules.origin(name))
}

/// The check is an opinion with a time limit. An objection halts the case; silence does so only where a local rule says
/// so.
fn township(facts: &StepFacts, rules: &Rules, now: UtcMillis) -> StepGuard {
    let name = RuleName::case(Figure::TownshipSilence);
    let passes = rules.word(name) == Some(RuleWord::Passes);
    let is_met = facts.township.is_some_and(|opinion| match opinion.given {
        Some((verdict, _)) => verdict != OpinionVerdict::Object,
        None => passes && now >= opinion.due_at,
    });
    let have = u32::from(facts.township.is_some_and(|opinion| opinion.given.is_some()));
    let waiting = facts.township.filter(|opinion| opinion.given.is_none()).map(|opinion| opinion.due_at);
    let opinion = measure(have, 1, Unit::Opinions);
    Guard::new(GuardId::TownshipOpinion, is_met, opinion, Role::Committee, rules.origin(name)).until(waiting)
}

/// Representatives may decide only what the assembly has left to them, as in force on the day of their meeting (RC25
/// art. 30; VC25 art. 28–29; ZJ-VC art. 16).
fn authorisation(plan: &StepPlan, facts: &StepFacts, rules: &Rules, now: UtcMillis) -> StepGuard {
    let day = facts.meeting.as_ref().map_or(now, |meeting| meeting.starts_at).day();
    let covering = facts.authorisations.iter().filter(|given| given.covers(&facts.item.code, day));
    let until = covering.clone().map(|given| given.until).max().map(end_of);
    let have = u32::try_from(covering.count()).unwrap_or(u32::MAX);
    let rule = rules.origin(RuleName::case(Figure::AuthorisationMatters));
    let guard =
        Guard::new(GuardId::Authorisation, have > 0, measure(have, 1, Unit::Authorisations), Role::Committee, rule);
    if plan.electorate == Electorate::Representatives { guard.until(until) } else { guard.not_asked() }
}

fn not_reserved(plan: &StepPlan, facts: &StepFacts, rules: &Rules) -> StepGuard {
    let by_representatives = plan.electorate == Decider::Representatives.electorate();
    let is_met = !(by_representatives && facts.item.reserved_to_assembly == YesNo::Yes);
    let meeting = measure(u32::from(is_met), 1, Unit::Meetings);
    let by_law = modelled_origin(LawPoint::Reserved, &rules.version);
    Guard::new(GuardId::NotReserved, is_met, meeting, Role::Committee, by_law)
}

fn legal(facts: &StepFacts, rules: &Rules) -> StepGuard {
    let name = RuleName::case(Figure::LegalObjection);
    let begins_at = facts.meeting.as_ref().map(MeetingFacts::begins_at);
    let in_time = |at: UtcMillis| begins_at.is_none_or(|begins_at| at <= begins_at);
    let holds = rules.word(name) != Some(RuleWord::Noted);
    let is_met = |opinion: &OpinionFacts| {
        opinion.given.is_some_and(|(verdict, at)| in_time(at) && (verdict != OpinionVerdict::Object || !holds))
    };
    let is_asked_for = facts.legal.as_ref();
    let have = u32::from(is_asked_for.is_some_and(|opinion| opinion.given.is_some()));
    let waiting = is_asked_for.filter(|opinion| opinion.given.is_none());
    // Nobody can give an opinion that was not asked for.
    let who = if waiting.is_some() { Role::Adviser } else { Role::Committee };
    let opinion = measure(have, 1, Unit::Opinions);
    let guard = Guard::new(GuardId::LegalOpinion, is_asked_for.is_some_and(is_met), opinion, who, rules.origin(name));
    match facts.item.needs_legal_opinion {
        YesNo::Yes => guard.until(waiting.map(|opinion| opinion.due_at)),
        YesNo::No => guard.not_asked(),
    }
}

fn supervisor(facts: &StepFacts, rules: &Rules) -> StepGuard {
    let name = RuleName::case(Figure::SupervisorInformed);
    let before = facts.supervisors_informed_at.zip(facts.meeting.as_ref());
    let is_met = before.is_some_and(|(informed_at, meeting)| informed_at <= meeting.begins_at());
    let told = measure(u32::from(is_met), 1, Unit::People);
    let guard = Guard::new(GuardId::SupervisorInformed, is_met, told, Role::Committee, rules.origin(name));
    if rules.is_required(Figure::SupervisorInformed) { guard } else { guard.not_asked() }
}

fn votes(found: &mut Vec<StepGuard>, plan: &StepPlan, facts: &StepFacts, rules: &Rules) {
    let of = plan.electorate;
    let rule = rules.origin(RuleName::of(of, Figure::Approval));
    let quorum = rules.share(of, Figure::Quorum);
    let attendance = facts.attendance(quorum);
    let is_sound = |ballot: &&BallotFacts| ballot.counts.given() > 0 && add_up(&attendance, &ballot.counts);
    let closed = facts.ballot(quorum).filter(|ballot| ballot.is_closed).filter(is_sound);
    let one = measure(u32::from(closed.is_some()), 1, Unit::Ballots);
    found.push(Guard::new(GuardId::Ballot, closed.is_some(), one, plan.led_by, rule.clone()));

    let counts = closed.map(|ballot| ballot.counts).unwrap_or_default();
    let need = rules.share(of, Figure::Approval).least(approval_base(rules, of, &attendance));
    let adopted = closed.is_some() && judge_votes(rules, of, &attendance, &counts) == VoteOutcome::Passed;
    let votes = measure(counts.r#for, need, Unit::Votes);
    found.push(Guard::new(GuardId::Majority, adopted, votes, plan.led_by, rule));
}

fn papers(found: &mut Vec<StepGuard>, plan: &StepPlan, facts: &StepFacts, rules: &Rules) {
    let name = RuleName::case(Figure::Minutes);
    let minutes = measure(facts.minutes, 1, Unit::Papers);
    let guard = Guard::new(GuardId::Minutes, facts.minutes > 0, minutes, plan.led_by, rules.origin(name));
    found.push(if rules.is_required(Figure::Minutes) { guard } else { guard.not_asked() });

    let name = RuleName::case(Figure::EvidenceMin);
    let need = rules.number(name);
    let is_met = need.is_some_and(|need| facts.evidence >= need);
    let papers = measure(facts.evidence, need.unwrap_or(u32::MAX), Unit::Papers);
    found.push(Guard::new(GuardId::Evidence, is_met, papers, plan.led_by, rules.origin(name)));
}
