//! The rule pack of meetings as data (`domain/rules/meetings.json`): each number with its source.
//!
//! A number that depends on the form and the kind of community is found under `name/form/kind`, `name/form`, or `name`;
//! the most specific entry applies.

use super::MeetingForm;
use crate::communities::CommunityKind;
use crate::pack::{Pack, pack};
pack! {
    /// The numbers in force. A meeting keeps the version under which it was announced.
    pub struct Rules = "../../rules/meetings.json" {
        open_early_minutes,
        open_late_minutes,
        code_tolerance_minutes,
        /// Working days from the signed minutes of a consultative meeting until its outcomes must be recorded.
        outcome_working_days,
    }
    pack: Pack = |pack, _| pack.clone(),
}

/// How long before a meeting it must be announced, and the source. Packs of provinces and a community's own settings
/// may require more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeFloor {
    pub days: u32,
    pub source: String,
    /// Empty where no article is known.
    pub article: String,
    /// The days that suffice in a special case with a stated reason (遇有特殊情况); none where the law knows no such case.
    pub urgent_days: Option<u32>,
}

impl Rules {
    /// The days of notice that law and default require, without province or setting.
    pub fn notice_floor(&self, form: MeetingForm, kind: CommunityKind) -> NoticeFloor {
        let name = self.particular("notice_days", form, kind);
        NoticeFloor {
            days: self.pack.number(&name),
            source: self.pack.source(&name),
            article: self.pack.article(&name),
            urgent_days: self.urgent_days(form, kind),
        }
    }

    /// The days of notice that suffice in a special case, for the forms whose law knows one.
    pub fn urgent_days(&self, form: MeetingForm, kind: CommunityKind) -> Option<u32> {
        let name = self.particular("urgent_notice_days", form, kind);
        self.pack.has(&name).then(|| self.pack.number(&name))
    }

    /// How many mandates one person may hold at such a meeting; 0: none.
    pub fn proxies_per_holder(&self, form: MeetingForm, kind: CommunityKind) -> u32 {
        self.pack.number(&self.particular("proxies_per_holder", form, kind))
    }

    fn particular(&self, name: &str, form: MeetingForm, kind: CommunityKind) -> String {
        let candidates = [format!("{name}/{form}/{kind}"), format!("{name}/{form}")];
        candidates.into_iter().find(|name| self.pack.has(name)).unwrap_or_else(|| name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CommunityKind as K;
    use MeetingForm as F;

    #[test]
    fn notice_by_form_and_kind() {
        let rules = Rules::current();
        for (form, kind, days, article) in [
            // VC25 art. 25; RC25 art. 26.
            (F::ResidentsAssembly, K::Village, 10, "25"),
            (F::HouseholdAssembly, K::Village, 10, "25"),
            (F::ResidentsAssembly, K::Community, 10, "26"),
            (F::HouseholdAssembly, K::Community, 10, "26"),
            // No national figure.
            (F::RepresentativesMeeting, K::Community, 7, ""),
            (F::RepresentativesMeeting, K::Village, 7, ""),
            (F::Hearing, K::Community, 10, ""),
            (F::PartyMembersMeeting, K::Community, 3, ""),
            (F::BranchCommitteeMeeting, K::Village, 0, ""),
            (F::Talk, K::Community, 0, ""),
            (F::Forum, K::Community, 3, ""),
        ] {
            let floor = rules.notice_floor(form, kind);
            assert_eq!((floor.days, floor.article.as_str()), (days, article), "{form} {kind}");
            // Only the articles on assemblies know a special case.
            assert_eq!(floor.urgent_days, form.is_assembly().then_some(0), "{form} {kind}");
            assert!(!floor.source.is_empty(), "{form} {kind}");
        }
        let village = rules.notice_floor(F::ResidentsAssembly, K::Village);
        assert_eq!(village.source, "村民委员会组织法（2025修正）");
    }

    /// VC25 art. 18: a village's elections and assemblies, and nothing else.
    #[test]
    fn mandates_only_where_the_rule_says_so() {
        let rules = Rules::current();
        for form in F::ALL {
            for kind in K::ALL {
                let allowed = rules.proxies_per_holder(*form, *kind);
                let expect = if (*form, *kind) == (F::ResidentsAssembly, K::Village) { 3 } else { 0 };
                assert_eq!(allowed, expect, "{form} {kind}");
            }
        }
    }

    #[test]
    fn the_pack_is_whole() {
        let rules = Rules::current();
        assert_eq!(rules.version, "2026-12");
        assert_eq!((rules.open_early_minutes, rules.open_late_minutes, rules.code_tolerance_minutes), (60, 240, 10));
    }
}
