//! Notices to one member (消息): what happened to something of theirs, as a code and figures; the app owns the words.

pub mod endpoints;
mod reminders;

pub use reminders::{Reminding, remind, remind_at};

use crate::ids::{ActivityId, NoticeId};
use crate::time::UtcMillis;
use crate::{body, reply, words};
use serde_json::{Map, Value};

words! {
    /// What a notice tells. Each has words `notice.<code>` in every language.
    pub enum NoticeKind {
        /// A place became free and is now yours. Parameters: `title`, `starts_at`.
        MovedUp = "moved-up",
        /// An activity that you signed up for was cancelled. Parameters: `title`, `reason`.
        ActivityCancelled = "activity-cancelled",
        /// Its time or place changed. Parameters: `title`, `starts_at`.
        ActivityRevised = "activity-revised",
        /// Your service was confirmed. Parameters: `title`, `minutes`.
        ServiceConfirmed = "service-confirmed",
        /// Fewer minutes than measured. Parameters: `title`, `minutes`, `measured`, `reason`.
        ServiceConfirmedReduced = "service-confirmed-reduced",
        /// Your service was rejected. Parameters: `title`, `reason`.
        ServiceRejected = "service-rejected",
        /// Minutes in your ledger were corrected. Parameters: `title`, `minutes` now, `reason`.
        ServiceCorrected = "service-corrected",
        /// The organiser entered your presence from the list. Parameters: `title`, `reason`.
        PresenceListed = "presence-listed",
        /// A worker may act in your name. Parameters: `worker`, `until`.
        AssistanceOpened = "assistance-opened",
        /// The supervision committee found that an act in your name was not wanted so. Parameter: `reason`.
        ContestUpheld = "contest-upheld",
        /// The supervision committee found that it was as agreed. Parameter: `reason`.
        ContestDismissed = "contest-dismissed",
        /// What you asked to be corrected was corrected. Parameter: `reason`.
        CorrectionApplied = "correction-applied",
        /// It was not. Parameter: `reason`.
        CorrectionRefused = "correction-refused",
        /// Somebody signed in as you on a device that was not used before. No parameters.
        NewDevice = "new-device",
        /// The committee entered another phone for you. Parameters: `phone` masked, `reason`.
        PhoneChanged = "phone-changed",
        /// You changed your phone. Parameters: `phone` masked.
        OwnPhoneChanged = "own-phone-changed",
        /// Your lost second factor was taken back. Parameters: `by`, `reason`.
        FactorReset = "factor-reset",
        /// To the supervision committee: somebody's was. Parameters: `name`, `by`, `reason`.
        FactorResetOf = "factor-reset-of",
        /// A slip for signing in as you was printed. Parameters: `by`, `printed_at`, `until`, `reason`.
        SlipPrinted = "slip-printed",
        /// A passkey that signs in as you was made. No parameters.
        PasskeyAdded = "passkey-added",
        /// The committee wrote down that you answer for somebody under age. Parameters: `name`, `by`.
        GuardianNamed = "guardian-named",
        /// Somebody else answers for your ward from now on. Parameters: `name`, `guardian`, `by`.
        GuardianEnded = "guardian-ended",
        /// To the household: who answers for somebody under age in it. Parameters: `name`, `guardian`, `by`.
        GuardianInHousehold = "guardian-in-household",
        /// Your matter has enough co-signers and is in the pre-review. Parameters: `title`, `matter`, `deadline`.
        MatterHandedIn = "matter-handed-in",
        /// It was accepted and is discussed. Parameters: `title`, `matter`, `office`, `reason`, `until`.
        MatterAccepted = "matter-accepted",
        /// It was returned; you may mend it. Parameters: `title`, `matter`, `office`, `reason`.
        MatterReturned = "matter-returned",
        /// It was sent on. Parameters: `title`, `matter`, `office`, `destination`, `reason`.
        MatterRouted = "matter-routed",
        /// The committee answered it. Parameters: `title`, `matter`, `outcome`, `reason`.
        MatterAnswered = "matter-answered",
        /// Your post was hidden. Parameters: `title`, `matter`, `rule`, `office`, `until`, `reason`.
        PostHidden = "post-hidden",
        /// Your post was hidden without an end. Parameters: `title`, `matter`, `rule`, `office`, `reason`.
        PostHiddenForGood = "post-hidden-for-good",
        /// Your post is to be seen. Parameters: `title`, `matter`.
        PostReleased = "post-released",
        /// The supervision committee agrees with your appeal. Parameters: `title`, `matter`, `reason`.
        AppealUpheld = "appeal-upheld",
        /// It does not. Parameters: `title`, `matter`, `reason`.
        AppealDismissed = "appeal-dismissed",
        // --- meetings: what the law wants told, and nobody can mute
        /// A meeting to which you are entitled. Parameters: `meeting`, `title`, `place`, `starts_at`.
        MeetingAnnounced = "meeting-announced",
        /// Another place or a later time. Parameters: `meeting`, `title`, `place`, `starts_at`, `reason`.
        MeetingMoved = "meeting-moved",
        /// It was called off. Parameters: `meeting`, `title`, `starts_at`, `reason`.
        MeetingCancelled = "meeting-cancelled",
        /// What became of a meeting to which you came. Parameters: `meeting`, `title`.
        MeetingOutcomes = "meeting-outcomes",
        /// On the day before: it comes. Parameters: `meeting`, `title`, `place`, `starts_at`.
        MeetingTomorrow = "meeting-tomorrow",
        /// To the committee, on the day before: what became of a meeting is still to be told. Parameters: `meeting`,
        /// `title`, `deadline`.
        OutcomesDue = "outcomes-due",
        /// On the day before: a discussion that you take part in ends. Parameters: `matter`, `title`, `until`.
        DiscussionEnding = "discussion-ending",
        /// To the committee, on the day before: a matter waits for its pre-review. Parameters: `matter`, `title`,
        /// `deadline`.
        ReviewDue = "review-due",
        /// A mandate that you gave was entered. Parameters: `meeting`, `title`, `starts_at`.
        MandateEntered = "mandate-entered",
        /// Somebody gave you one. Parameters: `meeting`, `title`, `starts_at`.
        MandateReceived = "mandate-received",
        /// To the supervision committee: a meeting takes a step of a decision. Parameters: `title`, `starts_at`.
        CaseMeeting = "case-meeting",
        /// The draft of a decision, before the members meet about it. Parameters: `title`, `starts_at`.
        DraftDelivered = "draft-delivered",
        /// To the adviser: an opinion is asked for. Parameters: `title`, `due_at`.
        OpinionAsked = "opinion-asked",
        /// To whoever asked: the street or township answered in its office. Parameters: `title`.
        OfficeAnswered = "office-answered",
    }
}

reply! {
    /// A page of the own notices, newest first.
    pub struct Notices {
        pub notices: Vec<Notice>,
        pub next_before: Option<u64>,
    }
    pub struct Notice {
        pub id: NoticeId,
        pub seq: u64,
        pub at: UtcMillis,
        pub kind: NoticeKind,
        pub params: Map<String, Value>,
        pub activity: Option<ActivityId>,
        pub read: bool,
    }
}

body! {
    /// Marks everything up to a sequence as read.
    pub struct ReadUpTo { pub seq: u64 }
}
