//! The minutes (会议记录): one text for each item of the agenda, signed by chair and teller.
//!
//! State: the texts as typed; they begin with the newest version. Form by hand: it has a field for each item.

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

/// The name of a section's field.
fn section_field(at: usize) -> String {
    ["item-", &(at + 1).to_string()].concat()
}

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
    let form = Form::new();
    let follows = RwSignal::new(minutes.version);
    let texts: Vec<RwSignal<String>> =
        minutes.sections.iter().map(|section| RwSignal::new(section.text.clone())).collect();
    let (typing, saying) = (texts.clone(), desk.clone());
    let code = desk.code.clone();
    let send = move || {
        let mut read = vec![];
        for (at, text) in typing.iter().enumerate() {
            match text.get_untracked().parse() {
                Ok(text) => read.push(text),
                Err(bad) => return form.refuse(section_field(at), form_values::bad_text_words(bad)),
            }
        }
        let desk = saying.clone();
        let body = WriteMinutesRequest { texts: read, follows: follows.get_untracked() };
        form.send::<WriteMinutes>((code.clone(), meeting), body, move |written| {
            follows.try_set(written.version);
            desk.say(tf(key::OFFICE_MINUTES_WRITTEN, &[("version", &written.version.to_string())]));
        });
    };
    let fields = minutes.sections.iter().zip(&texts).enumerate().map(|(at, (section, text))| {
        let label = if section.title.is_empty() { t(key::MEETINGS_FURTHER) } else { section.title.clone() };
        form.field(section_field(at), label, None, Control::Area, *text)
    });
    let fields: Vec<Element> = fields.collect();
    let written = form
        .warned("stack", send)
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
