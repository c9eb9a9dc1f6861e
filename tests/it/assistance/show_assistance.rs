//! `GET …/assistances/{assistance}`

use crate::client::community_code;
use crate::people::{GRID_WORKER, SUPERVISOR};
use crate::server::fresh_server;
use domain::contract::{Empty, ShowAssistance};

#[test]
fn the_slip_is_for_the_household_the_workers_and_the_supervisors() {
    let server = fresh_server();
    let (worker, resident) = (server.person(GRID_WORKER), server.resident());
    let id = server.assist(&worker, resident.member());
    let slip = server.act(&worker, id, resident.member());
    assert_eq!((slip.acts.len(), slip.acts[0].command.as_str()), (1, "ledger/show-hours"));
    for who in [&resident, &server.person(SUPERVISOR)] {
        assert_eq!(server.call::<ShowAssistance>(who, &(community_code(), id), &Empty {}), slip);
    }
    let stranger = server.refusal::<ShowAssistance>(&server.stranger_to(&resident), &(community_code(), id), &Empty {});
    assert_eq!(stranger, (403, "request/not-allowed".into()));
    let answer = server.raw::<ShowAssistance>(&resident, &(community_code(), id));
    assert_eq!(
        answer.fields(""),
        "acts consent ended_by extensions_left id member member_name number opened_at until worker worker_name",
        "the witness and the paper's number are not among them"
    );
}
