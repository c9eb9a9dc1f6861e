//! Minutes (会议记录): the agenda gives their sections, every version is kept, and two people sign the final version.

use super::{MeetingState, MeetingStatus, MinutesSection, Refusal, WriteMinutesRequest};
use crate::limits;
use crate::words;
use sha2::{Digest, Sha256};

words! {
    /// The function in which somebody signs.
    pub enum Signatory {
        Chair = "chair",
        Teller = "teller",
    }
}

/// Decides a new version. `newest` is the latest version; `adopted` tells whether one is signed by both.
pub fn write_minutes(
    state: &MeetingState,
    draft: &WriteMinutesRequest,
    agenda_items: usize,
    (newest, adopted): (u32, bool),
) -> Result<(), Refusal> {
    match state.status {
        MeetingStatus::Open | MeetingStatus::Closed => {}
        MeetingStatus::Announced => return Err(Refusal::NotOpenYet),
        MeetingStatus::Cancelled => return Err(Refusal::IsCancelled),
    }
    if adopted {
        return Err(Refusal::MinutesAdopted);
    }
    if draft.texts.len() != agenda_items + 1 {
        return Err(Refusal::SectionsDoNotFit { expected: (agenda_items + 1).try_into().unwrap_or(u32::MAX) });
    }
    let chars: usize = draft.texts.iter().map(|text| text.as_str().chars().count()).sum();
    if chars == 0 {
        return Err(Refusal::MinutesEmpty);
    }
    if chars > limits::MINUTES_CHARS_MAX {
        return Err(Refusal::MinutesTooLong { chars_max: limits::MINUTES_CHARS_MAX.try_into().unwrap_or(u32::MAX) });
    }
    if newest >= limits::MINUTES_VERSIONS_MAX {
        return Err(Refusal::TooMany { most: limits::MINUTES_VERSIONS_MAX });
    }
    if draft.follows == newest { Ok(()) } else { Err(Refusal::MinutesMovedOn { version: newest }) }
}

/// Decides whether minutes may be signed at all: only after a meeting that somebody attended.
pub fn may_adopt_minutes(state: &MeetingState, came: u32, adopted: bool) -> Result<(), Refusal> {
    match state.status {
        MeetingStatus::Closed => {}
        MeetingStatus::Cancelled => return Err(Refusal::IsCancelled),
        MeetingStatus::Announced | MeetingStatus::Open => return Err(Refusal::NotClosedYet),
    }
    if came == 0 {
        return Err(Refusal::NobodyCame);
    }
    if adopted { Err(Refusal::MinutesAdopted) } else { Ok(()) }
}

/// Decides a signature under a version: only the newest one, once for each signatory. `signed`: chair, teller.
pub fn may_sign_minutes(wanted: u32, newest: u32, who: Signatory, signed: (bool, bool)) -> Result<(), Refusal> {
    if newest == 0 {
        return Err(Refusal::MinutesMissing);
    }
    if wanted != newest {
        return Err(Refusal::MinutesMovedOn { version: newest });
    }
    let done = match who {
        Signatory::Chair => signed.0,
        Signatory::Teller => signed.1,
    };
    if done { Err(Refusal::AlreadySigned) } else { Ok(()) }
}

/// The hash of a version: SHA-256 over each title and text, each preceded by its length in bytes.
pub fn minutes_hash(sections: &[MinutesSection]) -> String {
    let mut hash = Sha256::new();
    for part in sections.iter().flat_map(|section| [&section.title, &section.text]) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    crate::journal::to_hex(&hash.finalize())
}
