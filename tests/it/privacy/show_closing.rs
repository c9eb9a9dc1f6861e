//! `GET …/closing`

use crate::client::community_code;
use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::contract::{Empty, ShowClosing};
use domain::privacy::DataPart;

#[test]
fn what_goes_and_what_the_law_keeps() {
    let server = shared_server();
    let preview = server.call::<ShowClosing>(&server.resident(), &(community_code(),), &Empty {});
    assert!(preview.erased.iter().any(|code| code == "contact"));
    assert!(preview.kept.contains(&DataPart::Journal) && !preview.kept.contains(&DataPart::Sessions));
    assert_eq!((preview.seats, preview.cooling_off_days, preview.closes_at), (0, 7, None));
    let held = server.call::<ShowClosing>(&server.person(DIRECTOR), &(community_code(),), &Empty {}).seats;
    assert!(held > 0);
    assert_eq!(held, crate::privacy::close_account::offices_of(server, DIRECTOR));
    assert_eq!(server.refusal::<ShowClosing>(&Person::guest(), &(community_code(),), &Empty {}).0, 401);
}
