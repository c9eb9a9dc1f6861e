//! The community chooser: from the country down, each region with its children.

use super::{address, region};
use crate::load::load_reply;
use crate::location::community_link;
use crate::ui::{
    Element, Field, Input, cell_link, el, empty, field, link_button, live, live_text, loaded_view, page, several,
};
use crate::words::{key, number, t, tf, tn};
use domain::contract::ShowRegion;
use domain::ids::RegionCode;
use domain::regions::{ChildCommunity, ChildRegion, Region};
use leptos::prelude::*;
use std::sync::Arc;

/// With this many rows or more there is a search field.
const SEARCH_FROM: usize = 10;

pub fn regions_page((): ()) -> AnyView {
    let found = load_reply::<ShowRegion>(move || ((region(),), ()));
    let title = live_text(move || match found.value() {
        Some(region) if region.code != RegionCode::country() => region.name.clone(),
        _ => t(key::REGIONS_TITLE),
    });
    let below = live_text(move || {
        let names: Vec<String> = found
            .value()
            .map(|region| region.path.iter().map(|above| above.name.clone()).collect())
            .unwrap_or_default();
        names.join(" · ")
    });
    // Each region is a page of its own: heading, focus and search start again.
    live(move || {
        let back = region().parent().map_or_else(|| "/".to_owned(), |above| address(&above, ""));
        page(title.clone()).below(below.clone()).back(back).around(vec![loaded_view(found, children), officers_link()])
    })
}

/// For people who work for the region.
fn officers_link() -> AnyView {
    link_button("button quiet block middle", t(key::REGIONS_OFFICERS), address(&region(), "sign-in")).any()
}

fn children(region: Arc<Region>) -> AnyView {
    if region.regions.is_empty() && region.communities.is_empty() {
        let next = Some(("/regions/0".to_owned(), t(key::REGIONS_TOP)));
        return empty("map-pin", t(key::REGIONS_NONE), t(key::REGIONS_NONE_BELOW), next).any();
    }
    let word = RwSignal::new(String::new());
    let many = region.regions.len() + region.communities.len() >= SEARCH_FROM;
    let search = many.then(|| {
        let search = field(Field {
            id: "search",
            label: t(key::REGIONS_SEARCH),
            input: Input::SEARCH,
            value: word,
            hint: String::new(),
            error: RwSignal::new(String::new()),
            beside: None,
        });
        el("section", "card").child(el("div", "body").child(search)).any()
    });
    let rows = live(move || {
        let word = word.get();
        let word = word.trim();
        let regions = region.regions.iter().filter(|child| child.name.contains(word)).map(region_row);
        let communities = region.communities.iter().filter(|child| child.name.contains(word)).map(community_row);
        let rows: Vec<_> = communities.chain(regions).collect();
        if rows.is_empty() {
            return empty("search", tf(key::REGIONS_NO_MATCH, &[("word", word)]), String::new(), None).any();
        }
        el("section", "card").child(el("ul", "").child(rows)).any()
    });
    several(search.into_iter().chain([rows]))
}

fn region_row(child: &ChildRegion) -> Element {
    let open = tn(key::REGIONS_OPEN, child.communities_open.into(), &[]);
    let below = match child.communities_total {
        Some(total) => [tf(key::REGIONS_TOTAL, &[("total", &number(total.into()))]), open].join(" · "),
        None => open,
    };
    cell_link(address(&child.code, ""), child.name.clone(), below, None)
}

fn community_row(child: &ChildCommunity) -> Element {
    let below = if child.demonstration { t(key::SHELL_DEMONSTRATION) } else { String::new() };
    cell_link(community_link(&child.code, ""), child.name.clone(), below, None)
}
