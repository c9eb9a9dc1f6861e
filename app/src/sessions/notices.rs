//! Own notices, newest first. What is shown is marked as read.

use crate::command::Command;
use crate::current_session::use_session;
use crate::load::load_reply;
use crate::location::{current_community, local_link, use_location};
use crate::ui::{Element, Tone, badge, cell_words, el, empty, live_text, loaded_view, page, pager, several, signed_in};
use crate::words::{key, moment, notice, t};
use domain::contract::{ListNotices, PageQuery, ReadNotices};
use domain::notices::{Notice, ReadNoticesRequest};
use leptos::prelude::*;

pub fn notices_page() -> AnyView {
    let place = use_location();
    let title = live_text(|| t(key::NOTICES_TITLE));
    page(title).below(live_text(move || place.name.get())).back(local_link("me")).around(signed_in(|_| list()))
}

fn list() -> AnyView {
    let after = RwSignal::new(Vec::<u64>::new());
    let place = use_location();
    let session = use_session();
    let found = load_reply::<ListNotices>(move || {
        let code = place.community().unwrap_or_else(crate::location::current_community);
        ((code,), PageQuery { after: after.with(|after| after.last().copied()), limit: Some(20) })
    });
    let reading = Command::new();
    let told = StoredValue::new(0);
    Effect::new(move |_| {
        let Some(found) = found.value() else { return };
        let newest = found.rows.iter().filter(|notice| !notice.read).map(|notice| notice.seq).max();
        // Once for each newest notice: if an answer still shows it as unread, this must not repeat for ever.
        let Some(seq) = newest.filter(|seq| *seq > told.get_value()) else { return };
        told.set_value(seq);
        reading.send::<ReadNotices>((current_community(),), ReadNoticesRequest { seq }, move |_| session.refresh());
    });
    loaded_view(found, move |found| {
        let first = after.with_untracked(Vec::is_empty);
        if first && found.rows.is_empty() {
            return empty("inbox", t(key::NOTICES_NONE), t(key::NOTICES_NONE_BELOW), None).any();
        }
        let rows: Vec<_> = found.rows.iter().map(row).collect();
        let list = el("section", "card").child(el("ul", "").child(rows));
        let buttons = pager(after, found.next);
        several([list.any(), buttons.any()])
    })
}

/// The page that the notice is about.
fn about(row: &Notice) -> Option<String> {
    let of = |name: &str| row.params.get(name)?.as_str();
    let activity = row.activity.map(|activity| ["activities/", &activity.to_string()].concat());
    let meeting = || Some(["meetings/", of("meeting")?].concat());
    let matter = || Some(["matters/", of("matter")?].concat());
    activity.or_else(meeting).or_else(matter)
}

fn row(row: &Notice) -> Element {
    let fresh = (!row.read).then(|| badge(Tone::Blue, t(key::NOTICES_NEW)));
    let cell = match about(row) {
        Some(path) => el("a", "cell bare").attr("href", local_link(&path)),
        None => el("div", "cell"),
    };
    el("li", "").child(cell.child(cell_words(notice(row.kind, &row.params), moment(row.at))).child(fresh))
}
