//! Opening, checking in, the paper list and mandates.

use super::*;
use crate::volunteering::{CheckInKey, code_at};

const KEY: CheckInKey = CheckInKey([9; 32]);

#[test]
fn when_the_chair_may_open() {
    let rules = Rules::current();
    let (from, until) = (NOW.plus(-60 * MINUTE), NOW.plus(240 * MINUTE));
    for (at, entitled, expect) in [
        (from, Some(5), Ok(())),
        (from.plus(-1), Some(5), Err(Refusal::TooEarlyToOpen { from })),
        (until, Some(5), Ok(())),
        (until.plus(1), Some(5), Err(Refusal::TooLateToOpen { until })),
        (NOW, Some(0), Err(Refusal::NobodyEntitled)),
        (NOW, None, Ok(())),
    ] {
        assert_eq!(
            may_open_meeting(&state(MeetingStatus::Announced), entitled, at, rules),
            expect,
            "{at:?} {entitled:?}"
        );
    }
    // Two chairs act at once: the second one is refused.
    assert_eq!(may_open_meeting(&state(MeetingStatus::Open), Some(5), NOW, rules), Err(Refusal::AlreadyOpen));
    assert_eq!(may_open_meeting(&state(MeetingStatus::Cancelled), Some(5), NOW, rules), Err(Refusal::IsCancelled));
    assert_eq!(may_close_meeting(&state(MeetingStatus::Open), 0, 3), Ok(()));
    assert_eq!(may_close_meeting(&state(MeetingStatus::Open), 1, 3), Err(Refusal::BallotsOpen { count: 1 }));
    assert_eq!(may_close_meeting(&state(MeetingStatus::Open), 0, 5_001), Err(Refusal::SeatsOutOfRange { most: 5_000 }));
    assert_eq!(may_close_meeting(&state(MeetingStatus::Closed), 0, 3), Err(Refusal::AlreadyClosed));
    assert_eq!(may_close_meeting(&state(MeetingStatus::Announced), 0, 3), Err(Refusal::NotOpenYet));
}

fn proof(code: &crate::sessions::Code, at: UtcMillis, wrong_tries: u32) -> PresenceProof<'_> {
    PresenceProof { key: KEY, code, at, sent_at: at, received_at: at, wrong_tries }
}

#[test]
fn who_may_check_in_and_when() {
    use MeetingStatus as S;
    let (rules, at) = (Rules::current(), NOW.plus(5 * MINUTE));
    let right = code_at(&KEY, at);
    let caller = |roll, is_present, may_speak| CheckInCaller { roll, is_present, may_speak };
    let me = caller(RollState::Entitled, false, true);
    let struck = RollState::Struck(StruckCause::SeatEnded);
    for (name, status, caller, expect) in [
        ("on the roll", S::Open, me, Ok(at)),
        ("before it opens", S::Announced, me, Err(Refusal::NotOpenYet)),
        ("after it closed", S::Closed, me, Err(Refusal::AlreadyClosed)),
        ("called off", S::Cancelled, me, Err(Refusal::IsCancelled)),
        ("a stranger", S::Open, caller(RollState::NotOnRoll, false, true), Err(Refusal::NotOnRoll)),
        (
            "struck mid-meeting",
            S::Open,
            caller(struck, true, true),
            Err(Refusal::Struck { cause: StruckCause::SeatEnded }),
        ),
        ("twice", S::Open, caller(RollState::Entitled, true, true), Err(Refusal::AlreadyPresent)),
        (
            "a child for the household",
            S::Open,
            caller(RollState::Entitled, false, false),
            Err(Refusal::SpeakerDoesNotFit),
        ),
    ] {
        assert_eq!(check_in(&state(status), caller, &proof(&right, at, 0), rules), expect, "{name}");
    }
}

#[test]
fn a_forged_or_stale_code_proves_nothing() {
    let rules = Rules::current();
    let at = NOW.plus(HOUR);
    let here = |code: &crate::sessions::Code, tries| prove_presence(NOW, &proof(code, at, tries), rules);
    assert_eq!(here(&code_at(&KEY, at), 0), Ok(at));
    assert_eq!(here(&code_at(&CheckInKey([8; 32]), at), 0), Err(Refusal::CodeNotValid { tries_left: 5 }));
    assert_eq!(
        here(&code_at(&KEY, NOW.plus(-HOUR)), 1),
        Err(Refusal::CodeNotValid { tries_left: 4 }),
        "before it opened"
    );
    assert_eq!(here(&code_at(&KEY, at.plus(HOUR)), 0), Err(Refusal::CodeNotValid { tries_left: 5 }), "of the future");
    assert_eq!(here(&code_at(&KEY, at), limits::CHECK_IN_TRIES_MAX), Err(Refusal::TooManyWrongCodes));
    // A code taken offline still proves its moment when it is sent an hour later.
    let code = code_at(&KEY, NOW.plus(10 * MINUTE));
    let (taken, sent) = (NOW.plus(10 * MINUTE), at);
    let late = PresenceProof { key: KEY, code: &code, at: taken, sent_at: sent, received_at: sent, wrong_tries: 0 };
    assert_eq!(prove_presence(NOW, &late, rules), Ok(taken));
}

#[test]
fn the_paper_list_is_taken_whole_or_not_at_all() {
    let line = |roll, speaker_fits| ListedState { roll, speaker_fits };
    let voter = ListedVoter { voter: member(3).into(), speaker: None };
    let list = |count: usize| ListVotersRequest { voters: vec![voter.clone(); count] };
    let good = line(RollState::Entitled, true);
    let open = state(MeetingStatus::Open);
    assert_eq!(may_list_voters(&open, &list(2), &[good, good]), Ok(()));
    assert_eq!(may_list_voters(&open, &list(2), &[good, line(RollState::NotOnRoll, true)]), Err(Refusal::NotOnRoll));
    assert_eq!(may_list_voters(&open, &list(1), &[line(RollState::Entitled, false)]), Err(Refusal::SpeakerDoesNotFit));
    assert_eq!(
        may_list_voters(&open, &list(1), &[line(RollState::Struck(StruckCause::Died), true)]),
        Err(Refusal::Struck { cause: StruckCause::Died })
    );
    assert_eq!(may_list_voters(&open, &list(0), &[]), Err(Refusal::TooMany { most: 200 }));
    assert_eq!(may_list_voters(&open, &list(201), &[]), Err(Refusal::TooMany { most: 200 }));
    assert_eq!(may_list_voters(&state(MeetingStatus::Closed), &list(1), &[good]), Err(Refusal::AlreadyClosed));
}

/// VC25 art. 18.
#[test]
fn who_may_stand_for_whom() {
    let draft = |principal, proxy| NameProxyRequest {
        principal: member(principal),
        proxy: member(proxy),
        kinship: crate::members::NearKinship::Spouse,
        paper: "委托书一号".parse().unwrap(),
    };
    let free = Mandates {
        principal: RollState::Entitled,
        holder: RollState::Entitled,
        is_given: false,
        held: 0,
        holder_gave_own: false,
        principal_holds: 0,
    };
    let before = state(MeetingStatus::Announced);
    for (name, known, most, expect) in [
        ("allowed", free, 3, Ok(())),
        ("no rule", free, 0, Err(Refusal::ProxiesNotAllowed)),
        ("two full hands", Mandates { held: 2, ..free }, 3, Ok(())),
        ("a fourth", Mandates { held: 3, ..free }, 3, Err(Refusal::MandatesFull { most: 3 })),
        ("a second for one principal", Mandates { is_given: true, ..free }, 3, Err(Refusal::MandateGiven)),
        ("the holder gave their own", Mandates { holder_gave_own: true, ..free }, 3, Err(Refusal::MandateChain)),
        ("the principal holds others", Mandates { principal_holds: 1, ..free }, 3, Err(Refusal::MandateChain)),
        ("a stranger", Mandates { principal: RollState::NotOnRoll, ..free }, 3, Err(Refusal::NotOnRoll)),
        (
            "to a person who is gone",
            Mandates { holder: RollState::Struck(StruckCause::Moved), ..free },
            3,
            Err(Refusal::Struck { cause: StruckCause::Moved }),
        ),
    ] {
        assert_eq!(name_proxy(&before, &draft(1, 2), &known, most), expect, "{name}");
    }
    assert_eq!(name_proxy(&before, &draft(1, 1), &free, 3), Err(Refusal::SamePerson));
    assert_eq!(name_proxy(&state(MeetingStatus::Open), &draft(1, 2), &free, 3), Err(Refusal::AlreadyOpen));
    assert_eq!(withdraw_proxy(&before, true), Ok(()));
    assert_eq!(withdraw_proxy(&before, false), Err(Refusal::NoSuchMandate));
    assert_eq!(withdraw_proxy(&state(MeetingStatus::Open), true), Err(Refusal::AlreadyOpen));
}

proptest! {
    /// A code is accepted for a moment between the opening and now, or not at all.
    #[test]
    fn an_accepted_moment_lies_in_the_meeting(shown in -2 * HOUR..4 * HOUR, received in 0i64..3 * HOUR, off in -HOUR..HOUR) {
        let code = code_at(&KEY, NOW.plus(shown));
        let received_at = NOW.plus(received);
        let at = received_at.plus(off);
        let proof = PresenceProof { key: KEY, code: &code, at, sent_at: received_at, received_at, wrong_tries: 0 };
        if let Ok(moment) = prove_presence(NOW, &proof, Rules::current()) {
            prop_assert!(moment >= NOW && moment <= received_at);
        }
    }
}
