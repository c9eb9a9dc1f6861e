//! Photos and documents in forms and on pages: choosing, making smaller, sending.
//!
//! Invariant: a photo is made smaller in the phone before it is sent; what is sent has one key until the outcome is known, so
//! that a second press sends the same file again and not a second one. Nothing here belongs to the first load: whoever uses
//! it names `pages/files.json` with its own file in `chunks.rs`.

mod choosing;
mod scaling;
mod sending;
mod shown;

pub use choosing::{Kept, chooser};
pub use shown::file_url;
