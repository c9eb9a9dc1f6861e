//! A page that belongs to somebody: for others the way to sign in, and back again.

use super::{empty, skeleton};
use crate::place::here;
use crate::session::use_session;
use crate::words::{key, t};
use domain::sessions::Me;
use leptos::prelude::*;

pub fn signed_in(view: impl Fn(Me) -> AnyView + Send + 'static) -> AnyView {
    let session = use_session();
    // Only a change of the person makes the page anew, not a change of the number of unread notices.
    let member = Memo::new(move |_| session.me().map(|me| me.member));
    (move || match member.get() {
        Some(_) => session.me_now().map(&view),
        None if !session.is_known() => Some(skeleton()),
        None => Some(empty(
            "log-in",
            t(key::SHELL_SIGN_IN_FIRST),
            t(key::SHELL_SIGN_IN_WHY),
            Some((sign_in_link(), t(key::SHELL_SIGN_IN))),
        )),
    })
    .into_any()
}

/// The sign-in page, which leads back to where the reader is.
pub fn sign_in_link() -> String {
    let location = window().location();
    let here_now = [location.pathname().unwrap_or_default(), location.search().unwrap_or_default()].concat();
    [&here("sign-in"), "?next=", &String::from(js_sys::encode_uri_component(&here_now))].concat()
}
