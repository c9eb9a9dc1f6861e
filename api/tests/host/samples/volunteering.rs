//! Samples of activities and the service in them.

use super::*;
use domain::volunteering as v;

pub fn volunteering_sample(stage: &BusyCommunity, id: E, who: &Person) -> ObjectRequest {
    let (here, none, now) = ((TestCommunity::code(),), Empty {}, stage.desk.now.get());
    let (open, full) = ((TestCommunity::code(), stage.open), (TestCommunity::code(), stage.full));
    let (running, ended) = ((TestCommunity::code(), stage.running), (TestCommunity::code(), stage.ended));
    match id {
        E::PublishActivity => TestCommunity::request::<PublishActivity>(
            who,
            &here,
            &(),
            &activity_request(stage.team, now.plus(3 * DAY), 5),
        ),
        E::ShowActivity => TestCommunity::request::<ShowActivity>(who, &full, &(), &none),
        E::ReviseActivity => TestCommunity::request::<ReviseActivity>(
            who,
            &full,
            &(),
            &activity_request(stage.team, now.plus(3 * DAY), 5),
        ),
        E::CancelActivity => {
            TestCommunity::request::<CancelActivity>(who, &full, &(), &v::CancelActivityRequest { reason: reason() })
        }
        E::SignUp => TestCommunity::request::<SignUp>(who, &open, &(), &none),
        E::Withdraw => TestCommunity::request::<Withdraw>(who, &full, &(), &none),
        E::CheckIn => TestCommunity::request::<CheckIn>(who, &running, &(), &stage.report(stage.running, now)),
        E::CheckOut => TestCommunity::request::<CheckOut>(who, &running, &(), &stage.report(stage.running, now)),
        E::ShowCheckInKey => TestCommunity::request::<ShowCheckInKey>(who, &running, &(), &none),
        E::ShowAttendance => TestCommunity::request::<ShowAttendance>(who, &running, &(), &none),
        E::ListPresence => {
            let (checked_in_at, checked_out_at) = (now.plus(-10 * MINUTE), now.plus(-MINUTE));
            let member = stage.watcher.member();
            let body = v::ListPresenceRequest { member, checked_in_at, checked_out_at, reason: reason() };
            TestCommunity::request::<ListPresence>(who, &running, &(), &body)
        }
        E::ConfirmServices => {
            TestCommunity::request::<ConfirmServices>(who, &ended, &(), &BusyCommunity::confirmations(&stage.finished))
        }
        E::RejectService => {
            let at = (TestCommunity::code(), stage.finished[1]);
            TestCommunity::request::<RejectService>(who, &at, &(), &v::RejectServiceRequest { reason: reason() })
        }
        E::CorrectService => {
            let correction = v::CorrectServiceRequest { minutes: 40, reason: reason() };
            TestCommunity::request::<CorrectService>(who, &(TestCommunity::code(), stage.confirmed), &(), &correction)
        }
        _ => plain_sample(id, who),
    }
}
