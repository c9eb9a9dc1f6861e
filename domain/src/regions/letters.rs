//! The letters between communities and regions.

use super::CheckDraft;
use crate::decisions::{CheckEnd, CheckKind, OpinionText, OpinionVerdict};
use crate::ids::{CaseId, CommunityCode, OpinionId, RegionCode};
use crate::process::letters;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

letters! {
    /// From a community to its street or township: it asks for an opinion, or no longer.
    Check(CheckTold) to Region at "checks" reply CheckReceived, of |told| told.community.parent().to_string();
    /// From there back to the community.
    Answer(CheckAnswer) to Community at "check-answers" reply AnswerTaken, of |answer| answer.community.to_string();
}

/// A community tells its street or township what it asks for, or that it no longer asks: always the complete request,
/// so that messages may arrive twice and in any order. It contains only data that is public in the community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckTold {
    pub opinion: OpinionId,
    pub community: CommunityCode,
    pub case: CaseId,
    pub title: String,
    pub kind: CheckKind,
    pub draft: Option<CheckDraft>,
    pub asked_at: UtcMillis,
    pub due_at: UtcMillis,
    pub ended: Option<CheckEnded>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckEnded {
    pub because: CheckEnd,
    pub at: UtcMillis,
}

/// What the region replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReceived {
    pub opinion: OpinionId,
    pub at: UtcMillis,
}

/// The office's answer on its way to the community. The region's journal records which officer gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAnswer {
    pub opinion: OpinionId,
    pub community: CommunityCode,
    pub region: RegionCode,
    pub verdict: OpinionVerdict,
    pub text: OpinionText,
}

/// What the community replies: whether the answer counts, or why it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerTaken {
    pub opinion: OpinionId,
    pub at: UtcMillis,
    pub ended: Option<CheckEnd>,
}
