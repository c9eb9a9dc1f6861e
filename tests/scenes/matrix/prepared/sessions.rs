//! Requests about signing in.

use super::{Cell, Prepared, one, own_subject};
use crate::scenes::Api;
use crate::scenes::activities::test_reason;
use crate::scenes::client::community_code;
use crate::scenes::matrix::Caller;
use crate::scenes::people::Person;
use domain::access::Subject;
use domain::contract::*;
use domain::sessions::{
    ChangeOwnPhoneRequest, ChangePhoneRequest, Code, ConfirmFactorRequest, FactorKey, FinishSignInRequest, Phone,
    PhoneCodeRequest, ProveFactorRequest, ResetFactorRequest, SignInCodeRequest, SignInRequest,
};

impl<A: Api> Prepared<'_, A> {
    pub fn of_sessions(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, who, here) = (self.server, &caller.person, (community_code(),));
        let (public, community, own) = (Subject::Public, Subject::Community, own_subject(caller));
        match id {
            E::RequestCode => one::<RequestCode>(public, who, &here, &SignInCodeRequest::of(server.next_phone())),
            E::SignIn => {
                let phone = server.next_phone();
                let code = server.ask_code(&here.0, &phone);
                one::<SignIn>(public, who, &here, &SignInRequest { phone, code })
            }
            E::RevokeSession => {
                let signed_in = *who != Person::guest() && caller.at == Responder::Community;
                let session = if signed_in { who.me().session } else { self.director.me().session };
                one::<RevokeSession>(own, who, &(community_code(), session), &Empty {})
            }
            E::FinishSignIn => {
                let (phone, [member, _]) = server.couple();
                let body =
                    FinishSignInRequest { ticket: server.next_step(&phone).ticket, member: Some(member), code: None };
                one::<FinishSignIn>(public, who, &here, &body)
            }
            E::ConfirmFactor => {
                let begun = server.try_call::<BeginFactor>(who, &here, &Empty {}).ok();
                let key = begun.and_then(|begun| FactorKey::from_base32(&begun.key));
                let code = key.map_or_else(|| Code::from_chance(1), |key| key.code_at(server.now()));
                one::<ConfirmFactor>(own, who, &here, &ConfirmFactorRequest { code })
            }
            E::ProveFactor => {
                let known = caller.standing.member.is_some();
                let code = if known { server.enrol(who).1.remove(0) } else { "123456".to_owned() };
                one::<ProveFactor>(own, who, &here, &ProveFactorRequest { code: code.parse().expect("a code") })
            }
            E::ResetFactor => {
                let person = server.resident();
                server.enrol(&person);
                let body = ResetFactorRequest { reason: test_reason() };
                one::<ResetFactor>(community, who, &(community_code(), person.member()), &body)
            }
            E::ChangePhone => {
                let body = ChangePhoneRequest { phone: self.free_phone(), reason: test_reason() };
                one::<ChangePhone>(community, who, &(community_code(), server.member()), &body)
            }
            E::RequestPhoneCode => {
                one::<RequestPhoneCode>(own, who, &here, &PhoneCodeRequest { phone: self.free_phone() })
            }
            E::ChangeOwnPhone => {
                let phone = self.free_phone();
                let asked = server.try_call::<RequestPhoneCode>(who, &here, &PhoneCodeRequest { phone: phone.clone() });
                let code = asked.map_or_else(|_| Code::from_chance(1), |_| server.newest_code(&here.0, &phone));
                one::<ChangeOwnPhone>(own, who, &here, &ChangeOwnPhoneRequest { phone, code })
            }
            E::SignInWithSlip | E::PrintSlip | E::VoidSlip => self.of_slips(id, caller),
            _ => self.of_passkeys(id, caller),
        }
    }

    /// A phone number that nobody has.
    fn free_phone(&self) -> Phone {
        let number = self.free_phones.replace(self.free_phones.get() + 1);
        format!("1370000{number:04}").parse().expect("a phone")
    }
}
