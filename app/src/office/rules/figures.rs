//! Groups of rules and the values of rules in words.

use domain::decisions::{Electorate, Figure, RuleValue};

use crate::decisions::share_words;
use crate::words::{Key, code_text, key, tn, word_text};

/// The electorate of a group of rules.
pub fn rule_group_words(of: Option<Electorate>) -> String {
    code_text("rules.of", of.map_or("case", Electorate::as_str))
}

/// `过半数`, `2/3 以上`, `10 天`, `按到会人数`; `unit` is the pack's word for what a number counts.
pub fn value_words(figure: Figure, unit: &str, value: RuleValue) -> String {
    match value {
        RuleValue::Number(number) => tn(unit_key(figure, unit), number.into(), &[]),
        RuleValue::Word(word) => word_text(word),
        RuleValue::Share(share) => share_words(share),
    }
}

fn unit_key(figure: Figure, unit: &str) -> Key {
    match unit {
        "days" => key::RULES_UNIT_DAYS,
        "working days" => key::RULES_UNIT_WORKING_DAYS,
        "years" => key::RULES_UNIT_YEARS,
        "households" => key::RULES_UNIT_HOUSEHOLDS,
        "papers" => key::RULES_UNIT_PAPERS,
        _ if figure == Figure::MeetingsPerYear => key::RULES_UNIT_MEETINGS,
        _ => key::RULES_UNIT_PEOPLE,
    }
}
