//! Requests about decisions.

use super::{Cell, Prepared, one, plain_cells};
use crate::scenes::Api;
use crate::scenes::activities::test_reason;
use crate::scenes::archive::test_photo;
use crate::scenes::client::{community_code, new_key};
use crate::scenes::decisions::{notice_rule_request, open_case_request, record_authorisation_request};
use crate::scenes::matrix::Caller;
use crate::scenes::people::{Person, SUPERVISOR};
use domain::access::{Capability, Subject};
use domain::archive::FileId;
use domain::contract::{
    AskOpinion, AttachPaper, CloseStep, DeliverDraft, Empty, EndpointId, GiveOpinion, LeaveCase, LiftHold, LinkMeeting,
    ListCases, OpenCase, RaiseHold, RecordAuthorisation, SetRule, ShowCase, ShowDossier,
};
use domain::decisions as d;
use domain::ids::{CaseId, CommunityCode, OpinionId};

impl<A: Api> Prepared<'_, A> {
    pub fn of_decisions(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (who, here, community) = (&caller.person, (community_code(),), Subject::Community);
        let because = d::HoldRequest { reason: test_reason() };
        match id {
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
                let body = record_authorisation_request(self.server);
                one::<RecordAuthorisation>(community, who, &here, &body)
            }
            E::SetRule => one::<SetRule>(community, who, &here, &notice_rule_request(10)),
            _ => self.behind_a_meeting(id, caller),
        }
    }

    /// Their states cannot be prepared over HTTP, or there is only one matter.
    fn behind_a_meeting(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (who, community) = (&caller.person, Subject::Community);
        let step = d::CaseStep::Proposal;
        match id {
            E::OpenCase => {
                one::<OpenCase>(community, who, &(community_code(),), &open_case_request(self.server.ready_for_case()))
            }
            E::LeaveCase => {
                let body = d::LeaveCaseRequest { exit: d::Exit::Lapsed, reason: test_reason() };
                one::<LeaveCase>(community, who, &self.case(), &body)
            }
            E::AskOpinion => {
                let body = d::AskOpinionRequest { of: d::OpinionOf::Adviser };
                one::<AskOpinion>(community, who, &self.newest_case(), &body)
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
            _ => plain_cells(id, caller),
        }
    }

    /// One case for all requests that do not use it up.
    fn case(&self) -> (CommunityCode, CaseId) {
        let open = self.server.call::<ListCases>(&Person::guest(), &(community_code(),), &Empty {}).open;
        open.iter()
            .min_by_key(|row| row.number)
            .map_or_else(|| self.server.open_case(), |row| (community_code(), row.id))
    }

    /// The case that was opened last; it may still need the adviser.
    fn newest_case(&self) -> (CommunityCode, CaseId) {
        let open = self.server.call::<ListCases>(&Person::guest(), &(community_code(),), &Empty {}).open;
        (community_code(), open.iter().max_by_key(|row| row.number).expect("an open case").id)
    }

    /// An opinion that waits for the adviser; if none does, another one.
    fn opinion(&self) -> OpinionId {
        let of = |at| self.server.call::<ShowCase>(&Person::guest(), &at, &Empty {}).opinions;
        let newest = of(self.newest_case());
        let waits = newest.iter().find(|opinion| opinion.of == d::OpinionOf::Adviser && opinion.given_at.is_none());
        waits.map_or_else(|| of(self.case()).first().expect("an opinion").id, |opinion| opinion.id)
    }
}
