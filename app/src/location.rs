//! The reader's place: the community and the objects in the address.
//!
//! Invariant: only the address counts; what this browser remembers only decides where `/` leads.

use crate::communities::stored_list;
use crate::settings::{read_stored, write_stored};
use domain::communities::{CommunityKind, Home};
use domain::contract::ShowHome;
use domain::ids::CommunityCode;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::str::FromStr;

// The page has exactly one of these; event handlers and tasks, which have no reactive owner, use it too.
thread_local!(static CURRENT: Cell<Option<Location>> = const { Cell::new(None) });

#[derive(Clone, Copy)]
pub struct Location {
    path: Signal<String>,
    community: Memo<Option<CommunityCode>>,
    /// Name of the current community, once known.
    pub name: RwSignal<String>,
    /// Whether it is a village (村), whose bodies have names of their own, once known.
    village: RwSignal<bool>,
}

impl Location {
    pub fn provide() -> Self {
        let path = crate::navigation::path_signal();
        let community = Memo::new(move |_| path.with(|path| community_in(path)));
        let name = RwSignal::new(read_stored("community.name").unwrap_or_default());
        let place = Self { path, community, name, village: RwSignal::new(read_stored("village").is_some()) };
        Effect::new(move |_| {
            // The remembered values belong to the community that was open last.
            if let Some(code) =
                place.community().filter(|code| read_stored("community").as_deref() != Some(code.as_str()))
            {
                place.name.set(stored_list::name_of(&code).unwrap_or_default());
                place.village.set(false);
            }
        });
        CURRENT.set(Some(place));
        Effect::new(move |_| place.learn_name());
        place
    }

    /// Loads the community's name for a reader whose first page is not the home page.
    fn learn_name(self) {
        let Some(code) = self.community() else { return };
        let last = read_stored("community").is_some_and(|last| last == code.as_str());
        let known = last && stored_list::name_of(&code).is_some();
        if known || self.path.with_untracked(|path| path.trim_end_matches('/') == community_link(&code, "")) {
            return;
        }
        spawn_local(async move {
            let answer = crate::call::read_reply::<ShowHome>((code.clone(),), ()).await;
            // Not if the reader has gone to another community meanwhile.
            if let Ok(home) = answer
                && self.community_now() == Some(code)
            {
                self.remember(&home);
            }
        });
    }

    /// Without tracking.
    pub fn community_now(self) -> Option<CommunityCode> {
        self.community.get_untracked()
    }

    /// Tracks the address.
    pub fn community(self) -> Option<CommunityCode> {
        self.community.get()
    }

    pub fn path(self) -> String {
        self.path.get()
    }

    /// Remembers the community for the next opening, so that the shell shows the right header at once.
    pub fn remember(self, home: &Home) {
        let region = region_line(home);
        self.name.set(home.name.clone());
        stored_list::remember_community(&home.code, &home.name, &region);
        write_stored("community", Some(home.code.as_str()));
        write_stored("community.name", Some(&home.name));
        write_stored("community.region", Some(&region));
        write_stored("demo", home.demonstration.then_some("1"));
        write_stored("village", (home.kind == CommunityKind::Village).then_some("1"));
        self.learn_kind(Some(home.kind));
    }

    /// Stores the kind of the open community from an answer; `None` for an answer from before the field existed.
    pub fn learn_kind(self, kind: Option<CommunityKind>) {
        if let Some(kind) = kind {
            self.village.set(kind == CommunityKind::Village);
        }
    }
}

/// `东坡区 · 苏祠街道`: the two nearest regions.
pub fn region_line(home: &Home) -> String {
    let names: Vec<&str> = home.path.iter().map(|region| region.name.as_str()).collect();
    names[names.len().saturating_sub(2)..].join(" · ")
}

pub fn use_location() -> Location {
    CURRENT.get().expect("the frame has made it")
}

/// The community of the page. An address without a readable code gives one that does not exist, which the API answers
/// with "not found" like any other wrong address.
pub fn current_community() -> CommunityCode {
    use_location().community_now().unwrap_or_else(nowhere)
}

fn nowhere() -> CommunityCode {
    "000000000000".parse().expect("twelve digits are a code")
}

/// The id after a word of the address: `after("activities")` in `/c/…/activities/01J…`. Tracks the address.
pub fn path_id<T: FromStr>(word: &str) -> Option<T> {
    use_location().path.with(|path| {
        let mut parts = path.split('/').skip_while(|part| *part != word);
        parts.next()?;
        parts.next()?.parse().ok()
    })
}

/// A value of the address's query, such as `code` of a scanned link.
pub fn query_value(name: &str) -> Option<String> {
    let search = window().location().search().ok()?;
    let pair = search
        .trim_start_matches('?')
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|pair| pair.0 == name)?;
    js_sys::decode_uri_component(pair.1).ok().map(String::from)
}

/// The address of a page of a community; `""` is its home.
pub fn community_link(code: &CommunityCode, path: &str) -> String {
    if path.is_empty() { ["/c/", code.as_str()].concat() } else { ["/c/", code.as_str(), "/", path].concat() }
}

/// The address of a page of the current community.
pub fn local_link(path: &str) -> String {
    community_link(&current_community(), path)
}

/// The community that was open last in this browser, else the first of the list.
pub fn last_community() -> Option<CommunityCode> {
    read_stored("community").and_then(|code| code.parse().ok()).or_else(stored_list::first_community)
}

/// Forgets the last open community, if it is this one; `None` for any.
pub fn forget_last(code: Option<&CommunityCode>) {
    if code.is_some() && read_stored("community").as_deref() != code.map(CommunityCode::as_str) {
        return;
    }
    for name in ["community", "community.name", "community.region", "demo", "village"] {
        write_stored(name, None);
    }
    use_location().name.set(String::new());
}

/// Whether the community of the page is a village, as far as known from an answer.
pub fn is_village() -> bool {
    use_location().village.get_untracked()
}

fn community_in(path: &str) -> Option<CommunityCode> {
    path.strip_prefix("/c/")?.split('/').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_names_the_community() {
        for (path, expect) in [
            ("/c/511402901001", Some("511402901001")),
            ("/c/511402901001/activities/x", Some("511402901001")),
            ("/c/51140290100", None),
            ("/regions/511402901", None),
            ("/", None),
        ] {
            assert_eq!(community_in(path).as_ref().map(CommunityCode::as_str), expect, "{path}");
        }
    }

    #[test]
    fn a_link_leads_into_the_community() {
        let code: CommunityCode = "511402901001".parse().unwrap();
        assert_eq!(community_link(&code, ""), "/c/511402901001");
        assert_eq!(community_link(&code, "hours"), "/c/511402901001/hours");
    }
}
