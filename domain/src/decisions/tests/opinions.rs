//! Who is asked for an opinion and when, who gives it, what happens to an answer, and when a draft is delivered.

use super::*;

/// `rules.md` §1.2: the street or township checks with a time limit. VC18 art. 27 and RC18 art. 15: resolutions of the
/// assembly are filed.
#[test]
fn the_township_is_asked_at_its_step_or_to_file_a_resolution() {
    let rules = village();
    let (check, filing) = (CheckKind::Check, CheckKind::Filing);
    let filed = CaseItem { needs_filing: YesNo::Yes, ..item(YesNo::No) };
    let plain = item(YesNo::No);
    let none = CaseProcedure { township: TownshipCheck::None, ..WAY };
    let (open, resolved, left) = (CaseStatus::Open, CaseStatus::Resolved, CaseStatus::Lapsed);
    for (name, way, status, step, item, (one_waits, is_filed), expect) in [
        ("at its step", WAY, open, CaseStep::TownshipCheck, &plain, (false, false), Ok(check)),
        ("before", WAY, open, CaseStep::PartyReview, &plain, (false, false), Err(Refusal::NotAtThisStep)),
        ("twice", WAY, open, CaseStep::TownshipCheck, &plain, (true, false), Err(Refusal::OpinionAskedAlready)),
        ("no check", none, open, CaseStep::Resolution, &filed, (false, false), Err(Refusal::OpinionNotNeeded)),
        ("resolved", WAY, resolved, CaseStep::Resolution, &plain, (false, false), Err(Refusal::CaseEnded)),
        ("to be filed", none, resolved, CaseStep::Resolution, &filed, (false, false), Ok(filing)),
        ("filing waits", WAY, resolved, CaseStep::Resolution, &filed, (true, false), Err(Refusal::OpinionAskedAlready)),
        ("filed", WAY, resolved, CaseStep::Resolution, &filed, (false, true), Err(Refusal::OpinionGivenAlready)),
        ("left", WAY, left, CaseStep::TownshipCheck, &filed, (false, false), Err(Refusal::CaseEnded)),
    ] {
        let case = Case { way, status, step };
        let asking = OpinionContext { one_waits, is_filed, rules: &rules, now: now() };
        let asked = ask_opinion(&case, item, OpinionOf::Township, asking);
        assert_eq!(asked.map(|plan| plan.kind), expect.map(Some), "{name}");
    }
    // 2026-11-20 is a Friday; the packs give the number of working days.
    let case = Case { way: WAY, status: open, step: CaseStep::TownshipCheck };
    let asking = OpinionContext { one_waits: false, is_filed: false, rules: &rules, now: now() };
    let days = rules.number(RuleName::case(Figure::TownshipDays)).unwrap();
    let due_at = ask_opinion(&case, &plain, OpinionOf::Township, asking).unwrap().due_at;
    assert_eq!(due_at, crate::time::end_of(crate::calendar::add_working_days(now().day(), days)));
}

/// Advisers enter their own opinions; the committee enters the township's from its paper. Each is given once.
#[test]
fn an_opinion_is_given_once_by_those_who_were_asked() {
    let (adviser, committee) = (&[Role::Resident, Role::Adviser][..], &[Role::Resident, Role::Committee][..]);
    let (another, given) = (Err(Refusal::OpinionOfAnother), Err(Refusal::OpinionGivenAlready));
    for (name, of, is_given, roles, expect) in [
        ("the adviser's, by the adviser", OpinionOf::Adviser, false, adviser, Ok(())),
        ("the adviser's, by the committee", OpinionOf::Adviser, false, committee, another.clone()),
        ("the adviser's, by nobody", OpinionOf::Adviser, false, &[], another.clone()),
        ("the adviser's, twice", OpinionOf::Adviser, true, adviser, given.clone()),
        ("the township's, by the committee", OpinionOf::Township, false, committee, Ok(())),
        ("the township's, by the adviser", OpinionOf::Township, false, adviser, another.clone()),
        ("the township's, twice", OpinionOf::Township, true, committee, given),
        ("given already, and by another", OpinionOf::Township, true, adviser, another),
    ] {
        assert_eq!(give_opinion(of, is_given, roles), expect, "{name}");
    }
}

#[test]
fn the_first_answer_counts_while_the_case_takes_it() {
    let (check, filing) = (CheckKind::Check, CheckKind::Filing);
    let (paper, office) = (Some(AnswerWay::Paper), Some(AnswerWay::Office));
    let (by_paper, ended) = (Some(CheckEnd::ByPaper), Some(CheckEnd::CaseEnded));
    for (kind, given, status, expect) in [
        (check, None, CaseStatus::Open, None),
        (check, office, CaseStatus::Open, None),
        (check, office, CaseStatus::Lapsed, None),
        (check, paper, CaseStatus::Open, by_paper),
        (check, paper, CaseStatus::Returned, by_paper),
        (check, None, CaseStatus::Returned, ended),
        (check, None, CaseStatus::Lapsed, ended),
        (check, None, CaseStatus::Rejected, ended),
        (check, None, CaseStatus::Resolved, ended),
        (filing, None, CaseStatus::Resolved, None),
        (filing, paper, CaseStatus::Resolved, by_paper),
    ] {
        assert_eq!(take_answer(kind, given, status), expect, "{kind} {given:?} {status}");
    }
}

/// defaults party-members/draft-days: the draft reaches the members before they meet.
#[test]
fn a_draft_is_delivered_before_the_members_meet() {
    let (open, review) = (CaseStatus::Open, CaseStep::PartyReview);
    for (name, status, step, starts_at, expect) in [
        ("a moment before", open, review, Some(now().plus(1)), Ok(review)),
        ("as they begin", open, review, Some(now()), Err(Refusal::MeetingBegun)),
        ("afterwards", open, review, Some(starts_at()), Err(Refusal::MeetingBegun)),
        ("no meeting", open, review, None, Err(Refusal::NoMeeting)),
        ("at another step", open, CaseStep::Resolution, Some(now().plus(1)), Err(Refusal::NotAtThisStep)),
        ("a case that has ended", CaseStatus::Lapsed, review, Some(now().plus(1)), Err(Refusal::CaseEnded)),
    ] {
        let case = Case { way: WAY, status, step };
        assert_eq!(deliver_draft(&case, starts_at, now()).map(|plan| plan.step), expect, "{name}");
    }
}

/// A hash from before offices were asked stays the same.
#[test]
fn an_opinion_from_before_is_written_as_before() {
    let id = crate::ids::OpinionId::from_parts(now(), 1);
    let before = serde_json::json!({
        "id": id, "of": "adviser", "asked_at": now(), "due_at": now(), "verdict": "agree", "given_at": now(),
    });
    let view: OpinionView = serde_json::from_value(before.clone()).unwrap();
    assert_eq!(serde_json::to_value(&view).unwrap(), before);
}
