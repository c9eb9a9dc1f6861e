//! `POST …/sign-in-passkey-challenges` and `POST …/sign-in-passkeys`: no phone is typed, the passkey says who it is.

use super::super::open::{SignInMethod, me_of, open_session};
use super::super::{history, rate_limits};
use super::sql::{self, StoredPasskey};
use super::{sign_in_challenge, site};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::Empty;
use domain::ids::{CommunityCode, MemberId};
use domain::limits;
use domain::sessions::passkey::{Act, Assertion, read_challenge, verify_assertion};
use domain::sessions::{EventKind, PasskeyAsked, Refusal, SignInWithPasskeyRequest, SignedIn};

crate::handle!(BeginPasskeySignIn, begin_passkey_sign_in);
/// Makes a challenge for anybody and stores nothing: strangers can use up nothing.
pub fn begin_passkey_sign_in(
    cx: &Cx<'_>,
    (community,): (CommunityCode,),
    _: &(),
    _: &Empty,
) -> HandlerResult<PasskeyAsked> {
    cx.allow(&Subject::Public)?;
    let site = site(cx, Refusal::PasskeyWrong)?;
    Ok(PasskeyAsked {
        challenge: sign_in_challenge::make_challenge(cx, &community)?,
        site: site.host.to_owned(),
        expires_at: cx.now.plus(limits::PASSKEY_CHALLENGE_MILLIS),
    })
}

crate::handle!(SignInWithPasskey, sign_in_with_passkey);
/// Signs in, or renews the proof in a session of the same person.
pub fn sign_in_with_passkey(
    cx: &Cx<'_>,
    (community,): (CommunityCode,),
    _: &(),
    body: &SignInWithPasskeyRequest,
) -> HandlerResult<SignedIn> {
    cx.allow(&Subject::Public)?;
    // A try counts whatever its outcome: the challenge is used up, and the person is told.
    cx.commit_on_refusal();
    let member = match shown(cx, &community, body) {
        Ok(member) => member,
        Err(stop) => {
            // A signature cannot be guessed; the count of a network, which many people share, is for wrong ones only.
            rate_limits::count_caller(cx, "try")?;
            return Err(stop);
        }
    };
    let here = cx.session().filter(|_| cx.standing().member == Some(member));
    if let Some(session) = here
        && !cx.run(sql::PROVED_HERE, bind![cx.now, session])?.is_empty()
    {
        return Ok(SignedIn { me: Some(me_of(cx, member, session, Some(cx.now))?), next: None });
    }
    let me = open_session(cx, &community, member, SignInMethod::Passkey)?;
    Ok(SignedIn { me: Some(me), next: None })
}

/// The member whose passkey was shown. A wrong signature or a lower count of a known passkey is noted in the member's
/// history.
fn shown(cx: &Cx<'_>, community: &CommunityCode, body: &SignInWithPasskeyRequest) -> HandlerResult<MemberId> {
    let wrong = || HandlerError::from(Refusal::PasskeyWrong);
    let site = site(cx, Refusal::PasskeyWrong)?;
    let challenge = read_challenge(body.client_data.bytes(), Act::Show, site).map_err(|_| wrong())?;
    if !sign_in_challenge::is_live_challenge(cx, community, &challenge) {
        return Err(wrong());
    }
    let passkey: Option<StoredPasskey> = cx.read_first(sql::PASSKEY, bind![body.credential.bytes().to_vec()])?;
    let passkey = passkey.ok_or_else(wrong)?;
    if !sign_in_challenge::use_up(cx, &challenge)? {
        return Err(wrong());
    }
    let assertion = Assertion {
        client_data: body.client_data.bytes(),
        authenticator_data: body.authenticator_data.bytes(),
        signature: body.signature.bytes(),
        key: &passkey.key,
        count: passkey.count,
    };
    match verify_assertion(&assertion, site) {
        Ok(count) if passkey.user_handle[..] == *body.user.bytes() => {
            cx.run(sql::USED, bind![count, cx.now, passkey.id])?;
            Ok(passkey.member)
        }
        _ => {
            history::record_event(cx, passkey.member, EventKind::WrongPasskey)?;
            Err(wrong())
        }
    }
}
