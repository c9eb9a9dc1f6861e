//! Personal data: who sees it, what a consent changes, what closing an account erases and what it cannot, who looked.

use crate::busy_community::{Actor, BusyCommunity};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use api::duties;
use domain::assistance::{ConsentKind, OpenAssistanceRequest};
use domain::contract::*;
use domain::ids::MemberId;
use domain::members::Post;
use domain::privacy::*;
use domain::process::Term;
use domain::time::{DAY, HOUR};

fn part(stage: &BusyCommunity, who: &Person, member: MemberId, part: DataPart) -> Result<DataPage, String> {
    let query = DataQuery { part: Some(part), after: None };
    let asked = stage.desk.try_call::<DownloadOwnData>(who, &(TestCommunity::code(), member), &query, &Empty {});
    asked.inspect(|page| assert_eq!(page.part, part)).map_err(|problem| problem.code)
}

fn deciding(topic: Topic, agrees: bool) -> DecideConsentRequest {
    let decision = if agrees { ConsentChoice::Agrees } else { ConsentChoice::Withdraws };
    DecideConsentRequest { topic, version: "2026-11".parse().unwrap(), decision }
}

/// The neighbour becomes a child of the volunteer's.
fn make_ward(stage: &BusyCommunity, born_day: &str) -> MemberId {
    let (child, guardian) = (stage.neighbour.member(), stage.volunteer.member());
    let sql = "update members set guardian = ?, born_day = ? where id = ?";
    stage.desk.db.run(sql, bind![guardian, born_day, child]).unwrap();
    child
}

#[test]
fn the_copy_holds_everything_and_goes_to_its_owner_only() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let (own, member) = (&stage.volunteer.person, stage.volunteer.member());
    let overview = desk.call::<ShowOwnData>(own, &(TestCommunity::code(), member), &Empty {});
    assert_eq!((overview.name.as_str(), overview.phone_masked.as_str()), ("李秀英", "138****0006"));
    let asked: Vec<_> = overview.corrections.iter().map(|one| (one.field, one.outcome)).collect();
    assert_eq!((asked, overview.closes_at), (vec![(CorrectionField::Phone, None)], None));
    for one in DataPart::ALL {
        let rows = part(&stage, own, member, *one).unwrap().page.rows;
        assert_eq!(!rows.is_empty(), overview.held.contains(one), "{one}");
    }
    assert!(overview.held.len() >= 9, "{:?}", overview.held);
    let profile = part(&stage, own, member, DataPart::Profile).unwrap().page.rows.remove(0);
    assert_eq!(profile["phone"], "13800000006", "one's own phone in full");
    let journal = part(&stage, own, member, DataPart::Journal).unwrap().page.rows;
    assert!(journal.iter().any(|row| row["by"] == "worker") && journal.iter().any(|row| row["by"] == "self"));
    for stranger in [&stage.neighbour, &stage.clerk, &stage.watcher, &stage.grid_worker] {
        for one in DataPart::ALL {
            assert_eq!(part(&stage, &stranger.person, member, *one), Err("request/not-allowed".to_owned()), "{one}");
        }
    }
    assert_eq!(part(&stage, &Person::default(), member, DataPart::Profile), Err("request/not-signed-in".to_owned()));
}

#[test]
fn a_long_copy_comes_page_by_page_and_misses_nothing() {
    let stage = BusyCommunity::open();
    let (desk, member) = (&stage.desk, stage.volunteer.member());
    let fill = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 230)
        insert into notices (id, member, at, kind, params, read_at)
        select printf('01ARZ3NDEKTSV4RX%010d', i), ?, 1, 'moved-up', '{}', 1 from n";
    desk.db.run("delete from notices where member = ?", bind![member]).unwrap();
    desk.db.run(fill, bind![member]).unwrap();
    let (mut pages, mut rows, mut after) = (0, 0, None);
    loop {
        let query = DataQuery { part: Some(DataPart::Notices), after };
        let at = (TestCommunity::code(), member);
        let page = desk.try_call::<DownloadOwnData>(&stage.volunteer.person, &at, &query, &Empty {}).unwrap().page;
        (pages, rows, after) = (pages + 1, rows + page.rows.len(), page.next);
        if after.is_none() {
            break;
        }
    }
    assert_eq!((pages, rows), (3, 230));
}

#[test]
fn the_identity_number_is_told_masked_and_only_to_its_owner() {
    let stage = BusyCommunity::open();
    let (desk, member) = (&stage.desk, stage.volunteer.member());
    let number = "11010519491231002X";
    let chance = |bytes: &mut [u8]| bytes.fill(3);
    let sealed = api::seal::seal_text(&desk.secrets, &["identity", &member.to_string()], number, &chance).unwrap();
    let hash = api::seal::lookup_hash(&desk.secrets, "identity", number);
    let sql = "update members set identity_sealed = ?, identity_hash = ? where id = ?";
    desk.db.run(sql, &[api::db::Value::Blob(sealed), hash.into(), member.into()]).unwrap();
    let own = desk.call::<ShowOwnData>(&stage.volunteer.person, &(TestCommunity::code(), member), &Empty {});
    assert_eq!(own.identity_masked.as_deref(), Some("1101************2X"));
    let profile = part(&stage, &stage.volunteer.person, member, DataPart::Profile).unwrap().page.rows.remove(0);
    assert_eq!(profile["identity_masked"], "1101************2X");
    assert!(!serde_json::to_string(&profile).unwrap().contains("19491231"));
}

#[test]
fn a_guardian_sees_a_ward_until_the_ward_is_of_age() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let sees = |born| {
        desk.rehearse(|| {
            let child = make_ward(&stage, born);
            part(&stage, &stage.volunteer.person, child, DataPart::Profile).is_ok()
        })
    };
    // Today is 2026-11-20.
    assert!(sees("2008-11-21"), "eighteen tomorrow");
    assert!(!sees("2008-11-20"), "eighteen today");
    let child = make_ward(&stage, "2014-01-01");
    let own = desk.call::<ShowOwnData>(
        &stage.volunteer.person,
        &(TestCommunity::code(), stage.volunteer.member()),
        &Empty {},
    );
    assert_eq!(own.wards.iter().map(|ward| ward.member).collect::<Vec<_>>(), [child]);
    let other = part(&stage, &stage.leader.person, child, DataPart::Profile);
    assert_eq!(other, Err("request/not-allowed".to_owned()));
    let back = part(&stage, &stage.neighbour.person, stage.volunteer.member(), DataPart::Profile);
    assert_eq!(back, Err("request/not-allowed".to_owned()), "a ward does not see the guardian's");
}

#[test]
fn below_fourteen_the_guardian_consents_before_the_child_signs_up() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let open = (TestCommunity::code(), stage.open);
    let decide = |who: &Actor, member, agrees| {
        let body = deciding(Topic::ChildData, agrees);
        desk.try_call::<DecideConsent>(&who.person, &(TestCommunity::code(), member), &(), &body)
            .map_err(|problem| problem.code)
    };
    let grown_up = stage.volunteer.member();
    assert_eq!(decide(&stage.volunteer, grown_up, true).map(|_| ()), Err("privacy/not-yours-to-decide".to_owned()));
    let child = make_ward(&stage, "2014-01-01");
    let sign_up = || desk.try_call::<SignUp>(&stage.neighbour.person, &open, &(), &Empty {}).map_err(|p| p.code);
    let missing = Err("volunteering/guardian-consent-missing".to_owned());
    assert_eq!(sign_up().map(|_| ()), missing);
    assert_eq!(decide(&stage.neighbour, child, true).map(|_| ()), Err("privacy/not-yours-to-decide".to_owned()));
    assert!(decide(&stage.volunteer, child, true).is_ok());
    desk.rehearse(|| assert!(sign_up().is_ok()));
    assert!(decide(&stage.volunteer, child, false).is_ok());
    assert_eq!(sign_up().map(|_| ()), missing, "withdrawn");
    make_ward(&stage, "2012-11-20");
    assert!(sign_up().is_ok(), "fourteen today");
}

#[test]
fn a_withdrawn_consent_has_the_effect_that_is_stated() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let member = stage.neighbour.member();
    let decide = |agrees| {
        let body = deciding(Topic::SpokenAssistance, agrees);
        desk.call::<DecideConsent>(&stage.neighbour.person, &(TestCommunity::code(), member), &body);
        let own = desk.call::<ShowOwnData>(&stage.neighbour.person, &(TestCommunity::code(), member), &Empty {});
        let states: Vec<_> = own.consents.iter().map(|state| (state.topic, state.agrees)).collect();
        assert_eq!(states, [(Topic::SpokenAssistance, agrees)]);
    };
    let open = |consent| {
        desk.rehearse(|| {
            let body = OpenAssistanceRequest { member, consent, proof: "何玉兰".parse().unwrap() };
            desk.try_call::<OpenAssistance>(&stage.clerk.person, &here, &(), &body).map_err(|problem| problem.code)
        })
    };
    assert!(open(ConsentKind::Spoken).is_ok());
    decide(false);
    assert_eq!(open(ConsentKind::Spoken).map(|_| ()), Err("assistance/spoken-withdrawn".to_owned()));
    assert!(open(ConsentKind::Signed).is_ok());
    decide(true);
    assert!(open(ConsentKind::Spoken).is_ok());
    let rows = desk.texts("select agrees || ' ' || version from consents order by seq", &[]);
    assert_eq!(rows, ["0 2026-11", "1 2026-11"], "each decision stays");
}

#[test]
fn a_correction_is_applied_by_somebody_else_and_told() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let this = (TestCommunity::code(), stage.correction);
    let decide = |outcome| DecideCorrectionRequest { outcome, reason: "已核对身份证件".parse().unwrap() };
    let tasks = desk.call::<ListCorrections>(&stage.clerk.person, &here, &Empty {}).requests;
    assert_eq!(tasks[0].now.as_deref(), Some("138****0006"));
    assert_eq!(tasks[0].request.wanted.as_deref(), Some("139****0006"));
    let again = CorrectionRequest { field: CorrectionField::Phone, wanted: "13900000007".parse().unwrap() };
    let refused = desk.refusal::<RequestCorrection>(&stage.volunteer.person, &here, &again);
    assert_eq!(refused, "privacy/already-asked");
    desk.rehearse(|| {
        let sql = "update members set household = ?, housed_at = 1 where id = ?";
        desk.db.run(sql, bind![stage.volunteer.standing.household, stage.clerk.member()]).unwrap();
        let refused = desk.refusal::<DecideCorrection>(&stage.clerk.person, &this, &decide(CorrectionOutcome::Applied));
        assert_eq!(refused, "privacy/own-case", "nobody corrects their own household");
    });
    desk.rehearse(|| {
        desk.db.run("update members set phone = '13900000006' where id = ?", bind![stage.leader.member()]).unwrap();
        let refused = desk.refusal::<DecideCorrection>(&stage.clerk.person, &this, &decide(CorrectionOutcome::Applied));
        assert_eq!(refused, "privacy/phone-taken", "a stranger's phone is no correction");
    });
    desk.rehearse(|| {
        desk.call::<DecideCorrection>(&stage.clerk.person, &this, &decide(CorrectionOutcome::Refused));
        assert_eq!(
            desk.texts("select phone from members where id = ?", bind![stage.volunteer.member()]),
            ["13800000006"]
        );
    });
    desk.call::<DecideCorrection>(&stage.clerk.person, &this, &decide(CorrectionOutcome::Applied));
    assert_eq!(desk.texts("select phone from members where id = ?", bind![stage.volunteer.member()]), ["13900000006"]);
    let refused = desk.refusal::<ListNotices>(&stage.volunteer.person, &here, &Empty {});
    assert_eq!(refused, "request/not-signed-in", "the person with the old phone is signed out");
    let told = desk.call::<ListNotices>(&desk.sign_in_by("13900000006"), &here, &Empty {}).rows;
    let applied = domain::notices::NoticeKind::CorrectionApplied;
    assert!(told.iter().any(|notice| notice.kind == applied), "{told:?}");
    let again = desk.refusal::<DecideCorrection>(&stage.clerk.person, &this, &decide(CorrectionOutcome::Refused));
    assert_eq!(again, "privacy/already-decided");
}

#[test]
fn seats_are_given_up_before_an_account_is_closed() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    let refused = desk.try_call::<CloseAccount>(clerk, &here, &(), &Empty {}).unwrap_err();
    assert_eq!((refused.status, refused.code.as_str()), (409, "privacy/seats-held"));
    let preview = desk.call::<ShowClosing>(clerk, &here, &Empty {});
    assert!(preview.seats > 0 && preview.closes_at.is_none());
    assert_eq!(refused.params["seats"], preview.seats);
    let bodies = desk.call::<ListBodies>(clerk, &here, &Empty {}).bodies;
    let seats = bodies.iter().flat_map(|body| &body.seats).filter(|seat| seat.member == stage.clerk.member());
    let offices = seats.filter(|seat| !matches!(seat.post, Post::TeamMember | Post::PartyMember)).count();
    assert_eq!(offices, preview.seats as usize, "a mere member of a team or of the branch holds none");
}

#[test]
fn a_closing_can_be_taken_back_for_seven_days() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let (closer, member) = (&stage.closer.person, stage.closer.member());
    assert_eq!(desk.refusal::<CloseAccount>(closer, &here, &Empty {}), "privacy/already-closing");
    desk.call::<TakeBackClosing>(closer, &here, &Empty {});
    assert_eq!(desk.refusal::<TakeBackClosing>(closer, &here, &Empty {}), "privacy/not-closing");
    duties::run_due(&desk.db, desk.now.get().plus(8 * DAY)).unwrap();
    assert_eq!(desk.texts("select name from members where id = ?", bind![member]), ["何玉兰"]);
}

#[test]
fn closing_signs_out_at_once() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let before = desk.texts(
        "select activity from sign_ups where member = ? and state <> 'withdrawn' and activity = ?",
        bind![stage.volunteer.member(), stage.full],
    );
    assert_eq!(before.len(), 1);
    let volunteer = &stage.volunteer.person;
    let response = desk.handle(&TestCommunity::request::<CloseAccount>(volunteer, &here, &(), &Empty {}));
    let closes_at = TestCommunity::read::<CloseAccount>(&response).unwrap().closes_at;
    assert_eq!(closes_at, Term::Days(7).due(desk.now.get()), "the end of the last day");
    assert!(response.set_cookie.is_some_and(|cookie| cookie.contains("Max-Age=0")), "the cookie is taken back");
    for refused in [
        desk.refusal::<ShowMe>(volunteer, &here, &Empty {}),
        desk.refusal::<ShowClosing>(volunteer, &here, &Empty {}),
        desk.refusal::<TakeBackClosing>(volunteer, &here, &Empty {}),
    ] {
        assert_eq!(refused, "request/not-signed-in");
    }
    let after = desk.texts("select member from sign_ups where state = 'confirmed' and activity = ?", bind![stage.full]);
    assert_eq!(after, [stage.neighbour.member().to_string()], "the place went to who waited");
}

/// All texts of all tables, to check that erased data is gone.
fn every_text(desk: &TestCommunity) -> Vec<(String, String)> {
    let mut found = vec![];
    for table in desk.texts("select name from sqlite_schema where type = 'table'", &[]) {
        let sql: &'static str = Box::leak(format!("select * from {table}").into_boxed_str());
        for row in desk.rows(sql) {
            found.push((table.clone(), format!("{row:?}")));
        }
    }
    found
}

#[test]
fn a_closed_account_leaves_no_trace_of_the_person_and_no_gap_in_the_books() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let member = stage.volunteer.member();
    let minutes =
        |desk: &TestCommunity| desk.rows("select sum(balance) from accounts where kind = 'member'")[0].int(0).unwrap();
    let (before, rows) = (minutes(desk), desk.rows("select count(*) from members")[0].int(0).unwrap());
    // A unique name, planted in all places where a name can occur.
    desk.db.run("update members set name = '金丝雀', left_reason = '金丝雀走了' where id = ?", bind![member]).unwrap();
    desk.db
        .run("update assisted_acts set contest_reason = '金丝雀没有委托' where contested_at is not null", &[])
        .unwrap();
    desk.db.run("update assistances set proof = '金丝雀' where member = ?", bind![member]).unwrap();
    let look = RevealPhoneRequest { reason: "找金丝雀家".parse().unwrap() };
    desk.call::<RevealPhone>(&stage.clerk.person, &(TestCommunity::code(), member), &look);
    desk.call::<CloseAccount>(&stage.volunteer.person, &here, &Empty {});
    let at = Term::Days(7).due(desk.now.get());
    duties::run_due(&desk.db, at.plus(-HOUR)).unwrap();
    assert_eq!(desk.texts("select name from members where id = ?", bind![member]), ["金丝雀"], "not before the time");
    duties::run_due(&desk.db, at).unwrap();
    let number = desk.rows("select seq, done_at from closings order by seq desc limit 1").remove(0);
    let name = desk.texts("select name from members where id = ?", bind![member]).remove(0);
    assert_eq!(name, format!("已注销居民{}", number.int(0).unwrap()));
    for (table, row) in every_text(desk) {
        assert!(!row.contains("金丝雀"), "the name in {table}: {row}");
        assert!(!row.contains("13800000006") && !row.contains("13900000006"), "the phone in {table}: {row}");
    }
    assert_eq!(minutes(desk), before, "the ledger keeps every minute");
    assert_eq!(desk.rows("select count(*) from members")[0].int(0).unwrap(), rows);
    desk.check_books();
    assert!(
        desk.texts("select id from corrections where decided_at is null", &[]).is_empty(),
        "nothing waits for nobody"
    );
    assert_eq!(duties::run_due(&desk.db, at).unwrap(), 0, "once");
    let again =
        desk.texts("select command from journal where command = 'due/close-account' and subject = ?", bind![member]);
    assert_eq!(again.len(), 1);
}

#[test]
fn whoever_took_office_meanwhile_is_not_closed() {
    let stage = BusyCommunity::open();
    let (desk, member) = (&stage.desk, stage.closer.member());
    let elected = "insert into seats (id, body, member, post, from_day, until_day)
        select '01H00000000000000000000000', body, member, 'team-leader', from_day, until_day from seats where member = ?";
    desk.db.run(elected, bind![member]).unwrap();
    duties::run_due(&desk.db, desk.now.get().plus(8 * DAY)).unwrap();
    assert_eq!(desk.texts("select name from members where id = ?", bind![member]), ["何玉兰"]);
    assert_eq!(desk.texts("select command from journal where command like 'due/clos%'", &[]), ["due/closing-void"]);
}

#[test]
fn what_is_old_is_erased_and_only_counted() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let (member, now) = (stage.other_leader.member(), desk.now.get());
    desk.db.run("update members set left_at = ? where id = ?", bind![now, member]).unwrap();
    desk.db.run("update notices set at = ?", bind![now]).unwrap();
    let rules = Rules::current();
    let left = |days: i64| {
        desk.rehearse(|| {
            duties::run_due(&desk.db, now.plus(days * DAY + 1)).unwrap();
            let phone = desk.rows(
                "select phone is not null from members m join seats s on s.member = m.id where m.name = '吴桂芳'",
            );
            (phone[0].flag(0).unwrap(), desk.rows("select count(*) from notices")[0].int(0).unwrap() > 0)
        })
    };
    let (contact, notices) = (i64::from(rules.departed_contact_days), i64::from(rules.notice_days));
    assert_eq!(left(contact - 1), (true, true));
    assert_eq!(left(contact), (false, true));
    assert_eq!(left(notices), (false, false));
    duties::run_due(&desk.db, now.plus((contact + 1) * DAY)).unwrap();
    let detail =
        desk.texts("select detail from journal where command = 'due/retention' order by seq desc limit 1", &[]);
    assert_eq!(detail, [r#"{"departed":1,"notices":0,"reports":1,"searches":0,"slips":0,"tries":0}"#]);
    desk.check_books();
}

#[test]
fn who_looks_at_a_phone_is_seen_and_has_an_end() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let member = stage.volunteer.member();
    let body = RevealPhoneRequest { reason: "通知停水，联系不上".parse().unwrap() };
    let look = |who: &Actor, at: MemberId| {
        desk.try_call::<RevealPhone>(&who.person, &(TestCommunity::code(), at), &(), &body)
            .map_err(|problem| problem.code)
    };
    let worker = &stage.grid_worker;
    assert_eq!(look(worker, member).map(|found| found.phone), Ok("13800000006".to_owned()));
    let elsewhere = desk.texts("select id from members where grid <> ? limit 1", bind![stage.grid])[0].parse().unwrap();
    assert_eq!(look(worker, elsewhere).map(|_| ()), Err("request/not-allowed".to_owned()));
    assert_eq!(look(&stage.watcher, member).map(|_| ()), Err("request/not-allowed".to_owned()));
    let own = desk.call::<ShowOwnData>(&stage.volunteer.person, &(TestCommunity::code(), member), &Empty {}).reveals;
    assert_eq!((own[0].worker_name.as_str(), own[0].reason.as_deref()), ("赵小燕", Some("通知停水，联系不上")));
    let ask = |who: Option<MemberId>| {
        let query = RevealQuery { member: who, ..RevealQuery::default() };
        let rows = desk.try_call::<ListReveals>(&stage.watcher.person, &here, &query, &Empty {}).unwrap().rows;
        rows.into_iter().map(|row| (row.look.worker_name, row.member)).collect::<Vec<_>>()
    };
    let seen = vec![("赵小燕".to_owned(), member)];
    assert_eq!((ask(None), ask(Some(member)), ask(Some(elsewhere))), (seen.clone(), seen, vec![]));
    for _ in 1..Rules::current().reveals_per_worker_day {
        assert!(look(worker, member).is_ok());
    }
    assert_eq!(look(worker, member).map(|_| ()), Err("privacy/too-many-looks".to_owned()));
    assert!(look(&stage.clerk, member).is_ok(), "each worker has an end of their own");
    desk.pass(DAY);
    let tomorrow = Actor { person: desk.sign_in("赵小燕"), ..worker.clone() };
    assert!(look(&tomorrow, member).is_ok());
    let kept = desk.texts("select answer from commands where answer like '%13800000006%'", &[]);
    assert!(kept.is_empty(), "a phone that was told once is kept nowhere");
}
