//! Floods of strangers at every sign-in, while people who belong there can still sign in.
//!
//! Invariant: each stranger has an address of its own, like an outsider with an IPv6 network; the probes come from
//! addresses that no stranger uses: from a known browser, by a passkey, and as an officer.

use super::known_callers::{
    ADDRESS, Known, answer_cookies, code_request_call, comes_by_passkey, comes_in, known_browser, require_success,
};
use crate::server::{Mode, Server, ServerSettings, new_folder};
use crate::table::{Attack, Form, Tally};
use crate::template::copy_to;
use domain::contract::*;
use domain::ids::RegionCode;
use domain::limits::FOLLOWERS_MAX;
use domain::sessions::{Phone, SignInRequest};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tests::scenes::client::{Call, HttpAnswer, community_code};
use tests::scenes::offices::{STREET_HEAD, officer_phone};
use tests::scenes::open_meetings::large_meeting;
use tests::scenes::passkeys::TestPasskey;
use tests::scenes::people::Person;

pub const ATTACKS: &[Attack] = &[
    Attack { group: "floods", name: "codes for strangers; a known browser signs in meanwhile", run: codes },
    Attack { group: "floods", name: "wrong codes; a known browser signs in meanwhile", run: wrong_codes },
    Attack { group: "floods", name: "passkey challenges; a passkey opens meanwhile", run: challenges },
    Attack { group: "floods", name: "codes for strangers at an office; its head signs in", run: office },
    Attack { group: "floods", name: "more sockets than fit; pages are answered meanwhile", run: sockets },
    Attack { group: "floods", name: "control: anyone without a key of their own stays out", run: stranger },
];

/// The hourly limit of a sign-in that counts all callers alike.
const COMMUNITY_HOUR: usize = 2_000;
const REGION_HOUR: usize = 300;
/// Number of strangers that work at the same time.
const STRANGERS: usize = 4;
const PROBES: usize = 8;

fn server() -> Server {
    let data = new_folder();
    copy_to(&data);
    let around = ServerSettings { address_header: Some(ADDRESS), ..ServerSettings::default() };
    Server::start_with(&data, Mode::Demonstration, &around)
}

/// An address of the documentation's network, a different /64 for each number.
fn address(number: usize) -> String {
    format!("2001:db8:{:x}:{:x}::1", number / 0xFFFF, number % 0xFFFF)
}

/// A phone number that nobody in any community has.
fn nobody(number: usize) -> Phone {
    format!("199{number:08}").parse().expect("a phone")
}

/// Sends this number of requests, with probes evenly between them. A fault counts against the system, like a failed
/// probe.
fn flood(
    server: &Server,
    requests: usize,
    request: impl Fn(usize) -> Call + Sync,
    mut probe: impl FnMut(usize) -> Result<(), String>,
) -> Tally {
    let (mut tally, done) = (Tally::default(), AtomicUsize::new(0));
    let (mut faults, mut passed) = (vec![], 0);
    let stranger = |begin: usize| {
        let (mut odd, mut passed) = (vec![], 0usize);
        for number in (begin..requests).step_by(STRANGERS) {
            match server.try_send(&request(number)) {
                Ok(answer) if answer.status < 500 => passed += usize::from(answer.status == 200),
                Ok(answer) => odd.push(format!("{}: {}", answer.status, answer.text())),
                Err(error) => odd.push(error.to_string()),
            }
            done.fetch_add(1, Ordering::Relaxed);
        }
        (odd, passed)
    };
    let stranger = &stranger;
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..STRANGERS).map(|begin| scope.spawn(move || stranger(begin))).collect();
        for number in 0..PROBES {
            // The last probe comes after all strangers.
            let due = requests * (number + 1) / PROBES;
            while done.load(Ordering::Relaxed) < due && threads.iter().any(|thread| !thread.is_finished()) {
                std::thread::yield_now();
            }
            let outcome = probe(number);
            tally.count(outcome.is_ok(), || format!("after {due} requests: {}", outcome.unwrap_err()));
        }
        for thread in threads {
            let (odd, let_in) = thread.join().expect("a stranger");
            faults.extend(odd);
            passed += let_in;
        }
    });
    tally.count_held(requests - faults.len());
    faults.into_iter().for_each(|fault| tally.count(false, || fault));
    tally.noting(format!("{requests} requests, {passed} of them answered 200, {PROBES} probes"))
}

fn own(number: usize) -> String {
    format!("198.51.100.{}", number + 1)
}

/// For a sign-in with such a limit: more than the limit, and in the long form many times as many.
fn size(form: Form, limit: usize) -> usize {
    form.of(limit + 400, 100_000)
}

fn household(server: &Server) -> Vec<Known> {
    (0..PROBES).map(|_| known_browser(server)).collect()
}

fn codes(form: Form) -> Tally {
    let server = server();
    let known = household(&server);
    let url = RequestCode::url(&(community_code(),), &());
    let ask = |number| code_request_call(&url, &nobody(number), &address(number));
    flood(&server, size(form, COMMUNITY_HOUR), ask, |number| comes_in(&server, &known[number], &own(number)))
}

fn wrong_codes(form: Form) -> Tally {
    let server = server();
    let known = household(&server);
    let url = SignIn::url(&(community_code(),), &());
    let guess = |number: usize| {
        let body = serde_json::json!({ "phone": tests::scenes::people::resident_phone(401 + number % 900), "code": format!("{:06}", number % 1_000_000) });
        Call::post(&url, body.to_string()).with(ADDRESS, &address(number))
    };
    flood(&server, size(form, COMMUNITY_HOUR), guess, |number| comes_in(&server, &known[number], &own(number)))
}

/// A browser that signed in, and its passkey.
fn holder(server: &Server) -> (TestPasskey, String) {
    let known = known_browser(server);
    (server.add_passkey(&Person::with_cookie(&known.cookies)), known.cookies)
}

fn challenges(form: Form) -> Tally {
    let server = server();
    let holders: Vec<(TestPasskey, String)> = (0..PROBES).map(|_| holder(&server)).collect();
    let url = BeginPasskeySignIn::url(&(community_code(),), &());
    let ask = |number| Call::post(&url, "{}").with(ADDRESS, &address(number));
    flood(&server, size(form, COMMUNITY_HOUR), ask, |number| {
        let (held, cookies) = &holders[number];
        // Only the browser's device mark: a caller who is already signed in needs no sign-in.
        let mark = cookies.split("; ").filter(|pair| pair.contains("device")).collect::<Vec<_>>().join("; ");
        comes_by_passkey(&server, held, &mark, &own(number))
    })
}

fn street() -> (RegionCode,) {
    (community_code().parent(),)
}

fn sign_in_officer(server: &Server, number: usize, cookie: Option<&str>, address: &str) -> Result<HttpAnswer, String> {
    let who = cookie.map_or_else(Person::guest, Person::with_cookie);
    let ask = code_request_call(&RequestOfficerCode::url(&street(), &()), &officer_phone(number), address).by(&who);
    require_success(&server.send(&ask), RequestOfficerCode::SPEC.name)?;
    let code = server.newest_officer_code(&street(), number).ok_or("no message")?;
    let body = SignInRequest { phone: officer_phone(number), code };
    let answer = server.send(&Call::of::<SignInOfficer>(&who, &street(), &(), &body).with(ADDRESS, address));
    require_success(&answer, SignInOfficer::SPEC.name).map(|()| answer)
}

fn office(form: Form) -> Tally {
    let server = server();
    let head = server.officer(&street(), STREET_HEAD);
    let officers: Vec<(usize, String)> = (0..PROBES)
        .map(|number| {
            let number = 9_100 + number;
            server.seat_officer(&head, &street(), number, domain::regions::OfficerPost::Staff);
            let answer = sign_in_officer(&server, number, None, &own(number % 90)).expect("signed in before the flood");
            (number, answer_cookies(&answer))
        })
        .collect();
    let url = RequestOfficerCode::url(&street(), &());
    let ask = |number| code_request_call(&url, &nobody(number), &address(number));
    flood(&server, size(form, REGION_HOUR), ask, |number| {
        let (officer, cookie) = &officers[number];
        sign_in_officer(&server, *officer, Some(cookie), &own(number)).map(drop)
    })
}

/// The beginning of the socket's answer, and the socket, which stays open as long as it is held.
fn follow(server: &Server, address: &str) -> std::io::Result<(String, TcpStream)> {
    let host = server.api.address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let path = FollowMeeting::url(&(community_code(), large_meeting()), &());
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{ADDRESS}: {address}\r\nOrigin: http://{host}\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )?;
    let mut head = [0; 12];
    stream.read_exact(&mut head)?;
    Ok((String::from_utf8_lossy(&head).into_owned(), stream))
}

fn sockets(form: Form) -> Tally {
    let (server, mut tally, mut open) = (server(), Tally::default(), vec![]);
    let known = household(&server);
    let rounds = form.of(1, 4);
    for _ in 0..rounds {
        open.clear();
        for number in 0..FOLLOWERS_MAX + 40 {
            let answer = follow(&server, &address(number));
            let status = answer.as_ref().map_or_else(ToString::to_string, |(head, _)| head.clone());
            tally.count(status.ends_with("101") || status.ends_with("429"), || status);
            open.extend(answer.ok().map(|(_, stream)| stream));
        }
        let page = server.send(&Call::get(&ShowHome::url(&(community_code(),), &())));
        tally.count(page.status == 200, || format!("{} {}", page.status, page.text()));
    }
    let outcome = comes_in(&server, &known[0], &own(0));
    tally.count(outcome.is_ok(), || outcome.unwrap_err());
    tally.noting(format!("{rounds} × {} sockets held open", FOLLOWERS_MAX + 40))
}

/// The same probe by a stranger who has neither the browser nor the phone.
fn stranger(_: Form) -> Tally {
    let (server, mut tally) = (server(), Tally::default());
    let forged = Known { phone: nobody(1), cookies: "linli-device=00".to_owned() };
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| comes_in(&server, &forged, &own(1))));
    tally.count(matches!(outcome, Ok(Ok(()))), String::new);
    // A caller who asks a hundred times from one address must wait.
    for number in 0..100 {
        let answer = server.send(&code_request_call(
            &RequestCode::url(&(community_code(),), &()),
            &nobody(100 + number),
            "203.0.113.7",
        ));
        tally.count(answer.status == 200, String::new);
    }
    tally.must_breach("a stranger")
}
