//! `POST …/assistances/{assistance}/extension`

use crate::client::community_code;
use crate::people::{DIRECTOR, GRID_WORKER};
use crate::server::fresh_server;
use domain::contract::{Empty, ExtendAssistance, ShowAssistance};
use domain::time::MINUTE;

#[test]
fn half_an_hour_more_and_once() {
    let server = fresh_server();
    let worker = server.person(GRID_WORKER);
    let this = (community_code(), server.assist(&worker, server.member()));
    let before = server.call::<ShowAssistance>(&worker, &this, &Empty {});
    assert_eq!(before.until.since(before.opened_at), 30 * MINUTE);
    let other = server.refusal::<ExtendAssistance>(&server.person(DIRECTOR), &this, &Empty {});
    assert_eq!(other, (403, "assistance/not-yours".into()));
    let longer = server.call::<ExtendAssistance>(&worker, &this, &Empty {});
    assert_eq!(longer.until.since(before.until), 30 * MINUTE);
    let again = server.refusal::<ExtendAssistance>(&worker, &this, &Empty {});
    assert_eq!(again, (409, "assistance/no-more-extension".into()));
}
