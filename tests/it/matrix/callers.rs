//! Everybody who asks: one of each kind, with the standing that the table is asked with.

use super::{guest_like, remove};
use crate::people::{DEPUTY, GRID_WORKER, LEADER, Person, SUPERVISOR, phone};
use crate::server::Server;
use crate::template::neighbour;
use domain::access::{Role, Standing};

pub struct Caller {
    pub name: &'static str,
    pub person: Person,
    pub standing: Standing,
}

impl Caller {
    /// `here`: whether the person's session is one of the community under test.
    pub fn new(name: &'static str, person: Person, here: bool) -> Self {
        let standing = if here { person.me().standing() } else { Standing::guest() };
        Self { name, person, standing }
    }

    fn member(server: &Server, name: &'static str, named: &str, role: Role) -> Self {
        let caller = Self::new(name, server.person(named), true);
        assert!(caller.standing.roles().any(|held| held == role), "{named} is no {name}");
        caller
    }
}

pub fn callers(server: &Server) -> Vec<Caller> {
    let removed = server.resident();
    remove(server, &removed);
    // The same people live next door; there the director signs in, with every right of that community.
    let next_door = server.sign_in(&neighbour(), &phone(1));
    assert!(next_door.me().held.iter().any(|held| held.role == Role::Committee));
    vec![
        guest_like("guest", Person::guest()),
        Caller::new("resident", server.resident(), true),
        Caller::member(server, "organiser", LEADER, Role::Organiser),
        Caller::member(server, "grid worker", GRID_WORKER, Role::GridWorker),
        Caller::member(server, "committee", DEPUTY, Role::Committee),
        Caller::member(server, "supervisor", SUPERVISOR, Role::Supervisor),
        guest_like("removed member", removed),
        guest_like("committee of another community", next_door),
    ]
}
