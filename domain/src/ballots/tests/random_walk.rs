//! A ballot walked at random.

use super::*;
use proptest::prelude::*;

/// A random act.
#[derive(Debug, Clone, Copy)]
enum Act {
    Come(usize),
    Strike(usize),
    Token(usize, u32),
    Cast(usize, u8),
    Paper(usize),
    Count(u8),
    Close,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let who = 0usize..12;
    let one = prop_oneof![
        3 => who.clone().prop_map(Act::Come),
        1 => who.clone().prop_map(Act::Strike),
        4 => (who.clone(), 2u32..4).prop_map(|(who, revision)| Act::Token(who, revision)),
        4 => (who.clone(), 0u8..3).prop_map(|(who, choice)| Act::Cast(who, choice)),
        3 => who.prop_map(Act::Paper),
        1 => any::<u8>().prop_map(Act::Count),
        1 => Just(Act::Close),
    ];
    proptest::collection::vec(one, 0..120)
}

/// A small reference model of a secret ballot: it applies the rules and records what they allow.
struct Room {
    state: BallotState,
    voices: Vec<Voice>,
    cast: Vec<Option<u8>>,
}

impl Room {
    fn act(&mut self, act: Act) {
        let caller = person(5);
        match act {
            Act::Come(at) if self.voices[at].line == VoterStatus::Entitled && !self.voices[at].present => {
                self.voices[at].present = true;
                self.state.meeting.present += 1;
            }
            // A voter removed from the roll after coming no longer counts as present; a vote that was given stays.
            Act::Strike(at) if self.voices[at].used.is_none() && self.voices[at].line == VoterStatus::Entitled => {
                self.state.meeting.present -= u32::from(self.voices[at].present);
                self.voices[at].line = VoterStatus::Struck;
            }
            Act::Token(at, revision) => {
                let request = asking(u8::try_from(at).unwrap(), revision);
                // Asking several times gives one token.
                if take_token(&self.state, &self.voices[at], caller, &request) == Ok(TokenIssue::First) {
                    self.voices[at].used = Some(VoiceUse::Token(request.element.hash()));
                    self.state.given += 1;
                }
            }
            Act::Cast(at, choice) => {
                let is_ours = matches!(self.voices[at].used, Some(VoiceUse::Token(_)));
                let before = self.cast[at].map(|cast| cast == choice);
                if accept_secret_vote(&self.state, is_ours, before, 3) == Ok(true) {
                    self.cast[at] = Some(choice);
                    self.state.in_urn += 1;
                }
            }
            Act::Paper(at) if hand_out(&self.state, &self.voices[at], 3).is_ok() => {
                self.voices[at].used = Some(VoiceUse::Paper);
                self.state.handed_out += 1;
            }
            Act::Count(drawn) => {
                let papers = counts(u32::from(drawn % 7), u32::from(drawn % 3), 0, u32::from(drawn % 2));
                if may_enter_count(&self.state, &papers, person(1), 3).is_ok() {
                    self.state.entered = CountProgress::Once { by: person(1), counts: papers };
                }
                if may_confirm_count(&self.state, &papers, person(2), 3).is_ok() {
                    self.state.entered = CountProgress::Agreed(papers);
                }
            }
            Act::Close if may_close_ballot(&self.state, person(1), NOW.plus(60 * MINUTE), 3).is_ok() => {
                for choice in self.cast.iter().flatten() {
                    let single = &mut self.state.single;
                    *[&mut single.r#for, &mut single.against, &mut single.abstain][usize::from(*choice)] += 1;
                }
                self.state.in_urn = 0;
                self.state.status = BallotStatus::Closed;
            }
            _ => {}
        }
    }
}

proptest! {
    /// sum of all votes ≤ tokens and papers ≤ people present, whatever is tried; and nothing changes a closed ballot.
    #[test]
    fn never_more_votes_than_voices(acts in acts()) {
        let absent = Voice { present: false, ..voice() };
        let state = BallotState { meeting: VotingMeeting { present: 0, entitled: 12, ..meeting() }, ..ballot(Method::Secret) };
        let mut room = Room { state, voices: vec![absent; 12], cast: vec![None; 12] };
        let mut closed: Option<BallotState> = None;
        for act in acts {
            room.act(act);
            let state = &room.state;
            prop_assert!(state.single.sum() + state.in_urn <= state.given);
            prop_assert!(state.agreed().sum() <= state.handed_out);
            prop_assert!(state.voted() <= state.given + state.handed_out);
            prop_assert!(state.given + state.handed_out <= state.meeting.present);
            if let Some(closed) = &closed {
                let same = BallotState { meeting: closed.meeting, ..*state };
                prop_assert_eq!(&same, closed, "a closed ballot changed");
            } else if state.status == BallotStatus::Closed {
                closed = Some(*state);
            }
        }
    }
}
