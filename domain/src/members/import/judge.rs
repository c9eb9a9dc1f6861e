//! Compares a person of the file with the roster and the earlier lines: new, changed, the same, or doubtful.
//!
//! An identity number decides; without one, name, birth and household do, or name and phone. A line that could mean two
//! people is never decided here. Invariant: the phone of a person who has ever signed in stays as it is.

use super::{Column, DwellingAddress, ImportedPerson, Issue, LineVerdict};
use crate::ids::MemberId;
use crate::members::{Kinship, Sex};
use chrono::NaiveDate;

/// The person whom a line may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonRef {
    Member(MemberId),
    /// A person on an earlier line of the same file.
    Line(u32),
}

/// A person who shares the identity number, the phone or the name with the person of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that the roster has")]
pub struct KnownPerson {
    pub who: PersonRef,
    pub name: String,
    pub same_identity: bool,
    pub has_identity: bool,
    pub born: Option<NaiveDate>,
    pub sex: Option<Sex>,
    pub phone: Option<String>,
    /// Has ever signed in: the phone opens the account, and no file changes it.
    pub signs_in: bool,
    pub place: DwellingAddress,
    pub kinship: Option<Kinship>,
    pub registered: bool,
    pub grid: String,
    pub group: Option<String>,
}

/// A remark about a line, and the person concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    pub issue: Issue,
    pub about: Option<PersonRef>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    pub verdict: LineVerdict,
    /// The person in the roster: certain, or a possible match of a doubtful line.
    pub member: Option<MemberId>,
    pub findings: Vec<Finding>,
    /// The columns that would change.
    pub changes: Vec<Column>,
}

/// Judges a person; `known` holds all people of the roster and of earlier lines with the same identity number, phone or
/// name.
pub fn judge_person(person: &ImportedPerson, known: &[KnownPerson]) -> Judgement {
    let mut findings = vec![];
    let matched = match find(person, known, &mut findings) {
        Match::Refused(line) => return refused(Issue::DuplicateLine, PersonRef::Line(line)),
        Match::Doubt(issue, who) => {
            let kept = known.iter().find(|known| known.who == who).and_then(|known| phone_kept(person, known));
            let mut judgement = doubtful(issue, who);
            judgement.findings.extend(kept);
            return judgement;
        }
        Match::Nobody => None,
        Match::Found(known) => Some(known),
    };
    let Some(matched) = matched else {
        return Judgement { verdict: LineVerdict::New, member: None, findings, changes: vec![] };
    };
    findings.extend(phone_kept(person, matched));
    let changes = changes(person, matched);
    let verdict = if changes.is_empty() { LineVerdict::Same } else { LineVerdict::Changed };
    let PersonRef::Member(member) = matched.who else { return refused(Issue::DuplicateLine, matched.who) };
    Judgement { verdict, member: Some(member), findings, changes }
}

enum Match<'k> {
    Nobody,
    Found(&'k KnownPerson),
    Refused(u32),
    Doubt(Issue, PersonRef),
}

fn find<'k>(person: &ImportedPerson, known: &'k [KnownPerson], findings: &mut Vec<Finding>) -> Match<'k> {
    if let Some(same) = known.iter().find(|known| known.same_identity) {
        return match same.who {
            PersonRef::Line(line) => Match::Refused(line),
            PersonRef::Member(_) if same.name == person.name.as_str() => Match::Found(same),
            who @ PersonRef::Member(_) => Match::Doubt(Issue::NameDiffers, who),
        };
    }
    let may_be = |known: &&KnownPerson| known.name == person.name.as_str() && !contradicts(person, known);
    let here: Vec<_> = known.iter().filter(may_be).filter(|known| known.place == person.place).collect();
    match here.as_slice() {
        [] => {}
        [one] => {
            return match one.who {
                PersonRef::Line(line) => Match::Refused(line),
                PersonRef::Member(_) => Match::Found(one),
            };
        }
        [one, ..] => return Match::Doubt(Issue::SeveralMatch, one.who),
    }
    if let Some(phone) = &person.phone {
        let with_phone = known.iter().filter(|known| known.phone.as_deref() == Some(phone.as_str()));
        for other in with_phone {
            if other.place == person.place {
                findings.push(Finding { issue: Issue::PhoneShared, about: Some(other.who) });
            } else if may_be(&other) {
                // The same name and phone at another door: the person moved within the community.
                return match other.who {
                    PersonRef::Member(_) => Match::Found(other),
                    PersonRef::Line(line) => Match::Refused(line),
                };
            } else {
                return Match::Doubt(Issue::PhoneOfAnother, other.who);
            }
        }
    }
    let elsewhere = known.iter().filter(may_be).find(|known| person.born.is_some() && known.born == person.born);
    elsewhere.map_or(Match::Nobody, |known| Match::Doubt(Issue::SameNameAndBirth, known.who))
}

/// Whether known facts exclude that they are the same person.
fn contradicts(person: &ImportedPerson, known: &KnownPerson) -> bool {
    let births_differ = matches!((person.born, known.born), (Some(one), Some(other)) if one != other);
    let sexes_differ = matches!((person.sex, known.sex), (Some(one), Some(other)) if one != other);
    let identities_differ = person.identity.is_some() && known.has_identity && !known.same_identity;
    births_differ || sexes_differ || identities_differ
}

fn has_other_phone(person: &ImportedPerson, known: &KnownPerson) -> bool {
    person.phone.as_ref().is_some_and(|phone| known.phone.as_deref() != Some(phone.as_str()))
}

/// The holder of a person's phone can sign in as that person, so a file changes no phone that is in use.
fn phone_kept(person: &ImportedPerson, known: &KnownPerson) -> Option<Finding> {
    let is_kept = known.signs_in && has_other_phone(person, known);
    is_kept.then_some(Finding { issue: Issue::PhoneKept, about: Some(known.who) })
}

/// What the line states and the roster does not; an empty cell states nothing.
fn changes(person: &ImportedPerson, known: &KnownPerson) -> Vec<Column> {
    let mut changes = vec![];
    let mut note = |column, differs: bool| {
        if differs {
            changes.push(column);
        }
    };
    note(Column::Sex, person.sex.is_some() && person.sex != known.sex);
    note(Column::Born, person.born.is_some() && person.born != known.born);
    note(Column::Identity, person.identity.is_some() && !known.has_identity);
    note(Column::Phone, has_other_phone(person, known) && !known.signs_in);
    note(Column::Address, person.place != known.place);
    note(Column::Grid, person.grid.as_ref().is_some_and(|grid| *grid != known.grid));
    note(Column::Group, person.group.is_some() && person.group != known.group);
    note(Column::Kinship, person.kinship.is_some() && person.kinship != known.kinship);
    note(Column::Registered, person.registered.is_some_and(|registered| registered != known.registered));
    changes
}

fn refused(issue: Issue, about: PersonRef) -> Judgement {
    let findings = vec![Finding { issue, about: Some(about) }];
    Judgement { verdict: LineVerdict::Refused, member: None, findings, changes: vec![] }
}

fn doubtful(issue: Issue, about: PersonRef) -> Judgement {
    let member = match about {
        PersonRef::Member(member) => Some(member),
        PersonRef::Line(_) => None,
    };
    let findings = vec![Finding { issue, about: Some(about) }];
    Judgement { verdict: LineVerdict::Doubtful, member, findings, changes: vec![] }
}
