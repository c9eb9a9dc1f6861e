//! Who decides on a consent, what a correction may contain, when an account may be closed, and how often a worker may
//! reveal phone numbers.

use super::{CorrectionField, Refusal, Rules, Topic};
use crate::masking::CLOSED_ACCOUNT;
use crate::members::{PersonName, Sex, read_day};
use crate::process::{NoAnswer, Question, Term};
use crate::sessions::Phone;
use crate::time::{UtcMillis, day_text};
use chrono::NaiveDate;

/// The facts that decide whether a consent may be given or withdrawn.
#[derive(Debug, Clone, Copy)]
pub struct ConsentFacts<'a> {
    pub topic: Topic,
    pub version: &'a str,
    pub agrees: bool,
    /// The latest decision on the topic.
    pub before: Option<(&'a str, bool)>,
    /// Whole years; unknown counts as of age.
    pub age: Option<i32>,
    /// Whether the guardian decides instead of the person.
    pub by_guardian: bool,
}

/// Withdrawing is as easy as giving: any version may be withdrawn (PIPL art. 15), but only the one in force may be
/// given.
pub fn may_decide_consent(asking: &ConsentFacts<'_>, rules: &Rules) -> Result<(), Refusal> {
    if asking.by_guardian != needs_guardian(asking.age, rules) {
        return Err(Refusal::NotYoursToDecide);
    }
    if asking.topic == Topic::ChildData && !asking.by_guardian {
        return Err(Refusal::NotYoursToDecide);
    }
    if asking.agrees && rules.version_of(asking.topic) != Some(asking.version) {
        return Err(Refusal::OutdatedText);
    }
    let same = match asking.before {
        Some((version, agreed)) => agreed == asking.agrees && (!asking.agrees || version == asking.version),
        None => false,
    };
    if same { Err(Refusal::NothingChanges) } else { Ok(()) }
}

/// Below fourteen the guardian consents (PIPL art. 31).
fn needs_guardian(age: Option<i32>, rules: &Rules) -> bool {
    age.is_some_and(|age| i64::from(age) < i64::from(rules.guardian_consents_below_years))
}

/// Whether a child may take part in an activity: the guardian has consented to the use of the child's data.
impl Rules {
    pub fn child_may(&self, age: Option<i32>, guardian_agreed: bool) -> bool {
        guardian_agreed || !needs_guardian(age, self)
    }
}

/// The value that a correction sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldCorrection {
    Name(PersonName),
    Phone(Phone),
    Sex(Sex),
    BornDay(String),
    Other,
}

/// Parses a typed text as a value of the field.
pub fn read_wanted(field: CorrectionField, text: &str, today: NaiveDate) -> Result<FieldCorrection, Refusal> {
    let read = match field {
        CorrectionField::Name => text.parse().ok().map(FieldCorrection::Name),
        CorrectionField::Phone => text.parse().ok().map(FieldCorrection::Phone),
        CorrectionField::Sex => text.parse().ok().map(FieldCorrection::Sex),
        CorrectionField::BornDay => {
            read_day(text).filter(|day| *day <= today).map(|day| FieldCorrection::BornDay(day_text(day)))
        }
        CorrectionField::Other => Some(FieldCorrection::Other),
    };
    read.ok_or(Refusal::NotReadable)
}

/// A request, as its decision needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CorrectionState {
    pub asked_at: UtcMillis,
    pub is_decided: bool,
    /// Whether the person who decides is of the requester's household.
    pub is_own: bool,
}

/// Whether a request may be decided now.
pub fn may_decide_correction(request: &CorrectionState) -> Result<(), Refusal> {
    Question::asked(request.is_decided).of_own_case(request.is_own).may_answer().map_err(|refused| match refused {
        NoAnswer::OwnCase => Refusal::OwnCase,
        NoAnswer::NotAsked | NoAnswer::AlreadyAnswered => Refusal::AlreadyDecided,
    })
}

impl CorrectionState {
    /// The deadline for answering a request made at this moment.
    pub fn answer_due(asked_at: UtcMillis, rules: &Rules) -> UtcMillis {
        Term::WorkingDays(rules.correction_answer_working_days).due(asked_at)
    }
}

/// An account, as the rules of closing need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClosingAccount {
    pub seats_held: u32,
    pub closes_at: Option<UtcMillis>,
}

/// When an account will be closed after a request made now.
pub fn may_close_account(account: &ClosingAccount, now: UtcMillis, rules: &Rules) -> Result<UtcMillis, Refusal> {
    if account.closes_at.is_some() {
        return Err(Refusal::AlreadyClosing);
    }
    if account.seats_held > 0 {
        return Err(Refusal::SeatsHeld { seats: account.seats_held });
    }
    Ok(Term::Days(rules.cooling_off_days).due(now))
}

pub fn take_back(account: &ClosingAccount, now: UtcMillis) -> Result<(), Refusal> {
    if account.closes_at.is_some_and(|at| now < at) { Ok(()) } else { Err(Refusal::NotClosing) }
}

/// Whether the account is closed when its time comes: not if the person has taken an office in the meantime.
pub fn carry_out(account: &ClosingAccount, now: UtcMillis) -> bool {
    account.seats_held == 0 && account.closes_at.is_some_and(|at| at <= now)
}

/// The name under which records required by law are kept.
pub fn make_pseudonym(number: u64) -> String {
    format!("{CLOSED_ACCOUNT}{number}")
}

/// Whether a worker may reveal one more phone number today.
pub fn may_reveal_phone(looks_today: u32, rules: &Rules) -> Result<(), Refusal> {
    let count_max = rules.reveals_per_worker_day;
    if looks_today >= count_max { Err(Refusal::TooManyLooks { count_max }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::end_of;

    const NOW: UtcMillis = UtcMillis(1_795_136_400_000);

    #[test]
    fn who_decides_on_a_consent() {
        let rules = Rules::current();
        let asked = ConsentFacts {
            topic: Topic::SpokenAssistance,
            version: "2026-11",
            agrees: true,
            before: None,
            age: Some(40),
            by_guardian: false,
        };
        let child = ConsentFacts { topic: Topic::ChildData, age: Some(13), by_guardian: true, ..asked };
        let given = Some(("2026-11", true));
        for (source, asking, expect) in [
            ("PIPL art. 14", asked, Ok(())),
            ("age unknown", ConsentFacts { age: None, ..asked }, Ok(())),
            ("PIPL art. 15", ConsentFacts { agrees: false, before: given, ..asked }, Ok(())),
            (
                "PIPL art. 15: any version",
                ConsentFacts { agrees: false, version: "1999", before: given, ..asked },
                Ok(()),
            ),
            ("never given", ConsentFacts { agrees: false, ..asked }, Ok(())),
            ("art. 14: a new text asks again", ConsentFacts { before: Some(("2025-01", true)), ..asked }, Ok(())),
            ("the old text", ConsentFacts { version: "2025-01", ..asked }, Err(Refusal::OutdatedText)),
            ("given twice", ConsentFacts { before: given, ..asked }, Err(Refusal::NothingChanges)),
            (
                "withdrawn twice",
                ConsentFacts { agrees: false, before: Some(("2026-11", false)), ..asked },
                Err(Refusal::NothingChanges),
            ),
            ("art. 31: below fourteen the guardian", child, Ok(())),
            ("art. 31: not the child", ConsentFacts { by_guardian: false, ..child }, Err(Refusal::NotYoursToDecide)),
            (
                "from fourteen on not the guardian",
                ConsentFacts { age: Some(14), ..child },
                Err(Refusal::NotYoursToDecide),
            ),
            ("of age", ConsentFacts { topic: Topic::ChildData, ..asked }, Err(Refusal::NotYoursToDecide)),
        ] {
            assert_eq!(may_decide_consent(&asking, rules), expect, "{source}");
        }
        for (age, agreed, may) in
            [(Some(13), false, false), (Some(13), true, true), (Some(14), false, true), (None, false, true)]
        {
            assert_eq!(rules.child_may(age, agreed), may, "{age:?} {agreed}");
        }
    }

    #[test]
    fn what_a_correction_may_say() {
        let today = NOW.day();
        for (field, text, reads) in [
            (CorrectionField::Name, "李秀瑛", true),
            (CorrectionField::Name, "李\u{202E}秀", false),
            (CorrectionField::Phone, "138 0000 9999", true),
            (CorrectionField::Phone, "12800009999", false),
            (CorrectionField::Sex, "female", true),
            (CorrectionField::Sex, "女", false),
            (CorrectionField::BornDay, "1953年7月4日", true),
            (CorrectionField::BornDay, "1953-02-30", false),
            (CorrectionField::BornDay, "2026-11-21", false),
            (CorrectionField::Other, "门牌是 302", true),
        ] {
            assert_eq!(read_wanted(field, text, today).is_ok(), reads, "{field} {text}");
        }
        let request = CorrectionState { asked_at: NOW, is_decided: false, is_own: false };
        assert_eq!(may_decide_correction(&request), Ok(()));
        assert_eq!(may_decide_correction(&CorrectionState { is_own: true, ..request }), Err(Refusal::OwnCase));
        assert_eq!(
            may_decide_correction(&CorrectionState { is_decided: true, ..request }),
            Err(Refusal::AlreadyDecided)
        );
        assert_eq!(CorrectionState::answer_due(NOW, Rules::current()), end_of("2026-12-11".parse().unwrap()));
    }

    #[test]
    fn closing_an_account() {
        let rules = Rules::current();
        let account = ClosingAccount { seats_held: 0, closes_at: None };
        let at = end_of("2026-11-27".parse().unwrap());
        let closing = ClosingAccount { closes_at: Some(at), ..account };
        assert_eq!(may_close_account(&account, NOW, rules), Ok(at));
        assert_eq!(may_close_account(&closing, NOW, rules), Err(Refusal::AlreadyClosing));
        assert_eq!(
            may_close_account(&ClosingAccount { seats_held: 2, ..account }, NOW, rules),
            Err(Refusal::SeatsHeld { seats: 2 })
        );
        assert_eq!(take_back(&closing, at.plus(-1)), Ok(()));
        assert_eq!(take_back(&closing, at), Err(Refusal::NotClosing));
        assert_eq!(take_back(&account, NOW), Err(Refusal::NotClosing));
        assert!(carry_out(&closing, at) && !carry_out(&closing, at.plus(-1)) && !carry_out(&account, at));
        assert!(!carry_out(&ClosingAccount { seats_held: 1, ..closing }, at), "took office meanwhile");
    }

    #[test]
    fn looking_has_an_end() {
        let rules = Rules::current();
        assert_eq!(may_reveal_phone(19, rules), Ok(()));
        assert_eq!(may_reveal_phone(20, rules), Err(Refusal::TooManyLooks { count_max: 20 }));
    }
}
