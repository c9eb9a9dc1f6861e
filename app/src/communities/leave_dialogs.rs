//! Leaving a community in this browser: removed from the list, signed out there if wanted; and all of them at once, for
//! a shared computer.
//!
//! State: the community of the dialog. Invariant: stored data of a person is removed only when the API has ended the
//! session, or says that there is none; otherwise the page would say "signed out" while the cookie still works.

use super::chooser::Line;
use super::stored_list;
use crate::call::{CallError, exchange_text};
use crate::connection::use_connection;
use crate::current_session::{all_remembered, remembered_me, use_session};
use crate::location::forget_last;
use crate::outbox::{OutboxRow, use_outbox};
use crate::ui::{busy_button, button, confirm, el, focus, live, nothing, section, several, show_toast};
use crate::words::{key, t, tf, tn};
use domain::contract::{Endpoint, HttpMethod, RevokeSession};
use domain::ids::CommunityCode;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

#[derive(Clone, Copy)]
pub struct LeaveDialogs {
    lines: RwSignal<Vec<Line>>,
    /// The line of the first dialog.
    asked: RwSignal<Option<Line>>,
    removing: RwSignal<bool>,
    clearing: RwSignal<bool>,
    signs_out: RwSignal<bool>,
    busy: RwSignal<bool>,
    /// A session could not be ended.
    failed: RwSignal<bool>,
}

impl LeaveDialogs {
    pub fn new(lines: RwSignal<Vec<Line>>) -> Self {
        let no = || RwSignal::new(false);
        Self {
            lines,
            asked: RwSignal::new(None),
            removing: no(),
            clearing: no(),
            signs_out: no(),
            busy: no(),
            failed: no(),
        }
    }

    /// Opens the dialog about a line; signing out is preselected.
    pub fn ask(self, line: &Line) {
        self.failed.set(false);
        self.signs_out.set(remembered_me(&line.own.code).is_some());
        self.asked.set(Some(line.clone()));
        self.removing.set(true);
    }

    fn remove(self) {
        let Some(line) = self.asked.get_untracked() else { return };
        self.failed.set(false);
        self.busy.set(true);
        spawn_local(async move {
            let code = &line.own.code;
            let out = !self.signs_out.get_untracked() || sign_out(code).await;
            self.busy.try_set(false);
            if !out {
                self.failed.try_set(true);
                return;
            }
            stored_list::remove_community(code);
            forget_last(Some(code));
            self.lines.try_update(|lines| lines.retain(|other| other.own.code != *code));
            self.removing.try_set(false);
            show_toast(t(key::COMMUNITIES_REMOVED));
            to_content();
        });
    }

    fn clear(self) {
        self.failed.set(false);
        self.busy.set(true);
        spawn_local(async move {
            // Also communities that are no longer on the list: a session may outlive its line.
            for code in all_remembered() {
                if !sign_out(&code).await {
                    self.failed.try_set(true);
                }
            }
            self.busy.try_set(false);
            if self.failed.try_get_untracked().unwrap_or(true) {
                use_connection().renew();
                return;
            }
            stored_list::clear_communities();
            forget_last(None);
            self.clearing.try_set(false);
            show_toast(t(key::COMMUNITIES_CLEARED));
            // Going back from here would only add a community to the list again.
            crate::navigation::replace_address("/regions/0");
        });
    }
}

/// The pressed button is gone with its line: moves the focus to the content.
fn to_content() {
    request_animation_frame(|| {
        if let Some(main) = document().get_element_by_id("main") {
            focus(main.unchecked_ref());
        }
    });
}

/// Ends this browser's session in a community; false if it is unknown whether it ended.
async fn sign_out(code: &CommunityCode) -> bool {
    let Some(me) = remembered_me(code) else { return true };
    let url = RevokeSession::url(&(code.clone(), me.session), &());
    let out = match exchange_text(HttpMethod::Post, &url, Some("{}".to_owned()), None).await {
        Ok(_) => true,
        // It has ended before, or from another device.
        Err(CallError::Problem(problem)) => matches!(problem.status, 401 | 404),
        Err(_) => false,
    };
    if out {
        use_session().forget(code);
    }
    out
}

/// For a shared computer.
pub fn shared_computer_card(leaving: LeaveDialogs) -> AnyView {
    let press = move || {
        leaving.failed.set(false);
        leaving.clearing.set(true);
    };
    live(move || {
        if leaving.lines.with(Vec::is_empty) && all_remembered().is_empty() {
            return nothing();
        }
        let words = el("p", "").child(t(key::COMMUNITIES_SHARED_BELOW));
        let ask = button("button danger", t(key::COMMUNITIES_CLEAR), press);
        let body = el("div", "body stack").child(words).child(el("div", "actions").child(ask));
        section("card", t(key::COMMUNITIES_SHARED)).child(body).any()
    })
}

pub fn leave_dialogs(leaving: LeaveDialogs) -> AnyView {
    let LeaveDialogs { asked, removing, clearing, busy, .. } = leaving;
    let name = move || asked.with(|line| line.as_ref().map(|line| line.own.name.clone()).unwrap_or_default());
    let what = el("p", "").text_live(move || tf(key::COMMUNITIES_REMOVE_BELOW, &[("name", &name())]));
    let of_line =
        move |row: &OutboxRow| asked.with(|line| line.as_ref().is_some_and(|line| line.own.code == row.community));
    let content = vec![what.any(), sign_out_too(leaving), waiting(of_line), not_out(leaving)];
    let sure = busy_button("button danger sure", t(key::COMMUNITIES_REMOVE), busy, move || leaving.remove());
    let remove = confirm(removing, "remove", t(key::COMMUNITIES_REMOVE_TITLE), content, sure);
    let what = el("p", "").child(t(key::COMMUNITIES_CLEAR_BELOW));
    let content = vec![what.any(), waiting(|_| true), not_out(leaving)];
    let sure = busy_button("button danger sure", t(key::COMMUNITIES_CLEAR), busy, move || leaving.clear());
    several([remove.any(), confirm(clearing, "clear", t(key::COMMUNITIES_CLEAR_TITLE), content, sure).any()])
}

/// The choice to sign out there too, if somebody is signed in.
fn sign_out_too(LeaveDialogs { asked, signs_out, .. }: LeaveDialogs) -> AnyView {
    let signed_in = move || asked.get().is_some_and(|line| remembered_me(&line.own.code).is_some());
    live(move || {
        if !signed_in() {
            return nothing();
        }
        let checkbox = el("input", "")
            .attr("type", "checkbox")
            .property("checked", move || signs_out.get().into())
            .on("change", move |event| signs_out.set(event_target_checked(&event)));
        el("label", "check").child(checkbox).child(t(key::COMMUNITIES_REMOVE_SIGN_OUT)).any()
    })
}

/// Rows that wait in this phone stay there for their owner.
fn waiting(fits: impl Fn(&OutboxRow) -> bool + Send + 'static) -> AnyView {
    let outbox = use_outbox();
    live(move || {
        let rows = outbox.of_signed_in();
        let count = rows.iter().filter(|row| row.is_waiting() && fits(row)).count();
        if count == 0 {
            return nothing();
        }
        el("p", "due").child(tn(key::ME_OUT_WAITING, count.try_into().unwrap_or(i64::MAX), &[])).any()
    })
}

fn not_out(LeaveDialogs { failed, .. }: LeaveDialogs) -> AnyView {
    live(move || {
        if !failed.get() {
            return nothing();
        }
        let words = el("p", "").child(t(key::COMMUNITIES_NOT_OUT));
        el("div", "refusal").attr("role", "alert").child(el("b", "").child(t(key::ME_NOT_OUT))).child(words).any()
    })
}
