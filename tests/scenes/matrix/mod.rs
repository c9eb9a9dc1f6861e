//! Who may do what: a request for every endpoint and caller that only the table of access can refuse.

pub mod callers;
pub mod prepared;

use super::client::community_code;
use super::people::{DIRECTOR, Person};
use super::{Api, World, activities};
use crate::plain::spec_of;
use callers::Caller;
use domain::access::CallerStanding;
use domain::contract::{ENDPOINTS, EndpointId, LeaveRoster, Responder, Spec};
use domain::members::LeaveRosterRequest;
use prepared::{Cell, Prepared};

/// What the table says about one cell. A person who is signed in elsewhere is a guest at this endpoint.
pub fn expected_status(caller: &Caller, place: Responder, cell: &Cell) -> u16 {
    let guest = CallerStanding::guest();
    let standing = if caller.at == place { &caller.standing } else { &guest };
    match (standing.may(cell.capability, &cell.subject), standing.is_guest()) {
        (true, _) => 200,
        (false, true) => 401,
        (false, false) => 403,
    }
}

/// Signing out comes last, because nothing can be tried after it.
pub fn endpoints_in_order() -> impl Iterator<Item = (EndpointId, &'static Spec)> {
    let is_last = |id| matches!(id, EndpointId::RevokeSession | EndpointId::SignOutOfficer);
    let all = || ENDPOINTS.iter().map(|(id, spec)| (*id, spec));
    all().filter(move |(id, _)| !is_last(*id)).chain(all().filter(move |(id, _)| is_last(*id)))
}

/// What was found on the way through all cells.
#[derive(Debug, Default)]
pub struct MatrixWalk {
    pub cells: usize,
    pub allowed: usize,
    /// What was not answered as the table says.
    pub wrong: Vec<String>,
}

impl MatrixWalk {
    /// Everything was answered as the table says, and enough was tried of what it allows and of what it refuses.
    pub fn require(&self) {
        let Self { cells, allowed, wrong } = self;
        assert!(wrong.is_empty(), "{} of {cells} cells:\n{}", wrong.len(), wrong.join("\n"));
        assert!(*allowed > 150 && cells - allowed > 150, "{allowed} of {cells} allowed: the walk tried too little");
    }
}

/// Sends the requests of the chosen endpoints as every caller, and compares the answers with the table.
pub fn walk_matrix<A: Api>(server: &World<A>, callers: &[Caller], chosen: impl Fn(&Spec) -> bool) -> MatrixWalk {
    let prepared = Prepared::new(server);
    let mut walk = MatrixWalk::default();
    for (id, spec) in endpoints_in_order().filter(|(_, spec)| chosen(spec)) {
        for caller in callers {
            for cell in prepared.cells(id, caller) {
                let (answer, expected) = (server.send(&cell.call), expected_status(caller, spec.place, &cell));
                if answer.status != expected {
                    let text = answer.text();
                    let (about, name, status) = (cell.about, caller.name, answer.status);
                    walk.wrong.push(format!("{id:?} {about} as {name}: {status} instead of {expected}: {text}"));
                }
                walk.cells += 1;
                walk.allowed += usize::from(expected == 200);
            }
        }
    }
    walk
}

/// The request of the first caller who may; what succeeds once on a server is among them.
pub fn first_allowed<'c, A: Api>(
    prepared: &Prepared<'_, A>,
    callers: impl IntoIterator<Item = &'c Caller>,
    id: EndpointId,
) -> Option<Cell> {
    let place = spec_of(id).place;
    let allowed = |caller: &Caller| {
        prepared.requests(id, caller).into_iter().find(|cell| expected_status(caller, place, cell) == 200)
    };
    callers.into_iter().find_map(allowed)
}

/// The caller's own sessions come from here, so that the walk needs no second code within the minute.
fn guest_like(name: &'static str, person: Person) -> Caller {
    Caller::new(name, person, false)
}

fn remove<A: Api>(server: &World<A>, person: &Person) {
    let body = LeaveRosterRequest::moved(activities::test_reason());
    let this = (community_code(), person.member());
    server.call::<LeaveRoster>(&server.person(DIRECTOR), &this, &body);
}
