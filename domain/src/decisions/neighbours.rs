//! Words of meetings and ballots that a decision speaks of, and what it asks of a catalogue's item.
//!
//! Invariant: the same words as those features'. Whoever brings the features together puts their types in these places.

use crate::text::Text;
use crate::{body, limits, words};

/// The code of an item of the catalogue (事项目录).
pub type CatalogueCode = Text<1, { limits::CATALOGUE_CODE_CHARS_MAX }>;

words! {
    /// Who is entitled at a meeting (应到范围).
    pub enum Electorate {
        /// 支部委员会
        BranchCommittee = "branch-committee",
        /// “两委”: branch committee and residents' committee, each person once.
        JointCommittees = "joint-committees",
        /// 党员
        PartyMembers = "party-members",
        /// 居民代表
        Representatives = "representatives",
        /// All residents of age.
        Adults = "adults",
        /// One for each household.
        Households = "households",
        /// 居务监督委员会
        Supervisors = "supervisors",
        /// An open forum without a roll.
        None = "none",
    }
}

words! {
    /// What kind of meeting (会议形式).
    pub enum MeetingForm {
        BranchCommitteeMeeting = "branch-committee-meeting",
        JointMeeting = "joint-meeting",
        PartyMembersMeeting = "party-members-meeting",
        ResidentsAssembly = "residents-assembly",
        HouseholdAssembly = "household-assembly",
        RepresentativesMeeting = "representatives-meeting",
        Talk = "talk",
        OpenTalk = "open-talk",
        Hearing = "hearing",
        Forum = "forum",
        CommunityForum = "community-forum",
        Appraisal = "appraisal",
    }
}

words! {
    pub enum MeetingStatus {
        Announced = "announced",
        Open = "open",
        Closed = "closed",
        Cancelled = "cancelled",
    }
}

words! {
    /// How votes are given (表决方式).
    pub enum Method {
        /// 记名
        Open = "open",
        /// 举手
        Hands = "hands",
        /// 无记名
        Secret = "secret",
    }
}

words! {
    pub enum Asked {
        Yes = "yes",
        No = "no",
    }
}

impl Asked {
    pub fn is_yes(self) -> bool {
        self == Self::Yes
    }
}

body! {
    /// What the catalogue says of a case's item.
    pub struct CaseItem {
        pub code: CatalogueCode,
        /// The legal adviser's opinion is asked for before the resolution.
        pub needs_legal_opinion: Asked,
        /// Only the full assembly decides it: charters and conventions.
        pub reserved_to_assembly: Asked,
        /// The resolution is filed with the street or township.
        pub needs_filing: Asked,
    }
}
