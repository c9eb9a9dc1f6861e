//! The one ledger for everything money-like: service minutes now; time credits, points and stock later.
//!
//! Invariant: a transfer moves a positive amount between two different accounts of one unit; nothing is ever
//! changed or deleted; an account with a floor never goes below it; the sum over all accounts of a unit is zero
//! at every moment. A correction is a new transfer, linked to the one it corrects. The store's triggers enforce
//! the same; `model.rs` is the small reference that both are tested against.

pub mod endpoints;
pub mod model;
mod wire;

pub use wire::*;

use crate::words;

words! {
    /// What is counted.
    pub enum Unit {
        /// Whole minutes of volunteer service.
        ServiceMinutes = "service-minutes",
    }
}

words! {
    /// The owner of an account.
    pub enum AccountKind {
        /// The source of service: it goes below zero by everything that was ever confirmed. One for each unit.
        Source = "source",
        /// A member's account; never below zero.
        Member = "member",
    }
}

words! {
    /// Why a transfer was made.
    pub enum TransferPurpose {
        /// Confirmed service.
        Service = "service",
        /// More or less than was confirmed, linked to the original transfer.
        Correction = "correction",
    }
}
