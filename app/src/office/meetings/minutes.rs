//! The minutes (会议记录): one text for each item of the agenda, signed by chair and teller.
//!
//! State: the texts as typed; they begin with the newest version; and the signatures under it. Form by hand: it has a
//! field for each item. What writes and signs is in a file of its own, fetched for those who do. Invariant: signed
//! minutes are read-only, and a signature is asked for only when it can be given.

use domain::contract::{AdoptMinutes, Endpoint, ShowMinutes, WriteMinutes};
use domain::ids::MeetingId;
use domain::meetings::{
    AdoptMinutesRequest, Meeting, MeetingMinutes, MeetingStatus, MinutesQuery, MinutesSection, WriteMinutesRequest,
};
use domain::time::UtcMillis;
use leptos::prelude::*;

use crate::call::current_time;
use crate::command::Command;
use crate::lazy_modules::lazy_modules;
use crate::office::frame::OfficeContext;
use crate::ui::form::{Control, Form};
use crate::ui::{Calls, Element, busy_button, command_refusal, el, fetched_part, form_values, loading_once, section};
use crate::words::{Key, key, moment, t, tf};

/// The name of a section's field.
fn section_field(at: usize) -> String {
    ["item-", &(at + 1).to_string()].concat()
}

/// The times of the signatures under the newest version: the chair's and the teller's.
type Signatures = [Option<UtcMillis>; 2];

/// The reader's part in the minutes, and the names of those who sign.
#[derive(Clone)]
pub struct MinutesPart {
    meeting: MeetingId,
    writes: bool,
    /// The place of the reader's signature, once the meeting is over.
    signs: Option<usize>,
    /// Chair and teller, with their names.
    names: [String; 2],
}

impl MinutesPart {
    fn of(meeting: &Meeting) -> Self {
        let open = meeting.mine.as_ref().filter(|_| meeting.minutes.is_none());
        let is_over = meeting.row.status == MeetingStatus::Closed;
        let signs = open.filter(|_| is_over).and_then(|mine| match (mine.is_teller, mine.is_chair) {
            (true, _) => Some(1),
            (false, true) => Some(0),
            (false, false) => None,
        });
        let teller = meeting.teller_name.clone().unwrap_or_default();
        let named = |post: Key, name: &str| [&t(post), " ", name].concat();
        Self {
            meeting: meeting.row.id,
            writes: open.is_some_and(|mine| mine.is_chair || mine.is_recorder),
            signs,
            names: [named(key::OFFICE_CHAIR, &meeting.chair_name), named(key::OFFICE_TELLER, &teller)],
        }
    }
}

pub fn write_minutes_card(meeting: &Meeting, desk: &OfficeContext) -> Element {
    let card = section("card", t(key::MEETINGS_MINUTES));
    let mine = meeting.mine.as_ref();
    let works = mine.is_some_and(|mine| mine.is_chair || mine.is_recorder || mine.is_teller);
    let begun = matches!(meeting.row.status, MeetingStatus::Open | MeetingStatus::Closed);
    if !works || !begun {
        let adopted = meeting.minutes.as_ref();
        let told = adopted.map(|adopted| tf(key::MEETINGS_SIGNED, &[("time", &moment(adopted.adopted_at))]));
        return card.child(el("p", "body faint").child(told.unwrap_or_else(|| t(key::OFFICE_MINUTES_LATER))));
    }
    let (desk, part) = (desk.clone(), MinutesPart::of(meeting));
    card.child(fetched_part(office_minutes_file(()), move |view| {
        let (desk, part) = (desk.clone(), part.clone());
        loading_once(move || {
            let (desk, part) = (desk.clone(), part.clone());
            let url = ShowMinutes::url(&(desk.code.clone(), part.meeting), &MinutesQuery::default());
            Calls::new(vec![url], move |answers| Some(view(&answers.next::<ShowMinutes>()?, part, &desk).any()))
        })
        .any()
    }))
}

/// Shows the minutes to somebody with a part in them.
pub type MinutesView = fn(&MeetingMinutes, MinutesPart, &OfficeContext) -> Element;

lazy_modules! {
    /// Writing and signing minutes.
    office_minutes_file(()) -> MinutesView = minutes_view;
}

pub fn minutes_view((): ()) -> MinutesView {
    shown
}

fn shown(minutes: &MeetingMinutes, part: MinutesPart, desk: &OfficeContext) -> Element {
    let newest = minutes.versions.first().filter(|newest| newest.version == minutes.version);
    let signed = newest.map_or([None; 2], |newest| [newest.chair_signed_at, newest.teller_signed_at]);
    let (follows, signed) = (RwSignal::new(minutes.version), RwSignal::new(signed));
    let texts = if part.writes {
        written(minutes, part.meeting, follows, signed, desk)
    } else {
        el("div", "stack").child(minutes.sections.iter().map(read_only).collect::<Vec<_>>())
    };
    el("div", "body stack").child(texts).child(signing(follows, signed, part, desk))
}

fn title_of(section: &MinutesSection) -> String {
    if section.title.is_empty() { t(key::MEETINGS_FURTHER) } else { section.title.clone() }
}

fn read_only(section: &MinutesSection) -> Element {
    let text = el("p", "prose").child(section.text.clone());
    el("div", "").child(el("h3", "").child(title_of(section))).child(text)
}

fn written(
    minutes: &MeetingMinutes,
    meeting: MeetingId,
    follows: RwSignal<u32>,
    signed: RwSignal<Signatures>,
    desk: &OfficeContext,
) -> Element {
    let form = Form::new();
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
            signed.try_set([None; 2]);
            desk.say(tf(key::OFFICE_MINUTES_WRITTEN, &[("version", &written.version.to_string())]));
        });
    };
    let fields = minutes
        .sections
        .iter()
        .zip(&texts)
        .enumerate()
        .map(|(at, (section, text))| form.field(section_field(at), title_of(section), None, Control::Area, *text));
    let fields: Vec<Element> = fields.collect();
    form.warned("stack", send)
        .child(fields)
        .child(form.refusal())
        .child(form.submit("button", t(key::OFFICE_WRITE_MINUTES)))
}

/// Who signed when, who is still to sign, and the reader's own signature while it is missing.
fn signing(version: RwSignal<u32>, signed: RwSignal<Signatures>, part: MinutesPart, desk: &OfficeContext) -> Element {
    let (command, desk) = (Command::new(), desk.clone());
    let (meeting, names, own) = (part.meeting, part.names, part.signs);
    let press = move || {
        let desk = desk.clone();
        let body = AdoptMinutesRequest { version: version.get_untracked() };
        command.send::<AdoptMinutes>((desk.code.clone(), meeting), body, move |adopted| {
            signed.try_update(|signed| {
                if let Some(own) = own.and_then(|own| signed.get_mut(own)) {
                    *own = Some(current_time());
                }
            });
            desk.say(t(if adopted.adopted { key::OFFICE_MINUTES_ADOPTED } else { key::OFFICE_MINUTES_SIGNED }));
        });
    };
    let lines = move || {
        let line = |(name, at): (&String, Option<UtcMillis>)| match at {
            Some(at) => tf(key::OFFICE_SIGNED_AT, &[("name", name), ("time", &moment(at))]),
            None => tf(key::OFFICE_SIGNATURE_WAITS, &[("name", name)]),
        };
        names.iter().zip(signed.get()).map(line).collect::<Vec<_>>().join("；")
    };
    let may_sign = move || own.and_then(|own| signed.with(|signed| signed.get(own).copied())) == Some(None);
    let act = el("div", "stack")
        .flag_live("hidden", move || !may_sign())
        .child(el("p", "faint").child(t(key::OFFICE_SIGN_WHY)))
        .child(command_refusal(command, t(key::FORM_REFUSED)))
        .child(busy_button("button quiet", t(key::OFFICE_SIGN_MINUTES), command.busy, press));
    el("div", "stack").flag_live("hidden", move || version.get() == 0).child(el("p", "").text_live(lines)).child(act)
}
