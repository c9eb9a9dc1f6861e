//! `POST …/rolls`

use crate::client::{Call, community_code};
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{RecordRoll, ShowRoll};
use domain::members::{Day, RecordRollRequest, RollOf, RollQuery};
use domain::time::DAY;

#[test]
fn a_roll_is_kept_once_and_shown_beside_the_one_rebuilt() {
    let server = shared_server();
    let (director, here) = (server.person(DIRECTOR), (community_code(),));
    let (day, of) = (Day::of(server.now().plus(-30 * DAY).day()), RollOf::Households);
    let call = Call::of::<RecordRoll>(&director, &here, &(), &RecordRollRequest { day, of });
    let kept = server.send(&call).read::<RecordRoll>().expect("a roll");
    assert_eq!(server.send(&call).read::<RecordRoll>().expect("the same key").roll, kept.roll);
    let query = RollQuery { day: Some(day), of: Some(of), ..RollQuery::default() };
    let shown = server.query::<ShowRoll>(&server.person(SUPERVISOR), &here, &query);
    assert_eq!((shown.hash.clone(), shown.total), (kept.hash.clone(), kept.count));
    assert_eq!(shown.recorded, Some(kept));
    let again = server.refusal::<RecordRoll>(&director, &here, &RecordRollRequest { day, of });
    assert_eq!(again, (409, "members/roll-already-recorded".into()));
    let ahead = RecordRollRequest { day: Day::of(server.now().plus(2 * DAY).day()), of };
    assert_eq!(server.refusal::<RecordRoll>(&director, &here, &ahead), (422, "members/day-ahead".into()));
}
