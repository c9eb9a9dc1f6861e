//! Residents' own data in the office: requests for correction (the committee), looks at phones (the supervision
//! committee), and looking at one with a reason.

mod corrections;
mod reveals;

pub use corrections::corrections;
pub use reveals::{look, reveals};
