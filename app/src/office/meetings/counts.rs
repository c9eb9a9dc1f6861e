//! Papers and counts of a ballot, in a file of their own: handing a paper out, counting, counting again.
//!
//! Invariant: the second counter does not see the first count.

use crate::lazy_modules::lazy_modules;
use domain::ballots::{CountRequest, CountTaken, HandOutPaperRequest};
use domain::contract::{ConfirmCount, EnterCount, HandOutPaper};
use domain::ids::{BallotId, VoterId};
use leptos::prelude::*;

use crate::office::frame::OfficeContext;
use crate::ui::el;
use crate::ui::form::{Control, Form};
use crate::words::{key, t};

lazy_modules! {
    /// Papers and counts of a ballot.
    office_count_file(CountAct) -> () = count_dialog, "office meetings chairing";
}

/// A dialog and its ballot, as the page shows it.
#[derive(Clone)]
pub struct CountAct {
    pub desk: OfficeContext,
    pub ballot: BallotId,
    pub revision: u32,
    pub what: CountDialog,
}

#[derive(Clone)]
pub enum CountDialog {
    First,
    Again,
    /// The possible receivers, by their ids and names.
    Paper(Vec<(String, String)>),
}

pub fn count_dialog(CountAct { desk, ballot, revision, what }: CountAct) {
    match what {
        CountDialog::First => entry(desk, ballot, revision, false),
        CountDialog::Again => entry(desk, ballot, revision, true),
        CountDialog::Paper(people) => paper(desk, ballot, revision, people),
    }
}

fn paper(desk: OfficeContext, ballot: BallotId, revision: u32, people: Vec<(String, String)>) {
    desk.clone().ask.open(t(key::OFFICE_HAND_OUT), move |ask| {
        let form = Form::new(&["voter"], |_| Some("voter"));
        let voter = RwSignal::new(people.first().map(|(id, _)| id.clone()).unwrap_or_default());
        let dialog = ask.clone();
        let send = move || {
            let Ok(voter) = voter.get_untracked().parse::<VoterId>() else {
                return form.refuse("voter", t(key::OFFICE_MISSING));
            };
            let (dialog, desk) = (dialog.clone(), desk.clone());
            form.send::<HandOutPaper>(
                (desk.code.clone(), ballot),
                HandOutPaperRequest { voter, revision },
                move |_| {
                    dialog.close();
                    desk.say(t(key::OFFICE_HANDED_OUT));
                },
            );
        };
        form.element("stack", send)
            .child(el("p", "").child(t(key::BALLOT_RULE_PAPER)))
            .child(form.field("voter", t(key::OFFICE_HAND_OUT_TO), None, Control::Choice(people), voter))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_HAND_OUT))))
    });
}

fn entry(desk: OfficeContext, ballot: BallotId, revision: u32, second: bool) {
    let name = if second { key::OFFICE_COUNT_AGAIN } else { key::OFFICE_COUNT };
    desk.clone().ask.open(t(name), move |ask| {
        let form = Form::new(&["for", "against", "abstain", "invalid"], |_| None);
        let texts = [(); 4].map(|()| RwSignal::new("0".to_owned()));
        let dialog = ask.clone();
        let send = move || {
            let number = |at: usize| texts.get(at)?.get_untracked().trim().parse::<u32>().ok();
            let numbers = (number(0), number(1), number(2), number(3));
            let (Some(r#for), Some(against), Some(abstain), Some(invalid)) = numbers else {
                return form.refuse("for", t(key::OFFICE_MISSING));
            };
            let entry = CountRequest { r#for, against, abstain, invalid, revision };
            let (dialog, desk) = (dialog.clone(), desk.clone());
            let done = move |taken: CountTaken| {
                dialog.close();
                desk.say(t(if taken.agreed { key::OFFICE_COUNTS_AGREE } else { key::OFFICE_COUNT_TAKEN }));
            };
            if second {
                form.send::<ConfirmCount>((crate::location::current_community(), ballot), entry, done);
            } else {
                form.send::<EnterCount>((crate::location::current_community(), ballot), entry, done);
            }
        };
        let of = |name, label, at: usize| {
            form.field(name, t(label), None, Control::Number { min: 0, max: 20_000 }, texts[at])
        };
        form.element("stack", send)
            .child(el("p", "").child(t(key::OFFICE_COUNT_WHY)))
            .child(of("for", key::OFFICE_COUNT_FOR, 0))
            .child(of("against", key::OFFICE_COUNT_AGAINST, 1))
            .child(of("abstain", key::OFFICE_COUNT_ABSTAIN, 2))
            .child(of("invalid", key::OFFICE_COUNT_INVALID, 3))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(name))))
    });
}
