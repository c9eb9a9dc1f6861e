//! A request for each endpoint that only the table of access can refuse, with its subject. Each feature prepares its own;
//! a plain endpoint, which needs nothing but its object, has no line here.
//!
//! What a command uses up is created for each cell by people other than the caller.

mod announcements;
mod archive;
mod assistance;
mod ballots;
mod bodies;
mod decisions;
mod matters;
mod meetings;
mod offices;
mod passkeys;
mod privacy;
mod roster;
mod sessions;
mod slips;
mod volunteering;

use super::Caller;
use crate::plain::{MakeRequest, plain_request, spec_of, usual_subject};
use crate::scenes::activities::{OTHER_TEAM, TEAM, test_reason};
use crate::scenes::client::{Call, HttpAnswer, community_code};
use crate::scenes::people::{DIRECTOR, Person};
use crate::scenes::{Api, World};
use domain::access::{Capability, Subject};
use domain::assistance::ContestActRequest;
use domain::contract::*;
use domain::ids::{
    ActId, ActivityId, AnnouncementId, AssistanceId, BodyId, CommunityCode, CorrectionId, GridId, MemberId, SeatId,
};
use domain::journal::FindJournalPeopleRequest;
use domain::members::{BodyKind, Post, RosterQuery};
use domain::notices::ReadNoticesRequest;
use domain::privacy as p;
use domain::volunteering::CheckInKeyReply;
use std::cell::{Cell as Counter, RefCell};

/// What succeeds once on a server, what would close the caller's own account, and what the demonstration's stores have
/// no state for: only callers without the right are tested with it. `conformance.rs` sends it once on a server of its
/// own, and the host's tests of all endpoints send it in rehearsals.
const REFUSED_ONLY: [EndpointId; 12] = [
    EndpointId::CloseAccount,
    EndpointId::TakeBackClosing,
    EndpointId::AnswerCheck,
    EndpointId::NameProxy,
    EndpointId::WithdrawProxy,
    EndpointId::OpenCase,
    EndpointId::LeaveCase,
    EndpointId::LinkMeeting,
    EndpointId::DeliverDraft,
    EndpointId::CloseStep,
    EndpointId::AskOpinion,
    EndpointId::GiveOpinion,
];

pub struct Cell {
    pub call: Call,
    pub capability: Capability,
    pub subject: Subject,
    /// The relation in words, for the message of a failure.
    pub about: &'static str,
    /// Reads a successful answer as the endpoint declares it; another one panics.
    pub read: fn(&HttpAnswer),
}

impl Cell {
    pub fn of<E: Endpoint>(about: &'static str, subject: Subject, call: Call) -> Self {
        let read = |answer: &HttpAnswer| {
            answer.read::<E>().unwrap_or_else(|problem| panic!("{}: {problem:?}", E::SPEC.name));
        };
        Self { call, capability: E::SPEC.capability, subject, about, read }
    }
}

pub struct Prepared<'s, A: Api> {
    server: &'s World<A>,
    director: Person,
    /// Both teams: the organiser among the callers leads the first one.
    teams: [(&'static str, &'static str, BodyId); 2],
    /// The grid of the worker among the callers, and another one.
    grids: [(&'static str, GridId); 2],
    /// An activity that begins soon, for checking in and out.
    beginning: (CommunityCode, ActivityId),
    key: CheckInKeyReply,
    /// Seats that can still be ended.
    seats: RefCell<Vec<SeatId>>,
    /// Acts of the director for a neighbour of all callers: two, of which the second is contested.
    done: (AssistanceId, [ActId; 2], Subject),
    /// A request of a person with whom no caller lives.
    correction: CorrectionId,
    child: MemberId,
    matters: matters::MatterScene,
    /// Number of officers seated so far.
    officers: Counter<usize>,
    /// Phone numbers of nobody, taken so far.
    free_phones: Counter<u32>,
    ballots: ballots::PreparedBallots,
    /// Published to everybody and to the first team, after the callers had joined.
    announced: [(CommunityCode, AnnouncementId); 2],
}

impl<'s, A: Api> Prepared<'s, A> {
    pub fn new(server: &'s World<A>) -> Self {
        let director = server.person(DIRECTOR);
        let here = (community_code(),);
        let worker = server.person(crate::scenes::people::GRID_WORKER).me().held[0].grid.expect("a grid");
        let grids = server.call::<ShowRoster>(&director, &here, &Empty {}).grids;
        let other = grids.iter().find(|grid| grid.id != worker).expect("another grid").id;
        let beginning = server.publish_beginning(TEAM);
        let key = server.call::<ShowCheckInKey>(&director, &beginning, &Empty {});
        let bodies = server.call::<ListBodies>(&director, &here, &Empty {}).bodies;
        let plain = bodies.iter().filter(|body| body.kind == BodyKind::ResidentsCommittee).flat_map(|body| &body.seats);
        let done = Self::done(server, &director, worker);
        let body = p::CorrectionRequest {
            field: p::CorrectionField::Name,
            wanted: "示范数据乙".parse().expect("a name"),
        };
        server.call::<RequestCorrection>(&server.resident(), &here, &body);
        let correction = server.call::<ListCorrections>(&director, &here, &Empty {}).requests[0].request.id;
        let seats = plain.filter(|seat| seat.post == Post::Member).map(|seat| seat.id).collect();
        Self {
            teams: [("own team", TEAM, server.team(TEAM)), ("other team", OTHER_TEAM, server.team(OTHER_TEAM))],
            grids: [("own grid", worker), ("other grid", other)],
            seats: RefCell::new(seats),
            officers: Counter::new(0),
            free_phones: Counter::new(0),
            ballots: ballots::PreparedBallots::default(),
            announced: announcements::announce_to_both(server),
            server,
            director,
            beginning,
            key,
            done,
            correction,
            child: server.child(),
            matters: matters::MatterScene::new(server),
        }
    }

    fn done(server: &World<A>, director: &Person, grid: GridId) -> (AssistanceId, [ActId; 2], Subject) {
        let resident = server.resident();
        let assistance = server.assist(director, resident.member());
        server.act(director, assistance, resident.member());
        let acts = server.act(director, assistance, resident.member()).acts;
        let (first, second) = (acts[0].id, acts[1].id);
        server.call::<ContestAct>(&resident, &(community_code(), second), &ContestActRequest { reason: test_reason() });
        server.call::<EndAssistance>(director, &(community_code(), assistance), &Empty {});
        (assistance, [first, second], subject_of(server, director, grid, resident.member()))
    }

    /// All cells of an endpoint and a caller.
    pub fn cells(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        let mut cells = self.requests(id, caller);
        if REFUSED_ONLY.contains(&id) {
            cells.retain(|cell| !caller.standing.may(cell.capability, &cell.subject));
        }
        cells
    }

    /// The same, with those that succeed only once on a server.
    pub fn requests(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        match spec_of(id).feature() {
            "announcements" => self.of_announcements(id, caller),
            "archive" => self.of_the_archive(id, caller),
            "assistance" => self.of_assistance(id, caller),
            "ballots" => self.of_ballots(id, caller),
            "communities" => of_communities(id, caller),
            "decisions" => self.of_decisions(id, caller),
            "matters" => self.of_matters(id, caller),
            "meetings" => self.of_meetings(id, caller),
            "members" => self.of_members(id, caller),
            "privacy" => self.of_privacy(id, caller),
            "regions" => self.of_offices(id, caller),
            "sessions" => self.of_sessions(id, caller),
            "volunteering" => self.of_volunteering(id, caller),
            _ => self.of_others(id, caller),
        }
    }

    /// Features with few requests.
    fn of_others(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        let (who, here) = (&caller.person, (community_code(),));
        match id {
            EndpointId::ReadNotices => {
                one::<ReadNotices>(own_subject(caller), who, &here, &ReadNoticesRequest { seq: 1_000_000 })
            }
            EndpointId::ShowHours => self.statements(caller),
            EndpointId::FindJournalPeople => {
                let body = FindJournalPeopleRequest { word: "王".parse().expect("a word") };
                one::<FindJournalPeople>(Subject::Community, who, &here, &body)
            }
            _ => plain_cells(id, caller),
        }
    }

    /// The caller's own statement, and that of a neighbour in the worker's grid.
    fn statements(&self, caller: &Caller) -> Vec<Cell> {
        let query = RosterQuery { grid: Some(self.grids[0].1), ..RosterQuery::default() };
        let neighbours = self.server.query::<ShowRoster>(&self.director, &(community_code(),), &query).page.rows;
        let neighbour =
            neighbours.iter().find(|row| caller.standing.household != Some(row.household)).expect("a neighbour");
        let subject =
            Subject::Member { member: neighbour.id, household: Some(neighbour.household), grid: Some(neighbour.grid) };
        let mut cells = vec![cell::<ShowHours>(
            "a neighbour",
            subject,
            &caller.person,
            &(community_code(), neighbour.id),
            &Empty {},
        )];
        if let Some(member) = caller.standing.member {
            cells.push(cell::<ShowHours>(
                "oneself",
                own_subject(caller),
                &caller.person,
                &(community_code(), member),
                &Empty {},
            ));
        }
        cells
    }

    /// A person of the worker's grid without any history, and the subject for the table.
    fn in_own_grid(&self) -> (MemberId, Subject) {
        let member = self.server.member();
        (member, subject_of(self.server, &self.director, self.grids[0].1, member))
    }
}

fn of_communities(id: EndpointId, caller: &Caller) -> Vec<Cell> {
    match id {
        EndpointId::OpenCommunity => {
            let body = crate::scenes::communities::open_community_request("511402001003", 9001);
            one::<OpenCommunity>(Subject::Public, &caller.person, &(), &body)
        }
        _ => plain_cells(id, caller),
    }
}

/// The request of an endpoint that needs nothing but its object.
fn plain_cells(id: EndpointId, caller: &Caller) -> Vec<Cell> {
    let code = match spec_of(id).place {
        Responder::Region => community_code().parent().to_string(),
        Responder::Community | Responder::Gate => community_code().to_string(),
    };
    vec![plain_request(id, &code, &PlainCell { caller })]
}

struct PlainCell<'c> {
    caller: &'c Caller,
}

impl MakeRequest for PlainCell<'_> {
    type Request = Cell;

    fn make<E: Endpoint>(&self, params: &E::Params, query: &E::Query, body: &E::Body) -> Cell {
        let subject = usual_subject(E::SPEC.capability, own_subject(self.caller));
        let subject =
            subject.unwrap_or_else(|| panic!("{}: about whom the table is asked depends on more", E::SPEC.name));
        Cell::of::<E>("", subject, Call::of::<E>(&self.caller.person, params, query, body))
    }
}

/// The caller as the subject; for a guest, a person who does not exist.
pub fn own_subject(caller: &Caller) -> Subject {
    let nobody = domain::ids::MemberId::from_parts(domain::time::UtcMillis(1), 1);
    let member = caller.standing.member.unwrap_or(nobody);
    Subject::Member { member, household: caller.standing.household, grid: None }
}

/// A member of a grid, as a subject for the table.
fn subject_of<A: Api>(server: &World<A>, director: &Person, grid: GridId, member: MemberId) -> Subject {
    let mut query = RosterQuery { grid: Some(grid), limit: Some(100), ..RosterQuery::default() };
    loop {
        let page = server.query::<ShowRoster>(director, &(community_code(),), &query).page;
        if let Some(row) = page.rows.iter().find(|row| row.id == member) {
            return Subject::Member { member, household: Some(row.household), grid: Some(row.grid) };
        }
        query.after = Some(page.next.expect("somebody of the first grid"));
    }
}

/// The number of the past activity that belongs to the team.
fn number_of(team: &str) -> u32 {
    u32::from(team != TEAM)
}

fn one<E: Endpoint>(subject: Subject, who: &Person, params: &E::Params, body: &E::Body) -> Vec<Cell> {
    vec![cell::<E>("", subject, who, params, body)]
}

fn cell<E: Endpoint>(about: &'static str, subject: Subject, who: &Person, params: &E::Params, body: &E::Body) -> Cell {
    let call = Call::of::<E>(who, params, &E::Query::default(), body);
    Cell::of::<E>(about, subject, call)
}
