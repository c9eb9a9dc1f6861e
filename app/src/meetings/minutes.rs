//! The minutes of a meeting, once two people have signed them.

use super::meeting_of_page;
use crate::load::load_reply;
use crate::ui::{Element, el, loaded_view, section};
use crate::words::{key, moment, t, tf};
use domain::contract::ShowMinutes;
use domain::meetings::{AdoptedMinutes, MinutesQuery};

pub fn adopted_minutes_card(adopted: &AdoptedMinutes) -> Element {
    let version = adopted.version;
    let found = load_reply::<ShowMinutes>(move || (meeting_of_page(), MinutesQuery { version: Some(version) }));
    let signed = tf(key::MEETINGS_SIGNED, &[("time", &moment(adopted.adopted_at))]);
    let text = loaded_view(found, |found| {
        let sections = found.sections.iter().filter(|section| !section.text.trim().is_empty()).map(|section| {
            let title = if section.title.is_empty() { t(key::MEETINGS_FURTHER) } else { section.title.clone() };
            el("div", "").child(el("b", "").child(title)).child(el("p", "prose").child(section.text.clone()))
        });
        el("div", "body stack").child(sections.collect::<Vec<_>>()).any()
    });
    section("card", t(key::MEETINGS_MINUTES)).child(el("p", "body faint").child(signed)).child(text)
}
