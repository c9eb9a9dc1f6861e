//! Callers with a way of their own to sign in: known browsers, passkeys, officers.

use crate::server::Server;
use domain::contract::{BeginPasskeySignIn, Endpoint, RequestCode, SignIn, SignInWithPasskey};
use domain::sessions::{Phone, SignInRequest};
use tests::scenes::client::{Call, HttpAnswer, community_code};
use tests::scenes::people::Person;

/// All cookies that an answer sets, as a browser sends them back.
pub fn answer_cookies(answer: &HttpAnswer) -> String {
    let all = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    all.filter_map(|cookie| cookie.split(';').next()).collect::<Vec<_>>().join("; ")
}

/// A browser on which somebody signed in before.
pub struct Known {
    pub phone: Phone,
    pub cookies: String,
}

pub fn known_browser(server: &Server) -> Known {
    let phone = server.next_phone();
    let body = SignInRequest { phone: phone.clone(), code: server.ask_code(&community_code(), &phone) };
    let answer = server.send(&Call::of::<SignIn>(&Person::guest(), &(community_code(),), &(), &body));
    assert_eq!(answer.status, 200, "{}", answer.text());
    Known { phone, cookies: answer_cookies(&answer) }
}

/// Comes in from an address of its own; returns what went wrong, if anything.
pub fn comes_in(server: &Server, known: &Known, address: &str) -> Result<(), String> {
    let who = Person::with_cookie(&known.cookies);
    require_success(
        &server.send(&code_request_call(&RequestCode::url(&(community_code(),), &()), &known.phone, address).by(&who)),
        RequestCode::SPEC.name,
    )?;
    let body = SignInRequest { phone: known.phone.clone(), code: server.newest_code(&community_code(), &known.phone) };
    let sign = Call::of::<SignIn>(&who, &(community_code(),), &(), &body);
    require_success(&server.send(&sign.with(ADDRESS, address)), SignIn::SPEC.name)
}

/// A request for a code, as a person who knows the address may write it by hand.
pub fn code_request_call(url: &str, phone: &Phone, address: &str) -> Call {
    Call::post(url, serde_json::json!({ "phone": phone }).to_string()).with(ADDRESS, address)
}

pub fn comes_by_passkey(
    server: &Server,
    held: &tests::scenes::passkeys::TestPasskey,
    cookies: &str,
    address: &str,
) -> Result<(), String> {
    let who = Person::with_cookie(cookies);
    let begin = server
        .send(&Call::post(&BeginPasskeySignIn::url(&(community_code(),), &()), "{}").with(ADDRESS, address).by(&who));
    require_success(&begin, BeginPasskeySignIn::SPEC.name)?;
    let challenge = begin.json()["challenge"].as_str().unwrap_or_default().to_owned();
    let body = tests::scenes::passkeys::passkey_sign_in_request(held, &challenge);
    let sign = Call::of::<SignInWithPasskey>(&who, &(community_code(),), &(), &body).with(ADDRESS, address);
    require_success(&server.send(&sign), SignInWithPasskey::SPEC.name)
}

/// The header that tells these servers the caller's address.
pub const ADDRESS: &str = "x-real-ip";

pub fn require_success(answer: &HttpAnswer, what: &str) -> Result<(), String> {
    if answer.status == 200 { Ok(()) } else { Err(format!("{what}: {} {}", answer.status, answer.text())) }
}
