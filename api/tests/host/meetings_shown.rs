//! What a meeting shows to whom: its page, its roll, its key, its guests and its public counts.

use crate::ballot_meeting::BallotMeeting;
use crate::busy_community::BusyCommunity;
use crate::meetings::{meeting_path, show_meeting};
use crate::prepared_meetings::{Progress, prepare_meeting};
use crate::test_community::Person;
use domain::ballots::{Choice, Method};
use domain::contract::*;
use domain::ids::{MeetingId, VoterId};
use domain::meetings as g;
use domain::members::roll_hash;
use domain::volunteering::CheckInKey;

#[test]
fn a_stranger_sees_figures_and_everybody_called_sees_their_own_part() {
    let stage = BusyCommunity::open();
    let id = prepare_meeting(&stage, Progress::Announced);
    let public = show_meeting(&stage, id, &Person::default());
    assert!(public.mine.is_none() && public.row.present == 0 && public.opens_from < public.row.starts_at);
    let part_of = |who: &Person| show_meeting(&stage, id, who).mine.unwrap();
    let chair = part_of(&stage.clerk.person);
    assert!(chair.is_chair && !chair.is_teller && chair.present.is_none(), "{chair:?}");
    assert_eq!(chair.voter, Some(VoterId::from(stage.clerk.member())));
    let teller = part_of(&stage.watcher.person);
    assert!(teller.is_teller && !teller.is_chair, "{teller:?}");
    let other = part_of(&stage.neighbour.person);
    assert!(other.voter.is_none() && !other.is_chair && !other.is_teller, "{other:?}");
}

#[test]
fn each_open_meeting_has_its_own_key_for_those_who_keep_the_list() {
    let stage = BusyCommunity::open();
    let (desk, chair) = (&stage.desk, &stage.clerk.person);
    let (one, other) = (prepare_meeting(&stage, Progress::Open), prepare_meeting(&stage, Progress::Open));
    let key = |who: &Person, id: MeetingId| desk.call::<ShowMeetingKey>(who, &meeting_path(id), &Empty {}).key;
    let first = key(chair, one);
    assert!(CheckInKey::from_hex(&first).is_some() && first != key(chair, other));
    let colleague = desk.sign_in("陈建国");
    for who in [chair, &stage.watcher.person, &colleague] {
        assert_eq!(key(who, one), first, "chair, teller and the committee");
    }
}

#[test]
fn page_by_page_the_roll_is_what_was_hashed() {
    let stage = BusyCommunity::open();
    let (desk, watcher) = (&stage.desk, &stage.watcher.person);
    let id = prepare_meeting(&stage, Progress::Announced);
    let public = show_meeting(&stage, id, &Person::default());
    let mut query = g::VoterQuery { limit: Some(2), ..g::VoterQuery::default() };
    let mut rows = vec![];
    loop {
        let page = desk.try_call::<ShowMeetingRoll>(watcher, &meeting_path(id), &query, &Empty {}).unwrap().page;
        assert!(page.rows.len() <= 2);
        rows.extend(page.rows);
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    let ids: Vec<String> = rows.iter().map(|row| row.voter.to_string()).collect();
    assert_eq!(ids.len(), public.roll_count as usize);
    assert_eq!(roll_hash(ids.iter().map(String::as_str)), public.roll_hash, "anyone who may see it can check it");
    assert!(rows.iter().any(|row| row.name == stage.clerk.name && row.post.is_some()), "{rows:?}");
}

#[test]
fn the_name_of_an_organisation_is_public_and_that_of_a_guest_is_not() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let id = prepare_meeting(&stage, Progress::Open);
    let invite = |name: &str, capacity| {
        let body = g::InviteGuestRequest { name: name.parse().unwrap(), capacity };
        desk.call::<InviteGuest>(clerk, &meeting_path(id), &body).guests
    };
    assert_eq!(invite("示范物业公司", g::GuestCapacity::PropertyCompany), 1);
    assert_eq!(invite("示范甲", g::GuestCapacity::Expert), 2);
    let names = |who: &Person| -> Vec<String> {
        show_meeting(&stage, id, who).guests.into_iter().map(|guest| guest.name).collect()
    };
    assert_eq!(names(&Person::default()), ["示范物业公司", "示**"]);
    assert_eq!(names(clerk), ["示范物业公司", "示范甲"]);
}

#[test]
fn one_request_brings_the_counts_of_a_meeting_and_of_its_ballots() {
    let stage = BusyCommunity::open();
    let roll = [stage.volunteer.member(), stage.neighbour.member(), stage.watcher.member()];
    let hall = BallotMeeting::hold(&stage.desk, (stage.clerk.clone(), stage.watcher.clone()), &roll);
    let ballot = hall.open(Method::Open);
    hall.vote(ballot, &stage.volunteer, Choice::For);
    let live = stage.desk.call::<FollowMeeting>(&Person::default(), &meeting_path(hall.meeting), &Empty {});
    assert_eq!((live.status, live.entitled, live.present), (g::MeetingStatus::Open, 3, 3));
    let voted: Vec<_> = live.ballots.iter().map(|row| (row.ballot, row.turnout.voted)).collect();
    assert_eq!(voted, [(ballot, 1)]);
}
