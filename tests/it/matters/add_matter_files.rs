//! `POST …/matters/{matter}/files`

use crate::archive::upload_file::photo;
use crate::client::code;
use crate::matters::propose_matter::{draft, of};
use crate::people::{DIRECTOR, Person};
use crate::server::{Server, shared};
use domain::archive::{CaptionedFile, CaptionedFiles, FileId};
use domain::contract::{AddMatterFiles, Empty, ProposeMatter, ShowMatter, WithdrawMatter};
use domain::matters::MatterDraft;

/// A file with a description.
pub fn captioned(file: FileId) -> CaptionedFile {
    CaptionedFile { file, caption: "示范照片".parse().expect("words") }
}

pub fn files(of: &[FileId]) -> CaptionedFiles {
    CaptionedFiles { files: of.iter().map(|file| captioned(*file)).collect() }
}

impl Server {
    /// A photo of this person with its description; no refusal is expected.
    pub fn bring_captioned(&self, who: &Person, number: u32) -> CaptionedFiles {
        files(&[self.bring(who, photo(number)).file])
    }
}

#[test]
fn a_proposal_has_photos_and_gets_more() {
    let server = shared();
    let (resident, here) = (server.resident(), (code(),));
    let first = server.bring(&resident, photo(7101)).file;
    let body = MatterDraft { files: vec![captioned(first)], ..draft("pets") };
    let matter = server.call::<ProposeMatter>(&resident, &here, &body).matter;
    assert_eq!(server.file(&Person::guest(), first).status, 401, "as the matter: for whoever lives here");
    assert_eq!(server.file(&server.resident(), first).body, photo(7101));
    let second = server.bring_captioned(&resident, 7102);
    server.call::<AddMatterFiles>(&resident, &of(matter), &second);
    server.call::<AddMatterFiles>(&resident, &of(matter), &second);
    let of_director = server.bring_captioned(&server.person(DIRECTOR), 7103);
    server.call::<AddMatterFiles>(&server.person(DIRECTOR), &of(matter), &of_director);
    let shown = server.call::<ShowMatter>(&resident, &of(matter), &Empty {}).files;
    let expect = [first, second.files[0].file, of_director.files[0].file];
    assert_eq!(shown.iter().map(|one| one.file).collect::<Vec<_>>(), expect);
    let other = server.resident();
    let strangers = server.bring_captioned(&other, 7104);
    let refusal = |who: &Person, body: &CaptionedFiles| server.refusal::<AddMatterFiles>(who, &of(matter), body);
    assert_eq!(refusal(&other, &strangers), (403, "request/not-allowed".into()));
    assert_eq!(refusal(&resident, &strangers), (422, "archive/no-such-file".into()));
    assert_eq!(refusal(&resident, &files(&[])), (400, "request/malformed".into()));
    let many: Vec<FileId> = (7110..7123).map(|number| server.bring(&resident, photo(number)).file).collect();
    assert_eq!(refusal(&resident, &files(&many)), (422, "archive/too-many-attached".into()));
    server.call::<WithdrawMatter>(&resident, &of(matter), &Empty {});
    assert_eq!(refusal(&resident, &second), (409, "matters/already-withdrawn".into()));
    assert_eq!(server.file(&other, first).status, 403, "with the matter its files are hidden");
}
