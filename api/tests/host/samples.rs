//! One request for every endpoint there is: with its own actor it succeeds on the [`Stage`], and it changes something
//! where the endpoint is a command. An endpoint without a sample does not compile.

pub mod archive;
mod ballots;
pub mod decisions;
mod door;
mod matters;
pub mod meetings;
mod roster;

use door::code_from_inbox;
pub use door::{COUPLE_PHONE, couple, enrol, newest_code};

use crate::desk::{Desk, Person};
use crate::stage::{Actor, Stage, draft};
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
use domain::members::{EndSeat, LeaveRoster, RosterQuery, RosterSearch};
use domain::notices::ReadUpTo;
use domain::privacy as p;
use domain::sessions::{
    ChangeOwnPhone, ChangePhone, CodeRequest, ConfirmFactorWith, FactorKey, FinishSignInWith, ProveFactorWith,
    ResetFactorOf, SignInCodeRequest, SignInWith, Ticket,
};
use domain::time::{DAY, HOUR, MINUTE};
use domain::volunteering as v;

/// A resident who may come and go without being missed.
pub const SPARE_PHONE: &str = "13800000060";

/// A minor of the demonstration.
pub fn a_child(desk: &Desk) -> MemberId {
    desk.texts("select id from members where born_day > '2012' and left_at is null order by id limit 1", &[])[0]
        .parse()
        .unwrap()
}

/// The caller for whom the sample succeeds.
pub fn actor(stage: &Stage, id: E) -> &Actor {
    if let Some(actor) = meetings::actor(stage, id) {
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
        | E::LeaveRosterAt
        | E::NameGuardian
        | E::NoteNeeds
        | E::EndSeatAt
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
        | E::FillSeatOf
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
        | E::ChangePhoneAt
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
pub fn subject(stage: &Stage, id: E, caller: &Actor) -> Subject {
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
        | C::SeeMinutes => meetings::subject(stage, id, caller),
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
pub fn sample(stage: &Stage, id: E, who: &Person) -> ObjectRequest {
    let desk = &stage.desk;
    let here = (Desk::code(),);
    let (open, full) = ((Desk::code(), stage.open), (Desk::code(), stage.full));
    let (running, ended) = ((Desk::code(), stage.running), (Desk::code(), stage.ended));
    let (now, none) = (desk.now.get(), Empty {});
    let mut request = match id {
        E::HealthCheck => Desk::request::<HealthCheck>(who, &(), &(), &none),
        E::CheckObjects => Desk::request::<CheckObjects>(who, &(), &(), &none),
        E::ListDemonstrationAccounts => Desk::request::<ListDemonstrationAccounts>(who, &(), &(), &none),
        E::SeedDemonstration => Desk::request::<SeedDemonstration>(who, &(), &(), &none),
        E::OpenCommunity => Desk::request::<OpenCommunity>(who, &(), &(), &crate::opening::opening()),
        E::ShowRegion => Desk::request::<ShowRegion>(who, &(RegionCode::country(),), &(), &none),
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
        | E::FillOfficerSeatOf
        | E::EndOfficerSeatAt
        | E::ListChecks
        | E::AnswerCheck
        | E::ShowRegionJournal => crate::officers::sample(id, who),
        E::ShowHome => Desk::request::<ShowHome>(who, &here, &(), &none),
        E::ShowInbox => Desk::request::<ShowInbox>(who, &here, &(), &none),
        E::RequestCode => {
            Desk::request::<RequestCode>(who, &here, &(), &SignInCodeRequest::of(SPARE_PHONE.parse().unwrap()))
        }
        E::SignIn => Desk::request::<SignIn>(who, &here, &(), &code_from_inbox(desk)),
        E::UploadFile | E::ShowFile | E::ShowFileRoom => archive::sample(stage, id, who),
        E::FinishSignIn
        | E::BeginFactor
        | E::ConfirmFactor
        | E::ProveFactor
        | E::ResetFactor
        | E::ListSignIns
        | E::ChangePhoneAt
        | E::RequestPhoneCode
        | E::ChangeOwnPhoneTo => door::sample(stage, id, who),
        E::SignInWithSlip | E::PrintSlip | E::VoidSlip => crate::slips::sample(stage, id, who),
        E::BeginPasskey
        | E::ConfirmPasskey
        | E::ListPasskeys
        | E::RemovePasskey
        | E::BeginPasskeySignIn
        | E::SignInWithPasskey => crate::passkeys::sample(stage, id, who),
        E::ShowMe => Desk::request::<ShowMe>(who, &here, &(), &none),
        E::ListSessions => Desk::request::<ListSessions>(who, &here, &(), &none),
        E::RevokeSession => Desk::request::<RevokeSession>(who, &(Desk::code(), stage.session), &(), &none),
        E::ListNotices => Desk::request::<ListNotices>(who, &here, &Page::default(), &none),
        E::ReadNotices => Desk::request::<ReadNotices>(who, &here, &(), &ReadUpTo { seq: 1_000_000 }),
        E::SearchRoster
        | E::ShowRoster
        | E::NameGuardian
        | E::NoteNeeds
        | E::LeaveRosterAt
        | E::ListImports
        | E::OpenImport
        | E::FillImport
        | E::ShowImport
        | E::DecideLine
        | E::ConfirmImport
        | E::DropImport
        | E::UndoImport
        | E::ExportRoster => roster::sample(stage, id, who),
        E::ListBodies => Desk::request::<ListBodies>(who, &here, &(), &none),
        E::EndSeatAt => {
            let end = EndSeat::because(m::EndCause::Resigned, reason());
            Desk::request::<EndSeatAt>(who, &(Desk::code(), stage.seat), &(), &end)
        }
        E::CreateBody => {
            let draft =
                m::BodyDraft { kind: m::BodyKind::MoralCouncil, name: "样例道德评议会".parse().unwrap() };
            Desk::request::<CreateBody>(who, &here, &(), &draft)
        }
        E::FillSeatOf => {
            let seat = seat(desk, stage.volunteer.member(), m::Post::TeamMember, 300);
            Desk::request::<FillSeatOf>(who, &(Desk::code(), stage.team), &(), &seat)
        }
        E::ReviewBodies => Desk::request::<ReviewBodies>(who, &here, &m::BodiesQuery { body: Some(stage.team) }, &none),
        E::DeclareRelative => {
            let at = (Desk::code(), stage.volunteer.member());
            let draft = m::RelativeDraft { relative: stage.neighbour.member(), kinship: m::NearKinship::Child };
            Desk::request::<DeclareRelative>(who, &at, &(), &draft)
        }
        E::WithdrawRelative => {
            let at = (Desk::code(), stage.leader.member());
            let body = m::RelativeWithdrawal { relative: stage.other_leader.member(), reason: reason() };
            Desk::request::<WithdrawRelative>(who, &at, &(), &body)
        }
        E::ReviewGrids => Desk::request::<ReviewGrids>(who, &here, &(), &none),
        E::RenameGrid | E::SplitGrid => crate::grids::sample(stage, id, who),
        E::ShowRoll => {
            let query = m::RollQuery { of: Some(m::RollOf::Households), ..m::RollQuery::default() };
            Desk::request::<ShowRoll>(who, &here, &query, &none)
        }
        E::RecordRoll => {
            let draft = m::RollDraft { day: m::Day::of(now.day()), of: m::RollOf::Households };
            Desk::request::<RecordRoll>(who, &here, &(), &draft)
        }
        E::ListActivities => Desk::request::<ListActivities>(who, &here, &v::ActivityQuery::default(), &none),
        E::PublishActivity => {
            Desk::request::<PublishActivity>(who, &here, &(), &draft(stage.team, now.plus(3 * DAY), 5))
        }
        E::ShowActivity => Desk::request::<ShowActivity>(who, &full, &(), &none),
        E::ReviseActivity => Desk::request::<ReviseActivity>(who, &full, &(), &draft(stage.team, now.plus(3 * DAY), 5)),
        E::CancelActivity => Desk::request::<CancelActivity>(who, &full, &(), &v::Cancellation { reason: reason() }),
        E::SignUp => Desk::request::<SignUp>(who, &open, &(), &none),
        E::Withdraw => Desk::request::<Withdraw>(who, &full, &(), &none),
        E::CheckIn => Desk::request::<CheckIn>(who, &running, &(), &stage.report(stage.running, now)),
        E::CheckOut => Desk::request::<CheckOut>(who, &running, &(), &stage.report(stage.running, now)),
        E::ShowCheckInKey => Desk::request::<ShowCheckInKey>(who, &running, &(), &none),
        E::ShowAttendance => Desk::request::<ShowAttendance>(who, &running, &(), &none),
        E::ListPresence => {
            let (checked_in_at, checked_out_at) = (now.plus(-10 * MINUTE), now.plus(-MINUTE));
            let member = stage.watcher.member();
            let body = v::ListedPresence { member, checked_in_at, checked_out_at, reason: reason() };
            Desk::request::<ListPresence>(who, &running, &(), &body)
        }
        E::ConfirmServices => {
            Desk::request::<ConfirmServices>(who, &ended, &(), &Stage::confirmations(&stage.finished))
        }
        E::RejectService => {
            let at = (Desk::code(), stage.finished[1]);
            Desk::request::<RejectService>(who, &at, &(), &v::Rejection { reason: reason() })
        }
        E::CorrectService => {
            let correction = v::Correction { minutes: 40, reason: reason() };
            Desk::request::<CorrectService>(who, &(Desk::code(), stage.confirmed), &(), &correction)
        }
        E::ListTasks => Desk::request::<ListTasks>(who, &here, &(), &none),
        E::ShowHours => {
            Desk::request::<ShowHours>(who, &(Desk::code(), stage.volunteer.member()), &Page::default(), &none)
        }
        E::ShowJournal => Desk::request::<ShowJournal>(who, &here, &j::JournalQuery::default(), &none),
        E::FindJournalPeople => {
            let body = j::PeopleSearch { word: "李秀英".parse().unwrap() };
            Desk::request::<FindJournalPeople>(who, &here, &(), &body)
        }
        E::ExportJournal => Desk::request::<ExportJournal>(who, &here, &j::JournalExportQuery::default(), &none),
        E::OpenAssistance => {
            let member = stage.neighbour.member();
            let body =
                a::OpenAssistanceFor { member, consent: a::ConsentKind::Signed, proof: "纸2026-17".parse().unwrap() };
            Desk::request::<OpenAssistance>(who, &here, &(), &body)
        }
        E::ExtendAssistance => Desk::request::<ExtendAssistance>(who, &(Desk::code(), stage.assistance), &(), &none),
        E::EndAssistance => Desk::request::<EndAssistance>(who, &(Desk::code(), stage.assistance), &(), &none),
        E::ShowAssistance => Desk::request::<ShowAssistance>(who, &(Desk::code(), stage.assistance), &(), &none),
        E::ListGivenAssistance => Desk::request::<ListGivenAssistance>(who, &here, &Page::default(), &none),
        E::ListReceivedAssistance => Desk::request::<ListReceivedAssistance>(who, &here, &Page::default(), &none),
        E::ReviewAssistance => Desk::request::<ReviewAssistance>(who, &here, &Page::default(), &none),
        E::ContestAct => {
            let body = a::ContestWith { reason: reason() };
            Desk::request::<ContestAct>(who, &(Desk::code(), stage.acts[0]), &(), &body)
        }
        E::AnswerContest => {
            let body = a::AnswerWith { outcome: a::Outcome::Upheld, reason: reason() };
            Desk::request::<AnswerContest>(who, &(Desk::code(), stage.acts[1]), &(), &body)
        }
        E::ShowRegister => Desk::request::<ShowRegister>(who, &here, &(), &none),
        E::ShowOwnData => Desk::request::<ShowOwnData>(who, &(Desk::code(), stage.volunteer.member()), &(), &none),
        E::DownloadOwnData => {
            let query = p::DataQuery { part: Some(p::DataPart::Profile), before: None };
            Desk::request::<DownloadOwnData>(who, &(Desk::code(), stage.volunteer.member()), &query, &none)
        }
        E::DecideConsent => {
            let (topic, version) = (p::Topic::SpokenAssistance, "2026-11".parse().unwrap());
            let body = p::ConsentDecision { topic, version, decision: p::Decision::Agrees };
            Desk::request::<DecideConsent>(who, &(Desk::code(), stage.volunteer.member()), &(), &body)
        }
        E::RequestCorrection => {
            let body = p::CorrectionRequest { field: p::CorrectionField::Name, wanted: "李秀瑛".parse().unwrap() };
            Desk::request::<RequestCorrection>(who, &here, &(), &body)
        }
        E::ListCorrections => Desk::request::<ListCorrections>(who, &here, &(), &none),
        E::DecideCorrection => {
            let body = p::CorrectionDecision { outcome: p::CorrectionOutcome::Applied, reason: reason() };
            Desk::request::<DecideCorrection>(who, &(Desk::code(), stage.correction), &(), &body)
        }
        E::ShowClosing => Desk::request::<ShowClosing>(who, &here, &(), &none),
        E::CloseAccount => Desk::request::<CloseAccount>(who, &here, &(), &none),
        E::TakeBackClosing => Desk::request::<TakeBackClosing>(who, &here, &(), &none),
        E::RevealPhone => {
            let at = (Desk::code(), stage.volunteer.member());
            Desk::request::<RevealPhone>(who, &at, &(), &p::RevealFor { reason: reason() })
        }
        E::ListSearches => Desk::request::<ListSearches>(who, &here, &p::SearchesQuery::default(), &none),
        E::ListReveals => Desk::request::<ListReveals>(who, &here, &p::RevealQuery::default(), &none),
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
        | E::DecideAppeal => matters::sample(stage, id, who),
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
        | E::ShowMinutes => meetings::sample(stage, id, who),
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
        | E::ListVotes => ballots::sample(stage, id, who),
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
        | E::ShowRules => decisions::sample(stage, id, who),
    };
    request.key = Some(desk.key().to_string());
    request
}

/// An import that waits for confirmation: a new person, one who may be the volunteer, one who moved.
fn import(stage: &Stage) -> domain::ids::ImportId {
    use i::Column as Col;
    let of = |sql: &'static str| stage.desk.texts(sql, bind![stage.volunteer.member()]).remove(0);
    let (name, phone) = (of("select name from members where id = ?"), of("select phone from members where id = ?"));
    let mut other = crate::imports::somebody("冯桂兰", "502");
    other.push((Col::Phone, &phone));
    let mut moved = crate::imports::somebody(&name, "503");
    moved.push((Col::Phone, &phone));
    crate::imports::make_room(&stage.desk, &stage.clerk.person);
    crate::imports::bring(&stage.desk, &stage.clerk.person, &[crate::imports::somebody("冯小军", "501"), other, moved])
}

/// An election to a post, from today on for so many days.
pub fn seat(desk: &Desk, member: domain::ids::MemberId, post: m::Post, days: i64) -> m::FillSeat {
    let today = desk.now.get();
    m::FillSeat {
        member,
        post,
        from: m::Day::of(today.day()),
        until: m::Day::of(today.plus(days * DAY).day()),
        how: m::How::Elected,
        basis: "2026年11月18日居民会议".parse().unwrap(),
        duties: "联系一号楼到五号楼".parse().unwrap(),
        grid: None,
    }
}

/// Endpoints that the community answers, not the gate and not a region.
pub fn of_the_community() -> impl Iterator<Item = (E, &'static Spec)> {
    ENDPOINTS.iter().filter(|(_, spec)| spec.place == Place::Community).map(|(id, spec)| (*id, spec))
}

/// An unread notice for somebody, so that reading it changes something.
pub fn leave_a_notice(stage: &Stage, to: &Actor) {
    let desk = &stage.desk;
    let id = NoticeId::from_parts(desk.now.get().plus(-HOUR), 1);
    let sql = "insert into notices (id, member, at, kind, params) values (?, ?, ?, 'moved-up', '{}')";
    api::db::Db::run(&desk.db, sql, bind![id, to.member(), desk.now.get()]).unwrap();
}
