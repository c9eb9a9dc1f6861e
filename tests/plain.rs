//! What a request needs that follows from its endpoint's declaration: a plain request, and the usual subject.
//!
//! An endpoint is plain when its path names nothing but its object, its body is empty, and no query is needed. The matrix
//! sends it without a line of its own for it.

use domain::access::{Capability as C, Subject};
use domain::contract::{ENDPOINTS, Endpoint, EndpointId, PathParams, Spec, Visitor, visit_all};

/// The declaration of an endpoint.
///
/// # Panics
/// Never: every number has its declaration.
pub fn spec_of(id: EndpointId) -> &'static Spec {
    ENDPOINTS.iter().find(|(other, _)| *other == id).map(|(_, spec)| spec).expect("a declared endpoint")
}

/// Makes something of a plain endpoint, with its types.
pub trait MakeRequest {
    type Request;
    fn make<E: Endpoint>(&self, params: &E::Params, query: &E::Query, body: &E::Body) -> Self::Request;
}

struct PlainVisitor<'a, M: MakeRequest> {
    name: &'static str,
    code: &'a str,
    maker: &'a M,
    made: Option<M::Request>,
}

impl<M: MakeRequest> Visitor for PlainVisitor<'_, M> {
    fn visit<E: Endpoint>(&mut self) {
        if E::SPEC.name != self.name {
            return;
        }
        let names = E::SPEC.param_names();
        let values = [self.code];
        let params = E::Params::parse(&names, &values[..names.len().min(1)]).ok().filter(|_| names.len() <= 1);
        let body = serde_json::from_str::<E::Body>("{}").ok();
        if let (Some(params), Some(body)) = (params, body) {
            self.made = Some(self.maker.make::<E>(&params, &E::Query::default(), &body));
        }
    }
}

/// The request of a plain endpoint at the object with this code.
///
/// # Panics
/// When the endpoint is not plain: its request has to be written beside those of its feature.
pub fn plain_request<M: MakeRequest>(id: EndpointId, code: &str, maker: &M) -> M::Request {
    let name = spec_of(id).name;
    let mut visitor = PlainVisitor { name, code, maker, made: None };
    visit_all(&mut visitor);
    visitor.made.unwrap_or_else(|| panic!("{name} needs more than its object: prepare its request"))
}

/// About whom or what the table of access is asked, where the capability alone says it; `own` is the caller. Without an
/// answer it depends on the request.
pub fn usual_subject(capability: C, own: Subject) -> Option<Subject> {
    match capability {
        C::SeePublic | C::SignIn | C::UseDemonstration | C::OpenCommunity | C::OpenOffice | C::CastSecretBallot => {
            Some(Subject::Public)
        }
        C::SeeOffice
        | C::ManageOfficers
        | C::SeeRegionJournal
        | C::SeeOfficerSelf
        | C::ManageOfficerFactor
        | C::SeeChecks
        | C::AnswerChecks => Some(Subject::Region),
        C::SeeSelf
        | C::ManageOwnSessions
        | C::ManageOwnFactor
        | C::SignUp
        | C::CheckIn
        | C::ManageOwnData
        | C::CastVote
        | C::AttendMeeting
        | C::UploadFile => Some(own),
        C::SeeTasks
        | C::ReviewAnnouncements
        | C::PublishAnnouncement
        | C::ManageRoster
        | C::SeeBodies
        | C::SeeRolls
        | C::SeeJournal
        | C::ExportJournal
        | C::ImportRoster
        | C::ExportRoster
        | C::SeeGivenAssistance
        | C::ReviewAssistance
        | C::DecideCorrection
        | C::SeeReveals
        | C::SeeMatterTasks
        | C::PreReviewMatters
        | C::OrganiseMatters
        | C::ModeratePosts
        | C::DecideAppeals
        | C::ManageBallot
        | C::ManageCase
        | C::SeeCaseFile
        | C::GiveOpinion
        | C::HoldCase
        | C::RecordAuthorisation => Some(Subject::Community),
        C::SeeHours
        | C::SeeFile
        | C::SeeAnnouncement
        | C::EncloseFiles
        | C::Deliberate
        | C::ConfirmCount
        | C::ManageActivity
        | C::SeeAttendance
        | C::ConfirmService
        | C::CorrectService
        | C::SeeRoster
        | C::ManageMeeting
        | C::ChairMeeting
        | C::KeepAttendance
        | C::SeeMeetingRoll
        | C::WriteMinutes
        | C::SeeMinutes
        | C::SeeOwnData
        | C::Assist
        | C::SeeAssistance
        | C::ContestAct
        | C::RevealPhone
        | C::PrintSlip => None,
    }
}
