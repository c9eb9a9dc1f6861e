//! Words that do not belong in finished code, SQL outside its files, and paths of one machine.
//!
//! Invariant: the words are assembled at compile time, so that this file does not complain about itself.

use super::SourceFile;

const EVERYWHERE: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];
const MACHINE_PATHS: [&str; 4] =
    [concat!("/ro", "ot/"), concat!("/work/", "shared"), concat!("/work/", "main"), concat!("/tmp/", "linli")];
const IN_RUST: [&str; 2] = [concat!("todo", "!("), concat!("dbg", "!(")];
const IN_SHIPPED_RUST: [&str; 3] = [concat!(".unwrap", "()"), concat!("println", "!("), concat!("print", "!(")];
const SHIPPED: [&str; 3] = ["api/", "app/", "domain/"];
const SQL: [&str; 6] = ["SELECT ", "INSERT INTO ", "INSERT OR ", "DELETE FROM ", "CREATE TABLE ", "PRAGMA "];
const TEXT: [&str; 12] = ["rs", "js", "mjs", "css", "html", "toml", "md", "json", "jsonc", "capnp", "sql", "csv"];

pub fn check_words(files: &[SourceFile], complaints: &mut Vec<String>) {
    for file in files.iter().filter(|file| file.ends_with(&TEXT)) {
        let Some(text) = &file.text else { continue };
        for (at, line) in text.lines().enumerate() {
            for word in EVERYWHERE.iter().filter(|word| contains_word(line, word)) {
                complaints.push(format!("{}:{}: {word}: finish it or open an issue", file.path, at + 1));
            }
            for path in MACHINE_PATHS.iter().filter(|path| line.contains(**path)) {
                complaints.push(format!("{}:{}: {path} is a path of one machine", file.path, at + 1));
            }
            for word in IN_RUST.iter().filter(|word| file.ends_with(&["rs"]) && line.contains(**word)) {
                complaints.push(format!("{}:{}: {word}…) in committed code", file.path, at + 1));
            }
        }
        if file.ends_with(&["rs"]) {
            shipped(file, complaints);
        }
    }
}

fn shipped(file: &SourceFile, complaints: &mut Vec<String>) {
    if !SHIPPED.iter().any(|folder| file.path.starts_with(folder)) {
        return;
    }
    let may_hold_sql = file.name() == "sql.rs" || file.path.contains("/migrations/");
    for (number, line) in file.lines_outside_tests() {
        let code = line.trim_start();
        if code.starts_with("//") {
            continue;
        }
        for word in IN_SHIPPED_RUST.iter().filter(|word| holds_call(code, word) && file.name() != "build.rs") {
            complaints.push(format!("{}:{number}: {word} in shipped code", file.path));
        }
        if !may_hold_sql && SQL.iter().any(|word| code.contains(word)) {
            complaints.push(format!("{}:{number}: SQL stands in sql.rs or in migrations", file.path));
        }
    }
}

/// Whether the word occurs separately, not as part of a longer one.
pub fn contains_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let letter = |found: Option<char>| found.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        !letter(line[..at].chars().next_back()) && !letter(line[at + word.len()..].chars().next())
    })
}

/// `print!(` but not `eprint!(`.
fn holds_call(code: &str, call: &str) -> bool {
    code.match_indices(call)
        .any(|(at, _)| call.starts_with('.') || !code[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints_of(path: &str, text: &str) -> Vec<String> {
        let file = SourceFile { path: path.into(), bytes: text.len(), text: Some(text.into()) };
        let mut complaints = Vec::new();
        check_words(&[file], &mut complaints);
        complaints
    }

    #[test]
    fn words_are_found_where_they_do_not_belong() {
        let unwrap = format!("fn a() {{ b(){} }}", IN_SHIPPED_RUST[0]);
        assert_eq!(complaints_of("api/src/a.rs", &unwrap).len(), 1);
        assert_eq!(complaints_of("api/src/a.rs", &format!("#[cfg(test)]\nmod tests {{\n{unwrap}")).len(), 0);
        assert_eq!(complaints_of("api/src/tests.rs", &unwrap).len(), 0);
        assert_eq!(complaints_of("docs/a.md", EVERYWHERE[0]).len(), 1);
        assert_eq!(complaints_of("docs/a.md", &format!("MAS{}S", EVERYWHERE[0])).len(), 0);
        assert_eq!(complaints_of("README.md", MACHINE_PATHS[0]).len(), 1);
    }

    #[test]
    fn sql_has_its_own_files() {
        let text = "const A: &str = \"SELECT 1\";";
        assert_eq!(complaints_of("api/src/points/claims.rs", text).len(), 1);
        assert_eq!(complaints_of("api/src/points/sql.rs", text).len(), 0);
        assert_eq!(complaints_of("api/src/points/claims.rs", "// SELECT is explained").len(), 0);
    }
}
