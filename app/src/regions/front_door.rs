//! The front door, above the tree of the country: what this is, the community of the last visit, the search for another
//! one, and the code on its notice board.
//!
//! Invariant: a scanned code is followed only to a community of this server.

use super::search::{community_row, community_search};
use crate::code_scanner::{ScannerWords, code_scanner};
use crate::communities::stored_list::{self, OwnCommunity};
use crate::location::last_community;
use crate::ui::{Element, el, section};
use crate::words::{key, t};
use domain::ids::CommunityCode;
use leptos::prelude::*;

pub fn front_door() -> AnyView {
    el("div", "stack")
        .child(el("svg", "skyline").attr("aria-hidden", "true").child(el("use", "").attr("href", "/icons.svg#skyline")))
        .child(last_visit())
        .child(scanner())
        .child(community_search(true))
        .any()
}

const SCANNER: ScannerWords = ScannerWords {
    start: key::REGIONS_SCAN,
    stop: key::REGIONS_SCAN_STOP,
    video: key::REGIONS_SCAN_VIDEO,
    refused: key::REGIONS_SCAN_REFUSED,
};

/// The code of a community's poster; where the browser reads none, how else to scan it.
fn scanner() -> Element {
    let found = RwSignal::new(String::new());
    Effect::new(move |_| {
        let address = found.get();
        if !address.is_empty() {
            crate::navigation::open_address(&address);
        }
    });
    let card = el("section", "card pad");
    match code_scanner(SCANNER, address_in, found) {
        Some(scanner) => card.child(scanner),
        None => card.child(el("p", "faint").child(t(key::REGIONS_SCAN_BY_PHONE))),
    }
}

fn address_in(text: &str) -> Option<String> {
    community_address(text, &window().location().origin().ok()?)
}

/// The address within the app, if the text of a code is a link to a community of this origin.
fn community_address(text: &str, origin: &str) -> Option<String> {
    let address = text.trim().strip_prefix(origin)?;
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let code = path.strip_prefix("/c/")?.split('/').next()?;
    code.parse::<CommunityCode>().is_ok().then(|| address.to_owned())
}

fn last_visit() -> Option<Element> {
    let code = last_community()?;
    let own = stored_list::own_communities().into_iter().find(|own| own.code == code)?;
    let OwnCommunity { name, region, .. } = own;
    Some(section("card", t(key::REGIONS_LAST)).child(el("ul", "").child(community_row(&code, name, region, false))))
}

#[cfg(test)]
mod tests {
    use super::community_address;

    #[test]
    fn a_code_leads_to_a_community_of_this_server_only() {
        for (text, expect) in [
            ("https://linli.example/c/511402901001", Some("/c/511402901001")),
            (
                " https://linli.example/c/511402901001/activities/01J?code=482913\n",
                Some("/c/511402901001/activities/01J?code=482913"),
            ),
            ("https://linli.example.evil.example/c/511402901001", None),
            ("https://linli.example@evil.example/c/511402901001", None),
            ("https://evil.example/c/511402901001", None),
            ("http://linli.example/c/511402901001", None),
            ("https://linli.example/regions/0", None),
            ("https://linli.example/c/5114029010", None),
            ("/c/511402901001", None),
            ("javascript:alert(1)", None),
        ] {
            assert_eq!(community_address(text, "https://linli.example").as_deref(), expect, "{text}");
        }
    }
}
