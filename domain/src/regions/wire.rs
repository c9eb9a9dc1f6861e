//! A region's office over the wire. Names and phone numbers travel in bodies, never in addresses.

use super::{OfficerPost, held_roles, role_of};
use crate::access::CallerStanding;
use crate::ids::{OfficerId, RegionCode, SeatId, SessionId};
use crate::journal::{ChainRow, HashedRow, follows_from};
use crate::members::{Day, PersonName, SeatBasis};
use crate::sessions::{FactorCode, NextStep, Phone, SecondFactor, Ticket};
use crate::text::{Line, Reason};
use crate::time::UtcMillis;
use crate::{body, reply};

body! {
    /// Name the first head of a region, as the operator of the installation.
    pub struct OpenOfficeRequest {
        /// The secret that only the operator of the installation has.
        pub operator_key: Line<32, 128>,
        pub region: RegionCode,
        pub first: FirstHead,
        /// The last day of the seat, which begins today.
        pub until: Day,
        pub basis: SeatBasis,
    }
    pub struct FirstHead {
        pub name: PersonName,
        pub phone: Phone,
    }
    /// Give somebody a seat of the region.
    pub struct FillOfficerSeatRequest {
        pub name: PersonName,
        pub phone: Phone,
        pub post: OfficerPost,
        pub from: Day,
        pub until: Day,
        /// The number of the document on which the seat is based (文件号).
        pub basis: SeatBasis,
    }
    /// End a seat before its last day.
    pub struct EndOfficerSeatRequest { pub reason: Reason }
    /// Continue signing in after a right code: the second factor.
    pub struct FinishOfficerSignInRequest {
        pub ticket: Ticket,
        pub code: FactorCode,
    }
}

reply! {
    pub struct OfficeOpened {
        pub region: RegionCode,
        /// Whether this request wrote anything: `false` when this head already had the seat.
        pub changed: bool,
    }
    pub struct OfficerSeatFilled {
        pub officer: OfficerId,
        pub seat: SeatId,
    }
    /// The officer who is signed in, and the seat that gives the role.
    pub struct OfficerMe {
        pub officer: OfficerId,
        pub region: RegionCode,
        pub name: String,
        pub phone_masked: String,
        pub session: SessionId,
        pub seat: SeatId,
        pub post: OfficerPost,
        pub from: Day,
        pub until: Day,
        pub second_factor: SecondFactor,
        /// Set when another head reset the second factor recently.
        pub factor_reset: Option<FactorResetTold>,
    }
    /// What officers are told whose second factor was reset.
    pub struct FactorResetTold {
        pub at: UtcMillis,
        pub by_name: String,
        pub reason: String,
    }
    /// Exactly one of the two: the officer who is signed in, or what is still required.
    pub struct OfficerSignedIn {
        pub me: Option<OfficerMe>,
        pub next: Option<NextStep>,
    }
    /// Everybody who has held a seat here, current and future holders first.
    pub struct Officers { pub officers: Vec<OfficerRow> }
    pub struct OfficerRow {
        pub officer: OfficerId,
        pub seat: SeatId,
        pub name: String,
        pub phone_masked: String,
        pub post: OfficerPost,
        pub from: Day,
        pub until: Day,
        pub basis: String,
        /// When the seat was ended before its last day.
        pub ended_at: Option<UtcMillis>,
        /// Whether there is a second factor that can be reset.
        pub has_factor: bool,
    }
    /// A row of the region's journal; its chain works as a community's.
    pub struct RegionJournalRow {
        pub seq: u64,
        pub at: UtcMillis,
        /// `None`: the operator, or the system itself.
        pub actor: Option<OfficerId>,
        pub actor_name: Option<String>,
        pub command: String,
        pub subject: String,
        /// Facts of the change as JSON, without personal data beyond ids.
        pub detail: String,
        pub previous_hash: String,
        pub hash: String,
    }
}

impl ChainRow for RegionJournalRow {
    fn seq(&self) -> u64 {
        self.seq
    }
    fn previous_hash(&self) -> &str {
        &self.previous_hash
    }
    fn hash(&self) -> &str {
        &self.hash
    }
    fn is_whole(&self) -> bool {
        let actor = self.actor.map(|officer| officer.to_string()).unwrap_or_default();
        let entry = HashedRow {
            seq: self.seq,
            at: self.at,
            actor: &actor,
            on_behalf_of: "",
            command: &self.command,
            subject: &self.subject,
            detail: &self.detail,
        };
        follows_from(&self.hash, &self.previous_hash, &entry)
    }
}

impl OfficerMe {
    /// The caller's standing, so that the app asks the same table as the region.
    pub fn standing(&self, today: chrono::NaiveDate) -> CallerStanding {
        let role = role_of(self.post, self.from.date(), self.until.date(), today);
        let held = role.map(|role| held_roles(role, self.second_factor.overdue)).unwrap_or_default();
        CallerStanding { held, ..CallerStanding::guest() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{FIRST_PREVIOUS, Link, check_link, hash_row, to_hex};

    #[test]
    fn a_regions_row_is_checked_as_a_communitys() {
        let actor = OfficerId::from_parts(UtcMillis(1), 7);
        let row = |seq: u64, previous: [u8; 32], actor: Option<OfficerId>| {
            let text = actor.map(|actor| actor.to_string()).unwrap_or_default();
            let (at, command, subject, detail) = (UtcMillis(5), "regions/fill-officer-seat", "s", "{}");
            let hash =
                hash_row(&previous, &HashedRow { seq, at, actor: &text, on_behalf_of: "", command, subject, detail });
            let row = RegionJournalRow {
                seq,
                at,
                actor,
                actor_name: None,
                command: command.to_owned(),
                subject: subject.to_owned(),
                detail: detail.to_owned(),
                previous_hash: to_hex(&previous),
                hash: to_hex(&hash),
            };
            (row, hash)
        };
        let (first, hash) = row(1, FIRST_PREVIOUS, None);
        let (second, _) = row(2, hash, Some(actor));
        let (elsewhere, _) = row(2, [9; 32], Some(actor));
        let by_nobody = RegionJournalRow { actor: None, ..second.clone() };
        for (what, row, older, expect) in [
            ("the first", &first, None, Link::Whole),
            ("the next", &second, Some(&first), Link::Whole),
            ("the end of a page", &second, None, Link::Whole),
            ("of another chain", &elsewhere, Some(&first), Link::Torn),
            ("who did it taken out", &by_nobody, Some(&first), Link::Changed),
        ] {
            assert_eq!(check_link(row, older), expect, "{what}");
        }
    }
}
