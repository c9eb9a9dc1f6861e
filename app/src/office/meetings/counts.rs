//! Counts of a ballot, in a file of their own: counting, counting again.
//!
//! Invariant: the second counter does not see the first count.

use crate::lazy_modules::lazy_modules;
use domain::ballots::{CountRequest, CountTaken};
use domain::contract::{ConfirmCount, Endpoint, EnterCount};
use domain::ids::{BallotId, CommunityCode};

use crate::office::frame::OfficeContext;
use crate::ui::body_form::BodyForm;
use crate::words::{key, t};

lazy_modules! {
    /// Counts of a ballot.
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
    }
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
