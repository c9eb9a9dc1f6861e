//! A slip for signing in (登录凭条, A5 in large print), for residents who cannot receive a code: requested with a
//! reason, shown once, printed, handed over.
//!
//! State: the printed slip, as long as its dialog is open. Invariant: the paper is in the page exactly as long, and
//! meanwhile nothing else is printed; with the dialog the code disappears from this screen. Form by hand: an
//! earlier slip can be voided below it.

use std::any::Any;
use std::cell::RefCell;

use domain::contract::{Empty, PrintSlip, VoidSlip};
use domain::ids::MemberId;
use domain::sessions::{PrintSlipRequest, SlipPrinted};
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::call::current_time;
use crate::command::Command;
use crate::location::{community_link, use_location};
use crate::office::frame::OfficeContext;
use crate::qr;
use crate::ui::form::Form;
use crate::ui::form_values;
use crate::ui::page_dialog::reason_field;
use crate::ui::{Element, busy_button, button, command_refusal, el, nothing};
use crate::words::{key, moment, t, tf};

/// Names what is printed instead of the page; see `style/print.css`.
const PRINTS: &str = "data-print";

// There is one sheet of paper, and it must be removed however its dialog closes.
thread_local!(static PAPER: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) });

/// Asks for the reason; a slip that was printed before can be voided here as well.
pub fn print_slip_dialog(desk: &OfficeContext, member: MemberId, name: &str) {
    let (desk, name) = (desk.clone(), name.to_owned());
    let title = tf(key::OFFICE_SLIP_TITLE, &[("name", &name)]);
    desk.clone().ask.open(title, move |ask| {
        let (form, text) = (Form::new(), RwSignal::new(String::new()));
        let why = tf(key::OFFICE_SLIP_WHY, &[("name", &name)]);
        let back = taking_back(&desk, member, &name);
        let send = move || match text.get_untracked().parse() {
            Err(bad) => form.refuse("reason", form_values::bad_text_words(bad)),
            Ok(reason) => {
                let (after, name) = (desk.clone(), name.clone());
                form.send::<PrintSlip>((desk.code.clone(), member), PrintSlipRequest { reason }, move |printed| {
                    show(&after, member, &name, printed);
                });
            }
        };
        form.element("stack", send)
            .child(el("p", "").child(why))
            .child(reason_field(form, text))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_SLIP_MAKE))))
            .child(back)
    });
}

fn taking_back(desk: &OfficeContext, member: MemberId, name: &str) -> Element {
    let command = Command::new();
    let (desk, done) = (desk.clone(), tf(key::OFFICE_SLIP_TAKEN, &[("name", name)]));
    let press = move || {
        let (desk, done) = (desk.clone(), done.clone());
        command.send::<VoidSlip>((desk.code.clone(), member), Empty {}, move |_| {
            desk.ask.close();
            desk.say(done);
        });
    };
    el("div", "stack").child(command_refusal(command, t(key::OFFICE_SLIP_NOT_TAKEN))).child(busy_button(
        "button quiet",
        t(key::OFFICE_SLIP_TAKE_BACK),
        command.busy,
        press,
    ))
}

fn show(desk: &OfficeContext, member: MemberId, name: &str, printed: SlipPrinted) {
    let title = tf(key::OFFICE_SLIP_READY, &[("name", name)]);
    let (desk, name) = (desk.clone(), name.to_owned());
    desk.clone().ask.open(title, move |ask| {
        let open = RwSignal::new(true);
        let slip = Slip::new(&desk, &printed);
        lay_out(slip.clone());
        on_cleanup(put_away);
        let content = move || {
            if !open.get() {
                return nothing();
            }
            let print = button("button", t(key::OFFICE_SLIP_TO_PAPER), || {
                let _ = window().print();
            });
            el("div", "stack")
                .child(el("p", "").child(t(key::OFFICE_SLIP_READY_BELOW)))
                .child(slip.drawn("card"))
                .child(ask.buttons(print))
                .child(taking_back(&desk, member, &name))
                .any()
        };
        el("div", "").live(content).made(move |element| when_closed(element, open))
    });
}

/// The dialog may also be closed by a key, and then its content is not notified.
fn when_closed(element: &web_sys::Element, open: RwSignal<bool>) {
    let element = element.clone();
    request_animation_frame(move || {
        let Ok(Some(dialog)) = element.closest("dialog") else { return };
        let closed = Closure::once_into_js(move || {
            put_away();
            open.try_set(false);
        });
        let _ = dialog.add_event_listener_with_callback("close", closed.unchecked_ref());
    });
}

/// The words on the slip.
#[derive(Clone)]
struct Slip {
    title: String,
    lines: [String; 3],
    /// The content of the QR code.
    address: String,
    code: String,
    steps: [String; 3],
    below: [String; 2],
}

impl Slip {
    fn new(desk: &OfficeContext, printed: &SlipPrinted) -> Self {
        let location = window().location();
        let page = community_link(&desk.code, "sign-in");
        let typed = [location.host().unwrap_or_default(), page.clone()].concat();
        let origin = location.origin().unwrap_or_default();
        let community = use_location().name.get_untracked();
        Self {
            title: tf(key::OFFICE_SLIP_PAPER, &[("community", &community)]),
            lines: [
                tf(key::OFFICE_SLIP_FOR, &[("name", &printed.name_masked)]),
                tf(key::OFFICE_SLIP_PURPOSE, &[("app", &t(key::SHELL_NAME))]),
                tf(key::OFFICE_SLIP_UNTIL, &[("until", &moment(printed.expires_at))]),
            ],
            address: [&origin, &page, "#slip=", printed.slip.as_str()].concat(),
            code: printed.slip.shown(),
            steps: [
                t(key::OFFICE_SLIP_STEP_SCAN),
                tf(key::OFFICE_SLIP_STEP_TYPE, &[("address", &typed)]),
                t(key::OFFICE_SLIP_STEP_SURE),
            ],
            below: [
                t(key::OFFICE_SLIP_ONCE),
                tf(key::OFFICE_SLIP_BY, &[("name", &printed.by_name), ("time", &moment(current_time()))]),
            ],
        }
    }

    /// A card on the screen; on paper with `slip`.
    fn drawn(&self, class: &'static str) -> Element {
        let address = self.address.clone();
        let [who, what, until] = self.lines.clone();
        let words = el("div", "")
            .child(el("h2", "").child(self.title.clone()))
            .child(el("p", "").child(el("b", "").child(who)))
            .child(el("p", "").child(what))
            .child(el("p", "").child(el("b", "").child(until)));
        let code = el("p", "").child(t(key::OFFICE_SLIP_CODE)).child(el("b", "slip-code").child(self.code.clone()));
        let steps: Vec<Element> = self.steps.iter().map(|step| el("li", "").child(step.clone())).collect();
        let [once, by] = self.below.clone();
        el("section", class).child(
            el("div", "body")
                .child(el("div", "paper-head").child(words).child(qr::qr_view(move || address.clone())))
                .child(code)
                .child(el("ol", "").child(steps))
                .child(el("p", "").child(el("b", "").child(once)))
                .child(el("p", "").child(by)),
        )
    }
}

/// Puts the paper beside the app: a dialog itself is never printed.
fn lay_out(slip: Slip) {
    put_away();
    let Some(body) = document().body() else { return };
    let _ = body.set_attribute(PRINTS, "slip");
    let paper = mount_to(body, move || slip.drawn("slip only-print").attr("aria-hidden", "true").any());
    PAPER.set(Some(Box::new(paper)));
}

fn put_away() {
    drop(PAPER.take());
    if let Some(body) = document().body() {
        let _ = body.remove_attribute(PRINTS);
    }
}
