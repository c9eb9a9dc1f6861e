//! Bodies of the demonstration that give no role: the party branch, the representatives' meeting, the councils.
//!
//! The random numbers are separate, so that all other data stays the same.

use super::Dice;
use super::people::People;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::Db;
use crate::members::sql as members;
use domain::ids::{BodyId, MemberId, SeatId};
use domain::members::{BodyKind, Post, SelectionMethod, born_by};
use domain::time::{DAY, UtcMillis, day_text};
use std::collections::BTreeSet;

const SEED: u64 = 20_260_101;
/// The candidates, by number among all people; those in `IN_OFFICE` are left out.
const CANDIDATES: core::ops::Range<usize> = 100..400;
const IN_OFFICE: [usize; 5] = [200, 201, 202, 300, 301];
/// Not a candidate: the adviser holds no seat in the bodies that get the advice.
const ADVISER: usize = 99;
const REPRESENTATIVES: usize = 80;
/// Slightly more than a third, as a village would need.
const WOMEN: usize = 30;
const PARTY_MEMBERS: usize = 36;

/// A seat in the making.
type DemoSeat = (MemberId, Post, SelectionMethod);

pub fn write_councils(db: &dyn Db, people: &People, now: UtcMillis) -> HandlerResult<()> {
    let mut dice = Dice::new(SEED);
    let adults = adults(db, people, now)?;
    let mut all: Vec<MemberId> = adults.iter().map(|(member, _)| *member).collect();
    let mut take = |count: usize| -> Vec<MemberId> { all.drain(..count.min(all.len())).collect() };
    let (branch, moral, ceremonies) = (take(3), take(7), take(5));
    let mut party: Vec<DemoSeat> = vec![(people.residents[0].id, Post::Secretary, SelectionMethod::Elected)];
    for (at, member) in branch.iter().enumerate() {
        party.push((*member, if at == 0 { Post::DeputySecretary } else { Post::Member }, SelectionMethod::Elected));
    }
    let members = adults.iter().rev().step_by(3).take(PARTY_MEMBERS).map(|(member, _)| *member);
    party.extend(members.chain(branch).map(|member| (member, Post::PartyMember, SelectionMethod::Appointed)));
    body(db, &mut dice, now, (BodyKind::PartyBranch, "三苏社区党支部"), &party)?;
    let chosen = representatives(&adults);
    body(db, &mut dice, now, (BodyKind::RepresentativesMeeting, "三苏社区居民代表会议"), &chosen)?;
    for (kind, name, people) in [
        (BodyKind::MoralCouncil, "三苏社区道德评议会", moral),
        (BodyKind::WeddingsFuneralsCouncil, "三苏社区红白理事会", ceremonies),
    ] {
        let post = |at: usize| if at == 0 { Post::Convener } else { Post::Member };
        let seats: Vec<DemoSeat> =
            people.into_iter().enumerate().map(|(at, member)| (member, post(at), SelectionMethod::CoOpted)).collect();
        body(db, &mut dice, now, (kind, name), &seats)?;
    }
    let adviser: [DemoSeat; 1] = [(people.residents[ADVISER].id, Post::Adviser, SelectionMethod::Appointed)];
    body(db, &mut dice, now, (BodyKind::LegalAdviser, "三苏社区法律顾问"), &adviser)
}

/// Candidates who are not known to be under age, one of each household, and whether they are women.
fn adults(db: &dyn Db, people: &People, now: UtcMillis) -> HandlerResult<Vec<(MemberId, bool)>> {
    let stand = people.residents.iter().enumerate().take(CANDIDATES.end).skip(CANDIDATES.start);
    let ids: Vec<MemberId> =
        stand.filter(|(number, _)| !IN_OFFICE.contains(number)).map(|(_, resident)| resident.id).collect();
    let mut households = BTreeSet::new();
    let mut found = vec![];
    for row in db.run(members::ADULTS_AMONG, bind![json(&ids)?, born_by(now.day())])? {
        if households.insert(row.text(1)?) {
            found.push((row.parsed(0)?, row.flag(2)?));
        }
    }
    Ok(found)
}

/// A convener and the others; at least a third are women, as far as the sex is known.
fn representatives(adults: &[(MemberId, bool)]) -> Vec<DemoSeat> {
    let women = adults.iter().filter(|(_, woman)| *woman).take(WOMEN);
    let mut chosen: Vec<MemberId> = women.map(|(member, _)| *member).collect();
    let others = adults.iter().filter(|(member, _)| !chosen.contains(member)).map(|(member, _)| *member);
    let others: Vec<MemberId> = others.take(REPRESENTATIVES - chosen.len()).collect();
    chosen.extend(others);
    let post = |at: usize| if at == 0 { Post::Convener } else { Post::Representative };
    chosen.into_iter().enumerate().map(|(at, member)| (member, post(at), SelectionMethod::Elected)).collect()
}

fn body(
    db: &dyn Db,
    dice: &mut Dice,
    now: UtcMillis,
    (kind, name): (BodyKind, &str),
    seats: &[DemoSeat],
) -> HandlerResult<()> {
    let from = day_text(now.plus(-2 * 365 * DAY).day());
    let until = day_text(now.plus(3 * 365 * DAY).day());
    let id = dice.id(now, BodyId::from_parts);
    db.run(members::ADD_BODY, bind![id, kind.as_str(), name])?;
    let rows: Vec<_> = seats
        .iter()
        .map(|(member, post, how)| (dice.id(now, SeatId::from_parts), member, post, how, &from, &until))
        .collect();
    db.run(members::ADD_SEATS, bind![id, json(&rows)?])?;
    Ok(())
}

fn json<T: serde::Serialize>(rows: &[T]) -> HandlerResult<String> {
    serde_json::to_string(rows).map_err(|error| HandlerError::Fault(error.to_string()))
}
