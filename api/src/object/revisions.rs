//! A counter for each feature's public pages. It grows with every change, and an `ETag` is made of it.

use super::{Cx, sql};
use crate::bind;
use crate::db::{Db, DbError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    Members,
    Volunteering,
    Matters,
    Meetings,
    Decisions,
}

impl Feature {
    fn as_str(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Volunteering => "volunteering",
            Self::Matters => "matters",
            Self::Meetings => "meetings",
            Self::Decisions => "decisions",
        }
    }
}

pub fn bump_revision(db: &dyn Db, feature: Feature) -> Result<(), DbError> {
    db.run(sql::TOUCH, bind![feature.as_str()]).map(|_| ())
}

pub fn sum_revisions(cx: &Cx<'_>, features: &[Feature]) -> Result<i64, DbError> {
    let names: Vec<&str> = features.iter().map(|feature| feature.as_str()).collect();
    let names = serde_json::json!(names).to_string();
    cx.first(sql::REVISIONS, bind![names])?.map_or(Ok(0), |row| row.int(0))
}
