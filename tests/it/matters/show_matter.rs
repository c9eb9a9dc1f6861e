//! `GET …/matters/{matter}`

use crate::matters::propose_matter::matter_path;
use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::contract::{Empty, ShowMatter};
use domain::matters::{MatterAct, VerdictKind};

#[test]
fn each_reader_is_told_what_they_may_do() {
    let server = shared_server();
    let proposer = server.resident();
    let matter = server.cosigning(&proposer);
    let view = |who: &Person| server.call::<ShowMatter>(who, &matter_path(matter), &Empty {});
    assert_eq!(view(&proposer).mine.may, [MatterAct::Withdraw, MatterAct::Enclose]);
    assert_eq!(view(&server.resident()).mine.may, [MatterAct::Cosign]);
    let name = view(&proposer).proposer.expect("a name");
    assert!(name.ends_with("**") && !name.contains(&proposer.me().name), "{name} is masked");
    let guest = server.refusal::<ShowMatter>(&Person::guest(), &matter_path(matter), &Empty {});
    assert_eq!(guest, (404, "request/not-found".into()));
    let back = server.reviewed(&proposer, VerdictKind::Return);
    let stranger = server.refusal::<ShowMatter>(&server.resident(), &matter_path(back), &Empty {});
    assert_eq!(stranger, (404, "request/not-found".into()));
    let seen = server.call::<ShowMatter>(&server.person(DIRECTOR), &matter_path(back), &Empty {});
    assert_eq!(seen.reviews.len(), 1);
}
