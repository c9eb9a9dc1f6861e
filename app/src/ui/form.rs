//! A form: labelled native fields, one command at its end, refusals at the field that they refer to.
//!
//! State: the command, and errors that this page itself found before sending. Invariant: an error is shown in one place
//! only, at its field if it has one, and the caret is put there.

use std::borrow::Cow;

use domain::contract::{Endpoint, Field, FieldKind};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::choices::pressed_button;
use super::{Element, el, nothing, refusal_box};
use crate::call::CallError;
use crate::command::Command;
use crate::light_signal::LightSignal;
use crate::words::{key, number, t};

type Name = &'static str;

#[derive(Clone, Copy)]
pub struct Form {
    /// The field that a refusal's code refers to, where the refusal itself names another one or none.
    place: fn(&str) -> Option<Name>,
    command: Command,
    /// The fields with an error found by this page, and the errors.
    found: RwSignal<Vec<(String, String)>>,
    /// The names of its fields, each followed by a space.
    names: RwSignal<String>,
    /// Whether something was typed since the last command succeeded.
    changed: RwSignal<bool>,
}

/// The native element of a field.
pub enum Control {
    Text,
    Search,
    Area,
    Number {
        min: u64,
        max: u64,
    },
    Moment,
    Day,
    Phone,
    /// Values with their labels.
    Choice(Vec<(String, String)>),
    /// The same as a row of buttons, none of which is pressed at first.
    Buttons(Vec<(String, String)>),
}

impl Form {
    /// Each refusal stands at the field that it names, if the form has that field, otherwise below all of them.
    pub fn new() -> Self {
        Self::placing(|_| None)
    }

    /// A form with another name for a field than the body has, or with a field of its own for a refusal.
    pub fn placing(place: fn(&str) -> Option<Name>) -> Self {
        let form = Self {
            place,
            command: Command::new(),
            found: RwSignal::new(vec![]),
            names: RwSignal::new(String::new()),
            changed: RwSignal::new(false),
        };
        Effect::new(move |_| {
            if let Some((field, _)) = form.refused_field() {
                focus(&field);
            }
        });
        form
    }

    /// Shows an error at a field.
    pub fn refuse(self, field: impl Into<String>, text: String) {
        self.refuse_all(vec![(field.into(), text)]);
    }

    /// Shows errors at several fields; the caret is put into the first.
    pub fn refuse_all(self, errors: Vec<(String, String)>) {
        let first = errors.first().map(|(field, _)| field.clone());
        self.found.set(errors);
        if let Some(field) = first {
            focus(&field);
        }
    }

    /// A field whose content changes is not wrong any more.
    fn forgive(self, name: &str) {
        if self.found.with_untracked(|found| found.iter().any(|(field, _)| field == name)) {
            self.found.update(|found| found.retain(|(field, _)| field != name));
        }
        if untrack(|| self.refused_field()).is_some_and(|(field, _)| field == name) {
            self.command.error.set(None);
        }
    }

    pub fn is_busy(self) -> bool {
        self.command.busy.get()
    }

    pub fn send<E: Endpoint>(self, params: E::Params, body: E::Body, done: impl FnOnce(E::Reply) + 'static) {
        self.found.set(vec![]);
        self.command.send::<E>(params, body, move |reply| {
            self.changed.try_set(false);
            done(reply);
        });
    }

    /// Sends a body that is JSON already.
    pub fn send_json<E: Endpoint>(self, url: String, body: String, done: impl FnOnce(E::Reply) + 'static) {
        self.found.set(vec![]);
        self.command.send_json::<E>(url, body, move |reply| {
            self.changed.try_set(false);
            done(reply);
        });
    }

    /// The error at a field.
    fn wrong_at(self, name: &str) -> Option<String> {
        let found = self.found.with(|found| found.iter().find(|(field, _)| field == name).map(|(_, why)| why.clone()));
        found.or_else(|| self.refused_field().filter(|(field, _)| field == name).map(|(_, why)| why))
    }

    /// The field that the API's refusal stands at.
    fn refused_field(self) -> Option<(String, String)> {
        self.command.error.with(|error| match error.as_ref()? {
            CallError::Problem(problem) => {
                let placed = (self.place)(&problem.code).map(str::to_owned);
                let field = placed.or_else(|| problem.field.clone().filter(|field| self.has_field(field)))?;
                Some((field, crate::words::refusal(problem)))
            }
            _ => None,
        })
    }

    fn has_field(self, name: &str) -> bool {
        self.names.get_untracked().split(' ').any(|own| own == name)
    }

    /// A labelled field. `name` is its name in the body.
    pub fn field(
        self,
        name: impl Into<Cow<'static, str>>,
        label: String,
        hint: Option<String>,
        control: Control,
        text: RwSignal<String>,
    ) -> Element {
        self.drawn_field(name.into(), label, hint, control, text)
    }

    fn drawn_field(
        self,
        name: Cow<'static, str>,
        label: String,
        hint: Option<String>,
        control: Control,
        text: RwSignal<String>,
    ) -> Element {
        if !self.has_field(&name) {
            self.names.set([&*self.names.get_untracked(), &*name, " "].concat());
        }
        let (id, hint_id, error_id) = (tied(&name, ""), tied(&name, "-hint"), tied(&name, "-error"));
        let described = match hint {
            Some(_) => [hint_id.as_str(), " ", &error_id].concat(),
            None => error_id.clone(),
        };
        let (own, typed) = (name.clone(), name.clone());
        let wrong_here = move || self.wrong_at(&own);
        let (is_wrong, is_right) = (wrong_here.clone(), wrong_here.clone());
        // A label points to a single element; a group of buttons has the words as its own name.
        let (title, change) = match control {
            Control::Buttons(_) => (el("b", ""), "click"),
            _ => (el("label", "").attr("for", id.clone()), "input"),
        };
        let control = drawn(control, &label, text)
            .on(change, move |_| self.forgive(&typed))
            .attr("id", id)
            .attr("name", name)
            .attr("aria-describedby", described)
            .attr_live("aria-invalid", move || is_wrong().map(|_| "true".to_owned()));
        let error = el("span", "error")
            .attr("id", error_id)
            .attr("role", "alert")
            .flag_live("hidden", move || is_right().is_none())
            .text_live(move || wrong_here().unwrap_or_default());
        el("div", "field")
            .child(title.child(label))
            .child(control)
            .child(hint.map(|hint| el("span", "hint").attr("id", hint_id).child(hint)))
            .child(error)
    }

    /// An error that belongs to no field.
    pub fn refusal(self) -> Element {
        el("div", "").live(move || match self.command.error.get() {
            Some(error) if self.refused_field().is_none() => refusal_box(t(key::FORM_REFUSED), &error).any(),
            _ => nothing(),
        })
    }

    pub fn submit(self, class: &'static str, label: String) -> Element {
        el("button", class)
            .attr("type", "submit")
            .attr_live("aria-busy", move || self.is_busy().then(|| "true".to_owned()))
            .attr_live("aria-disabled", move || self.is_busy().then(|| "true".to_owned()))
            .child(label)
    }

    /// The form itself; `run` reads the fields and sends.
    #[expect(clippy::unused_self, reason = "a form is made by who holds its state")]
    pub fn element(self, class: &'static str, run: impl Fn() + Send + 'static) -> Element {
        el("form", class).attr("novalidate", "").on("submit", move |event| {
            event.prevent_default();
            run();
        })
    }

    /// The same for a form in which people type much: the browser asks before the page is left with something unsent
    /// ([`warn_before_leaving`]).
    pub fn warned(self, class: &'static str, run: impl Fn() + Send + 'static) -> Element {
        self.element(class, run)
            .on("input", move |_| self.changed.set(true))
            .flag_live("data-changed", move || self.changed.get())
    }
}

/// `12/60`: how much of a text field of a body is used, while something is typed.
pub fn count_view(fields: &[Field], name: &str, text: RwSignal<String>) -> Option<Element> {
    let kind = fields.iter().find(|field| field.name == name).map(|field| field.kind)?;
    let FieldKind::Text { max, .. } = kind else { return None };
    let count = move || text.with(|text| text.chars().count());
    let words = move || [number(i64::try_from(count()).unwrap_or(i64::MAX)), max.to_string()].join("/");
    Some(el("span", "hint count").flag_live("hidden", move || count() == 0).text_live(words))
}

fn drawn(control: Control, label: &str, text: RwSignal<String>) -> Element {
    let input = |kind: &'static str| el("input", "input").attr("type", kind);
    let element = match control {
        Control::Text => input("text").attr("autocomplete", "off"),
        Control::Search => input("search").attr("autocomplete", "off"),
        Control::Area => el("textarea", "input"),
        Control::Number { min, max } => input("number")
            .attr("inputmode", "numeric")
            .attr("step", "1")
            .attr("min", min.to_string())
            .attr("max", max.to_string()),
        Control::Phone => input("tel").attr("autocomplete", "off"),
        Control::Moment => input("datetime-local").attr("step", "60"),
        Control::Day => input("date"),
        Control::Choice(choices) => choices.into_iter().fold(el("select", "input"), |select, (value, shown)| {
            select.child(el("option", "").attr("value", value).child(shown))
        }),
        Control::Buttons(choices) => return buttons(choices, label, text),
    };
    // Set after its options exist, or a select would have none to choose.
    element
        .property("value", move || JsValue::from_str(&text.get()))
        .on("input", move |event| text.set(event_target_value(&event)))
}

/// The caret can be put on the group, where an error is told.
fn buttons(choices: Vec<(String, String)>, label: &str, text: RwSignal<String>) -> Element {
    let group = el("div", "choices").attr("role", "group").attr("aria-label", label.to_owned()).attr("tabindex", "-1");
    choices.into_iter().fold(group, |group, (value, shown)| {
        let own = RwSignal::new(value);
        let is_chosen = move || own.with_untracked(|own| text.with(|text| text == own));
        group.child(pressed_button(shown, is_chosen, move || text.set(own.get_untracked())))
    })
}

/// Ids of an office form do not collide with those of another form of the page: only one is open at a time.
fn tied(name: &str, part: &str) -> String {
    ["field-", name, part].concat()
}

fn focus(name: &str) {
    let element = document().get_element_by_id(&tied(name, ""));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Lets the browser ask before a page is left in which something was typed and not sent. A closed dialog does not count:
/// its fields are kept for the next time.
pub fn warn_before_leaving() {
    let asks = |event: web_sys::Event| {
        let waiting = document().query_selector("dialog[open] form[data-changed], form[data-changed]:not(dialog form)");
        if matches!(waiting, Ok(Some(_))) {
            event.prevent_default();
        }
    };
    let listener = Closure::<dyn Fn(web_sys::Event)>::new(asks).into_js_value();
    let _ = window().add_event_listener_with_callback("beforeunload", listener.unchecked_ref());
}

/// One of several checkboxes; `ticked` holds the codes of the ticked ones.
pub fn tick(code: String, label: String, ticked: &LightSignal<Vec<String>>) -> Element {
    let changed = ticked.clone();
    let tick = el("input", "").attr("type", "checkbox").on("change", move |_| {
        changed.update(|codes| match codes.iter().position(|other| *other == code) {
            Some(at) => drop(codes.remove(at)),
            None => codes.push(code.clone()),
        });
    });
    el("label", "check").child(tick).child(label)
}
