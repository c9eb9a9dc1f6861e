//! `POST …/matters/{matter}/posts`

use crate::matters::propose_matter::{of, post};
use crate::people::Person;
use crate::server::shared;
use domain::contract::WritePost;
use domain::matters::{PostDraft, PostState, Side};

#[test]
fn a_resident_speaks_and_is_answered_two_deep() {
    let server = shared();
    let (matter, resident) = (server.accepted(), server.resident());
    let first = server.call::<WritePost>(&resident, &of(matter), &post(Side::For));
    assert_eq!(first.state, PostState::Shown);
    let answer = PostDraft { reply_to: Some(first.post), ..post(Side::Against) };
    let second = server.call::<WritePost>(&server.resident(), &of(matter), &answer);
    let deeper = PostDraft { reply_to: Some(second.post), ..post(Side::For) };
    let refusal = |who: &Person, body: &PostDraft| server.refusal::<WritePost>(who, &of(matter), body);
    assert_eq!(refusal(&resident, &deeper), (422, "matters/too-deep".into()));
    assert_eq!(refusal(&resident, &PostDraft { version: 2, ..post(Side::For) }), (400, "request/malformed".into()));
    assert_eq!(refusal(&Person::guest(), &post(Side::For)), (401, "request/not-signed-in".into()));
    let over = server.refusal::<WritePost>(&resident, &of(server.discussed(true)), &post(Side::For));
    assert_eq!(over, (409, "matters/not-discussing".into()));
}
