//! Requests about ballots, in open meetings: the committee member among the callers chairs, the supervisor is the
//! teller.
//!
//! Most ballots are created once for all callers; only those that a vote uses up are created for each cell.

use super::{Cell, Prepared, one, own_subject, plain_cells};
use crate::scenes::Api;
use crate::scenes::client::community_code;
use crate::scenes::matrix::Caller;
use crate::scenes::open_meetings::{
    AT, DRAFTED, ballot_request, count_request, large_meeting, open_vote_request, secret_vote, small_meeting,
    take_token_request, voter_id,
};
use crate::scenes::people::SUPERVISOR;
use domain::access::Subject;
use domain::ballots::{Choice, HandOutPaperRequest, Method};
use domain::contract::{
    CastOpenVote, CastSecretBallot, CloseBallot, ConfirmCount, DraftBallot, DropBallot, Empty, EndpointId, EnterCount,
    HandOutPaper, ListBallots, ListReceipts, ListReceivers, ListVotes, OpenBallot, ReviseBallot, ShowBallot,
    ShowTurnout, TakeToken,
};
use domain::ids::{BallotId, CommunityCode};
use std::cell::RefCell;
use std::collections::HashMap;

/// Ballots created so far, by their purpose.
#[derive(Default)]
pub struct PreparedBallots(RefCell<HashMap<&'static str, (CommunityCode, BallotId)>>);

impl<A: Api> Prepared<'_, A> {
    fn once(&self, what: &'static str, make: impl FnOnce() -> (CommunityCode, BallotId)) -> (CommunityCode, BallotId) {
        let known = self.ballots.0.borrow().get(what).cloned();
        known.unwrap_or_else(|| {
            let made = make();
            self.ballots.0.borrow_mut().insert(what, made.clone());
            made
        })
    }

    pub fn of_ballots(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, who, public) = (self.server, &caller.person, Subject::Public);
        let own = own_subject(caller);
        let Subject::Member { member, .. } = own else { return vec![] };
        let open = |what, method| self.once(what, || server.open_ballot(large_meeting(), method));
        match id {
            E::DraftBallot => one::<DraftBallot>(
                Subject::Community,
                who,
                &(community_code(), large_meeting()),
                &ballot_request(Method::Secret),
            ),
            E::ReviseBallot => {
                let ballot = self.once("to revise", || server.draft_ballot(large_meeting(), Method::Open));
                one::<ReviseBallot>(Subject::Community, who, &ballot, &ballot_request(Method::Hands))
            }
            E::DropBallot => {
                let ballot = self.once("to drop", || server.draft_ballot(large_meeting(), Method::Open));
                one::<DropBallot>(Subject::Community, who, &ballot, &DRAFTED)
            }
            E::OpenBallot => {
                let ballot = self.once("to open", || server.draft_ballot(large_meeting(), Method::Secret));
                one::<OpenBallot>(Subject::Community, who, &ballot, &DRAFTED)
            }
            E::CastOpenVote => {
                one::<CastOpenVote>(own, who, &open("by name", Method::Open), &open_vote_request(member, Choice::For))
            }
            E::TakeToken => one::<TakeToken>(own, who, &open("tokens", Method::Secret), &take_token_request(member)),
            E::CastSecretBallot => {
                let ballot = open("casting", Method::Secret);
                let vote = secret_vote(server.token(&ballot, &server.resident()), Choice::For);
                one::<CastSecretBallot>(public, who, &ballot, &vote)
            }
            E::HandOutPaper => {
                let body = HandOutPaperRequest { voters: vec![voter_id(server.member())], revision: AT.revision };
                one::<HandOutPaper>(Subject::Community, who, &open("papers", Method::Secret), &body)
            }
            E::ListReceivers => {
                one::<ListReceivers>(Subject::Community, who, &open("papers", Method::Secret), &Empty {})
            }
            E::EnterCount => {
                one::<EnterCount>(Subject::Community, who, &open("hands", Method::Hands), &count_request(3, 2))
            }
            E::ConfirmCount => {
                let ballot = self.once("to confirm", || {
                    let ballot = server.open_ballot(large_meeting(), Method::Hands);
                    server.call::<EnterCount>(&server.chair(), &ballot, &count_request(3, 2));
                    ballot
                });
                let member = server.person(SUPERVISOR).member();
                let teller = Subject::Member { member, household: None, grid: None };
                one::<ConfirmCount>(teller, who, &ballot, &count_request(3, 2))
            }
            E::CloseBallot => {
                let ballot = self.once("to close", || {
                    let ballot = server.open_ballot(large_meeting(), Method::Hands);
                    server.count_hands(&ballot);
                    ballot
                });
                one::<CloseBallot>(Subject::Community, who, &ballot, &AT)
            }
            E::ListBallots => one::<ListBallots>(public, who, &(community_code(), large_meeting()), &Empty {}),
            E::ShowBallot => one::<ShowBallot>(public, who, &open("tokens", Method::Secret), &Empty {}),
            E::ShowTurnout => one::<ShowTurnout>(public, who, &open("tokens", Method::Secret), &Empty {}),
            E::ListReceipts => one::<ListReceipts>(public, who, &self.closed_ballot(Method::Secret), &Empty {}),
            E::ListVotes => one::<ListVotes>(public, who, &self.closed_ballot(Method::Open), &Empty {}),
            _ => plain_cells(id, caller),
        }
    }

    fn closed_ballot(&self, method: Method) -> (CommunityCode, BallotId) {
        let what = if method == Method::Open { "closed by name" } else { "closed secret" };
        self.once(what, || {
            let ballot = self.server.open_ballot(small_meeting(), method);
            self.server.close_small(&ballot, method);
            ballot
        })
    }
}
