//! `POST …/activities/{activity}/confirmations`

use crate::activities::{confirm_services_request, past_activity, test_reason};
use crate::client::community_code;
use crate::people::{DIRECTOR, LEADER};
use crate::server::shared_server;
use domain::contract::{ConfirmServices, Empty, ListNotices, ShowHours};
use domain::notices::NoticeKind;
use domain::volunteering::{ConfirmServicesRequest, ServiceConfirmation, ServicesConfirmed};

#[test]
fn minutes_go_to_the_ledger_once() {
    let server = shared_server();
    let (leader, person, at) = (server.person(LEADER), server.resident(), (community_code(), past_activity(0)));
    let body = confirm_services_request(&[server.list(0, person.member()), server.list(0, server.member())]);
    assert_eq!(server.call::<ConfirmServices>(&leader, &at, &body), ServicesConfirmed { count: 2, minutes: 240 });
    let own = (community_code(), person.member());
    assert_eq!(server.call::<ShowHours>(&person, &own, &Empty {}).total_minutes, 120);
    assert_eq!(server.refusal::<ConfirmServices>(&leader, &at, &body), (409, "volunteering/already-decided".into()));
    assert_eq!(server.call::<ShowHours>(&person, &own, &Empty {}).total_minutes, 120);
}

#[test]
fn fewer_minutes_need_a_reason_that_the_volunteer_reads() {
    let server = shared_server();
    let (leader, person, at) = (server.person(LEADER), server.resident(), (community_code(), past_activity(0)));
    let service = server.list(0, person.member());
    let one = |minutes, reason| ConfirmServicesRequest {
        services: vec![ServiceConfirmation { service, minutes: Some(minutes), reason }],
    };
    for (body, refusal) in [
        (one(121, Some(test_reason())), "more-than-measured"),
        (one(0, Some(test_reason())), "no-minutes"),
        (one(90, None), "reason-missing"),
    ] {
        let refused = server.refusal::<ConfirmServices>(&leader, &at, &body);
        assert_eq!(refused, (422, format!("volunteering/{refusal}")));
    }
    server.call::<ConfirmServices>(&leader, &at, &one(90, Some(test_reason())));
    let notice = server.call::<ListNotices>(&person, &(community_code(),), &Empty {}).rows.remove(0);
    assert_eq!(
        (notice.kind, notice.params["reason"].as_str()),
        (NoticeKind::ServiceConfirmedReduced, Some(test_reason().as_str()))
    );
}

#[test]
fn all_or_none() {
    let server = shared_server();
    let (leader, person, at) = (server.person(LEADER), server.resident(), (community_code(), past_activity(0)));
    let (good, foreign) = (server.list(0, person.member()), server.list(1, server.member()));
    for (services, refusal) in [
        (vec![good, foreign], (404, "request/not-found")),
        (vec![good, good], (422, "volunteering/doubled-in-list")),
        (vec![], (422, "volunteering/too-many-at-once")),
    ] {
        let refused = server.refusal::<ConfirmServices>(&leader, &at, &confirm_services_request(&services));
        assert_eq!(refused, (refusal.0, refusal.1.to_owned()));
    }
    let hours = server.call::<ShowHours>(&person, &(community_code(), person.member()), &Empty {});
    assert_eq!((hours.total_minutes, hours.pending.len()), (0, 1), "nothing half done");
}

#[test]
fn nobody_confirms_the_own_service() {
    let server = shared_server();
    let (director, leader) = (server.person(DIRECTOR), server.person(LEADER));
    // The director enters the leader's presence; the leader may decide on all services except this one.
    let body = crate::activities::list_presence_request(2, leader.member());
    let service =
        server.call::<domain::contract::ListPresence>(&director, &(community_code(), past_activity(2)), &body).service;
    let refused = server.refusal::<ConfirmServices>(
        &leader,
        &(community_code(), past_activity(2)),
        &confirm_services_request(&[service]),
    );
    assert_eq!(refused, (403, "volunteering/own-service".into()));
}
