//! The cost of a request depends on the page that it shows, never on the length of the history behind it. Cost is
//! measured in steps of SQLite's virtual machine, so that rows that are read and discarded count too.

use crate::allowed_calls::{AllowedCalls, community_endpoints};
use crate::busy_community::BusyCommunity;
use crate::host_api::HostApi;
use crate::test_community::TestCommunity;
use api::answer::ObjectRequest;
use api::bind;
use api::db::Db;
use domain::contract::EndpointId as E;
use domain::contract::{Empty, ExportJournal, ShowJournal};
use domain::journal::{JournalExportQuery, JournalQuery};
use domain::time::{DAY, UtcMillis, day_text};

/// Ten times the history of the busiest year: members and grids stay as they are. The parameter is the list of the callers
/// as JSON; `key` is the number of each.
const LONG_HISTORY: [&str; 6] = [
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
     insert into activities (id, body, title, place, plan, starts_at, ends_at, capacity, rule_pack, published_by, published_at)
     select printf('01ARZ3NDEKTSV4RR%010d', i), body, title, place, plan, i * 60000, i * 60000 + 1, capacity, rule_pack, published_by, 1
     from n, (select * from activities order by id limit 1)",
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
     insert into notices (id, member, at, kind, params, read_at)
     select printf('01ARZ3NDEKTSV4R%d%010d', m.key, i), m.value, 1, 'moved-up', '{}', 1 from n, json_each(?) m",
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
     insert into commands (key, actor, endpoint, content_hash, answer, at) select 'old' || i, '', '', zeroblob(32), '', 1 from n",
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
     insert into services (id, activity, member, state, checked_in_at, checked_in_by, in_difference_millis, in_received_at,
       checked_out_at, decided_by, decided_at)
     select printf('01ARZ3NDEKTSV4R%d%010d', m.key, i), printf('01ARZ3NDEKTSV4RR%010d', i), m.value, 'rejected', i * 60000, 'code', 0, 0, i * 60000, m.value, 1
     from n, json_each(?) m",
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
     insert into sign_ups (activity, member, state, place_no, at)
     select printf('01ARZ3NDEKTSV4RR%010d', i), m.value, iif(i % 2, 'confirmed', 'withdrawn'), m.key + 1, 1
     from n, json_each(?) m",
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
     insert into sessions (id, token_hash, member, created_at, last_seen_at, expires_at, device, revoked_at)
     select 'old' || m.key || '-' || i, randomblob(32), m.value, 1, 1, 1, 'x', 2 from n, json_each(?) m",
];

/// Statements and steps.
type Cost = (u32, u64);

fn request_cost(desk: &TestCommunity, request: &ObjectRequest) -> Cost {
    desk.rehearse(|| {
        let (statements, work) = (desk.db.statements(), desk.db.work());
        let response = desk.handle(request);
        assert_eq!(response.status, 200, "{}: {}", request.path, response.body);
        (desk.db.statements() - statements, desk.db.work() - work)
    })
}

/// Pages that are full before and after: fifty notices and sign-ins of each caller.
const FULL_PAGES: [&str; 2] = [
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 50)
     insert into notices (id, member, at, kind, params, read_at)
     select printf('01ARZ3NDEKTSV4X%d%010d', m.key, i), m.value, 1, 'moved-up', '{}', 1 from n, json_each(?) m",
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 50)
     insert into sign_in_events (member, at, kind, device)
     select m.value, 1, 'signed-in', '' from n, json_each(?) m",
];

/// The cost of every endpoint of a community, and of some lists with their filters, without or with a long history.
fn endpoint_costs(with_history: bool) -> Vec<(String, Cost)> {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let calls = AllowedCalls::open(&world);
    let members: Vec<_> = calls.callers.iter().map(|caller| caller.person.member().to_string()).collect();
    let list = serde_json::to_string(&members).unwrap();
    for sql in FULL_PAGES {
        desk.db.run(sql, bind![list.as_str()]).unwrap();
    }
    write_down(&desk, domain::limits::JOURNAL_EXPORT_ROWS_MAX, &members[0], "full", desk.now.get());
    if with_history {
        for sql in LONG_HISTORY {
            let params = bind![list.as_str()];
            desk.db.run(sql, if sql.contains("json_each") { params } else { &[] }).unwrap();
        }
        write_down(&desk, 5000, &members[0], "long", desk.now.get());
    }
    let mut costs = vec![];
    for (id, spec) in community_endpoints() {
        let request = calls.allowed_request(id);
        costs.push((spec.name.to_owned(), request_cost(&desk, &request)));
        // `filter=mine` is not among them: it sorts the caller's own sign-ups, however many these are.
        let lists: &[&str] = match id {
            E::ListActivities => &["filter=upcoming", "filter=past", "filter=past&limit=1"],
            _ => &[],
        };
        for query in lists {
            let request = ObjectRequest { query: (*query).to_owned(), ..request.clone() };
            costs.push((format!("{}?{query}", spec.name), request_cost(&desk, &request)));
        }
    }
    costs
}

#[test]
fn no_request_pays_for_history() {
    let mut grown = vec![];
    for ((name, before), (_, after)) in endpoint_costs(false).into_iter().zip(endpoint_costs(true)) {
        println!("{name}: {before:?} statements and steps, then {after:?}");
        if after.0 > before.0 || after.1 > before.1 + before.1 / 5 + 200 {
            grown.push((name, before, after));
        }
    }
    assert!(grown.is_empty(), "these pay for history: {grown:?}");
}

/// Writes journal rows of an actor about a subject.
fn write_down(desk: &TestCommunity, rows: u32, actor: &str, subject: &str, at: UtcMillis) {
    for _ in 0..rows {
        api::journal::append_row(&desk.db, at, actor, "volunteering/sign-up", subject, "{}").unwrap();
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
    write_down(&stage.desk, full, &all, &busy.to_string(), today.plus(DAY));
    write_down(&stage.desk, 3, &some, "rare", today.plus(2 * DAY));
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
    let here = (TestCommunity::code(),);
    let asked = |query: &String| {
        let who = &stage.watcher.person;
        let shown = TestCommunity::request::<ShowJournal>(who, &here, &JournalQuery::default(), &Empty {});
        let exported = TestCommunity::request::<ExportJournal>(who, &here, &JournalExportQuery::default(), &Empty {});
        [shown, exported].map(|request| ObjectRequest { query: query.clone(), ..request })
    };
    let requests: Vec<_> = queries.iter().flat_map(asked).collect();
    let before: Vec<_> = requests.iter().map(|request| request_cost(&stage.desk, request)).collect();
    // Rows before the newest and after it, of the frequent filters and of people that no filter names.
    write_down(&stage.desk, 3000, &all, &busy.to_string(), today.plus(DAY));
    write_down(&stage.desk, 3000, &stage.clerk.member().to_string(), "others", today.plus(3 * DAY));
    let mut grown = vec![];
    for (request, before) in requests.iter().zip(before) {
        let (after, address) = (request_cost(&stage.desk, request), format!("{}?{}", request.path, request.query));
        println!("{address}: {before:?} statements and steps, then {after:?}");
        if after.0 != before.0 || after.1 > before.1 + before.1 / 20 + 100 {
            grown.push((address, before, after));
        }
    }
    assert!(grown.is_empty(), "these walk the rows of others: {grown:?}");
}

/// Everybody signs in, often many at once: six statements of our own, and the two of the journal.
#[test]
fn a_resident_signs_in_with_six_statements() {
    const JOURNAL: u32 = 2;
    let desk = TestCommunity::open();
    let measured = |desk: &TestCommunity, browser: Option<String>| {
        let body = domain::sessions::SignInRequest {
            phone: "13800000006".parse().unwrap(),
            code: desk.ask_code("13800000006", browser.clone()),
        };
        let here = (TestCommunity::code(),);
        let who = crate::test_community::Person { cookie: browser };
        let mut request = TestCommunity::request::<domain::contract::SignIn>(&who, &here, &(), &body);
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
