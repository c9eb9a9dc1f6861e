//! What a session of an office holder must prove (`rules.md` §9, GB/T 22239-2019: two factors, time-out of sessions).
//!
//! Invariant: nobody is asked for a factor that they have not enrolled; an office holder has fourteen days to enrol,
//! and then the office is closed until it is done. What belongs to a resident stays accessible.

use crate::access::Role;
use crate::limits;
use crate::time::{DAY, HOUR, UtcMillis, start_of};
use chrono::NaiveDate;

/// Roles that see other people's data or decide: they need the second factor and have shorter sessions. Leaders of a
/// team see only their team.
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

/// Until when the holder of a seat must have enrolled: fourteen days from the start of the seat, or from the day on
/// which the community or the region introduced the second factor, whichever is later.
pub fn factor_due(seat_from: NaiveDate, introduced_at: UtcMillis) -> UtcMillis {
    start_of(seat_from).max(introduced_at).plus(limits::FACTOR_ENROL_DAYS * DAY)
}

/// Whether a session was unused for too long: half a day for staff. Other sessions end only at their expiry. A session
/// last seen by a clock that was set back since counts as unused.
pub fn is_idle(staff: bool, last_seen_at: UtcMillis, now: UtcMillis) -> bool {
    staff && !now.is_within(last_seen_at, limits::STAFF_IDLE_HOURS * HOUR)
}

/// What is known about a session's second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FactorProof {
    pub enrolled: bool,
    /// When this session last proved it.
    pub proved_at: Option<UtcMillis>,
}

/// The factors that a person has in addition to the phone, and which of them this session proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Factors {
    /// A code of an authenticator app is required at every sign-in.
    pub app: bool,
    /// At least one passkey; a person who signs in by a code is not asked for it.
    pub passkey: bool,
    /// Holds an office that needs two factors.
    pub staff: bool,
    /// When this session last proved either factor.
    pub proved_at: Option<UtcMillis>,
}

impl Factors {
    /// Whether the duty of an office holder is met. A passkey meets it because it is two factors in one: possession of
    /// the device, and the fingerprint or PIN that the device verified (GB/T 22239-2019, 8.1.4.1 d). But only a session
    /// that proved the passkey counts: a code alone is one factor, even if the person owns a passkey.
    pub fn meet_duty(self) -> bool {
        self.app || (self.passkey && self.proved_at.is_some())
    }

    /// The proof that a dangerous act requires. An office holder's passkey counts like an app's code; otherwise a
    /// person who controls the phone number could add a passkey and enter the office with it. A resident without an
    /// office may have signed in by a code alone after losing the device: only a session that proved the passkey is
    /// asked for it again.
    pub fn proof(self) -> FactorProof {
        let asked = self.passkey && (self.staff || self.proved_at.is_some());
        FactorProof { enrolled: self.app || asked, proved_at: self.proved_at }
    }
}

/// Whether a dangerous act must wait for a recent proof.
pub fn needs_step_up(dangerous: bool, proof: FactorProof, now: UtcMillis) -> bool {
    let fresh = proof.proved_at.is_some_and(|at| now.is_within(at, limits::STEP_UP_MILLIS));
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
        for (staff, after, idle) in [
            (true, 12 * HOUR - 1, false),
            (true, 12 * HOUR, true),
            (false, 12 * HOUR, false),
            (false, 29 * DAY, false),
            (true, -DAY, true),
            (false, -DAY, false),
        ] {
            assert_eq!(is_idle(staff, seen, seen.plus(after)), idle, "{staff} {after}");
        }
        let staff: Vec<&str> = Role::ALL.iter().filter(|role| is_staff(**role)).map(|role| role.as_str()).collect();
        let expect = ["grid-worker", "committee", "supervisor", "party-committee", "seated", "officer", "officer-head"];
        assert_eq!(staff, expect);
    }

    #[test]
    fn which_factors_open_an_office_and_are_asked_for_again() {
        let at = Some(UtcMillis(100 * HOUR));
        // App, passkey, office, proved here; then whether the duty is met, and whether a dangerous act needs a proof.
        for (name, app, passkey, staff, proved_at, met, asked) in [
            ("no factor", false, false, true, None, false, false),
            ("an app", true, false, true, None, true, true),
            ("an app and a passkey", true, true, true, at, true, true),
            ("a passkey that signed in", false, true, true, at, true, true),
            ("a passkey in a drawer", false, true, true, None, false, true),
            ("a passkey that was removed since", false, false, true, at, false, false),
            ("a resident's passkey that signed in", false, true, false, at, true, true),
            ("a resident's lost passkey", false, true, false, None, false, false),
            ("a resident's app", true, false, false, None, true, true),
            ("a resident", false, false, false, None, false, false),
        ] {
            let factors = Factors { app, passkey, staff, proved_at };
            assert_eq!(factors.meet_duty(), met, "{name}: duty");
            let proof = factors.proof();
            assert_eq!(proof.proved_at, proved_at, "{name}");
            assert_eq!(
                needs_step_up(true, FactorProof { proved_at: None, ..proof }, UtcMillis(0)),
                asked,
                "{name}: asked"
            );
        }
    }

    #[test]
    fn dangerous_acts_need_a_fresh_proof_of_who_has_a_factor() {
        let now = UtcMillis(100 * HOUR);
        let proof = |enrolled, ago: Option<i64>| FactorProof { enrolled, proved_at: ago.map(|ago| now.plus(-ago)) };
        for (name, dangerous, proof, needed) in [
            ("harmless", false, proof(true, None), false),
            ("no factor", true, proof(false, None), false),
            ("never proved", true, proof(true, None), true),
            ("just proved", true, proof(true, Some(0)), false),
            ("a moment before a quarter of an hour", true, proof(true, Some(15 * MINUTE - 1)), false),
            ("a quarter of an hour ago", true, proof(true, Some(15 * MINUTE)), true),
            ("by a clock that was a day ahead", true, proof(true, Some(-DAY)), true),
        ] {
            assert_eq!(needs_step_up(dangerous, proof, now), needed, "{name}");
        }
    }
}
