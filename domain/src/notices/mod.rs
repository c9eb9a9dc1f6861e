//! Notices to one member (消息): what happened to something of theirs, as a code and figures; the app has the texts.

pub mod endpoints;
mod reminders;

pub use reminders::{ReminderAction, decide_reminder, remind_at};

use crate::ids::{ActivityId, NoticeId};
use crate::time::UtcMillis;
use crate::{body, reply, words};
use serde_json::{Map, Value};

words! {
    /// The content of a notice. Each has the text `notice.<code>` in every language.
    pub enum NoticeKind: "notice" {
        /// A place became free and is now yours. Parameters: `title`, `starts_at`.
        MovedUp = "moved-up",
        /// An activity that you signed up for was cancelled. Parameters: `title`, `reason`.
        ActivityCancelled = "activity-cancelled",
        /// The time or place of an activity changed. Parameters: `title`, `starts_at`.
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
        /// The supervision committee found that you had not wanted an act in your name. Parameter: `reason`.
        ContestUpheld = "contest-upheld",
        /// The supervision committee found that an act was as agreed. Parameter: `reason`.
        ContestDismissed = "contest-dismissed",
        /// A correction that you asked for was made. Parameter: `reason`.
        CorrectionApplied = "correction-applied",
        /// A correction that you asked for was refused. Parameter: `reason`.
        CorrectionRefused = "correction-refused",
        /// Somebody signed in as you on a device that was not used before. No parameters.
        NewDevice = "new-device",
        /// The committee entered another phone for you. Parameters: `phone` masked, `reason`.
        PhoneChanged = "phone-changed",
        /// You changed your phone. Parameters: `phone` masked.
        OwnPhoneChanged = "own-phone-changed",
        /// Your lost second factor was reset. Parameters: `by`, `reason`.
        FactorReset = "factor-reset",
        /// To the supervision committee: a second factor was reset. Parameters: `name`, `by`, `reason`.
        FactorResetOf = "factor-reset-of",
        /// A slip for signing in as you was printed. Parameters: `by`, `printed_at`, `until`, `reason`.
        SlipPrinted = "slip-printed",
        /// A passkey that signs in as you was made. No parameters.
        PasskeyAdded = "passkey-added",
        /// The committee recorded that you are the guardian of a person under age. Parameters: `name`, `by`.
        GuardianNamed = "guardian-named",
        /// Another person is the guardian of your ward from now on. Parameters: `name`, `guardian`, `by`.
        GuardianEnded = "guardian-ended",
        /// To the household: the new guardian of a person under age in it. Parameters: `name`, `guardian`, `by`.
        GuardianInHousehold = "guardian-in-household",
        /// Your matter has enough co-signers and is in the pre-review. Parameters: `title`, `matter`, `deadline`.
        MatterHandedIn = "matter-handed-in",
        /// Your matter was accepted and is discussed. Parameters: `title`, `matter`, `office`, `reason`, `until`.
        MatterAccepted = "matter-accepted",
        /// Your matter was returned; you may edit it. Parameters: `title`, `matter`, `office`, `reason`.
        MatterReturned = "matter-returned",
        /// Your matter was routed elsewhere. Parameters: `title`, `matter`, `office`, `destination`, `reason`.
        MatterRouted = "matter-routed",
        /// The committee answered your matter. Parameters: `title`, `matter`, `outcome`, `reason`.
        MatterAnswered = "matter-answered",
        /// Your post was hidden. Parameters: `title`, `matter`, `rule`, `office`, `until`, `reason`.
        PostHidden = "post-hidden",
        /// Your post was hidden without an end. Parameters: `title`, `matter`, `rule`, `office`, `reason`.
        PostHiddenForGood = "post-hidden-for-good",
        /// Your post is visible. Parameters: `title`, `matter`.
        PostReleased = "post-released",
        /// The supervision committee agrees with your appeal. Parameters: `title`, `matter`, `reason`.
        AppealUpheld = "appeal-upheld",
        /// The supervision committee rejects your appeal. Parameters: `title`, `matter`, `reason`.
        AppealDismissed = "appeal-dismissed",
        // --- meetings: notices that the law requires; they cannot be muted
        /// An announcement of the committee that addresses you. Parameters: `announcement`, `title`, `until`.
        Announcement = "announcement",
        /// A meeting to which you are entitled. Parameters: `meeting`, `title`, `place`, `starts_at`.
        MeetingAnnounced = "meeting-announced",
        /// A meeting has another place or a later time. Parameters: `meeting`, `title`, `place`, `starts_at`, `reason`.
        MeetingMoved = "meeting-moved",
        /// A meeting was cancelled. Parameters: `meeting`, `title`, `starts_at`, `reason`.
        MeetingCancelled = "meeting-cancelled",
        /// Outcomes of a meeting that you attended. Parameters: `meeting`, `title`.
        MeetingOutcomes = "meeting-outcomes",
        /// Reminder on the day before a meeting. Parameters: `meeting`, `title`, `place`, `starts_at`.
        MeetingTomorrow = "meeting-tomorrow",
        /// To the committee, on the day before the deadline: outcomes of a meeting are not yet recorded. Parameters:
        /// `meeting`, `title`, `deadline`.
        OutcomesDue = "outcomes-due",
        /// On the day before: a discussion in which you take part ends. Parameters: `matter`, `title`, `until`.
        DiscussionEnding = "discussion-ending",
        /// To the committee, on the day before the deadline: a matter waits for its pre-review. Parameters: `matter`,
        /// `title`, `deadline`.
        ReviewDue = "review-due",
        /// A mandate that you gave was entered. Parameters: `meeting`, `title`, `starts_at`.
        MandateEntered = "mandate-entered",
        /// Somebody gave you a mandate. Parameters: `meeting`, `title`, `starts_at`.
        MandateReceived = "mandate-received",
        /// To the supervision committee: a meeting takes a step of a decision. Parameters: `title`, `case`, `starts_at`.
        CaseMeeting = "case-meeting",
        /// The draft of a decision, before the members meet about it. Parameters: `title`, `case`, `starts_at`.
        DraftDelivered = "draft-delivered",
        /// To the adviser: an opinion is asked for. Parameters: `title`, `case`, `due_at`.
        OpinionAsked = "opinion-asked",
        /// To the person who asked: the street or township has answered in its office. Parameters: `title`, `case`.
        OfficeAnswered = "office-answered",
    }
}

reply! {
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
    pub struct ReadNoticesRequest { pub seq: u64 }
}
