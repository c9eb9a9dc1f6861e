//! What is erased because its time is over (PIPL art. 19, 47): every day, with a journal row of counts only.

use super::sql;
use crate::answer::Stop;
use crate::bind;
use crate::db::Db;
use crate::{journal, sessions};
use domain::privacy::Rules;
use domain::time::{DAY, UtcMillis};

/// Phones and identity numbers of those who left, old notices and searches, and slips whose time is over.
pub fn erase_what_is_old(db: &dyn Db, now: UtcMillis) -> Result<(), Stop> {
    let rules = Rules::current();
    let before = |days: u32| now.plus(-i64::from(days) * DAY);
    let people = db.run(sql::ERASE_DEPARTED, bind![before(rules.departed_contact_days)])?.len();
    let notices = db.run(sql::ERASE_NOTICES, bind![before(rules.notice_days)])?.len();
    let searches = db.run(sql::ERASE_SEARCHES, bind![before(rules.search_days)])?.len();
    let slips = db.run(sessions::PURGE_SLIPS, bind![now])?.len();
    let told = serde_json::json!({ "departed": people, "notices": notices, "searches": searches, "slips": slips });
    let detail = told.to_string();
    journal::append(db, now, "", "due/retention", "", &detail)?;
    Ok(())
}
