//! A simulated power cut: the writes of a real server under load are recorded with their syncs, and for sampled moments
//! the folder is rebuilt as a disk may hold it then.
//!
//! Invariant: a command counts as acknowledged once a client has read its answer, and that moment is in the same record
//! as the writes. Data without a completed sync survives not at all, completely, in part, or torn.

mod record;

use crate::community_books::CommunityBooks;
use crate::kill::load::{AnsweredCommand, Client, Kind};
use crate::kill::{Baseline, Load, next_random, random_seed};
use crate::server::{Mode, Server, ServerSettings, new_folder};
use crate::table::{Attack, Form, Tally};
use crate::template::{community_database, copy_to};
use record::{Disk, DiskEvent, Event, Survives, encode_mark, read_events};
use std::fs::File;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

pub const ATTACKS: &[Attack] = &[
    Attack { group: "power", name: "every acknowledged command is there after the cut", run: acknowledged },
    Attack { group: "power", name: "file whole, journal chain whole, nothing half done", run: whole },
    Attack { group: "power", name: "a server goes on, and answers commands sent again the same", run: goes_on },
    Attack { group: "power", name: "control: a disk that lied about its last sync loses some", run: lying_disk },
    Attack { group: "power", name: "control: answers before their writes would be lost", run: told_too_early },
    Attack { group: "power", name: "control: a synced page lost shows as damage", run: lost_page },
];

const CLIENTS: usize = 4;
const UNSYNCED: [Survives; 4] = [Survives::Nothing, Survives::All, Survives::Some, Survives::Torn];

/// One recorded run.
struct Run {
    base: PathBuf,
    events: Vec<Event>,
    sent: Vec<AnsweredCommand>,
    before: Baseline,
    /// The community's database and its log, below `objects`.
    database: String,
}

fn shim() -> PathBuf {
    let source = crate::build_paths::project_root().join("tests/adversary/attacks/power/record.c");
    let made = new_folder().join("record.so");
    let mut cc = Command::new("cc");
    cc.args(["-shared", "-fPIC", "-O2", "-o"]).arg(&made).arg(source).arg("-ldl");
    assert!(cc.status().is_ok_and(|status| status.success()), "a C compiler is needed: build-essential");
    made
}

fn recorded(form: Form) -> &'static Run {
    static RUN: OnceLock<Run> = OnceLock::new();
    RUN.get_or_init(|| record(form.of(120, 1_500)))
}

fn record(commands: usize) -> Run {
    let (data, base, mut chance) = (new_folder(), new_folder(), random_seed());
    copy_to(&data);
    let mut server = Server::start(&data, Mode::Demonstration);
    let mut clients: Vec<Client> =
        (0..CLIENTS).map(|number| Client::new(&server, number, next_random(&mut chance))).collect();
    server.leave();
    server.stop();
    crate::template::copy_folder(&data, &base);
    let path = data.join("record");
    let environment = vec![
        ("LD_PRELOAD", shim().display().to_string()),
        ("LINLI_RECORD", path.display().to_string()),
        ("LINLI_RECORD_UNDER", data.join("objects").canonicalize().expect("objects").display().to_string()),
    ];
    let mut server =
        Server::try_start(&data, Mode::Demonstration, &ServerSettings { environment, ..ServerSettings::default() })
            .expect("the recorded server starts");
    let address = server.api.address.clone();
    std::thread::scope(|scope| {
        for client in &mut clients {
            let mut marks = File::options().append(true).open(&path).expect("the record");
            let address = &address;
            scope.spawn(move || {
                let agent = crate::http::http_agent();
                for _ in 0..commands / CLIENTS {
                    assert!(client.work(&agent, address), "an answer");
                    let key = client.sent.last().expect("an acknowledged command").key().to_owned();
                    marks.write_all(&encode_mark(b'K', &key)).expect("a mark");
                }
            });
        }
    });
    server.kill();
    let database = community_database(&base);
    let database = database.strip_prefix(base.join("objects")).expect("below").display().to_string();
    let failures: Vec<&String> = clients.iter().flat_map(Load::failures).collect();
    assert!(failures.is_empty(), "{failures:?}");
    let sent = clients.into_iter().flat_map(|client| client.sent).collect();
    let before = Baseline::read(&CommunityBooks::of(&base));
    Run { events: read_events(&path), base, sent, before, database }
}

/// One moment of a power cut, with the commands acknowledged before it.
struct Cut {
    disk: Disk,
    acknowledged: Vec<String>,
    at: usize,
}

impl Run {
    /// Moments after the first answer: every second one right after an answer, where a promise is newest.
    fn cuts(&self, count: usize, chance: &mut u64, mut look: impl FnMut(&Cut, &mut u64)) {
        let answered: Vec<usize> =
            (0..self.events.len()).filter(|at| matches!(self.events[*at].what, DiskEvent::Answered { .. })).collect();
        let (first, all) = (answered[0], self.events.len());
        let pick = |chance: &mut u64, of: usize| usize::try_from(next_random(chance) % of as u64).expect("an index");
        let mut moments: Vec<usize> = (0..count)
            .map(|number| match number % 2 {
                0 => answered[pick(chance, answered.len())] + 1,
                _ => first + 1 + pick(chance, all - first),
            })
            .collect();
        moments.sort_unstable();
        moments.dedup();
        let (mut disk, mut acknowledged, mut at) = (Disk::of(&self.base.join("objects")), vec![], 0);
        for moment in moments {
            for event in &self.events[at..moment] {
                match &event.what {
                    DiskEvent::Answered { key } => acknowledged.push(key.clone()),
                    _ => disk.take(event),
                }
            }
            at = moment;
            let cut = Cut { disk: disk.clone(), acknowledged: acknowledged.clone(), at };
            look(&cut, chance);
        }
    }

    /// Only the community's database, as it is after the cut.
    fn data_after(&self, cut: &Cut, survives: Survives, chance: &mut u64) -> PathBuf {
        static FOLDER: OnceLock<PathBuf> = OnceLock::new();
        let data = FOLDER.get_or_init(new_folder);
        let _ = std::fs::remove_dir_all(data.join("objects"));
        let wal = format!("{}-wal", self.database);
        cut.disk.write(&data.join("objects"), survives, chance, |name| name == self.database || name == wal);
        data.clone()
    }

    /// The fault found; `None` for a whole book.
    fn wrong(&self, data: &Path) -> Option<String> {
        let checked = catch_unwind(AssertUnwindSafe(|| {
            let book = CommunityBooks::of(data);
            book.check();
            let after = Baseline::read(&book);
            let grown = |kind: Kind| after.journal[&kind] - self.before.journal[&kind];
            let commands: i64 = Kind::ALL.into_iter().map(grown).sum();
            assert_eq!(after.commands - self.before.commands, commands, "kept answers and journal");
            assert_eq!(after.activities - self.before.activities, grown(Kind::Publish), "activities");
            assert_eq!(after.services - self.before.services, grown(Kind::List), "services");
            assert_eq!(after.transfers - self.before.transfers, grown(Kind::Confirm), "transfers");
            assert_eq!(after.minutes - self.before.minutes, 120 * grown(Kind::Confirm), "minutes");
        }));
        checked.err().map(|panic| crate::table::panic_message(&*panic))
    }
}

/// The keys whose command is missing.
fn lost<'k>(data: &Path, keys: impl Iterator<Item = &'k String>) -> Vec<&'k String> {
    let Ok(book) = catch_unwind(|| CommunityBooks::of(data)) else { return keys.collect() };
    keys.filter(|key| book.text("select answer from commands where key = ?1", key).is_none()).collect()
}

/// The number of acknowledged commands lost at each cut.
fn losses(form: Form, survivals: &[Survives], told: impl Fn(&Run, &Cut) -> Vec<String>) -> Tally {
    let (run, mut chance, mut tally) = (recorded(form), random_seed(), Tally::default());
    let (mut looked_at, mut gone) = (0, 0);
    run.cuts(form.of(60, 1_500), &mut chance, |cut, chance| {
        let survives = survivals[usize::try_from(next_random(chance) % survivals.len() as u64).expect("an index")];
        let (data, told) = (run.data_after(cut, survives, chance), told(run, cut));
        let missing = lost(&data, told.iter());
        looked_at += told.len();
        gone += missing.len();
        tally.count(missing.is_empty(), || {
            format!("{survives:?} at {}: {} of {} acknowledged are gone", cut.at, missing.len(), told.len())
        });
    });
    let count = |of: fn(&DiskEvent) -> bool| run.events.iter().filter(|event| of(&event.what)).count();
    tally.noting(format!(
        "{} commands, {} writes, {} syncs; {looked_at} acknowledged looked for, {gone} gone",
        run.sent.len(),
        count(|what| matches!(what, DiskEvent::Write { .. })),
        count(|what| matches!(what, DiskEvent::Sync))
    ))
}

fn acknowledged(form: Form) -> Tally {
    losses(form, &UNSYNCED, |_, cut| cut.acknowledged.clone())
}

fn lying_disk(form: Form) -> Tally {
    losses(form, &[Survives::LessThanPromised], |_, cut| cut.acknowledged.clone()).must_breach("a lying disk")
}

/// As if all commands of the run had already been answered at the cut.
fn told_too_early(form: Form) -> Tally {
    let early = |run: &Run, _: &Cut| run.sent.iter().map(|sent| sent.key().to_owned()).collect();
    losses(form, &[Survives::All], early).must_breach("answers before their writes")
}

fn wholes(form: Form, cuts: usize, survivals: &[Survives], harm: impl Fn(&Path)) -> Tally {
    let (run, mut chance, mut tally) = (recorded(form), random_seed() + 1, Tally::default());
    run.cuts(cuts, &mut chance, |cut, chance| {
        for survives in survivals {
            let data = run.data_after(cut, *survives, chance);
            harm(&data.join("objects").join(&run.database));
            let wrong = run.wrong(&data);
            tally.count(wrong.is_none(), || format!("{survives:?} at {}: {}", cut.at, wrong.unwrap_or_default()));
        }
    });
    tally
}

fn whole(form: Form) -> Tally {
    wholes(form, form.of(20, 500), &UNSYNCED, |_| {})
}

/// The log is lost, and every third page of the file is empty.
fn lost_page(form: Form) -> Tally {
    let harm = |path: &Path| {
        let mut bytes = std::fs::read(path).expect("the database");
        for page in bytes.chunks_mut(4096).skip(2).step_by(3) {
            page.fill(0);
        }
        std::fs::write(path, bytes).expect("the database");
        let _ = std::fs::remove_file(format!("{}-wal", path.display()));
    };
    wholes(form, 4, &[Survives::All], harm).must_breach("lost pages")
}

/// All objects as they are after a cut, served again.
fn goes_on(form: Form) -> Tally {
    let (run, mut chance, mut tally) = (recorded(form), random_seed() + 2, Tally::default());
    run.cuts(form.of(4, 40), &mut chance, |cut, chance| {
        let survives = UNSYNCED[usize::try_from(next_random(chance) % 4).expect("an index")];
        let data = new_folder();
        cut.disk.write(&data.join("objects"), survives, chance, |name| !name.ends_with("-shm"));
        match Server::try_start(&data, Mode::Demonstration, &ServerSettings::default()) {
            Err(words) => tally.count(false, || format!("{survives:?} at {}: does not start: {words}", cut.at)),
            Ok(server) => {
                for sent in run.sent.iter().filter(|sent| cut.acknowledged.iter().any(|key| key == sent.key())) {
                    let again = server.send(&sent.call);
                    let same = again.status == 200 && again.text() == sent.answer;
                    tally.count(same, || format!("{survives:?} at {}: {} {}", cut.at, again.status, again.text()));
                }
            }
        }
    });
    tally
}
