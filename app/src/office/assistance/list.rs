//! The assistances that this worker opened, newest first; the open one is highlighted.

use domain::assistance::Assistance;
use domain::contract::{Endpoint, ListGivenAssistance, Page, PageQuery};

use crate::office::frame::{OfficeContext, page_head};
use crate::office::sheet::{PageStack, Sheet, badge_span, line_cell, page_begin, sheet_pager, titled_cell};
use crate::ui::{Calls, Element, el, empty, loading_view};
use crate::words::{clock, key, moment, number, t, tf, tn, word_text};

pub fn assistances_page(desk: OfficeContext) -> Element {
    let after = PageStack::new(vec![]);
    let content = loading_view(move || {
        let (desk, after) = (desk.clone(), after.clone());
        let query = PageQuery { after: page_begin(&after), limit: None };
        Calls::new(vec![ListGivenAssistance::url(&(desk.code.clone(),), &query)], move |answers| {
            let found = answers.next::<ListGivenAssistance>()?;
            Some(el("div", "stack").child(shown(&found, &desk, &after)).any())
        })
    });
    el("div", "stack").child(page_head(t(key::OFFICE_ASSIST), Some(t(key::OFFICE_ASSIST_BELOW)), None)).child(content)
}

fn shown(found: &Page<Assistance>, desk: &OfficeContext, after: &PageStack) -> Element {
    if found.rows.is_empty() && after.peek(Vec::is_empty) {
        let next = Some((desk.link("roster"), t(key::OFFICE_ROSTER)));
        return empty("inbox", t(key::OFFICE_ASSIST_NONE), t(key::OFFICE_ASSIST_NONE_NEXT), next);
    }
    assistances_sheet(&found.rows, desk).child(sheet_pager(after, found.next.map(|next| next.to_string())))
}

/// Assistances with a link to each.
pub fn assistances_sheet(assistances: &[Assistance], desk: &OfficeContext) -> Element {
    let columns = [key::OFFICE_ASSIST_RESIDENT, key::OFFICE_ASSIST_WORKER, key::OFFICE_ASSIST_ACTS, key::OFFICE_TIME];
    let mut sheet = Sheet::new(t(key::OFFICE_ASSIST), &[&columns.map(Some)[..], &[None]].concat());
    for one in assistances {
        let acts = tn(key::OFFICE_ASSIST_COUNT, i64::try_from(one.acts.len()).unwrap_or(i64::MAX), &[]);
        let contested = one.acts.iter().any(|act| act.contest.is_some());
        let state = match one.ended_by {
            None => badge_span("badge green", tf(key::OFFICE_ASSIST_UNTIL, &[("time", &clock(one.until))])),
            Some(_) => badge_span("number", moment(one.opened_at)),
        };
        let number = tf(key::ASSISTANCE_NUMBER, &[("number", &number(one.number.cast_signed()))]);
        let name = if one.ended_by.is_none() { key::OFFICE_ASSIST_GO_ON } else { key::OFFICE_ASSIST_SLIP };
        let way = el("a", "badge green")
            .attr("href", desk.link(&["assist/", &one.id.to_string()].concat()))
            .attr("aria-label", tf(key::SHELL_ACTION_OF, &[("action", &t(name)), ("title", &one.member_name)]))
            .child(t(name));
        sheet.row(vec![
            titled_cell(one.member_name.clone(), number),
            line_cell(one.worker_name.clone(), word_text(one.consent)),
            el("div", "")
                .child(el("span", "").child(acts))
                .child(contested.then(|| badge_span("badge amber", t(key::ASSISTANCE_CONTESTED)))),
            el("div", "").child(state),
            el("div", "").child(way),
        ]);
    }
    sheet.done()
}
