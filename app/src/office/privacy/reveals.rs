//! Looking at a phone in full, and who looked at whose: shown to the supervision committee, person by person.

use domain::contract::{Endpoint, ListReveals, Page, RevealPhone};
use domain::ids::MemberId;
use domain::privacy::{RevealQuery, RevealRow};

use crate::light_signal::LightSignal;
use crate::office::frame::{OfficeContext, page_head};
use crate::office::sheet::{PageStack, Sheet, line_cell, page_begin, plain_cell, sheet_pager, titled_cell};
use crate::ui::body_form::BodyForm;
use crate::ui::{Calls, Element, el, empty, loading_view};
use crate::words::{key, moment, t, tf};

/// Asks for the reason, and shows the number once.
pub fn reveal_phone_dialog(desk: &OfficeContext, member: MemberId, name: &str) {
    let (then, name) = (desk.clone(), name.to_owned());
    BodyForm::<RevealPhone>::new(tf(key::OFFICE_REVEAL_TITLE, &[("name", &name)]))
        .text(t(key::OFFICE_REVEAL_WHY))
        .submit(t(key::OFFICE_REVEAL_SURE))
        .danger()
        .open(&desk.ask, (desk.code.clone(), member), move |found| {
            let phone = found.phone;
            then.ask.open(tf(key::OFFICE_REVEALED, &[("name", &name)]), move |ask| {
                let call = ["tel:", &phone].concat();
                let call = el("a", "button").attr("href", call).child(t(key::OFFICE_REVEAL_CALL));
                el("div", "stack").child(el("p", "number").child(el("b", "").child(phone))).child(ask.buttons(call))
            });
        });
}

pub fn reveals_page(desk: OfficeContext) -> Element {
    let (after, person) = (PageStack::new(vec![]), LightSignal::new(None::<MemberId>));
    let searches = super::searches::searches_view(&desk);
    let content = loading_view(move || {
        let (after, person) = (after.clone(), person.clone());
        let query = RevealQuery { member: person.get(), after: page_begin(&after), limit: None };
        Calls::new(vec![ListReveals::url(&(desk.code.clone(),), &query)], move |answers| {
            Some(shown(&answers.next::<ListReveals>()?, &after, &person).any())
        })
    });
    el("div", "stack")
        .child(page_head(t(key::OFFICE_REVEALS), Some(t(key::OFFICE_REVEALS_BELOW)), None))
        .child(content)
        .child(searches)
}

fn shown(found: &Page<RevealRow>, after: &PageStack, person: &LightSignal<Option<MemberId>>) -> Element {
    if found.rows.is_empty() && after.peek(Vec::is_empty) {
        return empty("phone", t(key::OFFICE_NO_REVEALS), t(key::OFFICE_NO_REVEALS_NEXT), None);
    }
    let columns = [key::OFFICE_REVEAL_WHOSE, key::OFFICE_ASSIST_WORKER, key::FIELD_REASON].map(Some);
    let mut sheet = Sheet::new(t(key::OFFICE_REVEALS), &[&columns[..], &[None]].concat());
    for row in &found.rows {
        let (chosen, pages, member) = (person.clone(), after.clone(), row.member);
        let only = el("button", "badge")
            .attr("type", "button")
            .attr(
                "aria-label",
                tf(key::SHELL_ACTION_OF, &[("action", &t(key::OFFICE_REVEAL_OF)), ("title", &row.name)]),
            )
            .on_click(move || {
                pages.set(vec![]);
                chosen.set(Some(member));
            })
            .child(t(key::OFFICE_REVEAL_OF));
        sheet.row(vec![
            titled_cell(row.name.clone(), moment(row.look.at)),
            line_cell(row.look.worker_name.clone(), None),
            plain_cell(row.look.reason.clone().unwrap_or_default()),
            el("div", "").child(only),
        ]);
    }
    let (chosen, pages) = (person.clone(), after.clone());
    let all = person.peek(Option::is_some).then(|| {
        el("button", "button small quiet")
            .attr("type", "button")
            .on_click(move || {
                pages.set(vec![]);
                chosen.set(None);
            })
            .child(t(key::OFFICE_REVEAL_ALL))
    });
    let list = sheet.done().child(sheet_pager(after, found.next.map(|next| next.to_string())));
    el("div", "stack").child(all).child(list)
}
