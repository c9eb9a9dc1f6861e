//! Decisions (四议两公开): a matter on its way through four deliberations to a lawful resolution.
//!
//! | Part | File |
//! |---|---|
//! | rule packs, what holds for a community on a day | `packs.rs`, `figures.rs`, `rules.rs`, `domain/rules/decisions/` |
//! | shares and counting | `share.rs`, `counting.rs` |
//! | ways, steps and what a case is | `ways.rs`, `case.rs` |
//! | what a step lacks | `facts.rs`, `guards.rs` |
//! | which ballot decides, and that it stands | `deciding.rs` |
//! | what a closed step proves | `certificate.rs` |
//! | notice of a meeting | `notice.rs` |
//! | all of a case under one hash | `dossier.rs` |
//! | meetings of a step; opinions, holds, authorisations | `linking.rs`, `opinions.rs` |
//!
//! Invariant: the first ballot of a step that was closed with a quorum decides it. No step is left while any condition
//! of the rules is missing, and a resolution never changes. A later decision may revoke it (VC18 art. 23); that is a
//! separate case.

mod case;
mod certificate;
mod counting;
mod deciding;
mod dossier;
pub mod endpoints;
mod facts;
mod figures;
mod guards;
mod linking;
mod neighbours;
mod notice;
mod opinions;
mod packs;
mod rules;
mod share;
mod ways;
mod wire;

pub use case::*;
pub use certificate::*;
pub use counting::*;
pub use deciding::*;
pub use dossier::*;
pub use facts::*;
pub use figures::*;
pub use guards::*;
pub use linking::*;
pub use neighbours::*;
pub use notice::*;
pub use opinions::*;
pub use packs::Ground;
pub use rules::*;
pub use share::{BadShare, Share};
pub use ways::*;
pub use wire::*;

#[cfg(test)]
mod tests;

crate::refusals! {
    /// Why a step of a decision is refused.
    pub enum Refusal in "decisions" {
        /// The rule does not exist, cannot be set by a community, or has another kind of value.
        NoSuchRule = "no-such-rule" 422,
        /// A community rule may be stricter than the law, not milder.
        WeakerThanFloor = "weaker-than-floor" 422 { floor: String, source: String, article: String },
        /// Conditions of the step are missing; `missing` names them.
        StepNotReady = "step-not-ready" 409 { missing: Vec<GuardId> },
        /// The votes have another outcome than the person who closes the step expected.
        OutcomeDiffers = "outcome-differs" 409 { outcome: VoteOutcome },
        /// The case is at another step.
        NotAtThisStep = "not-at-this-step" 409,
        /// The case was resolved or ended: nothing can change it.
        CaseEnded = "case-ended" 409,
        /// Secretary and director are two people, so the first two steps need two meetings.
        NotOneAndTheSame = "not-one-and-the-same" 422,
        /// Only a large branch may have a group act for its members.
        BranchTooSmall = "branch-too-small" 422 { members_min: u32 },
        /// The law reserves this to the full assembly.
        ReservedToAssembly = "reserved-to-assembly" 422,
        /// The community has the maximum number of open cases.
        TooManyOpen = "too-many-open" 409 { count_max: u32 },
        /// Only a resolution can be revoked, and only once.
        NothingToRevoke = "nothing-to-revoke" 422,
        /// The matter does not exist.
        NoMatter = "no-matter" 422,
        /// A case can begin only after its matter was discussed.
        MatterNotDiscussed = "matter-not-discussed" 409,
        /// The matter is already in a case, or was decided.
        MatterInCase = "matter-in-case" 409,
        MeetingNotFitting = "meeting-not-fitting" 422,
        /// A meeting must be linked, and a draft delivered, before the meeting begins.
        MeetingBegun = "meeting-begun" 409,
        MeetingTaken = "meeting-taken" 409,
        /// A meeting with a quorum has decided the step: close it with that outcome; no other meeting can take it.
        StepDecided = "step-decided" 409 { outcome: VoteOutcome },
        /// The linked meeting is open and cannot be replaced.
        MeetingGoingOn = "meeting-going-on" 409,
        NoMeeting = "no-meeting" 409,
        OpinionNotNeeded = "opinion-not-needed" 409,
        OpinionAskedAlready = "opinion-asked-already" 409,
        /// The adviser gives the adviser's opinion; the committee enters the township's.
        OpinionOfAnother = "opinion-of-another" 403,
        OpinionGivenAlready = "opinion-given-already" 409,
        HoldLifted = "hold-lifted" 409,
        /// Name the items, each once.
        ItemsWrong = "items-wrong" 422 { count_max: usize },
        /// The catalogue has no such item.
        UnknownItem = "unknown-item" 422 { code: String },
        DaysReversed = "days-reversed" 422,
        AuthorisedTooLong = "authorised-too-long" 422 { years_max: u32 },
        /// The paper is already attached.
        PaperNotTaken = "paper-not-taken" 409,
        TooManyPapers = "too-many-papers" 409 { count_max: u32 },
    }
}
