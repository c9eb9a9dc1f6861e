//! The object that a public request is for, and the address under which it is called.
//!
//! Invariant: the address is built from the endpoint's template and the matched values, never from the caller's text,
//! and every URL parser finds that very path in it, under the host for public requests. An address that could be read
//! differently is not used.

use domain::contract::Spec;

/// Must differ from the host of [`crate::internal_requests`].
const HOST: &str = "object";

/// The address for an endpoint's values; `read` splits it into host and path, as the platform does.
pub fn object_address(
    spec: &Spec,
    values: &[&str],
    query: &str,
    read: impl Fn(&str) -> Option<(String, String)>,
) -> Option<String> {
    let path = spec.path_of(values);
    let separator = if query.is_empty() { "" } else { "?" };
    let url = format!("http://{HOST}{path}{separator}{query}");
    let (host, found) = read(&url)?;
    (host == HOST && found == path && spec.matches(&found)? == values).then_some(url)
}

#[cfg(target_arch = "wasm32")]
pub use asked::ObjectAddress;

#[cfg(target_arch = "wasm32")]
mod asked {
    use domain::contract::Spec;
    use worker::Env;

    pub struct ObjectAddress<'a> {
        pub env: &'a Env,
        pub name: &'a str,
        url: String,
    }

    impl<'a> ObjectAddress<'a> {
        /// The first value is the object's name.
        pub fn of(env: &'a Env, spec: &Spec, values: &[&'a str], query: &str) -> Option<Self> {
            let url = super::object_address(spec, values, query, |url| {
                let read = web_sys::Url::new(url).ok()?;
                Some((read.host(), read.pathname()))
            })?;
            Some(Self { env, name: values.first().copied()?, url })
        }

        pub fn url(&self) -> &str {
            &self.url
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::contract::{ENDPOINTS, Responder, is_plain};

    fn whatwg(url: &str) -> Option<(String, String)> {
        let read = url::Url::parse(url).ok()?;
        Some((read.host_str()?.to_owned(), read.path().to_owned()))
    }

    /// Valid values of endpoints with something added in front, behind or in the middle, or replaced by it.
    fn tried(good: &str, trick: &str) -> [String; 4] {
        let (before, after) = good.split_at(good.len() / 2);
        [format!("{trick}{good}"), format!("{good}{trick}"), format!("{before}{trick}{after}"), trick.to_owned()]
    }

    const TRICKS: [&str; 22] = [
        "..\\..\\..\\..\\internal\\open",
        "../../../../internal/open",
        "..",
        ".",
        "%2e%2e",
        "%2E%2E",
        "%2e",
        ".%2e",
        "%2f",
        "%5c",
        "%5C",
        "%00",
        "%252e%252e",
        "%255c",
        "%09",
        ";",
        "..;",
        "@inside/",
        "://inside/",
        "?",
        "#",
        "\u{FF0E}\u{FF0E}",
    ];

    /// Every byte, every encoding and every dot segment, in every parameter of every endpoint: what the gate lets
    /// through reaches the object as it was matched, and an address is read as it was built. The two walls are tested
    /// separately.
    #[test]
    fn an_object_sees_the_path_that_was_matched() {
        let bytes = (0..=255_u8).map(|byte| char::from(byte).to_string());
        let tricks: Vec<String> = bytes.chain(TRICKS.map(str::to_owned)).collect();
        let (mut passed, mut made, mut refused) = (0, 0, 0);
        for (id, spec) in ENDPOINTS.iter().filter(|(_, spec)| spec.place != Responder::Gate) {
            let good: Vec<&str> = spec.param_names().iter().map(|name| sample(name)).collect();
            let plain = spec.path_of(&good);
            assert!(is_plain(&plain) && spec.matches(&plain) == Some(good.clone()), "{plain}");
            assert_eq!(object_address(spec, &good, "a=1", whatwg), Some(format!("http://object{plain}?a=1")));
            for at in 0..good.len() {
                for value in tricks.iter().flat_map(|trick| tried(good[at], trick)) {
                    let mut values = good.clone();
                    values[at] = &value;
                    let path = spec.path_of(&values);
                    // The second wall alone: for any matched values.
                    match object_address(spec, &values, "", whatwg) {
                        Some(url) => {
                            assert_eq!(whatwg(&url), Some(("object".to_owned(), path.clone())), "{}", spec.name);
                            made += 1;
                        }
                        None => refused += 1,
                    }
                    // The first wall alone: a path that passes is read the same by every parser, as this endpoint or as
                    // another.
                    if is_plain(&path) {
                        let read = whatwg(&format!("http://object{path}"));
                        assert_eq!(read, Some(("object".to_owned(), path.clone())), "{}", spec.name);
                        let found = domain::contract::find_endpoint(spec.method.as_str(), &path).map(|(id, ..)| id);
                        assert!(found.is_err() || found == Ok(*id) || value.contains('/'), "{path} is {found:?}");
                        passed += 1;
                    }
                }
            }
        }
        assert!(passed > 50_000 && made > passed && refused > 50_000, "{passed} {made} {refused}");
    }

    fn sample(name: &str) -> &'static str {
        match name {
            "community" => "511402901001",
            "region" => "511402901",
            "file" => "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
            _ => "01KB2Q8Z6T3W9M4E7R5Y0C1D2F",
        }
    }

    /// A parser that reads addresses in a different way.
    #[test]
    fn another_reading_is_refused() {
        let (_, spec) = ENDPOINTS.iter().find(|(_, spec)| spec.param_names().len() == 2).expect("two parameters");
        let values = ["511402901001", "01KB2Q8Z6T3W9M4E7R5Y0C1D2F"];
        let path = spec.path_of(&values);
        for (host, found) in [("inside", path.as_str()), ("object", "/internal/open"), ("object", "/")] {
            let read = |_: &str| Some((host.to_owned(), found.to_owned()));
            assert_eq!(object_address(spec, &values, "", read), None, "{host}{found}");
        }
        assert_eq!(object_address(spec, &values, "", |_| None), None);
        assert!(object_address(spec, &values, "", |_| Some(("object".to_owned(), path.clone()))).is_some());
    }
}
