//! The office (办公): what workers, team leaders and supervisors do at a desk or on rounds, in one file of its own
//! that residents never fetch.
//!
//! Invariant: a page is shown to whoever the table of access has a row for, and asks the same table for each of its
//! buttons; the API decides again on every request.

mod activities;
mod ask;
mod attendance;
mod bodies;
mod code;
mod correction;
mod editor;
mod element;
mod form;
mod frame;
mod hours;
mod journal;
mod loading;
mod roster;
mod sheet;
mod tasks;
mod typed;
mod watched;

pub use frame::page;

use domain::access::Capability;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficePage {
    Tasks,
    Activities,
    New,
    Edit,
    Attendance,
    Code,
    Roster,
    Bodies,
    Journal,
    Hours,
}

impl OfficePage {
    /// What somebody needs to be able to do somewhere, for the page to have a use.
    fn capability(self) -> Capability {
        match self {
            Self::Tasks => Capability::SeeTasks,
            Self::Activities | Self::Attendance => Capability::SeeAttendance,
            Self::New | Self::Edit => Capability::ManageActivity,
            Self::Code => Capability::ConfirmService,
            Self::Roster => Capability::SeeRoster,
            Self::Bodies => Capability::SeePublic,
            Self::Journal => Capability::SeeJournal,
            Self::Hours => Capability::SeeHours,
        }
    }

    /// The entry of the sidebar under which it stands.
    fn entry(self) -> Self {
        match self {
            Self::New | Self::Edit | Self::Attendance | Self::Code => Self::Activities,
            Self::Hours => Self::Roster,
            other => other,
        }
    }
}
