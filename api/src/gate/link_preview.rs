//! What a link shows of itself where it is shared (分享卡片): title, description and picture of a community's public page,
//! written into the app's document for programs that read links.
//!
//! Invariant: only what the public endpoint of the page answers to a guest, and of it only a title, a place and a time. A
//! page of anything else, or of nothing, is the plain document.

use domain::contract::{EndpointId, Spec, find_endpoint};
use domain::time::UtcMillis;
use serde_json::Value;

/// The start of a page's address and that of its public endpoint; what follows is the same.
const PAGES: &str = "/c/";
const ENDPOINTS: &str = "/api/communities/";

/// The element of the document that is replaced, and before which the description and the picture stand.
const TITLE: &str = "<title>邻里</title>";

/// The endpoint that answers what a page of this address shows, and its path; `None` for a page that is not shared.
pub fn shared_page(path: &str) -> Option<(&'static Spec, String)> {
    use EndpointId as E;
    let endpoint = format!("{ENDPOINTS}{}", path.strip_prefix(PAGES)?);
    let (id, spec, _) = find_endpoint("GET", &endpoint).ok()?;
    let shared = [E::ShowHome, E::ShowMatter, E::ShowCase, E::ShowActivity, E::ShowMeeting, E::ShowAnnouncement];
    shared.contains(&id).then_some((spec, endpoint))
}

/// The document with what the endpoint's reply tells about the page; `None` for a reply that has no title.
pub fn preview_document(document: &str, reply: &str, origin: &str) -> Option<String> {
    let reply: Value = serde_json::from_str(reply).ok()?;
    let row = reply.get("row").unwrap_or(&reply);
    // A withdrawn announcement is no longer passed on.
    if row.get("withdrawn").and_then(Value::as_bool) == Some(true) {
        return None;
    }
    let text = |name: &str| row.get(name).and_then(Value::as_str).map(escape_html);
    let title = text("title").or_else(|| text("name"))?;
    let day = row.get("starts_at").and_then(Value::as_i64).map(|at| {
        let (day, hour, minute) = UtcMillis(at).wall();
        format!("{} {hour:02}:{minute:02}", day.format("%Y年%-m月%-d日"))
    });
    let about: Vec<String> = [day, text("place")].into_iter().flatten().collect();
    let described = if about.is_empty() { String::new() } else { about.join(" · ") + " · " };
    let (before, after) = document.split_once(TITLE)?;
    Some(format!(
        "{before}<title>{title}</title>\n<meta property=\"og:title\" content=\"{title}\">\n\
         <meta property=\"og:description\" content=\"{described}邻里，社区的事大家一起办\">\n\
         <meta property=\"og:image\" content=\"{}/icon-512.png\">\n<meta property=\"og:type\" content=\"website\">{after}",
        escape_html(origin)
    ))
}

/// As text of an element and as a quoted value.
fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(sign),
        }
    }
    out
}

#[cfg(target_arch = "wasm32")]
pub use asking::read_reply;

#[cfg(target_arch = "wasm32")]
mod asking {
    use super::super::{directory, object_address::ObjectAddress};
    use crate::object_kind;
    use domain::contract::Spec;
    use worker::{Env, Result};

    /// What the endpoint answers to a guest, if it answers.
    pub async fn read_reply(env: &Env, spec: &Spec, path: &str) -> Result<Option<String>> {
        let Some(object) = spec.matches(path).and_then(|values| ObjectAddress::of(env, spec, &values, "")) else {
            return Ok(None);
        };
        if !directory::is_real(env, spec.place, object.name).await? {
            return Ok(None);
        }
        let stub = env.durable_object(object_kind::namespace_of(spec.place))?.get_by_name(object.name)?;
        let mut answer = stub.fetch_with_str(object.url()).await?;
        if answer.status_code() == 200 { answer.text().await.map(Some) } else { Ok(None) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "<head>\n<title>邻里</title>\n<meta name=\"x\"></head>";

    #[test]
    fn pages_that_are_shared() {
        let id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        for (path, is_shared) in [
            ("/c/511402901001".to_owned(), true),
            (format!("/c/511402901001/matters/{id}"), true),
            (format!("/c/511402901001/cases/{id}"), true),
            (format!("/c/511402901001/activities/{id}"), true),
            (format!("/c/511402901001/meetings/{id}"), true),
            (format!("/c/511402901001/announcements/{id}"), true),
            ("/c/511402901001/announcements".to_owned(), false),
            (format!("/c/511402901001/ballots/{id}"), false),
            (format!("/c/511402901001/office/activities/{id}"), false),
            ("/c/511402901001/me".to_owned(), false),
            ("/c/511402901001/members".to_owned(), false),
            ("/c/511402901001/journal".to_owned(), false),
            ("/regions/51".to_owned(), false),
        ] {
            let found = shared_page(&path).map(|(_, endpoint)| endpoint);
            assert_eq!(found, is_shared.then(|| path.replace("/c/", "/api/communities/")), "{path}");
        }
    }

    #[test]
    fn a_reply_becomes_title_and_description() {
        for (reply, title, description) in [
            (r#"{"name":"三苏社区"}"#, "三苏社区", "\"邻里，"),
            (r#"{"row":{"title":"2号院充电车棚"},"text":"不会出现"}"#, "2号院充电车棚", "\"邻里，"),
            (
                r#"{"row":{"title":"助餐","place":"3号楼","starts_at":1796691600000}}"#,
                "助餐",
                "\"2026年12月8日 09:00 · 3号楼 · 邻里，",
            ),
        ] {
            let shown = preview_document(DOCUMENT, reply, "https://linli.example").expect("a title");
            for expected in [
                format!("<title>{title}</title>"),
                format!("og:title\" content=\"{title}\">"),
                format!("og:description\" content={description}"),
                "content=\"https://linli.example/icon-512.png\"".to_owned(),
            ] {
                assert!(shown.contains(&expected), "{expected} in {shown}");
            }
            assert!(!shown.contains("不会出现"));
        }
    }

    #[test]
    fn a_title_stays_a_title() {
        let reply = r#"{"row":{"title":"</title><script>alert('a')</script> \"x\" &amp;"}}"#;
        let shown = preview_document(DOCUMENT, reply, "https://a\"b").expect("a title");
        assert!(!shown.contains("<script>") && !shown.contains("'a'") && !shown.contains("https://a\"b"), "{shown}");
        assert_eq!(shown.matches("&lt;/title&gt;").count(), 2, "{shown}");
        for reply in ["", "{}", r#"{"row":{}}"#, "[1]", r#"{"row":{"title":"a","withdrawn":true}}"#] {
            assert_eq!(preview_document(DOCUMENT, reply, ""), None, "{reply}");
        }
        assert_eq!(preview_document("<title>other</title>", r#"{"name":"a"}"#, ""), None);
    }
}
