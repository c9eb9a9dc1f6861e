//! Native dialogs: irreversible acts are confirmed once, and small forms open over their list.
//!
//! State: the one dialog of a page that may be open. Invariant: it is closed by Escape, by its button, after its command
//! succeeded, or before the next one opens.

use domain::text::Reason;
use leptos::prelude::*;

use super::form::{Control, Form};
use super::form_values;
use super::{Element, button, close_dialog, dialog, el, nothing};
use crate::light_signal::LightSignal;
use crate::words::{key, t};

type Build = Box<dyn FnOnce(PageDialog) -> Element + Send>;

const ID: &str = "ask";

/// The page's dialog.
#[derive(Clone)]
pub struct PageDialog {
    next: LightSignal<Option<(String, Build)>>,
}

impl PageDialog {
    pub fn new() -> Self {
        Self { next: LightSignal::new(None) }
    }

    /// Opens a dialog with a heading; `build` makes the form below it. A dialog that is still open closes first, so that
    /// the focus later returns to the page.
    pub fn open(&self, title: String, build: impl FnOnce(PageDialog) -> Element + Send + 'static) {
        self.close();
        self.next.set(Some((title, Box::new(build))));
    }

    #[expect(clippy::unused_self, reason = "who holds the handle may close; there is one dialog in the page")]
    pub fn close(&self) {
        close_dialog(ID);
    }

    /// The place of the dialog in the page.
    pub fn place(&self) -> Element {
        let ask = self.clone();
        el("div", "").live(move || {
            let Some((title, build)) = ask.next.take() else { return nothing() };
            dialog(RwSignal::new(true), ID, title).child(build(ask.clone())).any()
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
        button("button quiet", t(key::FORM_BACK), move || ask.close())
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
