//! `GET …/me/sign-ins`: the own history, kept by triggers where sessions begin and end, and here otherwise.

use super::open::device_text;
use super::sql;
use crate::answer::Answer;
use crate::bind;
use crate::community::Cx;
use domain::contract::{Empty, Page};
use domain::ids::{CommunityCode, MemberId};
use domain::sessions::{EventKind, SignInEvent, SignIns};

/// What happened to a member's account without a session beginning or ending.
pub fn add(cx: &Cx<'_>, member: MemberId, kind: EventKind) -> Answer<()> {
    // What the committee does at the counter is no device of the person's.
    let own = cx.standing().member.is_none_or(|caller| caller == member);
    let device = if own { device_text(cx) } else { String::new() };
    cx.run(sql::ADD_EVENT, bind![member, cx.now, kind.as_str(), device])?;
    Ok(())
}

pub fn list_sign_ins(cx: &Cx<'_>, _: (CommunityCode,), page: &Page, _: &Empty) -> Answer<SignIns> {
    let member = cx.allow_self()?;
    let mut events = vec![];
    for row in cx.run(sql::EVENTS, bind![member, page.before(), page.limit()])? {
        events.push(SignInEvent {
            seq: row.int(0)?.unsigned_abs(),
            at: row.time(1)?,
            kind: row.parsed(2)?,
            device: row.text(3)?,
        });
    }
    let full = events.len() == page.limit() as usize;
    let next_before = events.last().map(|event| event.seq).filter(|_| full);
    Ok(SignIns { events, next_before })
}
