//! The order of the layers: what stands below imports nothing from above, and no large circle of imports exists.

use super::SourceFile;
use super::imports::{Crate, find_circles};

/// Files in one circle of imports; a larger one cannot be understood file by file.
const CIRCLE_FILES_MAX: usize = 5;

/// What only some may import: beginnings of paths, and who may do so, apart from the folder itself.
const ONLY_BY: [(&str, &[&str]); 7] = [
    // A page goes to another page by address (`navigation.rs`).
    ("app/src/page_outlet.rs", &["app/src/lib.rs"]),
    // The tables over all features stand above them.
    ("api/src/dispatch.rs", &["api/src/durable_objects.rs"]),
    ("api/src/duties.rs", &["api/src/durable_objects.rs"]),
    ("api/src/durable_objects.rs", &[]),
    // Objects do not know the gate; what both ask is in `gate/checks.rs`.
    ("api/src/gate/entry.rs", &["api/src/durable_objects.rs"]),
    ("api/src/gate/forward.rs", &["api/src/gate/"]),
    // Rules and handlers use no Workers types.
    (
        "api/src/platform.rs",
        &["api/src/gate/", "api/src/durable_objects.rs", "api/src/followers.rs", "api/src/archive/object.rs"],
    ),
];
/// The kernel of the objects: what it may import. Everything else is a feature above it.
const KERNEL: &str = "api/src/object/";
const BELOW_THE_KERNEL: [&str; 6] = [
    "api/src/object/",
    "api/src/answer.rs",
    "api/src/crypto.rs",
    "api/src/db/",
    "api/src/journal/mod.rs",
    "api/src/sessions/cookies.rs",
];

pub fn check_layers(files: &[SourceFile], complaints: &mut Vec<String>) {
    for root in ["domain/src/", "api/src/", "app/src/"] {
        let graph = Crate::read(files, root).graph();
        for circle in find_circles(&graph).iter().filter(|circle| circle.len() > CIRCLE_FILES_MAX) {
            let names = circle.join(", ");
            complaints.push(format!("{root}: {} files import each other in a circle: {names}", circle.len()));
        }
        for (from, to) in graph.iter().flat_map(|(from, all)| all.iter().map(move |to| (*from, *to))) {
            if let Some(reason) = forbidden(from, to) {
                complaints.push(format!("{from} imports {to}: {reason}"));
            }
        }
    }
}

/// A rule about a file that was renamed would hold nothing.
pub fn check_named_files(files: &[SourceFile], complaints: &mut Vec<String>) {
    let rules = ONLY_BY.iter().flat_map(|(what, by)| by.iter().chain([what]));
    for named in rules.chain(&BELOW_THE_KERNEL) {
        if !files.iter().any(|file| file.path.starts_with(named)) {
            complaints.push(format!("xtask/src/tidy/layers.rs: no file is, or lies in, {named}"));
        }
    }
}

fn forbidden(from: &str, to: &str) -> Option<&'static str> {
    for (what, by) in ONLY_BY {
        if to.starts_with(what) && !from.starts_with(what) && !by.iter().any(|may| from.starts_with(may)) {
            return Some("it stands above (xtask/src/tidy/layers.rs)");
        }
    }
    let is_crate_root = to == "api/src/lib.rs";
    if from.starts_with(KERNEL) && !is_crate_root && !BELOW_THE_KERNEL.iter().any(|below| to.starts_with(below)) {
        return Some("the kernel imports no feature; a feature is handed in (ObjectHandlers)");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_below_imports_nothing_from_above() {
        for (from, to, fine) in [
            ("app/src/lib.rs", "app/src/page_outlet.rs", true),
            ("app/src/matters/post.rs", "app/src/page_outlet.rs", false),
            ("app/src/matters/post.rs", "app/src/navigation.rs", true),
            ("api/src/durable_objects.rs", "api/src/dispatch.rs", true),
            ("api/src/ballots/votes.rs", "api/src/dispatch.rs", false),
            ("api/src/ballots/votes.rs", "api/src/platform.rs", false),
            ("api/src/ballots/votes.rs", "api/src/gate/entry.rs", false),
            ("api/src/gate/health.rs", "api/src/gate/forward.rs", true),
            ("api/src/object/cx.rs", "api/src/answer.rs", true),
            ("api/src/object/cx.rs", "api/src/assistance/mod.rs", false),
        ] {
            assert_eq!(forbidden(from, to).is_none(), fine, "{from} imports {to}");
        }
    }

    #[test]
    fn a_rule_about_no_file_is_named() {
        let (mut all, mut none) = (vec![], vec![]);
        check_named_files(&crate::tidy::read_tracked().unwrap(), &mut all);
        assert_eq!(all, [""; 0]);
        check_named_files(&[], &mut none);
        assert!(none.len() > ONLY_BY.len(), "{none:?}");
    }

    #[test]
    fn a_large_circle_is_named() {
        let file = |at: usize| SourceFile {
            path: format!("api/src/f{at}.rs"),
            bytes: 0,
            text: Some(format!("use crate::f{}::X;", (at + 1) % 6)),
        };
        let mut complaints = vec![];
        check_layers(&(0..6).map(file).collect::<Vec<_>>(), &mut complaints);
        assert_eq!(complaints.len(), 1, "{complaints:?}");
        complaints.clear();
        check_layers(&(0..5).map(file).collect::<Vec<_>>(), &mut complaints);
        assert_eq!(complaints.len(), 0, "the circle is broken");
    }
}
