//! `GET /api/regions/{region}/demonstration/inbox`

use crate::offices::{STREET_HEAD, officer_phone, region_path};
use crate::people::Person;
use crate::server::{fresh_server, shared_server};
use domain::contract::{Empty, ShowInbox, ShowOfficerInbox};

#[test]
fn an_inbox_shows_the_codes_of_its_own_region() {
    let (server, guest, here) = (fresh_server(), Person::guest(), region_path("511402901"));
    let code = server.ask_officer_code(&here, STREET_HEAD);
    let answer = server.raw::<ShowOfficerInbox>(&guest, &here);
    assert_eq!(answer.fields("/messages/0"), "at code phone");
    assert!(answer.text().contains(code.as_str()) && answer.text().contains(officer_phone(STREET_HEAD).as_str()));
    let elsewhere = server.call::<ShowOfficerInbox>(&guest, &region_path("511402"), &Empty {});
    assert!(elsewhere.messages.is_empty());
    let below = server.call::<ShowInbox>(&guest, &(crate::client::community_code(),), &Empty {});
    assert!(below.messages.iter().all(|message| message.phone != officer_phone(STREET_HEAD).as_str()));
}

#[test]
fn a_region_that_is_not_real_has_none() {
    let refused = shared_server().refusal::<ShowOfficerInbox>(&Person::guest(), &region_path("511499"), &Empty {});
    assert_eq!(refused, (404, "request/not-found".into()));
}
