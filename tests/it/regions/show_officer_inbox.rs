//! `GET /api/regions/{region}/demonstration/inbox`

use crate::offices::{STREET_HEAD, phone, region};
use crate::people::Person;
use crate::server::{fresh, shared};
use domain::contract::{Empty, ShowInbox, ShowOfficerInbox};

#[test]
fn an_inbox_shows_the_codes_of_its_own_region() {
    let (server, guest, here) = (fresh(), Person::guest(), region("511402901"));
    let code = server.ask_officer_code(&here, STREET_HEAD);
    let answer = server.raw::<ShowOfficerInbox>(&guest, &here);
    assert_eq!(answer.fields("/messages/0"), "at code phone");
    assert!(answer.text().contains(code.as_str()) && answer.text().contains(phone(STREET_HEAD).as_str()));
    let elsewhere = server.call::<ShowOfficerInbox>(&guest, &region("511402"), &Empty {});
    assert!(elsewhere.messages.is_empty());
    let below = server.call::<ShowInbox>(&guest, &(crate::client::code(),), &Empty {});
    assert!(below.messages.iter().all(|message| message.phone != phone(STREET_HEAD).as_str()));
}

#[test]
fn a_region_that_is_not_real_has_none() {
    let refused = shared().refusal::<ShowOfficerInbox>(&Person::guest(), &region("511499"), &Empty {});
    assert_eq!(refused, (404, "request/not-found".into()));
}
