//! Requests about files. The files are attached to nothing, so they are visible only to the uploader, the committee and
//! the supervision committee.

use super::{Cell, Prepared, cell, own_subject, plain_cells};
use crate::scenes::Api;
use crate::scenes::archive::{test_photo, upload_file_call};
use crate::scenes::client::community_code;
use crate::scenes::matrix::Caller;
use crate::scenes::matters::captioned_files_request;
use domain::access::Subject;
use domain::archive::{CaptionedFilesRequest, FileId};
use domain::contract::*;

impl<A: Api> Prepared<'_, A> {
    /// A photo with its description, uploaded by the caller if the caller is signed in.
    pub fn photos(&self, caller: &Caller) -> CaptionedFilesRequest {
        let number = self.free_phones.replace(self.free_phones.get() + 1);
        let bytes = test_photo(70_000 + number);
        let brings = caller.standing.member.is_some();
        captioned_files_request(&[if brings {
            self.server.bring(&caller.person, bytes).file
        } else {
            FileId::of(&bytes)
        }])
    }

    pub fn of_the_archive(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, who) = (self.server, &caller.person);
        match id {
            E::UploadFile => {
                let call = upload_file_call(who, "image/jpeg", test_photo(7001));
                vec![Cell::of::<UploadFile>("", own_subject(caller), call)]
            }
            E::ShowFile => {
                let of_another = server.bring(&self.director, test_photo(7002)).file;
                let subject = Subject::Member { member: self.director.member(), household: None, grid: None };
                let another =
                    cell::<ShowFile>("another's file", subject, who, &(community_code(), of_another), &Empty {});
                let Some(_) = caller.standing.member else { return vec![another] };
                let file = server.bring(who, test_photo(7003)).file;
                vec![
                    another,
                    cell::<ShowFile>("own file", own_subject(caller), who, &(community_code(), file), &Empty {}),
                ]
            }
            _ => plain_cells(id, caller),
        }
    }
}
