//! The ballots of a meeting for those who run it: drafting, opening, papers, counting twice, closing.
//!
//! Invariant: whoever counts second does not see the first count.

use domain::access::Capability;
use domain::ballots::{AtRevision, BallotRow, BallotStatus, Method};
use domain::contract::{CloseBallot, DraftBallot, OpenBallot};
use domain::decisions::ballot_of_step;
use domain::ids::BallotId;
use domain::limits;
use domain::meetings::{Meeting, MeetingRoll, MeetingStatus};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::acts::{MeetingAct, What, opens};
use super::counts::{Counting, Counts};
use crate::chunks::office_count_file;
use crate::command::Command;
use crate::meetings::words_of;
use crate::office::frame::Desk;
use crate::place::link;
use crate::ui::form::{Control, Form};
use crate::ui::{Element, busy_button, button, cell_words, command_refusal, el, section, typed};
use crate::words::{Key, key, number, t, tf};

pub fn card(meeting: &Meeting, found: &[BallotRow], roll: &MeetingRoll, desk: &Desk) -> Element {
    let is_over = matches!(meeting.row.status, MeetingStatus::Closed | MeetingStatus::Cancelled);
    let rows: Vec<Element> = found.iter().map(|ballot| row(meeting, ballot, roll, desk)).collect();
    let new = (!is_over).then(|| el("div", "body").child(draft(meeting, desk)));
    section("card", t(key::MEETINGS_BALLOTS)).child(el("ul", "").child(rows)).child(new)
}

fn row(meeting: &Meeting, ballot: &BallotRow, roll: &MeetingRoll, desk: &Desk) -> Element {
    let count = |count: u32| number(count.into());
    let turnout = &ballot.turnout;
    let voted = tf(key::BALLOT_VOTED, &[("present", &*count(turnout.present)), ("voted", &*count(turnout.voted))]);
    let state = words_of("ballot", turnout.status.as_str());
    let below = [words_of("method", ballot.method.as_str()), state, voted].join(" · ");
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
    let href = link(&desk.code, &["ballots/", &ballot.ballot.to_string()].concat());
    let words = cell_words(ballot.question.clone(), below).child(result);
    let words = words.child(el("a", "").attr("href", href).child(t(key::OFFICE_BALLOT_PAGE)));
    el("li", "").child(el("div", "cell top-line").child(words).child(acts(meeting, ballot, roll, desk)))
}

fn acts(meeting: &Meeting, ballot: &BallotRow, roll: &MeetingRoll, desk: &Desk) -> Element {
    let mine = meeting.mine.as_ref();
    let (is_chair, is_teller) = (mine.is_some_and(|mine| mine.is_chair), mine.is_some_and(|mine| mine.is_teller));
    let (id, revision) = (ballot.ballot, ballot.turnout.revision);
    let manages = desk.session.may_somewhere(Capability::ManageBallot);
    let drops = (ballot.turnout.status == BallotStatus::Draft && manages).then(|| {
        let act = MeetingAct { desk: desk.clone(), meeting: meeting.row.id, what: What::Drop(id, revision) };
        opens("button small quiet", t(key::OFFICE_DROP_BALLOT), act)
    });
    let row = el("div", "actions").child(drops);
    if meeting.row.status != MeetingStatus::Open {
        return row;
    }
    match ballot.turnout.status {
        BallotStatus::Draft if is_chair => row.child(open(id, revision, desk)),
        BallotStatus::Open => {
            let counted = ballot.method != Method::Open;
            let paper = (is_chair && ballot.method == Method::Secret).then(|| paper(id, revision, roll, desk));
            row.child(paper)
                .child((is_chair && counted).then(|| counting(id, revision, desk, false)))
                .child((is_teller && counted).then(|| counting(id, revision, desk, true)))
                .child(is_chair.then(|| close(id, revision, desk)))
        }
        _ => row,
    }
}

fn open(ballot: BallotId, revision: u32, desk: &Desk) -> Element {
    let (command, desk) = (Command::new(), desk.clone());
    let press = move || {
        let desk = desk.clone();
        command.send::<OpenBallot>((desk.code.clone(), ballot), AtRevision { revision }, move |_| {
            desk.say(t(key::OFFICE_BALLOT_OPENED));
        });
    };
    with_refusal(command, busy_button("button small", t(key::OFFICE_OPEN_BALLOT), command.busy, press))
}

fn close(ballot: BallotId, revision: u32, desk: &Desk) -> Element {
    let (command, desk) = (Command::new(), desk.clone());
    let press = move || {
        let desk = desk.clone();
        command.send::<CloseBallot>((desk.code.clone(), ballot), AtRevision { revision }, move |_| {
            desk.say(t(key::OFFICE_BALLOT_CLOSED));
        });
    };
    with_refusal(command, busy_button("button small", t(key::OFFICE_CLOSE_BALLOT), command.busy, press))
}

fn with_refusal(command: Command, button: Element) -> Element {
    el("div", "stack").child(button).child(command_refusal(command, t(key::FORM_REFUSED)))
}

fn draft(meeting: &Meeting, desk: &Desk) -> Element {
    let (desk, agenda, meeting) = (desk.clone(), meeting.agenda.clone(), meeting.row.id);
    el("button", "button quiet").attr("type", "button").child(t(key::OFFICE_DRAFT_BALLOT)).on_click(move || {
        let (desk, agenda) = (desk.clone(), agenda.clone());
        desk.clone().ask.open(t(key::OFFICE_DRAFT_BALLOT), move |ask| {
            let place = |code: &str| (code == "ballots/item-not-named").then_some("item");
            let form = Form::new(&["question", "item", "method", "open_minutes"], place);
            let item = RwSignal::new(String::from("0"));
            let (question, method) = (RwSignal::new(String::new()), RwSignal::new(Method::USUAL.to_string()));
            let minutes = RwSignal::new(limits::BALLOT_OPEN_MINUTES_USUAL.to_string());
            let dialog = ask.clone();
            let send = move || {
                let question = match question.get_untracked().parse() {
                    Ok(question) => question,
                    Err(bad) => return form.refuse("question", typed::wrong(bad)),
                };
                let Ok(method) = method.get_untracked().parse() else { return };
                let Ok(item) = item.get_untracked().parse() else { return };
                let Ok(open_minutes) = minutes.get_untracked().trim().parse() else {
                    return form.refuse("open_minutes", t(key::OFFICE_MISSING));
                };
                let Ok(body) = ballot_of_step(question, method, item, open_minutes) else { return };
                let (dialog, desk) = (dialog.clone(), desk.clone());
                form.send::<DraftBallot>((desk.code.clone(), meeting), body, move |_| {
                    dialog.close();
                    desk.say(t(key::OFFICE_BALLOT_DRAFTED));
                });
            };
            let methods = Method::ALL.iter().map(|one| (one.to_string(), words_of("method", one.as_str()))).collect();
            let none = std::iter::once(("0".to_owned(), t(key::OFFICE_NO_ITEM)));
            let items = agenda.iter().enumerate().map(|(at, item)| ((at + 1).to_string(), item.title.to_string()));
            let items = Control::Choice(none.chain(items).collect());
            form.element("stack", send)
                .child(form.field("question", t(key::OFFICE_QUESTION), None, Control::Area, question))
                .child(form.field("item", t(key::OFFICE_BALLOT_ITEM), None, items, item))
                .child(form.field("method", t(key::OFFICE_METHOD), None, Control::Choice(methods), method))
                .child(form.field(
                    "open_minutes",
                    t(key::OFFICE_OPEN_MINUTES),
                    Some(t(key::OFFICE_OPEN_MINUTES_HINT)),
                    Control::Number { min: 1, max: limits::BALLOT_OPEN_MINUTES_MAX },
                    minutes,
                ))
                .child(form.refusal())
                .child(ask.buttons(form.submit("button", t(key::OFFICE_DRAFT_BALLOT))))
        });
    })
}

/// A paper for somebody who is there and has taken no token.
fn paper(ballot: BallotId, revision: u32, roll: &MeetingRoll, desk: &Desk) -> Element {
    let present = roll.rows.iter().filter(|row| row.present.is_some() && row.struck.is_none());
    let people = present.map(|row| (row.voter.to_string(), row.name.clone())).collect();
    asking(key::OFFICE_HAND_OUT, Counting { desk: desk.clone(), ballot, revision, what: Counts::Paper(people) })
}

fn counting(ballot: BallotId, revision: u32, desk: &Desk, second: bool) -> Element {
    let (name, what) =
        if second { (key::OFFICE_COUNT_AGAIN, Counts::Again) } else { (key::OFFICE_COUNT, Counts::First) };
    asking(name, Counting { desk: desk.clone(), ballot, revision, what })
}

/// A button whose dialog comes from a file of its own.
fn asking(name: Key, counting: Counting) -> Element {
    button("button small quiet", t(name), move || spawn_local(office_count_file(counting.clone())))
}
