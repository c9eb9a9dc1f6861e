//! Where the votes of a secret ballot are stored while it is open, and how they are taken out.
//!
//! State: sheets of [`domain::ballots::urn`], each sealed as a whole and lent to one ballot at a time. Invariant: a
//! sheet never moves and each change overwrites it in place, so that the file keeps no copy of its earlier content;
//! once the ballot is closed the votes are stored in the order of their receipts, all written at once, and the sheets
//! are blank.

use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::crypto::{Chance, Secrets};
use crate::db::{Db, Row};
use crate::object::Cx;
use crate::seal;
use domain::ballots::Choice;
use domain::ballots::token::Receipt;
use domain::ballots::urn::{SHEET_BYTES, Sheet, count_sheets, home_sheet};
use domain::ids::BallotId;

/// The context in which a sheet is sealed, together with the ballot and the sheet's number.
const CONTEXT: &str = "urn";
/// The ballot of a sheet that is not lent.
const NOBODY: &str = "00000000000000000000000000";
/// The bytes that sealing adds to a sheet; the store requires a sheet of this length.
const SEAL_BYTES: usize = 28;

/// The urn of one ballot.
pub struct Urn<'a> {
    db: &'a dyn Db,
    secrets: &'a Secrets,
    chance: Chance<'a>,
    ballot: BallotId,
}

fn fault(words: &str) -> HandlerError {
    HandlerError::Fault(words.to_owned())
}

impl<'a> Urn<'a> {
    pub fn of(cx: &Cx<'a>, ballot: BallotId) -> Self {
        Self::new(cx.db, cx.secrets, cx.chance, ballot)
    }

    pub fn new(db: &'a dyn Db, secrets: &'a Secrets, chance: Chance<'a>, ballot: BallotId) -> Self {
        Self { db, secrets, chance, ballot }
    }

    /// Lends enough sheets for everybody on the roll, and makes new ones where there are too few.
    pub fn lend(&self, voters: u32) -> HandlerResult<()> {
        let sheets = count_sheets(voters);
        self.db.run(sql::MAKE_SHEETS, bind![NOBODY, sheets])?;
        self.db.run(sql::LEND_SHEETS, bind![self.ballot, NOBODY, sheets])?;
        Ok(())
    }

    fn sheets(&self) -> HandlerResult<u32> {
        self.db.run(sql::COUNT_SHEETS, bind![self.ballot])?.first().map_or(Ok(0), |row| Ok(row.count(0)?))
    }

    /// The sheet that holds a receipt, or would hold it.
    fn sheet_of(&self, receipt: &Receipt) -> HandlerResult<Option<(i64, Sheet)>> {
        let sheets = self.sheets()?;
        let home = home_sheet(receipt, sheets);
        for at in (home..sheets).chain(0..home) {
            let rows = self.db.run(sql::SHEET, bind![self.ballot, at])?;
            let row = rows.first().ok_or_else(|| fault("a sheet of the urn is missing"))?;
            let (number, sheet) = self.open(row)?;
            if sheet.find(receipt).is_some() || !sheet.is_full() {
                return Ok(Some((number, sheet)));
            }
        }
        Ok(None)
    }

    /// What was cast under a receipt.
    pub fn find(&self, receipt: &Receipt) -> HandlerResult<Option<Choice>> {
        Ok(self.sheet_of(receipt)?.and_then(|(_, sheet)| sheet.find(receipt)))
    }

    /// Adds a vote; the caller has checked that it is new.
    pub fn put(&self, receipt: &Receipt, choice: Choice, voters: u32) -> HandlerResult<()> {
        // A ballot that an earlier version opened has no sheets yet.
        if self.sheets()? == 0 {
            self.lend(voters)?;
        }
        let mut drawn = [0u8; 4];
        (self.chance)(&mut drawn);
        let (number, sheet) = self.sheet_of(receipt)?.ok_or_else(|| fault("the urn is full"))?;
        let filled = sheet.with(receipt, choice, drawn).ok_or_else(|| fault("the urn is full"))?;
        self.db.run(sql::WRITE_SHEET, bind![self.seal(number, &filled)?, number])?;
        self.db.run(sql::COUNT_CAST, bind![self.ballot])?;
        Ok(())
    }

    /// Takes out `expected` votes, writes them in the order of their receipts, and returns the sheets blank.
    pub fn empty(&self, expected: u32) -> HandlerResult<()> {
        let mut votes = vec![];
        for row in self.db.run(sql::SHEETS, bind![self.ballot])? {
            votes.extend(self.open(&row)?.1.votes());
        }
        if votes.len() != expected as usize {
            return Err(fault("the urn does not hold as many votes as were counted"));
        }
        votes.sort_unstable_by_key(|(receipt, _)| *receipt);
        self.db.run(sql::UNCOUNT_CAST, bind![self.ballot])?;
        for (receipt, choice) in votes {
            self.db.run(sql::CAST, bind![self.ballot, receipt.0, choice.as_str()])?;
        }
        self.db.run(sql::WIPE_SHEETS, bind![self.ballot])?;
        self.db.run(sql::GIVE_SHEETS_BACK, bind![NOBODY, self.ballot])?;
        Ok(())
    }

    fn seal(&self, number: i64, sheet: &Sheet) -> HandlerResult<Vec<u8>> {
        let context = [CONTEXT, &self.ballot.to_string(), &number.to_string()];
        let sealed = seal::seal_bytes(self.secrets, &context, sheet.bytes(), self.chance);
        sealed.ok_or_else(|| fault("a sheet of the urn that cannot be sealed"))
    }

    /// A sheet's number and content. Blank sheets, and those that a migration wrote, are not sealed.
    fn open(&self, row: &Row) -> HandlerResult<(i64, Sheet)> {
        let (number, mut bytes) = (row.int(0)?, row.blob(1)?);
        if bytes.get(SHEET_BYTES..).is_some_and(|seal| seal == [0; SEAL_BYTES]) {
            bytes.truncate(SHEET_BYTES);
        } else {
            let context = [CONTEXT, &self.ballot.to_string(), &number.to_string()];
            bytes = seal::open_bytes(self.secrets, &context, &bytes)
                .ok_or_else(|| fault("a sheet of the urn that does not open"))?;
        }
        Ok((number, Sheet::of(bytes).ok_or_else(|| fault("a sheet of the urn that is none"))?))
    }
}
