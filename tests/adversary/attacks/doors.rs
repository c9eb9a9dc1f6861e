//! Callers with a way of their own to sign in: known browsers, passkeys, officers.

use crate::client::{Answer, Call, code};
use crate::people::Person;
use crate::server::Server;
use domain::contract::{BeginPasskeySignIn, Endpoint, RequestCode, SignIn, SignInWithPasskey};
use domain::sessions::{Phone, SignInWith};

/// All cookies that an answer sets, as a browser sends them back.
pub fn cookies(answer: &Answer) -> String {
    let all = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    all.filter_map(|cookie| cookie.split(';').next()).collect::<Vec<_>>().join("; ")
}

/// A browser on which somebody signed in before.
pub struct Known {
    pub phone: Phone,
    pub cookies: String,
}

pub fn known(server: &Server) -> Known {
    let phone = server.next_phone();
    let body = SignInWith { phone: phone.clone(), code: server.ask_code(&code(), &phone) };
    let answer = server.send(&Call::of::<SignIn>(&Person::guest(), &(code(),), &(), &body));
    assert_eq!(answer.status, 200, "{}", answer.text());
    Known { phone, cookies: cookies(&answer) }
}

/// Comes in from an address of its own; returns what went wrong, if anything.
pub fn comes_in(server: &Server, known: &Known, address: &str) -> Result<(), String> {
    let who = Person::with_cookie(&known.cookies);
    refused(
        &server.send(&asks(&RequestCode::url(&(code(),), &()), &known.phone, address).by(&who)),
        RequestCode::SPEC.name,
    )?;
    let body = SignInWith { phone: known.phone.clone(), code: server.newest_code(&code(), &known.phone) };
    let sign = Call::of::<SignIn>(&who, &(code(),), &(), &body);
    refused(&server.send(&sign.with(ADDRESS, address)), SignIn::SPEC.name)
}

/// A request for a code, as a person who knows the address may write it by hand.
pub fn asks(url: &str, phone: &Phone, address: &str) -> Call {
    Call::post(url, serde_json::json!({ "phone": phone }).to_string()).with(ADDRESS, address)
}

pub fn comes_by_passkey(
    server: &Server,
    held: &crate::passkeys::Held,
    cookies: &str,
    address: &str,
) -> Result<(), String> {
    let who = Person::with_cookie(cookies);
    let begin =
        server.send(&Call::post(&BeginPasskeySignIn::url(&(code(),), &()), "{}").with(ADDRESS, address).by(&who));
    refused(&begin, BeginPasskeySignIn::SPEC.name)?;
    let challenge = begin.json()["challenge"].as_str().unwrap_or_default().to_owned();
    let body = crate::passkeys::show(held, &challenge);
    let sign = Call::of::<SignInWithPasskey>(&who, &(code(),), &(), &body).with(ADDRESS, address);
    refused(&server.send(&sign), SignInWithPasskey::SPEC.name)
}

/// The header that tells these servers the caller's address.
pub const ADDRESS: &str = "x-real-ip";

pub fn refused(answer: &Answer, what: &str) -> Result<(), String> {
    if answer.status == 200 { Ok(()) } else { Err(format!("{what}: {} {}", answer.status, answer.text())) }
}
