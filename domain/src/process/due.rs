//! What an object does by itself when its time has come (定时办理).
//!
//! Invariant: every kind has its act in the API's table, or the API does not compile.

use crate::time::UtcMillis;
use crate::words;

words! {
    /// A kind of due act. The row also names a subject: an id, or one of several acts of the kind.
    pub enum DueKind {
        /// Deletes old data of signing in and old answers to commands, every day.
        Purge = "purge",
        /// Erases personal data whose time is over, every day.
        Retention = "retention",
        /// An import that nobody confirmed is forgotten.
        Import = "import",
        /// An account is closed.
        Closing = "closing",
        /// A file that was attached to nothing is forgotten.
        ForgetFile = "forget-file",
        /// A message or a letter is sent again.
        Send = "send",
        /// Tables are rewritten, so that deleted rows leave no bytes; done before all others, outside of a transaction.
        Rewrite = "rewrite",
        /// An announcement reaches its first day.
        TellAnnouncement = "tell-announcement",
        RemindMeeting = "remind-meeting",
        /// The deadline for recording the outcomes of a meeting.
        RemindOutcomes = "remind-outcomes",
        /// The end of a discussion.
        RemindDiscussion = "remind-discussion",
        /// The deadline for reviewing a matter that was handed in.
        RemindReview = "remind-review",
    }
}

/// What becomes of the row after its act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueNext {
    Done,
    /// The act is due again.
    At(UtcMillis),
}
