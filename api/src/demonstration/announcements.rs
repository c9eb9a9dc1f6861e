//! Announcements of the demonstration (示范数据): a statutory one and another one that are shown, and one whose days are
//! over. Who read them is invented too, so nobody has a notice of them.

use super::Dice;
use super::people::People;
use crate::announcements::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::db::Db;
use domain::announcements::{AnnouncementAudience, PersonalData};
use domain::ids::{AnnouncementId, BodyId, GridId};
use domain::time::{DAY, UtcMillis, day_text};

const SEED: u64 = 20_261_120;

/// Title, text, legal basis, first and last day as days from today.
const ANNOUNCEMENTS: [(&str, &str, Option<&str>, i64, i64); 3] = [
    (
        "国庆期间值班安排（示范数据）",
        "示范数据：十月一日至三日社区服务大厅每天上午九点到十一点有人值班，其余时间请打社区值班电话。",
        None,
        -60,
        -53,
    ),
    (
        "冬季用火用电安全提醒（示范数据）",
        "示范数据：\n一、电动车不进楼道、不进电梯，请到车棚充电。\n二、取暖器旁边不放衣物，出门前关掉电源。\n三、发现楼道堆放杂物，\
         请告诉网格员，社区当天来清。",
        None,
        -3,
        27,
    ),
    (
        "第三季度居务公开公告（示范数据）",
        "示范数据：本季度社区公益金收支、低保和临时救助评议结果、楼道照明维修费用，已在社区公开栏和服务大厅张贴。对内容有疑问的，\
         可以在公布期间向居务监督委员会提出。",
        Some("本社区居民公约关于居务公开的约定（示范数据）"),
        -1,
        14,
    ),
];

pub fn write_announcements(db: &dyn Db, people: &People, committee: BodyId, now: UtcMillis) -> HandlerResult<()> {
    let (mut dice, clerk) = (Dice::new(SEED), people.residents[1].id);
    for (title, text, basis, from, until) in ANNOUNCEMENTS {
        let at = now.plus(from * DAY);
        let id = dice.id(at, AnnouncementId::from_parts);
        let day = |days: i64| day_text(now.plus(days * DAY).day());
        let audience = AnnouncementAudience::Community.as_str();
        let personal = PersonalData::Nothing.as_str();
        let none = (None::<GridId>, None::<BodyId>, None::<AnnouncementId>);
        let values = bind![
            id,
            committee,
            title,
            text,
            basis,
            audience,
            none.0,
            none.1,
            day(from),
            day(until),
            personal,
            none.2,
            clerk,
            at
        ];
        db.run(sql::PUBLISH, values)?;
        let people = u32::try_from(people.residents.len()).unwrap_or_default();
        db.run(sql::SET_COUNTS, bind![people * 7 / 10, people * 3 / 10, id])?;
    }
    Ok(())
}
