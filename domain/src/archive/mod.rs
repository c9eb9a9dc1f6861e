//! The archive (档案): photos and PDF documents of matters, meetings and cases.
//!
//! Invariant: a file is identified by its bytes. Its name is their SHA-256 and its kind is detected from them, never
//! taken from what the sender claims. A stored image is rewritten from only the parts that were understood, and a
//! document is checked (`cleaning/`), so that neither carries the place of a photo nor a second file. The item that a
//! file is attached to decides who may see it; an attached file stays with its item.

pub mod cleaning;
pub mod endpoints;
mod file_id;
mod rules;
mod wire;

pub use cleaning::{CleanFile, clean_file, kind_of};
pub use file_id::FileId;
pub use rules::{AttachmentFacts, Stock, attachment_visibility, check_attachment, check_room, files_max};
pub use wire::*;

crate::refusals! {
    /// Why a file is not accepted or not attached.
    pub enum Refusal in "archive" {
        /// Neither JPEG, PNG, WebP nor PDF by its own bytes.
        KindNotAccepted = "kind-not-accepted" 415,
        /// The content type does not match the bytes.
        NotWhatItSays = "not-what-it-says" 415,
        /// The file ends too early or is not built as its kind must be.
        Damaged = "damaged" 422,
        /// A document that contains a script, an action or another file, or that is locked by a password.
        ActiveContent = "active-content" 422,
        /// One side of the image has more than `side_max` pixels.
        TooManyPixels = "too-many-pixels" 422 { side_max: u32 },
        FileTooLarge = "file-too-large" 413 { megabytes_max: u64 },
        /// The caller has uploaded the maximum number of files for one day.
        TooManyToday = "too-many-today" 429 { count_max: u32 },
        /// The caller's files use all the space that one person has.
        MemberFull = "member-full" 409 { megabytes_max: u64 },
        /// The community's files use all the space that one community has.
        CommunityFull = "community-full" 409 { megabytes_max: u64 },
        /// The file is not known here, or the caller did not upload it.
        NoSuchFile = "no-such-file" 422,
        TooManyAttached = "too-many-attached" 422 { count_max: u32 },
        /// The file is attached to this item for another purpose; an attachment cannot be changed.
        AttachedOtherwise = "attached-otherwise" 409,
        /// A photo of a meeting must be an image, not a document.
        PictureNeeded = "picture-needed" 422,
    }
}

const MEGABYTE: u64 = 1024 * 1024;

impl Refusal {
    fn too_large() -> Self {
        Self::FileTooLarge { megabytes_max: u64::from(crate::limits::FILE_BYTES_MAX) / MEGABYTE }
    }
}
