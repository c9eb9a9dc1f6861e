//! The browser's part of passkeys: the only place that calls `navigator.credentials`, by name, because the typed
//! bindings would be larger than this whole file.
//!
//! Invariant: closing the browser's dialog is a change of mind and no failure.

use crate::words::{key, t};
use domain::sessions::passkey::Octets;
use domain::sessions::{ConfirmPasskeyRequest, PasskeyAsked, PasskeyBegun, SignInWithPasskeyRequest};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// ECDSA on P-256 with SHA-256, by its number.
const ES256: i32 = -7;
/// The lifetime of a challenge.
#[expect(clippy::cast_possible_truncation, reason = "five minutes fit")]
const TIMEOUT_MILLIS: i32 = domain::limits::PASSKEY_CHALLENGE_MILLIS as i32;

/// Why there is no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyFailure {
    /// The person closed the dialog, or let it time out.
    Cancelled,
    /// The device already has a passkey of this person.
    Known,
    Failed,
}

/// Whether this browser can make passkeys here: it needs TLS and a host name that is not a bare IP address.
pub fn is_offered() -> bool {
    let host = window().location().hostname().unwrap_or_default();
    let is_name = !host.starts_with('[') && host.bytes().any(|byte| byte.is_ascii_alphabetic());
    is_name && Reflect::has(&window(), &"PublicKeyCredential".into()).unwrap_or(false)
}

/// Lets the device make a passkey.
pub async fn create_passkey(begun: &PasskeyBegun) -> Result<ConfirmPasskeyRequest, PasskeyFailure> {
    let credential = device("create", creation(begun)).await?;
    let read = || {
        let response = Reflect::get(&credential, &"response".into()).ok()?;
        Some(ConfirmPasskeyRequest {
            client_data: octets(&response, "clientDataJSON")?,
            attestation: octets(&response, "attestationObject")?,
        })
    };
    read().ok_or(PasskeyFailure::Failed)
}

/// Lets the person choose a passkey, and the device sign with it.
pub async fn sign_with_passkey(asked: &PasskeyAsked) -> Result<SignInWithPasskeyRequest, PasskeyFailure> {
    let credential = device("get", request(asked)).await?;
    let read = || {
        let response = Reflect::get(&credential, &"response".into()).ok()?;
        Some(SignInWithPasskeyRequest {
            credential: octets(&credential, "rawId")?,
            user: octets(&response, "userHandle")?,
            client_data: octets(&response, "clientDataJSON")?,
            authenticator_data: octets(&response, "authenticatorData")?,
            signature: octets(&response, "signature")?,
        })
    };
    read().ok_or(PasskeyFailure::Failed)
}

fn creation(begun: &PasskeyBegun) -> Result<Object, JsValue> {
    let known = begun.known.iter().map(|credential| {
        object(&[("type", "public-key".into()), ("id", bytes(credential.bytes()))]).map(JsValue::from)
    });
    let user = [
        ("id", bytes(begun.user.bytes())),
        ("name", begun.account.as_str().into()),
        ("displayName", begun.name.as_str().into()),
    ];
    let chosen = [
        ("residentKey", "required".into()),
        ("requireResidentKey", true.into()),
        ("userVerification", "required".into()),
    ];
    let algorithm = object(&[("type", "public-key".into()), ("alg", ES256.into())])?;
    object(&[
        ("challenge", bytes(begun.challenge.bytes())),
        ("rp", object(&[("id", begun.site.as_str().into()), ("name", t(key::SHELL_NAME).into())])?.into()),
        ("user", object(&user)?.into()),
        ("pubKeyCredParams", Array::of1(&algorithm).into()),
        ("authenticatorSelection", object(&chosen)?.into()),
        ("excludeCredentials", known.collect::<Result<Array, JsValue>>()?.into()),
        ("attestation", "none".into()),
        ("timeout", TIMEOUT_MILLIS.into()),
    ])
}

fn request(asked: &PasskeyAsked) -> Result<Object, JsValue> {
    object(&[
        ("challenge", bytes(asked.challenge.bytes())),
        ("rpId", asked.site.as_str().into()),
        ("userVerification", "required".into()),
        ("timeout", TIMEOUT_MILLIS.into()),
    ])
}

/// Calls the browser, and waits for the person.
async fn device(method: &str, public_key: Result<Object, JsValue>) -> Result<JsValue, PasskeyFailure> {
    let begin = || -> Result<Promise, JsValue> {
        let credentials = Reflect::get(&window().navigator(), &"credentials".into())?;
        let call: Function = Reflect::get(&credentials, &method.into())?.dyn_into()?;
        call.call1(&credentials, &object(&[("publicKey", public_key?.into())])?.into())?.dyn_into()
    };
    let promise = begin().map_err(|_| PasskeyFailure::Failed)?;
    JsFuture::from(promise).await.map_err(|error| {
        let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
        match name.as_str() {
            "NotAllowedError" | "AbortError" => PasskeyFailure::Cancelled,
            "InvalidStateError" => PasskeyFailure::Known,
            _ => PasskeyFailure::Failed,
        }
    })
}

fn object(fields: &[(&str, JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &JsValue::from(*name), value)?;
    }
    Ok(object)
}

fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// The bytes of a buffer; `None` if there is none, or if it is too long.
fn octets<const MAX: usize>(from: &JsValue, name: &str) -> Option<Octets<MAX>> {
    let buffer = Reflect::get(from, &name.into()).ok().filter(JsValue::is_object)?;
    Octets::new(Uint8Array::new(&buffer).to_vec())
}
