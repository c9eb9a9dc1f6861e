//! Filling a seat: the member, the post, the term, the way, and the basis.

use domain::contract::{FieldKind, FillSeat};
use domain::ids::BodyId;
use domain::members::{BodyKind, BodyReview, Post, SelectionMethod, Vacancy};
use domain::time::DAY;
use leptos::prelude::*;

use super::dialogs::{BodyDialog, body_dialog_button};
use crate::call::current_time;
use crate::office::frame::OfficeContext;
use crate::office::person_picker::PersonPicker;
use crate::ui::body_form::{BodyForm, field_label};
use crate::ui::form::{Control, Form};
use crate::ui::form_values::{self, read_value};
use crate::ui::{Element, el};
use crate::words::{Key, choices_of, key, t, tf};

/// The body of the seat, and the form's initial values.
pub struct SeatDefaults {
    body: BodyId,
    kind: BodyKind,
    title: String,
    post: Post,
    until: String,
    how: SelectionMethod,
}

/// Five years after today, less a day: the term of a committee (RC25 art. 14). The day may be changed.
const TERM_DAYS: i64 = 5 * 365;

fn day_after(days: i64) -> String {
    form_values::moment_text(current_time().plus(days * DAY)).get(..10).unwrap_or_default().to_owned()
}

pub fn fill_seat_button(desk: &OfficeContext, body: &BodyReview) -> Element {
    let how = if body.kind.is_elected() { SelectionMethod::Elected } else { SelectionMethod::Appointed };
    let post = body.kind.posts().last().copied().unwrap_or(Post::Member);
    opener(desk, body, key::BODIES_FILL, "button quiet small", (post, day_after(TERM_DAYS), how))
}

/// For the rest of a term that somebody ended early.
pub fn by_election(desk: &OfficeContext, body: &BodyReview, vacancy: &Vacancy) -> Element {
    let begin = (vacancy.post, vacancy.until.to_string(), SelectionMethod::ByElected);
    opener(desk, body, key::BODIES_BY_ELECTION, "badge amber", begin)
}

fn opener(
    desk: &OfficeContext,
    body: &BodyReview,
    name: Key,
    class: &'static str,
    (post, until, how): (Post, String, SelectionMethod),
) -> Element {
    let label = tf(key::SHELL_ACTION_OF, &[("action", &t(name)), ("title", &body.name)]);
    let (id, kind) = (body.id, body.kind);
    let title = tf(key::BODIES_FILL_TITLE, &[("body", &body.name)]);
    body_dialog_button(desk, class, name, move || {
        BodyDialog::Fill(SeatDefaults { body: id, kind, title: title.clone(), post, until: until.clone(), how })
    })
    .attr("aria-label", label)
}

pub fn fill_seat_dialog(desk: &OfficeContext, begin: SeatDefaults) {
    let (who, then) = (PersonPicker::new(), desk.clone());
    let form = BodyForm::<FillSeat>::new(begin.title)
        .submit(t(key::BODIES_FILL))
        .choices("post", choices_of(begin.kind.posts()))
        .starts("post", begin.post.to_string())
        .starts("how", begin.how.to_string())
        .starts("from", day_after(0))
        .starts("until", begin.until);
    let form = if begin.kind == BodyKind::GridService { ask_grid(form, &who) } else { form.without("grid") };
    who.field(form, desk, "member").open(&desk.ask, (desk.code.clone(), begin.body), move |done| {
        let told = if done.birth_unknown { key::BODIES_FILLED_UNKNOWN } else { key::BODIES_FILLED };
        then.say(tf(told, &[("name", &who.name())]));
    });
}

/// The grids are known only after a search.
fn ask_grid(form: BodyForm<FillSeat>, who: &PersonPicker) -> BodyForm<FillSeat> {
    let (known, chosen) = (who.grids.clone(), RwSignal::new(String::new()));
    let draw = move |form: Form| {
        el("div", "").live(move || {
            let mut choices = vec![(String::new(), "—".to_owned())];
            known.with(|grids| choices.extend(grids.iter().map(|grid| (grid.id.to_string(), grid.name.clone()))));
            form.field("grid", field_label::<FillSeat>("grid"), None, Control::Choice(choices), chosen).any()
        })
    };
    form.drawn("grid", draw, move || read_value(&FieldKind::Id, &chosen.get_untracked()))
}
