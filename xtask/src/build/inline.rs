//! The inline content of `index.html`: minified scripts and the style sheet, and their hashes for the policy.
//!
//! Invariant: a hash is computed over exactly the served bytes between the tags.

use super::Profile;
use crate::node;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::process::{Command, Stdio};

/// Removes comments from the page and minifies each script in it with esbuild.
pub fn shorten_page(page: &str, profile: Profile) -> Result<String> {
    if profile == Profile::Dev {
        return Ok(page.to_owned());
    }
    let page = without_comments(page);
    let mut short = String::new();
    let mut rest = page.as_str();
    while let Some(found) = next_element(rest, "script") {
        short.push_str(&rest[..found.text_at]);
        short.push_str(&if found.has_own_text() {
            minified(found.text, found.tag.contains("module"))?
        } else {
            found.text.to_owned()
        });
        rest = &rest[found.text_at + found.text.len()..];
    }
    short.push_str(rest);
    Ok(short.lines().map(str::trim_start).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n") + "\n")
}

/// `'sha256-…' 'sha256-…'` of every element of that name that has inline text.
pub fn element_hashes(page: &str, element: &str) -> String {
    let mut hashes = Vec::new();
    let mut rest = page;
    while let Some(found) = next_element(rest, element) {
        if found.has_own_text() {
            hashes.push(format!("'sha256-{}'", base64(&Sha256::digest(found.text.as_bytes()))));
        }
        rest = &rest[found.text_at + found.text.len()..];
    }
    hashes.join(" ")
}

struct Element<'page> {
    tag: &'page str,
    text: &'page str,
    text_at: usize,
}

impl Element<'_> {
    fn has_own_text(&self) -> bool {
        !self.tag.contains(" src=") && !self.text.trim().is_empty()
    }
}

fn next_element<'page>(page: &'page str, name: &str) -> Option<Element<'page>> {
    let open = page.find(&format!("<{name}>")).into_iter().chain(page.find(&format!("<{name} "))).min()?;
    let text_at = open + page[open..].find('>')? + 1;
    let end = text_at + page[text_at..].find(&format!("</{name}>"))?;
    Some(Element { tag: &page[open..text_at], text: &page[text_at..end], text_at })
}

fn without_comments(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!--") {
        text.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    text + rest
}

fn minified(script: &str, module: bool) -> Result<String> {
    // A classic script must still parse in a browser that is too old for the app, so that it can say so.
    let target = if module { "--target=es2022" } else { "--target=es5" };
    let mut command = Command::new(node::find_esbuild()?);
    command.args(["--minify", "--loader=js", "--legal-comments=none", "--log-level=warning", target]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("esbuild could not be started")?;
    child.stdin.take().context("esbuild takes no input")?.write_all(script.as_bytes())?;
    let output = child.wait_with_output()?;
    anyhow::ensure!(output.status.success(), "esbuild refused a script of app/index.html; its message stands above");
    Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
}

/// The text of a script file, as it is inlined into the page.
pub fn read_script(path: &str) -> Result<String> {
    let text = std::fs::read_to_string(crate::root::root_path(path)).with_context(|| format!("reading {path}"))?;
    anyhow::ensure!(!text.contains("</script"), "{path} would end the script element it stands in");
    Ok(text)
}

/// The style sheet, as it is inlined into the page.
pub fn read_sheet(bytes: &[u8]) -> Result<String> {
    let text = String::from_utf8(bytes.to_vec())?;
    anyhow::ensure!(!text.contains("</style"), "the style sheet would end the element it stands in");
    Ok(text.trim().to_owned())
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let word = group.iter().enumerate().fold(0_u32, |word, (at, byte)| word | u32::from(*byte) << (16 - 8 * at));
        for at in 0..4 {
            let letter = LETTERS[(word >> (18 - 6 * at)) as usize & 63];
            text.push(if at <= group.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads_each_length() {
        assert_eq!(
            ["", "f", "fo", "foo", "foob"].map(|text| base64(text.as_bytes())),
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]
        );
    }

    #[test]
    fn only_elements_with_their_own_text_are_hashed() {
        let page = "<script type=\"module\" src=\"/a.js\"></script><p><script>alert('Hello, world.');</script><style>{}</style>";
        assert_eq!(element_hashes(page, "script"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
        assert_eq!(element_hashes(page, "style").matches("sha256").count(), 1);
    }

    #[test]
    fn comments_of_the_page_are_left_out() {
        assert_eq!(without_comments("a<!-- b --> c <!-- d"), "a c ");
    }
}
