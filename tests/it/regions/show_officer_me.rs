//! `GET /api/regions/{region}/me`

use crate::offices::region_path;
use crate::people::Person;
use crate::server::shared_server;
use domain::access::Capability;
use domain::contract::{Empty, ShowOfficerMe};

#[test]
fn an_officer_is_told_the_seat_and_nobody_else_anything() {
    let (server, here) = (shared_server(), region_path("511424"));
    let head = server.open_office(&here, 30);
    let answer = server.raw::<ShowOfficerMe>(&head, &here);
    assert_eq!(
        answer.fields(""),
        "factor_reset from name officer phone_masked post region seat second_factor session until"
    );
    assert!(!answer.text().contains("13770000030"), "the phone is masked");
    let me = answer.read::<ShowOfficerMe>().expect("an officer");
    let standing = me.standing(server.now().day());
    assert!(standing.may_somewhere(Capability::ManageOfficers) && !standing.may_somewhere(Capability::SeeRoster));
    assert_eq!(server.refusal::<ShowOfficerMe>(&Person::guest(), &here, &Empty {}).0, 401);
}
