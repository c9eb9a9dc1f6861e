//! One assistance: while it is open the acts that may be done on behalf of the resident, and always the slip.
//!
//! State: the last answer with the hours statement.

use domain::assistance::Assistance;
use domain::contract::{
    Empty, EndAssistance, Endpoint, ExtendAssistance, HttpMethod, ListActivities, PageQuery, ShowAssistance, ShowHours,
    SignUp, Withdraw,
};
use domain::ledger::HoursStatement;
use domain::limits;
use domain::volunteering::{ActivityQuery, ActivityRow, PlaceState};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::slip::assistance_slip;
use crate::call::{CallError, exchange_for};
use crate::command::Command;
use crate::connection::use_connection;
use crate::light_signal::LightSignal;
use crate::location::path_id;
use crate::office::frame::{OfficeContext, page_head};
use crate::ui::{
    Calls, Element, busy_button, button, cell_words, command_refusal, el, live, loading_view, nothing, refusal_box,
    section,
};
use crate::words::{clock, day, key, minutes, signed_minutes, span, t, tf};

pub fn assisting_page(desk: OfficeContext) -> Element {
    let told = LightSignal::new(None);
    let content = loading_view(move || {
        let Some(id) = path_id("assist") else { return Calls::nowhere() };
        let (desk, told) = (desk.clone(), told.clone());
        // As many as a page can hold: the resident at the counter may ask for any of them.
        let query = ActivityQuery { limit: Some(limits::PAGE_ROWS_MAX), ..ActivityQuery::default() };
        let urls = vec![
            ShowAssistance::url(&(desk.code.clone(), id), &()),
            ListActivities::url(&(desk.code.clone(),), &query),
        ];
        Calls::new(urls, move |answers| {
            let one = answers.next::<ShowAssistance>()?;
            let activities = answers.next::<ListActivities>()?.rows;
            Some(shown(&one, &activities, &desk, &told).any())
        })
    });
    el("div", "stack").child(content)
}

/// The statement, or why there is none.
type StatementReply = LightSignal<Option<Result<HoursStatement, CallError>>>;

fn shown(one: &Assistance, activities: &[ActivityRow], desk: &OfficeContext, told: &StatementReply) -> Element {
    let own = desk.session.me_now().is_some_and(|me| me.member == one.worker);
    let below = match one.ended_by {
        None => tf(key::OFFICE_ASSIST_UNTIL, &[("time", &clock(one.until))]),
        Some(_) => t(key::OFFICE_ASSIST_ENDED),
    };
    let title = tf(key::OFFICE_ASSIST_TITLE, &[("name", &one.member_name)]);
    let print = button("button quiet", t(key::OFFICE_ASSIST_PRINT), || {
        let _ = window().print();
    });
    let page = el("div", "stack").child(page_head(title, Some(below), Some(print)));
    let page = if own && one.ended_by.is_none() { page.child(acts(one, activities, desk, told)) } else { page };
    page.child(assistance_slip(one))
}

fn acts(one: &Assistance, activities: &[ActivityRow], desk: &OfficeContext, told: &StatementReply) -> Element {
    let rows: Vec<Element> =
        activities.iter().filter(|row| !row.cancelled).map(|row| activity(one, row, desk)).collect();
    let places = section("card", t(key::OFFICE_ASSIST_ACTIVITIES)).child(el("ul", "").child(rows));
    el("div", "stack no-print").child(time(one, desk)).child(places).child(statement(one, desk, told))
}

/// Ending and extending; the slip is printed afterwards.
fn time(one: &Assistance, desk: &OfficeContext) -> Element {
    let (end, extend) = (Command::new(), Command::new());
    let this = (desk.code.clone(), one.id);
    let more = (one.extensions_left > 0).then(|| {
        let this = this.clone();
        busy_button("button quiet", t(key::OFFICE_ASSIST_EXTEND), extend.busy, move || {
            extend.send::<ExtendAssistance>(this.clone(), Empty {}, |_| ());
        })
    });
    let said = desk.clone();
    let done = busy_button("button", t(key::OFFICE_ASSIST_END), end.busy, move || {
        let said = said.clone();
        end.send::<EndAssistance>(this.clone(), Empty {}, move |_| said.say(t(key::OFFICE_ASSIST_ENDED)));
    });
    el("div", "stack")
        .child(el("div", "actions").child(done).child(more))
        .child(command_refusal(end, t(key::FORM_REFUSED)))
        .child(command_refusal(extend, t(key::FORM_REFUSED)))
}

fn activity(one: &Assistance, row: &ActivityRow, desk: &OfficeContext) -> Element {
    let (take, give) = (Command::in_assistance(one.id), Command::in_assistance(one.id));
    let at = (desk.code.clone(), row.id);
    let label = |name| tf(key::SHELL_ACTION_OF, &[("action", &t(name)), ("title", &row.title)]);
    let (there, said) = (at.clone(), desk.clone());
    let sign_up = busy_button("button small", t(key::OFFICE_ASSIST_SIGN_UP), take.busy, move || {
        let said = said.clone();
        take.send::<SignUp>(there.clone(), Empty {}, move |done| {
            let waits = done.place == PlaceState::Waiting;
            said.say(t(if waits { key::OFFICE_ASSIST_WAITS } else { key::OFFICE_ASSIST_SIGNED_UP }));
        });
    });
    let said = desk.clone();
    let withdraw = busy_button("button small quiet", t(key::OFFICE_ASSIST_WITHDRAW), give.busy, move || {
        let said = said.clone();
        give.send::<Withdraw>(at.clone(), Empty {}, move |_| said.say(t(key::OFFICE_ASSIST_WITHDRAWN)));
    });
    let buttons = el("div", "actions")
        .child(sign_up.attr("aria-label", label(key::OFFICE_ASSIST_SIGN_UP)))
        .child(withdraw.attr("aria-label", label(key::OFFICE_ASSIST_WITHDRAW)));
    el("li", "")
        .child(el("div", "cell").child(cell_words(row.title.clone(), span(row.starts_at, row.ends_at))).child(buttons))
        .child(command_refusal(take, t(key::FORM_REFUSED)))
        .child(command_refusal(give, t(key::FORM_REFUSED)))
}

/// The resident's hours, requested on behalf of the resident; that is recorded as well.
fn statement(one: &Assistance, desk: &OfficeContext, told: &StatementReply) -> Element {
    let (id, url) = (one.id, ShowHours::url(&(desk.code.clone(), one.member), &PageQuery::default()));
    let (busy, connection, keep) = (RwSignal::new(false), use_connection(), told.clone());
    let ask = busy_button("button quiet", t(key::OFFICE_ASSIST_HOURS), busy, move || {
        busy.set(true);
        let (url, keep) = (url.clone(), keep.clone());
        spawn_local(async move {
            let answer = exchange_for(id, HttpMethod::Get, &url, None, None).await;
            let read = |text: String| crate::json::parse_json(&text).map_err(|_| CallError::Unreadable);
            keep.set(Some(answer.and_then(read)));
            busy.try_set(false);
            connection.renew();
        });
    });
    let shown = told.clone();
    let words = live(move || {
        shown.with(|told| match told {
            None => nothing(),
            Some(Err(error)) => refusal_box(t(key::FORM_REFUSED), error).any(),
            Some(Ok(statement)) => figures(statement).any(),
        })
    });
    section("card", t(key::OFFICE_ASSIST_STATEMENT)).child(el("div", "body stack").child(ask).child(words))
}

fn figures(statement: &HoursStatement) -> Element {
    let rows: Vec<Element> = statement
        .page
        .rows
        .iter()
        .take(10)
        .map(|entry| {
            let title = entry.title.clone().unwrap_or_default();
            let line = el("div", "cell").child(cell_words(title, day(entry.served_on.unwrap_or(entry.at))));
            el("li", "").child(line.child(el("b", "").child(signed_minutes(entry.minutes))))
        })
        .collect();
    let total = tf(key::OFFICE_ASSIST_TOTAL, &[("minutes", &minutes(statement.total_minutes))]);
    el("div", "").child(el("p", "").child(el("b", "").child(total))).child(el("ul", "").child(rows))
}
