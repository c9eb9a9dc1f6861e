//! Acts on a person of the roster, each with a dialog; in a file of their own, because most readers of the list use
//! none.

use crate::lazy_modules::lazy_modules;
use domain::ids::MemberId;
use domain::members::{Language, Print};
use leptos::task::spawn_local;

use super::{contact, leave_roster, needs, sign_in_slip};
use crate::office::frame::OfficeContext;
use crate::office::{assistance, privacy};
use crate::ui::{button, el};
use crate::words::{Key, key, t};

lazy_modules! {
    /// The dialogs about a person of the roster.
    office_person_file(PersonAct) -> () = ask_about, "office assistance privacy";
}

/// A dialog and its person.
#[derive(Clone)]
pub struct PersonAct {
    pub desk: OfficeContext,
    pub member: MemberId,
    pub name: String,
    pub about: PersonDialog,
}

#[derive(Clone)]
pub enum PersonDialog {
    /// A menu of the other acts.
    More(Vec<PersonDialog>),
    /// Opening an assistance.
    Assistance,
    /// The phone in full.
    Phone,
    AnotherPhone,
    /// A slip for signing in.
    Slip,
    /// Resetting the second factor.
    Factor,
    Guardian,
    /// Language and print size, with the present values.
    Needs(Language, Print),
    Leaving,
}

impl PersonDialog {
    pub fn name(&self) -> Key {
        match self {
            Self::More(_) => key::OFFICE_MORE,
            Self::Assistance => key::OFFICE_ASSIST_FOR,
            Self::Phone => key::OFFICE_REVEAL,
            Self::AnotherPhone => key::OFFICE_PHONE_CHANGE,
            Self::Slip => key::OFFICE_SLIP,
            Self::Factor => key::OFFICE_FACTOR_RESET,
            Self::Guardian => key::OFFICE_GUARDIAN_SURE,
            Self::Needs(..) => key::OFFICE_NEEDS,
            Self::Leaving => key::OFFICE_LEAVE,
        }
    }
}

pub fn open_person_dialog(asked: PersonAct) {
    spawn_local(office_person_file(asked));
}

pub fn ask_about(asked: PersonAct) {
    let PersonAct { desk, member, name, about } = asked.clone();
    match about {
        PersonDialog::More(all) => choose(asked, all),
        PersonDialog::Assistance => assistance::open_assistance_dialog(&desk, member, &name),
        PersonDialog::Phone => privacy::reveal_phone_dialog(&desk, member, &name),
        PersonDialog::AnotherPhone => contact::change_phone(&desk, member, &name),
        PersonDialog::Slip => sign_in_slip::print_slip_dialog(&desk, member, &name),
        PersonDialog::Factor => contact::reset_factor(&desk, member, &name),
        PersonDialog::Guardian => needs::guardian_dialog(&desk, member, &name),
        PersonDialog::Needs(language, print) => needs::needs_dialog(&desk, member, &name, (language, print)),
        PersonDialog::Leaving => leave_roster::leave_roster_dialog(&desk, member, &name),
    }
}

fn choose(asked: PersonAct, all: Vec<PersonDialog>) {
    let ask = asked.desk.ask.clone();
    ask.open(asked.name.clone(), move |ask| {
        let mut list = el("div", "stack");
        for about in all {
            let (name, asked) = (about.name(), PersonAct { about, ..asked.clone() });
            list = list.child(button("button quiet block", t(name), move || ask_about(asked.clone())));
        }
        list.child(ask.closing())
    });
}
