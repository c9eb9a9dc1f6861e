//! My tasks (我的待办) across bodies: what decisions, matters and meetings need from the reader, then service that
//! waits for confirmation.
//!
//! Invariant: each line comes from its own feature; only the order by the nearest deadline is computed here.

mod deliberation;
mod service;

use domain::access::{Capability, Subject};
use domain::contract::{Endpoint, ListCases, ListMatterTasks, ListMeetings, ListTasks, PageQuery};
use domain::meetings::{MeetingFilter, MeetingQuery};

use super::frame::{OfficeContext, page_head};
use crate::pages::OfficePage;
use crate::ui::{Calls, Element, el, empty, loading_view};
use crate::words::{key, t};
use deliberation::DeliberationTask;

/// What waits at each entry of the sidebar; all of it at the tasks.
fn counts(service: usize, others: &[DeliberationTask]) -> Vec<(OfficePage, usize)> {
    let at = |page| others.iter().filter(|task| task.page == page).count();
    let mut counts: Vec<(OfficePage, usize)> = [OfficePage::Cases, OfficePage::Meetings, OfficePage::Matters]
        .into_iter()
        .map(|page| (page, at(page)))
        .collect();
    counts.extend([(OfficePage::Activities, service), (OfficePage::Tasks, service + others.len())]);
    counts
}

pub fn tasks_page(desk: OfficeContext) -> Element {
    let new = desk
        .session
        .may_somewhere(Capability::ManageActivity)
        .then(|| el("a", "button").attr("href", desk.link("activities/new")).child(t(key::OFFICE_NEW_ACTIVITY)));
    let content = loading_view(move || {
        let (desk, here) = (desk.clone(), (desk.code.clone(),));
        let sees_matters = desk.session.may(Capability::SeeMatterTasks, &Subject::Community);
        let running = MeetingQuery { filter: Some(MeetingFilter::Running), ..MeetingQuery::default() };
        let sees_service = desk.session.may_somewhere(Capability::SeeTasks);
        let mut urls = vec![ListCases::url(&here, &PageQuery::default()), ListMeetings::url(&here, &running)];
        if sees_service {
            urls.push(ListTasks::url(&here, &()));
        }
        if sees_matters {
            urls.push(ListMatterTasks::url(&here, &()));
        }
        Calls::new(urls, move |answers| {
            let cases = answers.next::<ListCases>()?.open;
            let meetings = answers.next::<ListMeetings>()?.rows;
            let service = if sees_service { answers.next::<ListTasks>()?.tasks } else { vec![] };
            let matters = if sees_matters { answers.next::<ListMatterTasks>()?.tasks } else { vec![] };
            let others = deliberation::deliberation_tasks(&cases, &meetings, &matters, &desk);
            desk.count(counts(service.len(), &others));
            if service.is_empty() && others.is_empty() {
                let next = Some((desk.link("activities"), t(key::OFFICE_TO_ACTIVITIES)));
                return Some(empty("inbox", t(key::OFFICE_NO_TASKS), t(key::OFFICE_NO_TASKS_NEXT), next).any());
            }
            let others = (!others.is_empty()).then(|| deliberation::deliberation_tasks_sheet(others));
            let served = (!service.is_empty()).then(|| {
                let title = el("h2", "").child(t(key::OFFICE_TASKS_SERVICE));
                el("div", "stack").child(title).child(service::service_tasks_view(&service, &desk))
            });
            Some(el("div", "stack").child(others).child(served).any())
        })
    });
    el("div", "stack").child(page_head(t(key::OFFICE_TASKS), Some(t(key::OFFICE_TASKS_BELOW)), new)).child(content)
}
