//! Meetings of the demonstration (示范数据) with their votes and minutes, written as if they had been held.
//!
//! Invariant: a held meeting follows the rules of the tables: the roll of its day, presence, a closed ballot that two
//! people counted, minutes that two people signed.

use super::Dice;
use super::people::People;
use crate::answer::{HandlerError, HandlerResult, ObjectRequest};
use crate::ballots::sql as ballots;
use crate::bind;
use crate::crypto::Secrets;
use crate::db::Db;
use crate::meetings::minutes::sql as minutes_sql;
use crate::meetings::{self, sql};
use crate::object::{Cx, Mode, ObjectEnv};
use domain::ballots::Method;
use domain::ballots::token::BallotKey;
use domain::communities::CommunityKind;
use domain::contract::{Endpoint, ShowCase};
use domain::decisions::{VoteCounts, VoteOutcome};
use domain::ids::{BallotId, BodyId, CaseId, GroupId, MatterId, MeetingId, MemberId};
use domain::meetings::{Electorate, MeetingForm, MinutesSection, Rules, minutes_hash};
use domain::members::born_by;
use domain::time::{HOUR, MINUTE, UtcMillis};

/// Everybody attends in bodies smaller than this.
const SMALL: usize = 10;
/// In larger ones, one in this many is absent.
const ABSENT_EVERY: usize = 9;

/// The subject of a meeting.
#[derive(Default, Clone, Copy)]
pub struct DemoTopic {
    pub matter: Option<MatterId>,
    pub case: Option<CaseId>,
    pub step: Option<&'static str>,
}

pub struct DemoMeeting<'a> {
    pub form: MeetingForm,
    pub electorate: Electorate,
    pub title: &'a str,
    pub agenda: &'a [(&'a str, u32)],
    pub place: &'a str,
    pub at: UtcMillis,
    pub starts_at: UtcMillis,
    pub about: DemoTopic,
}

/// The chair, teller and recorder of all meetings, and the store.
pub struct DemoMeetings<'a> {
    pub db: &'a dyn Db,
    pub dice: Dice,
    pub chair: MemberId,
    pub teller: MemberId,
    pub recorder: MemberId,
}

impl<'a> DemoMeetings<'a> {
    pub fn new(db: &'a dyn Db, people: &People, seed: u64) -> Self {
        let [chair, recorder, teller] = [0, 1, 2].map(|number| people.residents[number].id);
        Self { db, dice: Dice::new(seed), chair, teller, recorder }
    }

    /// Calls a feature's own function with a context of that moment.
    pub fn seen_at<T>(&self, now: UtcMillis, act: impl FnOnce(&Cx<'_>) -> HandlerResult<T>) -> HandlerResult<T> {
        let secrets = Secrets::default();
        let chance = |bytes: &mut [u8]| bytes.fill(0);
        let world = ObjectEnv { db: self.db, now, chance: &chance, secrets: &secrets, mode: Mode::Demonstration };
        act(&Cx::new(&world, &ObjectRequest::default(), &ShowCase::SPEC, None))
    }

    /// Announces a meeting, with the roll of that moment.
    pub fn announce(&mut self, called: &DemoMeeting<'_>) -> HandlerResult<MeetingId> {
        let id = self.dice.id(called.at, MeetingId::from_parts);
        let rules = Rules::current();
        let agenda: Vec<_> = called
            .agenda
            .iter()
            .map(|(title, minutes)| serde_json::json!({ "title": title, "minutes": minutes }))
            .collect();
        let values = bind![
            id,
            called.form.as_str(),
            called.electorate.as_str(),
            None::<GroupId>,
            None::<BodyId>,
            called.about.matter,
            called.about.case,
            called.about.step,
            called.title,
            serde_json::json!(agenda).to_string(),
            called.place,
            0u32,
            called.starts_at,
            rules.notice_floor(called.form, CommunityKind::Community).days,
            called.at,
            self.chair,
            self.teller,
            self.recorder,
            self.chair,
            rules.version.as_str(),
            None::<&str>
        ];
        self.db.run(sql::ANNOUNCE, values)?;
        self.seen_at(called.at, |cx| meetings::freeze_roll(cx, id, called.electorate))?;
        Ok(id)
    }

    /// Holds the meeting: people come, one question is put and counted, the minutes are written and signed. Returns its
    /// end.
    pub fn hold(
        &mut self,
        id: MeetingId,
        called: &DemoMeeting<'_>,
        put: &DemoQuestion<'_>,
    ) -> HandlerResult<UtcMillis> {
        let from = called.starts_at;
        self.db.run(sql::OPEN, bind![from, id])?;
        let rows = self.db.run(sql::ROLL, bind![id, "", 500u32, false, born_by(from.day())])?;
        let roll = rows.iter().map(|row| row.text(0)).collect::<Result<Vec<_>, _>>()?;
        let stays_away = |at: usize| roll.len() >= SMALL && at % ABSENT_EVERY == ABSENT_EVERY - 1;
        let came: Vec<&String> =
            roll.iter().enumerate().filter(|(at, _)| !stays_away(*at)).map(|(_, voter)| voter).collect();
        let lines: Vec<_> = came.iter().map(|voter| serde_json::json!({ "voter": voter })).collect();
        let lines = serde_json::json!(lines).to_string();
        self.db.run(sql::LIST, bind![lines, id, from.plus(5 * MINUTE), self.teller])?;
        self.vote(id, from.plus(40 * MINUTE), put, (roll.len(), &came))?;
        let over = from.plus(90 * MINUTE);
        self.db.run(sql::CLOSE, bind![over, 0u32, id])?;
        self.minute(id, called, put, over)?;
        Ok(over)
    }

    fn vote(
        &mut self,
        id: MeetingId,
        at: UtcMillis,
        put: &DemoQuestion<'_>,
        there: (usize, &[&String]),
    ) -> HandlerResult<()> {
        let (entitled, present) = (number(there.0), number(there.1.len()));
        let ballot = self.dice.id(at, BallotId::from_parts);
        let (method, rule) = (put.method.as_str(), "四议两公开");
        let (question, case) = (put.question.as_str(), put.case.map(|(case, _)| case));
        let drafted = bind![ballot, id, question, method, rule, 0u32, 10u32, self.chair, at, case, None::<String>];
        self.db.run(ballots::DRAFT, drafted)?;
        if let Some((_, step)) = put.case {
            self.db.run(ballots::BIND, bind![question, step, 1u32, ballot])?;
        }
        let seed: [u8; 32] = core::array::from_fn(|_| u8::try_from(self.dice.below(256)).unwrap_or(0));
        let key = (put.method == Method::Secret).then(|| BallotKey::of(&seed, ballot)).flatten();
        let (public, sealed) = (key.map(|key| key.public().0), None::<i64>);
        let closes_at = at.plus(10 * MINUTE);
        self.db.run(ballots::OPEN, bind![at, closes_at, entitled, present, public, sealed, ballot])?;
        if put.method == Method::Secret {
            let voters = serde_json::json!(there.1).to_string();
            self.db.run(ballots::HAND_OUT, bind![ballot, voters, at, self.teller])?;
        }
        let VoteCounts { r#for, against, abstain, invalid } = put.counts(present);
        for (hand, by) in [("first", self.chair), ("second", self.teller)] {
            let values = bind![ballot, hand, r#for, against, abstain, invalid, closes_at, by];
            self.db.run(ballots::ENTER, values)?;
        }
        self.db.run(ballots::CLOSE, bind![closes_at.plus(5 * MINUTE), entitled, present, ballot])?;
        Ok(())
    }

    fn minute(
        &self,
        id: MeetingId,
        called: &DemoMeeting<'_>,
        put: &DemoQuestion<'_>,
        over: UtcMillis,
    ) -> HandlerResult<()> {
        let titles = called.agenda.iter().map(|(title, _)| *title).chain([""]);
        let texts = put.minutes.iter().copied().chain(core::iter::repeat("无。"));
        let sections: Vec<MinutesSection> =
            titles.zip(texts).map(|(title, text)| MinutesSection { title: title.into(), text: text.into() }).collect();
        let hash = minutes_hash(&sections);
        let json = serde_json::to_string(&sections).map_err(|error| HandlerError::Fault(error.to_string()))?;
        self.db.run(minutes_sql::WRITE_MINUTES, bind![id, 1u32, json, hash, over.plus(HOUR), self.recorder])?;
        self.db.run(minutes_sql::SIGN_AS_CHAIR, bind![over.plus(2 * HOUR), id, 1u32])?;
        self.db.run(minutes_sql::SIGN_AS_TELLER, bind![over.plus(3 * HOUR), id, 1u32])?;
        self.db.run(minutes_sql::ADOPT, bind![1u32, id])?;
        Ok(())
    }
}

/// A question with its outcome.
pub struct DemoQuestion<'a> {
    pub question: String,
    /// The case and the step that it decides.
    pub case: Option<(CaseId, &'static str)>,
    pub method: Method,
    pub outcome: VoteOutcome,
    /// One text for each item of the agenda.
    pub minutes: &'a [&'a str],
}

impl DemoQuestion<'_> {
    /// Counts that give the outcome: most votes for it, or too few.
    fn counts(&self, present: u32) -> VoteCounts {
        let invalid = if self.method == Method::Secret { present / 30 } else { 0 };
        let abstain = present / 15;
        let (against, most) = (present / 8, present - invalid - abstain);
        match self.outcome {
            VoteOutcome::Passed => VoteCounts { r#for: most - against, against, abstain, invalid },
            VoteOutcome::NotPassed => {
                let r#for = present * 2 / 5;
                VoteCounts { r#for, against: most - r#for, abstain, invalid }
            }
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
