//! `POST …/members/{member}/needs`

use crate::client::code;
use crate::people::{DIRECTOR, SUPERVISOR, searching};
use crate::server::shared;
use domain::contract::{NoteNeeds, SearchRoster};
use domain::members::{Language, Needs, Print};

#[test]
fn what_is_noted_stands_in_the_roster() {
    let server = shared();
    let (director, phone) = (server.person(DIRECTOR), server.next_phone());
    let member = server.member_of(&phone);
    let body = Needs { language: Language::English, print: Print::Large };
    let other = server.refusal::<NoteNeeds>(&server.person(SUPERVISOR), &(code(), member), &body);
    assert_eq!(other, (403, "request/not-allowed".into()));
    server.call::<NoteNeeds>(&director, &(code(), member), &body);
    let found = server.call::<SearchRoster>(&director, &(code(),), &searching(&phone.as_str()[7..]));
    let row = found.members.iter().find(|row| row.id == member).expect("the row");
    assert_eq!((row.language, row.large_print), (Language::English, true));
}
