//! What goes over the wire about meetings.

use super::{Electorate, MeetingForm, MeetingRecord};
use crate::archive::CaptionedFile;
use crate::ballots::Method;
use crate::ids::{BodyId, CaseId, GroupId, MatterId, MeetingId, MemberId, VoterId};
use crate::members::NearKinship;
use crate::text::{Line, PlaceText, Reason, Text, Title};
use crate::time::UtcMillis;
use crate::{body, limits, query, words};

/// The step of a case, as `decisions` spells it.
pub type StepWord = Line<2, 40>;
/// The written mandate: the hash of its file, or the place where the paper is kept.
pub type MandatePaper = Line<2, 80>;
pub type GuestName = Line<2, { limits::GUEST_NAME_CHARS_MAX }>;
/// The discussion and decision on one item of the agenda.
pub type MinutesText = Text<0, { limits::MINUTES_ITEM_CHARS_MAX }>;

words! {
    /// The capacity in which somebody without a vote takes part (列席).
    pub enum GuestCapacity: "meetings.capacity" {
        /// From the street or township (街道、乡镇).
        HigherLevel = "higher-level",
        /// 法律顾问
        LegalAdviser = "legal-adviser",
        /// 专家
        Expert = "expert",
        /// 物业服务企业
        PropertyCompany = "property-company",
        /// 业主委员会
        OwnersCommittee = "owners-committee",
        /// 辖区单位
        ResidentUnit = "resident-unit",
        /// 社会组织
        Organisation = "organisation",
        /// A resident affected by the matter, even without a registered household here (利益相关居民).
        InterestedResident = "interested-resident",
        /// 居务监督委员会
        Supervisor = "supervisor",
        /// 旁听
        Observer = "observer",
    }
}

impl GuestCapacity {
    /// Whether it is the capacity of an organisation, whose name is public; a person's name is masked in public views.
    pub fn is_organisation(self) -> bool {
        matches!(
            self,
            Self::HigherLevel | Self::PropertyCompany | Self::OwnersCommittee | Self::ResidentUnit | Self::Organisation
        )
    }
}

words! {
    /// How a presence was recorded.
    pub enum PresentBy: "meetings.how" {
        /// The rotating code on the screen of the meeting.
        Code = "code",
        /// The paper list, entered by hand.
        List = "list",
        /// The code, entered by a worker who helped.
        Assisted = "assisted",
        /// Represented by a person with a written mandate.
        Proxy = "proxy",
    }
}

words! {
    /// The answer of a voter to the invitation.
    pub enum InvitationAnswer {
        /// 我会来
        Coming = "coming",
        /// 来不了
        NotComing = "not-coming",
        /// 还没定: takes an answer back.
        Undecided = "undecided",
    }
}

words! {
    /// Why an entry of the paper list is withdrawn.
    pub enum WithdrawalReason: "meetings.withdrawal" {
        /// Another person was meant.
        WrongPerson = "wrong-person",
        /// The person was expected and did not come.
        NotThere = "not-there",
        /// Another member of the household came.
        WrongSpeaker = "wrong-speaker",
    }
}

words! {
    /// Why a mandate no longer counts.
    pub enum ProxyEnd: "meetings.proxy-end" {
        Withdrawn = "withdrawn",
        /// The principal came in person.
        Present = "present",
        /// One of the two people is no longer entitled.
        Struck = "struck",
    }
}

words! {
    /// What a meeting is about.
    pub enum AboutWhat {
        /// Nothing recorded elsewhere: the agenda says it.
        Nothing = "nothing",
        /// A matter of deliberation, named in `matter`.
        Matter = "matter",
        /// One step of a case, named in `case` and `step`, perhaps with its matter.
        Case = "case",
    }
}

impl About {
    pub fn nothing() -> Self {
        Self { what: AboutWhat::Nothing, matter: None, case: None, step: None }
    }

    pub fn matter(matter: MatterId) -> Self {
        Self { what: AboutWhat::Matter, matter: Some(matter), case: None, step: None }
    }

    pub fn case(case: CaseId, step: StepWord) -> Self {
        Self { what: AboutWhat::Case, matter: None, case: Some(case), step: Some(step) }
    }

    /// Whether the references match `what`, with no others.
    pub fn is_whole(&self) -> bool {
        match self.what {
            AboutWhat::Nothing => self.matter.is_none() && self.case.is_none() && self.step.is_none(),
            AboutWhat::Matter => self.matter.is_some() && self.case.is_none() && self.step.is_none(),
            AboutWhat::Case => self.case.is_some() && self.step.is_some(),
        }
    }
}

words! {
    /// The part of the electorate that meets.
    pub enum WithinWhat {
        /// The whole electorate.
        Everybody = "everybody",
        /// 居民小组、村民小组: the people who live in it; named in `group`.
        Group = "group",
        /// 党支部: its members, where a community has several branches; named in `branch`.
        Branch = "branch",
    }
}

impl ElectoratePart {
    pub fn everybody() -> Self {
        Self { what: WithinWhat::Everybody, group: None, branch: None }
    }

    pub fn group(group: GroupId) -> Self {
        Self { what: WithinWhat::Group, group: Some(group), branch: None }
    }

    pub fn branch(branch: BodyId) -> Self {
        Self { what: WithinWhat::Branch, group: None, branch: Some(branch) }
    }

    /// Whether the references match `what`, with no others.
    pub fn is_whole(&self) -> bool {
        match self.what {
            WithinWhat::Everybody => self.group.is_none() && self.branch.is_none(),
            WithinWhat::Group => self.group.is_some() && self.branch.is_none(),
            WithinWhat::Branch => self.group.is_none() && self.branch.is_some(),
        }
    }
}

words! {
    /// Which meetings a list shows.
    pub enum MeetingFilter {
        /// Announced or open, soonest first.
        Upcoming = "upcoming",
        /// Closed or cancelled, newest first.
        Past = "past",
        /// The caller is on the roll; newest first.
        Mine = "mine",
        /// Meetings that the caller chairs, counts or records and that still need this: not yet over, or with minutes
        /// that two people have not signed; soonest first.
        Running = "running",
    }
}

query! {
    /// A page of meetings; with a matter or a case, only meetings about it, newest first.
    pub struct MeetingQuery {
        filter: MeetingFilter = "string",
        matter: MatterId = "string",
        case: CaseId = "string",
        /// What the page before gave as `next`; without it the first page.
        after: MeetingId = "string",
        limit: u32 = "integer",
    }
}

query! {
    /// The meeting that is to be announced; without a form, a forum.
    pub struct SuggestionQuery {
        form: MeetingForm = "string",
        /// By default the form's own.
        electorate: Electorate = "string",
    }
}

query! {
    /// A page of voters, in the order of their ids.
    pub struct VoterQuery {
        /// What the page before gave as `next`; without it the first page.
        after: VoterId = "string",
        limit: u32 = "integer",
    }
}

query! {
    /// One version of the minutes; by default the newest.
    pub struct MinutesQuery {
        version: u32 = "integer",
    }
}

body! {
    /// The announcement of a meeting (预告).
    pub struct AnnounceMeetingRequest {
        pub form: MeetingForm,
        pub electorate: Electorate,
        pub within: ElectoratePart,
        pub title: Title,
        pub agenda: Vec<AgendaItem>,
        pub place: PlaceText,
        pub starts_at: UtcMillis,
        pub officers: MeetingOfficers,
        pub about: About,
        /// Public files to read before the meeting.
        pub materials: Vec<CaptionedFile>,
        /// Places for listeners at a hearing; 0 where no number is given.
        pub seats: u32,
        pub guests: Vec<InviteGuestRequest>,
        /// Why people are told at short notice (遇有特殊情况的，可以临时通知): only for an assembly (RC25 art. 26, VC25
        /// art. 25). It is published with the meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub urgent: Option<Reason>,
        /// With a method, the meeting takes the step that `about` names, and its ballot by this method is drafted.
        /// Without one, both are left for later.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ballot: Option<Method>,
    }
    pub struct AgendaItem {
        pub title: Title,
        pub minutes: u32,
        /// A further decision of which the meeting takes a step, in addition to the one for which it was called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub case: Option<CaseId>,
    }
    /// The officers of the meeting. Chair and teller must be two people.
    pub struct MeetingOfficers {
        /// 主持人
        pub chair: MemberId,
        /// 监票人: confirms counts and signs the minutes.
        pub teller: MemberId,
        /// 记录人; by default the chair.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub recorder: Option<MemberId>,
    }
    /// What the meeting is about, if that is recorded elsewhere.
    pub struct About {
        pub what: AboutWhat,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub matter: Option<MatterId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub case: Option<CaseId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub step: Option<StepWord>,
    }
    /// A part of the electorate.
    pub struct ElectoratePart {
        pub what: WithinWhat,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub group: Option<GroupId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub branch: Option<BodyId>,
    }
    /// A guest without a vote.
    pub struct InviteGuestRequest {
        pub name: GuestName,
        pub capacity: GuestCapacity,
    }
    /// Another place, a later time, other officers. Once the meeting is open only the officers may change.
    pub struct ReviseMeetingRequest {
        pub place: PlaceText,
        pub starts_at: UtcMillis,
        /// Without them, the officers stay as they are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub officers: Option<MeetingOfficers>,
        pub reason: Reason,
    }
    pub struct CancelMeetingRequest { pub reason: Reason }
    pub struct CloseMeetingRequest {
        /// Number of people who came without being on the roll.
        pub visitors: u32,
    }
    /// Voters from the paper list, accepted as a whole.
    pub struct ListVotersRequest { pub voters: Vec<ListedVoter> }
    pub struct ListedVoter {
        pub voter: VoterId,
        /// The member of the household who came; required where households vote, and not allowed elsewhere.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub speaker: Option<MemberId>,
    }
    /// Whether the caller will come; where households vote, whether somebody of the household will.
    pub struct AnswerInvitationRequest { pub answer: InvitationAnswer }
    /// A wrong entry of the paper list.
    pub struct WithdrawPresenceRequest {
        pub voter: VoterId,
        /// A word, so that the journal keeps it: of typed text it keeps nothing.
        pub reason: WithdrawalReason,
    }
    /// A written mandate.
    pub struct NameProxyRequest {
        pub principal: MemberId,
        pub proxy: MemberId,
        /// How the proxy is related to the principal.
        pub kinship: NearKinship,
        pub paper: MandatePaper,
    }
    /// Withdraw a mandate.
    pub struct WithdrawProxyRequest { pub principal: MemberId }
    /// A new version of the minutes.
    pub struct WriteMinutesRequest {
        /// One text for each item of the agenda, and one more for other topics.
        pub texts: Vec<MinutesText>,
        /// The version that the writer saw; 0 for the first.
        pub follows: u32,
    }
    pub struct AdoptMinutesRequest { pub version: u32 }
    /// Photos or pages of the signature sheet: at least one.
    pub struct AddRecordsRequest {
        pub record: MeetingRecord,
        pub files: Vec<CaptionedFile>,
    }
}
