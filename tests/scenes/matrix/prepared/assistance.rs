//! Requests about assistance at a counter or a door.

use super::{Cell, Prepared, cell, one, own_subject, plain_cells};
use crate::scenes::Api;
use crate::scenes::activities::test_reason;
use crate::scenes::client::community_code;
use crate::scenes::matrix::Caller;
use crate::scenes::people::Person;
use domain::access::{Capability, Subject};
use domain::assistance::{AnswerContestRequest, ContestActRequest, ContestOutcome};
use domain::contract::*;
use domain::ids::{ActId, AssistanceId, MemberId};

impl<A: Api> Prepared<'_, A> {
    pub fn of_assistance(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (who, here) = (&caller.person, (community_code(),));
        let (community, own) = (Subject::Community, own_subject(caller));
        match id {
            E::OpenAssistance => {
                let (member, subject) = self.in_own_grid();
                one::<OpenAssistance>(subject, who, &here, &crate::scenes::assistance::open_assistance_request(member))
            }
            E::ExtendAssistance => {
                let (assistance, subject) = self.opened(caller);
                one::<ExtendAssistance>(subject, who, &(community_code(), assistance), &Empty {})
            }
            E::EndAssistance => {
                let (assistance, subject) = self.opened(caller);
                one::<EndAssistance>(subject, who, &(community_code(), assistance), &Empty {})
            }
            E::ShowAssistance => one::<ShowAssistance>(self.done.2, who, &(community_code(), self.done.0), &Empty {}),
            E::ContestAct => {
                let body = ContestActRequest { reason: test_reason() };
                let (_, [act, _], subject) = self.done;
                let mut cells =
                    vec![cell::<ContestAct>("a neighbour's", subject, who, &(community_code(), act), &body)];
                if let Some(member) = caller.standing.member.filter(|member| *member != self.director.member()) {
                    let at = (community_code(), self.acted(member));
                    cells.push(cell::<ContestAct>("their own", own, who, &at, &body));
                }
                cells
            }
            E::AnswerContest => {
                let body = AnswerContestRequest { outcome: ContestOutcome::Dismissed, reason: test_reason() };
                one::<AnswerContest>(community, who, &(community_code(), self.done.1[1]), &body)
            }
            _ => plain_cells(id, caller),
        }
    }

    /// An open assistance of the caller; if the caller may have none, that of another worker.
    fn opened(&self, caller: &Caller) -> (AssistanceId, Subject) {
        let (member, subject) = self.in_own_grid();
        if !caller.standing.may(Capability::Assist, &subject) {
            return (self.done.0, self.done.2);
        }
        self.end_of(&caller.person);
        (self.server.assist(&caller.person, member), subject)
    }

    /// Ends the worker's open assistances.
    fn end_of(&self, worker: &Person) {
        let given = self.server.call::<ListGivenAssistance>(worker, &(community_code(),), &Empty {}).rows;
        for open in given.iter().filter(|one| one.ended_by.is_none()) {
            self.server.call::<EndAssistance>(worker, &(community_code(), open.id), &Empty {});
        }
    }

    /// An act that the director did for a member.
    fn acted(&self, member: MemberId) -> ActId {
        let assistance = self.server.assist(&self.director, member);
        let act = self.server.act(&self.director, assistance, member).acts[0].id;
        self.server.call::<EndAssistance>(&self.director, &(community_code(), assistance), &Empty {});
        act
    }
}
