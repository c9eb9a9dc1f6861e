//! The supervision committee: contested acts first, then counts by name (never by number), then everything.

use domain::assistance::{Assistance, AssistanceReview, AssistedAct, Contest};
use domain::contract::{AnswerContest, Endpoint, PageQuery, ReviewAssistance};
use domain::ids::ActId;

use super::list::assistances_sheet;
use crate::office::frame::{OfficeContext, page_head};
use crate::office::sheet::{PageStack, Sheet, page_begin, plain_cell, sheet_pager, titled_cell};
use crate::ui::body_form::BodyForm;
use crate::ui::{Calls, Element, cell_words, el, empty, loading_view, section};
use crate::words::{code_text, key, last_day, moment, number, t, tf};

pub fn assistance_review_page(desk: OfficeContext) -> Element {
    let after = PageStack::new(vec![]);
    let content = loading_view(move || {
        let (desk, after) = (desk.clone(), after.clone());
        let query = PageQuery { after: page_begin(&after), limit: None };
        Calls::new(vec![ReviewAssistance::url(&(desk.code.clone(),), &query)], move |answers| {
            Some(shown(&answers.next::<ReviewAssistance>()?, &desk, &after).any())
        })
    });
    el("div", "stack")
        .child(page_head(t(key::OFFICE_ASSIST_REVIEW), Some(t(key::OFFICE_ASSIST_REVIEW_BELOW)), None))
        .child(content)
}

fn shown(found: &AssistanceReview, desk: &OfficeContext, after: &PageStack) -> Element {
    if found.page.rows.is_empty() && after.peek(Vec::is_empty) {
        return empty("inbox", t(key::OFFICE_ASSIST_NONE), t(key::OFFICE_ASSIST_REVIEW_NEXT), None);
    }
    let waiting = found.contested.iter().flat_map(|one| one.acts.iter().map(move |act| (one, act)));
    let rows: Vec<Element> = waiting.filter_map(|(one, act)| contested(one, act, desk)).collect();
    let contested =
        (!rows.is_empty()).then(|| section("card", t(key::OFFICE_ASSIST_TO_ANSWER)).child(el("ul", "").child(rows)));
    let columns = [key::OFFICE_NAME, key::OFFICE_ASSIST, key::OFFICE_ASSIST_ACTS, key::ASSISTANCE_CONTESTED];
    let mut counts = Sheet::new(t(key::OFFICE_ASSIST_COUNTS), &columns.map(Some));
    for worker in &found.workers {
        let figure = |count: u32| plain_cell(number(i64::from(count)));
        counts.row(vec![
            titled_cell(worker.name.clone(), None),
            figure(worker.assistances),
            figure(worker.acts),
            figure(worker.contested),
        ]);
    }
    let counts = el("div", "stack").child(el("h2", "").child(t(key::OFFICE_ASSIST_COUNTS))).child(counts.done());
    let all = assistances_sheet(&found.page.rows, desk)
        .child(sheet_pager(after, found.page.next.map(|next| next.to_string())));
    el("div", "stack").child(contested).child(counts).child(all)
}

fn contested(one: &Assistance, act: &AssistedAct, desk: &OfficeContext) -> Option<Element> {
    let contest = act.contest.as_ref().filter(|contest| contest.answered_at.is_none())?;
    let what = code_text("assistance.act", &act.command);
    let title = [what, " ".to_owned(), act.title.clone().unwrap_or_default()].concat();
    let who = [("resident", one.member_name.as_str()), ("worker", one.worker_name.as_str())];
    let below = [tf(key::ASSISTANCE_WHO, &who), moment(act.at), because(contest)].join(" · ");
    let due = tf(key::OFFICE_ASSIST_ANSWER_DUE, &[("date", &last_day(contest.answer_due))]);
    let (desk, id) = (desk.clone(), act.id);
    let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::OFFICE_ASSIST_ANSWER)), ("title", &one.member_name)]);
    let answer = el("button", "button small")
        .attr("type", "button")
        .attr("aria-label", label)
        .on_click(move || answering(&desk, id))
        .child(t(key::OFFICE_ASSIST_ANSWER));
    let words = cell_words(title, below).child(el("span", "due").child(due));
    Some(el("li", "").child(el("div", "cell").child(words).child(answer)))
}

fn because(contest: &Contest) -> String {
    tf(key::OFFICE_BECAUSE, &[("reason", &contest.reason)])
}

fn answering(desk: &OfficeContext, id: ActId) {
    let then = desk.clone();
    BodyForm::<AnswerContest>::new(t(key::OFFICE_ASSIST_ANSWER))
        .open(&desk.ask, (desk.code.clone(), id), move |_| then.say(t(key::OFFICE_ASSIST_ANSWERED)));
}
