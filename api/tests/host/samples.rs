//! One request for every endpoint there is: with its own actor it succeeds on the [`BusyCommunity`], and it changes something
//! where the endpoint is a command. An endpoint without a sample does not compile.

pub mod archive;
mod ballots;
pub mod decisions;
mod matters;
pub mod meetings;
mod roster;
mod sessions;

pub use roster::fill_seat_request;
use sessions::code_from_inbox;
pub use sessions::{COUPLE_PHONE, couple_sharing_phone, enrol_factor, newest_code};

use crate::busy_community::{Actor, BusyCommunity, activity_request};
use crate::test_community::{Person, TestCommunity};
use api::answer::ObjectRequest;
use api::bind;
use domain::access::{Capability as C, Subject};
use domain::assistance as a;
use domain::contract::EndpointId as E;
use domain::contract::*;
use domain::ids::{MemberId, NoticeId, RegionCode};
use domain::journal as j;
use domain::members as m;
use domain::members::import as i;
use domain::members::{EndSeatRequest, LeaveRosterRequest, RosterQuery, SearchRosterRequest};
use domain::notices::ReadNoticesRequest;
use domain::privacy as p;
use domain::sessions::{
    ChangeOwnPhoneRequest, ChangePhoneRequest, ConfirmFactorRequest, FactorKey, FinishSignInRequest, PhoneCodeRequest,
    ProveFactorRequest, ResetFactorRequest, SignInCodeRequest, SignInRequest, Ticket,
};
use domain::time::{DAY, HOUR, MINUTE};
use domain::volunteering as v;

/// A resident who may come and go without being missed.
pub const SPARE_PHONE: &str = "13800000060";

/// A minor of the demonstration.
pub fn a_child(desk: &TestCommunity) -> MemberId {
    desk.texts("select id from members where born_day > '2012' and left_at is null order by id limit 1", &[])[0]
        .parse()
        .unwrap()
}

/// The caller for whom the sample succeeds.
pub fn sample_actor(stage: &BusyCommunity, id: E) -> &Actor {
    if let Some(actor) = meetings::meeting_actor(stage, id) {
        return actor;
    }
    match id {
        E::PublishActivity
        | E::ReviseActivity
        | E::CancelActivity
        | E::ShowCheckInKey
        | E::ShowAttendance
        | E::ListPresence
        | E::ConfirmServices
        | E::RejectService
        | E::ListTasks
        | E::ReviewBodies => &stage.leader,
        E::ShowRoster
        | E::SearchRoster
        | E::LeaveRoster
        | E::NameGuardian
        | E::NoteNeeds
        | E::EndSeat
        | E::CorrectService
        | E::ListImports
        | E::OpenImport
        | E::FillImport
        | E::ShowImport
        | E::DecideLine
        | E::ConfirmImport
        | E::DropImport
        | E::UndoImport
        | E::ExportRoster
        | E::CreateBody
        | E::FillSeat
        | E::DeclareRelative
        | E::WithdrawRelative
        | E::ReviewGrids
        | E::RenameGrid
        | E::SplitGrid
        | E::ShowRoll
        | E::RecordRoll
        | E::OpenAssistance
        | E::ListCorrections
        | E::DecideCorrection
        | E::RevealPhone
        | E::ResetFactor
        | E::PrintSlip
        | E::VoidSlip
        | E::ChangePhone
        | E::ReplaceCatalogue
        | E::ListMatterTasks
        | E::DecidePreReview
        | E::AddVersion
        | E::SummariseMatter
        | E::AnswerMatter
        | E::ShowModeration
        | E::SetModeration
        | E::HidePost
        | E::ReleasePost
        | E::DraftBallot
        | E::ReviseBallot
        | E::DropBallot
        | E::OpenBallot
        | E::HandOutPaper
        | E::EnterCount
        | E::CloseBallot
        | E::OpenCase
        | E::LinkMeeting
        | E::DeliverDraft
        | E::AttachPaper
        | E::CloseStep
        | E::LeaveCase
        | E::AskOpinion
        | E::GiveOpinion
        | E::RecordAuthorisation
        | E::SetRule
        | E::ShowRules => &stage.clerk,
        E::ShowJournal
        | E::FindJournalPeople
        | E::ExportJournal
        | E::ReviewAssistance
        | E::AnswerContest
        | E::ListReveals
        | E::ListSearches
        | E::DecideAppeal
        | E::ConfirmCount
        | E::RaiseHold
        | E::LiftHold => &stage.watcher,
        E::ExtendAssistance | E::EndAssistance | E::ListGivenAssistance => &stage.grid_worker,
        E::TakeBackClosing => &stage.closer,
        E::CheckOut => &stage.neighbour,
        _ => &stage.volunteer,
    }
}

/// The subject of the access check when `caller` sends the sample.
pub fn sample_subject(stage: &BusyCommunity, id: E, caller: &Actor) -> Subject {
    let about = |actor: &Actor| {
        let (member, household, grid) = match actor.standing.member {
            Some(member) => (member, actor.standing.household, None),
            None => return Subject::Community,
        };
        Subject::Member { member, household, grid }
    };
    let spec = ENDPOINTS.iter().find(|(other, _)| *other == id).unwrap().1;
    match spec.capability {
        C::SeePublic | C::SignIn | C::UseDemonstration | C::OpenCommunity | C::OpenOffice | C::CastSecretBallot => {
            Subject::Public
        }
        C::SeeOffice
        | C::ManageOfficers
        | C::SeeRegionJournal
        | C::SeeOfficerSelf
        | C::ManageOfficerFactor
        | C::SeeChecks
        | C::AnswerChecks => Subject::Region,
        C::SeeSelf
        | C::ManageOwnSessions
        | C::ManageOwnFactor
        | C::SignUp
        | C::CheckIn
        | C::ManageOwnData
        | C::CastVote
        | C::AttendMeeting
        | C::UploadFile => about(caller),
        C::SeeHours | C::SeeFile | C::EncloseFiles => about(&stage.volunteer),
        C::Deliberate => {
            let authors =
                [E::ReviseMatter, E::WithdrawMatter, E::RewritePost, E::WithdrawPost, E::AddPostFiles, E::AppealHiding];
            about(if authors.contains(&id) { &stage.volunteer } else { caller })
        }
        C::ConfirmCount => about(&stage.watcher),
        C::ManageActivity | C::SeeAttendance | C::ConfirmService | C::CorrectService => Subject::Body(stage.team),
        C::SeeBodies if id == E::ReviewBodies => Subject::Body(stage.team),
        C::SeeRoster => Subject::Grid(stage.grid),
        C::SeeTasks
        | C::ManageRoster
        | C::SeeBodies
        | C::SeeRolls
        | C::SeeJournal
        | C::ExportJournal
        | C::ImportRoster
        | C::ExportRoster
        | C::SeeGivenAssistance
        | C::ReviewAssistance
        | C::DecideCorrection
        | C::SeeReveals
        | C::SeeMatterTasks
        | C::PreReviewMatters
        | C::OrganiseMatters
        | C::ModeratePosts
        | C::DecideAppeals
        | C::ManageBallot
        | C::ManageCase
        | C::SeeCaseFile
        | C::GiveOpinion
        | C::HoldCase
        | C::RecordAuthorisation => Subject::Community,
        C::ManageMeeting
        | C::ChairMeeting
        | C::KeepAttendance
        | C::SeeMeetingRoll
        | C::WriteMinutes
        | C::SeeMinutes => meetings::meeting_subject(stage, id, caller),
        C::SeeOwnData => Subject::Ward { member: stage.volunteer.member(), guardian: None },
        C::Assist | C::SeeAssistance | C::ContestAct | C::RevealPhone | C::PrintSlip => {
            let who = if id == E::OpenAssistance { &stage.neighbour } else { &stage.volunteer };
            Subject::Member { member: who.member(), household: who.standing.household, grid: Some(stage.grid) }
        }
    }
}

fn reason() -> domain::text::Reason {
    "照组织者的名单".parse().unwrap()
}

/// The request, with the caller's cookie and a fresh key where one is needed.
#[expect(clippy::too_many_lines, reason = "one arm for each endpoint there is")]
pub fn endpoint_sample(stage: &BusyCommunity, id: E, who: &Person) -> ObjectRequest {
    let desk = &stage.desk;
    let here = (TestCommunity::code(),);
    let (open, full) = ((TestCommunity::code(), stage.open), (TestCommunity::code(), stage.full));
    let (running, ended) = ((TestCommunity::code(), stage.running), (TestCommunity::code(), stage.ended));
    let (now, none) = (desk.now.get(), Empty {});
    let mut request = match id {
        E::HealthCheck => TestCommunity::request::<HealthCheck>(who, &(), &(), &none),
        E::CheckObjects => TestCommunity::request::<CheckObjects>(who, &(), &(), &none),
        E::ListDemonstrationAccounts => TestCommunity::request::<ListDemonstrationAccounts>(who, &(), &(), &none),
        E::SeedDemonstration => TestCommunity::request::<SeedDemonstration>(who, &(), &(), &none),
        E::OpenCommunity => {
            TestCommunity::request::<OpenCommunity>(who, &(), &(), &crate::community_opening::open_community_request())
        }
        E::ShowRegion => TestCommunity::request::<ShowRegion>(who, &(RegionCode::country(),), &(), &none),
        E::OpenOffice
        | E::ShowOfficerInbox
        | E::RequestOfficerCode
        | E::SignInOfficer
        | E::FinishOfficerSignIn
        | E::BeginOfficerFactor
        | E::ConfirmOfficerFactor
        | E::ProveOfficerFactor
        | E::ResetOfficerFactor
        | E::ListOfficerSignIns
        | E::ShowOfficerMe
        | E::SignOutOfficer
        | E::ListOfficers
        | E::FillOfficerSeat
        | E::EndOfficerSeat
        | E::ListChecks
        | E::AnswerCheck
        | E::ShowRegionJournal => crate::officers::region_sample(id, who),
        E::ShowHome => TestCommunity::request::<ShowHome>(who, &here, &(), &none),
        E::ShowInbox => TestCommunity::request::<ShowInbox>(who, &here, &(), &none),
        E::RequestCode => {
            TestCommunity::request::<RequestCode>(who, &here, &(), &SignInCodeRequest::of(SPARE_PHONE.parse().unwrap()))
        }
        E::SignIn => TestCommunity::request::<SignIn>(who, &here, &(), &code_from_inbox(desk)),
        E::UploadFile | E::ShowFile | E::ShowFileRoom => archive::archive_sample(stage, id, who),
        E::FinishSignIn
        | E::BeginFactor
        | E::ConfirmFactor
        | E::ProveFactor
        | E::ResetFactor
        | E::ListSignIns
        | E::ChangePhone
        | E::RequestPhoneCode
        | E::ChangeOwnPhone => sessions::session_sample(stage, id, who),
        E::SignInWithSlip | E::PrintSlip | E::VoidSlip => crate::slips::slip_sample(stage, id, who),
        E::BeginPasskey
        | E::ConfirmPasskey
        | E::ListPasskeys
        | E::RemovePasskey
        | E::BeginPasskeySignIn
        | E::SignInWithPasskey => crate::passkeys::passkey_sample(stage, id, who),
        E::ShowMe => TestCommunity::request::<ShowMe>(who, &here, &(), &none),
        E::ListSessions => TestCommunity::request::<ListSessions>(who, &here, &(), &none),
        E::RevokeSession => {
            TestCommunity::request::<RevokeSession>(who, &(TestCommunity::code(), stage.session), &(), &none)
        }
        E::ListNotices => TestCommunity::request::<ListNotices>(who, &here, &PageQuery::default(), &none),
        E::ReadNotices => {
            TestCommunity::request::<ReadNotices>(who, &here, &(), &ReadNoticesRequest { seq: 1_000_000 })
        }
        E::SearchRoster
        | E::ShowRoster
        | E::NameGuardian
        | E::NoteNeeds
        | E::LeaveRoster
        | E::ListImports
        | E::OpenImport
        | E::FillImport
        | E::ShowImport
        | E::DecideLine
        | E::ConfirmImport
        | E::DropImport
        | E::UndoImport
        | E::ExportRoster => roster::roster_sample(stage, id, who),
        E::ListBodies => TestCommunity::request::<ListBodies>(who, &here, &(), &none),
        E::EndSeat => {
            let end = EndSeatRequest::because(m::EndCause::Resigned, reason());
            TestCommunity::request::<EndSeat>(who, &(TestCommunity::code(), stage.seat), &(), &end)
        }
        E::CreateBody => {
            let draft = m::CreateBodyRequest {
                kind: m::BodyKind::MoralCouncil,
                name: "样例道德评议会".parse().unwrap(),
            };
            TestCommunity::request::<CreateBody>(who, &here, &(), &draft)
        }
        E::FillSeat => {
            let seat = fill_seat_request(desk, stage.volunteer.member(), m::Post::TeamMember, 300);
            TestCommunity::request::<FillSeat>(who, &(TestCommunity::code(), stage.team), &(), &seat)
        }
        E::ReviewBodies => {
            TestCommunity::request::<ReviewBodies>(who, &here, &m::BodiesQuery { body: Some(stage.team) }, &none)
        }
        E::DeclareRelative => {
            let at = (TestCommunity::code(), stage.volunteer.member());
            let draft =
                m::DeclareRelativeRequest { relative: stage.neighbour.member(), kinship: m::NearKinship::Child };
            TestCommunity::request::<DeclareRelative>(who, &at, &(), &draft)
        }
        E::WithdrawRelative => {
            let at = (TestCommunity::code(), stage.leader.member());
            let body = m::WithdrawRelativeRequest { relative: stage.other_leader.member(), reason: reason() };
            TestCommunity::request::<WithdrawRelative>(who, &at, &(), &body)
        }
        E::ReviewGrids => TestCommunity::request::<ReviewGrids>(who, &here, &(), &none),
        E::RenameGrid | E::SplitGrid => crate::grids::grid_sample(stage, id, who),
        E::ShowRoll => {
            let query = m::RollQuery { of: Some(m::RollOf::Households), ..m::RollQuery::default() };
            TestCommunity::request::<ShowRoll>(who, &here, &query, &none)
        }
        E::RecordRoll => {
            let draft = m::RecordRollRequest { day: m::Day::of(now.day()), of: m::RollOf::Households };
            TestCommunity::request::<RecordRoll>(who, &here, &(), &draft)
        }
        E::ListActivities => TestCommunity::request::<ListActivities>(who, &here, &v::ActivityQuery::default(), &none),
        E::PublishActivity => TestCommunity::request::<PublishActivity>(
            who,
            &here,
            &(),
            &activity_request(stage.team, now.plus(3 * DAY), 5),
        ),
        E::ShowActivity => TestCommunity::request::<ShowActivity>(who, &full, &(), &none),
        E::ReviseActivity => TestCommunity::request::<ReviseActivity>(
            who,
            &full,
            &(),
            &activity_request(stage.team, now.plus(3 * DAY), 5),
        ),
        E::CancelActivity => {
            TestCommunity::request::<CancelActivity>(who, &full, &(), &v::CancelActivityRequest { reason: reason() })
        }
        E::SignUp => TestCommunity::request::<SignUp>(who, &open, &(), &none),
        E::Withdraw => TestCommunity::request::<Withdraw>(who, &full, &(), &none),
        E::CheckIn => TestCommunity::request::<CheckIn>(who, &running, &(), &stage.report(stage.running, now)),
        E::CheckOut => TestCommunity::request::<CheckOut>(who, &running, &(), &stage.report(stage.running, now)),
        E::ShowCheckInKey => TestCommunity::request::<ShowCheckInKey>(who, &running, &(), &none),
        E::ShowAttendance => TestCommunity::request::<ShowAttendance>(who, &running, &(), &none),
        E::ListPresence => {
            let (checked_in_at, checked_out_at) = (now.plus(-10 * MINUTE), now.plus(-MINUTE));
            let member = stage.watcher.member();
            let body = v::ListPresenceRequest { member, checked_in_at, checked_out_at, reason: reason() };
            TestCommunity::request::<ListPresence>(who, &running, &(), &body)
        }
        E::ConfirmServices => {
            TestCommunity::request::<ConfirmServices>(who, &ended, &(), &BusyCommunity::confirmations(&stage.finished))
        }
        E::RejectService => {
            let at = (TestCommunity::code(), stage.finished[1]);
            TestCommunity::request::<RejectService>(who, &at, &(), &v::RejectServiceRequest { reason: reason() })
        }
        E::CorrectService => {
            let correction = v::CorrectServiceRequest { minutes: 40, reason: reason() };
            TestCommunity::request::<CorrectService>(who, &(TestCommunity::code(), stage.confirmed), &(), &correction)
        }
        E::ListTasks => TestCommunity::request::<ListTasks>(who, &here, &(), &none),
        E::ShowHours => TestCommunity::request::<ShowHours>(
            who,
            &(TestCommunity::code(), stage.volunteer.member()),
            &PageQuery::default(),
            &none,
        ),
        E::ShowJournal => TestCommunity::request::<ShowJournal>(who, &here, &j::JournalQuery::default(), &none),
        E::FindJournalPeople => {
            let body = j::FindJournalPeopleRequest { word: "李秀英".parse().unwrap() };
            TestCommunity::request::<FindJournalPeople>(who, &here, &(), &body)
        }
        E::ExportJournal => {
            TestCommunity::request::<ExportJournal>(who, &here, &j::JournalExportQuery::default(), &none)
        }
        E::OpenAssistance => {
            let member = stage.neighbour.member();
            let body = a::OpenAssistanceRequest {
                member,
                consent: a::ConsentKind::Signed,
                proof: "纸2026-17".parse().unwrap(),
            };
            TestCommunity::request::<OpenAssistance>(who, &here, &(), &body)
        }
        E::ExtendAssistance => {
            TestCommunity::request::<ExtendAssistance>(who, &(TestCommunity::code(), stage.assistance), &(), &none)
        }
        E::EndAssistance => {
            TestCommunity::request::<EndAssistance>(who, &(TestCommunity::code(), stage.assistance), &(), &none)
        }
        E::ShowAssistance => {
            TestCommunity::request::<ShowAssistance>(who, &(TestCommunity::code(), stage.assistance), &(), &none)
        }
        E::ListGivenAssistance => {
            TestCommunity::request::<ListGivenAssistance>(who, &here, &PageQuery::default(), &none)
        }
        E::ListReceivedAssistance => {
            TestCommunity::request::<ListReceivedAssistance>(who, &here, &PageQuery::default(), &none)
        }
        E::ReviewAssistance => TestCommunity::request::<ReviewAssistance>(who, &here, &PageQuery::default(), &none),
        E::ContestAct => {
            let body = a::ContestActRequest { reason: reason() };
            TestCommunity::request::<ContestAct>(who, &(TestCommunity::code(), stage.acts[0]), &(), &body)
        }
        E::AnswerContest => {
            let body = a::AnswerContestRequest { outcome: a::ContestOutcome::Upheld, reason: reason() };
            TestCommunity::request::<AnswerContest>(who, &(TestCommunity::code(), stage.acts[1]), &(), &body)
        }
        E::ShowRegister => TestCommunity::request::<ShowRegister>(who, &here, &(), &none),
        E::ShowOwnData => {
            TestCommunity::request::<ShowOwnData>(who, &(TestCommunity::code(), stage.volunteer.member()), &(), &none)
        }
        E::DownloadOwnData => {
            let query = p::DataQuery { part: Some(p::DataPart::Profile), after: None };
            TestCommunity::request::<DownloadOwnData>(
                who,
                &(TestCommunity::code(), stage.volunteer.member()),
                &query,
                &none,
            )
        }
        E::DecideConsent => {
            let (topic, version) = (p::Topic::SpokenAssistance, "2026-11".parse().unwrap());
            let body = p::DecideConsentRequest { topic, version, decision: p::ConsentChoice::Agrees };
            TestCommunity::request::<DecideConsent>(who, &(TestCommunity::code(), stage.volunteer.member()), &(), &body)
        }
        E::RequestCorrection => {
            let body = p::CorrectionRequest { field: p::CorrectionField::Name, wanted: "李秀瑛".parse().unwrap() };
            TestCommunity::request::<RequestCorrection>(who, &here, &(), &body)
        }
        E::ListCorrections => TestCommunity::request::<ListCorrections>(who, &here, &(), &none),
        E::DecideCorrection => {
            let body = p::DecideCorrectionRequest { outcome: p::CorrectionOutcome::Applied, reason: reason() };
            TestCommunity::request::<DecideCorrection>(who, &(TestCommunity::code(), stage.correction), &(), &body)
        }
        E::ShowClosing => TestCommunity::request::<ShowClosing>(who, &here, &(), &none),
        E::CloseAccount => TestCommunity::request::<CloseAccount>(who, &here, &(), &none),
        E::TakeBackClosing => TestCommunity::request::<TakeBackClosing>(who, &here, &(), &none),
        E::RevealPhone => {
            let at = (TestCommunity::code(), stage.volunteer.member());
            TestCommunity::request::<RevealPhone>(who, &at, &(), &p::RevealPhoneRequest { reason: reason() })
        }
        E::ListSearches => TestCommunity::request::<ListSearches>(who, &here, &p::SearchesQuery::default(), &none),
        E::ListReveals => TestCommunity::request::<ListReveals>(who, &here, &p::RevealQuery::default(), &none),
        E::ShowCatalogue
        | E::ReplaceCatalogue
        | E::ListMatters
        | E::ShowMatter
        | E::ShowVersions
        | E::ListPosts
        | E::FindSimilar
        | E::ProposeMatter
        | E::AddMatterFiles
        | E::CosignMatter
        | E::ReviseMatter
        | E::WithdrawMatter
        | E::ListMatterTasks
        | E::DecidePreReview
        | E::AddVersion
        | E::SummariseMatter
        | E::AnswerMatter
        | E::WritePost
        | E::AddPostFiles
        | E::RewritePost
        | E::WithdrawPost
        | E::ReportPost
        | E::ShowModeration
        | E::SetModeration
        | E::HidePost
        | E::ReleasePost
        | E::AppealHiding
        | E::DecideAppeal => matters::matter_sample(stage, id, who),
        E::ListMeetings
        | E::AnnounceMeeting
        | E::ShowMeeting
        | E::FollowMeeting
        | E::ReviseMeeting
        | E::CancelMeeting
        | E::InviteGuest
        | E::NameProxy
        | E::WithdrawProxy
        | E::ListProxies
        | E::OpenMeeting
        | E::CloseMeeting
        | E::CheckInAtMeeting
        | E::ListVoters
        | E::ShowMeetingKey
        | E::ShowMeetingAttendance
        | E::ShowMeetingRoll
        | E::AddMaterials
        | E::AddRecords
        | E::WriteMinutes
        | E::AdoptMinutes
        | E::RecordOutcomes
        | E::ShowMinutes => meetings::meeting_sample(stage, id, who),
        E::DraftBallot
        | E::ReviseBallot
        | E::DropBallot
        | E::OpenBallot
        | E::CastOpenVote
        | E::TakeToken
        | E::CastSecretBallot
        | E::HandOutPaper
        | E::EnterCount
        | E::ConfirmCount
        | E::CloseBallot
        | E::ListBallots
        | E::ShowBallot
        | E::ShowTurnout
        | E::ListReceipts
        | E::ListVotes => ballots::ballot_sample(stage, id, who),
        E::OpenCase
        | E::ListCases
        | E::ShowCase
        | E::ShowDossier
        | E::LinkMeeting
        | E::DeliverDraft
        | E::AttachPaper
        | E::CloseStep
        | E::LeaveCase
        | E::AskOpinion
        | E::GiveOpinion
        | E::RaiseHold
        | E::LiftHold
        | E::RecordAuthorisation
        | E::SetRule
        | E::ShowRules => decisions::decision_sample(stage, id, who),
    };
    request.key = Some(desk.key().to_string());
    request
}

/// An import that waits for confirmation: a new person, one who may be the volunteer, one who moved.
fn import(stage: &BusyCommunity) -> domain::ids::ImportId {
    use i::Column as Col;
    let of = |sql: &'static str| stage.desk.texts(sql, bind![stage.volunteer.member()]).remove(0);
    let (name, phone) = (of("select name from members where id = ?"), of("select phone from members where id = ?"));
    let mut other = crate::imports::person_cells("冯桂兰", "502");
    other.push((Col::Phone, &phone));
    let mut moved = crate::imports::person_cells(&name, "503");
    moved.push((Col::Phone, &phone));
    crate::imports::make_room(&stage.desk, &stage.clerk.person);
    crate::imports::upload_import(
        &stage.desk,
        &stage.clerk.person,
        &[crate::imports::person_cells("冯小军", "501"), other, moved],
    )
}

/// Endpoints that the community answers, not the gate and not a region.
pub fn of_the_community() -> impl Iterator<Item = (E, &'static Spec)> {
    ENDPOINTS.iter().filter(|(_, spec)| spec.place == Responder::Community).map(|(id, spec)| (*id, spec))
}

/// An unread notice for somebody, so that reading it changes something.
pub fn leave_a_notice(stage: &BusyCommunity, to: &Actor) {
    let desk = &stage.desk;
    let id = NoticeId::from_parts(desk.now.get().plus(-HOUR), 1);
    let sql = "insert into notices (id, member, at, kind, params) values (?, ?, ?, 'moved-up', '{}')";
    api::db::Db::run(&desk.db, sql, bind![id, to.member(), desk.now.get()]).unwrap();
}
