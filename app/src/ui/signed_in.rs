//! A page for a signed-in person: others get a link to sign in, which leads back here.

use super::{empty, live, skeleton};
use crate::current_session::use_session;
use crate::location::{local_link, path_id};
use crate::words::{Key, key, refusal, t};
use domain::contract::RequestError;
use domain::ids::RegionCode;
use domain::sessions::Me;
use leptos::prelude::*;

pub fn signed_in(view: impl Fn(Me) -> AnyView + Send + 'static) -> AnyView {
    let session = use_session();
    // The page is rebuilt only when the person changes, not when the number of unread notices does.
    let member = Memo::new(move |_| session.me().map(|me| me.member.to_string()).unwrap_or_default());
    live(move || {
        let somebody = !member.with(String::is_empty);
        match session.me_now().filter(|_| somebody) {
            Some(me) => view(me),
            None if !session.is_known() => skeleton(),
            None => empty(
                "log-in",
                t(key::SHELL_SIGN_IN_FIRST),
                sign_in_why(key::SHELL_SIGN_IN_WHY),
                Some((sign_in_link(), t(key::SHELL_SIGN_IN))),
            )
            .any(),
        }
    })
}

/// Why somebody has to sign in: the session ended, or there was none, for which the caller has the words; reactive.
pub fn sign_in_why(first: Key) -> String {
    if use_session().has_ended() { refusal(&RequestError::NotSignedIn.into()) } else { t(first) }
}

/// The sign-in page, which leads back to the present page; in a region that of its officers.
pub fn sign_in_link() -> String {
    let location = window().location();
    if let Some(region) = untrack(|| path_id::<RegionCode>("regions")) {
        return ["/regions/", region.as_str(), "/sign-in"].concat();
    }
    let here_now = [location.pathname().unwrap_or_default(), location.search().unwrap_or_default()].concat();
    [&local_link("sign-in"), "?next=", &String::from(js_sys::encode_uri_component(&here_now))].concat()
}
