//! Samples of the roster, by hand and from a spreadsheet.

use super::*;

pub fn sample(stage: &Stage, id: E, who: &Person) -> ObjectRequest {
    let (desk, here, none) = (&stage.desk, (Desk::code(),), Empty {});
    let roster = RosterQuery { grid: Some(stage.grid), ..RosterQuery::default() };
    match id {
        E::SearchRoster => {
            let body = RosterSearch { word: "王".parse().unwrap() };
            Desk::request::<SearchRoster>(who, &here, &roster, &body)
        }
        E::ShowRoster => Desk::request::<ShowRoster>(who, &here, &roster, &none),
        E::NameGuardian => {
            let body = m::NameGuardianOf { guardian: stage.volunteer.member(), reason: reason() };
            Desk::request::<NameGuardian>(who, &(Desk::code(), a_child(desk)), &(), &body)
        }
        E::NoteNeeds => {
            let body = m::Needs { language: m::Language::English, print: m::Print::Large };
            Desk::request::<NoteNeeds>(who, &(Desk::code(), stage.volunteer.member()), &(), &body)
        }
        E::LeaveRosterAt => {
            let at = (Desk::code(), stage.other_leader.member());
            Desk::request::<LeaveRosterAt>(who, &at, &(), &LeaveRoster::moved(reason()))
        }
        E::ListImports => Desk::request::<ListImports>(who, &here, &(), &none),
        E::OpenImport => {
            crate::imports::make_room(desk, &stage.clerk.person);
            let body =
                i::ImportOpening {
                    file: "花名册.csv".parse().unwrap(), lines: 2, headings: vec![], columns: vec![]
                };
            Desk::request::<OpenImport>(who, &here, &(), &body)
        }
        E::FillImport => {
            crate::imports::make_room(desk, &stage.clerk.person);
            let import = crate::imports::open(desk, &stage.clerk.person, 2);
            let lines = vec![crate::imports::line(2, &crate::imports::somebody("冯桂兰", "501"))];
            let body = i::ImportLines { lines: lines.try_into().unwrap() };
            Desk::request::<FillImport>(who, &(Desk::code(), import), &(), &body)
        }
        E::ShowImport => {
            let at = (Desk::code(), import(stage));
            Desk::request::<ShowImport>(who, &at, &i::ImportQuery::default(), &none)
        }
        E::DecideLine => {
            let body = i::LineDecision { line: 3, decision: i::Decision::New };
            Desk::request::<DecideLine>(who, &(Desk::code(), import(stage)), &(), &body)
        }
        E::ConfirmImport => Desk::request::<ConfirmImport>(who, &(Desk::code(), import(stage)), &(), &none),
        E::DropImport => Desk::request::<DropImport>(who, &(Desk::code(), import(stage)), &(), &none),
        E::UndoImport => {
            let at = (Desk::code(), import(stage));
            desk.call::<ConfirmImport>(&stage.clerk.person, &at, &none);
            Desk::request::<UndoImport>(who, &at, &(), &none)
        }
        E::ExportRoster => Desk::request::<ExportRoster>(who, &here, &i::ExportQuery::default(), &none),
        _ => unreachable!("{id:?} has a sample above"),
    }
}
