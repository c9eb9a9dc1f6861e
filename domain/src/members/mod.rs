//! People and bodies (居民、组织): the roster with households and grids, bodies with seats and terms.
//!
//! Invariant: a role follows from a seat in its term and from nothing else; who has left the community holds no
//! seat and no session. This is the thin part that the first journey needs.

use crate::access::Role;
use crate::ids::{BodyId, GridId, HouseholdId, MemberId, SeatId};
use crate::text::{Reason, SearchWord};
use crate::{body, query, reply, words};

crate::refusals! {
    /// Why a change of the roster is refused.
    pub enum Refusal in "members" {
        AlreadyLeft = "already-left" 409,
        SeatAlreadyEnded = "seat-already-ended" 409,
        /// Nobody ends the own membership or seat at the counter: another committee member does.
        OwnCase = "own-case" 403,
    }
}

words! {
    /// What a body is (组织类别).
    pub enum BodyKind {
        /// 居民委员会
        ResidentsCommittee = "residents-committee",
        /// 居务监督委员会
        SupervisionCommittee = "supervision-committee",
        /// 志愿服务队
        VolunteerTeam = "volunteer-team",
        /// 网格: the worker's seat belongs to a grid.
        GridService = "grid-service",
    }
}

words! {
    /// The post of a seat (职务).
    pub enum Post {
        /// 主任
        Director = "director",
        /// 副主任
        DeputyDirector = "deputy-director",
        /// 委员
        Member = "member",
        /// 队长
        TeamLeader = "team-leader",
        /// 队员
        TeamMember = "team-member",
        /// 网格员
        GridWorker = "grid-worker",
    }
}

/// The role that a seat gives. A plain member of a volunteer team has none: joining is no office.
pub fn role_of(kind: BodyKind, post: Post) -> Option<Role> {
    match (kind, post) {
        (BodyKind::ResidentsCommittee, Post::Director | Post::DeputyDirector | Post::Member) => Some(Role::Committee),
        (BodyKind::SupervisionCommittee, Post::Director | Post::DeputyDirector | Post::Member) => {
            Some(Role::Supervisor)
        }
        (BodyKind::VolunteerTeam, Post::TeamLeader) => Some(Role::Organiser),
        (BodyKind::GridService, Post::GridWorker) => Some(Role::GridWorker),
        _ => None,
    }
}

/// Whether somebody may leave or lose a seat by this hand.
pub fn end(already: bool, own: bool, refusal: Refusal) -> Result<(), Refusal> {
    if own {
        return Err(Refusal::OwnCase);
    }
    if already { Err(refusal) } else { Ok(()) }
}

query! {
    /// A page of the roster by name.
    pub struct RosterQuery {
        grid: GridId = "string",
        /// Part of a name, a building, or the last digits of a phone.
        word: SearchWord = "string",
        /// The last member of the page before.
        after: MemberId = "string",
        limit: u32 = "integer",
    }
}

body! {
    pub struct LeaveRoster { pub reason: Reason }
    pub struct EndSeat { pub reason: Reason }
}

reply! {
    /// A page of the roster, with phones and doors masked.
    pub struct Roster {
        pub members: Vec<RosterRow>,
        pub more: bool,
        /// Members in the whole list, without the search word.
        pub total: u32,
        pub grids: Vec<GridRow>,
    }
    pub struct RosterRow {
        pub id: MemberId,
        pub name: String,
        pub phone_masked: String,
        pub address_masked: String,
        pub household: HouseholdId,
        pub grid: GridId,
        pub left: bool,
    }
    pub struct GridRow {
        pub id: GridId,
        pub name: String,
        pub households: u32,
    }
    /// Bodies with who holds their seats: offices are public, phones are not.
    pub struct Bodies { pub bodies: Vec<BodyRow> }
    pub struct BodyRow {
        pub id: BodyId,
        pub kind: BodyKind,
        pub name: String,
        pub seats: Vec<SeatRow>,
    }
    pub struct SeatRow {
        pub id: SeatId,
        pub member: MemberId,
        pub name: String,
        pub post: Post,
        /// First and last day of the term, `2026-01-01`.
        pub from: String,
        pub until: String,
    }
    pub struct Ended {
        /// Seats that ended with it.
        pub seats: u32,
        /// Devices that were signed out.
        pub sessions: u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_follows_from_a_seat() {
        for (kind, post, role) in [
            (BodyKind::ResidentsCommittee, Post::Director, Some(Role::Committee)),
            (BodyKind::ResidentsCommittee, Post::TeamLeader, None),
            (BodyKind::SupervisionCommittee, Post::Member, Some(Role::Supervisor)),
            (BodyKind::VolunteerTeam, Post::TeamLeader, Some(Role::Organiser)),
            (BodyKind::VolunteerTeam, Post::TeamMember, None),
            (BodyKind::VolunteerTeam, Post::Director, None),
            (BodyKind::GridService, Post::GridWorker, Some(Role::GridWorker)),
        ] {
            assert_eq!(role_of(kind, post), role, "{kind} {post}");
        }
    }
}
