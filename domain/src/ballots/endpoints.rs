//! The endpoints of ballots.

use super::{
    AtRevisionRequest, Ballot, BallotClosed, BallotDrafted, BallotOpened, BallotRequest, Ballots, CastOpenVoteRequest,
    CastSecretBallotRequest, CountRequest, CountTaken, HandOutPaperRequest, NamedVote, PapersHandedOut, ReceiptQuery,
    ReceiptRow, ReceiverRow, Refusal, SecretVoteTaken, TakeTokenRequest, TokenGiven, Turnout, VoteQuery,
    token::Receipt,
};
use crate::contract::Page;
use crate::ids::{BallotId, CommunityCode, MeetingId, VoterId};
use crate::sessions::Done;

crate::endpoints! {
    /// Draft a ballot for a meeting.
    DraftBallot = "ballots/draft-ballot" Post "/api/communities/{community}/meetings/{meeting}/ballots" {
        may: ManageBallot, params: (CommunityCode, MeetingId), body: BallotRequest, reply: BallotDrafted,
        refusals: Refusal[MeetingNotOpen, ItemNotNamed, QuestionNotFitting, CaseNotHere, CaseAsked,
            ReasonMissing, TooMany]
    }
    /// Change a draft before the ballot is opened.
    ReviseBallot = "ballots/revise-ballot" Post "/api/communities/{community}/ballots/{ballot}/revision" {
        may: ManageBallot, params: (CommunityCode, BallotId), body: BallotRequest, reply: BallotDrafted,
        refusals: Refusal[NotDraft, ItemNotNamed, QuestionNotFitting, CaseNotHere, CaseAsked,
            ReasonMissing]
    }
    /// Delete a draft. A ballot that was opened stays.
    DropBallot = "ballots/drop-ballot" Post "/api/communities/{community}/ballots/{ballot}/dropping" {
        may: ManageBallot, params: (CommunityCode, BallotId), body: AtRevisionRequest, reply: Done,
        refusals: Refusal[NotDraft, StalePage]
    }
    /// Open a ballot; only the chair may do this.
    OpenBallot = "ballots/open-ballot" Post "/api/communities/{community}/ballots/{ballot}/opening" {
        may: ManageBallot, params: (CommunityCode, BallotId), body: AtRevisionRequest, reply: BallotOpened,
        refusals: Refusal[MeetingNotOpen, NotDraft, StalePage, NotChair, NoTeller, CaseNotHere, ReasonMissing]
    }
    /// Vote by name, for oneself or for a person whom the caller represents.
    CastOpenVote = "ballots/cast-open-vote" Post "/api/communities/{community}/ballots/{ballot}/votes" {
        may: CastVote, params: (CommunityCode, BallotId), body: CastOpenVoteRequest, reply: Done,
        refusals: Refusal[MeetingNotOpen, NotOpen, StalePage, OtherMethod, NotOnRoll, Struck, NotPresent, SpokenFor,
            NotYourVoice, PrincipalPresent, AlreadyVoted]
    }
    /// Ask for the one blind token of a voter. The command has no key, because the answer is not stored: the same
    /// element sent again while the ballot is open brings the same token. It writes no journal row at that moment,
    /// because the order of tokens would then stand beside names; the rows are written when the ballot is closed, in
    /// the order of the voters.
    TakeToken = "ballots/take-token" Post "/api/communities/{community}/ballots/{ballot}/tokens" {
        kind: Unkeyed, may: CastVote, params: (CommunityCode, BallotId), body: TakeTokenRequest, reply: TokenGiven,
        refusals: Refusal[MeetingNotOpen, NotOpen, StalePage, OtherMethod, NotOnRoll, Struck, NotPresent, SpokenFor,
            NotYourVoice, PrincipalPresent, TokenGiven, PaperGiven, BadElement]
    }
    /// Cast a secret vote. Any holder of a token may cast; the caller is not identified. The same token twice with the
    /// same choice counts as one vote.
    CastSecretBallot = "ballots/cast-secret-ballot" Post "/api/communities/{community}/ballots/{ballot}/casts" {
        kind: Anonymous, may: CastSecretBallot, params: (CommunityCode, BallotId), body: CastSecretBallotRequest,
        reply: SecretVoteTaken,
        refusals: Refusal[MeetingNotOpen, NotOpen, StalePage, OtherMethod, WrongToken, TooManyWrongTokens, TokenSpent,
            NoTokenLeft]
    }
    /// Record that voters of a secret ballot received their papers: all of the list, or none.
    HandOutPaper = "ballots/hand-out-paper" Post "/api/communities/{community}/ballots/{ballot}/papers" {
        may: ManageBallot, params: (CommunityCode, BallotId), body: HandOutPaperRequest, reply: PapersHandedOut,
        refusals: Refusal[MeetingNotOpen, NotOpen, StalePage, OtherMethod, NoTeller, NotOnRoll, AlreadyCounted,
            ReceiversOutOfRange, ReceiversStruck, ReceiversAbsent, ReceiversHaveTokens, ReceiversHavePapers]
    }
    /// Who is in the room at an open secret ballot, and who has a paper or a token.
    ListReceivers = "ballots/list-receivers" Get "/api/communities/{community}/ballots/{ballot}/papers" {
        may: ManageBallot, params: (CommunityCode, BallotId), query: VoteQuery, reply: Page<ReceiverRow, VoterId>,
        refusals: Refusal[NotOpen, OtherMethod]
    }
    /// Enter the first count of hands or papers.
    EnterCount = "ballots/enter-count" Post "/api/communities/{community}/ballots/{ballot}/count" {
        may: ManageBallot, params: (CommunityCode, BallotId), body: CountRequest, reply: CountTaken,
        refusals: Refusal[MeetingNotOpen, NotOpen, StalePage, OtherMethod, NotChair, NoTeller, TooManyVotes,
            AlreadyCounted]
    }
    /// Enter the second count, as the teller, who does not see the first count.
    ConfirmCount = "ballots/confirm-count" Post "/api/communities/{community}/ballots/{ballot}/second-count" {
        may: ConfirmCount, params: (CommunityCode, BallotId), body: CountRequest, reply: CountTaken,
        refusals: Refusal[MeetingNotOpen, NotOpen, StalePage, OtherMethod, TooManyVotes, NothingEntered, SameCounter,
            CountsDiffer, AlreadyCounted]
    }
    /// Close the ballot, as the chair; the counts become final.
    CloseBallot = "ballots/close-ballot" Post "/api/communities/{community}/ballots/{ballot}/closing" {
        may: ManageBallot, params: (CommunityCode, BallotId), body: AtRevisionRequest, reply: BallotClosed,
        refusals: Refusal[NotOpen, StalePage, NotChair, CountMissing, TooEarly]
    }
    /// The ballots of a meeting, in order.
    ListBallots = "ballots/list-ballots" Get "/api/communities/{community}/meetings/{meeting}/ballots" {
        may: SeePublic, params: (CommunityCode, MeetingId), reply: Ballots
    }
    /// One ballot with its figures and the votes that the caller may give.
    ShowBallot = "ballots/show-ballot" Get "/api/communities/{community}/ballots/{ballot}" {
        may: SeePublic, params: (CommunityCode, BallotId), reply: Ballot
    }
    /// How many people have voted: polled while the ballot is open.
    ShowTurnout = "ballots/show-turnout" Get "/api/communities/{community}/ballots/{ballot}/turnout" {
        may: SeePublic, params: (CommunityCode, BallotId), reply: Turnout
    }
    /// The receipts of a closed secret ballot.
    ListReceipts = "ballots/list-receipts" Get "/api/communities/{community}/ballots/{ballot}/receipts" {
        may: SeePublic, params: (CommunityCode, BallotId), query: ReceiptQuery,
        reply: Page<ReceiptRow, Receipt>,
        refusals: Refusal[NotClosed, OtherMethod]
    }
    /// The votes of a closed ballot by name.
    ListVotes = "ballots/list-votes" Get "/api/communities/{community}/ballots/{ballot}/votes" {
        may: SeePublic, params: (CommunityCode, BallotId), query: VoteQuery,
        reply: Page<NamedVote, VoterId>,
        refusals: Refusal[NotClosed, OtherMethod]
    }
}
