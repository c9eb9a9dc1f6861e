//! The meeting of a step in one act: announced, linked, with its ballot; its photos are the evidence.

use crate::attachments::upload_captioned_files;
use crate::busy_community::BusyCommunity;
use crate::case_meetings::{WAY, open_case};
use crate::prepared_meetings::announce_meeting_request;
use crate::several_decisions::DecisionMeeting;
use crate::test_community::{Person, TestCommunity};
use domain::ballots as b;
use domain::contract::*;
use domain::decisions as d;
use domain::ids::CaseId;
use domain::meetings as g;
use domain::time::DAY;

fn of_step(evening: &DecisionMeeting<'_>, case: CaseId) -> g::AnnounceMeetingRequest {
    let plan = WAY.steps().into_iter().find(|plan| plan.step == evening.step).unwrap();
    g::AnnounceMeetingRequest {
        about: g::About::case(case, evening.step.as_str().parse().unwrap()),
        starts_at: evening.stage.desk.now.get().plus(evening.days * DAY),
        officers: g::MeetingOfficers {
            chair: evening.head.member(),
            teller: evening.stage.watcher.member(),
            recorder: None,
        },
        ballot: Some(b::Method::Hands),
        ..announce_meeting_request(evening.stage, plan.forms[0], plan.electorate)
    }
}

#[test]
fn one_act_calls_the_meeting_of_a_step_with_its_ballot() {
    let stage = BusyCommunity::open();
    let (desk, evening) = (&stage.desk, DecisionMeeting::of(&stage, d::CaseStep::Proposal, 2));
    let (case, here) = (open_case(&stage, WAY), (TestCommunity::code(),));
    let announced = |body: &g::AnnounceMeetingRequest| {
        desk.try_call::<AnnounceMeeting>(&evening.head.person, &here, &(), body).map_err(|problem| problem.code)
    };
    let body = of_step(&evening, case);
    let count = || desk.texts("select cast(count(*) as text) from meetings", &[]);
    let before = count();
    let free = g::AnnounceMeetingRequest { about: g::About::nothing(), ..body.clone() };
    assert_eq!(announced(&free).unwrap_err(), "meetings/about-incomplete");
    let talk = g::AnnounceMeetingRequest { form: g::MeetingForm::Talk, ..body.clone() };
    assert_eq!(announced(&talk).unwrap_err(), "meetings/case-not-fitting", "a talk takes no step");
    assert_eq!(count(), before, "nothing is left of it");

    let meeting = announced(&body).unwrap().meeting;
    let view = || desk.call::<ShowCase>(&Person::default(), &(TestCommunity::code(), case), &Empty {});
    let linked = view().steps.iter().find(|step| step.step == evening.step).and_then(|step| step.meeting);
    assert_eq!(linked, Some(meeting));
    let ballots = desk.call::<ListBallots>(&Person::default(), &(TestCommunity::code(), meeting), &Empty {}).ballots;
    let [ballot] = &ballots[..] else { panic!("{ballots:?}") };
    assert_eq!((ballot.method, ballot.purpose.case), (b::Method::Hands, Some(case)));
    assert!(ballot.question.contains(&view().row.title), "{}", ballot.question);

    evening.begin(meeting, usize::MAX);
    assert_eq!(announced(&of_step(&evening, case)).unwrap_err(), "meetings/case-not-fitting", "one is going on");

    // A photo of the meeting is evidence of its step: nobody sends it twice.
    let missing = || view().guards.iter().any(|guard| guard.id == d::GuardId::Evidence && guard.is_missing());
    assert!(missing());
    let files = upload_captioned_files(&stage, &evening.head.person, &[b"the room"]).files;
    let photos = g::AddRecordsRequest { record: g::MeetingRecord::Photo, files };
    desk.call::<AddRecords>(&evening.head.person, &(TestCommunity::code(), meeting), &photos);
    assert!(!missing());
}

#[test]
fn an_announcement_begins_with_the_earliest_time_and_the_last_meeting() {
    let stage = BusyCommunity::open();
    let (desk, evening) = (&stage.desk, DecisionMeeting::of(&stage, d::CaseStep::Proposal, 2));
    let here = (TestCommunity::code(),);
    let body = of_step(&evening, open_case(&stage, WAY));
    let query = g::SuggestionQuery { form: Some(body.form), ..g::SuggestionQuery::default() };
    let suggestion = |person: &Person| desk.try_call::<ShowMeetingSuggestion>(person, &here, &query, &Empty {});
    let found = suggestion(&stage.clerk.person).unwrap();
    assert_eq!(found.earliest_at, desk.now.get().plus(i64::from(found.notice_days) * DAY));
    let early = g::AnnounceMeetingRequest { starts_at: found.earliest_at.plus(-1), ..body.clone() };
    let announce = |body| desk.try_call::<AnnounceMeeting>(&evening.head.person, &here, &(), body);
    if found.notice_days > 0 {
        assert_eq!(announce(&early).unwrap_err().code, "meetings/notice-too-short");
    }
    let lawful =
        g::AnnounceMeetingRequest { starts_at: found.earliest_at, place: "老年活动室".parse().unwrap(), ..body };
    announce(&lawful).unwrap();
    let last = suggestion(&stage.clerk.person).unwrap().last.unwrap();
    assert_eq!((last.place.as_str(), last.chair), ("老年活动室", evening.head.member()));
    for person in [&stage.neighbour.person, &Person::default()] {
        assert!(suggestion(person).unwrap_err().code.starts_with("request/not-"));
    }
}
