//! The number of attempts of each attack, and how often the system held.
//!
//! Invariant: an attack that ended in a panic has not held, and neither has one without attempts that does not say why.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

/// Number of breaches described in words; further ones are only counted.
const TOLD_MAX: usize = 12;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Short,
    Long,
}

impl Form {
    pub fn asked() -> Self {
        if std::env::var("LINLI_ADVERSARY").is_ok_and(|form| form == "long") { Self::Long } else { Self::Short }
    }

    pub fn of<T>(self, short: T, long: T) -> T {
        if self == Self::Long { long } else { short }
    }
}

/// One attack, or a control: the same check with a bad case that it must detect.
#[derive(Clone, Copy)]
pub struct Attack {
    pub group: &'static str,
    pub name: &'static str,
    pub run: fn(Form) -> Tally,
}

#[derive(Default)]
pub struct Tally {
    attempts: u64,
    held: u64,
    breaches: Vec<String>,
    note: String,
    not_tried: bool,
}

impl Tally {
    /// Counts one attempt, with a description in case the system did not hold.
    pub fn count(&mut self, held: bool, breach: impl FnOnce() -> String) {
        self.attempts += 1;
        self.held += u64::from(held);
        if !held && self.breaches.len() < TOLD_MAX {
            self.breaches.push(breach());
        }
    }

    /// Counts attempts that all held.
    pub fn count_held(&mut self, attempts: usize) {
        self.attempts += attempts as u64;
        self.held += attempts as u64;
    }

    /// Adds the figures shown beside the count.
    pub fn noting(mut self, words: impl Into<String>) -> Self {
        self.note = words.into();
        self
    }

    /// Used when this machine lacks what the attack needs. It is reported, and is not a failure.
    pub fn not_tried(words: &str) -> Self {
        Self { not_tried: true, note: format!("NOT TRIED: {words}"), ..Self::default() }
    }

    /// For a control: passes when the check found breaches in the bad case.
    pub fn must_breach(self, bad_case: &str) -> Self {
        let mut control = Self::default();
        let found = self.attempts - self.held;
        control.count(found > 0, || format!("{bad_case}: the check saw nothing in {} attempts", self.attempts));
        control.noting(format!("{found} of {} caught", self.attempts))
    }

    fn whole(&self) -> bool {
        self.not_tried || (self.attempts > 0 && self.held == self.attempts)
    }
}

/// The message of a panic, and its place.
pub fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().cloned();
    let words = words.or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_owned()));
    let place = LAST_PLACE.lock().map(|place| place.clone()).unwrap_or_default();
    format!("{} ({place})", words.unwrap_or_default())
}

static LAST_PLACE: Mutex<String> = Mutex::new(String::new());

/// The table reports panics, and most panics inside a check are its purpose.
fn keep_panics_quiet() {
    std::panic::set_hook(Box::new(|panic| {
        if let (Ok(mut last), Some(place)) = (LAST_PLACE.lock(), panic.location()) {
            *last = place.to_string();
        }
    }));
}

/// The upper bound of the failure rate, at the 95 % level, when no failure was seen.
fn rate(tally: &Tally) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let (attempts, lost) = (tally.attempts as f64, (tally.attempts - tally.held) as f64);
    if lost > 0.0 { format!("{:.4}", lost / attempts) } else { format!("< {:.5}", 3.0 / attempts.max(1.0)) }
}

pub fn run_attacks(attacks: &[Attack], form: Form, groups: &[String]) -> ExitCode {
    keep_panics_quiet();
    let (begun, mut rows) = (Instant::now(), vec![]);
    let chosen = attacks.iter().filter(|attack| groups.is_empty() || groups.iter().any(|group| group == attack.group));
    for attack in chosen {
        let started = Instant::now();
        let tally = catch_unwind(AssertUnwindSafe(|| (attack.run)(form))).unwrap_or_else(|panic| {
            let mut ended = Tally::default();
            ended.count(false, || format!("ended: {}", panic_message(&*panic)));
            ended
        });
        let seconds = started.elapsed().as_secs_f64();
        let mark = if tally.not_tried {
            "NOT TRIED"
        } else if tally.whole() {
            "held"
        } else {
            "BROKEN"
        };
        tell(&format!("{mark:<7} {} {} ({seconds:.1} s)", attack.group, attack.name));
        for breach in &tally.breaches {
            tell(&format!("          {breach}"));
        }
        rows.push((attack, tally, seconds));
    }
    tell(&format!(
        "\n| {:<10} | {:<64} | {:>8} | {:>8} | {:>9} | figures |",
        "group", "attack", "attempts", "held", "rate"
    ));
    tell("|---|---|---|---|---|---|");
    for (attack, tally, seconds) in &rows {
        tell(&format!(
            "| {:<10} | {:<64} | {:>8} | {:>8} | {:>9} | {}{}{seconds:.1} s |",
            attack.group,
            attack.name,
            tally.attempts,
            tally.held,
            rate(tally),
            tally.note,
            if tally.note.is_empty() { "" } else { "; " },
        ));
    }
    let failed = rows.iter().filter(|(_, tally, _)| !tally.whole()).count();
    tell(&format!("\n{} passed, {failed} failed; {:.0} s", rows.len() - failed, begun.elapsed().as_secs_f64()));
    if failed == 0 && !rows.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn tell(words: &str) {
    let _ = writeln!(std::io::stdout(), "{words}");
}
