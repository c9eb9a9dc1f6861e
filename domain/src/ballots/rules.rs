//! Who may vote, who counts, and when a ballot opens and closes. Pure: every input is an argument.

use super::tally::Counts;
use super::token::BlindedHash;
use super::{BallotRequest, BallotStatus, Method, Refusal, TakeTokenRequest, VotingRight};
use crate::ids::MemberId;
use crate::limits;
use crate::time::{MINUTE, UtcMillis};

/// The state of the meeting, as the rules of ballots need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VotingMeeting {
    pub is_open: bool,
    pub chair: MemberId,
    pub teller: Option<MemberId>,
    /// 应到
    pub entitled: u32,
    /// 实到, proxies included.
    pub present: u32,
}

/// How far the count of hands or papers has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountProgress {
    None,
    /// By one person.
    Once {
        by: MemberId,
        counts: Counts,
    },
    /// Two people have entered the same count.
    Agreed(Counts),
}

/// A ballot, as its rules need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BallotState {
    pub status: BallotStatus,
    pub method: Method,
    pub revision: u32,
    pub closes_at: Option<UtcMillis>,
    pub given: u32,
    pub handed_out: u32,
    /// Votes by phone or by name; of a secret ballot only after closing.
    pub single: Counts,
    /// Votes in the urn of an open secret ballot: their choices are not counted yet.
    pub in_urn: u32,
    pub entered: CountProgress,
    pub meeting: VotingMeeting,
}

/// How a voter's right to vote was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoiceUse {
    Vote,
    /// A token was given for this blinded element.
    Token(BlindedHash),
    Paper,
}

/// The present state of a voter on the frozen roll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoterStatus {
    Missing,
    /// The voter was entitled when the roll was frozen, and no longer is.
    Struck,
    Entitled,
}

impl VoterStatus {
    pub(super) fn entitled(self) -> Result<(), Refusal> {
        match self {
            Self::Missing => Err(Refusal::NotOnRoll),
            Self::Struck => Err(Refusal::Struck),
            Self::Entitled => Ok(()),
        }
    }
}

/// One voter of the roll, in relation to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice {
    pub line: VoterStatus,
    /// The caller is the voter, or a member of the household that is the voter.
    pub is_own: bool,
    /// The voter is present in person.
    pub present: bool,
    /// The member of the household who came first.
    pub spokesman: Option<MemberId>,
    /// The person listed as the voter's proxy.
    pub proxy: Option<MemberId>,
    pub used: Option<VoiceUse>,
}

/// Whether the caller may vote for this voter, and in which capacity; does not check whether the vote was used.
pub fn find_voting_right(voice: &Voice, caller: MemberId) -> Result<VotingRight, Refusal> {
    voice.line.entitled()?;
    if voice.is_own {
        if !voice.present {
            return Err(Refusal::NotPresent);
        }
        let other = voice.spokesman.is_some_and(|spokesman| spokesman != caller);
        return if other { Err(Refusal::SpokenFor) } else { Ok(VotingRight::Own) };
    }
    if voice.proxy != Some(caller) {
        return Err(Refusal::NotYourVoice);
    }
    if voice.present { Err(Refusal::PrincipalPresent) } else { Ok(VotingRight::Proxy) }
}

pub(super) fn check_unused(voice: &Voice) -> Result<(), Refusal> {
    match voice.used {
        None => Ok(()),
        Some(VoiceUse::Vote) => Err(Refusal::AlreadyVoted),
        Some(VoiceUse::Token(_)) => Err(Refusal::TokenGiven),
        Some(VoiceUse::Paper) => Err(Refusal::PaperGiven),
    }
}

impl BallotState {
    /// The checks that every act on an open ballot needs.
    pub(super) fn takes(&self, revision: u32, methods: &[Method]) -> Result<(), Refusal> {
        if self.status != BallotStatus::Open {
            return Err(Refusal::NotOpen);
        }
        if !self.meeting.is_open {
            return Err(Refusal::MeetingNotOpen);
        }
        if self.revision != revision {
            return Err(Refusal::StalePage { revision: self.revision });
        }
        if methods.contains(&self.method) { Ok(()) } else { Err(Refusal::OtherMethod { method: self.method }) }
    }

    /// Everything that was counted so far.
    pub fn counted(&self) -> Counts {
        self.single.plus(&self.agreed())
    }

    /// How many have voted, by any method.
    pub fn voted(&self) -> u32 {
        self.counted().sum().saturating_add(self.in_urn)
    }

    /// The count on which two people agree; zero until they do.
    pub fn agreed(&self) -> Counts {
        match self.entered {
            CountProgress::Agreed(counts) => counts,
            _ => Counts::default(),
        }
    }
}

/// A decision in relation to the meeting at which a ballot is drafted for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseHere {
    /// The case is open, and the meeting takes its present step or, before it begins, was called for the case.
    pub is_taken_here: bool,
    /// The number of its item on the agenda; 0: none.
    pub item: u32,
    /// Another ballot of the case at this meeting is drafted or open.
    pub is_asked: bool,
    /// Another ballot of the case at this meeting was closed.
    pub was_put: bool,
}

/// What a draft refers to: the items of the agenda, and the decision that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuestionContext {
    pub items: u32,
    /// `None`: the draft names none.
    pub case: Option<CaseHere>,
}

fn draft_is_sound(draft: &BallotRequest, place: QuestionContext) -> Result<(), Refusal> {
    if draft.question.is_some() == place.case.is_some() {
        return Err(Refusal::QuestionNotFitting);
    }
    let Some(case) = place.case else {
        return if draft.item <= place.items { Ok(()) } else { Err(Refusal::ItemNotNamed { items: place.items }) };
    };
    if !case.is_taken_here {
        return Err(Refusal::CaseNotHere);
    }
    if draft.item != 0 && draft.item != case.item {
        return Err(Refusal::ItemNotNamed { items: place.items });
    }
    if case.is_asked {
        return Err(Refusal::CaseAsked);
    }
    if case.was_put && draft.reason.is_none() { Err(Refusal::ReasonMissing) } else { Ok(()) }
}

/// Whether a meeting with `drafted` ballots may have one more; `is_over` when it is closed or cancelled.
pub fn may_draft_ballot(
    draft: &BallotRequest,
    place: QuestionContext,
    drafted: u32,
    is_over: bool,
) -> Result<(), Refusal> {
    if is_over {
        return Err(Refusal::MeetingNotOpen);
    }
    let count_max = limits::BALLOTS_PER_MEETING_MAX;
    if drafted >= count_max { Err(Refusal::TooMany { count_max }) } else { draft_is_sound(draft, place) }
}

pub fn may_revise_ballot(ballot: &BallotState, place: QuestionContext, draft: &BallotRequest) -> Result<(), Refusal> {
    if ballot.status == BallotStatus::Draft { draft_is_sound(draft, place) } else { Err(Refusal::NotDraft) }
}

/// Whether a ballot that was drafted for a decision may be opened: only where it can decide. `reason` is the draft's.
pub fn may_put_case(case: CaseHere, reason: Option<&str>) -> Result<(), Refusal> {
    if !case.is_taken_here {
        return Err(Refusal::CaseNotHere);
    }
    if case.was_put && reason.is_none() { Err(Refusal::ReasonMissing) } else { Ok(()) }
}

/// Only a draft may be deleted, and only in the revision that the page showed.
pub fn may_drop_ballot(ballot: &BallotState, revision: u32) -> Result<(), Refusal> {
    if ballot.status != BallotStatus::Draft {
        return Err(Refusal::NotDraft);
    }
    if ballot.revision == revision { Ok(()) } else { Err(Refusal::StalePage { revision: ballot.revision }) }
}

/// The moment until which the ballot stays open at least. A count by two people needs a teller from the start.
pub fn may_open_ballot(
    ballot: &BallotState,
    by: MemberId,
    at: (UtcMillis, u32),
    revision: u32,
) -> Result<UtcMillis, Refusal> {
    if ballot.status != BallotStatus::Draft {
        return Err(Refusal::NotDraft);
    }
    if !ballot.meeting.is_open {
        return Err(Refusal::MeetingNotOpen);
    }
    if ballot.meeting.chair != by {
        return Err(Refusal::NotChair);
    }
    if ballot.revision != revision {
        return Err(Refusal::StalePage { revision: ballot.revision });
    }
    if ballot.method == Method::Hands && ballot.meeting.teller.is_none() {
        return Err(Refusal::NoTeller);
    }
    let (now, open_minutes) = at;
    Ok(now.plus(i64::from(open_minutes) * MINUTE))
}

/// A vote by name.
pub fn accept_open_vote(
    ballot: &BallotState,
    voice: &Voice,
    caller: MemberId,
    revision: u32,
) -> Result<VotingRight, Refusal> {
    ballot.takes(revision, &[Method::Open])?;
    let how = find_voting_right(voice, caller)?;
    check_unused(voice).map(|()| how)
}

/// The outcome of asking for a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenIssue {
    First,
    /// The same element was sent again, because the answer was lost on the way; it brings the same token.
    Again,
}

/// Gives the one token of a voter: only one blinded element is evaluated, as often as it is sent.
pub fn take_token(
    ballot: &BallotState,
    voice: &Voice,
    caller: MemberId,
    request: &TakeTokenRequest,
) -> Result<TokenIssue, Refusal> {
    ballot.takes(request.revision, &[Method::Secret])?;
    find_voting_right(voice, caller)?;
    if voice.used == Some(VoiceUse::Token(request.element.hash())) {
        return Ok(TokenIssue::Again);
    }
    check_unused(voice).map(|()| TokenIssue::First)
}

/// Casts a vote with a token. `before`: whether the token was cast already, and then whether with the same choice.
/// Returns `true` for a new vote. No more votes are accepted than tokens were given, because a person who has the
/// secrets of the deployment can make further tokens.
pub fn accept_secret_vote(
    ballot: &BallotState,
    is_ours: bool,
    before: Option<bool>,
    revision: u32,
) -> Result<bool, Refusal> {
    // An accepted vote stays accepted, whatever has happened since: the answer may have been lost on its way.
    if is_ours && before == Some(true) {
        return Ok(false);
    }
    ballot.takes(revision, &[Method::Secret])?;
    if !is_ours {
        return Err(Refusal::WrongToken);
    }
    if before.is_some() {
        return Err(Refusal::TokenSpent);
    }
    let votes = ballot.single.sum().saturating_add(ballot.in_urn);
    if votes < ballot.given { Ok(true) } else { Err(Refusal::NoTokenLeft) }
}

/// Counts the wrong tokens of the minute of `now`, this one included; `wrong` is the last minute with wrong tokens and
/// their number. Above the limit nothing is counted, so that a flood causes no further writes. Right tokens are still
/// accepted: otherwise a sender of wrong tokens could keep everybody from voting.
pub fn count_wrong(wrong: (i64, u32), now: UtcMillis) -> Result<(i64, u32), Refusal> {
    let minute = now.0.div_euclid(MINUTE);
    let before = if wrong.0 == minute { wrong.1 } else { 0 };
    if before >= limits::WRONG_TOKENS_PER_MINUTE_MAX {
        return Err(Refusal::TooManyWrongTokens { until: UtcMillis((minute + 1) * MINUTE) });
    }
    Ok((minute, before + 1))
}

/// Whether the chair may close the ballot now. The teller's count serves as the teller's signature.
pub fn may_close_ballot(ballot: &BallotState, by: MemberId, now: UtcMillis, revision: u32) -> Result<(), Refusal> {
    if ballot.status != BallotStatus::Open {
        return Err(Refusal::NotOpen);
    }
    if ballot.meeting.chair != by {
        return Err(Refusal::NotChair);
    }
    if ballot.revision != revision {
        return Err(Refusal::StalePage { revision: ballot.revision });
    }
    let by_two = ballot.method == Method::Hands || ballot.handed_out > 0;
    if by_two && !matches!(ballot.entered, CountProgress::Agreed(_)) {
        return Err(Refusal::CountMissing);
    }
    let waiting = ballot.meeting.present.saturating_sub(ballot.voted());
    let closes_at = ballot.closes_at.unwrap_or(now);
    if now < closes_at && waiting > 0 { Err(Refusal::TooEarly { closes_at, waiting }) } else { Ok(()) }
}
