//! Acts on a person of the roster, each with a dialog; in a file of their own, because most readers of the list use
//! none.

use domain::ids::MemberId;
use domain::members::{Language, Print};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{contact, leaving, needs, slip};
use crate::office::frame::Desk;
use crate::office::{assist, privacy};
use crate::ui::el;
use crate::words::{Key, key, t};

/// A dialog and its person.
#[derive(Clone)]
pub struct Asked {
    pub desk: Desk,
    pub member: MemberId,
    pub name: String,
    pub about: About,
}

#[derive(Clone)]
pub enum About {
    /// A menu of the other acts.
    More(Vec<About>),
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

impl About {
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

pub fn open(asked: Asked) {
    spawn_local(crate::chunks::office_person_file(asked));
}

pub fn ask_about(asked: Asked) {
    let Asked { desk, member, name, about } = asked.clone();
    match about {
        About::More(all) => choose(asked, all),
        About::Assistance => assist::open(&desk, member, &name),
        About::Phone => privacy::look(&desk, member, &name),
        About::AnotherPhone => contact::change_phone(&desk, member, &name),
        About::Slip => slip::ask(&desk, member, &name),
        About::Factor => contact::reset_factor(&desk, member, &name),
        About::Guardian => needs::guardian(&desk, member, &name),
        About::Needs(language, print) => needs::needs(&desk, member, &name, (language, print)),
        About::Leaving => leaving::leaving(&desk, member, &name),
    }
}

fn choose(asked: Asked, all: Vec<About>) {
    let ask = asked.desk.ask.clone();
    ask.open(asked.name.clone(), move |ask| {
        let mut list = el("div", "stack");
        for about in all {
            let (asked, menu, name) = (Asked { about: about.clone(), ..asked.clone() }, ask.clone(), about.name());
            let button = el("button", "button quiet block").attr("type", "button").on_click(move || {
                // Closed first: the focus returns to the list, and moves from there into the next dialog.
                menu.close();
                let asked = asked.clone();
                request_animation_frame(move || ask_about(asked));
            });
            list = list.child(button.child(t(name)));
        }
        list.child(ask.closing())
    });
}
