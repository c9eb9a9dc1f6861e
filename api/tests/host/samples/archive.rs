//! Samples of the archive.

use super::*;
use domain::archive::{CaptionedFile, CaptionedFiles, FileFacts, FileId, FileKind, RoomFor};

/// The facts that the gate would report of a file with these bytes.
pub fn facts(bytes: &[u8]) -> FileFacts {
    FileFacts { file: FileId::of(bytes), kind: FileKind::Jpeg, bytes: u32::try_from(bytes.len()).unwrap() }
}

/// Files with captions, uploaded by this person if there is one.
pub fn captioned(stage: &Stage, who: &Person, files: &[&[u8]]) -> CaptionedFiles {
    let one = |bytes: &&[u8]| {
        let facts = facts(bytes);
        let _ = stage.desk.try_call::<UploadFile>(who, &(Desk::code(),), &(), &facts);
        CaptionedFile { file: facts.file, caption: "示范照片".parse().unwrap() }
    };
    CaptionedFiles { files: files.iter().map(one).collect() }
}

pub fn sample(stage: &Stage, id: E, who: &Person) -> ObjectRequest {
    let here = (Desk::code(),);
    match id {
        E::UploadFile => Desk::request::<UploadFile>(who, &here, &(), &facts(b"a photo")),
        E::ShowFile => {
            let file = facts(b"the volunteer's photo");
            stage.desk.call::<UploadFile>(&stage.volunteer.person, &here, &file);
            Desk::request::<ShowFile>(who, &(Desk::code(), file.file), &(), &Empty {})
        }
        E::ShowFileRoom => Desk::request::<ShowFileRoom>(who, &here, &RoomFor::default(), &Empty {}),
        _ => unreachable!("{id:?} has a sample above"),
    }
}
