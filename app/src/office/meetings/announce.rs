//! Announcing a meeting (会议预告): form, time with its notice period, agenda, chair and teller.
//!
//! State: the texts of the form. Invariant: the requirements of a case (its step and form) are in the address.
//! Form by hand: it is a page of its own, its fields depend on each other, and guests are added one by one.

use domain::ballots::Method;
use domain::contract::{AnnounceMeeting, Endpoint, ListBodies, ListCases, PageQuery, ShowMeetingSuggestion};
use domain::decisions::CaseRow;
use domain::ids::{CaseId, MatterId, MemberId};
use domain::limits::{AGENDA_MINUTES_USUAL, MEETING_MATERIALS_MAX};
use domain::meetings::{
    About, AgendaFault, AnnounceMeetingRequest, Electorate, ElectoratePart, MeetingForm, MeetingOfficers,
    MeetingSuggestion, SuggestionQuery, read_agenda, suggest_start,
};
use domain::members::{Bodies, BodyKind, BodyRow};
use domain::text::{BadText, Reason};
use domain::time::UtcMillis;
use leptos::prelude::*;

use super::decision_picker::DecisionPicker;
use super::guests::GuestForm;
use crate::files::{CaptionNeed, PendingFiles, with_form};
use crate::location::query_value;
use crate::office::frame::{OfficeContext, page_head};
use crate::ui::form::{Control, Form};
use crate::ui::{Calls, Element, button, el, form_values, live, loading_once, maybe};
use crate::words::{key, moment, number, t, tf, tn, word_choices};

pub fn announce_meeting_page(desk: OfficeContext) -> Element {
    let content = loading_once({
        let desk = desk.clone();
        move || {
            let desk = desk.clone();
            let here = (desk.code.clone(),);
            let cases = ListCases::url(&here, &PageQuery::default());
            let asked = SuggestionQuery { form: Some(asked_form()), ..SuggestionQuery::default() };
            let suggestion = ShowMeetingSuggestion::url(&here, &asked);
            Calls::new(vec![ListBodies::url(&here, &()), cases, suggestion], move |answers| {
                let (bodies, cases) = (answers.next::<ListBodies>()?, answers.next::<ListCases>()?);
                Some(form(&desk, &bodies, cases.open, &answers.next::<ShowMeetingSuggestion>()?).any())
            })
        }
    });
    el("div", "stack")
        .child(page_head(t(key::OFFICE_ANNOUNCE), Some(t(key::OFFICE_ANNOUNCE_BELOW)), None))
        .child(content)
}

/// An id in the address.
fn asked_for<T: core::str::FromStr>(name: &str) -> Option<T> {
    query_value(name)?.parse().ok()
}

/// The form of the meeting in the address.
fn asked_form() -> MeetingForm {
    asked_for("form").unwrap_or(MeetingForm::Forum)
}

/// The possible chairs and tellers: all holders of an office, each once, and first those who are on the roll.
fn officers(bodies: &[BodyRow], form: MeetingForm) -> Vec<(String, String)> {
    let on_roll = form.own_electorate().map(Electorate::seats).unwrap_or_default();
    let mut people: Vec<(String, String)> = vec![];
    for first in [true, false] {
        for (body, seat) in bodies.iter().flat_map(|body| body.seats.iter().map(move |seat| (body, seat))) {
            let id = seat.member.to_string();
            if on_roll.contains(&(body.kind, seat.post)) == first && people.iter().all(|(known, _)| *known != id) {
                people.push((id, seat.name.clone()));
            }
        }
    }
    people
}

/// The ballot that is drafted with the meeting of a step; the first choice is the usual method.
fn methods() -> Vec<(String, String)> {
    let mut methods = word_choices::<Method>();
    methods.sort_by_key(|(method, _)| *method != Method::USUAL.to_string());
    methods.push((String::new(), t(key::OFFICE_BALLOT_LATER)));
    methods
}

/// A button that sets the first lawful time, while the form is the one that it was computed for.
fn earliest(form: MeetingForm, which: RwSignal<String>, starts_at: RwSignal<String>, at: UtcMillis) -> Element {
    let words = tf(key::OFFICE_EARLIEST, &[("time", &moment(at))]);
    let other = move || which.with(|which| *which != form.to_string());
    button("button small quiet", words, move || starts_at.set(form_values::moment_text(at))).flag_live("hidden", other)
}

/// The invalid line of the agenda, and why.
fn wrong_line(fault: AgendaFault) -> String {
    tf(key::OFFICE_AGENDA_LINE, &[("line", &fault.line.to_string()), ("why", &form_values::bad_text_words(fault.why))])
}

/// The residents' groups and branches, in the format that [`part_of`] reads; everybody first.
fn parts(form: Form, found: &Bodies, within: RwSignal<String>) -> Element {
    let groups = found.groups.iter().map(|group| (["group:", &group.id.to_string()].concat(), group.name.clone()));
    let branches = found.bodies.iter().filter(|body| body.kind == BodyKind::PartyBranch);
    let branches = branches.map(|body| (["branch:", &body.id.to_string()].concat(), body.name.clone()));
    let all = [(String::new(), t(key::OFFICE_WITHIN_ALL))].into_iter().chain(groups).chain(branches);
    let hint = Some(t(key::OFFICE_WITHIN_HINT));
    form.field("within", t(key::OFFICE_WITHIN), hint, Control::Choice(all.collect()), within)
}

fn part_of(chosen: &str) -> Option<ElectoratePart> {
    Some(match chosen.split_once(':') {
        None => ElectoratePart::everybody(),
        Some(("group", group)) => ElectoratePart::group(group.parse().ok()?),
        Some((_, branch)) => ElectoratePart::branch(branch.parse().ok()?),
    })
}

/// The label of the button that opens the dialog for materials.
fn attached(count: usize) -> String {
    match i64::try_from(count) {
        Ok(count) if count > 0 => tn(key::OFFICE_MATERIALS_CHOSEN, count, &[]),
        _ => t(key::OFFICE_ADD_MATERIALS),
    }
}

/// The subject of the meeting in the address.
fn about_asked() -> About {
    let (matter, case) = (asked_for::<MatterId>("matter"), asked_for::<CaseId>("case"));
    match (case, query_value("step").and_then(|step| step.parse().ok()), matter) {
        (Some(case), Some(step), matter) => About { matter, ..About::case(case, step) },
        (_, _, Some(matter)) => About::matter(matter),
        _ => About::nothing(),
    }
}

fn form(desk: &OfficeContext, found: &Bodies, open: Vec<CaseRow>, suggestion: &MeetingSuggestion) -> Element {
    let form = Form::placing(|code| (code == "meetings/same-person").then_some("teller"));
    let wanted = asked_form();
    let people = officers(&found.bodies, wanted);
    let which = RwSignal::new(wanted.to_string());
    let electorate = RwSignal::new(wanted.own_electorate().unwrap_or(Electorate::None).to_string());
    let [title, place, starts_at, items, seats, within, urgent] = [(); 7].map(|()| RwSignal::new(String::new()));
    title.set(query_value("title").unwrap_or_default());
    seats.set("0".to_owned());
    let last = suggestion.last.as_ref();
    place.set(last.map(|last| last.place.clone()).unwrap_or_default());
    let soonest = suggest_start(suggestion.earliest_at, last.map(|last| last.starts_at));
    let [chair, teller] = usual_officers(&people, suggestion);
    select_own_electorate(which, electorate);
    let about = about_asked();
    let of_step = about.case.is_some();
    let ballot = RwSignal::new(if of_step { Method::USUAL.to_string() } else { String::new() });
    if let Some(title) = query_value("title").filter(|_| of_step) {
        items.set([&title, " ", &AGENDA_MINUTES_USUAL.to_string()].concat());
        starts_at.set(form_values::moment_text(soonest));
    }
    let decided = DecisionPicker::new(open, about.case, about.step.as_ref());
    let (going, inviting) = (desk.clone(), GuestForm::new());
    let (invited, taken) = (inviting.clone(), decided.clone());
    let kept = PendingFiles::new(desk.code.clone(), MEETING_MATERIALS_MAX, CaptionNeed::Words);
    let chosen = kept.clone();
    let send = move || {
        let read = || -> Result<AnnounceMeetingRequest, (&'static str, String)> {
            let missing = |field| (field, t(key::FORM_MISSING));
            let text = |signal: RwSignal<String>| signal.get_untracked();
            let member = |signal, field| text(signal).parse::<MemberId>().map_err(|_| missing(field));
            Ok(AnnounceMeetingRequest {
                form: text(which).parse().map_err(|_| missing("form"))?,
                electorate: text(electorate).parse().map_err(|_| missing("electorate"))?,
                title: text(title).parse().map_err(|bad| ("title", form_values::bad_text_words(bad)))?,
                agenda: read_agenda(&text(items)).map_err(|fault| ("agenda", wrong_line(fault)))?,
                place: text(place).parse().map_err(|bad| ("place", form_values::bad_text_words(bad)))?,
                starts_at: form_values::parse_moment(&text(starts_at)).ok_or_else(|| missing("starts_at"))?,
                officers: MeetingOfficers {
                    chair: member(chair, "chair")?,
                    teller: member(teller, "teller")?,
                    recorder: None,
                },
                about: about.clone(),
                within: part_of(&text(within)).ok_or_else(|| missing("within"))?,
                materials: chosen.ready(),
                seats: text(seats).trim().parse().unwrap_or(0),
                guests: vec![],
                urgent: urgent_reason(&text(which), &text(urgent))
                    .map_err(|bad| ("urgent", form_values::bad_text_words(bad)))?,
                ballot: text(ballot).parse().ok(),
            })
        };
        let draft = match read() {
            Ok(draft) => draft,
            Err((field, why)) => return form.refuse(field, why),
        };
        let Ok(guests) = invited.all(form) else { return };
        let agenda = [draft.agenda, taken.items()].concat();
        let draft = AnnounceMeetingRequest { guests, agenda, ..draft };
        let going = going.clone();
        form.send::<AnnounceMeeting>((going.code.clone(),), draft, move |announced| {
            let count = |count: u32| number(count.into());
            let figures = [("roll", &*count(announced.roll_count)), ("told", &*count(announced.told))];
            going.say(tf(key::OFFICE_ANNOUNCED, &figures));
            going.go(&["meetings/", &announced.meeting.to_string()].concat());
        });
    };
    let forms = word_choices::<MeetingForm>();
    let rolls = word_choices::<Electorate>();
    let hint = |words| Some(t(words));
    form.warned("stack narrow", send)
        .child(form.field("form", t(key::OFFICE_MEETING_FORM), None, Control::Choice(forms), which))
        .child(form.field("electorate", t(key::MEETINGS_WHO), None, Control::Choice(rolls), electorate))
        .child(parts(form, found, within))
        .child(form.field("title", t(key::OFFICE_MEETING_TITLE), None, Control::Text, title))
        .child(form.field("place", t(key::FIELD_MEETINGS_PLACE), None, Control::Text, place))
        .child(form.field(
            "starts_at",
            t(key::FIELD_MEETINGS_STARTS_AT),
            hint(key::OFFICE_NOTICE_HINT),
            Control::Moment,
            starts_at,
        ))
        .child(earliest(wanted, which, starts_at, soonest))
        .child(urgent_field(form, which, urgent))
        .child(form.field("agenda", t(key::MEETINGS_AGENDA), hint(key::OFFICE_AGENDA_HINT), Control::Area, items))
        .child(of_step.then(|| ballot_field(form, ballot)))
        .child(decided.ticks())
        .child(officer_fields(form, people, [chair, teller]))
        .child(form.field(
            "seats",
            t(key::MEETINGS_SEATS),
            hint(key::OFFICE_SEATS_HINT),
            Control::Number { min: 0, max: 500 },
            seats,
        ))
        .child(inviting.list(form))
        .child(with_form(attached, &desk.ask, &kept))
        .child(form.refusal())
        .child(form.submit("button", t(key::OFFICE_ANNOUNCE)))
}

/// A statutory form has a fixed electorate, which is selected.
fn select_own_electorate(which: RwSignal<String>, electorate: RwSignal<String>) {
    Effect::new(move |_| {
        let own = which.with(|form| form.parse::<MeetingForm>().ok()).and_then(MeetingForm::own_electorate);
        if let Some(own) = own {
            electorate.set(own.to_string());
        }
    });
}

/// The ballot of a step, which is drafted with the announcement.
fn ballot_field(form: Form, ballot: RwSignal<String>) -> Element {
    let hint = Some(t(key::OFFICE_BALLOT_WITH_HINT));
    form.field("ballot", t(key::OFFICE_BALLOT_WITH), hint, Control::Choice(methods()), ballot)
}

/// The officers of the last meeting of this form, as far as they still hold an office.
fn usual_officers(people: &[(String, String)], suggestion: &MeetingSuggestion) -> [RwSignal<String>; 2] {
    let usual = suggestion.last.as_ref().map(|last| [Some(last.chair), last.teller]).unwrap_or_default();
    [0, 1].map(|at| {
        let known = usual[at].map(|member| member.to_string());
        let known = known.filter(|known| people.iter().any(|(id, _)| id == known));
        RwSignal::new(known.or_else(|| people.get(at).map(|(id, _)| id.clone())).unwrap_or_default())
    })
}

fn officer_fields(form: Form, people: Vec<(String, String)>, [chair, teller]: [RwSignal<String>; 2]) -> Element {
    let (choice, hint) = (Control::Choice(people.clone()), Some(t(key::OFFICE_TELLER_HINT)));
    el("div", "row").child(form.field("chair", t(key::OFFICE_CHAIR), None, choice, chair)).child(form.field(
        "teller",
        t(key::OFFICE_TELLER),
        hint,
        Control::Choice(people),
        teller,
    ))
}

/// Only for a form whose law knows a special case.
fn urgent_field(form: Form, which: RwSignal<String>, urgent: RwSignal<String>) -> AnyView {
    live(move || {
        let is_assembly = which.with(|form| form.parse().is_ok_and(MeetingForm::is_assembly));
        let (label, hint) = (t(key::OFFICE_URGENT), Some(t(key::OFFICE_URGENT_HINT)));
        maybe(is_assembly.then(|| form.field("urgent", label, hint, Control::Area, urgent)))
    })
}

/// The reason for a short notice, if there is one and the form knows it.
fn urgent_reason(form: &str, reason: &str) -> Result<Option<Reason>, BadText> {
    let is_assembly = form.parse().is_ok_and(MeetingForm::is_assembly);
    (is_assembly && !reason.trim().is_empty()).then(|| reason.parse()).transpose()
}
