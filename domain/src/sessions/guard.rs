//! What a session of an office holder must prove (`rules.md` §9, GB/T 22239-2019: two factors, time-out of sessions).
//!
//! Invariant: nobody is asked for a factor they have not enrolled; who holds an office has fourteen days to enrol, and
//! then the office is closed until it is done. Whatever belongs to a resident stays open.

use crate::access::Role;
use crate::limits;
use crate::time::{DAY, HOUR, UtcMillis, start_of};
use chrono::NaiveDate;

/// Roles that see other people's data or decide: they need the second factor and have shorter sessions. A team's
/// leader sees the own team only.
pub fn is_staff(role: Role) -> bool {
    match role {
        Role::Committee
        | Role::Supervisor
        | Role::GridWorker
        | Role::PartyCommittee
        | Role::Seated
        | Role::Officer
        | Role::OfficerHead => true,
        Role::Guest | Role::Resident | Role::Organiser | Role::PartyMember | Role::Representative | Role::Adviser => {
            false
        }
    }
}

/// Until when whoever holds a seat must have enrolled: fourteen days from the seat's start, or from the day on which
/// the community or the region got the second factor, whichever is later.
pub fn factor_due(seat_from: NaiveDate, introduced_at: UtcMillis) -> UtcMillis {
    start_of(seat_from).max(introduced_at).plus(limits::FACTOR_ENROL_DAYS * DAY)
}

/// Whether a session has rested too long: half a day for staff. Others' end by their date alone.
pub fn is_idle(staff: bool, last_seen_at: UtcMillis, now: UtcMillis) -> bool {
    staff && now.since(last_seen_at) >= limits::STAFF_IDLE_HOURS * HOUR
}

/// What is known of a session's second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proof {
    pub enrolled: bool,
    /// When this session last proved it.
    pub proved_at: Option<UtcMillis>,
}

/// Whether a dangerous act must wait for a fresh proof.
pub fn needs_step_up(dangerous: bool, proof: Proof, now: UtcMillis) -> bool {
    let fresh = proof.proved_at.is_some_and(|at| now.since(at) < limits::STEP_UP_MILLIS);
    dangerous && proof.enrolled && !fresh
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::MINUTE;

    #[test]
    fn fourteen_days_to_enrol() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let introduced = start_of(day("2026-12-01"));
        for (seat_from, due) in
            [("2024-01-01", "2026-12-15"), ("2026-12-01", "2026-12-15"), ("2027-03-01", "2027-03-15")]
        {
            assert_eq!(factor_due(day(seat_from), introduced), start_of(day(due)), "{seat_from}");
        }
    }

    #[test]
    fn office_holders_have_shorter_sessions() {
        let seen = UtcMillis(1_000_000);
        for (staff, after, idle) in
            [(true, 12 * HOUR - 1, false), (true, 12 * HOUR, true), (false, 12 * HOUR, false), (false, 29 * DAY, false)]
        {
            assert_eq!(is_idle(staff, seen, seen.plus(after)), idle, "{staff} {after}");
        }
        let staff: Vec<&str> = Role::ALL.iter().filter(|role| is_staff(**role)).map(|role| role.as_str()).collect();
        let expect = ["grid-worker", "committee", "supervisor", "party-committee", "seated", "officer", "officer-head"];
        assert_eq!(staff, expect);
    }

    #[test]
    fn dangerous_acts_need_a_fresh_proof_of_who_has_a_factor() {
        let now = UtcMillis(100 * HOUR);
        let proof = |enrolled, ago: Option<i64>| Proof { enrolled, proved_at: ago.map(|ago| now.plus(-ago)) };
        for (name, dangerous, proof, needed) in [
            ("harmless", false, proof(true, None), false),
            ("no factor", true, proof(false, None), false),
            ("never proved", true, proof(true, None), true),
            ("just proved", true, proof(true, Some(0)), false),
            ("a moment before a quarter of an hour", true, proof(true, Some(15 * MINUTE - 1)), false),
            ("a quarter of an hour ago", true, proof(true, Some(15 * MINUTE)), true),
        ] {
            assert_eq!(needs_step_up(dangerous, proof, now), needed, "{name}");
        }
    }
}
