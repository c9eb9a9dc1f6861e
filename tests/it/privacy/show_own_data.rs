//! `GET …/members/{member}/data`

use crate::client::community_code;
use crate::people::{DIRECTOR, Person, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, ShowOwnData};

#[test]
fn ones_own_and_nobody_elses() {
    let server = shared_server();
    let resident = server.resident();
    let this = (community_code(), resident.member());
    let own = server.call::<ShowOwnData>(&resident, &this, &Empty {});
    assert_eq!((own.name.as_str(), own.closes_at), (resident.me().name.as_str(), None));
    assert_eq!(own.phone_masked, resident.me().phone_masked);
    for who in [server.person(DIRECTOR), server.person(SUPERVISOR), server.resident()] {
        assert_eq!(server.refusal::<ShowOwnData>(&who, &this, &Empty {}), (403, "request/not-allowed".into()));
    }
    assert_eq!(server.refusal::<ShowOwnData>(&Person::guest(), &this, &Empty {}).0, 401);
}
