//! `POST …/ballots/{ballot}/papers`

use crate::open_meetings::{AT, large_meeting, take_token_request, voter_id};
use crate::people::Person;
use crate::server::shared_server;
use domain::ballots::{HandOutPaperRequest, Method};
use domain::contract::{Empty, HandOutPaper, ShowTurnout, TakeToken};
use domain::ids::MemberId;

fn paper(member: MemberId) -> HandOutPaperRequest {
    HandOutPaperRequest { voter: voter_id(member), revision: AT.revision }
}

#[test]
fn paper_or_phone_and_never_both() {
    let server = shared_server();
    let ballot = server.open_ballot(large_meeting(), Method::Secret);
    let (on_paper, by_phone) = (server.resident(), server.resident());
    let refusal = |who: &Person, of: &Person| server.refusal::<HandOutPaper>(who, &ballot, &paper(of.member()));
    server.call::<HandOutPaper>(&server.chair(), &ballot, &paper(on_paper.member()));
    assert_eq!(refusal(&server.chair(), &on_paper), (409, "ballots/paper-given".into()));
    let token = server.refusal::<TakeToken>(&on_paper, &ballot, &take_token_request(on_paper.member()));
    assert_eq!(token, (409, "ballots/paper-given".into()));
    server.token(&ballot, &by_phone);
    assert_eq!(refusal(&server.chair(), &by_phone), (409, "ballots/token-given".into()));
    assert_eq!(refusal(&on_paper, &on_paper), (403, "request/not-allowed".into()));
    let shown = server.call::<ShowTurnout>(&on_paper, &ballot, &Empty {});
    assert_eq!((shown.given, shown.handed_out, shown.voted), (1, 1, 0));
}
