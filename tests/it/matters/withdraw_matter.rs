//! `POST …/matters/{matter}/withdrawal`

use crate::matters::propose_matter::matter_path;
use crate::server::shared_server;
use domain::contract::{Empty, WithdrawMatter};
use domain::matters::{Stage, VerdictKind};

#[test]
fn the_proposer_takes_it_back_before_it_is_discussed() {
    let server = shared_server();
    let proposer = server.resident();
    let matter = server.proposed(&proposer);
    let other = server.refusal::<WithdrawMatter>(&server.resident(), &matter_path(matter), &Empty {});
    assert_eq!(other, (403, "request/not-allowed".into()));
    assert_eq!(server.call::<WithdrawMatter>(&proposer, &matter_path(matter), &Empty {}).stage, Stage::Withdrawn);
    let again = server.refusal::<WithdrawMatter>(&proposer, &matter_path(matter), &Empty {});
    assert_eq!(again, (409, "matters/already-withdrawn".into()));
    let open = server.reviewed(&proposer, VerdictKind::Accept);
    let late = server.refusal::<WithdrawMatter>(&proposer, &matter_path(open), &Empty {});
    assert_eq!(late, (409, "matters/under-discussion".into()));
}
