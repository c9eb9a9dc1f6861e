//! Requests whose state the scenes do not bring about. For some of them the host writes a meeting, a ballot or the kind
//! of the community into the store, or lets a minute pass. Two others follow a command that has succeeded: checking out,
//! and asking for an opinion on a new case. The tests of all endpoints roll that command back.

use crate::allowed_calls::{AllowedCalls, host_person};
use crate::case_meetings::{self, WAY, case_path};
use crate::prepared_meetings::first_mandate;
use crate::test_community::TestCommunity;
use api::answer::ObjectRequest;
use domain::communities::CommunityKind;
use domain::contract::EndpointId as E;
use domain::contract::*;
use domain::decisions as d;
use domain::ids::{CommunityCode, MeetingId};
use domain::meetings as g;
use domain::time::MINUTE;
use tests::scenes::matrix::callers::Caller;

impl AllowedCalls<'_, '_> {
    /// The request of an endpoint that needs the host; none for all others.
    pub fn host_request(&self, id: E) -> Option<ObjectRequest> {
        let request = match id {
            E::TakeBackClosing => self.take_back_closing(),
            E::CheckOut => self.check_out(),
            E::LinkMeeting | E::DeliverDraft | E::CloseStep | E::AskOpinion | E::GiveOpinion => {
                self.decision_request(id)
            }
            E::NameProxy | E::WithdrawProxy => self.mandate_request(id),
            _ => return None,
        };
        Some(request)
    }

    /// A resident who has requested to close the account, and signed in again to reconsider.
    fn take_back_closing(&self) -> ObjectRequest {
        let here = (TestCommunity::code(),);
        let phone = self.world.next_phone();
        let leaving = self.world.sign_in(&here.0, &phone);
        self.world.call::<CloseAccount>(&leaving, &here, &Empty {});
        // A second code to the same phone takes a minute.
        self.desk.pass(MINUTE + 1);
        let back = host_person(&self.world.sign_in(&here.0, &phone));
        self.desk.command::<TakeBackClosing>(&back, &here, &Empty {})
    }

    /// A resident who has checked in before.
    fn check_out(&self) -> ObjectRequest {
        let caller = Caller::new("a volunteer", self.world.resident(), true);
        let came = &self.requests_by(E::CheckIn, &caller)[0];
        let answer = self.desk.handle(came);
        assert_eq!(answer.status, 200, "{}", answer.body);
        self.requests_by(E::CheckOut, &caller).remove(0)
    }

    fn decision_request(&self, id: E) -> ObjectRequest {
        let (desk, first) = (self.desk, WAY.steps()[0]);
        let clerk = case_meetings::CaseDesk::clerk(self);
        match id {
            E::LinkMeeting => {
                let meeting = case_meetings::announce_step_meeting(desk, &first);
                let body = d::LinkMeetingRequest { step: first.step, meeting };
                desk.command::<LinkMeeting>(clerk, &case_path(case_meetings::open_case(self, WAY)), &body)
            }
            E::DeliverDraft => {
                let case = case_meetings::bring_to(self, WAY, d::CaseStep::PartyReview);
                case_meetings::link_step_meeting(self, case, &WAY.steps()[2]);
                desk.command::<DeliverDraft>(clerk, &case_path(case), &Empty {})
            }
            E::CloseStep => {
                let case = case_meetings::open_case(self, WAY);
                case_meetings::make_ready(self, case, &first);
                let body = case_meetings::close_step_request(first.step, d::VoteOutcome::Passed);
                desk.command::<CloseStep>(clerk, &case_path(case), &body)
            }
            E::AskOpinion => {
                let case = case_meetings::open_case(self, WAY);
                let body = d::AskOpinionRequest { of: d::OpinionOf::Adviser };
                desk.command::<AskOpinion>(clerk, &case_path(case), &body)
            }
            _ => {
                let case = case_meetings::bring_to(self, WAY, d::CaseStep::TownshipCheck);
                let opinion = case_meetings::ask_opinion(self, case, d::OpinionOf::Township);
                let at = (TestCommunity::code(), opinion);
                desk.command::<GiveOpinion>(clerk, &at, &case_meetings::agreeing_opinion())
            }
        }
    }

    fn mandate_request(&self, id: E) -> ObjectRequest {
        let (at, draft) = self.village_assembly();
        let chair = host_person(&self.caller("the chair").person);
        if id == E::NameProxy {
            return self.desk.command::<NameProxy>(&chair, &at, &draft);
        }
        self.desk.call::<NameProxy>(&chair, &at, &draft);
        let body = g::WithdrawProxyRequest { principal: draft.principal };
        self.desk.command::<WithdrawProxy>(&chair, &at, &body)
    }

    /// An assembly of a village, where mandates are allowed, and a possible mandate.
    fn village_assembly(&self) -> ((CommunityCode, MeetingId), g::NameProxyRequest) {
        self.desk.rows("update community set kind = 'village'");
        let form = g::MeetingForm::ResidentsAssembly;
        let floor = g::Rules::current().notice_floor(form, CommunityKind::Village);
        let starts_at = g::earliest_start(&floor, self.desk.now.get());
        let draft = g::AnnounceMeetingRequest { form, starts_at, ..self.world.talk(g::Electorate::Adults) };
        let at = self.world.announce(&draft);
        let mandate = first_mandate(self.desk, at.1);
        (at, mandate)
    }
}
