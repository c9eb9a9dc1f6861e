//! The small shared views, each after its example in `style/README.md`.
//!
//! Invariant: none of them knows a feature or a rule; each is a plain function that returns one kind of element.

mod badge;
pub mod body_form;
mod button;
mod choices;
mod dialog;
mod element;
mod empty;
mod error_panel;
mod field;
pub mod form;
pub mod form_values;
mod icon;
mod loaded_view;
mod page;
pub mod page_dialog;
mod pager;
pub mod read_aloud;
mod refusal;
mod section;
mod signed_in;
mod skeleton;
mod toast;

pub use badge::{Tone, badge};
pub use button::{busy_button, button, link_button, submit_button};
pub use choices::{address_choice, choices};
pub use dialog::{close_dialog, confirm, dialog};
pub use element::{Child, Element, el, live, maybe, nothing, several};
pub use empty::empty;
pub use error_panel::error_panel;
pub use field::{Field, Input, field};
pub use icon::{icon, tab_icon};
pub use loaded_view::{Answers, Calls, fetched_part, loaded_view, loading_once, loading_view, said_and_reloaded};
pub use page::{LiveText, focus, live_text, page, set_title, take_focus};
pub use pager::pager;
pub use refusal::{command_refusal, refusal_box};
pub use section::{cell_link, cell_words, fact, figure, section, section_with_link};
pub use signed_in::{sign_in_link, sign_in_why, signed_in};
pub use skeleton::skeleton;
pub use toast::{show_toast, toast};
