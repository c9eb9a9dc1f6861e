//! Requests about the roster, by hand and from a spreadsheet.

use super::{Cell, Prepared, one};
use crate::client::{Call, code};
use crate::members::import;
use crate::people::{Person, searching};
use crate::scene::reason;
use domain::access::Subject;
use domain::contract::*;
use domain::ids::GridId;
use domain::members::import::{Decision, ImportLines, ImportQuery, LineDecision};
use domain::members::{Language, LeaveRoster, NameGuardianOf, Needs, Print, RosterQuery};

impl Prepared<'_> {
    pub fn of_the_roster(&self, id: EndpointId, who: &Person) -> Vec<Cell> {
        use EndpointId as E;
        let (server, community, here) = (self.server, Subject::Community, (code(),));
        match id {
            E::ShowRoster => self.rosters(who),
            E::SearchRoster => self.searches(who),
            E::NameGuardian => {
                let body = NameGuardianOf { guardian: server.member(), reason: reason() };
                one::<NameGuardian>(community, who, &(code(), self.child), &body)
            }
            E::NoteNeeds => {
                let body = Needs { language: Language::Chinese, print: Print::Large };
                one::<NoteNeeds>(community, who, &(code(), server.member()), &body)
            }
            E::LeaveRosterAt => {
                one::<LeaveRosterAt>(community, who, &(code(), server.member()), &LeaveRoster::moved(reason()))
            }
            E::ListImports => one::<ListImports>(community, who, &here, &Empty {}),
            E::OpenImport => one::<OpenImport>(community, who, &here, &import::opening(1)),
            E::FillImport => {
                let lines = vec![import::line(2, "冯桂兰", "501")].try_into().expect("a batch");
                one::<FillImport>(community, who, &server.open_import(1), &ImportLines { lines })
            }
            E::ShowImport => {
                let call = Call::of::<ShowImport>(who, &server.an_import(), &ImportQuery::default(), &Empty {});
                vec![Cell { call, capability: ShowImport::SPEC.capability, subject: community, about: "" }]
            }
            E::DecideLine => {
                let body = LineDecision { line: 3, decision: Decision::New };
                one::<DecideLine>(community, who, &server.an_import(), &body)
            }
            E::ConfirmImport => one::<ConfirmImport>(community, who, &server.an_import(), &Empty {}),
            E::DropImport => one::<DropImport>(community, who, &server.an_import(), &Empty {}),
            E::UndoImport => one::<UndoImport>(community, who, &server.a_confirmed_import(), &Empty {}),
            E::ExportRoster => one::<ExportRoster>(community, who, &here, &Empty {}),
            _ => unreachable!("{id:?} is prepared above"),
        }
    }

    fn rosters(&self, who: &Person) -> Vec<Cell> {
        let one = |(about, grid): &(&'static str, GridId)| {
            let query = RosterQuery { grid: Some(*grid), ..RosterQuery::default() };
            let call = Call::of::<ShowRoster>(who, &(code(),), &query, &Empty {});
            Cell { call, capability: ShowRoster::SPEC.capability, subject: Subject::Grid(*grid), about }
        };
        self.grids.iter().map(one).collect()
    }

    fn searches(&self, who: &Person) -> Vec<Cell> {
        let one = |(about, grid): &(&'static str, GridId)| {
            let query = RosterQuery { grid: Some(*grid), ..RosterQuery::default() };
            let call = Call::of::<SearchRoster>(who, &(code(),), &query, &searching("王"));
            Cell { call, capability: SearchRoster::SPEC.capability, subject: Subject::Grid(*grid), about }
        };
        self.grids.iter().map(one).collect()
    }
}
