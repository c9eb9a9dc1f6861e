//! Filling a seat: the member, the post, the term, the way, and the basis.

use domain::contract::FillSeat;
use domain::ids::BodyId;
use domain::members::{BodyKind, BodyReview, Day, FillSeatRequest, Post, SelectionMethod, Vacancy};
use domain::time::DAY;
use leptos::prelude::*;

use super::dialogs::{BodyDialog, body_dialog_button};
use crate::call::current_time;
use crate::office::frame::OfficeContext;
use crate::office::person_picker::PersonPicker;
use crate::ui::form::{Control, Form};
use crate::ui::form_values;
use crate::ui::{Element, el};
use crate::words::{Key, choices_of, key, t, tf, word_choices};

const FIELDS: &[&str] = &["word", "member", "post", "grid", "from", "until", "how", "basis", "duties"];

fn field_of(code: &str) -> Option<&'static str> {
    Some(match code.strip_prefix("members/")? {
        "has-left" | "under-age" | "own-case" | "on-both-sides" | "near-relative" | "kinship-unknown"
        | "overlapping-term" => "member",
        "post-not-of-body" | "post-taken" => "post",
        "grid-not-fitting" => "grid",
        "must-be-elected" | "no-vacancy" => "how",
        "term-reversed" | "term-already-over" | "term-too-long" | "not-the-rest-of-the-term" => "until",
        _ => return None,
    })
}

type Text = RwSignal<String>;

/// What is typed into the form.
#[derive(Clone)]
struct SeatFields {
    who: PersonPicker,
    post: Text,
    grid: Text,
    from: Text,
    until: Text,
    how: Text,
    basis: Text,
    duties: Text,
}

/// The body of the seat, and the form's initial values.
pub struct SeatDefaults {
    body: BodyId,
    kind: BodyKind,
    title: String,
    post: Post,
    until: String,
    how: SelectionMethod,
}

/// Five years after today, less a day: the term of a committee (RC18 art. 8). The day may be changed.
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
    let inner = desk.clone();
    desk.ask.open(begin.title.clone(), move |_| form(&inner, begin));
}

fn form(desk: &OfficeContext, begin: SeatDefaults) -> Element {
    let (body, kind) = (begin.body, begin.kind);
    let form = Form::new(FIELDS, field_of);
    let fields = SeatFields {
        who: PersonPicker::new(),
        post: RwSignal::new(begin.post.as_str().to_owned()),
        grid: RwSignal::new(String::new()),
        from: RwSignal::new(day_after(0)),
        until: RwSignal::new(begin.until),
        how: RwSignal::new(begin.how.as_str().to_owned()),
        basis: RwSignal::new(String::new()),
        duties: RwSignal::new(String::new()),
    };
    let (sender, given) = (desk.clone(), fields.clone());
    let send = move || match read(&given, kind) {
        Err((field, text)) => form.refuse(field, text),
        Ok(wanted) => {
            let (desk, name) = (sender.clone(), given.who.name());
            form.send::<FillSeat>((desk.code.clone(), body), wanted, move |done| {
                desk.ask.close();
                let told = if done.birth_unknown { key::BODIES_FILLED_UNKNOWN } else { key::BODIES_FILLED };
                desk.say(tf(told, &[("name", &name)]));
            });
        }
    };
    let posts = Control::Choice(choices_of(kind.posts()));
    let ways = Control::Choice(word_choices::<SelectionMethod>());
    let grid = (kind == BodyKind::GridService).then(|| grids(form, &fields));
    form.element("stack", send)
        .child(fields.who.fields(desk, form, "word", "member", t(key::BODIES_MEMBER)))
        .child(form.field("post", t(key::BODIES_POST), None, posts, fields.post))
        .child(grid)
        .child(form.field("how", t(key::BODIES_HOW), None, ways, fields.how))
        .child(form.field("from", t(key::BODIES_FROM), None, Control::Day, fields.from))
        .child(form.field("until", t(key::BODIES_UNTIL), None, Control::Day, fields.until))
        .child(form.field("basis", t(key::BODIES_BASIS), Some(t(key::BODIES_BASIS_HINT)), Control::Text, fields.basis))
        .child(form.field("duties", t(key::BODIES_DUTIES), None, Control::Area, fields.duties))
        .child(form.refusal())
        .child(desk.ask.buttons(form.submit("button", t(key::BODIES_FILL))))
}

/// The grids are known only after a search.
fn grids(form: Form, fields: &SeatFields) -> Element {
    let (known, chosen) = (fields.who.grids.clone(), fields.grid);
    el("div", "").live(move || {
        let mut choices = vec![(String::new(), "—".to_owned())];
        known.with(|grids| choices.extend(grids.iter().map(|grid| (grid.id.to_string(), grid.name.clone()))));
        form.field("grid", t(key::OFFICE_GRID), None, Control::Choice(choices), chosen).any()
    })
}

fn read(typed_in: &SeatFields, kind: BodyKind) -> Result<FillSeatRequest, (&'static str, String)> {
    let missing = |field| move |_| (field, t(key::OFFICE_MISSING));
    let day = |field, text: Text| text.get_untracked().parse::<Day>().map_err(missing(field));
    let grid = typed_in.grid.get_untracked().parse().ok();
    if kind == BodyKind::GridService && grid.is_none() {
        return Err(("grid", t(key::OFFICE_MISSING)));
    }
    Ok(FillSeatRequest {
        member: typed_in.who.chosen.get_untracked().parse().map_err(missing("member"))?,
        post: typed_in.post.get_untracked().parse().map_err(missing("post"))?,
        from: day("from", typed_in.from)?,
        until: day("until", typed_in.until)?,
        how: typed_in.how.get_untracked().parse().map_err(missing("how"))?,
        basis: typed_in.basis.get_untracked().parse().map_err(|bad| ("basis", form_values::bad_text_words(bad)))?,
        duties: typed_in.duties.get_untracked().parse().map_err(|bad| ("duties", form_values::bad_text_words(bad)))?,
        grid,
    })
}
