//! Samples of decisions: each makes its own case.

use super::*;
use crate::case_meetings::{self, WAY, case_path};
use domain::decisions as d;

fn because() -> d::HoldRequest {
    d::HoldRequest { reason: reason() }
}

/// Ten days of notice for the representatives.
pub fn set_rule_request() -> d::SetRuleRequest {
    let name = d::RuleName::of(d::Electorate::Representatives, d::Figure::NoticeDays);
    let basis = "2026年6月18日居民会议".parse().unwrap();
    d::SetRuleRequest { name, value: d::RuleValue::Number(10), basis }
}

pub fn decision_sample(stage: &BusyCommunity, id: E, who: &Person) -> ObjectRequest {
    let desk = &stage.desk;
    let (here, none, first) = ((TestCommunity::code(),), Empty {}, WAY.steps()[0]);
    match id {
        E::OpenCase => {
            TestCommunity::request::<OpenCase>(who, &here, &(), &case_meetings::open_case_request(desk, WAY))
        }
        E::ShowCase => {
            TestCommunity::request::<ShowCase>(who, &case_path(case_meetings::open_case(stage, WAY)), &(), &none)
        }
        E::ShowDossier => {
            TestCommunity::request::<ShowDossier>(who, &case_path(case_meetings::open_case(stage, WAY)), &(), &none)
        }
        E::LinkMeeting => {
            let body =
                d::LinkMeetingRequest { step: first.step, meeting: case_meetings::announce_step_meeting(desk, &first) };
            TestCommunity::request::<LinkMeeting>(who, &case_path(case_meetings::open_case(stage, WAY)), &(), &body)
        }
        E::DeliverDraft => {
            let case = case_meetings::bring_to(stage, WAY, d::CaseStep::PartyReview);
            case_meetings::link_step_meeting(stage, case, &WAY.steps()[2]);
            TestCommunity::request::<DeliverDraft>(who, &case_path(case), &(), &none)
        }
        E::AttachPaper => {
            let file = case_meetings::upload_photo(desk, &stage.clerk.person, 1);
            let body = d::AttachPaperRequest { step: first.step, kind: d::PaperKind::Minutes, file };
            TestCommunity::request::<AttachPaper>(who, &case_path(case_meetings::open_case(stage, WAY)), &(), &body)
        }
        E::CloseStep => {
            let case = case_meetings::open_case(stage, WAY);
            case_meetings::make_ready(stage, case, &first);
            TestCommunity::request::<CloseStep>(
                who,
                &case_path(case),
                &(),
                &case_meetings::close_step_request(first.step, d::VoteOutcome::Passed),
            )
        }
        E::LeaveCase => {
            let body = d::LeaveCaseRequest { exit: d::Exit::Returned, reason: reason() };
            TestCommunity::request::<LeaveCase>(who, &case_path(case_meetings::open_case(stage, WAY)), &(), &body)
        }
        E::AskOpinion => {
            let body = d::AskOpinionRequest { of: d::OpinionOf::Adviser };
            TestCommunity::request::<AskOpinion>(who, &case_path(case_meetings::open_case(stage, WAY)), &(), &body)
        }
        E::GiveOpinion => {
            let case = case_meetings::bring_to(stage, WAY, d::CaseStep::TownshipCheck);
            let opinion = case_meetings::ask_opinion(stage, case, d::OpinionOf::Township);
            TestCommunity::request::<GiveOpinion>(
                who,
                &(TestCommunity::code(), opinion),
                &(),
                &case_meetings::agreeing_opinion(),
            )
        }
        E::RaiseHold => {
            TestCommunity::request::<RaiseHold>(who, &case_path(case_meetings::open_case(stage, WAY)), &(), &because())
        }
        E::LiftHold => {
            let case = case_meetings::open_case(stage, WAY);
            let hold = desk.call::<RaiseHold>(&stage.watcher.person, &case_path(case), &because()).hold;
            TestCommunity::request::<LiftHold>(who, &(TestCommunity::code(), hold), &(), &because())
        }
        E::RecordAuthorisation => TestCommunity::request::<RecordAuthorisation>(
            who,
            &here,
            &(),
            &case_meetings::record_authorisation_request(desk),
        ),
        E::SetRule => TestCommunity::request::<SetRule>(who, &here, &(), &set_rule_request()),
        _ => plain_sample(id, who),
    }
}
