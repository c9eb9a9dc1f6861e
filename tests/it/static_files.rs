//! Static files served by the gate: the app's files, compressed, with their headers.
//!
//! Invariant: nothing here depends on the content of the app; the files of `dist/` are read and compared.

use crate::build_paths;
use crate::server::shared_server;
use domain::contract::{Empty, ListActivities, ListCases, ListMatters, ListMeetings};
use domain::matters::MattersQuery;
use domain::meetings::MeetingQuery;
use domain::volunteering::ActivityQuery;
use std::io::Read;
use std::path::{Path, PathBuf};
use tests::scenes::client::{Call, HttpAnswer, community_code};
use tests::scenes::people::Person;

fn get(url: &str, encoding: &str) -> HttpAnswer {
    shared_server().send(&Call::get(url).with("accept-encoding", encoding))
}

fn unpacked(answer: &HttpAnswer) -> Vec<u8> {
    let mut plain = vec![];
    match answer.header("content-encoding") {
        "br" => brotli::Decompressor::new(answer.body.as_slice(), 4096).read_to_end(&mut plain).map(drop),
        "gzip" => flate2::read::GzDecoder::new(answer.body.as_slice()).read_to_end(&mut plain).map(drop),
        "" => {
            plain.clone_from(&answer.body);
            Ok(())
        }
        other => panic!("encoding {other:?}"),
    }
    .expect("it unpacks");
    plain
}

fn ending(url: &str) -> &str {
    url.rsplit('.').next().unwrap_or_default()
}

/// Files of `dist/` with their addresses, without the compressed siblings and without files for hosts.
fn files(folder: &Path, found: &mut Vec<(String, PathBuf)>) {
    for entry in std::fs::read_dir(folder).expect("dist/ exists: cargo xtask build").flatten() {
        let path = entry.path();
        let url = format!("/{}", path.strip_prefix(build_paths::dist_path()).expect("below dist").display());
        let compressed = matches!(ending(&url), "br" | "gz");
        let for_hosts = url.starts_with("/.") || url == "/_headers";
        if path.is_dir() {
            files(&path, found);
        } else if !compressed && !for_hosts && url != "/index.html" {
            found.push((url, path));
        }
    }
}

#[test]
fn every_file_comes_back_whole_in_each_encoding() {
    let mut all = vec![];
    files(&build_paths::dist_path(), &mut all);
    assert!(all.iter().any(|(url, _)| url.starts_with("/pkg/") && ending(url) == "wasm"), "{all:?}");
    for (url, path) in all {
        let plain = std::fs::read(&path).expect("a file");
        for (accepted, suffix, encoding) in [("br, gzip", ".br", "br"), ("gzip", ".gz", "gzip"), ("identity", "", "")] {
            let answer = get(&url, accepted);
            let has_sibling = !suffix.is_empty() && Path::new(&format!("{}{suffix}", path.display())).exists();
            assert_eq!((answer.status, answer.header("vary")), (200, "accept-encoding"), "{url}");
            assert_eq!(answer.header("content-encoding"), if has_sibling { encoding } else { "" }, "{url}");
            assert!(unpacked(&answer) == plain, "{url} as {accepted} is another file");
        }
        let expected = match ending(&url) {
            "js" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "wasm" => "application/wasm",
            "svg" => "image/svg+xml; charset=utf-8",
            "png" => "image/png",
            "json" => "application/json; charset=utf-8",
            "webmanifest" => "application/manifest+json; charset=utf-8",
            "txt" => "text/plain; charset=utf-8",
            other => panic!("{url}: no test knows the type of .{other}"),
        };
        let answer = get(&url, "br");
        assert_eq!((answer.header("content-type"), answer.header("x-content-type-options")), (expected, "nosniff"));
        let immutable = answer.header("cache-control") == "public, max-age=31536000, immutable";
        assert_eq!(immutable, url.starts_with("/pkg/"), "{url}: {}", answer.header("cache-control"));
    }
}

#[test]
fn every_address_of_a_page_opens_the_app_with_its_policy() {
    let index = std::fs::read(build_paths::dist_path().join("index.html")).expect("dist/index.html: cargo xtask build");
    for url in ["/", "/511402901001/activities", "/anything/at/all?with=query"] {
        let answer = get(url, "br");
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/html; charset=utf-8"), "{url}");
        assert!(unpacked(&answer) == index, "{url} is another page");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{url}: {policy}");
        assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'") && !policy.contains("{{"));
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", "max-age=31536000"),
            ("cache-control", "no-cache"),
        ] {
            assert_eq!(answer.header(name), value, "{url}: {name}");
        }
        assert!(answer.header("permissions-policy").contains("geolocation=()"));
    }
}

/// A link that is read without being opened, as messengers do, tells what its page is about; nothing that a guest may not
/// read is told.
#[test]
fn a_shared_link_shows_the_title_of_its_page() {
    let server = shared_server();
    let index = std::fs::read(build_paths::dist_path().join("index.html")).expect("dist/index.html: cargo xtask build");
    let own = |path: &str| server.send(&Call::get(path));
    let (code, here, guest) = (community_code(), (community_code(),), Person::guest());
    let case = server.call::<ListCases>(&guest, &here, &Empty {}).open.swap_remove(0);
    let matter = server.query::<ListMatters>(&guest, &here, &MattersQuery::default()).rows.swap_remove(0);
    let activity = server.query::<ListActivities>(&guest, &here, &ActivityQuery::default()).rows.swap_remove(0);
    let meeting = server.query::<ListMeetings>(&guest, &here, &MeetingQuery::default()).rows.swap_remove(0);
    for (path, title) in [
        (format!("/c/{code}"), "三苏社区".to_owned()),
        (format!("/c/{code}/cases/{}", case.id), case.title),
        (format!("/c/{code}/matters/{}", matter.id), matter.title),
        (format!("/c/{code}/activities/{}", activity.id), activity.title),
        (format!("/c/{code}/meetings/{}", meeting.id), meeting.title),
    ] {
        let answer = own(&path);
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/html; charset=utf-8"), "{path}");
        let text = answer.text();
        assert!(text.contains(&format!("<title>{title}</title>")), "{path}: {text}");
        assert!(text.contains(&format!("<meta property=\"og:title\" content=\"{title}\">")), "{path}");
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
        assert_eq!(answer.header("vary"), "accept-encoding, sec-fetch-dest", "{path}");
        let opened = server.send(&Call::get(&path).with("sec-fetch-dest", "document"));
        assert!(unpacked(&opened) == index, "{path}: a browser gets the document as it was built");
    }
    for path in [
        format!("/c/{code}/cases/01ARZ3NDEKTSV4RRFFQ69G5FAV"),
        format!("/c/{code}/office/roster"),
        format!("/c/{code}/members"),
        "/c/110101001001".to_owned(),
    ] {
        assert!(unpacked(&own(&path)) == index, "{path} tells something");
    }
}

#[test]
fn what_is_missing_is_missing() {
    for url in [
        "/pkg/0123456789ab/app_bg.wasm",
        "/pkg/",
        "/pkg/anything",
        "/nothing.js",
        "/.assetsignore",
        "/index.html.br",
        "/a/../../Cargo.toml",
        "/..%2fCargo.toml",
    ] {
        let answer = get(url, "br");
        assert_eq!(answer.status, 404, "{url}: {}", answer.text());
    }
    let posted = shared_server().send(&Call::post("/", "{}"));
    assert_eq!(posted.status, 405);
    let head = shared_server().send(&Call { method: "HEAD", ..Call::get("/icon.svg") });
    assert_eq!((head.status, head.body.len()), (200, 0));
}
