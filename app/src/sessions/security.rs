//! The security of the account: the second factor, passkeys, the phone, and the sign-in history.

use super::{passkeys, phone, second_factor, sign_in_history};
use crate::location::{local_link, use_location};
use crate::ui::{live_text, page, several, signed_in};
use crate::words::{key, t};
use leptos::prelude::*;

pub fn security_page() -> AnyView {
    let place = use_location();
    let content = signed_in(|_| {
        several([
            second_factor::own_card().any(),
            passkeys::passkeys_card(),
            phone::phone_card().any(),
            sign_in_history::own_card(),
        ])
    });
    page(live_text(|| t(key::SECURITY_TITLE)))
        .below(live_text(move || place.name.get()))
        .back(local_link("me"))
        .around(vec![content])
}
