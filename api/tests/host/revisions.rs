//! A tag that is made of feature revisions is another one whenever its page is. A command that forgets `bump_revision`
//! lets readers keep the old page: they get 304 for it.
//!
//! Every command of a community runs once, as its sample in `samples.rs` sends it, and a few run once more where the
//! sample changes no page. The clock rests between the two readings, so that only the command can change a page.
//!
//! Not covered:
//! - pages with a tag that is made of the reply (`tag_reply`): it always follows the page;
//! - commands of regions and of the gate: no page of theirs has a tag of revisions;
//! - commands that change no such page in the form of their sample: the test prints them;
//! - other variations of a command, such as a refusal that strikes a voter (`strike_some`), and acts on behalf of
//!   somebody;
//! - what happens without a command: due acts (`privacy::carry_out`, `erase_what_is_old`), and letters
//!   (`check_letters.rs`), which change the revision too;
//! - an office that opens with the second factor: a demonstration closes no office.

use crate::busy_community::BusyCommunity;
use crate::samples::meetings::{Progress, announce_meeting_request, prepare_meeting};
use crate::samples::{endpoint_sample, leave_a_notice, of_the_community, sample_actor};
use crate::test_community::{Person, TestCommunity};
use api::answer::ObjectRequest;
use api::bind;
use domain::contract::*;
use domain::ids::CorrectionId;
use domain::meetings::{AdoptMinutesRequest, Electorate, MeetingForm};
use domain::privacy::{CorrectionField, CorrectionOutcome, CorrectionRequest, DecideCorrectionRequest};
use std::collections::BTreeSet;

/// Fewer pairs of a command and a page that it changes would prove nothing.
const PAIRS_MIN: usize = 30;
/// Fewer pages with a tag of revisions as well.
const PAGES_MIN: usize = 10;

/// A reading endpoint whose answers have a tag of revisions, and the request of its sample.
struct TaggedPage {
    id: EndpointId,
    spec: &'static Spec,
    sample: ObjectRequest,
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
fn tagged_pages(stage: &BusyCommunity) -> Vec<TaggedPage> {
    let desk = &stage.desk;
    let readers = [Person::default(), stage.volunteer.person.clone()];
    let read = |id: EndpointId, spec: &'static Spec, who: &Person| {
        desk.rehearse(|| {
            let sample = endpoint_sample(stage, id, who);
            let tag = desk.handle(&sample).etag.filter(|tag| tag.contains('-'));
            tag.map(|_| TaggedPage { id, spec, sample })
        })
    };
    of_the_community()
        .filter(|(_, spec)| spec.kind == EndpointKind::Read)
        .filter_map(|(id, spec)| readers.iter().find_map(|who| read(id, spec, who)))
        .collect()
}

/// The ids that a page's second parameter takes: the newest, which samples make, and the one that the command names.
fn newest_ids(parameter: &str) -> &'static str {
    match parameter {
        "matter" => "select id from matters where seq > (select max(seq) from matters) - 3 or id = ?",
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
        None => vec![page.sample.path.clone()],
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
                let request = ObjectRequest { path, query, cookie, ..page.sample.clone() };
                let answer = desk.handle(&request);
                if let Some(tag) = answer.etag {
                    readings.push(PageReading { page: page.spec.name, request, body: answer.body, tag });
                }
            }
        }
    }
    readings
}

/// Runs a command between two readings by a guest, the volunteer and the person who gives the command; everything is
/// rolled back. `prepare` makes the request with all that it needs.
fn changed_pages(
    stage: &BusyCommunity,
    pages: &[TaggedPage],
    prepare: &dyn Fn() -> (ObjectRequest, Person),
) -> Vec<PageChange> {
    let desk = &stage.desk;
    desk.rehearse(|| {
        let (command, actor) = prepare();
        let mut readers = vec![Person::default(), stage.volunteer.person.clone()];
        if actor.cookie != stage.volunteer.person.cookie {
            readers.push(actor);
        }
        let named = command.path.split('/').nth(5).unwrap_or_default();
        let before = read_pages(desk, pages, &readers, named);
        let done = desk.handle(&command);
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

fn with_key(stage: &BusyCommunity, request: ObjectRequest) -> ObjectRequest {
    ObjectRequest { key: Some(stage.desk.key().to_string()), ..request }
}

/// The second signature, by which minutes become public; the sample is the first one.
fn second_signature(stage: &BusyCommunity) -> (ObjectRequest, Person) {
    let (desk, watcher) = (&stage.desk, &stage.watcher.person);
    let at = (TestCommunity::code(), prepare_meeting(stage, Progress::Closed));
    let body = AdoptMinutesRequest { version: 1 };
    desk.call::<AdoptMinutes>(&stage.clerk.person, &at, &body);
    (with_key(stage, TestCommunity::request::<AdoptMinutes>(watcher, &at, &(), &body)), watcher.clone())
}

/// The name of a leader, whose office is public; the sample is about a phone.
fn corrected_name(stage: &BusyCommunity) -> (ObjectRequest, Person) {
    let (desk, leader, clerk) = (&stage.desk, &stage.leader, &stage.clerk.person);
    let wish = CorrectionRequest { field: CorrectionField::Name, wanted: "示范改名".parse().unwrap() };
    desk.call::<RequestCorrection>(&leader.person, &(TestCommunity::code(),), &wish);
    let waiting = desk.texts("select id from corrections where member = ?", bind![leader.member()]);
    let correction: CorrectionId = waiting[0].parse().unwrap();
    let body = DecideCorrectionRequest {
        outcome: CorrectionOutcome::Applied,
        reason: "已核对身份证件".parse().unwrap(),
    };
    let at = (TestCommunity::code(), correction);
    (with_key(stage, TestCommunity::request::<DecideCorrection>(clerk, &at, &(), &body)), clerk.clone())
}

/// The import by which the volunteer moves to another household, while the former one is on the roll of a meeting.
fn household_moved(stage: &BusyCommunity) -> (ObjectRequest, Person) {
    let clerk = &stage.clerk.person;
    let draft = announce_meeting_request(stage, MeetingForm::Talk, Electorate::Households);
    stage.desk.call::<AnnounceMeeting>(clerk, &(TestCommunity::code(),), &draft);
    (endpoint_sample(stage, EndpointId::ConfirmImport, clerk), clerk.clone())
}

#[test]
fn no_command_changes_a_page_and_leaves_its_tag() {
    let stage = BusyCommunity::open();
    leave_a_notice(&stage, &stage.volunteer);
    let pages = tagged_pages(&stage);
    assert!(pages.len() >= PAGES_MIN, "{} pages with a tag of revisions", pages.len());
    let (mut tagged, mut stale) = (BTreeSet::new(), BTreeSet::new());
    let mut without = BTreeSet::new();
    let mut watch = |command: &'static str, prepare: &dyn Fn() -> (ObjectRequest, Person)| {
        let changes = changed_pages(&stage, &pages, prepare);
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
    for (id, spec) in of_the_community().filter(|(_, spec)| spec.kind != EndpointKind::Read) {
        let who = &sample_actor(&stage, id).person;
        watch(spec.name, &|| (endpoint_sample(&stage, id, who), who.clone()));
    }
    watch(AdoptMinutes::SPEC.name, &|| second_signature(&stage));
    watch(DecideCorrection::SPEC.name, &|| corrected_name(&stage));
    watch(ConfirmImport::SPEC.name, &|| household_moved(&stage));
    println!("{} pairs of a command and a page; samples that change no page: {without:?}", tagged.len());
    assert!(stale.is_empty(), "{stale:#?}");
    assert!(tagged.len() >= PAIRS_MIN, "{tagged:?}");
    for page in &pages {
        assert!(tagged.iter().any(|(_, changed)| *changed == page.spec.name), "no sample changes {}", page.spec.name);
    }
}
