//! Samples of bodies, seats, relatives, grids and rolls.

use super::*;

pub fn body_sample(stage: &BusyCommunity, id: E, who: &Person) -> ObjectRequest {
    let (desk, here, none) = (&stage.desk, (TestCommunity::code(),), Empty {});
    match id {
        E::EndSeat => {
            let end = EndSeatRequest::because(m::EndCause::Resigned, reason());
            TestCommunity::request::<EndSeat>(who, &(TestCommunity::code(), stage.seat), &(), &end)
        }
        E::CreateBody => {
            let draft = m::CreateBodyRequest {
                kind: m::BodyKind::MoralCouncil,
                name: "样例道德评议会".parse().unwrap(),
            };
            TestCommunity::request::<CreateBody>(who, &here, &(), &draft)
        }
        E::FillSeat => {
            let seat = fill_seat_request(desk, stage.volunteer.member(), m::Post::TeamMember, 300);
            TestCommunity::request::<FillSeat>(who, &(TestCommunity::code(), stage.team), &(), &seat)
        }
        E::ReviewBodies => {
            TestCommunity::request::<ReviewBodies>(who, &here, &m::BodiesQuery { body: Some(stage.team) }, &none)
        }
        E::DeclareRelative => {
            let at = (TestCommunity::code(), stage.volunteer.member());
            let draft =
                m::DeclareRelativeRequest { relative: stage.neighbour.member(), kinship: m::NearKinship::Child };
            TestCommunity::request::<DeclareRelative>(who, &at, &(), &draft)
        }
        E::WithdrawRelative => {
            let at = (TestCommunity::code(), stage.leader.member());
            let body = m::WithdrawRelativeRequest { relative: stage.other_leader.member(), reason: reason() };
            TestCommunity::request::<WithdrawRelative>(who, &at, &(), &body)
        }
        E::RenameGrid | E::SplitGrid => crate::grids::grid_sample(stage, id, who),
        E::ShowRoll => {
            let query = m::RollQuery { of: Some(m::RollOf::Households), ..m::RollQuery::default() };
            TestCommunity::request::<ShowRoll>(who, &here, &query, &none)
        }
        E::RecordRoll => {
            let draft = m::RecordRollRequest { day: m::Day::of(desk.now.get().day()), of: m::RollOf::Households };
            TestCommunity::request::<RecordRoll>(who, &here, &(), &draft)
        }
        _ => plain_sample(id, who),
    }
}
