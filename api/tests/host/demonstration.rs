//! Decisions of the demonstration: cases at each stage with valid certificates, and the home page that shows them.

use crate::test_community::{Person, TestCommunity};
use api::answer::Message;
use domain::contract::{Empty, ListCases, ListMeetings, PageQuery, ShowCase, ShowHome, ShowMeeting};
use domain::decisions::{CaseStatus, CaseStep, DecisionState, GuardId};
use domain::meetings::{MeetingFilter, MeetingForm, MeetingQuery};
use domain::regions::Letter;
use domain::time::DAY;

#[test]
fn cases_stand_at_each_stage_and_their_certificates_prove_it() {
    let (desk, guest, here) = (TestCommunity::open(), Person::default(), (TestCommunity::code(),));
    let cases = desk.try_call::<ListCases>(&guest, &here, &PageQuery::default(), &Empty {}).unwrap();
    let stands: Vec<_> = cases.open.iter().chain(&cases.page.rows).map(|row| (row.status, row.step)).collect();
    assert_eq!(
        stands,
        [
            (CaseStatus::Open, CaseStep::Resolution),
            (CaseStatus::Open, CaseStep::TownshipCheck),
            (CaseStatus::Open, CaseStep::Proposal),
            (CaseStatus::Resolved, CaseStep::Resolution),
            (CaseStatus::Rejected, CaseStep::Resolution),
        ]
    );
    for (row, closed) in cases.open.iter().chain(&cases.page.rows).zip([3, 3, 0, 4, 4]) {
        let case = desk.call::<ShowCase>(&guest, &(TestCommunity::code(), row.id), &Empty {});
        let certificates: Vec<_> = case.steps.iter().filter_map(|step| step.certificate.as_ref()).collect();
        assert_eq!(certificates.len(), closed, "{}", row.title);
        let mut previous = String::new();
        for certificate in certificates {
            assert_eq!((certificate.verify(), &certificate.previous), (Ok(()), &previous), "{}", row.title);
            previous.clone_from(&certificate.hash);
        }
        for meeting in case.steps.iter().filter(|step| step.closed_at.is_some()).filter_map(|step| step.meeting) {
            let shown = desk.call::<ShowMeeting>(&guest, &(TestCommunity::code(), meeting), &Empty {});
            assert!(shown.minutes.is_some(), "minutes that two people signed");
        }
    }
    // A case before its last step lacks only what that meeting supplies.
    let last = desk.call::<ShowCase>(&guest, &(TestCommunity::code(), cases.open[0].id), &Empty {});
    let missing: Vec<_> = last.guards.iter().filter(|guard| guard.is_missing()).map(|guard| guard.id).collect();
    assert!(
        [GuardId::Held, GuardId::Quorum, GuardId::Ballot, GuardId::Majority].iter().all(|id| missing.contains(id))
            && ![GuardId::Notice, GuardId::Authorisation, GuardId::LegalOpinion].iter().any(|id| missing.contains(id)),
        "{missing:?}"
    );
}

#[test]
fn the_home_page_tells_what_is_decided_and_discussed() {
    let (desk, guest, here) = (TestCommunity::open(), Person::default(), (TestCommunity::code(),));
    let home = desk.call::<ShowHome>(&guest, &here, &Empty {});
    let deciding: Vec<_> = home.deciding.iter().map(|row| (row.step, row.form, row.meeting.is_some())).collect();
    let meets = (CaseStep::Resolution, Some(MeetingForm::RepresentativesMeeting), true);
    assert_eq!(deciding, [meets, (CaseStep::TownshipCheck, None, false), (CaseStep::Proposal, None, false)]);
    let starts_at = home.deciding[0].starts_at.unwrap();
    assert!(starts_at > desk.now.get() && starts_at < desk.now.get().plus(7 * DAY));
    let decided = home.decided.map(|decided| decided.state);
    assert_eq!(decided, Some(DecisionState::Passed), "the newest decision");
    assert!(!home.discussing.is_empty() && home.discussing.len() <= 3);
    let query = MeetingQuery { filter: Some(MeetingFilter::Upcoming), ..MeetingQuery::default() };
    let meetings = desk.try_call::<ListMeetings>(&guest, &here, &query, &Empty {}).unwrap().rows;
    let forms: Vec<_> = meetings.iter().map(|row| row.form).collect();
    assert_eq!(forms, [MeetingForm::Forum, MeetingForm::RepresentativesMeeting]);
}

/// One question waits for the street, and is sent once the street's office is open.
#[test]
fn the_street_is_asked_for_one_check() {
    let desk = TestCommunity::open();
    let tell = || desk.with_world(|world| api::demonstration::send_demonstration_checks(world).unwrap());
    let messages = tell();
    let [Message::Letter { letter, .. }] = messages.as_slice() else { panic!("{messages:?}") };
    let Letter::Check(told) = letter.as_ref() else { panic!("{letter:?}") };
    assert!(told.due_at > desk.now.get() && told.draft.as_ref().is_some_and(|draft| draft.text.contains("门禁")));
    assert!(tell().is_empty(), "a second time nobody is told");
    let case = desk.call::<ShowCase>(&Person::default(), &(TestCommunity::code(), told.case), &Empty {});
    assert_eq!((case.row.step, case.opinions[0].received_at), (CaseStep::TownshipCheck, None));
    assert!(case.opinions[0].region.is_some());
}

#[test]
fn nobody_proposes_or_speaks_in_the_night() {
    let desk = TestCommunity::open();
    let moments = desk.rows("select proposed_at from matters union all select at from posts");
    let hours: Vec<u32> = moments.iter().map(|row| row.time(0).unwrap().wall().1).collect();
    assert!(hours.len() > 20 && hours.iter().all(|hour| (8..=20).contains(hour)), "{hours:?}");
}
