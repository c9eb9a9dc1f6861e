//! Requests about files. Nothing is attached to anything yet, so a file is for whoever brought it in, for the committee and
//! for the supervision committee.

use super::{Cell, Prepared, cell, one, own};
use crate::archive::upload_file::{photo, upload};
use crate::client::code;
use crate::matrix::Caller;
use domain::access::Subject;
use domain::contract::*;

impl Prepared<'_> {
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
