//! The community chooser: from the country down, each region with its children. The country's page is the front door.
//!
//! Going down, a region with one child leads on to that child at once; `?up` in the address, which the arrow back gives,
//! shows it.

use super::front_door::front_door;
use super::search::{community_row, community_search};
use super::{address, region};
use crate::load::load_reply;
use crate::location::query_value;
use crate::ui::{Element, cell_link, el, empty, link_button, live, live_text, loaded_view, page, section};
use crate::words::{key, number, t, tf, tn};
use domain::contract::ShowRegion;
use domain::ids::RegionCode;
use domain::regions::{ChildRegion, Region};
use leptos::prelude::*;
use std::sync::Arc;

pub fn regions_page() -> AnyView {
    let found = load_reply::<ShowRegion>(move || ((region(),), ()));
    let is_country = move || region() == RegionCode::country();
    Effect::new(move |_| {
        if let Some(only) = found.value().and_then(|region| only_child(&region)) {
            crate::navigation::replace_address(&address(&only, ""));
        }
    });
    let title = live_text(move || match found.value() {
        _ if is_country() => t(key::SHELL_NAME),
        Some(region) => region.name.clone(),
        None => t(key::REGIONS_TITLE),
    });
    let below = live_text(move || {
        if is_country() {
            return t(key::REGIONS_WHAT);
        }
        let names: Vec<String> = found
            .value()
            .map(|region| region.path.iter().map(|above| above.name.clone()).collect())
            .unwrap_or_default();
        names.join(" · ")
    });
    // Each region is a page of its own: heading, focus and search start again.
    live(move || {
        let page = page(title.clone()).below(below.clone());
        let tree = loaded_view(found, children);
        match region().parent() {
            Some(above) => {
                let back = [&address(&above, ""), UP].concat();
                page.back(back).around(vec![community_search(false), tree, officers_link()])
            }
            None => page.around(vec![front_door(), tree, officers_link()]),
        }
    })
}

/// Where the arrow back leads is shown, whatever is below.
const UP: &str = "?up=1";

/// The region that is the only way on from here for a reader who comes from above.
fn only_child(region: &Region) -> Option<RegionCode> {
    let is_shown = region.code == RegionCode::country() || query_value("up").is_some();
    match &*region.regions {
        [only] if !is_shown && region.communities.is_empty() => Some(only.code.clone()),
        _ => None,
    }
}

/// For people who work for the region.
fn officers_link() -> AnyView {
    link_button("button plain middle", t(key::REGIONS_OFFICERS), address(&region(), "sign-in")).any()
}

fn children(region: Arc<Region>) -> AnyView {
    if region.regions.is_empty() && region.communities.is_empty() {
        let next = Some(("/regions/0".to_owned(), t(key::REGIONS_TOP)));
        return empty("map-pin", t(key::REGIONS_NONE), t(key::REGIONS_NONE_BELOW), next).any();
    }
    let communities = region
        .communities
        .iter()
        .map(|child| community_row(&child.code, child.name.clone(), String::new(), child.demonstration));
    let rows: Vec<_> = communities.chain(region.regions.iter().map(region_row)).collect();
    let is_country = region.code == RegionCode::country();
    let card = if is_country { section("card", t(key::REGIONS_TREE)) } else { el("section", "card") };
    card.child(el("ul", "").child(rows)).any()
}

fn region_row(child: &ChildRegion) -> Element {
    let open = tn(key::REGIONS_OPEN, child.communities_open.into(), &[]);
    let below = match child.communities_total {
        Some(total) => [tf(key::REGIONS_TOTAL, &[("total", &number(total.into()))]), open].join(" · "),
        None => open,
    };
    cell_link(address(&child.code, ""), child.name.clone(), below, None)
}
