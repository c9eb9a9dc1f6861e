//! Photos and documents in forms and on pages: choosing, reducing, sending, attaching, showing.
//!
//! Invariant: a photo is reduced in the phone before it is sent; an upload keeps one key until the outcome is known, so
//! that a second press sends the same file again and not another one. A page holds the choice ([`PendingFiles`]) and shows
//! attachments; the rest is in a file of its own and names `pages/files.json` there in `lazy_modules.rs`.

mod attach;
mod case_paper;
mod file_field;
mod gallery;
mod pending_files;
mod scaling;
mod upload;

pub use attach::Target;
pub use gallery::{attach_button, file_gallery, file_url, with_form};
pub use pending_files::{CaptionNeed, PendingFiles};
