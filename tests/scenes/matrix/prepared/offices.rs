//! A request for each endpoint of a region's office: the street of the community under test.

use super::super::callers::street_path;
use super::{Caller, Cell, Prepared, one, plain_cells};
use crate::scenes::Api;
use crate::scenes::activities::test_reason;
use crate::scenes::offices::{officer_phone, officer_seat_request, open_office_request};
use domain::access::Subject;
use domain::contract::*;
use domain::regions::{EndOfficerSeatRequest, FinishOfficerSignInRequest, OfficerPost};
use domain::sessions::{
    Code, ConfirmFactorRequest, FactorKey, ProveFactorRequest, ResetFactorRequest, SignInCodeRequest, SignInRequest,
};

impl<A: Api> Prepared<'_, A> {
    pub fn of_offices(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, who, here) = (self.server, &caller.person, street_path());
        let (public, office, now) = (Subject::Public, Subject::Region, server.now());
        // Each cell has an officer of its own, seated by a head who is none of the callers.
        let number = 9100 + self.officers.replace(self.officers.get() + 1);
        let seated = || server.seat_officer(&server.street_head(), &here, number, OfficerPost::Staff);
        match id {
            // Its head holds a seat already, so nothing changes.
            E::OpenOffice => {
                server.street_head();
                one::<OpenOffice>(
                    public,
                    who,
                    &(),
                    &open_office_request(now, &here.0, crate::scenes::offices::STREET_HEAD),
                )
            }
            E::RequestOfficerCode => {
                one::<RequestOfficerCode>(public, who, &here, &SignInCodeRequest::of(officer_phone(number)))
            }
            E::SignInOfficer => {
                seated();
                let body = SignInRequest { phone: officer_phone(number), code: server.ask_officer_code(&here, number) };
                one::<SignInOfficer>(public, who, &here, &body)
            }
            E::FinishOfficerSignIn => {
                let (codes, next) = server.clerk_enrolled_and_back(number);
                let body = FinishOfficerSignInRequest { ticket: next.ticket, code: codes[0].parse().expect("a code") };
                one::<FinishOfficerSignIn>(public, who, &here, &body)
            }
            E::ConfirmOfficerFactor => {
                let begun = server.try_call::<BeginOfficerFactor>(who, &here, &Empty {}).ok();
                let key = begun.and_then(|begun| FactorKey::from_base32(&begun.key));
                let code = key.map_or_else(|| Code::from_chance(1), |key| key.code_at(server.now()));
                one::<ConfirmOfficerFactor>(office, who, &here, &ConfirmFactorRequest { code })
            }
            E::ProveOfficerFactor => {
                let known = caller.at == Responder::Region;
                let code = if known { server.enrol_officer(who, &here).1.remove(0) } else { "123456".to_owned() };
                let body = ProveFactorRequest { code: code.parse().expect("a code") };
                one::<ProveOfficerFactor>(office, who, &here, &body)
            }
            E::ResetOfficerFactor => {
                let clerk = server.clerk(number);
                server.enrol_officer(&clerk, &here);
                let of = (here.0.clone(), server.officer_me(&clerk, &here).officer);
                one::<ResetOfficerFactor>(office, who, &of, &ResetFactorRequest { reason: test_reason() })
            }
            E::FillOfficerSeat => {
                one::<FillOfficerSeat>(office, who, &here, &officer_seat_request(now, number, OfficerPost::Staff))
            }
            E::EndOfficerSeat => {
                let at = (here.0.clone(), seated());
                one::<EndOfficerSeat>(office, who, &at, &EndOfficerSeatRequest { reason: test_reason() })
            }
            E::AnswerCheck => {
                let at = (here.0.clone(), server.waiting_check().id);
                one::<AnswerCheck>(office, who, &at, &crate::scenes::regions::agreeing_answer())
            }
            _ => plain_cells(id, caller),
        }
    }
}
