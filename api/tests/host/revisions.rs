//! A tag that is made of feature revisions is another one whenever its page is. A command that forgets `bump_revision`
//! lets readers keep the old page: they get 304 for it.
//!
//! Every command of a community runs once, as the scenes prepare it, and a few run once more where that changes no page.
//! The clock rests between the two readings, so that only the command can change a page.
//!
//! Not covered:
//! - pages with a tag that is made of the reply (`tag_reply`): it always follows the page;
//! - commands of regions and of the gate: no page of theirs has a tag of revisions;
//! - commands that change no such page as the scenes prepare them: the test prints them;
//! - other variations of a command, such as a refusal that strikes a voter (`strike_some`), and acts on behalf of
//!   somebody;
//! - what happens without a command: due acts (`privacy::carry_out`, `erase_what_is_old`), and letters
//!   (`check_letters.rs`), which change the revision too;
//! - an office that opens with the second factor: a demonstration closes no office.

use crate::allowed_calls::{AllowedCalls, host_person, reading_endpoints, writing_endpoints};
use crate::case_meetings::CaseDesk;
use crate::host_api::HostApi;
use crate::imports::{add_cells, make_room, person_cells, upload_import};
use crate::test_community::{Person, TestCommunity};
use api::answer::ObjectRequest;
use api::bind;
use domain::contract::*;
use domain::ids::CorrectionId;
use domain::meetings::Electorate;
use domain::members::import::Column;
use domain::privacy::{CorrectionField, CorrectionOutcome, CorrectionRequest, DecideCorrectionRequest};
use std::collections::BTreeSet;
use tests::scenes::matrix::callers::Caller;

/// Fewer pairs of a command and a page that it changes would prove nothing.
const PAIRS_MIN: usize = 30;
/// Fewer pages with a tag of revisions as well.
const PAGES_MIN: usize = 10;

/// A reading endpoint whose answers have a tag of revisions, and a request for it.
struct TaggedPage {
    id: EndpointId,
    spec: &'static Spec,
    request: ObjectRequest,
}

/// What one reader was answered before the command.
struct PageReading {
    page: &'static str,
    request: ObjectRequest,
    body: String,
    tag: String,
}

/// A page that the command changed for one reader.
struct PageChange {
    page: &'static str,
    query: String,
    has_other_tag: bool,
}

/// Pages with a tag of revisions for a guest or a resident. A tag made of the reply is one number without a hyphen.
fn tagged_pages(calls: &AllowedCalls<'_, '_>) -> Vec<TaggedPage> {
    let readers = [&calls.guest, calls.caller("resident")];
    let read = |id: EndpointId, spec: &'static Spec, who: &Caller| {
        let tagged = |request: &ObjectRequest| calls.desk.handle(request).etag.is_some_and(|tag| tag.contains('-'));
        let request = calls.requests_by(id, who).into_iter().find(tagged)?;
        Some(TaggedPage { id, spec, request })
    };
    reading_endpoints().filter_map(|(id, spec)| readers.iter().find_map(|who| read(id, spec, who))).collect()
}

/// The ids that a page's second parameter takes: the newest, which scenes make, and the one that the command names.
fn newest_ids(parameter: &str) -> &'static str {
    match parameter {
        "matter" => {
            "select id from matters where seq > (select max(seq) from matters) - 3 or id = ?1
             or id = (select matter from posts where id = ?1)"
        }
        "meeting" => "select id from meetings where seq > (select max(seq) from meetings) - 3 or id = ?",
        "activity" => "select id from activities where rowid > (select max(rowid) from activities) - 5 or id = ?",
        other => panic!("there is a page about one {other} with a tag of revisions: say here which ids it takes"),
    }
}

/// The queries with which a page is read.
fn page_queries(desk: &TestCommunity, id: EndpointId) -> Vec<String> {
    let further: &[&str] = match id {
        EndpointId::ListMatters => &["of=mine", "stage=discussed"],
        EndpointId::ListMeetings => &["filter=past", "filter=mine", "filter=running"],
        EndpointId::ListActivities => &["filter=past", "filter=mine"],
        _ => &[],
    };
    let mut queries = vec![String::new()];
    queries.extend(further.iter().map(|query| (*query).to_owned()));
    if id == EndpointId::ListMeetings {
        let newest = desk.texts("select id from cases order by seq desc limit 1", &[]);
        queries.extend(newest.iter().map(|case| format!("case={case}")));
    }
    queries
}

/// Paths and queries of a page; `named` is the id that the command names, if it names one.
fn page_addresses(desk: &TestCommunity, page: &TaggedPage, named: &str) -> Vec<(String, String)> {
    let code = TestCommunity::code().to_string();
    let names = page.spec.param_names();
    let paths: Vec<String> = match names.get(1) {
        None => vec![page.request.path.clone()],
        Some(name) => {
            let ids = desk.texts(newest_ids(name), bind![named]);
            ids.iter().map(|id| page.spec.path_of(&[code.as_str(), id.as_str()])).collect()
        }
    };
    let queries = page_queries(desk, page.id);
    paths.iter().flat_map(|path| queries.iter().map(move |query| (path.clone(), query.clone()))).collect()
}

/// What the readers are answered; a refusal has no tag, and nobody keeps it.
fn read_pages(desk: &TestCommunity, pages: &[TaggedPage], readers: &[Person], named: &str) -> Vec<PageReading> {
    let mut readings = vec![];
    for page in pages {
        for (path, query) in page_addresses(desk, page, named) {
            for reader in readers {
                let (path, query, cookie) = (path.clone(), query.clone(), reader.cookie.clone());
                let request = ObjectRequest { path, query, cookie, ..page.request.clone() };
                let answer = desk.handle(&request);
                if let Some(tag) = answer.etag {
                    readings.push(PageReading { page: page.spec.name, request, body: answer.body, tag });
                }
            }
        }
    }
    readings
}

/// Runs a command between two readings by a guest, the resident and the person who gives the command; everything is
/// rolled back.
fn changed_pages(calls: &AllowedCalls<'_, '_>, pages: &[TaggedPage], command: &ObjectRequest) -> Vec<PageChange> {
    let desk = calls.desk;
    desk.rehearse(|| {
        let mut readers = vec![Person::default(), host_person(&calls.caller("resident").person)];
        let actor = Person { cookie: command.cookie.clone() };
        if readers.iter().all(|reader| reader.cookie != actor.cookie) {
            readers.push(actor);
        }
        let named = command.path.split('/').nth(5).unwrap_or_default();
        let before = read_pages(desk, pages, &readers, named);
        let done = desk.handle(command);
        assert_eq!(done.status, 200, "{}: {}", command.path, done.body);
        let changed = |reading: PageReading| {
            let after = desk.handle(&reading.request);
            assert!(after.status < 500, "{} after {}: {:?}", reading.page, command.path, after.log);
            (after.body != reading.body).then(|| PageChange {
                page: reading.page,
                query: reading.request.query.clone(),
                has_other_tag: after.etag.as_ref() != Some(&reading.tag),
            })
        };
        before.into_iter().filter_map(changed).collect()
    })
}

/// The second signature, by which minutes become public; that of the scenes is the first one.
fn second_signature(calls: &AllowedCalls<'_, '_>) -> ObjectRequest {
    let of = |name| calls.own_request(EndpointId::AdoptMinutes, calls.caller(name));
    let (first, second) = (of("supervisor"), of("the chair"));
    let signed = calls.desk.handle(&ObjectRequest { path: second.path.clone(), ..first });
    assert_eq!(signed.status, 200, "{}", signed.body);
    second
}

/// The name of a leader, whose office is public; the scenes refuse a resident's request.
fn corrected_name(calls: &AllowedCalls<'_, '_>) -> ObjectRequest {
    let (desk, leader) = (calls.desk, &calls.caller("organiser").person);
    let wish = CorrectionRequest { field: CorrectionField::Name, wanted: "示范改名".parse().unwrap() };
    calls.world.call::<RequestCorrection>(leader, &(TestCommunity::code(),), &wish);
    let waiting = desk.texts("select id from corrections where member = ?", bind![leader.member()]);
    let correction: CorrectionId = waiting[0].parse().unwrap();
    let body = DecideCorrectionRequest {
        outcome: CorrectionOutcome::Applied,
        reason: "已核对身份证件".parse().unwrap(),
    };
    desk.command::<DecideCorrection>(calls.clerk(), &(TestCommunity::code(), correction), &body)
}

/// The import by which the resident moves to another household, while the former one is on the roll of a meeting.
fn household_moved(calls: &AllowedCalls<'_, '_>) -> ObjectRequest {
    let (desk, world, clerk) = (calls.desk, calls.world, calls.clerk());
    world.announce(&world.talk(Electorate::Households));
    let resident = calls.caller("resident").person.member();
    let of = |sql: &'static str| desk.texts(sql, bind![resident]).remove(0);
    let (name, phone) = (of("select name from members where id = ?"), of("select phone from members where id = ?"));
    make_room(desk, clerk);
    let moved = add_cells(person_cells(&name, "503"), &[(Column::Phone, &phone)]);
    let import = upload_import(desk, clerk, &[moved]);
    desk.command::<ConfirmImport>(clerk, &(TestCommunity::code(), import), &Empty {})
}

#[test]
fn no_command_changes_a_page_and_leaves_its_tag() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let calls = AllowedCalls::open(&world);
    let pages = tagged_pages(&calls);
    assert!(pages.len() >= PAGES_MIN, "{} pages with a tag of revisions", pages.len());
    let (mut tagged, mut stale) = (BTreeSet::new(), BTreeSet::new());
    let mut without = BTreeSet::new();
    let mut watch = |command: &'static str, request: &ObjectRequest| {
        let changes = changed_pages(&calls, &pages, request);
        if changes.is_empty() {
            without.insert(command);
        }
        for PageChange { page, query, has_other_tag } in changes {
            if has_other_tag {
                tagged.insert((command, page));
            } else {
                stale.insert(format!("{command} changes {page}?{query} without its tag"));
            }
        }
    };
    watch(AdoptMinutes::SPEC.name, &second_signature(&calls));
    watch(DecideCorrection::SPEC.name, &corrected_name(&calls));
    watch(ConfirmImport::SPEC.name, &household_moved(&calls));
    for (id, spec) in writing_endpoints() {
        watch(spec.name, &calls.allowed_request(id));
    }
    println!("{} pairs of a command and a page; commands that change no page: {without:?}", tagged.len());
    assert!(stale.is_empty(), "{stale:#?}");
    assert!(tagged.len() >= PAIRS_MIN, "{tagged:?}");
    for page in &pages {
        assert!(tagged.iter().any(|(_, changed)| *changed == page.spec.name), "no command changes {}", page.spec.name);
    }
}
