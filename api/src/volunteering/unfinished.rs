//! A body's unfinished work: part of every hand-over.

use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::ids::BodyId;

/// Of one body.
pub struct UnfinishedWork {
    pub body: BodyId,
    /// Activities that have not ended.
    pub activities: u32,
    /// Services that wait for confirmation.
    pub services: u32,
}

/// Of every body that has something unfinished.
pub fn list_unfinished(cx: &Cx<'_>) -> HandlerResult<Vec<UnfinishedWork>> {
    let mut found: Vec<UnfinishedWork> = vec![];
    for row in cx.run(sql::UNFINISHED_ACTIVITIES, bind![cx.now])? {
        found.push(UnfinishedWork { body: row.parsed(0)?, activities: row.count(1)?, services: 0 });
    }
    for row in cx.run(sql::UNFINISHED_SERVICES, &[])? {
        let (body, services) = (row.parsed(0)?, row.count(1)?);
        match found.iter_mut().find(|known| known.body == body) {
            Some(known) => known.services = services,
            None => found.push(UnfinishedWork { body, activities: 0, services }),
        }
    }
    Ok(found)
}
