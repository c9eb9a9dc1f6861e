//! Requests about files. The files are attached to nothing, so they are visible only to the uploader, the committee and
//! the supervision committee.

use super::{Cell, Prepared, cell, one, own};
use crate::archive::upload_file::{photo, upload};
use crate::client::code;
use crate::matrix::Caller;
use crate::matters::add_matter_files::files;
use domain::access::Subject;
use domain::archive::{CaptionedFiles, FileId};
use domain::contract::*;

impl Prepared<'_> {
    /// A photo with its description, uploaded by the caller if the caller is signed in.
    pub fn photos(&self, caller: &Caller) -> CaptionedFiles {
        let number = self.free_phones.replace(self.free_phones.get() + 1);
        let bytes = photo(70_000 + number);
        let brings = caller.standing.member.is_some();
        files(&[if brings { self.server.bring(&caller.person, bytes).file } else { FileId::of(&bytes) }])
    }

    pub fn of_the_archive(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, who, here) = (self.server, &caller.person, (code(),));
        match id {
            E::UploadFile => {
                let call = upload(who, "image/jpeg", photo(7001));
                vec![Cell { call, capability: UploadFile::SPEC.capability, subject: own(caller), about: "" }]
            }
            E::ShowFileRoom => one::<ShowFileRoom>(own(caller), who, &here, &Empty {}),
            E::ShowFile => {
                let of_another = server.bring(&self.director, photo(7002)).file;
                let subject = Subject::Member { member: self.director.member(), household: None, grid: None };
                let another = cell::<ShowFile>("another's file", subject, who, &(code(), of_another), &Empty {});
                let Some(_) = caller.standing.member else { return vec![another] };
                let file = server.bring(who, photo(7003)).file;
                vec![another, cell::<ShowFile>("own file", own(caller), who, &(code(), file), &Empty {})]
            }
            other => panic!("{other:?} is not about files"),
        }
    }
}
