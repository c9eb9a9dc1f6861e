//! Every endpoint there is.

use super::{Empty, Page, RefusalSpec};
use crate::communities::{DemonstrationAccounts, Health, Home, Inbox};
use crate::ids::{ActivityId, CommunityCode, MemberId, RegionCode, SeatId, ServiceId, SessionId};
use crate::journal::Journal;
use crate::ledger::HoursStatement;
use crate::members::{Bodies, EndSeat, Ended, LeaveRoster, Roster, RosterQuery};
use crate::notices::{Notices, ReadUpTo};
use crate::regions::Region;
use crate::sessions::{
    ChangeOwnPhone, ChangePhone, CodeRequest, CodeSent, ConfirmFactorWith, Done, FactorBegun, FactorConfirmed,
    FinishSignInWith, Me, ProveFactorWith, ResetFactorOf, Sessions, SignInWith, SignIns, SignedIn,
};
use crate::volunteering as v;

const NONE: &[RefusalSpec] = &[];
const SESSIONS: &[RefusalSpec] = crate::sessions::Refusal::ALL;
const MEMBERS: &[RefusalSpec] = crate::members::Refusal::ALL;
const VOLUNTEERING: &[RefusalSpec] = v::Refusal::ALL;

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
    /// A region with its children: the community chooser.
    ShowRegion = "regions/show-region" Get "/api/regions/{region}" {
        place: Region, kind: Read, may: SeePublic, params: (RegionCode,), query: (), body: Empty,
        reply: Region, refusals: NONE
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
    /// Somebody moved away: seats and sessions end with it.
    LeaveRosterAt = "members/leave-roster" Post "/api/communities/{community}/members/{member}/departure" {
        place: Community, kind: Command, may: ManageRoster, params: (CommunityCode, MemberId), query: (),
        body: LeaveRoster, reply: Ended, refusals: MEMBERS, dangerous: true
    }
    /// Bodies and who holds their seats.
    ListBodies = "members/list-bodies" Get "/api/communities/{community}/bodies" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode,), query: (), body: Empty,
        reply: Bodies, refusals: NONE
    }
    /// End a seat before its term.
    EndSeatAt = "members/end-seat" Post "/api/communities/{community}/seats/{seat}/end" {
        place: Community, kind: Command, may: ManageRoster, params: (CommunityCode, SeatId), query: (),
        body: EndSeat, reply: Ended, refusals: MEMBERS, dangerous: true
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
        reply: v::SignedUp, refusals: VOLUNTEERING
    }
    /// Give the own place back.
    Withdraw = "volunteering/withdraw" Post "/api/communities/{community}/activities/{activity}/withdrawal" {
        place: Community, kind: Command, may: SignUp, params: (CommunityCode, ActivityId), query: (), body: Empty,
        reply: v::Withdrawn, refusals: VOLUNTEERING
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
        reply: HoursStatement, refusals: NONE
    }
    /// The journal, newest first.
    ShowJournal = "journal/show-journal" Get "/api/communities/{community}/journal" {
        place: Community, kind: Read, may: SeeJournal, params: (CommunityCode,), query: Page, body: Empty,
        reply: Journal, refusals: NONE
    }
}
