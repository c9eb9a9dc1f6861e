//! The security of the account: the second factor, passkeys, the phone, and the sign-in history.

use super::{factor, history, passkeys, phone};
use crate::place::{here, use_place};
use crate::ui::{page, several, signed_in, words};
use crate::words::{key, t};
use leptos::prelude::*;

pub fn security((): ()) -> AnyView {
    let place = use_place();
    let content =
        signed_in(|_| several([factor::own_card().any(), passkeys::card(), phone::card().any(), history::own_card()]));
    page(words(|| t(key::SECURITY_TITLE))).below(words(move || place.name.get())).back(here("me")).around(vec![content])
}
