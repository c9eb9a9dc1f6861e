//! `cargo xtask serve`: everything from a fresh clone to a page that answers.
//!
//! Invariant: a start with nothing changed compiles nothing, and Ctrl-C leaves no process behind.

use crate::arguments::Arguments;
use crate::build::{self, Profile};
use crate::secrets::{self, Mode};
use crate::workerd::Workerd;
use crate::{data, progress, root, seed, setup, watch};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const DEFAULT_PORT: u16 = 8787;
const LOOK_EVERY: Duration = Duration::from_millis(500);

struct Options {
    port: u16,
    data: PathBuf,
    mode: Mode,
    profile: Profile,
    watch: bool,
}

pub fn read_port(arguments: &mut Arguments) -> Result<u16> {
    let Some(text) = arguments.value("--port")? else { return Ok(DEFAULT_PORT) };
    text.parse().ok().filter(|port| *port != 0).with_context(|| format!("--port {text} is not a port number"))
}

pub fn data_folder(arguments: &mut Arguments) -> Result<PathBuf> {
    let folder = arguments.value("--data")?.map_or_else(|| root::root_path("data"), PathBuf::from);
    data::make_folder(&folder)?;
    Ok(std::path::absolute(folder)?)
}

pub fn serve_command(mut arguments: Arguments) -> Result<()> {
    let start = Instant::now();
    let options = Options {
        port: read_port(&mut arguments)?,
        mode: if arguments.flag("--production") { Mode::Production } else { Mode::Demonstration },
        profile: Profile::from_flag(arguments.flag("--dev")),
        watch: arguments.flag("--watch"),
        data: data_folder(&mut arguments)?,
    };
    arguments.finish()?;
    // Before the long build, so that an unwritable folder or a missing secret is reported at once.
    data::check_writable(&options.data)?;
    let secrets = secrets::load_secrets(options.mode, &options.data)?;
    setup::ensure_setup()?;
    build::build_everything(options.profile)?;
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }
    let launch = || Workerd::start(options.port, &options.data, options.mode, &secrets);
    let mut running = launch()?;
    greet(&running, &options)?;
    eprintln!("ready after {}; Ctrl-C stops it", progress::format_seconds(start.elapsed()));
    let mut seen = watch::take_snapshot()?;
    let mut looked = Instant::now();
    while !stop.load(Ordering::Relaxed) {
        if let Some(status) = running.ended()? {
            bail!("workerd ended with {status}; its message stands above");
        }
        if options.watch && looked.elapsed() >= LOOK_EVERY {
            looked = Instant::now();
            let now = watch::take_snapshot()?;
            if now != seen {
                seen = now;
                match build::build_everything(options.profile) {
                    Ok(false) => {}
                    Ok(true) => {
                        drop(running);
                        running = launch()?;
                        eprintln!("rebuilt and restarted in {}", progress::format_seconds(looked.elapsed()));
                    }
                    Err(error) => eprintln!("{error:#}\nthe last good build goes on being served"),
                }
            }
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    drop(running);
    eprintln!("stopped");
    Ok(())
}

fn greet(running: &Workerd, options: &Options) -> Result<()> {
    if options.mode == Mode::Demonstration {
        let answer = seed::ensure_seed(&running.address, &options.data)?;
        seed::print_accounts(&answer);
    }
    println!("邻里 Linli ({})  {}", options.mode.word(), running.address);
    Ok(())
}
