//! The words of columns, verdicts and findings; a new one does not compile without its words.

use crate::words::{Key, key, t, tf};
use domain::members::import::{Column, ImportState, Issue, LineFinding, LineVerdict};

pub fn column_key(column: Column) -> Key {
    match column {
        Column::Name => key::IMPORT_COLUMN_NAME,
        Column::Sex => key::IMPORT_COLUMN_SEX,
        Column::Born => key::IMPORT_COLUMN_BORN,
        Column::Identity => key::IMPORT_COLUMN_IDENTITY,
        Column::Phone => key::IMPORT_COLUMN_PHONE,
        Column::Address => key::IMPORT_COLUMN_ADDRESS,
        Column::Building => key::IMPORT_COLUMN_BUILDING,
        Column::Unit => key::IMPORT_COLUMN_UNIT,
        Column::Door => key::IMPORT_COLUMN_DOOR,
        Column::Grid => key::IMPORT_COLUMN_GRID,
        Column::Group => key::IMPORT_COLUMN_GROUP,
        Column::Kinship => key::IMPORT_COLUMN_KINSHIP,
        Column::Registered => key::IMPORT_COLUMN_REGISTERED,
    }
}

pub fn verdict_key(verdict: LineVerdict) -> Key {
    match verdict {
        LineVerdict::New => key::IMPORT_NEW,
        LineVerdict::Changed => key::IMPORT_CHANGED,
        LineVerdict::Same => key::IMPORT_SAME,
        LineVerdict::Doubtful => key::IMPORT_DOUBTFUL,
        LineVerdict::Refused => key::IMPORT_REFUSED,
    }
}

pub fn import_state_key(state: ImportState) -> Key {
    match state {
        ImportState::Open => key::IMPORT_OPEN,
        ImportState::Confirmed => key::IMPORT_CONFIRMED,
        ImportState::Dropped => key::IMPORT_DROPPED,
        ImportState::Undone => key::IMPORT_UNDONE,
    }
}

/// The words of a finding, with the person or line that it is about.
pub fn finding_words(finding: &LineFinding) -> String {
    let text = t(issue(finding.issue));
    match (finding.line, &finding.name) {
        (Some(line), _) => tf(key::IMPORT_ABOUT_LINE, &[("text", &text), ("line", &line.to_string())]),
        (None, Some(name)) => tf(key::IMPORT_ABOUT_MEMBER, &[("text", &text), ("name", name)]),
        (None, None) => text,
    }
}

fn issue(issue: Issue) -> Key {
    match issue {
        Issue::NoName => key::IMPORT_ISSUE_NO_NAME,
        Issue::NameUnreadable => key::IMPORT_ISSUE_NAME_UNREADABLE,
        Issue::SexUnreadable => key::IMPORT_ISSUE_SEX_UNREADABLE,
        Issue::BornUnreadable => key::IMPORT_ISSUE_BORN_UNREADABLE,
        Issue::BornInFuture => key::IMPORT_ISSUE_BORN_IN_FUTURE,
        Issue::IdentityForm => key::IMPORT_ISSUE_IDENTITY_FORM,
        Issue::IdentityCheckDigit => key::IMPORT_ISSUE_IDENTITY_CHECK_DIGIT,
        Issue::IdentityBirth => key::IMPORT_ISSUE_IDENTITY_BIRTH,
        Issue::IdentityNotBorn => key::IMPORT_ISSUE_IDENTITY_NOT_BORN,
        Issue::IdentityNotSex => key::IMPORT_ISSUE_IDENTITY_NOT_SEX,
        Issue::PhoneUnreadable => key::IMPORT_ISSUE_PHONE_UNREADABLE,
        Issue::NoPlace => key::IMPORT_ISSUE_NO_PLACE,
        Issue::KinshipUnreadable => key::IMPORT_ISSUE_KINSHIP_UNREADABLE,
        Issue::RegisteredUnreadable => key::IMPORT_ISSUE_REGISTERED_UNREADABLE,
        Issue::TooLong => key::IMPORT_ISSUE_TOO_LONG,
        Issue::Formula => key::IMPORT_ISSUE_FORMULA,
        Issue::Unreadable => key::IMPORT_ISSUE_UNREADABLE,
        Issue::DuplicateLine => key::IMPORT_ISSUE_DUPLICATE_LINE,
        Issue::NameDiffers => key::IMPORT_ISSUE_NAME_DIFFERS,
        Issue::SameNameAndBirth => key::IMPORT_ISSUE_SAME_NAME_AND_BIRTH,
        Issue::PhoneOfAnother => key::IMPORT_ISSUE_PHONE_OF_ANOTHER,
        Issue::PhoneKept => key::IMPORT_ISSUE_PHONE_KEPT,
        Issue::SeveralMatch => key::IMPORT_ISSUE_SEVERAL_MATCH,
        Issue::PhoneShared => key::IMPORT_ISSUE_PHONE_SHARED,
        Issue::Cleaned => key::IMPORT_ISSUE_CLEANED,
        Issue::PlaceFromAbove => key::IMPORT_ISSUE_PLACE_FROM_ABOVE,
    }
}
