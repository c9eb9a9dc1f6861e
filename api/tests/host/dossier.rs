//! The dossier of a case in the store: the same content for everybody, names for those who work on it, lists as hashes.

use crate::busy_community::BusyCommunity;
use crate::case_meetings::{self, WAY, case_path};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::ballots::{BallotStatus, Method};
use domain::contract::*;
use domain::decisions as d;
use domain::ids::{BallotId, CaseId, MeetingId};
use domain::meetings::{MinutesSection, minutes_hash};

const NAMES: [&str; 4] = ["周丽", "刘志强", "李秀英", "王明"];

fn run(desk: &TestCommunity, sql: &'static str, params: &[api::db::Value]) {
    desk.db.run(sql, params).unwrap();
}

/// A closed meeting that took the first step: two voters present, one by a mandate; its minutes are adopted.
fn held(stage: &BusyCommunity, case: CaseId) -> MeetingId {
    let desk = &stage.desk;
    let meeting: MeetingId = desk.key().to_string().parse().unwrap();
    let (chair, teller) = (stage.clerk.member(), stage.watcher.member());
    run(
        desk,
        "insert into meetings (id, seq, form, electorate, case_id, title, agenda, place, starts_at, notice_days, status,
           announced_at, roll_hash, roll_count, chair, teller, convened_by, rules_version)
         values (?, 900, 'residents-assembly', 'adults', ?, '居民会议', '[]', '社区广场', 2000, 10, 'announced', 1000, '', 0, ?, ?, ?3, '')",
        bind![meeting, case, chair, teller],
    );
    for who in [&stage.volunteer, &stage.neighbour] {
        let sql = "insert into meeting_roll (meeting, voter, household, woman) values (?, ?, ?, 0)";
        run(desk, sql, bind![meeting, who.member(), who.standing.household.unwrap()]);
    }
    let (principal, proxy) = (stage.volunteer.member(), stage.neighbour.member());
    run(desk, "update meetings set roll_hash = ?, roll_count = 2 where id = ?", bind![&*"ab".repeat(32), meeting]);
    let sql = "insert into meeting_proxies (meeting, principal, proxy, kinship, paper, at, by) values (?, ?, ?, 'child', '纸质委托书', 1500, ?)";
    run(desk, sql, bind![meeting, principal, proxy, chair]);
    run(desk, "update meetings set status = 'open', opened_at = 2000 where id = ?", bind![meeting]);
    for (who, how) in [(principal, "proxy"), (proxy, "code")] {
        let sql = "insert into meeting_presence (meeting, voter, how, at, by) values (?, ?, ?, 2100, ?)";
        run(desk, sql, bind![meeting, who, how, proxy]);
    }
    secret_ballot(stage, meeting);
    run(desk, "update meetings set status = 'closed', closed_at = 3000, visitors = 1 where id = ?", bind![meeting]);
    let sections = [MinutesSection { title: String::new(), text: "李秀英委托王明表决。".to_owned() }];
    let json = serde_json::json!(sections).to_string();
    let sql = "insert into meeting_minutes (meeting, version, sections, hash, at, by) values (?, 1, ?, ?, 3100, ?)";
    run(desk, sql, bind![meeting, json, minutes_hash(&sections), chair]);
    run(
        desk,
        "update meeting_minutes set chair_signed_at = 3200, teller_signed_at = 3300 where meeting = ?",
        bind![meeting],
    );
    run(desk, "update meetings set minutes_version = 1 where id = ?", bind![meeting]);
    run(desk, "update case_steps set meeting = ? where case_id = ? and place = 1", bind![meeting, case]);
    meeting
}

fn secret_ballot(stage: &BusyCommunity, meeting: MeetingId) {
    let (desk, by) = (&stage.desk, stage.clerk.member());
    let ballot: BallotId = desk.key().to_string().parse().unwrap();
    run(
        desk,
        "insert into ballots (id, meeting, question, method, rule, open_minutes, drafted_by, drafted_at)
         values (?, ?, '是否同意', 'secret', 'adults/approval', 10, ?, 2000)",
        bind![ballot, meeting, by],
    );
    run(
        desk,
        "update ballots set status = 'open', opened_at = 2200, closes_at = 2300, public_key = zeroblob(32), given = 2,
           entitled_at_opening = 2, present_at_opening = 2 where id = ?",
        bind![ballot],
    );
    for (receipt, choice) in [(vec![2u8; 32], "against"), (vec![1u8; 32], "for")] {
        run(desk, "insert into ballot_cast (ballot, receipt, choice) values (?, ?, ?)", bind![ballot, receipt, choice]);
    }
    let close = "update ballots set status = 'closed', closed_at = 2900, entitled_at_closing = 2, present_at_closing = 2 where id = ?";
    run(desk, close, bind![ballot]);
}

fn shown(stage: &BusyCommunity, case: CaseId, who: &Person) -> d::Dossier {
    stage.desk.call::<ShowDossier>(who, &case_path(case), &Empty {})
}

#[test]
fn a_guest_sees_everything_but_names_and_words() {
    let stage = BusyCommunity::open();
    let (clerk, guest) = (&stage.clerk.person, Person::default());
    let case = case_meetings::open_case(&stage, WAY);
    let meeting = held(&stage, case);
    let because = d::HoldRequest { reason: "王明说资金来源不清".parse().unwrap() };
    stage.desk.call::<RaiseHold>(&stage.watcher.person, &case_path(case), &because);

    let public = shown(&stage, case, &guest);
    let text = serde_json::to_string(&public).unwrap();
    for name in NAMES {
        assert!(!text.contains(name), "{name} in {text}");
    }
    assert_eq!((public.file.is_none(), public.faults()), (true, vec![]));
    let content = &public.content;
    assert_eq!((content.case, content.steps.len(), content.holds.len()), (case, 5, 1));
    let one = &content.meetings[0];
    assert_eq!((one.meeting, one.chair.as_str(), one.teller.as_deref()), (meeting, "周**", Some("刘**")));
    assert_eq!((one.roll_count, one.present, one.proxies, one.visitors, one.mandates_count), (2, 2, 1, 1, 1));
    assert_eq!((one.mandates[0].principal.as_str(), one.mandates[0].proxy.as_str()), ("李**", "王**"));
    let ballot = &one.ballots[0];
    assert_eq!((ballot.method, ballot.status, ballot.present), (Method::Secret, BallotStatus::Closed, 2));
    let tally = ballot.tally.unwrap();
    assert_eq!((tally.total.r#for, tally.total.against), (1, 1));
    // Everybody can build this from the public list.
    let lines = format!("{} for\n{} against", "01".repeat(32), "02".repeat(32));
    assert_eq!(ballot.list, Some(d::VoteList::of(2, &lines)));

    let whole = shown(&stage, case, clerk);
    assert_eq!((whole.dossier_hash == public.dossier_hash, whole.faults()), (true, vec![]), "one hash for everybody");
    assert_eq!(whole.content, public.content);
    let file = whole.file.unwrap();
    assert_eq!((file.opened_by.as_str(), file.meetings[0].chair.as_str()), ("周丽", "周丽"));
    assert_eq!((file.meetings[0].mandates[0].proxy.as_str(), file.meetings[0].minutes.len()), ("王明", 1));
    assert_eq!(file.holds[0].reason, "王明说资金来源不清");
    assert_eq!(shown(&stage, case, &stage.volunteer.person).file, None, "residents read what guests read");
}

#[test]
fn the_answer_is_not_sent_twice_and_changes_with_the_case() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let case = case_meetings::open_case(&stage, WAY);
    let guest = Person::default();
    let mut request = TestCommunity::request::<ShowDossier>(&guest, &case_path(case), &(), &Empty {});
    let first = desk.handle(&request);
    request.etag.clone_from(&first.etag);
    assert_eq!((first.status, desk.handle(&request).status), (200, 304));
    held(&stage, case);
    assert_eq!(desk.handle(&request).status, 200);
    let none = (TestCommunity::code(), CaseId::from_parts(desk.now.get(), 1));
    assert_eq!(desk.refusal::<ShowDossier>(&guest, &none, &Empty {}), "request/not-found");
}
