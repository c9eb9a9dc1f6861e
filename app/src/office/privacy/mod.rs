//! Residents' data in the office: requests for correction (the committee), looks at phones and searches (the
//! supervision committee), and looking at a phone with a reason.

mod corrections;
mod reveals;
mod searches;

pub use corrections::corrections_page;
pub use reveals::{reveal_phone_dialog, reveals_page};
