//! The reader's own pages: the profile with devices and settings, and notices; in files of their own signing in, acts
//! on the reader's behalf, the reader's data, closing the account, and security.

mod assistance;
mod code_form;
mod demo_accounts;
mod devices;
mod notices;
mod passkeys;
mod phone;
mod preferences;
mod privacy;
mod profile;
mod proof_of_work;
mod second_factor;
mod security;
mod sign_in;
mod sign_in_history;
mod sign_in_slip;
mod sign_in_steps;
mod step_up;
mod webauthn;

pub use assistance::received_assistance;
pub use code_form::{CodeForm, CodeFormConfig};
pub use demo_accounts::{DemoAccount, demo_accounts_view};
pub use notices::{newest_notice_file, notices_page};
pub use privacy::{account_closing_page, own_data, register_page};
pub use profile::profile_page;
pub use second_factor::{FactorConfig, factor_card};
pub use security::security_page;
pub use sign_in::sign_in;
pub use sign_in_history::{PAGE_ROWS as HISTORY_ROWS, history_card};
pub use sign_in_steps::sign_in_step_view;
pub use step_up::step_up_file;
