//! Own notices, newest first. What is shown is marked as read.

use crate::command::Command;
use crate::load::load;
use crate::place::{community, here, use_place};
use crate::session::use_session;
use crate::ui::{Page, Tone, badge, empty, shown, signed_in};
use crate::words::{key, moment, notice, t};
use domain::contract::{ListNotices, Page as Query, ReadNotices};
use domain::notices::{Notice, Notices, ReadUpTo};
use leptos::prelude::*;

pub fn page() -> AnyView {
    let place = use_place();
    view! { <Page title=t(key::NOTICES_TITLE) below=place.name back=here("me")>{signed_in(|_| list())}</Page> }
        .into_any()
}

fn list() -> AnyView {
    let before = RwSignal::new(Vec::<u64>::new());
    let place = use_place();
    let session = use_session();
    let found = load::<ListNotices>(move || {
        let code = place.community().unwrap_or_else(crate::place::community);
        ((code,), Query { before: before.with(|before| before.last().copied()), limit: Some(20) })
    });
    let reading = Command::new();
    Effect::new(move |told: Option<u64>| {
        let newest = found
            .value()
            .and_then(|found| found.notices.into_iter().filter(|notice| !notice.read).map(|notice| notice.seq).max());
        // Once for each newest notice: an answer that shows it unread still must not ask for ever.
        let told = told.unwrap_or(0);
        let Some(seq) = newest.filter(|seq| *seq > told) else { return told };
        reading.send::<ReadNotices>((community(),), ReadUpTo { seq }, move |_| session.refresh());
        seq
    });
    shown(found, move |found: Notices| {
        let first = before.with_untracked(Vec::is_empty);
        if first && found.notices.is_empty() {
            return empty("inbox", t(key::NOTICES_NONE), t(key::NOTICES_NONE_BELOW), None);
        }
        let rows = found.notices.iter().map(row).collect_view();
        let older = found.next_before.map(|next| {
            view! { <button class="button small quiet" type="button" on:click=move |_| before.update(|before| before.push(next))>{t(key::HOURS_OLDER)}</button> }
        });
        let newer = (!first).then(|| {
            view! { <button class="button small quiet" type="button" on:click=move |_| before.update(|before| { before.pop(); })>{t(key::HOURS_NEWER)}</button> }
        });
        view! { <section class="card"><ul>{rows}</ul></section><div class="actions">{newer}{older}</div> }.into_any()
    })
}

fn row(row: &Notice) -> AnyView {
    let fresh = (!row.read).then(|| badge(Tone::Blue, t(key::NOTICES_NEW)));
    let words = view! { <div><b>{notice(row.kind, &row.params)}</b><span class="faint">{moment(row.at)}</span></div> };
    match row.activity {
        Some(activity) => {
            let href = here(&["activities/", &activity.to_string()].concat());
            view! { <li><a class="cell bare" href=href>{words}{fresh}</a></li> }.into_any()
        }
        None => view! { <li><div class="cell">{words}{fresh}</div></li> }.into_any(),
    }
}
