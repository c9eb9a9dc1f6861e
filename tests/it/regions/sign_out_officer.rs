//! `POST /api/regions/{region}/sign-out`

use crate::client::Call;
use crate::offices::region_path;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, ShowOfficerMe, SignOutOfficer};

#[test]
fn whoever_signs_out_is_out() {
    let (server, here) = (shared_server(), region_path("511425"));
    let head = server.open_office(&here, 40);
    let answer = server.send(&Call::of::<SignOutOfficer>(&head, &here, &(), &Empty {}));
    answer.read::<SignOutOfficer>().expect("signed out");
    assert!(answer.header("set-cookie").starts_with("linli-officer=; "), "the cookie is taken back");
    assert_eq!(answer.header("clear-site-data"), "\"cache\"");
    assert_eq!(server.refusal::<ShowOfficerMe>(&head, &here, &Empty {}), (401, "request/not-signed-in".into()));
    assert_eq!(server.refusal::<SignOutOfficer>(&Person::guest(), &here, &Empty {}).0, 401);
}
