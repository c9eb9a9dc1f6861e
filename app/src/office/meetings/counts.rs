//! Papers and counts of a ballot, in a file of their own: handing a paper out, counting, counting again.
//!
//! Invariant: the second counter does not see the first count.

use crate::lazy_modules::lazy_modules;
use domain::ballots::{CountRequest, CountTaken};
use domain::contract::{ConfirmCount, Endpoint, EnterCount, HandOutAllPapers, HandOutPaper};
use domain::ids::{BallotId, CommunityCode};

use crate::office::frame::OfficeContext;
use crate::ui::body_form::BodyForm;
use crate::words::{key, number, t, tf, tn};

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
    /// How many are present without a paper or a token.
    AllPapers(u32),
}

pub fn count_dialog(CountAct { desk, ballot, revision, what }: CountAct) {
    match what {
        CountDialog::First => {
            let form = BodyForm::<EnterCount>::new(t(key::OFFICE_COUNT)).fixed("revision", revision);
            count(form, desk, ballot);
        }
        CountDialog::Again => {
            let form = BodyForm::<ConfirmCount>::new(t(key::OFFICE_COUNT_AGAIN)).fixed("revision", revision);
            count(form, desk, ballot);
        }
        CountDialog::Paper(people) => paper(desk, ballot, revision, people),
        CountDialog::AllPapers(left) => all_papers(desk, ballot, revision, left),
    }
}

fn paper(desk: OfficeContext, ballot: BallotId, revision: u32, people: Vec<(String, String)>) {
    BodyForm::<HandOutPaper>::new(t(key::OFFICE_HAND_OUT))
        .text(t(key::BALLOT_RULE_PAPER))
        .choices("voter", people)
        .fixed("revision", revision)
        .placing(|_| Some("voter"))
        .open(&desk.ask.clone(), (desk.code.clone(), ballot), move |_| desk.say(t(key::OFFICE_HANDED_OUT)));
}

fn all_papers(desk: OfficeContext, ballot: BallotId, revision: u32, left: u32) {
    BodyForm::<HandOutAllPapers>::new(tf(key::OFFICE_HAND_OUT_ALL, &[("count", &number(left.into()))]))
        .text(t(key::OFFICE_HAND_OUT_ALL_WHY))
        .fixed("revision", revision)
        .open(&desk.ask.clone(), (desk.code.clone(), ballot), move |done| {
            desk.say(tn(key::OFFICE_HANDED_OUT_ALL, done.papers.into(), &[]));
        });
}

/// The first or the second count.
fn count<E>(form: BodyForm<E>, desk: OfficeContext, ballot: BallotId)
where
    E: Endpoint<Params = (CommunityCode, BallotId), Body = CountRequest, Reply = CountTaken>,
{
    let of_votes = |form: BodyForm<E>, name| form.starts(name, "0".to_owned());
    let form = ["for", "against", "abstain", "invalid"].into_iter().fold(form, of_votes);
    form.text(t(key::OFFICE_COUNT_WHY)).open(&desk.ask.clone(), (desk.code.clone(), ballot), move |taken| {
        desk.say(t(if taken.agreed { key::OFFICE_COUNTS_AGREE } else { key::OFFICE_COUNT_TAKEN }));
    });
}
