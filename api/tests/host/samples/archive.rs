//! Samples of the archive.

use super::*;
use domain::archive::{FileFacts, FileId, FileKind, RoomFor};

/// What the gate would tell of a file with these bytes.
pub fn facts(bytes: &[u8]) -> FileFacts {
    FileFacts { file: FileId::of(bytes), kind: FileKind::Jpeg, bytes: u32::try_from(bytes.len()).unwrap() }
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
