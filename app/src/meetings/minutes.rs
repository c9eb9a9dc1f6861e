//! The minutes of a meeting, once two people have signed them. Others than those who came read that there are some.

use super::meeting_of_page;
use crate::ui::{Calls, Element, el, loading_view, section};
use crate::words::{key, moment, t, tf};
use domain::contract::{Endpoint, ShowMinutes};
use domain::meetings::{AdoptedMinutes, MeetingMinutes, MinutesQuery};

pub fn adopted_minutes_card(adopted: &AdoptedMinutes) -> Element {
    let version = adopted.version;
    let signed = tf(key::MEETINGS_SIGNED, &[("time", &moment(adopted.adopted_at))]);
    let text = loading_view(move || {
        let url = ShowMinutes::url(&meeting_of_page(), &MinutesQuery { version: Some(version) });
        Calls::new(vec![url], |answers| Some(sections(&answers.next::<ShowMinutes>()?).any())).or(|error| {
            let is_closed = error.is("request/not-signed-in") || error.is("request/not-allowed");
            is_closed.then(|| el("p", "body faint").child(t(key::MEETINGS_MINUTES_CLOSED)).any())
        })
    });
    section("card", t(key::MEETINGS_MINUTES)).child(el("p", "body faint").child(signed)).child(text)
}

fn sections(found: &MeetingMinutes) -> Element {
    let sections = found.sections.iter().filter(|section| !section.text.trim().is_empty()).map(|section| {
        let title = if section.title.is_empty() { t(key::MEETINGS_FURTHER) } else { section.title.clone() };
        el("div", "").child(el("b", "").child(title)).child(el("p", "prose").child(section.text.clone()))
    });
    el("div", "body stack").child(sections.collect::<Vec<_>>())
}
