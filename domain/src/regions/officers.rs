//! The rules for people who work for a region (工作人员): a seat (任职) with its post, its term and the document on
//! which it is based.
//!
//! Invariant: a role follows only from a current seat. No officer can fill or end a seat of their own, nor leave the
//! office without a head (负责人).

use crate::access::{Role, ScopedRole};
use crate::limits;
use crate::time::day_text;
use crate::words;
use chrono::{Months, NaiveDate};

words! {
    pub enum OfficerPost: "officer-post" {
        /// 负责人: fills and ends the seats of the region.
        Head = "head",
        /// 工作人员
        Staff = "staff",
    }
}

crate::refusals! {
    /// Why an act on a region's office is refused.
    pub enum Refusal in "regions" {
        /// The operator's key is not that of this installation.
        OperatorKeyWrong = "operator-key-wrong" 403,
        /// No community has been opened below it, so the region is unknown here.
        UnknownRegion = "unknown-region" 422,
        /// The office already has a head, who names the other officers.
        OfficeOpen = "office-open" 409,
        /// Heads cannot give themselves a seat or end their own: another head must do it.
        OwnCase = "own-case" 403 at "phone",
        /// The person with this phone already holds a seat here that has not ended.
        SeatOpen = "seat-open" 409 { until: String } at "phone",
        TermReversed = "term-reversed" 422 at "until",
        TermAlreadyOver = "term-already-over" 422 at "until",
        TermTooLong = "term-too-long" 422 { years_max: u32 } at "until",
        OfficeFull = "office-full" 409 { seats_max: u32 },
        /// The seat was ended before, or its term has ended.
        SeatOver = "seat-over" 409,
        /// Another person must be head first.
        LastHead = "last-head" 409,
    }
}

/// The role of a seat; `None` outside its term. Seats that were ended are not passed in.
pub fn role_of(post: OfficerPost, from: NaiveDate, until: NaiveDate, today: NaiveDate) -> Option<Role> {
    (from <= today && today <= until).then_some(match post {
        OfficerPost::Head => Role::OfficerHead,
        OfficerPost::Staff => Role::Officer,
    })
}

/// The roles that follow from a role of an office. `is_closed`: the second factor is overdue, so that only the
/// officer's own data stays accessible.
pub fn held_roles(role: Role, is_closed: bool) -> Vec<ScopedRole> {
    let of = |role| ScopedRole { role, body: None, grid: None };
    let office = (!is_closed).then(|| of(role));
    [of(Role::Seated)].into_iter().chain(office).collect()
}

/// A seat to be filled.
#[derive(Debug, Clone, Copy)]
pub struct SeatFillingFacts {
    /// The caller is the person who would get the seat.
    pub own: bool,
    /// The last day of a seat that the person holds or will hold.
    pub open_until: Option<NaiveDate>,
    /// Current and future seats of the region.
    pub open_seats: u32,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub today: NaiveDate,
}

pub fn may_fill_seat(filling: &SeatFillingFacts) -> Result<(), Refusal> {
    if filling.own {
        return Err(Refusal::OwnCase);
    }
    term(filling.from, filling.until, filling.today)?;
    if let Some(until) = filling.open_until {
        return Err(Refusal::SeatOpen { until: day_text(until) });
    }
    let seats_max = limits::OFFICERS_PER_REGION_MAX;
    if filling.open_seats >= seats_max { Err(Refusal::OfficeFull { seats_max }) } else { Ok(()) }
}

fn term(from: NaiveDate, until: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if until < from {
        return Err(Refusal::TermReversed);
    }
    if until < today {
        return Err(Refusal::TermAlreadyOver);
    }
    let years_max = limits::OFFICER_SEAT_YEARS_MAX;
    let last = from.checked_add_months(Months::new(years_max * 12));
    if last.is_none_or(|last| until > last) { Err(Refusal::TermTooLong { years_max }) } else { Ok(()) }
}

/// A seat to be ended before its last day.
#[derive(Debug, Clone, Copy)]
pub struct SeatEndingFacts {
    /// The seat belongs to the caller.
    pub own: bool,
    pub post: OfficerPost,
    /// It was ended before, or its last day has passed.
    pub over: bool,
    /// Number of other heads in their term.
    pub other_heads: u32,
}

pub fn may_end_seat(ending: &SeatEndingFacts) -> Result<(), Refusal> {
    if ending.over {
        return Err(Refusal::SeatOver);
    }
    if ending.post == OfficerPost::Head && ending.other_heads == 0 {
        return Err(Refusal::LastHead);
    }
    if ending.own { Err(Refusal::OwnCase) } else { Ok(()) }
}

/// Whether the operator's naming of a head must still be recorded: only where no head has a seat, including after the
/// last term has ended. `open_heads` says for each head whether it is the one named now.
pub fn take_office(open_heads: &[bool]) -> Result<bool, Refusal> {
    match open_heads {
        [] => Ok(true),
        heads if heads.contains(&true) => Ok(false),
        _ => Err(Refusal::OfficeOpen),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_role_follows_from_a_seat_in_its_term() {
        let of = |post, today| role_of(post, day("2026-03-01"), day("2027-02-28"), day(today));
        for (post, today, role) in [
            (OfficerPost::Head, "2026-02-28", None),
            (OfficerPost::Head, "2026-03-01", Some(Role::OfficerHead)),
            (OfficerPost::Staff, "2026-03-01", Some(Role::Officer)),
            (OfficerPost::Staff, "2027-02-28", Some(Role::Officer)),
            (OfficerPost::Head, "2027-03-01", None),
        ] {
            assert_eq!(of(post, today), role, "{post} {today}");
        }
    }

    #[test]
    fn an_office_closes_and_what_is_ones_own_stays() {
        let roles = |role, is_closed| held_roles(role, is_closed).iter().map(|held| held.role).collect::<Vec<_>>();
        assert_eq!(roles(Role::OfficerHead, false), [Role::Seated, Role::OfficerHead]);
        assert_eq!(roles(Role::Officer, false), [Role::Seated, Role::Officer]);
        assert_eq!(roles(Role::OfficerHead, true), [Role::Seated]);
    }

    #[test]
    fn who_may_take_a_seat() {
        let fits = SeatFillingFacts {
            own: false,
            open_until: None,
            open_seats: 0,
            from: day("2026-11-20"),
            until: day("2028-11-19"),
            today: day("2026-11-20"),
        };
        let seats_max = limits::OFFICERS_PER_REGION_MAX;
        let leap = SeatFillingFacts { from: day("2028-02-29"), ..fits };
        for (what, filling, expect) in [
            ("fits", fits, Ok(())),
            ("oneself", SeatFillingFacts { own: true, ..fits }, Err(Refusal::OwnCase)),
            ("one day", SeatFillingFacts { until: fits.from, ..fits }, Ok(())),
            ("reversed", SeatFillingFacts { until: day("2026-11-19"), ..fits }, Err(Refusal::TermReversed)),
            ("began before", SeatFillingFacts { from: day("2025-01-01"), ..fits }, Ok(())),
            ("to come", SeatFillingFacts { from: day("2027-01-01"), ..fits }, Ok(())),
            (
                "over yesterday",
                SeatFillingFacts { from: day("2025-01-01"), until: day("2026-11-19"), ..fits },
                Err(Refusal::TermAlreadyOver),
            ),
            ("ten years", SeatFillingFacts { until: day("2036-11-20"), ..fits }, Ok(())),
            (
                "a day more",
                SeatFillingFacts { until: day("2036-11-21"), ..fits },
                Err(Refusal::TermTooLong { years_max: 10 }),
            ),
            ("ten years from a leap day", SeatFillingFacts { until: day("2038-02-28"), ..leap }, Ok(())),
            (
                "a day more than that",
                SeatFillingFacts { until: day("2038-03-01"), ..leap },
                Err(Refusal::TermTooLong { years_max: 10 }),
            ),
            (
                "sits already",
                SeatFillingFacts { open_until: Some(day("2027-01-31")), ..fits },
                Err(Refusal::SeatOpen { until: "2027-01-31".to_owned() }),
            ),
            ("the last place", SeatFillingFacts { open_seats: seats_max - 1, ..fits }, Ok(())),
            ("no place", SeatFillingFacts { open_seats: seats_max, ..fits }, Err(Refusal::OfficeFull { seats_max })),
        ] {
            assert_eq!(may_fill_seat(&filling), expect, "{what}");
        }
    }

    #[test]
    fn who_may_end_a_seat() {
        let fits = SeatEndingFacts { own: false, post: OfficerPost::Head, over: false, other_heads: 1 };
        for (what, ending, expect) in [
            ("another head's", fits, Ok(())),
            ("staff", SeatEndingFacts { post: OfficerPost::Staff, ..fits }, Ok(())),
            (
                "staff beside no other head",
                SeatEndingFacts { post: OfficerPost::Staff, other_heads: 0, ..fits },
                Ok(()),
            ),
            ("over", SeatEndingFacts { over: true, ..fits }, Err(Refusal::SeatOver)),
            ("the last head's", SeatEndingFacts { other_heads: 0, own: true, ..fits }, Err(Refusal::LastHead)),
            ("their own", SeatEndingFacts { own: true, ..fits }, Err(Refusal::OwnCase)),
            ("their own and over", SeatEndingFacts { own: true, over: true, ..fits }, Err(Refusal::SeatOver)),
        ] {
            assert_eq!(may_end_seat(&ending), expect, "{what}");
        }
    }

    #[test]
    fn the_operator_names_a_head_where_there_is_none() {
        for (heads, expect) in [
            (&[][..], Ok(true)),
            (&[true], Ok(false)),
            (&[false, true], Ok(false)),
            (&[false], Err(Refusal::OfficeOpen)),
        ] {
            assert_eq!(take_office(heads), expect, "{heads:?}");
        }
    }
}
