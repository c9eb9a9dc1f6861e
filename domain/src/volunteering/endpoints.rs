//! The endpoints of volunteering.

use super::{
    Activity, ActivityPublished, ActivityQuery, ActivityRequest, ActivityRow, Attendance, AttendanceCodeRequest,
    CancelActivityRequest, CheckInKeyReply, CheckedIn, CheckedOut, ConfirmServicesRequest, CorrectServiceRequest,
    ListPresenceRequest, MinutesCorrected, Refusal, RejectServiceRequest, ServicesConfirmed, SignUpWithdrawn, SignedUp,
    Tasks,
};
use crate::contract::Page;
use crate::ids::{ActivityId, CommunityCode, ServiceId};
use crate::sessions::Done;

crate::endpoints! {
    /// Activities, page by page.
    ListActivities = "volunteering/list-activities" Get "/api/communities/{community}/activities" {
        may: SeePublic, params: (CommunityCode,), query: ActivityQuery, reply: Page<ActivityRow, ActivityId>
    }
    /// Publish an activity.
    PublishActivity = "volunteering/publish-activity" Post "/api/communities/{community}/activities" {
        may: ManageActivity, params: (CommunityCode,), body: ActivityRequest, reply: ActivityPublished,
        refusals: Refusal[EndsBeforeStart, ActivityTooLong, StartsInPast, StartsTooFarAhead, CapacityOutOfRange,
            NoSuchBody]
    }
    /// One activity, with the caller's part in it.
    ShowActivity = "volunteering/show-activity" Get "/api/communities/{community}/activities/{activity}" {
        may: SeePublic, params: (CommunityCode, ActivityId), reply: Activity
    }
    /// Change an activity before it begins; people who signed up are notified.
    ReviseActivity = "volunteering/revise-activity" Post "/api/communities/{community}/activities/{activity}/revision" {
        may: ManageActivity, params: (CommunityCode, ActivityId), body: ActivityRequest, reply: Done,
        refusals: Refusal[EndsBeforeStart, ActivityTooLong, StartsInPast, StartsTooFarAhead, CapacityOutOfRange,
            CapacityBelowSignedUp, NoLongerChangeable, NoSuchBody]
    }
    /// Cancel an activity before it begins; people who signed up are notified, with the reason.
    CancelActivity = "volunteering/cancel-activity" Post "/api/communities/{community}/activities/{activity}/cancellation" {
        may: ManageActivity, params: (CommunityCode, ActivityId), body: CancelActivityRequest, reply: Done,
        refusals: Refusal[NoLongerChangeable]
    }
    /// Take a place, or one on the waiting list.
    SignUp = "volunteering/sign-up" Post "/api/communities/{community}/activities/{activity}/sign-ups" {
        may: SignUp, params: (CommunityCode, ActivityId), reply: SignedUp,
        refusals: Refusal[Cancelled, Ended, AlreadySignedUp, WaitingListFull, OverlappingSignUp,
            GuardianConsentMissing], assisted: true
    }
    /// Give one's own place back.
    Withdraw = "volunteering/withdraw" Post "/api/communities/{community}/activities/{activity}/withdrawal" {
        may: SignUp, params: (CommunityCode, ActivityId), reply: SignUpWithdrawn,
        refusals: Refusal[Ended, NotSignedUp, AlreadyCheckedIn],
        assisted: true
    }
    /// Check in with the organiser's code, now or from the phone's queue.
    CheckIn = "volunteering/check-in" Post "/api/communities/{community}/activities/{activity}/check-ins" {
        may: CheckIn, params: (CommunityCode, ActivityId), body: AttendanceCodeRequest, reply: CheckedIn,
        refusals: Refusal[Cancelled, NotSignedUp, StillWaiting, AlreadyCheckedIn, OutsideWindow, CodeNotValid,
            TooManyWrongCodes, OverlappingService, RecordClosed]
    }
    /// Check out with the organiser's code, now or from the phone's queue.
    CheckOut = "volunteering/check-out" Post "/api/communities/{community}/activities/{activity}/check-outs" {
        may: CheckIn, params: (CommunityCode, ActivityId), body: AttendanceCodeRequest, reply: CheckedOut,
        refusals: Refusal[Cancelled, NotSignedUp, StillWaiting, NotCheckedIn, AlreadyCheckedOut, OutsideWindow,
            CheckOutBeforeCheckIn, CodeNotValid, TooManyWrongCodes, OverlappingService, RecordClosed]
    }
    /// The key from which the organiser's phone computes the codes.
    ShowCheckInKey = "volunteering/show-check-in-key" Get "/api/communities/{community}/activities/{activity}/check-in-key" {
        may: ConfirmService, params: (CommunityCode, ActivityId), reply: CheckInKeyReply,
        refusals: Refusal[Cancelled], offline: Never
    }
    /// Who signed up, came and went.
    ShowAttendance = "volunteering/show-attendance" Get "/api/communities/{community}/activities/{activity}/attendance" {
        may: SeeAttendance, params: (CommunityCode, ActivityId), reply: Attendance
    }
    /// Enter one person's presence from the organiser's list.
    ListPresence = "volunteering/list-presence" Post "/api/communities/{community}/activities/{activity}/attendance" {
        may: ConfirmService, params: (CommunityCode, ActivityId), body: ListPresenceRequest, reply: CheckedOut,
        refusals: Refusal[Cancelled, StillWaiting, AlreadyCheckedIn, OutsideWindow, InTheFuture,
            CheckOutBeforeCheckIn, OverlappingService, RecordClosed, OwnService, NotAResident]
    }
    /// Confirm service records, all or none: their minutes are added to the ledger.
    ConfirmServices = "volunteering/confirm-services" Post "/api/communities/{community}/activities/{activity}/confirmations" {
        may: ConfirmService, params: (CommunityCode, ActivityId), body: ConfirmServicesRequest,
        reply: ServicesConfirmed,
        refusals: Refusal[OwnService, NotFinished, AlreadyDecided, NoMinutes, MoreThanMeasured, ReasonMissing,
            DayTooLong, DoubledInList, TooManyAtOnce]
    }
    /// Reject a service record with a reason that the volunteer reads.
    RejectService = "volunteering/reject-service" Post "/api/communities/{community}/services/{service}/rejection" {
        may: ConfirmService, params: (CommunityCode, ServiceId), body: RejectServiceRequest, reply: Done,
        refusals: Refusal[OwnService, AlreadyDecided]
    }
    /// Correct confirmed minutes by a linked entry; the volunteer is notified.
    CorrectService = "volunteering/correct-service" Post "/api/communities/{community}/services/{service}/correction" {
        may: CorrectService, params: (CommunityCode, ServiceId), body: CorrectServiceRequest, reply: MinutesCorrected,
        refusals: Refusal[OwnService, DayTooLong, NotConfirmed, NothingToCorrect, ConfirmerMayNotCorrect],
        dangerous: true
    }
    /// Service that waits for confirmation, sorted by deadline.
    ListTasks = "volunteering/list-tasks" Get "/api/communities/{community}/tasks" {
        may: SeeTasks, params: (CommunityCode,), reply: Tasks
    }
}
