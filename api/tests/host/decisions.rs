//! A case in the store: from step to step, what is refused on the way, and that nothing changes after its end.

use crate::busy_community::BusyCommunity;
use crate::case_meetings::{self, WAY, case_path};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::archive::FileId;
use domain::contract::*;
use domain::decisions as d;
use domain::ids::{CaseId, MeetingId, MemberId};
use domain::notices::NoticeKind;
use domain::time::DAY;

pub fn show_case(stage: &BusyCommunity, case: CaseId, who: &Person) -> d::CaseView {
    stage.desk.call::<ShowCase>(who, &case_path(case), &Empty {})
}

fn missing(view: &d::CaseView) -> String {
    let names: Vec<&str> =
        view.guards.iter().filter(|guard| guard.is_missing()).map(|guard| guard.id.as_str()).collect();
    names.join(" ")
}

fn reason() -> domain::text::Reason {
    "资金来源还没有说清楚".parse().unwrap()
}

#[test]
fn a_case_goes_from_step_to_step_to_its_resolution() {
    let stage = BusyCommunity::open();
    let (desk, clerk, guest) = (&stage.desk, &stage.clerk.person, Person::default());
    let case = case_meetings::open_case(&stage, WAY);
    let last = case_meetings::close_step_request(d::CaseStep::Resolution, d::VoteOutcome::Passed);
    assert_eq!(desk.refusal::<CloseStep>(clerk, &case_path(case), &last), "decisions/not-at-this-step");
    let mut previous = String::new();
    for plan in WAY.steps() {
        let before = show_case(&stage, case, &guest);
        assert_eq!((before.row.status, before.row.step), (d::CaseStatus::Open, plan.step));
        assert_ne!(missing(&before), "", "{}", plan.step);
        let early = desk.try_call::<CloseStep>(
            clerk,
            &case_path(case),
            &(),
            &case_meetings::close_step_request(plan.step, d::VoteOutcome::Passed),
        );
        let problem = early.unwrap_err();
        assert_eq!(problem.code, "decisions/step-not-ready");
        let named: Vec<&str> =
            problem.params["missing"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        let asked = missing(&before);
        let asked: Vec<&str> = asked.split(' ').filter(|name| *name != "majority").collect();
        assert_eq!(named, asked, "the refusal names what the page shows");
        case_meetings::make_ready(&stage, case, &plan);
        assert_eq!(missing(&show_case(&stage, case, &guest)), "", "{}", plan.step);
        let other = desk.refusal::<CloseStep>(
            clerk,
            &case_path(case),
            &case_meetings::close_step_request(plan.step, d::VoteOutcome::NotPassed),
        );
        assert_eq!(other, "decisions/outcome-differs");
        let body = case_meetings::close_step_request(plan.step, d::VoteOutcome::Passed);
        let closed = desk.call::<CloseStep>(clerk, &case_path(case), &body);
        assert_eq!(closed.certificate.verify(), Ok(()));
        assert_eq!(closed.certificate.previous, previous, "each names the one before");
        previous.clone_from(&closed.certificate.hash);
        let again = desk.refusal::<CloseStep>(clerk, &case_path(case), &body);
        let is_open = closed.status == d::CaseStatus::Open;
        assert_eq!(again, if is_open { "decisions/not-at-this-step" } else { "decisions/case-ended" });
    }
    let view = show_case(&stage, case, &guest);
    assert_eq!((view.row.status, view.row.missing, view.guards.len()), (d::CaseStatus::Resolved, 0, 0));
    assert!(view.steps.iter().all(|step| step.certificate.as_ref().is_some_and(|it| it.verify() == Ok(()))));
    assert_eq!(view.file, None, "names and words are for those who work on it");
    let file = show_case(&stage, case, clerk).file.unwrap();
    assert_eq!((file.opened_by.as_str(), file.papers.len()), ("周丽", 4));
    let told = desk.call::<ListNotices>(&stage.watcher.person, &(TestCommunity::code(),), &Empty {}).rows;
    let of_meetings = told.iter().filter(|notice| notice.kind == NoticeKind::CaseMeeting).count();
    assert_eq!(of_meetings, 4, "the supervision committee knew of each meeting");
    desk.check_books();
    nothing_changes(&stage, case);
}

/// Neither a command nor direct SQL changes an ended case.
fn nothing_changes(stage: &BusyCommunity, case: CaseId) {
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let first = WAY.steps()[0];
    let late = case_meetings::upload_photo(desk, clerk, 2);
    let before = desk.fingerprint();
    let leave = d::LeaveCaseRequest { exit: d::Exit::Lapsed, reason: reason() };
    let paper = d::AttachPaperRequest { step: d::CaseStep::Resolution, kind: d::PaperKind::Photo, file: late };
    let meeting = desk.key().to_string().parse().unwrap();
    for code in [
        desk.refusal::<LeaveCase>(clerk, &case_path(case), &leave),
        desk.refusal::<CloseStep>(
            clerk,
            &case_path(case),
            &case_meetings::close_step_request(first.step, d::VoteOutcome::Passed),
        ),
        desk.refusal::<AttachPaper>(clerk, &case_path(case), &paper),
        desk.refusal::<AskOpinion>(clerk, &case_path(case), &d::AskOpinionRequest { of: d::OpinionOf::Adviser }),
        desk.refusal::<DeliverDraft>(clerk, &case_path(case), &Empty {}),
        desk.refusal::<RaiseHold>(&stage.watcher.person, &case_path(case), &d::HoldRequest { reason: reason() }),
    ] {
        assert!(["decisions/case-ended", "decisions/no-meeting"].contains(&code.as_str()), "{code}");
    }
    let link = d::LinkMeetingRequest { step: first.step, meeting };
    assert_eq!(desk.refusal::<LinkMeeting>(clerk, &case_path(case), &link), "decisions/no-meeting");
    for sql in [
        "update cases set status = 'open', ended_at = null where id = ?",
        "update cases set title = '别的' where id = ?",
        "update cases set step = 'proposal' where id = ?",
        "delete from cases where id = ?",
        "update case_steps set certificate = '{}' where case_id = ?",
        "update case_steps set meeting = null where case_id = ?",
        "delete from case_steps where case_id = ?",
        "update case_papers set kind = 'minutes' where case_id = ?",
        "delete from case_papers where case_id = ?",
        "update opinions set verdict = 'object' where case_id = ?",
        "delete from opinions where case_id = ?",
        "update rule_sets set rules = '{}' where hash = (select rule_set from cases where id = ?)",
        "delete from rule_sets where hash = (select rule_set from cases where id = ?)",
    ] {
        assert!(desk.db.run(sql, bind![case]).is_err(), "{sql}");
    }
    for sql in ["update authorisations set until_day = '2099-12-31'", "delete from authorisations"] {
        assert!(desk.db.run(sql, &[]).is_err(), "{sql}");
    }
    assert_eq!(desk.fingerprint(), before);
}

/// The reason is public, and the case moves from the open cases to those that have ended.
#[test]
fn a_case_is_left_once_with_its_reason() {
    let stage = BusyCommunity::open();
    let (desk, clerk, guest) = (&stage.desk, &stage.clerk.person, Person::default());
    let case = case_meetings::open_case(&stage, WAY);
    let board = || desk.call::<ListCases>(&guest, &(TestCommunity::code(),), &Empty {});
    let before = board();
    assert!(before.open.iter().any(|row| row.id == case));
    for (exit, status) in [
        (d::Exit::Returned, d::CaseStatus::Returned),
        (d::Exit::Rejected, d::CaseStatus::Rejected),
        (d::Exit::Lapsed, d::CaseStatus::Lapsed),
    ] {
        desk.rehearse(|| {
            let leave = d::LeaveCaseRequest { exit, reason: reason() };
            desk.call::<LeaveCase>(clerk, &case_path(case), &leave);
            let view = show_case(&stage, case, &guest);
            assert_eq!((view.row.status, view.end_reason.as_deref()), (status, Some(reason().as_str())));
            let after = board();
            assert_eq!((after.open.len() + 1, after.page.rows.len()), (before.open.len(), before.page.rows.len() + 1));
            assert!(after.open.iter().all(|row| row.id != case));
            assert_eq!((after.page.rows[0].id, after.page.rows[0].status), (case, status));
            assert_eq!(desk.refusal::<LeaveCase>(clerk, &case_path(case), &leave), "decisions/case-ended");
        });
    }
}

#[test]
fn a_paper_meets_its_condition_and_is_attached_once() {
    let stage = BusyCommunity::open();
    let (desk, clerk, case) = (&stage.desk, &stage.clerk.person, case_meetings::open_case(&stage, WAY));
    let attach = |kind, file| {
        let body = d::AttachPaperRequest { step: d::CaseStep::Proposal, kind, file };
        desk.try_call::<AttachPaper>(clerk, &case_path(case), &(), &body).map(drop).map_err(|problem| problem.code)
    };
    let [minutes, photo] = [1, 2].map(|number| case_meetings::upload_photo(desk, clerk, number));
    assert_eq!(attach(d::PaperKind::Minutes, minutes), Ok(()));
    assert_eq!(attach(d::PaperKind::Photo, photo), Ok(()));
    let guards = show_case(&stage, case, clerk).guards;
    for id in [d::GuardId::Minutes, d::GuardId::Evidence] {
        assert!(guards.iter().any(|guard| guard.id == id && guard.state == domain::process::GuardState::Met), "{id}");
    }
    assert_eq!(attach(d::PaperKind::Photo, photo), Err("decisions/paper-not-taken".into()));
    assert_eq!(attach(d::PaperKind::Photo, FileId::of(b"nobody's")), Err("archive/no-such-file".into()));
}

/// Whatever the code does, the store refuses a resolution past an open step, a hold, or a lost vote.
#[test]
fn the_store_itself_resolves_nothing_early() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let case = case_meetings::bring_to(&stage, WAY, d::CaseStep::Resolution);
    let resolve = "update cases set status = 'resolved', ended_at = 1 where id = ?";
    assert!(desk.db.run(resolve, bind![case]).is_err(), "the last step is open");
    let close = "update case_steps set closed_at = 1, certificate = json_object('outcome', ?),
        certificate_hash = ? where case_id = ? and step = 'resolution'";
    for (outcome, held, resolves) in [("not-passed", false, false), ("passed", true, false), ("passed", false, true)] {
        desk.rehearse(|| {
            if held {
                let because = d::HoldRequest { reason: reason() };
                desk.call::<RaiseHold>(&stage.watcher.person, &case_path(case), &because);
            }
            desk.db.run(close, bind![outcome, "0".repeat(64), case]).unwrap();
            assert_eq!(desk.db.run(resolve, bind![case]).is_ok(), resolves, "{outcome} {held}");
        });
    }
    let other = case_meetings::open_case(&stage, WAY);
    let second = "update case_steps set closed_at = 1, certificate = '{}', certificate_hash = ?
        where case_id = ? and step = 'party-review'";
    assert!(desk.db.run(second, bind![&*"0".repeat(64), other]).is_err(), "steps are closed in their order");
}

#[test]
fn a_lost_vote_ends_the_case_and_says_so() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let case = case_meetings::open_case(&stage, WAY);
    let plan = WAY.steps()[0];
    let meeting = case_meetings::link_step_meeting(&stage, case, &plan);
    case_meetings::finish_meeting(desk, meeting, 12, 12);
    case_meetings::attach_photo(&stage, case, plan.step);
    assert_eq!(missing(&show_case(&stage, case, clerk)), "majority");
    let passed = case_meetings::close_step_request(plan.step, d::VoteOutcome::Passed);
    assert_eq!(desk.refusal::<CloseStep>(clerk, &case_path(case), &passed), "decisions/outcome-differs");
    let closed = desk.call::<CloseStep>(
        clerk,
        &case_path(case),
        &case_meetings::close_step_request(plan.step, d::VoteOutcome::NotPassed),
    );
    assert_eq!((closed.status, closed.certificate.verify()), (d::CaseStatus::Rejected, Ok(())));
    let board = desk.call::<ListCases>(&Person::default(), &(TestCommunity::code(),), &Empty {});
    assert_eq!((board.page.rows[0].id, board.page.rows[0].status), (case, d::CaseStatus::Rejected));
    assert!(board.open.iter().all(|row| row.id != case));
}

const CANCEL: &str = "update meetings set status = 'cancelled', cancelled_reason = '停电' where id = ?";

#[test]
fn a_meeting_is_linked_before_it_begins_and_takes_one_step() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let (case, other) = (case_meetings::open_case(&stage, WAY), case_meetings::open_case(&stage, WAY));
    let [first, second] = [WAY.steps()[0], WAY.steps()[1]];
    let link = |case, step, meeting| {
        let body = d::LinkMeetingRequest { step, meeting };
        desk.try_call::<LinkMeeting>(clerk, &case_path(case), &(), &body).map(|_| ()).map_err(|problem| problem.code)
    };
    let set = |sql: &'static str, meeting| desk.db.run(sql, bind![meeting]).map(|_| ()).unwrap();
    let unknown: MeetingId = desk.key().to_string().parse().unwrap();
    assert_eq!(link(case, first.step, unknown), Err("decisions/no-meeting".into()));
    let meeting = case_meetings::announce_step_meeting(desk, &first);
    assert_eq!(link(case, second.step, meeting), Err("decisions/not-at-this-step".into()));
    let fitting = case_meetings::announce_step_meeting(desk, &second);
    assert_eq!(link(case, first.step, fitting), Err("decisions/meeting-not-fitting".into()));
    for (sql, code) in [
        ("update meetings set status = 'open', opened_at = 1 where id = ?", "decisions/meeting-begun"),
        (CANCEL, "decisions/meeting-begun"),
        ("update meetings set case_id = 'another' where id = ?", "decisions/meeting-taken"),
        ("update meetings set matter = 'another' where id = ?", "decisions/meeting-taken"),
    ] {
        desk.rehearse(|| {
            set(sql, meeting);
            assert_eq!(link(case, first.step, meeting), Err(code.into()), "{sql}");
        });
    }
    assert_eq!(link(case, first.step, meeting), Ok(()));
    assert_eq!(link(other, first.step, meeting), Err("decisions/meeting-taken".into()));
    // Another meeting may be called, but not while the first one is open.
    let again = case_meetings::announce_step_meeting(desk, &first);
    desk.rehearse(|| {
        case_meetings::begin_meeting(desk, meeting);
        assert_eq!(link(case, first.step, again), Err("decisions/meeting-going-on".into()));
    });
    set(CANCEL, meeting);
    assert!(missing(&show_case(&stage, case, clerk)).starts_with("meeting "));
    assert_eq!(link(case, first.step, again), Ok(()));
}

#[test]
fn an_opinion_is_given_once_by_whoever_was_asked() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let adviser = stage.neighbour.clone();
    let seat = "insert into seats (id, body, member, post, from_day, until_day)
        select '01ARZ3NDEKTSV4RRFFQ69G5FB1', id, ?, 'adviser', '2026-01-01', '2099-12-31' from bodies where kind = 'legal-adviser'";
    desk.db.run(seat, bind![adviser.member()]).unwrap();
    let case = case_meetings::open_case(&stage, WAY);
    let township = d::AskOpinionRequest { of: d::OpinionOf::Township };
    let early = desk.refusal::<AskOpinion>(clerk, &case_path(case), &township);
    assert_eq!(early, "decisions/not-at-this-step", "the draft may still change");
    let asked = desk.call::<AskOpinion>(clerk, &case_path(case), &d::AskOpinionRequest { of: d::OpinionOf::Adviser });
    // 2026-11-20 is a Friday: five working days end with the next one.
    assert_eq!(asked.due_at, domain::time::end_of("2026-11-27".parse().unwrap()));
    let waiting = show_case(&stage, case, clerk).opinions;
    assert_eq!((waiting[0].id, waiting[0].due_at, waiting[0].verdict), (asked.opinion, asked.due_at, None));
    let twice =
        desk.refusal::<AskOpinion>(clerk, &case_path(case), &d::AskOpinionRequest { of: d::OpinionOf::Adviser });
    assert_eq!(twice, "decisions/opinion-asked-already");
    let this = (TestCommunity::code(), asked.opinion);
    let body =
        d::GiveOpinionRequest { verdict: d::OpinionVerdict::Object, text: "合同条款不完整".parse().unwrap() };
    assert_eq!(desk.refusal::<GiveOpinion>(clerk, &this, &body), "decisions/opinion-of-another");
    let told = desk.call::<ListNotices>(&adviser.person, &(TestCommunity::code(),), &Empty {}).rows;
    assert_eq!(told[0].kind, NoticeKind::OpinionAsked);
    desk.call::<GiveOpinion>(&adviser.person, &this, &body);
    assert_eq!(desk.refusal::<GiveOpinion>(&adviser.person, &this, &body), "decisions/opinion-given-already");
    let (public, inside) = (show_case(&stage, case, &Person::default()), show_case(&stage, case, &adviser.person));
    assert_eq!(public.opinions[0].verdict, Some(d::OpinionVerdict::Object));
    assert!(!serde_json::to_string(&public).unwrap().contains("合同条款"), "its words are not for everybody");
    assert_eq!(inside.file.unwrap().opinions[0].text, "合同条款不完整");
    let plain = case_meetings::opening_of(case_meetings::discussed_matter(desk, "pets"), WAY);
    let plain = desk.call::<OpenCase>(clerk, &(TestCommunity::code(),), &plain).case;
    let needless =
        desk.refusal::<AskOpinion>(clerk, &case_path(plain), &d::AskOpinionRequest { of: d::OpinionOf::Adviser });
    assert_eq!(needless, "decisions/opinion-not-needed");
    let unchecked = d::CaseProcedure { township: d::TownshipCheck::None, ..WAY };
    let unchecked = case_meetings::open_case(&stage, unchecked);
    let needless = desk.refusal::<AskOpinion>(clerk, &case_path(unchecked), &township);
    assert_eq!(needless, "decisions/opinion-not-needed", "the way has no check by the township");
}

#[test]
fn a_hold_stops_the_closing_until_it_is_lifted() {
    let stage = BusyCommunity::open();
    let (desk, clerk, watcher) = (&stage.desk, &stage.clerk.person, &stage.watcher.person);
    let case = case_meetings::open_case(&stage, WAY);
    let plan = WAY.steps()[0];
    case_meetings::make_ready(&stage, case, &plan);
    let because = d::HoldRequest { reason: reason() };
    let hold = desk.call::<RaiseHold>(watcher, &case_path(case), &because).hold;
    let held = show_case(&stage, case, &Person::default());
    assert_eq!((held.holds[0].id, held.holds[0].lifted_at), (hold, None));
    assert_eq!(missing(&held), "no-hold");
    let closing = case_meetings::close_step_request(plan.step, d::VoteOutcome::Passed);
    let problem = desk.try_call::<CloseStep>(clerk, &case_path(case), &(), &closing).unwrap_err();
    assert_eq!(problem.params["missing"], serde_json::json!(["no-hold"]));
    assert_eq!(desk.refusal::<LiftHold>(clerk, &(TestCommunity::code(), hold), &because), "request/not-allowed");
    desk.call::<LiftHold>(watcher, &(TestCommunity::code(), hold), &because);
    assert_eq!(desk.refusal::<LiftHold>(watcher, &(TestCommunity::code(), hold), &because), "decisions/hold-lifted");
    desk.call::<CloseStep>(clerk, &case_path(case), &closing);
    let public = show_case(&stage, case, &Person::default());
    assert!(public.holds[0].lifted_at.is_some());
    assert!(!serde_json::to_string(&public).unwrap().contains("资金来源"));
}

/// The people on the roll of the meeting get the notice of a draft, and nobody else.
#[test]
fn the_draft_goes_to_whoever_is_on_the_roll() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let early = case_meetings::open_case(&stage, WAY);
    assert_eq!(desk.refusal::<DeliverDraft>(clerk, &case_path(early), &Empty {}), "decisions/not-at-this-step");
    let case = case_meetings::bring_to(&stage, WAY, d::CaseStep::PartyReview);
    let plan = WAY.steps()[2];
    assert_eq!(desk.refusal::<DeliverDraft>(clerk, &case_path(case), &Empty {}), "decisions/no-meeting");
    let meeting = case_meetings::link_step_meeting(&stage, case, &plan);
    let strike = "update meeting_roll set struck_at = 1, struck_cause = 'moved' where meeting = ?1
        and voter = (select min(voter) from meeting_roll where meeting = ?1)";
    desk.db.run(strike, bind![meeting]).unwrap();
    desk.call::<DeliverDraft>(clerk, &case_path(case), &Empty {});
    let told: Vec<MemberId> = desk
        .texts("select member from notices where kind = 'draft-delivered' order by member", &[])
        .iter()
        .map(|id| id.parse().unwrap())
        .collect();
    assert_eq!(told.len(), 29, "of thirty on the roll one was struck");
    let about = "select member from notices where kind = 'draft-delivered' and params ->> 'case' = ?";
    assert_eq!(desk.texts(about, bind![case]).len(), 29, "each leads to the decision");
    desk.rehearse(|| {
        desk.pass(2 * DAY);
        desk.db.run("update sessions set last_seen_at = ?", bind![desk.now.get()]).unwrap();
        assert_eq!(desk.refusal::<DeliverDraft>(clerk, &case_path(case), &Empty {}), "decisions/meeting-begun");
    });
}
