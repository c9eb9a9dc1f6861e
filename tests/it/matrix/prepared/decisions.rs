//! Requests about decisions.

use super::{Cell, Prepared, one};
use crate::activities::test_reason;
use crate::archive::upload_file::test_photo;
use crate::client::{community_code, new_key};
use crate::decisions::{open_case, record_authorisation, set_rule};
use crate::matrix::Caller;
use crate::people::{Person, SUPERVISOR};
use domain::access::{Capability, Subject};
use domain::archive::FileId;
use domain::contract::{
    AskOpinion, AttachPaper, CloseStep, DeliverDraft, Empty, EndpointId, GiveOpinion, LeaveCase, LiftHold, LinkMeeting,
    ListCases, OpenCase, RaiseHold, RecordAuthorisation, SetRule, ShowCase, ShowDossier, ShowRules,
};
use domain::decisions as d;
use domain::ids::{CaseId, CommunityCode, OpinionId};

impl Prepared<'_> {
    pub fn of_decisions(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (who, here, community) = (&caller.person, (community_code(),), Subject::Community);
        let because = d::HoldRequest { reason: test_reason() };
        match id {
            E::ListCases => one::<ListCases>(Subject::Public, who, &here, &Empty {}),
            E::ShowCase => one::<ShowCase>(Subject::Public, who, &self.case(), &Empty {}),
            E::ShowDossier => one::<ShowDossier>(Subject::Public, who, &self.case(), &Empty {}),
            E::AttachPaper => {
                // A paper can be attached only once: each caller with the right uploads the next one.
                let may = caller.standing.may(Capability::ManageCase, &community);
                let number = self.free_phones.replace(self.free_phones.get() + u32::from(may));
                let bytes = test_photo(7000 + number);
                let file = if may { self.server.bring(who, bytes).file } else { FileId::of(&bytes) };
                let at = self.case();
                let step = self.server.call::<ShowCase>(&Person::guest(), &at, &Empty {}).row.step;
                let body = d::AttachPaperRequest { step, kind: d::PaperKind::Minutes, file };
                one::<AttachPaper>(community, who, &at, &body)
            }
            E::RaiseHold => one::<RaiseHold>(community, who, &self.case(), &because),
            E::LiftHold => {
                let supervisor = self.server.person(SUPERVISOR);
                let hold = self.server.call::<RaiseHold>(&supervisor, &self.case(), &because).hold;
                one::<LiftHold>(community, who, &(community_code(), hold), &because)
            }
            E::RecordAuthorisation => {
                let body = record_authorisation::record_authorisation_request(self.server);
                one::<RecordAuthorisation>(community, who, &here, &body)
            }
            E::SetRule => one::<SetRule>(community, who, &here, &set_rule::notice_rule_request(10)),
            E::ShowRules => one::<ShowRules>(community, who, &here, &Empty {}),
            other => self.behind_a_meeting(other, caller),
        }
    }

    /// Their states cannot be prepared over HTTP, or there is only one matter: only callers without the right are
    /// tested.
    fn behind_a_meeting(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (who, community) = (&caller.person, Subject::Community);
        let step = d::CaseStep::Proposal;
        let cells = match id {
            E::OpenCase => one::<OpenCase>(
                community,
                who,
                &(community_code(),),
                &open_case::open_case_request(self.matters.unanswered()),
            ),
            E::LeaveCase => {
                let body = d::LeaveCaseRequest { exit: d::Exit::Lapsed, reason: test_reason() };
                one::<LeaveCase>(community, who, &self.case(), &body)
            }
            E::AskOpinion => {
                one::<AskOpinion>(community, who, &self.case(), &d::AskOpinionRequest { of: d::OpinionOf::Adviser })
            }
            E::LinkMeeting => {
                let meeting = new_key().to_string().parse().expect("an id");
                one::<LinkMeeting>(community, who, &self.case(), &d::LinkMeetingRequest { step, meeting })
            }
            E::DeliverDraft => one::<DeliverDraft>(community, who, &self.case(), &Empty {}),
            E::CloseStep => {
                let body = d::CloseStepRequest { step, outcome: d::VoteOutcome::Passed };
                one::<CloseStep>(community, who, &self.case(), &body)
            }
            E::GiveOpinion => {
                let body = d::GiveOpinionRequest {
                    verdict: d::OpinionVerdict::Agree,
                    text: "同意".parse().expect("a text"),
                };
                one::<GiveOpinion>(community, who, &(community_code(), self.opinion()), &body)
            }
            other => panic!("{other:?} is not about decisions"),
        };
        cells.into_iter().filter(|cell| !caller.standing.may(cell.capability, &cell.subject)).collect()
    }

    /// One case for all requests that do not use it up.
    fn case(&self) -> (CommunityCode, CaseId) {
        let open = self.server.call::<ListCases>(&Person::guest(), &(community_code(),), &Empty {}).open;
        open.iter()
            .min_by_key(|row| row.number)
            .map_or_else(|| self.server.open_case(), |row| (community_code(), row.id))
    }

    /// An opinion that waits for the adviser.
    fn opinion(&self) -> OpinionId {
        let at = self.case();
        let waiting = self.server.call::<ShowCase>(&Person::guest(), &at, &Empty {}).opinions;
        let asked = d::AskOpinionRequest { of: d::OpinionOf::Adviser };
        let ask = || self.server.call::<AskOpinion>(&self.director, &at, &asked).opinion;
        waiting.first().map_or_else(ask, |opinion| opinion.id)
    }
}
