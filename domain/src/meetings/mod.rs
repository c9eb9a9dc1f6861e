//! Meetings (会议): announced in time, with a roll frozen that day, opened by the chair, attended, minuted, closed.
//!
//! Invariant: `announced → open → closed`, or `announced → cancelled`, and never back. Nobody is added to a frozen roll;
//! who loses the entitlement is struck. Never more people are present than are entitled, and nobody who was struck is.

mod forms;
mod wire;

pub use forms::{Electorate, MeetingForm, MeetingStatus, StruckCause};
pub use wire::*;
