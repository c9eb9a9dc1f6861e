//! The list of activities: what is coming, what one signed up for, what is over.

use crate::load::load;
use crate::place::here;
use crate::session::use_session;
use crate::ui::{Page, Tone, badge, empty, shown};
use crate::words::{key, number, t, tf, weekday_span};
use domain::contract::ListActivities;
use domain::volunteering::{Activities, ActivityFilter, ActivityQuery, ActivityRow};
use leptos::prelude::*;

pub fn page() -> AnyView {
    let place = crate::place::use_place();
    let session = use_session();
    let filter = RwSignal::new(ActivityFilter::Upcoming);
    // Pages before the current one, so that "back" works without asking for the whole list.
    let after = RwSignal::new(vec![]);
    let list = load::<ListActivities>(move || {
        let query = ActivityQuery { filter: Some(filter.get()), after: after.with(|after: &Vec<_>| after.last().copied()), limit: Some(20) };
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
        let back = move |_| after.update(|after| { after.pop(); });
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

/// An activity as a row of a list.
pub fn row(row: &ActivityRow) -> AnyView {
    let href = here(&["activities/", &row.id.to_string()].concat());
    let below = [row.place.as_str(), &row.body_name].join(" · ");
    view! {
        <li><a class="cell bare top-line" href=href>
            <div><span class="due">{weekday_span(row.starts_at, row.ends_at)}</span><h3>{row.title.clone()}</h3><span class="faint">{below}</span></div>
            <span class="side">{state(row)}</span>
        </a></li>
    }
    .into_any()
}

/// Whether there is still a place, in a word.
pub fn state(row: &ActivityRow) -> AnyView {
    let now = crate::call::now();
    if row.cancelled {
        return badge(Tone::Red, t(key::ACTIVITY_CANCELLED));
    }
    if now >= row.ends_at {
        return badge(Tone::Plain, t(key::ACTIVITY_ENDED));
    }
    if now >= row.starts_at {
        return badge(Tone::Blue, t(key::ACTIVITY_ON));
    }
    let left = row.capacity.saturating_sub(row.signed_up);
    if left == 0 || row.waiting > 0 {
        return badge(Tone::Amber, tf(key::ACTIVITY_FULL, &[("waiting", &number(row.waiting.into()))]));
    }
    badge(Tone::Green, tf(key::ACTIVITY_LEFT, &[("left", &number(left.into()))]))
}
