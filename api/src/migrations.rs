//! Numbered migrations, append-only: expand first, contract in a later release. Each is applied once, in one
//! transaction with its row in `schema_version`, so that a crash in the middle leaves the version before.

use crate::bind;
use crate::db::{Db, DbError, TransactionOutcome};

pub struct Migration {
    pub version: u32,
    pub name: &'static str,
    pub sql: &'static str,
}

/// The migrations of an object by their files: `community/0001_foundation.sql` is version 1, with the name `foundation`.
macro_rules! migrations {
    ($folder:literal: $($number:literal $name:literal,)+) => {
        &[$(Migration {
            version: version_of($number),
            name: $name,
            sql: include_str!(concat!("../migrations/", $folder, "/", $number, "_", $name, ".sql")),
        }),+]
    };
}

/// `0012` as a number.
const fn version_of(number: &str) -> u32 {
    let (digits, mut version, mut at) = (number.as_bytes(), 0, 0);
    while at < digits.len() {
        version = version * 10 + (digits[at] - b'0') as u32;
        at += 1;
    }
    version
}

pub const COMMUNITY: &[Migration] = migrations! { "community":
    "0001" "foundation",
    "0002" "people",
    "0003" "imports",
    "0004" "bodies",
    "0005" "own_data",
    "0006" "signing_in",
    "0007" "searches",
    "0008" "journal_filters",
    "0009" "slips",
    "0010" "matters",
    "0011" "meetings",
    "0012" "files",
    "0013" "ballots",
    "0014" "decisions",
    "0015" "settings",
    "0016" "passkeys",
    "0017" "own_deliberation",
    "0018" "asked_offices",
    "0019" "attachments",
    "0020" "consultation",
    "0021" "several_decisions",
    "0022" "running_meetings",
    "0023" "sound_certificates",
    "0024" "secret_votes",
    "0025" "bound_ballots",
    "0026" "unused_space",
    "0027" "urgent_meetings",
    "0028" "invitation_answers",
    "0029" "office_phones",
    "0030" "announcements",
    "0031" "sorted_roster",
    "0032" "withdrawn_presence",
};

pub const REGION: &[Migration] = migrations! { "region":
    "0001" "children",
    "0002" "officers",
    "0003" "officer_factors",
    "0004" "checks",
    "0005" "unused_space",
    "0006" "places",
};

pub const ARCHIVE: &[Migration] = migrations! { "archive":
    "0001" "blobs",
    "0002" "blanks",
};

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
