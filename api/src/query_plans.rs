//! How statements that once scanned a whole history, or a product of two lists, find their rows. SQLite itself is asked
//! for its plan, because a condition without a fitting index still gets its answer, only more and more slowly.

#[cfg(test)]
mod tests {
    use crate::db::native::Native;
    use crate::db::{Db, Value};
    use crate::{members, migrations, privacy};
    use domain::time::UtcMillis;

    /// Tables that grow with the community or with its history, under the aliases of these statements.
    const LARGE: [&str; 5] = ["SCAN a ", "SCAN e ", "SCAN m ", "SCAN t ", "SCAN accounts "];

    fn plan(db: &Native, sql: &str) -> String {
        let question: &'static str = format!("explain query plan {sql}").leak();
        // The plan is the same whatever the values are.
        let values = ["?1", "?2", "?3", "?4", "?5", "?6", "?7", "?8"]
            .iter()
            .filter(|value| sql.contains(*value))
            .count()
            .max(sql.matches('?').count().min(1));
        let rows = db.run(question, &vec![Value::Null; values]).unwrap();
        rows.iter().map(|row| row.text(3).unwrap() + " \n").collect()
    }

    fn store() -> Native {
        let db = Native::in_memory().unwrap();
        migrations::run_migrations(&db, migrations::COMMUNITY, UtcMillis(1)).unwrap();
        db
    }

    #[test]
    fn indexes_are_used_to_their_last_column_and_nothing_large_is_walked() {
        let db = store();
        for (name, sql, uses) in [
            ("one's own hours", privacy::sql::HOURS, vec!["accounts_by_owner (unit=? AND kind=? AND <expr>=?)"]),
            (
                "whether those of an import did something since",
                members::import::sql::IN_USE,
                vec!["members_by_import", "accounts_by_owner (unit=? AND kind=? AND <expr>=?)"],
            ),
            (
                "whether an import has what an earlier one would give back",
                members::import::sql::HAS_WHAT_WAS_TAKEN,
                vec!["members_by_phone (phone=?)", "members_by_identity (identity_hash=?)"],
            ),
            ("the roster by dwelling", members::sql::BY_DWELLING, vec!["members_by_dwelling ((dwelling_key,id)>(?,?)"]),
            (
                "a grid by dwelling",
                members::sql::BY_DWELLING_OF_GRID,
                vec!["members_by_grid_and_dwelling (grid=? AND (dwelling_key,id)>(?,?)"],
            ),
            ("the roster by name", members::sql::BY_NAME, vec!["members_by_name ((name_key,id)>(?,?))"]),
            (
                "a grid by name",
                members::sql::BY_NAME_OF_GRID,
                vec!["members_by_grid_and_name (grid=? AND (name_key,id)>(?,?))"],
            ),
            (
                "the roster by grid",
                members::sql::BY_GRID,
                vec!["members_by_grid_and_dwelling ((grid,dwelling_key,id)>(?,?,?))"],
            ),
            ("the buildings", members::sql::BUILDINGS, vec!["households_by_place (building>?)"]),
            (
                "the buildings of a grid",
                members::sql::BUILDINGS_OF_GRID,
                vec!["households_by_grid_and_building (grid=? AND building>?)"],
            ),
        ] {
            let plan = plan(&db, sql);
            let walked: Vec<_> = LARGE.iter().filter(|walk| plan.contains(*walk)).collect();
            let missing: Vec<_> = uses.iter().filter(|index| !plan.contains(**index)).collect();
            assert!(walked.is_empty() && missing.is_empty(), "{name}: walks {walked:?}, lacks {missing:?}\n{plan}");
        }
    }

    /// The test can fail.
    #[test]
    fn a_walk_is_found() {
        let plan = plan(
            &store(),
            "select 1 from accounts c join entries e on e.account = c.id join transfers t on t.seq = e.transfer
             where c.kind = 'member' and coalesce(c.owner, '') = ?1",
        );
        assert!(plan.contains("SCAN e "), "{plan}");
    }
}
