//! Samples of decisions: each makes its own case.

use super::*;
use crate::council::{self, WAY, at};
use domain::decisions as d;

fn because() -> d::HoldBecause {
    d::HoldBecause { reason: reason() }
}

/// Ten days of notice for the representatives.
pub fn stricter() -> d::SetRuleWith {
    let name = d::RuleName::of(d::Electorate::Representatives, d::Figure::NoticeDays);
    let basis = "2026年6月18日居民会议".parse().unwrap();
    d::SetRuleWith { name, value: d::RuleValue::Number(10), basis }
}

pub fn sample(stage: &Stage, id: E, who: &Person) -> ObjectRequest {
    let desk = &stage.desk;
    let (here, none, first) = ((Desk::code(),), Empty {}, WAY.steps()[0]);
    match id {
        E::OpenCase => Desk::request::<OpenCase>(who, &here, &(), &council::opening(desk, WAY)),
        E::ListCases => Desk::request::<ListCases>(who, &here, &Page::default(), &none),
        E::ShowCase => Desk::request::<ShowCase>(who, &at(council::open(stage, WAY)), &(), &none),
        E::ShowDossier => Desk::request::<ShowDossier>(who, &at(council::open(stage, WAY)), &(), &none),
        E::LinkMeeting => {
            let body = d::LinkMeetingWith { step: first.step, meeting: council::announce(desk, &first) };
            Desk::request::<LinkMeeting>(who, &at(council::open(stage, WAY)), &(), &body)
        }
        E::DeliverDraft => {
            let case = council::bring_to(stage, WAY, d::CaseStep::PartyReview);
            council::link(stage, case, &WAY.steps()[2]);
            Desk::request::<DeliverDraft>(who, &at(case), &(), &none)
        }
        E::AttachPaper => {
            let file = council::photo(desk, &stage.clerk.person, 1);
            let body = d::AttachPaperOf { step: first.step, kind: d::PaperKind::Minutes, file };
            Desk::request::<AttachPaper>(who, &at(council::open(stage, WAY)), &(), &body)
        }
        E::CloseStep => {
            let case = council::open(stage, WAY);
            council::make_ready(stage, case, &first);
            Desk::request::<CloseStep>(who, &at(case), &(), &council::closing(first.step, d::VoteOutcome::Passed))
        }
        E::LeaveCase => {
            let body = d::LeaveCaseWith { exit: d::Exit::Returned, reason: reason() };
            Desk::request::<LeaveCase>(who, &at(council::open(stage, WAY)), &(), &body)
        }
        E::AskOpinion => {
            let body = d::AskOpinionOf { of: d::OpinionOf::Adviser };
            Desk::request::<AskOpinion>(who, &at(council::open(stage, WAY)), &(), &body)
        }
        E::GiveOpinion => {
            let case = council::bring_to(stage, WAY, d::CaseStep::TownshipCheck);
            let opinion = council::ask(stage, case, d::OpinionOf::Township);
            Desk::request::<GiveOpinion>(who, &(Desk::code(), opinion), &(), &council::agreeing())
        }
        E::RaiseHold => Desk::request::<RaiseHold>(who, &at(council::open(stage, WAY)), &(), &because()),
        E::LiftHold => {
            let case = council::open(stage, WAY);
            let hold = desk.call::<RaiseHold>(&stage.watcher.person, &at(case), &because()).hold;
            Desk::request::<LiftHold>(who, &(Desk::code(), hold), &(), &because())
        }
        E::RecordAuthorisation => Desk::request::<RecordAuthorisation>(who, &here, &(), &council::authorisation(desk)),
        E::SetRule => Desk::request::<SetRule>(who, &here, &(), &stricter()),
        E::ShowRules => Desk::request::<ShowRules>(who, &here, &(), &none),
        _ => unreachable!("{id:?} is not about decisions"),
    }
}
