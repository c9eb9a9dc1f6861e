//! Personal data of members: the register, the copy, consents, corrections, closing, looks at phones, searches, and
//! erasing at the end of retention. The rules are `domain::privacy`.
//!
//! Invariant: data is erased by statements of this folder's `sql.rs`, in one transaction with a journal row of counts;
//! ledger and journal are never erased.

mod closing;
mod consents;
mod corrections;
mod own;
mod retention;
mod reveals;
mod searches;
pub(crate) mod sql;

pub use closing::{carry_out, close_account, show_closing, take_back_closing};
pub use consents::{child_may, decide_consent, spoken_is_withdrawn};
pub use corrections::{decide_correction, list_corrections, request_correction};
pub use own::{download_own_data, show_own_data, show_register};
pub use retention::erase_what_is_old;
pub use reveals::{list_reveals, reveal_phone};
pub use searches::{list_searches, remember_search};
