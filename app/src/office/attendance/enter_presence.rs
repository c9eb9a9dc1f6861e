//! Presence from the organiser's paper list: for people without a phone, and for those who forgot to check out.
//!
//! Invariant: after a check-in, the time of arrival proved by the code stays. The form is in a file of its own, which
//! is fetched when needed. Form by hand: a search fills the choice of people, and what was typed for one person must
//! not be kept for the next.

use crate::lazy_modules::lazy_modules;
use domain::access::{Capability, Subject};
use domain::contract::{ListPresence, SearchRoster};
use domain::ids::MemberId;
use domain::members::{RosterQuery, SearchRosterRequest};
use domain::time::UtcMillis;
use domain::volunteering::{Attendance, AttendanceRow, ListPresenceRequest, PlaceState};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::AttendanceContext;
use crate::call::read_with;
use crate::light_signal::LightSignal;
use crate::ui::form::{Control, Form};
use crate::ui::form_values;
use crate::ui::page_dialog::reason_field;
use crate::ui::{Element, el};
use crate::words::{call_error, clock, key, minutes, t, tf};

lazy_modules! {
    /// The form for presence from the organiser's list.
    office_enter_file(PresenceEntry) -> () = enter_presence_dialog, "office";
}

/// For one person on the list.
pub fn for_row(context: &AttendanceContext, row: &AttendanceRow) -> impl FnMut() + Send + 'static {
    let (context, person) = (context.clone(), (row.member.to_string(), row.name.clone()));
    let came = row.service.as_ref().map(|service| service.checked_in_at);
    move || open(&context, vec![person.clone()], came, false)
}

/// For anybody: people who signed up and have no record yet, and others from the roster.
pub fn enter_presence_button(context: &AttendanceContext, attendance: &Attendance) -> Element {
    let absent =
        attendance.rows.iter().filter(|row| row.service.is_none() && !row.own && row.place != PlaceState::Withdrawn);
    let people: Vec<(String, String)> = absent.map(|row| (row.member.to_string(), row.name.clone())).collect();
    let search = context.desk.session.may(Capability::SeeRoster, &Subject::Community);
    let (context, usable) = (context.clone(), search || !people.is_empty());
    el("button", "button quiet small")
        .attr("type", "button")
        .flag_live("disabled", move || !usable)
        .on_click(move || open(&context, people.clone(), None, search))
        .child(t(key::OFFICE_ENTER_FROM_LIST))
}

/// The person whose presence is entered, and the activity.
pub struct PresenceEntry {
    context: AttendanceContext,
    /// Who can be chosen: identifiers with names.
    people: Vec<(String, String)>,
    came: Option<UtcMillis>,
    /// Whether others can be found in the roster too.
    search: bool,
}

fn open(context: &AttendanceContext, people: Vec<(String, String)>, came: Option<UtcMillis>, search: bool) {
    let entering = PresenceEntry { context: context.clone(), people, came, search };
    spawn_local(office_enter_file(entering));
}

pub fn enter_presence_dialog(entering: PresenceEntry) {
    let ask = entering.context.desk.ask.clone();
    ask.open(t(key::OFFICE_ENTER_FROM_LIST), move |_| form(entering));
}

fn form(PresenceEntry { context, people, came, search }: PresenceEntry) -> Element {
    let form = Form::new();
    let row = &context.activity.row;
    let member = RwSignal::new(people.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let from = RwSignal::new(form_values::moment_text(came.unwrap_or(row.starts_at)));
    let until = RwSignal::new(form_values::moment_text(row.ends_at));
    let why = RwSignal::new(t(if came.is_some() { key::OFFICE_REASON_FORGOT } else { key::OFFICE_REASON_NO_PHONE }));
    let choices = LightSignal::new(people);
    let (desk, id) = (context.desk.clone(), row.id);
    let send = move || match presence(member, came.ok_or(from), until, why) {
        Err((field, text)) => form.refuse(field, text),
        Ok(body) => {
            let desk = desk.clone();
            form.send::<ListPresence>((desk.code.clone(), id), body, move |done| {
                desk.ask.close();
                desk.say(tf(key::OFFICE_ENTERED_NOW, &[("time", &minutes(i64::from(done.measured_minutes)))]));
            });
        }
    };
    let found = search.then(|| searching(&context, form, choices.clone(), member));
    let times = match came {
        Some(at) => el("p", "").child(tf(key::OFFICE_CAME_STAYS, &[("time", &clock(at))])),
        None => form.field("checked_in_at", t(key::OFFICE_CAME), None, Control::Moment, from),
    };
    let person = el("div", "")
        .live(move || form.field("member", t(key::OFFICE_NAME), None, Control::Choice(choices.get()), member).any());
    form.element("stack", send)
        .child(found)
        .child(person)
        .child(times)
        .child(form.field(
            "checked_out_at",
            t(key::OFFICE_WENT),
            Some(t(key::OFFICE_CHINA_TIME)),
            Control::Moment,
            until,
        ))
        .child(reason_field(form, why))
        .child(form.refusal())
        .child(context.desk.ask.buttons(form.submit("button", t(key::OFFICE_ENTER))))
}

fn presence(
    member: RwSignal<String>,
    came: Result<UtcMillis, RwSignal<String>>,
    until: RwSignal<String>,
    why: RwSignal<String>,
) -> Result<ListPresenceRequest, (&'static str, String)> {
    let missing = |field| (field, t(key::FORM_MISSING));
    Ok(ListPresenceRequest {
        member: member.get_untracked().parse::<MemberId>().map_err(|_| missing("member"))?,
        checked_in_at: came.or_else(|typed_in| {
            form_values::parse_moment(&typed_in.get_untracked()).ok_or_else(|| missing("checked_in_at"))
        })?,
        checked_out_at: form_values::parse_moment(&until.get_untracked()).ok_or_else(|| missing("checked_out_at"))?,
        reason: why.get_untracked().parse().map_err(|bad| ("reason", form_values::bad_text_words(bad)))?,
    })
}

/// A search in the roster that fills the choice below it.
fn searching(
    context: &AttendanceContext,
    form: Form,
    choices: LightSignal<Vec<(String, String)>>,
    member: RwSignal<String>,
) -> Element {
    let (word, code) = (RwSignal::new(String::new()), context.desk.code.clone());
    let search = move || {
        let Ok(wanted) = word.get_untracked().parse() else { return form.refuse("word", t(key::FORM_MISSING)) };
        let query = RosterQuery { limit: Some(20), ..RosterQuery::default() };
        let (code, choices) = (code.clone(), choices.clone());
        spawn_local(async move {
            match read_with::<SearchRoster>((code,), query, &SearchRosterRequest { word: wanted }).await {
                Ok(found) if found.page.rows.is_empty() => form.refuse("word", t(key::OFFICE_NOBODY_FOUND)),
                Ok(found) => {
                    let shown = found.page.rows.into_iter().filter(|row| !row.left);
                    let people: Vec<_> = shown
                        .map(|row| {
                            (
                                row.id.to_string(),
                                [row.name.as_str(), " ", &row.phone_masked, " ", &row.address_masked].concat(),
                            )
                        })
                        .collect();
                    member.try_set(people.first().map(|(id, _)| id.clone()).unwrap_or_default());
                    choices.set(people);
                }
                Err(error) => form.refuse("word", call_error(&error)),
            }
        });
    };
    let button =
        el("button", "button quiet small").attr("type", "button").on_click(search).child(t(key::OFFICE_SEARCH));
    form.field("word", t(key::OFFICE_SEARCH_ROSTER), Some(t(key::OFFICE_SEARCH_HINT)), Control::Search, word)
        .child(button)
}
