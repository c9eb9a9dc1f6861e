//! What goes over the wire about bodies and their seats, except the public list.

use super::{BodyKind, Day, Duties, EndCause, OfficePhone, Post, SelectionMethod};
use crate::communities::CommunityKind;
use crate::ids::{BodyId, GridId, MemberId, SeatId};
use crate::text::{Line, Reason, Title};
use crate::time::UtcMillis;
use crate::{body, limits, query, reply, words};

/// The basis of a seat; always required.
pub type SeatBasis = Line<{ limits::REASON_CHARS_MIN }, { limits::BASIS_CHARS_MAX }>;

words! {
    /// A near relative (近亲属; Civil Code, art. 1045), seen from the member.
    pub enum NearKinship: "kinship" {
        Spouse = "spouse",
        Child = "child",
        Parent = "parent",
        Sibling = "sibling",
        Grandchild = "grandchild",
        Grandparent = "grandparent",
    }
}

words! {
    /// A warning about a body. Nothing is refused, because elections take time.
    pub enum BodyWarningCode: "body-warning" {
        /// `found` of `least` people.
        TooFew = "too-few",
        /// `found` of at most `most` people.
        TooMany = "too-many",
        /// A committee with an even number may tie.
        EvenNumber = "even-number",
        /// Nobody holds the first post.
        HeadVacant = "head-vacant",
        /// `found` percent of the meeting are representatives, `least` are required.
        TooFewRepresentatives = "too-few-representatives",
        /// `found` women, `least` are required.
        TooFewWomen = "too-few-women",
        /// The sex of `found` representatives is unknown, so that the share cannot be determined.
        SexUnknown = "sex-unknown",
        /// `found` households for one representative; `least` to `most` are required.
        HouseholdsPerRepresentative = "households-per-representative",
        /// `found` residents' groups have no representative, and the number of households breaks the rule too.
        GroupsWithoutRepresentative = "groups-without-representative",
        /// `found` terms end within the days given by the rule pack.
        TermsRunOut = "terms-run-out",
        /// The birth day of `found` people is unknown.
        BirthUnknown = "birth-unknown",
        /// `found` people supervise, or are supervised by, a near relative or themselves.
        Conflict = "conflict",
    }
}

body! {
    /// A new body.
    pub struct CreateBodyRequest {
        pub kind: BodyKind,
        pub name: Title,
    }
    /// Give a seat to a member.
    pub struct FillSeatRequest {
        pub member: MemberId,
        pub post: Post,
        /// Only for grid workers, who must have one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub grid: Option<GridId>,
        pub how: SelectionMethod,
        /// First and last day of the term.
        pub from: Day,
        pub until: Day,
        pub basis: SeatBasis,
        pub duties: Duties,
    }
    /// Declare that two members are near relatives.
    pub struct DeclareRelativeRequest {
        pub relative: MemberId,
        pub kinship: NearKinship,
    }
    /// Withdraw the declaration: it was wrong, or no longer applies.
    pub struct WithdrawRelativeRequest {
        pub relative: MemberId,
        pub reason: Reason,
    }
}

query! {
    /// All bodies, or one of them.
    pub struct BodiesQuery {
        body: BodyId = "string",
    }
}

reply! {
    pub struct BodyCreated { pub body: BodyId }
    pub struct SeatFilled {
        pub seat: SeatId,
        /// The member's age is unknown: the seat is marked.
        pub birth_unknown: bool,
        /// The hand-over, when the seat follows another.
        pub took_over: Option<Handover>,
    }
    /// Bodies as the office sees them.
    pub struct BodiesReview {
        /// As in [`super::Bodies`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub community: Option<CommunityKind>,
        pub bodies: Vec<BodyReview>,
    }
    pub struct BodyReview {
        pub id: BodyId,
        pub kind: BodyKind,
        pub name: String,
        pub seats: Vec<SeatReview>,
        /// Seats that were given up before the end of their terms and have no successor yet.
        pub vacancies: Vec<Vacancy>,
        pub warnings: Vec<BodyWarning>,
        /// Activities of the body that have not ended; part of every hand-over.
        pub open_activities: u32,
        /// Services at its activities that wait for confirmation.
        pub unconfirmed_services: u32,
    }
    pub struct SeatReview {
        pub id: SeatId,
        pub member: MemberId,
        pub name: String,
        pub post: Post,
        pub from: Day,
        pub until: Day,
        /// Absent for seats from before these records.
        pub how: Option<SelectionMethod>,
        pub basis: String,
        pub duties: String,
        pub grid: Option<GridId>,
        /// The telephone of the office and its hours, which everybody sees.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub phone: Option<OfficePhone>,
        #[serde(default)]
        pub hours: String,
        pub birth_unknown: bool,
        /// The term ends within the days given by the rule pack.
        pub runs_out: bool,
        pub took_over: Option<Handover>,
    }
    pub struct Vacancy {
        pub seat: SeatId,
        pub post: Post,
        /// The planned end of the term: a by-election fills the rest.
        pub until: Day,
        pub handover: Handover,
    }
    /// What a holder leaves to the successor (交接).
    pub struct Handover {
        pub name: String,
        pub cause: Option<EndCause>,
        pub ended_at: UtcMillis,
        /// What the seat was responsible for.
        pub duties: String,
        /// The note written at the end.
        pub note: String,
    }
    pub struct BodyWarning {
        pub code: BodyWarningCode,
        pub found: u32,
        /// The required number; 0 where none is required.
        pub least: u32,
        pub most: u32,
        /// The names of the people concerned, if any.
        pub names: Vec<String>,
    }
}

impl NearKinship {
    /// The same relationship, seen from the other side.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Child => Self::Parent,
            Self::Parent => Self::Child,
            Self::Grandchild => Self::Grandparent,
            Self::Grandparent => Self::Grandchild,
            same => same,
        }
    }
}

impl DeclareRelativeRequest {
    /// The pair in a fixed order, so that it is declared only once.
    pub fn pair(member: MemberId, relative: MemberId) -> (MemberId, MemberId) {
        if member < relative { (member, relative) } else { (relative, member) }
    }
}
