//! A form: labelled native fields, one command at its end, refusals at the field that they refer to.
//!
//! State: the command, and errors that this page itself found before sending. Invariant: an error is shown in one place
//! only, at its field if it has one, and the caret is put there.

use domain::contract::Endpoint;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::{Element, el};
use super::{nothing, refusal_box};
use crate::call::CallError;
use crate::command::Command;
use crate::light_signal::LightSignal;
use crate::words::{key, t};

type Name = &'static str;

#[derive(Clone, Copy)]
pub struct Form {
    /// Names of the fields, which are also the names in the command's body.
    fields: &'static [Name],
    /// The field that a refusal's code refers to.
    place: fn(&str) -> Option<Name>,
    command: Command,
    /// The field with an error found by this page, counted from 1, and the error; 0 for none.
    found: RwSignal<u32>,
    why: RwSignal<String>,
}

/// The native element of a field.
pub enum Control {
    Text,
    Search,
    Area,
    Number {
        min: u32,
        max: u32,
    },
    Moment,
    Day,
    /// Values with their labels.
    Choice(Vec<(String, String)>),
}

impl Form {
    pub fn new(fields: &'static [Name], place: fn(&str) -> Option<Name>) -> Self {
        let form =
            Self { fields, place, command: Command::new(), found: RwSignal::new(0), why: RwSignal::new(String::new()) };
        Effect::new(move |_| {
            if let Some((field, _)) = form.wrong_field() {
                focus(field);
            }
        });
        form
    }

    /// A form whose refusals refer to the whole.
    pub fn whole() -> Self {
        Self::new(&[], |_| None)
    }

    /// A form with a single field, which every refusal refers to.
    pub fn of_reason() -> Self {
        Self::new(&["reason"], |_| None)
    }

    /// Shows an error at a field.
    pub fn refuse(self, field: Name, text: String) {
        let at = self.fields.iter().position(|name| *name == field).map_or(0, |at| at + 1);
        self.why.set(text);
        self.found.set(u32::try_from(at).unwrap_or_default());
    }

    pub fn is_busy(self) -> bool {
        self.command.busy.get()
    }

    pub fn send<E: Endpoint>(self, params: E::Params, body: E::Body, done: impl FnOnce(E::Reply) + 'static) {
        self.found.set(0);
        self.command.send::<E>(params, body, done);
    }

    fn wrong_field(self) -> Option<(Name, String)> {
        if let Some(name) = (self.found.get() as usize).checked_sub(1).and_then(|at| self.fields.get(at)) {
            return Some((name, self.why.get()));
        }
        self.command.error.with(|error| match error.as_ref()? {
            CallError::Problem(problem) => {
                let named = problem.field.as_deref().and_then(|field| self.fields.iter().find(|name| **name == field));
                let field = named.copied().or_else(|| (self.place)(&problem.code))?;
                Some((field, crate::words::refusal(problem)))
            }
            _ => None,
        })
    }

    /// A labelled field. `name` is its name in the body.
    pub fn field(
        self,
        name: Name,
        label: String,
        hint: Option<String>,
        control: Control,
        text: RwSignal<String>,
    ) -> Element {
        let wrong_here = move || self.wrong_field().filter(|(field, _)| *field == name);
        let hint_id = tied(name, "-hint");
        let described = match hint {
            Some(_) => [hint_id.as_str(), " ", &tied(name, "-error")].concat(),
            None => tied(name, "-error"),
        };
        let control = drawn(control, text)
            .attr("id", tied(name, ""))
            .attr("name", name)
            .attr("aria-describedby", described)
            .attr_live("aria-invalid", move || wrong_here().map(|_| "true".to_owned()));
        let error = el("span", "error")
            .attr("id", tied(name, "-error"))
            .attr("role", "alert")
            .flag_live("hidden", move || wrong_here().is_none())
            .text_live(move || wrong_here().map(|(_, text)| text).unwrap_or_default());
        el("div", "field")
            .child(el("label", "").attr("for", tied(name, "")).child(label))
            .child(control)
            .child(hint.map(|hint| el("span", "hint").attr("id", hint_id).child(hint)))
            .child(error)
    }

    /// An error that belongs to no field.
    pub fn refusal(self) -> Element {
        el("div", "").live(move || match self.command.error.get() {
            Some(error) if self.wrong_field().is_none() => refusal_box(t(key::FORM_REFUSED), &error).any(),
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
}

fn drawn(control: Control, text: RwSignal<String>) -> Element {
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
        Control::Moment => input("datetime-local").attr("step", "60"),
        Control::Day => input("date"),
        Control::Choice(choices) => choices.into_iter().fold(el("select", "input"), |select, (value, shown)| {
            select.child(el("option", "").attr("value", value).child(shown))
        }),
    };
    // Set after its options exist, or a select would have none to choose.
    element
        .property("value", move || JsValue::from_str(&text.get()))
        .on("input", move |event| text.set(event_target_value(&event)))
}

/// Ids of an office form do not collide with those of another form of the page: only one is open at a time.
fn tied(name: &str, part: &str) -> String {
    ["field-", name, part].concat()
}

fn focus(name: Name) {
    let element = document().get_element_by_id(&tied(name, ""));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
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
