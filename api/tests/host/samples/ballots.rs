//! Samples of ballots, each with a meeting of its own: the clerk is the chair, the watcher the teller; the volunteer,
//! the neighbour and the watcher are on the roll and present.

use super::*;
use crate::hall::{Hall, draft};
use domain::ballots::token::Input;
use domain::ballots::{AtRevision, Choice, CountEntry, Method, OpenVote, PaperFor, SecretVote, TokenRequest};

fn count(of: [u32; 4], revision: u32) -> CountEntry {
    let [r#for, against, abstain, invalid] = of;
    CountEntry { r#for, against, abstain, invalid, revision }
}

pub fn sample(stage: &Stage, id: E, who: &Person) -> ObjectRequest {
    let (desk, none) = (&stage.desk, Empty {});
    let roll = [stage.volunteer.member(), stage.neighbour.member(), stage.watcher.member()];
    let hall = Hall::hold(desk, (stage.clerk.clone(), stage.watcher.clone()), &roll);
    let open = |method| (Desk::code(), hall.open(method));
    let voter = stage.volunteer.member().to_string().parse().unwrap();
    let revision = 2;
    match id {
        E::DraftBallot => Desk::request::<DraftBallot>(who, &(Desk::code(), hall.meeting), &(), &draft(Method::Secret)),
        E::ReviseBallot => {
            let ballot = (Desk::code(), hall.draft(Method::Open));
            Desk::request::<ReviseBallot>(who, &ballot, &(), &draft(Method::Secret))
        }
        E::DropBallot => {
            let ballot = (Desk::code(), hall.draft(Method::Open));
            Desk::request::<DropBallot>(who, &ballot, &(), &AtRevision { revision: 1 })
        }
        E::OpenBallot => {
            let ballot = (Desk::code(), hall.draft(Method::Secret));
            Desk::request::<OpenBallot>(who, &ballot, &(), &AtRevision { revision: 1 })
        }
        E::CastOpenVote => {
            let body = OpenVote { voter, choice: Choice::For, revision };
            Desk::request::<CastOpenVote>(who, &open(Method::Open), &(), &body)
        }
        E::TakeToken => {
            let element = domain::ballots::token::blind(Input([1; 32]), [2; 32]).unwrap().element;
            Desk::request::<TakeToken>(who, &open(Method::Secret), &(), &TokenRequest { voter, element, revision })
        }
        E::CastSecretBallot => {
            let ballot = open(Method::Secret);
            let token = hall.token(ballot.1, &stage.volunteer);
            let body = SecretVote { input: token.0, output: token.1, choice: Choice::Against, revision };
            Desk::request::<CastSecretBallot>(who, &ballot, &(), &body)
        }
        E::HandOutPaper => {
            Desk::request::<HandOutPaper>(who, &open(Method::Secret), &(), &PaperFor { voter, revision })
        }
        E::EnterCount => Desk::request::<EnterCount>(who, &open(Method::Hands), &(), &count([2, 1, 0, 0], revision)),
        E::ConfirmCount => {
            let ballot = open(Method::Hands);
            desk.call::<EnterCount>(&stage.clerk.person, &ballot, &count([2, 1, 0, 0], revision));
            Desk::request::<ConfirmCount>(who, &ballot, &(), &count([2, 1, 0, 0], revision))
        }
        E::CloseBallot => {
            let ballot = open(Method::Hands);
            hall.count(ballot.1, [2, 1, 0, 0]);
            Desk::request::<CloseBallot>(who, &ballot, &(), &AtRevision { revision })
        }
        E::ListBallots => {
            hall.open(Method::Open);
            Desk::request::<ListBallots>(who, &(Desk::code(), hall.meeting), &(), &none)
        }
        E::ShowBallot => Desk::request::<ShowBallot>(who, &open(Method::Secret), &(), &none),
        E::ShowTurnout => Desk::request::<ShowTurnout>(who, &open(Method::Secret), &(), &none),
        E::ListReceipts => {
            let ballot = open(Method::Secret);
            for voter in [&stage.volunteer, &stage.neighbour, &stage.watcher] {
                hall.cast(ballot.1, hall.token(ballot.1, voter), Choice::For);
            }
            hall.close(ballot.1);
            Desk::request::<ListReceipts>(who, &ballot, &domain::ballots::ReceiptQuery::default(), &none)
        }
        E::ListVotes => {
            let ballot = open(Method::Open);
            for voter in [&stage.volunteer, &stage.neighbour, &stage.watcher] {
                hall.vote(ballot.1, voter, Choice::For);
            }
            hall.close(ballot.1);
            Desk::request::<ListVotes>(who, &ballot, &domain::ballots::VoteQuery::default(), &none)
        }
        other => panic!("{other:?} is not about ballots"),
    }
}
