//! `POST …/ballots/{ballot}/papers`

use crate::halls::{AT, asked, large, voter};
use crate::people::Person;
use crate::server::shared;
use domain::ballots::{Method, PaperFor};
use domain::contract::{Empty, HandOutPaper, ShowTurnout, TakeToken};
use domain::ids::MemberId;

fn paper(member: MemberId) -> PaperFor {
    PaperFor { voter: voter(member), revision: AT.revision }
}

#[test]
fn paper_or_phone_and_never_both() {
    let server = shared();
    let ballot = server.open_ballot(large(), Method::Secret);
    let (on_paper, by_phone) = (server.resident(), server.resident());
    let refusal = |who: &Person, of: &Person| server.refusal::<HandOutPaper>(who, &ballot, &paper(of.member()));
    server.call::<HandOutPaper>(&server.chair(), &ballot, &paper(on_paper.member()));
    assert_eq!(refusal(&server.chair(), &on_paper), (409, "ballots/paper-given".into()));
    let token = server.refusal::<TakeToken>(&on_paper, &ballot, &asked(on_paper.member()));
    assert_eq!(token, (409, "ballots/paper-given".into()));
    server.token(&ballot, &by_phone);
    assert_eq!(refusal(&server.chair(), &by_phone), (409, "ballots/token-given".into()));
    assert_eq!(refusal(&on_paper, &on_paper), (403, "request/not-allowed".into()));
    let shown = server.call::<ShowTurnout>(&on_paper, &ballot, &Empty {});
    assert_eq!((shown.given, shown.handed_out, shown.voted), (1, 1, 0));
}
