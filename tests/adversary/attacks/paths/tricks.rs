//! Spellings of a path upwards, and the requests that an outsider would send to its end.

use domain::contract::Responder;

/// Addresses by which objects talk to each other, with a body that each would accept.
pub fn internal_requests() -> Vec<(Responder, &'static str, String)> {
    let child = r#"{"code":"511402901098","name":"伪造社区","kind":null,"communities_total":null,"communities_open":1,"demonstration":false}"#;
    let street = format!(
        r#"{{"code":"511402901","name":"苏祠街道","kind":"street","path":[{{"code":"0","name":"中国"}},{{"code":"51","name":"四川省"}}],"children":[{child}],"places":[{{"code":"511402901098","name":"伪造社区","path":[],"demonstration":false}}]}}"#
    );
    let key = "x".repeat(40);
    let office = format!(
        r#"{{"operator_key":"{key}","region":"511402901","first":{{"name":"攻击者","phone":"13999999999"}},"until":"2029-12-31","basis":"伪造"}}"#
    );
    let community = format!(
        r#"{{"operator_key":"{key}","code":"511402901001","name":"伪造社区","kind":"community","path":[{{"code":"51","name":"四川省","kind":"province"}},{{"code":"5114","name":"眉山市","kind":"city"}},{{"code":"511402","name":"东坡区","kind":"county"}},{{"code":"511402901","name":"伪造街道","kind":"street"}}],"first":{{"name":"攻击者","phone":"13999999999"}},"basis":"伪造的开通文件"}}"#
    );
    let check = r#"{"opinion":"01KA000000000000000000000A","community":"511402901001","case":"01KA000000000000000000000B","title":"伪造的审查","kind":"township-check","draft":null,"asked_at":1,"due_at":2,"ended":null}"#;
    let answer =
        r#"{"opinion":"01KA000000000000000000000A","region":"511402901","verdict":"agreed","text":"伪造的同意意见"}"#;
    vec![
        (Responder::Community, "open-demonstration", "{}".to_owned()),
        (Responder::Community, "open", community),
        (Responder::Community, "tell-demonstration", "{}".to_owned()),
        (Responder::Community, "known-files", "[]".to_owned()),
        (Responder::Community, "check-answers", answer.to_owned()),
        (Responder::Region, "open-office", office),
        (Responder::Region, "open", street.clone()),
        (Responder::Region, "lead", format!(r#"{{"region":{street},"child":{child},"grows":true}}"#)),
        (Responder::Region, "seat-demonstration", "{}".to_owned()),
        (Responder::Region, "checks", check.to_owned()),
        (Responder::Region, "knows/511402901001", String::new()),
    ]
}

pub type Trick = Box<dyn Fn(&str) -> Vec<u8>>;

/// Values for a parameter `depth` segments below the root: as many steps upwards, in every spelling, and bytes that
/// some parser removes.
pub fn path_tricks(depth: usize) -> Vec<Trick> {
    let ups: [&str; 17] = [
        "..\\",
        "%2e%2e/",
        "%2E%2E%2F",
        "..%2f",
        "..%5c",
        "..%5C",
        ".%2e/",
        "%2e./",
        "%2e%2e\\",
        "..;/",
        "..;\\",
        "..\t\\",
        ".\t.\\",
        "..%09/",
        "%252e%252e%252f",
        "%c0%ae%c0%ae%c0%af",
        "\u{ff0e}\u{ff0e}\u{ff0f}",
    ];
    let mut all: Vec<Trick> = vec![];
    for up in ups {
        for steps in [depth, depth + 1] {
            all.push(Box::new(move |name| format!("{}internal{}{name}", up.repeat(steps), end_of(up)).into_bytes()));
        }
    }
    for (before, after) in [
        ("/internal/", ""),
        ("\\internal\\", ""),
        ("//object/internal/", ""),
        ("\\\\object\\internal\\", ""),
        ("http://object/internal/", ""),
        ("%2finternal%2f", ""),
        ("%5cinternal%5c", ""),
        ("x%00..\\..\\..\\..\\internal\\", ""),
        ("..\\..\\..\\..\\INTERNAL\\", ""),
        ("..\\..\\..\\..\\%69nternal\\", ""),
        ("..\\..\\..\\..\\internal\\", "\\."),
        ("..\\..\\..\\..\\internal\\", "%20"),
    ] {
        all.push(Box::new(move |name| format!("{before}{name}{after}").into_bytes()));
    }
    // Each byte that no value contains, followed by a step upwards. Not `#` and `?`, which end the path.
    for byte in (0u8..=255).filter(|byte| !byte.is_ascii_alphanumeric() && !b"#?-_/".contains(byte)) {
        all.push(Box::new(move |name| {
            let ways = format!("{}internal\\{name}", "..\\".repeat(depth + 1));
            [b"x", &[byte][..], ways.as_bytes()].concat()
        }));
    }
    all
}

/// The spelling of a step upwards, without its dots.
fn end_of(up: &'static str) -> &'static str {
    ["\\", "%5c", "%5C", "%2f", "%2F", "/"].into_iter().find(|end| up.ends_with(end)).unwrap_or("/")
}
