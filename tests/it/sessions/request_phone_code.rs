//! `POST …/me/phone-codes`

use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::RequestPhoneCode;
use domain::limits::NEW_PHONE_CODES_PER_HOUR;
use domain::sessions::PhoneCodeRequest;

#[test]
fn a_few_codes_an_hour_to_whichever_phone() {
    let server = shared_server();
    let (person, here) = (server.resident(), (community_code(),));
    let ask = |number: u32| PhoneCodeRequest { phone: format!("1372222{number:04}").parse().expect("a phone") };
    assert_eq!(
        server.refusal::<RequestPhoneCode>(&Person::guest(), &here, &ask(0)),
        (401, "request/not-signed-in".into())
    );
    server.call::<RequestPhoneCode>(&person, &here, &ask(0));
    assert_eq!(server.refusal::<RequestPhoneCode>(&person, &here, &ask(0)), (429, "sessions/too-many-codes".into()));
    for number in 1..NEW_PHONE_CODES_PER_HOUR {
        server.call::<RequestPhoneCode>(&person, &here, &ask(number));
    }
    // The hour may turn between two of them; then one more is sent.
    let refused = (0..2).map(|more| server.try_call::<RequestPhoneCode>(&person, &here, &ask(100 + more)).is_err());
    assert!(refused.last().is_some_and(|refused| refused) || server.now().0 % 3_600_000 < 60_000);
}
