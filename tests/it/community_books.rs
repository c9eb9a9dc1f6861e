//! The books of a community, read from its database after its server was stopped.

use crate::template::{community_database, open_database};
use domain::journal::{FIRST_PREVIOUS, HashedRow, hash_row};
use domain::time::UtcMillis;
use rusqlite::Connection;
use std::path::Path;

pub struct CommunityBooks {
    db: Connection,
}

impl CommunityBooks {
    pub fn of(data: &Path) -> Self {
        Self { db: open_database(&community_database(data)) }
    }

    pub fn number(&self, sql: &str) -> i64 {
        self.db.query_row(sql, [], |row| row.get(0)).unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    pub fn text(&self, sql: &str, parameter: &str) -> Option<String> {
        self.db.query_row(sql, [parameter], |row| row.get(0)).ok()
    }

    /// Sums are zero, balances match their entries, counters match their rows, and the file is intact.
    pub fn check(&self) {
        assert_eq!(self.db.query_row("pragma integrity_check", [], |row| row.get::<_, String>(0)), Ok("ok".to_owned()));
        for (words, sql) in [
            ("the ledger's sum", "select sum(balance) from accounts"),
            ("the entries' sum", "select sum(amount) from entries"),
            (
                "accounts whose balance does not follow",
                "select count(*) from accounts a where a.balance <> coalesce((select sum(amount) from entries where account = a.id), 0)
                 or a.entries <> (select count(*) from entries where account = a.id)",
            ),
            (
                "services whose minutes are not their transfers'",
                "select count(*) from services s where s.minutes <> coalesce((
                   select sum(iif(a.kind = 'source', t.amount, -t.amount)) from transfers t join accounts a on a.id = t.debit where t.service = s.id
                 ), 0)",
            ),
            (
                "activities whose counters are wrong",
                "select count(*) from activities a where
                 a.signed_up <> (select count(*) from sign_ups where activity = a.id and state = 'confirmed') or
                 a.waiting <> (select count(*) from sign_ups where activity = a.id and state = 'waiting')",
            ),
            (
                "ballots whose counters are wrong",
                "select count(*) from ballots b where
                 b.given <> (select count(*) from ballot_tokens where ballot = b.id) or
                 b.handed_out <> (select count(*) from ballot_paper where ballot = b.id) or
                 (b.votes_for, b.votes_against, b.votes_abstain) is not (
                   select count(*) filter (where choice = 'for'), count(*) filter (where choice = 'against'),
                     count(*) filter (where choice = 'abstain')
                   from (select choice from ballot_votes where ballot = b.id
                     union all select choice from ballot_cast where ballot = b.id)
                 ) or b.cast_count + (select count(*) from ballot_cast where ballot = b.id) > b.given and b.method = 'secret'
                 or b.cast_count > 64 * (select count(*) from ballot_urn where ballot = b.id)",
            ),
            ("rows that point nowhere", "select count(*) from pragma_foreign_key_check"),
        ] {
            assert_eq!(self.number(sql), 0, "{words}");
        }
        self.check_journal();
    }

    /// Recomputes every hash, from the first row.
    fn check_journal(&self) {
        let mut statement = self
            .db
            .prepare("select seq, at, coalesce(actor, ''), coalesce(on_behalf_of, ''), command, subject, detail, previous_hash, hash from journal order by seq")
            .expect("the journal");
        let mut rows = statement.query([]).expect("the journal");
        let (mut previous, mut expected) = (FIRST_PREVIOUS, 1);
        while let Some(row) = rows.next().expect("a row") {
            let text = |at: usize| row.get::<_, String>(at).expect("a text");
            let (actor, on_behalf_of, command, subject, detail) = (text(2), text(3), text(4), text(5), text(6));
            let seq: i64 = row.get(0).expect("a sequence");
            assert_eq!(seq, expected, "the journal has no gap");
            let entry = HashedRow {
                seq: seq.unsigned_abs(),
                at: UtcMillis(row.get(1).expect("a time")),
                actor: &actor,
                on_behalf_of: &on_behalf_of,
                command: &command,
                subject: &subject,
                detail: &detail,
            };
            assert_eq!(row.get::<_, [u8; 32]>(7), Ok(previous), "row {seq} follows the one before");
            previous = hash_row(&previous, &entry);
            assert_eq!(row.get::<_, [u8; 32]>(8), Ok(previous), "row {seq}");
            expected += 1;
        }
        assert!(expected > 1, "the journal is not empty");
    }
}
