//! The endpoints of the archive.

use super::{FileId, FileRoom, KeptFile, Refusal, RoomFor, SeenFile, UploadFileRequest};
use crate::ids::CommunityCode;

crate::endpoints! {
    /// Upload a file: the body is its bytes. Uploading the same bytes again gives the same file.
    UploadFile = "archive/upload-file" Post "/api/communities/{community}/files" {
        may: UploadFile, params: (CommunityCode,), body: UploadFileRequest, reply: KeptFile,
        refusals: Refusal[KindNotAccepted, NotWhatItSays, Damaged, ActiveContent, TooManyPixels, FileTooLarge,
            TooManyToday, MemberFull, CommunityFull, NoSuchFile], carries: FileIn
    }
    /// Download a file. The caller must be allowed to see at least one item that the file is attached to.
    ShowFile = "archive/show-file" Get "/api/communities/{community}/files/{file}" {
        may: SeeFile, params: (CommunityCode, FileId), reply: SeenFile, carries: FileOut, offline: Never
    }
    /// How much the caller may still upload.
    ShowFileRoom = "archive/show-file-room" Get "/api/communities/{community}/file-room" {
        may: UploadFile, params: (CommunityCode,), query: RoomFor, reply: FileRoom,
        refusals: Refusal[Damaged, FileTooLarge, TooManyToday, MemberFull, CommunityFull], offline: Never
    }
}
