//! `POST …/matters/{matter}/versions`

use crate::matters::propose_matter::of;
use crate::people::DIRECTOR;
use crate::scene::reason;
use crate::server::shared;
use domain::contract::AddVersion;
use domain::matters::MatterVersionDraft;

pub fn version() -> MatterVersionDraft {
    MatterVersionDraft { text: "按大家的意见改过的正文。".parse().expect("a text"), summary: reason() }
}

#[test]
fn the_organiser_writes_what_was_agreed_so_far() {
    let server = shared();
    let (director, matter) = (server.person(DIRECTOR), server.accepted());
    let resident = server.refusal::<AddVersion>(&server.resident(), &of(matter), &version());
    assert_eq!(resident, (403, "request/not-allowed".into()));
    server.call::<AddVersion>(&director, &of(matter), &version());
    let same = server.refusal::<AddVersion>(&director, &of(matter), &version());
    assert_eq!(same, (422, "matters/same-text".into()));
    let waits = server.proposed(&server.resident());
    let early = server.refusal::<AddVersion>(&director, &of(waits), &version());
    assert_eq!(early, (409, "matters/not-discussing".into()));
}
