//! `POST /api/operator/offices`

use crate::client::Call;
use crate::offices::{open_office_request, region_path};
use crate::people::Person;
use crate::server::{fresh_server, shared_server};
use domain::contract::OpenOffice;
use domain::regions::{OfficerPost, OpenOfficeRequest};

#[test]
fn the_operator_names_the_first_head() {
    let (server, here) = (shared_server(), region_path("511403"));
    let now = server.now();
    let reversed =
        OpenOfficeRequest { until: "2020-01-01".parse().expect("a day"), ..open_office_request(now, &here.0, 3) };
    assert_eq!(server.refusal::<OpenOffice>(&Person::guest(), &(), &reversed).1, "regions/term-reversed");
    let long =
        OpenOfficeRequest { until: "2099-01-01".parse().expect("a day"), ..open_office_request(now, &here.0, 3) };
    assert_eq!(server.refusal::<OpenOffice>(&Person::guest(), &(), &long).1, "regions/term-too-long");
    let head = server.open_office(&here, 1);
    assert_eq!(server.officer_me(&head, &here).post, OfficerPost::Head);
    // The same request again changes nothing; the head names all further officers.
    server.call::<OpenOffice>(&Person::guest(), &(), &open_office_request(now, &here.0, 1));
    let refused = server.refusal::<OpenOffice>(&Person::guest(), &(), &open_office_request(now, &here.0, 2));
    assert_eq!(refused, (409, "regions/office-open".into()));
}

#[test]
fn nobody_else_names_one_and_nothing_is_left() {
    let server = fresh_server();
    let (guest, files, now) = (Person::guest(), server.object_files(), server.now());
    let real = open_office_request(now, &region_path("511403").0, 1);
    let wrong = OpenOfficeRequest { operator_key: "x".repeat(40).parse().expect("a key"), ..real };
    assert_eq!(server.refusal::<OpenOffice>(&guest, &(), &wrong), (403, "regions/operator-key-wrong".into()));
    let nowhere = open_office_request(now, &region_path("511499").0, 1);
    assert_eq!(server.refusal::<OpenOffice>(&guest, &(), &nowhere), (422, "regions/unknown-region".into()));
    let call = Call::post("/api/operator/offices", "{}");
    assert_eq!(server.send(&call).refusal(), (400, "request/malformed".into()));
    assert_eq!(server.object_files(), files, "no object was made");
}
