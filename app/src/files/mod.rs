//! Photos and documents in forms and on pages: choosing, reducing, sending, attaching, showing.
//!
//! Invariant: a photo is reduced in the phone before it is sent; an upload keeps one key until the outcome is known, so
//! that a second press sends the same file again and not another one. A page holds the choice ([`Kept`]) and shows
//! attachments; the rest is in a file of its own and names `pages/files.json` there in `chunks.rs`.

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
