//! Properties of every history of a case and of all figures.

use super::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;

/// Figures around every boundary, with and without papers.
#[derive(Debug, Clone)]
struct Draw {
    attendance: MeetingTurnout,
    counts: VoteCounts,
    composition: Composition,
    notice_days: i64,
    papers: (u32, u32),
    holds: u32,
    proxies_of_one_max: u32,
    verdict: Option<OpinionVerdict>,
    status: MeetingStatus,
}

/// Mostly valid, so that whole cases succeed.
fn draws() -> impl Strategy<Value = Draw> {
    let right = any_figures().prop_map(|draw| {
        let entitled = draw.attendance.entitled();
        Draw {
            attendance: MeetingTurnout { present: entitled, proxies: 0, ..draw.attendance },
            counts: VoteCounts { r#for: entitled, ..VoteCounts::default() },
            composition: Composition { members: entitled, representatives: entitled, women: entitled },
            notice_days: 12,
            papers: (2, 2),
            holds: 0,
            proxies_of_one_max: 0,
            verdict: Some(OpinionVerdict::Agree),
            status: MeetingStatus::Closed,
        }
    });
    let lost = |draw: Draw| Draw { counts: VoteCounts { against: draw.counts.r#for, ..VoteCounts::default() }, ..draw };
    prop_oneof![4 => right.clone(), 1 => right.prop_map(lost), 2 => any_figures()]
}

fn any_figures() -> impl Strategy<Value = Draw> + Clone {
    let people = (6u32..40, 0u32..3, 0u32..12, 0u32..2);
    let votes = (0u32..8, 0u32..2, 0u32..2);
    let papers = (prop::sample::select(vec![0u32, 1, 1, 1, 1, 1]), prop::sample::select(vec![0u32, 1, 1, 1, 1, 1]));
    let holds = prop::sample::select(vec![0u32, 0, 0, 0, 0, 1]);
    let verdict = prop::sample::select(vec![
        None,
        Some(OpinionVerdict::Agree),
        Some(OpinionVerdict::Agree),
        Some(OpinionVerdict::Object),
    ]);
    let status = prop::sample::select(vec![
        MeetingStatus::Closed,
        MeetingStatus::Closed,
        MeetingStatus::Closed,
        MeetingStatus::Open,
    ]);
    (people, votes, (0u32..4, 0u32..20), 4i64..14, papers, holds, verdict, status).prop_map(
        |(
            (roll, struck, absent, proxies),
            (against, abstain, invalid),
            (officials, men),
            notice_days,
            papers,
            holds,
            verdict,
            status,
        )| {
            let entitled = roll.saturating_sub(struck);
            let present = entitled.saturating_sub(absent);
            let representatives = entitled.saturating_sub(officials);
            Draw {
                attendance: MeetingTurnout { roll, struck, present, proxies: proxies.min(present) },
                counts: VoteCounts { r#for: present.saturating_sub(against + abstain), against, abstain, invalid },
                composition: Composition {
                    members: entitled,
                    representatives,
                    women: representatives.saturating_sub(men),
                },
                notice_days,
                papers,
                holds,
                proxies_of_one_max: proxies,
                verdict,
                status,
            }
        },
    )
}

fn facts_of(plan: &StepPlan, draw: &Draw) -> StepFacts {
    let mut facts = ready(plan);
    if let Some(meeting) = &mut facts.meeting {
        (meeting.attendance, meeting.composition, meeting.status) = (draw.attendance, draw.composition, draw.status);
        meeting.announced_at = starts_at().plus(-draw.notice_days * DAY);
        meeting.proxies_of_one_max = draw.proxies_of_one_max;
    }
    let ballot = &mut facts.ballots[0];
    (ballot.entitled, ballot.present) = (draw.attendance.entitled(), draw.attendance.present);
    ballot.counts = draw.counts;
    (facts.minutes, facts.evidence) = draw.papers;
    facts.open_holds = draw.holds;
    let given = draw.verdict.map(|verdict| (verdict, starts_at()));
    (facts.legal, facts.township) =
        (Some(OpinionFacts { due_at: now().plus(DAY), given }), Some(OpinionFacts { due_at: now(), given }));
    facts
}

fn ways() -> impl Strategy<Value = CaseProcedure> {
    use prop::sample::select;
    (select(FirstSteps::ALL), select(PartyBody::ALL), select(TownshipCheck::ALL), select(Decider::ALL))
        .prop_map(|(opening, party, township, decider)| CaseProcedure { opening, party, township, decider })
}

/// Settings that are at least as strict as the rules below them.
fn settings() -> impl Strategy<Value = Settings> {
    let choices: Vec<(&'static str, &'static str)> = vec![
        ("representatives/quorum", "\">=4/5\""),
        ("representatives/approval-base", "\"entitled\""),
        ("representatives/approval", "\">=2/3\""),
        ("adults/quorum", "\">=2/3\""),
        ("adults/notice-days", "12"),
        ("adults/proxies", "\"none\""),
        ("households/approval", "\">=3/4\""),
        ("joint-committees/quorum", "\">=2/3\""),
        ("branch-committee/notice-days", "5"),
        ("party-members/quorum", "\">=3/4\""),
        ("party-members/draft-days", "5"),
        ("representatives/women-share", "\">=1/2\""),
        ("case/legal-objection", "\"blocks\""),
        ("case/township-silence", "\"blocks\""),
        ("case/evidence-min", "2"),
    ];
    prop::sample::subsequence(choices, 0..=15).prop_map(|chosen| {
        let set = |(name, value): (&str, &str)| (name.parse().unwrap(), serde_json::from_str(value).unwrap());
        chosen.into_iter().map(set).collect()
    })
}

fn village_with(settings: &Settings) -> Rules {
    Rules::resolve(CommunityKind::Village, "51", day("2026-11-26"), settings)
}

/// Draws, the outcome that the closer expects, and at zero leaving the case.
fn tries() -> impl Strategy<Value = Vec<(Draw, bool, u8)>> {
    prop::collection::vec((draws(), prop::bool::weighted(0.8), 0u8..60), 1..30)
}

/// Tries to close step after step.
fn walk(way: CaseProcedure, set: &Settings, tries: Vec<(Draw, bool, u8)>) -> Result<CaseStatus, TestCaseError> {
    let rules = village_with(set);
    let (mut case, mut closed) = (Case::open(way), Vec::<Certificate>::new());
    for (draw, expects_passed, leaves) in tries {
        let Ok(plan) = case.plan() else { break };
        if leaves == 0 {
            case = case.leave(Exit::Returned, None).unwrap();
            break;
        }
        let previous = closed.last().map(|certificate| certificate.hash.clone()).unwrap_or_default();
        let facts = StepFacts { previous, ..facts_of(&plan, &draw) };
        let expected = if expects_passed { VoteOutcome::Passed } else { VoteOutcome::NotPassed };
        let lacking = missing(&plan, &facts, &rules);
        match close_step(&plan, &facts, &rules, StepClosing { now: now(), expected }) {
            Ok(certificate) => {
                prop_assert_eq!(certificate.verify(), Ok(()));
                let lost = certificate.outcome == VoteOutcome::NotPassed;
                prop_assert_eq!(lacking, if lost { "majority" } else { "" });
                case = case.after(&certificate).unwrap();
                closed.push(certificate);
            }
            Err(_) => prop_assert!(!lacking.is_empty() || expected == VoteOutcome::NotPassed),
        }
    }
    if case.status == CaseStatus::Resolved {
        let steps: Vec<CaseStep> = way.steps().iter().map(|plan| plan.step).collect();
        let proven: Vec<CaseStep> = closed.iter().map(|certificate| certificate.step).collect();
        prop_assert_eq!(steps, proven);
        prop_assert!(closed.iter().all(|certificate| certificate.outcome == VoteOutcome::Passed));
    }
    prop_assert!(closed.windows(2).all(|pair| pair[1].previous == pair[0].hash));
    if case.status != CaseStatus::Open {
        super::procedures::refuses_everything(case);
    }
    Ok(case.status)
}

proptest! {
    #![proptest_config(cases())]

    /// A case is resolved only after every step closed, each with no missing guard at its closing; every certificate
    /// verifies, and each names the previous one.
    #[test]
    fn no_history_reaches_a_resolution_past_a_missing_guard(way in ways(), set in settings(), tries in tries()) {
        walk(way, &set, tries)?;
    }

    /// What passes under stricter settings passes without them.
    #[test]
    fn stricter_settings_never_make_passing_easier(way in ways(), set in settings(), draw in draws()) {
        let (plain, strict) = (village(), village_with(&set));
        for (name, value) in &set {
            prop_assert_eq!(strict.get(*name).map(|rule| rule.value), Some(*value), "a setting was not taken");
        }
        for plan in way.steps() {
            let facts = facts_of(&plan, &draw);
            let (without, with) = (missing(&plan, &facts, &plain), missing(&plan, &facts, &strict));
            for name in without.split_whitespace() {
                prop_assert!(with.split_whitespace().any(|other| other == name), "{} {} | {}", plan.step, without, with);
            }
        }
    }

    /// One more vote for the draft never loses it, and one more against never wins it; without people nothing is
    /// decided.
    #[test]
    fn votes_count_in_their_direction(draw in draws(), step in 0usize..4) {
        let rules = village();
        let plan = WAY.steps()[[0, 1, 2, 4][step]];
        let of = |counts: VoteCounts, attendance: &MeetingTurnout| judge_votes(&rules, plan.electorate, attendance, &counts);
        let before = of(draw.counts, &draw.attendance);
        let instead = |counts: VoteCounts| if counts.against > 0 {
            VoteCounts { r#for: counts.r#for + 1, against: counts.against - 1, ..counts }
        } else { counts };
        if before == VoteOutcome::Passed {
            prop_assert_eq!(of(instead(draw.counts), &draw.attendance), VoteOutcome::Passed);
            prop_assert!(u64::from(draw.counts.r#for) * 2 > u64::from(draw.counts.against + draw.counts.abstain));
        }
        prop_assert_eq!(of(draw.counts, &MeetingTurnout::default()), VoteOutcome::NotPassed);
    }
}

/// The walk reaches every possible end, not only refusals.
#[test]
fn random_histories_do_reach_every_end() {
    let mut runner = proptest::test_runner::TestRunner::new(cases());
    let mut ends: Vec<CaseStatus> = vec![];
    for _ in 0..300 {
        let drawn = (ways(), settings(), tries()).new_tree(&mut runner).unwrap().current();
        ends.push(walk(drawn.0, &drawn.1, drawn.2).unwrap());
    }
    for end in [CaseStatus::Open, CaseStatus::Resolved, CaseStatus::Returned, CaseStatus::Rejected] {
        let count = ends.iter().filter(|found| **found == end).count();
        assert!(count >= 10, "{end}: {count} of {}", ends.len());
    }
}
