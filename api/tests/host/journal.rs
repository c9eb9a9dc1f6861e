//! The journal filtered by a person, a body, a matter or days; and as a file, oldest first.

use crate::busy_community::{BusyCommunity, activity_request};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use domain::contract::{
    CreateBody, Empty, EndSeat, ExportJournal, FillSeat, FindJournalPeople, PublishActivity, Query, ReviseActivity,
    ShowJournal,
};
use domain::journal::{
    Chain, FindJournalPeopleRequest, JournalExport, JournalExportQuery, JournalQuery, JournalRow, Link, check_link,
};
use domain::members::{BodyKind, CreateBodyRequest, Day, EndCause, EndSeatRequest, Post};
use domain::time::{DAY, HOUR};

fn asked(stage: &BusyCommunity, query: &str) -> Result<Vec<JournalRow>, String> {
    let query = JournalQuery { limit: Some(100), ..JournalQuery::parse(query).unwrap() };
    let page = stage.desk.try_call::<ShowJournal>(&stage.watcher.person, &(TestCommunity::code(),), &query, &Empty {});
    let rows = page.map(|page| page.rows).map_err(|problem| problem.code)?;
    assert!(rows.iter().all(JournalRow::is_whole), "{query:?}");
    Ok(rows)
}

fn seqs(rows: &[JournalRow]) -> Vec<u64> {
    rows.iter().map(|row| row.seq).collect()
}

/// The sequences found by a statement of the test, newest first.
fn found(desk: &TestCommunity, sql: &'static str, values: &[api::db::Value]) -> Vec<u64> {
    api::db::Db::run(&desk.db, sql, values).unwrap().iter().map(|row| row.int(0).unwrap().unsigned_abs()).collect()
}

fn export(stage: &BusyCommunity, query: &JournalExportQuery) -> JournalExport {
    stage.desk.try_call::<ExportJournal>(&stage.watcher.person, &(TestCommunity::code(),), query, &Empty {}).unwrap()
}

/// Adds rows that concern nobody, enough for several pages of an export.
fn fill(desk: &TestCommunity, count: u32) {
    for at in 0..count {
        api::journal::append_row(&desk.db, desk.now.get(), "", "due/retention", &format!("filler-{at}"), "{}").unwrap();
    }
}

#[test]
fn a_person_is_who_acted_for_whom_and_about_whom() {
    let stage = BusyCommunity::open();
    let own = "select seq from journal where actor = ?1 or on_behalf_of = ?1 or subject = ?1 order by seq desc";
    for (actor, kinds) in [
        (&stage.volunteer, ["sessions/sign-in", "ledger/show-hours", "assistance/contest-act"]),
        (&stage.leader, ["sessions/sign-in", "members/declare-relative", "volunteering/confirm-services"]),
    ] {
        let rows = asked(&stage, &format!("person={}", actor.member())).unwrap();
        assert_eq!(seqs(&rows), found(&stage.desk, own, bind![actor.member()]), "{}", actor.name);
        for kind in kinds {
            assert!(rows.iter().any(|row| row.command == kind), "{}: {kind}", actor.name);
        }
    }
    // An act of the worker on behalf of the resident is one row, found for both.
    let both = |actor: &crate::busy_community::Actor| asked(&stage, &format!("person={}", actor.member())).unwrap();
    let shared =
        |rows: Vec<JournalRow>| rows.into_iter().filter(|row| row.command == "ledger/show-hours").collect::<Vec<_>>();
    assert_eq!(shared(both(&stage.volunteer)), shared(both(&stage.grid_worker)));
}

/// Rows name their object as it is called now; an export has no names.
#[test]
fn a_row_names_its_object() {
    let stage = BusyCommunity::open();
    let rows = asked(&stage, "").unwrap();
    let mut kinds = std::collections::BTreeSet::new();
    for row in &rows {
        let Some(about) = &row.about else { continue };
        assert!(!about.title.is_empty() && about.id.len() == 26, "{row:?}");
        kinds.insert(about.kind.as_str());
    }
    for kind in ["activity", "assistance", "member"] {
        assert!(kinds.contains(kind), "{kind} in {kinds:?}");
    }
    let named = |command: &str| rows.iter().find(|row| row.command == command).and_then(|row| row.about.clone());
    let published = named("volunteering/publish-activity").unwrap();
    let titles = stage.desk.texts("select title from activities where id = ?", bind![published.id.as_str()]);
    assert_eq!(titles, [published.title]);
    let exported = export(&stage, &JournalExportQuery::parse("").unwrap());
    assert!(exported.page.rows.iter().all(|row| row.about.is_none()));
}

#[test]
fn a_body_is_its_seats_its_activities_and_the_service_at_them() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let made = CreateBodyRequest { kind: BodyKind::VolunteerTeam, name: "样例志愿队".parse().unwrap() };
    let body = desk.call::<CreateBody>(&stage.clerk.person, &here, &made).body;
    let rows = |body| asked(&stage, &format!("body={body}")).unwrap();
    let commands = |body| rows(body).into_iter().rev().map(|row| row.command).collect::<Vec<_>>();
    assert_eq!(commands(body), ["members/create-body"]);

    let seat = crate::bodies::fill_seat_request(desk, stage.volunteer.member(), Post::TeamMember, 300);
    let seat = desk.call::<FillSeat>(&stage.clerk.person, &(TestCommunity::code(), body), &seat).seat;
    let planned = activity_request(body, desk.now.get().plus(DAY), 5);
    let activity = desk.call::<PublishActivity>(&stage.clerk.person, &here, &planned).activity;
    let end = EndSeatRequest::because(EndCause::Resigned, "改任别的职务".parse().unwrap());
    desk.call::<EndSeat>(&stage.clerk.person, &(TestCommunity::code(), seat), &end);
    let whole = ["members/create-body", "members/fill-seat", "volunteering/publish-activity", "members/end-seat"];
    assert_eq!(commands(body), whole);

    // For the team of the stage: every row of its activities and of the service at them.
    let of_team = "select j.seq from journal j where j.subject in (select id from activities where body = ?1)
        or j.subject in (select s.id from services s join activities a on a.id = s.activity where a.body = ?1)
        or j.subject in (select id from seats where body = ?1) or j.subject = ?1 order by j.seq desc limit 100";
    let team = rows(stage.team);
    assert_eq!(seqs(&team), found(desk, of_team, bind![stage.team]));
    for kind in ["volunteering/check-in", "volunteering/confirm-services", "volunteering/sign-up"] {
        assert!(team.iter().any(|row| row.command == kind), "{kind}");
    }
    assert!(team.iter().all(|row| !seqs(&rows(body)).contains(&row.seq)));

    // An activity that another body takes over is found under both.
    let given = activity_request(stage.team, desk.now.get().plus(DAY), 5);
    desk.call::<ReviseActivity>(&stage.clerk.person, &(TestCommunity::code(), activity), &given);
    assert_eq!(commands(body), whole, "what it was the body's for stays");
    let taken: Vec<_> = rows(stage.team).into_iter().filter(|row| row.subject == activity.to_string()).collect();
    assert_eq!(taken.len(), 2, "{taken:?}");
}

#[test]
fn a_matter_is_one_thing_and_filters_meet() {
    let stage = BusyCommunity::open();
    let (person, activity, service) = (stage.volunteer.member(), stage.full, stage.confirmed);
    for (query, sql, values) in [
        (
            format!("subject={activity}"),
            "select seq from journal where subject = ?1 order by seq desc",
            bind![activity].to_vec(),
        ),
        (
            format!("subject={activity}&person={person}"),
            "select seq from journal where subject = ?1 and actor = ?2 order by seq desc",
            bind![activity, person].to_vec(),
        ),
        (
            format!("subject={service}&body={}", stage.team),
            "select seq from journal where subject = ?1 order by seq desc",
            bind![service].to_vec(),
        ),
        (
            format!("person={person}&body={}", stage.team),
            "select seq from journal where actor = ?1 and command like 'volunteering/%' order by seq desc",
            bind![person].to_vec(),
        ),
    ] {
        let rows = asked(&stage, &query).unwrap();
        assert_eq!(seqs(&rows), found(&stage.desk, sql, &values), "{query}");
        assert!(!rows.is_empty(), "{query}");
    }
    let (others, nothing) = (stage.other_leader.standing.held[0].body.unwrap(), "01ARZ3NDEKTSV4RRFFQ69G5FAV");
    for query in [
        format!("subject={activity}&body={others}"),
        format!("subject={activity}&person={}", stage.leader.member()),
        format!("subject={nothing}"),
        "subject=x".to_owned(),
    ] {
        assert_eq!(asked(&stage, &query), Ok(vec![]), "{query}");
    }
}

#[test]
fn days_are_those_of_china_whatever_the_clock_did() {
    let desk = TestCommunity::open();
    let noon = crate::test_community::MORNING.plus(3 * HOUR);
    // 20, 21 and 22 November; then the clock is set back into the 21st and comes forward again.
    let days = [noon, noon.plus(DAY), noon.plus(2 * DAY), noon.plus(DAY), noon.plus(2 * DAY)];
    let first = desk.rows("select max(seq) + 1 from journal")[0].int(0).unwrap().unsigned_abs();
    for (at, moment) in days.into_iter().enumerate() {
        api::journal::append_row(&desk.db, moment, "", "due/retention", &format!("day-{at}"), "{}").unwrap();
    }
    // The last moment of the 22nd in China, and the first of the 23rd.
    let midnight = domain::time::end_of(noon.plus(2 * DAY).day());
    for (at, moment) in [(5, midnight.plus(-1)), (6, midnight)] {
        api::journal::append_row(&desk.db, moment, "", "due/retention", &format!("day-{at}"), "{}").unwrap();
    }
    let watcher = desk.sign_in("刘志强");
    let shown = |query: &str| {
        let query = JournalQuery::parse(query).unwrap();
        let page = desk.try_call::<ShowJournal>(&watcher, &(TestCommunity::code(),), &query, &Empty {}).unwrap();
        let of_here = page.rows.iter().filter(|row| row.subject.starts_with("day-"));
        of_here.map(|row| row.seq - first).collect::<Vec<_>>()
    };
    for (query, expect) in [
        ("from=2026-11-20&until=2026-11-20", vec![0]),
        ("from=2026-11-21&until=2026-11-21", vec![3, 1]),
        ("from=2026-11-22&until=2026-11-22", vec![5, 4, 2]),
        ("from=2026-11-21&until=2026-11-22", vec![5, 4, 3, 2, 1]),
        ("from=2026-11-23", vec![6]),
        ("until=2026-11-21", vec![3, 1, 0]),
        ("from=2026-11-24", vec![]),
        ("until=2026-11-19", vec![]),
        ("from=1900-01-01&until=2199-12-31", vec![6, 5, 4, 3, 2, 1, 0]),
        ("subject=day-2&from=2026-11-22", vec![2]),
        ("subject=day-2&until=2026-11-21", vec![]),
    ] {
        assert_eq!(shown(query), expect, "{query}");
    }
}

#[test]
fn a_filter_that_cannot_be_meant_is_refused() {
    let stage = BusyCommunity::open();
    let absent = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    for (query, code) in [
        (format!("person={absent}"), "journal/unknown-person"),
        (format!("body={absent}"), "journal/unknown-body"),
        // An id of another kind.
        (format!("person={}", stage.team), "journal/unknown-person"),
        (format!("body={}", stage.open), "journal/unknown-body"),
        ("from=2026-11-21&until=2026-11-20".to_owned(), "journal/days-reversed"),
    ] {
        assert_eq!(asked(&stage, &query), Err(code.to_owned()), "{query}");
        let query = JournalExportQuery::parse(&query).unwrap();
        let before = stage.desk.fingerprint();
        let refused =
            stage.desk.try_call::<ExportJournal>(&stage.watcher.person, &(TestCommunity::code(),), &query, &Empty {});
        assert_eq!(refused.unwrap_err().code, code, "{query:?}");
        assert_eq!(stage.desk.fingerprint(), before, "an export that was refused is none");
    }
}

#[test]
fn pages_of_a_filter_join() {
    let stage = BusyCommunity::open();
    let all = asked(&stage, &format!("body={}", stage.team)).unwrap();
    for limit in [1, 3, 7] {
        let (mut rows, mut after) = (vec![], None);
        loop {
            let query = JournalQuery { body: Some(stage.team), after, limit: Some(limit), ..JournalQuery::default() };
            let page =
                stage.desk.try_call::<ShowJournal>(&stage.watcher.person, &(TestCommunity::code(),), &query, &Empty {});
            let page = page.unwrap();
            assert!(page.rows.len() <= limit as usize && !page.rows.is_empty());
            rows.extend(page.rows);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(rows, all, "{limit} a page");
    }
}

#[test]
fn the_whole_journal_is_read_page_by_page_down_to_the_opening() {
    let stage = BusyCommunity::open();
    let (mut rows, mut after) = (vec![], None);
    loop {
        let query = JournalQuery { after, limit: Some(7), ..JournalQuery::default() };
        let page =
            stage.desk.try_call::<ShowJournal>(&stage.watcher.person, &(TestCommunity::code(),), &query, &Empty {});
        let page = page.unwrap();
        rows.extend(page.rows);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(rows.last().map(|row| row.seq), Some(1), "down to the opening");
    assert!(rows.iter().enumerate().all(|(at, row)| check_link(row, rows.get(at + 1)) == Link::Whole));
    let published = rows.iter().find(|row| row.subject == stage.open.to_string()).unwrap();
    let by = (published.command.as_str(), published.actor);
    assert_eq!(by, ("volunteering/publish-activity", Some(stage.clerk.member())));
}

#[test]
fn an_export_is_the_whole_chain_and_says_so_itself() {
    let stage = BusyCommunity::open();
    fill(&stage.desk, 2 * domain::limits::JOURNAL_EXPORT_ROWS_MAX);
    let newest = stage.desk.rows("select max(seq) from journal")[0].int(0).unwrap().unsigned_abs();
    let (mut chain, mut query, mut pages) = (Chain::default(), JournalExportQuery::default(), 0);
    loop {
        let JournalExport { page, newest: last } = export(&stage, &query);
        assert!(page.rows.len() <= domain::limits::JOURNAL_EXPORT_ROWS_MAX as usize);
        assert!(page.rows.iter().all(|row| chain.take(row) == Link::Whole));
        assert_eq!(last, newest + 1, "the first page is written down, and no other");
        pages += 1;
        query.after = page.next;
        if page.next.is_none() {
            assert_eq!(page.rows.last().unwrap().command, "journal/export-journal");
            break;
        }
    }
    assert_eq!((pages, chain.rows()), (3, newest + 1));
    assert!(query.is_whole());
    let shown = stage.desk.call::<ShowJournal>(&stage.watcher.person, &(TestCommunity::code(),), &Empty {}).rows;
    assert_eq!((shown[0].seq, shown[0].hash.as_str()), (chain.rows(), chain.last_hash()));
    let by = (shown[0].command.as_str(), shown[0].actor);
    assert_eq!(by, ("journal/export-journal", Some(stage.watcher.member())));
    stage.desk.check_books();
}

#[test]
fn an_export_of_a_part_names_the_part() {
    let stage = BusyCommunity::open();
    let day = Day::of(stage.desk.now.get().day());
    let query = JournalExportQuery {
        person: Some(stage.leader.member()),
        body: Some(stage.team),
        subject: Some("13800001234".parse().unwrap()),
        from: Some(day),
        ..JournalExportQuery::default()
    };
    assert_eq!(export(&stage, &query).page.rows, vec![]);
    let detail = stage
        .desk
        .texts("select detail from journal where command = 'journal/export-journal' and actor is not null", &[])
        .pop()
        .unwrap();
    let detail: serde_json::Value = serde_json::from_str(&detail).unwrap();
    let told = serde_json::json!({ "person": stage.leader.member(), "body": stage.team, "subject": "…", "from": day,
        "until": null });
    assert_eq!(detail, told, "what somebody typed is not told, everything else is");

    let part = JournalExportQuery { person: Some(stage.leader.member()), ..JournalExportQuery::default() };
    let mut rows = export(&stage, &part).page.rows;
    rows.reverse();
    let shown = asked(&stage, &format!("person={}", stage.leader.member())).unwrap();
    assert_eq!(rows, shown.into_iter().map(|row| JournalRow { about: None, ..row }).collect::<Vec<_>>());
}

#[test]
fn only_those_are_found_who_stand_in_the_journal() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let find = |who: &Person, word: &str| {
        let body = FindJournalPeopleRequest { word: word.parse().unwrap() };
        desk.try_call::<FindJournalPeople>(who, &(TestCommunity::code(),), &(), &body)
    };
    let found = find(&stage.watcher.person, "李秀英").unwrap().people;
    assert!(found.iter().any(|person| person.member == stage.volunteer.member()));
    for person in found {
        let named = "select seq from journal where actor = ?1 or on_behalf_of = ?1 or subject = ?1";
        assert!(!crate::journal::found(desk, named, bind![person.member]).is_empty(), "{}", person.name);
        assert!(person.address_masked.ends_with("**"), "{}", person.address_masked);
    }
    // A person of the roster without any journal row.
    let silent = "select m.name from members m where not exists
        (select 1 from journal where actor = m.id or on_behalf_of = m.id or subject = m.id)
        and not exists (select 1 from members o where o.name = m.name and o.id <> m.id) limit 1";
    let silent = desk.texts(silent, &[]).remove(0);
    for word in [silent.as_str(), "没有这样的人"] {
        assert_eq!(find(&stage.watcher.person, word).unwrap().people, vec![], "{word}");
    }
    assert_eq!(find(&stage.clerk.person, "李秀英").unwrap_err().code, "request/not-allowed");
}

/// In a store that was opened before, old rows are found as well: the migration indexes them all.
#[test]
fn what_was_written_before_is_found_as_well() {
    let stage = BusyCommunity::open();
    let kept = stage.desk.dump();
    let derived = |rows: &[String]| {
        let mut own: Vec<String> = rows.iter().filter(|row| row.starts_with("journal_")).cloned().collect();
        own.sort();
        own
    };
    let before = derived(&kept);
    assert!(before.len() > 20, "{before:?}");
    stage.desk.rehearse(|| {
        let again = api::migrations::COMMUNITY.iter().find(|migration| migration.name == "journal_filters").unwrap();
        let take_away = "drop trigger journal_is_found_again; drop trigger activities_take_their_rows_along;
            drop table journal_bodies; drop table journal_days; drop index journal_by_subject;";
        api::db::Db::run_script(&stage.desk.db, take_away).unwrap();
        api::db::Db::run_script(&stage.desk.db, again.sql).unwrap();
        assert_eq!(derived(&stage.desk.dump()), before);
    });
}

#[test]
fn what_a_row_is_found_by_is_never_changed() {
    let stage = BusyCommunity::open();
    for sql in ["update journal_bodies set seq = seq", "delete from journal_bodies"] {
        let refused = api::db::Db::run(&stage.desk.db, sql, &[]).unwrap_err();
        assert!(refused.0.contains("the journal is never"), "{sql}: {refused}");
    }
}
