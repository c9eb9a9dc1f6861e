//! Decisions (四议两公开): a matter on its way through four deliberations to a lawful resolution.
//!
//! | Part | File |
//! |---|---|
//! | rule packs, what holds for a community on a day | `packs.rs`, `figures.rs`, `rules.rs`, `domain/rules/decisions/` |
//! | shares and counting | `share.rs`, `counting.rs` |
//! | ways, steps and what a case is | `procedures.rs`, `case.rs` |
//! | what a step lacks | `facts.rs`, `guards.rs`, `guard_order.rs` |
//! | which ballot decides, and that it stands | `deciding_ballot.rs` |
//! | what a closed step proves | `certificate.rs` |
//! | notice of a meeting | `notice_periods.rs` |
//! | all of a case under one hash | `dossier.rs` |
//! | meetings of a step; opinions, holds, authorisations | `linking.rs`, `opinions.rs` |
//!
//! Invariant: the first ballot of a step that was closed with a quorum decides it. No step is left while any condition
//! of the rules is missing, and a resolution never changes. A later decision may revoke it (RC25 art. 30; VC25 art.
//! 27); that is a separate case.
//!
//! # Rules and guards
//!
//! Rule packs are laid over each other: defaults, the law in force on the day, the province, the community's
//! settings. What a form may offer for a rule (`Rules::offers`) follows from the check of a setting. An authorisation
//! names items of the catalogue, and none that the law leaves to the assembly.
//!
//! A guard is met, missing, or not asked. It has figures, the role that can help, the article, and a deadline. What
//! nobody can meet before the meeting is missing too; [`guard_turn`] tells it apart for readers. A step closes when no
//! guard is missing. A lost majority closes it too, as not passed, and ends the case; the person who
//! closes a step says which outcome they expect. Closing makes a certificate: canonical text, one `name=value` a
//! line, under SHA-256 with the hash of the certificate before. `Certificate::verify` computes it again, in the app
//! as well. A resolution is revoked by a case of its own that names it; that it is revoked follows from this, and is
//! never written.
//!
//! # Which ballot decides
//!
//! Guards, certificates, the page of a case and the check of a dossier ask the same function (`deciding_ballot.rs`). It
//! takes the people of the ballot itself, so that later arrivals and strikes neither make nor break a quorum. A
//! ballot names its case when it is drafted; its question is made from the case's title (`question_of`), and step and
//! version of the matter are bound when it opens. A ballot without a case decides nothing. A second ballot of a case
//! at the same meeting needs a reason, which is published.
//!
//! A decision stands: no other meeting takes the step, and after a lost vote the case can only be left as rejected.
//! Without a quorum another meeting may be linked, and the first one stays on the page of the case (`case_meetings`).
//!
//! # The dossier
//!
//! The content of a dossier is the same for every reader, with masked names, so that one hash holds for everybody:
//! SHA-256 over `linli-dossier=1` and one `path=value` a line. Receipts and votes by name are counted and hashed, not
//! listed. Full names, minutes and the words of opinions lie beside the content, for people who work on the case.
//! `Dossier::faults` computes everything again, in the app as well.

mod case;
mod case_ballots;
mod certificate;
mod counting;
mod deciding_ballot;
mod dossier;
pub mod endpoints;
mod facts;
mod figures;
mod guard_order;
mod guards;
mod linking;
mod notice_periods;
mod opinions;
mod packs;
mod procedures;
mod rules;
mod share;
mod wire;

pub use case::*;
pub use case_ballots::*;
pub use certificate::*;
pub use counting::*;
pub use deciding_ballot::*;
pub use dossier::*;
pub use facts::*;
pub use figures::*;
pub use guard_order::*;
pub use guards::*;
pub use linking::*;
pub use notice_periods::*;
pub use opinions::*;
pub use procedures::*;
pub use rules::*;
pub use share::{BadShare, Share};
pub use wire::*;

pub use crate::process::{Ground, Origin};

#[cfg(test)]
mod tests;

crate::refusals! {
    /// Why a step of a decision is refused.
    pub enum Refusal in "decisions" {
        /// The rule does not exist, cannot be set by a community, or has another kind of value.
        NoSuchRule = "no-such-rule" 422 at "value",
        /// A community rule may be stricter than the law, not milder.
        WeakerThanFloor = "weaker-than-floor" 422 { floor: String, source: String, article: String } at "value",
        /// Conditions of the step are missing; `missing` names them.
        StepNotReady = "step-not-ready" 409 { missing: Vec<GuardId> },
        /// The votes have another outcome than the person who closes the step expected.
        OutcomeDiffers = "outcome-differs" 409 { outcome: VoteOutcome },
        /// The case is at another step.
        NotAtThisStep = "not-at-this-step" 409,
        /// The case was resolved or ended: nothing can change it.
        CaseEnded = "case-ended" 409,
        /// Secretary and director are two people, so the first two steps need two meetings.
        NotOneAndTheSame = "not-one-and-the-same" 422 at "opening",
        /// Only a large branch may have a group act for its members.
        BranchTooSmall = "branch-too-small" 422 { members_min: u32 } at "party",
        /// The law reserves this to the full assembly.
        ReservedToAssembly = "reserved-to-assembly" 422 at "decider",
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
        DaysReversed = "days-reversed" 422 at "until",
        AuthorisedTooLong = "authorised-too-long" 422 { years_max: u32 } at "until",
        /// The paper is already attached.
        PaperNotTaken = "paper-not-taken" 409,
        TooManyPapers = "too-many-papers" 409 { count_max: u32 },
    }
}
