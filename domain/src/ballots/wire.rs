//! What goes over the wire about ballots.

use super::tally::Counts;
use super::token::{Element, Input, Output, Proof, Receipt};
use crate::decisions::Asked;
use crate::ids::{BallotId, CaseId, MeetingId, MemberId, VoterId};
use crate::text::{Line, Reason, Text};
use crate::time::UtcMillis;
use crate::{body, limits, query, reply, words};

/// What is put to the vote, as it is read out.
pub type Question = Text<4, { limits::QUESTION_CHARS_MAX }>;
/// By which rule of which pack the result will be judged; what it means is the business of `decisions`.
pub type RuleKey = Line<1, { limits::RULE_KEY_CHARS_MAX }>;

words! {
    /// How the votes are given (表决方式).
    pub enum Method {
        /// 实名表决: each by the own session; who voted how is public.
        Open = "open",
        /// 举手表决: the chair counts, the teller counts again.
        Hands = "hands",
        /// 无记名投票: by phone with a blind token, or on paper.
        Secret = "secret",
    }
}

impl Method {
    /// What a form begins with: nobody learns how somebody voted unless whoever drafts chooses otherwise.
    pub const USUAL: Self = Self::Secret;
}

words! {
    pub enum Choice {
        /// 赞成
        For = "for",
        /// 反对
        Against = "against",
        /// 弃权
        Abstain = "abstain",
    }
}

words! {
    pub enum BallotStatus {
        Draft = "draft",
        Open = "open",
        Closed = "closed",
    }
}

words! {
    /// What a ballot was drafted for.
    pub enum PurposeKind {
        /// It decides one case.
        Case = "case",
        /// 程序性表决: it decides nothing but what the meeting does next.
        Free = "free",
        /// From before ballots named what they decide.
        Earlier = "earlier",
    }
}

words! {
    /// In whose right somebody votes.
    pub enum How {
        Own = "own",
        /// For somebody who is listed as absent and represented.
        Proxy = "proxy",
    }
}

words! {
    /// What is left of a voice the caller may have.
    pub enum VoiceState {
        /// It may be used.
        Free = "free",
        NotPresent = "not-present",
        Struck = "struck",
        /// Somebody else uses it: the one of the household who came first, or the principal in person.
        SpokenFor = "spoken-for",
        Voted = "voted",
        /// A token was given. Whether it was cast nobody knows but its holder.
        TokenGiven = "token-given",
        PaperGiven = "paper-given",
    }
}

words! {
    /// What happens to a voice whose phone is lost after the token was given (丢失手机).
    pub enum LostPhone {
        /// No second token and no paper: it counts as given and not cast, because nobody can know whether it was.
        GivenNotCast = "given-not-cast",
    }
}

body! {
    pub struct BallotDraft {
        /// The decision that it decides; none: a free question, which decides nothing.
        pub case: Option<CaseId>,
        /// Of a free question, as it is read out. A decision's is made from its title.
        pub question: Option<Question>,
        /// Why a decision that was put to the vote at this meeting is put once more.
        pub reason: Option<Reason>,
        pub method: Method,
        pub rule: RuleKey,
        /// The item of the agenda that it is about, counted from 1; 0: of none, and where it decides a case, the case's.
        pub item: u32,
        /// How long it stays open at least, unless everybody present has voted.
        pub open_minutes: u32,
    }
    /// Says which state of the ballot the caller's page shows.
    pub struct AtRevision { pub revision: u32 }
    pub struct OpenVote {
        pub voter: VoterId,
        pub choice: Choice,
        pub revision: u32,
    }
    pub struct TokenRequest {
        pub voter: VoterId,
        /// The blinded input.
        pub element: Element,
        pub revision: u32,
    }
    pub struct SecretVote {
        pub input: Input,
        pub output: Output,
        pub choice: Choice,
        pub revision: u32,
    }
    pub struct PaperFor {
        pub voter: VoterId,
        pub revision: u32,
    }
    pub struct CountEntry {
        pub r#for: u32,
        pub against: u32,
        pub abstain: u32,
        /// Papers from which no choice can be read; hands are never invalid.
        pub invalid: u32,
        pub revision: u32,
    }
}

impl CountEntry {
    pub fn counts(&self) -> Counts {
        Counts { r#for: self.r#for, against: self.against, abstain: self.abstain, invalid: self.invalid }
    }
}

query! {
    /// A page of a list that is ordered by its own key.
    pub struct ReceiptQuery {
        /// Only receipts behind this one.
        after: Receipt = "string",
        limit: u32 = "integer",
    }
}

query! {
    pub struct VoteQuery {
        /// Only voters behind this one.
        after: VoterId = "string",
        limit: u32 = "integer",
    }
}

reply! {
    pub struct BallotDrafted {
        pub ballot: BallotId,
        pub revision: u32,
    }
    pub struct BallotOpened {
        pub revision: u32,
        pub closes_at: UtcMillis,
        /// Of a secret ballot: against this the phone checks what it is given.
        pub public_key: Option<Element>,
    }
    /// The evaluation of a blinded element. It is kept nowhere; whoever lost it asks again with the same element.
    pub struct TokenGiven {
        pub element: Element,
        pub proof: Proof,
    }
    pub struct SecretVoteTaken { pub receipt: Receipt }
    pub struct CountTaken {
        /// Whether two people have now entered the same.
        pub agreed: bool,
    }
    pub struct BallotClosed { pub tally: Tally }
    /// Whoever polls needs no more than this.
    #[derive(Copy)]
    pub struct Turnout {
        pub status: BallotStatus,
        pub revision: u32,
        /// 应到: on the roll and not struck; when it is closed, as it was then.
        pub entitled: u32,
        /// 实到
        pub present: u32,
        /// Tokens given.
        pub given: u32,
        /// Papers handed out.
        pub handed_out: u32,
        /// Votes that were cast by phone or by name, and those of a count that two people agreed on.
        pub voted: u32,
        pub closes_at: Option<UtcMillis>,
    }
    /// The result, from the moment of closing.
    #[derive(Copy)]
    pub struct Tally {
        pub total: Counts,
        /// `None` when a part is too small to be shown apart.
        pub phone: Option<Counts>,
        pub paper: Option<Counts>,
        pub given_not_cast: u32,
        pub handed_out_not_returned: u32,
    }
    /// What a ballot decides (表决事项).
    pub struct BallotPurpose {
        pub kind: PurposeKind,
        /// The decision that it was drafted for.
        pub case: Option<CaseId>,
        /// Why the decision was put to the vote once more.
        pub reason: Option<String>,
    }
    pub struct BallotRow {
        pub ballot: BallotId,
        pub question: String,
        pub method: Method,
        pub purpose: BallotPurpose,
        pub turnout: Turnout,
        pub tally: Option<Tally>,
    }
    /// A decision that may be put to the vote at a meeting.
    pub struct BallotCase {
        pub case: CaseId,
        pub title: String,
        /// As it will be asked.
        pub question: String,
        /// `yes`: it was put to the vote here before, and once more needs a reason.
        pub was_put: Asked,
        /// `yes`: what was put before decided it, and whatever comes now does not change that.
        pub is_decided: Asked,
    }
    pub struct Ballots {
        pub ballots: Vec<BallotRow>,
        /// Until the meeting is over.
        pub cases: Vec<BallotCase>,
    }
    pub struct Ballot {
        pub ballot: BallotId,
        pub meeting: MeetingId,
        pub question: String,
        pub purpose: BallotPurpose,
        pub method: Method,
        pub rule: String,
        pub open_minutes: u32,
        pub chair: MemberId,
        pub teller: Option<MemberId>,
        pub entitled_at_opening: Option<u32>,
        pub present_at_opening: Option<u32>,
        pub opened_at: Option<UtcMillis>,
        pub closed_at: Option<UtcMillis>,
        pub public_key: Option<Element>,
        pub lost_phone: LostPhone,
        pub turnout: Turnout,
        pub tally: Option<Tally>,
        /// The voices that the caller may have; none for a guest.
        pub mine: Vec<OwnVoice>,
    }
    pub struct OwnVoice {
        pub voter: VoterId,
        pub how: How,
        /// Whom the caller represents.
        pub name: Option<String>,
        pub state: VoiceState,
    }
    /// Votes of a secret ballot, by receipt: so everybody finds the own. Neither time nor order of casting exists.
    pub struct Receipts {
        pub receipts: Vec<ReceiptRow>,
        pub next_after: Option<Receipt>,
    }
    pub struct ReceiptRow {
        pub receipt: Receipt,
        /// `None` where phone and paper may not be told apart.
        pub choice: Option<Choice>,
    }
    /// Votes of an open ballot, by voter.
    pub struct NamedVotes {
        pub votes: Vec<NamedVote>,
        pub next_after: Option<VoterId>,
    }
    pub struct NamedVote {
        pub voter: VoterId,
        /// Masked for guests; for a household, of the person who spoke for it.
        pub name: String,
        pub choice: Choice,
        pub how: How,
    }
}
