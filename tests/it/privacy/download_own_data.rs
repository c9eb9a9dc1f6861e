//! `GET …/members/{member}/data-copy`

use crate::activities::TEAM;
use crate::client::{Call, community_code};
use crate::people::DIRECTOR;
use crate::server::shared_server;
use domain::contract::{DownloadOwnData, Empty, SignUp};
use domain::privacy::{DataPart, DataQuery};

#[test]
fn every_part_can_be_taken_home() {
    let server = shared_server();
    let (resident, at) = (server.resident(), server.publish(TEAM, 5));
    server.call::<SignUp>(&resident, &at, &Empty {});
    let this = (community_code(), resident.member());
    let rows = |part| {
        let query = DataQuery { part: Some(part), after: None };
        let copy = server.query::<DownloadOwnData>(&resident, &this, &query);
        assert_eq!(copy.part, part);
        copy.page.rows
    };
    for part in DataPart::ALL {
        let count = rows(*part).len();
        let expected = matches!(
            part,
            DataPart::Profile
                | DataPart::Stays
                | DataPart::SignUps
                | DataPart::Sessions
                | DataPart::SignIns
                | DataPart::Journal
                | DataPart::Meetings
        );
        assert_eq!(count > 0, expected, "{part}: {count}");
    }
    let profile = rows(DataPart::Profile).remove(0);
    assert!(profile["phone"].as_str().is_some_and(|phone| phone.starts_with("1380000") && phone.len() == 11));
    assert_eq!(rows(DataPart::Journal)[0]["command"], "volunteering/sign-up");
    let other = Call::of::<DownloadOwnData>(&server.person(DIRECTOR), &this, &DataQuery::default(), &Empty {});
    assert_eq!(server.send(&other).refusal(), (403, "request/not-allowed".into()));
    let odd = Call::get(&format!("{}?part=secrets", other.url)).by(&resident);
    assert_eq!(server.send(&odd).problem().field.as_deref(), Some("part"));
}
