//! One request that succeeds for each endpoint of a community, as the matrix of `tests/scenes` prepares it: the
//! callers, people and states are those of the tests over HTTP.
//!
//! Invariant: a request is made outside of [`TestCommunity::rehearse`]. The scenes create some things once and use them
//! again, so nothing of it may be rolled back; only the request itself is sent in a rehearsal.

use crate::case_meetings::CaseDesk;
use crate::host_api::{HostApi, object_request};
use crate::notices::leave_a_notice;
use crate::test_community::{Person, TestCommunity};
use api::answer::ObjectRequest;
use domain::contract::EndpointId as E;
use domain::contract::*;
use tests::plain::spec_of;
use tests::scenes::World;
use tests::scenes::matrix::callers::{Caller, community_callers};
use tests::scenes::matrix::prepared::{Cell, Prepared};
use tests::scenes::matrix::{endpoints_in_order, expected_status, first_allowed};
use tests::scenes::people::{self, DIRECTOR};

pub struct AllowedCalls<'w, 'd> {
    pub desk: &'d TestCommunity,
    pub world: &'w World<HostApi<'d>>,
    pub prepared: Prepared<'w, HostApi<'d>>,
    /// Those who are signed in. The resident is the first, so that requests for everybody are made by a member, too.
    pub callers: Vec<Caller>,
    pub guest: Caller,
    /// The caller of the committee, as the helpers of the host take it.
    clerk: Person,
}

impl CaseDesk for AllowedCalls<'_, '_> {
    fn desk(&self) -> &TestCommunity {
        self.desk
    }

    fn clerk(&self) -> &Person {
        &self.clerk
    }
}

/// Endpoints that the community answers, not the gate and not a region. Mandates come last: for them the community
/// becomes a village.
pub fn community_endpoints() -> impl Iterator<Item = (E, &'static Spec)> {
    let of_mandates = |id| matches!(id, E::NameProxy | E::WithdrawProxy);
    let all = || endpoints_in_order().filter(|(_, spec)| spec.place == Responder::Community);
    all().filter(move |(id, _)| !of_mandates(*id)).chain(all().filter(move |(id, _)| of_mandates(*id)))
}

/// Endpoints that write, with or without a key.
pub fn writing_endpoints() -> impl Iterator<Item = (E, &'static Spec)> {
    community_endpoints().filter(|(_, spec)| spec.kind != EndpointKind::Read)
}

pub fn keyed_commands() -> impl Iterator<Item = (E, &'static Spec)> {
    community_endpoints().filter(|(_, spec)| spec.kind == EndpointKind::Command)
}

pub fn reading_endpoints() -> impl Iterator<Item = (E, &'static Spec)> {
    community_endpoints().filter(|(_, spec)| spec.kind == EndpointKind::Read)
}

pub fn host_person(who: &people::Person) -> Person {
    Person { cookie: who.cookie.clone() }
}

/// The request of a cell, as the gate passes it on.
pub fn cell_request(id: E, cell: &Cell) -> ObjectRequest {
    object_request(&cell.call, spec_of(id).carries).unwrap_or_else(|problem| panic!("{id:?}: {problem:?}"))
}

impl<'w, 'd> AllowedCalls<'w, 'd> {
    /// Signs the callers in; the resident has an unread notice.
    pub fn open(world: &'w World<HostApi<'d>>) -> Self {
        let desk = world.api.desk;
        let mut callers = community_callers(world);
        callers.retain(|caller| caller.standing.member.is_some());
        callers.push(Caller::new("the chair", world.person(DIRECTOR), true));
        let clerk = callers.iter().find(|caller| caller.name == "committee").unwrap();
        let clerk = host_person(&clerk.person);
        leave_a_notice(desk, callers[0].person.member());
        let guest = Caller::new("guest", people::Person::guest(), false);
        Self { desk, world, prepared: Prepared::new(world), callers, guest, clerk }
    }

    pub fn caller(&self, name: &str) -> &Caller {
        self.callers.iter().find(|caller| caller.name == name).unwrap()
    }

    /// The request of the first caller who may, in a state in which it succeeds.
    pub fn allowed_request(&self, id: E) -> ObjectRequest {
        self.host_request(id).unwrap_or_else(|| {
            let cell = first_allowed(&self.prepared, &self.callers, id);
            cell_request(id, &cell.unwrap_or_else(|| panic!("{id:?}: nobody may")))
        })
    }

    /// The last request of a caller that the table allows; where there are several, it is about the caller's own data.
    /// Without one, a request that it refuses.
    pub fn own_request(&self, id: E, caller: &Caller) -> ObjectRequest {
        let cells = self.prepared.requests(id, caller);
        let may = |cell: &&Cell| expected_status(caller, spec_of(id).place, cell) == 200;
        cell_request(id, cells.iter().rfind(may).unwrap_or_else(|| &cells[0]))
    }

    /// The requests of a caller, allowed or not.
    pub fn requests_by(&self, id: E, caller: &Caller) -> Vec<ObjectRequest> {
        self.prepared.requests(id, caller).iter().map(|cell| cell_request(id, cell)).collect()
    }
}
