mod rows;

use super::*;
use crate::time::UtcMillis;

fn member(n: u128) -> MemberId {
    MemberId::from_parts(UtcMillis(1), n)
}
fn body(n: u128) -> BodyId {
    BodyId::from_parts(UtcMillis(1), n)
}
fn grid(n: u128) -> GridId {
    GridId::from_parts(UtcMillis(1), n)
}
fn house(n: u128) -> HouseholdId {
    HouseholdId::from_parts(UtcMillis(1), n)
}

fn resident(n: u128) -> CallerStanding {
    CallerStanding { member: Some(member(n)), household: Some(house(n)), held: vec![] }
}
fn with(mut who: CallerStanding, role: Role, body: Option<BodyId>, grid: Option<GridId>) -> CallerStanding {
    who.held.push(ScopedRole { role, body, grid });
    who
}
fn about(n: u128, g: u128) -> Subject {
    Subject::Member { member: member(n), household: Some(house(n)), grid: Some(grid(g)) }
}

fn ward(n: u128, guardian: Option<u128>) -> Subject {
    Subject::Ward { member: member(n), guardian: guardian.map(member) }
}

#[test]
fn who_may_what() {
    let leader = with(resident(1), Role::Organiser, Some(body(1)), None);
    let worker = with(resident(2), Role::GridWorker, None, Some(grid(1)));
    let clerk = with(resident(3), Role::Committee, Some(body(9)), None);
    let watcher = with(resident(4), Role::Supervisor, Some(body(8)), None);
    let party = with(resident(5), Role::PartyCommittee, Some(body(7)), None);
    let guest = CallerStanding::guest();
    let officer = with(CallerStanding::guest(), Role::Officer, None, None);
    let head = with(CallerStanding::guest(), Role::OfficerHead, None, None);
    for (who, capability, subject, may) in [
        (&guest, Capability::SeePublic, Subject::Public, true),
        (&guest, Capability::SeeSelf, about(1, 1), false),
        (&guest, Capability::SeeRoster, Subject::Community, false),
        (&resident(1), Capability::SeeHours, about(1, 1), true),
        (&resident(1), Capability::SeeHours, about(2, 1), false),
        (&resident(1), Capability::SeeAttendance, Subject::Body(body(1)), false),
        (&leader, Capability::ConfirmService, Subject::Body(body(1)), true),
        (&leader, Capability::ConfirmService, Subject::Body(body(2)), false),
        (&leader, Capability::CorrectService, Subject::Body(body(1)), false),
        (&leader, Capability::SeeRoster, Subject::Community, false),
        (&worker, Capability::SeeRoster, Subject::Grid(grid(1)), true),
        (&worker, Capability::SeeRoster, Subject::Grid(grid(2)), false),
        (&worker, Capability::SeeRoster, Subject::Community, false),
        (&worker, Capability::ConfirmService, Subject::Body(body(1)), false),
        (&worker, Capability::PrintSlip, about(1, 1), true),
        (&worker, Capability::PrintSlip, about(1, 2), false),
        (&watcher, Capability::PrintSlip, about(1, 1), false),
        (&leader, Capability::PrintSlip, about(1, 1), false),
        (&clerk, Capability::PrintSlip, about(1, 2), true),
        (&clerk, Capability::SeeRoster, Subject::Community, true),
        (&clerk, Capability::SeeRoster, Subject::Grid(grid(2)), true),
        (&clerk, Capability::CorrectService, Subject::Body(body(1)), true),
        (&clerk, Capability::SeeJournal, Subject::Community, false),
        (&watcher, Capability::SeeJournal, Subject::Community, true),
        (&clerk, Capability::ExportJournal, Subject::Community, false),
        (&watcher, Capability::ExportJournal, Subject::Community, true),
        (&watcher, Capability::SeeHours, about(1, 1), true),
        (&watcher, Capability::ConfirmService, Subject::Body(body(1)), false),
        (&watcher, Capability::SeeRoster, Subject::Community, false),
        (&resident(1), Capability::SeeOwnData, ward(1, None), true),
        (&resident(1), Capability::SeeOwnData, ward(2, Some(1)), true),
        (&resident(1), Capability::SeeOwnData, ward(2, Some(3)), false),
        (&resident(1), Capability::SeeOwnData, ward(2, None), false),
        (&guest, Capability::SeeOwnData, ward(2, None), false),
        (&clerk, Capability::SeeOwnData, ward(2, None), false),
        (&watcher, Capability::RevealPhone, about(1, 1), false),
        (&worker, Capability::RevealPhone, about(1, 1), true),
        (&worker, Capability::RevealPhone, about(1, 2), false),
        (&clerk, Capability::SeeReveals, Subject::Community, false),
        (&resident(1), Capability::ContestAct, about(2, 1), false),
        // The branch holds its own forms and no others; the named chair chairs, whatever office that person holds.
        (&party, Capability::ManageMeeting, Subject::Body(body(7)), true),
        (&party, Capability::ManageMeeting, Subject::Body(body(8)), false),
        (&party, Capability::ManageMeeting, Subject::Community, false),
        (&party, Capability::SeeMeetingRoll, Subject::Body(body(7)), true),
        (&clerk, Capability::ManageMeeting, Subject::Body(body(7)), true),
        (&clerk, Capability::ManageMeeting, Subject::Community, true),
        (&watcher, Capability::ManageMeeting, Subject::Community, false),
        (&watcher, Capability::SeeMeetingRoll, Subject::Community, true),
        (&resident(1), Capability::SeeMeetingRoll, Subject::Community, false),
        (&resident(1), Capability::ChairMeeting, about(1, 1), true),
        (&clerk, Capability::ChairMeeting, about(1, 1), false),
        (&resident(1), Capability::AttendMeeting, about(2, 1), false),
        (&officer, Capability::SeeOffice, Subject::Region, true),
        (&officer, Capability::ManageOfficers, Subject::Region, false),
        (&officer, Capability::SeeRegionJournal, Subject::Region, false),
        (&head, Capability::SeeOffice, Subject::Region, true),
        (&head, Capability::ManageOfficers, Subject::Region, true),
        (&head, Capability::SeeRegionJournal, Subject::Region, true),
        (&officer, Capability::AnswerChecks, Subject::Region, true),
        (&head, Capability::AnswerChecks, Subject::Region, true),
        (&guest, Capability::SeeChecks, Subject::Region, false),
        (&clerk, Capability::SeeChecks, Subject::Region, false),
        (&clerk, Capability::AnswerChecks, Subject::Region, false),
        (&guest, Capability::SeeOffice, Subject::Region, false),
        (&clerk, Capability::SeeOffice, Subject::Region, false),
        (&clerk, Capability::ManageOfficers, Subject::Region, false),
        (&head, Capability::SeeRoster, Subject::Community, false),
        (&head, Capability::SeeSelf, about(1, 1), false),
        (&head, Capability::SeeOffice, Subject::Community, false),
        (&guest, Capability::SeeFile, Subject::Public, true),
        (&guest, Capability::SeeFile, about(1, 1), false),
        (&guest, Capability::SeeFile, Subject::Community, false),
        (&head, Capability::SeeFile, Subject::Public, true),
        (&head, Capability::SeeFile, about(1, 1), false),
        (&resident(1), Capability::SeeFile, about(1, 1), true),
        (&resident(1), Capability::SeeFile, about(2, 1), false),
        (&leader, Capability::SeeFile, about(2, 1), false),
        (&worker, Capability::SeeFile, about(1, 1), false),
        (&clerk, Capability::SeeFile, about(1, 1), true),
        (&watcher, Capability::SeeFile, about(1, 1), true),
    ] {
        assert_eq!(who.may(capability, &subject), may, "{who:?} {capability} {subject:?}");
    }
}

#[test]
fn what_has_no_row_is_denied_to_everybody() {
    for capability in Capability::ALL {
        let rows = TABLE.iter().filter(|row| row.0 == *capability).count();
        assert!(rows > 0, "{capability} is given to nobody: an endpoint that nobody may use");
    }
    for row in TABLE {
        assert!(!matches!(row.2, Relation::OtherCommunity), "{row:?} lets another community in");
        assert_eq!(TABLE.iter().filter(|other| *other == row).count(), 1, "{row:?} stands twice");
        if matches!(row.1, Role::Guest) {
            assert!(matches!(row.2, Relation::Anyone | Relation::Published));
        }
    }
}

/// A menu is offered to everybody with a role that the capability has a row for, whatever the subject.
#[test]
fn who_may_somewhere() {
    let guest = CallerStanding::guest();
    let leader = with(resident(1), Role::Organiser, Some(body(1)), None);
    let head = with(CallerStanding::guest(), Role::OfficerHead, None, None);
    for (who, capability, may) in [
        (&guest, Capability::SeePublic, true),
        (&guest, Capability::SeeSelf, false),
        (&resident(1), Capability::SeePublic, true),
        (&resident(1), Capability::SeeSelf, true),
        (&resident(1), Capability::ConfirmService, false),
        (&leader, Capability::ConfirmService, true),
        (&leader, Capability::CorrectService, false),
        (&head, Capability::ManageOfficers, true),
        (&head, Capability::SeeRoster, false),
    ] {
        assert_eq!(who.may_somewhere(capability), may, "{who:?} {capability}");
    }
}

/// An officer may do what a guest may, and what belongs to the region: no other capability has a row.
#[test]
fn an_officer_has_nothing_in_a_community() {
    let is_officers = |role| matches!(role, Role::Seated | Role::Officer | Role::OfficerHead);
    for row in TABLE.iter().filter(|row| is_officers(row.1)) {
        assert_eq!(row.2, Relation::Region, "{row:?} reaches beyond the region");
    }
    for row in TABLE.iter().filter(|row| row.2 == Relation::Region) {
        assert!(is_officers(row.1), "{row:?} lets others into the office");
    }
    // While an office is closed, only the officer's own data is accessible.
    let closed = with(CallerStanding::guest(), Role::Seated, None, None);
    for capability in Capability::ALL {
        let own = matches!(capability, Capability::SeeOfficerSelf | Capability::ManageOfficerFactor);
        let of_guests = CallerStanding::guest().may(*capability, &Subject::Region);
        assert_eq!(closed.may(*capability, &Subject::Region), own || of_guests, "{capability}");
    }
    let head = with(CallerStanding::guest(), Role::OfficerHead, None, None);
    assert!(!head.is_guest() && CallerStanding::guest().is_guest() && !resident(1).is_guest());
}

#[test]
fn a_household_without_id_is_nobodys_household() {
    let nobody = CallerStanding { member: Some(member(1)), household: None, held: vec![] };
    let subject = Subject::Member { member: member(2), household: None, grid: None };
    assert!(!relates(&nobody, None, Relation::Household, &subject));
    let worker = with(nobody, Role::GridWorker, None, None);
    assert!(!worker.may(Capability::SeeRoster, &subject));
    for (own, other, is_one) in [(Some(1), Some(1), true), (Some(1), Some(2), false), (Some(1), None, false)] {
        let who = CallerStanding { member: Some(member(1)), household: own.map(house), held: vec![] };
        let subject = Subject::Member { member: member(2), household: other.map(house), grid: None };
        assert_eq!(relates(&who, None, Relation::Household, &subject), is_one, "{own:?} {other:?}");
    }
}
