//! One person's row: times of coming and going, how they were proved, what is notable, what can be done.

use domain::access::{Capability, Subject};
use domain::contract::RejectService;
use domain::time::{MINUTE, SECOND, UtcMillis};
use domain::volunteering::{AttendanceRow, PlaceState, PresenceMethod, ServiceState, ServiceView};

use super::{AttendanceContext, decidable, enter_presence, lower_minutes};
use crate::office::sheet::{badge_span, faint_text, line_cell, plain_cell};
use crate::ui::body_form::BodyForm;
use crate::ui::{Element, el};
use crate::words::{clock, key, minutes, t, tf};

/// Seconds from which a clock's difference or a late report is shown.
const NOTABLE_SECONDS: i64 = 2 * MINUTE / SECOND;

pub fn attendance_cells(context: &AttendanceContext, row: &AttendanceRow) -> Vec<Element> {
    let service = row.service.as_ref();
    let came = service.map(|service| time(service.checked_in_at, row.checked_in_by));
    let went = service.map(|service| match service.checked_out_at {
        Some(at) => time(at, row.checked_out_by),
        None => line_cell(badge_span("due", t(key::OFFICE_NOT_LEFT)), None),
    });
    let nothing = || plain_cell("—".to_owned());
    vec![
        person(context, row),
        came.unwrap_or_else(nothing),
        went.unwrap_or_else(nothing).child(notable(row).map(faint_text)),
        service.map_or_else(nothing, |service| length(context, service)),
        state(row),
        acts(context, row),
    ]
}

fn person(context: &AttendanceContext, row: &AttendanceRow) -> Element {
    let name = el("b", "").child(row.name.clone());
    let phone = faint_text(row.phone_masked.clone());
    match decidable(row).filter(|_| context.may_confirm) {
        None => el("div", "").child(name).child(phone),
        Some(id) => {
            let (shown, ticked) = (context.prepared.ticked.clone(), context.prepared.ticked.clone());
            let tick = el("input", "")
                .attr("type", "checkbox")
                .property("checked", move || shown.with(|ticked| ticked.contains(&id)).into())
                .on("change", move |_| {
                    ticked.update(|ticked| match ticked.iter().position(|other| *other == id) {
                        Some(at) => drop(ticked.remove(at)),
                        None => ticked.push(id),
                    });
                });
            el("div", "").child(el("label", "check").child(tick).child(el("span", "").child(name).child(phone)))
        }
    }
}

fn time(at: UtcMillis, method: Option<PresenceMethod>) -> Element {
    let method = method.map(|method| match method {
        PresenceMethod::Code => t(key::OFFICE_BY_CODE),
        PresenceMethod::List => t(key::OFFICE_BY_LIST),
    });
    line_cell(el("span", "number").child(clock(at)), method)
}

/// A phone's clock that is wrong, a report that came late: shown without a verdict.
fn notable(row: &AttendanceRow) -> Option<String> {
    let spoken = |seconds: i64| minutes(seconds.abs() * SECOND / MINUTE);
    let differs = row.clock_difference_seconds.filter(|seconds| seconds.abs() > NOTABLE_SECONDS).map(|seconds| {
        tf(if seconds > 0 { key::OFFICE_CLOCK_AHEAD } else { key::OFFICE_CLOCK_BEHIND }, &[("time", &spoken(seconds))])
    });
    let late = row
        .delay_seconds
        .filter(|seconds| *seconds > NOTABLE_SECONDS)
        .map(|seconds| tf(key::OFFICE_SENT_LATE, &[("time", &spoken(seconds))]));
    match (differs, late) {
        (Some(differs), Some(late)) => Some([differs.as_str(), " · ", &late].concat()),
        (differs, late) => differs.or(late),
    }
}

fn length(context: &AttendanceContext, service: &ServiceView) -> Element {
    let (id, measured) = (service.id, minutes(i64::from(service.measured_minutes)));
    match service.state {
        ServiceState::Open => plain_cell("—".to_owned()),
        ServiceState::Confirmed if service.confirmed_minutes != service.measured_minutes => {
            let was = tf(key::OFFICE_MEASURED_WAS, &[("time", &measured)]);
            line_cell(minutes(i64::from(service.confirmed_minutes)), Some(was))
        }
        ServiceState::Finished => {
            let lowered = context.prepared.lowered.clone();
            let now = move || {
                lowered.with(|lowered| lowered.iter().find(|(other, ..)| *other == id).map(|(_, minutes, _)| *minutes))
            };
            el("div", "").child(el("span", "").child(measured)).child(el("div", "due").text_live(move || {
                now()
                    .map(|lowered| tf(key::OFFICE_LOWERED_TO, &[("time", &minutes(i64::from(lowered)))]))
                    .unwrap_or_default()
            }))
        }
        ServiceState::Confirmed | ServiceState::Rejected => plain_cell(measured),
    }
}

fn state(row: &AttendanceRow) -> Element {
    let Some(service) = &row.service else {
        return line_cell(
            match (row.place, row.position) {
                (PlaceState::Waiting, Some(position)) => {
                    badge_span("badge", tf(key::OFFICE_WAITS_AT, &[("position", &position.to_string())]))
                }
                (PlaceState::Waiting, None) => badge_span("badge", t(key::OFFICE_WAITS)),
                (PlaceState::Confirmed, _) => badge_span("badge blue", t(key::OFFICE_HAS_PLACE)),
                (PlaceState::Withdrawn, _) => badge_span("badge", t(key::OFFICE_WITHDREW)),
            },
            None,
        );
    };
    let shown = match service.state {
        ServiceState::Open => badge_span("badge amber", t(key::OFFICE_SERVING)),
        ServiceState::Finished => badge_span("badge amber", t(key::OFFICE_TO_CONFIRM)),
        ServiceState::Confirmed => badge_span("badge green", t(key::OFFICE_CONFIRMED)),
        ServiceState::Rejected => badge_span("badge red", t(key::OFFICE_REJECTED)),
    };
    line_cell(shown, service.reason.clone())
}

fn acts(context: &AttendanceContext, row: &AttendanceRow) -> Element {
    let acts = el("div", "actions");
    if row.own {
        return acts.child(faint_text(t(key::OFFICE_OWN_SERVICE)));
    }
    let button = |class, name| {
        el("button", class)
            .attr("type", "button")
            .attr("aria-label", tf(key::SHELL_ACTION_OF, &[("action", &t(name)), ("title", &row.name)]))
            .child(t(name))
    };
    let Some(service) = &row.service else {
        let may = context.may_confirm
            && row.place != PlaceState::Withdrawn
            && crate::call::current_time() >= context.activity.row.starts_at;
        let open = enter_presence::for_row(context, row);
        return acts.child(may.then(|| button("badge blue", key::OFFICE_ENTER).on_click(open)));
    };
    match service.state {
        ServiceState::Open if context.may_confirm => acts
            .child(button("badge blue", key::OFFICE_ENTER_LEFT).on_click(enter_presence::for_row(context, row)))
            .child(button("badge", key::OFFICE_REJECT).on_click(rejecting(context, row, service))),
        ServiceState::Finished if context.may_confirm => acts
            .child((service.measured_minutes > 1).then(|| {
                button("badge blue", key::OFFICE_LOWER)
                    .on_click(lower_minutes::lower_minutes_dialog(context, row, service))
            }))
            .child(button("badge", key::OFFICE_REJECT).on_click(rejecting(context, row, service))),
        // Confirmed minutes are corrected on the member's statement.
        ServiceState::Confirmed => {
            let may = context.desk.session.may(Capability::SeeHours, &Subject::Community);
            let link = || {
                el("a", "badge")
                    .attr("href", context.desk.link(&["hours/", &row.member.to_string()].concat()))
                    .child(t(key::OFFICE_HOURS))
            };
            acts.child(may.then(link))
        }
        _ => acts,
    }
}

fn rejecting(context: &AttendanceContext, row: &AttendanceRow, service: &ServiceView) -> impl FnMut() + Send + 'static {
    let (desk, id, name) = (context.desk.clone(), service.id, row.name.clone());
    move || {
        let then = desk.clone();
        BodyForm::<RejectService>::new(t(key::OFFICE_REJECT_TITLE))
            .text(tf(key::OFFICE_REJECT_WHY, &[("name", &name)]))
            .submit(t(key::OFFICE_REJECT))
            .danger()
            .open(&desk.ask, (desk.code.clone(), id), move |_| then.say(t(key::OFFICE_REJECTED_NOW)));
    }
}
