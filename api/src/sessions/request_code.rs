//! `POST …/sign-in-codes`

use super::open::device_mark;
use super::rate_limits;
use super::sql::{self, StoredCode};
use super::stranger_limits::{self, SignInDoor};
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::{Cx, Mode};
use crate::{crypto, due, outgoing};
use domain::access::Subject;
use domain::ids::CommunityCode;
use domain::limits;
use domain::sessions::budget::OF_A_COMMUNITY;
use domain::sessions::{Code, CodeSent, CodeState, Phone, Refusal, SignInCodeRequest, wait_millis};
use domain::time::{SECOND, UtcMillis};

/// The door of a community.
pub const DOOR: SignInDoor = SignInDoor { budget: OF_A_COMMUNITY, purge: due::PURGE_SIGN_IN };

crate::handle!(RequestCode, request_code);
/// Makes a code and passes it to the sender, if the phone is in the roster.
pub fn request_code(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &SignInCodeRequest) -> HandlerResult<CodeSent> {
    cx.allow(&Subject::Public)?;
    let mark = device_mark(cx);
    let row = cx.first(sql::PHONE, bind![body.phone.as_str(), mark])?;
    let (is_somebodys, is_known) =
        row.map_or(Ok((false, false)), |row| Ok::<_, crate::db::DbError>((row.flag(0)?, row.flag(1)?)))?;
    let holder = PhoneFacts { mark, is_somebodys, is_known };
    send_code(cx, &DOOR, body, &holder)
}

/// An object's knowledge about the phone of a request.
pub struct PhoneFacts {
    /// The browser's mark, if it has one.
    pub mark: Option<[u8; 32]>,
    pub is_somebodys: bool,
    /// Whether an owner of the phone signed in on this browser before.
    pub is_known: bool,
}

/// Makes a code and passes it to the sender, if the phone has an owner; otherwise the answer, the row and the counts
/// are the same.
pub fn send_code(
    cx: &Cx<'_>,
    door: &SignInDoor,
    body: &SignInCodeRequest,
    holder: &PhoneFacts,
) -> HandlerResult<CodeSent> {
    let phone = &body.phone;
    let key = code_key(cx, phone, holder.mark.filter(|_| holder.is_known));
    let sent_at = refuse_too_soon(cx, &key)?;
    if !holder.is_known {
        rate_limits::count_caller(cx, "address")?;
    }
    let bucket = format!("phone {}", domain::journal::to_hex(&key));
    rate_limits::limit_rate(cx, &bucket, limits::SIGN_IN_CODES_PER_PHONE_HOUR)?;
    if holder.is_known {
        count_known(cx, door, phone)?;
    } else {
        let (key, proof, leaves) = (&key, body.proof, holder.is_somebodys);
        stranger_limits::let_ask(cx, door, &stranger_limits::StrangerAttempt { key, sent_at, proof, leaves })?;
    }
    let code = Code::from_chance(crypto::random_u64(cx.chance));
    cx.run(sql::SAVE_CODE, bind![key, code_hash(cx, phone, &code), cx.now])?;
    if holder.is_somebodys {
        hand_over(cx, phone, &code)?;
    }
    Ok(code_reply(cx))
}

/// Known browsers have a budget of their own, and each phone has a part of it.
fn count_known(cx: &Cx<'_>, door: &SignInDoor, phone: &Phone) -> HandlerResult<()> {
    let phone = domain::journal::to_hex(&code_key(cx, phone, None));
    rate_limits::limit_rate(cx, &format!("known {phone}"), limits::SIGN_IN_KNOWN_PER_PHONE_HOUR)?;
    rate_limits::limit_rate(cx, "known", door.budget.known_codes)
}

pub fn code_reply(cx: &Cx<'_>) -> CodeSent {
    CodeSent {
        expires_at: cx.now.plus(limits::SIGN_IN_CODE_MILLIS),
        resend_after_seconds: limits::SIGN_IN_RESEND_SECONDS,
    }
}

/// Refuses another code within a minute of the last; otherwise returns the time of the last one.
pub fn refuse_too_soon(cx: &Cx<'_>, key: &[u8; 32]) -> HandlerResult<Option<UtcMillis>> {
    let sent_at = cx.read_first::<StoredCode>(sql::CODE, bind![*key])?.map(|code| code.state.sent_at);
    match sent_at.and_then(|sent_at| wait_millis(sent_at, cx.now)) {
        Some(wait) => Err(Refusal::TooManyCodes { retry_seconds: wait / SECOND + 1 }.into()),
        None => Ok(sent_at),
    }
}

/// The sender: the inbox on screen in demonstration mode, a message after the commit otherwise.
pub fn hand_over(cx: &Cx<'_>, phone: &Phone, code: &Code) -> HandlerResult<()> {
    if cx.mode == Mode::Demonstration {
        cx.run(sql::INBOX_ADD, bind![phone.as_str(), code.as_str(), cx.now])?;
        cx.run(sql::INBOX_TRIM, &[])?;
    } else {
        outgoing::send_code_message(cx, phone, code)?;
    }
    Ok(())
}

/// The key of a phone's code and its count: one common key, and one for each browser that signed in with this phone
/// before, which nobody else can use up.
pub fn code_key(cx: &Cx<'_>, phone: &Phone, known_device: Option<[u8; 32]>) -> [u8; 32] {
    let device = known_device.map(|mark| domain::journal::to_hex(&mark)).unwrap_or_default();
    crypto::keyed_hash(&cx.secrets.code_pepper, &["phone", phone.as_str(), &device])
}

pub fn code_hash(cx: &Cx<'_>, phone: &Phone, code: &Code) -> [u8; 32] {
    crypto::keyed_hash(&cx.secrets.code_pepper, &["code", phone.as_str(), code.as_str()])
}

/// The newest code under this key, and whether the typed one equals it.
pub fn compare_code(
    cx: &Cx<'_>,
    key: &[u8; 32],
    phone: &Phone,
    typed: &Code,
) -> HandlerResult<(Option<CodeState>, bool)> {
    let code: Option<StoredCode> = cx.read_first(sql::CODE, bind![*key])?;
    Ok(code.map_or((None, false), |code| (Some(code.state), code.hash == code_hash(cx, phone, typed))))
}

/// A right code works once.
pub fn use_up(cx: &Cx<'_>, key: &[u8; 32]) -> HandlerResult<()> {
    cx.run(sql::USE_CODE, bind![*key])?;
    Ok(())
}

/// Counts a wrong try; the count stays.
pub fn count_try(cx: &Cx<'_>, key: &[u8; 32]) -> HandlerResult<()> {
    cx.commit_on_refusal();
    cx.run(sql::COUNT_TRY, bind![*key])?;
    Ok(())
}
