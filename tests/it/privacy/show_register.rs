//! `GET …/privacy-register`

use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, ShowRegister};
use domain::privacy::Topic;

#[test]
fn anybody_reads_what_is_held_and_why() {
    let register = shared_server().call::<ShowRegister>(&Person::guest(), &(community_code(),), &Empty {});
    assert!(register.categories.len() >= 14);
    let identity = register.categories.iter().find(|one| one.code == "identity").expect("identity numbers");
    assert!(identity.sensitive && identity.retention_days.is_some());
    assert_eq!(register.consents.len(), Topic::ALL.len());
}
