//! Matters of the demonstration (示范数据), one in each stage, so that every step can be tried at once.
//!
//! The random numbers are separate, so that all other data stays the same. All who propose and speak here are invented.

use super::Dice;
use super::papers;
use super::people::People;
use crate::answer::HandlerResult;
use crate::bind;
use crate::db::Db;
use crate::matters::sql;
use domain::archive::{FilePurpose, Owner};
use domain::ids::{MatterId, MemberId, PostId};
use domain::matters::{MatterEvent, Rules, Stage, answer_due};
use domain::time::{DAY, HOUR, MINUTE, UtcMillis, end_of, start_of};

const SEED: u64 = 20_260_301;
/// The people who propose, co-sign and speak, by number; none of them holds an office.
const SPEAKERS: core::ops::Range<usize> = 70..99;

/// The story of a matter: item, title, text, how many days ago it was proposed.
pub type DemoMatter = (&'static str, &'static str, &'static str, i64);

/// A post: side, text, and its answers.
pub type DemoPost = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const REFUSE: &[DemoPost] = &[
    (
        "for",
        "现在的投放点离3号楼太远，老人提着垃圾要绕一大圈，移到车棚边上方便得多。",
        &[("neutral", "车棚那边路窄，收运车进得去吗？"), ("for", "收运车早上六点来，那时路上没有车。")],
    ),
    ("against", "车棚正对着2号楼一楼的窗户，夏天气味会很大。", &[("for", "可以装密闭投放箱，我在别的院子见过。")]),
    ("neutral", "建议先试一个月，再定下来。", &[]),
    ("for", "支持，顺便加一盏灯，晚上看不清分类标识。", &[]),
];

const BENCHES: &[DemoPost] = &[
    ("for", "走廊尽头加两把椅子，等人的老人有地方坐。", &[("for", "最好有靠背和扶手。")]),
    ("against", "椅子放在消防通道上不行，要避开。", &[]),
];

pub fn write_matters(db: &dyn Db, people: &People, now: UtcMillis) -> HandlerResult<()> {
    let speakers = people.residents[SPEAKERS].iter().map(|resident| resident.id).collect();
    let mut writer = Writer { db, now, dice: Dice::new(SEED), speakers, clerk: people.residents[1].id };
    writer.before_discussion()?;
    writer.closed_by_the_office()?;
    writer.in_discussion()?;
    writer.after_discussion()
}

/// A matter whose discussion was summed up just before `now`, ready for a case.
pub fn summed_up(
    db: &dyn Db,
    people: &People,
    now: UtcMillis,
    (story, words, summary): (DemoMatter, &[DemoPost], &str),
) -> HandlerResult<MatterId> {
    let speakers = people.residents[SPEAKERS].iter().map(|resident| resident.id).collect();
    let seed = SEED.wrapping_add(now.0.unsigned_abs());
    let mut writer = Writer { db, now, dice: Dice::new(seed), speakers, clerk: people.residents[1].id };
    let matter = writer.discussed(story, words)?;
    writer.sum_up(matter, summary)?;
    Ok(matter)
}

/// The moment, or in the night the last minute before it in which people are about: the demonstration may begin at any
/// hour, and nobody proposes anything at three in the morning. Later moments stay later or become the same.
fn daytime(at: UtcMillis) -> UtcMillis {
    let (day, hour, _) = at.wall();
    let evening = start_of(day).plus(21 * HOUR - MINUTE);
    match hour {
        8..=20 => at,
        0..8 => evening.plus(-DAY),
        _ => evening,
    }
}

struct Writer<'a> {
    db: &'a dyn Db,
    now: UtcMillis,
    dice: Dice,
    speakers: Vec<MemberId>,
    clerk: MemberId,
}

impl Writer<'_> {
    fn speaker(&mut self) -> MemberId {
        *self.dice.pick(&self.speakers)
    }

    fn propose(
        &mut self,
        (item, title, text, days): DemoMatter,
        stage: Stage,
        cosigners: u32,
    ) -> HandlerResult<MatterId> {
        let (at, proposer) = (daytime(self.now.plus(-days * DAY - HOUR)), self.speaker());
        let id = self.dice.id(at, MatterId::from_parts);
        let handed_in_at = (stage != Stage::Collecting).then_some(at);
        let values = bind![id, title, item, proposer, "named", stage.as_str(), at, handed_in_at, cosigners];
        self.db.run(sql::PROPOSE, values)?;
        self.db.run(sql::ADD_VERSION, bind![id, 1u32, at, "proposer", proposer, title, text, ""])?;
        self.event(id, at, MatterEvent::Proposed, "proposer")?;
        Ok(id)
    }

    fn event(&self, matter: MatterId, at: UtcMillis, event: MatterEvent, by: &str) -> HandlerResult<()> {
        self.db.run(sql::EVENT, bind![matter, at, event.as_str(), by])?;
        Ok(())
    }

    /// One that looks for co-signers, one that waits for its pre-review, one whose pre-review is overdue.
    fn before_discussion(&mut self) -> HandlerResult<()> {
        let lifts = (
            "lifts",
            "5号楼2单元加装电梯",
            "六层楼住着九位七十岁以上的老人，上下楼全靠扶手。希望社区组织大家商量加装电梯：位置、出资比例、低层住户的补偿。",
            3,
        );
        let lifts = self.propose(lifts, Stage::Collecting, 5)?;
        for member in self.speakers.iter().rev().take(3) {
            self.db.run(sql::COSIGN, bind![lifts, *member, 1u32, self.now.plus(-2 * DAY)])?;
        }
        let pets = (
            "pets",
            "小区里遛狗要牵绳",
            "早晚在花园遛狗的人多，有的不牵绳，孩子被吓到过。建议写进居民公约：进出电梯戴嘴套，花园里牵绳。",
            1,
        );
        self.propose(pets, Stage::PreReview, 0)?;
        let parking = (
            "parking",
            "夜间车位不够怎么办",
            "晚上八点以后回来就没有车位，消防通道常被占。建议商量错时停车，白天向学校借操场边的车位。",
            14,
        );
        self.propose(parking, Stage::PreReview, 0)?;
        Ok(())
    }

    /// One that was returned and one that was forwarded.
    fn closed_by_the_office(&mut self) -> HandlerResult<()> {
        let noise = ("noise", "广场舞太吵", "晚上跳舞声音太大，请社区管一管，希望有个说法。", 20);
        let noise = self.propose(noise, Stage::Returned, 0)?;
        let fumes = (
            "catering-fumes",
            "下西街餐馆油烟直排",
            "餐馆的油烟管道正对着居民楼的窗户，开窗全是油烟味，反映过两次没有结果。",
            25,
        );
        let fumes = self.propose(fumes, Stage::Routed, 0)?;
        let (back, on) = (self.now.plus(-17 * DAY), self.now.plus(-22 * DAY));
        let reason = "请写明时间、地点和您希望怎么改，改好后可以再次提交。";
        let values = bind![noise, back, "return", reason, None::<String>, "committee", self.clerk, false];
        self.db.run(sql::REVIEW, values)?;
        self.event(noise, back, MatterEvent::Returned, "committee")?;
        let reason = "油烟排放由综合执法部门查处，已把材料转过去，结果会回告。";
        let destination = "街道综合行政执法队";
        let values = bind![fumes, on, "route", reason, destination, "committee", self.clerk, false];
        self.db.run(sql::REVIEW, values)?;
        self.event(fumes, on, MatterEvent::Routed, "committee")
    }

    /// Accepts in the pre-review a matter that was proposed `days` ago, two days after that; its discussion ends
    /// `after` days from today.
    fn accept(&mut self, matter: MatterId, days: i64, after: i64) -> HandlerResult<UtcMillis> {
        let (at, until) = (daytime(self.now.plus(-(days - 2) * DAY)), end_of(self.now.plus(after * DAY).day()));
        self.db.run(sql::OPEN_DISCUSSION, bind![until, matter])?;
        let late = answer_due(self.now.plus(-days * DAY), Rules::current()) <= at;
        let reason = "涉及多数住户，属于协商事项，现开放讨论。";
        let values = bind![matter, at, "accept", reason, None::<String>, "committee", self.clerk, late];
        self.db.run(sql::REVIEW, values)?;
        self.event(matter, at, MatterEvent::Accepted, "committee")?;
        Ok(at)
    }

    fn say(&mut self, matter: MatterId, from: UtcMillis, words: &[DemoPost]) -> HandlerResult<Vec<PostId>> {
        let mut posts = vec![];
        for (number, (side, text, answers)) in (1..).zip(words) {
            let at = from.plus(number * 7 * HOUR);
            let post = self.post(matter, None, at, (side, text))?;
            for (later, answer) in (1..).zip(*answers) {
                self.post(matter, Some(post), at.plus(later * HOUR), *answer)?;
            }
            posts.push(post);
        }
        Ok(posts)
    }

    fn post(
        &mut self,
        matter: MatterId,
        to: Option<PostId>,
        at: UtcMillis,
        (side, text): (&str, &str),
    ) -> HandlerResult<PostId> {
        let at = daytime(at);
        let (author, id) = (self.speaker(), self.dice.id(at, PostId::from_parts));
        self.db.run(sql::WRITE, bind![id, matter, to, author, side, 1u32, text, at, at])?;
        Ok(id)
    }

    /// A matter under discussion, with a second version, a hidden post and a reported one.
    fn in_discussion(&mut self) -> HandlerResult<()> {
        let refuse = (
            "refuse-points",
            "3号院垃圾投放点移到车棚边",
            "现在的投放点在院子最里面，老人走得远，雨天路滑。建议移到车棚旁边，并加密闭投放箱。",
            6,
        );
        let matter = self.propose(refuse, Stage::PreReview, 0)?;
        let from = self.accept(matter, 6, 6)?;
        let posts = self.say(matter, from, REFUSE)?;
        let drawing = (Owner::Matter(matter), FilePurpose::Enclosure);
        papers::attach_paper(
            self.db,
            (&papers::draw_bins(), "3号院的投放点（示范数据）"),
            drawing,
            (self.clerk, from),
        )?;
        let advertising =
            self.post(matter, None, from.plus(40 * HOUR), ("neutral", "高价回收旧家电旧家具，随叫随到。"))?;
        let (hidden_at, until) = (from.plus(44 * HOUR), end_of(self.now.plus(20 * DAY).day()));
        let reason = "与议题无关的广告。";
        self.db.run(sql::HIDE, bind![advertising, "advertising", reason, self.clerk, hidden_at, until])?;
        let reporter = self.speakers[0];
        self.db.run(sql::REPORT, bind![posts[1], reporter, "off-topic", from.plus(30 * HOUR)])?;
        let (at, text) = (
            from.plus(48 * HOUR),
            "现在的投放点在院子最里面，老人走得远，雨天路滑。建议移到车棚旁边背向2号楼的一侧，使用密闭投放箱，并加装一盏灯。先试行一个月。",
        );
        let summary = "根据大家的意见，改到背向2号楼一侧，加灯，先试行。";
        let title = refuse.1;
        self.db.run(sql::ADD_VERSION, bind![matter, 2u32, at, "committee", self.clerk, title, text, summary])?;
        self.db.run(sql::SET_VERSION, bind![2u32, matter])?;
        self.event(matter, at, MatterEvent::VersionAdded, "committee")
    }

    /// One that waits for its summary, one for its answer, two answered ones, and one that is ready for a case.
    fn after_discussion(&mut self) -> HandlerResult<()> {
        let bench = (
            "services-facilities",
            "社区卫生站走廊加椅子",
            "排队取药的老人多，走廊里没有地方坐。建议加几把带扶手的椅子。",
            16,
        );
        let bench = self.discussed(bench, BENCHES)?;
        let property = (
            "property-management",
            "物业收支每季度公示",
            "物业费收了多少、花在哪里，住户不清楚。建议每季度在公示栏和本平台公示一次收支。",
            30,
        );
        let property = self.discussed(
            property,
            &[("for", "公示了大家才放心交费。", &[]), ("neutral", "公共收益也要一并公示。", &[])],
        )?;
        self.sum_up(property, "多数意见赞成每季度公示，并把公共收益列入。没有反对意见。")?;
        let lamp = ("services-facilities", "诗书路巷口加一盏路灯", "巷口夜里很黑，上个月有老人摔过。", 90);
        let lamp = self.discussed(lamp, &[("for", "早该装了。", &[])])?;
        self.sum_up(lamp, "意见一致，赞成加装。")?;
        self.answer(lamp, "adopted", "已列入今年的微更新项目，下个月施工。")?;
        let gate = ("parking", "把东门改成车辆出口", "早上只有一个出口，常常排队。", 120);
        let gate = self.discussed(gate, &[("against", "东门外是学校门口，车出来不安全。", &[])])?;
        self.sum_up(gate, "赞成的为了出行方便，反对的担心学校门口的安全，反对居多。")?;
        self.answer(gate, "not", "东门外是学校门口，交警认为不宜增设车辆出口，改为早高峰有人疏导。")?;
        self.db.run(sql::SET_STAGE, bind![Stage::Discussed.as_str(), bench])?;
        let shed = (
            "projects",
            "3号院修建充电棚",
            "电动车在楼道里充电不安全。建议在3号院空地修一个充电棚，列明造价和收费办法。",
            45,
        );
        let shed = self.discussed(
            shed,
            &[("for", "楼道里拉线充电，看着就怕。", &[]), ("against", "空地本来就小，孩子没有地方玩了。", &[])],
        )?;
        self.sum_up(shed, "多数赞成修建，要求留出孩子活动的地方，并公布造价和收费办法。")
    }

    /// A discussion that is over and was open until at least three days after its acceptance.
    fn discussed(&mut self, story: DemoMatter, words: &[DemoPost]) -> HandlerResult<MatterId> {
        let (_, _, _, days) = story;
        let matter = self.propose(story, Stage::PreReview, 0)?;
        let from = self.accept(matter, days, -(days - 13).max(1))?;
        self.say(matter, from, words)?;
        Ok(matter)
    }

    fn sum_up(&self, matter: MatterId, text: &str) -> HandlerResult<()> {
        let at = self.now.plus(-HOUR);
        self.db.run(sql::SET_STAGE, bind![Stage::Discussed.as_str(), matter])?;
        self.db.run(sql::SUMMARISE, bind![matter, at, text, self.clerk])?;
        self.event(matter, at, MatterEvent::Summarised, "committee")
    }

    fn answer(&self, matter: MatterId, outcome: &str, reason: &str) -> HandlerResult<()> {
        self.db.run(sql::ANSWER, bind![matter, self.now, outcome, reason, self.clerk])?;
        self.db.run(sql::SET_STAGE, bind![Stage::Done.as_str(), matter])?;
        self.event(matter, self.now, MatterEvent::Answered, "committee")
    }
}
