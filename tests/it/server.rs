//! One workerd over one data folder.
//!
//! Invariant: the process ends with the value, and with this process however that ends: a shell holds its id and kills
//! it when the pipe from here closes. No port is guessed: workerd reports the one that it got.

use crate::build_paths;
use crate::http::{HttpApi, http_agent};
use rustix::process::{Pid, Signal, kill_process};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use tests::scenes::World;

/// Starts the following command, reports its id, and kills it when nobody holds the pipe any more.
const WATCH: &str = r#""$@" 3>&1 1>&2 & echo "$!"; exec 1>&2; cat >/dev/null; kill -9 "$!" 2>/dev/null"#;

#[allow(dead_code, reason = "the adversary stops servers; these tests kill them")]
const STOPS_WITHIN: std::time::Duration = std::time::Duration::from_secs(10);

/// The secrets of every test server, so that another server can use the same data folder.
pub const SECRETS: [&str; 5] =
    ["LINLI_SESSION_PEPPER", "LINLI_CODE_PEPPER", "LINLI_CHECKIN_KEY", "LINLI_IDENTITY_KEY", "LINLI_OPERATOR_KEY"];

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Demonstration,
    Production,
    /// Production with one missing secret.
    ProductionWithoutPepper,
}

/// The environment of a server.
#[derive(Default)]
pub struct ServerSettings {
    /// The header in which a proxy would put the caller's address.
    pub address_header: Option<&'static str>,
    /// The webhook for codes: address and key. It is on this machine, which the worker otherwise cannot reach.
    pub sender: Option<(String, String)>,
    /// By how many minutes the clock of a demonstration is ahead.
    pub clock_ahead_minutes: u32,
    /// Further variables of the process.
    pub environment: Vec<(&'static str, String)>,
    /// Maximum length of a file, in blocks of 512 bytes: longer writes fail, as on a full disk.
    pub file_blocks_max: Option<u32>,
}

pub struct Server {
    watch: Child,
    _pipe: Option<ChildStdin>,
    pid: Pid,
    pub data: PathBuf,
    leaves: bool,
    world: World<HttpApi>,
}

impl Deref for Server {
    type Target = World<HttpApi>;

    fn deref(&self) -> &World<HttpApi> {
        &self.world
    }
}

impl DerefMut for Server {
    fn deref_mut(&mut self) -> &mut World<HttpApi> {
        &mut self.world
    }
}

/// The demonstration community on a new folder of its own.
pub fn fresh_server() -> Server {
    let data = new_folder();
    crate::template::copy_to(&data);
    Server::start(&data, Mode::Demonstration)
}

/// The server shared by all tests that do not disturb each other's people.
pub fn shared_server() -> &'static Server {
    static SHARED: OnceLock<Server> = OnceLock::new();
    SHARED.get_or_init(fresh_server)
}

/// A folder below `target/tmp`; those of earlier runs are removed first.
pub fn new_folder() -> PathBuf {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let parent = Path::new(env!("CARGO_TARGET_TMPDIR")).join("it");
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    if number == 0 {
        remove_left_over(&parent);
    }
    let folder = parent.join(format!("{}-{number}", std::process::id()));
    std::fs::create_dir_all(folder.join("objects")).expect("target/tmp can be written");
    folder
}

fn remove_left_over(parent: &Path) {
    for entry in std::fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let runs = name.split('-').next().is_some_and(|pid| Path::new("/proc").join(pid).exists());
        if !runs {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

impl Server {
    pub fn start(data: &Path, mode: Mode) -> Self {
        Self::start_with(data, mode, &ServerSettings::default())
    }

    pub fn start_with(data: &Path, mode: Mode, around: &ServerSettings) -> Self {
        Self::try_start(data, mode, around).unwrap_or_else(|told| panic!("workerd did not listen: {told}"))
    }

    /// An error when it ended without listening: its output.
    pub fn try_start(data: &Path, mode: Mode, around: &ServerSettings) -> Result<Self, String> {
        let log = File::options().create(true).append(true).open(data.join("workerd.log")).expect("a log file");
        let mut command = Command::new("sh");
        let limit = around.file_blocks_max.map(|blocks| format!("trap '' XFSZ; ulimit -f {blocks}; "));
        command.args(["-c", &(limit.unwrap_or_default() + WATCH), "sh"]).arg(build_paths::workerd_path()).arg("serve");
        match &around.sender {
            None => command.arg(build_paths::worker_config_path()),
            Some(_) => command.arg(open_to_this_machine(data)).arg("-I").arg(build_paths::project_root().join("api")),
        };
        for (name, folder) in [("objects", data.join("objects")), ("dist", build_paths::dist_path())] {
            command.arg("--directory-path").arg(format!("{name}={}", folder.display()));
        }
        command.args(["--socket-addr", "http=127.0.0.1:0", "--control-fd", "3"]);
        command.env("LINLI_MODE", if mode == Mode::Demonstration { "demonstration" } else { "production" });
        for name in SECRETS {
            command.env(name, name.repeat(4));
        }
        if let Some(header) = around.address_header {
            command.env("LINLI_ADDRESS_HEADER", header);
        }
        if let Some((url, key)) = &around.sender {
            command.env("LINLI_SENDER_URL", url).env("LINLI_SENDER_KEY", key);
        }
        command.env("LINLI_CLOCK_AHEAD_MINUTES", around.clock_ahead_minutes.to_string());
        command.envs(around.environment.iter().map(|(name, value)| (name, value)));
        if mode == Mode::ProductionWithoutPepper {
            command.env_remove(SECRETS[0]);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log);
        let mut watch = command.spawn().expect("a shell starts");
        let pipe = watch.stdin.take();
        let told = watch.stdout.take().map(BufReader::new).expect("the shell's output is read");
        let Some((pid, port)) = listening(told) else {
            drop(pipe);
            let _ = watch.wait();
            return Err(tail(&data.join("workerd.log")));
        };
        let address = format!("http://127.0.0.1:{port}");
        let world = World::of(HttpApi { agent: http_agent(), address });
        Ok(Self { watch, _pipe: pipe, pid, data: data.to_owned(), leaves: false, world })
    }

    /// Stops the server as the operator does: everything open is closed in order.
    pub fn stop(&mut self) {
        let _ = kill_process(self.pid, Signal::TERM);
        let stat = format!("/proc/{}/stat", self.process());
        let runs = || std::fs::read_to_string(&stat).is_ok_and(|text| !text.contains(") Z"));
        let begun = std::time::Instant::now();
        while runs() && begun.elapsed() < STOPS_WITHIN {
            std::thread::yield_now();
        }
        self.kill();
    }

    /// `kill -9`, as in a power cut; clients find their connections closed.
    pub fn kill(&mut self) {
        let _ = kill_process(self.pid, Signal::KILL);
        let _ = self.watch.kill();
        let _ = self.watch.wait();
    }

    /// The folder stays when this server ends, for another server.
    pub fn leave(&mut self) {
        self.leaves = true;
    }

    /// The process id of the server, for measurements.
    pub fn process(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    /// What workerd has written so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.data.join("workerd.log")).unwrap_or_default()
    }

    /// Files of objects, by their names.
    pub fn object_files(&self) -> Vec<String> {
        crate::template::object_files(&self.data)
    }
}

/// The configuration with access to this machine's own network, as the runbook describes it for a local webhook.
fn open_to_this_machine(data: &Path) -> PathBuf {
    let text = std::fs::read_to_string(build_paths::worker_config_path()).expect("the configuration");
    let opened = text.replace("embed \"build/", "embed \"/build/").replace(
        "    (name = \"dist\",",
        "    (name = \"internet\", network = (allow = [\"public\", \"local\"])),\n    (name = \"dist\",",
    );
    assert_ne!(text, opened, "the configuration is written otherwise now");
    let path = data.join("worker.capnp");
    std::fs::write(&path, opened).expect("the folder can be written");
    path
}

/// The process id and the port, in either order; `None` when workerd ended without listening.
fn listening(told: impl BufRead) -> Option<(Pid, u16)> {
    let (mut pid, mut port) = (None, None);
    for line in told.lines() {
        let line = line.ok()?;
        if let Ok(number) = line.trim().parse::<i32>() {
            pid = Pid::from_raw(number);
        } else if let Ok(event) = serde_json::from_str::<serde_json::Value>(&line) {
            port = event["port"].as_u64().and_then(|port| u16::try_from(port).ok());
        }
        if let (Some(pid), Some(port)) = (pid, port) {
            return Some((pid, port));
        }
    }
    None
}

fn tail(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let lines: Vec<&str> = text.lines().rev().take(20).collect();
    lines.into_iter().rev().collect::<Vec<_>>().join("\n")
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
        if !self.leaves && !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.data);
        }
    }
}
