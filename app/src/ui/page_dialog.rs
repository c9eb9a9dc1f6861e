//! Native dialogs: irreversible acts are confirmed once, and small forms open over their list.
//!
//! State: the one dialog of a page that may be open. Invariant: it is closed by Escape, by its button or after its
//! command succeeded; the focus then returns to its previous place, which `showModal` does by itself.

use domain::text::Reason;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::form::{Control, Form};
use super::form_values;
use super::{Element, el};
use crate::light_signal::LightSignal;
use crate::words::{key, t};

type Build = Box<dyn FnOnce(PageDialog) -> Element + Send>;

/// The page's dialog.
#[derive(Clone)]
pub struct PageDialog {
    next: LightSignal<Option<(String, Build)>>,
}

impl PageDialog {
    pub fn new() -> Self {
        Self { next: LightSignal::new(None) }
    }

    /// Opens a dialog with a heading; `build` makes the form below it.
    pub fn open(&self, title: String, build: impl FnOnce(PageDialog) -> Element + Send + 'static) {
        self.next.set(Some((title, Box::new(build))));
    }

    #[expect(clippy::unused_self, reason = "who holds the handle may close; there is one dialog in the page")]
    pub fn close(&self) {
        if let Some(dialog) =
            document().get_element_by_id(ID).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok())
        {
            dialog.close();
        }
    }

    /// The place of the dialog in the page.
    pub fn place(&self) -> Element {
        let ask = self.clone();
        el("div", "").live(move || {
            let Some((title, build)) = ask.next.take() else { return ().into_any() };
            el("dialog", "")
                .attr("id", ID)
                .attr("aria-labelledby", TITLE)
                .made(show)
                .child(el("h2", "").attr("id", TITLE).child(title))
                .child(build(ask.clone()))
                .any()
        })
    }

    /// The row of buttons that ends a dialog.
    pub fn buttons(&self, submit: Element) -> Element {
        el("div", "actions").child(submit).child(self.back())
    }

    /// The same where there is nothing to send.
    pub fn closing(&self) -> Element {
        el("div", "actions").child(self.back())
    }

    fn back(&self) -> Element {
        let ask = self.clone();
        el("button", "button quiet").attr("type", "button").on_click(move || ask.close()).child(t(key::FORM_BACK))
    }
}

/// Asks once, with a reason, before an irreversible act.
pub fn ask_reason(
    ask: &PageDialog,
    title: String,
    why: String,
    sure: String,
    run: impl Fn(Form, Reason) + Send + 'static,
) {
    ask.open(title, move |ask| {
        let (form, text) = (Form::of_reason(), RwSignal::new(String::new()));
        let send = move || match text.get_untracked().parse() {
            Ok(reason) => run(form, reason),
            Err(bad) => form.refuse("reason", form_values::bad_text_words(bad)),
        };
        form.element("stack", send)
            .child(el("p", "").child(why))
            .child(reason_field(form, text))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button danger sure", sure)))
    });
}

/// A choice: its label, and codes with their words; the first is selected.
pub type LabelledChoices = (String, Vec<(String, String)>);

/// Asks for a choice and the reason for it; `run` gets the chosen code.
pub fn choice_and_reason(
    ask: &PageDialog,
    title: String,
    (label, choices): LabelledChoices,
    (class, sure): (&'static str, String),
    run: impl Fn(Form, &str, Reason) + Send + 'static,
) {
    ask.open(title, move |ask| {
        let form = Form::new(&["outcome", "reason"], |_| None);
        let first = choices.first().map(|(code, _)| code.clone()).unwrap_or_default();
        let (chosen, text) = (RwSignal::new(first), RwSignal::new(String::new()));
        let send = move || match text.get_untracked().parse() {
            Ok(reason) => chosen.with_untracked(|chosen| run(form, chosen, reason)),
            Err(bad) => form.refuse("reason", form_values::bad_text_words(bad)),
        };
        form.element("stack", send)
            .child(form.field("outcome", label, None, Control::Choice(choices), chosen))
            .child(form.field("reason", t(key::FORM_REASON), None, Control::Area, text))
            .child(form.refusal())
            .child(ask.buttons(form.submit(class, sure)))
    });
}

pub fn reason_field(form: Form, text: RwSignal<String>) -> Element {
    form.field("reason", t(key::FORM_REASON), Some(t(key::FORM_REASON_HINT)), Control::Area, text)
}

const ID: &str = "ask";
const TITLE: &str = "ask-title";

/// A dialog can only be shown once it is in the page.
fn show(element: &web_sys::Element) {
    let dialog: HtmlDialogElement = element.clone().unchecked_into();
    leptos::prelude::request_animation_frame(move || {
        if dialog.is_connected() && !dialog.open() {
            let _ = dialog.show_modal();
        }
    });
}
