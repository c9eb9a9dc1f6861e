//! The search for a community below a region, by a part of its name, its street's, or initials.

use super::region;
use crate::load::load_reply;
use crate::location::community_link;
use crate::ui::form_values::bad_text_words;
use crate::ui::{Element, Field, Input, cell_link, el, empty, field, live, loaded_view, nothing, section, several};
use crate::words::{key, t, tf};
use domain::contract::FindCommunities;
use domain::ids::CommunityCode;
use domain::regions::{FindCommunitiesQuery, FoundCommunities, FoundCommunity};
use domain::text::SearchWord;
use leptos::prelude::*;

/// `lists_all`: before a word is asked, all communities are listed.
pub fn community_search(lists_all: bool) -> AnyView {
    let asked = RwSignal::new(None::<SearchWord>);
    let results = live(move || match asked.get() {
        None if !lists_all => nothing(),
        word => {
            let query = FindCommunitiesQuery { word: word.clone() };
            let found = load_reply::<FindCommunities>(move || ((region(),), query.clone()));
            loaded_view(found, move |found| results(&found, word.as_ref()))
        }
    });
    several([search(asked).any(), results])
}

fn search(asked: RwSignal<Option<SearchWord>>) -> Element {
    let (written, error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let go = el("button", "button").attr("type", "submit").child(t(key::REGIONS_GO));
    let word = field(Field {
        id: "search",
        label: t(key::REGIONS_FIND),
        input: Input::SEARCH,
        value: written,
        hint: t(key::REGIONS_FIND_HINT),
        error,
        beside: Some(go),
    });
    el("form", "card pad").attr("role", "search").child(word).on("submit", move |event| {
        event.prevent_default();
        let word = written.get_untracked();
        let word = (!word.trim().is_empty()).then(|| word.parse()).transpose();
        error.set(word.as_ref().err().map(|bad| bad_text_words(*bad)).unwrap_or_default());
        if let Ok(word) = word {
            asked.set(word);
        }
    })
}

fn results(found: &FoundCommunities, word: Option<&SearchWord>) -> AnyView {
    let named = word.map(|word| [("word", word.as_str())]);
    if found.rows.is_empty() {
        return match named {
            None => empty("map-pin", t(key::REGIONS_NONE), t(key::REGIONS_NONE_BELOW), None).any(),
            Some(named) => {
                empty("search", tf(key::REGIONS_NO_MATCH, &named), t(key::REGIONS_NO_MATCH_BELOW), None).any()
            }
        };
    }
    let rows: Vec<_> = found.rows.iter().map(found_row).collect();
    let title = named.map_or_else(|| t(key::REGIONS_OPENED), |named| tf(key::REGIONS_FOUND, &named));
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
