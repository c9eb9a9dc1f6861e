//! `GET …/assistances`

use crate::client::community_code;
use crate::people::{DEPUTY, DIRECTOR, GRID_WORKER, SUPERVISOR};
use crate::server::fresh_server;
use domain::contract::{Empty, ReviewAssistance};

#[test]
fn counts_stand_in_the_order_of_names_and_not_of_numbers() {
    let server = fresh_server();
    let here = (community_code(),);
    for worker in [DIRECTOR, DEPUTY, GRID_WORKER] {
        let (worker, member) = (server.person(worker), server.member());
        let id = server.assist(&worker, member);
        server.act(&worker, id, member);
    }
    let (worker, member) = (server.person(GRID_WORKER), server.member());
    let opened = server.refusal::<domain::contract::OpenAssistance>(
        &worker,
        &here,
        &super::open_assistance::open_assistance_request(member),
    );
    assert_eq!(opened.1, "assistance/another-open");
    let review = server.call::<ReviewAssistance>(&server.person(SUPERVISOR), &here, &Empty {});
    let names: Vec<&str> = review.workers.iter().map(|worker| worker.name.as_str()).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert_eq!((names.len(), &names), (3, &sorted));
    assert!(review.workers.iter().all(|worker| (worker.assistances, worker.acts, worker.contested) == (1, 1, 0)));
    assert_eq!((review.page.rows.len(), review.page.next), (3, None));
    let committee = server.refusal::<ReviewAssistance>(&server.person(DIRECTOR), &here, &Empty {});
    assert_eq!(committee, (403, "request/not-allowed".into()));
}
