//! What goes over the wire about files. The bytes themselves travel bare: see [`crate::contract::Carries`].

use super::FileId;
use crate::ids::{CaseId, MatterId, MeetingId, PostId};
use crate::text::Line;
use crate::time::UtcMillis;
use crate::{body, limits, reply, words};

/// What a file shows, in words: under a picture, and read out to whoever does not see it.
pub type Caption = Line<2, { limits::CAPTION_CHARS_MAX }>;

words! {
    /// What a file is, by its bytes.
    pub enum FileKind {
        Jpeg = "jpeg",
        Png = "png",
        Webp = "webp",
        Pdf = "pdf",
    }
}

impl FileKind {
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }

    /// The kind that a content type names, without regard to its parameters.
    pub fn of_content_type(text: &str) -> Option<Self> {
        let essence = text.split(';').next().unwrap_or_default().trim();
        Self::ALL.iter().copied().find(|kind| essence.eq_ignore_ascii_case(kind.content_type()))
    }

    /// Shown in the page; a document is saved and opened elsewhere.
    pub fn is_image(self) -> bool {
        self != Self::Pdf
    }
}

words! {
    /// Who may see a file where it is attached.
    pub enum Visibility {
        /// Anybody, from now on.
        Public = "public",
        /// Whoever sees what it is attached to, as long as that is shown.
        WhileShown = "while-shown",
        /// Whoever brought it in, the committee, and the supervision committee.
        Restricted = "restricted",
    }
}

words! {
    /// What files are attached to.
    pub enum OwnerKind {
        /// A matter (议事协商事项).
        Matter = "matter",
        /// What somebody said in a discussion.
        Post = "post",
        /// A meeting (会议).
        Meeting = "meeting",
        /// A case of four deliberations and two disclosures (四议两公开).
        Case = "case",
    }
}

words! {
    /// What a file is there for, where it is attached.
    pub enum Purpose {
        /// Goes with a proposal, a post or a case (附件).
        Enclosure = "enclosure",
        /// To be read before a meeting (会议材料).
        Material = "material",
        /// Taken at a meeting (现场照片).
        Photo = "photo",
        /// Who came, with their signatures (签到表).
        SignatureSheet = "signature-sheet",
    }
}

/// What a file is attached to, with its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    Matter(MatterId),
    Post(PostId),
    Meeting(MeetingId),
    Case(CaseId),
}

impl Owner {
    pub fn kind(self) -> OwnerKind {
        match self {
            Self::Matter(_) => OwnerKind::Matter,
            Self::Post(_) => OwnerKind::Post,
            Self::Meeting(_) => OwnerKind::Meeting,
            Self::Case(_) => OwnerKind::Case,
        }
    }

    pub fn id(self) -> String {
        match self {
            Self::Matter(id) => id.to_string(),
            Self::Post(id) => id.to_string(),
            Self::Meeting(id) => id.to_string(),
            Self::Case(id) => id.to_string(),
        }
    }
}

body! {
    /// A file that is to be attached, with its words.
    pub struct CaptionedFile {
        pub file: FileId,
        pub caption: Caption,
    }
    /// Files to be attached: at least one.
    pub struct CaptionedFiles { pub files: Vec<CaptionedFile> }
    /// What the gate tells the community of bytes that it has cleaned and stored. A caller sends the bytes themselves.
    pub struct FileFacts {
        pub file: FileId,
        pub kind: FileKind,
        pub bytes: u32,
    }
}

reply! {
    /// The file as it is kept: smaller than it was sent where something was taken out of it.
    pub struct KeptFile {
        pub file: FileId,
        pub kind: FileKind,
        pub bytes: u32,
    }
    /// What the community tells the gate of a file that may be seen. A caller gets the bytes themselves.
    pub struct SeenFile {
        pub file: FileId,
        pub kind: FileKind,
        pub visibility: Visibility,
    }
    /// How much the caller may still bring in.
    pub struct FileRoom {
        pub files_left_today: u32,
        pub bytes_left: u64,
        /// Of one file, as it is kept.
        pub file_bytes_max: u32,
    }
    /// A file where it is attached, in the order of attaching; embedded in the replies of other features.
    pub struct Attachment {
        pub file: FileId,
        pub kind: FileKind,
        pub bytes: u32,
        pub purpose: Purpose,
        /// Empty where the list around it says what it is.
        pub caption: String,
        pub at: UtcMillis,
    }
}

crate::query! {
    /// Whether there is room for this file; both or neither. For one that the caller has brought in before there always is.
    pub struct RoomFor {
        file: FileId = "string",
        bytes: u32 = "integer",
    }
}
