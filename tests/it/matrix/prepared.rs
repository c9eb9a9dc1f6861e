//! A request for each endpoint that only the table of access can refuse, with its subject.
//!
//! What a command uses up is created for each cell by people other than the caller.

mod archive;
mod ballots;
mod bodies;
mod decisions;
mod matters;
mod meetings;
mod offices;
mod passkeys;
mod roster;
mod sessions;
mod slips;

use super::Caller;
use crate::activities::{OTHER_TEAM, TEAM, confirm_services_request, past_activity, test_reason};
use crate::client::{Call, community_code};
use crate::people::{DIRECTOR, Person};
use crate::server::Server;
use domain::access::{Capability, Subject};
use domain::assistance::{AnswerContestRequest, ContestActRequest, ContestOutcome};
use domain::contract::*;
use domain::ids::{ActId, ActivityId, AssistanceId, BodyId, CommunityCode, CorrectionId, GridId, MemberId, SeatId};
use domain::journal::FindJournalPeopleRequest;
use domain::members::{BodyKind, EndCause, EndSeatRequest, Post, RosterQuery};
use domain::notices::ReadNoticesRequest;
use domain::privacy as p;
use domain::sessions::{SignInCodeRequest, SignInRequest};
use domain::volunteering::{
    AttendanceCodeRequest, CancelActivityRequest, CheckInKeyReply, CorrectServiceRequest, RejectServiceRequest,
};
use std::cell::{Cell as Counter, RefCell};

pub struct Cell {
    pub call: Call,
    pub capability: Capability,
    pub subject: Subject,
    /// The relation in words, for the message of a failure.
    pub about: &'static str,
}

pub struct Prepared<'s> {
    server: &'s Server,
    director: Person,
    /// Both teams: the organiser among the callers leads the first one.
    teams: [(&'static str, &'static str, BodyId); 2],
    /// The grid of the worker among the callers, and another one.
    grids: [(&'static str, GridId); 2],
    /// An activity that begins soon, for checking in and out.
    beginning: (CommunityCode, ActivityId),
    key: CheckInKeyReply,
    /// Seats that can still be ended.
    seats: RefCell<Vec<SeatId>>,
    /// Acts of the director for a neighbour of all callers: two, of which the second is contested.
    done: (AssistanceId, [ActId; 2], Subject),
    /// A request of a person with whom no caller lives.
    correction: CorrectionId,
    child: MemberId,
    matters: matters::MatterScene,
    /// Number of officers seated so far.
    officers: Counter<usize>,
    /// Phone numbers of nobody, taken so far.
    free_phones: Counter<u32>,
    ballots: ballots::PreparedBallots,
}

impl<'s> Prepared<'s> {
    pub fn new(server: &'s Server) -> Self {
        let director = server.person(DIRECTOR);
        let here = (community_code(),);
        let worker = server.person(crate::people::GRID_WORKER).me().held[0].grid.expect("a grid");
        let grids = server.call::<ShowRoster>(&director, &here, &Empty {}).grids;
        let other = grids.iter().find(|grid| grid.id != worker).expect("another grid").id;
        let beginning = server.publish_beginning(TEAM);
        let key = server.call::<ShowCheckInKey>(&director, &beginning, &Empty {});
        let bodies = server.call::<ListBodies>(&director, &here, &Empty {}).bodies;
        let plain = bodies.iter().filter(|body| body.kind == BodyKind::ResidentsCommittee).flat_map(|body| &body.seats);
        let done = Self::done(server, &director, worker);
        let body = p::CorrectionRequest {
            field: p::CorrectionField::Name,
            wanted: "示范数据乙".parse().expect("a name"),
        };
        server.call::<RequestCorrection>(&server.resident(), &here, &body);
        let correction = server.call::<ListCorrections>(&director, &here, &Empty {}).requests[0].request.id;
        let seats = plain.filter(|seat| seat.post == Post::Member).map(|seat| seat.id).collect();
        Self {
            teams: [("own team", TEAM, server.team(TEAM)), ("other team", OTHER_TEAM, server.team(OTHER_TEAM))],
            grids: [("own grid", worker), ("other grid", other)],
            seats: RefCell::new(seats),
            officers: Counter::new(0),
            free_phones: Counter::new(0),
            ballots: ballots::PreparedBallots::default(),
            server,
            director,
            beginning,
            key,
            done,
            correction,
            child: server.child(),
            matters: matters::MatterScene::new(server),
        }
    }

    fn done(server: &Server, director: &Person, grid: GridId) -> (AssistanceId, [ActId; 2], Subject) {
        let resident = server.resident();
        let assistance = server.assist(director, resident.member());
        server.act(director, assistance, resident.member());
        let acts = server.act(director, assistance, resident.member()).acts;
        let (first, second) = (acts[0].id, acts[1].id);
        server.call::<ContestAct>(&resident, &(community_code(), second), &ContestActRequest { reason: test_reason() });
        server.call::<EndAssistance>(director, &(community_code(), assistance), &Empty {});
        (assistance, [first, second], subject_of(server, director, grid, resident.member()))
    }

    /// All cells of an endpoint and a caller.
    #[expect(clippy::too_many_lines, reason = "one arm for each endpoint there is")]
    pub fn cells(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, who, here) = (self.server, &caller.person, (community_code(),));
        let (public, community, own) = (Subject::Public, Subject::Community, own_subject(caller));
        match id {
            E::HealthCheck => one::<HealthCheck>(public, who, &(), &Empty {}),
            E::CheckObjects => one::<CheckObjects>(public, who, &(), &Empty {}),
            E::ListDemonstrationAccounts => one::<ListDemonstrationAccounts>(public, who, &(), &Empty {}),
            E::SeedDemonstration => one::<SeedDemonstration>(public, who, &(), &Empty {}),
            E::OpenCommunity => {
                let body = crate::communities::open_community::open_community_request("511402001003", 9001);
                one::<OpenCommunity>(public, who, &(), &body)
            }
            E::ShowRegion => one::<ShowRegion>(public, who, &(community_code().parent(),), &Empty {}),
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
            | E::ShowRegionJournal => self.of_offices(id, caller),
            E::ShowHome => one::<ShowHome>(public, who, &here, &Empty {}),
            E::ShowInbox => one::<ShowInbox>(public, who, &here, &Empty {}),
            E::RequestCode => one::<RequestCode>(public, who, &here, &SignInCodeRequest::of(server.next_phone())),
            E::SignIn => {
                let phone = server.next_phone();
                let code = server.ask_code(&here.0, &phone);
                one::<SignIn>(public, who, &here, &SignInRequest { phone, code })
            }
            E::FinishSignIn
            | E::BeginFactor
            | E::ConfirmFactor
            | E::ProveFactor
            | E::ResetFactor
            | E::ListSignIns
            | E::ChangePhone
            | E::RequestPhoneCode
            | E::ChangeOwnPhone => self.at_the_door(id, caller),
            E::SignInWithSlip | E::PrintSlip | E::VoidSlip => self.of_slips(id, caller),
            E::BeginPasskey
            | E::ConfirmPasskey
            | E::ListPasskeys
            | E::RemovePasskey
            | E::BeginPasskeySignIn
            | E::SignInWithPasskey => self.of_passkeys(id, caller),
            E::ShowMe => one::<ShowMe>(own, who, &here, &Empty {}),
            E::UploadFile | E::ShowFile | E::ShowFileRoom => self.of_the_archive(id, caller),
            E::ListSessions => one::<ListSessions>(own, who, &here, &Empty {}),
            E::RevokeSession => {
                let signed_in = *who != Person::guest() && caller.at == Responder::Community;
                let session = if signed_in { who.me().session } else { self.director.me().session };
                one::<RevokeSession>(own, who, &(community_code(), session), &Empty {})
            }
            E::ListNotices => one::<ListNotices>(own, who, &here, &Empty {}),
            E::ReadNotices => one::<ReadNotices>(own, who, &here, &ReadNoticesRequest { seq: 1 }),
            E::ShowRoster
            | E::SearchRoster
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
            | E::ExportRoster => self.of_the_roster(id, who),
            E::ListBodies => one::<ListBodies>(public, who, &here, &Empty {}),
            E::EndSeat => {
                let may = caller.standing.may(Capability::ManageRoster, &community);
                let mut seats = self.seats.borrow_mut();
                let seat = if may { seats.pop() } else { seats.first().copied() }.expect("a seat to end");
                let end = EndSeatRequest::because(EndCause::Resigned, test_reason());
                one::<EndSeat>(community, who, &(community_code(), seat), &end)
            }
            E::CreateBody
            | E::FillSeat
            | E::ReviewBodies
            | E::DeclareRelative
            | E::WithdrawRelative
            | E::ReviewGrids
            | E::RenameGrid
            | E::SplitGrid
            | E::ShowRoll
            | E::RecordRoll => self.of_bodies(id, caller),
            E::ListActivities => one::<ListActivities>(public, who, &here, &Empty {}),
            E::PublishActivity => {
                self.each_team(|_, body| (here.clone(), server.draft(body, 5)), cell::<PublishActivity>, who)
            }
            E::ShowActivity => one::<ShowActivity>(public, who, &self.beginning, &Empty {}),
            E::ReviseActivity => self.each_team(
                |team, body| (server.publish(team, 5), server.draft(body, 6)),
                cell::<ReviseActivity>,
                who,
            ),
            E::CancelActivity => {
                let body = CancelActivityRequest { reason: test_reason() };
                self.each_team(|team, _| (server.publish(team, 5), body.clone()), cell::<CancelActivity>, who)
            }
            E::SignUp => one::<SignUp>(own, who, &server.publish(TEAM, 5), &Empty {}),
            E::Withdraw => {
                let at = server.publish(TEAM, 5);
                self.signed_up(caller, &at);
                one::<Withdraw>(own, who, &at, &Empty {})
            }
            E::CheckIn => {
                self.signed_up(caller, &self.beginning);
                one::<CheckIn>(own, who, &self.beginning, &self.report())
            }
            // After checking in: the order of the endpoints is that of the day.
            E::CheckOut => one::<CheckOut>(own, who, &self.beginning, &self.report()),
            E::ShowCheckInKey => {
                self.each_team(|team, _| (server.publish(team, 5), Empty {}), cell::<ShowCheckInKey>, who)
            }
            E::ShowAttendance => {
                self.each_team(|team, _| (server.publish(team, 5), Empty {}), cell::<ShowAttendance>, who)
            }
            E::ListPresence => {
                let listed = |number| {
                    (
                        (community_code(), past_activity(number)),
                        crate::activities::list_presence_request(number, server.member()),
                    )
                };
                self.each_team(|team, _| listed(number_of(team)), cell::<ListPresence>, who)
            }
            E::ConfirmServices => {
                let listed = |number| {
                    (
                        (community_code(), past_activity(number)),
                        confirm_services_request(&[server.list(number, server.member())]),
                    )
                };
                self.each_team(|team, _| listed(number_of(team)), cell::<ConfirmServices>, who)
            }
            E::RejectService => {
                let listed = |number| {
                    (
                        (community_code(), server.list(number, server.member())),
                        RejectServiceRequest { reason: test_reason() },
                    )
                };
                self.each_team(|team, _| listed(number_of(team)), cell::<RejectService>, who)
            }
            E::CorrectService => {
                let correction = CorrectServiceRequest { minutes: 60, reason: test_reason() };
                let confirmed =
                    |number| ((community_code(), server.confirmed(number, server.member())), correction.clone());
                self.each_team(|team, _| confirmed(number_of(team)), cell::<CorrectService>, who)
            }
            E::ListTasks => one::<ListTasks>(community, who, &here, &Empty {}),
            E::ShowHours => self.statements(caller),
            E::ShowJournal => one::<ShowJournal>(community, who, &here, &Empty {}),
            E::FindJournalPeople => {
                let body = FindJournalPeopleRequest { word: "王".parse().expect("a word") };
                one::<FindJournalPeople>(community, who, &here, &body)
            }
            E::ExportJournal => one::<ExportJournal>(community, who, &here, &Empty {}),
            E::OpenAssistance => {
                let (member, subject) = self.in_own_grid();
                one::<OpenAssistance>(
                    subject,
                    who,
                    &here,
                    &crate::assistance::open_assistance::open_assistance_request(member),
                )
            }
            E::ExtendAssistance => {
                let (assistance, subject) = self.opened(caller);
                one::<ExtendAssistance>(subject, who, &(community_code(), assistance), &Empty {})
            }
            E::EndAssistance => {
                let (assistance, subject) = self.opened(caller);
                one::<EndAssistance>(subject, who, &(community_code(), assistance), &Empty {})
            }
            E::ShowAssistance => one::<ShowAssistance>(self.done.2, who, &(community_code(), self.done.0), &Empty {}),
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
            | E::ShowMinutes => self.of_meetings(id, caller),
            E::ShowRegister => one::<ShowRegister>(public, who, &here, &Empty {}),
            E::ShowOwnData => {
                let (of, subject) = self.data_of(caller);
                one::<ShowOwnData>(subject, who, &(community_code(), of), &Empty {})
            }
            E::DownloadOwnData => {
                let (of, subject) = self.data_of(caller);
                one::<DownloadOwnData>(subject, who, &(community_code(), of), &Empty {})
            }
            E::DecideConsent => {
                let (of, subject) = self.data_of(caller);
                let (topic, version) = (p::Topic::SpokenAssistance, "2026-11".parse().expect("a version"));
                let body = p::DecideConsentRequest { topic, version, decision: p::ConsentChoice::Withdraws };
                one::<DecideConsent>(subject, who, &(community_code(), of), &body)
            }
            E::RequestCorrection => {
                let wanted = "示范数据甲".parse().expect("a name");
                let body = p::CorrectionRequest { field: p::CorrectionField::Name, wanted };
                one::<RequestCorrection>(own, who, &here, &body)
            }
            E::ListCorrections => one::<ListCorrections>(community, who, &here, &Empty {}),
            E::DecideCorrection => {
                let body = p::DecideCorrectionRequest { outcome: p::CorrectionOutcome::Refused, reason: test_reason() };
                one::<DecideCorrection>(community, who, &(community_code(), self.correction), &body)
            }
            E::ShowClosing => one::<ShowClosing>(own, who, &here, &Empty {}),
            // Callers with the right are tested where closing can be withdrawn, in `privacy/close_account.rs`; here
            // only the others.
            E::CloseAccount | E::TakeBackClosing if caller.standing.member.is_some() => vec![],
            E::CloseAccount => one::<CloseAccount>(own, who, &here, &Empty {}),
            E::TakeBackClosing => one::<TakeBackClosing>(own, who, &here, &Empty {}),
            E::RevealPhone => {
                let (member, subject) = self.in_own_grid();
                one::<RevealPhone>(
                    subject,
                    who,
                    &(community_code(), member),
                    &p::RevealPhoneRequest { reason: test_reason() },
                )
            }
            E::ListSearches => one::<ListSearches>(community, who, &here, &Empty {}),
            E::ListReveals => one::<ListReveals>(community, who, &here, &Empty {}),
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
            | E::DecideAppeal => self.of_matters(id, caller),
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
            | E::ListVotes => self.of_ballots(id, caller),
            E::ListGivenAssistance => one::<ListGivenAssistance>(community, who, &here, &Empty {}),
            E::ListReceivedAssistance => one::<ListReceivedAssistance>(own, who, &here, &Empty {}),
            E::ReviewAssistance => one::<ReviewAssistance>(community, who, &here, &Empty {}),
            E::ContestAct => {
                let body = ContestActRequest { reason: test_reason() };
                let (_, [act, _], subject) = self.done;
                let mut cells =
                    vec![cell::<ContestAct>("a neighbour's", subject, who, &(community_code(), act), &body)];
                if let Some(member) = caller.standing.member.filter(|member| *member != self.director.member()) {
                    let at = (community_code(), self.acted(member));
                    cells.push(cell::<ContestAct>("their own", own, who, &at, &body));
                }
                cells
            }
            E::AnswerContest => {
                let body = AnswerContestRequest { outcome: ContestOutcome::Dismissed, reason: test_reason() };
                one::<AnswerContest>(community, who, &(community_code(), self.done.1[1]), &body)
            }
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
            | E::ShowRules => self.of_decisions(id, caller),
        }
    }

    fn each_team<P, B>(
        &self,
        make: impl Fn(&'static str, BodyId) -> (P, B),
        cell: fn(&'static str, Subject, &Person, &P, &B) -> Cell,
        who: &Person,
    ) -> Vec<Cell> {
        let one = |(about, team, body): &(&'static str, &'static str, BodyId)| {
            let (params, content) = make(team, *body);
            cell(about, Subject::Body(*body), who, &params, &content)
        };
        self.teams.iter().map(one).collect()
    }

    /// The caller's own statement, and that of a neighbour in the worker's grid.
    fn statements(&self, caller: &Caller) -> Vec<Cell> {
        let query = RosterQuery { grid: Some(self.grids[0].1), ..RosterQuery::default() };
        let neighbours = self.server.query::<ShowRoster>(&self.director, &(community_code(),), &query).page.rows;
        let neighbour =
            neighbours.iter().find(|row| caller.standing.household != Some(row.household)).expect("a neighbour");
        let subject =
            Subject::Member { member: neighbour.id, household: Some(neighbour.household), grid: Some(neighbour.grid) };
        let mut cells = vec![cell::<ShowHours>(
            "a neighbour",
            subject,
            &caller.person,
            &(community_code(), neighbour.id),
            &Empty {},
        )];
        if let Some(member) = caller.standing.member {
            cells.push(cell::<ShowHours>(
                "oneself",
                own_subject(caller),
                &caller.person,
                &(community_code(), member),
                &Empty {},
            ));
        }
        cells
    }

    /// A person of the worker's grid without any history, and the subject for the table.
    fn in_own_grid(&self) -> (MemberId, Subject) {
        let member = self.server.member();
        (member, subject_of(self.server, &self.director, self.grids[0].1, member))
    }

    /// The caller's own data; for a caller without data here, a neighbour's.
    fn data_of(&self, caller: &Caller) -> (MemberId, Subject) {
        let member = caller.standing.member.unwrap_or_else(|| self.server.member());
        (member, Subject::Ward { member, guardian: None })
    }

    /// An open assistance of the caller; if the caller may have none, that of another worker.
    fn opened(&self, caller: &Caller) -> (AssistanceId, Subject) {
        let (member, subject) = self.in_own_grid();
        if !caller.standing.may(Capability::Assist, &subject) {
            return (self.done.0, self.done.2);
        }
        self.end_of(&caller.person);
        (self.server.assist(&caller.person, member), subject)
    }

    /// Ends the worker's open assistances.
    fn end_of(&self, worker: &Person) {
        let given = self.server.call::<ListGivenAssistance>(worker, &(community_code(),), &Empty {}).rows;
        for open in given.iter().filter(|one| one.ended_by.is_none()) {
            self.server.call::<EndAssistance>(worker, &(community_code(), open.id), &Empty {});
        }
    }

    /// An act that the director did for a member.
    fn acted(&self, member: MemberId) -> ActId {
        let assistance = self.server.assist(&self.director, member);
        let act = self.server.act(&self.director, assistance, member).acts[0].id;
        self.server.call::<EndAssistance>(&self.director, &(community_code(), assistance), &Empty {});
        act
    }

    fn signed_up(&self, caller: &Caller, at: &(CommunityCode, ActivityId)) {
        if caller.standing.member.is_some() {
            self.server.call::<SignUp>(&caller.person, at, &Empty {});
        }
    }

    fn report(&self) -> AttendanceCodeRequest {
        crate::volunteering::check_in::attendance_code_request(&self.key.key, self.key.now, 0)
    }
}

/// The caller as the subject; for a guest, a person who does not exist.
pub fn own_subject(caller: &Caller) -> Subject {
    let nobody = domain::ids::MemberId::from_parts(domain::time::UtcMillis(1), 1);
    let member = caller.standing.member.unwrap_or(nobody);
    Subject::Member { member, household: caller.standing.household, grid: None }
}

/// A member of a grid, as a subject for the table.
fn subject_of(server: &Server, director: &Person, grid: GridId, member: MemberId) -> Subject {
    let mut query = RosterQuery { grid: Some(grid), limit: Some(100), ..RosterQuery::default() };
    loop {
        let page = server.query::<ShowRoster>(director, &(community_code(),), &query).page;
        if let Some(row) = page.rows.iter().find(|row| row.id == member) {
            return Subject::Member { member, household: Some(row.household), grid: Some(row.grid) };
        }
        query.after = Some(page.next.expect("somebody of the first grid"));
    }
}

/// The number of the past activity that belongs to the team.
fn number_of(team: &str) -> u32 {
    u32::from(team != TEAM)
}

fn one<E: Endpoint>(subject: Subject, who: &Person, params: &E::Params, body: &E::Body) -> Vec<Cell> {
    vec![cell::<E>("", subject, who, params, body)]
}

fn cell<E: Endpoint>(about: &'static str, subject: Subject, who: &Person, params: &E::Params, body: &E::Body) -> Cell {
    let call = Call::of::<E>(who, params, &E::Query::default(), body);
    Cell { call, capability: E::SPEC.capability, subject, about }
}
