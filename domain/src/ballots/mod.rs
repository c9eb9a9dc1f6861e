//! Ballots (表决): one question put to a meeting, by name, by show of hands, or in secret.
//!
//! | Part | File |
//! |---|---|
//! | what goes over the wire | `wire.rs` |
//! | who may vote, hand out, count, open and close | `rules.rs` |
//! | what the counts show, and what they must not | `tally.rs` |
//! | the blind token of a secret ballot | `token.rs` |
//! | how long a phone waits before it casts | `wait.rs` |
//! | what one sheet of the urn holds | `urn.rs` |
//!
//! Invariant: a ballot goes draft, open, closed, once each way; what is asked does not change once it is open, and nothing
//! changes once it is closed. It decides a case only when it was drafted for it, and then asks what the case's title says;
//! one a case and meeting, and once more with a reason. One voter has one voice: a vote, a token or a paper, never two. Whether a quorum was there
//! and what majority decides is not judged here (`decisions`). Source: `rules.md` §1 (VC18 art. 21–28; RC18 art. 9–10).

pub mod endpoints;
mod rules;
mod tally;
pub mod token;
pub mod urn;
mod wait;
mod wire;

#[cfg(test)]
mod tests;

pub use rules::{
    CaseHere, Entered, Giving, Line, MeetingState, Place, State, Used, Voice, cast, close, confirm, count_wrong, draft,
    enter, hand_out, open, put, revise, speak, take_token, vote, withdraw,
};
pub use tally::{Counts, Parts, parts};
pub use wait::{wait_millis, window_millis};
pub use wire::*;

use crate::time::UtcMillis;

crate::refusals! {
    /// Why a step of a ballot is refused.
    pub enum Refusal in "ballots" {
        /// The meeting has not been opened, or is over.
        MeetingNotOpen = "meeting-not-open" 409,
        /// It was opened already: what is asked no longer changes.
        NotDraft = "not-draft" 409,
        /// It is not open yet, or closed.
        NotOpen = "not-open" 409,
        /// The page shows an older state of the ballot than the present one.
        StalePage = "stale-page" 409 { revision: u32 },
        /// Votes and receipts are shown from the moment of closing.
        NotClosed = "not-closed" 409,
        /// The ballot is held in another way.
        OtherMethod = "other-method" 409 { method: Method },
        /// Only who chairs the meeting does this.
        NotChair = "not-chair" 403,
        /// The meeting has no teller, and this cannot be counted by one person.
        NoTeller = "no-teller" 409,
        OpenMinutes = "open-minutes" 422 { minutes_max: u32 },
        /// The agenda has no such item, or the decision is another one.
        ItemNotNamed = "item-not-named" 422 { items: u32 },
        /// A free question is typed; a decision's is made from its title and never typed.
        QuestionNotFitting = "question-not-fitting" 422,
        /// The meeting takes no step of this decision: it is not linked, or has ended.
        CaseNotHere = "case-not-here" 409,
        /// Another ballot of the decision at this meeting is drafted or open.
        CaseAsked = "case-asked" 409,
        /// The decision was put to the vote at this meeting: once more needs a reason.
        ReasonMissing = "reason-missing" 422,
        TooMany = "too-many" 409 { count_max: u32 },
        NotOnRoll = "not-on-roll" 403,
        /// The entitlement was lost since the roll was made.
        Struck = "struck" 403,
        NotPresent = "not-present" 409,
        /// Somebody else of the household came first, and speaks for it.
        SpokenFor = "spoken-for" 409,
        /// Nobody of this name is listed as giving the caller a voice.
        NotYourVoice = "not-your-voice" 403,
        /// Who is there in person votes in person.
        PrincipalPresent = "principal-present" 409,
        AlreadyVoted = "already-voted" 409,
        /// A token was given for this voice: no second one is given, and no paper either.
        TokenGiven = "token-given" 409,
        /// A paper was handed out for this voice.
        PaperGiven = "paper-given" 409,
        BadElement = "bad-element" 422,
        /// The token was not made with this ballot's key.
        WrongToken = "wrong-token" 422,
        /// So many wrong ones came in this minute that they are not looked at any closer. Right ones are taken.
        TooManyWrongTokens = "too-many-wrong-tokens" 429 { until: UtcMillis },
        /// The token was cast before, with another choice.
        TokenSpent = "token-spent" 409,
        /// As many votes have been cast as tokens were given: one of them was cast with a token that nobody was given.
        NoTokenLeft = "no-token-left" 409,
        /// More votes than people, or than papers.
        TooManyVotes = "too-many-votes" 422 { votes: u32, votes_max: u32 },
        /// Nobody has entered a first count.
        NothingEntered = "nothing-entered" 409,
        /// The second count is somebody else's.
        SameCounter = "same-counter" 409,
        /// The two counts are not the same.
        CountsDiffer = "counts-differ" 409 {
            first_for: u32, first_against: u32, first_abstain: u32, first_invalid: u32,
            second_for: u32, second_against: u32, second_abstain: u32, second_invalid: u32
        },
        AlreadyCounted = "already-counted" 409,
        /// Hands or papers have not been counted by two people.
        CountMissing = "count-missing" 409,
        /// The stated time has not come, and somebody who is present has not voted.
        TooEarly = "too-early" 409 { closes_at: UtcMillis, waiting: u32 },
    }
}
