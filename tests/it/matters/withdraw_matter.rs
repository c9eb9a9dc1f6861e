//! `POST …/matters/{matter}/withdrawal`

use crate::matters::propose_matter::of;
use crate::server::shared;
use domain::contract::{Empty, WithdrawMatter};
use domain::matters::{Stage, VerdictKind};

#[test]
fn the_proposer_takes_it_back_before_it_is_discussed() {
    let server = shared();
    let proposer = server.resident();
    let matter = server.proposed(&proposer);
    let other = server.refusal::<WithdrawMatter>(&server.resident(), &of(matter), &Empty {});
    assert_eq!(other, (403, "request/not-allowed".into()));
    assert_eq!(server.call::<WithdrawMatter>(&proposer, &of(matter), &Empty {}).stage, Stage::Withdrawn);
    let again = server.refusal::<WithdrawMatter>(&proposer, &of(matter), &Empty {});
    assert_eq!(again, (409, "matters/already-withdrawn".into()));
    let open = server.reviewed(&proposer, VerdictKind::Accept);
    let late = server.refusal::<WithdrawMatter>(&proposer, &of(open), &Empty {});
    assert_eq!(late, (409, "matters/under-discussion".into()));
}
