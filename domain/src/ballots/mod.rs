//! Ballots (表决): one question put to a meeting, by name, by show of hands, or in secret.
//!
//! | Part | File |
//! |---|---|
//! | what goes over the wire | `wire.rs` |
//! | who may vote, open and close | `rules.rs` |
//! | who may hand out papers and count | `papers.rs` |
//! | what the counts show, and what they must not show | `tally.rs` |
//! | the blind token of a secret ballot | `token.rs` |
//! | how long a phone waits before it casts | `cast_delay.rs` |
//! | what one sheet of the urn holds | `urn.rs` |
//!
//! Invariant: a ballot goes from draft to open to closed, never back; its question does not change once it is open, and
//! nothing changes once it is closed. It decides a case only when it was drafted for it, and then asks what the title
//! of the case says: one ballot for each case and meeting, and a further one with a reason. One voter has one vote,
//! token or paper, never two. Whether there was a quorum and which majority decides is not judged here (`decisions`).
//! Source: `rules.md` §1 (VC25 art. 25–32; RC25 art. 26–29).
//!
//! # Voices and counts
//!
//! A voter is a line of the meeting's frozen roll. The meeting checks the entitlement again for each voice, and a
//! mandate counts by the presence that it made. Every vote carries the revision of the ballot that its page showed.
//! Papers go to a list of voters in one act, to all of them or to none.
//! The chair counts hands, anybody who manages the ballot counts papers, and the teller counts again without seeing
//! the first count. A meeting does not end while one of its ballots is open; a draft may be dropped.
//!
//! # Voting in secret
//!
//! The phone draws an input, blinds it, and asks once for an evaluation under a key that only this ballot has. A
//! proof shows that the key is the published one. Input and output are then cast by a request of the kind
//! `Anonymous`: gate and object read no cookie, no address and no device, and the
//! request has no key and no journal row. Of the vote, the hash of the input (the receipt) and the choice are kept.
//! Of the token, it is kept that the voter has one, and the SHA-256 of the blinded element. Blinding hides perfectly:
//! under a fresh factor every element fits every input equally well, so the hash beside the voter tells nothing about
//! input, output or receipt. With this hash the object repeats an answer that was lost, for the same element and
//! voter, while the ballot is open; another element is refused.
//!
//! A token whose phone is lost is not replaced; it counts as given and not cast. No more votes are taken than tokens
//! were given. Wrong tokens are counted by ballot and minute, without addresses. Above
//! [`WRONG_TOKENS_PER_MINUTE_MAX`](crate::limits::WRONG_TOKENS_PER_MINUTE_MAX) they are refused and no longer
//! written, and right tokens still pass: otherwise a flood could stop a vote.
//!
//! After closing, the receipts are listed, so that each voter can find one and check it. Where phone and paper both
//! have votes and one of them has fewer than `tally::PART_VOTES_MIN`, neither the two parts nor the choices beside
//! the receipts are shown. A voter who shows the input to somebody shows the vote.

mod cast_delay;
pub mod endpoints;
mod papers;
mod rules;
mod tally;
pub mod token;
pub mod urn;
mod wire;

#[cfg(test)]
mod tests;

pub use cast_delay::{wait_millis, window_millis};
#[cfg(test)]
pub use papers::hand_out;
pub use papers::{check_receivers, hand_out_papers, may_confirm_count, may_enter_count};
pub use rules::{
    BallotState, CaseHere, CountProgress, QuestionContext, TokenIssue, Voice, VoiceUse, VoterStatus, VotingMeeting,
    accept_open_vote, accept_secret_vote, count_wrong, find_voting_right, may_close_ballot, may_draft_ballot,
    may_drop_ballot, may_open_ballot, may_put_case, may_revise_ballot, take_token,
};
pub use tally::{Counts, PartsVisibility, parts_visibility};
pub use wire::*;

use crate::time::UtcMillis;

crate::refusals! {
    /// Why a step of a ballot is refused.
    pub enum Refusal in "ballots" {
        /// The meeting has not been opened, or has ended.
        MeetingNotOpen = "meeting-not-open" 409,
        /// The ballot was opened already: the question can no longer change.
        NotDraft = "not-draft" 409,
        /// The ballot is not open yet, or is closed.
        NotOpen = "not-open" 409,
        /// The page shows an older revision of the ballot.
        StalePage = "stale-page" 409 { revision: u32 },
        /// Votes and receipts are shown only after closing.
        NotClosed = "not-closed" 409,
        /// The ballot uses another method of voting.
        OtherMethod = "other-method" 409 { method: Method },
        /// Only the chair of the meeting may do this.
        NotChair = "not-chair" 403,
        /// The meeting has no teller, and one person alone cannot count this ballot.
        NoTeller = "no-teller" 409,
        /// The agenda has no such item, or the item belongs to another decision.
        ItemNotNamed = "item-not-named" 422 { items: u32 },
        /// A free question must be given; the question of a decision is made from its title and must not be given.
        QuestionNotFitting = "question-not-fitting" 422,
        /// The meeting takes no step of this decision: it is not linked, or has ended.
        CaseNotHere = "case-not-here" 409,
        /// Another ballot of the decision at this meeting is drafted or open.
        CaseAsked = "case-asked" 409,
        /// The decision was already put to the vote at this meeting: a further ballot needs a reason.
        ReasonMissing = "reason-missing" 422,
        TooMany = "too-many" 409 { count_max: u32 },
        NotOnRoll = "not-on-roll" 403,
        /// The voter has lost the right to vote since the roll was frozen.
        Struck = "struck" 403,
        NotPresent = "not-present" 409,
        /// Another member of the household came first and votes for it.
        SpokenFor = "spoken-for" 409,
        /// The caller is not listed as the proxy of this voter.
        NotYourVoice = "not-your-voice" 403,
        /// The voter is present and must vote in person.
        PrincipalPresent = "principal-present" 409,
        AlreadyVoted = "already-voted" 409,
        /// A token was already given for this voter: neither a second token nor a paper is given.
        TokenGiven = "token-given" 409,
        /// A paper was already handed out for this voter.
        PaperGiven = "paper-given" 409,
        /// A list of receivers of papers names nobody, or too many at once.
        ReceiversOutOfRange = "receivers-out-of-range" 422 { most: u32 } at "voters",
        /// These receivers have lost the right to vote since the roll was frozen.
        ReceiversStruck = "receivers-struck" 409 { names: String } at "voters",
        /// These receivers are not in the room, and nobody in the room represents them.
        ReceiversAbsent = "receivers-absent" 409 { names: String } at "voters",
        /// These receivers have a token on their phones.
        ReceiversHaveTokens = "receivers-have-tokens" 409 { names: String } at "voters",
        /// These receivers have a paper.
        ReceiversHavePapers = "receivers-have-papers" 409 { names: String } at "voters",
        BadElement = "bad-element" 422,
        /// The token was not made with this ballot's key.
        WrongToken = "wrong-token" 422,
        /// Too many wrong tokens came in this minute, so no more wrong ones are examined. Right tokens are still
        /// accepted.
        TooManyWrongTokens = "too-many-wrong-tokens" 429 { until: UtcMillis },
        /// The token was already cast with another choice.
        TokenSpent = "token-spent" 409,
        /// As many votes were cast as tokens were given, so one of them was cast with a token that was given to nobody.
        NoTokenLeft = "no-token-left" 409,
        /// More votes than people present, or than papers handed out.
        TooManyVotes = "too-many-votes" 422 { votes: u32, votes_max: u32 },
        /// There is no first count yet.
        NothingEntered = "nothing-entered" 409,
        /// The second count must be entered by another person.
        SameCounter = "same-counter" 409,
        /// The two counts differ.
        CountsDiffer = "counts-differ" 409 {
            first_for: u32, first_against: u32, first_abstain: u32, first_invalid: u32,
            second_for: u32, second_against: u32, second_abstain: u32, second_invalid: u32
        },
        AlreadyCounted = "already-counted" 409,
        /// Two people have not yet agreed on the count of hands or papers.
        CountMissing = "count-missing" 409,
        /// The announced closing time has not come, and somebody present has not voted.
        TooEarly = "too-early" 409 { closes_at: UtcMillis, waiting: u32 },
    }
}
