//! Files of a meeting: materials (会议材料) before it; photos and the signature sheet (签到表) from its opening on.
//!
//! Invariant: a file added after the announcement carries its own time, and files are never removed.

use super::{MeetingState, MeetingStatus, Refusal};
use crate::archive::FilePurpose;
use crate::limits;
use crate::time::{DAY, UtcMillis};
use crate::words;

words! {
    /// Files that the chair or the recorder adds to a meeting.
    pub enum MeetingRecord {
        Photo = "photo",
        /// Contains signatures: only for the committee and the supervision committee.
        SignatureSheet = "signature-sheet",
    }
}

impl MeetingRecord {
    pub fn purpose(self) -> FilePurpose {
        match self {
            Self::Photo => FilePurpose::Photo,
            Self::SignatureSheet => FilePurpose::SignatureSheet,
        }
    }
}

/// Whether materials may be added: only before the meeting opens.
pub fn add_materials(state: &MeetingState) -> Result<(), Refusal> {
    state.is_announced()
}

/// Whether photos or the signature sheet may be added: from the opening on, for a limited time.
pub fn add_records(state: &MeetingState, closed_at: Option<UtcMillis>, now: UtcMillis) -> Result<(), Refusal> {
    match state.status {
        MeetingStatus::Announced => return Err(Refusal::NotOpenYet),
        MeetingStatus::Cancelled => return Err(Refusal::IsCancelled),
        MeetingStatus::Open | MeetingStatus::Closed => {}
    }
    let days_max = limits::MEETING_RECORD_DAYS;
    match closed_at {
        Some(closed_at) if now.since(closed_at) >= days_max * DAY => Err(Refusal::TooLateForRecords { days_max }),
        _ => Ok(()),
    }
}
