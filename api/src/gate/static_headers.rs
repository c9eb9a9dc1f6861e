//! Headers of static files: the rules of `dist/_headers`, which a Workers deployment applies by itself and which the
//! gate applies when it serves the files; and content types by file name.

/// One rule: a path, perhaps ending in `*`, and its headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderRule {
    path: String,
    headers: Vec<(String, String)>,
}

/// Reads the format of a `_headers` file: a path on its own line, its headers indented below.
pub fn parse_rules(text: &str) -> Vec<HeaderRule> {
    let mut rules: Vec<HeaderRule> = vec![];
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        if line.starts_with(char::is_whitespace) {
            if let (Some(rule), Some((name, value))) = (rules.last_mut(), line.trim().split_once(':')) {
                rule.headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        } else {
            rules.push(HeaderRule { path: line.trim().to_owned(), headers: vec![] });
        }
    }
    rules
}

/// The headers of a path; a later rule takes the place of an earlier one's header.
pub fn path_headers<'r>(rules: &'r [HeaderRule], path: &str) -> Vec<(&'r str, &'r str)> {
    let mut found: Vec<(&str, &str)> = vec![];
    for rule in rules.iter().filter(|rule| rule.matches(path)) {
        for (name, value) in &rule.headers {
            found.retain(|(known, _)| known != name);
            found.push((name, value));
        }
    }
    found
}

impl HeaderRule {
    fn matches(&self, path: &str) -> bool {
        match self.path.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == self.path,
        }
    }
}

/// The content type for a file's name.
pub fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_rule_takes_the_place_of_an_earlier_one() {
        let rules = parse_rules(
            "# all\n/*\n  X-A: 1\n  Cache-Control: no-cache\n\n/pkg/*\n  Cache-Control: immutable\n/sw.js\n  X-B: 2\n",
        );
        assert_eq!(path_headers(&rules, "/"), [("x-a", "1"), ("cache-control", "no-cache")]);
        assert_eq!(path_headers(&rules, "/pkg/a.js"), [("x-a", "1"), ("cache-control", "immutable")]);
        assert_eq!(path_headers(&rules, "/sw.js").last(), Some(&("x-b", "2")));
        assert_eq!(path_headers(&rules, "/sw.jsx").len(), 2);
    }
}
