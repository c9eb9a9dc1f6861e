//! Attendance of one activity and its confirmation: who signed up, came and went, and which minutes go to the ledger.
//!
//! State: the ticked records and the lowered minutes, kept over a reload of the list. Invariant: one press of "confirm"
//! is one command, all or none; nobody decides on their own service, and the row says so. Form by hand: the rows of the
//! table are its fields.

mod attendance_sheet;
mod enter_presence;
mod lower_minutes;
mod row;

use std::sync::Arc;

use domain::access::{Capability, Subject};
use domain::contract::{ConfirmServices, Endpoint, ShowActivity, ShowAttendance};
use domain::ids::{ActivityId, ServiceId};
use domain::limits::CONFIRMATIONS_MAX;
use domain::text::Reason;
use domain::volunteering::{
    Activity, Attendance, AttendanceRow, ConfirmServicesRequest, ServiceConfirmation, ServiceState,
};
use leptos::prelude::*;

use super::form::Form;
use super::frame::{OfficeContext, page_head};
use super::sheet::Sheet;
use crate::call::current_time;
use crate::light_signal::LightSignal;
use crate::location::path_id;
use crate::ui::{Calls, Element, el, empty, loading_view};
use crate::words::{key, last_day, minutes, number, span, t, tf, tn};

/// The organiser's unsent input.
#[derive(Clone)]
struct ConfirmationDraft {
    ticked: LightSignal<Vec<ServiceId>>,
    lowered: LightSignal<Vec<(ServiceId, u32, Reason)>>,
}

/// The context of the table's rows.
type AttendanceContext = Arc<AttendanceContextData>;

struct AttendanceContextData {
    desk: OfficeContext,
    activity: Activity,
    prepared: ConfirmationDraft,
    may_confirm: bool,
}

pub fn attendance_page(desk: OfficeContext) -> Element {
    let prepared = ConfirmationDraft { ticked: LightSignal::new(vec![]), lowered: LightSignal::new(vec![]) };
    let content = loading_view({
        let desk = desk.clone();
        move || {
            let (desk, activity, prepared) = (desk.clone(), path_id::<ActivityId>("activities"), prepared.clone());
            let Some(id) = activity else { return Calls::nowhere() };
            let params = (desk.code.clone(), id);
            Calls::new(vec![ShowActivity::url(&params, &()), ShowAttendance::url(&params, &())], move |answers| {
                let (activity, attendance) = (answers.next::<ShowActivity>()?, answers.next::<ShowAttendance>()?);
                let may_confirm = desk.session.may(Capability::ConfirmService, &Subject::Body(activity.row.body))
                    && !activity.row.cancelled;
                Some(
                    shown(&Arc::new(AttendanceContextData { desk, activity, prepared, may_confirm }), &attendance)
                        .any(),
                )
            })
        }
    });
    let head = el("div", "no-print").child(page_head(t(key::OFFICE_ATTENDANCE), None, None));
    el("div", "stack").child(head).child(content)
}

fn shown(context: &AttendanceContext, attendance: &Attendance) -> Element {
    let screen = el("div", "stack no-print").child(facts(context, attendance)).child(buttons(context, attendance));
    if attendance.rows.is_empty() {
        let next = if context.may_confirm { key::OFFICE_NO_SIGN_UPS_NEXT } else { key::OFFICE_NO_SIGN_UPS_LOOK };
        return el("div", "stack")
            .child(screen.child(empty("users", t(key::OFFICE_NO_SIGN_UPS), t(next), None)))
            .child(attendance_sheet::attendance_sheet(&context.activity, attendance));
    }
    let columns =
        [key::OFFICE_NAME, key::OFFICE_CAME, key::OFFICE_WENT, key::OFFICE_MEASURED, key::OFFICE_STATE].map(Some);
    let mut sheet = Sheet::new(t(key::OFFICE_ATTENDANCE), &[&columns[..], &[None]].concat());
    for row in &attendance.rows {
        sheet.row(row::attendance_cells(context, row));
    }
    let screen = screen.child(confirming(context, attendance)).child(sheet.done());
    el("div", "stack").child(screen).child(attendance_sheet::attendance_sheet(&context.activity, attendance))
}

fn facts(context: &AttendanceContext, attendance: &Attendance) -> Element {
    let activity = &context.activity;
    let came = attendance.rows.iter().filter(|row| row.service.is_some()).count();
    let line = |name, value: String| [el("dt", "").child(t(name)), el("dd", "").child(value)];
    let deadline = last_day(activity.record_deadline);
    let deadline =
        if activity.deadline_is_firm { deadline } else { tf(key::OFFICE_PROVISIONAL, &[("date", &deadline)]) };
    let confirmed = tn(
        key::OFFICE_CONFIRMED_SUM,
        i64::from(activity.confirmed_people),
        &[("time", &minutes(i64::from(activity.confirmed_minutes)))],
    );
    let list = [
        line(key::OFFICE_TIME, span(activity.row.starts_at, activity.row.ends_at)),
        line(key::OFFICE_PLACE, activity.row.place.clone()),
        line(key::OFFICE_SIGNED_UP, super::activities::places_words(&activity.row)),
        line(key::OFFICE_CAME, number(i64::try_from(came).unwrap_or_default())),
        line(key::OFFICE_CONFIRMED, confirmed),
        line(key::OFFICE_DEADLINE, deadline),
    ];
    let list = list.into_iter().flatten().fold(el("dl", "facts"), Element::child);
    let cancelled = activity
        .cancelled_reason
        .clone()
        .map(|why| el("p", "").child(tf(key::OFFICE_CANCELLED_BECAUSE, &[("reason", &why)])));
    let title = el("div", "head")
        .child(el("h2", "").child([activity.row.title.as_str(), " · ", &activity.row.body_name].concat()));
    el("section", "card").child(title).child(el("div", "body stack").child(cancelled).child(list))
}

fn buttons(context: &AttendanceContext, attendance: &Attendance) -> Element {
    let (row, desk) = (&context.activity.row, &context.desk);
    let path = ["activities/", &row.id.to_string()].concat();
    let link = |below: &str, name| {
        el("a", "button quiet small").attr("href", desk.link(&[path.as_str(), below].concat())).child(t(name))
    };
    let may_edit = desk.session.may(Capability::ManageActivity, &Subject::Body(row.body))
        && !row.cancelled
        && current_time() < row.starts_at;
    let enter = context.may_confirm.then(|| enter_presence::enter_presence_button(context, attendance));
    let print = el("button", "button quiet small")
        .attr("type", "button")
        .on_click(|| drop(window().print()))
        .child(t(key::OFFICE_PRINT));
    el("div", "filters")
        .child(context.may_confirm.then(|| link("/code", key::OFFICE_CODE)))
        .child(enter)
        .child(print)
        .child(may_edit.then(|| link("/edit", key::OFFICE_EDIT)))
}

/// Records that the caller may confirm now.
fn decidable(row: &AttendanceRow) -> Option<ServiceId> {
    let service = row.service.as_ref()?;
    (service.state == ServiceState::Finished && service.measured_minutes > 0 && !row.own).then_some(service.id)
}

fn confirming(context: &AttendanceContext, attendance: &Attendance) -> Option<Element> {
    let all: Vec<ServiceId> = attendance.rows.iter().filter_map(decidable).take(CONFIRMATIONS_MAX).collect();
    if all.is_empty() || !context.may_confirm {
        return None;
    }
    let (form, prepared) = (Form::new(), context.prepared.clone());
    // Records that were decided elsewhere meanwhile are unticked.
    let present = all.clone();
    prepared.ticked.update(|ticked| ticked.retain(|id| present.contains(id)));
    let count = all.len();
    let confirm = {
        let (desk, id, all, prepared) = (context.desk.clone(), context.activity.row.id, all.clone(), prepared.clone());
        move |ticked_only: bool| {
            let chosen = if ticked_only { prepared.ticked.peek(Vec::clone) } else { all.clone() };
            let body =
                ConfirmServicesRequest { services: chosen.into_iter().map(|id| confirmation(&prepared, id)).collect() };
            let (desk, ticked) = (desk.clone(), prepared.ticked.clone());
            form.send::<ConfirmServices>((desk.code.clone(), id), body, move |done| {
                ticked.set(vec![]);
                desk.say(tn(
                    key::OFFICE_CONFIRMED_NOW,
                    i64::from(done.count),
                    &[("time", &minutes(i64::from(done.minutes)))],
                ));
            });
        }
    };
    let (chosen, every) = (confirm.clone(), confirm);
    let (some, counted, ticked) = (prepared.ticked.clone(), prepared.ticked.clone(), prepared.ticked);
    let none = move || some.with(Vec::is_empty);
    let tick = move || ticked.set(if ticked.peek(Vec::len) == count { vec![] } else { all.clone() });
    let button = |class| {
        el("button", class)
            .attr("type", "button")
            .attr_live("aria-busy", move || form.is_busy().then(|| "true".to_owned()))
    };
    let bar = el("div", "filters")
        .child(button("button").on_click(move || every(false)).child(tn(
            key::OFFICE_CONFIRM_ALL,
            i64::try_from(count).unwrap_or_default(),
            &[],
        )))
        .child(button("button quiet").flag_live("disabled", none).on_click(move || chosen(true)).text_live(move || {
            tn(key::OFFICE_CONFIRM_TICKED, i64::try_from(counted.with(Vec::len)).unwrap_or_default(), &[])
        }))
        .child(el("button", "button plain").attr("type", "button").on_click(tick).child(t(key::OFFICE_TICK_ALL)));
    Some(el("div", "stack").child(form.refusal()).child(bar))
}

fn confirmation(prepared: &ConfirmationDraft, service: ServiceId) -> ServiceConfirmation {
    let lowered = prepared.lowered.peek(|lowered| lowered.iter().find(|(id, ..)| *id == service).cloned());
    match lowered {
        Some((_, minutes, reason)) => ServiceConfirmation { service, minutes: Some(minutes), reason: Some(reason) },
        None => ServiceConfirmation { service, minutes: None, reason: None },
    }
}
