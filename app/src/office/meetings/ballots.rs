//! The ballots of a meeting for those who run it: drafting, opening, papers, counting twice, closing.
//!
//! Invariant: the second counter does not see the first count. Form by hand: a draft asks for what its decision needs.

use domain::access::Capability;
use domain::ballots::{
    AtRevisionRequest, BallotCase, BallotRow, BallotStatus, Ballots, FirstCountRow, Method, OpenMinutes,
};
use domain::contract::{CloseBallot, DraftBallot, OpenBallot};
use domain::decisions::{YesNo, ballot_of_case, free_ballot};
use domain::ids::BallotId;
use domain::limits;
use domain::meetings::{AgendaItem, Meeting, MeetingStatus};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::counts::office_count_file;
use super::counts::{CountAct, CountDialog};
use super::dialogs::{MeetingAct, MeetingDialog, meeting_act_button};
use super::papers::PapersAct;
use super::roll::office_people_file;
use crate::command::Command;
use crate::location::community_link;
use crate::meetings::ballot_purpose_view;
use crate::office::frame::OfficeContext;
use crate::ui::form::{Control, Form};
use crate::ui::{Element, busy_button, button, cell_words, command_refusal, el, form_values, live, section};
use crate::words::{key, number, t, tf, word_choices, word_text};

pub fn meeting_ballots_card(meeting: &Meeting, found: &Ballots, desk: &OfficeContext) -> Element {
    let is_over = matches!(meeting.row.status, MeetingStatus::Closed | MeetingStatus::Cancelled);
    let rows: Vec<Element> = found.ballots.iter().map(|ballot| row(meeting, ballot, desk)).collect();
    let new = (!is_over).then(|| el("div", "body").child(draft(meeting, &found.cases, desk)));
    section("card", t(key::MEETINGS_BALLOTS)).child(el("ul", "").child(rows)).child(new)
}

fn row(meeting: &Meeting, ballot: &BallotRow, desk: &OfficeContext) -> Element {
    let count = |count: u32| number(count.into());
    let turnout = &ballot.turnout;
    let voted = tf(key::BALLOT_VOTED, &[("present", &*count(turnout.present)), ("voted", &*count(turnout.voted))]);
    let below = [word_text(ballot.method), word_text(turnout.status), voted].join(" · ");
    let result = ballot.tally.as_ref().map(|tally| {
        let total = &tally.total;
        let figures = [
            ("for", &*count(total.r#for)),
            ("against", &*count(total.against)),
            ("abstain", &*count(total.abstain)),
            ("invalid", &*count(total.invalid)),
        ];
        el("p", "").child(tf(key::BALLOT_COUNTS, &figures))
    });
    let papers = (ballot.method == Method::Secret && turnout.status == BallotStatus::Open).then(|| {
        let waiting = turnout.present.saturating_sub(turnout.handed_out + turnout.given);
        let figures = [
            ("papers", &*count(turnout.handed_out)),
            ("tokens", &*count(turnout.given)),
            ("waiting", &*count(waiting)),
        ];
        el("p", "").child(tf(key::OFFICE_PAPERS_FIGURES, &figures))
    });
    let counted = ballot.first_count.as_ref().map(|first| el("p", "").child(first_count_words(meeting, first)));
    let href = community_link(&desk.code, &["ballots/", &ballot.ballot.to_string()].concat());
    let words = cell_words(ballot.question.clone(), below)
        .child(ballot_purpose_view(&ballot.purpose))
        .child(papers)
        .child(counted)
        .child(result);
    let words = words.child(el("a", "").attr("href", href).child(t(key::OFFICE_BALLOT_PAGE)));
    el("li", "").child(el("div", "cell top-line").child(words).child(acts(meeting, ballot, desk)))
}

/// Who has counted first, and whose turn it is; the figures only for the person who counted.
fn first_count_words(meeting: &Meeting, first: &FirstCountRow) -> String {
    let name = first.by_name.as_str();
    if let Some(counts) = first.counts {
        let figures = [counts.r#for, counts.against, counts.abstain, counts.invalid].map(|count| number(count.into()));
        return tf(key::OFFICE_COUNTED_MINE, &[("name", name), ("figures", &figures.join("/"))]);
    }
    let is_teller = meeting.mine.as_ref().is_some_and(|mine| mine.is_teller);
    tf(if is_teller { key::OFFICE_COUNTED_YOURS } else { key::OFFICE_COUNTED_BY }, &[("name", name)])
}

fn acts(meeting: &Meeting, ballot: &BallotRow, desk: &OfficeContext) -> Element {
    let mine = meeting.mine.as_ref();
    let (is_chair, is_teller) = (mine.is_some_and(|mine| mine.is_chair), mine.is_some_and(|mine| mine.is_teller));
    let (id, revision) = (ballot.ballot, ballot.turnout.revision);
    let manages = desk.session.may_somewhere(Capability::ManageBallot);
    let drops = (ballot.turnout.status == BallotStatus::Draft && manages).then(|| {
        let act = MeetingAct { desk: desk.clone(), meeting: meeting.row.id, what: MeetingDialog::Drop(id, revision) };
        meeting_act_button("button small quiet", t(key::OFFICE_DROP_BALLOT), act)
    });
    let row = el("div", "actions").child(drops);
    if meeting.row.status != MeetingStatus::Open {
        return row;
    }
    match ballot.turnout.status {
        BallotStatus::Draft if is_chair => row.child(open(id, revision, desk)),
        BallotStatus::Open => {
            let counted = ballot.method != Method::Open;
            let paper = (is_chair && ballot.method == Method::Secret).then(|| paper(id, revision, desk));
            row.child(paper)
                .child((is_chair && counted).then(|| counting(id, revision, desk, false)))
                .child((is_teller && counted).then(|| counting(id, revision, desk, true)))
                .child(is_chair.then(|| close(id, revision, desk)))
        }
        _ => row,
    }
}

fn open(ballot: BallotId, revision: u32, desk: &OfficeContext) -> Element {
    let (command, desk) = (Command::new(), desk.clone());
    let press = move || {
        let desk = desk.clone();
        command.send::<OpenBallot>((desk.code.clone(), ballot), AtRevisionRequest { revision }, move |_| {
            desk.say(t(key::OFFICE_BALLOT_OPENED));
        });
    };
    with_refusal(command, busy_button("button small", t(key::OFFICE_OPEN_BALLOT), command.busy, press))
}

fn close(ballot: BallotId, revision: u32, desk: &OfficeContext) -> Element {
    let (command, desk) = (Command::new(), desk.clone());
    let press = move || {
        let desk = desk.clone();
        command.send::<CloseBallot>((desk.code.clone(), ballot), AtRevisionRequest { revision }, move |_| {
            desk.say(t(key::OFFICE_BALLOT_CLOSED));
        });
    };
    with_refusal(command, busy_button("button small", t(key::OFFICE_CLOSE_BALLOT), command.busy, press))
}

fn with_refusal(command: Command, button: Element) -> Element {
    el("div", "stack").child(button).child(command_refusal(command, t(key::FORM_REFUSED)))
}

/// The value in the list for a question that decides nothing.
const FREE: &str = "free";

/// Drafts one of the cases that the meeting takes, or a separate question that decides nothing.
fn draft(meeting: &Meeting, cases: &[BallotCase], desk: &OfficeContext) -> Element {
    let (desk, agenda, meeting, cases) = (desk.clone(), meeting.agenda.clone(), meeting.row.id, cases.to_vec());
    el("button", "button quiet").attr("type", "button").child(t(key::OFFICE_DRAFT_BALLOT)).on_click(move || {
        let (desk, agenda, cases) = (desk.clone(), agenda.clone(), cases.clone());
        desk.clone().ask.open(t(key::OFFICE_DRAFT_BALLOT), move |ask| {
            let place = |code: &str| match code {
                "ballots/item-not-named" => Some("item"),
                "ballots/reason-missing" => Some("reason"),
                _ => None,
            };
            let form = Form::placing(place);
            // The first case without a ballot: usually there is one in a meeting.
            let first = cases.iter().find(|case| case.was_put == YesNo::No);
            let about = RwSignal::new(first.map_or_else(|| FREE.to_owned(), |case| case.case.to_string()));
            let item = RwSignal::new(String::from("0"));
            let (question, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
            let method = RwSignal::new(Method::USUAL.to_string());
            let minutes = RwSignal::new(limits::BALLOT_OPEN_MINUTES_USUAL.to_string());
            let (dialog, known) = (ask.clone(), cases.clone());
            let send = move || {
                let Ok(method) = method.get_untracked().parse() else { return };
                let open_minutes = match minutes.get_untracked().parse() {
                    Ok(minutes) => minutes,
                    Err(bad) => return form.refuse("open_minutes", form_values::bad_number_words(bad)),
                };
                let chosen = about.get_untracked();
                let body = match known.iter().find(|case| case.case.to_string() == chosen) {
                    Some(case) => {
                        let reason = match (case.was_put, reason.get_untracked().parse()) {
                            (YesNo::No, _) => None,
                            (YesNo::Yes, Ok(reason)) => Some(reason),
                            (YesNo::Yes, Err(bad)) => return form.refuse("reason", form_values::bad_text_words(bad)),
                        };
                        ballot_of_case(case.case, reason, method, open_minutes)
                    }
                    None => match (question.get_untracked().parse(), item.get_untracked().parse()) {
                        (Ok(question), Ok(item)) => free_ballot(question, method, item, open_minutes),
                        (Err(bad), _) => return form.refuse("question", form_values::bad_text_words(bad)),
                        (_, Err(_)) => return,
                    },
                };
                let Ok(body) = body else { return };
                let (dialog, desk) = (dialog.clone(), desk.clone());
                form.send::<DraftBallot>((desk.code.clone(), meeting), body, move |_| {
                    dialog.close();
                    desk.say(t(key::OFFICE_BALLOT_DRAFTED));
                });
            };
            let methods = word_choices::<Method>();
            let free = std::iter::once((FREE.to_owned(), t(key::OFFICE_BALLOT_FREE)));
            let offered = cases.iter().map(|case| (case.case.to_string(), case.title.clone())).chain(free).collect();
            let asked = live(move || {
                let chosen = about.get();
                match cases.iter().find(|case| case.case.to_string() == chosen) {
                    Some(case) => for_case(case, form, reason),
                    None => free_question(&agenda, form, question, item),
                }
            });
            form.element("stack", send)
                .child(form.field("about", t(key::OFFICE_BALLOT_ABOUT), None, Control::Choice(offered), about))
                .child(asked)
                .child(form.field("method", t(key::OFFICE_METHOD), None, Control::Choice(methods), method))
                .child(form.field(
                    "open_minutes",
                    t(key::OFFICE_OPEN_MINUTES),
                    Some(t(key::OFFICE_OPEN_MINUTES_HINT)),
                    Control::Number { min: OpenMinutes::LEAST.into(), max: OpenMinutes::MOST.into() },
                    minutes,
                ))
                .child(form.refusal())
                .child(ask.buttons(form.submit("button", t(key::OFFICE_DRAFT_BALLOT))))
        });
    })
}

/// The question as it will be put; a repeated ballot needs a reason, and does not change a decision.
fn for_case(case: &BallotCase, form: Form, reason: RwSignal<String>) -> AnyView {
    let again = (case.was_put == YesNo::Yes).then(|| {
        let decided = case.is_decided == YesNo::Yes;
        let hint = t(if decided { key::OFFICE_BALLOT_DECIDED } else { key::OFFICE_BALLOT_AGAIN_HINT });
        form.field("reason", t(key::OFFICE_BALLOT_AGAIN), Some(hint), Control::Area, reason)
    });
    el("div", "stack")
        .child(el("p", "faint").child(t(key::OFFICE_BALLOT_ASKS)))
        .child(el("p", "question").child(case.question.clone()))
        .child(again)
        .any()
}

fn free_question(agenda: &[AgendaItem], form: Form, question: RwSignal<String>, item: RwSignal<String>) -> AnyView {
    let none = std::iter::once(("0".to_owned(), t(key::OFFICE_NO_ITEM)));
    let items = agenda.iter().enumerate().map(|(at, item)| ((at + 1).to_string(), item.title.to_string()));
    let items = Control::Choice(none.chain(items).collect());
    let hint = Some(t(key::OFFICE_BALLOT_FREE_HINT));
    el("div", "stack")
        .child(form.field("question", t(key::OFFICE_QUESTION), hint, Control::Area, question))
        .child(form.field("item", t(key::OFFICE_BALLOT_ITEM), None, items, item))
        .any()
}

/// Papers for all who are there without a token.
fn paper(ballot: BallotId, revision: u32, desk: &OfficeContext) -> Element {
    let act = PapersAct { desk: desk.clone(), ballot, revision };
    button("button small quiet", t(key::OFFICE_HAND_OUT), move || {
        let act = act.clone();
        spawn_local(async move { (office_people_file(()).await.papers)(act) });
    })
}

fn counting(ballot: BallotId, revision: u32, desk: &OfficeContext, second: bool) -> Element {
    let (name, what) =
        if second { (key::OFFICE_COUNT_AGAIN, CountDialog::Again) } else { (key::OFFICE_COUNT, CountDialog::First) };
    counting_button("button small quiet", t(name), CountAct { desk: desk.clone(), ballot, revision, what })
}

/// A button whose dialog comes from a file of its own.
fn counting_button(class: &'static str, name: String, counting: CountAct) -> Element {
    button(class, name, move || spawn_local(office_count_file(counting.clone())))
}
