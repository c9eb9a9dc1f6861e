//! `GET …/me/sign-ins`: the member's sign-in history, written by triggers when sessions begin and end, and here
//! otherwise.

use super::open::device_text;
use super::sql::{OF_MEMBERS, Statements};
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::contract::{Empty, Page, PageQuery};
use domain::ids::{CommunityCode, MemberId};
use domain::sessions::{EventKind, SignInEvent};

/// Adds an event of a member's account that neither begins nor ends a session.
pub fn record_event(cx: &Cx<'_>, member: MemberId, kind: EventKind) -> HandlerResult<()> {
    add_of(cx, &OF_MEMBERS, &member.to_string(), kind)
}

/// The same for a member or an officer, by id.
pub fn add_of(cx: &Cx<'_>, statements: &Statements, of: &str, kind: EventKind) -> HandlerResult<()> {
    // An act of the committee at the counter, or of another head, has no device of this person.
    let own = cx.caller_text().is_none_or(|caller| caller == of);
    let device = if own { device_text(cx) } else { String::new() };
    cx.run(statements.add_event, bind![of, cx.now, kind.as_str(), device])?;
    Ok(())
}

crate::handle!(ListSignIns, list_sign_ins);
pub fn list_sign_ins(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &PageQuery,
    _: &Empty,
) -> HandlerResult<Page<SignInEvent>> {
    let member = cx.allow_self()?;
    sign_ins_of(cx, &OF_MEMBERS, &member.to_string(), query)
}

/// A page of a person's history.
pub fn sign_ins_of(
    cx: &Cx<'_>,
    statements: &Statements,
    of: &str,
    query: &PageQuery,
) -> HandlerResult<Page<SignInEvent>> {
    let events: Vec<SignInEvent> = cx.read_all(statements.events, bind![of, query.below(), query.rows()])?;
    Ok(Page::cut(events, query.rows(), |event| event.seq))
}
