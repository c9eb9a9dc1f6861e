//! The runbook in both languages: the same sections, fenced commands and environment variables, in the same order.
//!
//! Invariant: comments inside a fence may differ; everything else in it is the same text.

use super::SourceFile;
use std::collections::BTreeSet;

const RUNBOOKS: [&str; 2] = ["docs/runbook.md", "docs/runbook.zh-CN.md"];
const VARIABLE: &str = "LINLI_";

/// What both must have in common.
#[derive(Default, PartialEq, Eq)]
struct Outline<'a> {
    /// The level of each heading.
    sections: Vec<usize>,
    commands: Vec<&'a str>,
    variables: BTreeSet<&'a str>,
}

pub fn check_runbooks(files: &[SourceFile], complaints: &mut Vec<String>) {
    let text_of = |path| files.iter().find(|file| file.path == path).and_then(|file| file.text.as_deref());
    let [english, chinese] = RUNBOOKS.map(|path| outline(text_of(path).unwrap_or_default()));
    let mut differ = |what: String| complaints.push(format!("{} and {}: {what}", RUNBOOKS[0], RUNBOOKS[1]));
    if english.sections != chinese.sections {
        differ(format!("{} and {} sections, or other levels", english.sections.len(), chinese.sections.len()));
    }
    if english.commands != chinese.commands {
        let at = english.commands.iter().zip(&chinese.commands).position(|(one, other)| one != other);
        let at = at.unwrap_or_else(|| english.commands.len().min(chinese.commands.len()));
        differ(format!("other commands, from {:?} and {:?} on", english.commands.get(at), chinese.commands.get(at)));
    }
    for name in english.variables.symmetric_difference(&chinese.variables) {
        differ(format!("one of them does not name {name}"));
    }
}

fn outline(text: &str) -> Outline<'_> {
    let (mut found, mut fenced) = (Outline::default(), false);
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            found.commands.extend(Some(without_comment(line)).filter(|line| !line.is_empty()));
        } else if line.starts_with('#') {
            found.sections.push(line.chars().take_while(|sign| *sign == '#').count());
        }
        let names = line.match_indices(VARIABLE).map(|(at, _)| &line[at..]);
        let ends = |sign: char| !sign.is_ascii_uppercase() && sign != '_';
        found.variables.extend(names.map(|name| name.split(ends).next().unwrap_or(name)));
    }
    found
}

fn without_comment(line: &str) -> &str {
    let line = line.trim();
    let is_comment = line.starts_with('#') || line.starts_with("-- ");
    if is_comment { "" } else { line.split(" # ").next().unwrap_or(line).trim_end() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_outline() {
        let file = |at: usize, text: &str| SourceFile { path: RUNBOOKS[at].into(), bytes: 0, text: Some(text.into()) };
        let english = "# Runbook\n## Start\n`LINLI_MODE`\n```\n# why\nmake all   # all of it\n```\n";
        for (chinese, expect) in [
            ("# 手册\n## 启动\n`LINLI_MODE`\n```\nmake all  # 全部\n```\n", 0),
            ("# 手册\n`LINLI_MODE`\n```\nmake all\n```\n", 1),
            ("# 手册\n## 启动\n`LINLI_MODE`\n```\nmake\n```\n", 1),
            ("# 手册\n### 启动\n`LINLI_MODES`\n```\n```\n", 4),
        ] {
            let mut complaints = vec![];
            check_runbooks(&[file(0, english), file(1, chinese)], &mut complaints);
            assert_eq!(complaints.len(), expect, "{complaints:?}");
        }
    }
}
