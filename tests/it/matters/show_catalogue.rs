//! `GET …/matter-catalogue`

use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, ShowCatalogue};
use domain::matters::Flag;

#[test]
fn anybody_reads_what_may_be_put_up() {
    let list = shared_server().call::<ShowCatalogue>(&Person::guest(), &(community_code(),), &Empty {});
    let convention = list.items.iter().find(|item| item.code == "convention").expect("the convention");
    assert!(convention.by_law && convention.flags.contains(&Flag::NeedsFiling), "{convention:?}");
    assert!(list.items.iter().all(|item| !item.source.is_empty()));
}
