//! Requests about the roster, by hand and from a spreadsheet.

use super::{Cell, Prepared, one};
use crate::scenes::Api;
use crate::scenes::activities::test_reason;
use crate::scenes::client::{Call, community_code};
use crate::scenes::matrix::Caller;
use crate::scenes::members::{import_line, open_import_request};
use crate::scenes::people::{Person, search_roster_request};
use domain::access::Subject;
use domain::contract::*;
use domain::ids::GridId;
use domain::members::import::{DecideLineRequest, DoubtDecision, FillImportRequest, ImportQuery};
use domain::members::{Language, LeaveRosterRequest, NameGuardianRequest, NoteNeedsRequest, Print, RosterQuery};

impl<A: Api> Prepared<'_, A> {
    pub fn of_members(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, who) = (self.server, &caller.person);
        let (community, here) = (Subject::Community, (community_code(),));
        match id {
            E::ShowRoster => self.rosters(who),
            E::SearchRoster => self.searches(who),
            E::NameGuardian => {
                let body = NameGuardianRequest { guardian: server.member(), reason: test_reason() };
                one::<NameGuardian>(community, who, &(community_code(), self.child), &body)
            }
            E::NoteNeeds => {
                let body = NoteNeedsRequest { language: Language::Chinese, print: Print::Large };
                one::<NoteNeeds>(community, who, &(community_code(), server.member()), &body)
            }
            E::LeaveRoster => one::<LeaveRoster>(
                community,
                who,
                &(community_code(), server.member()),
                &LeaveRosterRequest::moved(test_reason()),
            ),
            E::OpenImport => one::<OpenImport>(community, who, &here, &open_import_request(1)),
            E::FillImport => {
                let lines = vec![import_line(2, "冯桂兰", "501")].try_into().expect("a batch");
                one::<FillImport>(community, who, &server.open_import(1), &FillImportRequest { lines })
            }
            E::ShowImport => {
                let call = Call::of::<ShowImport>(who, &server.an_import(), &ImportQuery::default(), &Empty {});
                vec![Cell::of::<ShowImport>("", community, call)]
            }
            E::DecideLine => {
                let body = DecideLineRequest { line: 3, decision: DoubtDecision::New };
                one::<DecideLine>(community, who, &server.an_import(), &body)
            }
            E::ConfirmImport => one::<ConfirmImport>(community, who, &server.an_import(), &Empty {}),
            E::DropImport => one::<DropImport>(community, who, &server.an_import(), &Empty {}),
            E::UndoImport => one::<UndoImport>(community, who, &server.a_confirmed_import(), &Empty {}),
            _ => self.of_bodies(id, caller),
        }
    }

    fn rosters(&self, who: &Person) -> Vec<Cell> {
        let one = |(about, grid): &(&'static str, GridId)| {
            let query = RosterQuery { grid: Some(*grid), ..RosterQuery::default() };
            let call = Call::of::<ShowRoster>(who, &(community_code(),), &query, &Empty {});
            Cell::of::<ShowRoster>(about, Subject::Grid(*grid), call)
        };
        self.grids.iter().map(one).collect()
    }

    fn searches(&self, who: &Person) -> Vec<Cell> {
        let one = |(about, grid): &(&'static str, GridId)| {
            let query = RosterQuery { grid: Some(*grid), ..RosterQuery::default() };
            let call = Call::of::<SearchRoster>(who, &(community_code(),), &query, &search_roster_request("王"));
            Cell::of::<SearchRoster>(about, Subject::Grid(*grid), call)
        };
        self.grids.iter().map(one).collect()
    }
}
