//! What the gate refuses without waking an object: long and odd addresses, foreign origins, content other than JSON,
//! apps that are too old, bodies that are too large.

use crate::crypto;
use domain::contract::{
    BeginPasskey, BeginPasskeySignIn, Carries, ConfirmPasskey, Endpoint, EndpointKind, OLDEST_APP, RequestError,
    SignInWithPasskey, Spec, is_plain,
};
use domain::limits;

/// Shorter keys are refused.
const OPERATOR_KEY_CHARS_MIN: usize = 32;

/// The parts of a request's head that matter here.
#[derive(Debug, Clone, Copy, Default)]
pub struct RequestHead<'a> {
    pub host: &'a str,
    pub origin: Option<&'a str>,
    pub fetch_site: Option<&'a str>,
    pub content_type: Option<&'a str>,
    pub content_length: Option<&'a str>,
    pub contract: Option<&'a str>,
    /// A WebSocket is asked for.
    pub follows: bool,
}

/// Checks the address before it is routed.
pub fn check_address(path_and_query: &str) -> Result<(), RequestError> {
    if path_and_query.len() > limits::URL_BYTES_MAX {
        return Err(RequestError::UrlTooLong { bytes_max: limits::URL_BYTES_MAX });
    }
    Ok(())
}

/// Checks the path of an endpoint before it is routed. A backslash or an encoded dot is part of a value when the path
/// is split at `/`, and another address when it is parsed as a URL: such a path is refused.
pub fn check_path(path: &str) -> Result<(), RequestError> {
    if is_plain(path) { Ok(()) } else { Err(RequestError::NotFound) }
}

/// Checks the head of a request to an endpoint.
pub fn check_head(spec: &Spec, head: &RequestHead<'_>) -> Result<(), RequestError> {
    if spec.kind == EndpointKind::Read {
        return if head.follows { own_origin(head) } else { Ok(()) };
    }
    own_origin(head)?;
    let essence = head.content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    // The kind of a file is read from its first bytes; see `gate/file_transfer.rs`.
    if spec.carries != Carries::FileIn && !essence.eq_ignore_ascii_case("application/json") {
        return Err(RequestError::NotJson);
    }
    if head.contract.is_some_and(|contract| contract.parse::<u32>().is_ok_and(|contract| contract < OLDEST_APP)) {
        return Err(RequestError::StaleApp);
    }
    let declared = head.content_length.and_then(|length| length.parse::<usize>().ok());
    check_body(declared.unwrap_or(0), spec.body_bytes_max())
}

/// Checks a body's length, once declared and once measured.
pub fn check_body(bytes: usize, bytes_max: usize) -> Result<(), RequestError> {
    if bytes > bytes_max {
        return Err(RequestError::TooLarge { bytes_max });
    }
    Ok(())
}

/// Browsers send the origin with every POST. A command must come from our own pages or from no browser at all.
fn own_origin(head: &RequestHead<'_>) -> Result<(), RequestError> {
    if head.fetch_site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return Err(RequestError::CrossOrigin);
    }
    let Some(origin) = head.origin else { return Ok(()) };
    let host = origin.split_once("://").map_or("", |(_, host)| host);
    if host == head.host { Ok(()) } else { Err(RequestError::CrossOrigin) }
}

/// Endpoints whose object needs our public origin: a passkey signs for that origin alone.
const READ_ORIGIN: [&str; 4] =
    [BeginPasskey::SPEC.name, ConfirmPasskey::SPEC.name, BeginPasskeySignIn::SPEC.name, SignInWithPasskey::SPEC.name];

pub fn reads_origin(spec: &Spec) -> bool {
    READ_ORIGIN.contains(&spec.name)
}

/// Our own origin: as the browser sends it, which [`head`] compared with the host; else, as the request came.
pub fn request_origin(given: Option<String>, host: &str, encrypted: bool) -> String {
    given.unwrap_or_else(|| [if encrypted { "https://" } else { "http://" }, host].concat())
}

/// Whether the connection was encrypted. A header counts only where the configuration names a proxy, which always
/// overwrites that header: otherwise any client could send it.
pub fn is_encrypted(url: &str, forwarded_proto: Option<&str>, is_behind_a_proxy: bool) -> bool {
    url.starts_with("https://") || (is_behind_a_proxy && forwarded_proto == Some("https"))
}

/// Whether a key is the operator's; compared as hashes, so that the duration reveals nothing. Without a configured key
/// there is no operator.
pub fn is_operator(key: &str, given: &str) -> bool {
    key.len() >= OPERATOR_KEY_CHARS_MIN
        && crypto::keyed_hash(key, &["operator", given]) == crypto::keyed_hash(key, &["operator", key])
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::contract::{ENDPOINTS, Endpoint, FollowMeeting, ShowHome, SignUp, UploadFile};

    const GOOD: RequestHead<'_> = RequestHead {
        host: "linli.example",
        origin: Some("https://linli.example"),
        fetch_site: Some("same-origin"),
        content_type: Some("application/json; charset=utf-8"),
        content_length: Some("2"),
        contract: Some("4294967295"),
        follows: false,
    };

    #[test]
    fn what_a_command_must_look_like() {
        for (name, given, expect) in [
            ("good", GOOD, Ok(())),
            ("no browser", RequestHead { origin: None, fetch_site: None, contract: None, ..GOOD }, Ok(())),
            ("typed address", RequestHead { fetch_site: Some("none"), ..GOOD }, Ok(())),
            (
                "other origin",
                RequestHead { origin: Some("https://evil.example"), ..GOOD },
                Err(RequestError::CrossOrigin),
            ),
            ("null origin", RequestHead { origin: Some("null"), ..GOOD }, Err(RequestError::CrossOrigin)),
            ("same site only", RequestHead { fetch_site: Some("same-site"), ..GOOD }, Err(RequestError::CrossOrigin)),
            (
                "longer host",
                RequestHead { origin: Some("https://linli.example.evil"), ..GOOD },
                Err(RequestError::CrossOrigin),
            ),
            ("form", RequestHead { content_type: Some("text/plain"), ..GOOD }, Err(RequestError::NotJson)),
            ("no type", RequestHead { content_type: None, ..GOOD }, Err(RequestError::NotJson)),
            ("old app", RequestHead { contract: Some("0"), ..GOOD }, Err(RequestError::StaleApp)),
            ("full", RequestHead { content_length: Some("65536"), ..GOOD }, Ok(())),
            (
                "over",
                RequestHead { content_length: Some("65537"), ..GOOD },
                Err(RequestError::TooLarge { bytes_max: 65536 }),
            ),
        ] {
            assert_eq!(check_head(&SignUp::SPEC, &given), expect, "{name}");
        }
        assert_eq!(check_head(&ShowHome::SPEC, &RequestHead { origin: Some("https://evil.example"), ..GOOD }), Ok(()));
    }

    /// Any page of the web can open a socket to us from its reader's network: only our own pages are answered.
    #[test]
    fn only_our_own_pages_follow() {
        let ours = RequestHead { follows: true, content_type: None, content_length: None, ..GOOD };
        for (name, given, expect) in [
            ("our page", ours, Ok(())),
            ("no browser", RequestHead { origin: None, fetch_site: None, ..ours }, Ok(())),
            (
                "other origin",
                RequestHead { origin: Some("https://evil.example"), ..ours },
                Err(RequestError::CrossOrigin),
            ),
            ("other site", RequestHead { fetch_site: Some("cross-site"), ..ours }, Err(RequestError::CrossOrigin)),
        ] {
            assert_eq!(check_head(&FollowMeeting::SPEC, &given), expect, "{name}");
        }
    }

    #[test]
    fn a_file_has_a_limit_of_its_own() {
        const PHOTO: RequestHead<'_> = RequestHead { content_type: Some("image/jpeg"), ..GOOD };
        let too_large = Err(RequestError::TooLarge { bytes_max: 1_114_112 });
        for (name, given, expect) in [
            ("full", RequestHead { content_length: Some("1114112"), ..PHOTO }, Ok(())),
            ("over", RequestHead { content_length: Some("1114113"), ..PHOTO }, too_large.clone()),
            ("fifty megabytes", RequestHead { content_length: Some("52428800"), ..PHOTO }, too_large),
            (
                "other origin",
                RequestHead { origin: Some("https://evil.example"), ..PHOTO },
                Err(RequestError::CrossOrigin),
            ),
            ("old app", RequestHead { contract: Some("0"), ..PHOTO }, Err(RequestError::StaleApp)),
        ] {
            assert_eq!(check_head(&UploadFile::SPEC, &given), expect, "{name}");
        }
        let elsewhere = RequestHead { content_type: Some("image/jpeg"), ..GOOD };
        assert_eq!(check_head(&SignUp::SPEC, &elsewhere), Err(RequestError::NotJson), "a file is taken in one place");
    }

    #[test]
    fn which_endpoints_are_told_our_origin() {
        let told = |name: &str| name.contains("passkey") && !name.contains("list") && !name.contains("remove");
        for (_, spec) in ENDPOINTS {
            assert_eq!(reads_origin(spec), told(spec.name), "{}", spec.name);
        }
        for (given, encrypted, expect) in [
            (Some("https://linli.example"), false, "https://linli.example"),
            (None, true, "https://linli.example"),
            (None, false, "http://linli.example"),
        ] {
            assert_eq!(request_origin(given.map(str::to_owned), "linli.example", encrypted), expect);
        }
    }

    #[test]
    fn only_the_operators_key_opens() {
        let key = "k".repeat(32);
        for (configured, given, expect) in [
            (key.as_str(), key.as_str(), true),
            (key.as_str(), "k", false),
            (key.as_str(), "", false),
            ("", "", false),
            ("short", "short", false),
        ] {
            assert_eq!(is_operator(configured, given), expect, "{configured:?} {given:?}");
        }
    }

    /// Characters that are legal in a URL and that no endpoint needs.
    #[test]
    fn a_path_has_letters_digits_and_two_signs() {
        let with = |byte: u8| format!("/api/communities/5114{}7/me", char::from(byte));
        let passes: Vec<u8> = (0..=127).filter(|byte| check_path(&with(*byte)).is_ok()).collect();
        let expect: Vec<u8> = (0..=127).filter(|b: &u8| b.is_ascii_alphanumeric() || b"-_/".contains(b)).collect();
        assert_eq!(passes, expect);
        for odd in [
            "",
            "/",
            "api/health",
            "/api/",
            "/api//health",
            "/api/health/",
            "/api/./health",
            "/api/../health",
            "/api/a/..",
            "/api/%2e%2e/health",
            "/api/a\\..\\b",
            "/api/a;b/health",
            "/api/社区",
            "/api/a\u{a0}b",
        ] {
            assert_eq!(check_path(odd), Err(RequestError::NotFound), "{odd:?}");
        }
        for (_, spec) in ENDPOINTS {
            assert_eq!(check_path(&spec.path.replace(['{', '}'], "")), Ok(()), "{}", spec.name);
        }
    }

    #[test]
    fn who_is_believed_that_the_connection_was_encrypted() {
        let (open, closed) = ("http://linli.example/api/health", "https://linli.example/api/health");
        for (name, url, proto, is_behind_a_proxy, expect) in [
            ("without a proxy", open, None, false, false),
            ("a caller's word", open, Some("https"), false, false),
            ("a proxy's word", open, Some("https"), true, true),
            ("a proxy that is open itself", open, Some("http"), true, false),
            ("a proxy that says nothing", open, None, true, false),
            ("on Cloudflare, where the address says it", closed, None, true, true),
            ("and a caller cannot say otherwise", closed, Some("http"), true, true),
        ] {
            assert_eq!(is_encrypted(url, proto, is_behind_a_proxy), expect, "{name}");
        }
    }

    #[test]
    fn an_address_has_an_end() {
        assert_eq!(check_address(&"a".repeat(limits::URL_BYTES_MAX)), Ok(()));
        assert!(check_address(&"a".repeat(limits::URL_BYTES_MAX + 1)).is_err());
    }
}
