//! Which file imports which, in one crate: read from `use` items and from paths in the code, through re-exports to the
//! file that defines the name.
//!
//! Invariant: tests are not counted, because a test may look at anything.

use super::SourceFile;
use std::collections::{BTreeMap, BTreeSet};

/// The modules of a crate by their paths (`["ballots", "votes"]`), each with its file and its text.
pub struct Crate<'f> {
    modules: BTreeMap<Vec<String>, Module<'f>>,
}

struct Module<'f> {
    file: &'f str,
    code: String,
    /// Names in this module that come from elsewhere, with their full paths as written.
    imports: Vec<Import>,
}

struct Import {
    name: String,
    path: Vec<String>,
    /// Offered to others, and not used here.
    is_export: bool,
}

/// For each file, the files that it imports.
pub type Graph<'f> = BTreeMap<&'f str, BTreeSet<&'f str>>;

impl<'f> Crate<'f> {
    /// `root` is a source folder such as `api/src/`.
    pub fn read(files: &'f [SourceFile], root: &str) -> Self {
        let mut modules = BTreeMap::new();
        for file in files.iter().filter(|file| file.path.starts_with(root) && file.ends_with(&["rs"])) {
            let path = module_path(&file.path[root.len()..]);
            if path.iter().any(|part| part == "tests") {
                continue;
            }
            let code: String = file
                .lines_outside_tests()
                .map(|(_, line)| line.split("//").next().unwrap_or_default())
                .collect::<Vec<_>>()
                .join("\n");
            let (imports, code) = split_imports(&code);
            modules.insert(path, Module { file: &file.path, code, imports });
        }
        Self { modules }
    }

    pub fn graph(&self) -> Graph<'f> {
        let mut graph = Graph::new();
        for (path, module) in &self.modules {
            let mut found = BTreeSet::new();
            for import in &module.imports {
                // A module alone is counted where something of it is used.
                if !import.is_export && self.module_at(path, &import.path).is_none() {
                    found.extend(self.file_of(path, &import.path, 0));
                }
            }
            for used in paths_in(&module.code) {
                found.extend(self.file_of(path, &used, 0));
            }
            found.remove(module.file);
            graph.insert(module.file, found);
        }
        graph
    }

    /// The absolute path, if its beginning is a module of this crate as seen from `from`.
    fn absolute(&self, from: &[String], path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let mut base = match first.as_str() {
            "crate" => vec![],
            "self" => from.to_vec(),
            "super" => from[..from.len().checked_sub(1)?].to_vec(),
            name => {
                let child = [from, &[name.to_owned()]].concat();
                if self.modules.contains_key(&child) {
                    child
                } else {
                    let module = self.modules.get(from)?;
                    let import = module.imports.iter().find(|import| import.name == name && import.path[0] != name)?;
                    self.absolute(from, &import.path)?
                }
            }
        };
        for part in rest {
            if part == "super" {
                base.pop()?;
            } else {
                base.push(part.clone());
            }
        }
        Some(base)
    }

    fn module_at(&self, from: &[String], path: &[String]) -> Option<&Module<'f>> {
        self.modules.get(&self.absolute(from, path)?)
    }

    /// The file that defines what a path names, through re-exports.
    fn file_of(&self, from: &[String], path: &[String], depth: usize) -> Option<&'f str> {
        let absolute = self.absolute(from, path)?;
        let split = (0..=absolute.len()).rev().find(|at| self.modules.contains_key(&absolute[..*at]))?;
        let (place, rest) = absolute.split_at(split);
        let module = &self.modules[place];
        let Some(name) = rest.first() else { return Some(module.file) };
        let export = module.imports.iter().find(|import| import.name == *name);
        if let Some(export) = export.filter(|_| depth < 6)
            && let Some(file) = self.file_of(place, &[&export.path, &rest[1..]].concat(), depth + 1)
        {
            return Some(file);
        }
        Some(module.file)
    }
}

/// `ballots/mod.rs` and `ballots.rs` are `["ballots"]`; `lib.rs` is the crate itself.
fn module_path(file: &str) -> Vec<String> {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    let mut parts: Vec<String> = stem.split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib" | "main")) {
        parts.pop();
    }
    parts
}

/// The `use` items of a file, and the code without them.
fn split_imports(code: &str) -> (Vec<Import>, String) {
    let (mut found, mut others) = (vec![], String::new());
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        let item = line.trim_start();
        let words = item
            .strip_prefix("pub ")
            .or_else(|| item.split_once(") ").filter(|(head, _)| head.starts_with("pub(")).map(|(_, item)| item));
        let Some(tree) = words.unwrap_or(item).strip_prefix("use ") else {
            others.push_str(line);
            others.push('\n');
            continue;
        };
        let mut tree = tree.trim().to_owned();
        while !tree.ends_with(';') {
            let Some(more) = lines.next() else { break };
            tree = format!("{tree} {}", more.trim());
        }
        // Within a module of the same file, its parent is the file.
        if !(item.len() < line.len() && tree.starts_with("super::")) {
            let before = found.len();
            expand(tree.trim_end_matches(';'), &[], &mut found);
            found[before..].iter_mut().for_each(|import| import.is_export = item.starts_with("pub"));
        }
    }
    (found, others)
}

/// `a::{b, c as d}` becomes `a::b` and `a::c` under the name `d`.
fn expand(tree: &str, before: &[String], found: &mut Vec<Import>) {
    let tree = tree.trim();
    if let Some(open) = tree.find('{') {
        let head: Vec<String> = names(&tree[..open]);
        let path = [before, &head].concat();
        let inner = tree[open + 1..].rsplit_once('}').map_or("", |(inner, _)| inner);
        let mut depth = 0;
        let mut start = 0;
        for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    expand(&inner[start..at], &path, found);
                    start = (at + 1).min(inner.len());
                }
                _ => {}
            }
        }
        return;
    }
    let (path, name) =
        tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name.trim().to_owned())));
    let mut path = [before, &names(path)].concat();
    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
        path.pop();
    }
    if let Some(last) = path.last() {
        found.push(Import { name: name.unwrap_or_else(|| last.clone()), path, is_export: false });
    }
}

fn names(path: &str) -> Vec<String> {
    path.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Every `a::b::c` in the code outside `use` items.
fn paths_in(code: &str) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    for word in code.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':') {
        let parts = names(word);
        if parts.len() > 1 && !word.starts_with("::") {
            found.insert(parts);
        }
    }
    found
}

/// Circles of more than one file, the largest first (Tarjan's strongly connected components).
pub fn find_circles<'f>(graph: &Graph<'f>) -> Vec<Vec<&'f str>> {
    struct Search<'g, 'f> {
        graph: &'g Graph<'f>,
        number: BTreeMap<&'f str, usize>,
        low: BTreeMap<&'f str, usize>,
        stack: Vec<&'f str>,
        found: Vec<Vec<&'f str>>,
    }
    impl<'f> Search<'_, 'f> {
        fn visit(&mut self, file: &'f str) {
            let own = self.number.len();
            self.number.insert(file, own);
            self.low.insert(file, own);
            self.stack.push(file);
            for next in self.graph.get(file).into_iter().flatten().copied() {
                if !self.number.contains_key(next) {
                    self.visit(next);
                    let low = self.low[file].min(self.low[next]);
                    self.low.insert(file, low);
                } else if self.stack.contains(&next) {
                    let low = self.low[file].min(self.number[next]);
                    self.low.insert(file, low);
                }
            }
            if self.low[file] == own {
                let at = self.stack.iter().position(|one| *one == file).unwrap_or_default();
                let circle = self.stack.split_off(at);
                if circle.len() > 1 {
                    self.found.push(circle);
                }
            }
        }
    }
    let mut search = Search { graph, number: BTreeMap::new(), low: BTreeMap::new(), stack: vec![], found: vec![] };
    for file in graph.keys() {
        if !search.number.contains_key(file) {
            search.visit(file);
        }
    }
    search.found.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
    search.found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(of: &[(&str, &str)]) -> Vec<SourceFile> {
        let file = |(path, text): &(&str, &str)| SourceFile {
            path: format!("api/src/{path}"),
            bytes: text.len(),
            text: Some((*text).to_owned()),
        };
        of.iter().map(file).collect()
    }

    fn imports(of: &[(&str, &str)], file: &str) -> Vec<String> {
        let files = files(of);
        let graph = Crate::read(&files, "api/src/").graph();
        graph[format!("api/src/{file}").as_str()].iter().map(|file| file["api/src/".len()..].to_owned()).collect()
    }

    #[test]
    fn a_name_leads_to_the_file_that_defines_it() {
        let files = [
            ("lib.rs", "mod a; mod b;"),
            ("a/mod.rs", "mod c;\npub use c::Thing;\npub fn own() {}"),
            ("a/c.rs", "pub struct Thing;"),
            ("b.rs", "use crate::a::Thing;"),
            ("d.rs", "use crate::a::{self, own};\nfn f() { a::Thing; }"),
            (
                "e.rs",
                "use crate::a;\n// crate::b::x\nfn f() { crate::b::x(); }\n#[cfg(test)]\nmod tests {\nuse crate::d;",
            ),
        ];
        assert_eq!(imports(&files, "b.rs"), ["a/c.rs"]);
        assert_eq!(imports(&files, "d.rs"), ["a/c.rs", "a/mod.rs"]);
        assert_eq!(imports(&files, "e.rs"), ["b.rs"]);
        assert_eq!(imports(&files, "a/mod.rs"), [""; 0], "offering a name is no use of it");
    }

    #[test]
    fn circles_are_found() {
        let files = files(&[
            ("lib.rs", ""),
            ("a.rs", "use crate::b::X;"),
            ("b.rs", "use crate::c::X;"),
            ("c.rs", "use crate::a::X;\nuse super::d::X;"),
            ("d.rs", ""),
        ]);
        let graph = Crate::read(&files, "api/src/").graph();
        let found = find_circles(&graph);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].len(), 3);
    }
}
