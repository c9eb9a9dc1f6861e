//! `POST …/activities`

use crate::activities::TEAM;
use crate::client::community_code;
use crate::people::{DIRECTOR, LEADER, Person};
use crate::server::shared_server;
use domain::contract::{Empty, ListBodies, PublishActivity, ShowActivity};
use domain::time::{DAY, HOUR};
use domain::volunteering::ActivityRequest;

#[test]
fn everybody_sees_what_was_published() {
    let server = shared_server();
    let draft = server.draft(server.team(TEAM), 7);
    let at = server.publish_draft(&draft);
    let shown = server.call::<ShowActivity>(&Person::guest(), &at, &Empty {});
    assert_eq!((shown.row.title.as_str(), shown.row.place.as_str()), (draft.title.as_str(), draft.place.as_str()));
    assert_eq!((shown.row.starts_at, shown.row.ends_at, shown.row.capacity), (draft.starts_at, draft.ends_at, 7));
    assert_eq!((shown.plan.as_str(), shown.leader_name.as_deref()), (draft.plan.as_str(), Some(LEADER)));
}

#[test]
fn a_plan_that_cannot_be_is_refused_with_its_reason() {
    let server = shared_server();
    let (director, here) = (server.person(DIRECTOR), (community_code(),));
    let bodies = server.call::<ListBodies>(&director, &here, &Empty {}).bodies;
    let supervision = bodies.iter().find(|body| body.name.contains("监督")).expect("the supervision committee").id;
    let good = server.draft(server.team(TEAM), 7);
    let (start, now) = (good.starts_at, server.now());
    for (draft, refusal) in [
        (ActivityRequest { ends_at: start, ..good.clone() }, "ends-before-start"),
        (ActivityRequest { ends_at: start.plus(26 * HOUR), ..good.clone() }, "activity-too-long"),
        (ActivityRequest { starts_at: now.plus(-HOUR), ends_at: now.plus(HOUR), ..good.clone() }, "starts-in-past"),
        (
            ActivityRequest { starts_at: now.plus(400 * DAY), ends_at: now.plus(400 * DAY + HOUR), ..good.clone() },
            "starts-too-far-ahead",
        ),
        (ActivityRequest { capacity: 0, ..good.clone() }, "capacity-out-of-range"),
        (ActivityRequest { capacity: 501, ..good.clone() }, "capacity-out-of-range"),
        (ActivityRequest { body: supervision, ..good.clone() }, "no-such-body"),
    ] {
        let refused = server.refusal::<PublishActivity>(&director, &here, &draft);
        assert_eq!(refused, (422, format!("volunteering/{refusal}")));
    }
}
