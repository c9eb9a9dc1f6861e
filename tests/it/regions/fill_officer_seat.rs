//! `POST /api/regions/{region}/officers`

use crate::client::Call;
use crate::offices::{officer_seat_request, region_path};
use crate::server::shared_server;
use domain::contract::{FillOfficerSeat, PageQuery};
use domain::regions::{FillOfficerSeatRequest, OfficerPost};

#[test]
fn a_head_seats_others_and_staff_nobody() {
    let (server, here) = (shared_server(), region_path("5114"));
    let head = server.open_office(&here, 60);
    let now = server.now();
    let body = officer_seat_request(now, 61, OfficerPost::Staff);
    let call = Call::of::<FillOfficerSeat>(&head, &here, &(), &body);
    let (first, second) = (server.send(&call), server.send(&call));
    assert_eq!((first.status, first.text()), (200, second.text()), "the same key seats once");
    let far = FillOfficerSeatRequest {
        until: "2199-01-01".parse().expect("a day"),
        ..officer_seat_request(now, 62, OfficerPost::Staff)
    };
    let past = FillOfficerSeatRequest { until: "2020-01-01".parse().expect("a day"), ..far.clone() };
    let over = FillOfficerSeatRequest { from: "2019-01-01".parse().expect("a day"), ..past.clone() };
    for (what, body, expect) in [
        ("oneself", officer_seat_request(now, 60, OfficerPost::Staff), (403, "regions/own-case")),
        ("sits already", body, (409, "regions/seat-open")),
        ("far", far, (422, "regions/term-too-long")),
        ("reversed", past, (422, "regions/term-reversed")),
        ("over", over, (422, "regions/term-already-over")),
    ] {
        let refused = server.refusal::<FillOfficerSeat>(&head, &here, &body);
        assert_eq!((refused.0, refused.1.as_str()), expect, "{what}");
    }
    let clerk = server.officer(&here, 61);
    let refused = server.refusal::<FillOfficerSeat>(&clerk, &here, &officer_seat_request(now, 63, OfficerPost::Staff));
    assert_eq!(refused, (403, "request/not-allowed".into()));
    let journal = Call::of::<domain::contract::ShowRegionJournal>(
        &head,
        &here,
        &PageQuery::default(),
        &domain::contract::Empty {},
    );
    let text = server.send(&journal).text();
    assert!(text.contains("regions/fill-officer-seat") && !text.contains("1377000"), "{text}");
}
