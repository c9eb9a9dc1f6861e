//! Replies about meetings.

use super::{
    AgendaItem, Electorate, GuestCapacity, InvitationAnswer, MeetingForm, MeetingOutcomes, MeetingStatus, PresentBy,
    ProxyEnd, StruckCause,
};
use crate::archive::Attachment;
use crate::contract::Page;
use crate::ids::{CaseId, MatterId, MeetingId, MemberId, VoterId};
use crate::members::{NearKinship, Post};
use crate::reply;
use crate::time::UtcMillis;

reply! {
    /// A meeting as lists show it, without names.
    pub struct MeetingRow {
        pub id: MeetingId,
        pub seq: u64,
        pub form: MeetingForm,
        pub electorate: Electorate,
        pub status: MeetingStatus,
        pub title: String,
        /// The title of the one matter or decision that it is about.
        pub subject: Option<String>,
        pub place: String,
        pub starts_at: UtcMillis,
        /// 应到: voters on the frozen roll who are still entitled.
        pub entitled: u32,
        /// 实到: of these, the voters who came or are represented.
        pub present: u32,
        /// How many voters of the roll said that they will come, and that they will not; 0 in answers stored before
        /// these fields existed.
        #[serde(default)]
        pub coming: u32,
        #[serde(default)]
        pub not_coming: u32,
        pub matter: Option<MatterId>,
        pub case: Option<CaseId>,
        pub step: Option<String>,
    }
    /// A meeting as its page shows it to everybody.
    pub struct Meeting {
        pub row: MeetingRow,
        pub agenda: Vec<AgendaItem>,
        /// The residents' group or branch of the meeting; `None`: the whole electorate.
        pub within: Option<String>,
        /// Materials and photos; also the signature sheet for readers who may see it.
        pub files: Vec<Attachment>,
        pub seats: u32,
        pub guests: Vec<GuestRow>,
        /// The full name: the officers of a meeting are public.
        pub chair_name: String,
        pub teller_name: Option<String>,
        pub recorder_name: Option<String>,
        pub announced_at: UtcMillis,
        /// Days of notice that the rule required.
        pub notice_days: u32,
        /// Why people were told at short notice.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub urgent: Option<String>,
        /// The earliest and the latest moment at which the chair may open it.
        pub opens_from: UtcMillis,
        pub opens_until: UtcMillis,
        pub opened_at: Option<UtcMillis>,
        pub closed_at: Option<UtcMillis>,
        pub cancelled_reason: Option<String>,
        /// SHA-256 of the frozen roll.
        pub roll_hash: String,
        pub roll_count: u32,
        pub struck: u32,
        /// Of those present, the number represented by somebody else.
        pub proxies: u32,
        /// How many mandates one person may hold here; 0: no representation. Also 0 in answers stored before this field
        /// existed.
        #[serde(default)]
        pub mandates_max: u32,
        /// How many of those entitled must come for a decision; 0: the meeting decides nothing by vote. Also 0 in answers
        /// stored before this field existed.
        #[serde(default)]
        pub quorum: u32,
        /// Number of people who came without being on the roll.
        pub visitors: u32,
        /// The minutes, once two people have signed them.
        pub minutes: Option<AdoptedMinutes>,
        /// The outcomes, where they must be recorded and the minutes are final.
        pub outcomes: Option<MeetingOutcomes>,
        /// The caller's own part, when signed in.
        pub mine: Option<OwnPart>,
    }
    pub struct GuestRow {
        /// The full name of an organisation; a person's name is masked for strangers.
        pub name: String,
        pub capacity: GuestCapacity,
    }
    pub struct AdoptedMinutes {
        pub version: u32,
        pub hash: String,
        pub adopted_at: UtcMillis,
    }
    pub struct OwnPart {
        /// The voter that the caller is: the member or the household; `None` when not on the roll.
        pub voter: Option<VoterId>,
        pub struck: Option<StruckCause>,
        /// The answer to the invitation, until the meeting opens.
        #[serde(default)]
        pub answer: Option<InvitationAnswer>,
        /// The caller's presence, or that of the caller's household.
        pub present: Option<OwnPresence>,
        /// Where households vote: whether the caller speaks for the household.
        pub speaks: bool,
        /// How many people the caller represents by mandate.
        pub mandates: u32,
        pub is_chair: bool,
        pub is_teller: bool,
        pub is_recorder: bool,
    }
    pub struct OwnPresence {
        pub how: PresentBy,
        pub at: UtcMillis,
    }
    pub struct MeetingAnnounced {
        pub meeting: MeetingId,
        pub roll_count: u32,
        pub roll_hash: String,
        /// Number of people who got a notice.
        pub told: u32,
        pub notice_days: u32,
    }
    /// What the announcement of a meeting may begin with.
    pub struct MeetingSuggestion {
        /// The first moment at which a meeting that is announced now may begin.
        pub earliest_at: UtcMillis,
        /// Days of notice that the rule requires.
        pub notice_days: u32,
        /// The last meeting of this form.
        pub last: Option<LastMeeting>,
    }
    pub struct LastMeeting {
        pub place: String,
        pub starts_at: UtcMillis,
        pub chair: MemberId,
        pub teller: Option<MemberId>,
    }
    pub struct PresenceWithdrawn {
        pub present: u32,
        pub entitled: u32,
    }
    pub struct MeetingRevised { pub told: u32 }
    pub struct MeetingOpened {
        pub entitled: u32,
        /// Number of voters removed since the roll was frozen.
        pub struck: u32,
    }
    pub struct MeetingClosed {
        pub entitled: u32,
        pub present: u32,
        pub proxies: u32,
    }
    pub struct CheckedInAtMeeting {
        pub at: UtcMillis,
        /// Number of principals who became present by this check-in.
        pub mandates: u32,
        pub present: u32,
        pub entitled: u32,
    }
    pub struct VotersListed {
        /// Number of voters who were not present before, without principals of mandates.
        pub added: u32,
        pub present: u32,
        pub entitled: u32,
    }
    /// A page of the frozen roll, for those who may see it.
    pub struct MeetingRoll {
        /// How many must be present for a decision, by today's rules; 0 where no rule asks for a number.
        #[serde(default)]
        pub needed: u32,
        pub roll_hash: String,
        pub roll_count: u32,
        pub struck: u32,
        pub page: Page<MeetingRollRow, VoterId>,
    }
    pub struct MeetingRollRow {
        pub voter: VoterId,
        /// The name of the member; for a household that of its head, when one is known.
        pub name: String,
        pub address_masked: String,
        pub post: Option<Post>,
        pub woman: bool,
        pub struck: Option<StruckCause>,
        pub present: Option<PresentBy>,
        /// The members of a household who may speak for it; empty where people vote for themselves.
        pub speakers: Vec<Speaker>,
    }
    pub struct Speaker {
        pub member: MemberId,
        pub name: String,
    }
    /// A page of those present, for readers who may see it.
    pub struct MeetingAttendance {
        pub entitled: u32,
        pub present: u32,
        pub proxies: u32,
        pub page: Page<MeetingPresenceRow, VoterId>,
    }
    pub struct MeetingPresenceRow {
        pub voter: VoterId,
        /// The name of the member; for a household that of its head, when one is known.
        pub name: String,
        pub how: PresentBy,
        pub at: UtcMillis,
        /// The person who is in the room for the voter.
        pub by: MemberId,
        pub by_name: String,
    }
    pub struct GuestInvited { pub guests: u32 }
    /// A mandate in the public list (委托人和受委托人名单).
    pub struct ProxyRow {
        pub principal: MemberId,
        pub principal_name: String,
        pub proxy_name: String,
        pub kinship: NearKinship,
        pub ended: Option<ProxyEnd>,
    }
    pub struct MinutesWritten {
        pub version: u32,
        pub hash: String,
    }
    pub struct MinutesAdopted {
        /// Whether both have signed by now.
        pub adopted: bool,
    }
    /// The minutes (会议记录) in one version, and which versions there are.
    pub struct MeetingMinutes {
        /// 0 while there is no version.
        pub version: u32,
        pub sections: Vec<MinutesSection>,
        pub versions: Vec<MinutesVersion>,
        /// The final, adopted version.
        pub adopted: Option<u32>,
    }
    pub struct MinutesSection {
        /// The title of the item of the agenda; empty for other topics.
        pub title: String,
        pub text: String,
    }
    pub struct MinutesVersion {
        pub version: u32,
        pub at: UtcMillis,
        pub by_name: String,
        pub hash: String,
        pub chair_signed_at: Option<UtcMillis>,
        pub teller_signed_at: Option<UtcMillis>,
    }
}
