//! Refusals of meetings that no other test meets, each by its code.

use crate::busy_community::{Actor, BusyCommunity};
use crate::meetings::{list_voters_request, meeting_path, read_roll, show_meeting};
use crate::prepared_meetings::{
    Progress, announce_meeting_request, attendance_code_request, meeting_officers, party_talk, prepare_meeting,
    record_outcomes_request, village_assembly,
};
use crate::test_community::TestCommunity;
use api::bind;
use api::db::Db;
use domain::archive::{CaptionedFile, CaptionedFilesRequest, FileId};
use domain::contract::*;
use domain::ids::{CommunityCode, GroupId, MeetingId, MemberId};
use domain::limits;
use domain::meetings as g;
use domain::members::NearKinship;
use domain::time::{DAY, HOUR, MINUTE, UtcMillis};

pub const TAKEN: &str = "taken";
const EARLY: &str = "meetings/not-open-yet";
const OPENED: &str = "meetings/already-open";
const NOT_OVER: &str = "meetings/not-closed-yet";
const OVER: &str = "meetings/already-closed";
const CANCELLED: &str = "meetings/is-cancelled";
const NO_FILE: &str = "archive/no-such-file";

pub type AtMeeting = (CommunityCode, MeetingId);

/// The code of the refusal, or that the request was taken.
pub fn code_of<T>(answer: Result<T, Problem>) -> String {
    answer.map_or_else(|problem| problem.code, |_| TAKEN.to_owned())
}

/// Sends a request of the clerk, who chairs all meetings here.
pub fn send_command<E: Endpoint>(stage: &BusyCommunity, at: &E::Params, body: &E::Body) -> String {
    code_of(stage.desk.try_call::<E>(&stage.clerk.person, at, &E::Query::default(), body))
}

/// Compares codes: what was tried, the code that came, the expected one.
pub fn check_codes<const N: usize>(rows: [(&str, String, &str); N]) {
    for (what, given, expected) in rows {
        assert_eq!(given, expected, "{what}");
    }
}

pub fn add_photos_request(files: Vec<CaptionedFile>) -> g::AddRecordsRequest {
    g::AddRecordsRequest { record: g::MeetingRecord::Photo, files }
}

/// A file that nobody uploaded.
fn unknown_file() -> CaptionedFile {
    CaptionedFile { file: FileId::of(b"nobody's"), caption: "示范照片".parse().unwrap() }
}

fn guest() -> g::InviteGuestRequest {
    g::InviteGuestRequest { name: "示范物业公司".parse().unwrap(), capacity: g::GuestCapacity::PropertyCompany }
}

fn cancel_request() -> g::CancelMeetingRequest {
    g::CancelMeetingRequest { reason: "会议室停电".parse().unwrap() }
}

fn mandate(principal: MemberId, proxy: MemberId) -> g::NameProxyRequest {
    g::NameProxyRequest { principal, proxy, kinship: NearKinship::Sibling, paper: "委托书第1号".parse().unwrap() }
}

/// An hour later and elsewhere.
fn revise_request(stage: &BusyCommunity) -> g::ReviseMeetingRequest {
    g::ReviseMeetingRequest {
        place: "社区广场".parse().unwrap(),
        starts_at: stage.desk.now.get().plus(HOUR),
        officers: Some(meeting_officers(stage)),
        reason: "会议室停电".parse().unwrap(),
    }
}

fn first_minutes() -> g::WriteMinutesRequest {
    g::WriteMinutesRequest { texts: vec!["同意改造".parse().unwrap(), "".parse().unwrap()], follows: 0 }
}

/// Announces a meeting of this form for this electorate.
pub fn announce_meeting(stage: &BusyCommunity, form: g::MeetingForm, electorate: g::Electorate) -> AtMeeting {
    let draft = announce_meeting_request(stage, form, electorate);
    meeting_path(stage.desk.call::<AnnounceMeeting>(&stage.clerk.person, &(TestCommunity::code(),), &draft).meeting)
}

type Command = fn(&BusyCommunity, &AtMeeting) -> String;

/// Requests about a talk, with their answers while it is announced, open, closed and cancelled.
fn commands() -> [(&'static str, Command, [&'static str; 4]); 16] {
    [
        (
            "to add materials",
            |stage, at| send_command::<AddMaterials>(stage, at, &CaptionedFilesRequest { files: vec![unknown_file()] }),
            [NO_FILE, OPENED, OVER, CANCELLED],
        ),
        (
            "to add photos",
            |stage, at| send_command::<AddRecords>(stage, at, &add_photos_request(vec![unknown_file()])),
            [EARLY, NO_FILE, NO_FILE, CANCELLED],
        ),
        (
            "to sign the minutes",
            |stage, at| send_command::<AdoptMinutes>(stage, at, &g::AdoptMinutesRequest { version: 1 }),
            [NOT_OVER, NOT_OVER, TAKEN, CANCELLED],
        ),
        (
            "to say that one comes",
            |stage, at| {
                let body = g::AnswerInvitationRequest { answer: g::InvitationAnswer::Coming };
                send_command::<AnswerInvitation>(stage, at, &body)
            },
            [TAKEN, OPENED, OVER, CANCELLED],
        ),
        (
            "to cancel",
            |stage, at| send_command::<CancelMeeting>(stage, at, &cancel_request()),
            [TAKEN, OPENED, OVER, CANCELLED],
        ),
        (
            "to check in",
            |stage, at| send_command::<CheckInAtMeeting>(stage, at, &attendance_code_request(stage, at.1)),
            [EARLY, TAKEN, OVER, CANCELLED],
        ),
        (
            "to close",
            |stage, at| send_command::<CloseMeeting>(stage, at, &g::CloseMeetingRequest { visitors: 0 }),
            [EARLY, TAKEN, OVER, CANCELLED],
        ),
        ("to invite", |stage, at| send_command::<InviteGuest>(stage, at, &guest()), [TAKEN, TAKEN, OVER, CANCELLED]),
        (
            "to enter the list",
            |stage, at| send_command::<ListVoters>(stage, at, &list_voters_request(&[stage.clerk.member()])),
            [EARLY, TAKEN, OVER, CANCELLED],
        ),
        (
            "to give a mandate",
            |stage, at| send_command::<NameProxy>(stage, at, &mandate(stage.clerk.member(), stage.watcher.member())),
            ["meetings/proxies-not-allowed", OPENED, OVER, CANCELLED],
        ),
        ("to open", |stage, at| send_command::<OpenMeeting>(stage, at, &Empty {}), [TAKEN, OPENED, OVER, CANCELLED]),
        (
            "to record outcomes",
            |stage, at| send_command::<RecordOutcomes>(stage, at, &record_outcomes_request(0)),
            [NOT_OVER, NOT_OVER, "meetings/minutes-not-adopted", CANCELLED],
        ),
        (
            "to move",
            |stage, at| send_command::<ReviseMeeting>(stage, at, &revise_request(stage)),
            [TAKEN, OPENED, OVER, CANCELLED],
        ),
        (
            "to show the codes",
            |stage, at| send_command::<ShowMeetingKey>(stage, at, &Empty {}),
            [EARLY, TAKEN, OVER, CANCELLED],
        ),
        (
            "to withdraw a mandate",
            |stage, at| {
                send_command::<WithdrawProxy>(stage, at, &g::WithdrawProxyRequest { principal: stage.clerk.member() })
            },
            ["meetings/no-such-mandate", OPENED, OVER, CANCELLED],
        ),
        (
            "to write the first minutes",
            |stage, at| send_command::<WriteMinutes>(stage, at, &first_minutes()),
            [EARLY, TAKEN, "meetings/minutes-moved-on", CANCELLED],
        ),
    ]
}

#[test]
fn each_request_fits_some_states_of_a_meeting_and_no_other() {
    let stage = BusyCommunity::open();
    let [announced, open, closed, cancelled] =
        [Progress::Announced, Progress::Open, Progress::Closed, Progress::Announced]
            .map(|progress| meeting_path(prepare_meeting(&stage, progress)));
    assert_eq!(send_command::<CancelMeeting>(&stage, &cancelled, &cancel_request()), TAKEN);
    for (what, command, expected) in commands() {
        let given = [&announced, &open, &closed, &cancelled].map(|at| stage.desk.rehearse(|| command(&stage, at)));
        assert_eq!(given, expected, "{what}");
    }
}

#[test]
fn an_announcement_is_refused_for_what_it_lacks_and_for_what_is_too_much() {
    type Change = fn(&mut g::AnnounceMeetingRequest);
    const AGENDA: &str = "meetings/agenda-out-of-range";
    const ELECTORATE: &str = "meetings/electorate-does-not-fit";
    const HEARING: &str = "meetings/hearing-incomplete";
    const SHORT: &str = "meetings/notice-too-short";
    let stage = BusyCommunity::open();
    let rows: [(&str, Change, &str); 18] = [
        (
            "a statutory form with another electorate",
            |draft| draft.form = g::MeetingForm::ResidentsAssembly,
            ELECTORATE,
        ),
        (
            "a meeting of the party's members with another electorate",
            |draft| draft.form = g::MeetingForm::PartyMembersMeeting,
            ELECTORATE,
        ),
        (
            "a residents' group where a committee meets",
            |draft| draft.within = g::ElectoratePart::group(GroupId::from_parts(UtcMillis(1), 1)),
            "meetings/group-does-not-fit",
        ),
        (
            "an assembly on the same day",
            |draft| (draft.form, draft.electorate) = (g::MeetingForm::ResidentsAssembly, g::Electorate::Adults),
            SHORT,
        ),
        ("a minute that has passed", |draft| draft.starts_at = draft.starts_at.plus(-MINUTE), SHORT),
        ("a matter that is not named", |draft| draft.about.what = g::AboutWhat::Matter, "meetings/about-incomplete"),
        ("no agenda", |draft| draft.agenda.clear(), AGENDA),
        (
            "an item too many",
            |draft| draft.agenda = vec![draft.agenda[0].clone(); limits::AGENDA_ITEMS_MAX + 1],
            AGENDA,
        ),
        ("an item of no time", |draft| draft.agenda[0].minutes = 0, AGENDA),
        ("an item of too much time", |draft| draft.agenda[0].minutes = limits::AGENDA_MINUTES_MAX + 1, AGENDA),
        ("a guest too many", |draft| draft.guests = vec![guest(); limits::MEETING_GUESTS_MAX + 1], "meetings/too-many"),
        (
            "a file too many",
            |draft| draft.materials = vec![unknown_file(); limits::MEETING_MATERIALS_MAX as usize + 1],
            "meetings/too-many",
        ),
        ("a place too many", |draft| draft.seats = limits::MEETING_SEATS_MAX + 1, "meetings/seats-out-of-range"),
        (
            "a hearing without places (TZ10)",
            |draft| (draft.form, draft.guests) = (g::MeetingForm::Hearing, vec![guest()]),
            HEARING,
        ),
        ("a hearing without guests (TZ10)", |draft| (draft.form, draft.seats) = (g::MeetingForm::Hearing, 30), HEARING),
        ("one person in two posts", |draft| draft.officers.teller = draft.officers.chair, "meetings/same-person"),
        (
            "more than a year ahead",
            |draft| draft.starts_at = draft.starts_at.plus(limits::MEETING_AHEAD_DAYS_MAX * DAY + 1),
            "meetings/starts-too-far-ahead",
        ),
        (
            "the most of everything",
            |draft| {
                let minutes = limits::AGENDA_MINUTES_MAX;
                draft.agenda = vec![g::AgendaItem { minutes, ..draft.agenda[0].clone() }; limits::AGENDA_ITEMS_MAX];
                draft.guests = vec![guest(); limits::MEETING_GUESTS_MAX];
                draft.seats = limits::MEETING_SEATS_MAX;
                draft.starts_at = draft.starts_at.plus(limits::MEETING_AHEAD_DAYS_MAX * DAY);
            },
            TAKEN,
        ),
    ];
    for (what, change, expected) in rows {
        // A talk needs no notice, so its first moment is now.
        let mut draft = announce_meeting_request(&stage, g::MeetingForm::Talk, g::Electorate::Supervisors);
        change(&mut draft);
        assert_eq!(send_command::<AnnounceMeeting>(&stage, &(TestCommunity::code(),), &draft), expected, "{what}");
    }
}

#[test]
fn a_revision_the_guests_a_list_and_the_visitors_have_their_limits() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, stage.clerk.member());
    let draft = announce_meeting_request(&stage, g::MeetingForm::Talk, g::Electorate::JointCommittees);
    let draft = g::AnnounceMeetingRequest { guests: vec![guest(); limits::MEETING_GUESTS_MAX], ..draft };
    let here = (TestCommunity::code(),);
    let at = meeting_path(desk.call::<AnnounceMeeting>(&stage.clerk.person, &here, &draft).meeting);
    let revise = |officers: g::MeetingOfficers, starts_at| {
        send_command::<ReviseMeeting>(
            &stage,
            &at,
            &g::ReviseMeetingRequest { officers: Some(officers), starts_at, ..revise_request(&stage) },
        )
    };
    let list = |voters: &[MemberId]| send_command::<ListVoters>(&stage, &at, &list_voters_request(voters));
    let spoken_for = g::ListedVoter { voter: clerk.into(), speaker: Some(clerk) };
    let spoken_for = g::ListVotersRequest { voters: vec![spoken_for] };
    let close = |visitors| send_command::<CloseMeeting>(&stage, &at, &g::CloseMeetingRequest { visitors });
    let latest = desk.now.get().plus(limits::MEETING_AHEAD_DAYS_MAX * DAY);
    let officers = || meeting_officers(&stage);
    let alone = g::MeetingOfficers { teller: clerk, ..officers() };
    let stranger = g::MeetingOfficers { recorder: Some(MemberId::from_parts(desk.now.get(), 1)), ..officers() };
    check_codes([
        ("one person in two posts", revise(alone, latest), "meetings/same-person"),
        ("a recorder who does not live here", revise(stranger, latest), "meetings/not-a-resident"),
        ("more than a year ahead", revise(officers(), latest.plus(1)), "meetings/starts-too-far-ahead"),
        ("as late as possible", desk.rehearse(|| revise(officers(), latest)), TAKEN),
        ("one more guest than the most", send_command::<InviteGuest>(&stage, &at, &guest()), "meetings/too-many"),
        ("the opening", send_command::<OpenMeeting>(&stage, &at, &Empty {}), TAKEN),
        ("a list of nobody", list(&[]), "meetings/too-many"),
        (
            "a speaker for a person",
            send_command::<ListVoters>(&stage, &at, &spoken_for),
            "meetings/speaker-does-not-fit",
        ),
        ("a line too many", list(&[clerk; limits::LISTED_VOTERS_MAX + 1]), "meetings/too-many"),
        ("the longest list", list(&[clerk; limits::LISTED_VOTERS_MAX]), TAKEN),
        ("a visitor too many", close(limits::MEETING_SEATS_MAX + 1), "meetings/seats-out-of-range"),
        ("the most visitors", close(limits::MEETING_SEATS_MAX), TAKEN),
    ]);
}

#[test]
fn a_check_in_is_for_somebody_entitled_and_of_age() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let talk = meeting_path(party_talk(&stage));
    let ended = "update seats set ended_at = ?, ended_cause = 'resigned' where member = ? and post = 'party-member'";
    desk.db.run(ended, bind![desk.now.get(), stage.volunteer.member()]).unwrap();
    let of_households = announce_meeting(&stage, g::MeetingForm::Talk, g::Electorate::Households);
    assert_eq!(send_command::<OpenMeeting>(&stage, &of_households, &Empty {}), TAKEN);
    let born = "update members set born_day = '2015-01-01' where id = ?";
    desk.db.run(born, bind![stage.neighbour.member()]).unwrap();
    let check_in = |who: &Actor, at: &AtMeeting| {
        let report = attendance_code_request(&stage, at.1);
        code_of(desk.try_call::<CheckInAtMeeting>(&who.person, at, &(), &report))
    };
    check_codes([
        ("a voter whose seat ended during the meeting", check_in(&stage.volunteer, &talk), "meetings/struck"),
        (
            "a child who speaks for a household",
            check_in(&stage.neighbour, &of_households),
            "meetings/speaker-does-not-fit",
        ),
    ]);
}

/// VC25 art. 18: mandates are possible at the assembly of a village.
#[test]
fn a_mandate_is_between_two_of_the_roll_and_a_holder_has_three() {
    let stage = BusyCommunity::open();
    let (id, _) = village_assembly(&stage);
    let at = meeting_path(id);
    let [holder, first, second, third, fourth]: [MemberId; 5] = read_roll(&stage, id)[..5].try_into().unwrap();
    let stranger = MemberId::from_parts(stage.desk.now.get(), 1);
    let name = |principal, proxy| send_command::<NameProxy>(&stage, &at, &mandate(principal, proxy));
    check_codes([
        ("a mandate for oneself", name(first, first), "meetings/same-person"),
        ("a mandate from a stranger", name(stranger, holder), "meetings/not-on-roll"),
        ("a mandate for a stranger", name(first, stranger), "meetings/not-on-roll"),
        ("the first", name(first, holder), TAKEN),
        ("the second", name(second, holder), TAKEN),
        ("the third", name(third, holder), TAKEN),
        ("the fourth (VC25 art. 18)", name(fourth, holder), "meetings/mandates-full"),
    ]);
    // Who has lost the right to vote since the roll was frozen gives no mandate.
    let moved = "update stays set until_at = ? where member = ? and until_at is null";
    stage.desk.db.run(moved, bind![stage.desk.now.get(), fourth]).unwrap();
    assert_eq!(name(fourth, first), "meetings/struck");
}

#[test]
fn a_meeting_does_not_open_when_nobody_on_its_roll_is_entitled_any_more() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let at = announce_meeting(&stage, g::MeetingForm::Talk, g::Electorate::Supervisors);
    let ended = "update seats set ended_at = ?, ended_cause = 'resigned' where ended_at is null
      and body in (select id from bodies where kind = 'supervision-committee')";
    desk.db.run(ended, bind![desk.now.get()]).unwrap();
    assert_eq!(send_command::<OpenMeeting>(&stage, &at, &Empty {}), "meetings/nobody-entitled");
    let shown = show_meeting(&stage, at.1, clerk);
    assert_eq!((shown.struck, shown.opened_at), (0, None), "a refused opening strikes nobody");
}
