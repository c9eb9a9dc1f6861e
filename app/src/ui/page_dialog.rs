//! Native dialogs: irreversible acts are confirmed once, and small forms open over their list.
//!
//! State: the one dialog of a page that may be open. Invariant: it is closed by Escape, by its button, after its command
//! succeeded, or before the next one opens.

use leptos::prelude::*;

use super::form::{Control, Form};
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

    /// The row of buttons that ends a dialog: the one that acts stands last.
    pub fn buttons(&self, submit: Element) -> Element {
        el("div", "actions").child(self.back()).child(submit)
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

pub fn reason_field(form: Form, text: RwSignal<String>) -> Element {
    form.field("reason", t(key::FIELD_REASON), Some(t(key::FIELD_REASON_HINT)), Control::Area, text)
}
