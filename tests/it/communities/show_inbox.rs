//! `GET …/demonstration/inbox`

use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, RequestCode, ShowInbox};
use domain::sessions::{Phone, SignInCodeRequest};

#[test]
fn it_holds_codes_for_phones_of_the_roster_only() {
    let server = shared_server();
    let (known, unknown): (Phone, Phone) = (server.next_phone(), "13900000001".parse().expect("a phone"));
    for phone in [&known, &unknown] {
        server.call::<RequestCode>(&Person::guest(), &(community_code(),), &SignInCodeRequest::of(phone.clone()));
    }
    let messages = server.call::<ShowInbox>(&Person::guest(), &(community_code(),), &Empty {}).messages;
    let message = messages.iter().find(|message| message.phone == known.as_str()).expect("a message");
    assert!(message.code.parse::<domain::sessions::Code>().is_ok());
    assert!(messages.iter().all(|message| message.phone != unknown.as_str()));
    assert_eq!(server.raw::<ShowInbox>(&Person::guest(), &(community_code(),)).fields("/messages/0"), "at code phone");
}
