//! `GET …/passkeys` and `POST …/passkeys/{passkey}/removal`.

use super::super::history;
use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::contract::{Empty, RequestError};
use domain::ids::{CommunityCode, PasskeyId};
use domain::limits;
use domain::sessions::{Done, EventKind, Passkeys};

crate::handle!(ListPasskeys, list_passkeys);
pub fn list_passkeys(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Passkeys> {
    let member = cx.allow_self()?;
    let passkeys = cx.read_all(sql::LIST, bind![member])?;
    Ok(Passkeys { passkeys, count_max: limits::PASSKEYS_PER_MEMBER_MAX })
}

crate::handle!(RemovePasskey, remove_passkey);
/// Sessions that it opened stay: the list of devices shows them, and each can be ended there.
pub fn remove_passkey(cx: &Cx<'_>, (_, passkey): (CommunityCode, PasskeyId), _: &(), _: &Empty) -> HandlerResult<Done> {
    let member = cx.allow_self()?;
    if cx.run(sql::REMOVE, bind![passkey, member])?.is_empty() {
        return Err(RequestError::NotFound.into());
    }
    history::record_event(cx, member, EventKind::PasskeyRemoved)?;
    cx.journal(&passkey.to_string(), &serde_json::json!({}))?;
    Ok(Done {})
}
