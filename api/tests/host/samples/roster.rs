//! Samples of the roster, by hand and from a spreadsheet.

use super::*;

pub fn roster_sample(stage: &BusyCommunity, id: E, who: &Person) -> ObjectRequest {
    let (desk, here, none) = (&stage.desk, (TestCommunity::code(),), Empty {});
    let roster = RosterQuery { grid: Some(stage.grid), ..RosterQuery::default() };
    match id {
        E::SearchRoster => {
            let body = SearchRosterRequest { word: "王".parse().unwrap() };
            TestCommunity::request::<SearchRoster>(who, &here, &roster, &body)
        }
        E::ShowRoster => TestCommunity::request::<ShowRoster>(who, &here, &roster, &none),
        E::NameGuardian => {
            let body = m::NameGuardianRequest { guardian: stage.volunteer.member(), reason: reason() };
            TestCommunity::request::<NameGuardian>(who, &(TestCommunity::code(), a_child(desk)), &(), &body)
        }
        E::NoteNeeds => {
            let body = m::NoteNeedsRequest { language: m::Language::English, print: m::Print::Large };
            TestCommunity::request::<NoteNeeds>(who, &(TestCommunity::code(), stage.volunteer.member()), &(), &body)
        }
        E::LeaveRoster => {
            let at = (TestCommunity::code(), stage.other_leader.member());
            TestCommunity::request::<LeaveRoster>(who, &at, &(), &LeaveRosterRequest::moved(reason()))
        }
        E::OpenImport => {
            crate::imports::make_room(desk, &stage.clerk.person);
            let body = i::OpenImportRequest {
                file: "花名册.csv".parse().unwrap(),
                lines: 2,
                headings: vec![],
                columns: vec![],
            };
            TestCommunity::request::<OpenImport>(who, &here, &(), &body)
        }
        E::FillImport => {
            crate::imports::make_room(desk, &stage.clerk.person);
            let import = crate::imports::open_import(desk, &stage.clerk.person, 2);
            let lines = vec![crate::imports::import_line(2, &crate::imports::person_cells("冯桂兰", "501"))];
            let body = i::FillImportRequest { lines: lines.try_into().unwrap() };
            TestCommunity::request::<FillImport>(who, &(TestCommunity::code(), import), &(), &body)
        }
        E::ShowImport => {
            let at = (TestCommunity::code(), import(stage));
            TestCommunity::request::<ShowImport>(who, &at, &i::ImportQuery::default(), &none)
        }
        E::DecideLine => {
            let body = i::DecideLineRequest { line: 3, decision: i::DoubtDecision::New };
            TestCommunity::request::<DecideLine>(who, &(TestCommunity::code(), import(stage)), &(), &body)
        }
        E::ConfirmImport => {
            TestCommunity::request::<ConfirmImport>(who, &(TestCommunity::code(), import(stage)), &(), &none)
        }
        E::DropImport => TestCommunity::request::<DropImport>(who, &(TestCommunity::code(), import(stage)), &(), &none),
        E::UndoImport => {
            let at = (TestCommunity::code(), import(stage));
            desk.call::<ConfirmImport>(&stage.clerk.person, &at, &none);
            TestCommunity::request::<UndoImport>(who, &at, &(), &none)
        }
        _ => bodies::body_sample(stage, id, who),
    }
}

/// An election to a post, from today on for so many days.
pub fn fill_seat_request(desk: &TestCommunity, member: MemberId, post: m::Post, days: i64) -> m::FillSeatRequest {
    let today = desk.now.get();
    m::FillSeatRequest {
        member,
        post,
        from: m::Day::of(today.day()),
        until: m::Day::of(today.plus(days * DAY).day()),
        how: m::SelectionMethod::Elected,
        basis: "2026年11月18日居民会议".parse().unwrap(),
        duties: "联系一号楼到五号楼".parse().unwrap(),
        grid: None,
    }
}
