//! One announcement: on the screen, and on A4 for the notice board with a place for the seal and a QR code of this page.
//!
//! State: which announcement was marked as read, so that an answer that still shows it as unread repeats nothing.

use super::row::{announcement_link, day_words};
use crate::command::Command;
use crate::current_session::use_session;
use crate::load::{Load, load_reply};
use crate::location::{current_community, local_link, path_id};
use crate::qr;
use crate::sharing::{SharedPage, sharing_buttons};
use crate::ui::page_dialog::PageDialog;
use crate::ui::{
    Element, Tone, badge, busy_button, button, cell_link, command_refusal, el, fact, live_text, loaded_view, page,
    said_and_reloaded, several,
};
use crate::words::{day, key, t, tf, word_text};
use domain::announcements::Announcement;
use domain::contract::{Empty, PutAwayAnnouncement, ReadAnnouncement, ShowAnnouncement};
use domain::ids::{AnnouncementId, CommunityCode};
use domain::time::UtcMillis;
use leptos::prelude::*;

fn announcement_of_page() -> (CommunityCode, AnnouncementId) {
    let id = path_id("announcements");
    (current_community(), id.unwrap_or_else(|| AnnouncementId::from_parts(UtcMillis(0), 0)))
}

pub fn announcement_page() -> AnyView {
    let found = load_reply::<ShowAnnouncement>(move || (announcement_of_page(), ()));
    mark_as_read(found);
    let title = live_text(|| t(key::ANNOUNCEMENTS_TITLE));
    let below = live_text(move || found.value().map(|one| one.row.body_name.clone()).unwrap_or_default());
    let ask = PageDialog::new();
    let dialogs = ask.place().any();
    let content = loaded_view(found, move |one| {
        let parts = [
            one.withdrawn_at.map(|at| withdrawn(&one, at).any()),
            Some(sheet(&one).any()),
            others(&one).map(Element::any),
            sharing_buttons(&SharedPage::Announcement(one.clone()), &ask).map(Element::any),
            Some(buttons(&one, found).any()),
        ];
        several(parts.into_iter().flatten())
    });
    page(title).below(below).back(local_link("announcements")).around(vec![content, dialogs])
}

fn mark_as_read(found: Load<Announcement>) {
    let (session, reading, marked) = (use_session(), Command::new(), StoredValue::new(None));
    Effect::new(move |_| {
        let Some(one) = found.value().filter(|one| one.row.unread) else { return };
        if marked.get_value() == Some(one.row.id) {
            return;
        }
        marked.set_value(Some(one.row.id));
        reading.send::<ReadAnnouncement>(announcement_of_page(), Empty {}, move |_| session.refresh());
    });
}

fn withdrawn(one: &Announcement, at: UtcMillis) -> Element {
    let reason = one.withdrawn_reason.clone().unwrap_or_default();
    let words = tf(key::ANNOUNCEMENTS_WITHDRAWN_BELOW, &[("date", &day(at)), ("reason", &reason)]);
    el("div", "refusal").child(el("b", "").child(t(key::ANNOUNCEMENTS_WITHDRAWN))).child(el("p", "").child(words))
}

/// What is printed.
fn sheet(one: &Announcement) -> Element {
    let row = &one.row;
    let location = window().location();
    let address = [location.origin().unwrap_or_default(), announcement_link(row.id)].concat();
    let to = [Some(word_text(row.audience)), row.audience_name.clone()].into_iter().flatten().collect::<Vec<_>>();
    let facts = el("dl", "facts")
        .child(fact(t(key::ANNOUNCEMENTS_TO), to.join(" · ")))
        .child(fact(t(key::ANNOUNCEMENTS_FROM), day_words(row.from)))
        .child(fact(t(key::ANNOUNCEMENTS_LAST_DAY), day_words(row.until)))
        .child(one.basis.clone().map(|basis| fact(t(key::ANNOUNCEMENTS_BASIS), basis)));
    let code = el("div", "only-print").child(
        el("div", "paper-head")
            .child(el("p", "").child(t(key::ANNOUNCEMENTS_SCAN)))
            .child(qr::qr_view(move || address.clone())),
    );
    let signed = el("div", "announcement-seal")
        .child(el("p", "").child(row.body_name.clone()))
        .child(el("p", "").child(day(row.published_at)))
        .child(el("p", "only-print").child(t(key::ANNOUNCEMENTS_SEAL)));
    el("article", "card announcement").child(
        el("div", "body stack")
            .child(row.statutory.then(|| badge(Tone::Amber, t(key::ANNOUNCEMENTS_STATUTORY))))
            .child(el("h2", "").child(row.title.clone()))
            .child((!one.text.is_empty()).then(|| el("p", "dossier-text").child(one.text.clone())))
            .child(signed)
            .child(facts)
            .child(code),
    )
}

/// The announcement that this one corrects, and the one that corrects this.
fn others(one: &Announcement) -> Option<Element> {
    let link = |id: AnnouncementId, words, below| cell_link(announcement_link(id), t(words), t(below), None);
    let newer = one.corrected_by.map(|id| link(id, key::ANNOUNCEMENTS_CORRECTED, key::ANNOUNCEMENTS_CORRECTED_BELOW));
    let former = one.corrects.map(|id| link(id, key::ANNOUNCEMENTS_CORRECTS, key::ANNOUNCEMENTS_CORRECTS_BELOW));
    let any = newer.is_some() || former.is_some();
    any.then(|| el("section", "card").child(el("ul", "").child(newer).child(former)))
}

fn buttons(one: &Announcement, found: Load<Announcement>) -> Element {
    let putting = Command::new();
    let print = button("button quiet", t(key::ANNOUNCEMENTS_PRINT), || drop(window().print()));
    let put_away = one.can_be_put_away.then(|| {
        let done = said_and_reloaded(found, key::ANNOUNCEMENTS_PUT_AWAY_DONE);
        busy_button("button quiet", t(key::ANNOUNCEMENTS_PUT_AWAY), putting.busy, move || {
            putting.send::<PutAwayAnnouncement>(announcement_of_page(), Empty {}, done.clone());
        })
    });
    let stays = one.row.statutory.then(|| el("p", "faint no-print").child(t(key::ANNOUNCEMENTS_STAYS)));
    el("div", "stack")
        .child(stays)
        .child(command_refusal(putting, t(key::ANNOUNCEMENTS_NOT_PUT_AWAY)))
        .child(el("div", "actions no-print").child(print).child(put_away))
}
