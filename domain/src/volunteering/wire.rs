//! What goes over the wire about activities and service.

use super::ServiceState;
use crate::ids::{ActivityId, BodyId, MemberId, ServiceId};
use crate::sessions::Code;
use crate::text::{PlaceText, Plan, Reason, Title};
use crate::time::UtcMillis;
use crate::{body, query, reply, words};

words! {
    /// Which activities a list shows.
    pub enum ActivityFilter {
        /// Not yet ended, soonest first; cancelled ones are marked.
        Upcoming = "upcoming",
        /// Ended, newest first.
        Past = "past",
        /// Activities for which the caller signed up, newest first.
        Mine = "mine",
    }
}

words! {
    /// How a presence was proved.
    pub enum PresenceMethod {
        /// The organiser's rotating code.
        Code = "code",
        /// The organiser's list.
        List = "list",
    }
}

words! {
    /// A person's place at an activity.
    pub enum PlaceState {
        Confirmed = "confirmed",
        Waiting = "waiting",
        Withdrawn = "withdrawn",
    }
}

query! {
    /// A page of activities.
    pub struct ActivityQuery {
        filter: ActivityFilter = "string",
        /// What the page before gave as `next`; without it the first page.
        after: ActivityId = "string",
        limit: u32 = "integer",
    }
}

body! {
    /// The plan of an activity; also its revision.
    pub struct ActivityRequest {
        pub title: Title,
        pub place: PlaceText,
        /// The work, what to bring, and the risks (VS17 art. 12).
        pub plan: Plan,
        /// The body that organises and records the activity.
        pub body: BodyId,
        pub starts_at: UtcMillis,
        pub ends_at: UtcMillis,
        pub capacity: u32,
    }
    pub struct CancelActivityRequest { pub reason: Reason }
    /// A check-in or check-out with the organiser's code, perhaps made long before it is sent. The header
    /// `linli-sent-at` tells how far the phone's clock is off.
    pub struct AttendanceCodeRequest {
        pub code: Code,
        /// The phone's clock when the code was taken.
        pub at: UtcMillis,
    }
    /// One person's presence from the organiser's list. If the person forgot to check out, the time of the check-in
    /// stays unchanged.
    pub struct ListPresenceRequest {
        pub member: MemberId,
        pub checked_in_at: UtcMillis,
        pub checked_out_at: UtcMillis,
        pub reason: Reason,
    }
    /// Service records to confirm, all or none.
    pub struct ConfirmServicesRequest { pub services: Vec<ServiceConfirmation> }
    pub struct ServiceConfirmation {
        pub service: ServiceId,
        /// Fewer minutes than measured, with a reason; by default the measured minutes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub minutes: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<Reason>,
    }
    pub struct RejectServiceRequest { pub reason: Reason }
    pub struct CorrectServiceRequest {
        /// The number of minutes that the ledger should contain from now on; possibly 0.
        pub minutes: u32,
        pub reason: Reason,
    }
}

reply! {
    /// An activity as lists show it, without names of volunteers.
    pub struct ActivityRow {
        pub id: ActivityId,
        pub title: String,
        pub place: String,
        pub body: BodyId,
        pub body_name: String,
        pub starts_at: UtcMillis,
        pub ends_at: UtcMillis,
        pub capacity: u32,
        pub signed_up: u32,
        pub waiting: u32,
        pub cancelled: bool,
    }
    /// An activity as its page shows it.
    pub struct Activity {
        pub row: ActivityRow,
        pub plan: String,
        /// The name of the organising body's leader: an office is public.
        pub leader_name: Option<String>,
        pub check_in_from: UtcMillis,
        pub check_out_until: UtcMillis,
        /// End of the last day on which service must be recorded (M67 art. 11).
        pub record_deadline: UtcMillis,
        /// Whether the deadline is based on published holidays.
        pub deadline_is_firm: bool,
        pub cancelled_reason: Option<String>,
        /// Number of volunteers with confirmed minutes, and the sum of these minutes; public.
        pub confirmed_people: u32,
        pub confirmed_minutes: u32,
        /// The caller's part, when signed in.
        pub mine: Option<OwnParticipation>,
    }
    pub struct OwnParticipation {
        pub place: Option<PlaceState>,
        /// Position on the waiting list, counted from 1.
        pub position: Option<u32>,
        pub service: Option<ServiceView>,
    }
    pub struct ServiceView {
        pub id: ServiceId,
        pub activity: ActivityId,
        pub title: String,
        pub state: ServiceState,
        pub checked_in_at: UtcMillis,
        pub checked_out_at: Option<UtcMillis>,
        /// Minutes by the measured times, before confirmation.
        pub measured_minutes: u32,
        /// Minutes recorded in the ledger.
        pub confirmed_minutes: u32,
        /// The organiser's reason for a rejection or for fewer minutes.
        pub reason: Option<String>,
        pub record_deadline: UtcMillis,
    }
    pub struct ActivityPublished { pub activity: ActivityId }
    pub struct SignedUp {
        pub place: PlaceState,
        pub position: Option<u32>,
    }
    pub struct SignUpWithdrawn {
        /// Number of people who moved up from the waiting list.
        pub moved_up: u32,
    }
    pub struct CheckedIn {
        pub service: ServiceId,
        pub checked_in_at: UtcMillis,
        pub clock_difference_seconds: i64,
    }
    pub struct CheckedOut {
        pub service: ServiceId,
        pub checked_in_at: UtcMillis,
        pub checked_out_at: UtcMillis,
        pub measured_minutes: u32,
        pub clock_difference_seconds: i64,
        pub record_deadline: UtcMillis,
    }
    /// The data from which the organiser's phone shows codes without a network.
    pub struct CheckInKeyReply {
        /// 64 hexadecimal digits.
        pub key: String,
        pub title: String,
        pub valid_from: UtcMillis,
        pub valid_until: UtcMillis,
        /// The server's clock, with which the phone can correct its own.
        pub now: UtcMillis,
    }
    /// Who signed up and when they came, for readers who may see it.
    pub struct Attendance { pub rows: Vec<AttendanceRow> }
    pub struct AttendanceRow {
        pub member: MemberId,
        pub name: String,
        pub phone_masked: String,
        pub place: PlaceState,
        pub position: Option<u32>,
        pub service: Option<ServiceView>,
        pub checked_in_by: Option<PresenceMethod>,
        pub checked_out_by: Option<PresenceMethod>,
        /// How far the phone's clock was from the accepted moment; shown when it is more than two minutes.
        pub clock_difference_seconds: Option<i64>,
        /// How long after the accepted moment the last report arrived: a phone without a network sends late.
        pub delay_seconds: Option<i64>,
        /// Whether it is the caller's own service, which another person must decide.
        pub own: bool,
    }
    pub struct ServicesConfirmed {
        pub count: u32,
        pub minutes: u32,
    }
    pub struct MinutesCorrected {
        pub minutes: u32,
        pub total_minutes: i64,
    }
    /// Services that wait in the office.
    pub struct Tasks { pub tasks: Vec<Task> }
    /// The services of one activity that wait for confirmation.
    pub struct Task {
        pub activity: ActivityId,
        pub title: String,
        pub body_name: String,
        pub ended_at: UtcMillis,
        /// Number of records that can be confirmed now.
        pub finished: u32,
        /// Number of volunteers who have not checked out.
        pub open: u32,
        pub deadline: UtcMillis,
        pub working_days_left: u32,
        pub overdue: bool,
    }
}
