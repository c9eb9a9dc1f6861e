//! What goes over the wire about files. The bytes themselves travel without JSON: see [`crate::contract::Carries`].

use super::FileId;
use crate::ids::{CaseId, MatterId, MeetingId, PostId};
use crate::text::Line;
use crate::time::UtcMillis;
use crate::{body, limits, reply, words};

/// A description of the file: shown under a picture, and read aloud to people who cannot see it.
pub type Caption = Line<2, { limits::CAPTION_CHARS_MAX }>;

words! {
    /// The kind of a file, detected from its bytes.
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

    /// Whether the file is shown in the page; a document is saved and opened elsewhere.
    pub fn is_image(self) -> bool {
        self != Self::Pdf
    }
}

words! {
    /// Who may see a file because of where it is attached.
    pub enum Visibility {
        /// Everybody, permanently.
        Public = "public",
        /// Everybody who may see the item that the file is attached to, as long as the item is shown.
        WhileShown = "while-shown",
        /// The uploader, the committee, and the supervision committee.
        Restricted = "restricted",
    }
}

words! {
    /// The kinds of items that files can be attached to.
    pub enum OwnerKind {
        /// A matter (议事协商事项).
        Matter = "matter",
        /// A post in a discussion.
        Post = "post",
        /// A meeting (会议).
        Meeting = "meeting",
        /// A case of four deliberations and two disclosures (四议两公开).
        Case = "case",
    }
}

words! {
    /// The purpose of an attached file.
    pub enum FilePurpose: "dossier.file" {
        /// Belongs to a proposal, a post or a case (附件).
        Enclosure = "enclosure",
        /// To be read before a meeting (会议材料).
        Material = "material",
        /// Taken at a meeting (现场照片).
        Photo = "photo",
        /// Who attended, with their signatures (签到表).
        SignatureSheet = "signature-sheet",
    }
}

/// The item that a file is attached to: its kind and id.
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
    /// A file to be attached, with its description.
    pub struct CaptionedFile {
        pub file: FileId,
        pub caption: Caption,
    }
    /// Files to be attached; at least one.
    pub struct CaptionedFilesRequest { pub files: Vec<CaptionedFile> }
    /// Internal: the facts that the gate tells the community about bytes that it has cleaned and stored. Clients send
    /// the bytes themselves.
    pub struct UploadFileRequest {
        pub file: FileId,
        pub kind: FileKind,
        pub bytes: u32,
    }
}

reply! {
    /// The file as it is stored: smaller than the upload when parts were removed.
    pub struct KeptFile {
        pub file: FileId,
        pub kind: FileKind,
        pub bytes: u32,
    }
    /// Internal: what the community tells the gate about a file that the caller may see. Clients receive the bytes
    /// themselves.
    pub struct SeenFile {
        pub file: FileId,
        pub kind: FileKind,
        pub visibility: Visibility,
    }
    /// How much the caller may still upload.
    pub struct FileRoom {
        pub files_left_today: u32,
        pub bytes_left: u64,
        /// Size limit of one file as stored.
        pub file_bytes_max: u32,
    }
    /// An attached file, in the order of attaching; embedded in the replies of other features.
    pub struct Attachment {
        pub file: FileId,
        pub kind: FileKind,
        pub bytes: u32,
        pub purpose: FilePurpose,
        /// Empty where the surrounding list says what the file is.
        pub caption: String,
        pub at: UtcMillis,
    }
}

crate::query! {
    /// Whether there is room for this file; give both values or neither. A file that the caller has uploaded before
    /// always has room.
    pub struct RoomFor {
        file: FileId = "string",
        bytes: u32 = "integer",
    }
}
