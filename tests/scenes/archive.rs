//! Photos and their uploads, for the tests of several features.

use crate::scenes::client::{Call, HttpAnswer, community_code, new_key};
use crate::scenes::people::Person;
use crate::scenes::{Api, World};
use domain::archive::{FileId, KeptFile};
use domain::contract::{Empty, Endpoint, KEY_HEADER, ShowFile, UploadFile};

/// A photo of one pixel, distinguished by its number.
pub fn test_photo(number: u32) -> Vec<u8> {
    photo_with(number, &[])
}

/// With segments before the image, and enough coded data to distinguish the photos.
pub fn photo_with(number: u32, segments: &[u8]) -> Vec<u8> {
    let table = [&[0xFF, 0xDB, 0, 67, 0][..], &[1; 64]].concat();
    let frame = [0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0];
    let scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0];
    // Seven bits in each byte, so that no byte begins a marker.
    let coded: Vec<u8> = (0..5).map(|at| u8::try_from(number >> (7 * at) & 0x7F).expect("seven bits")).collect();
    [&[0xFF, 0xD8], segments, &table, &frame, &scan, &coded, &[0xFF, 0xD9]].concat()
}

pub fn upload_file_call(who: &Person, content_type: &str, bytes: Vec<u8>) -> Call {
    let url = UploadFile::url(&(community_code(),), &());
    Call::post(&url, bytes).with("content-type", content_type).with(KEY_HEADER, &new_key().to_string()).by(who)
}

impl<A: Api> World<A> {
    /// Uploads a photo; no refusal is expected.
    pub fn bring(&self, who: &Person, bytes: Vec<u8>) -> KeptFile {
        let answer = self.send(&upload_file_call(who, "image/jpeg", bytes));
        answer.read::<UploadFile>().unwrap_or_else(|problem| panic!("{problem:?}"))
    }

    /// The raw answer to a person who asks for a file.
    pub fn file(&self, who: &Person, file: FileId) -> HttpAnswer {
        self.send(&Call::of::<ShowFile>(who, &(community_code(), file), &(), &Empty {}))
    }
}
