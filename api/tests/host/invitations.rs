//! Answers to an invitation: whose they are, until when, and what others see of them.

use crate::busy_community::{Actor, BusyCommunity};
use crate::meetings::{end_seats, meeting_path, read_roll, show_meeting};
use crate::prepared_meetings::{Progress, announce_meeting_request, prepare_meeting};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::ids::MeetingId;
use domain::meetings::{
    AnswerInvitationRequest, Electorate, InvitationAnswer as Answer, Meeting, MeetingForm, MeetingQuery,
};
use domain::privacy::{DataPart, DataQuery};

fn answer(stage: &BusyCommunity, who: &Person, meeting: MeetingId, answer: Answer) -> String {
    let body = AnswerInvitationRequest { answer };
    let answer = stage.desk.try_call::<AnswerInvitation>(who, &meeting_path(meeting), &(), &body);
    answer.map_or_else(|problem| problem.code, |_| "taken".to_owned())
}

fn announce(stage: &BusyCommunity, form: MeetingForm, electorate: Electorate) -> MeetingId {
    let draft = announce_meeting_request(stage, form, electorate);
    stage.desk.call::<AnnounceMeeting>(&stage.clerk.person, &(TestCommunity::code(),), &draft).meeting
}

fn counts(meeting: &Meeting) -> (u32, u32) {
    (meeting.row.coming, meeting.row.not_coming)
}

fn answer_shown(stage: &BusyCommunity, who: &Actor, meeting: MeetingId) -> Option<Answer> {
    show_meeting(stage, meeting, &who.person).mine.and_then(|mine| mine.answer)
}

#[test]
fn a_voter_answers_changes_it_and_takes_it_back() {
    let stage = BusyCommunity::open();
    let id = prepare_meeting(&stage, Progress::Announced);
    let (guest, clerk, watcher) = (Person::default(), &stage.clerk, &stage.watcher);
    let (entitled, present) = (read_roll(&stage, id).len(), 0);
    for (given, expect) in [
        (Answer::Coming, (1, 0)),
        (Answer::Coming, (1, 0)),
        (Answer::NotComing, (0, 1)),
        (Answer::Undecided, (0, 0)),
        (Answer::Undecided, (0, 0)),
        (Answer::Coming, (1, 0)),
    ] {
        assert_eq!(answer(&stage, &clerk.person, id, given), "taken", "{given}");
        let shown = show_meeting(&stage, id, &guest);
        assert_eq!((counts(&shown), shown.mine), (expect, None), "{given}: everybody sees numbers only");
        let own = answer_shown(&stage, clerk, id);
        assert_eq!(own, Some(given).filter(|given| *given != Answer::Undecided), "{given}");
    }
    assert_eq!(answer(&stage, &watcher.person, id, Answer::Coming), "meetings/not-on-roll", "nobody called her");
    assert_eq!(answer(&stage, &guest, id, Answer::Coming), "request/not-signed-in");
    let shown = show_meeting(&stage, id, &clerk.person);
    assert_eq!((shown.row.entitled as usize, shown.row.present), (entitled, present), "it is no attendance");
    assert_eq!(answer_shown(&stage, watcher, id), None, "it is the clerk's own");
    let query = MeetingQuery { limit: Some(50), ..MeetingQuery::default() };
    let here = (TestCommunity::code(),);
    let listed = stage.desk.try_call::<ListMeetings>(&guest, &here, &query, &Empty {}).unwrap();
    let row = listed.rows.into_iter().find(|row| row.id == id).unwrap();
    assert_eq!((row.coming, row.not_coming), (1, 0));
    let query = DataQuery { part: Some(DataPart::Meetings), after: None };
    let own = (TestCommunity::code(), clerk.member());
    let copy = stage.desk.try_call::<DownloadOwnData>(&clerk.person, &own, &query, &Empty {}).unwrap();
    let answered = |row: &serde_json::Map<String, serde_json::Value>| row["invitation"] == "coming";
    assert!(copy.page.rows.iter().any(answered), "it is in the copy of one's own data");
    stage.desk.check_books();
}

#[test]
fn answers_end_when_the_meeting_opens_and_the_counts_stay() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let id = prepare_meeting(&stage, Progress::Announced);
    assert_eq!(answer(&stage, clerk, id, Answer::Coming), "taken");
    desk.call::<OpenMeeting>(clerk, &meeting_path(id), &Empty {});
    let shown = show_meeting(&stage, id, clerk);
    assert_eq!((counts(&shown), shown.row.present), ((1, 0), 0));
    assert_eq!(shown.mine.unwrap().answer, None, "who answered is not kept");
    assert_eq!(answer(&stage, clerk, id, Answer::NotComing), "meetings/already-open");
    let kept = "select voter from meeting_answers where meeting = ?";
    assert!(desk.texts(kept, bind![id]).is_empty());
    desk.check_books();
}

#[test]
fn an_answer_of_a_voter_who_is_struck_does_not_count() {
    let stage = BusyCommunity::open();
    let id = prepare_meeting(&stage, Progress::Announced);
    assert_eq!(answer(&stage, &stage.clerk.person, id, Answer::Coming), "taken");
    end_seats(&stage, stage.clerk.member());
    assert_eq!(answer(&stage, &stage.clerk.person, id, Answer::NotComing), "meetings/struck");
    assert_eq!(counts(&show_meeting(&stage, id, &Person::default())), (0, 0));
}

#[test]
fn somebody_of_age_answers_for_the_household() {
    let stage = BusyCommunity::open();
    let (id, neighbour) = (announce(&stage, MeetingForm::Talk, Electorate::Households), &stage.neighbour);
    assert_eq!(answer(&stage, &neighbour.person, id, Answer::Coming), "taken");
    assert_eq!(answer_shown(&stage, neighbour, id), Some(Answer::Coming));
    assert_eq!(answer_shown(&stage, &stage.volunteer, id), None, "another household");
    assert_eq!(counts(&show_meeting(&stage, id, &Person::default())), (1, 0));
    let born = "update members set born_day = '2015-01-01' where id = ?";
    stage.desk.db.run(born, bind![neighbour.member()]).unwrap();
    assert_eq!(answer(&stage, &neighbour.person, id, Answer::NotComing), "meetings/speaker-does-not-fit");
}

#[test]
fn a_meeting_that_decides_says_how_many_must_come() {
    let stage = BusyCommunity::open();
    let form = MeetingForm::RepresentativesMeeting;
    let decides = announce(&stage, form, Electorate::Representatives);
    let talk = announce(&stage, MeetingForm::Talk, Electorate::Representatives);
    let shown = show_meeting(&stage, decides, &Person::default());
    assert!((1..=shown.row.entitled).contains(&shown.quorum), "{shown:?}");
    assert_eq!(show_meeting(&stage, talk, &Person::default()).quorum, 0);
}
