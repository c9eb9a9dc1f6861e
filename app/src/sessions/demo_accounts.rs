//! People for trying the demonstration, offered on a sign-in page; none in production, where the list does not exist.

use super::code_form::CodeForm;
use crate::call::read_reply;
use crate::light_signal::LightSignal;
use crate::ui::{Element, button, cell_words, el, live, nothing, section};
use crate::words::{key, t};
use domain::communities::DemonstrationAccounts;
use domain::contract::ListDemonstrationAccounts;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// One of these people, as the page shows them.
pub struct DemoAccount {
    pub name: String,
    pub what: String,
    pub phone: String,
}

/// `pick` selects the people of this page's object.
pub fn demo_accounts_view(
    form: CodeForm,
    pick: impl FnOnce(DemonstrationAccounts) -> Vec<DemoAccount> + 'static,
) -> AnyView {
    let found = LightSignal::new(Vec::<DemoAccount>::new());
    let arrived = found.clone();
    spawn_local(async move {
        if let Ok(list) = read_reply::<ListDemonstrationAccounts>((), ()).await {
            arrived.set(pick(list));
        }
    });
    live(move || {
        let rows: Vec<_> = found.with(|people| people.iter().map(|person| row(form, person)).collect());
        if rows.is_empty() {
            return nothing();
        }
        section("card", t(key::SIGN_IN_ACCOUNTS))
            .child(el("p", "body faint").child(t(key::SIGN_IN_ACCOUNTS_BELOW)))
            .child(el("ul", "").child(rows))
            .any()
    })
}

fn row(form: CodeForm, person: &DemoAccount) -> Element {
    let below = [person.what.as_str(), &person.phone].join(" · ");
    let phone = person.phone.clone();
    let choose = move || {
        form.phone.set(phone.clone());
        form.ask_for_code();
    };
    el("li", "").child(button("cell", String::new(), choose).child(cell_words(person.name.clone(), below)))
}
