//! The outcomes of a consultative meeting (成果采纳): an answer to each item of the agenda and to each further
//! suggestion.
//!
//! State: the texts as typed; they begin with the last recorded version. Form by hand: it has rows, and rows are added.

use domain::contract::RecordOutcomes;
use domain::ids::MeetingId;
use domain::limits;
use domain::matters::MatterOutcome;
use domain::meetings::{Meeting, MeetingOutcomes, OutcomeDraft, RecordOutcomesRequest};
use leptos::prelude::*;

use super::dialogs::{MeetingAct, MeetingDialog, manages_meetings, meeting_act_button};
use crate::light_signal::LightSignal;
use crate::meetings::{outcome_list, outcome_words};
use crate::office::frame::OfficeContext;
use crate::ui::form::{Control, Form};
use crate::ui::page_dialog::PageDialog;
use crate::ui::{Element, button, el, form_values, section};
use crate::words::{key, t, tf};

pub fn record_outcomes_card(meeting: &Meeting, desk: &OfficeContext) -> Option<Element> {
    let outcomes = meeting.outcomes.as_ref()?;
    let titles = meeting.agenda.iter().map(|item| item.title.to_string()).collect();
    let asked = AskedOutcomes { titles, told: outcomes.clone() };
    let act = MeetingAct { desk: desk.clone(), meeting: meeting.row.id, what: MeetingDialog::Outcomes(asked) };
    let name = if outcomes.version == 0 { key::OFFICE_OUTCOMES } else { key::OFFICE_OUTCOMES_MEND };
    let open =
        manages_meetings(desk).then(|| el("div", "body").child(meeting_act_button("button quiet", t(name), act)));
    Some(section("card", t(key::MEETINGS_OUTCOMES)).child(outcome_list(meeting, outcomes)).child(open))
}

/// The agenda, and the last recorded outcomes.
#[derive(Clone)]
pub struct AskedOutcomes {
    titles: Vec<String>,
    told: MeetingOutcomes,
}

/// A row for each item of the agenda and for each suggestion; the names of its fields end with its number.
const ROWS: usize = limits::AGENDA_ITEMS_MAX + limits::SUGGESTIONS_MAX;

fn numbered(name: &str, at: usize) -> String {
    [name, "-", &(at + 1).to_string()].concat()
}

/// One answer being typed.
#[derive(Clone)]
struct Row {
    /// The item of the agenda, counted from 1; 0 for a suggestion.
    item: u32,
    /// The item's title; a suggestion has a field instead.
    title: Option<String>,
    suggestion: RwSignal<String>,
    outcome: RwSignal<String>,
    reason: RwSignal<String>,
}

impl Row {
    fn new(item: u32, title: Option<String>, (suggestion, outcome, reason): (&str, MatterOutcome, &str)) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self { item, title, suggestion: text(suggestion), outcome: text(outcome.as_str()), reason: text(reason) }
    }

    fn read(&self, at: usize) -> Result<OutcomeDraft, (String, String)> {
        let suggestion = self.suggestion.get_untracked();
        if self.title.is_none() && suggestion.trim().is_empty() {
            return Err((numbered("suggestion", at), t(key::FORM_MISSING)));
        }
        let missing = |_| (numbered("outcome", at), t(key::FORM_MISSING));
        let outcome: MatterOutcome = self.outcome.get_untracked().parse().map_err(missing)?;
        let reason = self.reason.get_untracked();
        if outcome != MatterOutcome::Adopted && reason.trim().chars().count() < limits::REASON_CHARS_MIN {
            let min = limits::REASON_CHARS_MIN.to_string();
            return Err((numbered("reason", at), tf(key::FORM_TOO_SHORT, &[("min", &min)])));
        }
        let wrong = |name, bad| (numbered(name, at), form_values::bad_text_words(bad));
        Ok(OutcomeDraft {
            item: self.item,
            suggestion: suggestion.parse().map_err(|bad| wrong("suggestion", bad))?,
            outcome,
            reason: reason.parse().map_err(|bad| wrong("reason", bad))?,
        })
    }
}

fn begun(asked: &AskedOutcomes) -> Vec<Row> {
    let told = &asked.told.rows;
    let items = asked.titles.iter().zip(1..).map(|(title, item)| {
        let before = told.iter().find(|one| one.item == item && one.suggestion.is_empty());
        let begin = before.map_or(("", MatterOutcome::Adopted, ""), |one| ("", one.outcome, one.reason.as_str()));
        Row::new(item, Some(title.clone()), begin)
    });
    let further = told.iter().filter(|one| !one.suggestion.is_empty());
    let further = further.map(|one| Row::new(one.item, None, (&one.suggestion, one.outcome, &one.reason)));
    items.chain(further).collect()
}

pub fn record_outcomes_dialog(desk: &OfficeContext, meeting: MeetingId, asked: AskedOutcomes) {
    let desk = desk.clone();
    desk.clone().ask.open(t(key::OFFICE_OUTCOMES), move |ask| form(&desk, meeting, &asked, &ask));
}

fn form(desk: &OfficeContext, meeting: MeetingId, asked: &AskedOutcomes, ask: &PageDialog) -> Element {
    let form = Form::new();
    let rows = LightSignal::new(begun(asked));
    let (read, dialog, desk, follows) = (rows.clone(), ask.clone(), desk.clone(), asked.told.version);
    let send = move || {
        let outcomes = read.peek(|rows| rows.iter().enumerate().map(|(at, row)| row.read(at)).collect());
        let outcomes = match outcomes {
            Ok(outcomes) => outcomes,
            Err((field, why)) => return form.refuse(field, why),
        };
        let (dialog, desk) = (dialog.clone(), desk.clone());
        let body = RecordOutcomesRequest { outcomes, follows };
        form.send::<RecordOutcomes>((desk.code.clone(), meeting), body, move |recorded| {
            dialog.close();
            desk.say(tf(key::OFFICE_OUTCOMES_TOLD, &[("told", &recorded.told.to_string())]));
        });
    };
    let (shown, added) = (rows.clone(), rows);
    let more = move || {
        added.update(|rows| {
            if rows.len() < ROWS {
                rows.push(Row::new(0, None, ("", MatterOutcome::Adopted, "")));
            }
        });
    };
    form.warned("stack", send)
        .child(el("p", "").child(t(key::OFFICE_OUTCOMES_WHY)))
        .child(el("div", "stack").live(move || {
            let rows = shown.with(|rows| rows.iter().enumerate().map(|(at, row)| fields(form, at, row)).collect());
            let rows: Vec<Element> = rows;
            el("div", "stack").child(rows).any()
        }))
        .child(button("button quiet small", t(key::OFFICE_OUTCOMES_MORE), more))
        .child(form.refusal())
        .child(ask.buttons(form.submit("button", t(key::OFFICE_OUTCOMES))))
}

fn fields(form: Form, at: usize, row: &Row) -> Element {
    let choices = MatterOutcome::ALL.iter().map(|one| (one.to_string(), outcome_words(*one))).collect();
    let legend = row.title.clone().unwrap_or_else(|| t(key::OFFICE_OUTCOMES_FURTHER));
    let hint = Some(t(key::OFFICE_OUTCOMES_REASON_HINT));
    let field = |name, label, hint, control, text| form.field(numbered(name, at), t(label), hint, control, text);
    let suggestion = || field("suggestion", key::OFFICE_OUTCOMES_SUGGESTION, None, Control::Text, row.suggestion);
    el("fieldset", "field")
        .child(el("legend", "").child(legend))
        .child(row.title.is_none().then(suggestion))
        .child(field("outcome", key::OFFICE_OUTCOMES_OUTCOME, None, Control::Choice(choices), row.outcome))
        .child(field("reason", key::FIELD_REASON, hint, Control::Text, row.reason))
}
