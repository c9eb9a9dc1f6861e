//! The endpoints of the archive.

use super::{FileFacts, FileId, FileRoom, KeptFile, Refusal, RoomFor, SeenFile};
use crate::contract::Empty;
use crate::ids::CommunityCode;

crate::endpoints! {
    /// Bring a file in: its bytes are the body. The same file twice is the same file.
    UploadFile = "archive/upload-file" Post "/api/communities/{community}/files" {
        place: Community, kind: Command, may: UploadFile, params: (CommunityCode,), query: (), body: FileFacts,
        reply: KeptFile, refusals: Refusal::ALL, carries: FileIn
    }
    /// A file's bytes, for whoever may see one of the things it is attached to.
    ShowFile = "archive/show-file" Get "/api/communities/{community}/files/{file}" {
        place: Community, kind: Read, may: SeeFile, params: (CommunityCode, FileId), query: (), body: Empty,
        reply: SeenFile, refusals: &[], carries: FileOut
    }
    /// How much the caller may still bring in.
    ShowFileRoom = "archive/show-file-room" Get "/api/communities/{community}/file-room" {
        place: Community, kind: Read, may: UploadFile, params: (CommunityCode,), query: RoomFor, body: Empty,
        reply: FileRoom, refusals: Refusal::ALL
    }
}
