//! The ways of a case (流程模板) as data: 四议两公开, optionally with a township's check and with the first two steps
//! in one.
//!
//! Invariant: every way ends with the resolution, and no step comes before one of a lower number.

use super::{Electorate, MeetingForm, Refusal};
use crate::access::Role;
use crate::{reply, words};

words! {
    /// The steps (步骤); the last three follow the resolution, and no way includes them yet.
    pub enum CaseStep: "decisions.step" {
        /// 党支部提议
        Proposal = "proposal",
        /// “两委”会商议
        JointDeliberation = "joint-deliberation",
        /// 党员大会审议
        PartyReview = "party-review",
        /// 乡镇（街道）审核
        TownshipCheck = "township-check",
        /// 居民（代表）会议决议
        Resolution = "resolution",
        /// 决议公开
        ResolutionDisclosure = "resolution-disclosure",
        /// 组织实施
        Execution = "execution",
        /// 实施结果公开
        ResultDisclosure = "result-disclosure",
    }
}

words! {
    /// Who reviews the draft on behalf of the party members.
    pub enum PartyBody: "decisions.party" {
        /// 党员大会
        Members = "members",
        /// 党员议事会, in a large branch.
        Group = "group",
    }
}

words! {
    /// Who decides (决议主体).
    pub enum Decider: "decisions.decider" {
        /// 居民代表会议
        Representatives = "representatives",
        /// 联户代表会议: one representative for each union of households.
        HouseholdUnions = "household-unions",
        /// All residents of age.
        Adults = "adults",
        /// One for each household.
        Households = "households",
    }
}

words! {
    /// How the first two steps are taken.
    pub enum FirstSteps: "decisions.opening" {
        /// Each step in its own meeting.
        Apart = "apart",
        /// 一肩挑: one person is secretary and director, and one meeting takes both steps.
        InOne = "in-one",
    }
}

words! {
    pub enum TownshipCheck: "decisions.township" {
        /// 四议两公开
        None = "none",
        /// 四议一审两公开
        BeforeResolution = "before-resolution",
    }
}

reply! {
    /// A way, composed of the parts that vary from place to place.
    #[derive(Copy)]
    pub struct CaseProcedure {
        pub opening: FirstSteps,
        pub party: PartyBody,
        pub township: TownshipCheck,
        pub decider: Decider,
    }
}

/// The plan of one step: the meeting that closes it. The township's check has no meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepPlan {
    pub step: CaseStep,
    pub electorate: Electorate,
    pub forms: &'static [MeetingForm],
    /// The role responsible for supplying what the step lacks.
    pub led_by: Role,
    /// The previous step, if the same meeting takes it.
    pub with: Option<CaseStep>,
}

const PROPOSAL: StepPlan = StepPlan {
    step: CaseStep::Proposal,
    electorate: Electorate::BranchCommittee,
    forms: &[MeetingForm::BranchCommitteeMeeting],
    led_by: Role::PartyCommittee,
    with: None,
};
const JOINT: StepPlan = StepPlan {
    step: CaseStep::JointDeliberation,
    electorate: Electorate::JointCommittees,
    forms: &[MeetingForm::JointMeeting],
    led_by: Role::PartyCommittee,
    with: None,
};
const REVIEW: StepPlan = StepPlan {
    step: CaseStep::PartyReview,
    electorate: Electorate::PartyMembers,
    forms: &[MeetingForm::PartyMembersMeeting],
    led_by: Role::PartyCommittee,
    with: None,
};
const CHECK: StepPlan = StepPlan {
    step: CaseStep::TownshipCheck,
    electorate: Electorate::None,
    forms: &[],
    led_by: Role::Committee,
    with: None,
};

impl Decider {
    pub fn electorate(self) -> Electorate {
        match self {
            Self::Representatives | Self::HouseholdUnions => Electorate::Representatives,
            Self::Adults => Electorate::Adults,
            Self::Households => Electorate::Households,
        }
    }

    /// Whether it may decide only what the assembly has left to it (RC25 art. 30; VC25 art. 29).
    pub fn needs_authorisation(self) -> bool {
        self.electorate() == Electorate::Representatives
    }

    fn forms(self) -> &'static [MeetingForm] {
        match self.electorate() {
            Electorate::Adults => &[MeetingForm::ResidentsAssembly],
            Electorate::Households => &[MeetingForm::HouseholdAssembly],
            _ => &[MeetingForm::RepresentativesMeeting],
        }
    }
}

impl CaseProcedure {
    /// The steps in order.
    pub fn steps(&self) -> Vec<StepPlan> {
        let mut steps = match self.opening {
            FirstSteps::Apart => vec![PROPOSAL, JOINT],
            FirstSteps::InOne => vec![StepPlan { with: Some(CaseStep::Proposal), ..JOINT }],
        };
        steps.push(REVIEW);
        if self.township == TownshipCheck::BeforeResolution {
            steps.push(CHECK);
        }
        steps.push(StepPlan {
            step: CaseStep::Resolution,
            electorate: self.decider.electorate(),
            forms: self.decider.forms(),
            led_by: Role::Committee,
            with: None,
        });
        steps
    }

    /// Whether this way is allowed here: one meeting for two steps only where one person leads both, a group only where
    /// the branch is large, and the full assembly where the law reserves the matter to it.
    pub fn check(&self, place: &WayFacts) -> Result<(), Refusal> {
        if self.opening == FirstSteps::InOne && !place.one_leads_both {
            return Err(Refusal::NotOneAndTheSame);
        }
        if self.party == PartyBody::Group && place.party_members < place.group_members_min {
            return Err(Refusal::BranchTooSmall { members_min: place.group_members_min });
        }
        if place.is_reserved && self.decider.needs_authorisation() {
            return Err(Refusal::ReservedToAssembly);
        }
        Ok(())
    }
}

/// The facts that decide whether a way is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WayFacts {
    /// The secretary of the branch is the director of the committee (一肩挑).
    pub one_leads_both: bool,
    pub party_members: u32,
    pub group_members_min: u32,
    /// The law, or the list of the community, reserves the matter to the full assembly (VC25 art. 31).
    pub is_reserved: bool,
}
