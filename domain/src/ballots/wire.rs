//! What goes over the wire about ballots.

use super::tally::Counts;
use super::token::{Element, Input, Output, Proof, Receipt};
use crate::decisions::YesNo;
use crate::ids::{BallotId, CaseId, MeetingId, MemberId, VoterId};
use crate::number::Whole;
use crate::text::{Line, Reason, Text};
use crate::time::UtcMillis;
use crate::{body, limits, query, reply, words};

/// The question of a ballot, as it is read out.
pub type Question = Text<4, { limits::QUESTION_CHARS_MAX }>;
/// For how many minutes a ballot stays open at least.
pub type OpenMinutes = Whole<1, { limits::BALLOT_OPEN_MINUTES_MAX }>;
/// Names the rule of a pack by which `decisions` judges the result.
pub type RuleKey = Line<1, { limits::RULE_KEY_CHARS_MAX }>;

words! {
    /// How the votes are given (表决方式).
    pub enum Method: "meetings.method" {
        /// 实名表决: each person votes in a session of their own; how each person voted is public.
        Open = "open",
        /// 举手表决: the chair counts, the teller counts again.
        Hands = "hands",
        /// 无记名投票: by phone with a blind token, or on paper.
        Secret = "secret",
    }
}

impl Method {
    /// The default of a form: choices stay secret unless the person who drafts the ballot chooses otherwise.
    pub const USUAL: Self = Self::Secret;
}

words! {
    pub enum Choice: "meetings.choice" {
        /// 赞成
        For = "for",
        /// 反对
        Against = "against",
        /// 弃权
        Abstain = "abstain",
    }
}

words! {
    pub enum BallotStatus: "meetings.ballot" {
        Draft = "draft",
        Open = "open",
        Closed = "closed",
    }
}

words! {
    /// What a ballot is for.
    pub enum PurposeKind {
        /// It decides one case.
        Case = "case",
        /// 程序性表决: it decides only what the meeting does next.
        Free = "free",
        /// Created before ballots named what they decide.
        Earlier = "earlier",
    }
}

words! {
    /// In which capacity somebody votes.
    pub enum VotingRight: "meetings.voice" {
        Own = "own",
        /// As the listed proxy of an absent person.
        Proxy = "proxy",
    }
}

words! {
    /// The state of a vote that the caller may give.
    pub enum VoiceState: "meetings.voice-state" {
        /// Not used yet.
        Free = "free",
        NotPresent = "not-present",
        Struck = "struck",
        /// Another person gives it: the member of the household who came first, or the represented person, present.
        SpokenFor = "spoken-for",
        Voted = "voted",
        /// A token was given. Only its holder knows whether it was cast.
        TokenGiven = "token-given",
        PaperGiven = "paper-given",
    }
}

words! {
    /// What happens to the vote of a person who lost the phone after the token was given (丢失手机).
    pub enum LostPhone {
        /// Neither a second token nor a paper: it counts as given and not cast, because nobody knows whether it was.
        GivenNotCast = "given-not-cast",
    }
}

body! {
    pub struct BallotRequest {
        /// The case that the ballot decides; none for a free question, which decides nothing.
        pub case: Option<CaseId>,
        /// The text of a free question, as it is read out. The question of a decision is made from its title.
        pub question: Option<Question>,
        /// Why a decision that was already put to the vote at this meeting is put again.
        pub reason: Option<Reason>,
        pub method: Method,
        pub rule: RuleKey,
        /// The item of the agenda that the ballot is about, counted from 1; 0: no item or, for a decision, the item of
        /// its case.
        pub item: u32,
        /// How long the ballot stays open at least, unless everybody present has voted.
        pub open_minutes: OpenMinutes,
    }
    /// The revision of the ballot that the caller's page shows.
    pub struct AtRevisionRequest { pub revision: u32 }
    pub struct CastOpenVoteRequest {
        pub voter: VoterId,
        pub choice: Choice,
        pub revision: u32,
    }
    pub struct TakeTokenRequest {
        pub voter: VoterId,
        /// The blinded input.
        pub element: Element,
        pub revision: u32,
    }
    pub struct CastSecretBallotRequest {
        pub input: Input,
        pub output: Output,
        pub choice: Choice,
        pub revision: u32,
    }
    /// Papers for some voters, all or none.
    pub struct HandOutPaperRequest {
        /// At least one; the number is bounded. A voter who is named twice gets one paper.
        pub voters: Vec<VoterId>,
        pub revision: u32,
    }
    pub struct CountRequest {
        pub r#for: u32,
        pub against: u32,
        pub abstain: u32,
        /// Papers that show no choice; hands are never invalid.
        pub invalid: u32,
        pub revision: u32,
    }
}

impl CountRequest {
    pub fn counts(&self) -> Counts {
        Counts { r#for: self.r#for, against: self.against, abstain: self.abstain, invalid: self.invalid }
    }
}

query! {
    /// A page of a list that is ordered by its own key.
    pub struct ReceiptQuery {
        /// What the page before gave as `next`; without it the first page.
        after: Receipt = "string",
        limit: u32 = "integer",
    }
}

query! {
    pub struct VoteQuery {
        /// What the page before gave as `next`; without it the first page.
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
        /// Only of a secret ballot: the phone checks the evaluation against this key.
        pub public_key: Option<Element>,
    }
    /// The evaluation of a blinded element. It is not stored; a caller who lost it sends the same element again.
    pub struct TokenGiven {
        pub element: Element,
        pub proof: Proof,
    }
    pub struct SecretVoteTaken { pub receipt: Receipt }
    pub struct CountTaken {
        /// Whether two people have now entered the same count.
        pub agreed: bool,
    }
    pub struct PapersHandedOut {
        /// Number of papers that this list added.
        pub added: u32,
        /// Number of papers handed out so far.
        pub handed_out: u32,
    }
    pub struct BallotClosed { pub tally: Tally }
    /// All that a polling page needs.
    #[derive(Copy)]
    pub struct Turnout {
        pub status: BallotStatus,
        pub revision: u32,
        /// 应到: voters on the roll who are still entitled; after closing, the number at closing.
        pub entitled: u32,
        /// 实到
        pub present: u32,
        /// Number of tokens given.
        pub given: u32,
        /// Number of papers handed out.
        pub handed_out: u32,
        /// Votes by phone or by name, and votes of a count that two people agreed on.
        pub voted: u32,
        /// How many people have entered a count of hands or papers: 0 to 2. 0 in answers stored before this field
        /// existed.
        #[serde(default)]
        pub counts_entered: u32,
        pub closes_at: Option<UtcMillis>,
    }
    /// The result; present only after closing.
    #[derive(Copy)]
    pub struct Tally {
        pub total: Counts,
        /// `None` when a part is too small to be shown separately.
        pub phone: Option<Counts>,
        pub paper: Option<Counts>,
        pub given_not_cast: u32,
        pub handed_out_not_returned: u32,
    }
    /// What a ballot decides (表决事项).
    pub struct BallotPurpose {
        pub kind: PurposeKind,
        /// The case that it was drafted for.
        pub case: Option<CaseId>,
        /// Why the decision was put to the vote again.
        pub reason: Option<String>,
    }
    /// A voter in the room, or represented there, and whether the voter has a paper or a token.
    pub struct ReceiverRow {
        pub voter: VoterId,
        pub name: String,
        /// Building and unit, to tell people of one name apart.
        pub address_masked: String,
        pub state: VoiceState,
    }
    /// The first of two counts, while the second is missing.
    pub struct FirstCountRow {
        pub by_name: String,
        /// Only for the person who entered it: the second counter must not see it.
        pub counts: Option<Counts>,
    }
    pub struct BallotRow {
        pub ballot: BallotId,
        pub question: String,
        pub method: Method,
        pub purpose: BallotPurpose,
        pub turnout: Turnout,
        pub tally: Option<Tally>,
        /// Only for the officers of the meeting and the person who counted.
        #[serde(default)]
        pub first_count: Option<FirstCountRow>,
    }
    /// A decision that may be put to the vote at a meeting.
    pub struct BallotCase {
        pub case: CaseId,
        pub title: String,
        /// The question as the ballot will ask it.
        pub question: String,
        /// `yes`: it was put to the vote at this meeting before, and a further ballot needs a reason.
        pub was_put: YesNo,
        /// `yes`: an earlier ballot decided it, and later ballots do not change that.
        pub is_decided: YesNo,
    }
    pub struct Ballots {
        pub ballots: Vec<BallotRow>,
        /// Empty once the meeting has ended.
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
        /// The votes that the caller may give; none for a guest.
        pub mine: Vec<OwnVoice>,
    }
    pub struct OwnVoice {
        pub voter: VoterId,
        pub how: VotingRight,
        /// The name of the person whom the caller represents.
        pub name: Option<String>,
        pub state: VoiceState,
    }
    /// A vote of a secret ballot. The list is sorted by receipt, so that all voters can find their own. Neither time
    /// nor order of casting is stored.
    pub struct ReceiptRow {
        pub receipt: Receipt,
        /// `None` where phone and paper must not be shown separately.
        pub choice: Option<Choice>,
    }
    /// A vote of a ballot by name. The list is sorted by voter.
    pub struct NamedVote {
        pub voter: VoterId,
        /// Masked for guests; for a household, the name of the person who voted for it.
        pub name: String,
        pub choice: Choice,
        pub how: VotingRight,
    }
}
