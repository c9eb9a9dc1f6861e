//! Numbered migrations, append-only: expand first, contract in a later release. Each is applied once, in one
//! transaction with its row in `schema_version`, so that a crash in the middle leaves the version before.

use crate::bind;
use crate::db::{Db, DbError, TransactionOutcome};

pub struct Migration {
    pub version: u32,
    pub name: &'static str,
    pub sql: &'static str,
}

pub const COMMUNITY: &[Migration] = &[
    Migration { version: 1, name: "foundation", sql: include_str!("../migrations/community/0001_foundation.sql") },
    Migration { version: 2, name: "people", sql: include_str!("../migrations/community/0002_people.sql") },
    Migration { version: 3, name: "imports", sql: include_str!("../migrations/community/0003_imports.sql") },
    Migration { version: 4, name: "bodies", sql: include_str!("../migrations/community/0004_bodies.sql") },
    Migration { version: 5, name: "own_data", sql: include_str!("../migrations/community/0005_own_data.sql") },
    Migration { version: 6, name: "signing_in", sql: include_str!("../migrations/community/0006_signing_in.sql") },
    Migration { version: 7, name: "searches", sql: include_str!("../migrations/community/0007_searches.sql") },
    Migration {
        version: 8,
        name: "journal_filters",
        sql: include_str!("../migrations/community/0008_journal_filters.sql"),
    },
    Migration { version: 9, name: "slips", sql: include_str!("../migrations/community/0009_slips.sql") },
    Migration { version: 10, name: "matters", sql: include_str!("../migrations/community/0010_matters.sql") },
    Migration { version: 11, name: "meetings", sql: include_str!("../migrations/community/0011_meetings.sql") },
    Migration { version: 12, name: "files", sql: include_str!("../migrations/community/0012_files.sql") },
    Migration { version: 13, name: "ballots", sql: include_str!("../migrations/community/0013_ballots.sql") },
    Migration { version: 14, name: "decisions", sql: include_str!("../migrations/community/0014_decisions.sql") },
    Migration { version: 15, name: "settings", sql: include_str!("../migrations/community/0015_settings.sql") },
    Migration { version: 16, name: "passkeys", sql: include_str!("../migrations/community/0016_passkeys.sql") },
    Migration {
        version: 17,
        name: "own_deliberation",
        sql: include_str!("../migrations/community/0017_own_deliberation.sql"),
    },
    Migration {
        version: 18,
        name: "asked_offices",
        sql: include_str!("../migrations/community/0018_asked_offices.sql"),
    },
    Migration { version: 19, name: "attachments", sql: include_str!("../migrations/community/0019_attachments.sql") },
    Migration { version: 20, name: "consultation", sql: include_str!("../migrations/community/0020_consultation.sql") },
    Migration {
        version: 21,
        name: "several_decisions",
        sql: include_str!("../migrations/community/0021_several_decisions.sql"),
    },
    Migration {
        version: 22,
        name: "running_meetings",
        sql: include_str!("../migrations/community/0022_running_meetings.sql"),
    },
    Migration {
        version: 23,
        name: "sound_certificates",
        sql: include_str!("../migrations/community/0023_sound_certificates.sql"),
    },
    Migration { version: 24, name: "secret_votes", sql: include_str!("../migrations/community/0024_secret_votes.sql") },
    Migration {
        version: 25,
        name: "bound_ballots",
        sql: include_str!("../migrations/community/0025_bound_ballots.sql"),
    },
    Migration { version: 26, name: "unused_space", sql: include_str!("../migrations/community/0026_unused_space.sql") },
    Migration {
        version: 27,
        name: "urgent_meetings",
        sql: include_str!("../migrations/community/0027_urgent_meetings.sql"),
    },
    Migration {
        version: 28,
        name: "invitation_answers",
        sql: include_str!("../migrations/community/0028_invitation_answers.sql"),
    },
    Migration {
        version: 29,
        name: "office_phones",
        sql: include_str!("../migrations/community/0029_office_phones.sql"),
    },
    Migration {
        version: 30,
        name: "announcements",
        sql: include_str!("../migrations/community/0030_announcements.sql"),
    },
    Migration {
        version: 31,
        name: "sorted_roster",
        sql: include_str!("../migrations/community/0031_sorted_roster.sql"),
    },
    Migration {
        version: 32,
        name: "withdrawn_presence",
        sql: include_str!("../migrations/community/0032_withdrawn_presence.sql"),
    },
];

pub const REGION: &[Migration] = &[
    Migration { version: 1, name: "children", sql: include_str!("../migrations/region/0001_children.sql") },
    Migration { version: 2, name: "officers", sql: include_str!("../migrations/region/0002_officers.sql") },
    Migration {
        version: 3,
        name: "officer_factors",
        sql: include_str!("../migrations/region/0003_officer_factors.sql"),
    },
    Migration { version: 4, name: "checks", sql: include_str!("../migrations/region/0004_checks.sql") },
    Migration { version: 5, name: "unused_space", sql: include_str!("../migrations/region/0005_unused_space.sql") },
    Migration { version: 6, name: "places", sql: include_str!("../migrations/region/0006_places.sql") },
];

pub const ARCHIVE: &[Migration] = &[
    Migration { version: 1, name: "blobs", sql: include_str!("../migrations/archive/0001_blobs.sql") },
    Migration { version: 2, name: "blanks", sql: include_str!("../migrations/archive/0002_blanks.sql") },
];

mod sql {
    pub const TABLE: &str = "create table if not exists schema_version (
        version integer primary key, name text not null, applied_at integer not null
    ) strict";
    pub const CURRENT: &str = "select coalesce(max(version), 0) from schema_version";
    pub const APPLIED: &str = "insert into schema_version (version, name, applied_at) values (?, ?, ?)";
}

/// Brings the store to the newest version; does nothing when it is there already.
pub fn run_migrations(db: &dyn Db, migrations: &[Migration], now: domain::time::UtcMillis) -> Result<(), DbError> {
    db.run(sql::TABLE, &[])?;
    let current = db.run(sql::CURRENT, &[])?.first().map_or(Ok(0), |row| row.count(0))?;
    for migration in migrations.iter().filter(|migration| migration.version > current) {
        let mut result = Ok(());
        db.transaction(&mut || {
            result = db
                .run_script(migration.sql)
                .and_then(|()| db.run(sql::APPLIED, bind![migration.version, migration.name, now]))
                .map(|_| ());
            if result.is_ok() { TransactionOutcome::Commit } else { TransactionOutcome::RollBack }
        })?;
        result?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::native::Native;
    use domain::time::UtcMillis;

    #[test]
    fn migrating_twice_changes_nothing() {
        for migrations in [COMMUNITY, REGION, ARCHIVE] {
            let db = Native::in_memory().unwrap();
            run_migrations(&db, migrations, UtcMillis(1)).unwrap();
            run_migrations(&db, migrations, UtcMillis(2)).unwrap();
            let applied = db.run("select version, applied_at from schema_version order by version", &[]).unwrap();
            assert_eq!(applied.len(), migrations.len());
            assert!(applied.iter().all(|row| row.int(1) == Ok(1)));
        }
    }

    #[test]
    fn a_migration_that_fails_leaves_the_version_before() {
        const BROKEN: &[Migration] = &[
            Migration { version: 1, name: "good", sql: "create table a (x integer) strict;" },
            Migration {
                version: 2,
                name: "broken",
                sql: "create table b (x integer) strict; create table b (y integer);",
            },
        ];
        let db = Native::in_memory().unwrap();
        assert!(run_migrations(&db, BROKEN, UtcMillis(1)).is_err());
        let version = db.run(sql::CURRENT, &[]).unwrap()[0].int(0);
        assert_eq!(version, Ok(1));
        assert!(db.run("select * from b", &[]).is_err(), "half a migration stayed");
    }

    #[test]
    fn versions_are_numbered_without_gaps() {
        for migrations in [COMMUNITY, REGION, ARCHIVE] {
            let versions: Vec<u32> = migrations.iter().map(|migration| migration.version).collect();
            assert_eq!(versions, (1..=u32::try_from(versions.len()).unwrap()).collect::<Vec<_>>());
        }
    }
}
