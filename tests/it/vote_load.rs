//! A meeting of five hundred votes within a minute: `cargo xtask bench --only votes`. It is a measurement, not a test.
//!
//! Invariant: the load is open: each voter comes at a moment drawn in advance, whether or not earlier ones were
//! answered, and measuring begins at that moment. It uses a server of its own on this machine and ends by itself.

use crate::kill::next_random;
use crate::server::{Server, fresh_server};
use domain::ballots::token::{BlindedInput, Element, Evaluation, Input, blind_input};
use domain::ballots::{Choice, Method, TakeTokenRequest, TokenGiven, Turnout};
use domain::contract::{CastOpenVote, CastSecretBallot, Empty, ShowBallot, ShowTurnout, TakeToken};
use domain::ids::{BallotId, CommunityCode};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tests::scenes::client::Call;
use tests::scenes::open_meetings::{AT, large_meeting, open_vote_request, secret_vote, voter_id};
use tests::scenes::people::Person;

const VOTERS: usize = 500;
const WITHIN: Duration = Duration::from_mins(1);
/// The interval at which an open page asks how many have voted.
const ASK_EVERY: Duration = Duration::from_secs(4);
/// Maximum number of requests in flight: far more than one core ever has.
const THREADS: usize = 64;
const P99_GOAL: Duration = Duration::from_millis(300);

type At = (CommunityCode, BallotId);
type Times = BTreeMap<&'static str, Vec<Duration>>;

/// What a voter does at the drawn moment.
enum Job {
    Vote(Call),
    Secret { ask: Call, blinded: Box<BlindedInput>, input: Input, key: Element, at: At },
    Look(Call),
}

fn drawn(chance: &mut u64) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes.chunks_mut(8).for_each(|part| part.copy_from_slice(&next_random(chance).to_be_bytes()));
    bytes
}

fn moment(chance: &mut u64) -> Duration {
    Duration::from_millis(next_random(chance) % u64::try_from(WITHIN.as_millis()).unwrap_or(u64::MAX))
}

struct Assembly<'s> {
    server: &'s Server,
    people: Vec<Person>,
    chance: u64,
}

impl Assembly<'_> {
    /// Every voter once, half by name and half in secret, each at a drawn moment.
    fn votes(&mut self, by_name: &At, in_secret: &At) -> Vec<(Duration, Job)> {
        let key = self.server.call::<ShowBallot>(&Person::guest(), in_secret, &Empty {}).public_key.expect("a key");
        let people = self.people.clone();
        let job = |(number, who): (usize, &Person)| {
            let when = moment(&mut self.chance);
            if number % 2 == 0 {
                let body = open_vote_request(who.member(), Choice::For);
                return (when, Job::Vote(Call::of::<CastOpenVote>(who, by_name, &(), &body)));
            }
            let input = Input(drawn(&mut self.chance));
            let blinded = blind_input(input, drawn(&mut self.chance)).expect("an element");
            let body =
                TakeTokenRequest { voter: voter_id(who.member()), element: blinded.element, revision: AT.revision };
            let ask = Call::of::<TakeToken>(who, in_secret, &(), &body);
            (when, Job::Secret { ask, blinded: Box::new(blinded), input, key, at: in_secret.clone() })
        };
        people.iter().enumerate().map(job).collect()
    }

    /// Every voter's page asks repeatedly how many have voted.
    fn looks(&mut self, at: &At) -> Vec<(Duration, Job)> {
        let mut jobs = vec![];
        for _ in 0..VOTERS {
            let mut when = Duration::from_millis(next_random(&mut self.chance) % 4_000);
            while when < WITHIN {
                jobs.push((when, Job::Look(Call::of::<ShowTurnout>(&Person::guest(), at, &(), &Empty {}))));
                when += ASK_EVERY;
            }
        }
        jobs
    }
}

/// Sends one request that was due at a moment, and records the time from then.
fn send(name: &'static str, call: &Call, due: Instant, load: (&ureq::Agent, &str, &Mutex<Times>)) -> Vec<u8> {
    let (agent, address, times) = load;
    let answer = crate::http::send_call(agent, address, call).expect("an answer");
    assert_eq!(answer.status, 200, "{}: {}", call.url, answer.text());
    times.lock().expect("no thread failed").entry(name).or_default().push(due.elapsed());
    answer.body
}

fn run(job: Job, due: Instant, load: (&ureq::Agent, &str, &Mutex<Times>)) {
    match job {
        Job::Vote(call) => drop(send("vote by name", &call, due, load)),
        Job::Look(call) => drop(send("turnout", &call, due, load)),
        Job::Secret { ask, blinded, input, key, at } => {
            let given: TokenGiven = serde_json::from_slice(&send("token", &ask, due, load)).expect("a token");
            let answer = Evaluation { element: given.element, proof: given.proof };
            let output = blinded.finalise(&answer, &key).expect("a proof that holds");
            let body = secret_vote((input, output), Choice::For);
            let call = Call::of::<CastSecretBallot>(&Person::guest(), &at, &(), &body);
            send("secret cast", &call, Instant::now(), load);
        }
    }
}

/// Runs every job at its moment.
fn open_loop(server: &Server, mut jobs: Vec<(Duration, Job)>) -> Times {
    jobs.sort_by_key(|(when, _)| *when);
    let jobs: Vec<Mutex<Option<(Duration, Job)>>> = jobs.into_iter().map(|job| Mutex::new(Some(job))).collect();
    let (times, next, began) = (Mutex::new(Times::new()), AtomicUsize::new(0), Instant::now());
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let agent = crate::http::http_agent();
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let Some((when, job)) = job.lock().expect("no thread failed").take() else { continue };
                    let due = began + when;
                    std::thread::sleep(due.saturating_duration_since(Instant::now()));
                    run(job, due, (&agent, &server.api.address, &times));
                }
            });
        }
    });
    times.into_inner().expect("no thread failed")
}

/// Pins a process and its threads to one core.
fn pin(process: i32, core: &str) -> bool {
    let taskset = ["-acp", core, &process.to_string()].map(str::to_owned);
    Command::new("taskset").args(taskset).stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Processor seconds that the process has used; a tick is a hundredth of a second on every Linux.
fn cpu_seconds(process: i32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    [11, 12].iter().filter_map(|at| fields.get(*at)?.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn say(words: &str) {
    let _ = writeln!(std::io::stdout(), "{words}");
}

fn report(scene: &str, mut times: Times) {
    for (name, times) in &mut times {
        times.sort_unstable();
        let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
        let millis = |share| at(share).as_secs_f64() * 1000.0;
        say(&format!(
            "| {scene} | {name} | {} | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms |",
            times.len(),
            millis(50),
            millis(95),
            millis(99),
            millis(100)
        ));
        assert!(at(99) < P99_GOAL, "{scene}, {name}: the 99th percentile is above {P99_GOAL:?}");
    }
}

#[test]
#[ignore = "a measurement: cargo xtask bench --only votes"]
fn five_hundred_votes_within_a_minute() {
    let server = fresh_server();
    let process = server.process();
    let pinned = pin(process, "0") && pin(std::process::id().cast_signed(), "1");
    let people: Vec<Person> = (0..VOTERS).map(|_| server.resident()).collect();
    let mut assembly = Assembly { server: &server, people, chance: 20_261_126 };
    let cores = if pinned { "server on core 0, load on core 1" } else { "not pinned to cores: the figures are rough" };
    say(&format!("{VOTERS} voters at drawn moments of {} s, half by name, half in secret; {cores}", WITHIN.as_secs()));
    say("| scene | request | answers | p50 | p95 | p99 | slowest |");
    say("|---|---|---:|---:|---:|---:|---:|");
    for (scene, with_looks) in [("votes alone", false), ("and every page asks every 4 s", true)] {
        let by_name = server.open_ballot(large_meeting(), Method::Open);
        let in_secret = server.open_ballot(large_meeting(), Method::Secret);
        let mut jobs = assembly.votes(&by_name, &in_secret);
        if with_looks {
            jobs.extend(assembly.looks(&by_name));
        }
        let used = cpu_seconds(process);
        let times = open_loop(&server, jobs);
        let used = cpu_seconds(process) - used;
        report(scene, times);
        say(&format!("| {scene} | processor of the server | {used:.2} s of {} s | | | | |", WITHIN.as_secs()));
        let turnout = |at: &At| -> Turnout { server.call::<ShowTurnout>(&Person::guest(), at, &Empty {}) };
        let (open, secret) = (turnout(&by_name), turnout(&in_secret));
        let half = u32::try_from(VOTERS / 2).expect("a count");
        assert_eq!([open.voted, secret.given, secret.voted], [half; 3], "every vote counts once");
    }
}
