//! Opening the demonstration community in one transaction.

use super::people::{self, NAMED, People};
use super::{COMMUNITY, COMMUNITY_NAME, Dice, activities, announcements, bodies, cases, matters};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::communities::sql as communities;
use crate::db::{Db, TransactionOutcome};
use crate::due;
use crate::journal;
use crate::members::{read_sort_keys, sql as members};
use domain::access::Role;
use domain::communities::DemonstrationAccount;
use domain::ids::{BodyId, GridId, SeatId};
use domain::time::{DAY, UtcMillis, day_text};

/// The seed of all random numbers.
const SEED: u64 = 2026;

/// When the offices of the demonstration answer the telephone.
const OFFICE_HOURS: &str = "每天 8:30–18:00";
/// The person whose papers are printed large, by number among all people: 何玉兰.
const LARGE_PRINT: usize = 7;

/// Further people for trying it, drawn like the others, who hold seats of `bodies.rs`: number, name, role. A test
/// finds them in the roster.
const SEATED: [(usize, &str, Role); 4] = [
    (106, "宋霞磊", Role::PartyCommittee),
    (265, "朱琳", Role::PartyMember),
    (108, "苏刚丽", Role::Representative),
    (100, "吴国", Role::Adviser),
];

/// People for trying it, one or two of each role.
pub fn list_accounts() -> Vec<DemonstrationAccount> {
    let roles = [
        Role::Committee,
        Role::Committee,
        Role::Supervisor,
        Role::Organiser,
        Role::GridWorker,
        Role::Resident,
        Role::Resident,
        Role::Resident,
        Role::Organiser,
    ];
    let Ok(community) = COMMUNITY.parse::<domain::ids::CommunityCode>() else { return vec![] };
    let named = NAMED.iter().zip(roles).enumerate().map(|(at, (name, role))| (at + 1, *name, role));
    named
        .chain(SEATED)
        .map(|(number, name, role)| DemonstrationAccount {
            community: community.clone(),
            community_name: COMMUNITY_NAME.to_owned(),
            role,
            name: name.to_owned(),
            phone: people::demo_phone(number),
        })
        .collect()
}

/// Whether a phone belongs to one of the people for trying it.
pub fn is_account(phone: &str) -> bool {
    let seated = SEATED.iter().map(|(number, _, _)| *number);
    (1..=NAMED.len()).chain(seated).any(|number| people::demo_phone(number) == phone)
}

/// Makes the community where there is none yet. Returns whether it was made now.
pub fn open_demonstration(db: &dyn Db, now: UtcMillis) -> HandlerResult<bool> {
    if !db.run(communities::HOME, &[])?.is_empty() {
        return Ok(false);
    }
    let mut result = Ok(());
    db.transaction(&mut || {
        result = write(db, now);
        if result.is_ok() { TransactionOutcome::Commit } else { TransactionOutcome::RollBack }
    })?;
    result.map(|()| true)
}

fn write(db: &dyn Db, now: UtcMillis) -> HandlerResult<()> {
    let mut dice = Dice::new(SEED);
    let path: Vec<_> =
        super::region_openings().iter().find(|o| o.kind == "street").map(|o| o.path.clone()).unwrap_or_default();
    let path = serde_json::to_string(&path[1..]).map_err(|error| HandlerError::Fault(error.to_string()))?;
    db.run(communities::OPEN, bind![COMMUNITY, COMMUNITY_NAME, "community", path, true, now])?;
    let people = people::make_people(&mut dice, now);
    write_people(db, &people, now)?;
    let (committee, teams) = write_bodies(db, &mut dice, &people, now)?;
    let cast = activities::DemoVolunteering {
        teams: &teams,
        committee,
        publisher: people.residents[0].id,
        volunteers: &people.residents[5..125],
    };
    bodies::write_councils(db, &people, now)?;
    // Cases are older than matters that are only proposed.
    cases::write_cases(db, &people, now)?;
    matters::write_matters(db, &people, now)?;
    let count = activities::write_activities(db, dice, now, &cast)?;
    announcements::write_announcements(db, &people, committee, now)?;
    due::begin_housekeeping(db, now)?;
    let detail = serde_json::json!({
        "demonstration": true, "households": people.households.len(), "residents": people.residents.len(),
        "activities": count, "committee": cast.committee,
    });
    journal::append_row(db, now, "", "demonstration/open", COMMUNITY, &detail.to_string())?;
    Ok(())
}

fn write_people(db: &dyn Db, people: &People, now: UtcMillis) -> HandlerResult<()> {
    for grid in &people.grids {
        db.run(members::ADD_GRID, bind![grid.id, grid.name])?;
    }
    let rows: Vec<_> = people.households.iter().map(|h| (h.id, h.grid, &h.building, &h.unit, &h.door)).collect();
    db.run(members::ADD_HOUSEHOLDS, bind![json(&rows)?])?;
    let joined = now.plus(-3 * 365 * DAY);
    let rows: Vec<_> = people
        .residents
        .iter()
        .map(|r| (r.id, r.household, r.grid, &r.name, &r.phone, joined, r.sex, &r.born_day, r.kinship))
        .collect();
    db.run(members::ADD_MEMBERS, bind![json(&rows)?])?;
    db.run(members::SET_NEEDS, bind!["zh-CN", true, people.residents[LARGE_PRINT].id])?;
    read_sort_keys(db)
}

fn json<T: serde::Serialize>(rows: &[T]) -> HandlerResult<String> {
    serde_json::to_string(rows).map_err(|error| HandlerError::Fault(error.to_string()))
}

type Teams = Vec<(BodyId, domain::ids::MemberId)>;

/// No area code begins with two zeros, so that these numbers of the demonstration (示范数据) cannot belong to anybody.
fn office_phone(number: usize, post: &str) -> Option<String> {
    matches!(post, "director" | "grid-worker" | "team-leader").then(|| format!("000-0000-{number:04}"))
}

/// One committee of five, one supervision committee of three, two volunteer teams, grid workers; terms of five years.
fn write_bodies(db: &dyn Db, dice: &mut Dice, people: &People, now: UtcMillis) -> HandlerResult<(BodyId, Teams)> {
    let from = day_text(now.plus(-2 * 365 * DAY).day());
    let until = day_text(now.plus(3 * 365 * DAY).day());
    let mut body = |kind: &str, name: &str, seats: &[(usize, &str, Option<GridId>)]| -> HandlerResult<BodyId> {
        let id = dice.id(now, BodyId::from_parts);
        db.run(members::ADD_BODY, bind![id, kind, name])?;
        for (number, post, grid) in seats {
            let seat = dice.id(now, SeatId::from_parts);
            let member = people.residents[*number].id;
            let phone = office_phone(*number, post);
            let hours = phone.is_some().then_some(OFFICE_HOURS);
            db.run(
                members::ADD_SEAT,
                bind![seat, id, member, *grid, *post, from.as_str(), until.as_str(), phone.as_deref(), hours],
            )?;
        }
        Ok(id)
    };
    let committee = body(
        "residents-committee",
        "三苏社区居民委员会",
        &[
            (0, "director", None),
            (1, "deputy-director", None),
            (200, "member", None),
            (201, "member", None),
            (202, "member", None),
        ],
    )?;
    body(
        "supervision-committee",
        "三苏社区居务监督委员会",
        &[(2, "director", None), (300, "member", None), (301, "member", None)],
    )?;
    let team = body("volunteer-team", "苏祠志愿服务队", &[(3, "team-leader", None), (6, "team-member", None)])?;
    let second = body("volunteer-team", "银龄互助队", &[(8, "team-leader", None), (7, "team-member", None)])?;
    let grids = &people.grids;
    body(
        "grid-service",
        "三苏社区网格服务站",
        &[
            (4, "grid-worker", Some(grids[0].id)),
            (900, "grid-worker", Some(grids[1].id)),
            (1700, "grid-worker", Some(grids[2].id)),
        ],
    )?;
    Ok((committee, vec![(team, people.residents[3].id), (second, people.residents[8].id)]))
}
