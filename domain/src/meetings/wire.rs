//! What goes over the wire about meetings.

use super::{Electorate, MeetingForm, MeetingRecord};
use crate::archive::CaptionedFile;
use crate::ids::{BodyId, CaseId, GroupId, MatterId, MeetingId, MemberId, VoterId};
use crate::members::NearKinship;
use crate::text::{Line, Place, Reason, Text, Title};
use crate::time::UtcMillis;
use crate::{body, limits, query, words};

/// The step of a case, as its feature spells it.
pub type StepWord = Line<2, 40>;
/// The written mandate: its file's hash, or where the paper lies.
pub type MandatePaper = Line<2, 80>;
pub type GuestName = Line<2, { limits::GUEST_NAME_CHARS_MAX }>;
/// What was said and decided on one item of the agenda.
pub type MinutesText = Text<0, { limits::MINUTES_ITEM_CHARS_MAX }>;

words! {
    /// As what somebody without a vote takes part (列席).
    pub enum GuestCapacity {
        /// Of the street or township (街道、乡镇).
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
        /// A resident whom the matter concerns, also without a registered household here (利益相关居民).
        InterestedResident = "interested-resident",
        /// 居务监督委员会
        Supervisor = "supervisor",
        /// 旁听
        Observer = "observer",
    }
}

impl GuestCapacity {
    /// Stands for an organisation, whose name is public; a person's is masked in public views.
    pub fn is_organisation(self) -> bool {
        matches!(
            self,
            Self::HigherLevel | Self::PropertyCompany | Self::OwnersCommittee | Self::ResidentUnit | Self::Organisation
        )
    }
}

words! {
    /// How a presence came about.
    pub enum PresentBy {
        /// The rotating code on the screen of the meeting.
        Code = "code",
        /// The paper list, typed in.
        List = "list",
        /// The code, by the hand of a worker who helped.
        Assisted = "assisted",
        /// Somebody else with a written mandate.
        Proxy = "proxy",
    }
}

words! {
    /// Why a mandate does not count any more.
    pub enum ProxyEnd {
        Withdrawn = "withdrawn",
        /// The principal came in person.
        Present = "present",
        /// One of the two is not entitled any more.
        Struck = "struck",
    }
}

words! {
    /// About what a meeting is.
    pub enum AboutWhat {
        /// About nothing that stands elsewhere: the agenda says it.
        Nothing = "nothing",
        /// About a matter of deliberation; named in `matter`.
        Matter = "matter",
        /// One step of a case; named in `case` and `step`, perhaps with its matter.
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

    /// Names what it says, and nothing else.
    pub fn is_whole(&self) -> bool {
        match self.what {
            AboutWhat::Nothing => self.matter.is_none() && self.case.is_none() && self.step.is_none(),
            AboutWhat::Matter => self.matter.is_some() && self.case.is_none() && self.step.is_none(),
            AboutWhat::Case => self.case.is_some() && self.step.is_some(),
        }
    }
}

words! {
    /// Of whom among the electorate a meeting is.
    pub enum WithinWhat {
        /// Of all of them.
        Everybody = "everybody",
        /// 居民小组、村民小组: of those who live in it; named in `group`.
        Group = "group",
        /// 党支部: of its members, where a community has several; named in `branch`.
        Branch = "branch",
    }
}

impl Within {
    pub fn everybody() -> Self {
        Self { what: WithinWhat::Everybody, group: None, branch: None }
    }

    pub fn group(group: GroupId) -> Self {
        Self { what: WithinWhat::Group, group: Some(group), branch: None }
    }

    pub fn branch(branch: BodyId) -> Self {
        Self { what: WithinWhat::Branch, group: None, branch: Some(branch) }
    }

    /// Names what it says, and nothing else.
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
        /// On whose roll the caller stands, newest first.
        Mine = "mine",
        /// Which the caller chairs, counts or records, and which wait for that: not over yet, or with minutes that two
        /// people have not signed; soonest first.
        Running = "running",
    }
}

query! {
    /// A page of meetings; with a matter or a case only of that, newest first.
    pub struct MeetingQuery {
        filter: MeetingFilter = "string",
        matter: MatterId = "string",
        case: CaseId = "string",
        /// The last meeting of the page before.
        after: MeetingId = "string",
        limit: u32 = "integer",
    }
}

query! {
    /// A page of voters, in the order of their ids.
    pub struct VoterQuery {
        /// The last voter of the page before.
        after: VoterId = "string",
        limit: u32 = "integer",
    }
}

query! {
    /// One version of the minutes; the newest when none is named.
    pub struct MinutesQuery {
        version: u32 = "integer",
    }
}

body! {
    /// What is announced (预告).
    pub struct MeetingDraft {
        pub form: MeetingForm,
        pub electorate: Electorate,
        pub within: Within,
        pub title: Title,
        pub agenda: Vec<AgendaItem>,
        pub place: Place,
        pub starts_at: UtcMillis,
        pub officers: Officers,
        pub about: About,
        /// Files that everybody may read beforehand.
        pub materials: Vec<CaptionedFile>,
        /// Places for listeners, for a hearing; 0 where no number is named.
        pub seats: u32,
        pub guests: Vec<GuestDraft>,
    }
    pub struct AgendaItem {
        pub title: Title,
        pub minutes: u32,
        /// A decision that the meeting takes a step of, beside the one that it was called for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub case: Option<CaseId>,
    }
    /// Who runs it. Chair and teller are two people.
    pub struct Officers {
        /// 主持人
        pub chair: MemberId,
        /// 监票人: confirms counts and signs the minutes.
        pub teller: MemberId,
        /// 记录人; the chair where nobody is named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub recorder: Option<MemberId>,
    }
    /// What the meeting is about, where it is about something that stands elsewhere.
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
    pub struct Within {
        pub what: WithinWhat,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub group: Option<GroupId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub branch: Option<BodyId>,
    }
    /// Invited without a vote.
    pub struct GuestDraft {
        pub name: GuestName,
        pub capacity: GuestCapacity,
    }
    /// Another place, a later time, other officers. Once the meeting is open only the officers may change.
    pub struct MeetingRevision {
        pub place: Place,
        pub starts_at: UtcMillis,
        pub officers: Officers,
        pub reason: Reason,
    }
    pub struct MeetingCancellation { pub reason: Reason }
    pub struct MeetingClosing {
        /// Heads of those who came without standing on the roll.
        pub visitors: u32,
    }
    /// Voters of the paper list, all or none.
    pub struct ListedVoters { pub voters: Vec<ListedVoter> }
    pub struct ListedVoter {
        pub voter: VoterId,
        /// Who of the household came; needed where households vote, and nowhere else.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub speaker: Option<MemberId>,
    }
    /// A written mandate.
    pub struct ProxyDraft {
        pub principal: MemberId,
        pub proxy: MemberId,
        /// What the proxy is to the principal.
        pub kinship: NearKinship,
        pub paper: MandatePaper,
    }
    /// A mandate is taken back.
    pub struct ProxyWithdrawal { pub principal: MemberId }
    /// A new version of the minutes.
    pub struct MinutesDraft {
        /// One text for each item of the agenda, and one more for what came besides.
        pub texts: Vec<MinutesText>,
        /// The version that the writer had before the eyes; 0 for the first.
        pub follows: u32,
    }
    pub struct MinutesAdoption { pub version: u32 }
    /// Photos or pages of the signature sheet: at least one.
    pub struct MeetingRecords {
        pub record: MeetingRecord,
        pub files: Vec<CaptionedFile>,
    }
}
