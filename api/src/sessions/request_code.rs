//! `POST …/sign-in-codes`

use super::{rates, sql};
use crate::answer::{Answer, Message};
use crate::bind;
use crate::community::{Cx, Mode};
use crate::crypto;
use domain::access::Subject;
use domain::ids::CommunityCode;
use domain::limits;
use domain::sessions::{Code, CodeRequest, CodeSent, Phone, Refusal};
use domain::time::SECOND;

/// Makes a code and hands it to the sender, when the phone is in the roster.
pub fn request_code(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &CodeRequest) -> Answer<CodeSent> {
    cx.allow(&Subject::Public)?;
    let phone_hash = phone_hash(cx, &body.phone);
    refuse_a_flood(cx, &phone_hash)?;
    let code = Code::from_chance(crypto::random_u64(cx.chance));
    let code_hash = code_hash(cx, &body.phone, &code);
    cx.run(sql::SAVE_CODE, bind![phone_hash, code_hash, cx.now])?;
    if cx.first(sql::MEMBER_BY_PHONE, bind![body.phone.as_str()])?.is_some() {
        hand_over(cx, &body.phone, &code)?;
    }
    Ok(CodeSent {
        expires_at: cx.now.plus(limits::SIGN_IN_CODE_MILLIS),
        resend_after_seconds: limits::SIGN_IN_RESEND_SECONDS,
    })
}

fn refuse_a_flood(cx: &Cx<'_>, phone_hash: &[u8; 32]) -> Answer<()> {
    if let Some(row) = cx.first(sql::CODE, bind![*phone_hash])? {
        let wait = limits::SIGN_IN_RESEND_SECONDS * SECOND - cx.now.since(row.time(0)?);
        if wait > 0 {
            return Err(Refusal::TooManyCodes { retry_seconds: wait / SECOND + 1 }.into());
        }
    }
    if let Some(address) = &cx.request.address {
        let address = domain::journal::hex(&crypto::keyed(&cx.secrets.code_pepper, &["address", address]));
        rates::count(cx, &format!("address {address}"), limits::SIGN_IN_PER_ADDRESS_HOUR)?;
    }
    let phone = domain::journal::hex(phone_hash);
    rates::count(cx, &format!("phone {phone}"), limits::SIGN_IN_CODES_PER_PHONE_HOUR)?;
    rates::count(cx, "community", limits::SIGN_IN_PER_COMMUNITY_HOUR)
}

/// The sender: the inbox on screen in demonstration mode, a message after the commit otherwise.
fn hand_over(cx: &Cx<'_>, phone: &Phone, code: &Code) -> Answer<()> {
    if cx.mode == Mode::Demonstration {
        cx.run(sql::INBOX_ADD, bind![phone.as_str(), code.as_str(), cx.now])?;
        cx.run(sql::INBOX_TRIM, &[])?;
    } else {
        cx.send(Message::SignInCode { phone: phone.to_string(), code: code.as_str().to_owned() });
    }
    Ok(())
}

pub fn phone_hash(cx: &Cx<'_>, phone: &Phone) -> [u8; 32] {
    crypto::keyed(&cx.secrets.code_pepper, &["phone", phone.as_str()])
}

pub fn code_hash(cx: &Cx<'_>, phone: &Phone, code: &Code) -> [u8; 32] {
    crypto::keyed(&cx.secrets.code_pepper, &["code", phone.as_str(), code.as_str()])
}
