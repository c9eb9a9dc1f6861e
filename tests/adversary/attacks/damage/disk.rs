//! Disks: full, read-only, and the file of alarms that all communities share.
//!
//! A server that refuses to start is started as the operator starts it, by `cargo xtask serve`: that command must say
//! what to do.

use super::base;
use crate::server::{Mode, Server, ServerSettings, new_folder};
use crate::table::{Form, Tally};
use crate::template::copy_folder;
use domain::contract::{Empty, PublishActivity, ShowActivity};
use domain::ids::ActivityId;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tests::scenes::NEIGHBOUR;
use tests::scenes::activities::TEAM;
use tests::scenes::client::Call;
use tests::scenes::client::HttpAnswer;

/// The build may be checked first.
const SERVES_WITHIN: Duration = Duration::from_mins(3);
const FILLER: &str = "filler";

/// A small file system of its own, unmounted when the value is dropped.
struct Small(PathBuf);

impl Small {
    /// `None` where mounting is not permitted.
    fn mount(at: &Path, bytes: u64) -> Option<Self> {
        std::fs::create_dir_all(at).expect("a folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={bytes}"), "tmpfs"]).arg(at);
        let mounted = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        mounted.then(|| Self(at.to_owned()))
    }

    fn close_to_writing(&self) {
        let status = Command::new("mount").args(["-o", "remount,ro"]).arg(&self.0).status();
        assert!(status.is_ok_and(|status| status.success()), "it is remounted");
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn bytes_in(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(
            |entry| {
                if entry.path().is_dir() { bytes_in(&entry.path()) } else { entry.metadata().map_or(0, |of| of.len()) }
            },
        )
        .sum()
}

/// What `cargo xtask serve` says about this folder; `Ok` when it serves the community next door.
fn serve(data: &Path) -> Result<(), String> {
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
    let mut command = match std::env::var_os("LINLI_XTASK") {
        Some(xtask) => Command::new(xtask),
        None => Command::new("cargo"),
    };
    if std::env::var_os("LINLI_XTASK").is_none() {
        command.arg("xtask");
    }
    let log = new_folder().join("serve.log");
    let file = std::fs::File::create(&log).expect("a log");
    command
        .args(["serve", "--port", &port.to_string(), "--data"])
        .arg(data)
        .current_dir(crate::build_paths::project_root());
    command.stdin(Stdio::null()).stdout(file.try_clone().expect("a log")).stderr(file);
    let mut child = command.spawn().expect("xtask starts");
    let (begun, agent) = (Instant::now(), crate::http::http_agent());
    let call = Call::get(&format!("/api/communities/{NEIGHBOUR}"));
    let outcome = loop {
        let said = || std::fs::read_to_string(&log).unwrap_or_default();
        if let Ok(Some(_)) = child.try_wait() {
            break Err(said());
        }
        if crate::http::send_call(&agent, &format!("http://127.0.0.1:{port}"), &call)
            .is_ok_and(|answer| answer.status == 200)
        {
            break Ok(());
        }
        if begun.elapsed() > SERVES_WITHIN {
            break Err(format!("neither served nor ended: {}", said()));
        }
    };
    if let Some(pid) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
    }
    let _ = child.wait();
    outcome
}

/// Served after all, or ended with a message that names what the operator must check.
fn named(outcome: Result<(), String>, wanted: &str) -> Tally {
    let mut tally = Tally::default();
    let held = outcome.as_ref().map_or_else(|said| last_words(said).contains(wanted), |()| true);
    let how = if outcome.is_ok() { "served" } else { "named" };
    tally.count(held, || format!("does not name {wanted}: {}", last_words(&outcome.unwrap_err())));
    tally.noting(if held { how } else { "" })
}

/// What xtask itself says at the end, after all output that it passes on.
fn last_words(said: &str) -> String {
    said.rsplit_once("xtask: ").map_or_else(|| said.to_owned(), |(_, words)| words.to_owned())
}

pub fn garbage_metadata(_: Form) -> Tally {
    let data = new_folder();
    copy_folder(base(), &data);
    let path = data.join("objects/linli-community/metadata.sqlite");
    std::fs::write(&path, [0x5A; 8192]).expect("the file of alarms");
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    named(serve(&data), "metadata.sqlite")
}

pub fn read_only(_: Form) -> Tally {
    let data = new_folder();
    let Some(small) = Small::mount(&data, bytes_in(base()) + 20_000_000) else {
        return Tally::not_tried("needs root, to mount a file system");
    };
    copy_folder(base(), &data);
    small.close_to_writing();
    let tally = named(serve(&data), &data.display().to_string());
    drop(small);
    tally
}

/// Activities are published until the disk is full, and again when there is room.
pub fn full_disk(_: Form) -> Tally {
    let data = new_folder();
    copy_folder(base(), &data);
    let objects = data.join("objects");
    let kept = new_folder();
    copy_folder(&objects, &kept);
    std::fs::remove_dir_all(&objects).expect("the folder");
    let Some(small) = Small::mount(&objects, bytes_in(&kept) + 24_000_000) else {
        return Tally::not_tried("needs root, to mount a small file system");
    };
    copy_folder(&kept, &objects);
    let mut tally = Tally::default();
    {
        let server = Server::start_with(&data, Mode::Demonstration, &ServerSettings::default());
        let (chair, team) = (server.chair(), server.team(TEAM));
        let publish = || {
            server.send(&Call::of::<PublishActivity>(
                &chair,
                &(tests::scenes::client::community_code(),),
                &(),
                &server.draft(team, 5),
            ))
        };
        fill(&objects, 200_000);
        let (mut taken, mut refused) = (vec![], 0);
        for _ in 0..400 {
            let answer = publish();
            if let Some(id) = published(&answer) {
                taken.push(id);
            } else {
                refused += 1;
                let whole = answer.status == 500
                    && answer.header("content-type") == "application/problem+json"
                    && answer.json()["trace"].as_str().is_some_and(|trace| !trace.is_empty());
                tally.count(whole, || format!("full: {} {}", answer.status, answer.text()));
            }
            if refused == 8 {
                break;
            }
        }
        tally.count(refused > 0, || "the disk never was full".to_owned());
        for id in &taken {
            let at = (tests::scenes::client::community_code(), *id);
            let shown = server.send(&Call::of::<ShowActivity>(&chair, &at, &(), &Empty {}));
            tally.count(shown.status == 200, || format!("acknowledged and gone: {} {}", shown.status, shown.text()));
        }
        std::fs::remove_file(objects.join(FILLER)).expect("room");
        let again = publish();
        tally.count(again.status == 200, || format!("with room again: {} {}", again.status, again.text()));
        tally = tally.noting(format!("{} acknowledged, {refused} refused", taken.len()));
    }
    drop(small);
    let _ = std::fs::remove_dir_all(&kept);
    tally
}

/// Leaves this number of bytes free.
fn fill(folder: &Path, leave: usize) {
    let path = folder.join(FILLER);
    let mut file = std::fs::File::create(&path).expect("a file");
    while std::io::Write::write_all(&mut file, &[0; 4096]).is_ok() {}
    let length = file.metadata().expect("a length").len();
    file.set_len(length.saturating_sub(leave as u64)).expect("a shorter file");
}

/// The id of the published activity.
fn published(answer: &HttpAnswer) -> Option<ActivityId> {
    if answer.status != 200 {
        return None;
    }
    answer.json()["activity"].as_str()?.parse().ok()
}
