//! What is asked about somebody of the roster before it is done; in a file of its own, because most who read the list
//! ask nothing.

use domain::contract::LeaveRosterAt;
use domain::ids::MemberId;
use domain::members::LeaveRoster;
use leptos::task::spawn_local;

use super::{contact, slip};
use crate::office::ask::reason;
use crate::office::frame::Desk;
use crate::office::{assist, privacy};
use crate::words::{key, t, tf};

/// A dialog, and about whom.
pub struct Asked {
    pub desk: Desk,
    pub member: MemberId,
    pub name: String,
    pub about: About,
}

#[derive(Clone, Copy)]
pub enum About {
    /// Acting for them.
    Assistance,
    /// The phone in full.
    Phone,
    AnotherPhone,
    /// A slip for signing in.
    Slip,
    /// The second factor taken back.
    Factor,
    Leaving,
}

pub fn open(asked: Asked) {
    spawn_local(crate::chunks::office_person_file(asked));
}

pub fn ask_about(Asked { desk, member, name, about }: Asked) {
    match about {
        About::Assistance => assist::open(&desk, member, &name),
        About::Phone => privacy::look(&desk, member, &name),
        About::AnotherPhone => contact::change_phone(&desk, member, &name),
        About::Slip => slip::ask(&desk, member, &name),
        About::Factor => contact::reset_factor(&desk, member, &name),
        About::Leaving => leaving(&desk, member, &name),
    }
}

fn leaving(desk: &Desk, id: MemberId, name: &str) {
    let then = desk.clone();
    let why = tf(key::OFFICE_LEAVE_WHY, &[("name", name)]);
    reason(&desk.ask, t(key::OFFICE_LEAVE_TITLE), why, t(key::OFFICE_LEAVE), move |form, reason| {
        let after = then.clone();
        form.send::<LeaveRosterAt>((then.code.clone(), id), LeaveRoster { reason }, move |done| {
            after.ask.close();
            after.say(tf(
                key::OFFICE_LEFT_NOW,
                &[("seats", &done.seats.to_string()), ("sessions", &done.sessions.to_string())],
            ));
        });
    });
}
