//! The list of activities (志愿活动), for those who publish them or manage their attendance.
//!
//! State: which list is shown, and where its pages began, for going back.

use domain::access::{Capability, Subject};
use domain::contract::{Endpoint, ListActivities, Page};
use domain::ids::ActivityId;
use domain::volunteering::{ActivityFilter, ActivityQuery, ActivityRow};
use leptos::prelude::*;

use super::frame::{OfficeContext, page_head};
use super::sheet::{PageStack, Sheet, badge_span, line_cell, page_begin, sheet_pager, titled_cell};
use crate::call::current_time;
use crate::ui::{Calls, Element, choices, el, empty, loading_view};
use crate::words::{Key, day, key, span, t, tf};

/// The choices in their order, with what each is called.
const FILTERS: [(ActivityFilter, Key); 2] =
    [(ActivityFilter::Upcoming, key::OFFICE_UPCOMING), (ActivityFilter::Past, key::OFFICE_PAST)];

pub fn office_activities_page(desk: OfficeContext) -> Element {
    let chosen = RwSignal::new(0_u32);
    let after = PageStack::new(vec![]);
    let may_publish = desk.session.may_somewhere(Capability::ManageActivity);
    let new = || el("a", "button").attr("href", desk.link("activities/new")).child(t(key::OFFICE_NEW_ACTIVITY));
    let head = page_head(t(key::OFFICE_ACTIVITIES), None, may_publish.then(new));
    let left = after.clone();
    let words = FILTERS.iter().map(|(_, words)| t(*words)).collect();
    let choices = choices(t(key::OFFICE_ACTIVITIES), words, None, chosen, move || left.set(vec![]));
    let content = loading_view(move || {
        let (filter, _) = FILTERS[chosen.get() as usize];
        let query = ActivityQuery { filter: Some(filter), after: page_begin(&after), limit: None };
        let (desk, after) = (desk.clone(), after.clone());
        Calls::new(vec![ListActivities::url(&(desk.code.clone(),), &query)], move |answers| {
            Some(shown(&answers.next::<ListActivities>()?, &desk, &after).any())
        })
    });
    el("div", "stack").child(head).child(choices).child(content)
}

fn shown(list: &Page<ActivityRow, ActivityId>, desk: &OfficeContext, after: &PageStack) -> Element {
    if list.rows.is_empty() && after.peek(Vec::is_empty) {
        return empty("calendar", t(key::OFFICE_NO_ACTIVITIES), t(key::OFFICE_NO_ACTIVITIES_NEXT), None);
    }
    let columns = [key::OFFICE_ACTIVITY, key::OFFICE_TIME, key::OFFICE_PLACE, key::OFFICE_SIGNED_UP].map(Some);
    let mut sheet = Sheet::new(t(key::OFFICE_ACTIVITIES), &[&columns[..], &[None]].concat());
    for row in &list.rows {
        let path = ["activities/", &row.id.to_string()].concat();
        let title = if desk.session.may(Capability::SeeAttendance, &Subject::Body(row.body)) {
            el("a", "").attr("href", desk.link(&path))
        } else {
            el("span", "")
        };
        sheet.row(vec![
            titled_cell(title.child(row.title.clone()), row.body_name.clone())
                .child(row.cancelled.then(|| badge_span("badge red", t(key::OFFICE_CANCELLED)))),
            line_cell(span(row.starts_at, row.ends_at), state(row)),
            line_cell(row.place.clone(), None),
            line_cell(
                places_words(row),
                (row.waiting > 0).then(|| tf(key::OFFICE_WAITING_COUNT, &[("count", &row.waiting.to_string())])),
            ),
            buttons(row, desk, &path),
        ]);
    }
    sheet.done().child(sheet_pager(after, list.next.map(|id| id.to_string())))
}

pub fn places_words(row: &ActivityRow) -> String {
    tf(key::OFFICE_PLACES, &[("taken", &row.signed_up.to_string()), ("capacity", &row.capacity.to_string())])
}

fn state(row: &ActivityRow) -> Option<String> {
    let now = current_time();
    match () {
        () if row.cancelled => None,
        () if now < row.starts_at => None,
        () if now < row.ends_at => Some(t(key::OFFICE_RUNNING)),
        () => Some(tf(key::OFFICE_ENDED_ON, &[("date", &day(row.ends_at))])),
    }
}

fn buttons(row: &ActivityRow, desk: &OfficeContext, path: &str) -> Element {
    let subject = Subject::Body(row.body);
    let link = |class, below: &str, name: Key| {
        el("a", class)
            .attr("href", desk.link(&[path, below].concat()))
            .attr("aria-label", tf(key::SHELL_ACTION_OF, &[("action", &t(name)), ("title", &row.title)]))
            .child(t(name))
    };
    let changeable = !row.cancelled && current_time() < row.starts_at;
    let may = |capability| desk.session.may(capability, &subject);
    el("div", "actions")
        .child(may(Capability::SeeAttendance).then(|| link("badge green", "", key::OFFICE_ATTENDANCE)))
        .child(
            (may(Capability::ConfirmService) && !row.cancelled && current_time() < row.ends_at)
                .then(|| link("badge blue", "/code", key::OFFICE_CODE)),
        )
        .child((may(Capability::ManageActivity) && changeable).then(|| link("badge", "/edit", key::OFFICE_EDIT)))
}
