//! Requests about a person's own data, and about looking at that of others.

use super::{Cell, Prepared, one, own_subject, plain_cells};
use crate::scenes::Api;
use crate::scenes::activities::test_reason;
use crate::scenes::client::community_code;
use crate::scenes::matrix::Caller;
use domain::access::Subject;
use domain::contract::*;
use domain::ids::MemberId;
use domain::privacy as p;

impl<A: Api> Prepared<'_, A> {
    pub fn of_privacy(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (who, here) = (&caller.person, (community_code(),));
        let (community, own) = (Subject::Community, own_subject(caller));
        match id {
            E::ShowOwnData => {
                let (of, subject) = self.data_of(caller);
                one::<ShowOwnData>(subject, who, &(community_code(), of), &Empty {})
            }
            E::DownloadOwnData => {
                let (of, subject) = self.data_of(caller);
                one::<DownloadOwnData>(subject, who, &(community_code(), of), &Empty {})
            }
            E::DecideConsent => {
                let (of, subject) = self.data_of(caller);
                let (topic, version) = (p::Topic::SpokenAssistance, "2026-11".parse().expect("a version"));
                let body = p::DecideConsentRequest { topic, version, decision: p::ConsentChoice::Withdraws };
                one::<DecideConsent>(subject, who, &(community_code(), of), &body)
            }
            E::RequestCorrection => {
                let wanted = "示范数据甲".parse().expect("a name");
                let body = p::CorrectionRequest { field: p::CorrectionField::Name, wanted };
                one::<RequestCorrection>(own, who, &here, &body)
            }
            E::DecideCorrection => {
                let body = p::DecideCorrectionRequest { outcome: p::CorrectionOutcome::Refused, reason: test_reason() };
                one::<DecideCorrection>(community, who, &(community_code(), self.correction), &body)
            }
            E::RevealPhone => {
                let (member, subject) = self.in_own_grid();
                one::<RevealPhone>(
                    subject,
                    who,
                    &(community_code(), member),
                    &p::RevealPhoneRequest { reason: test_reason() },
                )
            }
            _ => plain_cells(id, caller),
        }
    }

    /// The caller's own data; for a caller without data here, a neighbour's.
    fn data_of(&self, caller: &Caller) -> (MemberId, Subject) {
        let member = caller.standing.member.unwrap_or_else(|| self.server.member());
        (member, Subject::Ward { member, guardian: None })
    }
}
