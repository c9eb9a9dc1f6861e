//! Both sides of every boundary of decisions, as tables; and properties of every history.
//!
//! A row names its source: an article, or the pack's name of the figure.

mod authorisations;
mod certificates;
mod deciding_ballot;
mod dossiers;
mod guard_order;
mod guards;
mod histories;
mod law_of_2026;
mod not_yet;
mod opinions;
mod procedures;
mod rules;
mod steps;

use super::*;
use crate::access::Role;
use crate::communities::CommunityKind;
use crate::ids::{BallotId, CaseId, MeetingId};
use crate::time::{DAY, HOUR, UtcMillis, start_of};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rules_of(kind: CommunityKind, province: &str) -> Rules {
    Rules::resolve(kind, province, day("2026-11-26"), &Settings::new())
}

fn village() -> Rules {
    rules_of(CommunityKind::Village, "51")
}

fn community() -> Rules {
    rules_of(CommunityKind::Community, "51")
}

/// The meeting begins in the evening of this day.
fn starts_at() -> UtcMillis {
    start_of(day("2026-11-20")).plus(19 * HOUR)
}

/// Two hours later, when the meeting has ended.
fn now() -> UtcMillis {
    starts_at().plus(2 * HOUR)
}

const WAY: CaseProcedure = CaseProcedure {
    opening: FirstSteps::Apart,
    party: PartyBody::Members,
    township: TownshipCheck::BeforeResolution,
    decider: Decider::Representatives,
};

fn plan_of(way: CaseProcedure, step: CaseStep) -> StepPlan {
    way.steps().into_iter().find(|plan| plan.step == step).unwrap()
}

fn item(legal: YesNo) -> CaseItem {
    CaseItem {
        code: "C03".parse().unwrap(),
        needs_legal_opinion: legal,
        reserved_to_assembly: YesNo::No,
        needs_filing: YesNo::No,
    }
}

/// Facts with which a step of the plan closes: thirty entitled, twenty-four present, twenty in favour.
fn ready(plan: &StepPlan) -> StepFacts {
    let id = |number: u128| (starts_at(), number);
    let (at, chance) = id(1);
    let convened_by = if plan.led_by == Role::Committee { Role::Committee } else { Role::PartyCommittee };
    let meeting = plan.forms.first().map(|form| MeetingFacts {
        id: MeetingId::from_parts(at, chance),
        form: *form,
        electorate: plan.electorate,
        status: MeetingStatus::Closed,
        announced_at: starts_at().plus(-12 * DAY),
        is_urgent: false,
        starts_at: starts_at(),
        opened_at: Some(starts_at()),
        convened_by: vec![Role::Resident, convened_by],
        roll_hash: "ab".repeat(32),
        attendance: MeetingTurnout { roll: 31, struck: 1, present: 24, proxies: 0 },
        composition: Composition { members: 30, representatives: 25, women: 11 },
        unwritten_proxies: 0,
        proxies_of_one_max: 0,
    });
    let counts = VoteCounts { r#for: 20, against: 3, abstain: 1, invalid: 0 };
    let ballot = BallotFacts {
        id: BallotId::from_parts(at, 3),
        meeting: MeetingId::from_parts(at, chance),
        method: Method::Secret,
        is_closed: true,
        entitled: 30,
        present: 24,
        counts,
    };
    let opinion = OpinionFacts {
        due_at: starts_at().plus(-DAY),
        given: Some((OpinionVerdict::Agree, starts_at().plus(-2 * DAY))),
    };
    StepFacts {
        case: CaseId::from_parts(at, 2),
        item: item(YesNo::Yes),
        meeting,
        ballots: vec![ballot],
        minutes: 1,
        evidence: 1,
        draft_delivered_at: Some(starts_at().plus(-4 * DAY)),
        supervisors_informed_at: Some(starts_at().plus(-9 * DAY)),
        legal: Some(opinion),
        township: Some(opinion),
        authorisations: vec![AuthorisationFacts {
            codes: vec!["C03".parse().unwrap()],
            from: day("2026-01-01"),
            until: day("2026-12-31"),
        }],
        open_holds: 0,
        previous: String::new(),
    }
}

/// Names of the missing conditions.
fn missing(plan: &StepPlan, facts: &StepFacts, rules: &Rules) -> String {
    let found = super::evaluate_guards(plan, facts, rules, now());
    let names: Vec<&str> = found.iter().filter(|guard| guard.is_missing()).map(|guard| guard.id.as_str()).collect();
    names.join(" ")
}

fn guard(plan: &StepPlan, facts: &StepFacts, rules: &Rules, id: GuardId) -> StepGuard {
    super::evaluate_guards(plan, facts, rules, now()).into_iter().find(|guard| guard.id == id).unwrap()
}

/// The same cases on every machine; `LINLI_CASES` asks for more and `LINLI_SEED` for others.
fn cases() -> proptest::test_runner::Config {
    use proptest::test_runner::{Config, RngSeed};
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let cases = number("LINLI_CASES").and_then(|cases| u32::try_from(cases).ok()).unwrap_or(256);
    let rng_seed = RngSeed::Fixed(number("LINLI_SEED").unwrap_or(2026));
    Config { cases, rng_seed, failure_persistence: None, ..Config::default() }
}
