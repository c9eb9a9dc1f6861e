//! Bodies and seats (组织、任职): what a body is, which post gives which role, and who holds what.

use crate::access::Role;
use crate::ids::{BodyId, MemberId, SeatId};
use crate::text::Reason;
use crate::{body, reply, words};

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

body! {
    pub struct EndSeat { pub reason: Reason }
}

reply! {
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
