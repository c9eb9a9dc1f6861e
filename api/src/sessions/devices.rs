//! `GET …/sessions` and `POST …/sessions/{session}/revocation`: own signed-in devices.

use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::contract::{Empty, RequestError};
use domain::ids::{CommunityCode, SessionId};
use domain::sessions::{Done, SessionRow, Sessions};

crate::handle!(ListSessions, list_sessions);
pub fn list_sessions(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Sessions> {
    let member = cx.allow_self()?;
    let mut sessions: Vec<SessionRow> = cx.read_all(sql::LIST, bind![member, cx.now])?;
    for session in &mut sessions {
        session.current = cx.session() == Some(session.id);
    }
    Ok(Sessions { sessions })
}

crate::handle!(RevokeSession, revoke_session);
/// Ends one of the caller's own sessions; ending the current one is signing out, and deletes the cookie.
pub fn revoke_session(
    cx: &Cx<'_>,
    (community, session): (CommunityCode, SessionId),
    _: &(),
    _: &Empty,
) -> HandlerResult<Done> {
    let member = cx.allow_self()?;
    if cx.run(sql::REVOKE, bind![cx.now, session, member])?.is_empty() {
        return Err(RequestError::NotFound.into());
    }
    cx.journal(&session.to_string(), &serde_json::json!({}))?;
    if cx.session() == Some(session) {
        cx.set_session_cookie(community.as_str(), "", 0);
    }
    Ok(Done {})
}
