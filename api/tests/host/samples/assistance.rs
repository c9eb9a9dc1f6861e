//! Samples of assistance at a counter or a door.

use super::*;
use domain::assistance as a;

pub fn assistance_sample(stage: &BusyCommunity, id: E, who: &Person) -> ObjectRequest {
    let (here, none) = ((TestCommunity::code(),), Empty {});
    match id {
        E::OpenAssistance => {
            let member = stage.neighbour.member();
            let body = a::OpenAssistanceRequest {
                member,
                consent: a::ConsentKind::Signed,
                proof: "纸2026-17".parse().unwrap(),
            };
            TestCommunity::request::<OpenAssistance>(who, &here, &(), &body)
        }
        E::ExtendAssistance => {
            TestCommunity::request::<ExtendAssistance>(who, &(TestCommunity::code(), stage.assistance), &(), &none)
        }
        E::EndAssistance => {
            TestCommunity::request::<EndAssistance>(who, &(TestCommunity::code(), stage.assistance), &(), &none)
        }
        E::ShowAssistance => {
            TestCommunity::request::<ShowAssistance>(who, &(TestCommunity::code(), stage.assistance), &(), &none)
        }
        E::ContestAct => {
            let body = a::ContestActRequest { reason: reason() };
            TestCommunity::request::<ContestAct>(who, &(TestCommunity::code(), stage.acts[0]), &(), &body)
        }
        E::AnswerContest => {
            let body = a::AnswerContestRequest { outcome: a::ContestOutcome::Upheld, reason: reason() };
            TestCommunity::request::<AnswerContest>(who, &(TestCommunity::code(), stage.acts[1]), &(), &body)
        }
        _ => plain_sample(id, who),
    }
}
