//! One running workerd over one data folder.
//!
//! Invariant: when the value is dropped, the process has ended.

use crate::secrets::{Mode, Secrets};
use crate::{data, node, root};
use anyhow::{Context, Result, bail};
use std::fs::File;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus};
use std::time::{Duration, Instant};

const READY_WITHIN: Duration = Duration::from_secs(20);
const WRONG_ANSWERS: u32 = 4;
const STOP_WITHIN: Duration = Duration::from_secs(5);

pub struct Workerd {
    child: Child,
    /// Held as long as the process lives: two processes would damage the same folder.
    _lock: File,
    objects: PathBuf,
    pub address: String,
}

impl Workerd {
    pub fn start(port: u16, data: &Path, mode: Mode, secrets: &Secrets) -> Result<Self> {
        if let Err(error) = TcpListener::bind(("127.0.0.1", port)) {
            bail!("port {port} cannot be used ({error}); stop what listens there or choose another with --port");
        }
        let objects = data.join("objects");
        data::make_folder(&objects)?;
        let lock = data::open_lock(&data.join("lock"))?;
        if lock.try_lock().is_err() {
            bail!(
                "another server already uses the data folder {}; stop it or choose another with --data",
                data.display()
            );
        }
        data::check_files(&objects)?;
        let mut command = data::private_command(&node::find_workerd()?);
        command.arg("serve").arg(root::root_path("api/worker.capnp"));
        for (name, folder) in [("objects", &objects), ("dist", &root::root_path("dist"))] {
            command.arg("--directory-path").arg(format!("{name}={}", folder.display()));
        }
        command.arg("--socket-addr").arg(format!("http=127.0.0.1:{port}"));
        command.env("LINLI_MODE", mode.word()).envs(secrets);
        // A process group of its own: Ctrl-C reaches only xtask, which then stops workerd in order.
        command.process_group(0);
        let child = command.spawn().context("workerd could not be started; run `cargo xtask setup`")?;
        let mut running = Self { child, _lock: lock, objects, address: format!("http://127.0.0.1:{port}") };
        running.wait_until_ready()?;
        Ok(running)
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let start = Instant::now();
        let agent = http_agent(Duration::from_secs(5));
        let mut last = String::new();
        let mut wrong_answers = 0;
        while start.elapsed() < READY_WITHIN {
            if let Some(status) = self.ended()? {
                bail!(
                    "workerd ended at once with {status}; its message stands above{}",
                    data::list_suspects(&self.objects)
                );
            }
            match agent.get(format!("{}/api/health", self.address)).call() {
                Ok(reply) if reply.status().is_success() => return Ok(()),
                Ok(reply) => {
                    last = format!("it answers {}", reply.status());
                    wrong_answers += 1;
                    // It runs, but its answers are wrong: waiting longer would only repeat the same message.
                    if wrong_answers == WRONG_ANSWERS {
                        break;
                    }
                    std::thread::sleep(Duration::from_millis(300));
                }
                Err(error) => last = error.to_string(),
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        bail!("workerd did not become healthy ({last}); its messages stand above")
    }

    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }
}

impl Drop for Workerd {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(Some(_))) {
            return;
        }
        if let Some(pid) = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw) {
            let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
        }
        let start = Instant::now();
        while start.elapsed() < STOP_WITHIN {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port on which nothing listens at this moment.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// A client that accepts every status as an answer.
pub fn http_agent(timeout: Duration) -> ureq::Agent {
    ureq::Agent::config_builder().timeout_global(Some(timeout)).http_status_as_error(false).build().into()
}
