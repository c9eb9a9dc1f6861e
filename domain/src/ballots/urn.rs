//! One sheet of the urn: sixty-four places for votes of one open ballot. Bytes in, bytes out.
//!
//! Invariant: a vote takes a random free place, so that its place does not show when it came; it stays there until the
//! whole sheet is wiped. The receipt decides on which sheet the search begins, and the next sheet is searched only when
//! a sheet is full, so that a vote is found, or known to be absent, without reading the other sheets.

use super::Choice;
use super::token::Receipt;

pub const PLACES: usize = 64;
/// How many voters one sheet is meant for: half of its places, so that a sheet is hardly ever full.
pub const VOTERS_PER_SHEET: u32 = 32;
const PLACE_BYTES: usize = 33;
pub const SHEET_BYTES: usize = PLACES * PLACE_BYTES;

/// How many sheets a ballot needs for so many voters.
pub fn count_sheets(voters: u32) -> u32 {
    voters.div_ceil(VOTERS_PER_SHEET).max(1)
}

/// The sheet on which the search for a receipt begins.
pub fn home_sheet(receipt: &Receipt, sheets: u32) -> u32 {
    u32::from(u16::from_be_bytes([receipt.0[0], receipt.0[1]])) % sheets.max(1)
}

/// Places as stored: each a receipt and one byte for the choice, all zero while free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet(Vec<u8>);

impl Sheet {
    pub fn blank() -> Self {
        Self(vec![0; SHEET_BYTES])
    }

    /// `None` when the bytes are not a sheet.
    pub fn of(bytes: Vec<u8>) -> Option<Self> {
        let sheet = Self(bytes);
        let whole = sheet.0.len() == SHEET_BYTES && sheet.places().all(is_sound);
        whole.then_some(sheet)
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    fn places(&self) -> impl Iterator<Item = &[u8]> {
        self.0.chunks_exact(PLACE_BYTES)
    }

    /// All votes on the sheet, in the order of the places.
    pub fn votes(&self) -> impl Iterator<Item = (Receipt, Choice)> {
        self.places().filter_map(|place| {
            let receipt = place[..32].try_into().map(Receipt).ok()?;
            Some((receipt, choice_of(place)?))
        })
    }

    pub fn is_full(&self) -> bool {
        self.votes().count() == PLACES
    }

    /// The choice that was cast under a receipt.
    pub fn find(&self, receipt: &Receipt) -> Option<Choice> {
        self.votes().find(|(cast, _)| cast == receipt).map(|(_, choice)| choice)
    }

    /// Adds one vote in a random free place; `None` when the sheet is full.
    pub fn with(&self, receipt: &Receipt, choice: Choice, chance: [u8; 4]) -> Option<Self> {
        let free: Vec<usize> = (0..).zip(self.places()).filter(|(_, place)| place[32] == 0).map(|(at, _)| at).collect();
        let drawn = u64::from(u32::from_be_bytes(chance)) * free.len() as u64;
        let place = *free.get(usize::try_from(drawn >> 32).ok()?)?;
        let mut sheet = self.clone();
        let bytes = sheet.0.get_mut(place * PLACE_BYTES..(place + 1) * PLACE_BYTES)?;
        bytes[..32].copy_from_slice(&receipt.0);
        bytes[32] = byte_of(choice);
        Some(sheet)
    }
}

fn byte_of(choice: Choice) -> u8 {
    match choice {
        Choice::For => 1,
        Choice::Against => 2,
        Choice::Abstain => 3,
    }
}

/// `None` for a free place, and for a byte that is not a choice.
fn choice_of(place: &[u8]) -> Option<Choice> {
    let byte = place.last()?;
    Choice::ALL.iter().copied().find(|choice| byte_of(*choice) == *byte)
}

fn is_sound(place: &[u8]) -> bool {
    place.last() == Some(&0) || choice_of(place).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn receipt(number: u8) -> Receipt {
        super::super::token::Input([number; 32]).receipt()
    }

    #[test]
    fn a_sheet_holds_sixty_four_votes_and_finds_each() {
        let mut sheet = Sheet::blank();
        let mut cast = BTreeMap::new();
        for number in 0..64u8 {
            let choice = Choice::ALL[usize::from(number) % 3];
            assert!(!sheet.is_full() && sheet.find(&receipt(number)).is_none());
            sheet = sheet.with(&receipt(number), choice, [number.wrapping_mul(97); 4]).unwrap();
            cast.insert(receipt(number), choice);
            assert_eq!(sheet.votes().collect::<BTreeMap<_, _>>(), cast);
            assert!(cast.iter().all(|(receipt, choice)| sheet.find(receipt) == Some(*choice)));
        }
        assert!(sheet.is_full());
        assert_eq!(sheet.with(&receipt(200), Choice::For, [0; 4]), None);
        assert_eq!(Sheet::of(sheet.bytes().to_vec()), Some(sheet));
    }

    #[test]
    fn what_is_no_sheet_is_none() {
        assert_eq!(Sheet::of(vec![0; SHEET_BYTES]), Some(Sheet::blank()));
        for wrong in [vec![], vec![0; SHEET_BYTES - 1], vec![0; SHEET_BYTES + 1], vec![4; SHEET_BYTES]] {
            assert_eq!(Sheet::of(wrong), None);
        }
    }

    #[test]
    fn chance_reaches_every_free_place() {
        let taken = Sheet::blank().with(&receipt(1), Choice::For, [0; 4]).unwrap();
        let reached: BTreeSet<Vec<u8>> =
            (0..=255u8).map(|byte| taken.with(&receipt(2), Choice::For, [byte; 4]).unwrap().bytes().to_vec()).collect();
        assert_eq!(reached.len(), PLACES - 1);
    }

    #[test]
    fn sheets_follow_from_the_roll() {
        for (voters, expect) in [(0, 1), (1, 1), (32, 1), (33, 2), (70, 3), (5_000, 157)] {
            assert_eq!(count_sheets(voters), expect, "{voters}");
            assert!(count_sheets(voters) as usize * PLACES >= voters as usize, "there is a place for everybody");
        }
        // The first two bytes of a receipt decide.
        for (first, second, sheets, expect) in [(0, 0, 7, 0), (0, 6, 7, 6), (0, 7, 7, 0), (1, 2, 7, 6), (1, 2, 0, 0)] {
            let mut receipt = receipt(1);
            (receipt.0[0], receipt.0[1]) = (first, second);
            assert_eq!(home_sheet(&receipt, sheets), expect, "{first} {second} of {sheets}");
        }
        for sheets in [0, 1, 7, 157] {
            assert!((0..=255).all(|number| home_sheet(&receipt(number), sheets) < sheets.max(1)));
        }
    }
}
