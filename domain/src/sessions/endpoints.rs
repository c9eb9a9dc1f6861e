//! The endpoints of sessions.

use super::{
    ChangeOwnPhoneRequest, ChangePhoneRequest, CodeSent, ConfirmFactorRequest, ConfirmPasskeyRequest, Done,
    FactorBegun, FactorConfirmed, FinishSignInRequest, Me, PasskeyAsked, PasskeyBegun, Passkeys, PhoneCodeRequest,
    PrintSlipRequest, ProveFactorRequest, Refusal, ResetFactorRequest, Sessions, SignInCodeRequest, SignInEvent,
    SignInRequest, SignInWithPasskeyRequest, SignInWithSlipRequest, SignedIn, SlipPrinted,
};
use crate::contract::{Page, PageQuery};
use crate::ids::{CommunityCode, MemberId, PasskeyId, SessionId};
use crate::members::AccessEnded;

crate::endpoints! {
    /// Send a one-time code to a phone. The answer is the same whether or not the phone is in the roster.
    RequestCode = "sessions/request-code" Post "/api/communities/{community}/sign-in-codes" {
        kind: Unkeyed, may: SignIn, params: (CommunityCode,), body: SignInCodeRequest, reply: CodeSent,
        refusals: Refusal[TooManyCodes, ProofNeeded]
    }
    /// Sign in; the answer sets the cookie.
    SignIn = "sessions/sign-in" Post "/api/communities/{community}/sessions" {
        kind: Unkeyed, may: SignIn, params: (CommunityCode,), body: SignInRequest, reply: SignedIn,
        refusals: Refusal[CodeWrong, CodeSpent, TooManyCodes]
    }
    /// Continue signing in after a right code: name the person if several share the phone, and give the second factor.
    FinishSignIn = "sessions/finish-sign-in" Post "/api/communities/{community}/sign-in-tickets" {
        kind: Unkeyed, may: SignIn, params: (CommunityCode,), body: FinishSignInRequest, reply: SignedIn,
        refusals: Refusal[TooManyCodes, TicketSpent, FactorCodeWrong, FactorLocked]
    }
    /// Sign in with a printed slip, once; the answer sets the cookie.
    SignInWithSlip = "sessions/sign-in-with-slip" Post "/api/communities/{community}/sign-in-slips" {
        kind: Unkeyed, may: SignIn, params: (CommunityCode,), body: SignInWithSlipRequest, reply: SignedIn,
        refusals: Refusal[TooManyCodes, SlipSpent]
    }
    /// Print a slip for a member who cannot receive a code; an earlier slip becomes void. The code is shown only in
    /// this answer.
    PrintSlip = "sessions/print-slip" Post "/api/communities/{community}/members/{member}/sign-in-slips" {
        kind: Unkeyed, may: PrintSlip, params: (CommunityCode, MemberId), body: PrintSlipRequest, reply: SlipPrinted,
        refusals: Refusal[OwnCase, SlipNeedsFactor, TooManySlips], dangerous: true
    }
    /// Withdraw a member's slip before it is used.
    VoidSlip = "sessions/void-slip" Post "/api/communities/{community}/members/{member}/sign-in-slips/voiding" {
        may: PrintSlip, params: (CommunityCode, MemberId), reply: Done,
        refusals: Refusal[NoSlip]
    }
    /// Create a key for an authenticator app. Replacing an enrolled one requires a recent proof of that one.
    BeginFactor = "sessions/begin-factor" Post "/api/communities/{community}/me/factor" {
        kind: Unkeyed, may: ManageOwnFactor, params: (CommunityCode,), reply: FactorBegun, dangerous: true
    }
    /// Enrol: the first code proves that the key arrived. The recovery codes are shown only in this answer.
    ConfirmFactor = "sessions/confirm-factor" Post "/api/communities/{community}/me/factor/confirmation" {
        kind: Unkeyed, may: ManageOwnFactor, params: (CommunityCode,), body: ConfirmFactorRequest,
        reply: FactorConfirmed,
        refusals: Refusal[FactorCodeWrong, FactorLocked, FactorNotBegun]
    }
    /// Prove the second factor again, for dangerous acts within the next quarter of an hour.
    ProveFactor = "sessions/prove-factor" Post "/api/communities/{community}/me/factor/proof" {
        kind: Unkeyed, may: ManageOwnFactor, params: (CommunityCode,), body: ProveFactorRequest, reply: Done,
        refusals: Refusal[FactorCodeWrong, FactorLocked, FactorNotEnrolled]
    }
    /// Reset a lost second factor; the person and the supervision committee are notified.
    ResetFactor = "sessions/reset-factor" Post "/api/communities/{community}/members/{member}/factor-reset" {
        may: ManageRoster, params: (CommunityCode, MemberId), body: ResetFactorRequest, reply: AccessEnded,
        refusals: Refusal[FactorNotEnrolled, OwnCase], dangerous: true
    }
    /// Begin to create a passkey in this browser.
    BeginPasskey = "sessions/begin-passkey" Post "/api/communities/{community}/passkey-challenges" {
        kind: Unkeyed, may: ManageOwnFactor, params: (CommunityCode,), reply: PasskeyBegun,
        refusals: Refusal[TooManyCodes, PasskeyNotTaken, TooManyPasskeys, PasskeyAfterSlip], dangerous: true
    }
    /// Store the passkey that the browser created; the person is notified.
    ConfirmPasskey = "sessions/confirm-passkey" Post "/api/communities/{community}/passkeys" {
        kind: Unkeyed, may: ManageOwnFactor, params: (CommunityCode,), body: ConfirmPasskeyRequest, reply: Done,
        refusals: Refusal[PasskeyNotTaken, TooManyPasskeys]
    }
    /// The caller's passkeys, newest first.
    ListPasskeys = "sessions/list-passkeys" Get "/api/communities/{community}/passkeys" {
        may: ManageOwnFactor, params: (CommunityCode,), reply: Passkeys, offline: Never
    }
    /// Remove one's own passkey: it can no longer sign in.
    RemovePasskey = "sessions/remove-passkey" Post "/api/communities/{community}/passkeys/{passkey}/removal" {
        may: ManageOwnFactor, params: (CommunityCode, PasskeyId), reply: Done, dangerous: true
    }
    /// Get a challenge that a passkey signs; no phone number is needed.
    BeginPasskeySignIn = "sessions/begin-passkey-sign-in" Post "/api/communities/{community}/sign-in-passkey-challenges" {
        kind: Unkeyed, may: SignIn, params: (CommunityCode,), reply: PasskeyAsked,
        refusals: Refusal[PasskeyWrong]
    }
    /// Sign in with a passkey alone; the answer sets the cookie. In a session of the same person it counts as a recent
    /// proof.
    SignInWithPasskey = "sessions/sign-in-with-passkey" Post "/api/communities/{community}/sign-in-passkeys" {
        kind: Unkeyed, may: SignIn, params: (CommunityCode,), body: SignInWithPasskeyRequest, reply: SignedIn,
        refusals: Refusal[TooManyCodes, PasskeyWrong]
    }
    /// The caller's sign-ins, failed tries and signed-out devices, newest first.
    ListSignIns = "sessions/list-sign-ins" Get "/api/communities/{community}/me/sign-ins" {
        may: SeeSelf, params: (CommunityCode,), query: PageQuery, reply: Page<SignInEvent>, offline: Never
    }
    /// Set another phone number for a member; all sessions of the member end.
    ChangePhone = "sessions/change-phone" Post "/api/communities/{community}/members/{member}/phone" {
        may: ManageRoster, params: (CommunityCode, MemberId), body: ChangePhoneRequest, reply: AccessEnded,
        refusals: Refusal[OwnCase, SamePhone, PhoneElsewhere], dangerous: true
    }
    /// Send a code to one's new phone.
    RequestPhoneCode = "sessions/request-phone-code" Post "/api/communities/{community}/me/phone-codes" {
        kind: Unkeyed, may: ManageOwnSessions, params: (CommunityCode,), body: PhoneCodeRequest, reply: CodeSent,
        refusals: Refusal[TooManyCodes, NotBySlip]
    }
    /// Change one's own phone, by the session and the code sent to the new phone; all other sessions end.
    ChangeOwnPhone = "sessions/change-own-phone" Post "/api/communities/{community}/me/phone" {
        kind: Unkeyed, may: ManageOwnSessions, params: (CommunityCode,), body: ChangeOwnPhoneRequest, reply: Done,
        refusals: Refusal[CodeWrong, CodeSpent, SamePhone, PhoneElsewhere, NotBySlip], dangerous: true
    }
    /// Who is signed in.
    ShowMe = "sessions/show-me" Get "/api/communities/{community}/me" {
        may: SeeSelf, params: (CommunityCode,), reply: Me
    }
    /// The caller's signed-in devices.
    ListSessions = "sessions/list-sessions" Get "/api/communities/{community}/sessions" {
        may: ManageOwnSessions, params: (CommunityCode,), reply: Sessions, offline: Never
    }
    /// Sign out one of the caller's devices, possibly the current one.
    RevokeSession = "sessions/revoke-session" Post "/api/communities/{community}/sessions/{session}/revocation" {
        kind: Unkeyed, may: ManageOwnSessions, params: (CommunityCode, SessionId), reply: Done
    }
}
