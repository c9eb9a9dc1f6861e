//! The archive (档案): photos and PDF documents of matters, meetings and cases.
//!
//! Invariant: a file is its bytes. Its name is their SHA-256, its kind is what they are and not what somebody called them,
//! and what is kept was written anew from the parts that were understood (`cleaning/`), so that nothing rides along: no
//! place where a photo was taken, no second file behind the first. Whoever may see a file follows from what it is attached
//! to: from then on it belongs there.

pub mod cleaning;
pub mod endpoints;
mod file_id;
mod rules;
mod wire;

pub use cleaning::{Clean, clean, kind_of};
pub use file_id::FileId;
pub use rules::{Attaching, Stock, attach, files_max, room, visibility};
pub use wire::*;

crate::refusals! {
    /// Why a file is not taken in, or not attached.
    pub enum Refusal in "archive" {
        /// Neither JPEG, PNG, WebP nor PDF by its own bytes.
        KindNotAccepted = "kind-not-accepted" 415,
        /// The content type says something else than the bytes.
        NotWhatItSays = "not-what-it-says" 415,
        /// The file ends too early or is not built as its kind must be.
        Damaged = "damaged" 422,
        /// A document with a program, an action or another file in it, or locked by a password.
        ActiveContent = "active-content" 422,
        /// More points on a side than any screen here shows.
        TooManyPixels = "too-many-pixels" 422 { side_max: u32 },
        FileTooLarge = "file-too-large" 413 { megabytes_max: u64 },
        /// So many in one day are enough for one person.
        TooManyToday = "too-many-today" 429 { count_max: u32 },
        /// All that one person may keep here.
        MemberFull = "member-full" 409 { megabytes_max: u64 },
        /// All that one community may keep.
        CommunityFull = "community-full" 409 { megabytes_max: u64 },
        /// Not known here, or not brought in by whoever wants to attach it.
        NoSuchFile = "no-such-file" 422,
        TooManyAttached = "too-many-attached" 422 { count_max: u32 },
        /// It is attached here as something else, and what is attached stays.
        AttachedOtherwise = "attached-otherwise" 409,
        /// A photo of a meeting is a picture and no document.
        PictureNeeded = "picture-needed" 422,
    }
}

/// The refusals of a feature, and then those of attaching a file.
macro_rules! with_attaching {
    ($own:ty) => {{
        const OWN: &[$crate::contract::RefusalSpec] = <$own>::ALL;
        const FILE: &[$crate::contract::RefusalSpec] = &$crate::archive::Refusal::ATTACHING;
        const ALL: [$crate::contract::RefusalSpec; OWN.len() + FILE.len()] = {
            let mut all = [FILE[0]; OWN.len() + FILE.len()];
            let mut at = 0;
            while at < all.len() {
                all[at] = if at < OWN.len() { OWN[at] } else { FILE[at - OWN.len()] };
                at += 1;
            }
            all
        };
        &ALL
    }};
}
pub(crate) use with_attaching;

const MEGABYTE: u64 = 1024 * 1024;

impl Refusal {
    fn too_large() -> Self {
        Self::FileTooLarge { megabytes_max: u64::from(crate::limits::FILE_BYTES_MAX) / MEGABYTE }
    }

    /// What attaching a file may refuse; for the list of refusals of an endpoint that attaches.
    pub const ATTACHING: [crate::contract::RefusalSpec; 4] =
        [Self::ALL[9], Self::ALL[10], Self::ALL[11], Self::ALL[12]];
}
