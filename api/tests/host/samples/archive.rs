//! Samples of the archive.

use super::*;
use domain::archive::{CaptionedFile, CaptionedFilesRequest, FileId, FileKind, UploadFileRequest};

/// The facts that the gate would report of a file with these bytes.
pub fn upload_file_request(bytes: &[u8]) -> UploadFileRequest {
    UploadFileRequest { file: FileId::of(bytes), kind: FileKind::Jpeg, bytes: u32::try_from(bytes.len()).unwrap() }
}

/// Files with captions, uploaded by this person if there is one.
pub fn upload_captioned_files(stage: &BusyCommunity, who: &Person, files: &[&[u8]]) -> CaptionedFilesRequest {
    let one = |bytes: &&[u8]| {
        let facts = upload_file_request(bytes);
        let _ = stage.desk.try_call::<UploadFile>(who, &(TestCommunity::code(),), &(), &facts);
        CaptionedFile { file: facts.file, caption: "示范照片".parse().unwrap() }
    };
    CaptionedFilesRequest { files: files.iter().map(one).collect() }
}

pub fn archive_sample(stage: &BusyCommunity, id: E, who: &Person) -> ObjectRequest {
    let here = (TestCommunity::code(),);
    match id {
        E::UploadFile => TestCommunity::request::<UploadFile>(who, &here, &(), &upload_file_request(b"a photo")),
        E::ShowFile => {
            let file = upload_file_request(b"the volunteer's photo");
            stage.desk.call::<UploadFile>(&stage.volunteer.person, &here, &file);
            TestCommunity::request::<ShowFile>(who, &(TestCommunity::code(), file.file), &(), &Empty {})
        }
        _ => plain_sample(id, who),
    }
}
