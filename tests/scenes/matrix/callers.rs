//! All callers: one of each kind, with the standing with which the table is asked.

use super::{guest_like, remove};
use crate::scenes::client::community_code;
use crate::scenes::neighbour_code;
use crate::scenes::people::{DEPUTY, GRID_WORKER, LEADER, Person, SUPERVISOR, resident_phone};
use crate::scenes::{Api, World};
use domain::access::{CallerStanding, Role};
use domain::contract::Responder;
use domain::ids::RegionCode;
use domain::regions::OfficerPost;

pub struct Caller {
    pub name: &'static str,
    pub person: Person,
    pub standing: CallerStanding,
    /// Where the person is signed in.
    pub at: Responder,
}

impl Caller {
    /// `here`: whether the person's session belongs to the community under test.
    pub fn new(name: &'static str, person: Person, here: bool) -> Self {
        let standing = if here { person.me().standing() } else { CallerStanding::guest() };
        Self { name, person, standing, at: Responder::Community }
    }

    fn member<A: Api>(server: &World<A>, name: &'static str, named: &str, role: Role) -> Self {
        let caller = Self::new(name, server.person(named), true);
        assert!(caller.standing.roles().any(|held| held == role), "{named} is no {name}");
        caller
    }
}

/// An officer of the community's street.
fn officer<A: Api>(server: &World<A>, name: &'static str, person: Person) -> Caller {
    let standing = server.officer_me(&person, &street_path()).standing(server.now().day());
    assert!(!standing.is_guest(), "{name} has no seat");
    Caller { name, person, standing, at: Responder::Region }
}

pub fn street_path() -> (RegionCode,) {
    (community_code().parent(),)
}

/// Those whom a community knows or knew, and a guest.
pub fn community_callers<A: Api>(server: &World<A>) -> Vec<Caller> {
    let removed = server.resident();
    remove(server, &removed);
    vec![
        guest_like("guest", Person::guest()),
        Caller::new("resident", server.resident(), true),
        Caller::member(server, "organiser", LEADER, Role::Organiser),
        Caller::member(server, "grid worker", GRID_WORKER, Role::GridWorker),
        Caller::member(server, "committee", DEPUTY, Role::Committee),
        Caller::member(server, "supervisor", SUPERVISOR, Role::Supervisor),
        guest_like("removed member", removed),
    ]
}

/// The same, with people from elsewhere: officers of the street, and the committee next door.
pub fn matrix_callers<A: Api>(server: &World<A>) -> Vec<Caller> {
    let mut callers = community_callers(server);
    // The same people live next door; there the director signs in, with every right of that community.
    let next_door = server.sign_in(&neighbour_code(), &resident_phone(1));
    assert!(next_door.me().held.iter().any(|held| held.role == Role::Committee));
    for (number, post) in [(9001, OfficerPost::Head), (9002, OfficerPost::Staff)] {
        server.seat_officer(&server.street_head(), &street_path(), number, post);
    }
    let [head, clerk] = [9001, 9002].map(|number| server.officer(&street_path(), number));
    callers.extend([
        officer(server, "officer", clerk),
        officer(server, "head of an office", head),
        guest_like("committee of another community", next_door),
    ]);
    callers
}
