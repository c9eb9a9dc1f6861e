//! The address of a file, for links and pictures.

use domain::archive::FileId;
use domain::contract::{Endpoint, ShowFile};
use domain::ids::CommunityCode;

pub fn file_url(code: &CommunityCode, file: FileId) -> String {
    ShowFile::url(&(code.clone(), file), &())
}
