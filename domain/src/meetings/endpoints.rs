//! The endpoints of meetings.

use super::{
    AddRecordsRequest, AdoptMinutesRequest, AnnounceMeetingRequest, AnswerInvitationRequest, CancelMeetingRequest,
    CheckedInAtMeeting, CloseMeetingRequest, GuestInvited, InviteGuestRequest, ListVotersRequest, LiveMeeting, Meeting,
    MeetingAnnounced, MeetingAttendance, MeetingClosed, MeetingMinutes, MeetingOpened, MeetingQuery, MeetingRevised,
    MeetingRoll, MeetingRow, MeetingSuggestion, MinutesAdopted, MinutesQuery, MinutesWritten, NameProxyRequest,
    OutcomesRecorded, PresenceWithdrawn, ProxyRow, RecordOutcomesRequest, Refusal, ReviseMeetingRequest,
    SuggestionQuery, VoterQuery, VotersListed, WithdrawPresenceRequest, WithdrawProxyRequest, WriteMinutesRequest,
};
use crate::archive::CaptionedFilesRequest;
use crate::contract::Page;
use crate::ids::{CommunityCode, MeetingId, VoterId};
use crate::sessions::Done;
use crate::volunteering::{AttendanceCodeRequest, CheckInKeyReply};

crate::endpoints! {
    /// Meetings, page by page.
    ListMeetings = "meetings/list-meetings" Get "/api/communities/{community}/meetings" {
        may: SeePublic, params: (CommunityCode,), query: MeetingQuery, reply: Page<MeetingRow, MeetingId>
    }
    /// Announce a meeting: the roll is frozen, and everybody on it is told.
    AnnounceMeeting = "meetings/announce-meeting" Post "/api/communities/{community}/meetings" {
        may: ManageMeeting, params: (CommunityCode,), body: AnnounceMeetingRequest, reply: MeetingAnnounced,
        refusals: Refusal[ElectorateDoesNotFit, GroupDoesNotFit, AboutIncomplete, AgendaOutOfRange, TooMany,
            HearingIncomplete, SeatsOutOfRange, CaseNotFitting, NoUrgentNotice, NoticeTooShort, StartsTooFarAhead, SamePerson,
            NotAResident, RollEmpty]
            and crate::archive::Refusal[NoSuchFile]
    }
    /// What the announcement of a meeting may begin with: the earliest time, and the last meeting of its form.
    ShowMeetingSuggestion = "meetings/show-meeting-suggestion" Get "/api/communities/{community}/meeting-suggestion" {
        may: ManageMeeting, params: (CommunityCode,), query: SuggestionQuery, reply: MeetingSuggestion
    }
    /// One meeting, with the caller's own part in it.
    ShowMeeting = "meetings/show-meeting" Get "/api/communities/{community}/meetings/{meeting}" {
        may: SeePublic, params: (CommunityCode, MeetingId), reply: Meeting
    }
    /// The counts of a meeting and of its ballots; over a WebSocket, sent again whenever they change.
    FollowMeeting = "meetings/follow-meeting" Get "/api/communities/{community}/meetings/{meeting}/live" {
        may: SeePublic, params: (CommunityCode, MeetingId), reply: LiveMeeting,
        carries: Live(&["meetings", "ballots"])
    }
    /// Set another place, a later time or other officers; everybody on the roll is notified.
    ReviseMeeting = "meetings/revise-meeting" Post "/api/communities/{community}/meetings/{meeting}/revision" {
        may: ManageMeeting, params: (CommunityCode, MeetingId), body: ReviseMeetingRequest, reply: MeetingRevised,
        refusals: Refusal[StartsTooFarAhead, SamePerson, NotAResident, AlreadyOpen, AlreadyClosed, IsCancelled,
            NothingRevised, OnlyLater]
    }
    /// Cancel a meeting before it opens; everybody on the roll is notified, with the reason.
    CancelMeeting = "meetings/cancel-meeting" Post "/api/communities/{community}/meetings/{meeting}/cancellation" {
        may: ManageMeeting, params: (CommunityCode, MeetingId), body: CancelMeetingRequest, reply: MeetingRevised,
        refusals: Refusal[AlreadyOpen, AlreadyClosed, IsCancelled]
    }
    /// Invite a guest without a vote.
    InviteGuest = "meetings/invite-guest" Post "/api/communities/{community}/meetings/{meeting}/guests" {
        may: ManageMeeting, params: (CommunityCode, MeetingId), body: InviteGuestRequest, reply: GuestInvited,
        refusals: Refusal[TooMany, AlreadyClosed, IsCancelled]
    }
    /// Say whether one will come, until the meeting opens. It is neither an attendance nor a vote.
    AnswerInvitation = "meetings/answer-invitation" Post "/api/communities/{community}/meetings/{meeting}/answers" {
        may: AttendMeeting, params: (CommunityCode, MeetingId), body: AnswerInvitationRequest, reply: Done,
        refusals: Refusal[AlreadyOpen, AlreadyClosed, IsCancelled, NotOnRoll, Struck, SpeakerDoesNotFit], assisted: true
    }
    /// Enter a written mandate.
    NameProxy = "meetings/name-proxy" Post "/api/communities/{community}/meetings/{meeting}/proxies" {
        may: ManageMeeting, params: (CommunityCode, MeetingId), body: NameProxyRequest, reply: Done,
        refusals: Refusal[SamePerson, AlreadyOpen, AlreadyClosed, IsCancelled, NotOnRoll, Struck, ProxiesNotAllowed,
            MandateGiven, MandatesFull, MandateChain]
    }
    /// Withdraw a mandate of a principal.
    WithdrawProxy = "meetings/withdraw-proxy" Post "/api/communities/{community}/meetings/{meeting}/proxies/withdrawal" {
        may: ManageMeeting, params: (CommunityCode, MeetingId), body: WithdrawProxyRequest, reply: Done,
        refusals: Refusal[AlreadyOpen, AlreadyClosed, IsCancelled, NoSuchMandate]
    }
    /// The list of mandates; it is public.
    ListProxies = "meetings/list-proxies" Get "/api/communities/{community}/meetings/{meeting}/proxies" {
        may: SeePublic, params: (CommunityCode, MeetingId), query: VoterQuery, reply: Page<ProxyRow, VoterId>
    }
    /// Open the meeting, as its chair. Voters who have lost their right to vote are removed from the roll.
    OpenMeeting = "meetings/open-meeting" Post "/api/communities/{community}/meetings/{meeting}/opening" {
        may: ChairMeeting, params: (CommunityCode, MeetingId), reply: MeetingOpened,
        refusals: Refusal[AlreadyOpen, AlreadyClosed, IsCancelled, TooEarlyToOpen, TooLateToOpen, NobodyEntitled]
    }
    /// Close the meeting, as its chair; attendance is final from then on.
    CloseMeeting = "meetings/close-meeting" Post "/api/communities/{community}/meetings/{meeting}/closing" {
        may: ChairMeeting, params: (CommunityCode, MeetingId), body: CloseMeetingRequest, reply: MeetingClosed,
        refusals: Refusal[SeatsOutOfRange, AlreadyClosed, IsCancelled, NotOpenYet, BallotsOpen]
    }
    /// Check in with the code on the screen, now or from the phone's queue.
    CheckInAtMeeting = "meetings/check-in" Post "/api/communities/{community}/meetings/{meeting}/check-ins" {
        may: AttendMeeting, params: (CommunityCode, MeetingId), body: AttendanceCodeRequest,
        reply: CheckedInAtMeeting,
        refusals: Refusal[AlreadyClosed, IsCancelled, NotOpenYet, NotOnRoll, Struck, AlreadyPresent, CodeNotValid,
            TooManyWrongCodes, SpeakerDoesNotFit], assisted: true
    }
    /// Enter voters from the paper list.
    ListVoters = "meetings/list-voters" Post "/api/communities/{community}/meetings/{meeting}/attendance" {
        may: KeepAttendance, params: (CommunityCode, MeetingId), body: ListVotersRequest, reply: VotersListed,
        refusals: Refusal[TooMany, AlreadyClosed, IsCancelled, NotOpenYet, NotOnRoll, Struck, SpeakerDoesNotFit]
    }
    /// Withdraw a wrong entry of the paper list, while the meeting is open.
    WithdrawPresence = "meetings/withdraw-presence" Post "/api/communities/{community}/meetings/{meeting}/attendance/withdrawal" {
        may: KeepAttendance, params: (CommunityCode, MeetingId), body: WithdrawPresenceRequest,
        reply: PresenceWithdrawn,
        refusals: Refusal[AlreadyClosed, IsCancelled, NotOpenYet, NotPresent, PresenceProved, VoteUsed, BallotsOpen]
    }
    /// The key from which the screen of the meeting makes the codes.
    ShowMeetingKey = "meetings/show-meeting-key" Get "/api/communities/{community}/meetings/{meeting}/check-in-key" {
        may: KeepAttendance, params: (CommunityCode, MeetingId), reply: CheckInKeyReply,
        refusals: Refusal[AlreadyClosed, IsCancelled, NotOpenYet], offline: Never
    }
    /// Who is present, with names.
    ShowMeetingAttendance = "meetings/show-attendance" Get "/api/communities/{community}/meetings/{meeting}/attendance" {
        may: SeeMeetingRoll, params: (CommunityCode, MeetingId), query: VoterQuery, reply: MeetingAttendance
    }
    /// The frozen roll, with names.
    ShowMeetingRoll = "meetings/show-meeting-roll" Get "/api/communities/{community}/meetings/{meeting}/roll" {
        may: SeeMeetingRoll, params: (CommunityCode, MeetingId), query: VoterQuery, reply: MeetingRoll
    }
    /// Add materials before the meeting; each carries the time at which it was added.
    AddMaterials = "meetings/add-materials" Post "/api/communities/{community}/meetings/{meeting}/materials" {
        may: ManageMeeting, params: (CommunityCode, MeetingId), body: CaptionedFilesRequest, reply: Done,
        refusals: Refusal[AlreadyOpen, AlreadyClosed, IsCancelled]
            and crate::archive::Refusal[NoSuchFile, TooManyAttached]
    }
    /// Add photos or the signature sheet, as chair or as recorder.
    AddRecords = "meetings/add-records" Post "/api/communities/{community}/meetings/{meeting}/records" {
        may: WriteMinutes, params: (CommunityCode, MeetingId), body: AddRecordsRequest, reply: Done,
        refusals: Refusal[IsCancelled, NotOpenYet, TooLateForRecords]
            and crate::archive::Refusal[NoSuchFile, TooManyAttached, AttachedOtherwise, PictureNeeded]
    }
    /// Write a new version of the minutes.
    WriteMinutes = "meetings/write-minutes" Post "/api/communities/{community}/meetings/{meeting}/minutes" {
        may: WriteMinutes, params: (CommunityCode, MeetingId), body: WriteMinutesRequest, reply: MinutesWritten,
        refusals: Refusal[TooMany, IsCancelled, NotOpenYet, SectionsDoNotFit, MinutesTooLong, MinutesEmpty,
            MinutesMovedOn, MinutesAdopted]
    }
    /// Sign the newest version of the minutes, as chair or as teller.
    AdoptMinutes = "meetings/adopt-minutes" Post "/api/communities/{community}/meetings/{meeting}/minutes/adoption" {
        may: WriteMinutes, params: (CommunityCode, MeetingId), body: AdoptMinutesRequest, reply: MinutesAdopted,
        refusals: Refusal[IsCancelled, NotClosedYet, NobodyCame, MinutesMovedOn, MinutesAdopted, MinutesMissing,
            AlreadySigned]
    }
    /// Record the outcomes of a consultative meeting; everybody who attended gets a notice.
    RecordOutcomes = "meetings/record-outcomes" Post "/api/communities/{community}/meetings/{meeting}/outcomes" {
        may: ManageMeeting, params: (CommunityCode, MeetingId), body: RecordOutcomesRequest, reply: OutcomesRecorded,
        refusals: Refusal[TooMany, IsCancelled, NotClosedYet, DecidesByVote, MinutesNotAdopted, OutcomesIncomplete,
            OutcomeReasonMissing, OutcomesMovedOn]
    }
    /// One version of the minutes.
    ShowMinutes = "meetings/show-minutes" Get "/api/communities/{community}/meetings/{meeting}/minutes" {
        may: SeeMinutes, params: (CommunityCode, MeetingId), query: MinutesQuery, reply: MeetingMinutes
    }
}
