//! A region's office over the wire. Names and phones travel in bodies, never in addresses.

use super::{OfficerPost, role_of};
use crate::access::{Held, Standing};
use crate::ids::{OfficerId, RegionCode, SeatId, SessionId};
use crate::members::{Day, PersonName, SeatBasis};
use crate::sessions::Phone;
use crate::text::{Reason, Text};
use crate::time::UtcMillis;
use crate::{body, reply};

body! {
    /// The operator of the installation names the first head of a region.
    pub struct OfficeOpening {
        /// The secret that only the operator of the installation has.
        pub operator_key: Text<32, 128>,
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
    /// Somebody takes a seat of the region.
    pub struct FillOfficerSeat {
        pub name: PersonName,
        pub phone: Phone,
        pub post: OfficerPost,
        pub from: Day,
        pub until: Day,
        /// The number of the document that it rests on (文件号).
        pub basis: SeatBasis,
    }
    /// A seat ends before its last day.
    pub struct EndOfficerSeat { pub reason: Reason }
}

reply! {
    pub struct OfficeOpened { pub region: RegionCode }
    pub struct OfficerSeatFilled {
        pub officer: OfficerId,
        pub seat: SeatId,
    }
    /// Which officer is signed in, and the seat from which that follows.
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
    }
    /// Everybody who held a seat here, those whose seat is not over first.
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
        /// When it was ended before its last day.
        pub ended_at: Option<UtcMillis>,
    }
    /// A page of the region's journal, newest first; its chain is that of a community's.
    pub struct RegionJournal {
        pub rows: Vec<RegionJournalRow>,
        pub next_before: Option<u64>,
    }
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

impl OfficerMe {
    /// The caller's standing, so that the app asks the same table as the region.
    pub fn standing(&self, today: chrono::NaiveDate) -> Standing {
        let role = role_of(self.post, self.from.date(), self.until.date(), today);
        let held = role.map(|role| Held { role, body: None, grid: None });
        Standing { held: held.into_iter().collect(), ..Standing::guest() }
    }
}
