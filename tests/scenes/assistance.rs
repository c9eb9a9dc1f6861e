//! Assistances of workers for residents, and acts in them.

use crate::scenes::client::{Call, community_code};
use crate::scenes::people::Person;
use crate::scenes::{Api, World};
use domain::assistance::{Assistance, ConsentKind, OpenAssistanceRequest};
use domain::contract::{Empty, ON_BEHALF_HEADER, OpenAssistance, PageQuery, ShowAssistance, ShowHours};
use domain::ids::{AssistanceId, MemberId};

pub fn open_assistance_request(member: MemberId) -> OpenAssistanceRequest {
    OpenAssistanceRequest { member, consent: ConsentKind::Signed, proof: "纸2026-31".parse().expect("a proof") }
}

impl<A: Api> World<A> {
    /// Opens an assistance for a resident; it is the worker's only one.
    pub fn assist(&self, worker: &Person, member: MemberId) -> AssistanceId {
        self.call::<OpenAssistance>(worker, &(community_code(),), &open_assistance_request(member)).assistance
    }

    /// Reads the resident's hours in the resident's name; returns the assistance afterwards.
    pub fn act(&self, worker: &Person, assistance: AssistanceId, member: MemberId) -> Assistance {
        let call = Call::of::<ShowHours>(worker, &(community_code(), member), &PageQuery::default(), &Empty {});
        let answer = self.send(&call.with(ON_BEHALF_HEADER, &assistance.to_string()));
        assert_eq!(answer.status, 200, "{}", answer.text());
        self.call::<ShowAssistance>(worker, &(community_code(), assistance), &Empty {})
    }
}
