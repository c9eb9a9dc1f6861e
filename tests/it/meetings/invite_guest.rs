//! `POST …/meetings/{meeting}/guests`

use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::contract::{CloseMeeting, Empty, InviteGuest, ShowMeeting};
use domain::meetings::{CloseMeetingRequest, GuestCapacity, InviteGuestRequest};

#[test]
fn an_organisation_is_named_and_a_person_is_not() {
    let server = shared_server();
    let (director, at) = (server.person(DIRECTOR), server.opened());
    let guest = |name: &str, capacity| InviteGuestRequest { name: name.parse().expect("a name"), capacity };
    server.call::<InviteGuest>(&director, &at, &guest("示范物业公司", GuestCapacity::PropertyCompany));
    let done = server.call::<InviteGuest>(&director, &at, &guest("示范甲", GuestCapacity::Expert));
    assert_eq!(done.guests, 2);
    let names = |who: &Person| {
        let guests = server.call::<ShowMeeting>(who, &at, &Empty {}).guests;
        guests.into_iter().map(|guest| guest.name).collect::<Vec<_>>()
    };
    assert_eq!(names(&Person::guest()), ["示范物业公司", "示**"]);
    assert_eq!(names(&director), ["示范物业公司", "示范甲"]);
    server.call::<CloseMeeting>(&director, &at, &CloseMeetingRequest { visitors: 0 });
    let over = server.refusal::<InviteGuest>(&director, &at, &guest("示范乙", GuestCapacity::Observer));
    assert_eq!(over, (409, "meetings/already-closed".into()));
}
