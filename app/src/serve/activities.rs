//! The list of activities: what is coming, what one signed up for, what is over.

use crate::activity_row::row;
use crate::load::load;
use crate::place::here;
use crate::session::use_session;
use crate::ui::{Page, empty, shown};
use crate::words::{key, t};
use domain::contract::ListActivities;
use domain::volunteering::{Activities, ActivityFilter, ActivityQuery};
use leptos::prelude::*;

pub fn page() -> AnyView {
    let place = crate::place::use_place();
    let session = use_session();
    let filter = RwSignal::new(ActivityFilter::Upcoming);
    // Pages before the current one, so that "back" works without asking for the whole list.
    let after = RwSignal::new(vec![]);
    let list = load::<ListActivities>(move || {
        let query = ActivityQuery {
            filter: Some(filter.get()),
            after: after.with(|after: &Vec<_>| after.last().copied()),
            limit: Some(20),
        };
        ((place.community().unwrap_or_else(crate::place::community),), query)
    });
    let choice = move |value: ActivityFilter, words| {
        let pressed = move || if filter.get() == value { "true" } else { "false" };
        let class = move || if filter.get() == value { "button small" } else { "button small quiet" };
        let press = move |_| {
            after.set(vec![]);
            filter.set(value);
        };
        view! { <button type="button" class=class aria-pressed=pressed on:click=press>{t(words)}</button> }
    };
    let mine = move || session.me().map(|_| choice(ActivityFilter::Mine, key::ACTIVITIES_MINE));
    let content = shown(list, move |found: Activities| {
        let start = after.with(Vec::is_empty);
        if found.activities.is_empty() && start {
            return none(filter.get_untracked());
        }
        let last = found.activities.last().map(|row| row.id);
        let on = move |_| after.update(|after| after.extend(last));
        let back = move |_| {
            after.update(|after| {
                after.pop();
            });
        };
        let newer = (!start).then(|| view! { <button class="button small quiet" type="button" on:click=back>{t(key::SHELL_PAGE_BACK)}</button> });
        let more = found.more.then(|| view! { <button class="button small quiet" type="button" on:click=on>{t(key::SHELL_PAGE_NEXT)}</button> });
        let rows = found.activities.iter().map(row).collect_view();
        let heading = match filter.get_untracked() {
            ActivityFilter::Upcoming => key::ACTIVITIES_UPCOMING,
            ActivityFilter::Mine => key::ACTIVITIES_MINE,
            ActivityFilter::Past => key::ACTIVITIES_PAST,
        };
        view! { <section class="card"><h2 class="unseen">{t(heading)}</h2><ul>{rows}</ul></section><div class="actions">{newer}{more}</div> }.into_any()
    });
    view! {
        <Page title=t(key::ACTIVITIES_TITLE) below=place.name>
            <div class="choices" role="group" aria-label=t(key::ACTIVITIES_FILTER)>
                {choice(ActivityFilter::Upcoming, key::ACTIVITIES_UPCOMING)}
                {mine}
                {choice(ActivityFilter::Past, key::ACTIVITIES_PAST)}
            </div>
            {content}
        </Page>
    }
    .into_any()
}

fn none(filter: ActivityFilter) -> AnyView {
    let upcoming = filter == ActivityFilter::Upcoming;
    let (title, below) = match filter {
        ActivityFilter::Upcoming => (key::ACTIVITIES_NONE, key::ACTIVITIES_NONE_BELOW),
        ActivityFilter::Past => (key::ACTIVITIES_NONE_PAST, key::ACTIVITIES_NONE_PAST_BELOW),
        ActivityFilter::Mine => (key::ACTIVITIES_NONE_MINE, key::ACTIVITIES_NONE_MINE_BELOW),
    };
    let next = upcoming.then(|| (here(""), t(key::SHELL_TO_HOME)));
    empty("calendar", t(title), t(below), next)
}
