//! The office (办公): what workers, team leaders and supervisors do at a desk or on rounds, in files of their
//! own that residents never fetch.
//!
//! Invariant: a page is shown to whoever the table of access has a row for, and asks the same table for each of its
//! buttons; the API decides again on every request.

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

/// A page's content; nothing when the page stands in another file.
type Content = fn(OfficePage, Desk) -> Option<Element>;

/// Lists: what waits, activities, people.
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

/// Residents, representatives and members, as counted.
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

/// What holds here, and what was left to the representatives.
pub fn rules(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(rules::page(desk)))
}

/// What may be put up.
pub fn catalogue(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(catalogue::page(desk)))
}

/// What a member has given.
pub fn hours(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(hours::page(desk)))
}

/// A roster from a spreadsheet.
pub fn bring(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(import::page(desk)))
}

/// What came of its lines.
pub fn brought(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(import::report(desk)))
}

/// What was changed, and by whom.
pub fn journal(page: OfficePage) -> AnyView {
    frame::page(page, |_, desk| Some(journal::page(desk)))
}

/// Acting for somebody, and what the supervision committee sees of it.
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

/// Corrections of residents' data, and who looked at it.
pub fn data(page: OfficePage) -> AnyView {
    frame::page(page, |page, desk| match page {
        OfficePage::Corrections => Some(privacy::corrections(desk)),
        OfficePage::Reveals => Some(privacy::reveals(desk)),
        _ => None,
    })
}

/// What waits in the deliberation, and posts to look at.
pub fn deliberation(page: OfficePage) -> AnyView {
    frame::page(page, |page, desk| match page {
        OfficePage::Matters => Some(matters::page(desk)),
        OfficePage::Moderation => Some(matters::moderation(desk)),
        _ => None,
    })
}

impl OfficePage {
    /// Whether it has a use for whoever is signed in.
    fn is_for(self, session: Session) -> bool {
        // Whoever sees decisions has tasks in them, also without a team of volunteers.
        let also = self == Self::Tasks && session.may_somewhere(Capability::SeeCaseFile);
        also || session.may_somewhere(self.capability())
    }

    /// What somebody needs to be able to do somewhere, for the page to have a use.
    fn capability(self) -> Capability {
        match self {
            Self::Tasks => Capability::SeeTasks,
            Self::Matters | Self::Moderation | Self::Catalogue => Capability::SeeMatterTasks,
            Self::Meetings | Self::Announce => Capability::ManageMeeting,
            // Whoever chairs or counts may have no other office.
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

    /// The entry of the sidebar under which it stands.
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
