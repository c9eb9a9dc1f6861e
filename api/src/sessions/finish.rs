//! `POST …/sign-in-tickets`: the steps between a right code and a session.

use super::open::{SignInMethod, open_session};
use super::sign_in::{next_step, ticket_hash};
use super::sql::{self, OwnedTicket};
use super::{factor, rate_limits};
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::RequestError;
use domain::ids::CommunityCode;
use domain::limits;
use domain::sessions::{FinishSignInRequest, Refusal, SignedIn};

crate::handle!(FinishSignIn, finish_sign_in);
/// Chooses the person who signs in, and proves the second factor. The choice of a person is final.
pub fn finish_sign_in(
    cx: &Cx<'_>,
    (community,): (CommunityCode,),
    _: &(),
    body: &FinishSignInRequest,
) -> HandlerResult<SignedIn> {
    cx.allow(&Subject::Public)?;
    let hash = ticket_hash(cx, body.ticket.as_str());
    let values = bind![hash, cx.now, limits::PEOPLE_PER_PHONE_MAX];
    let rows: Vec<OwnedTicket> = cx.read_all(sql::TICKET_AND_PEOPLE, values)?;
    // A ticket requires a right code, and wrong factors are counted for their member: the count of a network, which
    // many people share, is for requests without a ticket.
    cx.commit_on_refusal();
    let Some(first) = rows.first() else {
        rate_limits::count_caller(cx, "try")?;
        return Err(Refusal::TicketSpent.into());
    };
    let (expires_at, was_chosen) = (first.expires_at, first.chosen.is_some());
    if !cx.now.is_before_end(expires_at, limits::TICKET_MILLIS) {
        return Err(Refusal::TicketSpent.into());
    }
    let mut people: Vec<_> = rows.into_iter().map(|row| row.owner).collect();
    if let Some(member) = body.member {
        people.retain(|person| person.member == member);
    }
    let chosen = match people.as_slice() {
        [] => return Err(RequestError::NotFound.into()),
        [person] => (person.member, person.has_factor),
        _ => return Ok(SignedIn { me: None, next: Some(next_step(body.ticket.clone(), expires_at, people)) }),
    };
    if !was_chosen {
        cx.run(sql::CHOOSE, bind![chosen.0, hash])?;
    }
    match (&body.code, chosen.1) {
        (None, true) => {
            return Ok(SignedIn { me: None, next: Some(next_step(body.ticket.clone(), expires_at, people)) });
        }
        (Some(code), true) => factor::prove_member_factor(cx, chosen.0, code)?,
        (_, false) => {}
    }
    cx.run(sql::USE_TICKET, bind![hash])?;
    let by = if chosen.1 { SignInMethod::BothFactors } else { SignInMethod::Code };
    let me = open_session(cx, &community, chosen.0, by)?;
    Ok(SignedIn { me: Some(me), next: None })
}
