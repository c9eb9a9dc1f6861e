//! The office (办公): what workers, team leaders and supervisors do at a desk or on rounds, in files of their own that
//! residents never load.
//!
//! Invariant: a page is shown to those with a row in the table of access, and checks each of its buttons in the same
//! table; the API decides again on every request.

mod activities;
mod assist;
mod attendance;
mod bodies;
mod cases;
mod catalogue;
mod code;
mod correction;
mod editor;
mod frame;
mod hours;
mod import;
pub mod journal;
mod loading;
mod matters;
mod meetings;
mod person;
mod posting;
mod privacy;
mod roster;
mod rules;
pub mod sheet;
mod tasks;

pub use attendance::{Entering, enter};
pub use bodies::{BodyDialog, ask_of_body};
pub use cases::{CaseAct, act_on_case};
pub use frame::Desk;
pub use import::spreadsheet::rows as spreadsheet_rows;
pub use import::{Chosen, look_into};
pub use journal::{Taken, Taking, take_out};
pub use meetings::{Counting, MeetingAct, act_on_meeting, count};
pub use roster::{Asked, arrive, ask_about};

use domain::access::Capability;
use leptos::prelude::AnyView;

use crate::session::Session;
use crate::ui::Element;
use crate::ui::{ask, form, typed};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficePage {
    Tasks,
    Activities,
    New,
    Edit,
    Attendance,
    Code,
    Roster,
    Import,
    ImportReport,
    Bodies,
    Rolls,
    Journal,
    Hours,
    Assist,
    Assisting,
    AssistReview,
    Corrections,
    Reveals,
    Matters,
    Moderation,
    Meetings,
    Announce,
    Meeting,
    MeetingCode,
    Cases,
    Case,
    Rules,
    Catalogue,
}

/// A page's content; `None` if the page is in another file.
type Content = fn(OfficePage, Desk) -> Option<Element>;

/// Lists: tasks, activities, people.
pub fn desk(page: OfficePage) -> AnyView {
    frame::page(page, |page, desk| {
        Some(match page {
            OfficePage::Tasks => tasks::page(desk),
            OfficePage::Activities => activities::page(desk),
            OfficePage::Roster => roster::page(desk),
            _ => return None,
        })
    })
}

/// Bodies and seats.
pub fn bodies(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(bodies::page(desk)))
}

/// Rolls of residents, representatives and members.
pub fn rolls(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(bodies::rolls::page(desk)))
}

/// An activity before it begins.
pub fn plan(page: OfficePage) -> AnyView {
    frame::page(page, |page, desk| match page {
        OfficePage::New => Some(editor::new(desk)),
        OfficePage::Edit => Some(editor::edit(desk)),
        _ => None,
    })
}

/// Who came to an activity.
pub fn attend(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(attendance::page(desk)))
}

/// The code that proves a presence.
pub fn code(page: OfficePage) -> AnyView {
    frame::page(page, |page, desk| match page {
        OfficePage::MeetingCode => Some(code::of_meeting(desk)),
        _ => Some(code::page(desk)),
    })
}

/// Meetings: their list, and announcing one.
pub fn meetings(page: OfficePage) -> AnyView {
    frame::page(page, |page, desk| match page {
        OfficePage::Meetings => Some(meetings::list(desk)),
        OfficePage::Announce => Some(meetings::announce(desk)),
        _ => None,
    })
}

/// One meeting, as it is run.
pub fn run_meeting(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(meetings::run(desk)))
}

/// Decisions and what they lack.
pub fn cases(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(cases::board(desk)))
}

/// One decision, with what may be done about it.
pub fn case(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(cases::case(desk)))
}

/// The rules in force, and the authorisations of the representatives.
pub fn rules(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(rules::page(desk)))
}

/// The catalogue of matters.
pub fn catalogue(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(catalogue::page(desk)))
}

/// A member's hours of service.
pub fn hours(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(hours::page(desk)))
}

/// Importing a roster.
pub fn bring(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(import::page(desk)))
}

/// The report on an import.
pub fn brought(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(import::report(desk)))
}

/// The journal.
pub fn journal(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(journal::page(desk)))
}

/// Acting for somebody, and the supervision committee's view of that.
pub fn assist(page: OfficePage) -> AnyView {
    frame::page(page, |page, desk| {
        Some(match page {
            OfficePage::Assist => assist::list(desk),
            OfficePage::Assisting => assist::acting(desk),
            OfficePage::AssistReview => assist::review(desk),
            _ => return None,
        })
    })
}

/// Corrections of residents' data, and looks at it.
pub fn data(page: OfficePage) -> AnyView {
    frame::page(page, |page, desk| match page {
        OfficePage::Corrections => Some(privacy::corrections(desk)),
        OfficePage::Reveals => Some(privacy::reveals(desk)),
        _ => None,
    })
}

/// Tasks of the deliberation, and posts to be reviewed.
pub fn deliberation(page: OfficePage) -> AnyView {
    frame::page(page, |page, desk| match page {
        OfficePage::Matters => Some(matters::page(desk)),
        OfficePage::Moderation => Some(matters::moderation(desk)),
        _ => None,
    })
}

impl OfficePage {
    /// Whether the signed-in person has a use for the page.
    fn is_for(self, session: Session) -> bool {
        // People who see case files have tasks there, also without a team of volunteers.
        let also = self == Self::Tasks && session.may_somewhere(Capability::SeeCaseFile);
        also || session.may_somewhere(self.capability())
    }

    /// The capability that a person needs somewhere for the page to be of use.
    fn capability(self) -> Capability {
        match self {
            Self::Tasks => Capability::SeeTasks,
            Self::Matters | Self::Moderation | Self::Catalogue => Capability::SeeMatterTasks,
            Self::Meetings | Self::Announce => Capability::ManageMeeting,
            // A chair or a teller may have no other office.
            Self::Meeting | Self::MeetingCode => Capability::ChairMeeting,
            Self::Cases | Self::Case | Self::Rules => Capability::SeeCaseFile,
            Self::Activities | Self::Attendance => Capability::SeeAttendance,
            Self::New | Self::Edit => Capability::ManageActivity,
            Self::Code => Capability::ConfirmService,
            Self::Roster => Capability::SeeRoster,
            Self::Import | Self::ImportReport => Capability::ImportRoster,
            Self::Bodies => Capability::SeePublic,
            Self::Rolls => Capability::SeeRolls,
            Self::Journal => Capability::SeeJournal,
            Self::Hours => Capability::SeeHours,
            Self::Assist | Self::Assisting => Capability::SeeGivenAssistance,
            Self::AssistReview => Capability::ReviewAssistance,
            Self::Corrections => Capability::DecideCorrection,
            Self::Reveals => Capability::SeeReveals,
        }
    }

    /// The sidebar entry that the page belongs to.
    fn entry(self) -> Self {
        match self {
            Self::New | Self::Edit | Self::Attendance | Self::Code => Self::Activities,
            Self::Hours | Self::Import | Self::ImportReport => Self::Roster,
            Self::Rolls => Self::Bodies,
            Self::Assisting => Self::Assist,
            Self::Moderation => Self::Matters,
            Self::Announce | Self::Meeting | Self::MeetingCode => Self::Meetings,
            Self::Case => Self::Cases,
            other => other,
        }
    }
}
