//! The front door, above the tree of the country: what this is, the community of the last visit, and the search for
//! another one.

use super::search::{community_row, community_search};
use crate::communities::stored_list::{self, OwnCommunity};
use crate::location::last_community;
use crate::ui::{Element, el, section};
use crate::words::{key, t};
use leptos::prelude::*;

pub fn front_door() -> AnyView {
    el("div", "stack")
        .child(el("svg", "skyline").attr("aria-hidden", "true").child(el("use", "").attr("href", "/icons.svg#skyline")))
        .child(last_visit())
        .child(community_search(true))
        .any()
}

fn last_visit() -> Option<Element> {
    let code = last_community()?;
    let own = stored_list::own_communities().into_iter().find(|own| own.code == code)?;
    let OwnCommunity { name, region, .. } = own;
    Some(section("card", t(key::REGIONS_LAST)).child(el("ul", "").child(community_row(&code, name, region, false))))
}
