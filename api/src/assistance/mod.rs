//! Acting for somebody: opening and ending an assistance, what is done in it, and contesting it. The rules are
//! `domain::assistance`.
//!
//! Invariant: the header is read only here; while it applies, the caller's standing is the resident's, without any
//! seat, and the journal names both people.
//!
//! # How an act gets two names
//!
//! A worker opens an assistance (代办) for a resident who agreed: spoken before a witness, signed, or by a slip.
//! While the assistance is open, a request of the worker may carry its id in the header `linli-on-behalf-of`, on
//! endpoints that the contract marks `assisted` and on no others. The object asks the access table for the worker's
//! right to assist. Then it puts the resident's standing in place of the worker's: the act is the resident's and
//! needs the resident's rights.
//!
//! The journal names both. `assisted_acts` lists the act for the household, which may contest it. The header is part
//! of the content that a command's key stands for. A read in a resident's name is written to the journal as well.

mod contest;
mod lists;
mod on_behalf;
mod open;
mod sql;
mod view;

pub use on_behalf::{record_act, take_on};
