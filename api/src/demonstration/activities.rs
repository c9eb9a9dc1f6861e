//! Two years of volunteer service: activities, sign-ups, records, and minutes in the ledger.

use super::Dice;
use super::people::Resident;
use crate::answer::HandlerResult;
use crate::bind;
use crate::db::Db;
use crate::ledger::sql as ledger;
use crate::volunteering::sql as volunteering;
use domain::ids::{AccountId, ActivityId, BodyId, MemberId, ServiceId, TransferId};
use domain::time::{DAY, HOUR, MINUTE, UtcMillis, start_of};
use domain::volunteering::{ActivityTimes, Rules, counted_minutes};
use std::collections::BTreeMap;

const KINDS: [(&str, &str, &str); 10] = [
    (
        "清理楼道",
        "各单元门口",
        "清走楼道里的杂物和小广告。请自带手套，社区备有口罩和垃圾袋。搬不动的大件不要硬搬，记下位置由物业处理。",
    ),
    (
        "独居老人探访",
        "社区服务中心集合",
        "两人一组看望独居老人，量血压、陪聊天、看看家里水电气是否安全。发现情况立即告诉网格员。",
    ),
    ("义诊引导", "社区卫生服务站", "维持秩序，帮老人填表、排队、取药。穿便于走动的鞋。"),
    ("垃圾分类引导", "3号院投放点", "早晚高峰在投放点引导分类，发放对照表。"),
    ("四点半课堂", "党群服务中心二楼", "陪放学的孩子写作业、读书，直到家长来接。"),
    ("智能手机教学", "长者学堂", "一对一教老人用手机挂号、缴费、视频通话。耐心最要紧。"),
    ("河岸巡护", "醴泉河步道", "沿河捡拾垃圾，劝导不安全的垂钓。注意湿滑路面，不下水。"),
    ("图书整理", "社区书屋", "图书上架、修补和借阅登记。"),
    ("文明劝导", "下西街路口", "早高峰劝导非机动车走自己的车道。全程穿反光背心。"),
    ("助餐配送", "长者食堂", "给行动不便的老人送午餐，当面交到手里。"),
];

/// The people and bodies of the activities.
pub struct DemoVolunteering<'a> {
    pub teams: &'a [(BodyId, MemberId)],
    pub committee: BodyId,
    pub publisher: MemberId,
    pub volunteers: &'a [Resident],
}

struct Writer<'a> {
    db: &'a dyn Db,
    dice: Dice,
    source: AccountId,
    accounts: BTreeMap<MemberId, AccountId>,
}

/// Writes all activities; the caller's transaction keeps or drops them as a whole.
pub fn write_activities(db: &dyn Db, dice: Dice, now: UtcMillis, cast: &DemoVolunteering<'_>) -> HandlerResult<u32> {
    let mut writer = Writer { db, dice, source: AccountId::from_parts(now, 1), accounts: BTreeMap::new() };
    let unit = domain::ledger::Unit::ServiceMinutes.as_str();
    db.run(ledger::ADD_ACCOUNT, bind![writer.source, unit, "source", None::<i64>, None::<i64>])?;
    let today = start_of(now.day());
    // From 100 weeks ago to last week: one activity a week, at nine or at two.
    for week in (1..=100).rev() {
        let hour = if writer.dice.below(2) == 0 { 9 } else { 14 };
        let starts_at = today.plus(-week * 7 * DAY + hour * HOUR);
        writer.past(cast, starts_at, None)?;
    }
    // Waiting for confirmation: three people of an activity nine days ago, five of one yesterday.
    writer.past(cast, today.plus(-9 * DAY + 9 * HOUR), Some(3))?;
    writer.past(cast, today.plus(-DAY + 14 * HOUR), Some(5))?;
    writer.coming(cast, now, today)?;
    Ok(102 + 6)
}

impl Writer<'_> {
    fn publish(
        &mut self,
        cast: &DemoVolunteering<'_>,
        kind: usize,
        starts_at: UtcMillis,
        hours: i64,
        capacity: u32,
    ) -> HandlerResult<(ActivityId, ActivityTimes, MemberId)> {
        let (title, place, plan) = KINDS[kind % KINDS.len()];
        let (body, leader) = cast.teams[(kind + 1) % cast.teams.len()];
        let ends_at = starts_at.plus(hours * HOUR);
        let id = self.dice.id(starts_at.plus(-10 * DAY), ActivityId::from_parts);
        let version = Rules::current().version.as_str();
        let published_at = starts_at.plus(-10 * DAY);
        let values =
            bind![id, body, title, place, plan, starts_at, ends_at, capacity, version, cast.publisher, published_at];
        self.db.run(volunteering::PUBLISH, values)?;
        Ok((id, ActivityTimes { starts_at, ends_at, cancelled: false }, leader))
    }

    fn sign_up(&self, activity: ActivityId, member: MemberId, waiting: bool, at: UtcMillis) -> HandlerResult<()> {
        let place = if waiting { "waiting" } else { "confirmed" };
        self.db.run(volunteering::TAKE_PLACE, bind![activity, member, place, at])?;
        Ok(())
    }

    /// A past activity; `undecided` of its people still wait for confirmation.
    fn past(&mut self, cast: &DemoVolunteering<'_>, starts_at: UtcMillis, undecided: Option<u32>) -> HandlerResult<()> {
        let kind = usize::try_from(self.dice.below(KINDS.len() as u64)).unwrap_or(0);
        let (activity, times, leader) = self.publish(cast, kind, starts_at, 2, 20)?;
        let count = undecided.map_or_else(|| 4 + self.dice.below(8), u64::from);
        let offset = self.dice.below(cast.volunteers.len() as u64);
        for number in 0..count {
            let at = usize::try_from((offset + number * 7) % cast.volunteers.len() as u64).unwrap_or(0);
            let member = cast.volunteers[at].id;
            if member == leader {
                continue;
            }
            self.sign_up(activity, member, false, starts_at.plus(-2 * DAY))?;
            let came = starts_at.plus(self.minutes_around(-8, 16));
            let went = times.ends_at.plus(self.minutes_around(-20, 30));
            self.serve(activity, &times, member, (came, went), undecided.is_none().then_some(leader))?;
        }
        Ok(())
    }

    /// A random number of whole minutes, in milliseconds: from `first` on, within `span` minutes.
    fn minutes_around(&mut self, first: i64, span: u64) -> i64 {
        (first + i64::try_from(self.dice.below(span)).unwrap_or(0)) * MINUTE
    }

    fn serve(
        &mut self,
        activity: ActivityId,
        times: &ActivityTimes,
        member: MemberId,
        (came, went): (UtcMillis, UtcMillis),
        decided_by: Option<MemberId>,
    ) -> HandlerResult<()> {
        let service = self.dice.id(came, ServiceId::from_parts);
        self.db.run(volunteering::CHECK_IN, bind![service, activity, member, came, "code", 0i64, came])?;
        self.db.run(volunteering::CHECK_OUT, bind![went, "code", 0i64, went, service])?;
        let minutes = counted_minutes(times, came, went, Rules::current()).0;
        let Some(leader) = decided_by.filter(|_| minutes > 0) else { return Ok(()) };
        let account = self.account(member, came)?;
        let transfer = self.dice.id(went, TransferId::from_parts);
        let at = went.plus(DAY);
        let unit = domain::ledger::Unit::ServiceMinutes.as_str();
        let values = bind![
            transfer,
            unit,
            self.source,
            account,
            minutes,
            "service",
            at,
            leader,
            None::<i64>,
            service,
            None::<i64>
        ];
        self.db.run(ledger::ADD_TRANSFER, values)?;
        self.db.run(volunteering::CONFIRM, bind![minutes, leader, at, None::<i64>, transfer, service])?;
        Ok(())
    }

    fn account(&mut self, member: MemberId, at: UtcMillis) -> HandlerResult<AccountId> {
        if let Some(account) = self.accounts.get(&member) {
            return Ok(*account);
        }
        let account = self.dice.id(at, AccountId::from_parts);
        let unit = domain::ledger::Unit::ServiceMinutes.as_str();
        self.db.run(ledger::ADD_ACCOUNT, bind![account, unit, "member", member, 0i64])?;
        self.accounts.insert(member, account);
        Ok(account)
    }

    /// One activity that begins within the hour, so that everything can be tried at once; five later ones, one of them
    /// full with a waiting list.
    fn coming(&mut self, cast: &DemoVolunteering<'_>, now: UtcMillis, today: UtcMillis) -> HandlerResult<()> {
        let soon = UtcMillis((now.0 / (30 * MINUTE) + 1) * 30 * MINUTE);
        self.publish(cast, 1, soon, 2, 12)?;
        for (kind, days, hour, capacity, signed_up) in
            [(0, 1, 9, 20, 6), (2, 3, 8, 8, 10), (5, 4, 15, 6, 2), (3, 6, 7, 10, 4), (9, 8, 11, 15, 0)]
        {
            let (activity, times, _) = self.publish(cast, kind, today.plus(days * DAY + hour * HOUR), 2, capacity)?;
            for number in 0..signed_up {
                let member = cast.volunteers[20 + number as usize].id;
                self.sign_up(activity, member, number >= capacity, times.starts_at.plus(-5 * DAY))?;
            }
        }
        Ok(())
    }
}
