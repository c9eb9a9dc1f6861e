//! The dialogs: publishing or correcting, and withdrawing.

use domain::announcements::{AnnouncementAudience, AnnouncementRow};
use domain::contract::{ListBodies, PublishAnnouncement, ReviewGrids, WithdrawAnnouncement};
use domain::ids::AnnouncementId;
use domain::members::Day;
use domain::time::DAY;

use super::Issued;
use crate::call::current_time;
use crate::load::Load;
use crate::office::frame::OfficeContext;
use crate::ui::body_form::BodyForm;
use crate::ui::said_and_reloaded;
use crate::words::{key, t, tf};

/// How long an announcement is shown when nothing else is chosen.
const USUAL_DAYS: i64 = 7;

/// A new announcement; a correction of `former` addresses the same people.
pub fn publish_dialog(desk: &OfficeContext, found: Load<Issued>, former: Option<&AnnouncementRow>) {
    let (desk, former) = (desk.clone(), former.cloned());
    desk.clone().read_first::<ReviewGrids>((desk.code.clone(),), (), move |grids| {
        let grids = grids.grids.into_iter().map(|grid| (grid.id.to_string(), grid.name)).collect::<Vec<_>>();
        desk.clone().read_first::<ListBodies>((desk.code.clone(),), (), move |bodies| {
            let bodies = bodies.bodies.into_iter().map(|body| (body.id.to_string(), body.name)).collect::<Vec<_>>();
            open_form(&desk, found, former.as_ref(), grids, bodies);
        });
    });
}

type Choices = Vec<(String, String)>;

fn open_form(
    desk: &OfficeContext,
    found: Load<Issued>,
    former: Option<&AnnouncementRow>,
    grids: Choices,
    bodies: Choices,
) {
    let now = current_time();
    let form = BodyForm::<PublishAnnouncement>::new(t(key::ANNOUNCEMENTS_NEW))
        .when("grid", "audience", &["grid"])
        .when("body", "audience", &["body"])
        .starts("from", Day::of(now.day()).to_string())
        .starts("until", Day::of(now.plus(USUAL_DAYS * DAY).day()).to_string());
    let form = match former {
        None => form.without("corrects").choices("grid", grids).choices("body", bodies),
        Some(former) => {
            let named = |choices: Choices, audience| {
                let is_it = |(_, name): &(String, String)| Some(name) == former.audience_name.as_ref();
                choices.into_iter().filter(|one| former.audience == audience && is_it(one)).collect::<Vec<_>>()
            };
            form.text(tf(key::ANNOUNCEMENTS_CORRECT_BELOW, &[("title", &former.title)]))
                .fixed("corrects", former.id.to_string())
                // Fixed, and known to the fields that depend on it.
                .starts("audience", former.audience.as_str().to_owned())
                .fixed("audience", former.audience.as_str())
                .choices("grid", named(grids, AnnouncementAudience::Grid))
                .choices("body", named(bodies, AnnouncementAudience::Body))
                .starts("title", former.title.clone())
        }
    };
    form.open(&desk.ask, (desk.code.clone(),), said_and_reloaded(found, key::ANNOUNCEMENTS_PUBLISHED));
}

pub fn withdraw_dialog(desk: &OfficeContext, found: Load<Issued>, id: AnnouncementId) {
    BodyForm::<WithdrawAnnouncement>::new(t(key::ANNOUNCEMENTS_WITHDRAW))
        .text(t(key::ANNOUNCEMENTS_WITHDRAW_BELOW))
        .danger()
        .placing(|field| (field == "text").then_some("reason"))
        .open(&desk.ask, (desk.code.clone(), id), said_and_reloaded(found, key::ANNOUNCEMENTS_WITHDRAWN_DONE));
}
