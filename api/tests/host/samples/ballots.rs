//! Samples of ballots, each with a meeting of its own: the clerk is the chair, the watcher the teller; the volunteer,
//! the neighbour and the watcher are on the roll and present.

use super::*;
use crate::ballot_meeting::{BallotMeeting, ballot_request};
use domain::ballots::token::Input;
use domain::ballots::{
    AtRevisionRequest, CastOpenVoteRequest, CastSecretBallotRequest, Choice, CountRequest, HandOutPaperRequest, Method,
    TakeTokenRequest,
};

fn count(of: [u32; 4], revision: u32) -> CountRequest {
    let [r#for, against, abstain, invalid] = of;
    CountRequest { r#for, against, abstain, invalid, revision }
}

pub fn ballot_sample(stage: &BusyCommunity, id: E, who: &Person) -> ObjectRequest {
    let (desk, none) = (&stage.desk, Empty {});
    let roll = [stage.volunteer.member(), stage.neighbour.member(), stage.watcher.member()];
    let hall = BallotMeeting::hold(desk, (stage.clerk.clone(), stage.watcher.clone()), &roll);
    let open = |method| (TestCommunity::code(), hall.open(method));
    let voter = stage.volunteer.member().to_string().parse().unwrap();
    let revision = 2;
    match id {
        E::DraftBallot => TestCommunity::request::<DraftBallot>(
            who,
            &(TestCommunity::code(), hall.meeting),
            &(),
            &ballot_request(Method::Secret),
        ),
        E::ReviseBallot => {
            let ballot = (TestCommunity::code(), hall.draft(Method::Open));
            TestCommunity::request::<ReviseBallot>(who, &ballot, &(), &ballot_request(Method::Secret))
        }
        E::DropBallot => {
            let ballot = (TestCommunity::code(), hall.draft(Method::Open));
            TestCommunity::request::<DropBallot>(who, &ballot, &(), &AtRevisionRequest { revision: 1 })
        }
        E::OpenBallot => {
            let ballot = (TestCommunity::code(), hall.draft(Method::Secret));
            TestCommunity::request::<OpenBallot>(who, &ballot, &(), &AtRevisionRequest { revision: 1 })
        }
        E::CastOpenVote => {
            let body = CastOpenVoteRequest { voter, choice: Choice::For, revision };
            TestCommunity::request::<CastOpenVote>(who, &open(Method::Open), &(), &body)
        }
        E::TakeToken => {
            let element = domain::ballots::token::blind_input(Input([1; 32]), [2; 32]).unwrap().element;
            TestCommunity::request::<TakeToken>(
                who,
                &open(Method::Secret),
                &(),
                &TakeTokenRequest { voter, element, revision },
            )
        }
        E::CastSecretBallot => {
            let ballot = open(Method::Secret);
            let token = hall.token(ballot.1, &stage.volunteer);
            let body = CastSecretBallotRequest { input: token.0, output: token.1, choice: Choice::Against, revision };
            TestCommunity::request::<CastSecretBallot>(who, &ballot, &(), &body)
        }
        E::HandOutPaper => TestCommunity::request::<HandOutPaper>(
            who,
            &open(Method::Secret),
            &(),
            &HandOutPaperRequest { voter, revision },
        ),
        E::EnterCount => {
            TestCommunity::request::<EnterCount>(who, &open(Method::Hands), &(), &count([2, 1, 0, 0], revision))
        }
        E::ConfirmCount => {
            let ballot = open(Method::Hands);
            desk.call::<EnterCount>(&stage.clerk.person, &ballot, &count([2, 1, 0, 0], revision));
            TestCommunity::request::<ConfirmCount>(who, &ballot, &(), &count([2, 1, 0, 0], revision))
        }
        E::CloseBallot => {
            let ballot = open(Method::Hands);
            hall.count(ballot.1, [2, 1, 0, 0]);
            TestCommunity::request::<CloseBallot>(who, &ballot, &(), &AtRevisionRequest { revision })
        }
        E::ListBallots => {
            hall.open(Method::Open);
            TestCommunity::request::<ListBallots>(who, &(TestCommunity::code(), hall.meeting), &(), &none)
        }
        E::ShowBallot => TestCommunity::request::<ShowBallot>(who, &open(Method::Secret), &(), &none),
        E::ShowTurnout => TestCommunity::request::<ShowTurnout>(who, &open(Method::Secret), &(), &none),
        E::ListReceipts => {
            let ballot = open(Method::Secret);
            for voter in [&stage.volunteer, &stage.neighbour, &stage.watcher] {
                hall.cast(ballot.1, hall.token(ballot.1, voter), Choice::For);
            }
            hall.close(ballot.1);
            TestCommunity::request::<ListReceipts>(who, &ballot, &domain::ballots::ReceiptQuery::default(), &none)
        }
        E::ListVotes => {
            let ballot = open(Method::Open);
            for voter in [&stage.volunteer, &stage.neighbour, &stage.watcher] {
                hall.vote(ballot.1, voter, Choice::For);
            }
            hall.close(ballot.1);
            TestCommunity::request::<ListVotes>(who, &ballot, &domain::ballots::VoteQuery::default(), &none)
        }
        _ => plain_sample(id, who),
    }
}
