//! A resident's needs at the counter: the guardian of a person under age, and the language and size of printed papers;
//! and why somebody leaves. Source: Civil Code, art. 17, 27, 34.
//!
//! Invariant: a guardian is of age, is another person, and acts only while the ward is under age.

use super::Refusal;
use crate::ids::MemberId;
use crate::notices::NoticeKind;
use crate::text::Reason;
use crate::{body, limits, words};

words! {
    /// Why somebody leaves the roster.
    pub enum LeaveCause {
        /// Moved away (迁出).
        Moved = "moved",
        /// Died (死亡): the household and the ledger stay.
        Died = "died",
    }
}

words! {
    pub enum Language {
        Chinese = "zh-CN",
        English = "en",
    }
}

words! {
    /// How large papers are printed.
    pub enum Print {
        Usual = "usual",
        Large = "large",
    }
}

body! {
    /// Name the guardian of a person under age (监护人).
    pub struct NameGuardianRequest {
        pub guardian: MemberId,
        /// The paper or statement on which it is based.
        pub reason: Reason,
    }
    /// The language spoken at the counter, and how papers are printed.
    pub struct NoteNeedsRequest {
        pub language: Language,
        pub print: Print,
    }
}

/// The facts that decide whether somebody becomes a guardian. Ages in whole years; `None` when the birth is unknown.
#[derive(Debug, Clone, Copy)]
pub struct Guardianship {
    pub ward_age: Option<i32>,
    pub guardian_age: Option<i32>,
    pub is_oneself: bool,
    /// The caller is the guardian or lives with the ward.
    pub is_own: bool,
    pub has_left: bool,
}

/// The ward's birth must be known, because guardianship ends with the eighteenth birthday. A guardian without a
/// recorded birth counts as of age, as everybody does.
pub fn name_guardian(facts: &Guardianship) -> Result<(), Refusal> {
    if facts.is_own {
        return Err(Refusal::OwnCase);
    }
    if facts.is_oneself {
        return Err(Refusal::GuardianOfOneself);
    }
    if facts.has_left {
        return Err(Refusal::AlreadyLeft);
    }
    let Some(age) = facts.ward_age else { return Err(Refusal::BirthUnknown) };
    if age >= limits::ADULT_YEARS {
        return Err(Refusal::OfAge);
    }
    if facts.guardian_age.is_some_and(|age| age < limits::ADULT_YEARS) {
        return Err(Refusal::GuardianUnderAge { years: limits::ADULT_YEARS });
    }
    Ok(())
}

/// The people to notify about a named guardian: the new guardian, the previous one, and the ward's household, who are
/// the first to notice an error. Nobody is notified twice.
pub fn guardian_news(
    guardian: MemberId,
    previous: Option<MemberId>,
    household: &[MemberId],
) -> Vec<(MemberId, NoticeKind)> {
    let mut news = vec![(guardian, NoticeKind::GuardianNamed)];
    if previous == Some(guardian) {
        return news;
    }
    news.extend(previous.map(|previous| (previous, NoticeKind::GuardianEnded)));
    for member in household {
        if news.iter().all(|(told, _)| told != member) {
            news.push((*member, NoticeKind::GuardianInHousehold));
        }
    }
    news
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_another_guardian_concerns() {
        use NoticeKind::{GuardianEnded as Ended, GuardianInHousehold as Household, GuardianNamed as Named};
        let member = |n| MemberId::from_parts(crate::time::UtcMillis(1), n);
        // Member 1 becomes guardian; the ward's household is 2 and 3, or includes 1.
        for (name, previous, household, expected) in [
            ("the first one, from elsewhere", None, vec![2, 3], vec![(1, Named), (2, Household), (3, Household)]),
            ("the first one, at home", None, vec![1, 2], vec![(1, Named), (2, Household)]),
            ("after one at home", Some(2), vec![2, 3], vec![(1, Named), (2, Ended), (3, Household)]),
            ("after one from elsewhere", Some(4), vec![1, 2], vec![(1, Named), (4, Ended), (2, Household)]),
            ("the same again", Some(1), vec![1, 2], vec![(1, Named)]),
        ] {
            let household: Vec<MemberId> = household.into_iter().map(member).collect();
            let expected: Vec<_> = expected.into_iter().map(|(of, kind)| (member(of), kind)).collect();
            assert_eq!(guardian_news(member(1), previous.map(member), &household), expected, "{name}");
        }
    }

    #[test]
    fn who_may_answer_for_whom() {
        let fine = Guardianship {
            ward_age: Some(17),
            guardian_age: Some(18),
            is_oneself: false,
            is_own: false,
            has_left: false,
        };
        for (facts, expected) in [
            (fine, Ok(())),
            (Guardianship { guardian_age: None, ..fine }, Ok(())),
            (Guardianship { ward_age: Some(0), ..fine }, Ok(())),
            // Civil Code, art. 17: of age from eighteen on.
            (Guardianship { ward_age: Some(18), ..fine }, Err(Refusal::OfAge)),
            (Guardianship { ward_age: None, ..fine }, Err(Refusal::BirthUnknown)),
            (Guardianship { guardian_age: Some(17), ..fine }, Err(Refusal::GuardianUnderAge { years: 18 })),
            (Guardianship { is_oneself: true, ..fine }, Err(Refusal::GuardianOfOneself)),
            (Guardianship { has_left: true, ..fine }, Err(Refusal::AlreadyLeft)),
            (Guardianship { is_own: true, is_oneself: true, ..fine }, Err(Refusal::OwnCase)),
        ] {
            assert_eq!(name_guardian(&facts), expected, "{facts:?}");
        }
    }
}
