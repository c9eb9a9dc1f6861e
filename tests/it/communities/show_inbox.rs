//! `GET …/demonstration/inbox`

use crate::client::code;
use crate::people::Person;
use crate::server::shared;
use domain::contract::{Empty, RequestCode, ShowInbox};
use domain::sessions::{Phone, SignInCodeRequest};

#[test]
fn it_holds_codes_for_phones_of_the_roster_only() {
    let server = shared();
    let (known, unknown): (Phone, Phone) = (server.next_phone(), "13900000001".parse().expect("a phone"));
    for phone in [&known, &unknown] {
        server.call::<RequestCode>(&Person::guest(), &(code(),), &SignInCodeRequest::of(phone.clone()));
    }
    let messages = server.call::<ShowInbox>(&Person::guest(), &(code(),), &Empty {}).messages;
    let message = messages.iter().find(|message| message.phone == known.as_str()).expect("a message");
    assert!(message.code.parse::<domain::sessions::Code>().is_ok());
    assert!(messages.iter().all(|message| message.phone != unknown.as_str()));
    assert_eq!(server.raw::<ShowInbox>(&Person::guest(), &(code(),)).fields("/messages/0"), "at code phone");
}
