//! The board of decisions: open cases with their next missing condition, opening a case, and working on one.

mod acts;
mod conditions;
mod dialogs;
mod open_case;

use domain::access::Capability;
use domain::contract::{Endpoint, ListCases, ListMatterTasks, PageQuery, ShowCase};
use domain::decisions::{CaseRow, CaseView, OpinionView};
use domain::ids::CaseId;

use super::frame::{OfficeContext, page_head};
use super::sheet::{Sheet, due_words, line_cell, plain_cell, titled_cell};
use crate::decisions::{at_the_office, case_state, guard_title, step_line};
use crate::files::file_url;
use crate::location::{community_link, current_community, path_id};
use crate::ui::{Calls, Element, cell_words, el, empty, loading_view, section};
use crate::words::{day, key, last_day, t, tf, tn, word_text};

pub fn case_board_page(desk: OfficeContext) -> Element {
    let manages = desk.session.may_somewhere(Capability::ManageCase);
    let content = loading_view(move || {
        let desk = desk.clone();
        let mut urls = vec![ListCases::url(&(desk.code.clone(),), &PageQuery { after: None, limit: Some(50) })];
        if manages {
            urls.push(ListMatterTasks::url(&(desk.code.clone(),), &()));
        }
        Calls::new(urls, move |answers| {
            let found = answers.next::<ListCases>()?;
            let matters = if manages { answers.next::<ListMatterTasks>()?.tasks } else { vec![] };
            let new = manages.then(|| open_case::open_case_button(&matters, &desk));
            let all: Vec<CaseRow> = found.open.into_iter().chain(found.page.rows).collect();
            let head = page_head(t(key::OFFICE_CASES), Some(t(key::OFFICE_CASES_BELOW)), new);
            Some(el("div", "stack").child(head).child(shown(&all, &desk)).any())
        })
    });
    el("div", "stack").child(content)
}

fn shown(all: &[CaseRow], desk: &OfficeContext) -> Element {
    if all.is_empty() {
        return empty("inbox", t(key::OFFICE_NO_CASES), t(key::OFFICE_NO_CASES_NEXT), None);
    }
    let columns = [key::OFFICE_CASE, key::OFFICE_CASE_STEP, key::OFFICE_CASE_NEXT, key::OFFICE_DUE].map(Some);
    let mut sheet = Sheet::new(t(key::OFFICE_CASES), &columns);
    for row in all {
        let href = desk.link(&["cases/", &row.id.to_string()].concat());
        let title = el("a", "").attr("href", href).child(row.title.clone());
        let missing = (row.missing > 0).then(|| tn(key::DECISIONS_MISSING_COUNT, row.missing.into(), &[]));
        let next = row.next.as_ref().map(guard_title).unwrap_or_default();
        let until = row.next.as_ref().and_then(|guard| guard.until).map(due_words).unwrap_or_default();
        sheet.row(vec![
            titled_cell(title, tf(key::DECISIONS_NUMBER, &[("number", &row.number.to_string())])),
            el("div", "").child(case_state(row)),
            line_cell(next, missing),
            plain_cell(until),
        ]);
    }
    sheet.done()
}

/// One case, with the possible acts on its missing conditions.
pub fn office_case_page(desk: OfficeContext) -> Element {
    loading_view(move || {
        let desk = desk.clone();
        let Some(id) = path_id::<CaseId>("cases") else { return Calls::nowhere() };
        Calls::new(vec![ShowCase::url(&(desk.code.clone(), id), &())], move |answers| {
            let one = answers.next::<ShowCase>()?;
            let below = tf(key::DECISIONS_NUMBER, &[("number", &one.row.number.to_string())]);
            let public = community_link(&desk.code, &["cases/", &one.row.id.to_string()].concat());
            let to = el("a", "button quiet").attr("href", public).child(t(key::OFFICE_CASE_PUBLIC));
            let page = el("div", "stack")
                .child(page_head(one.row.title.clone(), Some(below), Some(to)))
                .child(el("section", "card").child(step_line(&one.row)))
                .child(acts::case_acts_card(&one, &desk))
                .child(conditions::conditions_card(&one))
                .child(asked(&one))
                .child(papers(&one));
            Some(page.any())
        })
    })
}

/// The questions to the street or township, their state, and the words of the answer.
fn asked(one: &CaseView) -> Option<Element> {
    let row = |opinion: &OpinionView| {
        let told = at_the_office(opinion)?;
        let due = tf(key::DECISIONS_OPINION_DUE, &[("date", &last_day(opinion.due_at))]);
        let state = opinion.verdict.map_or(due, word_text);
        let kind = opinion.kind.map(word_text).unwrap_or_default();
        let said = one.file.as_ref().and_then(|file| file.opinions.iter().find(|said| said.id == opinion.id));
        let said = said.map(|said| el("p", "").child(said.text.clone()));
        Some(el("li", "").child(el("div", "cell top-line").child(cell_words(kind, state).child(told).child(said))))
    };
    let rows: Vec<Element> = one.opinions.iter().filter_map(row).collect();
    (!rows.is_empty()).then(|| section("card", t(key::DECISIONS_TOWNSHIP)).child(el("ul", "").child(rows)))
}

fn papers(one: &CaseView) -> Option<Element> {
    let file = one.file.as_ref()?;
    let rows: Vec<Element> = file
        .papers
        .iter()
        .map(|paper| {
            let name = [word_text(paper.kind), word_text(paper.step)].join(" · ");
            let open = el("a", "").attr("href", file_url(&current_community(), paper.file)).attr("rel", "external");
            let words = el("div", "").child(open.child(name));
            el("li", "").child(el("div", "cell").child(words).child(el("span", "side faint").child(day(paper.at))))
        })
        .collect();
    (!rows.is_empty()).then(|| section("card", t(key::OFFICE_PAPERS)).child(el("ul", "").child(rows)))
}
