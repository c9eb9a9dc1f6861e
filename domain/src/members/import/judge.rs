//! Compares a person of the file with the roster and the earlier lines: new, changed, the same, or doubtful.
//!
//! An identity number decides; without one, name, birth and household do, or name and phone. A line that could mean two
//! people is never decided here. Invariant: the phone of a person who has ever signed in stays as it is.

use super::{Column, Issue, Person, Place, Verdict};
use crate::ids::MemberId;
use crate::members::{Kinship, Sex};
use chrono::NaiveDate;

/// The person whom a line may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Member(MemberId),
    /// A person on an earlier line of the same file.
    Line(u32),
}

/// A person who shares the identity number, the phone or the name with the person of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that the roster has")]
pub struct Known {
    pub who: Who,
    pub name: String,
    pub same_identity: bool,
    pub has_identity: bool,
    pub born: Option<NaiveDate>,
    pub sex: Option<Sex>,
    pub phone: Option<String>,
    /// Has ever signed in: the phone opens the account, and no file changes it.
    pub signs_in: bool,
    pub place: Place,
    pub kinship: Option<Kinship>,
    pub registered: bool,
    pub grid: String,
    pub group: Option<String>,
}

/// A remark about a line, and the person concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    pub issue: Issue,
    pub about: Option<Who>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    pub verdict: Verdict,
    /// The person in the roster: certain, or a possible match of a doubtful line.
    pub member: Option<MemberId>,
    pub findings: Vec<Finding>,
    /// The columns that would change.
    pub changes: Vec<Column>,
}

/// Judges a person; `known` holds all people of the roster and of earlier lines with the same identity number, phone or
/// name.
pub fn judge(person: &Person, known: &[Known]) -> Judgement {
    let mut findings = vec![];
    let matched = match find(person, known, &mut findings) {
        Match::Refused(line) => return refused(Issue::DuplicateLine, Who::Line(line)),
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
        return Judgement { verdict: Verdict::New, member: None, findings, changes: vec![] };
    };
    findings.extend(phone_kept(person, matched));
    let changes = changes(person, matched);
    let verdict = if changes.is_empty() { Verdict::Same } else { Verdict::Changed };
    let Who::Member(member) = matched.who else { return refused(Issue::DuplicateLine, matched.who) };
    Judgement { verdict, member: Some(member), findings, changes }
}

enum Match<'k> {
    Nobody,
    Found(&'k Known),
    Refused(u32),
    Doubt(Issue, Who),
}

fn find<'k>(person: &Person, known: &'k [Known], findings: &mut Vec<Finding>) -> Match<'k> {
    if let Some(same) = known.iter().find(|known| known.same_identity) {
        return match same.who {
            Who::Line(line) => Match::Refused(line),
            Who::Member(_) if same.name == person.name.as_str() => Match::Found(same),
            who @ Who::Member(_) => Match::Doubt(Issue::NameDiffers, who),
        };
    }
    let may_be = |known: &&Known| known.name == person.name.as_str() && !contradicts(person, known);
    let here: Vec<_> = known.iter().filter(may_be).filter(|known| known.place == person.place).collect();
    match here.as_slice() {
        [] => {}
        [one] => {
            return match one.who {
                Who::Line(line) => Match::Refused(line),
                Who::Member(_) => Match::Found(one),
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
                    Who::Member(_) => Match::Found(other),
                    Who::Line(line) => Match::Refused(line),
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
fn contradicts(person: &Person, known: &Known) -> bool {
    let births_differ = matches!((person.born, known.born), (Some(one), Some(other)) if one != other);
    let sexes_differ = matches!((person.sex, known.sex), (Some(one), Some(other)) if one != other);
    let identities_differ = person.identity.is_some() && known.has_identity && !known.same_identity;
    births_differ || sexes_differ || identities_differ
}

fn has_other_phone(person: &Person, known: &Known) -> bool {
    person.phone.as_ref().is_some_and(|phone| known.phone.as_deref() != Some(phone.as_str()))
}

/// The holder of a person's phone can sign in as that person, so a file changes no phone that is in use.
fn phone_kept(person: &Person, known: &Known) -> Option<Finding> {
    let is_kept = known.signs_in && has_other_phone(person, known);
    is_kept.then_some(Finding { issue: Issue::PhoneKept, about: Some(known.who) })
}

/// What the line states and the roster does not; an empty cell states nothing.
fn changes(person: &Person, known: &Known) -> Vec<Column> {
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

fn refused(issue: Issue, about: Who) -> Judgement {
    let findings = vec![Finding { issue, about: Some(about) }];
    Judgement { verdict: Verdict::Refused, member: None, findings, changes: vec![] }
}

fn doubtful(issue: Issue, about: Who) -> Judgement {
    let member = match about {
        Who::Member(member) => Some(member),
        Who::Line(_) => None,
    };
    let findings = vec![Finding { issue, about: Some(about) }];
    Judgement { verdict: Verdict::Doubtful, member, findings, changes: vec![] }
}
