//! `POST …/similar-matters`

use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::FindSimilar;
use domain::matters::FindSimilarRequest;

#[test]
fn what_the_neighbours_proposed_already() {
    let server = shared_server();
    let typed = |title: &str| FindSimilarRequest {
        title: title.parse().expect("a title"),
        text: String::new().parse().expect("none"),
    };
    let found = server.call::<FindSimilar>(&server.resident(), &(community_code(),), &typed("楼里想加装电梯"));
    assert!(found.matters.iter().any(|row| row.item == "lifts"), "{found:?}");
    let guest = server.refusal::<FindSimilar>(&Person::guest(), &(community_code(),), &typed("电梯"));
    assert_eq!(guest, (401, "request/not-signed-in".into()));
}
