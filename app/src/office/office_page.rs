//! The pages of the office, and what a person needs to have a use for each.

use crate::current_session::Session;
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

impl OfficePage {
    /// Whether the signed-in person has a use for the page.
    pub fn is_for(self, session: Session) -> bool {
        // People who see case files have tasks there, also without a team of volunteers.
        let also = self == Self::Tasks && session.may_somewhere(Capability::SeeCaseFile);
        also || session.may_somewhere(self.capability())
    }

    /// The capability that a person needs somewhere for the page to be of use.
    pub fn capability(self) -> Capability {
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
    pub fn entry(self) -> Self {
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
