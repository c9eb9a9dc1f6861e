//! Every endpoint there is.

use super::{Empty, Page, RefusalSpec};
use crate::assistance as a;
use crate::communities::{CommunityOpened, CommunityOpening, DemonstrationAccounts, Health, Home, Inbox};
use crate::ids::{
    ActId, ActivityId, AssistanceId, BodyId, CommunityCode, CorrectionId, ImportId, MemberId, RegionCode, SeatId,
    ServiceId, SessionId,
};
use crate::journal as j;
use crate::ledger::HoursStatement;
use crate::members::import as i;
use crate::members::{Bodies, EndSeat, Ended, LeaveRoster, NameGuardianOf, Needs, Roster, RosterQuery, RosterSearch};
use crate::members::{
    BodiesQuery, BodiesReview, BodyCreated, BodyDraft, FillSeat, GridsReview, RecordedRoll, RelativeDraft,
    RelativeWithdrawal, Roll, RollDraft, RollQuery, SeatFilled,
};
use crate::notices::{Notices, ReadUpTo};
use crate::privacy as p;
use crate::regions as r;
use crate::regions::Region;
use crate::sessions::{
    ChangeOwnPhone, ChangePhone, CodeRequest, CodeSent, ConfirmFactorWith, Done, FactorBegun, FactorConfirmed,
    FinishSignInWith, Me, PrintSlipFor, ProveFactorWith, ResetFactorOf, Sessions, SignInWith, SignIns, SignedIn,
    SlipBrought, SlipPrinted,
};
use crate::volunteering as v;

const NONE: &[RefusalSpec] = &[];
const OPENING: &[RefusalSpec] = crate::communities::OpeningRefusal::ALL;
const SESSIONS: &[RefusalSpec] = crate::sessions::Refusal::ALL;
const MEMBERS: &[RefusalSpec] = crate::members::Refusal::ALL;
const IMPORTS: &[RefusalSpec] = i::ImportRefusal::ALL;
const SEATS: &[RefusalSpec] = crate::members::SeatRefusal::ALL;
const VOLUNTEERING: &[RefusalSpec] = v::Refusal::ALL;
const JOURNAL: &[RefusalSpec] = j::Refusal::ALL;
const ASSISTANCE: &[RefusalSpec] = a::Refusal::ALL;
const PRIVACY: &[RefusalSpec] = p::Refusal::ALL;
const REGIONS: &[RefusalSpec] = r::Refusal::ALL;

crate::endpoints! {
    /// Whether the service is up, and which contract it speaks.
    HealthCheck = "communities/health" Get "/api/health" {
        place: Gate, kind: Read, may: SeePublic, params: (), query: (), body: Empty, reply: Health, refusals: NONE
    }
    /// People to try the demonstration with.
    ListDemonstrationAccounts = "communities/list-demonstration-accounts" Get "/api/demonstration/accounts" {
        place: Gate, kind: Read, may: UseDemonstration, params: (), query: (), body: Empty,
        reply: DemonstrationAccounts, refusals: NONE, demonstration: true
    }
    /// Makes the demonstration community; a second time changes nothing.
    SeedDemonstration = "communities/seed-demonstration" Post "/api/demonstration/seed" {
        place: Gate, kind: Unkeyed, may: UseDemonstration, params: (), query: (), body: Empty,
        reply: DemonstrationAccounts, refusals: NONE, demonstration: true
    }
    /// Open a community, with the first person who keeps its roster; for the operator of the installation.
    OpenCommunity = "communities/open-community" Post "/api/operator/communities" {
        place: Gate, kind: Unkeyed, may: OpenCommunity, params: (), query: (), body: CommunityOpening,
        reply: CommunityOpened, refusals: OPENING
    }
    /// A region with its children: the community chooser.
    ShowRegion = "regions/show-region" Get "/api/regions/{region}" {
        place: Region, kind: Read, may: SeePublic, params: (RegionCode,), query: (), body: Empty,
        reply: Region, refusals: NONE
    }
    /// Name the first head of a region's office; for the operator of the installation.
    OpenOffice = "regions/open-office" Post "/api/operator/offices" {
        place: Gate, kind: Unkeyed, may: OpenOffice, params: (), query: (), body: r::OfficeOpening,
        reply: r::OfficeOpened, refusals: REGIONS
    }
    /// Codes that would have been sent to officers' phones.
    ShowOfficerInbox = "regions/show-officer-inbox" Get "/api/regions/{region}/demonstration/inbox" {
        place: Region, kind: Read, may: UseDemonstration, params: (RegionCode,), query: (), body: Empty,
        reply: Inbox, refusals: NONE, demonstration: true
    }
    /// Send a one-time code to an officer's phone. The answer is the same whether or not the phone is an officer's.
    RequestOfficerCode = "regions/request-officer-code" Post "/api/regions/{region}/sign-in-codes" {
        place: Region, kind: Unkeyed, may: SignIn, params: (RegionCode,), query: (), body: CodeRequest,
        reply: CodeSent, refusals: SESSIONS
    }
    /// Sign in as an officer; the answer sets the cookie of this region.
    SignInOfficer = "regions/sign-in-officer" Post "/api/regions/{region}/sessions" {
        place: Region, kind: Unkeyed, may: SignIn, params: (RegionCode,), query: (), body: SignInWith,
        reply: r::OfficerMe, refusals: SESSIONS
    }
    /// Which officer is signed in.
    ShowOfficerMe = "regions/show-officer-me" Get "/api/regions/{region}/me" {
        place: Region, kind: Read, may: SeeOffice, params: (RegionCode,), query: (), body: Empty,
        reply: r::OfficerMe, refusals: NONE
    }
    /// End the own session; the answer takes the cookie back.
    SignOutOfficer = "regions/sign-out-officer" Post "/api/regions/{region}/sign-out" {
        place: Region, kind: Unkeyed, may: SeeOffice, params: (RegionCode,), query: (), body: Empty,
        reply: Done, refusals: NONE
    }
    /// Who works for the region, with seats and terms.
    ListOfficers = "regions/list-officers" Get "/api/regions/{region}/officers" {
        place: Region, kind: Read, may: SeeOffice, params: (RegionCode,), query: (), body: Empty,
        reply: r::Officers, refusals: NONE
    }
    /// Somebody takes a seat of the region's office.
    FillOfficerSeatOf = "regions/fill-officer-seat" Post "/api/regions/{region}/officers" {
        place: Region, kind: Command, may: ManageOfficers, params: (RegionCode,), query: (),
        body: r::FillOfficerSeat, reply: r::OfficerSeatFilled, refusals: REGIONS
    }
    /// A seat of the office ends before its last day; whoever held it is signed out.
    EndOfficerSeatAt = "regions/end-officer-seat" Post "/api/regions/{region}/officer-seats/{seat}/ending" {
        place: Region, kind: Command, may: ManageOfficers, params: (RegionCode, SeatId), query: (),
        body: r::EndOfficerSeat, reply: Done, refusals: REGIONS
    }
    /// What was done in the region's office.
    ShowRegionJournal = "regions/show-region-journal" Get "/api/regions/{region}/journal" {
        place: Region, kind: Read, may: SeeRegionJournal, params: (RegionCode,), query: Page, body: Empty,
        reply: r::RegionJournal, refusals: NONE
    }
    /// The community's home page.
    ShowHome = "communities/show-home" Get "/api/communities/{community}" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode,), query: (), body: Empty,
        reply: Home, refusals: NONE
    }
    /// Codes that would have been sent to phones.
    ShowInbox = "communities/show-inbox" Get "/api/communities/{community}/demonstration/inbox" {
        place: Community, kind: Read, may: UseDemonstration, params: (CommunityCode,), query: (), body: Empty,
        reply: Inbox, refusals: NONE, demonstration: true
    }
    /// Send a one-time code to a phone. The answer is the same whether or not the phone is in the roster.
    RequestCode = "sessions/request-code" Post "/api/communities/{community}/sign-in-codes" {
        place: Community, kind: Unkeyed, may: SignIn, params: (CommunityCode,), query: (), body: CodeRequest,
        reply: CodeSent, refusals: SESSIONS
    }
    /// Sign in; the answer sets the cookie.
    SignIn = "sessions/sign-in" Post "/api/communities/{community}/sessions" {
        place: Community, kind: Unkeyed, may: SignIn, params: (CommunityCode,), query: (), body: SignInWith,
        reply: SignedIn, refusals: SESSIONS
    }
    /// After a right code: who of those who share the phone signs in, and the second factor.
    FinishSignIn = "sessions/finish-sign-in" Post "/api/communities/{community}/sign-in-tickets" {
        place: Community, kind: Unkeyed, may: SignIn, params: (CommunityCode,), query: (), body: FinishSignInWith,
        reply: SignedIn, refusals: SESSIONS
    }
    /// Sign in with a printed slip, once; the answer sets the cookie.
    SignInWithSlip = "sessions/sign-in-with-slip" Post "/api/communities/{community}/sign-in-slips" {
        place: Community, kind: Unkeyed, may: SignIn, params: (CommunityCode,), query: (), body: SlipBrought,
        reply: SignedIn, refusals: SESSIONS
    }
    /// Print a slip for a member whom no code reaches; one printed before is void. Its code is told this once.
    PrintSlip = "sessions/print-slip" Post "/api/communities/{community}/members/{member}/sign-in-slips" {
        place: Community, kind: Unkeyed, may: PrintSlip, params: (CommunityCode, MemberId), query: (),
        body: PrintSlipFor, reply: SlipPrinted, refusals: SESSIONS, dangerous: true
    }
    /// Take a member's slip back before it is used.
    VoidSlip = "sessions/void-slip" Post "/api/communities/{community}/members/{member}/sign-in-slips/voiding" {
        place: Community, kind: Command, may: PrintSlip, params: (CommunityCode, MemberId), query: (),
        body: Empty, reply: Done, refusals: SESSIONS
    }
    /// Make a key for an authenticator app. In place of an enrolled one it takes a fresh proof of that one.
    BeginFactor = "sessions/begin-factor" Post "/api/communities/{community}/me/factor" {
        place: Community, kind: Unkeyed, may: ManageOwnFactor, params: (CommunityCode,), query: (), body: Empty,
        reply: FactorBegun, refusals: SESSIONS, dangerous: true
    }
    /// Enrol: the first code proves that the key arrived. Shows the recovery codes, this once.
    ConfirmFactor = "sessions/confirm-factor" Post "/api/communities/{community}/me/factor/confirmation" {
        place: Community, kind: Unkeyed, may: ManageOwnFactor, params: (CommunityCode,), query: (),
        body: ConfirmFactorWith, reply: FactorConfirmed, refusals: SESSIONS
    }
    /// Prove the second factor again, for dangerous acts of the next quarter of an hour.
    ProveFactor = "sessions/prove-factor" Post "/api/communities/{community}/me/factor/proof" {
        place: Community, kind: Unkeyed, may: ManageOwnFactor, params: (CommunityCode,), query: (),
        body: ProveFactorWith, reply: Done, refusals: SESSIONS
    }
    /// Take a lost second factor back; the person and the supervision committee are told.
    ResetFactor = "sessions/reset-factor" Post "/api/communities/{community}/members/{member}/factor-reset" {
        place: Community, kind: Command, may: ManageRoster, params: (CommunityCode, MemberId), query: (),
        body: ResetFactorOf, reply: Ended, refusals: SESSIONS, dangerous: true
    }
    /// Own sign-ins, failed tries and signed-out devices, newest first.
    ListSignIns = "sessions/list-sign-ins" Get "/api/communities/{community}/me/sign-ins" {
        place: Community, kind: Read, may: SeeSelf, params: (CommunityCode,), query: Page, body: Empty,
        reply: SignIns, refusals: NONE
    }
    /// Enter another phone for a member; all their sessions end.
    ChangePhoneAt = "sessions/change-phone" Post "/api/communities/{community}/members/{member}/phone" {
        place: Community, kind: Command, may: ManageRoster, params: (CommunityCode, MemberId), query: (),
        body: ChangePhone, reply: Ended, refusals: SESSIONS, dangerous: true
    }
    /// Send a code to a phone that is to become the own one.
    RequestPhoneCode = "sessions/request-phone-code" Post "/api/communities/{community}/me/phone-codes" {
        place: Community, kind: Unkeyed, may: ManageOwnSessions, params: (CommunityCode,), query: (),
        body: CodeRequest, reply: CodeSent, refusals: SESSIONS
    }
    /// Change the own phone by the session and the code sent to the new one; all other sessions end.
    ChangeOwnPhoneTo = "sessions/change-own-phone" Post "/api/communities/{community}/me/phone" {
        place: Community, kind: Unkeyed, may: ManageOwnSessions, params: (CommunityCode,), query: (),
        body: ChangeOwnPhone, reply: Done, refusals: SESSIONS, dangerous: true
    }
    /// Who is signed in.
    ShowMe = "sessions/show-me" Get "/api/communities/{community}/me" {
        place: Community, kind: Read, may: SeeSelf, params: (CommunityCode,), query: (), body: Empty,
        reply: Me, refusals: NONE
    }
    /// Own signed-in devices.
    ListSessions = "sessions/list-sessions" Get "/api/communities/{community}/sessions" {
        place: Community, kind: Read, may: ManageOwnSessions, params: (CommunityCode,), query: (), body: Empty,
        reply: Sessions, refusals: NONE
    }
    /// Sign one own device out; the current one too.
    RevokeSession = "sessions/revoke-session" Post "/api/communities/{community}/sessions/{session}/revocation" {
        place: Community, kind: Unkeyed, may: ManageOwnSessions, params: (CommunityCode, SessionId), query: (),
        body: Empty, reply: Done, refusals: NONE
    }
    /// Own notices, newest first.
    ListNotices = "notices/list-notices" Get "/api/communities/{community}/notices" {
        place: Community, kind: Read, may: SeeSelf, params: (CommunityCode,), query: Page, body: Empty,
        reply: Notices, refusals: NONE
    }
    /// Mark own notices as read.
    ReadNotices = "notices/read-notices" Post "/api/communities/{community}/notices/read" {
        place: Community, kind: Command, may: SeeSelf, params: (CommunityCode,), query: (), body: ReadUpTo,
        reply: Done, refusals: NONE
    }
    /// The roster, masked: all of it for the committee, the own grid for a grid worker.
    ShowRoster = "members/show-roster" Get "/api/communities/{community}/members" {
        place: Community, kind: Read, may: SeeRoster, params: (CommunityCode,), query: RosterQuery, body: Empty,
        reply: Roster, refusals: NONE
    }
    /// Looks for people in the roster, masked as there; who looked for whom is kept.
    SearchRoster = "members/search-roster" Post "/api/communities/{community}/members/search" {
        place: Community, kind: Unkeyed, may: SeeRoster, params: (CommunityCode,), query: RosterQuery,
        body: RosterSearch, reply: Roster, refusals: NONE
    }
    /// Who answers for somebody under age.
    NameGuardian = "members/name-guardian" Post "/api/communities/{community}/members/{member}/guardian" {
        place: Community, kind: Command, may: ManageRoster, params: (CommunityCode, MemberId), query: (),
        body: NameGuardianOf, reply: Done, refusals: MEMBERS, dangerous: true
    }
    /// In which language and how large papers for a resident are printed.
    NoteNeeds = "members/note-needs" Post "/api/communities/{community}/members/{member}/needs" {
        place: Community, kind: Command, may: ManageRoster, params: (CommunityCode, MemberId), query: (),
        body: Needs, reply: Done, refusals: MEMBERS
    }
    /// Somebody moved away or died: seats and sessions end with it.
    LeaveRosterAt = "members/leave-roster" Post "/api/communities/{community}/members/{member}/departure" {
        place: Community, kind: Command, may: ManageRoster, params: (CommunityCode, MemberId), query: (),
        body: LeaveRoster, reply: Ended, refusals: MEMBERS, dangerous: true
    }
    /// The last imports of the roster, newest first.
    ListImports = "members/list-imports" Get "/api/communities/{community}/imports" {
        place: Community, kind: Read, may: ImportRoster, params: (CommunityCode,), query: (), body: Empty,
        reply: i::Imports, refusals: NONE
    }
    /// Begin to bring a roster in.
    OpenImport = "members/open-import" Post "/api/communities/{community}/imports" {
        place: Community, kind: Command, may: ImportRoster, params: (CommunityCode,), query: (),
        body: i::ImportOpening, reply: i::ImportOpened, refusals: IMPORTS
    }
    /// Lines of the file, in any order; the same line anew replaces what came of it before.
    FillImport = "members/fill-import" Post "/api/communities/{community}/imports/{import}/lines" {
        place: Community, kind: Unkeyed, may: ImportRoster, params: (CommunityCode, ImportId), query: (),
        body: i::ImportLines, reply: i::ImportCounts, refusals: IMPORTS
    }
    /// An import line by line: what is new, changed, doubtful or refused, and why.
    ShowImport = "members/show-import" Get "/api/communities/{community}/imports/{import}" {
        place: Community, kind: Read, may: ImportRoster, params: (CommunityCode, ImportId), query: i::ImportQuery,
        body: Empty, reply: i::ImportReport, refusals: NONE
    }
    /// Say who a doubtful line is.
    DecideLine = "members/decide-line" Post "/api/communities/{community}/imports/{import}/decisions" {
        place: Community, kind: Command, may: ImportRoster, params: (CommunityCode, ImportId), query: (),
        body: i::LineDecision, reply: i::ImportCounts, refusals: IMPORTS
    }
    /// Write the lines into the roster, all or none.
    ConfirmImport = "members/confirm-import" Post "/api/communities/{community}/imports/{import}/confirmation" {
        place: Community, kind: Command, may: ImportRoster, params: (CommunityCode, ImportId), query: (),
        body: Empty, reply: i::Imported, refusals: IMPORTS, dangerous: true
    }
    /// Forget the lines of an import.
    DropImport = "members/drop-import" Post "/api/communities/{community}/imports/{import}/dropping" {
        place: Community, kind: Command, may: ImportRoster, params: (CommunityCode, ImportId), query: (),
        body: Empty, reply: Done, refusals: IMPORTS
    }
    /// Take the last import back.
    UndoImport = "members/undo-import" Post "/api/communities/{community}/imports/{import}/undoing" {
        place: Community, kind: Command, may: ImportRoster, params: (CommunityCode, ImportId), query: (),
        body: Empty, reply: i::Undone, refusals: IMPORTS, dangerous: true
    }
    /// The roster for a spreadsheet, a page at a time.
    ExportRoster = "members/export-roster" Post "/api/communities/{community}/members/export" {
        place: Community, kind: Unkeyed, may: ExportRoster, params: (CommunityCode,), query: i::ExportQuery,
        body: Empty, reply: i::RosterExport, refusals: NONE
    }
    /// Bodies and who holds their seats.
    ListBodies = "members/list-bodies" Get "/api/communities/{community}/bodies" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode,), query: (), body: Empty,
        reply: Bodies, refusals: NONE
    }
    /// End a seat before its term.
    EndSeatAt = "members/end-seat" Post "/api/communities/{community}/seats/{seat}/end" {
        place: Community, kind: Command, may: ManageRoster, params: (CommunityCode, SeatId), query: (),
        body: EndSeat, reply: Ended, refusals: SEATS, dangerous: true
    }
    /// Make a body.
    CreateBody = "members/create-body" Post "/api/communities/{community}/bodies" {
        place: Community, kind: Command, may: ManageRoster, params: (CommunityCode,), query: (),
        body: BodyDraft, reply: BodyCreated, refusals: SEATS
    }
    /// Seat a member.
    FillSeatOf = "members/fill-seat" Post "/api/communities/{community}/bodies/{body}/seats" {
        place: Community, kind: Command, may: ManageRoster, params: (CommunityCode, BodyId), query: (),
        body: FillSeat, reply: SeatFilled, refusals: SEATS, dangerous: true
    }
    /// Bodies as the office sees them: how seats came about, what is vacant, what deserves a look.
    ReviewBodies = "members/review-bodies" Get "/api/communities/{community}/bodies/review" {
        place: Community, kind: Read, may: SeeBodies, params: (CommunityCode,), query: BodiesQuery, body: Empty,
        reply: BodiesReview, refusals: NONE
    }
    /// Write down that two members are near relatives.
    DeclareRelative = "members/declare-relative" Post "/api/communities/{community}/members/{member}/relatives" {
        place: Community, kind: Command, may: ManageRoster, params: (CommunityCode, MemberId), query: (),
        body: RelativeDraft, reply: Done, refusals: SEATS
    }
    /// Take such a declaration back.
    WithdrawRelative = "members/withdraw-relative" Post "/api/communities/{community}/members/{member}/relatives/withdrawal" {
        place: Community, kind: Command, may: ManageRoster, params: (CommunityCode, MemberId), query: (),
        body: RelativeWithdrawal, reply: Done, refusals: SEATS
    }
    /// Sizes of the grids, and how one that is too large could be cut.
    ReviewGrids = "members/review-grids" Get "/api/communities/{community}/grids/review" {
        place: Community, kind: Read, may: SeeBodies, params: (CommunityCode,), query: (), body: Empty,
        reply: GridsReview, refusals: NONE
    }
    /// Who was entitled on a day: a page of the roll, rebuilt.
    ShowRoll = "members/show-roll" Get "/api/communities/{community}/rolls" {
        place: Community, kind: Read, may: SeeRolls, params: (CommunityCode,), query: RollQuery, body: Empty,
        reply: Roll, refusals: SEATS
    }
    /// Keep a roll as it is rebuilt now.
    RecordRoll = "members/record-roll" Post "/api/communities/{community}/rolls" {
        place: Community, kind: Command, may: ManageRoster, params: (CommunityCode,), query: (),
        body: RollDraft, reply: RecordedRoll, refusals: SEATS
    }
    /// Activities, page by page.
    ListActivities = "volunteering/list-activities" Get "/api/communities/{community}/activities" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode,), query: v::ActivityQuery, body: Empty,
        reply: v::Activities, refusals: NONE
    }
    /// Publish an activity.
    PublishActivity = "volunteering/publish-activity" Post "/api/communities/{community}/activities" {
        place: Community, kind: Command, may: ManageActivity, params: (CommunityCode,), query: (),
        body: v::ActivityDraft, reply: v::Published, refusals: VOLUNTEERING
    }
    /// One activity, with the caller's own part in it.
    ShowActivity = "volunteering/show-activity" Get "/api/communities/{community}/activities/{activity}" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode, ActivityId), query: (), body: Empty,
        reply: v::Activity, refusals: NONE
    }
    /// Change an activity before it begins; who signed up is told.
    ReviseActivity = "volunteering/revise-activity" Post "/api/communities/{community}/activities/{activity}/revision" {
        place: Community, kind: Command, may: ManageActivity, params: (CommunityCode, ActivityId), query: (),
        body: v::ActivityDraft, reply: Done, refusals: VOLUNTEERING
    }
    /// Call an activity off before it begins; who signed up is told why.
    CancelActivity = "volunteering/cancel-activity" Post "/api/communities/{community}/activities/{activity}/cancellation" {
        place: Community, kind: Command, may: ManageActivity, params: (CommunityCode, ActivityId), query: (),
        body: v::Cancellation, reply: Done, refusals: VOLUNTEERING
    }
    /// Take a place, or one on the waiting list.
    SignUp = "volunteering/sign-up" Post "/api/communities/{community}/activities/{activity}/sign-ups" {
        place: Community, kind: Command, may: SignUp, params: (CommunityCode, ActivityId), query: (), body: Empty,
        reply: v::SignedUp, refusals: VOLUNTEERING, assisted: true
    }
    /// Give the own place back.
    Withdraw = "volunteering/withdraw" Post "/api/communities/{community}/activities/{activity}/withdrawal" {
        place: Community, kind: Command, may: SignUp, params: (CommunityCode, ActivityId), query: (), body: Empty,
        reply: v::Withdrawn, refusals: VOLUNTEERING, assisted: true
    }
    /// Check in with the organiser's code, now or from the phone's queue.
    CheckIn = "volunteering/check-in" Post "/api/communities/{community}/activities/{activity}/check-ins" {
        place: Community, kind: Command, may: CheckIn, params: (CommunityCode, ActivityId), query: (),
        body: v::CodeReport, reply: v::CheckedIn, refusals: VOLUNTEERING
    }
    /// Check out with the organiser's code, now or from the phone's queue.
    CheckOut = "volunteering/check-out" Post "/api/communities/{community}/activities/{activity}/check-outs" {
        place: Community, kind: Command, may: CheckIn, params: (CommunityCode, ActivityId), query: (),
        body: v::CodeReport, reply: v::CheckedOut, refusals: VOLUNTEERING
    }
    /// The key from which the organiser's phone makes the codes.
    ShowCheckInKey = "volunteering/show-check-in-key" Get "/api/communities/{community}/activities/{activity}/check-in-key" {
        place: Community, kind: Read, may: ConfirmService, params: (CommunityCode, ActivityId), query: (), body: Empty,
        reply: v::CheckInKeyReply, refusals: VOLUNTEERING
    }
    /// Who signed up, came and went.
    ShowAttendance = "volunteering/show-attendance" Get "/api/communities/{community}/activities/{activity}/attendance" {
        place: Community, kind: Read, may: SeeAttendance, params: (CommunityCode, ActivityId), query: (), body: Empty,
        reply: v::Attendance, refusals: NONE
    }
    /// Enter one person's presence from the organiser's list.
    ListPresence = "volunteering/list-presence" Post "/api/communities/{community}/activities/{activity}/attendance" {
        place: Community, kind: Command, may: ConfirmService, params: (CommunityCode, ActivityId), query: (),
        body: v::ListedPresence, reply: v::CheckedOut, refusals: VOLUNTEERING
    }
    /// Confirm service records, all or none: their minutes go to the ledger.
    ConfirmServices = "volunteering/confirm-services" Post "/api/communities/{community}/activities/{activity}/confirmations" {
        place: Community, kind: Command, may: ConfirmService, params: (CommunityCode, ActivityId), query: (),
        body: v::Confirmations, reply: v::Confirmed, refusals: VOLUNTEERING
    }
    /// Reject a service record with a reason that the volunteer reads.
    RejectService = "volunteering/reject-service" Post "/api/communities/{community}/services/{service}/rejection" {
        place: Community, kind: Command, may: ConfirmService, params: (CommunityCode, ServiceId), query: (),
        body: v::Rejection, reply: Done, refusals: VOLUNTEERING
    }
    /// Correct confirmed minutes by a linked entry; the volunteer is told.
    CorrectService = "volunteering/correct-service" Post "/api/communities/{community}/services/{service}/correction" {
        place: Community, kind: Command, may: CorrectService, params: (CommunityCode, ServiceId), query: (),
        body: v::Correction, reply: v::Corrected, refusals: VOLUNTEERING, dangerous: true
    }
    /// What waits for confirmation, by deadline.
    ListTasks = "volunteering/list-tasks" Get "/api/communities/{community}/tasks" {
        place: Community, kind: Read, may: SeeTasks, params: (CommunityCode,), query: (), body: Empty,
        reply: v::Tasks, refusals: NONE
    }
    /// A member's service statement, newest first.
    ShowHours = "ledger/show-hours" Get "/api/communities/{community}/members/{member}/hours" {
        place: Community, kind: Read, may: SeeHours, params: (CommunityCode, MemberId), query: Page, body: Empty,
        reply: HoursStatement, refusals: NONE, assisted: true
    }
    /// The journal, newest first: all of it, or what concerns a person, a body, a matter, some days.
    ShowJournal = "journal/show-journal" Get "/api/communities/{community}/journal" {
        place: Community, kind: Read, may: SeeJournal, params: (CommunityCode,), query: j::JournalQuery, body: Empty,
        reply: j::Journal, refusals: JOURNAL
    }
    /// Somebody whom the journal names, by name.
    FindJournalPeople = "journal/find-people" Post "/api/communities/{community}/journal/people" {
        place: Community, kind: Unkeyed, may: SeeJournal, params: (CommunityCode,), query: (), body: j::PeopleSearch,
        reply: j::JournalPeople, refusals: NONE
    }
    /// The journal as a file, oldest first, a page at a time. The first page is written down.
    ExportJournal = "journal/export-journal" Post "/api/communities/{community}/journal/export" {
        place: Community, kind: Unkeyed, may: ExportJournal, params: (CommunityCode,), query: j::JournalExportQuery,
        body: Empty, reply: j::JournalExport, refusals: JOURNAL
    }
    /// Act for a resident who agreed, for half an hour.
    OpenAssistance = "assistance/open-assistance" Post "/api/communities/{community}/assistances" {
        place: Community, kind: Command, may: Assist, params: (CommunityCode,), query: (), body: a::OpenAssistanceFor,
        reply: a::OpenUntil, refusals: ASSISTANCE
    }
    /// Another half-hour, once.
    ExtendAssistance = "assistance/extend-assistance" Post "/api/communities/{community}/assistances/{assistance}/extension" {
        place: Community, kind: Command, may: Assist, params: (CommunityCode, AssistanceId), query: (), body: Empty,
        reply: a::OpenUntil, refusals: ASSISTANCE
    }
    /// The worker is done; the resident gets the slip.
    EndAssistance = "assistance/end-assistance" Post "/api/communities/{community}/assistances/{assistance}/end" {
        place: Community, kind: Command, may: Assist, params: (CommunityCode, AssistanceId), query: (), body: Empty,
        reply: Done, refusals: ASSISTANCE
    }
    /// One assistance with what was done in it: the slip.
    ShowAssistance = "assistance/show-assistance" Get "/api/communities/{community}/assistances/{assistance}" {
        place: Community, kind: Read, may: SeeAssistance, params: (CommunityCode, AssistanceId), query: (), body: Empty,
        reply: a::Assistance, refusals: NONE
    }
    /// What the worker has opened, newest first.
    ListGivenAssistance = "assistance/list-given-assistance" Get "/api/communities/{community}/given-assistance" {
        place: Community, kind: Read, may: SeeGivenAssistance, params: (CommunityCode,), query: Page, body: Empty,
        reply: a::Assistances, refusals: NONE
    }
    /// What was done in the name of the own household, newest first.
    ListReceivedAssistance = "assistance/list-received-assistance" Get "/api/communities/{community}/received-assistance" {
        place: Community, kind: Read, may: SeeSelf, params: (CommunityCode,), query: Page, body: Empty,
        reply: a::Assistances, refusals: NONE
    }
    /// All assistances, counts by worker and what is contested, for the supervision committee.
    ReviewAssistance = "assistance/review-assistance" Get "/api/communities/{community}/assistances" {
        place: Community, kind: Read, may: ReviewAssistance, params: (CommunityCode,), query: Page, body: Empty,
        reply: a::AssistanceReview, refusals: NONE
    }
    /// This was not wanted so: the household contests an act.
    ContestAct = "assistance/contest-act" Post "/api/communities/{community}/assisted-acts/{act}/contest" {
        place: Community, kind: Command, may: ContestAct, params: (CommunityCode, ActId), query: (),
        body: a::ContestWith, reply: Done, refusals: ASSISTANCE
    }
    /// What the supervision committee found.
    AnswerContest = "assistance/answer-contest" Post "/api/communities/{community}/assisted-acts/{act}/answer" {
        place: Community, kind: Command, may: ReviewAssistance, params: (CommunityCode, ActId), query: (),
        body: a::AnswerWith, reply: Done, refusals: ASSISTANCE
    }
    /// What is held of residents, why, on which ground and how long, and the consent texts in force.
    ShowRegister = "privacy/show-register" Get "/api/communities/{community}/privacy-register" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode,), query: (), body: Empty,
        reply: p::Register, refusals: NONE
    }
    /// What is held of oneself, or of a ward under age, in short.
    ShowOwnData = "privacy/show-own-data" Get "/api/communities/{community}/members/{member}/data" {
        place: Community, kind: Read, may: SeeOwnData, params: (CommunityCode, MemberId), query: (), body: Empty,
        reply: p::OwnData, refusals: NONE
    }
    /// A copy of everything, part by part.
    DownloadOwnData = "privacy/download-own-data" Get "/api/communities/{community}/members/{member}/data-copy" {
        place: Community, kind: Read, may: SeeOwnData, params: (CommunityCode, MemberId), query: p::DataQuery,
        body: Empty, reply: p::DataPage, refusals: NONE
    }
    /// Give or withdraw a consent.
    DecideConsent = "privacy/decide-consent" Post "/api/communities/{community}/members/{member}/consents" {
        place: Community, kind: Command, may: SeeOwnData, params: (CommunityCode, MemberId), query: (),
        body: p::ConsentDecision, reply: Done, refusals: PRIVACY
    }
    /// Ask for something of the own data to be corrected.
    RequestCorrection = "privacy/request-correction" Post "/api/communities/{community}/correction-requests" {
        place: Community, kind: Command, may: ManageOwnData, params: (CommunityCode,), query: (),
        body: p::CorrectionRequest, reply: Done, refusals: PRIVACY
    }
    /// Requests for correction that wait, the earliest first.
    ListCorrections = "privacy/list-corrections" Get "/api/communities/{community}/correction-requests" {
        place: Community, kind: Read, may: DecideCorrection, params: (CommunityCode,), query: (), body: Empty,
        reply: p::Corrections, refusals: NONE
    }
    /// Apply a correction, or refuse it with a reason.
    DecideCorrection = "privacy/decide-correction" Post "/api/communities/{community}/correction-requests/{correction}/decision" {
        place: Community, kind: Command, may: DecideCorrection, params: (CommunityCode, CorrectionId), query: (),
        body: p::CorrectionDecision, reply: Done, refusals: PRIVACY, dangerous: true
    }
    /// What closing the own account would erase and what the law keeps.
    ShowClosing = "privacy/show-closing" Get "/api/communities/{community}/closing" {
        place: Community, kind: Read, may: ManageOwnData, params: (CommunityCode,), query: (), body: Empty,
        reply: p::ClosingPreview, refusals: NONE
    }
    /// Ask for the own account to be closed; it can be taken back for some days.
    CloseAccount = "privacy/close-account" Post "/api/communities/{community}/closing" {
        place: Community, kind: Unkeyed, may: ManageOwnData, params: (CommunityCode,), query: (), body: Empty,
        reply: p::ClosesAt, refusals: PRIVACY
    }
    /// The account stays after all.
    TakeBackClosing = "privacy/take-back-closing" Post "/api/communities/{community}/closing/withdrawal" {
        place: Community, kind: Command, may: ManageOwnData, params: (CommunityCode,), query: (), body: Empty,
        reply: Done, refusals: PRIVACY
    }
    /// A phone in full, with a reason that its owner can read.
    RevealPhone = "privacy/reveal-phone" Post "/api/communities/{community}/members/{member}/phone-reveal" {
        place: Community, kind: Unkeyed, may: RevealPhone, params: (CommunityCode, MemberId), query: (),
        body: p::RevealFor, reply: p::Revealed, refusals: PRIVACY, dangerous: true
    }
    /// Who looked at whose phone, when and why.
    ListReveals = "privacy/list-reveals" Get "/api/communities/{community}/reveals" {
        place: Community, kind: Read, may: SeeReveals, params: (CommunityCode,), query: p::RevealQuery, body: Empty,
        reply: p::Reveals, refusals: NONE
    }
    /// Who looked for whom in the roster, newest first.
    ListSearches = "privacy/list-searches" Get "/api/communities/{community}/searches" {
        place: Community, kind: Read, may: SeeReveals, params: (CommunityCode,), query: p::SearchesQuery, body: Empty,
        reply: p::Searches, refusals: NONE
    }
}
