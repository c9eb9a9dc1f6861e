//! Every figure that a pack may name: the kind of its value, and which of two values is stricter.
//!
//! Invariant: a figure is compared only with the same figure; a figure without a stricter side is never set by a
//! community.

use super::{Electorate, Share};
use crate::ids::BadId;
use crate::words;
use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

words! {
    /// What a rule is about, for one electorate or for the case as a whole.
    pub enum Figure: "rules.figure" {
        /// 到会比例
        Quorum = "quorum",
        /// 通过比例
        Approval = "approval",
        /// Whether approval is counted among those present (到会) or all entitled (应到).
        ApprovalBase = "approval-base",
        /// 提前通知天数
        NoticeDays = "notice-days",
        /// 委托投票
        Proxies = "proxies",
        ProxiesPerPersonMax = "proxies-per-person-max",
        /// 召集人
        ConvenedBy = "convened-by",
        /// When this share of adults asks, a meeting must be convened.
        AskedByAdults = "asked-by-adults",
        AskedByHouseholds = "asked-by-households",
        AskedByGroups = "asked-by-groups",
        AskedByRepresentatives = "asked-by-representatives",
        ConveneWithinDays = "convene-within-days",
        MeetingsPerYear = "meetings-per-year",
        /// 代表占代表会议组成人员的比例
        RepresentativesShare = "representatives-share",
        /// 妇女代表占代表会议组成人员的比例
        WomenShare = "women-share",
        HouseholdsPerRepresentativeMin = "households-per-representative-min",
        HouseholdsPerRepresentativeMax = "households-per-representative-max",
        /// Days for which the members have the draft before they meet.
        DraftDays = "draft-days",
        /// The number of branch members from which a discussion group (党员议事会) may act for them.
        GroupMembersMin = "group-members-min",
        SupervisorInformed = "supervisor-informed",
        LegalOpinionDays = "legal-opinion-days",
        LegalObjection = "legal-objection",
        TownshipDays = "township-days",
        TownshipSilence = "township-silence",
        AuthorisationMatters = "authorisation-matters",
        AuthorisationTerm = "authorisation-term",
        AuthorisationYearsMax = "authorisation-years-max",
        Minutes = "minutes",
        EvidenceMin = "evidence-min",
        DisclosureDays = "disclosure-days",
        ObjectionDays = "objection-days",
        ObjectionAnswerDays = "objection-answer-days",
        ObjectionAppealDays = "objection-appeal-days",
        FilingDays = "filing-days",
    }
}

words! {
    /// A value that is a word.
    pub enum RuleWord: "rules.word" {
        /// Approval is counted among those present.
        Present = "present",
        /// Approval is counted among all who are entitled.
        Entitled = "entitled",
        /// Nobody votes for another.
        None = "none",
        /// Any other voter may, in writing, with both names published.
        AnyVoter = "any-voter",
        /// A near relative with the right to vote may, in writing, with both names published.
        NearRelatives = "near-relatives",
        /// An objection is published with the decision.
        Noted = "noted",
        /// Without an answer the case continues.
        Passes = "passes",
        /// An objection, or a missing answer, halts the case.
        Blocks = "blocks",
        Required = "required",
        Optional = "optional",
        Committee = "committee",
        PartyCommittee = "party-committee",
    }
}

/// A value as a pack or a community sets it: a number, a share or a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum RuleValue {
    Number(u32),
    Share(Share),
    Word(RuleWord),
}

/// Which side of a figure is the stricter one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stricter {
    /// The larger share.
    Share,
    /// The smaller share: fewer people have to ask.
    ShareDown,
    More,
    Fewer,
    /// The later one of these words.
    Words(&'static [RuleWord]),
    /// Neither value is stricter.
    Fixed,
}

/// The kind of value of a figure, for a form that offers choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureKind {
    Share,
    Number,
    Words(&'static [RuleWord]),
}

impl Figure {
    fn stricter(self) -> Stricter {
        use RuleWord as W;
        match self {
            Self::Quorum | Self::Approval | Self::RepresentativesShare | Self::WomenShare => Stricter::Share,
            Self::AskedByAdults | Self::AskedByHouseholds | Self::AskedByGroups | Self::AskedByRepresentatives => {
                Stricter::ShareDown
            }
            Self::ApprovalBase => Stricter::Words(&[W::Present, W::Entitled]),
            Self::Proxies => Stricter::Words(&[W::AnyVoter, W::NearRelatives, W::None]),
            Self::LegalObjection => Stricter::Words(&[W::Noted, W::Blocks]),
            Self::TownshipSilence => Stricter::Words(&[W::Passes, W::Blocks]),
            Self::SupervisorInformed | Self::AuthorisationMatters | Self::AuthorisationTerm | Self::Minutes => {
                Stricter::Words(&[W::Optional, W::Required])
            }
            Self::NoticeDays
            | Self::MeetingsPerYear
            | Self::DraftDays
            | Self::GroupMembersMin
            | Self::EvidenceMin
            | Self::DisclosureDays
            | Self::ObjectionDays => Stricter::More,
            Self::ProxiesPerPersonMax
            | Self::ConveneWithinDays
            | Self::AuthorisationYearsMax
            | Self::ObjectionAnswerDays
            | Self::ObjectionAppealDays
            | Self::FilingDays => Stricter::Fewer,
            // Neither a longer nor a shorter term for advice is certainly a safeguard.
            Self::LegalOpinionDays
            | Self::TownshipDays
            | Self::ConvenedBy
            | Self::HouseholdsPerRepresentativeMin
            | Self::HouseholdsPerRepresentativeMax => Stricter::Fixed,
        }
    }

    /// The kind of value that a community may choose for it; `None` where it may not choose.
    pub fn kind(self) -> Option<FigureKind> {
        match self.stricter() {
            Stricter::Share | Stricter::ShareDown => Some(FigureKind::Share),
            Stricter::More | Stricter::Fewer => Some(FigureKind::Number),
            Stricter::Words(words) => Some(FigureKind::Words(words)),
            Stricter::Fixed => None,
        }
    }

    /// Parses a value of this figure; `None` where the text is not a value, or the figure cannot be set.
    pub fn read(self, text: &str) -> Option<RuleValue> {
        Some(match self.kind()? {
            FigureKind::Share => RuleValue::Share(text.parse().ok()?),
            FigureKind::Number => RuleValue::Number(text.parse().ok()?),
            FigureKind::Words(words) => RuleValue::Word(words.iter().copied().find(|word| word.as_str() == text)?),
        })
    }

    /// Whether a community may set it at all.
    pub fn may_be_set(self) -> bool {
        self.stricter() != Stricter::Fixed
    }

    /// How strict `one` is compared with `two`; `None` if they are not values of this figure, or neither is stricter.
    pub fn compare(self, one: RuleValue, two: RuleValue) -> Option<Ordering> {
        let place = |words: &[RuleWord], word| words.iter().position(|known| *known == word);
        match (self.stricter(), one, two) {
            (Stricter::Share, RuleValue::Share(one), RuleValue::Share(two)) => Some(one.compare(two)),
            (Stricter::ShareDown, RuleValue::Share(one), RuleValue::Share(two)) => Some(two.compare(one)),
            (Stricter::More, RuleValue::Number(one), RuleValue::Number(two)) => Some(one.cmp(&two)),
            (Stricter::Fewer, RuleValue::Number(one), RuleValue::Number(two)) => Some(two.cmp(&one)),
            (Stricter::Words(words), RuleValue::Word(one), RuleValue::Word(two)) => {
                Some(place(words, one)?.cmp(&place(words, two)?))
            }
            (Stricter::Fixed, one, two) => (one == two).then_some(Ordering::Equal),
            _ => None,
        }
    }
}

/// The electorate that a figure applies to, `None` for the whole case: `adults/quorum`, `case/disclosure-days`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RuleName {
    pub of: Option<Electorate>,
    pub figure: Figure,
}

impl RuleName {
    pub fn of(electorate: Electorate, figure: Figure) -> Self {
        Self { of: Some(electorate), figure }
    }

    pub fn case(figure: Figure) -> Self {
        Self { of: None, figure }
    }
}

const CASE: &str = "case";

impl fmt::Display for RuleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.of.map_or(CASE, Electorate::as_str), self.figure)
    }
}

crate::stored::stored_as_text!(RuleName);

impl FromStr for RuleName {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        let (of, figure) = text.split_once('/').ok_or(BadId)?;
        let of = if of == CASE { None } else { Some(of.parse()?) };
        Ok(Self { of, figure: figure.parse()? })
    }
}

impl TryFrom<String> for RuleName {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<RuleName> for String {
    fn from(name: RuleName) -> String {
        name.to_string()
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for RuleName {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RuleName".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[a-z-]+/[a-z-]+$" })
    }
}
