//! `POST …/services/{service}/rejection`

use crate::activities::{confirm_services_request, past_activity, test_reason};
use crate::client::community_code;
use crate::people::LEADER;
use crate::server::shared_server;
use domain::contract::{ConfirmServices, Empty, ListNotices, RejectService, ShowHours};
use domain::notices::NoticeKind;
use domain::volunteering::RejectServiceRequest;

#[test]
fn a_rejected_record_never_comes_back() {
    let server = shared_server();
    let (leader, person) = (server.person(LEADER), server.resident());
    let service = server.list(0, person.member());
    let (this, body) = ((community_code(), service), RejectServiceRequest { reason: test_reason() });
    server.call::<RejectService>(&leader, &this, &body);
    let notice = server.call::<ListNotices>(&person, &(community_code(),), &Empty {}).rows.remove(0);
    assert_eq!(
        (notice.kind, notice.params["reason"].as_str()),
        (NoticeKind::ServiceRejected, Some(test_reason().as_str()))
    );
    let decided = (409, "volunteering/already-decided".to_owned());
    assert_eq!(server.refusal::<RejectService>(&leader, &this, &body), decided);
    let confirmed = server.refusal::<ConfirmServices>(
        &leader,
        &(community_code(), past_activity(0)),
        &confirm_services_request(&[service]),
    );
    assert_eq!(confirmed, decided);
    let hours = server.call::<ShowHours>(&person, &(community_code(), person.member()), &Empty {});
    assert_eq!((hours.total_minutes, hours.pending.len()), (0, 0));
}

#[test]
fn a_reason_is_required() {
    let server = shared_server();
    let service = server.list(0, server.member());
    let url = format!("/api/communities/{}/services/{service}/rejection", community_code());
    for body in ["{}", r#"{"reason":"短"}"#, r#"{"reason":"足够长的理由","minutes":1}"#] {
        let call = crate::client::Call::post(&url, body).by(&server.person(LEADER));
        let answer = server.send(&call.with(domain::contract::KEY_HEADER, &crate::client::new_key().to_string()));
        assert_eq!(answer.refusal(), (400, "request/malformed".into()), "{body}");
    }
}
