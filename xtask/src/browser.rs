//! Runs in a real browser: the journeys and the paint measurements.
//!
//! Invariant: the browser is Debian's own or one that `LINLI_CHROMIUM` names; nothing downloads another.

use crate::arguments::Arguments;
use crate::build::{self, Profile};
use crate::{progress, root, setup, test};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const LISTS: &str = "/var/lib/apt/lists";
const DAY: Duration = Duration::from_hours(24);
const PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];
/// The oldest Chromium that can run the journeys.
const OLDEST: u32 = 120;
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// `cargo xtask journeys`.
pub fn journeys_command(mut arguments: Arguments) -> Result<()> {
    let mut words: Vec<String> = vec![];
    if let Some(rounds) = arguments.value("--repeat")? {
        words.extend(["--repeat".to_owned(), rounds]);
    }
    if arguments.flag("--busy") {
        words.push("--busy".to_owned());
    }
    words.extend(arguments.names());
    arguments.finish()?;
    setup::ensure_setup()?;
    run("tests/e2e/run.mjs", &words)
}

pub fn run_journeys() -> Result<()> {
    run("tests/e2e/run.mjs", &[])
}

pub fn run_paint() -> Result<()> {
    run("tests/bench/paint.mjs", &[])
}

fn run(script: &str, words: &[String]) -> Result<()> {
    build::build_everything(Profile::Release)?;
    if !root::root_path(script).is_file() {
        bail!("{script} does not exist");
    }
    let chromium = ensure()?;
    let mut command = Command::new("node");
    command.arg(root::root_path(script)).args(words).env("LINLI_CHROMIUM", chromium).current_dir(root::find_root());
    test::name_parts(&mut command)?;
    progress::run_child(&mut command, "Pictures of what failed are in tests/e2e/out.")
}

fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name))).find(|file| file.is_file())
}

fn ensure() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("LINLI_CHROMIUM").map(PathBuf::from) {
        if !named.is_file() {
            bail!("LINLI_CHROMIUM names {}, which is no file. {}", named.display(), by_hand());
        }
        return Ok(named);
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    progress::run_step("chromium (apt-get)", || install_packages(&PACKAGES, &by_hand()))?;
    match find() {
        Some(found) => Ok(found),
        None => bail!("{}", by_hand()),
    }
}

fn by_hand() -> String {
    let lists = about_lists(age_of_lists(Path::new(LISTS))).map(|words| format!(" {words}")).unwrap_or_default();
    format!(
        "Chromium is needed: run `sudo apt-get update && sudo apt-get install {}` (Debian), or set LINLI_CHROMIUM to a Chromium or Chrome of version {OLDEST} or newer.{lists}",
        PACKAGES.join(" ")
    )
}

/// How long ago the lists of Debian's packages were fetched; `None` if they never were. The lists carry the time of the
/// mirror; the folders change with every fetch.
fn age_of_lists(folder: &Path) -> Option<Duration> {
    let is_list = |name: &str| name.contains("_Packages") || name.ends_with("Release");
    let mut entries = std::fs::read_dir(folder).ok()?.filter_map(Result::ok);
    if !entries.any(|entry| entry.file_name().to_str().is_some_and(is_list)) {
        return None;
    }
    let changed = |path: &Path| std::fs::metadata(path).and_then(|found| found.modified()).ok();
    let latest = [folder.to_path_buf(), folder.join("partial")].iter().filter_map(|path| changed(path)).max()?;
    Some(latest.elapsed().unwrap_or_default())
}

/// The advice about lists that cannot fetch all packages: mirrors keep no old versions.
fn about_lists(age: Option<Duration>) -> Option<String> {
    let Some(age) = age else {
        return Some("This machine has no list of packages yet: without `apt-get update` none is found.".to_owned());
    };
    let days = age.as_secs() / DAY.as_secs();
    let count = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    (days > 0).then(|| {
        format!("This machine's list of packages is {count} old: without `apt-get update` it may name versions that no mirror has any more.")
    })
}

/// Installs as root, or where sudo asks for no password; otherwise tells the person what to do.
pub fn install_packages(packages: &[&str], by_hand: &str) -> Result<()> {
    let quiet = |program: &str, words: &[&str]| {
        Command::new(program)
            .args(words)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    if !quiet("apt-get", &["--version"]) {
        bail!("{by_hand}");
    }
    let mut words = if rustix::process::geteuid().is_root() {
        vec![]
    } else if quiet("sudo", &["-n", "true"]) {
        vec!["sudo", "-n"]
    } else {
        bail!("{by_hand}");
    };
    words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let apt = |rest: &[&str], advice: &str| {
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).args(rest);
        progress::run_child(&mut command, advice)
    };
    if let Some(lists) = about_lists(age_of_lists(Path::new(LISTS))) {
        eprintln!("  {lists} It is fetched now.");
    }
    // Without this, apt only warns when a mirror cannot be reached, and an old list then names files that no longer
    // exist.
    let no_lists = "The list of packages could not be fetched: check the network and the mirrors of this machine.";
    apt(&["update", "-q", "-o", "APT::Update::Error-Mode=any"], &format!("{no_lists} {by_hand}"))?;
    apt(&[&["install", "-y", "-q", "--no-install-recommends"][..], packages].concat(), by_hand)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_packages_that_are_missing_or_old_are_told() {
        let hours = |hours: u64| Some(Duration::from_hours(hours));
        for (age, says) in [
            (None, Some("has no list of packages yet")),
            (hours(0), None),
            (hours(23), None),
            (hours(24), Some("is 1 day old")),
            (hours(24 * 40), Some("is 40 days old")),
        ] {
            let found = about_lists(age);
            assert_eq!(found.is_some(), says.is_some(), "{age:?}: {found:?}");
            assert!(found.unwrap_or_default().contains(says.unwrap_or_default()), "{age:?}");
        }
    }

    #[test]
    fn lists_count_from_when_they_were_fetched() {
        let folder = std::env::temp_dir().join(format!("linli-lists-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("partial")).unwrap();
        assert_eq!(age_of_lists(&folder.join("none")), None);
        std::fs::write(folder.join("lock"), "").unwrap();
        assert_eq!(age_of_lists(&folder), None, "a folder without lists");
        std::fs::write(folder.join("mirror.example_debian_dists_stable_main_binary-amd64_Packages"), "").unwrap();
        assert!(age_of_lists(&folder).is_some_and(|age| age < DAY));
        let old = std::time::SystemTime::now() - 3 * DAY;
        for path in [folder.clone(), folder.join("partial")] {
            std::fs::File::open(path).unwrap().set_modified(old).unwrap();
        }
        assert!(age_of_lists(&folder).is_some_and(|age| age >= 3 * DAY));
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_journeys_ask_for_the_same_version() {
        let launches = std::fs::read_to_string(root::root_path("tests/e2e/stage/browser.mjs")).unwrap();
        assert!(launches.contains(&format!("const OLDEST = {OLDEST};")), "tests/e2e/stage/browser.mjs");
    }
}
