//! The entitled people of a day (名册还原): rebuilt, compared with the stored roll, stored, printed.
//!
//! State: which roll was requested, and where the earlier pages began. Forms by hand: filters of the page, and a button
//! of the page that asks for nothing.

use domain::access::{Capability, Subject};
use domain::contract::{Endpoint, ListBodies, RecordRoll, ShowRoll};
use domain::members::{Bodies, Day, RecordRollRequest, Roll, RollOf, RollQuery};
use leptos::prelude::*;

use crate::call::current_time;
use crate::light_signal::LightSignal;
use crate::office::frame::{OfficeContext, page_head};
use crate::office::sheet::{PageStack, Sheet, faint_text, page_begin, plain_cell, sheet_pager, titled_cell};
use crate::ui::form::{Control, Form};
use crate::ui::form_values;
use crate::ui::{Calls, Element, el, empty, loading_view};
use crate::words::{key, number, t, tf};

#[derive(Clone)]
struct RollSearch {
    day: RwSignal<String>,
    of: RwSignal<String>,
    /// The last request: day and kind.
    asked: LightSignal<(String, String)>,
    after: PageStack,
    /// The possible kinds, with their words.
    kinds: LightSignal<Vec<(String, String)>>,
}

pub fn rolls_page(desk: OfficeContext) -> Element {
    let today = form_values::moment_text(current_time()).get(..10).unwrap_or_default().to_owned();
    let of = RollOf::Adults.to_string();
    let asking = RollSearch {
        day: RwSignal::new(today.clone()),
        of: RwSignal::new(of.clone()),
        asked: LightSignal::new((today, of)),
        after: PageStack::new(vec![]),
        kinds: LightSignal::new(kinds(None)),
    };
    let filters = filters(&asking);
    let content = loading_view(move || {
        let (day, of) = asking.asked.get();
        let after = page_begin::<String>(&asking.after);
        let query = RollQuery { day: day.parse().ok(), of: of.parse().ok(), after, limit: Some(100) };
        let here = (desk.code.clone(),);
        let (desk, asking) = (desk.clone(), asking.clone());
        Calls::new(vec![ListBodies::url(&here, &()), ShowRoll::url(&here, &query)], move |answers| {
            let known = kinds(Some(&answers.next::<ListBodies>()?));
            if asking.kinds.peek(|before| *before != known) {
                asking.kinds.set(known);
            }
            Some(shown(&answers.next::<ShowRoll>()?, &desk, &asking).any())
        })
    });
    el("div", "stack")
        .child(page_head(t(key::BODIES_ROLLS), Some(t(key::BODIES_ROLLS_BELOW)), None))
        .child(filters)
        .child(content)
}

fn kinds(bodies: Option<&Bodies>) -> Vec<(String, String)> {
    let two = [(RollOf::Adults, key::BODIES_ADULTS), (RollOf::Households, key::BODIES_HOUSEHOLDS)];
    let mut all: Vec<(String, String)> = two.into_iter().map(|(of, name)| (of.to_string(), t(name))).collect();
    for body in bodies.iter().flat_map(|bodies| &bodies.bodies) {
        all.push((RollOf::Body(body.id).to_string(), body.name.clone()));
    }
    all
}

fn filters(asking: &RollSearch) -> Element {
    let form = Form::new();
    let (asked, known, chosen) = (asking.clone(), asking.kinds.clone(), asking.of);
    let send = move || {
        let day = asked.day.get_untracked();
        if day.parse::<Day>().is_err() {
            return form.refuse("day", t(key::FORM_MISSING));
        }
        asked.after.set(vec![]);
        asked.asked.set((day, asked.of.get_untracked()));
    };
    let kind = el("div", "field")
        .live(move || form.field("of", t(key::BODIES_OF), None, Control::Choice(known.get()), chosen).any());
    form.element("filters", send)
        .child(form.field("day", t(key::FIELD_DAY), None, Control::Day, asking.day))
        .child(kind)
        .child(form.submit("button quiet", t(key::BODIES_SHOW)))
}

fn shown(roll: &Roll, desk: &OfficeContext, asking: &RollSearch) -> Element {
    let code = roll.of.to_string();
    let of = asking.kinds.peek(|kinds| kinds.iter().find(|(known, _)| *known == code).map(|(_, name)| name.clone()));
    let total = number(i64::from(roll.total));
    let figures = [("of", &*of.unwrap_or(code)), ("day", &*roll.day.to_string()), ("total", &*total)];
    let unknown = (roll.birth_unknown > 0)
        .then(|| faint_text(tf(key::BODIES_UNKNOWN, &[("count", &number(i64::from(roll.birth_unknown)))])));
    let facts = el("section", "card").child(
        el("div", "body")
            .child(el("h2", "").child(tf(key::BODIES_ROLL_OF, &figures)))
            .child(el("p", "hash").child(tf(key::BODIES_HASH, &[("hash", &roll.hash)])))
            .child(unknown)
            .child(kept(roll)),
    );
    let list = if roll.page.rows.is_empty() {
        empty("users", t(key::BODIES_NOBODY), t(key::BODIES_NOBODY_NEXT), None)
    } else {
        let columns = [key::OFFICE_NUMBER, key::OFFICE_NAME, key::OFFICE_ADDRESS].map(Some);
        let mut sheet = Sheet::new(t(key::BODIES_ROLLS), &columns);
        let before = asking.after.peek(Vec::len) * 100;
        for (at, row) in roll.page.rows.iter().enumerate() {
            let name = if row.name.is_empty() { "—".to_owned() } else { row.name.clone() };
            sheet.row(vec![
                titled_cell((before + at + 1).to_string(), None),
                plain_cell(name),
                plain_cell(row.address_masked.clone()),
            ]);
        }
        sheet.done().child(sheet_pager(&asking.after, roll.page.next.clone()))
    };
    el("div", "stack").child(facts).child(buttons(roll, desk)).child(list)
}

/// Whether the stored roll equals the rebuilt one.
fn kept(roll: &Roll) -> Option<Element> {
    let kept = roll.recorded.as_ref()?;
    Some(if kept.hash == roll.hash {
        el("p", "done-text").child(t(key::BODIES_KEPT_SAME))
    } else {
        el("p", "overdue").child(tf(key::BODIES_KEPT_OTHER, &[("hash", &kept.hash)]))
    })
}

fn buttons(roll: &Roll, desk: &OfficeContext) -> Element {
    let print = el("button", "button quiet small")
        .attr("type", "button")
        .on_click(|| drop(window().print()))
        .child(t(key::BODIES_PRINT));
    let done = roll.recorded.as_ref().is_some_and(|kept| kept.hash == roll.hash);
    let keep = (desk.session.may(Capability::ManageRoster, &Subject::Community) && !done).then(|| {
        let (form, desk, draft) = (Form::new(), desk.clone(), RecordRollRequest { day: roll.day, of: roll.of });
        let send = move || {
            let after = desk.clone();
            form.send::<RecordRoll>((desk.code.clone(),), draft.clone(), move |kept| {
                after.say(tf(key::BODIES_KEPT, &[("count", &number(i64::from(kept.count)))]));
            });
        };
        form.element("", send).child(form.submit("button small", t(key::BODIES_KEEP))).child(form.refusal())
    });
    el("div", "actions no-print").child(keep).child(print)
}
