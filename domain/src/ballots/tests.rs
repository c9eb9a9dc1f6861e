//! Both sides of every rule.

mod drafting;
mod random_walk;

use super::*;
use crate::ids::MemberId;
use crate::time::{MINUTE, UtcMillis};

const NOW: UtcMillis = UtcMillis(1_795_136_400_000);

fn person(number: u128) -> MemberId {
    MemberId::from_parts(NOW, number)
}

const fn counts(r#for: u32, against: u32, abstain: u32, invalid: u32) -> Counts {
    Counts { r#for, against, abstain, invalid }
}

/// Member 1 is the chair and member 2 the teller; ten on the roll, eight present.
fn meeting() -> VotingMeeting {
    VotingMeeting { is_open: true, chair: person(1), teller: Some(person(2)), entitled: 10, present: 8 }
}

fn ballot(method: Method) -> BallotState {
    BallotState {
        status: BallotStatus::Open,
        method,
        revision: 3,
        closes_at: Some(NOW.plus(10 * MINUTE)),
        given: 0,
        handed_out: 0,
        single: Counts::default(),
        in_urn: 0,
        entered: CountProgress::None,
        meeting: meeting(),
    }
}

/// A voter who is present and votes in person.
fn voice() -> Voice {
    Voice { line: VoterStatus::Entitled, is_own: true, present: true, spokesman: None, proxy: None, used: None }
}

fn represented() -> Voice {
    Voice { is_own: false, present: false, proxy: Some(person(5)), ..voice() }
}

fn element(byte: u8) -> token::Element {
    token::Element([byte; 32])
}

fn asking(byte: u8, revision: u32) -> TakeTokenRequest {
    TakeTokenRequest { voter: person(5).into(), element: element(byte), revision }
}

/// A voter on the frozen roll votes once, in person or by a listed proxy (VC25 art. 26, 30: those present; RC25 art.
/// 27).
#[test]
fn whose_voice_it_is() {
    for (name, voice, expect) in [
        ("own", voice(), Ok(VotingRight::Own)),
        ("not on the roll", Voice { line: VoterStatus::Missing, ..voice() }, Err(Refusal::NotOnRoll)),
        ("struck since", Voice { line: VoterStatus::Struck, ..voice() }, Err(Refusal::Struck)),
        ("struck and represented", Voice { line: VoterStatus::Struck, ..represented() }, Err(Refusal::Struck)),
        ("at home", Voice { present: false, ..voice() }, Err(Refusal::NotPresent)),
        ("the first of the household", Voice { spokesman: Some(person(5)), ..voice() }, Ok(VotingRight::Own)),
        ("the second", Voice { spokesman: Some(person(6)), ..voice() }, Err(Refusal::SpokenFor)),
        ("listed proxy", represented(), Ok(VotingRight::Proxy)),
        ("not listed", Voice { proxy: None, ..represented() }, Err(Refusal::NotYourVoice)),
        ("another's proxy", Voice { proxy: Some(person(6)), ..represented() }, Err(Refusal::NotYourVoice)),
        ("the principal came", Voice { present: true, ..represented() }, Err(Refusal::PrincipalPresent)),
    ] {
        assert_eq!(find_voting_right(&voice, person(5)), expect, "{name}");
    }
}

#[test]
fn a_voice_is_used_once() {
    let other = VoiceUse::Token(element(9).hash());
    for (used, refusal) in
        [(VoiceUse::Vote, Refusal::AlreadyVoted), (other, Refusal::TokenGiven), (VoiceUse::Paper, Refusal::PaperGiven)]
    {
        let used = Voice { used: Some(used), ..voice() };
        let (open, secret) = (ballot(Method::Open), ballot(Method::Secret));
        assert_eq!(accept_open_vote(&open, &used, person(5), 3), Err(refusal.clone()));
        assert_eq!(take_token(&secret, &used, person(5), &asking(1, 3)), Err(refusal.clone()));
        assert_eq!(hand_out(&secret, &used, 3), Err(refusal));
    }
}

#[test]
fn what_an_open_ballot_takes() {
    let all = |ballot: &BallotState, revision| {
        [
            accept_open_vote(ballot, &voice(), person(5), revision).map(drop),
            take_token(ballot, &voice(), person(5), &asking(1, revision)).map(drop),
            hand_out(ballot, &voice(), revision),
            accept_secret_vote(&BallotState { given: 1, ..*ballot }, true, None, revision).map(drop),
            may_enter_count(ballot, &Counts::default(), person(1), revision),
        ]
    };
    let other = |method| Err(Refusal::OtherMethod { method });
    let (open, hands, secret) = (ballot(Method::Open), ballot(Method::Hands), ballot(Method::Secret));
    let (o, h, s) = (other(Method::Open), other(Method::Hands), other(Method::Secret));
    assert_eq!(all(&open, 3), [Ok(()), o.clone(), o.clone(), o.clone(), o]);
    assert_eq!(all(&hands, 3), [h.clone(), h.clone(), h.clone(), h, Ok(())]);
    assert_eq!(all(&secret, 3), [s, Ok(()), Ok(()), Ok(()), Ok(())]);
    for (name, ballot, revision, expect) in [
        ("a draft", BallotState { status: BallotStatus::Draft, ..open }, 3, Refusal::NotOpen),
        ("closed", BallotState { status: BallotStatus::Closed, ..secret }, 3, Refusal::NotOpen),
        ("an older page", secret, 2, Refusal::StalePage { revision: 3 }),
        ("a page from nowhere", secret, 4, Refusal::StalePage { revision: 3 }),
        (
            "the meeting is over",
            BallotState { meeting: VotingMeeting { is_open: false, ..meeting() }, ..secret },
            3,
            Refusal::MeetingNotOpen,
        ),
    ] {
        assert!(all(&ballot, revision).iter().all(|got| *got == Err(expect.clone())), "{name}");
    }
}

#[test]
fn a_token_is_cast_once() {
    let open = BallotState { given: 3, in_urn: 2, ..ballot(Method::Secret) };
    let closed = BallotState { status: BallotStatus::Closed, ..open };
    let full = BallotState { in_urn: 3, ..open };
    for (name, state, is_ours, before, expect) in [
        ("fresh", open, true, None, Ok(true)),
        ("one more than was given", full, true, None, Err(Refusal::NoTokenLeft)),
        (
            "one more, of which some were counted",
            BallotState { single: counts(1, 0, 0, 0), ..open },
            true,
            None,
            Err(Refusal::NoTokenLeft),
        ),
        ("sent again although all are used", full, true, Some(true), Ok(false)),
        ("sent again because the answer was lost", open, true, Some(true), Ok(false)),
        ("even after closing", closed, true, Some(true), Ok(false)),
        ("another choice", open, true, Some(false), Err(Refusal::TokenSpent)),
        ("another choice after closing", closed, true, Some(false), Err(Refusal::NotOpen)),
        ("fresh after closing", closed, true, None, Err(Refusal::NotOpen)),
        ("of another ballot", open, false, None, Err(Refusal::WrongToken)),
    ] {
        assert_eq!(accept_secret_vote(&state, is_ours, before, 3), expect, "{name}");
    }
}

/// An answer that was lost on its way costs nobody the vote, and nobody gets two tokens from it.
#[test]
fn the_same_element_is_answered_again() {
    let open = ballot(Method::Secret);
    let closed = BallotState { status: BallotStatus::Closed, ..open };
    let given = Voice { used: Some(VoiceUse::Token(element(1).hash())), ..voice() };
    for (name, state, voice, byte, expect) in [
        ("first", open, voice(), 1, Ok(TokenIssue::First)),
        ("the same", open, given, 1, Ok(TokenIssue::Again)),
        ("another", open, given, 2, Err(Refusal::TokenGiven)),
        ("the same after closing", closed, given, 1, Err(Refusal::NotOpen)),
        (
            "the same by who was struck since",
            open,
            Voice { line: VoterStatus::Struck, ..given },
            1,
            Err(Refusal::Struck),
        ),
        ("the same by a stranger", open, Voice { is_own: false, ..given }, 1, Err(Refusal::NotYourVoice)),
        ("no paper for it", open, Voice { used: Some(VoiceUse::Paper), ..voice() }, 1, Err(Refusal::PaperGiven)),
    ] {
        assert_eq!(take_token(&state, &voice, person(5), &asking(byte, 3)), expect, "{name}");
    }
}

#[test]
fn wrong_tokens_are_counted_by_the_minute() {
    let most = crate::limits::WRONG_TOKENS_PER_MINUTE_MAX;
    let minute = NOW.0 / MINUTE;
    let until = UtcMillis((minute + 1) * MINUTE);
    for (wrong, at, expect) in [
        ((0, 0), NOW, Ok((minute, 1))),
        ((minute, 7), NOW, Ok((minute, 8))),
        ((minute, most - 1), NOW, Ok((minute, most))),
        ((minute, most), NOW, Err(Refusal::TooManyWrongTokens { until })),
        ((minute, most), until.plus(-1), Err(Refusal::TooManyWrongTokens { until })),
        ((minute, most), until, Ok((minute + 1, 1))),
    ] {
        assert_eq!(count_wrong(wrong, at), expect, "{wrong:?}");
    }
}

#[test]
fn papers_go_to_whoever_may_vote() {
    let secret = ballot(Method::Secret);
    let counted = BallotState { entered: CountProgress::Agreed(Counts::default()), ..secret };
    let alone = BallotState { meeting: VotingMeeting { teller: None, ..meeting() }, ..secret };
    for (name, state, voice, expect) in [
        ("present", secret, voice(), Ok(())),
        ("to the proxy", secret, represented(), Ok(())),
        ("absent", secret, Voice { present: false, ..voice() }, Err(Refusal::NotPresent)),
        ("struck", secret, Voice { line: VoterStatus::Struck, ..voice() }, Err(Refusal::Struck)),
        ("not on the roll", secret, Voice { line: VoterStatus::Missing, ..voice() }, Err(Refusal::NotOnRoll)),
        ("after the count", counted, voice(), Err(Refusal::AlreadyCounted)),
        ("nobody could count it twice", alone, voice(), Err(Refusal::NoTeller)),
    ] {
        assert_eq!(hand_out(&state, &voice, 3), expect, "{name}");
    }
}

/// All or none: a refusal names everybody whom it concerns, and a voter who is named twice gets one paper.
#[test]
fn a_list_of_receivers_is_taken_as_a_whole() {
    let (secret, given) = (ballot(Method::Secret), Some(VoiceUse::Token(element(9).hash())));
    let (here, away) = (voice(), Voice { present: false, ..voice() });
    let (paper, token) = (Voice { used: Some(VoiceUse::Paper), ..here }, Voice { used: given, ..here });
    let struck = Voice { line: VoterStatus::Struck, ..here };
    let names = |names: &str| names.to_owned();
    let most = 200;
    for (name, listed, voices, expect) in [
        ("all are there", vec![1, 2], vec![("甲", here), ("乙", represented())], Ok(())),
        ("one is named twice", vec![1, 1], vec![("甲", here)], Ok(())),
        ("nobody", vec![], vec![], Err(Refusal::ReceiversOutOfRange { most })),
        ("too many", vec![1; 201], vec![("甲", here)], Err(Refusal::ReceiversOutOfRange { most })),
        ("a stranger", vec![1, 2], vec![("甲", here)], Err(Refusal::NotOnRoll)),
        (
            "one has a paper",
            vec![1, 2],
            vec![("甲", here), ("乙", paper)],
            Err(Refusal::ReceiversHavePapers { names: names("乙") }),
        ),
        (
            "two have papers",
            vec![1, 2],
            vec![("甲", paper), ("乙", paper)],
            Err(Refusal::ReceiversHavePapers { names: names("甲、乙") }),
        ),
        (
            "one has a token",
            vec![1, 2],
            vec![("甲", token), ("乙", here)],
            Err(Refusal::ReceiversHaveTokens { names: names("甲") }),
        ),
        (
            "one is at home",
            vec![1, 2],
            vec![("甲", here), ("乙", away)],
            Err(Refusal::ReceiversAbsent { names: names("乙") }),
        ),
        (
            "one was struck",
            vec![1, 2],
            vec![("甲", struck), ("乙", here)],
            Err(Refusal::ReceiversStruck { names: names("甲") }),
        ),
        (
            "the first cause",
            vec![1, 2, 3],
            vec![("甲", paper), ("乙", token), ("丙", paper)],
            Err(Refusal::ReceiversHavePapers { names: names("甲、丙") }),
        ),
    ] {
        let voters = listed.into_iter().map(|number| person(number).into()).collect();
        let voices: Vec<(String, Voice)> = voices.into_iter().map(|(name, voice)| (name.to_owned(), voice)).collect();
        assert_eq!(hand_out_papers(&secret, &voices, &HandOutPaperRequest { voters, revision: 3 }), expect, "{name}");
    }
    let open = ballot(Method::Open);
    let asked = HandOutPaperRequest { voters: vec![person(1).into()], revision: 3 };
    let refused = hand_out_papers(&open, &[(names("甲"), here)], &asked);
    assert_eq!(refused, Err(Refusal::OtherMethod { method: Method::Open }));
}

#[test]
fn two_people_count_and_must_agree() {
    let hands = ballot(Method::Hands);
    let paper = BallotState { handed_out: 6, ..ballot(Method::Secret) };
    let alone = |state: BallotState| BallotState { meeting: VotingMeeting { teller: None, ..meeting() }, ..state };
    let too_many = |votes, votes_max| Err(Refusal::TooManyVotes { votes, votes_max });
    for (name, state, entry, by, expect) in [
        ("hands by the chair", hands, counts(5, 2, 1, 0), 1, Ok(())),
        ("hands by another of the committee", hands, counts(5, 2, 1, 0), 3, Err(Refusal::NotChair)),
        ("more hands than people", hands, counts(5, 3, 1, 0), 1, too_many(9, 8)),
        ("no hand is invalid", hands, counts(1, 0, 0, 1), 1, too_many(2, 8)),
        ("papers by anybody who manages", paper, counts(3, 1, 1, 1), 3, Ok(())),
        ("more papers than handed out", paper, counts(3, 1, 1, 2), 1, too_many(7, 6)),
        ("by one person only", alone(paper), counts(1, 0, 0, 0), 1, Err(Refusal::NoTeller)),
    ] {
        assert_eq!(may_enter_count(&state, &entry, person(by), 3), expect, "{name}");
    }
    let once = |state: BallotState, by| BallotState {
        entered: CountProgress::Once { by: person(by), counts: counts(4, 1, 0, 0) },
        ..state
    };
    let differ = Refusal::CountsDiffer {
        first_for: 4,
        first_against: 1,
        first_abstain: 0,
        first_invalid: 0,
        second_for: 3,
        second_against: 2,
        second_abstain: 0,
        second_invalid: 0,
    };
    let agreed = BallotState { entered: CountProgress::Agreed(counts(4, 1, 0, 0)), ..paper };
    for (name, state, entry, expect) in [
        ("the same hands", once(hands, 1), counts(4, 1, 0, 0), Ok(())),
        ("other hands, as many", once(hands, 1), counts(3, 2, 0, 0), Err(differ.clone())),
        ("the same papers", once(paper, 3), counts(4, 1, 0, 0), Ok(())),
        ("other papers", once(paper, 3), counts(3, 2, 0, 0), Err(differ)),
        ("the teller's own first count", once(paper, 2), counts(4, 1, 0, 0), Err(Refusal::SameCounter)),
        ("no first count", paper, counts(4, 1, 0, 0), Err(Refusal::NothingEntered)),
        ("a third count", agreed, counts(4, 1, 0, 0), Err(Refusal::AlreadyCounted)),
    ] {
        assert_eq!(may_confirm_count(&state, &entry, person(2), 3), expect, "{name}");
    }
}

#[test]
fn opening_and_closing() {
    let draft = BallotState { status: BallotStatus::Draft, closes_at: None, ..ballot(Method::Hands) };
    let until = Ok(NOW.plus(10 * MINUTE));
    let shut = VotingMeeting { is_open: false, ..meeting() };
    let no_teller = VotingMeeting { teller: None, ..meeting() };
    for (name, state, by, revision, expect) in [
        ("by the chair", draft, 1, 3, until.clone()),
        ("by the deputy", draft, 3, 3, Err(Refusal::NotChair)),
        ("before the meeting", BallotState { meeting: shut, ..draft }, 1, 3, Err(Refusal::MeetingNotOpen)),
        ("twice", ballot(Method::Hands), 1, 3, Err(Refusal::NotDraft)),
        ("after a revision", draft, 1, 2, Err(Refusal::StalePage { revision: 3 })),
        ("hands without a teller", BallotState { meeting: no_teller, ..draft }, 1, 3, Err(Refusal::NoTeller)),
        ("by name without a teller", BallotState { meeting: no_teller, method: Method::Open, ..draft }, 1, 3, until),
    ] {
        assert_eq!(may_open_ballot(&state, person(by), (NOW, 10), revision), expect, "{name}");
    }
    let closes_at = NOW.plus(10 * MINUTE);
    let early = |waiting| Err(Refusal::TooEarly { closes_at, waiting });
    let voted = |r#for| BallotState { single: counts(r#for, 0, 0, 0), ..ballot(Method::Open) };
    let papers = BallotState { handed_out: 3, single: counts(5, 0, 0, 0), ..ballot(Method::Secret) };
    let counted = |invalid| BallotState { entered: CountProgress::Agreed(counts(2, 0, 0, invalid)), ..papers };
    for (name, state, by, at, expect) in [
        ("everybody has voted", voted(8), 1, NOW, Ok(())),
        ("one has not", voted(7), 1, NOW, early(1)),
        ("a moment before", voted(7), 1, closes_at.plus(-1), early(1)),
        ("the moment", voted(7), 1, closes_at, Ok(())),
        ("by the teller", voted(8), 2, closes_at, Err(Refusal::NotChair)),
        ("hands not counted", ballot(Method::Hands), 1, closes_at, Err(Refusal::CountMissing)),
        ("papers not counted", papers, 1, closes_at, Err(Refusal::CountMissing)),
        ("an invalid paper is a vote", counted(1), 1, NOW, Ok(())),
        ("a paper is missing", counted(0), 1, NOW, early(1)),
        ("everybody's vote is in the urn", BallotState { in_urn: 8, ..ballot(Method::Secret) }, 1, NOW, Ok(())),
        ("one is not", BallotState { in_urn: 7, ..ballot(Method::Secret) }, 1, NOW, early(1)),
        ("closed", BallotState { status: BallotStatus::Closed, ..voted(8) }, 1, closes_at, Err(Refusal::NotOpen)),
    ] {
        assert_eq!(may_close_ballot(&state, person(by), at, 3), expect, "{name}");
    }
    assert_eq!(may_close_ballot(&voted(8), person(1), NOW, 2), Err(Refusal::StalePage { revision: 3 }));
}
