//! A small reference ledger, to test the real one against.

use std::collections::BTreeMap;

/// Why the model refuses a transfer; the store's triggers use the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferRefusal {
    NotPositive,
    SameAccount,
    BelowFloor,
    /// A correction of nothing, of another correction, or of more than there was.
    BadCorrection,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transfer {
    pub debit: usize,
    pub credit: usize,
    pub amount: i64,
    /// Index of the transfer that this one corrects.
    pub corrects: Option<usize>,
}

/// Accounts with optional floors, and every transfer ever made.
#[derive(Debug, Clone, Default)]
pub struct Model {
    pub floors: Vec<Option<i64>>,
    pub transfers: Vec<Transfer>,
}

impl Model {
    pub fn balance(&self, account: usize) -> i64 {
        self.transfers
            .iter()
            .map(|t| i64::from(t.credit == account) * t.amount - i64::from(t.debit == account) * t.amount)
            .sum()
    }

    pub fn balances(&self) -> BTreeMap<usize, i64> {
        (0..self.floors.len()).map(|account| (account, self.balance(account))).collect()
    }

    /// Appends the transfer or says why not.
    pub fn post(&mut self, transfer: Transfer) -> Result<(), TransferRefusal> {
        if transfer.amount <= 0 {
            return Err(TransferRefusal::NotPositive);
        }
        if transfer.debit == transfer.credit {
            return Err(TransferRefusal::SameAccount);
        }
        let floor = *self.floors.get(transfer.debit).ok_or(TransferRefusal::Unknown)?;
        self.floors.get(transfer.credit).ok_or(TransferRefusal::Unknown)?;
        if let Some(corrected) = transfer.corrects {
            self.correctable(corrected, &transfer)?;
        }
        if floor.is_some_and(|floor| self.balance(transfer.debit) - transfer.amount < floor) {
            return Err(TransferRefusal::BelowFloor);
        }
        self.transfers.push(transfer);
        Ok(())
    }

    /// A correction runs between the same two accounts and must not leave the corrected amount negative.
    fn correctable(&self, corrected: usize, by: &Transfer) -> Result<(), TransferRefusal> {
        let first = self.transfers.get(corrected).ok_or(TransferRefusal::BadCorrection)?;
        if first.corrects.is_some() {
            return Err(TransferRefusal::BadCorrection);
        }
        let back = by.debit == first.credit && by.credit == first.debit;
        let more = by.debit == first.debit && by.credit == first.credit;
        if !back && !more {
            return Err(TransferRefusal::BadCorrection);
        }
        let left: i64 = first.amount
            + self
                .transfers
                .iter()
                .filter(|t| t.corrects == Some(corrected))
                .map(|t| if t.debit == first.debit { t.amount } else { -t.amount })
                .sum::<i64>();
        if back && by.amount > left { Err(TransferRefusal::BadCorrection) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn t(debit: usize, credit: usize, amount: i64, corrects: Option<usize>) -> Transfer {
        Transfer { debit, credit, amount, corrects }
    }

    #[test]
    fn what_the_model_takes_and_refuses() {
        let mut model = Model { floors: vec![None, Some(0), Some(0)], transfers: vec![] };
        for (transfer, expect) in [
            (t(0, 1, 120, None), Ok(())),
            (t(0, 1, 0, None), Err(TransferRefusal::NotPositive)),
            (t(0, 1, -5, None), Err(TransferRefusal::NotPositive)),
            (t(1, 1, 5, None), Err(TransferRefusal::SameAccount)),
            (t(1, 2, 121, None), Err(TransferRefusal::BelowFloor)),
            (t(1, 0, 30, Some(0)), Ok(())),
            (t(1, 0, 91, Some(0)), Err(TransferRefusal::BadCorrection)),
            (t(1, 0, 30, Some(1)), Err(TransferRefusal::BadCorrection)),
            (t(1, 2, 30, Some(0)), Err(TransferRefusal::BadCorrection)),
            (t(0, 2, 30, Some(0)), Err(TransferRefusal::BadCorrection)),
            (t(0, 1, 10, Some(0)), Ok(())),
            (t(1, 0, 100, Some(0)), Ok(())),
            (t(0, 9, 1, None), Err(TransferRefusal::Unknown)),
        ] {
            assert_eq!(model.post(transfer), expect, "{transfer:?}");
        }
        assert_eq!(model.balances(), BTreeMap::from([(0, 0), (1, 0), (2, 0)]));
    }
}
