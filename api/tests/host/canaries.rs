//! What leaves the community: canary strings in everything that strangers can read, answers that no shared cache may
//! store, and the inbox of the demonstration.

use crate::allowed_calls::{AllowedCalls, reading_endpoints};
use crate::ballot_meeting::BallotMeeting;
use crate::busy_community::{Actor, BusyCommunity};
use crate::host_api::HostApi;
use crate::test_community::{Person, TestCommunity};
use api::answer::ObjectRequest;
use api::bind;
use api::db::Db;
use api::object::Mode;
use domain::access::Subject;
use domain::ballots::{Choice, Method, ReceiptQuery, VoteQuery};
use domain::contract::*;
use domain::privacy::{DataPart, DataQuery};
use tests::scenes::matrix::callers::Caller;

/// Strings that must not leave the community, planted where a careless view would show them.
const PHONE: &str = "1380000";
const DOOR: &str = "金丝雀门牌";
const NAME: &str = "金丝雀";

/// Requests by a guest for the data of the volunteer, and for what the neighbour takes part in: activities, and ballots
/// in a meeting.
fn pages_about_neighbour(stage: &BusyCommunity) -> Vec<ObjectRequest> {
    let desk = &stage.desk;
    let voters = [&stage.volunteer, &stage.neighbour, &stage.watcher];
    let roll = voters.map(Actor::member);
    let hall = BallotMeeting::hold(desk, (stage.clerk.clone(), stage.watcher.clone()), &roll);
    let (secret, open) = (hall.open(Method::Secret), hall.open(Method::Open));
    for voter in voters {
        hall.cast(secret, hall.token(secret, voter), Choice::For);
        hall.vote(open, voter, Choice::For);
    }
    hall.close(secret);
    hall.close(open);
    let (none, code) = (Empty {}, TestCommunity::code());
    let (full, running, meeting) =
        ((code.clone(), stage.full), (code.clone(), stage.running), (code.clone(), hall.meeting));
    let (secret, open) = ((code.clone(), secret), (code.clone(), open));
    let (who, volunteer) = (&Person::default(), (code, stage.volunteer.member()));
    let profile = DataQuery { part: Some(DataPart::Profile), after: None };
    vec![
        TestCommunity::request::<ShowActivity>(who, &full, &(), &none),
        TestCommunity::request::<ShowAttendance>(who, &running, &(), &none),
        TestCommunity::request::<ListBallots>(who, &meeting, &(), &none),
        TestCommunity::request::<ShowBallot>(who, &secret, &(), &none),
        TestCommunity::request::<ShowTurnout>(who, &secret, &(), &none),
        TestCommunity::request::<ListReceipts>(who, &secret, &ReceiptQuery::default(), &none),
        TestCommunity::request::<ListVotes>(who, &open, &VoteQuery::default(), &none),
        TestCommunity::request::<DownloadOwnData>(who, &volunteer, &profile, &none),
        TestCommunity::request::<ShowOwnData>(who, &volunteer, &(), &none),
        TestCommunity::request::<ShowHours>(who, &volunteer, &PageQuery::default(), &none),
    ]
}

/// A page and its reader.
struct PageRequest {
    spec: &'static Spec,
    reader: Actor,
    request: ObjectRequest,
}

/// Each page of a community but those that only a demonstration has, for each of these people and a guest: as the scenes
/// request it, and about the volunteer and the neighbour.
fn pages_of_everybody(stage: &BusyCommunity, people: &[&Actor]) -> Vec<PageRequest> {
    let world = HostApi::world(&stage.desk);
    let calls = AllowedCalls::open(&world);
    let guest = Actor { name: "guest", person: Person::default(), standing: domain::access::CallerStanding::guest() };
    let of_neighbour = pages_about_neighbour(stage);
    let mut pages = vec![];
    for reader in people.iter().copied().chain([&guest]) {
        let signed_in = reader.standing.member.map(|_| Caller::new(reader.name, world.person(reader.name), true));
        let caller = signed_in.as_ref().unwrap_or(&calls.guest);
        let shown = reading_endpoints().filter(|(_, spec)| !spec.demonstration);
        let of_scenes = shown.flat_map(|(id, _)| calls.requests_by(id, caller));
        let cookie = &reader.person.cookie;
        let others = of_neighbour.iter().map(|request| ObjectRequest { cookie: cookie.clone(), ..request.clone() });
        pages.extend(of_scenes.chain(others).map(|request| {
            let (_, spec, _) = find_endpoint(&request.method, &request.path).unwrap();
            PageRequest { spec, reader: reader.clone(), request }
        }));
    }
    pages
}

#[test]
fn canaries_never_leave_the_house() {
    let mut stage = BusyCommunity::open();
    // The neighbour has a place, a service and a place on a waiting list: only organisers may see the name. Members of
    // a team are in the public list of bodies, so the neighbour is in none here.
    stage.desk.db.run("update households set door = ?", bind![DOOR]).unwrap();
    stage.desk.db.run("update members set name = ? where id = ?", bind![NAME, stage.neighbour.member()]).unwrap();
    stage.desk.db.run("update seats set ended_at = 1 where member = ?", bind![stage.neighbour.member()]).unwrap();
    let people =
        [&stage.volunteer, &stage.leader, &stage.other_leader, &stage.grid_worker, &stage.clerk, &stage.watcher];
    let pages = pages_of_everybody(&stage, &people);
    stage.desk.db.run("delete from demonstration_inbox", &[]).unwrap();
    stage.desk.mode = Mode::Production;
    for PageRequest { spec, reader, request } in &pages {
        let mut body = stage.desk.handle(request).body;
        // The copy of a person's data is complete, and goes only to that person.
        let own = reader.standing.member.filter(|member| request.path.contains(&member.to_string()));
        if let Some(member) = own.filter(|_| spec.name == DownloadOwnData::SPEC.name) {
            let phone = stage.desk.texts("select phone from members where id = ?", bind![member]).remove(0);
            assert!(body.contains(&phone) && body.contains(DOOR), "{body}");
            body = body.replace(&phone, "").replace(DOOR, "");
        }
        let cell = format!("{} to {}: {body}", spec.name, reader.name);
        // The person who corrects a file sees its content.
        let own_file = spec.name == ShowImport::SPEC.name && reader.standing.may(spec.capability, &Subject::Community);
        assert!(own_file || !body.contains(PHONE), "a full phone in {cell}");
        assert!(!body.contains(DOOR), "a door in {cell}");
        let stranger = matches!(reader.name, "guest" | "李秀英" | "吴桂芳");
        // Members of the community may check who voted how by name; guests see surnames.
        let by_name = spec.name == ListVotes::SPEC.name && reader.name != "guest";
        assert!(!stranger || by_name || !body.contains(NAME), "a volunteer's name in {cell}");
    }
    assert!(pages.len() >= 300, "{} pages", pages.len());
    // The canary can be found: the organiser reads the name, so the other views were not empty by accident.
    let running = (TestCommunity::code(), stage.running);
    let request = TestCommunity::request::<ShowAttendance>(&stage.leader.person, &running, &(), &Empty {});
    let attendance = stage.desk.handle(&request).body;
    assert!(attendance.contains(NAME) && attendance.contains("138****"));
}

#[test]
fn what_one_signed_in_is_told_is_marked_as_private() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let calls = AllowedCalls::open(&world);
    for (id, spec) in reading_endpoints() {
        let own = desk.handle(&calls.allowed_request(id));
        assert!(!own.public, "{} of somebody signed in may be stored by a shared cache", spec.name);
        let guest = desk.handle(&calls.requests_by(id, &calls.guest)[0]);
        assert!(!guest.public || spec.capability == domain::access::Capability::SeePublic, "{}", spec.name);
    }
}

#[test]
fn the_inbox_exists_in_the_demonstration_only() {
    let mut stage = BusyCommunity::open();
    let inbox = |stage: &BusyCommunity| {
        let here = (TestCommunity::code(),);
        stage.desk.handle(&TestCommunity::request::<ShowInbox>(&stage.clerk.person, &here, &(), &Empty {})).status
    };
    assert_eq!(inbox(&stage), 200);
    stage.desk.mode = Mode::Production;
    assert_eq!(inbox(&stage), 404);
}
