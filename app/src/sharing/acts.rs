//! What the buttons do: the phone's own dialog or a sheet with text and code, a calendar file, the way to a place.

use super::messages::community_name;
use super::{PressedShare, SharedPage, SharingAct, ways};
use crate::call::current_time;
use crate::download::{community_file_name, download_text};
use crate::meetings::meeting_heading;
use crate::qr::qr_view;
use crate::ui::page_dialog::PageDialog;
use crate::ui::{Element, button, el, show_toast};
use crate::words::{key, t};
use domain::calendar_file::{CalendarEvent, calendar_text};
use domain::time::{HOUR, MINUTE, UtcMillis};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The element that holds the text to copy.
const TEXT: &str = "shared-text";
/// Opened only by a tap on its link.
const MAP: &str = "https://uri.amap.com/search?keyword=";

pub fn act_on_shared(PressedShare { ask, page, act }: PressedShare) {
    match act {
        SharingAct::Share => share(ask, page),
        SharingAct::AddToCalendar => add_to_calendar(&page),
        SharingAct::FindWay => find_way(&ask, &page),
    }
}

fn share(ask: PageDialog, page: SharedPage) {
    spawn_local(async move {
        if !ways::can_send() || !ways::send_by_phone("text", &page.message()).await {
            open_sheet(&ask, &page);
        }
    });
}

fn open_sheet(ask: &PageDialog, page: &SharedPage) {
    let (message, address) = (page.message(), page.address());
    ask.open(t(key::SHELL_SHARE), move |ask| {
        copied_text(message)
            .child(qr_view(move || address.clone()))
            .child(el("p", "faint").child(t(key::SHARING_SCAN)))
            .child(ask.closing())
    });
}

/// A text with the button that copies it.
fn copied_text(text: String) -> Element {
    let copied = text.clone();
    let copy = button("button block", t(key::SHARING_COPY), move || {
        ways::copy_text(copied.clone(), TEXT, [key::SHARING_COPIED, key::SHARING_SELECTED]);
    });
    el("div", "stack").child(el("p", "prose").attr("id", TEXT).child(text)).child(copy)
}

/// Place, beginning and end of what one goes to.
fn appointment(page: &SharedPage) -> Option<(String, String, UtcMillis, UtcMillis)> {
    match page {
        SharedPage::Activity(one) => {
            let row = &one.row;
            Some((row.title.clone(), row.place.clone(), row.starts_at, row.ends_at))
        }
        SharedPage::Meeting(one) => {
            let minutes: u32 = one.agenda.iter().map(|item| item.minutes).sum();
            let lasts = (i64::from(minutes) * MINUTE).max(HOUR);
            let starts_at = one.row.starts_at;
            Some((meeting_heading(&one.row), one.row.place.clone(), starts_at, starts_at.plus(lasts)))
        }
        SharedPage::Announcement(_) | SharedPage::Matter(_) | SharedPage::Case(_) => None,
    }
}

fn add_to_calendar(page: &SharedPage) {
    let Some((title, place, starts_at, ends_at)) = appointment(page) else { return };
    let (link, host) = (page.address(), window().location().host().unwrap_or_default());
    let id = link.rsplit('/').next().unwrap_or_default();
    let uid = [id, "@", &host].concat();
    let event = CalendarEvent { uid: &uid, title: &title, place: &place, link: &link, starts_at, ends_at };
    let name = community_file_name(key::SHARING_CALENDAR_FILE, "ics");
    download_text(&calendar_text(&event, current_time()), "text/calendar;charset=utf-8", &name);
    show_toast(t(key::SHARING_CALENDAR_DONE));
}

fn find_way(ask: &PageDialog, page: &SharedPage) {
    let Some((_, place, ..)) = appointment(page) else { return };
    let wanted = [community_name().as_str(), " ", &place].concat();
    ask.open(t(key::SHELL_FIND_WAY), move |ask| {
        let address = [MAP, &String::from(js_sys::encode_uri_component(&wanted))].concat();
        let map = el("a", "button quiet block").attr("href", address).attr("target", "_blank");
        let map = map.attr("rel", "noopener noreferrer").child(t(key::SHARING_MAP));
        copied_text(wanted).child(map).child(el("p", "faint").child(t(key::SHARING_MAP_HINT))).child(ask.closing())
    });
}
