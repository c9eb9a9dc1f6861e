//! `POST …/assistances`, and acting in a resident's name with the header.

use crate::activities::TEAM;
use crate::client::{Call, community_code, new_key};
use crate::people::{DEPUTY, DIRECTOR, GRID_WORKER, Person, SUPERVISOR};
use crate::server::{Server, fresh_server, shared_server};
use domain::assistance::{Assistance, ConsentKind, OpenAssistanceRequest};
use domain::contract::{
    Empty, EndAssistance, KEY_HEADER, ListNotices, ON_BEHALF_HEADER, OpenAssistance, PageQuery, ShowActivity,
    ShowAssistance, ShowHours, ShowJournal, ShowMe, SignUp, Withdraw,
};
use domain::ids::{AssistanceId, MemberId};
use domain::volunteering::PlaceState;

pub fn open_assistance_request(member: MemberId) -> OpenAssistanceRequest {
    OpenAssistanceRequest { member, consent: ConsentKind::Signed, proof: "纸2026-31".parse().expect("a proof") }
}

impl Server {
    /// Opens an assistance for a resident; it is the worker's only one.
    pub fn assist(&self, worker: &Person, member: MemberId) -> AssistanceId {
        self.call::<OpenAssistance>(worker, &(community_code(),), &open_assistance_request(member)).assistance
    }

    /// Reads the resident's hours in the resident's name; returns the assistance afterwards.
    pub fn act(&self, worker: &Person, assistance: AssistanceId, member: MemberId) -> Assistance {
        let call = Call::of::<ShowHours>(worker, &(community_code(), member), &PageQuery::default(), &Empty {});
        let answer = self.send(&call.with(ON_BEHALF_HEADER, &assistance.to_string()));
        assert_eq!(answer.status, 200, "{}", answer.text());
        self.call::<ShowAssistance>(worker, &(community_code(), assistance), &Empty {})
    }
}

#[test]
fn a_worker_signs_a_resident_up_and_out_again() {
    let server = fresh_server();
    let (worker, resident, at) = (server.person(GRID_WORKER), server.resident(), server.publish(TEAM, 1));
    let id = server.assist(&worker, resident.member());
    let key = new_key().to_string();
    let take = Call::of::<SignUp>(&worker, &at, &(), &Empty {}).with(KEY_HEADER, &key);
    let for_them = take.clone().with(ON_BEHALF_HEADER, &id.to_string());
    let first = server.send(&for_them);
    assert_eq!(first.read::<SignUp>().map(|place| place.place), Ok(PlaceState::Confirmed));
    assert_eq!(server.send(&for_them).text(), first.text(), "the same key brings the same answer");
    assert_eq!(server.send(&take).refusal(), (409, "request/key-reused".into()), "the header is content");
    let mine = |who: &Person| server.call::<ShowActivity>(who, &at, &Empty {}).mine.and_then(|mine| mine.place);
    assert_eq!((mine(&resident), mine(&worker)), (Some(PlaceState::Confirmed), None));
    let out = Call::of::<Withdraw>(&worker, &at, &(), &Empty {}).with(ON_BEHALF_HEADER, &id.to_string());
    assert_eq!(server.send(&out).status, 200);
    let told = server.call::<ListNotices>(&resident, &(community_code(),), &Empty {}).rows;
    assert_eq!(told[0].params["worker"], GRID_WORKER);

    let rows = server.call::<ShowJournal>(&server.person(SUPERVISOR), &(community_code(),), &Empty {}).rows;
    let row = rows.iter().find(|row| row.command == "volunteering/sign-up").expect("the row");
    assert_eq!((row.actor, row.on_behalf_of), (Some(worker.member()), Some(resident.member())));
    assert_eq!(row.on_behalf_of_name.as_deref(), Some(resident.me().name.as_str()));
    assert!(rows.iter().all(domain::journal::JournalRow::is_whole));
}

#[test]
fn the_header_opens_nothing_else() {
    let server = shared_server();
    let (worker, resident) = (server.person(DEPUTY), server.member());
    let id = server.assist(&worker, resident).to_string();
    let me = Call::of::<ShowMe>(&worker, &(community_code(),), &(), &Empty {}).with(ON_BEHALF_HEADER, &id);
    assert_eq!(server.send(&me).refusal(), (403, "request/not-on-behalf".into()));
    let hours = |who: &Person, id: &str| {
        let call = Call::of::<ShowHours>(who, &(community_code(), resident), &PageQuery::default(), &Empty {});
        server.send(&call.with(ON_BEHALF_HEADER, id))
    };
    assert_eq!(hours(&worker, &id).status, 200);
    assert_eq!(hours(&server.resident(), &id).refusal(), (409, "request/no-assistance".into()));
    assert_eq!(hours(&worker, "x").problem().field.as_deref(), Some(ON_BEHALF_HEADER));
    server.call::<EndAssistance>(&worker, &(community_code(), id.parse().expect("an id")), &Empty {});
    assert_eq!(hours(&worker, &id).refusal(), (409, "request/no-assistance".into()));
}

#[test]
fn not_for_oneself_not_twice_and_not_by_a_neighbour() {
    let server = fresh_server();
    let (director, worker) = (server.person(DIRECTOR), server.person(GRID_WORKER));
    let (one, other) = (server.member(), server.member());
    let refusal = |who: &Person, member| {
        server.refusal::<OpenAssistance>(who, &(community_code(),), &open_assistance_request(member))
    };
    assert_eq!(refusal(&director, director.member()), (403, "assistance/own-case".into()));
    server.assist(&worker, one);
    assert_eq!(refusal(&worker, other), (409, "assistance/another-open".into()));
    assert_eq!(refusal(&director, one), (409, "assistance/already-open".into()));
    assert_eq!(refusal(&server.resident(), one), (403, "request/not-allowed".into()));
    assert_eq!(refusal(&Person::guest(), one), (401, "request/not-signed-in".into()));
    let heard =
        OpenAssistanceRequest { member: other, consent: ConsentKind::Spoken, proof: DIRECTOR.parse().expect("a name") };
    let refusal = server.refusal::<OpenAssistance>(&director, &(community_code(),), &heard);
    assert_eq!(refusal, (422, "assistance/witness-not-another".into()));
}
