//! Requests about bodies, seats, relatives and rolls.

use super::{Cell, Prepared, one};
use crate::client::{Call, code};
use crate::matrix::Caller;
use crate::people::Person;
use crate::scene::reason;
use domain::access::Subject;
use domain::contract::{
    CreateBody, DeclareRelative, Empty, Endpoint, EndpointId, FillSeatOf, RecordRoll, RenameGrid, ReviewBodies,
    ReviewGrids, ShowRoll, SplitGrid, WithdrawRelative,
};
use domain::ids::{BodyId, GridId};
use domain::members as m;

impl Prepared<'_> {
    pub fn of_bodies(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, who, here, community) = (self.server, &caller.person, (code(),), Subject::Community);
        let kin = |relative| m::RelativeDraft { relative, kinship: m::NearKinship::Sibling };
        match id {
            E::CreateBody => {
                let (kind, name) = (m::BodyKind::ResidentUnit, "样例辖区单位".parse().expect("a name"));
                one::<CreateBody>(community, who, &here, &m::BodyDraft { kind, name })
            }
            E::FillSeatOf => {
                let wanted = crate::members::fill_seat::volunteer(server);
                one::<FillSeatOf>(community, who, &(code(), self.teams[0].2), &wanted)
            }
            E::ReviewBodies => self.reviews(who),
            E::DeclareRelative => {
                one::<DeclareRelative>(community, who, &(code(), server.member()), &kin(server.member()))
            }
            E::WithdrawRelative => {
                let (at, relative) = ((code(), server.member()), server.member());
                server.call::<DeclareRelative>(&self.director, &at, &kin(relative));
                one::<WithdrawRelative>(community, who, &at, &m::RelativeWithdrawal { relative, reason: reason() })
            }
            E::ReviewGrids => one::<ReviewGrids>(community, who, &here, &Empty {}),
            E::RenameGrid => {
                let (grid, name) = self.a_grid();
                let body = m::GridNaming { name: name.parse().expect("a name"), reason: reason() };
                one::<RenameGrid>(community, who, &(code(), grid), &body)
            }
            E::SplitGrid => {
                let (grid, name) = self.a_grid();
                let body = m::GridSplit { name: name.parse().expect("a name"), buildings: vec![], reason: reason() };
                one::<SplitGrid>(community, who, &(code(), grid), &body)
            }
            E::ShowRoll => one::<ShowRoll>(community, who, &here, &Empty {}),
            E::RecordRoll => {
                let (day, of) = ("2026-05-03".parse().expect("a day"), m::RollOf::Households);
                one::<RecordRoll>(community, who, &here, &m::RollDraft { day, of })
            }
            other => panic!("{other:?} is not about bodies"),
        }
    }

    /// A grid and the name that it has: the request passes the table and changes nothing for the tests beside it.
    fn a_grid(&self) -> (GridId, String) {
        let mut grids = self.server.call::<ReviewGrids>(&self.director, &(code(),), &Empty {}).grids;
        let grid = grids.remove(0);
        (grid.id, grid.name)
    }

    /// Of the own team, of another, and of all.
    fn reviews(&self, who: &Person) -> Vec<Cell> {
        let teams = self.teams.iter().map(|(about, _, body)| (*about, Some(*body), Subject::Body(*body)));
        let all = teams.chain([("all bodies", None, Subject::Community)]);
        let one = |(about, body, subject): (&'static str, Option<BodyId>, Subject)| {
            let call = Call::of::<ReviewBodies>(who, &(code(),), &m::BodiesQuery { body }, &Empty {});
            Cell { call, capability: ReviewBodies::SPEC.capability, subject, about }
        };
        all.map(one).collect()
    }
}
