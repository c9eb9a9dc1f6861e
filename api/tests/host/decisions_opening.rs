//! Opening a case: what may be opened, what it takes from its matter, and the board of all cases.

use crate::busy_community::BusyCommunity;
use crate::case_meetings::{self, WAY};
use crate::decisions::show_case;
use crate::matters::show_matter;
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::decisions as d;
use domain::ids::CaseId;
use domain::time::DAY;

#[test]
fn a_new_case_says_what_its_first_step_lacks_and_by_which_rules() {
    let stage = BusyCommunity::open();
    let way = d::CaseProcedure { township: d::TownshipCheck::None, ..WAY };
    let view = show_case(&stage, case_meetings::open_case(&stage, way), &Person::default());
    assert_eq!((view.row.step, view.steps.len()), (d::CaseStep::Proposal, 4));
    assert!(view.rules_version.contains("community-2025@"), "{}", view.rules_version);
    let lacking = view.guards.iter().filter(|guard| guard.is_missing()).count();
    assert_eq!(view.row.missing as usize, lacking);
    assert!(lacking > 5 && view.guards.iter().all(|guard| !guard.rule.source.is_empty()));
}

#[test]
fn the_board_shows_first_what_has_the_nearest_deadline() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let cases: Vec<CaseId> = (0..3).map(|_| case_meetings::open_case(&stage, WAY)).collect();
    case_meetings::link_step_meeting(&stage, cases[1], &WAY.steps()[0]);
    let soon = case_meetings::link_step_meeting(&stage, cases[2], &WAY.steps()[0]);
    desk.db
        .run("update meetings set starts_at = starts_at + ? where status = 'announced' and id <> ?", bind![DAY, soon])
        .unwrap();
    let board = desk.call::<ListCases>(&Person::default(), &(TestCommunity::code(),), &Empty {});
    // In addition to those of the demonstration.
    let ours: Vec<&d::CaseRow> = board.open.iter().filter(|row| cases.contains(&row.id)).collect();
    let order: Vec<CaseId> = ours.iter().map(|row| row.id).collect();
    assert_eq!(order, [cases[2], cases[1], cases[0]]);
    assert_eq!(ours[0].next.as_ref().unwrap().id, d::GuardId::Held);
    assert_eq!(ours[2].next.as_ref().unwrap().id, d::GuardId::Meeting);
    // Each office sees the first condition that it can supply.
    for row in &ours {
        let mut roles: Vec<_> = row.waits_for.iter().map(|guard| guard.who).collect();
        roles.sort_unstable();
        roles.dedup();
        assert_eq!((roles.len(), row.waits_for.is_empty()), (row.waits_for.len(), false));
        assert!(row.waits_for.iter().all(d::StepGuard::is_missing));
        assert!(row.waits_for.contains(row.next.as_ref().unwrap()));
    }
}

#[test]
fn what_may_be_opened_and_what_may_be_taken_back() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    let open = |body: &d::OpenCaseRequest| {
        desk.try_call::<OpenCase>(clerk, &here, &(), body).map(|opened| opened.case).map_err(|problem| problem.code)
    };
    let reserved = case_meetings::opening_of(case_meetings::discussed_matter(desk, "convention"), WAY);
    assert_eq!(open(&reserved), Err("decisions/reserved-to-assembly".into()));
    assert!(open(&d::OpenCaseRequest { decider: d::Decider::Adults, ..reserved }).is_ok());
    let group = d::OpenCaseRequest { party: d::PartyBody::Group, ..case_meetings::open_case_request(desk, WAY) };
    assert_eq!(open(&group), Err("decisions/branch-too-small".into()));
    // 一肩挑: here one person is secretary and director, until somebody else becomes one of them.
    let in_one = d::OpenCaseRequest { opening: d::FirstSteps::InOne, ..case_meetings::open_case_request(desk, WAY) };
    desk.rehearse(|| assert!(open(&in_one).is_ok()));
    desk.rehearse(|| {
        let end = "update seats set ended_at = 1, ended_cause = 'resigned' where post = 'secretary'";
        desk.db.run(end, &[]).unwrap();
        assert_eq!(open(&in_one), Err("decisions/not-one-and-the-same".into()));
    });
    let done = case_meetings::bring_to(&stage, WAY, d::CaseStep::ResultDisclosure);
    let revoking = |of: Vec<CaseId>| d::OpenCaseRequest { revokes: of, ..case_meetings::open_case_request(desk, WAY) };
    let unfinished = case_meetings::open_case(&stage, WAY);
    for wrong in [vec![unfinished], vec![done, done], vec![CaseId::from_parts(desk.now.get(), 1)]] {
        assert_eq!(open(&revoking(wrong)), Err("decisions/nothing-to-revoke".into()));
    }
    let later = open(&revoking(vec![done])).unwrap();
    assert_eq!(open(&revoking(vec![done])), Err("decisions/nothing-to-revoke".into()), "once");
    assert_eq!(
        show_case(&stage, done, clerk).row.status,
        d::CaseStatus::Resolved,
        "it stands until the other is resolved"
    );
    for plan in WAY.steps() {
        case_meetings::close_step(&stage, later, &plan);
    }
    let view = show_case(&stage, done, clerk);
    assert_eq!((view.row.status, view.revoked_by), (d::CaseStatus::Revoked, Some(later)));
}

/// What lists and the page of a matter say of the decision about it.
#[test]
fn a_matter_follows_its_decision() {
    let stage = BusyCommunity::open();
    let guest = Person::default();
    let written = "insert into matter_versions (matter, number, at, by, author, title, text, summary)
        select id, version, proposed_at, 'proposer', proposer, title, '方案全文', '' from matters m
        where not exists (select 1 from matter_versions v where v.matter = m.id)";
    let told = |case: CaseId| {
        stage.desk.db.run(written, &[]).unwrap();
        let matter = show_case(&stage, case, &guest).matter;
        let view = show_matter(&stage, matter, &guest);
        let query = (TestCommunity::code(),);
        let listed = stage.desk.call::<ListMatters>(&guest, &query, &Empty {}).rows;
        let row = listed.into_iter().find(|row| row.id == matter).unwrap();
        assert_eq!((view.case_id, view.row.decision), (Some(case), row.decision));
        (row.decision, view.meets.map(|meets| meets.meeting))
    };
    let case = case_meetings::open_case(&stage, WAY);
    assert_eq!(told(case), (Some(d::DecisionState::Deciding), None));
    let meeting = case_meetings::link_step_meeting(&stage, case, &WAY.steps()[0]);
    assert_eq!(told(case), (Some(d::DecisionState::Deciding), Some(meeting)));
    let done = case_meetings::bring_to(&stage, WAY, d::CaseStep::ResultDisclosure);
    assert_eq!(told(done), (Some(d::DecisionState::Passed), None));
    let leave = d::LeaveCaseRequest { exit: d::Exit::Lapsed, reason: "情况有变，不再需要".parse().unwrap() };
    stage.desk.call::<LeaveCase>(&stage.clerk.person, &case_meetings::case_path(case), &leave);
    assert_eq!(told(case), (Some(d::DecisionState::Lapsed), None));
}

/// Title and flags come from the matter and the catalogue; from then on the matter names its case.
#[test]
fn a_case_takes_what_its_matter_says() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    let refused = |matter| desk.refusal::<OpenCase>(clerk, &here, &case_meetings::opening_of(matter, WAY));
    assert_eq!(refused(desk.key().to_string().parse().unwrap()), "decisions/no-matter");
    assert_eq!(refused(crate::matters::accepted_matter(&stage)), "decisions/matter-not-discussed");
    let adults = d::CaseProcedure { decider: d::Decider::Adults, ..WAY };
    for (item, legal, reserved, filing) in [
        ("lifts", d::YesNo::Yes, d::YesNo::No, d::YesNo::No),
        ("pets", d::YesNo::No, d::YesNo::No, d::YesNo::No),
        ("convention", d::YesNo::Yes, d::YesNo::Yes, d::YesNo::Yes),
        ("other", d::YesNo::No, d::YesNo::No, d::YesNo::No),
    ] {
        let matter = case_meetings::discussed_matter(desk, item);
        let case = desk.call::<OpenCase>(clerk, &here, &case_meetings::opening_of(matter, adults)).case;
        let view = show_case(&stage, case, clerk);
        let found = &view.item;
        assert_eq!((view.matter, view.row.title.as_str(), found.code.as_str()), (matter, "加装电梯的方案", item));
        let flags = (found.needs_legal_opinion, found.reserved_to_assembly, found.needs_filing);
        assert_eq!(flags, (legal, reserved, filing), "{item}");
        let of_matter = desk.texts("select case_id || ' ' || stage from matters where id = ?", bind![matter]);
        assert_eq!(of_matter, [format!("{case} deciding")]);
        assert_eq!(refused(matter), "decisions/matter-in-case");
    }
}
