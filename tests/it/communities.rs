//! Communities over HTTP: what the gate itself answers, which object of which class it asks, the demonstration as it is
//! really seeded, and an opening that goes through the gate to every region above.

use crate::server::{Mode, Server, fresh_server, new_folder, shared_server};
use crate::template::{class_databases, open_database, without_wal};
use domain::access::Role;
use domain::communities::{ObjectKind, OpenCommunityRequest};
use domain::contract::{
    CONTRACT, CheckObjects, Empty, FindCommunities, HealthCheck, ListDemonstrationAccounts, OpenCommunity,
    SeedDemonstration, ShowHome, ShowRegion, ShowRoster,
};
use domain::ids::CommunityCode;
use domain::regions::FindCommunitiesQuery;
use tests::scenes::NEIGHBOUR;
use tests::scenes::client::{CODE, Call, community_code};
use tests::scenes::communities::open_community_request;
use tests::scenes::offices::region_path;
use tests::scenes::people::{DIRECTOR, Person};

#[test]
fn health_tells_the_contract_and_the_time() {
    let server = shared_server();
    let health = server.call::<HealthCheck>(&Person::guest(), &(), &Empty {});
    assert_eq!((health.status.as_str(), health.contract), ("ok", CONTRACT));
    assert!(health.now.is_plausible());
    assert_eq!(server.send(&Call::post("/api/health", "{}")).refusal(), (405, "request/method-not-allowed".into()));
}

#[test]
fn one_object_of_each_kind_is_looked_at() {
    let server = shared_server();
    let checked = server.call::<CheckObjects>(&Person::guest(), &(), &Empty {});
    let seen: Vec<_> = checked.looked_at.iter().map(|one| (one.kind, one.code.as_str())).collect();
    let regions = ["0", "51", "5114", "511402", "511402901"].map(|code| (ObjectKind::Region, code));
    assert_eq!(seen[..5], regions);
    let community = seen[5].1;
    assert!([CODE, NEIGHBOUR].contains(&community), "{community}");
    assert_eq!(seen[5..], [(ObjectKind::Community, community), (ObjectKind::Archive, community)]);
    assert_eq!(server.send(&Call::post("/api/health/objects", "{}")).refusal().0, 405);
}

#[test]
fn a_server_without_communities_is_well() {
    let server = Server::start(&new_folder(), Mode::Production);
    let checked = server.call::<CheckObjects>(&Person::guest(), &(), &Empty {});
    assert_eq!(checked.looked_at.len(), 1, "the country, which is always real");
}

#[test]
fn the_one_that_cannot_be_read_is_named_here_and_in_the_log() {
    for (class, kind) in [("linli-region", "region"), ("linli-community", "community"), ("linli-archive", "archive")] {
        let mut server = fresh_server();
        server.leave();
        server.kill();
        // Only one community, so that the random choice has no alternative.
        for street in class_databases(&server.data, "linli-region") {
            open_database(&street).execute("delete from children where code = ?1", [NEIGHBOUR]).expect("a region");
        }
        for path in class_databases(&server.data, class) {
            without_wal(&path);
            std::fs::write(&path, b"no database at all, and longer than a header of one hundred bytes is. ".repeat(4))
                .expect("a broken file");
        }
        let server = Server::start(&server.data, Mode::Demonstration);
        let answer = server.send(&Call::get("/api/health/objects"));
        let problem = answer.problem();
        assert_eq!((problem.status, problem.code.as_str()), (503, "communities/object-damaged"), "{class}");
        assert_eq!(problem.params["kind"], kind);
        let code = problem.params["code"].as_str().expect("a code");
        let log = server.log();
        let line = log.lines().find(|line| line.contains("health: ")).unwrap_or_else(|| panic!("{log}"));
        let name = format!("{kind} {code} (file {class}/");
        let file =
            line.split_once(&name).and_then(|(_, rest)| rest.split(')').next()).unwrap_or_else(|| panic!("{line}"));
        assert!(server.data.join("objects").join(class).join(file).is_file(), "{file} is a file of the folder");
    }
}

#[test]
fn each_account_signs_in_with_the_role_it_promises() {
    let server = shared_server();
    let offered = server.call::<ListDemonstrationAccounts>(&Person::guest(), &(), &Empty {});
    assert!(offered.accounts.len() >= 6, "one of each kind: {:?}", offered.accounts);
    for account in &offered.accounts {
        let held: Vec<Role> = server.person(&account.name).me().held.iter().map(|held| held.role).collect();
        // The leader of the party branch belongs to it, and may also sit on the committee.
        let keeps = if account.role == Role::Resident { held.is_empty() } else { held.contains(&account.role) };
        assert!(keeps, "{}: {held:?}", account.name);
    }
    // Officers of regions sign in at their region, and their roles are valid only there.
    let officers: Vec<_> = offered.officers.iter().map(|one| (one.region.as_str(), one.post.as_str())).collect();
    assert_eq!(officers, [("511402901", "head"), ("511402901", "staff"), ("511402", "head")]);
    let me = server.officer_me(&server.street_head(), &region_path("511402901"));
    assert_eq!((&me.name, me.post), (&offered.officers[0].name, offered.officers[0].post));
}

#[test]
fn seeding_a_second_time_changes_nothing() {
    let server = shared_server();
    let total = || server.call::<ShowRoster>(&server.person(DIRECTOR), &(community_code(),), &Empty {}).total;
    let before = total();
    let seeded = server.call::<SeedDemonstration>(&Person::guest(), &(), &Empty {});
    assert_eq!(seeded, server.call::<ListDemonstrationAccounts>(&Person::guest(), &(), &Empty {}));
    assert!(before > 1000 && total() <= before, "{before} people, then {}", total());
}

#[test]
fn a_real_community_opens_on_an_empty_production() {
    let server = Server::start(&new_folder(), Mode::Production);
    let guest = Person::guest();
    let code: CommunityCode = "511402001003".parse().expect("a code");
    assert_eq!(server.refusal::<ShowHome>(&guest, &(code.clone(),), &Empty {}).0, 404);
    let body = open_community_request(code.as_str(), 9001);
    let opened = server.call::<OpenCommunity>(&guest, &(), &body);
    assert_eq!((opened.code, opened.changed), (code.clone(), true));
    assert_eq!(server.call::<ShowHome>(&guest, &(code.clone(),), &Empty {}).name, "示范新社区");
    // The path to it is known from the country down.
    let mut region = domain::ids::RegionCode::country();
    for next in ["51", "5114", "511402", "511402001"] {
        let here = server.call::<ShowRegion>(&guest, &(region,), &Empty {});
        let child = here.regions.iter().find(|child| child.code.as_str() == next).expect("the next region");
        assert_eq!(child.communities_open, 1, "{next}");
        region = child.code.clone();
    }
    let street = server.call::<ShowRegion>(&guest, &(region,), &Empty {});
    assert_eq!(street.communities.len(), 1);
    // A second community in the street is counted; the same one again is not.
    server.call::<OpenCommunity>(&guest, &(), &open_community_request("511402001004", 9002));
    assert!(!server.call::<OpenCommunity>(&guest, &(), &body).changed, "it was open already");
    let county = server.call::<ShowRegion>(&guest, &region_path("511402"), &Empty {});
    assert_eq!(county.regions[0].communities_open, 2);
    // Every region above finds both, each once, by a part of the name, by the street's, and by initials.
    for region in ["0", "51", "5114", "511402", "511402001"] {
        for (word, found) in [(None, 2), (Some("新社"), 2), (Some("示范街道"), 2), (Some("XSQ"), 0), (Some("sfxsq"), 2)]
        {
            let word = word.map(|word| word.parse().expect("a word"));
            let query = FindCommunitiesQuery { word: word.clone() };
            let answer = server.query::<FindCommunities>(&guest, &region_path(region), &query);
            assert_eq!((answer.rows.len(), answer.more), (found, false), "{region} {word:?}");
        }
    }
    let other = OpenCommunityRequest { first: open_community_request("511402001003", 9003).first, ..body };
    assert_eq!(server.refusal::<OpenCommunity>(&guest, &(), &other), (409, "communities/already-open".into()));
}

#[test]
fn nobody_else_opens_a_community_and_nothing_is_left() {
    let server = fresh_server();
    let guest = Person::guest();
    let files = server.object_files();
    let wrong = OpenCommunityRequest {
        operator_key: "x".repeat(40).parse().expect("a key"),
        ..open_community_request("511402001003", 9001)
    };
    assert_eq!(server.refusal::<OpenCommunity>(&guest, &(), &wrong), (403, "communities/operator-key-wrong".into()));
    let elsewhere = OpenCommunityRequest {
        code: "511402002003".parse().expect("a code"),
        ..open_community_request("511402001003", 9001)
    };
    assert_eq!(server.refusal::<OpenCommunity>(&guest, &(), &elsewhere), (422, "communities/path-wrong".into()));
    let call = Call::post("/api/operator/communities", "{}");
    assert_eq!(server.send(&call).refusal(), (400, "request/malformed".into()));
    assert_eq!(server.object_files(), files, "no object was made");
}

#[test]
fn what_is_no_communitys_code_is_not_found() {
    for wrong in ["51140290100", "5114029010011", "51140290100x", "511402901999", "000000000000"] {
        let answer = shared_server().send(&Call::get(&format!("/api/communities/{wrong}")));
        assert_eq!(answer.refusal(), (404, "request/not-found".into()), "{wrong}");
    }
}
