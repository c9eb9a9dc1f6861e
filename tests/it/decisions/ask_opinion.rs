//! `POST …/cases/{case}/opinions`

use crate::people::{DEPUTY, SUPERVISOR};
use crate::server::fresh_server;
use domain::contract::{AskOpinion, Empty, ShowCase};
use domain::decisions::{AskOpinionRequest, OpinionOf};

#[test]
fn the_adviser_is_asked_once_at_a_time() {
    let server = fresh_server();
    let (deputy, at) = (server.person(DEPUTY), server.open_case());
    let adviser = AskOpinionRequest { of: OpinionOf::Adviser };
    let asked = server.call::<AskOpinion>(&deputy, &at, &adviser);
    let shown = server.call::<ShowCase>(&deputy, &at, &Empty {}).opinions;
    assert_eq!((shown[0].id, shown[0].due_at, shown[0].verdict), (asked.opinion, asked.due_at, None));
    let twice = server.refusal::<AskOpinion>(&deputy, &at, &adviser);
    assert_eq!(twice, (409, "decisions/opinion-asked-already".into()));
    let township = server.refusal::<AskOpinion>(&deputy, &at, &AskOpinionRequest { of: OpinionOf::Township });
    assert_eq!(township, (409, "decisions/opinion-not-needed".into()));
    let denied = server.refusal::<AskOpinion>(&server.person(SUPERVISOR), &at, &adviser);
    assert_eq!(denied, (403, "request/not-allowed".into()));
}
