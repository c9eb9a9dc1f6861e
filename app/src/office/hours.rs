//! A member's service statement as the committee and the supervisors see it; corrections start here.

use domain::access::{Capability, Subject};
use domain::contract::{Endpoint, PageQuery, ShowAttendance, ShowHours};
use domain::ids::{ActivityId, MemberId};
use domain::ledger::{HoursEntry, HoursStatement, TransferPurpose};

use super::frame::{OfficeContext, page_head};
use super::service_corrections;
use super::sheet::{PageStack, faint_text, page_begin, sheet_pager};
use crate::call::CallError;
use crate::location::path_id;
use crate::ui::{Calls, Element, el, empty, loading_view};
use crate::words::{call_error, day, key, minutes, signed_minutes, t, tf};

pub fn member_hours_page(desk: OfficeContext) -> Element {
    let after = PageStack::new(vec![]);
    let back = desk
        .session
        .may_somewhere(Capability::SeeRoster)
        .then(|| el("a", "button quiet").attr("href", desk.link("roster")).child(t(key::OFFICE_ROSTER)));
    let content = loading_view(move || {
        let (desk, member, after) = (desk.clone(), path_id::<MemberId>("hours"), after.clone());
        let page = PageQuery { after: page_begin(&after), limit: None };
        let Some(member) = member else { return Calls::nowhere() };
        Calls::new(vec![ShowHours::url(&(desk.code.clone(), member), &page)], move |answers| {
            Some(shown(&answers.next::<ShowHours>()?, &desk, &after).any())
        })
    });
    el("div", "stack").child(page_head(t(key::OFFICE_HOURS), None, back)).child(content)
}

fn shown(statement: &HoursStatement, desk: &OfficeContext, after: &PageStack) -> Element {
    let total = tf(key::OFFICE_TOTAL, &[("time", &minutes(statement.total_minutes))]);
    let title = el("div", "head")
        .child(el("h2", "").child(statement.name.clone()))
        .child(el("span", "badge green").child(total));
    let pending = statement.pending.iter().map(|service| {
        let line =
            el("div", "").child(el("b", "").child(service.title.clone())).child(faint_text(day(service.checked_in_at)));
        el("div", "cell").child(line).child(el("span", "badge amber").child(t(key::OFFICE_TO_CONFIRM)))
    });
    if statement.page.rows.is_empty() && statement.pending.is_empty() {
        let card = el("section", "card").child(title);
        let none = empty("clock", t(key::OFFICE_NO_HOURS), t(key::OFFICE_NO_HOURS_NEXT), None);
        return el("div", "stack").child(card).child(none);
    }
    let card = el("section", "card statement").child(title).child(pending.collect::<Vec<_>>());
    let card = statement.page.rows.iter().fold(card, |card, entry| card.child(cell(entry, statement, desk)));
    card.child(sheet_pager(after, statement.page.next.map(|next| next.to_string())))
}

fn cell(entry: &HoursEntry, statement: &HoursStatement, desk: &OfficeContext) -> Element {
    let title = entry.title.clone().unwrap_or_else(|| t(key::OFFICE_SERVICE));
    let kind = t(match entry.purpose {
        TransferPurpose::Service => key::OFFICE_BOOKED,
        TransferPurpose::Correction => key::OFFICE_CORRECTION,
    });
    let date = day(entry.served_on.unwrap_or(entry.at));
    let below = match &entry.reason {
        Some(reason) => [date.as_str(), " · ", &kind, " · ", reason].concat(),
        None => [date.as_str(), " · ", &kind].concat(),
    };
    let amount = el("p", if entry.minutes < 0 { "amount minus" } else { "amount" })
        .child(signed_minutes(entry.minutes))
        .child(el("small", "").child(minutes(entry.total_minutes)));
    let may =
        entry.purpose == TransferPurpose::Service && desk.session.may(Capability::CorrectService, &Subject::Community);
    let own = desk.session.me_now().is_some_and(|me| me.member == statement.member);
    let correct = entry.activity.filter(|_| may && !own).map(|activity| {
        let (desk, member, name) = (desk.clone(), statement.member, statement.name.clone());
        el("button", "badge")
            .attr("type", "button")
            .attr("aria-label", tf(key::SHELL_ACTION_OF, &[("action", &t(key::OFFICE_CORRECT)), ("title", &title)]))
            .on_click(move || correcting(&desk, activity, member, &name))
            .child(t(key::OFFICE_CORRECT))
    });
    el("div", "cell")
        .child(el("div", "").child(el("b", "").child(title)).child(faint_text(below)))
        .child(amount)
        .child(correct)
}

/// The statement names the activity; the record to correct, with its present minutes, is in the activity's attendance.
fn correcting(desk: &OfficeContext, activity: ActivityId, member: MemberId, name: &str) {
    let (then, name) = (desk.clone(), name.to_owned());
    desk.read_first::<ShowAttendance>((desk.code.clone(), activity), (), move |attendance| {
        let mut rows = attendance.rows.into_iter();
        match rows.find(|row| row.member == member).and_then(|row| row.service) {
            Some(service) => service_corrections::correct_service_dialog(&then, &service, &name),
            None => then.say(call_error(&CallError::not_found())),
        }
    });
}
