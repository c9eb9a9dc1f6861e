//! `GET …/matters/{matter}/versions`

use crate::activities::test_reason;
use crate::matters::propose_matter::matter_path;
use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::contract::{AddVersion, Empty, ShowVersions};
use domain::matters::diff::{Change, diff_texts, restore_text};
use domain::matters::{AddVersionRequest, EventActor};

#[test]
fn all_are_kept_and_their_differences_can_be_told() {
    let server = shared_server();
    let matter = server.accepted();
    let text = "下雨天等车没有地方躲，希望在东门装一个雨棚。";
    let body = AddVersionRequest { text: text.parse().expect("a text"), summary: test_reason() };
    server.call::<AddVersion>(&server.person(DIRECTOR), &matter_path(matter), &body);
    let versions = server.call::<ShowVersions>(&Person::guest(), &matter_path(matter), &Empty {}).versions;
    assert_eq!(versions.iter().map(|one| one.by).collect::<Vec<_>>(), [EventActor::Proposer, EventActor::Committee]);
    let pieces = diff_texts(&versions[0].text, &versions[1].text);
    assert_eq!(
        (restore_text(&pieces, Change::Added), restore_text(&pieces, Change::Removed).as_str()),
        (versions[0].text.clone(), text)
    );
}
