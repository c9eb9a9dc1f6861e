//! Guests without a vote (列席、旁听): while a meeting is announced, and later one by one.
//!
//! State: the added guests that are not sent yet. Form by hand: announcing collects several guests.

use domain::contract::InviteGuest;
use domain::meetings::{GuestCapacity, InviteGuestRequest, Meeting, MeetingStatus};
use leptos::prelude::*;

use super::dialogs::{MeetingAct, MeetingDialog, manages_meetings, meeting_act_button};
use crate::light_signal::LightSignal;
use crate::office::frame::OfficeContext;
use crate::ui::body_form::field_label;
use crate::ui::form::{Control, Form};
use crate::ui::{Element, button, cell_words, el, form_values, nothing, section};
use crate::words::{key, t, tf, word_choices, word_text};

/// Fields that collect guests: `guest` and `capacity` are their names.
#[derive(Clone)]
pub struct GuestForm {
    added: LightSignal<Vec<InviteGuestRequest>>,
    name: RwSignal<String>,
    capacity: RwSignal<String>,
}

impl GuestForm {
    pub fn new() -> Self {
        let first = GuestCapacity::InterestedResident.to_string();
        Self { added: LightSignal::new(vec![]), name: RwSignal::new(String::new()), capacity: RwSignal::new(first) }
    }

    /// The guest that is being typed; `None` for an empty field.
    fn typed(&self, form: Form) -> Result<Option<InviteGuestRequest>, ()> {
        let name = self.name.get_untracked();
        if name.trim().is_empty() {
            return Ok(None);
        }
        let name = name.parse().map_err(|bad| form.refuse("guest", form_values::bad_text_words(bad)))?;
        let capacity = self.capacity.get_untracked().parse().map_err(|_| ())?;
        Ok(Some(InviteGuestRequest { name, capacity }))
    }

    /// All guests, including one that is typed but not added.
    pub fn all(&self, form: Form) -> Result<Vec<InviteGuestRequest>, ()> {
        let typed = self.typed(form)?;
        Ok(self.added.peek(Vec::clone).into_iter().chain(typed).collect())
    }

    /// The guest that is to be added.
    fn one(&self, form: Form) -> Option<InviteGuestRequest> {
        match self.typed(form) {
            Ok(None) => {
                form.refuse("guest", t(key::FORM_MISSING));
                None
            }
            Ok(guest) => guest,
            Err(()) => None,
        }
    }

    fn fields(&self, form: Form) -> Element {
        let label = field_label::<InviteGuest>;
        let capacities = Control::Choice(word_choices::<GuestCapacity>());
        let hint = Some(t(key::OFFICE_GUEST_HINT));
        el("div", "stack").child(form.field("guest", label("name"), hint, Control::Text, self.name)).child(form.field(
            "capacity",
            label("capacity"),
            None,
            capacities,
            self.capacity,
        ))
    }

    /// The fields, a button that adds, and the added guests.
    pub fn list(&self, form: Form) -> Element {
        let (this, shown) = (self.clone(), self.added.clone());
        let add = move || {
            if let Some(guest) = this.one(form) {
                this.added.update(|added| added.push(guest));
                this.name.set(String::new());
            }
        };
        let added = el("div", "").attr("aria-live", "polite").live(move || {
            let rows: Vec<Element> =
                shown.with(|added| added.iter().enumerate().map(|(at, one)| row(&shown, at, one)).collect());
            if rows.is_empty() { nothing() } else { el("ul", "").child(rows).any() }
        });
        el("fieldset", "field")
            .child(el("legend", "").child(t(key::MEETINGS_GUESTS)))
            .child(self.fields(form))
            .child(button("button quiet small", t(key::OFFICE_GUEST_ADD), add))
            .child(added)
    }
}

fn row(added: &LightSignal<Vec<InviteGuestRequest>>, at: usize, guest: &InviteGuestRequest) -> Element {
    let (added, name) = (added.clone(), guest.name.as_str().to_owned());
    let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::OFFICE_GUEST_REMOVE)), ("title", &name)]);
    let remove = move || {
        added.update(|added| {
            if at < added.len() {
                added.remove(at);
            }
        });
    };
    let remove = button("button quiet small", t(key::OFFICE_GUEST_REMOVE), remove).attr("aria-label", label);
    let words = cell_words(name, word_text(guest.capacity));
    el("li", "").child(el("div", "cell").child(words).child(remove))
}

pub fn guests_card(meeting: &Meeting, desk: &OfficeContext) -> Element {
    let line = |guest: &domain::meetings::GuestRow| {
        let words = cell_words(guest.name.clone(), word_text(guest.capacity));
        el("li", "").child(el("div", "cell").child(words))
    };
    let rows: Vec<Element> = meeting.guests.iter().map(line).collect();
    let nobody = rows.is_empty().then(|| el("p", "body faint").child(t(key::OFFICE_NO_GUESTS)));
    let goes_on =
        matches!(meeting.row.status, MeetingStatus::Announced | MeetingStatus::Open) && manages_meetings(desk);
    let invite = goes_on.then(|| {
        let act = MeetingAct { desk: desk.clone(), meeting: meeting.row.id, what: MeetingDialog::Invite };
        el("div", "body").child(meeting_act_button("button quiet", t(key::OFFICE_INVITE), act))
    });
    section("card", t(key::MEETINGS_GUESTS)).child(el("ul", "").child(rows)).child(nobody).child(invite)
}
