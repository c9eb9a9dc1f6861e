//! `POST …/me/factor/confirmation`

use crate::client::community_code;
use crate::server::shared_server;
use domain::contract::{BeginFactor, ConfirmFactor, Empty, ShowMe};
use domain::limits::RECOVERY_CODES;
use domain::sessions::{Code, ConfirmFactorRequest, FactorKey};

#[test]
fn the_first_code_enrols_and_shows_the_recovery_codes() {
    let server = shared_server();
    let (person, here) = (server.resident(), (community_code(),));
    let confirm = |code: Code| server.try_call::<ConfirmFactor>(&person, &here, &ConfirmFactorRequest { code });
    let early = confirm(Code::from_chance(1)).expect_err("nothing was begun");
    assert_eq!((early.status, early.code.as_str()), (409, "sessions/factor-not-begun"));
    let begun = server.call::<BeginFactor>(&person, &here, &Empty {});
    let key = FactorKey::from_base32(&begun.key).expect("a key");
    let now = key.code_at(server.now()).as_str().parse::<u64>().expect("digits");
    let wrong = confirm(Code::from_chance(now + 500_000)).expect_err("a wrong code");
    assert_eq!((wrong.status, wrong.code.as_str()), (422, "sessions/factor-code-wrong"));
    let codes = confirm(key.code_at(server.now())).expect("enrolled").recovery_codes;
    assert_eq!(codes.len(), RECOVERY_CODES);
    assert!(codes.iter().all(|code| code.len() == 11 && code.as_bytes()[5] == b'-'), "{codes:?}");
    let factor = server.call::<ShowMe>(&person, &here, &Empty {}).second_factor.expect("a factor");
    assert!(factor.enrolled && !factor.overdue);
}
