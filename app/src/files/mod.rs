//! Photos and documents in forms and on pages: choosing, making smaller, sending, attaching, showing.
//!
//! Invariant: a photo is made smaller in the phone before it is sent; what is sent has one key until the outcome is known, so
//! that a second press sends the same file again and not a second one. A page holds what was chosen ([`Kept`]) and shows
//! what is attached; the rest comes with a file of its own and names `pages/files.json` there in `chunks.rs`.

mod attach;
mod choosing;
mod kept;
mod paper;
mod scaling;
mod sending;
mod shown;

pub use attach::{Attaching, Target, attach};
pub use kept::{Asks, Kept};
pub use shown::{attach_button, file_url, gallery, with_form};
