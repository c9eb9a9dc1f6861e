//! Bodies and seats (组织、任职): kinds of bodies, their posts, the role of each post, and the holders of seats.

use crate::access::Role;
use crate::communities::CommunityKind;
use crate::ids::{BodyId, GroupId, MemberId, SeatId};
use crate::text::{Line, Reason, Text};
use crate::{body, limits, reply, words};

/// The basis on which somebody got or lost a seat: the meeting and its date, or the number of a document (依据).
pub type BasisText = Line<0, { limits::BASIS_CHARS_MAX }>;
/// The responsibilities of a seat (分工), and the hand-over (交接).
pub type Duties = Text<0, { limits::DUTIES_CHARS_MAX }>;

words! {
    /// The kind of a body (组织类别), in the order of display.
    pub enum BodyKind: "body-kind" {
        /// 党支部
        PartyBranch = "party-branch",
        /// 居民委员会; in a village 村民委员会.
        ResidentsCommittee = "residents-committee",
        /// 居民代表会议
        RepresentativesMeeting = "representatives-meeting",
        /// 居务监督委员会
        SupervisionCommittee = "supervision-committee",
        /// 道德评议会
        MoralCouncil = "moral-council",
        /// 红白理事会
        WeddingsFuneralsCouncil = "weddings-funerals-council",
        /// 公共卫生委员会
        PublicHealthCommittee = "public-health-committee",
        /// 环境和物业管理委员会
        EnvironmentPropertyCommittee = "environment-property-committee",
        /// 志愿服务队
        VolunteerTeam = "volunteer-team",
        /// 网格: the worker's seat belongs to a grid.
        GridService = "grid-service",
        /// 法律顾问
        LegalAdviser = "legal-adviser",
        /// 辖区单位
        ResidentUnit = "resident-unit",
    }
}

words! {
    /// The post of a seat (职务).
    pub enum Post: "post" {
        /// 书记
        Secretary = "secretary",
        /// 副书记
        DeputySecretary = "deputy-secretary",
        /// 主任
        Director = "director",
        /// 副主任
        DeputyDirector = "deputy-director",
        /// 召集人
        Convener = "convener",
        /// 委员; on the representatives' meeting: members by office.
        Member = "member",
        /// 居民代表
        Representative = "representative",
        /// 队长
        TeamLeader = "team-leader",
        /// 队员
        TeamMember = "team-member",
        /// 网格员
        GridWorker = "grid-worker",
        /// 顾问
        Adviser = "adviser",
        /// 联络员
        Liaison = "liaison",
        /// 党员
        PartyMember = "party-member",
    }
}

words! {
    /// How somebody got a seat (产生方式).
    pub enum SelectionMethod: "how" {
        /// 选举
        Elected = "elected",
        /// 补选: for the rest of a term that another person began.
        ByElected = "by-elected",
        /// 任命、聘任
        Appointed = "appointed",
        /// 增补
        CoOpted = "co-opted",
    }
}

words! {
    /// Why a seat ended (离任原因).
    pub enum EndCause: "end-cause" {
        /// 任期届满
        TermOver = "term-over",
        /// 辞职
        Resigned = "resigned",
        /// 罢免
        Recalled = "recalled",
        /// 迁出
        Moved = "moved",
        /// 去世
        Died = "died",
        /// 登记有误
        Mistake = "mistake",
    }
}

impl BodyKind {
    /// The posts of such a body, the highest first.
    pub fn posts(self) -> &'static [Post] {
        match self {
            Self::PartyBranch => &[Post::Secretary, Post::DeputySecretary, Post::Member, Post::PartyMember],
            Self::ResidentsCommittee | Self::SupervisionCommittee => {
                &[Post::Director, Post::DeputyDirector, Post::Member]
            }
            Self::RepresentativesMeeting => &[Post::Convener, Post::Representative, Post::Member],
            Self::MoralCouncil
            | Self::WeddingsFuneralsCouncil
            | Self::PublicHealthCommittee
            | Self::EnvironmentPropertyCommittee => {
                &[Post::Director, Post::DeputyDirector, Post::Convener, Post::Member]
            }
            Self::VolunteerTeam => &[Post::TeamLeader, Post::TeamMember],
            Self::GridService => &[Post::GridWorker],
            Self::LegalAdviser => &[Post::Adviser],
            Self::ResidentUnit => &[Post::Liaison],
        }
    }

    /// A community has only one of these: a second one would give its own seats the same powers.
    pub fn is_single(self) -> bool {
        matches!(self, Self::ResidentsCommittee | Self::RepresentativesMeeting | Self::SupervisionCommittee)
    }

    /// Its members are chosen only by the people to whom they answer (RC25 art. 14, 36; VC25 art. 29, 37).
    pub fn is_elected(self) -> bool {
        self.is_single()
    }
}

impl Post {
    /// A body has only one of these at a time.
    pub fn is_single(self) -> bool {
        matches!(self, Self::Secretary | Self::Director)
    }

    /// The position in a list of a body's seats: leaders first.
    pub fn rank_in(self, kind: BodyKind) -> usize {
        kind.posts().iter().position(|post| *post == self).unwrap_or(usize::MAX)
    }

    /// An office is public. Mere members of a team or of the party hold none: their names are for the committee only.
    pub fn is_office(self) -> bool {
        !matches!(self, Self::TeamMember | Self::PartyMember)
    }

    /// Whether the seat has a term; membership of a team, a party or a unit has none.
    pub fn has_term(self) -> bool {
        !matches!(self, Self::TeamMember | Self::PartyMember | Self::GridWorker | Self::Adviser | Self::Liaison)
    }

    /// Whether the holder counts as a representative of residents (居民代表).
    pub fn is_representative(self) -> bool {
        matches!(self, Self::Representative | Self::Convener)
    }
}

/// The role that a seat gives. A plain member of a volunteer team has none, because joining is not an office. Seats of
/// the councils give none either, until these decide something.
pub fn role_of(kind: BodyKind, post: Post) -> Option<Role> {
    match (kind, post) {
        (BodyKind::ResidentsCommittee, Post::Director | Post::DeputyDirector | Post::Member) => Some(Role::Committee),
        (BodyKind::SupervisionCommittee, Post::Director | Post::DeputyDirector | Post::Member) => {
            Some(Role::Supervisor)
        }
        (BodyKind::PartyBranch, Post::Secretary | Post::DeputySecretary | Post::Member) => Some(Role::PartyCommittee),
        (BodyKind::PartyBranch, Post::PartyMember) => Some(Role::PartyMember),
        (BodyKind::RepresentativesMeeting, Post::Convener | Post::Representative | Post::Member) => {
            Some(Role::Representative)
        }
        (BodyKind::LegalAdviser, Post::Adviser) => Some(Role::Adviser),
        (BodyKind::VolunteerTeam, Post::TeamLeader) => Some(Role::Organiser),
        (BodyKind::GridService, Post::GridWorker) => Some(Role::GridWorker),
        _ => None,
    }
}

body! {
    /// End a seat before or at the end of its term. A recall must name the meeting that decided it.
    pub struct EndSeatRequest {
        pub cause: EndCause,
        pub reason: Reason,
        /// The meeting and its date; required for a recall.
        pub basis: BasisText,
        /// What the successor needs to know.
        pub handover: Duties,
    }
}

impl EndSeatRequest {
    /// Without basis and hand-over.
    pub fn because(cause: EndCause, reason: Reason) -> Self {
        Self { cause, reason, basis: BasisText::default(), handover: Duties::default() }
    }
}

reply! {
    /// Bodies with the holders of their seats: offices are public, phone numbers are not.
    pub struct Bodies {
        /// The kind of community: the bodies of a village have other names. Absent in answers stored before this field
        /// existed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub community: Option<CommunityKind>,
        pub bodies: Vec<BodyRow>,
        /// The residents' groups (居民小组). Empty in answers stored before this field existed.
        #[serde(default)]
        pub groups: Vec<GroupRow>,
    }
    pub struct GroupRow {
        pub id: GroupId,
        pub name: String,
    }
    pub struct BodyRow {
        pub id: BodyId,
        pub kind: BodyKind,
        pub name: String,
        pub seats: Vec<SeatRow>,
    }
    pub struct SeatRow {
        pub id: SeatId,
        pub member: MemberId,
        pub name: String,
        pub post: Post,
        /// First and last day of the term, `2026-01-01`.
        pub from: String,
        pub until: String,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_follows_from_a_seat() {
        for (kind, post, role) in [
            (BodyKind::ResidentsCommittee, Post::Director, Some(Role::Committee)),
            (BodyKind::ResidentsCommittee, Post::TeamLeader, None),
            (BodyKind::SupervisionCommittee, Post::Member, Some(Role::Supervisor)),
            (BodyKind::VolunteerTeam, Post::TeamLeader, Some(Role::Organiser)),
            (BodyKind::VolunteerTeam, Post::TeamMember, None),
            (BodyKind::VolunteerTeam, Post::Director, None),
            (BodyKind::GridService, Post::GridWorker, Some(Role::GridWorker)),
            (BodyKind::PartyBranch, Post::Secretary, Some(Role::PartyCommittee)),
            (BodyKind::PartyBranch, Post::PartyMember, Some(Role::PartyMember)),
            (BodyKind::RepresentativesMeeting, Post::Member, Some(Role::Representative)),
            (BodyKind::LegalAdviser, Post::Adviser, Some(Role::Adviser)),
            (BodyKind::MoralCouncil, Post::Director, None),
        ] {
            assert_eq!(role_of(kind, post), role, "{kind} {post}");
        }
    }

    #[test]
    fn no_role_without_a_post_of_the_body() {
        for kind in BodyKind::ALL {
            assert!(!kind.posts().is_empty(), "{kind}");
            for post in Post::ALL.iter().filter(|post| !kind.posts().contains(post)) {
                assert_eq!(role_of(*kind, *post), None, "{kind} has no {post}, yet it gives a role");
            }
        }
        for post in Post::ALL {
            assert!(BodyKind::ALL.iter().any(|kind| kind.posts().contains(post)), "{post} belongs to no body");
        }
    }

    #[test]
    fn a_post_with_a_role_over_others_is_public() {
        for (kind, post) in BodyKind::ALL.iter().flat_map(|kind| kind.posts().iter().map(move |post| (kind, post))) {
            let plain = matches!(role_of(*kind, *post), None | Some(Role::PartyMember));
            assert!(plain || post.is_office(), "{kind} {post} is a hidden power");
        }
    }
}
