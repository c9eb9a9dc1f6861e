//! The cookies of a session and of a browser that signed in before.
//!
//! Invariant: each kind of object has its own cookie names and paths, down to the code. So a cookie of a community
//! never opens a region, whatever a browser or a person sends.

use crate::answer::ObjectRequest;
use domain::contract::Responder;

/// Characters of a token: 256 bits in hexadecimal digits.
const TOKEN_CHARS: usize = 64;

struct Names {
    session: &'static str,
    device: &'static str,
    path: &'static str,
}

fn names(place: Responder) -> Names {
    match place {
        Responder::Region => Names { session: "linli-officer", device: "linli-officer-device", path: "/api/regions/" },
        Responder::Community | Responder::Gate => {
            Names { session: "linli", device: "linli-device", path: "/api/communities/" }
        }
    }
}

/// The token in the session cookie, if the request has one of the right form.
pub fn session_of(request: &ObjectRequest, place: Responder) -> Option<&str> {
    value(request, names(place).session)
}

/// The mark of a browser that signed in before.
pub fn device_of(request: &ObjectRequest, place: Responder) -> Option<&str> {
    value(request, names(place).device)
}

fn value<'r>(request: &'r ObjectRequest, name: &str) -> Option<&'r str> {
    let pairs = request.cookie.as_deref()?.split(';').filter_map(|pair| pair.trim().split_once('='));
    let value = pairs.filter(|(found, _)| *found == name).map(|(_, value)| value).next();
    value.filter(|token| token.len() == TOKEN_CHARS && token.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The header that sets the session cookie for the object of this code; with 0 seconds, the one that deletes it.
pub fn session_cookie(place: Responder, code: &str, token: &str, seconds: i64, encrypted: bool) -> String {
    set(names(place).session, place, code, token, seconds, encrypted)
}

/// Whether the header deletes a session cookie.
pub fn is_taken_back(set_cookie: &str) -> bool {
    set_cookie.split("; ").any(|part| part == "Max-Age=0")
}

/// The header that sets the browser's mark.
pub fn device_cookie(place: Responder, code: &str, mark: &str, seconds: i64, encrypted: bool) -> String {
    set(names(place).device, place, code, mark, seconds, encrypted)
}

fn set(name: &str, place: Responder, code: &str, value: &str, seconds: i64, encrypted: bool) -> String {
    let (path, secure) = (names(place).path, if encrypted { "; Secure" } else { "" });
    format!("{name}={value}; Path={path}{code}; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_read_where_it_was_set() {
        let token = "0123456789abcdef".repeat(4);
        for (cookie, community, region) in [
            (format!("linli={token}"), true, false),
            (format!("linli-officer={token}"), false, true),
            (format!("linli-device={token}; linli-officer-device={token}"), false, false),
            (format!("a=b; linli-officer={token} ; linli={token}"), true, true),
            (format!("linli={}", &token[1..]), false, false),
            (format!("xlinli-officer={token}"), false, false),
            (format!("linli-officer ={token}"), false, false),
        ] {
            let request = ObjectRequest { cookie: Some(cookie.clone()), ..ObjectRequest::default() };
            let found = [Responder::Community, Responder::Region].map(|place| session_of(&request, place).is_some());
            assert_eq!(found, [community, region], "{cookie}");
        }
    }

    #[test]
    fn a_cookie_names_its_object() {
        let set = session_cookie(Responder::Region, "511402", "t", 60, true);
        assert_eq!(set, "linli-officer=t; Path=/api/regions/511402; HttpOnly; SameSite=Strict; Max-Age=60; Secure");
        assert!(!is_taken_back(&set) && is_taken_back(&session_cookie(Responder::Region, "511402", "", 0, true)));
        let set = device_cookie(Responder::Community, "511402901001", "m", 0, false);
        assert_eq!(set, "linli-device=m; Path=/api/communities/511402901001; HttpOnly; SameSite=Strict; Max-Age=0");
    }
}
