//! The editor of an activity: publish, revise, call off.
//!
//! State: the texts of the form, as typed. Invariant: typed text stays until it is accepted, whatever the answer; times
//! are typed in China's time. Form by hand: it is a page, with two fields side by side.

use domain::access::{Capability, Subject};
use domain::contract::{CancelActivity, Endpoint, ListBodies, PublishActivity, ReviseActivity, ShowActivity};
use domain::ids::ActivityId;
use domain::limits::{ACTIVITY_CAPACITY_MAX, PLAN_CHARS_MAX};
use domain::members::{BodyKind, BodyRow};
use domain::volunteering::{Activity, ActivityRequest};
use leptos::prelude::*;

use super::form::{Control, Form};
use super::form_values;
use super::frame::{OfficeContext, page_head};
use super::sheet::faint_text;
use crate::call::current_time;
use crate::location::path_id;
use crate::ui::body_form::BodyForm;
use crate::ui::{Calls, Element, el, loading_once};
use crate::words::{day, key, t, tf};

pub fn new_activity_page(desk: OfficeContext) -> Element {
    let content = loading_once({
        let desk = desk.clone();
        move || {
            let desk = desk.clone();
            Calls::new(vec![ListBodies::url(&(desk.code.clone(),), &())], move |answers| {
                Some(form(&desk, answers.next::<ListBodies>()?.bodies, None).any())
            })
        }
    });
    el("div", "stack").child(page_head(t(key::OFFICE_NEW_ACTIVITY), None, None)).child(content)
}

pub fn edit_activity_page(desk: OfficeContext) -> Element {
    let content = loading_once({
        let desk = desk.clone();
        move || {
            let (desk, activity) = (desk.clone(), path_id::<ActivityId>("activities"));
            let Some(id) = activity else { return Calls::nowhere() };
            let urls =
                vec![ListBodies::url(&(desk.code.clone(),), &()), ShowActivity::url(&(desk.code.clone(), id), &())];
            Calls::new(urls, move |answers| {
                let (bodies, activity) = (answers.next::<ListBodies>()?.bodies, answers.next::<ShowActivity>()?);
                Some(revision(&desk, bodies, activity).any())
            })
        }
    });
    el("div", "stack").child(page_head(t(key::OFFICE_EDIT_ACTIVITY), None, None)).child(content)
}

fn revision(desk: &OfficeContext, bodies: Vec<BodyRow>, activity: Activity) -> Element {
    if activity.row.cancelled || current_time() >= activity.row.starts_at {
        let path = ["activities/", &activity.row.id.to_string()].concat();
        let back = el("a", "button").attr("href", desk.link(&path)).child(t(key::OFFICE_ATTENDANCE));
        return el("section", "card trouble").child(el("p", "").child(t(key::OFFICE_NOT_CHANGEABLE))).child(back);
    }
    let form = form(desk, bodies, Some(&activity));
    el("div", "stack").child(form).child(calling_off(desk, &activity))
}

/// Texts of the form.
#[derive(Clone, Copy)]
struct Draft {
    title: RwSignal<String>,
    body: RwSignal<String>,
    place: RwSignal<String>,
    starts_at: RwSignal<String>,
    ends_at: RwSignal<String>,
    capacity: RwSignal<String>,
    plan: RwSignal<String>,
}

impl Draft {
    fn of(activity: Option<&Activity>, first_body: String) -> Self {
        let text = |from: fn(&Activity) -> String| RwSignal::new(activity.map(from).unwrap_or_default());
        let draft = Self {
            title: text(|activity| activity.row.title.clone()),
            body: text(|activity| activity.row.body.to_string()),
            place: text(|activity| activity.row.place.clone()),
            starts_at: text(|activity| form_values::moment_text(activity.row.starts_at)),
            ends_at: text(|activity| form_values::moment_text(activity.row.ends_at)),
            capacity: text(|activity| activity.row.capacity.to_string()),
            plan: text(|activity| activity.plan.clone()),
        };
        if activity.is_none() {
            draft.body.set(first_body);
        }
        draft
    }

    /// The draft, or the first invalid field with the reason.
    fn read(self) -> Result<ActivityRequest, (&'static str, String)> {
        let missing = |field| move || (field, t(key::FORM_MISSING));
        let text = |signal: RwSignal<String>| signal.get_untracked();
        Ok(ActivityRequest {
            title: text(self.title).parse().map_err(|wrong| ("title", form_values::bad_text_words(wrong)))?,
            body: text(self.body).parse().map_err(|_| missing("body")())?,
            place: text(self.place).parse().map_err(|wrong| ("place", form_values::bad_text_words(wrong)))?,
            starts_at: form_values::parse_moment(&text(self.starts_at)).ok_or_else(missing("starts_at"))?,
            ends_at: form_values::parse_moment(&text(self.ends_at)).ok_or_else(missing("ends_at"))?,
            capacity: text(self.capacity).trim().parse().map_err(|_| missing("capacity")())?,
            plan: text(self.plan).parse().map_err(|wrong| ("plan", form_values::bad_text_words(wrong)))?,
        })
    }
}

fn form(desk: &OfficeContext, bodies: Vec<BodyRow>, activity: Option<&Activity>) -> Element {
    // The bodies that organise, as far as the table allows the caller to act for them.
    let choices: Vec<(String, String)> = bodies
        .into_iter()
        .filter(|body| matches!(body.kind, BodyKind::ResidentsCommittee | BodyKind::VolunteerTeam))
        .filter(|body| desk.session.may(Capability::ManageActivity, &Subject::Body(body.id)))
        .map(|body| (body.id.to_string(), body.name))
        .collect();
    let draft = Draft::of(activity, choices.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let form = Form::new();
    let id = activity.map(|activity| activity.row.id);
    let desk = desk.clone();
    let send = move || match draft.read() {
        Err((field, why)) => form.refuse(field, why),
        Ok(body) => {
            let (code, then) = (desk.code.clone(), desk.clone());
            let leave = move |id: ActivityId, text| {
                then.say(text);
                then.go(&["activities/", &id.to_string()].concat());
            };
            match id {
                None => form
                    .send::<PublishActivity>((code,), body, move |done| leave(done.activity, t(key::OFFICE_PUBLISHED))),
                Some(id) => form.send::<ReviseActivity>((code, id), body, move |_| leave(id, t(key::OFFICE_REVISED))),
            }
        }
    };
    let signed_up = activity.filter(|activity| activity.row.signed_up > 0);
    let told =
        signed_up.map(|activity| tf(key::OFFICE_WILL_BE_TOLD, &[("count", &activity.row.signed_up.to_string())]));
    let plan_hint = tf(key::OFFICE_PLAN_HINT, &[("max", &PLAN_CHARS_MAX.to_string())]);
    let fields = form
        .warned("stack body", send)
        .child(form.field("title", t(key::OFFICE_FIELD_TITLE), None, Control::Text, draft.title))
        .child(form.field(
            "body",
            t(key::OFFICE_FIELD_BODY),
            Some(t(key::OFFICE_BODY_HINT)),
            Control::Choice(choices),
            draft.body,
        ))
        .child(form.field("place", t(key::OFFICE_PLACE), Some(t(key::OFFICE_PLACE_HINT)), Control::Text, draft.place))
        .child(times(form, draft))
        .child(form.field(
            "capacity",
            t(key::OFFICE_CAPACITY),
            Some(t(key::OFFICE_CAPACITY_HINT)),
            Control::Number { min: 1, max: ACTIVITY_CAPACITY_MAX.into() },
            draft.capacity,
        ))
        .child(form.field("plan", t(key::OFFICE_PLAN), Some(plan_hint), Control::Area, draft.plan))
        .child(form.refusal())
        .child(told.map(faint_text))
        .child(
            el("div", "actions")
                .child(form.submit("button", t(if id.is_some() { key::OFFICE_SAVE } else { key::OFFICE_PUBLISH }))),
        );
    el("section", "card narrow").child(fields)
}

fn times(form: Form, draft: Draft) -> Element {
    let hint = || Some(t(key::OFFICE_CHINA_TIME));
    el("div", "row")
        .child(form.field("starts_at", t(key::OFFICE_STARTS), hint(), Control::Moment, draft.starts_at))
        .child(form.field("ends_at", t(key::OFFICE_ENDS), hint(), Control::Moment, draft.ends_at))
}

fn calling_off(desk: &OfficeContext, activity: &Activity) -> Element {
    let (desk, id, title) = (desk.clone(), activity.row.id, activity.row.title.clone());
    let open = move || {
        let then = desk.clone();
        BodyForm::<CancelActivity>::new(t(key::OFFICE_CANCEL_ACTIVITY))
            .text(tf(key::OFFICE_CANCEL_WHY, &[("title", &title)]))
            .submit(t(key::OFFICE_CANCEL_SURE))
            .danger()
            .open(&desk.ask, (desk.code.clone(), id), move |_| {
                then.say(t(key::OFFICE_CANCELLED_NOW));
                then.go("activities");
            });
    };
    let until = tf(key::OFFICE_CANCEL_UNTIL, &[("date", &day(activity.row.starts_at))]);
    el("section", "card narrow").child(el("div", "body stack").child(faint_text(until)).child(
        el("div", "actions").child(
            el("button", "button danger").attr("type", "button").on_click(open).child(t(key::OFFICE_CANCEL_ACTIVITY)),
        ),
    ))
}
