//! `POST …/members/{member}/needs`

use crate::client::community_code;
use crate::people::{DIRECTOR, SUPERVISOR, search_roster_request};
use crate::server::shared_server;
use domain::contract::{NoteNeeds, SearchRoster};
use domain::members::{Language, NoteNeedsRequest, Print};

#[test]
fn what_is_noted_stands_in_the_roster() {
    let server = shared_server();
    let (director, phone) = (server.person(DIRECTOR), server.next_phone());
    let member = server.member_of(&phone);
    let body = NoteNeedsRequest { language: Language::English, print: Print::Large };
    let other = server.refusal::<NoteNeeds>(&server.person(SUPERVISOR), &(community_code(), member), &body);
    assert_eq!(other, (403, "request/not-allowed".into()));
    server.call::<NoteNeeds>(&director, &(community_code(), member), &body);
    let found =
        server.call::<SearchRoster>(&director, &(community_code(),), &search_roster_request(&phone.as_str()[7..]));
    let row = found.page.rows.iter().find(|row| row.id == member).expect("the row");
    assert_eq!((row.language, row.large_print), (Language::English, true));
}
