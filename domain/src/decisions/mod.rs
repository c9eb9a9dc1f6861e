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
//! Invariant: the first ballot of a step that was closed with a quorum decides it. No step is left while anything that the rules ask of it is missing, and what was resolved is never changed.
//! A later decision may revoke it (VC18 art. 23); that is a case of its own.

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
        /// The rule does not exist, is not for a community to set, or has another kind of value.
        NoSuchRule = "no-such-rule" 422,
        /// A community may be stricter than the law and not milder.
        WeakerThanFloor = "weaker-than-floor" 422 { floor: String, source: String, article: String },
        /// Something that the rules ask of the step is missing; the guards are named.
        StepNotReady = "step-not-ready" 409 { missing: Vec<GuardId> },
        /// The votes say otherwise than whoever closes the step.
        OutcomeDiffers = "outcome-differs" 409 { outcome: VoteOutcome },
        /// The case is at another step.
        NotAtThisStep = "not-at-this-step" 409,
        /// The case was resolved or left: nothing changes it.
        CaseEnded = "case-ended" 409,
        /// Secretary and director are two people: each of the two meetings takes place.
        NotOneAndTheSame = "not-one-and-the-same" 422,
        /// A group stands for the members of a large branch only.
        BranchTooSmall = "branch-too-small" 422 { members_min: u32 },
        /// The law leaves this to the full assembly.
        ReservedToAssembly = "reserved-to-assembly" 422,
        /// So many open cases are enough for one community.
        TooManyOpen = "too-many-open" 409 { count_max: u32 },
        /// Only a resolution is taken back, and only once.
        NothingToRevoke = "nothing-to-revoke" 422,
        /// There is no such matter.
        NoMatter = "no-matter" 422,
        /// A case begins when its matter was discussed, and not before.
        MatterNotDiscussed = "matter-not-discussed" 409,
        /// The matter is on its way already, or was decided.
        MatterInCase = "matter-in-case" 409,
        MeetingNotFitting = "meeting-not-fitting" 422,
        /// A meeting is linked, and a draft delivered, before it begins.
        MeetingBegun = "meeting-begun" 409,
        MeetingTaken = "meeting-taken" 409,
        /// A meeting with a quorum has decided the step: it is closed so, and no other meeting takes it.
        StepDecided = "step-decided" 409 { outcome: VoteOutcome },
        /// The linked meeting is going on: it is not replaced meanwhile.
        MeetingGoingOn = "meeting-going-on" 409,
        NoMeeting = "no-meeting" 409,
        OpinionNotNeeded = "opinion-not-needed" 409,
        OpinionAskedAlready = "opinion-asked-already" 409,
        /// The adviser gives the own opinion; the committee enters the township's.
        OpinionOfAnother = "opinion-of-another" 403,
        OpinionGivenAlready = "opinion-given-already" 409,
        HoldLifted = "hold-lifted" 409,
        /// Named items, each once.
        ItemsWrong = "items-wrong" 422 { count_max: usize },
        /// The catalogue has no such item.
        UnknownItem = "unknown-item" 422 { code: String },
        DaysReversed = "days-reversed" 422,
        AuthorisedTooLong = "authorised-too-long" 422 { years_max: u32 },
        /// The paper is there already.
        PaperNotTaken = "paper-not-taken" 409,
        TooManyPapers = "too-many-papers" 409 { count_max: u32 },
    }
}
