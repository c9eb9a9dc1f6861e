//! Closed steps of decisions that a ballot other than the first one with a quorum may have decided.
//!
//! Invariant: reads stores of every version. Before version 25 ballots did not name their case; then all ballots at the
//! meetings of the step are compared, and the operator decides which question was about the case. The rule is that of
//! `domain::decisions::deciding_ballot`; it is repeated here, because this command starts without `domain`.

use super::{Finding, Installation};
use anyhow::{Context, Result, anyhow};
use rusqlite::{Connection, Row, params};

/// Closed steps, with the ballot named by their certificate.
const CLOSED_STEPS: &str = "
select c.id, c.seq, c.title, s.step, s.certificate ->> '$.outcome', s.certificate ->> '$.meeting.meeting',
  s.certificate ->> '$.meeting.ballot', s.certificate ->> '$.meeting.quorum.value'
from case_steps s join cases c on c.id = s.case_id
where s.certificate ->> '$.meeting.ballot' is not null order by c.seq, s.place";
/// Whether ballots name what they decide.
const NAMES_CASES: &str = "select count(*) from pragma_table_info('ballots') where name = 'case_id'";
const BOUND: &str = "(b.case_id = ?1 and b.step = ?2 or b.case_id is null and b.free = 0 and ";
const BEFORE: &str = "(";
/// The ballots of all meetings that were linked to the step, in the order of closing. Values: case, step, the
/// certificate's meeting.
const BALLOTS: &str = "
select b.id, b.meeting, b.question, max(coalesce(b.entitled_at_opening, 0), coalesce(b.entitled_at_closing, 0)),
  max(coalesce(b.present_at_opening, 0), coalesce(b.present_at_closing, 0)),
  b.votes_for + b.counted_for, b.votes_against + b.counted_against, b.votes_abstain + b.counted_abstain, b.counted_invalid
from ballots b join meetings m on m.id = b.meeting
where b.status = 'closed' and b.meeting in (
  select ?3 union select j.detail ->> 'meeting' from journal j
  where j.command = 'decisions/link-meeting' and j.subject = ?1 and j.detail ->> 'step' = ?2
) and ";
const OF_CASE: &str = "(not exists (select 1 from json_each(m.agenda) a where a.value ->> 'case' is not null)
  or json_extract(m.agenda, '$[' || max(b.item - 1, 0) || '].case') = ?1)) order by b.closed_at, b.seq";

struct Step {
    case: String,
    number: i64,
    title: String,
    name: String,
    outcome: String,
    meeting: String,
    ballot: String,
    quorum: String,
}

struct Ballot {
    id: String,
    meeting: String,
    question: String,
    entitled: i64,
    present: i64,
    votes: [i64; 4],
}

impl Ballot {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let votes = [row.get(5)?, row.get(6)?, row.get(7)?, row.get(8)?];
        let present: i64 = row.get(4)?;
        Ok(Self {
            id: row.get(0)?,
            meeting: row.get(1)?,
            question: row.get(2)?,
            entitled: row.get(3)?,
            // People who voted were present.
            present: present.max(votes.iter().sum()),
            votes,
        })
    }

    /// Whether `>1/2` or `>=2/3` of those entitled were present, and somebody voted.
    fn decides(&self, quorum: &str) -> Result<bool> {
        let (more_than, share) = match quorum.strip_prefix(">=") {
            Some(share) => (false, share),
            None => (true, quorum.strip_prefix('>').ok_or_else(|| anyhow!("a quorum of {quorum}"))?),
        };
        let (part, whole) = share.split_once('/').with_context(|| format!("a quorum of {quorum}"))?;
        let (have, need) = (self.present * whole.parse::<i64>()?, self.entitled * part.parse::<i64>()?);
        let there = if more_than { have > need } else { have >= need };
        Ok(there && self.entitled >= self.present && self.votes.iter().sum::<i64>() > 0)
    }

    fn line(&self) -> String {
        let [yes, no, abstained, _] = self.votes;
        format!("“{}” {yes}:{no}:{abstained}, {} of {} there ({})", self.question, self.present, self.entitled, self.id)
    }
}

/// What the operator must compare, in every community.
pub fn check_ballots(all: &Installation) -> Result<Vec<Finding>> {
    let mut findings = vec![];
    for store in all.communities.values() {
        let lines = decided_by_another_ballot(store.connection())?;
        findings.extend(lines.into_iter().map(|line| Finding::compare(&store.code, line)));
    }
    Ok(findings)
}

/// One line for each closed step whose certificate names another ballot than the first one with a quorum, and for each
/// whose meetings had several ballots.
pub fn decided_by_another_ballot(db: &Connection) -> Result<Vec<String>> {
    let mut lines = vec![];
    let names_cases: bool = db.query_row(NAMES_CASES, [], |row| row.get::<_, i64>(0)).map(|count| count > 0)?;
    let of_step = [BALLOTS, if names_cases { BOUND } else { BEFORE }, OF_CASE].concat();
    let mut ballots_of = db.prepare(&of_step)?;
    let mut steps = db.prepare(CLOSED_STEPS)?;
    for step in steps.query_map([], read_step)? {
        let step = step?;
        let ballots = ballots_of.query_map(params![step.case, step.name, step.meeting], Ballot::read)?;
        let ballots = ballots.collect::<rusqlite::Result<Vec<_>>>()?;
        lines.extend(line(&step, &ballots)?);
    }
    Ok(lines)
}

fn read_step(row: &Row<'_>) -> rusqlite::Result<Step> {
    Ok(Step {
        case: row.get(0)?,
        number: row.get(1)?,
        title: row.get(2)?,
        name: row.get(3)?,
        outcome: row.get(4)?,
        meeting: row.get(5)?,
        ballot: row.get(6)?,
        quorum: row.get(7)?,
    })
}

fn line(step: &Step, ballots: &[Ballot]) -> Result<Option<String>> {
    let mut first = None;
    for ballot in ballots {
        if first.is_none() && ballot.decides(&step.quorum)? {
            first = Some(ballot);
        }
    }
    let head = format!("case {} “{}” ({}), {}: {}", step.number, step.title, step.case, step.name, step.outcome);
    let named = ballots.iter().find(|ballot| ballot.id == step.ballot);
    let told = named.map_or_else(|| format!("a ballot that is not there ({})", step.ballot), Ballot::line);
    Ok(match first {
        Some(first) if first.id == step.ballot && ballots.len() == 1 => None,
        Some(first) if first.id == step.ballot => {
            let others = ballots.iter().filter(|ballot| ballot.id != step.ballot).map(Ballot::line);
            Some(format!("{head} by {told}; compare what else was put: {}", others.collect::<Vec<_>>().join("; ")))
        }
        Some(first) => {
            let there = if first.meeting == step.meeting { "at the same meeting" } else { "at an earlier meeting" };
            Some(format!("{head} by {told}, but {there} the first with a quorum was {}", first.line()))
        }
        None => Some(format!("{head} by {told}, and no ballot of the step had a quorum")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A store from before or after ballots named what they decide, with one resolved case (示范数据).
    fn store(names_cases: bool) -> Connection {
        let db = Connection::open_in_memory().unwrap();
        let columns = if names_cases { ", case_id text, free integer, step text" } else { "" };
        db.execute_batch(&format!(
            "create table cases (id text, seq integer, title text);
             create table case_steps (case_id text, place integer, step text, certificate text);
             create table meetings (id text, agenda text);
             create table journal (command text, subject text, detail text);
             create table ballots (seq integer primary key, id text, meeting text, question text, status text, item integer,
               closed_at integer, entitled_at_opening integer, entitled_at_closing integer, present_at_opening integer,
               present_at_closing integer, votes_for integer, votes_against integer, votes_abstain integer,
               counted_for integer, counted_against integer, counted_abstain integer, counted_invalid integer{columns});
             insert into cases values ('C', 3, '车棚');
             insert into meetings values ('M1', '[]'), ('M2', '[]'), ('M3', '[{{\"case\":\"D\"}},{{\"case\":\"C\"}}]');
             insert into journal values ('decisions/link-meeting', 'C', '{{\"step\":\"resolution\",\"meeting\":\"M1\"}}');"
        ))
        .unwrap();
        db
    }

    fn put(db: &Connection, id: &str, meeting: &str, item: u32, [entitled, present, yes, no]: [i64; 4]) {
        let sql = "insert into ballots (id, meeting, question, status, item, closed_at, entitled_at_opening, present_at_opening,
            votes_for, votes_against, votes_abstain, counted_for, counted_against, counted_abstain, counted_invalid)
          values (?1, ?2, ?1, 'closed', ?3, (select count(*) from ballots), ?4, ?5, 0, 0, 0, ?6, ?7, 0, 0)";
        db.execute(sql, params![id, meeting, item, entitled, present, yes, no]).unwrap();
    }

    fn close(db: &Connection, meeting: &str, ballot: &str) {
        let certificate = format!(
            r#"{{"outcome":"passed","meeting":{{"meeting":"{meeting}","ballot":"{ballot}","quorum":{{"value":">=2/3"}}}}}}"#
        );
        db.execute("insert into case_steps values ('C', 4, 'resolution', ?)", [certificate]).unwrap();
    }

    fn found(db: &Connection) -> String {
        decided_by_another_ballot(db).unwrap().join("\n")
    }

    #[test]
    fn a_lost_vote_that_won_is_listed() {
        for (what, puts, named, expect) in [
            ("one ballot", vec![("A", "M1", 0, [77, 60, 60, 0])], ("M1", "A"), ""),
            (
                "lost, then whether to go home",
                vec![("A", "M1", 0, [77, 60, 5, 55]), ("B", "M1", 0, [77, 60, 60, 0])],
                ("M1", "B"),
                "at the same meeting the first with a quorum was “A” 5:55:0, 60 of 77 there (A)",
            ),
            (
                "too few came to the first, which is for the operator to compare",
                vec![("A", "M1", 0, [77, 47, 5, 42]), ("B", "M1", 0, [77, 60, 60, 0])],
                ("M1", "B"),
                "compare what else was put: “A” 5:42:0, 47 of 77 there (A)",
            ),
            (
                "lost at an earlier meeting",
                vec![("A", "M1", 0, [77, 60, 5, 55]), ("B", "M2", 0, [77, 60, 60, 0])],
                ("M2", "B"),
                "at an earlier meeting the first with a quorum was “A”",
            ),
            (
                "another decision's ballot at the same meeting",
                vec![("A", "M3", 1, [77, 60, 5, 55]), ("B", "M3", 2, [77, 60, 60, 0])],
                ("M3", "B"),
                "",
            ),
            (
                "no quorum at all",
                vec![("A", "M1", 0, [77, 47, 47, 0])],
                ("M1", "A"),
                "no ballot of the step had a quorum",
            ),
            ("nobody voted", vec![("A", "M1", 0, [77, 60, 0, 0])], ("M1", "A"), "no ballot of the step had a quorum"),
        ] {
            let db = store(false);
            for (id, meeting, item, figures) in puts {
                put(&db, id, meeting, item, figures);
            }
            close(&db, named.0, named.1);
            let lines = found(&db);
            assert_eq!((lines.is_empty(), lines.contains(expect)), (expect.is_empty(), true), "{what}: {lines}");
        }
    }

    /// Where ballots name what they decide, ballots that decide nothing are ignored.
    #[test]
    fn a_question_that_decides_nothing_is_none_of_the_case() {
        let db = store(true);
        put(&db, "home", "M1", 0, [77, 60, 60, 0]);
        put(&db, "A", "M1", 0, [77, 60, 40, 20]);
        close(&db, "M1", "A");
        db.execute("update ballots set free = 1 where id = 'home'", []).unwrap();
        db.execute("update ballots set free = 0, case_id = 'C', step = 'resolution' where id = 'A'", []).unwrap();
        assert_eq!(found(&db), "");
        db.execute("update ballots set free = 0, case_id = 'C', step = 'resolution' where id = 'home'", []).unwrap();
        assert!(found(&db).contains("the first with a quorum was “home”"));
    }
}
