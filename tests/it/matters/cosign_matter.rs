//! `POST …/matters/{matter}/cosigners`

use crate::matters::propose_matter::matter_path;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{CosignMatter, Empty};
use domain::matters::Stage;

#[test]
fn enough_co_signers_hand_it_in() {
    let server = shared_server();
    let proposer = server.resident();
    let matter = server.cosigning(&proposer);
    let own = server.refusal::<CosignMatter>(&proposer, &matter_path(matter), &Empty {});
    assert_eq!(own, (403, "matters/own-case".into()));
    for number in 1..=5 {
        let other = server.resident();
        let standing = server.call::<CosignMatter>(&other, &matter_path(matter), &Empty {});
        assert_eq!(standing.stage, if number == 5 { Stage::PreReview } else { Stage::Collecting });
        let again = server.refusal::<CosignMatter>(&other, &matter_path(matter), &Empty {}).1;
        assert_eq!(again, if number == 5 { "matters/not-collecting" } else { "matters/already-cosigned" });
    }
    let guest = server.refusal::<CosignMatter>(&Person::guest(), &matter_path(matter), &Empty {});
    assert_eq!(guest, (401, "request/not-signed-in".into()));
}
