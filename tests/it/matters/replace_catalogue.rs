//! `POST …/matter-catalogue`

use crate::client::community_code;
use crate::people::{DIRECTOR, Person, SUPERVISOR};
use crate::server::{Server, fresh_server};
use domain::contract::{Empty, ReplaceCatalogue, ShowCatalogue};
use domain::matters::{ReplaceCatalogueRequest, catalogue_line};

impl Server {
    /// The list in force, as lines.
    pub fn catalogue_lines(&self) -> ReplaceCatalogueRequest {
        let items = self.call::<ShowCatalogue>(&Person::guest(), &(community_code(),), &Empty {}).items;
        ReplaceCatalogueRequest { lines: items.iter().map(catalogue_line).collect() }
    }
}

#[test]
fn the_committee_replaces_it_as_a_whole_or_not_at_all() {
    let server = fresh_server();
    let (director, here) = (server.person(DIRECTOR), (community_code(),));
    let mut list = server.catalogue_lines();
    list.lines.retain(|line| line.code.as_str() != "pets");
    let mut wrong = list.clone();
    wrong.lines.retain(|line| line.code.as_str() != "convention");
    let refused = server.try_call::<ReplaceCatalogue>(&director, &here, &wrong).expect_err("a refusal");
    assert_eq!((refused.code.as_str(), &refused.params["count"]), ("matters/catalogue-lines", &1.into()));
    assert_eq!(refused.params["faults"][0]["rule"], "item-of-law-missing");
    let taken = server.call::<ReplaceCatalogue>(&director, &here, &list);
    assert_eq!(taken.items.len(), list.lines.len());
    for who in [server.resident(), server.person(SUPERVISOR)] {
        assert_eq!(server.refusal::<ReplaceCatalogue>(&who, &here, &list), (403, "request/not-allowed".into()));
    }
}
