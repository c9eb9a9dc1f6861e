//! The office (办公): what workers, team leaders and supervisors do at a desk or on rounds, in files of their own that
//! residents never load.
//!
//! Invariant: a page is shown to those with a row in the table of access, and checks each of its buttons in the same
//! table; the API decides again on every request.

mod activities;
mod activity_editor;
mod announcements;
mod assistance;
mod attendance;
mod cases;
mod catalogue;
mod chunked_upload;
mod code;
mod frame;
mod hours;
mod import;
pub mod journal;
mod matters;
mod meetings;
mod members;
mod person_picker;
mod privacy;
mod rules;
mod service_corrections;
mod sheet;
mod tasks;

use leptos::prelude::AnyView;

use crate::pages::OfficePage;
use crate::ui::{form, form_values, page_dialog};

/// Lists: tasks, activities, people.
pub fn desk_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |page, desk| {
        Some(match page {
            OfficePage::Tasks => tasks::tasks_page(desk),
            OfficePage::Activities => activities::office_activities_page(desk),
            OfficePage::Roster => members::roster::roster_page(desk),
            _ => return None,
        })
    })
}

/// Announcements of the committee.
pub fn announcements_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |_, desk| Some(announcements::office_announcements_page(desk)))
}

/// Bodies and seats.
pub fn bodies_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |_, desk| Some(members::bodies::bodies_page(desk)))
}

/// Rolls of residents, representatives and members.
pub fn rolls_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |_, desk| Some(members::bodies::rolls::rolls_page(desk)))
}

/// An activity before it begins.
pub fn activity_editor_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |page, desk| match page {
        OfficePage::New => Some(activity_editor::new_activity_page(desk)),
        OfficePage::Edit => Some(activity_editor::edit_activity_page(desk)),
        _ => None,
    })
}

/// Who came to an activity.
pub fn attendance_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |_, desk| Some(attendance::attendance_page(desk)))
}

/// The code that proves a presence.
pub fn code_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |page, desk| match page {
        OfficePage::MeetingCode => Some(code::of_meeting(desk)),
        _ => Some(code::activity_code_page(desk)),
    })
}

/// Meetings: their list, and announcing one.
pub fn meetings_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |page, desk| match page {
        OfficePage::Meetings => Some(meetings::office_meetings_page(desk)),
        OfficePage::Announce => Some(meetings::announce_meeting_page(desk)),
        _ => None,
    })
}

/// One meeting, as it is run.
pub fn meeting_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |_, desk| Some(meetings::run_meeting_page(desk)))
}

/// Decisions and what they lack.
pub fn case_board_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |_, desk| Some(cases::case_board_page(desk)))
}

/// One decision, with what may be done about it.
pub fn case_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |_, desk| Some(cases::office_case_page(desk)))
}

/// The rules in force, and the authorisations of the representatives.
pub fn rules_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |_, desk| Some(rules::rules_page(desk)))
}

/// The catalogue of matters.
pub fn catalogue_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |_, desk| Some(catalogue::catalogue_page(desk)))
}

/// A member's hours of service.
pub fn hours_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |_, desk| Some(hours::member_hours_page(desk)))
}

/// Importing a roster.
pub fn import_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |_, desk| Some(import::import_page(desk)))
}

/// The report on an import.
pub fn import_report_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |_, desk| Some(import::import_report_page(desk)))
}

/// The journal.
pub fn journal_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |_, desk| Some(journal::journal_page(desk)))
}

/// Acting for somebody, and the supervision committee's view of that.
pub fn assistance_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |page, desk| {
        Some(match page {
            OfficePage::Assist => assistance::assistances_page(desk),
            OfficePage::Assisting => assistance::assisting_page(desk),
            OfficePage::AssistReview => assistance::assistance_review_page(desk),
            _ => return None,
        })
    })
}

/// Corrections of residents' data, and looks at it.
pub fn privacy_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |page, desk| match page {
        OfficePage::Corrections => Some(privacy::corrections_page(desk)),
        OfficePage::Reveals => Some(privacy::reveals_page(desk)),
        _ => None,
    })
}

/// Tasks of the deliberation, and posts to be reviewed.
pub fn deliberation_module(page: OfficePage) -> AnyView {
    frame::office_page(page, |page, desk| match page {
        OfficePage::Matters => Some(matters::matter_tasks_page(desk)),
        OfficePage::Moderation => Some(matters::moderation_page(desk)),
        _ => None,
    })
}
