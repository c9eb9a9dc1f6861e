//! Decisions of the demonstration (示范数据): one that only begins, one that the street checks, one before
//! its last step, one resolved, one rejected.
//!
//! Invariant: steps are closed by the same rule as all others, so their certificates are valid. The random numbers are
//! separate, so that all other data stays the same.

use super::matters::{self, DemoMatter, DemoPost};
use super::meetings::{DemoMeeting, DemoMeetings, DemoQuestion, DemoTopic};
use super::papers;
use super::people::People;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::Db;
use crate::decisions::{facts, load, sql};
use crate::matters::sql as of_matters;
use domain::archive::{FilePurpose, Owner};
use domain::ballots::Method;
use domain::communities::CommunityKind;
use domain::decisions::{
    self as d, CaseProcedure, CaseStatus, CaseStep, Rules, Settings, StepClosing, StepPlan, VoteOutcome,
};
use domain::ids::{AuthorisationId, CaseId, MatterId, MemberId, OpinionId};
use domain::journal::to_hex;
use domain::matters::MatterEvent;
use domain::meetings::{Electorate, MeetingForm};
use domain::time::{DAY, HOUR, UtcMillis, day_text, start_of};

const SEED: u64 = 20_260_401;
/// The adviser, by number among all people; `bodies.rs` gives this person the seat.
const ADVISER: usize = 99;

const WAY: CaseProcedure = CaseProcedure {
    opening: d::FirstSteps::Apart,
    party: d::PartyBody::Members,
    township: d::TownshipCheck::None,
    decider: d::Decider::Representatives,
};

/// The street checks it before the representatives decide (四议一审两公开).
const CHECKED: CaseProcedure = CaseProcedure { township: d::TownshipCheck::BeforeResolution, ..WAY };

/// The story of a case: its matter, the posts, the summary, how many days ago it was opened, and how far it has come.
struct DemoCase {
    story: DemoMatter,
    words: &'static [DemoPost],
    summary: &'static str,
    days: i64,
    reached: DemoProgress,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum DemoProgress {
    /// No meeting is called yet.
    Opened,
    /// The street was asked yesterday.
    AtTheStreet,
    /// The last meeting is announced.
    BeforeResolution,
    Ended(VoteOutcome),
}

const TALES: [DemoCase; 5] = [
    DemoCase {
        story: (
            "public-welfare-money",
            "公益金用来重新铺广场地面",
            "广场地砖破损多，想用今年的公益金全部重铺，换成防滑砖。",
            16,
        ),
        words: &[("against", "钱先修下水道更要紧。", &[]), ("for", "广场天天有人走，老人摔过。", &[])],
        summary: "有人赞成重铺，也有人认为应先修下水道，意见没有谈拢，提交会议决定。",
        days: 96,
        reached: DemoProgress::Ended(VoteOutcome::NotPassed),
    },
    DemoCase {
        story: (
            "projects",
            "诗书路步道改造工程",
            "步道高低不平，轮椅和婴儿车走不了。建议改成缓坡，加扶手，用区里的微更新资金。",
            16,
        ),
        words: &[
            ("for", "推轮椅出门的都盼着。", &[("for", "扶手要装两侧。")]),
            ("neutral", "施工最好避开上学时间。", &[]),
        ],
        summary: "一致赞成改成缓坡，两侧装扶手，施工避开上学时间。",
        days: 58,
        reached: DemoProgress::Ended(VoteOutcome::Passed),
    },
    DemoCase {
        story: (
            "projects",
            "2号院充电车棚建设方案",
            "电动车在楼道里充电，很不安全。建议在2号院东墙边建带雨棚的充电车棚，四十个车位，装自动断电。",
            18,
        ),
        words: &[
            ("for", "楼道里充电出过事，车棚早建早安心。", &[]),
            ("against", "东墙边离一楼窗户近，要留够距离。", &[("for", "方案里退了三米。")]),
        ],
        summary: "多数赞成，位置往北退三米，装自动断电和灭火器。",
        days: 12,
        reached: DemoProgress::BeforeResolution,
    },
    DemoCase {
        story: (
            "property-management",
            "1号院门禁换成刷卡和人脸两用",
            "1号院门禁坏了半年。建议换新，刷卡和人脸都能开，不愿意录人脸的用卡，费用从公共收益里出。",
            16,
        ),
        words: &[("for", "门禁早该修了。", &[]), ("neutral", "老人记不住密码，卡要留着。", &[])],
        summary: "赞成更换，刷卡的办法保留，人脸由各户自愿录入。",
        days: 11,
        reached: DemoProgress::AtTheStreet,
    },
    DemoCase {
        story: (
            "property-management",
            "公共收益的使用办法",
            "电梯广告和车位收入怎么用，一直没有明确的办法。建议定一个使用办法，每季度公示。",
            17,
        ),
        words: &[("for", "早该有个办法。", &[]), ("neutral", "小额的不必每次开会，定个数。", &[])],
        summary: "赞成制定办法，对小额支出的界限还有不同看法。",
        days: 1,
        reached: DemoProgress::Opened,
    },
];

pub fn write_cases(db: &dyn Db, people: &People, now: UtcMillis) -> HandlerResult<()> {
    let hall = DemoMeetings::new(db, people, SEED);
    let (clerk, adviser) = (people.residents[1].id, people.residents[ADVISER].id);
    let mut writer = Writer { hall, people, clerk, adviser, rooms: 0, sheets: 0 };
    writer.authorise(now)?;
    for tale in &TALES {
        writer.write_case(tale, now)?;
    }
    writer.forum(now)
}

struct Writer<'a> {
    hall: DemoMeetings<'a>,
    people: &'a People,
    clerk: MemberId,
    adviser: MemberId,
    rooms: usize,
    /// Signature sheets so far.
    sheets: u32,
}

impl DemoCase {
    fn way(&self) -> CaseProcedure {
        if self.reached == DemoProgress::AtTheStreet { CHECKED } else { WAY }
    }
}

impl Writer<'_> {
    /// The assembly's authorisation of the representatives a year ago.
    fn authorise(&mut self, now: UtcMillis) -> HandlerResult<()> {
        let at = now.plus(-365 * DAY);
        let id = self.hall.dice.id(at, AuthorisationId::from_parts);
        let codes = r#"["projects","property-management","public-welfare-money"]"#;
        let (from, until) = (day_text(at.day()), day_text(now.plus(700 * DAY).day()));
        let basis = "居民会议授权决定（示范数据）";
        self.hall.db.run(sql::AUTHORISE, bind![id, codes, from, until, basis, at, self.clerk])?;
        Ok(())
    }

    fn write_case(&mut self, tale: &DemoCase, now: UtcMillis) -> HandlerResult<()> {
        let opened_at = start_of(now.day()).plus(-tale.days * DAY + 9 * HOUR);
        let told = (tale.story, tale.words, tale.summary);
        let matter = matters::summed_up(self.hall.db, self.people, opened_at, told)?;
        let case = self.open(tale, matter, opened_at)?;
        for (plan, (called, held)) in tale.way().steps().iter().zip([(0, 2), (2, 4), (4, 9), (9, 18)]) {
            if plan.step == CaseStep::TownshipCheck {
                return self.ask_street(case, start_of(now.day()).plus(-DAY + 10 * HOUR));
            }
            let (called, held) = (opened_at.plus(called * DAY + 6 * HOUR), opened_at.plus(held * DAY + 5 * HOUR));
            let is_last = plan.step == CaseStep::Resolution;
            let outcome = match tale.reached {
                DemoProgress::Opened => return Ok(()),
                DemoProgress::Ended(outcome) if is_last => outcome,
                _ => VoteOutcome::Passed,
            };
            let waits = is_last && tale.reached == DemoProgress::BeforeResolution;
            self.take((case, matter, tale.story.1), plan, (called, held), (!waits).then_some(outcome))?;
        }
        Ok(())
    }

    fn open(&mut self, tale: &DemoCase, matter: MatterId, at: UtcMillis) -> HandlerResult<CaseId> {
        let db = self.hall.db;
        let rules = Rules::resolve(CommunityKind::Community, "51", at.day(), &Settings::new());
        let text = load::write_json(&rules)?;
        let rule_set = to_hex(&crate::crypto::hash_sha256(text.as_bytes()));
        db.run(sql::KEEP_RULES, bind![rule_set.as_str(), rules.version.as_str(), text, at])?;
        let id = self.hall.dice.id(at, CaseId::from_parts);
        let (way, (item, title, _, _)) = (tale.way(), tale.story);
        let asks_adviser = if NEEDS_ADVISER.contains(&item) { "yes" } else { "no" };
        let values = bind![
            id,
            matter,
            title,
            item,
            asks_adviser,
            "no",
            "no",
            way.opening.as_str(),
            way.party.as_str(),
            way.township.as_str(),
            way.decider.as_str(),
            rule_set,
            None::<CaseId>,
            CaseStep::Proposal.as_str(),
            at,
            self.clerk
        ];
        db.run(sql::OPEN, values)?;
        let steps: Vec<&str> = way.steps().iter().map(|plan| plan.step.as_str()).collect();
        db.run(sql::ADD_STEPS, bind![id, load::write_json(&steps)?])?;
        db.run(of_matters::DECIDING, bind![id, matter])?;
        db.run(of_matters::EVENT, bind![matter, at, MatterEvent::Deciding.as_str(), "committee"])?;
        Ok(id)
    }

    /// Calls the meeting of a step; with an outcome, also holds it and closes the step.
    fn take(
        &mut self,
        (case, matter, what): (CaseId, MatterId, &str),
        plan: &StepPlan,
        (at, starts_at): (UtcMillis, UtcMillis),
        outcome: Option<VoteOutcome>,
    ) -> HandlerResult<()> {
        let (title, method) = texts(plan.step);
        let agenda = [("方案说明", 20), ("讨论", 40), ("表决", 20)];
        let about = DemoTopic { matter: Some(matter), case: Some(case), step: Some(plan.step.as_str()) };
        let form = plan.forms.first().copied().unwrap_or(MeetingForm::JointMeeting);
        let place = ["党群服务中心会议室", "社区多功能厅"][self.rooms % 2];
        self.rooms += 1;
        let called =
            DemoMeeting { form, electorate: plan.electorate, title, agenda: &agenda, place, at, starts_at, about };
        let meeting = self.hall.announce(&called)?;
        let db = self.hall.db;
        let step = plan.step.as_str();
        db.run(sql::LINK, bind![meeting, at.plus(HOUR), self.clerk, at.plus(HOUR), case, step])?;
        match plan.step {
            CaseStep::PartyReview => drop(db.run(sql::DELIVERED, bind![at.plus(HOUR), self.clerk, case])?),
            CaseStep::Resolution => self.advise(case, at)?,
            _ => {}
        }
        let Some(outcome) = outcome else {
            let material = (Owner::Meeting(meeting), FilePurpose::Material);
            return papers::attach_paper(
                db,
                (&papers::plan_paper(), "方案说明（示范数据）"),
                material,
                (self.clerk, at),
            )
            .map(|_| ());
        };
        let minutes = [
            "说明了方案的内容、资金来源和进度安排。",
            "到会人员逐一发言，意见记录在册。",
            "按程序表决，当场公布结果。",
        ];
        let question = d::question_of(plan.step, what).map_err(|error| HandlerError::Fault(error.to_string()))?;
        let (question, case_step) = (question.as_str().to_owned(), Some((case, step)));
        let put = DemoQuestion { question, case: case_step, method, outcome, minutes: &minutes };
        let over = self.hall.hold(meeting, &called, &put)?;
        self.sheets += 1;
        let (sheet, by) = ((papers::signature_sheet(self.sheets), "签到表（示范数据）"), (self.clerk, over));
        let as_record = (Owner::Meeting(meeting), FilePurpose::SignatureSheet);
        let sheet = papers::attach_paper(db, (&sheet.0, sheet.1), as_record, by)
            .and_then(|_| papers::attach_paper(db, (&sheet.0, ""), (Owner::Case(case), FilePurpose::Enclosure), by))?;
        db.run(sql::ADD_PAPER, bind![case, step, sheet, "signature-sheet", over, self.clerk])?;
        self.close(case, plan, over.plus(4 * HOUR), outcome)
    }

    fn advise(&mut self, case: CaseId, at: UtcMillis) -> HandlerResult<()> {
        let id = self.hall.dice.id(at, OpinionId::from_parts);
        let (db, due_at) = (self.hall.db, at.plus(5 * DAY));
        db.run(sql::ASK, bind![id, case, d::OpinionOf::Adviser.as_str(), None::<String>, at, self.clerk, due_at])?;
        let text = "内容和程序符合法律规定，建议把资金来源和监督办法写进决议。";
        let verdict = d::OpinionVerdict::Agree.as_str();
        db.run(sql::GIVE, bind![verdict, text, at.plus(2 * DAY), self.adviser, None::<String>, id])?;
        Ok(())
    }

    /// Asks the street; the letter is sent once the street's office is open.
    fn ask_street(&mut self, case: CaseId, at: UtcMillis) -> HandlerResult<()> {
        let of = d::OpinionOf::Township;
        let plan = self.hall.seen_at(at, |cx| {
            let found =
                load::load_case(cx, case)?.ok_or_else(|| HandlerError::Fault("a case that was opened".to_owned()))?;
            let rules = found.rules(cx)?;
            let asking = d::OpinionContext { one_waits: false, is_filed: false, rules: &rules, now: at };
            Ok(d::ask_opinion(&found.case, &found.item, of, asking)?)
        })?;
        let id = self.hall.dice.id(at, OpinionId::from_parts);
        let kind = plan.kind.map(d::CheckKind::as_str);
        self.hall.db.run(sql::ASK, bind![id, case, of.as_str(), kind, at, self.clerk, plan.due_at])?;
        Ok(())
    }

    fn close(&mut self, case: CaseId, plan: &StepPlan, now: UtcMillis, expected: VoteOutcome) -> HandlerResult<()> {
        let (after, certificate) = self.hall.seen_at(now, |cx| {
            let found =
                load::load_case(cx, case)?.ok_or_else(|| HandlerError::Fault("a case that was opened".to_owned()))?;
            let rules = found.rules(cx)?;
            let facts = facts::load_step_facts(cx, &found, &found.steps(cx)?, &rules)?;
            let certificate = d::close_step(plan, &facts, &rules, StepClosing { now, expected })?;
            Ok((found.case.after(&certificate)?, certificate))
        })?;
        let (db, step, text) = (self.hall.db, plan.step.as_str(), load::write_json(&certificate)?);
        db.run(sql::CLOSE, bind![now, self.clerk, text, certificate.hash.as_str(), case, step])?;
        if after.status == CaseStatus::Open {
            db.run(sql::MOVE, bind![after.step.as_str(), case])?;
        } else {
            db.run(sql::END, bind![after.status.as_str(), now, self.clerk, None::<String>, case])?;
        }
        Ok(())
    }

    /// Announces a forum that is open to everybody.
    fn forum(&mut self, now: UtcMillis) -> HandlerResult<()> {
        let (at, starts_at) = (now.plus(-DAY), start_of(now.day()).plus(4 * DAY + 15 * HOUR));
        let called = DemoMeeting {
            form: MeetingForm::Forum,
            electorate: Electorate::None,
            title: "百姓议事：夜间停车怎么办",
            agenda: &[("情况介绍", 15), ("大家谈", 60)],
            place: "社区广场凉亭",
            at,
            starts_at,
            about: DemoTopic::default(),
        };
        let meeting = self.hall.announce(&called)?;
        let material = (Owner::Meeting(meeting), FilePurpose::Material);
        let words = (&*papers::forum_paper(), "停车情况说明（示范数据）");
        papers::attach_paper(self.hall.db, words, material, (self.clerk, at.plus(HOUR))).map(|_| ())
    }
}

/// Items of the stories for which the catalogue requires the adviser's opinion.
const NEEDS_ADVISER: [&str; 2] = ["projects", "public-welfare-money"];

fn texts(step: CaseStep) -> (&'static str, Method) {
    match step {
        CaseStep::Proposal => ("支部委员会会议：提议", Method::Hands),
        CaseStep::JointDeliberation => ("“两委”会议：商议", Method::Hands),
        CaseStep::PartyReview => ("党员大会：审议", Method::Hands),
        _ => ("居民代表会议：决议", Method::Secret),
    }
}
