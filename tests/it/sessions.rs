//! Signing in over HTTP. HTTP adds the headers of the cookies, the caller's address, browser and origin, requests at the
//! same moment, and a second community with the same people.

use crate::parallel::all_at_once;
use crate::server::{Mode, Server, ServerSettings, new_folder, shared_server};
use crate::template::copy_to;
use domain::contract::*;
use domain::limits::{
    DEVICE_DAYS, SESSION_DAYS, SIGN_IN_CODES_PER_PHONE_HOUR, SIGN_IN_PER_ADDRESS_HOUR, SIGN_IN_TRIES_MAX,
};
use domain::sessions::{
    Code, FinishSignInRequest, Phone, SignInCodeRequest, SignInRequest, SignInWithPasskeyRequest,
    SignInWithSlipRequest, SignedIn, SlipCode,
};
use std::sync::OnceLock;
use tests::scenes::client::{CODE, Call, HttpAnswer, community_code};
use tests::scenes::neighbour_code;
use tests::scenes::passkeys::{TestPasskey, passkey_sign_in_request};
use tests::scenes::people::{DIRECTOR, Person};
use tests::scenes::sessions::print_slip_request;

/// The header in which the proxy of [`server_behind_proxy`] reports the caller's address.
const ADDRESS: &str = "x-real-ip";
/// Number of requests that are sent at the same moment.
const AT_ONCE: usize = 48;

/// A server behind a proxy that reports the callers' addresses. Each of its tests uses addresses of its own.
fn server_behind_proxy() -> &'static Server {
    static BEHIND_PROXY: OnceLock<Server> = OnceLock::new();
    BEHIND_PROXY.get_or_init(|| {
        let data = new_folder();
        copy_to(&data);
        let settings = ServerSettings { address_header: Some(ADDRESS), ..ServerSettings::default() };
        Server::start_with(&data, Mode::Demonstration, &settings)
    })
}

fn code_call(phone: &Phone, typed: &Code) -> Call {
    let body = SignInRequest { phone: phone.clone(), code: typed.clone() };
    Call::of::<SignIn>(&Person::guest(), &(community_code(),), &(), &body)
}

fn slip_call(slip: SlipCode) -> Call {
    Call::of::<SignInWithSlip>(&Person::guest(), &(community_code(),), &(), &SignInWithSlipRequest { slip })
}

fn passkey_call(body: &SignInWithPasskeyRequest) -> Call {
    Call::of::<SignInWithPasskey>(&Person::guest(), &(community_code(),), &(), body)
}

/// A slip of a resident who never signed in.
fn printed_slip(server: &Server) -> SlipCode {
    let of = (community_code(), server.member());
    server.call::<PrintSlip>(&server.person(DIRECTOR), &of, &print_slip_request()).slip
}

fn wrong_code(right: &Code) -> Code {
    let right: u64 = right.as_str().parse().expect("six digits");
    Code::from_chance(right + 1)
}

fn answer_cookies(answer: &HttpAnswer) -> Vec<&str> {
    answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()).collect()
}

/// The person whose session the answer opened.
fn entered_person(answer: &HttpAnswer) -> Person {
    Person::with_cookie(answer.header("set-cookie").split(';').next().expect("a cookie"))
}

/// A refusal to sign in. It sets no cookie.
fn check_refused(answer: &HttpAnswer, code: &str, name: &str) {
    assert_eq!(answer.refusal(), (422, code.to_owned()), "{name}");
    assert_eq!(answer.header("set-cookie"), "", "{name}");
}

#[test]
fn the_cookie_is_for_this_community_and_for_no_script() {
    // Any client can claim that the connection was encrypted; only a configured proxy is believed.
    let named = server_behind_proxy();
    for (server, proto, secure) in [
        (shared_server(), None, ""),
        (shared_server(), Some("https"), ""),
        (named, Some("https"), "; Secure"),
        (named, None, ""),
    ] {
        let phone = server.next_phone();
        let mut call = code_call(&phone, &server.ask_code(&community_code(), &phone));
        if let Some(proto) = proto {
            call = call.with("x-forwarded-proto", proto);
        }
        let answer = server.send(&call);
        answer.read::<SignIn>().expect("signed in").me.expect("at once");
        assert_eq!(answer.header("cache-control"), "private, no-store");
        let (token, attributes) = answer.header("set-cookie").split_once("; ").expect("attributes");
        assert_eq!(token.strip_prefix("linli=").map(str::len), Some(64), "256 bits");
        let seconds = SESSION_DAYS * 24 * 3600;
        assert_eq!(
            attributes,
            format!("Path=/api/communities/{CODE}; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}")
        );
    }
}

#[test]
fn a_slip_and_a_passkey_set_the_same_cookies_as_a_code() {
    let server = shared_server();
    let held = server.add_passkey(&server.resident());
    for (name, call, spent) in [
        ("a slip", slip_call(printed_slip(server)), "sessions/slip-spent"),
        ("a passkey", passkey_call(&passkey_sign_in_request(&held, &server.ask_passkey())), "sessions/passkey-wrong"),
    ] {
        let answer = server.send(&call);
        assert_eq!(answer.status, 200, "{name}: {}", answer.text());
        assert_eq!(answer.header("cache-control"), "private, no-store", "{name}");
        let cookies = answer_cookies(&answer);
        let starts: Vec<_> = cookies.iter().filter_map(|cookie| cookie.split('=').next()).collect();
        assert_eq!(starts, ["linli", "linli-device"], "{name}");
        let scope = format!("Path=/api/communities/{CODE}; HttpOnly");
        assert!(cookies.iter().all(|cookie| cookie.contains(&scope)), "{name}: {cookies:?}");
        let signed_in: SignedIn = serde_json::from_slice(&answer.body).expect("somebody who is signed in");
        let me = server.call::<ShowMe>(&entered_person(&answer), &(community_code(),), &Empty {});
        assert_eq!(signed_in.me, Some(me), "{name}");
        check_refused(&server.send(&call), spent, name);
    }
}

#[test]
fn a_shared_phone_gets_its_cookie_when_somebody_is_chosen() {
    let (server, here) = (shared_server(), (community_code(),));
    let (phone, two) = server.couple();
    let answer = server.send(&code_call(&phone, &server.ask_code(&community_code(), &phone)));
    assert_eq!(answer.header("set-cookie"), "", "no session before somebody is chosen");
    let next = answer.read::<SignIn>().expect("the right code").next.expect("a choice");
    let body = FinishSignInRequest { ticket: next.ticket, member: Some(two[1]), code: None };
    let answer = server.send(&Call::of::<FinishSignIn>(&Person::guest(), &here, &(), &body));
    let me = answer.read::<FinishSignIn>().expect("signed in").me.expect("somebody");
    assert_eq!(me.member, two[1]);
    assert_eq!(server.call::<ShowMe>(&entered_person(&answer), &here, &Empty {}), me);
}

#[test]
fn a_cookie_that_opens_nothing_is_taken_back_with_what_the_browser_keeps() {
    let server = shared_server();
    let person = server.resident();
    let show_me = |who: &Person| server.send(&Call::of::<ShowMe>(who, &(community_code(),), &(), &Empty {}));
    let this = (community_code(), person.me().session);
    let signed_out = server.send(&Call::of::<RevokeSession>(&person, &this, &(), &Empty {}));
    let forged = Person::with_cookie(&format!("linli={}", "0".repeat(64)));
    for (name, answer, status) in [
        ("signing out", signed_out, 200),
        ("a session that ended", show_me(&person), 401),
        ("a forged cookie", show_me(&forged), 401),
    ] {
        assert_eq!(answer.status, status, "{name}: {}", answer.text());
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("linli=; ") && cookie.contains("Max-Age=0"), "{name}: {cookie}");
        assert_eq!(answer.header("clear-site-data"), "\"cache\"", "{name}");
    }
    let guest = show_me(&Person::guest());
    assert_eq!((guest.status, guest.header("set-cookie")), (401, ""));
    assert_eq!(guest.header("clear-site-data"), "", "nothing is taken from anyone with nothing");
}

#[test]
fn the_lists_name_a_browser_as_it_names_itself() {
    let (server, here) = (shared_server(), (community_code(),));
    let person = server.resident();
    let sessions = server.call::<ListSessions>(&person, &here, &Empty {}).sessions;
    let events = server.call::<ListSignIns>(&person, &here, &Empty {}).rows;
    assert_eq!((sessions.len(), events.len()), (1, 1));
    for device in [&sessions[0].device, &events[0].device] {
        assert!(device.starts_with("ureq"), "{device}");
    }
}

/// Only the gate can set the header that states our origin.
#[test]
fn nobody_outside_says_where_we_are() {
    let server = shared_server();
    let call = Call::of::<BeginPasskeySignIn>(&Person::guest(), &(community_code(),), &(), &Empty {});
    let foreign = server.send(&call.clone().with("origin", "https://evil.example"));
    assert_eq!(foreign.refusal(), (403, "request/cross-origin".into()));
    let host = server.api.address.split("://").nth(1).and_then(|place| place.split(':').next());
    for (name, call) in [
        ("no browser", call.clone()),
        ("our own page", call.clone().with("origin", &server.api.address)),
        ("the gate's header from outside", call.with("x-linli-origin", "https://evil.example")),
    ] {
        let answer = server.send(&call);
        let asked = answer.read::<BeginPasskeySignIn>().expect("a challenge");
        assert_eq!(Some(asked.site.as_str()), host, "{name}");
        assert_eq!(answer.header("set-cookie"), "", "{name}");
    }
}

/// The neighbour is an object of its own, with the same people.
#[test]
fn what_opens_here_opens_nothing_next_door() {
    let server = shared_server();
    let held = server.add_passkey(&server.resident());
    let unknown = TestPasskey { key: server.device(), user: held.user.clone() };
    let shown = |held: &TestPasskey| passkey_call(&passkey_sign_in_request(held, &server.ask_passkey()));
    for (name, good, guess, code) in [
        ("a slip", slip_call(printed_slip(server)), slip_call(SlipCode::from_chance(7)), "sessions/slip-spent"),
        ("a passkey", shown(&held), shown(&unknown), "sessions/passkey-wrong"),
    ] {
        let next_door = Call { url: good.url.replace(CODE, neighbour_code().as_str()), ..good.clone() };
        let [there, guessed] = [&next_door, &guess].map(|call| server.send(call));
        for answer in [&there, &guessed] {
            check_refused(answer, code, name);
        }
        assert_eq!(there.body, guessed.body, "{name}: told apart");
        assert_eq!(server.send(&good).status, 200, "{name}: it still opens at home");
    }
}

#[test]
fn one_of_many_at_once_uses_a_slip() {
    let server = shared_server();
    let answers = all_at_once(server, &vec![slip_call(printed_slip(server)); AT_ONCE]);
    let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert_eq!(won.len(), 1);
    for answer in lost {
        check_refused(answer, "sessions/slip-spent", "beaten to it");
    }
}

/// Sends the same guess simultaneously from many addresses of one network; returns how often it was wrong, and how
/// often it came too late.
fn guess_from_everywhere(server: &Server, network: &str, phone: &Phone, typed: &Code) -> (usize, usize) {
    let from = |number: usize| code_call(phone, typed).with(ADDRESS, &format!("{network}.{number}"));
    let answers = all_at_once(server, &(0..AT_ONCE).map(from).collect::<Vec<_>>());
    let count = |code: &str| answers.iter().filter(|answer| answer.refusal().1 == code).count();
    (count("sessions/code-wrong"), count("sessions/code-spent"))
}

#[test]
fn guesses_from_many_addresses_at_once_are_bounded_for_each_code() {
    let server = server_behind_proxy();
    let phone = server.next_phone();
    let right = server.ask_code(&community_code(), &phone);
    let tries_max = SIGN_IN_TRIES_MAX as usize;
    // The sixth is checked, too, and ends the code.
    let expect = (tries_max - 1, AT_ONCE - tries_max + 1);
    assert_eq!(guess_from_everywhere(server, "198.51.100", &phone, &wrong_code(&right)), expect);
    check_refused(&server.send(&code_call(&phone, &right)), "sessions/code-spent", "the right one comes too late");
    let again = SignInCodeRequest::of(phone);
    let asked = |number: usize| {
        let call = Call::of::<RequestCode>(&Person::guest(), &(community_code(),), &(), &again);
        server.send(&call.with(ADDRESS, &format!("203.0.113.{number}"))).status
    };
    let sent = (0..AT_ONCE).filter(|number| asked(*number) == 200).count();
    assert_eq!(
        sent, 0,
        "no code within the minute, wherever it is asked for; five in an hour ({SIGN_IN_CODES_PER_PHONE_HOUR})"
    );
}

#[test]
fn strangers_guessing_do_not_disturb_a_browser_that_was_here_before() {
    let server = server_behind_proxy();
    let phone = server.next_phone();
    let first = server.send(&code_call(&phone, &server.ask_code(&community_code(), &phone)));
    let cookies = answer_cookies(&first);
    let mark = cookies.iter().find(|cookie| cookie.starts_with("linli-device=")).expect("the browser's mark");
    let (mark, attributes) = mark.split_once("; ").expect("attributes");
    let seconds = DEVICE_DAYS * 24 * 3600;
    assert_eq!(attributes, format!("Path=/api/communities/{CODE}; HttpOnly; SameSite=Strict; Max-Age={seconds}"));
    // A known browser and strangers have separate codes: the known browser may ask at once, and nobody uses up its
    // tries.
    let body = SignInCodeRequest::of(phone.clone());
    let ask = Call::of::<RequestCode>(&Person::guest(), &(community_code(),), &(), &body).with("cookie", mark);
    server.send(&ask).read::<RequestCode>().expect("one's own browser is not kept waiting");
    let own = server.newest_code(&community_code(), &phone);
    guess_from_everywhere(server, "198.51.101", &phone, &wrong_code(&own));
    let elsewhere = server.send(&code_call(&phone, &own));
    check_refused(&elsewhere, "sessions/code-spent", "good in one's own browser only");
    server.send(&code_call(&phone, &own).with("cookie", mark)).read::<SignIn>().expect("signed in all the same");
}

#[test]
fn what_one_address_guesses_ends_and_disturbs_no_other() {
    let server = server_behind_proxy();
    let slip = printed_slip(server);
    let from = |call: &Call, address: &str| server.send(&call.clone().with(ADDRESS, address));
    let wrong = slip_call(SlipCode::from_chance(7));
    // The count restarts at the turn of an hour, which can happen once at most.
    let guesses: Vec<String> =
        (0..=2 * SIGN_IN_PER_ADDRESS_HOUR).map(|_| from(&wrong, "192.0.2.1").refusal().1).collect();
    let looked_at = guesses.iter().filter(|code| *code == "sessions/slip-spent").count();
    assert!((SIGN_IN_PER_ADDRESS_HOUR as usize..guesses.len()).contains(&looked_at), "{looked_at}");
    assert!(guesses.iter().any(|code| code == "sessions/too-many-codes"), "{guesses:?}");
    // A challenge uses nothing up, and so nobody has to wait for it.
    let ask = Call::of::<BeginPasskeySignIn>(&Person::guest(), &(community_code(),), &(), &Empty {});
    let asked: Vec<u16> = (0..=2 * SIGN_IN_PER_ADDRESS_HOUR).map(|_| from(&ask, "192.0.2.1").status).collect();
    assert!(asked.iter().all(|status| *status == 200), "{asked:?}");
    from(&slip_call(slip), "203.0.113.200").read::<SignInWithSlip>().expect("another address is not disturbed");
}
