//! The endpoints of members.

use super::{
    AccessEnded, Bodies, BodiesQuery, BodiesReview, BodyCreated, CreateBodyRequest, DeclareRelativeRequest,
    EndSeatRequest, FillSeatRequest, GridRefusal, GridsReview, LeaveRosterRequest, NameGuardianRequest,
    NoteNeedsRequest, RecordRollRequest, RecordedRoll, Refusal, RenameGridRequest, Roll, RollQuery, Roster,
    RosterQuery, SearchRosterRequest, SeatFilled, SeatRefusal, SetSeatContactRequest, SplitGridRequest, SplitOff,
    WithdrawRelativeRequest,
};
use crate::ids::{BodyId, CommunityCode, GridId, MemberId, SeatId};
use crate::sessions::Done;

crate::endpoints! {
    /// The roster, masked. The committee sees all of it, a grid worker only the worker's grid.
    ShowRoster = "members/show-roster" Get "/api/communities/{community}/members" {
        may: SeeRoster, params: (CommunityCode,), query: RosterQuery, reply: Roster, offline: Never
    }
    /// Search the roster, with masked results; who searched for whom is recorded.
    SearchRoster = "members/search-roster" Post "/api/communities/{community}/members/search" {
        kind: Unkeyed, may: SeeRoster, params: (CommunityCode,), query: RosterQuery, body: SearchRosterRequest,
        reply: Roster
    }
    /// Name the guardian of a person under age.
    NameGuardian = "members/name-guardian" Post "/api/communities/{community}/members/{member}/guardian" {
        may: ManageRoster, params: (CommunityCode, MemberId), body: NameGuardianRequest, reply: Done,
        refusals: Refusal[AlreadyLeft, OwnCase, GuardianOfOneself, GuardianUnderAge, OfAge, BirthUnknown],
        dangerous: true
    }
    /// Record the language and size in which papers for a resident are printed.
    NoteNeeds = "members/note-needs" Post "/api/communities/{community}/members/{member}/needs" {
        may: ManageRoster, params: (CommunityCode, MemberId), body: NoteNeedsRequest, reply: Done
    }
    /// Record that somebody moved away or died; seats and sessions end.
    LeaveRoster = "members/leave-roster" Post "/api/communities/{community}/members/{member}/departure" {
        may: ManageRoster, params: (CommunityCode, MemberId), body: LeaveRosterRequest, reply: AccessEnded,
        refusals: Refusal[AlreadyLeft, OwnCase], dangerous: true
    }
    /// Bodies with the holders of their seats.
    ListBodies = "members/list-bodies" Get "/api/communities/{community}/bodies" {
        may: SeePublic, params: (CommunityCode,), reply: Bodies
    }
    /// End a seat before its term.
    EndSeat = "members/end-seat" Post "/api/communities/{community}/seats/{seat}/end" {
        may: ManageRoster, params: (CommunityCode, SeatId), body: EndSeatRequest, reply: AccessEnded,
        refusals: SeatRefusal[OwnCase, SeatAlreadyEnded, TermNotOver, BasisMissing], dangerous: true
    }
    /// Publish the telephone and the hours of the office that a seat gives.
    SetSeatContact = "members/set-seat-contact" Post "/api/communities/{community}/seats/{seat}/contact" {
        may: ManageRoster, params: (CommunityCode, SeatId), body: SetSeatContactRequest, reply: Done,
        refusals: SeatRefusal[SeatAlreadyEnded, PrivatePhone]
    }
    /// Create a body.
    CreateBody = "members/create-body" Post "/api/communities/{community}/bodies" {
        may: ManageRoster, params: (CommunityCode,), body: CreateBodyRequest, reply: BodyCreated,
        refusals: SeatRefusal[BodyExists]
    }
    /// Give a seat to a member.
    FillSeat = "members/fill-seat" Post "/api/communities/{community}/bodies/{body}/seats" {
        may: ManageRoster, params: (CommunityCode, BodyId), body: FillSeatRequest, reply: SeatFilled,
        refusals: SeatRefusal[OwnCase, PostNotOfBody, GridNotFitting, MustBeElected, TermReversed, TermAlreadyOver,
            TermTooLong, HasLeft, UnderAge, NoVacancy, NotTheRestOfTheTerm, OverlappingTerm, PostTaken, BodyFull,
            OnBothSides, NearRelative, KinshipUnknown], dangerous: true
    }
    /// Bodies as the office sees them: how seats were filled, what is vacant, what needs attention.
    ReviewBodies = "members/review-bodies" Get "/api/communities/{community}/bodies/review" {
        may: SeeBodies, params: (CommunityCode,), query: BodiesQuery, reply: BodiesReview
    }
    /// Record that two members are near relatives.
    DeclareRelative = "members/declare-relative" Post "/api/communities/{community}/members/{member}/relatives" {
        may: ManageRoster, params: (CommunityCode, MemberId), body: DeclareRelativeRequest, reply: Done,
        refusals: SeatRefusal[RelativeOfOneself, RelativeAlreadyDeclared]
    }
    /// Withdraw a declaration of near relatives.
    WithdrawRelative = "members/withdraw-relative" Post "/api/communities/{community}/members/{member}/relatives/withdrawal" {
        may: ManageRoster, params: (CommunityCode, MemberId), body: WithdrawRelativeRequest, reply: Done,
        refusals: SeatRefusal[OwnCase, RelativeNotDeclared]
    }
    /// Sizes of the grids, and proposals for splitting grids that are too large.
    ReviewGrids = "members/review-grids" Get "/api/communities/{community}/grids/review" {
        may: SeeBodies, params: (CommunityCode,), reply: GridsReview
    }
    /// Rename a grid.
    RenameGrid = "members/rename-grid" Post "/api/communities/{community}/grids/{grid}/name" {
        may: ManageRoster, params: (CommunityCode, GridId), body: RenameGridRequest, reply: Done,
        refusals: GridRefusal[NameTaken]
    }
    /// Split some buildings of a grid off into a new grid.
    SplitGrid = "members/split-grid" Post "/api/communities/{community}/grids/{grid}/split" {
        may: ManageRoster, params: (CommunityCode, GridId), body: SplitGridRequest, reply: SplitOff,
        refusals: GridRefusal[NameTaken, NothingChosen, NotOfTheGrid, NothingLeft], dangerous: true
    }
    /// Who was entitled on a day: a page of the reconstructed roll.
    ShowRoll = "members/show-roll" Get "/api/communities/{community}/rolls" {
        may: SeeRolls, params: (CommunityCode,), query: RollQuery, reply: Roll,
        refusals: SeatRefusal[DayAhead]
    }
    /// Record a roll as it is reconstructed now.
    RecordRoll = "members/record-roll" Post "/api/communities/{community}/rolls" {
        may: ManageRoster, params: (CommunityCode,), body: RecordRollRequest, reply: RecordedRoll,
        refusals: SeatRefusal[DayAhead, RollAlreadyRecorded]
    }
}
