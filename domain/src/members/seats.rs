//! What goes over the wire about bodies and their seats, other than the public list.

use super::{BodyKind, Day, Duties, EndCause, How, Post};
use crate::communities::CommunityKind;
use crate::ids::{BodyId, GridId, MemberId, SeatId};
use crate::text::{Line, Reason, Title};
use crate::time::UtcMillis;
use crate::{body, limits, query, reply, words};

/// By what somebody is seated: never without one.
pub type SeatBasis = Line<{ limits::REASON_CHARS_MIN }, { limits::BASIS_CHARS_MAX }>;

words! {
    /// A near relative (近亲属; Civil Code, art. 1045), seen from the member.
    pub enum NearKinship {
        Spouse = "spouse",
        Child = "child",
        Parent = "parent",
        Sibling = "sibling",
        Grandchild = "grandchild",
        Grandparent = "grandparent",
    }
}

words! {
    /// What about a body deserves a look. No refusal: elections take their time.
    pub enum BodyWarningCode {
        /// `found` of `least` people.
        TooFew = "too-few",
        /// `found` of at most `most` people.
        TooMany = "too-many",
        /// A committee of an even number may tie.
        EvenNumber = "even-number",
        /// Nobody holds the first post.
        HeadVacant = "head-vacant",
        /// `found` percent of the meeting are representatives, `least` is the rule.
        TooFewRepresentatives = "too-few-representatives",
        /// `found` women where `least` are the rule.
        TooFewWomen = "too-few-women",
        /// Of `found` representatives the sex is not known, so that nobody can tell.
        SexUnknown = "sex-unknown",
        /// `found` households for one representative; `least` to `most` is the rule.
        HouseholdsPerRepresentative = "households-per-representative",
        /// `found` residents' groups have no representative, and the number of households tells no other way.
        GroupsWithoutRepresentative = "groups-without-representative",
        /// `found` terms end within the days of the rule pack.
        TermsRunOut = "terms-run-out",
        /// Of `found` people the birth day is not known.
        BirthUnknown = "birth-unknown",
        /// `found` people face a near relative or themselves across supervision.
        Conflict = "conflict",
    }
}

body! {
    /// A new body.
    pub struct BodyDraft {
        pub kind: BodyKind,
        pub name: Title,
    }
    /// Somebody takes a seat.
    pub struct FillSeat {
        pub member: MemberId,
        pub post: Post,
        /// First and last day of the term.
        pub from: Day,
        pub until: Day,
        pub how: How,
        pub basis: SeatBasis,
        pub duties: Duties,
        /// For grid workers, and for nobody else.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub grid: Option<GridId>,
    }
    /// Two members are near relatives.
    pub struct RelativeDraft {
        pub relative: MemberId,
        pub kinship: NearKinship,
    }
    /// They are not, or not any more.
    pub struct RelativeWithdrawal {
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
        /// Nobody knows whether the member is of age: the seat is marked.
        pub birth_unknown: bool,
        /// What is taken over, when the seat follows another.
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
        /// Seats that were given up before their term was over and that nobody has followed.
        pub vacancies: Vec<Vacancy>,
        pub warnings: Vec<BodyWarning>,
        /// Activities of the body that have not ended: part of every hand-over.
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
        /// Seats from before these records have none.
        pub how: Option<How>,
        pub basis: String,
        pub duties: String,
        pub grid: Option<GridId>,
        pub birth_unknown: bool,
        /// The term ends within the days of the rule pack.
        pub runs_out: bool,
        pub took_over: Option<Handover>,
    }
    pub struct Vacancy {
        pub seat: SeatId,
        pub post: Post,
        /// The day on which the term would have ended: a by-election fills the rest.
        pub until: Day,
        pub handover: Handover,
    }
    /// What somebody leaves to the successor (交接).
    pub struct Handover {
        pub name: String,
        pub cause: Option<EndCause>,
        pub ended_at: UtcMillis,
        /// What the seat was responsible for.
        pub duties: String,
        /// What was written down at the end.
        pub note: String,
    }
    pub struct BodyWarning {
        pub code: BodyWarningCode,
        pub found: u32,
        /// What the rule asks for; 0 where it asks for nothing of that kind.
        pub least: u32,
        pub most: u32,
        /// Whom it is about, where it is about somebody.
        pub names: Vec<String>,
    }
}

impl NearKinship {
    /// The same relationship seen from the other side.
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

impl RelativeDraft {
    /// One order for a pair, so that it is declared once.
    pub fn pair(member: MemberId, relative: MemberId) -> (MemberId, MemberId) {
        if member < relative { (member, relative) } else { (relative, member) }
    }
}
