//! The assistances that this worker opened, newest first; the open one is highlighted.

use domain::assistance::{Assistance, Assistances};
use domain::contract::{Endpoint, ListGivenAssistance, Page};

use crate::office::frame::{Desk, head};
use crate::office::loading::{Calls, loading};
use crate::office::sheet::{Left, Sheet, badge, begin, empty, lines, pager, titled};
use crate::ui::{Element, el};
use crate::words::{clock, key, moment, number, t, tf, tn};

pub fn list(desk: Desk) -> Element {
    let before = Left::new(vec![]);
    let content = loading(move || {
        let (desk, before) = (desk.clone(), before.clone());
        let page = Page { before: begin(&before), limit: None };
        Calls::new(vec![ListGivenAssistance::url(&(desk.code.clone(),), &page)], move |answers| {
            let found = answers.next::<ListGivenAssistance>()?;
            Some(el("div", "stack").child(shown(&found, &desk, &before)).any())
        })
    });
    el("div", "stack").child(head(t(key::OFFICE_ASSIST), Some(t(key::OFFICE_ASSIST_BELOW)), None)).child(content)
}

fn shown(found: &Assistances, desk: &Desk, before: &Left) -> Element {
    if found.assistances.is_empty() && before.peek(Vec::is_empty) {
        let roster = el("a", "button").attr("href", desk.link("roster")).child(t(key::OFFICE_ROSTER));
        return empty(key::OFFICE_ASSIST_NONE, key::OFFICE_ASSIST_NONE_NEXT, Some(roster));
    }
    sheet(&found.assistances, desk).child(pager(before, found.next_before.map(|next| next.to_string())))
}

/// Assistances with a link to each.
pub fn sheet(assistances: &[Assistance], desk: &Desk) -> Element {
    let columns = [key::OFFICE_ASSIST_RESIDENT, key::OFFICE_ASSIST_WORKER, key::OFFICE_ASSIST_ACTS, key::OFFICE_TIME];
    let mut sheet = Sheet::new(t(key::OFFICE_ASSIST), &[&columns.map(Some)[..], &[None]].concat());
    for one in assistances {
        let acts = tn(key::OFFICE_ASSIST_COUNT, i64::try_from(one.acts.len()).unwrap_or(i64::MAX), &[]);
        let contested = one.acts.iter().any(|act| act.contest.is_some());
        let state = match one.ended_by {
            None => badge("badge green", tf(key::OFFICE_ASSIST_UNTIL, &[("time", &clock(one.until))])),
            Some(_) => badge("number", moment(one.opened_at)),
        };
        let number = tf(key::ASSISTANCE_NUMBER, &[("number", &number(one.number.cast_signed()))]);
        let name = if one.ended_by.is_none() { key::OFFICE_ASSIST_GO_ON } else { key::OFFICE_ASSIST_SLIP };
        let way = el("a", "badge green")
            .attr("href", desk.link(&["assist/", &one.id.to_string()].concat()))
            .attr("aria-label", tf(key::SHELL_ACTION_OF, &[("action", &t(name)), ("title", &one.member_name)]))
            .child(t(name));
        sheet.row(vec![
            titled(one.member_name.clone(), number),
            lines(one.worker_name.clone(), super::open::consent_words(one.consent)),
            el("div", "")
                .child(el("span", "").child(acts))
                .child(contested.then(|| badge("badge amber", t(key::ASSISTANCE_CONTESTED)))),
            el("div", "").child(state),
            el("div", "").child(way),
        ]);
    }
    sheet.done()
}
