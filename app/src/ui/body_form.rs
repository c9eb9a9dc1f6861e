//! A dialog that asks for the fields of an endpoint's body: kind, bounds and choices of each come from the body itself
//! ([`domain::contract::Describe`]), its label and hint from the texts.
//!
//! | Key of the text | For |
//! |---|---|
//! | `field.members/fill-seat.until` | the label in this endpoint's form |
//! | `field.members.until` | the label in all forms of the feature |
//! | `field.until` | the label anywhere |
//! | the same with `.hint` behind | what stands below the field; empty for nothing |
//!
//! What was typed and not sent is there again when the same dialog is opened (`typed_fields.rs`). Invariant: a dialog
//! closes only after its command succeeded; no figure of a rule stands here, because the object refuses with its own;
//! `tidy` holds the names of fields in the calls below against the body, and refuses a field without a label.

use std::marker::PhantomData;

use domain::contract::{Describe, Endpoint, Field, FieldKind};
use domain::time::UtcMillis;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};

use super::form::{Control, Form, count_view};
use super::form_values::{moment_text, read_value};
use super::page_dialog::PageDialog;
use super::{Element, el};
use crate::lazy_modules::lazy_modules;
use crate::typed_fields::{forget_typed, keep_typed, kept_texts};
use crate::words::{code_choices, key, look_up, t};

type Name = &'static str;
type Read = Box<dyn Fn() -> Result<Value, String> + Send>;
type Draw = Box<dyn FnOnce(Form) -> Element + Send>;

/// Where the value of a field comes from.
enum Source {
    /// It is typed or chosen.
    Typed,
    /// The caller knows it.
    Fixed(Value),
    /// It is not sent.
    Left,
    /// The caller draws it and reads it.
    Drawn(Draw, Read),
}

struct Row {
    field: Field,
    source: Source,
    begin: String,
    /// The moment that `begin` shows, to the millisecond.
    begin_at: Option<UtcMillis>,
    choices: Option<Vec<(String, String)>>,
    hint: Option<String>,
    /// Asked only while the other field holds one of these words.
    when: Option<(Name, &'static [&'static str])>,
}

/// The form of an endpoint's body. `open` shows it.
pub struct BodyForm<E> {
    draft: Draft,
    endpoint: PhantomData<fn(E)>,
}

/// The same for every endpoint.
struct Draft {
    endpoint: &'static str,
    title: String,
    submit: String,
    class: &'static str,
    text: Option<String>,
    rows: Vec<Row>,
    place: fn(&str) -> Option<Name>,
}

impl<E: Endpoint> BodyForm<E> {
    /// With a heading, which is the label of the button too.
    pub fn new(title: String) -> Self {
        let draft = Draft::new(E::SPEC.name, title, <E::Body as Describe>::FIELDS);
        Self { draft, endpoint: PhantomData }
    }

    fn with(mut self, change: impl FnOnce(&mut Draft)) -> Self {
        change(&mut self.draft);
        self
    }

    /// The label of the button, where it is not the heading.
    pub fn submit(self, label: String) -> Self {
        self.with(|draft| draft.submit = label)
    }

    /// What the reader should know before; it stands above the fields.
    pub fn text(self, text: String) -> Self {
        self.with(|draft| draft.text = Some(text))
    }

    /// The act is irreversible.
    pub fn danger(self) -> Self {
        self.with(|draft| draft.class = "button danger sure")
    }

    /// A field that is not asked for, with its value.
    pub fn fixed(self, name: Name, value: impl Into<Value>) -> Self {
        let value = value.into();
        self.with(|draft| draft.row(name, |row| row.source = Source::Fixed(value)))
    }

    /// An optional field that is not sent.
    pub fn without(self, name: Name) -> Self {
        self.with(|draft| draft.row(name, |row| row.source = Source::Left))
    }

    /// What a field begins with.
    pub fn starts(self, name: Name, text: String) -> Self {
        self.with(|draft| draft.row(name, |row| row.begin = text))
    }

    /// The same for a moment; unless it is changed, it is sent as it is, with its seconds.
    pub fn starts_at(self, name: Name, at: UtcMillis) -> Self {
        self.with(|draft| {
            draft.row(name, |row| {
                row.begin = moment_text(at);
                row.begin_at = Some(at);
            });
        })
    }

    /// What can be chosen: values with their labels. The first one is chosen at first.
    pub fn choices(self, name: Name, choices: Vec<(String, String)>) -> Self {
        self.with(|draft| draft.row(name, |row| row.choices = Some(choices)))
    }

    /// What stands below a field, where the texts do not know it.
    pub fn hint(self, name: Name, hint: String) -> Self {
        self.with(|draft| draft.row(name, |row| row.hint = Some(hint)))
    }

    /// Asks for a field only while another one holds one of these words.
    pub fn when(self, name: Name, other: Name, words: &'static [&'static str]) -> Self {
        self.with(|draft| draft.row(name, |row| row.when = Some((other, words))))
    }

    /// A field that the caller draws and reads.
    pub fn drawn(
        self,
        name: Name,
        draw: impl FnOnce(Form) -> Element + Send + 'static,
        read: impl Fn() -> Result<Value, String> + Send + 'static,
    ) -> Self {
        self.with(|draft| draft.row(name, |row| row.source = Source::Drawn(Box::new(draw), Box::new(read))))
    }

    /// The field of a refusal, where the refusal names another one or none.
    pub fn placing(self, place: fn(&str) -> Option<Name>) -> Self {
        self.with(|draft| draft.place = place)
    }

    /// Opens the dialog. After the command has succeeded it is closed, and `done` gets the reply.
    pub fn open(self, ask: &PageDialog, params: E::Params, done: impl Fn(E::Reply) + Clone + Send + 'static) {
        let url = E::url(&params, &E::Query::default());
        let send = move |form: Form, url: String, body: String, close: Close| {
            let done = done.clone();
            form.send_json::<E>(url, body, move |reply| {
                close();
                done(reply);
            });
        };
        spawn_local(body_form_file(OpenedForm { draft: self.draft, ask: ask.clone(), url, send: Box::new(send) }));
    }
}

type Close = Box<dyn FnOnce()>;
/// Sends a body to an address; closes the dialog after success.
type SendBody = Box<dyn Fn(Form, String, String, Close) + Send>;

lazy_modules! {
    /// What draws, reads and sends the dialogs of all bodies: fetched with the first one that opens.
    body_form_file(OpenedForm) -> () = open_form;
}

pub struct OpenedForm {
    draft: Draft,
    ask: PageDialog,
    url: String,
    send: SendBody,
}

pub fn open_form(OpenedForm { draft, ask, url, send }: OpenedForm) {
    ask.open(draft.title.clone(), move |ask| draft.built(&ask, url, send));
}

impl Draft {
    fn new(endpoint: &'static str, title: String, fields: &[Field]) -> Self {
        let row = |field: &Field| Row {
            field: *field,
            source: Source::Typed,
            begin: String::new(),
            begin_at: None,
            choices: None,
            hint: None,
            when: None,
        };
        let rows = fields.iter().map(row).collect();
        Self { endpoint, submit: title.clone(), title, class: "button", text: None, rows, place: |_| None }
    }

    fn row(&mut self, name: Name, change: impl FnOnce(&mut Row)) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.field.name == name) {
            change(row);
        }
    }

    /// What tells this dialog from others: its address and what the caller fixed.
    fn identity(&self, url: &str) -> String {
        let mut identity = url.to_owned();
        for row in &self.rows {
            if let Source::Fixed(value) = &row.source {
                identity.push(' ');
                identity.push_str(&value.to_string());
            }
        }
        identity
    }

    fn built(self, ask: &PageDialog, url: String, send: SendBody) -> Element {
        let form = Form::placing(self.place);
        let identity = self.identity(&url);
        let kept = kept_texts(&identity);
        let is_kept = !kept.is_empty();
        let mut sent = vec![];
        let mut drawn: Vec<Element> = vec![];
        let texts: Vec<(Name, RwSignal<String>)> =
            self.rows.iter().map(|row| (row.field.name, RwSignal::new(row.beginning(&kept)))).collect();
        let begun: Vec<String> = self.rows.iter().map(|row| row.beginning(&[])).collect();
        for (row, (_, text)) in self.rows.into_iter().zip(&texts) {
            let is_shown = row.when.and_then(|(other, words)| {
                let (_, other) = texts.iter().find(|(name, _)| *name == other)?;
                let other = *other;
                Some(move || other.with(|word| words.contains(&word.as_str())))
            });
            let (element, reads) = row.taken(self.endpoint, form, *text);
            if let Some(element) = element {
                drawn.push(match is_shown {
                    Some(is_shown) => element.flag_live("hidden", move || !is_shown()),
                    None => element,
                });
            }
            sent.extend(reads.map(|(field, read)| (field, read, is_shown)));
        }
        keep_typed(identity.clone(), texts, begun);
        let dialog = ask.clone();
        let run = move || {
            let (mut body, mut wrong) = (Map::new(), vec![]);
            for (field, read, is_shown) in &sent {
                if is_shown.is_some_and(|is_shown| !untrack(is_shown)) {
                    continue;
                }
                match read() {
                    Ok(Value::Null) => {}
                    Ok(value) => drop(body.insert(field.name.to_owned(), value)),
                    Err(why) => wrong.push((field.name.to_owned(), why)),
                }
            }
            if !wrong.is_empty() {
                return form.refuse_all(wrong);
            }
            let (dialog, identity) = (dialog.clone(), identity.clone());
            let close = Box::new(move || {
                forget_typed(&identity);
                dialog.close();
            });
            send(form, url.clone(), Value::Object(body).to_string(), close);
        };
        form.warned("stack", run)
            .child(self.text.map(|text| el("p", "").child(text)))
            .child(is_kept.then(|| el("p", "hint").child(t(key::FORM_KEPT))))
            .child(drawn)
            .child(form.refusal())
            .child(ask.buttons(form.submit(self.class, self.submit)))
    }
}

impl Row {
    /// What the field holds at first.
    fn beginning(&self, kept: &[(Name, String)]) -> String {
        let is_offered =
            |text: &String| self.choices.as_ref().is_none_or(|choices| choices.iter().any(|(code, _)| code == text));
        let kept = kept.iter().find(|(name, text)| *name == self.field.name && is_offered(text));
        if let Some((_, text)) = kept {
            return text.clone();
        }
        if !self.begin.is_empty() {
            return self.begin.clone();
        }
        match (&self.choices, self.field.kind) {
            (Some(choices), _) => choices.first().map(|(code, _)| code.clone()).unwrap_or_default(),
            (None, FieldKind::Word { words, .. }) if self.field.required => {
                words.first().map(|word| (*word).to_owned()).unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    /// The element of the field, and what reads it; neither for one that is not sent.
    fn taken(self, endpoint: &str, form: Form, text: RwSignal<String>) -> (Option<Element>, Option<(Field, Read)>) {
        let Self { field, source, begin, begin_at, choices, hint, .. } = self;
        match source {
            Source::Left => (None, None),
            Source::Fixed(value) => (None, Some((field, Box::new(move || Ok(value.clone()))))),
            Source::Drawn(draw, read) => (Some(draw(form)), Some((field, read))),
            Source::Typed => {
                let label = label_of(endpoint, field.name, "").unwrap_or_else(|| field.name.to_owned());
                let hint = hint.or_else(|| label_of(endpoint, field.name, ".hint")).filter(|hint| !hint.is_empty());
                let element = form.field(field.name, label, hint, control_of(&field.kind, choices), text);
                let element = element.child(count_view(&[field], field.name, text));
                let read = move || {
                    let text = text.get_untracked();
                    match begin_at {
                        _ if !field.required && text.trim().is_empty() => Ok(Value::Null),
                        Some(at) if text == begin => Ok(Value::from(at.0)),
                        _ => read_value(&field.kind, &text),
                    }
                };
                (Some(element), Some((field, Box::new(read))))
            }
        }
    }
}

fn control_of(kind: &FieldKind, choices: Option<Vec<(String, String)>>) -> Control {
    match (choices, *kind) {
        (Some(choices), _) => Control::Choice(choices),
        (None, FieldKind::Text { lines: true, .. }) => Control::Area,
        (None, FieldKind::Whole { min, max }) => Control::Number { min, max },
        (None, FieldKind::Word { key, words }) => Control::Choice(code_choices(key, words)),
        (None, FieldKind::Moment) => Control::Moment,
        (None, FieldKind::Day) => Control::Day,
        (None, FieldKind::Phone) => Control::Phone,
        _ => Control::Text,
    }
}

/// The label of a field, for a form by hand.
pub fn field_label<E: Endpoint>(name: Name) -> String {
    label_of(E::SPEC.name, name, "").unwrap_or_default()
}

/// The label of a field, or with `.hint` what stands below it.
fn label_of(endpoint: &str, name: &str, part: &str) -> Option<String> {
    let feature = endpoint.split('/').next().unwrap_or_default();
    let at = |place: &str| look_up(&["field.", place, ".", name, part].concat());
    at(endpoint).or_else(|| at(feature)).or_else(|| look_up(&["field.", name, part].concat()))
}
