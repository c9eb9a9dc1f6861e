//! The cost of a request depends on the page that it shows, never on the length of the history behind it. Cost is
//! measured in steps of SQLite's virtual machine, so that rows that are read and discarded count too.

use crate::busy_community::BusyCommunity;
use crate::samples::{endpoint_sample, sample_actor};
use domain::contract::EndpointId as E;
use domain::time::{DAY, UtcMillis, day_text};

/// Ten times the history of the busiest year: members and grids stay as they are.
const LONG_HISTORY: [&str; 6] = [
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
     insert into activities (id, body, title, place, plan, starts_at, ends_at, capacity, rule_pack, published_by, published_at)
     select printf('01ARZ3NDEKTSV4RR%010d', i), body, title, place, plan, i * 60000, i * 60000 + 1, capacity, rule_pack, published_by, 1
     from n, (select * from activities order by id limit 1)",
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
     insert into notices (id, member, at, kind, params, read_at)
     select printf('01ARZ3NDEKTSV4R%s%010d', substr(m.phone, -1), i), m.id, 1, 'moved-up', '{}', 1 from n, (select id, phone from members where phone in ('13800000006', '13800000004')) m",
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
     insert into commands (key, actor, endpoint, content_hash, answer, at) select 'old' || i, '', '', zeroblob(32), '', 1 from n",
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
     insert into services (id, activity, member, state, checked_in_at, checked_in_by, in_difference_millis, in_received_at,
       checked_out_at, decided_by, decided_at)
     select printf('01ARZ3NDEKTSV4R%s%010d', substr(m.phone, -1), i), printf('01ARZ3NDEKTSV4RR%010d', i), m.id, 'rejected', i * 60000, 'code', 0, 0, i * 60000, m.id, 1
     from n, (select id, phone from members where phone in ('13800000006', '13800000007')) m",
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
     insert into sign_ups (activity, member, state, place_no, at)
     select printf('01ARZ3NDEKTSV4RR%010d', i), m.id, iif(i % 2, 'confirmed', 'withdrawn'), m.rank, 1
     from n, (select id, row_number() over () rank from members where phone in ('13800000006', '13800000007')) m",
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
     insert into sessions (id, token_hash, member, created_at, last_seen_at, expires_at, device, revoked_at)
     select 'old' || i, randomblob(32), m.id, 1, 1, 1, 'x', 2 from n, (select id, phone from members where phone = '13800000006') m",
];

fn cost(stage: &BusyCommunity, id: E, query: Option<&str>) -> (u32, u64) {
    stage.desk.rehearse(|| {
        let mut request = endpoint_sample(stage, id, &sample_actor(stage, id).person);
        request.query = query.map_or(request.query, str::to_owned);
        let (statements, work) = (stage.desk.db.statements(), stage.desk.db.work());
        let response = stage.desk.handle(&request);
        assert_eq!(response.status, 200, "{id:?}: {}", response.body);
        (stage.desk.db.statements() - statements, stage.desk.db.work() - work)
    })
}

#[test]
fn no_request_pays_for_history() {
    let stage = BusyCommunity::open();
    // Pages are full before and after.
    let full = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 50)
        insert into notices (id, member, at, kind, params, read_at)
        select printf('01ARZ3NDEKTSV4RX%010d', i), m.id, 1, 'moved-up', '{}', 1 from n, (select id from members where phone = '13800000006') m";
    stage.desk.rows(full);
    let full = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 50)
        insert into sign_in_events (member, at, kind, device)
        select m.id, 1, 'signed-in', '' from n, (select id from members where phone = '13800000006') m";
    stage.desk.rows(full);
    write_down(
        &stage,
        domain::limits::JOURNAL_EXPORT_ROWS_MAX,
        &stage.volunteer.member().to_string(),
        "full",
        stage.desk.now.get(),
    );
    // `filter=mine` is not among them: it sorts the caller's own sign-ups, however many these are.
    let lists = ["filter=upcoming", "filter=past", "filter=past&limit=1"];
    let lists = lists.map(|query| (E::ListActivities, "volunteering/list-activities", Some(query)));
    let all = crate::samples::of_the_community().map(|(id, spec)| (id, spec.name, None)).chain(lists);
    let all: Vec<_> = all.collect();
    let before: Vec<_> = all.iter().map(|(id, _, query)| cost(&stage, *id, *query)).collect();
    for sql in LONG_HISTORY {
        stage.desk.rows(sql);
    }
    write_down(&stage, 5000, &stage.volunteer.member().to_string(), "long", stage.desk.now.get());
    let mut grown = vec![];
    for ((id, name, query), before) in all.iter().zip(before) {
        let after = cost(&stage, *id, *query);
        println!("{name} {query:?}: {before:?} statements and steps, then {after:?}");
        if after.0 > before.0 || after.1 > before.1 + before.1 / 5 + 200 {
            grown.push((name, query, before, after));
        }
    }
    assert!(grown.is_empty(), "these pay for history: {grown:?}");
}

/// Writes journal rows of an actor about a subject.
fn write_down(stage: &BusyCommunity, rows: u32, actor: &str, subject: &str, at: UtcMillis) {
    for _ in 0..rows {
        api::journal::append_row(&stage.desk.db, at, actor, "volunteering/sign-up", subject, "{}").unwrap();
    }
}

/// Neither a frequent nor a rare filter scans other rows; nor do two filters together.
#[test]
fn a_filtered_page_does_not_scan_the_journal() {
    let stage = BusyCommunity::open();
    let (often, rarely) = (stage.volunteer.member(), stage.other_leader.member());
    let (busy, quiet) = (stage.open, stage.finished[0]);
    let other_team = stage.other_leader.standing.held[0].body.unwrap();
    let (all, some) = (often.to_string(), rarely.to_string());
    let today = stage.desk.now.get();
    let day = |days: i64| day_text(today.plus(days * DAY).day());
    // Pages of the frequent filters are full before and after.
    let full = domain::limits::JOURNAL_EXPORT_ROWS_MAX + 1;
    write_down(&stage, full, &all, &busy.to_string(), today.plus(DAY));
    write_down(&stage, 3, &some, "rare", today.plus(2 * DAY));
    stage.desk.pass_awake(3 * DAY);
    let queries = [
        format!("person={often}"),
        format!("person={rarely}"),
        format!("body={}", stage.team),
        format!("body={other_team}"),
        format!("subject={busy}"),
        format!("subject={quiet}"),
        "subject=nothing".to_owned(),
        format!("from={0}&until={0}", day(1)),
        format!("from={0}&until={0}", day(2)),
        format!("until={}", day(0)),
        format!("from={}", day(900)),
        format!("person={often}&body={}&from={}", stage.team, day(1)),
        format!("person={rarely}&body={}", stage.team),
        format!("subject={busy}&person={often}&body={}", stage.team),
        format!("person={rarely}&from={0}&until={0}", day(2)),
    ];
    let all_queries =
        || [E::ShowJournal, E::ExportJournal].into_iter().flat_map(|id| queries.iter().map(move |q| (id, q)));
    let before: Vec<_> = all_queries().map(|(id, query)| cost(&stage, id, Some(query))).collect();
    // Rows before the newest and after it, of the frequent filters and of people that no filter names.
    write_down(&stage, 3000, &all, &busy.to_string(), today.plus(DAY));
    write_down(&stage, 3000, &stage.clerk.member().to_string(), "others", today.plus(3 * DAY));
    let mut grown = vec![];
    for ((id, query), before) in all_queries().zip(before) {
        let after = cost(&stage, id, Some(query));
        println!("{id:?} {query}: {before:?} statements and steps, then {after:?}");
        if after.0 != before.0 || after.1 > before.1 + before.1 / 20 + 100 {
            grown.push((id, query, before, after));
        }
    }
    assert!(grown.is_empty(), "these walk the rows of others: {grown:?}");
}

/// Everybody signs in, often many at once: six statements of our own, and the two of the journal.
#[test]
fn a_resident_signs_in_with_six_statements() {
    const JOURNAL: u32 = 2;
    let desk = crate::test_community::TestCommunity::open();
    let measured = |desk: &crate::test_community::TestCommunity, browser: Option<String>| {
        let body = domain::sessions::SignInRequest {
            phone: "13800000006".parse().unwrap(),
            code: desk.ask_code("13800000006", browser.clone()),
        };
        let here = (crate::test_community::TestCommunity::code(),);
        let who = crate::test_community::Person { cookie: browser };
        let mut request =
            crate::test_community::TestCommunity::request::<domain::contract::SignIn>(&who, &here, &(), &body);
        request.address = Some("192.0.2.7".to_owned());
        let before = desk.db.statements();
        let response = desk.handle(&request);
        assert_eq!(response.status, 200, "{}", response.body);
        (desk.db.statements() - before - JOURNAL, crate::test_community::cookie_pair(response.device_cookie.as_deref()))
    };
    let (first, mark) = measured(&desk, None);
    desk.pass(61_000);
    let (known_device, _) = measured(&desk, Some(mark));
    desk.pass(61_000);
    let (new_device, _) = measured(&desk, None);
    assert_eq!(
        (first, known_device, new_device),
        (5, 4, 6),
        "tries of an address are counted for strangers alone; the notice of a new device is the sixth"
    );
}
