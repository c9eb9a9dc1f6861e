//! Forms of meetings (会议形式) and their electorates: which electorate may meet in which form, and which seats it
//! includes.

use crate::members::{BodyKind, Post};
use crate::words;

words! {
    /// The form of a meeting. The first six decide by law or statute; the others consult.
    pub enum MeetingForm: "meetings.form" {
        /// 支部委员会会议
        BranchCommitteeMeeting = "branch-committee-meeting",
        /// “两委”联席会议
        JointMeeting = "joint-meeting",
        /// 党员大会
        PartyMembersMeeting = "party-members-meeting",
        /// 居民会议（全体成年居民）; in a village 村民会议.
        ResidentsAssembly = "residents-assembly",
        /// 居民会议（户代表）: one person from each household.
        HouseholdAssembly = "household-assembly",
        /// 居民代表会议
        RepresentativesMeeting = "representatives-meeting",
        /// 居民说事
        Talk = "talk",
        /// 民情恳谈
        OpenTalk = "open-talk",
        /// 咨询听证
        Hearing = "hearing",
        /// 百姓议事
        Forum = "forum",
        /// 社区论坛
        CommunityForum = "community-forum",
        /// 社区评议
        Appraisal = "appraisal",
    }
}

words! {
    /// Who is entitled to take part and to vote.
    pub enum Electorate: "meetings.electorate" {
        /// 支部委员会: secretary, deputies and members of its committee.
        BranchCommittee = "branch-committee",
        /// “两委”: the branch's committee and the residents' committee, each person once.
        JointCommittees = "joint-committees",
        /// 党员: all seats of the branch, each person once.
        PartyMembers = "party-members",
        /// 居民代表会议: holders of its seats.
        Representatives = "representatives",
        /// 全体成年居民
        Adults = "adults",
        /// 户: one for each household; the member who comes first speaks for it.
        Households = "households",
        /// 居务监督委员会
        Supervisors = "supervisors",
        /// Open to everybody, without a roll and without a vote.
        None = "none",
    }
}

words! {
    /// The state of a meeting.
    pub enum MeetingStatus: "meetings.status" {
        /// 已预告
        Announced = "announced",
        /// 正在开会
        Open = "open",
        /// 已结束
        Closed = "closed",
        /// 已取消
        Cancelled = "cancelled",
    }
}

words! {
    /// Why a person on the frozen roll is no longer entitled.
    pub enum StruckCause: "meetings.struck" {
        /// The seat has ended.
        SeatEnded = "seat-ended",
        /// Moved away; for a household: nobody lives there any more.
        Moved = "moved",
        Died = "died",
        /// The roster was corrected.
        Mistake = "mistake",
    }
}

/// The seats of a branch that form its committee.
const BRANCH_COMMITTEE: [Post; 3] = [Post::Secretary, Post::DeputySecretary, Post::Member];

impl MeetingForm {
    /// Whether the form decides by law or statute and has its own electorate.
    pub fn is_statutory(self) -> bool {
        self.own_electorate().is_some()
    }

    /// The assembly itself (居民会议、村民会议), of all adults or of one of each household.
    pub fn is_assembly(self) -> bool {
        matches!(self, Self::ResidentsAssembly | Self::HouseholdAssembly)
    }

    /// The electorate of a statutory form; a consultative form may have any.
    pub fn own_electorate(self) -> Option<Electorate> {
        match self {
            Self::BranchCommitteeMeeting => Some(Electorate::BranchCommittee),
            Self::JointMeeting => Some(Electorate::JointCommittees),
            Self::PartyMembersMeeting => Some(Electorate::PartyMembers),
            Self::ResidentsAssembly => Some(Electorate::Adults),
            Self::HouseholdAssembly => Some(Electorate::Households),
            Self::RepresentativesMeeting => Some(Electorate::Representatives),
            Self::Talk | Self::OpenTalk | Self::Hearing | Self::Forum | Self::CommunityForum | Self::Appraisal => None,
        }
    }

    pub fn fits(self, electorate: Electorate) -> bool {
        self.own_electorate().is_none_or(|own| own == electorate)
    }

    /// Whether the party branch holds it, alone or together with the residents' committee.
    pub fn is_of_the_party(self) -> bool {
        matches!(self, Self::BranchCommitteeMeeting | Self::JointMeeting | Self::PartyMembersMeeting)
    }
}

impl Electorate {
    /// The seats that entitle, by kind of body; empty where residents or households are entitled as such.
    pub fn seats(self) -> Vec<(BodyKind, Post)> {
        let of = |kind: BodyKind, posts: &[Post]| posts.iter().map(|post| (kind, *post)).collect::<Vec<_>>();
        let whole = |kind: BodyKind| of(kind, kind.posts());
        match self {
            Self::BranchCommittee => of(BodyKind::PartyBranch, &BRANCH_COMMITTEE),
            Self::JointCommittees => {
                [of(BodyKind::PartyBranch, &BRANCH_COMMITTEE), whole(BodyKind::ResidentsCommittee)].concat()
            }
            Self::PartyMembers => whole(BodyKind::PartyBranch),
            Self::Representatives => whole(BodyKind::RepresentativesMeeting),
            Self::Supervisors => whole(BodyKind::SupervisionCommittee),
            Self::Adults | Self::Households | Self::None => vec![],
        }
    }

    /// Whether there is a roll at all.
    pub fn has_roll(self) -> bool {
        self != Self::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statutory_form_has_its_own_electorate_and_no_other() {
        for form in MeetingForm::ALL {
            let fitting: Vec<_> = Electorate::ALL.iter().filter(|of| form.fits(**of)).collect();
            match form.own_electorate() {
                Some(own) => assert_eq!(fitting, [&own], "{form}"),
                None => assert_eq!(fitting.len(), Electorate::ALL.len(), "{form}"),
            }
        }
        assert_eq!(MeetingForm::ALL.iter().filter(|form| form.is_statutory()).count(), 6);
    }

    #[test]
    fn an_electorate_is_made_of_seats_that_exist() {
        for electorate in Electorate::ALL {
            for (kind, post) in electorate.seats() {
                assert!(kind.posts().contains(&post), "{electorate}: {kind} has no {post}");
            }
        }
        assert!(!Electorate::BranchCommittee.seats().contains(&(BodyKind::PartyBranch, Post::PartyMember)));
        assert!(Electorate::PartyMembers.seats().contains(&(BodyKind::PartyBranch, Post::PartyMember)));
        assert_eq!(Electorate::JointCommittees.seats().len(), 6);
    }
}
