//! Taking a seat (任职): who may hold which post, for how long and by which procedure.
//!
//! Invariant: nobody seats themselves. A supervisor neither sits on a supervised body nor is a near relative of anybody
//! there, whichever of the two seats comes first and under whatever record (RC25 art. 36; VC25 art. 37).

use super::{
    BodyKind, BodyRules, EndCause, EndSeatRequest, FillSeatRequest, Kinship, Post, SeatRefusal, SelectionMethod,
    is_adult,
};
use crate::ids::{HouseholdId, MemberId};
use crate::limits;
use crate::time::day_text;
use chrono::{Months, NaiveDate};

/// One record of the roster, with the data that shows whether two records are one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub member: MemberId,
    pub name: String,
    pub household: HouseholdId,
    pub kinship: Option<Kinship>,
    /// The keyed hash of the identity number, as text.
    pub identity: Option<String>,
    pub phone: Option<String>,
    /// Has left the roster: household and phone then no longer count.
    pub left: bool,
}

impl Record {
    /// Whether both records are of one person: the same record, the same identity number, or the same phone. People who
    /// share a phone count as one; this affects spouses at most, who are barred anyway.
    pub fn is(&self, other: &Self) -> bool {
        let both = |one: &Option<String>, two: &Option<String>| one.is_some() && one == two;
        self.member == other.member
            || both(&self.identity, &other.identity)
            || (!self.left && !other.left && both(&self.phone, &other.phone))
    }
}

/// The holder of a seat of the body that has not ended and whose term overlaps the wanted one.
#[derive(Debug, Clone)]
pub struct Holder {
    pub record: Record,
    pub post: Post,
    pub until: NaiveDate,
}

/// A seat that was given up before the end of its term and has no successor yet.
#[derive(Debug, Clone, Copy)]
pub struct VacantSeat {
    pub ended: NaiveDate,
    pub until: NaiveDate,
}

/// Whether a new seat takes over from a previous one. By-elections and co-options do; otherwise only a post of which
/// there is one, because the predecessor of a newly elected member among many is unknown.
pub fn takes_over(how: SelectionMethod, post: Post) -> bool {
    let many = matches!(post, Post::Member | Post::Representative | Post::TeamMember | Post::PartyMember);
    matches!(how, SelectionMethod::ByElected | SelectionMethod::CoOpted) || !many
}

/// The facts that the rule needs.
#[derive(Debug, Clone)]
pub struct SeatingFacts<'a> {
    pub kind: BodyKind,
    pub wanted: &'a FillSeatRequest,
    pub today: NaiveDate,
    /// Records of the person who enters the seat.
    pub caller: &'a [Record],
    /// Records of the person who is to have it; the first is the named one.
    pub candidate: &'a [Record],
    pub born: Option<NaiveDate>,
    pub holders: &'a [Holder],
    /// Records of all people on the other side whose terms overlap.
    pub across: &'a [Record],
    /// Declared near relatives of the candidate's records.
    pub relatives: &'a [(MemberId, MemberId)],
    pub vacant: &'a [VacantSeat],
}

/// The side of supervision to which a seat belongs (监督与被监督).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// One of the two committees (两委).
    Governs,
    Supervises,
}

impl Side {
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Governs => Self::Supervises,
            Self::Supervises => Self::Governs,
        }
    }
}

/// Ordinary members of the party branch are not on a committee; its secretary, deputies and committee members are.
pub fn side_of(kind: BodyKind, post: Post) -> Option<Side> {
    match (kind, post) {
        (BodyKind::ResidentsCommittee, _)
        | (BodyKind::PartyBranch, Post::Secretary | Post::DeputySecretary | Post::Member) => Some(Side::Governs),
        (BodyKind::SupervisionCommittee, _) => Some(Side::Supervises),
        _ => None,
    }
}

/// Whether the seat may be filled. Returns whether the birth day is unknown: the seat is then valid but marked until
/// somebody has checked the identity card.
pub fn may_fill_seat(seating: &SeatingFacts<'_>) -> Result<bool, SeatRefusal> {
    post_and_grid(seating)?;
    term(seating)?;
    if seating.candidate.first().is_none_or(|named| named.left) {
        return Err(SeatRefusal::HasLeft);
    }
    if seating.caller.iter().any(|caller| seating.candidate.iter().any(|record| record.is(caller))) {
        return Err(SeatRefusal::OwnCase);
    }
    // RC25 art. 16. Volunteers may be younger.
    let needs_age = seating.wanted.post != Post::TeamMember;
    if needs_age && seating.born.is_some_and(|born| !is_adult(born, seating.wanted.from.date())) {
        return Err(SeatRefusal::UnderAge { years: limits::ADULT_YEARS });
    }
    by_election(seating)?;
    beside_others(seating)?;
    if side_of(seating.kind, seating.wanted.post).is_some() {
        across(seating.candidate, seating.across, seating.relatives)?;
    }
    Ok(needs_age && seating.born.is_none())
}

fn post_and_grid(seating: &SeatingFacts<'_>) -> Result<(), SeatRefusal> {
    let (kind, wanted) = (seating.kind, seating.wanted);
    if !kind.posts().contains(&wanted.post) {
        return Err(SeatRefusal::PostNotOfBody);
    }
    if (wanted.post == Post::GridWorker) != wanted.grid.is_some() {
        return Err(SeatRefusal::GridNotFitting);
    }
    // Committee members belong to the representatives' meeting by office (RC25 art. 28; VC25 art. 29).
    let by_office = kind == BodyKind::RepresentativesMeeting && wanted.post == Post::Member;
    let elected = matches!(wanted.how, SelectionMethod::Elected | SelectionMethod::ByElected);
    if kind.is_elected() && !by_office && !elected { Err(SeatRefusal::MustBeElected) } else { Ok(()) }
}

fn term(seating: &SeatingFacts<'_>) -> Result<(), SeatRefusal> {
    let (from, until) = (seating.wanted.from.date(), seating.wanted.until.date());
    if until < from {
        return Err(SeatRefusal::TermReversed);
    }
    if until < seating.today {
        return Err(SeatRefusal::TermAlreadyOver);
    }
    let years_max =
        if seating.wanted.post.has_term() { BodyRules::current().term_years_max } else { limits::SEAT_YEARS_MAX };
    let last = from.checked_add_months(Months::new(years_max * 12));
    if last.is_none_or(|last| until > last) { Err(SeatRefusal::TermTooLong { years_max }) } else { Ok(()) }
}

/// A by-election fills the rest of a term, from the vacancy to the planned end of that term.
fn by_election(seating: &SeatingFacts<'_>) -> Result<(), SeatRefusal> {
    if seating.wanted.how != SelectionMethod::ByElected {
        return Ok(());
    }
    let (from, until) = (seating.wanted.from.date(), seating.wanted.until.date());
    let open = seating.vacant.iter().filter(|vacant| vacant.ended <= from && vacant.until >= seating.today);
    match open.clone().map(|vacant| vacant.until).max() {
        None => Err(SeatRefusal::NoVacancy),
        Some(_) if open.clone().any(|vacant| vacant.until == until) => Ok(()),
        Some(rest) => Err(SeatRefusal::NotTheRestOfTheTerm { until: day_text(rest) }),
    }
}

fn beside_others(seating: &SeatingFacts<'_>) -> Result<(), SeatRefusal> {
    let (kind, post) = (seating.kind, seating.wanted.post);
    let one_seat_each = matches!(kind, BodyKind::ResidentsCommittee | BodyKind::SupervisionCommittee);
    for holder in seating.holders {
        let same_person = seating.candidate.iter().any(|record| record.is(&holder.record));
        if same_person && (one_seat_each || holder.post == post) {
            return Err(SeatRefusal::OverlappingTerm { until: day_text(holder.until) });
        }
    }
    if let Some(holder) = seating.holders.iter().find(|holder| post.is_single() && holder.post == post) {
        return Err(SeatRefusal::PostTaken { until: day_text(holder.until) });
    }
    let most = BodyRules::current().supervision_committee_max;
    if kind == BodyKind::SupervisionCommittee && seating.holders.len() >= most as usize {
        return Err(SeatRefusal::BodyFull { most });
    }
    Ok(())
}

/// Nobody supervises themselves or near relatives. An unknown kinship within one household is refused, until the
/// committee has recorded it.
fn across(candidate: &[Record], across: &[Record], relatives: &[(MemberId, MemberId)]) -> Result<(), SeatRefusal> {
    for other in across {
        let name = || other.name.clone();
        if candidate.iter().any(|record| record.is(other)) {
            return Err(SeatRefusal::OnBothSides { name: name() });
        }
        let declared = |record: &Record| {
            relatives.iter().any(|(one, two)| {
                (*one == record.member && *two == other.member) || (*two == record.member && *one == other.member)
            })
        };
        if candidate.iter().any(declared) {
            return Err(SeatRefusal::NearRelative { name: name() });
        }
        let mut housemates = candidate.iter().filter(|record| !record.left && !other.left);
        if let Some(record) = housemates.find(|record| record.household == other.household) {
            match (record.kinship, other.kinship) {
                (Some(one), Some(two)) if one.is_near() && two.is_near() => {
                    return Err(SeatRefusal::NearRelative { name: name() });
                }
                (Some(_), Some(_)) => {}
                _ => return Err(SeatRefusal::KinshipUnknown { name: name() }),
            }
        }
    }
    Ok(())
}

/// Names on one side that conflict with somebody on the other: a later marriage or move can cause this.
pub fn find_conflicts(
    one_side: &[Record],
    other_side: &[Record],
    relatives: &[(MemberId, MemberId)],
) -> Vec<(MemberId, String)> {
    let mut found: Vec<(MemberId, String)> = vec![];
    for record in one_side.iter().filter(|record| !record.left) {
        let clash = across(core::slice::from_ref(record), other_side, relatives);
        let proven = matches!(clash, Err(SeatRefusal::OnBothSides { .. } | SeatRefusal::NearRelative { .. }));
        if proven && found.iter().all(|(member, _)| *member != record.member) {
            found.push((record.member, record.name.clone()));
        }
    }
    found
}

/// Whether the caller may end the seat for this cause.
pub fn end_seat(
    ended: bool,
    own: bool,
    until: NaiveDate,
    today: NaiveDate,
    end: &EndSeatRequest,
) -> Result<(), SeatRefusal> {
    if own {
        return Err(SeatRefusal::OwnCase);
    }
    if ended {
        return Err(SeatRefusal::SeatAlreadyEnded);
    }
    if end.cause == EndCause::TermOver && until >= today {
        return Err(SeatRefusal::TermNotOver { until: day_text(until) });
    }
    // Only residents can recall the people whom they elected (RC25 art. 20): the meeting must be named.
    if end.cause == EndCause::Recalled && end.basis.as_str().is_empty() {
        return Err(SeatRefusal::BasisMissing);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
