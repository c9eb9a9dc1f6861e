//! The table itself. Each row is one permission; a comment gives the reason where it is not obvious.

use super::{Capability as C, Relation as Of, Role as R};

/// Every permission there is.
pub const TABLE: &[(C, R, Of)] = &[
    (C::SeePublic, R::Guest, Of::Anyone),
    (C::SignIn, R::Guest, Of::Anyone),
    (C::UseDemonstration, R::Guest, Of::Anyone),
    (C::OpenCommunity, R::Guest, Of::Anyone),
    (C::OpenOffice, R::Guest, Of::Anyone),
    // A person who works for a region sees the office, and no data of the people who live there.
    // An officer's own data stays accessible while the office is closed because the second factor is missing.
    (C::SeeOfficerSelf, R::Seated, Of::Region),
    (C::ManageOfficerFactor, R::Seated, Of::Region),
    (C::SeeOffice, R::Officer, Of::Region),
    (C::SeeOffice, R::OfficerHead, Of::Region),
    (C::ManageOfficers, R::OfficerHead, Of::Region),
    (C::SeeRegionJournal, R::OfficerHead, Of::Region),
    // Either post may answer: the journal records who answered, and the heads read the journal.
    (C::SeeChecks, R::Officer, Of::Region),
    (C::SeeChecks, R::OfficerHead, Of::Region),
    (C::AnswerChecks, R::Officer, Of::Region),
    (C::AnswerChecks, R::OfficerHead, Of::Region),
    (C::SeeSelf, R::Resident, Of::Own),
    (C::ManageOwnSessions, R::Resident, Of::Own),
    // Every resident may enrol a second factor; office holders must. The right does not come from the seat, so that the
    // holder can enrol while the office is closed for lack of a factor.
    (C::ManageOwnFactor, R::Resident, Of::Own),
    (C::SignUp, R::Resident, Of::Own),
    (C::CheckIn, R::Resident, Of::Own),
    // M67 art. 12: volunteers may query their own record; the recording body and its supervisors must be able to.
    (C::SeeHours, R::Resident, Of::Own),
    (C::SeeHours, R::Committee, Of::Community),
    (C::SeeHours, R::Supervisor, Of::Community),
    // The leader of a team acts for that team only; the committee guides all teams (M67 art. 26).
    (C::ManageActivity, R::Organiser, Of::Body),
    (C::ManageActivity, R::Committee, Of::Community),
    (C::SeeAttendance, R::Organiser, Of::Body),
    (C::SeeAttendance, R::Committee, Of::Community),
    (C::SeeAttendance, R::Supervisor, Of::Community),
    (C::ConfirmService, R::Organiser, Of::Body),
    (C::ConfirmService, R::Committee, Of::Community),
    // Not the organiser: the person who confirmed a service must not correct it.
    (C::CorrectService, R::Committee, Of::Community),
    (C::SeeTasks, R::Organiser, Of::Community),
    (C::SeeTasks, R::Committee, Of::Community),
    // An announcement to the whole community is public. Another one is for those addressed, for the committee that
    // publishes it, and for the supervisors.
    (C::SeeAnnouncement, R::Guest, Of::Published),
    (C::SeeAnnouncement, R::Resident, Of::Own),
    (C::SeeAnnouncement, R::Committee, Of::Community),
    (C::SeeAnnouncement, R::Supervisor, Of::Community),
    (C::ReviewAnnouncements, R::Committee, Of::Community),
    (C::ReviewAnnouncements, R::Supervisor, Of::Community),
    (C::PublishAnnouncement, R::Committee, Of::Community),
    (C::SeeRoster, R::Committee, Of::Community),
    (C::SeeRoster, R::GridWorker, Of::Grid),
    // The leader of a team and the worker of a grid must know what was handed over to them.
    (C::SeeBodies, R::Organiser, Of::Body),
    (C::SeeBodies, R::GridWorker, Of::Body),
    (C::SeeBodies, R::Committee, Of::Community),
    (C::SeeBodies, R::Supervisor, Of::Community),
    (C::SeeRolls, R::Committee, Of::Community),
    (C::SeeRolls, R::Supervisor, Of::Community),
    (C::ManageRoster, R::Committee, Of::Community),
    (C::ImportRoster, R::Committee, Of::Community),
    (C::ExportRoster, R::Committee, Of::Community),
    // The supervision committee reads the journal; the committee that it supervises does not need to.
    (C::SeeJournal, R::Supervisor, Of::Community),
    (C::ExportJournal, R::Supervisor, Of::Community),
    (C::Assist, R::Committee, Of::Community),
    (C::Assist, R::GridWorker, Of::Grid),
    // The worker cannot keep secret what was done in a resident's name: the household and the supervisors see it.
    (C::SeeAssistance, R::Resident, Of::Household),
    (C::SeeAssistance, R::Committee, Of::Community),
    (C::SeeAssistance, R::GridWorker, Of::Grid),
    (C::SeeAssistance, R::Supervisor, Of::Community),
    (C::SeeGivenAssistance, R::Committee, Of::Community),
    (C::SeeGivenAssistance, R::GridWorker, Of::Community),
    // Only the household, which includes the resident.
    (C::ContestAct, R::Resident, Of::Household),
    (C::ReviewAssistance, R::Supervisor, Of::Community),
    // PIPL art. 45: one's own data, and as a guardian that of a person under age (art. 31). No office has a row.
    (C::SeeOwnData, R::Resident, Of::Own),
    (C::SeeOwnData, R::Resident, Of::Guardian),
    (C::ManageOwnData, R::Resident, Of::Own),
    (C::DecideCorrection, R::Committee, Of::Community),
    (C::RevealPhone, R::Committee, Of::Community),
    (C::RevealPhone, R::GridWorker, Of::Grid),
    // The supervisor sees the record of each look at a phone number, but not the number.
    (C::SeeReveals, R::Supervisor, Of::Community),
    // The supervisor sees printed slips in the journal, and may not open an account for anybody.
    (C::PrintSlip, R::Committee, Of::Community),
    (C::PrintSlip, R::GridWorker, Of::Grid),
    // RC18 art. 2-4, XS15: every resident may deliberate; a proposal and a post belong to their author.
    (C::Deliberate, R::Resident, Of::Own),
    // Proposers add files to their own proposals; the committee, which organises the discussion, to any proposal.
    (C::EncloseFiles, R::Resident, Of::Own),
    (C::EncloseFiles, R::Committee, Of::Community),
    (C::SeeMatterTasks, R::Committee, Of::Community),
    (C::SeeMatterTasks, R::PartyCommittee, Of::Community),
    (C::SeeMatterTasks, R::Supervisor, Of::Community),
    (C::PreReviewMatters, R::Committee, Of::Community),
    (C::PreReviewMatters, R::PartyCommittee, Of::Community),
    (C::OrganiseMatters, R::Committee, Of::Community),
    (C::ModeratePosts, R::Committee, Of::Community),
    // The committee that hid a post does not decide the appeal.
    (C::DecideAppeals, R::Supervisor, Of::Community),
    // Meetings. The party branch holds its own forms and the joint form: those are matters of its body.
    (C::ManageMeeting, R::Committee, Of::Community),
    (C::ManageMeeting, R::PartyCommittee, Of::Body),
    // Only the persons named for this meeting as chair, teller and recorder; no office gives this right.
    (C::ChairMeeting, R::Resident, Of::Own),
    (C::WriteMinutes, R::Resident, Of::Own),
    (C::KeepAttendance, R::Resident, Of::Own),
    (C::KeepAttendance, R::Committee, Of::Community),
    (C::KeepAttendance, R::PartyCommittee, Of::Body),
    (C::SeeMeetingRoll, R::Committee, Of::Community),
    (C::SeeMeetingRoll, R::Supervisor, Of::Community),
    (C::SeeMeetingRoll, R::PartyCommittee, Of::Body),
    (C::AttendMeeting, R::Resident, Of::Own),
    // Everybody who was called may read adopted minutes; before adoption, only writers and supervisors.
    (C::SeeMinutes, R::Resident, Of::Own),
    (C::SeeMinutes, R::Committee, Of::Community),
    (C::SeeMinutes, R::Supervisor, Of::Community),
    (C::SeeMinutes, R::PartyCommittee, Of::Body),
    (C::UploadFile, R::Resident, Of::Own),
    // A file attached to something public is public. Other files are for the uploader, for those who decide on the
    // matter, and for the supervisors.
    (C::SeeFile, R::Guest, Of::Published),
    (C::SeeFile, R::Resident, Of::Own),
    (C::SeeFile, R::Committee, Of::Community),
    (C::SeeFile, R::Supervisor, Of::Community),
    // The committee runs all meetings; the leaders of a party branch run the meetings of the branch.
    (C::ManageBallot, R::Committee, Of::Community),
    (C::ManageBallot, R::PartyCommittee, Of::Body),
    // Whether somebody is on the roll is checked by the meeting, not by the table.
    (C::CastVote, R::Resident, Of::Own),
    // The token itself gives the right. A session would reveal whose token it is.
    (C::CastSecretBallot, R::Guest, Of::Anyone),
    // The subject is the teller.
    (C::ConfirmCount, R::Resident, Of::Own),
    // The party committee leads the first three steps; the committee leads the meeting that decides.
    (C::ManageCase, R::Committee, Of::Community),
    (C::ManageCase, R::PartyCommittee, Of::Community),
    (C::SeeCaseFile, R::Committee, Of::Community),
    (C::SeeCaseFile, R::PartyCommittee, Of::Community),
    (C::SeeCaseFile, R::Supervisor, Of::Community),
    (C::SeeCaseFile, R::Adviser, Of::Community),
    (C::GiveOpinion, R::Adviser, Of::Community),
    // Enters the township's opinion from its paper.
    (C::GiveOpinion, R::Committee, Of::Community),
    // Only supervisors halt a case; those whom they supervise cannot lift the halt.
    (C::HoldCase, R::Supervisor, Of::Community),
    (C::RecordAuthorisation, R::Committee, Of::Community),
];
