//! Checks the data folder before a server starts: nobody else can read it, it is writable, and no file in it prevents
//! all communities from starting.
//!
//! Invariant: nothing is deleted. A register of alarms that is clearly not a database is renamed: it contains only the
//! times at which objects wake by themselves, and each object sets its time again at its next request.

use crate::progress;
use anyhow::{Context, Result};
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Only for the user of the server.
const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;

/// The alarms of all objects of a kind: workerd opens it first, and does not start without it.
const REGISTER: &str = "metadata.sqlite";

/// The file of the country: the name of a region's file follows from its code, and that code does not change. The store
/// alone cannot distinguish a lost file from a server on which nothing has been opened yet.
const COUNTRY: &str = "linli-region/5f9fb32efc611507e09d832d16c53c028932eae042623a28e364d4bee428a8a5.sqlite";

/// Creates a folder if it is missing, only for its user.
pub fn make_folder(path: &Path) -> Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(FOLDER_MODE)
        .create(path)
        .with_context(|| format!("the folder {} could not be made", path.display()))
}

pub fn open_lock(path: &Path) -> Result<File> {
    let opened = OpenOptions::new().write(true).create(true).truncate(false).mode(FILE_MODE).open(path);
    opened.with_context(|| format!("{} could not be opened", path.display()))
}

/// A command whose files are only for its user, whatever the umask of the shell.
pub fn private_command(program: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "umask 077 && exec \"$0\" \"$@\""]).arg(program);
    command
}

/// Checks that files can be created in the folder and that existing files can be opened, by creating one and opening
/// each.
pub fn check_writable(data: &Path) -> Result<()> {
    let advice = "a server needs a folder that its user may write, on a disk that is neither full nor mounted for reading \
                  only: look at `df -h` and `mount`, and give it to the user with `chown -R`";
    let mut folders = vec![data.to_owned()];
    folders.extend(namespaces(&data.join("objects")));
    for folder in &folders {
        let probe = folder.join(format!(".writable-{}", std::process::id()));
        std::fs::write(&probe, b"linli")
            .and_then(|()| std::fs::remove_file(&probe))
            .with_context(|| format!("the folder {} cannot be written; {advice}", folder.display()))?;
    }
    for file in folders.iter().flat_map(|folder| databases(folder)) {
        OpenOptions::new()
            .read(true)
            .write(true)
            .open(&file)
            .with_context(|| format!("{} cannot be written; {advice}", file.display()))?;
    }
    Ok(())
}

/// Renames registers of alarms that would prevent every object from starting, and names other files that are not
/// databases: their content is unreachable, and everything else continues. Only while no server uses the folder.
pub fn check_files(objects: &Path) -> Result<()> {
    for folder in namespaces(objects) {
        for file in databases(&folder) {
            let Some(why) = damage(&file)? else { continue };
            if file.ends_with(REGISTER) {
                let aside = set_aside(&file)?;
                eprintln!(
                    "{} is damaged ({why}). It held the alarms of {} and nothing else; it is now {}. Each object sets its alarm \
                     again when it is next asked for something: open every community once, see docs/runbook.md.",
                    file.display(),
                    folder.display(),
                    aside.display()
                );
            } else {
                eprintln!("{} is damaged ({why}): restore it from a backup, see docs/runbook.md", file.display());
            }
        }
    }
    let open = databases(&objects.join("linli-community")).iter().any(|file| !file.ends_with(REGISTER));
    let country = objects.join(COUNTRY);
    if open && country.metadata().map_or(0, |file| file.len()) == 0 {
        eprintln!(
            "{} is missing or empty, and there are communities: without the country no code is real, and all of them are 404. \
             Restore it from a backup, see docs/runbook.md.",
            country.display()
        );
    }
    Ok(())
}

/// The files to check when workerd did not start: its own message names no file.
pub fn list_suspects(objects: &Path) -> String {
    let registers: Vec<String> = namespaces(objects)
        .iter()
        .map(|folder| folder.join(REGISTER))
        .filter(|file| file.is_file())
        .map(|file| file.display().to_string())
        .collect();
    if registers.is_empty() {
        return String::new();
    }
    format!(
        "\nIf it speaks of SQLite, one of these keeps it from starting:\n  {}\n`sqlite3 FILE 'pragma integrity_check'` says which. It \
         holds alarms only: give it another name and start again.",
        registers.join("\n  ")
    )
}

fn namespaces(objects: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(objects).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn databases(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "sqlite")).collect();
    files.sort();
    files
}

/// What is clearly wrong with a file, judged by its header: not a database, or shorter than the header says. A database
/// that was just created is empty.
fn damage(file: &Path) -> Result<Option<&'static str>> {
    let mut header = vec![];
    let mut opened = File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
    opened.by_ref().take(100).read_to_end(&mut header).with_context(|| format!("{} cannot be read", file.display()))?;
    let bytes = opened.metadata()?.len();
    if bytes == 0 {
        return Ok(None);
    }
    let Some(header) = header.get(..100).filter(|header| header.starts_with(b"SQLite format 3\0")) else {
        return Ok(Some("it is no SQLite database"));
    };
    let number = |from: usize, length: usize| {
        header[from..from + length].iter().fold(0, |all, byte| all << 8 | u64::from(*byte))
    };
    // The value 1 stands for a size that sixteen bits cannot hold.
    let page_bytes = if number(16, 2) == 1 { 65_536 } else { number(16, 2) };
    // The page count is valid only if it was written by the same change as the change counter.
    let pages = if number(24, 4) == number(92, 4) { number(28, 4) } else { 1 };
    // Content of the log beside it may still be missing here.
    let log = PathBuf::from(format!("{}-wal", file.display()));
    let is_cut = bytes < pages * page_bytes && std::fs::metadata(log).map_or(0, |log| log.len()) == 0;
    Ok((page_bytes == 0 || is_cut).then_some("it is shorter than it says"))
}

/// Renames a register and the files beside it, and returns its new name.
fn set_aside(file: &Path) -> Result<PathBuf> {
    let date = progress::read_output(Command::new("date").arg("+%F-%H%M%S"), "The clock is needed to name a file.")?;
    let named = |end: &str| PathBuf::from(format!("{}{end}.damaged-{}", file.display(), date.trim()));
    for end in ["-wal", "-shm"] {
        let beside = PathBuf::from(format!("{}{end}", file.display()));
        if beside.exists() {
            std::fs::rename(&beside, named(end)).with_context(|| format!("{} cannot be renamed", beside.display()))?;
        }
    }
    std::fs::rename(file, named("")).with_context(|| format!("{} cannot be renamed", file.display()))?;
    Ok(named(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// A folder for this test only, with an object's database and its register, reduced to their first bytes.
    fn objects(name: &str) -> (PathBuf, PathBuf) {
        let data = std::env::temp_dir().join(format!("linli-data-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&data);
        let of_kind = data.join("objects/linli-community");
        make_folder(&of_kind).expect("a folder");
        for name in ["ab12.sqlite", REGISTER] {
            std::fs::write(of_kind.join(name), database(2)).expect("a file");
        }
        (data, of_kind)
    }

    /// The header of a database with this number of pages, and no content.
    fn database(pages: u8) -> Vec<u8> {
        let mut bytes = vec![0; 4096 * usize::from(pages)];
        bytes[..16].copy_from_slice(b"SQLite format 3\0");
        (bytes[16], bytes[17], bytes[31]) = (16, 0, pages);
        bytes
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_register_that_is_no_database_is_set_aside_and_nothing_else() {
        for (what, bytes, goes) in [
            ("whole", database(2), false),
            ("new", vec![], false),
            ("garbage", vec![0xA5; 8192], true),
            ("a few bytes", b"SQLite".to_vec(), true),
            ("half", database(2)[..4096].to_vec(), true),
        ] {
            let (data, of_kind) = objects("register");
            std::fs::write(of_kind.join(REGISTER), &bytes).expect("a file");
            std::fs::write(of_kind.join("ab12.sqlite"), [0x5A; 300]).expect("a broken object");
            check_files(&data.join("objects")).expect("looked at");
            let names = names(&of_kind);
            assert_eq!(names.len(), 2, "{what}: nothing is deleted");
            assert_eq!(names[0], "ab12.sqlite", "{what}: an object's file stays where it is");
            assert_eq!(names[1].starts_with("metadata.sqlite.damaged-2"), goes, "{what}: {}", names[1]);
            assert_eq!(std::fs::read(of_kind.join(&names[1])).expect("kept"), bytes, "{what}");
            std::fs::remove_dir_all(data).expect("removed");
        }
    }

    #[test]
    fn what_stands_only_in_the_log_beside_it_is_no_damage() {
        let (data, of_kind) = objects("log");
        std::fs::write(of_kind.join(REGISTER), &database(2)[..4096]).expect("a file");
        std::fs::write(of_kind.join("metadata.sqlite-wal"), [1; 32]).expect("a log");
        assert_eq!(damage(&of_kind.join(REGISTER)).expect("read"), None);
        std::fs::remove_dir_all(data).expect("removed");
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_named() {
        let (data, _) = objects("writable");
        check_writable(&data).expect("it can be written");
        std::fs::remove_dir_all(data).expect("removed");
        // Not even root can create files there.
        let said = format!("{:#}", check_writable(Path::new("/proc/self")).expect_err("nobody writes there"));
        assert!(said.contains("/proc/self cannot be written"), "{said}");
    }

    #[test]
    fn a_server_that_does_not_start_leads_to_its_registers() {
        let (data, of_kind) = objects("suspects");
        let said = list_suspects(&data.join("objects"));
        assert!(said.contains(&of_kind.join(REGISTER).display().to_string()) && !said.contains("ab12"), "{said}");
        assert_eq!(list_suspects(&data.join("nothing")), "");
        std::fs::remove_dir_all(data).expect("removed");
    }

    #[test]
    fn what_a_server_writes_is_for_its_user_alone() {
        let (data, of_kind) = objects("private");
        let made = of_kind.join("made");
        let status = private_command(Path::new("/bin/sh"))
            .args(["-c", "echo linli > \"$0\""])
            .arg(&made)
            .status()
            .expect("a shell");
        assert!(status.success());
        let mode = |path: &Path| path.metadata().expect("it is there").permissions().mode() & 0o777;
        open_lock(&data.join("lock")).expect("a lock");
        assert_eq!((mode(&made), mode(&data), mode(&data.join("lock"))), (FILE_MODE, FOLDER_MODE, FILE_MODE));
        std::fs::remove_dir_all(data).expect("removed");
    }
}
