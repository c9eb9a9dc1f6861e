//! When an assistance may be opened, extended and ended, and when an act may be contested and answered.

use super::{ConsentKind, Refusal, Rules};
use crate::ids::MemberId;
use crate::process::{NoAnswer, Question, Term};
use crate::time::{DAY, MINUTE, UtcMillis};

/// Everything that decides whether an assistance may be opened.
#[derive(Debug, Clone, Copy)]
pub struct AssistanceOpening<'a> {
    pub worker: MemberId,
    pub resident: MemberId,
    pub resident_has_left: bool,
    pub consent: ConsentKind,
    pub proof: &'a str,
    /// Names of the worker and the resident: neither may be the witness.
    pub names: [&'a str; 2],
    /// Whether the resident's latest decision refuses spoken consent.
    pub spoken_withdrawn: bool,
    /// Until when somebody is already acting for this resident.
    pub resident_open_until: Option<UtcMillis>,
    /// Until when this worker is already acting for somebody.
    pub worker_open_until: Option<UtcMillis>,
    /// Opened by this worker since midnight, ended or not.
    pub opened_today: u32,
}

/// The time and owner of an assistance, as the rules need them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub worker: MemberId,
    pub until: UtcMillis,
    pub extensions: u32,
    pub has_ended: bool,
}

/// An act, as the rules of contesting need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    pub at: UtcMillis,
    pub worker: MemberId,
    pub contested_at: Option<UtcMillis>,
    pub is_answered: bool,
}

/// Until when a new assistance is open.
pub fn may_open_assistance(asked: &AssistanceOpening<'_>, now: UtcMillis, rules: &Rules) -> Result<UtcMillis, Refusal> {
    if asked.worker == asked.resident {
        return Err(Refusal::OwnCase);
    }
    if asked.resident_has_left {
        return Err(Refusal::NotAResident);
    }
    if let Some(until) = asked.worker_open_until {
        return Err(Refusal::AnotherOpen { until });
    }
    if let Some(until) = asked.resident_open_until {
        return Err(Refusal::AlreadyOpen { until });
    }
    if asked.opened_today >= rules.opened_per_worker_day {
        return Err(Refusal::TooManyToday { count_max: rules.opened_per_worker_day });
    }
    if asked.consent == ConsentKind::Spoken {
        if asked.spoken_withdrawn {
            return Err(Refusal::SpokenWithdrawn);
        }
        if asked.names.iter().any(|name| same_name(name, asked.proof)) {
            return Err(Refusal::WitnessNotAnother);
        }
    }
    Ok(now.plus(i64::from(rules.open_minutes) * MINUTE))
}

/// Names are compared without the spaces that people put between their characters.
fn same_name(one: &str, other: &str) -> bool {
    let letters = |name: &str| name.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    letters(one) == letters(other)
}

/// Whether acts may be done in this assistance.
pub fn is_open(period: &Period, now: UtcMillis) -> bool {
    !period.has_ended && now < period.until
}

/// Until when it is open after one extension, which begins where the previous period ends.
pub fn may_extend_assistance(
    period: &Period,
    by: MemberId,
    now: UtcMillis,
    rules: &Rules,
) -> Result<UtcMillis, Refusal> {
    may_end_assistance(period, by, now)?;
    if period.extensions >= rules.extensions_max {
        return Err(Refusal::NoMoreExtension { times_max: rules.extensions_max });
    }
    Ok(period.until.plus(i64::from(rules.open_minutes) * MINUTE))
}

/// Whether this worker may end it now.
pub fn may_end_assistance(period: &Period, by: MemberId, now: UtcMillis) -> Result<(), Refusal> {
    if period.worker != by {
        return Err(Refusal::NotYours);
    }
    if is_open(period, now) { Ok(()) } else { Err(Refusal::Ended) }
}

impl Act {
    /// The last moment in which it may be contested.
    pub fn contest_until(&self, rules: &Rules) -> UtcMillis {
        self.at.plus(i64::from(rules.contest_days) * DAY)
    }

    /// The deadline for answering a contest made at this moment.
    pub fn answer_due(contested_at: UtcMillis, rules: &Rules) -> UtcMillis {
        Term::WorkingDays(rules.contest_answer_working_days).due(contested_at)
    }
}

/// Whether `by`, a member of the resident's household, may contest the act. The worker who did it may not.
pub fn may_contest_act(act: &Act, by: MemberId, now: UtcMillis, rules: &Rules) -> Result<(), Refusal> {
    if act.worker == by {
        return Err(Refusal::OwnCase);
    }
    if act.contested_at.is_some() {
        return Err(Refusal::AlreadyContested);
    }
    if now > act.contest_until(rules) {
        return Err(Refusal::TooLate { days_max: rules.contest_days });
    }
    Ok(())
}

/// Whether a supervisor may answer; `own` says that the act concerns the supervisor's own household.
pub fn may_answer_contest(act: &Act, own: bool) -> Result<(), Refusal> {
    let contest = Question { is_own: own, is_asked: act.contested_at.is_some(), is_answered: act.is_answered };
    contest.may_answer().map_err(|refused| match refused {
        NoAnswer::OwnCase => Refusal::OwnCase,
        NoAnswer::NotAsked => Refusal::NotContested,
        NoAnswer::AlreadyAnswered => Refusal::AlreadyAnswered,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::end_of;

    const NOW: UtcMillis = UtcMillis(1_795_136_400_000);

    fn person(number: u128) -> MemberId {
        MemberId::from_parts(NOW, number)
    }

    fn asked() -> AssistanceOpening<'static> {
        AssistanceOpening {
            worker: person(1),
            resident: person(2),
            resident_has_left: false,
            consent: ConsentKind::Spoken,
            proof: "王明",
            names: ["赵小燕", "李秀英"],
            spoken_withdrawn: false,
            resident_open_until: None,
            worker_open_until: None,
            opened_today: 0,
        }
    }

    /// The limits of the pack by name; cases without one test a rule of `assistance/mod.rs`.
    #[test]
    fn who_may_open_one() {
        let (rules, later) = (Rules::current(), NOW.plus(MINUTE));
        let signed = AssistanceOpening { consent: ConsentKind::Signed, ..asked() };
        for (name, asked, expect) in [
            ("open_minutes", asked(), Ok(NOW.plus(30 * MINUTE))),
            ("for oneself", AssistanceOpening { resident: person(1), ..asked() }, Err(Refusal::OwnCase)),
            ("gone", AssistanceOpening { resident_has_left: true, ..asked() }, Err(Refusal::NotAResident)),
            (
                "two at one counter",
                AssistanceOpening { resident_open_until: Some(later), ..asked() },
                Err(Refusal::AlreadyOpen { until: later }),
            ),
            (
                "the one before is still open",
                AssistanceOpening { worker_open_until: Some(later), ..asked() },
                Err(Refusal::AnotherOpen { until: later }),
            ),
            (
                "opened_per_worker_day: the last",
                AssistanceOpening { opened_today: 19, ..asked() },
                Ok(NOW.plus(30 * MINUTE)),
            ),
            (
                "opened_per_worker_day: one more",
                AssistanceOpening { opened_today: 20, ..asked() },
                Err(Refusal::TooManyToday { count_max: 20 }),
            ),
            (
                "the worker as witness",
                AssistanceOpening { proof: "赵小燕", ..asked() },
                Err(Refusal::WitnessNotAnother),
            ),
            (
                "the resident as witness",
                AssistanceOpening { proof: "李 秀 英", ..asked() },
                Err(Refusal::WitnessNotAnother),
            ),
            ("a paper's number may be any", AssistanceOpening { proof: "赵小燕", ..signed }, Ok(NOW.plus(30 * MINUTE))),
            (
                "PIPL art. 15: spoken consent withdrawn",
                AssistanceOpening { spoken_withdrawn: true, ..asked() },
                Err(Refusal::SpokenWithdrawn),
            ),
            (
                "PIPL art. 15: a signature is another consent",
                AssistanceOpening { spoken_withdrawn: true, ..signed },
                Ok(NOW.plus(30 * MINUTE)),
            ),
        ] {
            assert_eq!(may_open_assistance(&asked, NOW, rules), expect, "{name}");
        }
    }

    #[test]
    fn the_time_of_an_assistance() {
        let rules = Rules::current();
        let fresh = Period { worker: person(1), until: NOW.plus(30 * MINUTE), extensions: 0, has_ended: false };
        let last = NOW.plus(30 * MINUTE - 1);
        for (name, period, by, at, expect) in [
            ("extended once", fresh, 1, NOW, Ok(NOW.plus(60 * MINUTE))),
            ("at the last moment", fresh, 1, last, Ok(NOW.plus(60 * MINUTE))),
            ("too late", fresh, 1, last.plus(1), Err(Refusal::Ended)),
            (
                "extensions_max",
                Period { extensions: 1, ..fresh },
                1,
                NOW,
                Err(Refusal::NoMoreExtension { times_max: 1 }),
            ),
            ("another worker's", fresh, 3, NOW, Err(Refusal::NotYours)),
            ("the resident's own hand", fresh, 2, NOW, Err(Refusal::NotYours)),
            ("ended", Period { has_ended: true, ..fresh }, 1, NOW, Err(Refusal::Ended)),
        ] {
            assert_eq!(may_extend_assistance(&period, person(by), at, rules), expect, "{name}");
            let ends = match expect {
                Err(Refusal::NoMoreExtension { .. }) | Ok(_) => Ok(()),
                Err(refusal) => Err(refusal),
            };
            assert_eq!(may_end_assistance(&period, person(by), at), ends, "{name}");
        }
        assert!(is_open(&fresh, last) && !is_open(&fresh, last.plus(1)));
    }

    #[test]
    fn contesting_and_answering() {
        let rules = Rules::current();
        let act = Act { at: NOW, worker: person(1), contested_at: None, is_answered: false };
        let contested = Act { contested_at: Some(NOW), ..act };
        let last = NOW.plus(30 * DAY);
        for (name, act, by, at, expect) in [
            ("at once", act, 2, NOW, Ok(())),
            ("contest_days: the last moment", act, 2, last, Ok(())),
            ("contest_days: over", act, 2, last.plus(1), Err(Refusal::TooLate { days_max: 30 })),
            ("twice", contested, 2, NOW, Err(Refusal::AlreadyContested)),
            ("the worker", act, 1, NOW, Err(Refusal::OwnCase)),
        ] {
            assert_eq!(may_contest_act(&act, person(by), at, rules), expect, "{name}");
        }
        for (name, act, own, expect) in [
            ("contested", contested, false, Ok(())),
            ("their own case", contested, true, Err(Refusal::OwnCase)),
            ("not contested", act, false, Err(Refusal::NotContested)),
            ("answered", Act { is_answered: true, ..contested }, false, Err(Refusal::AlreadyAnswered)),
        ] {
            assert_eq!(may_answer_contest(&act, own), expect, "{name}");
        }
        // From a Friday: fifteen working days without a holiday are three weeks.
        assert_eq!(Act::answer_due(NOW, rules), end_of("2026-12-11".parse().unwrap()));
    }
}
