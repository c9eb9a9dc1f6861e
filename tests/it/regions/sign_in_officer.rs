//! `POST /api/regions/{region}/sessions`

use crate::client::{Call, community_code};
use crate::offices::{COUNTY_HEAD, officer_phone, region_path};
use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::contract::{Empty, ListOfficers, ShowMe, ShowOfficerMe, SignInOfficer};
use domain::sessions::SignInRequest;

#[test]
fn the_right_code_opens_this_region_and_nothing_else() {
    let (server, here) = (shared_server(), region_path("511423"));
    let head = server.open_office(&here, 20);
    assert_eq!(server.officer_me(&head, &here).name, "示范20");
    let cookie = head.cookie.clone().expect("a cookie");
    let token = cookie.strip_prefix("linli-officer=").expect("a name of its own");
    let as_member = Person::with_cookie(&format!("linli={token}"));
    for who in [&head, &as_member] {
        assert_eq!(
            server.refusal::<ShowMe>(who, &(community_code(),), &Empty {}),
            (401, "request/not-signed-in".into())
        );
        let (other, nobody) = (region_path("511402"), (401, "request/not-signed-in".into()));
        assert_eq!(server.refusal::<ShowOfficerMe>(who, &other, &Empty {}), nobody);
    }
    let member = server.person(DIRECTOR).cookie.expect("a cookie");
    let renamed = member.replacen("linli=", "linli-officer=", 1);
    for cookie in [member, renamed] {
        let who = Person::with_cookie(&cookie);
        assert_eq!(server.refusal::<ListOfficers>(&who, &here, &Empty {}), (401, "request/not-signed-in".into()));
    }
}

#[test]
fn the_cookie_stays_with_the_region() {
    let (server, here) = (shared_server(), region_path("511402"));
    let body = SignInRequest { phone: officer_phone(COUNTY_HEAD), code: server.ask_officer_code(&here, COUNTY_HEAD) };
    let answer = server.send(&Call::of::<SignInOfficer>(&Person::guest(), &here, &(), &body));
    let cookie = answer.header("set-cookie");
    for part in ["linli-officer=", "Path=/api/regions/511402;", "HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    let again = server.refusal::<SignInOfficer>(&Person::guest(), &here, &body);
    assert_eq!(again, (422, "sessions/code-spent".into()), "a code opens once");
    let unknown = SignInRequest { phone: officer_phone(29), ..body };
    let refused = server.refusal::<SignInOfficer>(&Person::guest(), &here, &unknown);
    assert_eq!(refused, (422, "sessions/code-wrong".into()));
}
