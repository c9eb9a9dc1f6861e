//! `POST …/matters/{matter}/revision`

use crate::matters::propose_matter::{draft, of};
use crate::scene::reason;
use crate::server::shared;
use domain::contract::ReviseMatter;
use domain::matters::{MatterRevision, Stage, VerdictKind};

pub fn revision() -> MatterRevision {
    MatterRevision { title: draft("pets").title, text: draft("pets").text, summary: reason() }
}

#[test]
fn the_proposer_mends_what_was_returned() {
    let server = shared();
    let proposer = server.resident();
    let matter = server.reviewed(&proposer, VerdictKind::Return);
    let other = server.refusal::<ReviseMatter>(&server.resident(), &of(matter), &revision());
    assert_eq!(other, (403, "request/not-allowed".into()));
    assert_eq!(server.call::<ReviseMatter>(&proposer, &of(matter), &revision()).stage, Stage::PreReview);
    let again = server.refusal::<ReviseMatter>(&proposer, &of(matter), &revision());
    assert_eq!(again, (409, "matters/not-returned".into()));
}
