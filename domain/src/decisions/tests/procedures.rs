//! Ways and states: the steps and their order, and how a case ends.

use super::*;

fn names(way: CaseProcedure) -> String {
    let steps = way.steps();
    let names: Vec<String> = steps.iter().map(|plan| format!("{}:{}", plan.step, plan.electorate)).collect();
    names.join(" ")
}

#[test]
fn what_became_of_a_decision() {
    for (status, step, state) in [
        (CaseStatus::Open, CaseStep::Proposal, DecisionState::Deciding),
        (CaseStatus::Open, CaseStep::Resolution, DecisionState::Deciding),
        (CaseStatus::Resolved, CaseStep::Resolution, DecisionState::Passed),
        (CaseStatus::Resolved, CaseStep::ResolutionDisclosure, DecisionState::Disclosed),
        (CaseStatus::Resolved, CaseStep::Execution, DecisionState::Disclosed),
        (CaseStatus::Resolved, CaseStep::ResultDisclosure, DecisionState::Disclosed),
        (CaseStatus::Rejected, CaseStep::PartyReview, DecisionState::NotPassed),
        (CaseStatus::Rejected, CaseStep::Resolution, DecisionState::NotPassed),
        (CaseStatus::Returned, CaseStep::Proposal, DecisionState::Returned),
        (CaseStatus::Lapsed, CaseStep::JointDeliberation, DecisionState::Lapsed),
        (CaseStatus::Revoked, CaseStep::Resolution, DecisionState::Revoked),
    ] {
        assert_eq!(decision_state(status, step), state, "{status} at {step}");
    }
}

#[test]
fn a_way_is_put_together_of_what_varies() {
    let plain = CaseProcedure { township: TownshipCheck::None, ..WAY };
    for (way, expect) in [
        (
            plain,
            concat!(
                "proposal:branch-committee joint-deliberation:joint-committees party-review:party-members ",
                "resolution:representatives"
            ),
        ),
        (
            WAY,
            concat!(
                "proposal:branch-committee joint-deliberation:joint-committees party-review:party-members ",
                "township-check:none resolution:representatives"
            ),
        ),
        (
            CaseProcedure { opening: FirstSteps::InOne, decider: Decider::Adults, ..plain },
            "joint-deliberation:joint-committees party-review:party-members resolution:adults",
        ),
        (
            CaseProcedure { decider: Decider::HouseholdUnions, opening: FirstSteps::InOne, ..plain },
            "joint-deliberation:joint-committees party-review:party-members resolution:representatives",
        ),
        (
            CaseProcedure { decider: Decider::Households, opening: FirstSteps::InOne, ..plain },
            "joint-deliberation:joint-committees party-review:party-members resolution:households",
        ),
    ] {
        assert_eq!(names(way), expect, "{way:?}");
        let steps = way.steps();
        assert!(steps.windows(2).all(|pair| pair[0].step < pair[1].step), "in order");
        assert_eq!(steps.last().map(|plan| plan.step), Some(CaseStep::Resolution));
        let merged = steps.iter().filter_map(|plan| plan.with).collect::<Vec<_>>();
        assert_eq!(merged == [CaseStep::Proposal], way.opening == FirstSteps::InOne);
    }
}

/// VC25 art. 25–26, 30; RC25 art. 26–29: the assembly and the representatives meet in forms of their own.
#[test]
fn who_decides_meets_in_this_form() {
    for (decider, forms) in [
        (Decider::Representatives, &[MeetingForm::RepresentativesMeeting][..]),
        (Decider::HouseholdUnions, &[MeetingForm::RepresentativesMeeting]),
        (Decider::Adults, &[MeetingForm::ResidentsAssembly]),
        (Decider::Households, &[MeetingForm::HouseholdAssembly]),
    ] {
        let way = CaseProcedure { decider, ..WAY };
        assert_eq!(plan_of(way, CaseStep::Resolution).forms, forms, "{decider}");
    }
}

#[test]
fn a_way_is_open_where_the_place_allows_it() {
    let here = WayFacts { one_leads_both: true, party_members: 50, group_members_min: 50, is_reserved: false };
    let (in_one, group) =
        (CaseProcedure { opening: FirstSteps::InOne, ..WAY }, CaseProcedure { party: PartyBody::Group, ..WAY });
    let of = |decider| CaseProcedure { decider, ..WAY };
    let reserved = WayFacts { is_reserved: true, ..here };
    for (way, place, expect) in [
        (in_one, here, Ok(())),
        (in_one, WayFacts { one_leads_both: false, ..here }, Err(Refusal::NotOneAndTheSame)),
        (WAY, WayFacts { one_leads_both: false, ..here }, Ok(())),
        // defaults party-members/group-members-min.
        (group, here, Ok(())),
        (group, WayFacts { party_members: 49, ..here }, Err(Refusal::BranchTooSmall { members_min: 50 })),
        (WAY, WayFacts { party_members: 3, ..here }, Ok(())),
        // VC25 art. 31: charters and conventions; in a city where its list says so.
        (WAY, reserved, Err(Refusal::ReservedToAssembly)),
        (of(Decider::HouseholdUnions), reserved, Err(Refusal::ReservedToAssembly)),
        (of(Decider::Adults), reserved, Ok(())),
        (of(Decider::Households), reserved, Ok(())),
    ] {
        assert_eq!(way.check(&place), expect, "{way:?} {place:?}");
    }
}

#[test]
fn a_case_moves_step_by_step_and_ends_once() {
    let mut case = Case::open(WAY);
    let mut seen = vec![];
    while case.status == CaseStatus::Open {
        let plan = case.plan().unwrap();
        seen.push(plan.step);
        let certificate = certificates::passed_certificate(&plan, &village());
        let other = Certificate { step: CaseStep::Execution, ..certificate.clone() };
        assert_eq!(case.after(&other), Err(Refusal::NotAtThisStep));
        let failed = Certificate { outcome: VoteOutcome::NotPassed, ..certificate.clone() };
        assert_eq!(case.after(&failed).unwrap().status, CaseStatus::Rejected);
        for (exit, status) in [
            (Exit::Returned, CaseStatus::Returned),
            (Exit::Rejected, CaseStatus::Rejected),
            (Exit::Lapsed, CaseStatus::Lapsed),
        ] {
            let left = case.leave(exit, None).unwrap();
            assert_eq!((left.status, left.step), (status, case.step));
            refuses_everything(left);
        }
        case = case.after(&certificate).unwrap();
    }
    assert_eq!(case.status, CaseStatus::Resolved);
    let steps: Vec<CaseStep> = WAY.steps().iter().map(|plan| plan.step).collect();
    assert_eq!(seen, steps);
    refuses_everything(case);
}

/// No command changes a case that has ended.
pub fn refuses_everything(case: Case) {
    assert_eq!(case.plan(), Err(Refusal::CaseEnded));
    for exit in Exit::ALL {
        assert_eq!(case.leave(*exit, None), Err(Refusal::CaseEnded));
    }
    for plan in case.way.steps() {
        assert_eq!(case.after(&certificates::passed_certificate(&plan, &village())), Err(Refusal::CaseEnded));
    }
}
