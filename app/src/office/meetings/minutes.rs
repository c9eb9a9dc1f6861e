//! The minutes (会议记录): one text for each item of the agenda, signed by chair and teller.
//!
//! State: the texts as typed; they begin with the newest version.

use domain::contract::{AdoptMinutes, Endpoint, ShowMinutes, WriteMinutes};
use domain::ids::MeetingId;
use domain::meetings::{
    AdoptMinutesRequest, Meeting, MeetingMinutes, MeetingStatus, MinutesQuery, WriteMinutesRequest,
};
use leptos::prelude::*;

use crate::command::Command;
use crate::office::frame::OfficeContext;
use crate::ui::form::{Control, Form};
use crate::ui::{Calls, Element, busy_button, command_refusal, el, form_values, loading_once, section};
use crate::words::{key, t, tf};

/// Names of the fields: the most items of an agenda, and one more text for everything else.
const FIELDS: [&str; 21] = [
    "item-1", "item-2", "item-3", "item-4", "item-5", "item-6", "item-7", "item-8", "item-9", "item-10", "item-11",
    "item-12", "item-13", "item-14", "item-15", "item-16", "item-17", "item-18", "item-19", "item-20", "item-21",
];

pub fn write_minutes_card(meeting: &Meeting, desk: &OfficeContext) -> Element {
    let card = section("card", t(key::MEETINGS_MINUTES));
    let mine = meeting.mine.as_ref();
    let writes = mine.is_some_and(|mine| mine.is_chair || mine.is_recorder || mine.is_teller);
    let begun = matches!(meeting.row.status, MeetingStatus::Open | MeetingStatus::Closed);
    if !writes || !begun {
        return card.child(el("p", "body faint").child(t(key::OFFICE_MINUTES_LATER)));
    }
    let (desk, id) = (desk.clone(), meeting.row.id);
    card.child(loading_once(move || {
        let desk = desk.clone();
        let url = ShowMinutes::url(&(desk.code.clone(), id), &MinutesQuery::default());
        Calls::new(vec![url], move |answers| Some(shown(&answers.next::<ShowMinutes>()?, id, &desk).any()))
    }))
}

fn shown(minutes: &MeetingMinutes, meeting: MeetingId, desk: &OfficeContext) -> Element {
    let form = Form::new(&FIELDS, |_| None);
    let follows = RwSignal::new(minutes.version);
    let texts: Vec<RwSignal<String>> =
        minutes.sections.iter().map(|section| RwSignal::new(section.text.clone())).collect();
    let (typing, saying) = (texts.clone(), desk.clone());
    let code = desk.code.clone();
    let send = move || {
        let mut read = vec![];
        for (text, field) in typing.iter().zip(FIELDS) {
            match text.get_untracked().parse() {
                Ok(text) => read.push(text),
                Err(bad) => return form.refuse(field, form_values::bad_text_words(bad)),
            }
        }
        let desk = saying.clone();
        let body = WriteMinutesRequest { texts: read, follows: follows.get_untracked() };
        form.send::<WriteMinutes>((code.clone(), meeting), body, move |written| {
            follows.try_set(written.version);
            desk.say(tf(key::OFFICE_MINUTES_WRITTEN, &[("version", &written.version.to_string())]));
        });
    };
    let fields = minutes.sections.iter().zip(FIELDS).zip(&texts).map(|((section, field), text)| {
        let label = if section.title.is_empty() { t(key::MEETINGS_FURTHER) } else { section.title.clone() };
        form.field(field, label, None, Control::Area, *text)
    });
    let fields: Vec<Element> = fields.collect();
    let written = form
        .element("stack", send)
        .child(fields)
        .child(form.refusal())
        .child(form.submit("button", t(key::OFFICE_WRITE_MINUTES)));
    el("div", "body stack").child(written).child(adopt(follows, meeting, desk))
}

fn adopt(version: RwSignal<u32>, meeting: MeetingId, desk: &OfficeContext) -> Element {
    let (command, desk) = (Command::new(), desk.clone());
    let press = move || {
        let desk = desk.clone();
        let body = AdoptMinutesRequest { version: version.get_untracked() };
        command.send::<AdoptMinutes>((desk.code.clone(), meeting), body, move |adopted| {
            desk.say(t(if adopted.adopted { key::OFFICE_MINUTES_ADOPTED } else { key::OFFICE_MINUTES_SIGNED }));
        });
    };
    el("div", "stack")
        .flag_live("hidden", move || version.get() == 0)
        .child(el("p", "faint").child(t(key::OFFICE_SIGN_WHY)))
        .child(command_refusal(command, t(key::FORM_REFUSED)))
        .child(busy_button("button quiet", t(key::OFFICE_SIGN_MINUTES), command.busy, press))
}
