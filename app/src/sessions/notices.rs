//! Own notices, newest first. What is shown is marked as read.

use crate::call::read_reply;
use crate::command::Command;
use crate::current_session::use_session;
use crate::lazy_modules::lazy_modules;
use crate::load::load_reply;
use crate::location::{current_community, local_link, use_location};
use crate::ui::{Element, Tone, badge, cell_words, el, empty, live_text, loaded_view, page, pager, several, signed_in};
use crate::words::{key, moment, notice, t};
use domain::contract::{ListNotices, PageQuery, ReadNotices};
use domain::notices::{Notice, NoticeKind, ReadNoticesRequest};
use leptos::prelude::*;
use leptos::task::spawn_local;

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
    let activity = row.activity.map(|activity| ["activities/", &activity.to_string()].concat());
    let named =
        [("announcement", "announcements/"), ("meeting", "meetings/"), ("case", "cases/"), ("matter", "matters/")];
    let page = |(name, page): (&str, &str)| Some([page, row.params.get(name)?.as_str()?].concat());
    activity.or_else(|| named.into_iter().find_map(page)).or_else(|| own_page(row.kind).map(str::to_owned))
}

/// The page of the account to which a notice leads.
fn own_page(kind: NoticeKind) -> Option<&'static str> {
    Some(match kind {
        NoticeKind::AssistanceOpened | NoticeKind::ContestUpheld | NoticeKind::ContestDismissed => "me/assistance",
        NoticeKind::CorrectionApplied | NoticeKind::CorrectionRefused => "me/data",
        NoticeKind::NewDevice => "me",
        NoticeKind::FactorReset | NoticeKind::PasskeyAdded | NoticeKind::OwnPhoneChanged => "security",
        _ => return None,
    })
}

lazy_modules! {
    /// Fetches the first words of the newest notice.
    newest_notice_file(RwSignal<String>) -> () = fetch_newest;
}

pub fn fetch_newest(words: RwSignal<String>) {
    spawn_local(async move {
        let query = PageQuery { after: None, limit: Some(1) };
        let Ok(found) = read_reply::<ListNotices>((current_community(),), query).await else { return };
        if let Some(newest) = found.rows.first() {
            words.try_set(first_sentence(&notice(newest.kind, &newest.params)));
        }
    });
}

/// Up to the first full stop; English ones are followed by a blank.
fn first_sentence(text: &str) -> String {
    let end = text.find('。').or_else(|| text.find(". ")).unwrap_or(text.len());
    text.get(..end).unwrap_or(text).to_owned()
}

fn row(row: &Notice) -> Element {
    let fresh = (!row.read).then(|| badge(Tone::Blue, t(key::NOTICES_NEW)));
    let cell = match about(row) {
        Some(path) => el("a", "cell bare").attr("href", local_link(&path)),
        None => el("div", "cell"),
    };
    el("li", "").child(cell.child(cell_words(notice(row.kind, &row.params), moment(row.at))).child(fresh))
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn a_notice_begins_with_its_first_sentence() {
        for (text, expect) in [
            ("请您参加会议“车棚”：12月6日。这是法定通知。", "请您参加会议“车棚”：12月6日"),
            ("“捡垃圾”已取消", "“捡垃圾”已取消"),
            ("Your 1.5 hours count. See the page.", "Your 1.5 hours count"),
        ] {
            assert_eq!(first_sentence(text), expect);
        }
    }
}
