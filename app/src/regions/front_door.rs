//! The front door: what this is, the community of the last visit, and the search for another one by its name.
//!
//! Everything else of a region is below it, for a reader who knows the way down the tree.

use super::region;
use crate::communities::stored_list::{self, OwnCommunity};
use crate::load::load_reply;
use crate::location::{community_link, last_community};
use crate::ui::{Element, Field, Input, cell_link, el, empty, field, loaded_view, section};
use crate::words::{key, t, tf};
use domain::contract::FindCommunities;
use domain::ids::CommunityCode;
use domain::regions::{FindCommunitiesQuery, FoundCommunities, FoundCommunity};
use leptos::prelude::*;
use std::sync::Arc;

/// The search, and what it found; before a word is written, the communities of the region.
pub fn front_door() -> AnyView {
    let (written, asked) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let found =
        load_reply::<FindCommunities>(move || ((region(),), FindCommunitiesQuery { word: asked.get().parse().ok() }));
    el("div", "stack")
        .child(el("svg", "skyline").attr("aria-hidden", "true").child(el("use", "").attr("href", "/icons.svg#skyline")))
        .child(last_visit())
        .child(search(written, asked))
        .child(loaded_view(found, move |found| results(&found, &asked.get_untracked())))
        .any()
}

fn search(written: RwSignal<String>, asked: RwSignal<String>) -> Element {
    let go = el("button", "button").attr("type", "submit").child(t(key::REGIONS_GO));
    let word = field(Field {
        id: "search",
        label: t(key::REGIONS_FIND),
        input: Input::SEARCH,
        value: written,
        hint: t(key::REGIONS_FIND_HINT),
        error: RwSignal::new(String::new()),
        beside: Some(go),
    });
    el("form", "card pad").attr("role", "search").child(word).on("submit", move |event| {
        event.prevent_default();
        asked.set(written.get_untracked().trim().to_owned());
    })
}

fn last_visit() -> Option<Element> {
    let code = last_community()?;
    let own = stored_list::own_communities().into_iter().find(|own| own.code == code)?;
    let OwnCommunity { name, region, .. } = own;
    Some(section("card", t(key::REGIONS_LAST)).child(el("ul", "").child(community_row(&code, name, region, false))))
}

fn results(found: &Arc<FoundCommunities>, word: &str) -> AnyView {
    if found.rows.is_empty() {
        if word.is_empty() {
            return empty("map-pin", t(key::REGIONS_NONE), t(key::REGIONS_NONE_BELOW), None).any();
        }
        return empty("search", tf(key::REGIONS_NO_MATCH, &[("word", word)]), t(key::REGIONS_NO_MATCH_BELOW), None)
            .any();
    }
    let rows: Vec<_> = found.rows.iter().map(found_row).collect();
    let title = if word.is_empty() { t(key::REGIONS_OPENED) } else { tf(key::REGIONS_FOUND, &[("word", word)]) };
    let more = found.more.then(|| el("p", "body faint").child(t(key::REGIONS_MORE)));
    section("card", title).child(el("ul", "").child(rows)).child(more).any()
}

fn found_row(found: &FoundCommunity) -> Element {
    let names: Vec<&str> = found.path.iter().map(|above| above.name.as_str()).collect();
    community_row(&found.code, found.name.clone(), names.join(" · "), found.demonstration)
}

/// A row that leads to a community; `where_it_is` names the regions above it.
pub fn community_row(code: &CommunityCode, name: String, where_it_is: String, demonstration: bool) -> Element {
    let mark = demonstration.then(|| t(key::SHELL_DEMONSTRATION));
    let below: Vec<String> = [Some(where_it_is), mark].into_iter().flatten().filter(|part| !part.is_empty()).collect();
    cell_link(community_link(code, ""), name, below.join(" · "), None)
}
