//! `GET …/matters/{matter}/versions`

use crate::matters::propose_matter::of;
use crate::people::{DIRECTOR, Person};
use crate::scene::reason;
use crate::server::shared;
use domain::contract::{AddVersion, Empty, ShowVersions};
use domain::matters::diff::{Change, diff, without};
use domain::matters::{By, MatterVersionDraft};

#[test]
fn all_are_kept_and_their_differences_can_be_told() {
    let server = shared();
    let matter = server.accepted();
    let text = "下雨天等车没有地方躲，希望在东门装一个雨棚。";
    let body = MatterVersionDraft { text: text.parse().expect("a text"), summary: reason() };
    server.call::<AddVersion>(&server.person(DIRECTOR), &of(matter), &body);
    let versions = server.call::<ShowVersions>(&Person::guest(), &of(matter), &Empty {}).versions;
    assert_eq!(versions.iter().map(|one| one.by).collect::<Vec<_>>(), [By::Proposer, By::Committee]);
    let pieces = diff(&versions[0].text, &versions[1].text);
    assert_eq!(
        (without(&pieces, Change::Added), without(&pieces, Change::Removed).as_str()),
        (versions[0].text.clone(), text)
    );
}
