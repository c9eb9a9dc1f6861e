//! `POST …/passkey-challenges` and `POST …/passkeys`: making a passkey.

use super::super::{history, rate_limits, sql::PROVED};
use super::{ask, octets, site, sql, take};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use crate::sessions::device_text;
use crate::{crypto, notices};
use domain::contract::Empty;
use domain::ids::{CommunityCode, MemberId, PasskeyId, SessionId};
use domain::notices::NoticeKind;
use domain::sessions::passkey::{Act, CredentialId, read_challenge, read_new_passkey};
use domain::sessions::{ConfirmPasskeyRequest, Done, EventKind, PasskeyBegun, PasskeyWish, Refusal, add_passkey};
use domain::{limits, masking};

/// The future owner of a passkey.
struct PasskeyOwner {
    name: String,
    phone: String,
    known: Vec<CredentialId>,
}

crate::handle!(BeginPasskey, begin_passkey);
/// Begins; only the challenge is stored.
pub fn begin_passkey(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<PasskeyBegun> {
    let member = cx.allow_self()?;
    rate_limits::limit_rate(cx, &format!("passkey by {member}"), limits::PASSKEYS_BEGUN_PER_HOUR)?;
    let site = site(cx, Refusal::PasskeyNotTaken)?;
    let session = own_session(cx)?;
    let person = person(cx, member, session)?;
    Ok(PasskeyBegun {
        challenge: ask(cx, session)?,
        site: site.host.to_owned(),
        user: octets(user_handle(cx, member).to_vec())?,
        account: masking::mask_phone(&person.phone),
        name: person.name,
        known: person.known,
        expires_at: cx.now.plus(limits::PASSKEY_CHALLENGE_MILLIS),
    })
}

crate::handle!(ConfirmPasskey, confirm_passkey);
/// Stores the passkey that the browser made. This also counts as a proof in this session.
pub fn confirm_passkey(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &ConfirmPasskeyRequest) -> HandlerResult<Done> {
    let member = cx.allow_self()?;
    let not_taken = || HandlerError::from(Refusal::PasskeyNotTaken);
    let (site, session) = (site(cx, Refusal::PasskeyNotTaken)?, own_session(cx)?);
    let challenge = read_challenge(body.client_data.bytes(), Act::Make, site).map_err(|_| not_taken())?;
    if !take(cx, session, &challenge)? {
        return Err(not_taken());
    }
    let made = read_new_passkey(body.attestation.bytes(), site).map_err(|_| not_taken())?;
    person(cx, member, session)?;
    let id = cx.new_id(PasskeyId::from_parts);
    let (handle, device) = (user_handle(cx, member), device_text(cx));
    let values = bind![id, member, made.credential, made.key.to_vec(), handle, made.count, device, cx.now];
    if cx.run(sql::ADD, values)?.is_empty() {
        return Err(not_taken());
    }
    cx.run(PROVED, bind![cx.now, session])?;
    history::record_event(cx, member, EventKind::PasskeyAdded)?;
    notices::notify_member(cx, member, NoticeKind::PasskeyAdded, &serde_json::json!({}))?;
    cx.journal(&id.to_string(), &serde_json::json!({}))?;
    Ok(Done {})
}

/// Reads the person, and checks the rule whether another passkey may be made in this session.
fn person(cx: &Cx<'_>, member: MemberId, session: SessionId) -> HandlerResult<PasskeyOwner> {
    let rows = cx.run(sql::PERSON, bind![member, session])?;
    let first = rows.first().ok_or_else(|| HandlerError::Fault("a member without a session".to_owned()))?;
    let mut known = vec![];
    for row in &rows {
        if let Some(credential) = row.maybe_blob(3)? {
            known.push(octets(credential)?);
        }
    }
    let held = u32::try_from(known.len()).unwrap_or(u32::MAX);
    add_passkey(PasskeyWish { by_slip: first.flag(2)?, held })?;
    Ok(PasskeyOwner { name: first.text(0)?, phone: first.text(1)?, known })
}

/// The same for all of a person's passkeys here, so that a device replaces its earlier one; nobody else can compute it.
fn user_handle(cx: &Cx<'_>, member: MemberId) -> [u8; 32] {
    crypto::keyed_hash(&cx.secrets.session_pepper, &["passkey user", &member.to_string()])
}

fn own_session(cx: &Cx<'_>) -> HandlerResult<SessionId> {
    cx.session().ok_or_else(|| HandlerError::Fault("a member without a session".to_owned()))
}
