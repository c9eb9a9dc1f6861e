//! More on meetings: mandates, minutes, big rolls, random histories.

use crate::busy_community::BusyCommunity;
use crate::cases;
use crate::meetings::{list_voters_request, meeting_path, read_roll, show_meeting};
use crate::prepared_meetings::{
    Progress, announce_meeting_request, prepare_meeting, record_outcomes_request, village_assembly,
};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::ids::MemberId;
use domain::matters::MatterOutcome;
use domain::meetings as g;
use domain::members::LeaveRosterRequest;
use domain::time::DAY;
use proptest::prelude::*;

/// VC25 art. 18.
#[test]
fn a_mandate_counts_while_the_principal_is_away() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let town = announce_meeting_request(&stage, g::MeetingForm::Talk, g::Electorate::JointCommittees);
    let (id, proxy) = {
        let plain = desk.call::<AnnounceMeeting>(clerk, &(TestCommunity::code(),), &town).meeting;
        let (id, proxy) = village_assembly(&stage);
        assert_eq!(desk.refusal::<NameProxy>(clerk, &meeting_path(plain), &proxy), "meetings/proxies-not-allowed");
        let none = desk.call::<ListProxies>(&Person::default(), &meeting_path(plain), &Empty {});
        assert!(none.rows.is_empty() && none.next.is_none());
        (id, proxy)
    };
    desk.call::<NameProxy>(clerk, &meeting_path(id), &proxy);
    assert_eq!(desk.refusal::<NameProxy>(clerk, &meeting_path(id), &proxy), "meetings/mandate-given");
    let back = g::NameProxyRequest { principal: proxy.proxy, proxy: proxy.principal, ..proxy.clone() };
    assert_eq!(desk.refusal::<NameProxy>(clerk, &meeting_path(id), &back), "meetings/mandate-chain");
    let withdrawal = g::WithdrawProxyRequest { principal: proxy.principal };
    desk.call::<WithdrawProxy>(clerk, &meeting_path(id), &withdrawal);
    assert_eq!(desk.refusal::<WithdrawProxy>(clerk, &meeting_path(id), &withdrawal), "meetings/no-such-mandate");
    desk.call::<NameProxy>(clerk, &meeting_path(id), &proxy);
    let public = desk.call::<ListProxies>(&Person::default(), &meeting_path(id), &Empty {}).rows;
    assert!(public.len() == 1 && public[0].ended.is_none() && !public[0].proxy_name.contains('*'), "{public:?}");
    desk.pass_awake(10 * DAY);
    desk.call::<OpenMeeting>(clerk, &meeting_path(id), &Empty {});
    assert_eq!(desk.refusal::<NameProxy>(clerk, &meeting_path(id), &proxy), "meetings/already-open");
    let listed = desk.call::<ListVoters>(clerk, &meeting_path(id), &list_voters_request(&[proxy.proxy]));
    assert_eq!((listed.added, listed.present), (1, 2));
    let shown = show_meeting(&stage, id, clerk);
    assert_eq!((shown.row.present, shown.proxies), (2, 1));
    // The principal comes: the mandate ends, and nobody is counted twice.
    let came = desk.call::<ListVoters>(clerk, &meeting_path(id), &list_voters_request(&[proxy.principal]));
    assert_eq!((came.added, came.present), (0, 2));
    let shown = show_meeting(&stage, id, clerk);
    assert_eq!((shown.row.present, shown.proxies), (2, 0));
    let public = desk.call::<ListProxies>(&Person::default(), &meeting_path(id), &Empty {}).rows;
    assert_eq!(public[0].ended, Some(g::ProxyEnd::Present));
}

#[test]
fn who_holds_a_mandate_and_leaves_takes_it_along() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let (id, proxy) = village_assembly(&stage);
    desk.call::<NameProxy>(clerk, &meeting_path(id), &proxy);
    desk.pass_awake(10 * DAY);
    desk.call::<OpenMeeting>(clerk, &meeting_path(id), &Empty {});
    desk.call::<ListVoters>(clerk, &meeting_path(id), &list_voters_request(&[proxy.proxy]));
    let left = (TestCommunity::code(), proxy.proxy);
    desk.call::<LeaveRoster>(clerk, &left, &LeaveRosterRequest::moved("搬到别的社区".parse().unwrap()));
    assert_eq!(
        desk.refusal::<ListVoters>(clerk, &meeting_path(id), &list_voters_request(&[proxy.proxy])),
        "meetings/struck"
    );
    let shown = show_meeting(&stage, id, clerk);
    assert_eq!((shown.row.present, shown.proxies, shown.struck), (0, 0, 1));
    desk.call::<ListVoters>(clerk, &meeting_path(id), &list_voters_request(&[proxy.principal]));
    assert_eq!(show_meeting(&stage, id, clerk).row.present, 1, "the principal may still come");
}

#[test]
fn minutes_are_kept_in_versions_and_signed_by_two() {
    let stage = BusyCommunity::open();
    let (desk, clerk, teller) = (&stage.desk, &stage.clerk.person, &stage.watcher.person);
    let id = prepare_meeting(&stage, Progress::Open);
    let write = |text: &str, follows| g::WriteMinutesRequest {
        texts: vec![text.parse().unwrap(), "".parse().unwrap()],
        follows,
    };
    let empty = desk.call::<ShowMinutes>(clerk, &meeting_path(id), &Empty {});
    assert_eq!((empty.version, empty.sections.len(), empty.sections[0].title.as_str()), (0, 2, "照明改造"));
    assert_eq!(desk.call::<WriteMinutes>(clerk, &meeting_path(id), &write("讨论", 0)).version, 1);
    // Two people write at once: the second one must read the other's version first.
    assert_eq!(desk.refusal::<WriteMinutes>(clerk, &meeting_path(id), &write("另写", 0)), "meetings/minutes-moved-on");
    assert_eq!(desk.call::<WriteMinutes>(clerk, &meeting_path(id), &write("同意改造", 1)).version, 2);
    let colleague = desk.sign_in("陈建国");
    let newest = desk.call::<ShowMinutes>(&colleague, &meeting_path(id), &Empty {});
    assert_eq!((newest.version, newest.sections[0].text.as_str(), newest.adopted), (2, "同意改造", None));
    assert_eq!(newest.versions.len(), 2, "every version stays");
    assert_eq!(desk.refusal::<WriteMinutes>(teller, &meeting_path(id), &write("同意", 2)), "request/not-allowed");
    let sign = |version| g::AdoptMinutesRequest { version };
    assert_eq!(desk.refusal::<AdoptMinutes>(clerk, &meeting_path(id), &sign(2)), "meetings/not-closed-yet");
    let listed = list_voters_request(&[stage.clerk.member()]);
    desk.call::<ListVoters>(clerk, &meeting_path(id), &listed);
    desk.call::<CloseMeeting>(clerk, &meeting_path(id), &g::CloseMeetingRequest { visitors: 0 });
    assert_eq!(desk.refusal::<AdoptMinutes>(clerk, &meeting_path(id), &sign(1)), "meetings/minutes-moved-on");
    assert!(!desk.call::<AdoptMinutes>(clerk, &meeting_path(id), &sign(2)).adopted);
    assert_eq!(desk.refusal::<AdoptMinutes>(clerk, &meeting_path(id), &sign(2)), "meetings/already-signed");
    assert_eq!(show_meeting(&stage, id, clerk).minutes, None);
    assert!(desk.call::<AdoptMinutes>(teller, &meeting_path(id), &sign(2)).adopted);
    assert_eq!(show_meeting(&stage, id, clerk).minutes.unwrap().version, 2);
    assert_eq!(desk.refusal::<WriteMinutes>(clerk, &meeting_path(id), &write("改写", 2)), "meetings/minutes-adopted");
    let stands = desk.call::<ShowMinutes>(&colleague, &meeting_path(id), &Empty {});
    assert_eq!((stands.adopted, stands.sections[0].text.as_str()), (Some(2), "同意改造"));
    assert_eq!(
        desk.refusal::<ShowMinutes>(&stage.neighbour.person, &meeting_path(id), &Empty {}),
        "request/not-allowed"
    );
    let first =
        desk.try_call::<ShowMinutes>(clerk, &meeting_path(id), &g::MinutesQuery { version: Some(1) }, &Empty {});
    assert_eq!(first.unwrap().sections[0].text, "讨论");
    assert!(desk.db.run("update meeting_minutes set sections = '[]' where meeting = ?", bind![id]).is_err());
}

/// SH-RC art. 23: results of a deliberation are adopted, or answered with reasons; no earlier version is lost.
#[test]
fn it_is_told_what_became_of_a_talk_to_whoever_came() {
    let stage = BusyCommunity::open();
    let (desk, clerk, guest) = (&stage.desk, &stage.clerk.person, Person::default());
    let teller = &stage.watcher.person;
    let early = meeting_path(prepare_meeting(&stage, Progress::Closed));
    assert_eq!(
        desk.refusal::<RecordOutcomes>(clerk, &early, &record_outcomes_request(0)),
        "meetings/minutes-not-adopted"
    );
    assert_eq!(show_meeting(&stage, early.1, &guest).outcomes, None);
    let draft = announce_meeting_request(&stage, g::MeetingForm::Talk, g::Electorate::JointCommittees);
    let id = desk.call::<AnnounceMeeting>(clerk, &(TestCommunity::code(),), &draft).meeting;
    desk.call::<OpenMeeting>(clerk, &meeting_path(id), &Empty {});
    let came = read_roll(&stage, id)[..2].to_vec();
    let listed = desk.call::<ListVoters>(clerk, &meeting_path(id), &list_voters_request(&came));
    assert_eq!((listed.added, listed.present), (2, 2));
    let body = g::WriteMinutesRequest { texts: vec!["商量照明".parse().unwrap(), "".parse().unwrap()], follows: 0 };
    desk.call::<WriteMinutes>(clerk, &meeting_path(id), &body);
    desk.call::<CloseMeeting>(clerk, &meeting_path(id), &g::CloseMeetingRequest { visitors: 0 });
    // The teller may sign first.
    let sign = g::AdoptMinutesRequest { version: 1 };
    assert!(!desk.call::<AdoptMinutes>(teller, &meeting_path(id), &sign).adopted);
    assert_eq!(desk.refusal::<AdoptMinutes>(teller, &meeting_path(id), &sign), "meetings/already-signed");
    assert!(desk.call::<AdoptMinutes>(clerk, &meeting_path(id), &sign).adopted);
    let shown = show_meeting(&stage, id, &guest);
    assert_eq!(shown.minutes.map(|minutes| minutes.version), Some(1));
    let waits = shown.outcomes.unwrap();
    assert_eq!((waits.version, waits.recorded_at, waits.rows.len()), (0, None, 0));
    assert!(waits.due_at > desk.now.get().plus(20 * DAY), "three weeks of working days");
    let first = desk.call::<RecordOutcomes>(clerk, &meeting_path(id), &record_outcomes_request(0));
    assert_eq!((first.version, first.told), (1, 2));
    let told = |member: &MemberId| {
        let sql = "select count(*) from notices
          where member = ? and kind = 'meeting-outcomes' and params ->> 'meeting' = ?";
        desk.db.run(sql, bind![*member, id]).unwrap()[0].int(0).unwrap()
    };
    assert_eq!(came.iter().map(told).collect::<Vec<_>>(), [1, 1]);
    let shown = show_meeting(&stage, id, &guest).outcomes.unwrap();
    let outcomes: Vec<_> = shown.rows.iter().map(|row| row.outcome).collect();
    assert_eq!((shown.version, outcomes), (1, vec![MatterOutcome::Not, MatterOutcome::Adopted]));
    assert_eq!(
        desk.refusal::<RecordOutcomes>(clerk, &meeting_path(id), &record_outcomes_request(0)),
        "meetings/outcomes-moved-on"
    );
    desk.pass_awake(DAY);
    let item = record_outcomes_request(1).outcomes.remove(0);
    let outcomes = vec![g::OutcomeDraft { outcome: MatterOutcome::Partly, ..item }];
    desk.call::<RecordOutcomes>(clerk, &meeting_path(id), &g::RecordOutcomesRequest { outcomes, follows: 1 });
    let shown = show_meeting(&stage, id, &guest).outcomes.unwrap();
    assert_eq!((shown.version, shown.rows.len(), shown.rows[0].outcome), (2, 1, MatterOutcome::Partly));
    assert!(shown.recorded_at.unwrap() < shown.changed_at.unwrap() && shown.rows[0].reason == "今年没有预算");
    for sql in ["update meeting_outcomes set reason = '改'", "delete from meeting_outcomes"] {
        assert!(desk.db.run(sql, &[]).is_err(), "{sql}");
    }
    let again = "insert into meeting_outcomes (meeting, version, no, item, suggestion, outcome, reason, at, by)
      select meeting, version, no + 1, item, '再加', outcome, reason, at + 1, by from meeting_outcomes where version = 2";
    assert!(desk.db.run(again, &[]).is_err(), "a version is told at once");
    assert_eq!(
        desk.refusal::<RecordOutcomes>(teller, &meeting_path(id), &record_outcomes_request(2)),
        "request/not-allowed"
    );
}

#[test]
fn minutes_of_a_meeting_to_which_nobody_came_are_not_adopted() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let id = prepare_meeting(&stage, Progress::Open);
    let body = g::WriteMinutesRequest { texts: vec!["无人到会".parse().unwrap(), "".parse().unwrap()], follows: 0 };
    desk.call::<WriteMinutes>(clerk, &meeting_path(id), &body);
    desk.call::<CloseMeeting>(clerk, &meeting_path(id), &g::CloseMeetingRequest { visitors: 0 });
    let sign = g::AdoptMinutesRequest { version: 1 };
    assert_eq!(desk.refusal::<AdoptMinutes>(clerk, &meeting_path(id), &sign), "meetings/nobody-came");
}

/// The cost of announcing a big assembly: the number of statements does not grow with the roll.
#[test]
fn a_big_roll_is_frozen_and_told_in_a_few_statements() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    desk.rows("update members set born_day = '1970-01-01' where born_day is null");
    let body = announce_meeting_request(&stage, g::MeetingForm::ResidentsAssembly, g::Electorate::Adults);
    let before = desk.db.statements();
    let done = desk.call::<AnnounceMeeting>(&stage.clerk.person, &(TestCommunity::code(),), &body);
    let statements = desk.db.statements() - before;
    assert!(done.roll_count > 300 && done.told == done.roll_count, "{done:?}");
    assert!(statements < 40, "{statements} statements for {} voters", done.roll_count);
}

#[derive(Debug, Clone)]
enum Step {
    List(Vec<usize>),
    Unseat(usize),
    Leave(usize),
    Open,
    Close,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => proptest::collection::vec(0usize..40, 1..4).prop_map(Step::List),
        2 => (0usize..40).prop_map(Step::Unseat),
        1 => (0usize..40).prop_map(Step::Leave),
        1 => Just(Step::Open),
        1 => Just(Step::Close),
    ]
}

/// Whatever happens around a meeting, no struck voter is present, and never more are present than are entitled. The
/// counts in the meeting equal those of its rows.
#[test]
fn present_never_exceeds_entitled() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    cases::run_cases(48, &proptest::collection::vec(step(), 1..14), |steps| {
        desk.rehearse(|| {
            let id = {
                let draft = announce_meeting_request(&stage, g::MeetingForm::Talk, g::Electorate::PartyMembers);
                desk.call::<AnnounceMeeting>(clerk, &(TestCommunity::code(),), &draft).meeting
            };
            let voters = read_roll(&stage, id);
            let voter = |at: usize| voters[at % voters.len()];
            for step in &steps {
                let none = ();
                match step {
                    Step::List(who) => {
                        let who: Vec<MemberId> = who.iter().map(|at| voter(*at)).collect();
                        drop(desk.try_call::<ListVoters>(clerk, &meeting_path(id), &none, &list_voters_request(&who)));
                    }
                    Step::Unseat(who) => {
                        let sql = "update seats set ended_at = ?, ended_cause = 'resigned' where member = ? and ended_at is null";
                        desk.db.run(sql, bind![desk.now.get(), voter(*who)]).unwrap();
                    }
                    Step::Leave(who) => {
                        let body = LeaveRosterRequest::moved("搬到别的社区".parse().unwrap());
                        drop(desk.try_call::<LeaveRoster>(clerk, &(TestCommunity::code(), voter(*who)), &none, &body));
                    }
                    Step::Open => drop(desk.try_call::<OpenMeeting>(clerk, &meeting_path(id), &none, &Empty {})),
                    Step::Close => {
                        let body = g::CloseMeetingRequest { visitors: 0 };
                        drop(desk.try_call::<CloseMeeting>(clerk, &meeting_path(id), &none, &body));
                    }
                }
                let shown = show_meeting(&stage, id, clerk);
                prop_assert!(shown.row.present <= shown.row.entitled, "{shown:?}");
                let rows = desk
                    .db
                    .run(
                        "select count(*), count(r.struck_at) from meeting_presence p
                         left join meeting_roll r on r.meeting = p.meeting and r.voter = p.voter where p.meeting = ?",
                        bind![id],
                    )
                    .unwrap();
                prop_assert_eq!((rows[0].count(0).unwrap(), rows[0].count(1).unwrap()), (shown.row.present, 0));
                let struck = desk.texts(
                    "select voter from meeting_roll where meeting = ? and struck_at is not null",
                    bind![id],
                );
                prop_assert_eq!(struck.len(), shown.struck as usize);
            }
            Ok(())
        })
    });
}
