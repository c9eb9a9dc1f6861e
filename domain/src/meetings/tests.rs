//! The rules of meetings as tables of cases.

mod minutes;
mod outcomes;
mod presence;
mod records;

use super::*;
use crate::archive::{CaptionedFile, FileId};
use crate::communities::CommunityKind;
use crate::ids::{CaseId, MemberId};
use crate::limits;
use crate::time::{DAY, HOUR, MINUTE};
use proptest::prelude::*;

const NOW: UtcMillis = UtcMillis(1_795_136_400_000);

fn member(n: u128) -> MemberId {
    MemberId::from_parts(UtcMillis(1), n)
}

fn matter() -> crate::ids::MatterId {
    crate::ids::MatterId::from_parts(UtcMillis(1), 7)
}

fn officers() -> MeetingOfficers {
    MeetingOfficers { chair: member(1), teller: member(2), recorder: None }
}

fn draft(form: MeetingForm, starts_at: UtcMillis) -> AnnounceMeetingRequest {
    AnnounceMeetingRequest {
        form,
        electorate: form.own_electorate().unwrap_or(Electorate::None),
        within: ElectoratePart::everybody(),
        title: "楼道照明".parse().unwrap(),
        agenda: vec![AgendaItem { title: "照明改造".parse().unwrap(), minutes: 30, case: None }],
        place: "社区会议室".parse().unwrap(),
        starts_at,
        officers: officers(),
        about: About::nothing(),
        materials: vec![],
        seats: 0,
        guests: vec![],
        urgent: None,
        ballot: None,
    }
}

fn case(number: u128) -> CaseId {
    CaseId::from_parts(NOW, number)
}

fn step() -> StepWord {
    "resolution".parse().unwrap()
}

/// An agenda of decisions.
fn decisions(cases: &[u128]) -> Vec<AgendaItem> {
    let item = |number: &u128| AgendaItem { title: "决议".parse().unwrap(), minutes: 30, case: Some(case(*number)) };
    cases.iter().map(item).collect()
}

fn floor(days: u32) -> NoticeFloor {
    NoticeFloor { days, source: "某规则".into(), article: "21".into(), urgent_days: None }
}

fn state(status: MeetingStatus) -> MeetingState {
    let opened_at = matches!(status, MeetingStatus::Open | MeetingStatus::Closed).then_some(NOW);
    MeetingState { status, starts_at: NOW, opened_at }
}

/// VC25 art. 32; rules.md §1.
#[test]
fn a_consultation_may_be_of_a_group_or_a_branch() {
    use Electorate as E;
    use MeetingForm as F;
    let group = || ElectoratePart::group(crate::ids::GroupId::from_parts(UtcMillis(1), 5));
    let branch = || ElectoratePart::branch(crate::ids::BodyId::from_parts(UtcMillis(1), 5));
    for (form, electorate, within, fits) in [
        (F::Forum, E::Adults, group(), true),
        (F::OpenTalk, E::Households, group(), true),
        (F::Talk, E::PartyMembers, branch(), true),
        (F::Talk, E::BranchCommittee, branch(), true),
        (F::Forum, E::Adults, ElectoratePart::everybody(), true),
        // A group has no representatives' seats, and a branch has no residents.
        (F::Forum, E::Representatives, group(), false),
        (F::Forum, E::None, group(), false),
        (F::Talk, E::Adults, branch(), false),
        // A statutory form has its whole electorate.
        (F::ResidentsAssembly, E::Adults, group(), false),
        (F::HouseholdAssembly, E::Households, group(), false),
        (F::PartyMembersMeeting, E::PartyMembers, branch(), false),
        // The references must match what is stated.
        (F::Forum, E::Adults, ElectoratePart { what: WithinWhat::Everybody, ..group() }, false),
        (F::Forum, E::Adults, ElectoratePart { what: WithinWhat::Group, ..ElectoratePart::everybody() }, false),
        (F::Talk, E::PartyMembers, ElectoratePart { group: group().group, ..branch() }, false),
    ] {
        let draft = AnnounceMeetingRequest { electorate, within: within.clone(), ..draft(form, NOW.plus(20 * DAY)) };
        let expect = if fits { Ok(()) } else { Err(Refusal::GroupDoesNotFit) };
        assert_eq!(may_announce_meeting(&draft, &floor(3), NOW), expect, "{form} {electorate} {within:?}");
    }
}

#[test]
fn notice_is_counted_in_whole_days() {
    let too_short = |days: u32| Refusal::NoticeTooShort {
        earliest_at: NOW.plus(i64::from(days) * DAY),
        days,
        source: "某规则".into(),
        article: "21".into(),
    };
    for (days, starts_in, expect) in [
        // VC25 art. 25: ten days before.
        (10, 10 * DAY, Ok(())),
        (10, 10 * DAY - 1, Err(too_short(10))),
        (10, 9 * DAY, Err(too_short(10))),
        (7, 7 * DAY, Ok(())),
        (7, 7 * DAY - 1, Err(too_short(7))),
        (0, 0, Ok(())),
        (0, -1, Err(too_short(0))),
        (0, limits::MEETING_AHEAD_DAYS_MAX * DAY, Ok(())),
        (
            0,
            limits::MEETING_AHEAD_DAYS_MAX * DAY + 1,
            Err(Refusal::StartsTooFarAhead { days_max: limits::MEETING_AHEAD_DAYS_MAX }),
        ),
    ] {
        let draft = draft(MeetingForm::ResidentsAssembly, NOW.plus(starts_in));
        assert_eq!(may_announce_meeting(&draft, &floor(days), NOW), expect, "{days} days, in {starts_in}");
    }
}

/// RC25 art. 26, VC25 art. 25: in a special case people may be told at short notice.
#[test]
fn a_special_case_needs_a_reason_and_a_law_that_knows_it() {
    let too_short = |days: u32| Refusal::NoticeTooShort {
        earliest_at: NOW.plus(i64::from(days) * DAY),
        days,
        source: "某规则".into(),
        article: "21".into(),
    };
    for (urgent_days, reason, starts_in, expect) in [
        (Some(0), Some("暴雨冲毁了进村的桥"), 0, Ok(())),
        (Some(0), Some("暴雨冲毁了进村的桥"), -1, Err(too_short(0))),
        (Some(0), None, 10 * DAY - 1, Err(too_short(10))),
        (Some(0), None, 10 * DAY, Ok(())),
        (None, Some("暴雨冲毁了进村的桥"), 0, Err(Refusal::NoUrgentNotice)),
        (None, Some("暴雨冲毁了进村的桥"), 10 * DAY, Err(Refusal::NoUrgentNotice)),
    ] {
        let urgent = reason.map(|reason| reason.parse().unwrap());
        let draft = AnnounceMeetingRequest { urgent, ..draft(MeetingForm::ResidentsAssembly, NOW.plus(starts_in)) };
        let floor = NoticeFloor { urgent_days, ..floor(10) };
        assert_eq!(may_announce_meeting(&draft, &floor, NOW), expect, "{urgent_days:?} {reason:?} in {starts_in}");
    }
}

#[test]
fn what_an_announcement_must_name() {
    type Change = fn(&mut AnnounceMeetingRequest);
    let agenda = Refusal::AgendaOutOfRange { items_max: 20, minutes_max: limits::AGENDA_MINUTES_MAX };
    let cases: [(&str, Change, Result<(), Refusal>); 18] = [
        ("as it is", |_| {}, Ok(())),
        ("no item", |draft| draft.agenda.clear(), Err(agenda.clone())),
        ("an item of no time", |draft| draft.agenda[0].minutes = 0, Err(agenda.clone())),
        ("the longest item", |draft| draft.agenda[0].minutes = 480, Ok(())),
        ("longer", |draft| draft.agenda[0].minutes = 481, Err(agenda.clone())),
        ("twenty items", |draft| draft.agenda = vec![draft.agenda[0].clone(); 20], Ok(())),
        ("twenty-one", |draft| draft.agenda = vec![draft.agenda[0].clone(); 21], Err(agenda.clone())),
        ("one person in two posts", |draft| draft.officers.teller = draft.officers.chair, Err(Refusal::SamePerson)),
        ("a foreign electorate", |draft| draft.electorate = Electorate::Adults, Err(Refusal::ElectorateDoesNotFit)),
        ("a matter", |draft| draft.about = About::matter(matter()), Ok(())),
        ("a matter that is no case", |draft| draft.about.what = AboutWhat::Case, Err(Refusal::AboutIncomplete)),
        ("two decisions", |draft| draft.agenda = decisions(&[1, 2]), Ok(())),
        ("a decision twice", |draft| draft.agenda = decisions(&[1, 1]), Err(Refusal::CaseNotFitting)),
        (
            "two decisions, one that it was called for",
            |draft| (draft.about, draft.agenda) = (About::case(case(2), step()), decisions(&[1, 2])),
            Ok(()),
        ),
        (
            "others than the one that it was called for",
            |draft| (draft.about, draft.agenda) = (About::case(case(3), step()), decisions(&[1, 2])),
            Err(Refusal::CaseNotFitting),
        ),
        ("too many places", |draft| draft.seats = 5_001, Err(Refusal::SeatsOutOfRange { most: 5_000 })),
        (
            "too many files",
            |draft| {
                let caption = "示意图".parse().unwrap();
                draft.materials = vec![CaptionedFile { file: FileId::of(b"a file"), caption }; 21];
            },
            Err(Refusal::TooMany { most: 20 }),
        ),
        (
            "too many guests",
            |draft| {
                let guest = InviteGuestRequest { name: "某人".parse().unwrap(), capacity: GuestCapacity::Observer };
                draft.guests = vec![guest; 61];
            },
            Err(Refusal::TooMany { most: 60 }),
        ),
    ];
    for (name, change, expect) in cases {
        let mut draft = draft(MeetingForm::RepresentativesMeeting, NOW.plus(8 * DAY));
        change(&mut draft);
        assert_eq!(may_announce_meeting(&draft, &floor(7), NOW), expect, "{name}");
    }
}

/// TZ10: time, place, matter and the number of seats, ten days before.
#[test]
fn a_hearing_names_its_seats_and_whom_it_invites() {
    let guest =
        InviteGuestRequest { name: "某物业公司".parse().unwrap(), capacity: GuestCapacity::PropertyCompany };
    let floor = Rules::current().notice_floor(MeetingForm::Hearing, CommunityKind::Community);
    for (seats, guests, days, whole) in [(30, 1, 10, true), (0, 1, 10, false), (30, 0, 10, false), (30, 1, 9, false)] {
        let mut draft = draft(MeetingForm::Hearing, NOW.plus(days * DAY));
        draft.seats = seats;
        draft.guests = vec![guest.clone(); guests];
        assert_eq!(may_announce_meeting(&draft, &floor, NOW).is_ok(), whole, "{seats} {guests} {days}");
    }
}

#[test]
fn a_meeting_only_moves_to_a_later_time() {
    use MeetingStatus as S;
    for (status, place, moved, expect) in [
        (S::Announced, "社区会议室", 0, Ok(())),
        (S::Announced, "社区广场", HOUR, Ok(())),
        (S::Announced, "社区会议室", -1, Err(Refusal::OnlyLater { starts_at: NOW })),
        // Revised while somebody opens it: only the officers can still be changed.
        (S::Open, "社区会议室", 0, Ok(())),
        (S::Open, "社区会议室", HOUR, Err(Refusal::AlreadyOpen)),
        (S::Open, "社区广场", 0, Err(Refusal::AlreadyOpen)),
        (S::Closed, "社区会议室", 0, Err(Refusal::AlreadyClosed)),
        (S::Cancelled, "社区会议室", HOUR, Err(Refusal::IsCancelled)),
    ] {
        let revision = ReviseMeetingRequest {
            place: place.parse().unwrap(),
            starts_at: NOW.plus(moved),
            officers: Some(officers()),
            reason: "会议室停电".parse().unwrap(),
        };
        assert_eq!(
            may_revise_meeting(&state(status), "社区会议室", &revision, NOW),
            expect,
            "{status} {place} {moved}"
        );
    }
    let unchanged = ReviseMeetingRequest {
        place: "社区会议室".parse().unwrap(),
        starts_at: NOW,
        officers: None,
        reason: "没有改动".parse().unwrap(),
    };
    assert_eq!(may_revise_meeting(&state(S::Announced), "社区会议室", &unchanged, NOW), Err(Refusal::NothingRevised));
    let same = MeetingOfficers { chair: member(1), teller: member(1), recorder: None };
    let revision = ReviseMeetingRequest {
        place: "社区会议室".parse().unwrap(),
        starts_at: NOW,
        officers: Some(same),
        reason: "换人主持".parse().unwrap(),
    };
    assert_eq!(may_revise_meeting(&state(S::Announced), "社区会议室", &revision, NOW), Err(Refusal::SamePerson));
    for (status, expect) in [
        (S::Announced, Ok(())),
        (S::Open, Err(Refusal::AlreadyOpen)),
        (S::Closed, Err(Refusal::AlreadyClosed)),
        (S::Cancelled, Err(Refusal::IsCancelled)),
    ] {
        assert_eq!(may_cancel_meeting(&state(status)), expect, "{status}");
    }
}

proptest! {
    /// The days of the rule lie before every announced beginning, and no revision shortens them.
    #[test]
    fn notice_is_never_shortened(days in 0u32..30, starts_in in 0i64..40 * DAY, moved in -10 * DAY..10 * DAY) {
        let starts_at = NOW.plus(starts_in);
        let draft = draft(MeetingForm::ResidentsAssembly, starts_at);
        if may_announce_meeting(&draft, &floor(days), NOW).is_ok() {
            prop_assert!(starts_at.since(NOW) >= i64::from(days) * DAY);
            let state = MeetingState { status: MeetingStatus::Announced, starts_at, opened_at: None };
            let revision = ReviseMeetingRequest {
                place: draft.place.clone(), starts_at: starts_at.plus(moved), officers: None,
                reason: "会议室停电".parse().unwrap(),
            };
            if may_revise_meeting(&state, "社区会议室", &revision, NOW).is_ok() {
                prop_assert!(revision.starts_at.since(NOW) >= i64::from(days) * DAY);
            }
        }
    }
}

#[test]
fn only_an_entry_of_the_list_is_withdrawn_and_no_vote_with_it() {
    use MeetingStatus as S;
    let list = Some(PresentBy::List);
    let proved = |how| Err(Refusal::PresenceProved { how });
    for (status, how, open, used, expect) in [
        (S::Open, list, 0, false, Ok(())),
        (S::Open, None, 0, false, Err(Refusal::NotPresent)),
        (S::Open, Some(PresentBy::Code), 0, false, proved(PresentBy::Code)),
        (S::Open, Some(PresentBy::Assisted), 0, false, proved(PresentBy::Assisted)),
        (S::Open, Some(PresentBy::Proxy), 0, false, proved(PresentBy::Proxy)),
        (S::Open, list, 1, false, Err(Refusal::BallotsOpen { count: 1 })),
        (S::Open, list, 0, true, Err(Refusal::VoteUsed)),
        (S::Announced, list, 0, false, Err(Refusal::NotOpenYet)),
        (S::Closed, list, 0, false, Err(Refusal::AlreadyClosed)),
        (S::Cancelled, list, 0, false, Err(Refusal::IsCancelled)),
    ] {
        assert_eq!(may_withdraw_presence(&state(status), how, open, used), expect, "{status} {how:?} {open} {used}");
    }
}

/// A suggested beginning is lawful, at the hour at which people are used to come, and not a day later than needed.
#[test]
fn a_meeting_is_suggested_for_the_first_lawful_day_at_its_usual_hour() {
    let midnight = crate::time::start_of(NOW.day());
    let at = |days: i64, minutes: i64| midnight.plus(days * DAY + minutes * MINUTE);
    for (earliest, last, expect) in [
        (at(0, 8 * 60), None, at(0, 9 * 60)),
        (at(0, 9 * 60), None, at(0, 9 * 60)),
        (at(0, 9 * 60 + 1), None, at(1, 9 * 60)),
        (at(3, 10 * 60), Some(at(-40, 19 * 60 + 30)), at(3, 19 * 60 + 30)),
        (at(3, 20 * 60), Some(at(-40, 19 * 60 + 30)), at(4, 19 * 60 + 30)),
        (at(3, 0), Some(at(-1, 0)), at(3, 0)),
    ] {
        assert_eq!(suggest_start(earliest, last), expect, "{earliest:?} {last:?}");
    }
}
