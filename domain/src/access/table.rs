//! The table itself. One row, one permission; the reason stands beside what is not obvious.

use super::{Capability as C, Relation as Of, Role as R};

/// Every permission there is.
pub const TABLE: &[(C, R, Of)] = &[
    (C::SeePublic, R::Guest, Of::Anyone),
    (C::SignIn, R::Guest, Of::Anyone),
    (C::UseDemonstration, R::Guest, Of::Anyone),
    (C::SeeSelf, R::Resident, Of::Own),
    (C::ManageOwnSessions, R::Resident, Of::Own),
    // Everybody may; office holders must. Not by their seat: while that is closed for lack of a factor, this is the way.
    (C::ManageOwnFactor, R::Resident, Of::Own),
    (C::SignUp, R::Resident, Of::Own),
    (C::CheckIn, R::Resident, Of::Own),
    // M67 art. 12: a volunteer may query the own record; the recording body and its supervisors must be able to.
    (C::SeeHours, R::Resident, Of::Own),
    (C::SeeHours, R::Committee, Of::Community),
    (C::SeeHours, R::Supervisor, Of::Community),
    // A team's leader acts for the own team only; the committee guides all teams (M67 art. 26).
    (C::ManageActivity, R::Organiser, Of::Body),
    (C::ManageActivity, R::Committee, Of::Community),
    (C::SeeAttendance, R::Organiser, Of::Body),
    (C::SeeAttendance, R::Committee, Of::Community),
    (C::SeeAttendance, R::Supervisor, Of::Community),
    (C::ConfirmService, R::Organiser, Of::Body),
    (C::ConfirmService, R::Committee, Of::Community),
    // Not the organiser: who confirmed does not correct.
    (C::CorrectService, R::Committee, Of::Community),
    (C::SeeTasks, R::Organiser, Of::Community),
    (C::SeeTasks, R::Committee, Of::Community),
    (C::SeeRoster, R::Committee, Of::Community),
    (C::SeeRoster, R::GridWorker, Of::Grid),
    (C::ManageRoster, R::Committee, Of::Community),
    // The supervision committee reads the journal; the committee that it watches does not need to.
    (C::SeeJournal, R::Supervisor, Of::Community),
];
