//! The small shared views, each after its example in `style/README.md`.
//!
//! Invariant: none of them knows a feature or a rule; what can be a plain function is one, because each component
//! type costs bytes.

mod badge;
mod button;
mod dialog;
mod empty;
mod error_panel;
mod field;
mod icon;
mod page;
mod refusal;
mod section;
mod shown;
mod signed_in;
mod skeleton;
mod toast;

pub use badge::{Tone, badge};
pub use button::{button, submit_button};
pub use dialog::Dialog;
pub use empty::empty;
pub use error_panel::error_panel;
pub use field::{Field, Input};
pub use icon::{icon, tab_icon};
pub use page::{Page, set_title, wait_for_focus};
pub use refusal::{command_refusal, refusal_box};
pub use section::{Section, cell_link, fact};
pub use shown::shown;
pub use signed_in::{sign_in_link, signed_in};
pub use skeleton::skeleton;
pub use toast::{say, toast};
