//! What the journal never contains.

use crate::allowed_calls::{AllowedCalls, writing_endpoints};
use crate::host_api::HostApi;
use crate::test_community::TestCommunity;

/// A journal is never taken back, so it contains only ids, figures and fixed words of the program.
#[test]
fn no_journal_row_says_what_people_typed() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let calls = AllowedCalls::open(&world);
    let mut commands = 0;
    for (id, spec) in writing_endpoints() {
        let request = calls.allowed_request(id);
        let details = desk.rehearse(|| {
            assert_eq!(desk.handle(&request).status, 200, "{}", spec.name);
            desk.texts("select detail from journal", &[])
        });
        commands += 1;
        for detail in details {
            let words: String = detail.chars().filter(|c| !c.is_ascii() && *c != '…').collect();
            assert_eq!(words, "", "{}: {detail}", spec.name);
            assert!(!detail.contains("1380000"), "{}: {detail}", spec.name);
        }
    }
    assert!(commands > 20);
}
