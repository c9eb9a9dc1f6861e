//! Requests about bodies, seats, relatives and rolls.

use super::{Cell, Prepared, one, plain_cells};
use crate::scenes::Api;
use crate::scenes::activities::test_reason;
use crate::scenes::client::{Call, community_code};
use crate::scenes::matrix::Caller;
use crate::scenes::people::Person;
use domain::access::{Capability, Subject};
use domain::contract::{
    CreateBody, DeclareRelative, Empty, EndSeat, EndpointId, FillSeat, RecordRoll, RenameGrid, ReviewBodies,
    ReviewGrids, SetSeatContact, SplitGrid, WithdrawRelative,
};
use domain::ids::BodyId;
use domain::members as m;

impl<A: Api> Prepared<'_, A> {
    pub fn of_bodies(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, who, here, community) = (self.server, &caller.person, (community_code(),), Subject::Community);
        let kin = |relative| m::DeclareRelativeRequest { relative, kinship: m::NearKinship::Sibling };
        match id {
            E::CreateBody => {
                let (kind, name) = (m::BodyKind::ResidentUnit, "样例辖区单位".parse().expect("a name"));
                one::<CreateBody>(community, who, &here, &m::CreateBodyRequest { kind, name })
            }
            E::EndSeat => {
                let may = caller.standing.may(Capability::ManageRoster, &community);
                let mut seats = self.seats.borrow_mut();
                let seat = if may { seats.pop() } else { seats.first().copied() }.expect("a seat to end");
                let end = m::EndSeatRequest::because(m::EndCause::Resigned, test_reason());
                one::<EndSeat>(community, who, &(community_code(), seat), &end)
            }
            E::FillSeat => {
                let wanted = crate::scenes::members::volunteer_seat_request(server);
                one::<FillSeat>(community, who, &(community_code(), self.teams[0].2), &wanted)
            }
            E::SetSeatContact => {
                let seat = self.seats.borrow().first().copied().expect("a seat");
                let (phone, hours) = ("000-0000-0001".parse().expect("a phone"), "每天上午".parse().expect("hours"));
                let body = m::SetSeatContactRequest { phone: Some(phone), hours };
                one::<SetSeatContact>(community, who, &(community_code(), seat), &body)
            }
            E::ReviewBodies => self.reviews(who),
            E::DeclareRelative => {
                one::<DeclareRelative>(community, who, &(community_code(), server.member()), &kin(server.member()))
            }
            E::WithdrawRelative => {
                let (at, relative) = ((community_code(), server.member()), server.member());
                server.call::<DeclareRelative>(&self.director, &at, &kin(relative));
                one::<WithdrawRelative>(
                    community,
                    who,
                    &at,
                    &m::WithdrawRelativeRequest { relative, reason: test_reason() },
                )
            }
            E::RenameGrid => {
                let grid = self.a_grid();
                let name = [&grid.name, "（改）"].concat().parse().expect("a name");
                let body = m::RenameGridRequest { name, reason: test_reason() };
                one::<RenameGrid>(community, who, &(community_code(), grid.id), &body)
            }
            E::SplitGrid => {
                let grid = self.a_grid();
                let name = [&grid.name, "（分）"].concat().parse().expect("a name");
                let first = grid.buildings.first().expect("a building").name.parse().expect("a building's name");
                let body = m::SplitGridRequest { name, buildings: vec![first], reason: test_reason() };
                one::<SplitGrid>(community, who, &(community_code(), grid.id), &body)
            }
            E::RecordRoll => {
                let (day, of) = ("2026-05-03".parse().expect("a day"), m::RollOf::Households);
                one::<RecordRoll>(community, who, &here, &m::RecordRollRequest { day, of })
            }
            _ => plain_cells(id, caller),
        }
    }

    /// One of the grids, in its present state.
    fn a_grid(&self) -> m::GridReview {
        let mut grids = self.server.call::<ReviewGrids>(&self.director, &(community_code(),), &Empty {}).grids;
        grids.pop().expect("a grid")
    }

    /// Reviews of the organiser's team, of another team, and of all bodies.
    fn reviews(&self, who: &Person) -> Vec<Cell> {
        let teams = self.teams.iter().map(|(about, _, body)| (*about, Some(*body), Subject::Body(*body)));
        let all = teams.chain([("all bodies", None, Subject::Community)]);
        let one = |(about, body, subject): (&'static str, Option<BodyId>, Subject)| {
            let call = Call::of::<ReviewBodies>(who, &(community_code(),), &m::BodiesQuery { body }, &Empty {});
            Cell::of::<ReviewBodies>(about, subject, call)
        };
        all.map(one).collect()
    }
}
