//! The table itself. One row, one permission; the reason stands beside what is not obvious.

use super::{Capability as C, Relation as Of, Role as R};

/// Every permission there is.
pub const TABLE: &[(C, R, Of)] = &[
    (C::SeePublic, R::Guest, Of::Anyone),
    (C::SignIn, R::Guest, Of::Anyone),
    (C::UseDemonstration, R::Guest, Of::Anyone),
    (C::OpenCommunity, R::Guest, Of::Anyone),
    (C::OpenOffice, R::Guest, Of::Anyone),
    // Who works for a region sees the office and nothing of anybody who lives there.
    // What is an officer's own stays open while the office is closed for lack of a second factor.
    (C::SeeOfficerSelf, R::Seated, Of::Region),
    (C::ManageOfficerFactor, R::Seated, Of::Region),
    (C::SeeOffice, R::Officer, Of::Region),
    (C::SeeOffice, R::OfficerHead, Of::Region),
    (C::ManageOfficers, R::OfficerHead, Of::Region),
    (C::SeeRegionJournal, R::OfficerHead, Of::Region),
    // Either of the two posts: who answered stands in the journal, which the heads read.
    (C::SeeChecks, R::Officer, Of::Region),
    (C::SeeChecks, R::OfficerHead, Of::Region),
    (C::AnswerChecks, R::Officer, Of::Region),
    (C::AnswerChecks, R::OfficerHead, Of::Region),
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
    // Who leads a team or works in a grid must know what was left to them.
    (C::SeeBodies, R::Organiser, Of::Body),
    (C::SeeBodies, R::GridWorker, Of::Body),
    (C::SeeBodies, R::Committee, Of::Community),
    (C::SeeBodies, R::Supervisor, Of::Community),
    (C::SeeRolls, R::Committee, Of::Community),
    (C::SeeRolls, R::Supervisor, Of::Community),
    (C::ManageRoster, R::Committee, Of::Community),
    (C::ImportRoster, R::Committee, Of::Community),
    (C::ExportRoster, R::Committee, Of::Community),
    // The supervision committee reads the journal; the committee that it watches does not need to.
    (C::SeeJournal, R::Supervisor, Of::Community),
    (C::ExportJournal, R::Supervisor, Of::Community),
    (C::Assist, R::Committee, Of::Community),
    (C::Assist, R::GridWorker, Of::Grid),
    // What was done in somebody's name is no secret of the worker's: the household sees it, and who watches.
    (C::SeeAssistance, R::Resident, Of::Household),
    (C::SeeAssistance, R::Committee, Of::Community),
    (C::SeeAssistance, R::GridWorker, Of::Grid),
    (C::SeeAssistance, R::Supervisor, Of::Community),
    (C::SeeGivenAssistance, R::Committee, Of::Community),
    (C::SeeGivenAssistance, R::GridWorker, Of::Community),
    // The household and nobody else; the resident is of it.
    (C::ContestAct, R::Resident, Of::Household),
    (C::ReviewAssistance, R::Supervisor, Of::Community),
    // PIPL art. 45: one's own, and a guardian's for somebody under age (art. 31). No office has a row.
    (C::SeeOwnData, R::Resident, Of::Own),
    (C::SeeOwnData, R::Resident, Of::Guardian),
    (C::ManageOwnData, R::Resident, Of::Own),
    (C::DecideCorrection, R::Committee, Of::Community),
    (C::RevealPhone, R::Committee, Of::Community),
    (C::RevealPhone, R::GridWorker, Of::Grid),
    // Who watches does not look: the supervisor sees the looks, not the phones.
    (C::SeeReveals, R::Supervisor, Of::Community),
    // The supervisor reads of it in the journal; whoever watches opens no account.
    (C::PrintSlip, R::Committee, Of::Community),
    (C::PrintSlip, R::GridWorker, Of::Grid),
    // RC18 art. 2-4, XS15: deliberation is everybody's who lives here; a proposal and a post are their author's own.
    (C::Deliberate, R::Resident, Of::Own),
    // To the own proposal, and the committee, which organises the discussion, to any.
    (C::EncloseFiles, R::Resident, Of::Own),
    (C::EncloseFiles, R::Committee, Of::Community),
    (C::SeeMatterTasks, R::Committee, Of::Community),
    (C::SeeMatterTasks, R::PartyCommittee, Of::Community),
    (C::SeeMatterTasks, R::Supervisor, Of::Community),
    (C::PreReviewMatters, R::Committee, Of::Community),
    (C::PreReviewMatters, R::PartyCommittee, Of::Community),
    (C::OrganiseMatters, R::Committee, Of::Community),
    (C::ModeratePosts, R::Committee, Of::Community),
    // Who hid does not decide.
    (C::DecideAppeals, R::Supervisor, Of::Community),
    // Meetings. The party branch holds its own forms and the joint one: those are matters of its body.
    (C::ManageMeeting, R::Committee, Of::Community),
    (C::ManageMeeting, R::PartyCommittee, Of::Body),
    // Who was named, and nobody by office: chair, teller and recorder are people of this meeting.
    (C::ChairMeeting, R::Resident, Of::Own),
    (C::WriteMinutes, R::Resident, Of::Own),
    (C::KeepAttendance, R::Resident, Of::Own),
    (C::KeepAttendance, R::Committee, Of::Community),
    (C::KeepAttendance, R::PartyCommittee, Of::Body),
    (C::SeeMeetingRoll, R::Committee, Of::Community),
    (C::SeeMeetingRoll, R::Supervisor, Of::Community),
    (C::SeeMeetingRoll, R::PartyCommittee, Of::Body),
    (C::AttendMeeting, R::Resident, Of::Own),
    // Adopted minutes are for everybody who was called; before that for those who write and watch.
    (C::SeeMinutes, R::Resident, Of::Own),
    (C::SeeMinutes, R::Committee, Of::Community),
    (C::SeeMinutes, R::Supervisor, Of::Community),
    (C::SeeMinutes, R::PartyCommittee, Of::Body),
    (C::UploadFile, R::Resident, Of::Own),
    // What is attached to something public is public. The rest is for whoever brought it in, for those who decide on it,
    // and for those who watch them.
    (C::SeeFile, R::Guest, Of::Published),
    (C::SeeFile, R::Resident, Of::Own),
    (C::SeeFile, R::Committee, Of::Community),
    (C::SeeFile, R::Supervisor, Of::Community),
    // The committee runs all meetings; who leads a party branch runs those of the branch.
    (C::ManageBallot, R::Committee, Of::Community),
    (C::ManageBallot, R::PartyCommittee, Of::Body),
    // Whether somebody is on the roll is the meeting's question, not the table's.
    (C::CastVote, R::Resident, Of::Own),
    // The token is the right. A session would say whose it is.
    (C::CastSecretBallot, R::Guest, Of::Anyone),
    // The subject is the teller.
    (C::ConfirmCount, R::Resident, Of::Own),
    // The party committee leads the first three steps, the committee the meeting that decides.
    (C::ManageCase, R::Committee, Of::Community),
    (C::ManageCase, R::PartyCommittee, Of::Community),
    (C::SeeCaseFile, R::Committee, Of::Community),
    (C::SeeCaseFile, R::PartyCommittee, Of::Community),
    (C::SeeCaseFile, R::Supervisor, Of::Community),
    (C::SeeCaseFile, R::Adviser, Of::Community),
    (C::GiveOpinion, R::Adviser, Of::Community),
    // The township's, from its paper.
    (C::GiveOpinion, R::Committee, Of::Community),
    // Whoever watches halts; whoever is watched does not lift it.
    (C::HoldCase, R::Supervisor, Of::Community),
    (C::RecordAuthorisation, R::Committee, Of::Community),
];
