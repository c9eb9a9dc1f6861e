//! From a matched endpoint to its handler, for every kind of object. The match is over all endpoints: one without a
//! handler does not compile.

use crate::answer::{HandlerError, HandlerResult, ObjectRequest, ObjectResponse};
use crate::members::import;
use crate::object::{self, Cx, ObjectEnv, ObjectHandlers, RequestParts, read_body};
use crate::{archive, assistance, ballots, decisions, matters, meetings, privacy, regions};
use crate::{communities, demonstration, journal, ledger, members, notices, sessions, volunteering};
#[allow(clippy::wildcard_imports, reason = "every endpoint there is, by its name")]
use domain::contract::*;

const COMMUNITY: ObjectHandlers =
    ObjectHandlers { place: Responder::Community, load: object::load_standing, ..HANDLERS };
const REGION: ObjectHandlers =
    ObjectHandlers { place: Responder::Region, load: regions::load_officer_standing, ..HANDLERS };
/// The same for all kinds of objects.
const HANDLERS: ObjectHandlers = ObjectHandlers {
    place: Responder::Gate,
    load: |_| Ok(()),
    take_on: assistance::take_on,
    run: run_handler,
    record_act: assistance::record_act,
    is_demonstration_phone: demonstration::is_account,
};

/// Answers one public request to a community.
pub fn handle_community(world: &ObjectEnv<'_>, request: &ObjectRequest) -> ObjectResponse {
    object::answer_request(world, request, &COMMUNITY)
}

/// Answers one public request to a region.
pub fn handle_region(world: &ObjectEnv<'_>, request: &ObjectRequest) -> ObjectResponse {
    object::answer_request(world, request, &REGION)
}

/// Runs the handler of the endpoint, for any kind of object, and writes its reply as JSON.
#[expect(clippy::too_many_lines, reason = "one arm for each endpoint there is")]
fn run_handler(cx: &Cx<'_>, parts: &RequestParts<'_>) -> HandlerResult<String> {
    use EndpointId as E;
    match parts.id {
        E::HealthCheck
        | E::CheckObjects
        | E::ListDemonstrationAccounts
        | E::SeedDemonstration
        | E::OpenCommunity
        | E::OpenOffice => Err(RequestError::NotFound.into()),
        E::ShowRegion => call::<ShowRegion>(cx, parts, regions::show_region),
        E::ShowOfficerInbox => call::<ShowOfficerInbox>(cx, parts, regions::show_officer_inbox),
        E::RequestOfficerCode => call::<RequestOfficerCode>(cx, parts, regions::request_officer_code),
        E::SignInOfficer => call::<SignInOfficer>(cx, parts, regions::sign_in_officer),
        E::FinishOfficerSignIn => call::<FinishOfficerSignIn>(cx, parts, regions::finish_officer_sign_in),
        E::BeginOfficerFactor => call::<BeginOfficerFactor>(cx, parts, regions::begin_officer_factor),
        E::ConfirmOfficerFactor => call::<ConfirmOfficerFactor>(cx, parts, regions::confirm_officer_factor),
        E::ProveOfficerFactor => call::<ProveOfficerFactor>(cx, parts, regions::prove_officer_factor),
        E::ResetOfficerFactor => call::<ResetOfficerFactor>(cx, parts, regions::reset_officer_factor),
        E::ListOfficerSignIns => call::<ListOfficerSignIns>(cx, parts, regions::list_officer_sign_ins),
        E::ShowOfficerMe => call::<ShowOfficerMe>(cx, parts, regions::show_officer_me),
        E::SignOutOfficer => call::<SignOutOfficer>(cx, parts, regions::sign_out_officer),
        E::ListOfficers => call::<ListOfficers>(cx, parts, regions::list_officers),
        E::FillOfficerSeat => call::<FillOfficerSeat>(cx, parts, regions::fill_officer_seat),
        E::EndOfficerSeat => call::<EndOfficerSeat>(cx, parts, regions::end_officer_seat),
        E::ListChecks => call::<ListChecks>(cx, parts, regions::list_checks),
        E::AnswerCheck => call::<AnswerCheck>(cx, parts, regions::answer_check),
        E::ShowRegionJournal => call::<ShowRegionJournal>(cx, parts, regions::show_region_journal),
        E::ShowHome => call::<ShowHome>(cx, parts, communities::show_home),
        E::ShowInbox => call::<ShowInbox>(cx, parts, communities::show_inbox),
        E::RequestCode => call::<RequestCode>(cx, parts, sessions::request_code),
        E::SignIn => call::<SignIn>(cx, parts, sessions::sign_in),
        E::FinishSignIn => call::<FinishSignIn>(cx, parts, sessions::finish_sign_in),
        E::SignInWithSlip => call::<SignInWithSlip>(cx, parts, sessions::sign_in_with_slip),
        E::PrintSlip => call::<PrintSlip>(cx, parts, sessions::print_slip),
        E::VoidSlip => call::<VoidSlip>(cx, parts, sessions::void_slip),
        E::BeginFactor => call::<BeginFactor>(cx, parts, sessions::begin_factor),
        E::ConfirmFactor => call::<ConfirmFactor>(cx, parts, sessions::confirm_factor),
        E::ProveFactor => call::<ProveFactor>(cx, parts, sessions::prove_factor),
        E::ResetFactor => call::<ResetFactor>(cx, parts, sessions::reset_factor),
        E::ListSignIns => call::<ListSignIns>(cx, parts, sessions::list_sign_ins),
        E::ChangePhone => call::<ChangePhone>(cx, parts, sessions::change_phone),
        E::RequestPhoneCode => call::<RequestPhoneCode>(cx, parts, sessions::request_phone_code),
        E::ChangeOwnPhone => call::<ChangeOwnPhone>(cx, parts, sessions::change_own_phone),
        E::ShowMe => call::<ShowMe>(cx, parts, sessions::show_me),
        E::ListSessions => call::<ListSessions>(cx, parts, sessions::list_sessions),
        E::RevokeSession => call::<RevokeSession>(cx, parts, sessions::revoke_session),
        E::BeginPasskey => call::<BeginPasskey>(cx, parts, sessions::begin_passkey),
        E::ConfirmPasskey => call::<ConfirmPasskey>(cx, parts, sessions::confirm_passkey),
        E::ListPasskeys => call::<ListPasskeys>(cx, parts, sessions::list_passkeys),
        E::RemovePasskey => call::<RemovePasskey>(cx, parts, sessions::remove_passkey),
        E::BeginPasskeySignIn => call::<BeginPasskeySignIn>(cx, parts, sessions::begin_passkey_sign_in),
        E::SignInWithPasskey => call::<SignInWithPasskey>(cx, parts, sessions::sign_in_with_passkey),
        E::ListNotices => call::<ListNotices>(cx, parts, notices::list_notices),
        E::ReadNotices => call::<ReadNotices>(cx, parts, notices::read_notices),
        E::NameGuardian => call::<NameGuardian>(cx, parts, members::name_guardian),
        E::NoteNeeds => call::<NoteNeeds>(cx, parts, members::note_needs),
        E::SearchRoster => call::<SearchRoster>(cx, parts, members::search_roster),
        E::ShowRoster => call::<ShowRoster>(cx, parts, members::show_roster),
        E::LeaveRoster => call::<LeaveRoster>(cx, parts, members::leave_roster),
        E::ListImports => call::<ListImports>(cx, parts, import::list_imports),
        E::OpenImport => call::<OpenImport>(cx, parts, import::open_import),
        E::FillImport => call::<FillImport>(cx, parts, import::fill_import),
        E::ShowImport => call::<ShowImport>(cx, parts, import::show_import),
        E::DecideLine => call::<DecideLine>(cx, parts, import::decide_line),
        E::ConfirmImport => call::<ConfirmImport>(cx, parts, import::confirm_import),
        E::DropImport => call::<DropImport>(cx, parts, import::drop_import),
        E::UndoImport => call::<UndoImport>(cx, parts, import::undo_import),
        E::ExportRoster => call::<ExportRoster>(cx, parts, import::export_roster),
        E::ListBodies => call::<ListBodies>(cx, parts, members::list_bodies),
        E::EndSeat => call::<EndSeat>(cx, parts, members::end_seat),
        E::CreateBody => call::<CreateBody>(cx, parts, members::create_body),
        E::FillSeat => call::<FillSeat>(cx, parts, members::fill_seat),
        E::ReviewBodies => call::<ReviewBodies>(cx, parts, members::review_bodies),
        E::DeclareRelative => call::<DeclareRelative>(cx, parts, members::declare_relative),
        E::WithdrawRelative => call::<WithdrawRelative>(cx, parts, members::withdraw_relative),
        E::ReviewGrids => call::<ReviewGrids>(cx, parts, members::review_grids),
        E::RenameGrid => call::<RenameGrid>(cx, parts, members::rename_grid),
        E::SplitGrid => call::<SplitGrid>(cx, parts, members::split_grid),
        E::ShowRoll => call::<ShowRoll>(cx, parts, members::show_roll),
        E::RecordRoll => call::<RecordRoll>(cx, parts, members::record_roll),
        E::ListActivities => call::<ListActivities>(cx, parts, volunteering::list_activities),
        E::PublishActivity => call::<PublishActivity>(cx, parts, volunteering::publish_activity),
        E::ShowActivity => call::<ShowActivity>(cx, parts, volunteering::show_activity),
        E::ReviseActivity => call::<ReviseActivity>(cx, parts, volunteering::revise_activity),
        E::CancelActivity => call::<CancelActivity>(cx, parts, volunteering::cancel_activity),
        E::SignUp => call::<SignUp>(cx, parts, volunteering::sign_up),
        E::Withdraw => call::<Withdraw>(cx, parts, volunteering::withdraw_sign_up),
        E::CheckIn => call::<CheckIn>(cx, parts, volunteering::check_in),
        E::CheckOut => call::<CheckOut>(cx, parts, volunteering::check_out),
        E::ShowCheckInKey => call::<ShowCheckInKey>(cx, parts, volunteering::show_check_in_key),
        E::ShowAttendance => call::<ShowAttendance>(cx, parts, volunteering::show_attendance),
        E::ListPresence => call::<ListPresence>(cx, parts, volunteering::list_presence),
        E::ConfirmServices => call::<ConfirmServices>(cx, parts, volunteering::confirm_services),
        E::RejectService => call::<RejectService>(cx, parts, volunteering::reject_service),
        E::CorrectService => call::<CorrectService>(cx, parts, volunteering::correct_service),
        E::ListTasks => call::<ListTasks>(cx, parts, volunteering::list_tasks),
        E::ShowHours => call::<ShowHours>(cx, parts, ledger::show_hours),
        E::ShowJournal => call::<ShowJournal>(cx, parts, journal::show_journal),
        E::FindJournalPeople => call::<FindJournalPeople>(cx, parts, journal::find_people),
        E::ExportJournal => call::<ExportJournal>(cx, parts, journal::export_journal),
        E::OpenAssistance => call::<OpenAssistance>(cx, parts, assistance::open_assistance),
        E::ExtendAssistance => call::<ExtendAssistance>(cx, parts, assistance::extend_assistance),
        E::EndAssistance => call::<EndAssistance>(cx, parts, assistance::end_assistance),
        E::ShowAssistance => call::<ShowAssistance>(cx, parts, assistance::show_assistance),
        E::ListGivenAssistance => call::<ListGivenAssistance>(cx, parts, assistance::list_given_assistance),
        E::ListReceivedAssistance => call::<ListReceivedAssistance>(cx, parts, assistance::list_received_assistance),
        E::ReviewAssistance => call::<ReviewAssistance>(cx, parts, assistance::review_assistance),
        E::ContestAct => call::<ContestAct>(cx, parts, assistance::contest_act),
        E::AnswerContest => call::<AnswerContest>(cx, parts, assistance::answer_contest),
        E::ShowRegister => call::<ShowRegister>(cx, parts, privacy::show_register),
        E::ShowOwnData => call::<ShowOwnData>(cx, parts, privacy::show_own_data),
        E::DownloadOwnData => call::<DownloadOwnData>(cx, parts, privacy::download_own_data),
        E::DecideConsent => call::<DecideConsent>(cx, parts, privacy::decide_consent),
        E::RequestCorrection => call::<RequestCorrection>(cx, parts, privacy::request_correction),
        E::ListCorrections => call::<ListCorrections>(cx, parts, privacy::list_corrections),
        E::DecideCorrection => call::<DecideCorrection>(cx, parts, privacy::decide_correction),
        E::ShowClosing => call::<ShowClosing>(cx, parts, privacy::show_closing),
        E::CloseAccount => call::<CloseAccount>(cx, parts, privacy::close_account),
        E::TakeBackClosing => call::<TakeBackClosing>(cx, parts, privacy::take_back_closing),
        E::RevealPhone => call::<RevealPhone>(cx, parts, privacy::reveal_phone),
        E::ListSearches => call::<ListSearches>(cx, parts, privacy::list_searches),
        E::ListReveals => call::<ListReveals>(cx, parts, privacy::list_reveals),
        E::ShowCatalogue => call::<ShowCatalogue>(cx, parts, matters::show_catalogue),
        E::ReplaceCatalogue => call::<ReplaceCatalogue>(cx, parts, matters::replace_catalogue),
        E::ListMatters => call::<ListMatters>(cx, parts, matters::list_matters),
        E::ShowMatter => call::<ShowMatter>(cx, parts, matters::show_matter),
        E::ShowVersions => call::<ShowVersions>(cx, parts, matters::show_versions),
        E::ListPosts => call::<ListPosts>(cx, parts, matters::list_posts),
        E::FindSimilar => call::<FindSimilar>(cx, parts, matters::find_similar),
        E::ProposeMatter => call::<ProposeMatter>(cx, parts, matters::propose_matter),
        E::AddMatterFiles => call::<AddMatterFiles>(cx, parts, matters::add_matter_files),
        E::CosignMatter => call::<CosignMatter>(cx, parts, matters::cosign_matter),
        E::ReviseMatter => call::<ReviseMatter>(cx, parts, matters::revise_matter),
        E::WithdrawMatter => call::<WithdrawMatter>(cx, parts, matters::withdraw_matter),
        E::ListMatterTasks => call::<ListMatterTasks>(cx, parts, matters::list_matter_tasks),
        E::DecidePreReview => call::<DecidePreReview>(cx, parts, matters::decide_pre_review),
        E::AddVersion => call::<AddVersion>(cx, parts, matters::add_version),
        E::SummariseMatter => call::<SummariseMatter>(cx, parts, matters::summarise_matter),
        E::AnswerMatter => call::<AnswerMatter>(cx, parts, matters::answer_matter),
        E::WritePost => call::<WritePost>(cx, parts, matters::write_post),
        E::AddPostFiles => call::<AddPostFiles>(cx, parts, matters::add_post_files),
        E::RewritePost => call::<RewritePost>(cx, parts, matters::rewrite_post),
        E::WithdrawPost => call::<WithdrawPost>(cx, parts, matters::withdraw_post),
        E::ReportPost => call::<ReportPost>(cx, parts, matters::report_post),
        E::ShowModeration => call::<ShowModeration>(cx, parts, matters::show_moderation),
        E::SetModeration => call::<SetModeration>(cx, parts, matters::set_moderation),
        E::HidePost => call::<HidePost>(cx, parts, matters::hide_post),
        E::ReleasePost => call::<ReleasePost>(cx, parts, matters::release_post),
        E::AppealHiding => call::<AppealHiding>(cx, parts, matters::appeal_hiding),
        E::DecideAppeal => call::<DecideAppeal>(cx, parts, matters::decide_appeal),
        E::ListMeetings => call::<ListMeetings>(cx, parts, meetings::list_meetings),
        E::AnnounceMeeting => call::<AnnounceMeeting>(cx, parts, meetings::announce_meeting),
        E::ShowMeeting => call::<ShowMeeting>(cx, parts, meetings::show_meeting),
        E::FollowMeeting => call::<FollowMeeting>(cx, parts, meetings::follow_meeting),
        E::ReviseMeeting => call::<ReviseMeeting>(cx, parts, meetings::revise_meeting),
        E::CancelMeeting => call::<CancelMeeting>(cx, parts, meetings::cancel_meeting),
        E::InviteGuest => call::<InviteGuest>(cx, parts, meetings::invite_guest),
        E::NameProxy => call::<NameProxy>(cx, parts, meetings::name_proxy),
        E::WithdrawProxy => call::<WithdrawProxy>(cx, parts, meetings::withdraw_proxy),
        E::ListProxies => call::<ListProxies>(cx, parts, meetings::list_proxies),
        E::OpenMeeting => call::<OpenMeeting>(cx, parts, meetings::open_meeting),
        E::CloseMeeting => call::<CloseMeeting>(cx, parts, meetings::close_meeting),
        E::CheckInAtMeeting => call::<CheckInAtMeeting>(cx, parts, meetings::check_in_at_meeting),
        E::ListVoters => call::<ListVoters>(cx, parts, meetings::list_voters),
        E::ShowMeetingKey => call::<ShowMeetingKey>(cx, parts, meetings::show_meeting_key),
        E::ShowMeetingAttendance => call::<ShowMeetingAttendance>(cx, parts, meetings::show_meeting_attendance),
        E::ShowMeetingRoll => call::<ShowMeetingRoll>(cx, parts, meetings::show_meeting_roll),
        E::AddMaterials => call::<AddMaterials>(cx, parts, meetings::add_materials),
        E::AddRecords => call::<AddRecords>(cx, parts, meetings::add_records),
        E::WriteMinutes => call::<WriteMinutes>(cx, parts, meetings::write_minutes),
        E::AdoptMinutes => call::<AdoptMinutes>(cx, parts, meetings::adopt_minutes),
        E::RecordOutcomes => call::<RecordOutcomes>(cx, parts, meetings::record_outcomes),
        E::ShowMinutes => call::<ShowMinutes>(cx, parts, meetings::show_minutes),
        E::UploadFile => call::<UploadFile>(cx, parts, archive::upload_file),
        E::ShowFile => call::<ShowFile>(cx, parts, archive::show_file),
        E::ShowFileRoom => call::<ShowFileRoom>(cx, parts, archive::show_file_room),
        E::DraftBallot => call::<DraftBallot>(cx, parts, ballots::draft_ballot),
        E::ReviseBallot => call::<ReviseBallot>(cx, parts, ballots::revise_ballot),
        E::DropBallot => call::<DropBallot>(cx, parts, ballots::drop_ballot),
        E::OpenBallot => call::<OpenBallot>(cx, parts, ballots::open_ballot),
        E::CastOpenVote => call::<CastOpenVote>(cx, parts, ballots::cast_open_vote),
        E::TakeToken => call::<TakeToken>(cx, parts, ballots::take_token),
        E::CastSecretBallot => call::<CastSecretBallot>(cx, parts, ballots::cast_secret_ballot),
        E::HandOutPaper => call::<HandOutPaper>(cx, parts, ballots::hand_out_paper),
        E::EnterCount => call::<EnterCount>(cx, parts, ballots::enter_count),
        E::ConfirmCount => call::<ConfirmCount>(cx, parts, ballots::confirm_count),
        E::CloseBallot => call::<CloseBallot>(cx, parts, ballots::close_ballot),
        E::ListBallots => call::<ListBallots>(cx, parts, ballots::list_ballots),
        E::ShowBallot => call::<ShowBallot>(cx, parts, ballots::show_ballot),
        E::ShowTurnout => call::<ShowTurnout>(cx, parts, ballots::show_turnout),
        E::ListReceipts => call::<ListReceipts>(cx, parts, ballots::list_receipts),
        E::ListVotes => call::<ListVotes>(cx, parts, ballots::list_votes),
        E::OpenCase => call::<OpenCase>(cx, parts, decisions::open_case),
        E::ListCases => call::<ListCases>(cx, parts, decisions::list_cases),
        E::ShowCase => call::<ShowCase>(cx, parts, decisions::show_case),
        E::ShowDossier => call::<ShowDossier>(cx, parts, decisions::show_dossier),
        E::LinkMeeting => call::<LinkMeeting>(cx, parts, decisions::link_meeting),
        E::DeliverDraft => call::<DeliverDraft>(cx, parts, decisions::deliver_draft),
        E::AttachPaper => call::<AttachPaper>(cx, parts, decisions::attach_paper),
        E::CloseStep => call::<CloseStep>(cx, parts, decisions::close_step),
        E::LeaveCase => call::<LeaveCase>(cx, parts, decisions::leave_case),
        E::AskOpinion => call::<AskOpinion>(cx, parts, decisions::ask_opinion),
        E::GiveOpinion => call::<GiveOpinion>(cx, parts, decisions::give_opinion),
        E::RaiseHold => call::<RaiseHold>(cx, parts, decisions::raise_hold),
        E::LiftHold => call::<LiftHold>(cx, parts, decisions::lift_hold),
        E::RecordAuthorisation => call::<RecordAuthorisation>(cx, parts, decisions::record_authorisation),
        E::SetRule => call::<SetRule>(cx, parts, decisions::set_rule),
        E::ShowRules => call::<ShowRules>(cx, parts, decisions::show_rules),
    }
}

type Handler<E> = fn(
    &Cx<'_>,
    <E as Endpoint>::Params,
    &<E as Endpoint>::Query,
    &<E as Endpoint>::Body,
) -> HandlerResult<<E as Endpoint>::Reply>;

fn call<E: Endpoint>(cx: &Cx<'_>, parts: &RequestParts<'_>, handler: Handler<E>) -> HandlerResult<String> {
    let params = E::Params::parse(&parts.names, &parts.values)?;
    let query = E::Query::parse(parts.query)?;
    let body = if E::SPEC.kind == EndpointKind::Read { read_body(b"{}") } else { read_body(parts.body) }?;
    let reply = handler(cx, params, &query, &body);
    // A fault that comes before the access check is logged as that fault.
    if !cx.access_was_checked() && !matches!(reply, Err(HandlerError::Fault(_))) {
        return Err(HandlerError::Fault(format!("{} answered without asking the table of access", E::SPEC.name)));
    }
    serde_json::to_string(&reply?).map_err(|error| HandlerError::Fault(error.to_string()))
}
