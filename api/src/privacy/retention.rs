//! What is erased after its retention period (PIPL art. 19, 47): every day, with a journal row of counts only.

use super::sql;
use crate::answer::HandlerError;
use crate::bind;
use crate::db::Db;
use crate::object::{Feature, bump_revision};
use crate::{erasing, journal, sessions};
use domain::privacy::Rules;
use domain::time::{DAY, UtcMillis};

/// Phones and identity numbers of members who left, old notices, searches and reports of posts, expired slips, and
/// wrong codes at closed meetings.
pub fn erase_what_is_old(db: &dyn Db, now: UtcMillis) -> Result<(), HandlerError> {
    let rules = Rules::current();
    let before = |days: u32| now.plus(-i64::from(days) * DAY);
    let people = db.run(sql::ERASE_DEPARTED, bind![before(rules.departed_contact_days)])?.len();
    if people > 0 {
        erasing::erase_tonight(db, now)?;
    }
    let notices = db.run(sql::ERASE_NOTICES, bind![before(rules.notice_days)])?.len();
    let searches = db.run(sql::ERASE_SEARCHES, bind![before(rules.search_days)])?.len();
    let slips = db.run(sessions::PURGE_SLIPS, bind![now])?.len();
    let reports = db.run(sql::ERASE_REPORTS, bind![before(rules.report_days)])?.len();
    if reports > 0 {
        bump_revision(db, Feature::Matters)?;
    }
    let tries = db.run(sql::ERASE_TRIES, bind![before(rules.check_in_try_days)])?.len();
    let told = serde_json::json!({
        "departed": people, "notices": notices, "searches": searches, "slips": slips, "reports": reports, "tries": tries
    });
    let detail = told.to_string();
    journal::append_row(db, now, "", "due/retention", "", &detail)?;
    Ok(())
}
