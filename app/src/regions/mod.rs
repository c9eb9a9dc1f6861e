//! The community chooser: from the country down, each region with what lies in it.

use crate::load::load;
use crate::place::{after, link};
use crate::ui::{Field, Input, Page, cell_link, empty, shown};
use crate::words::{key, number, t, tf, tn};
use domain::contract::ShowRegion;
use domain::ids::RegionCode;
use domain::regions::{ChildCommunity, ChildRegion, Region};
use leptos::prelude::*;

/// From so many rows on a search field is worth its place.
const SEARCH_FROM: usize = 10;

pub fn page((): ()) -> AnyView {
    let code = move || after("regions").unwrap_or_else(RegionCode::country);
    let found = load::<ShowRegion>(move || ((code(),), ()));
    let title = Signal::derive(move || match found.value() {
        Some(region) if region.code != RegionCode::country() => region.name,
        _ => t(key::REGIONS_TITLE),
    });
    let below = Signal::derive(move || {
        let names: Vec<String> =
            found.value().map(|region| region.path.into_iter().map(|above| above.name).collect()).unwrap_or_default();
        names.join(" · ")
    });
    // Each region is a page of its own: heading, focus and search begin anew.
    let here = Memo::new(move |_| code());
    move_on(here, title, below, found)
}

fn move_on(
    here: Memo<RegionCode>,
    title: Signal<String>,
    below: Signal<String>,
    found: crate::load::Load<Region>,
) -> AnyView {
    (move || {
        let back = here.get().parent().map_or_else(|| "/".to_owned(), |above| address(&above));
        let content = shown(found, children);
        view! { <Page title=title below=below back=back>{content}</Page> }
    })
    .into_any()
}

fn address(code: &RegionCode) -> String {
    ["/regions/", code.as_str()].concat()
}

fn children(region: Region) -> AnyView {
    if region.regions.is_empty() && region.communities.is_empty() {
        let next = Some(("/regions/0".to_owned(), t(key::REGIONS_TOP)));
        return empty("map-pin", t(key::REGIONS_NONE), t(key::REGIONS_NONE_BELOW), next);
    }
    let word = RwSignal::new(String::new());
    let many = region.regions.len() + region.communities.len() >= SEARCH_FROM;
    let search = many.then(|| {
        view! { <section class="card"><div class="body"><Field id="search" label=t(key::REGIONS_SEARCH) input=Input::SEARCH value=word/></div></section> }
    });
    let rows = move || {
        let word = word.get();
        let word = word.trim();
        let regions = region.regions.iter().filter(|child| child.name.contains(word)).map(region_row);
        let communities = region.communities.iter().filter(|child| child.name.contains(word)).map(community_row);
        let rows: Vec<AnyView> = communities.chain(regions).collect();
        if rows.is_empty() {
            return view! { <p class="card empty">{tf(key::REGIONS_NO_MATCH, &[("word", word)])}</p> }.into_any();
        }
        view! { <section class="card"><ul>{rows}</ul></section> }.into_any()
    };
    view! { {search}{rows} }.into_any()
}

fn region_row(child: &ChildRegion) -> AnyView {
    let open = tn(key::REGIONS_OPEN, child.communities_open.into(), &[]);
    let below = match child.communities_total {
        Some(total) => [tf(key::REGIONS_TOTAL, &[("total", &number(total.into()))]), open].join(" · "),
        None => open,
    };
    cell_link(address(&child.code), child.name.clone(), below, None)
}

fn community_row(child: &ChildCommunity) -> AnyView {
    let below = if child.demonstration { t(key::SHELL_DEMONSTRATION) } else { String::new() };
    cell_link(link(&child.code, ""), child.name.clone(), below, None)
}
