//! `GET /api/demonstration/accounts`

use crate::people::Person;
use crate::server::shared_server;
use domain::access::Role;
use domain::contract::{Empty, ListDemonstrationAccounts};

#[test]
fn each_account_signs_in_with_the_role_it_promises() {
    let server = shared_server();
    let accounts = server.call::<ListDemonstrationAccounts>(&Person::guest(), &(), &Empty {}).accounts;
    assert!(accounts.len() >= 6, "one of each kind: {accounts:?}");
    for account in accounts {
        let held: Vec<Role> = server.person(&account.name).me().held.iter().map(|held| held.role).collect();
        // The leader of the party branch belongs to it, and may also sit on the committee.
        let keeps = if account.role == Role::Resident { held.is_empty() } else { held.contains(&account.role) };
        assert!(keeps, "{}: {held:?}", account.name);
    }
    // Officers of regions sign in at their region, and their roles are valid only there.
    let officers = server.call::<ListDemonstrationAccounts>(&Person::guest(), &(), &Empty {}).officers;
    let offered: Vec<_> = officers.iter().map(|one| (one.region.as_str(), one.post.as_str())).collect();
    assert_eq!(offered, [("511402901", "head"), ("511402901", "staff"), ("511402", "head")]);
    let me = server.officer_me(&server.street_head(), &crate::offices::region_path("511402901"));
    assert_eq!((me.name, me.post), (officers[0].name.clone(), officers[0].post));
    let answer = server.raw::<ListDemonstrationAccounts>(&Person::guest(), &());
    assert_eq!(answer.fields("/accounts/0"), "community community_name name phone role");
}
