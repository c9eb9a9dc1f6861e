//! `kill -9` under load, more than a hundred times over the same data: each acknowledged command is there, once.
//!
//! Invariant: a client keeps every command with its key until it has an answer, and sends it again with the same key
//! after the server is back, as the phone's queue does. Every command must succeed: a refusal means that an effect came
//! without its answer, or an answer without its effect.

pub mod load;
pub mod votes;

use crate::community_books::CommunityBooks;
use crate::server::{Mode, Server, new_folder};
use crate::template::copy_to;
use load::{AnsweredCommand, Client, Kind};
use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use tests::scenes::client::HttpAnswer;

const ROUNDS: usize = 110;
const CLIENTS: usize = 6;
/// Maximum number of answers before a round's kill.
const ANSWERS_MAX: u64 = 40;

pub fn random_seed() -> u64 {
    std::env::var("LINLI_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_122)
}

/// The generator `SplitMix64`: the same seed, the same choices.
pub fn next_random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// Prints a figure that is also wanted when nothing fails, bypassing the test's captured output.
fn tell(words: &str) {
    let _ = writeln!(std::io::stderr(), "kill -9: {words}");
}

/// A client of the load. It keeps what it sent until there is an answer.
pub trait Load: Send {
    /// Sends one request; returns whether an answer came.
    fn work(&mut self, agent: &ureq::Agent, address: &str) -> bool;
    /// Sends again what the kill left without an answer; returns whether there was any.
    fn send_again(&mut self, agent: &ureq::Agent, address: &str) -> bool;
    fn failures(&self) -> &[String];
}

/// All clients work until the server is killed, after this number of answers and a further moment.
fn round(server: &mut Server, clients: &mut [impl Load], answers: u64, moment: u64) {
    let stop = AtomicBool::new(false);
    let (told, answered) = mpsc::channel::<()>();
    let address = server.api.address.clone();
    std::thread::scope(|scope| {
        for client in clients.iter_mut() {
            let (told, stop, address) = (told.clone(), &stop, &address);
            scope.spawn(move || {
                let agent = crate::http::http_agent();
                while !stop.load(Ordering::Relaxed) && client.work(&agent, address) {
                    let _ = told.send(());
                }
            });
        }
        drop(told);
        for _ in 0..answers {
            answered.recv().expect("the clients are at work");
        }
        // Somewhere between two answers, not always right after one.
        (0..moment).for_each(|_| std::hint::spin_loop());
        server.kill();
        stop.store(true, Ordering::Relaxed);
    });
}

/// Kills the server repeatedly in the middle of the load, over the same data; returns how many requests were in flight
/// then. Afterwards everything is answered.
fn kill_often(data: &Path, clients: &mut [impl Load], rounds: usize, chance: &mut u64) -> usize {
    let mut unanswered = 0;
    for number in 0..=rounds {
        let mut running = Server::start(data, Mode::Demonstration);
        running.leave();
        // First what the last kill left without an answer, as the queue of a phone would.
        for client in clients.iter_mut() {
            unanswered += usize::from(client.send_again(&running.api.agent, &running.api.address));
        }
        if number < rounds {
            let (answers, moment) = (1 + next_random(chance) % ANSWERS_MAX, next_random(chance) % 1_000_000);
            round(&mut running, clients, answers, moment);
        }
        let failures: Vec<&String> = clients.iter().flat_map(Load::failures).collect();
        assert!(failures.is_empty(), "round {number}: {failures:?}");
    }
    unanswered
}

/// Compares the journal, the keys and the tables with the answers that the clients got.
fn settle(data: &Path, before: &Baseline, sent: &[&AnsweredCommand]) {
    let book = CommunityBooks::of(data);
    book.check();
    let keys: HashSet<&str> = sent.iter().map(|sent| sent.key()).collect();
    assert_eq!(keys.len(), sent.len(), "every command has its own key");
    let count = |kind: Kind| sent.iter().filter(|sent| sent.kind == kind).count();
    let after = Baseline::read(&book);
    for kind in Kind::ALL {
        let told = i64::try_from(count(kind)).expect("a count");
        assert_eq!(after.journal[&kind] - before.journal[&kind], told, "{kind:?} in the journal");
    }
    let told = |kind| i64::try_from(count(kind)).expect("a count");
    assert_eq!(after.commands - before.commands, i64::try_from(sent.len()).expect("a count"), "kept answers");
    assert_eq!(after.activities - before.activities, told(Kind::Publish));
    assert_eq!(after.services - before.services, told(Kind::List));
    assert_eq!(after.transfers - before.transfers, told(Kind::Confirm));
    assert_eq!(after.minutes - before.minutes, 120 * told(Kind::Confirm));
    for sent in sent {
        let kept = book.text("select answer from commands where key = ?1", sent.key());
        assert_eq!(kept.as_deref(), Some(sent.answer.as_str()), "{sent:?}");
    }
}

/// Counts of everything that the load adds to.
pub struct Baseline {
    pub journal: HashMap<Kind, i64>,
    pub commands: i64,
    pub activities: i64,
    pub services: i64,
    pub transfers: i64,
    pub minutes: i64,
}

impl Baseline {
    pub fn read(book: &CommunityBooks) -> Self {
        let journal =
            |kind: &Kind| book.number(&format!("select count(*) from journal where command = '{}'", kind.command()));
        Self {
            journal: Kind::ALL.iter().map(|kind| (*kind, journal(kind))).collect(),
            commands: book.number("select count(*) from commands"),
            activities: book.number("select count(*) from activities"),
            services: book.number("select count(*) from services"),
            transfers: book.number("select count(*) from transfers"),
            minutes: book.number("select sum(balance) from accounts where kind = 'member'"),
        }
    }
}

#[test]
fn what_was_acknowledged_survives_and_happens_once() {
    tell(&commands_survive(ROUNDS, |_| ()).words());
}

/// What the kills interrupted; that nothing was lost or doubled is asserted.
pub struct Survived {
    pub kills: usize,
    pub acknowledged: usize,
    pub sent_again: usize,
    seconds: f64,
}

impl Survived {
    pub fn words(&self) -> String {
        let below = |count: usize| 3.0 / f64::from(u32::try_from(count).expect("a count"));
        format!(
            "{} kills, {} commands acknowledged, {} of them sent again after a kill, 0 lost, 0 doubled \
             (rate below 3/N = {:.4} of a kill, {:.5} of a command); {:.0} s",
            self.kills,
            self.acknowledged,
            self.sent_again,
            below(self.kills),
            below(self.acknowledged),
            self.seconds
        )
    }
}

/// `harm` changes the folder before the comparison: nothing, except to show that a change is detected.
pub fn commands_survive(rounds: usize, harm: impl Fn(&Path)) -> Survived {
    let began = std::time::Instant::now();
    let mut chance = random_seed();
    tell(&format!("seed {chance} (LINLI_SEED)"));
    let data = new_folder();
    copy_to(&data);
    let mut server = Server::start(&data, Mode::Demonstration);
    let mut clients: Vec<Client> =
        (0..CLIENTS).map(|number| Client::new(&server, number, next_random(&mut chance))).collect();
    server.kill();
    let before = Baseline::read(&CommunityBooks::of(&data));

    let unanswered = kill_often(&data, &mut clients, rounds, &mut chance);
    let mut running = Server::start(&data, Mode::Demonstration);
    let sent: Vec<&AnsweredCommand> = clients.iter().flat_map(|client| &client.sent).collect();
    for sent in &sent {
        let again: HttpAnswer = running.send(&sent.call);
        assert_eq!((again.status, again.text()), (200, sent.answer.clone()), "sent again: {sent:?}");
    }
    running.kill();
    harm(&data);
    settle(&data, &before, &sent);
    assert!(unanswered >= rounds, "only {unanswered} commands were in the air when the server was killed");
    let seconds = began.elapsed().as_secs_f64();
    Survived { kills: rounds, acknowledged: sent.len(), sent_again: unanswered, seconds }
}
