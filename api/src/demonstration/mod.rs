//! The demonstration community (示范数据): believable, made from a fixed seed number, and marked as such everywhere.
//! Nobody in it exists. It can only be made in demonstration mode, and only where no community is yet.

mod activities;
mod announcements;
mod bodies;
mod cases;
mod demo_community;
mod dice;
mod matters;
mod meetings;
mod officers;
pub mod papers;
mod people;
mod regions;
mod seed;

pub use crate::decisions::send_demonstration_checks;
pub use demo_community::{COMMUNITY, COMMUNITY_NAME};
pub use dice::Dice;
pub use officers::{OFFICERS_BASIS, list_officers};
pub use regions::region_openings;
pub use seed::{list_accounts, open_demonstration};

/// Whether a phone is one of those offered for trying the demonstration. All visitors share these, so what one of them
/// tries must not lock the next one out.
pub fn is_account(phone: &str) -> bool {
    seed::is_account(phone) || officers::is_officer(phone)
}

/// All people who are offered for trying.
pub fn list_people() -> domain::communities::DemonstrationAccounts {
    domain::communities::DemonstrationAccounts { accounts: list_accounts(), officers: list_officers() }
}
