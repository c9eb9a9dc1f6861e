//! `POST …/matters/{matter}/files`

use crate::archive::upload_file::test_photo;
use crate::client::community_code;
use crate::matters::propose_matter::{matter_path, propose_matter_request};
use crate::people::{DIRECTOR, Person};
use crate::server::{Server, shared_server};
use domain::archive::{CaptionedFile, CaptionedFilesRequest, FileId};
use domain::contract::{AddMatterFiles, Empty, ProposeMatter, ShowMatter, WithdrawMatter};
use domain::matters::ProposeMatterRequest;

/// A file with a description.
pub fn captioned_file(file: FileId) -> CaptionedFile {
    CaptionedFile { file, caption: "示范照片".parse().expect("words") }
}

pub fn captioned_files_request(of: &[FileId]) -> CaptionedFilesRequest {
    CaptionedFilesRequest { files: of.iter().map(|file| captioned_file(*file)).collect() }
}

impl Server {
    /// A photo of this person with its description; no refusal is expected.
    pub fn bring_captioned(&self, who: &Person, number: u32) -> CaptionedFilesRequest {
        captioned_files_request(&[self.bring(who, test_photo(number)).file])
    }
}

#[test]
fn a_proposal_has_photos_and_gets_more() {
    let server = shared_server();
    let (resident, here) = (server.resident(), (community_code(),));
    let first = server.bring(&resident, test_photo(7101)).file;
    let body = ProposeMatterRequest { files: vec![captioned_file(first)], ..propose_matter_request("pets") };
    let matter = server.call::<ProposeMatter>(&resident, &here, &body).matter;
    assert_eq!(server.file(&Person::guest(), first).status, 401, "as the matter: for anyone who lives here");
    assert_eq!(server.file(&server.resident(), first).body, test_photo(7101));
    let second = server.bring_captioned(&resident, 7102);
    server.call::<AddMatterFiles>(&resident, &matter_path(matter), &second);
    server.call::<AddMatterFiles>(&resident, &matter_path(matter), &second);
    let of_director = server.bring_captioned(&server.person(DIRECTOR), 7103);
    server.call::<AddMatterFiles>(&server.person(DIRECTOR), &matter_path(matter), &of_director);
    let shown = server.call::<ShowMatter>(&resident, &matter_path(matter), &Empty {}).files;
    let expect = [first, second.files[0].file, of_director.files[0].file];
    assert_eq!(shown.iter().map(|one| one.file).collect::<Vec<_>>(), expect);
    let other = server.resident();
    let strangers = server.bring_captioned(&other, 7104);
    let refusal =
        |who: &Person, body: &CaptionedFilesRequest| server.refusal::<AddMatterFiles>(who, &matter_path(matter), body);
    assert_eq!(refusal(&other, &strangers), (403, "request/not-allowed".into()));
    assert_eq!(refusal(&resident, &strangers), (422, "archive/no-such-file".into()));
    assert_eq!(refusal(&resident, &captioned_files_request(&[])), (400, "request/malformed".into()));
    let many: Vec<FileId> = (7110..7123).map(|number| server.bring(&resident, test_photo(number)).file).collect();
    assert_eq!(refusal(&resident, &captioned_files_request(&many)), (422, "archive/too-many-attached".into()));
    server.call::<WithdrawMatter>(&resident, &matter_path(matter), &Empty {});
    assert_eq!(refusal(&resident, &second), (409, "matters/already-withdrawn".into()));
    assert_eq!(server.file(&other, first).status, 403, "with the matter its files are hidden");
}
