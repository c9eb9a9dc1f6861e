//! Openings that a stranger could have made, with records that look like the operator's own: a list to be ticked off.

use super::{Finding, Installation, sql};
use anyhow::Result;

pub fn check_communities(all: &Installation) -> Result<Vec<Finding>> {
    let mut findings = vec![];
    for store in all.communities.values() {
        for row in store.rows(sql::OPENED, &[])? {
            if row.is_set(3) {
                continue;
            }
            let words =
                format!("{}  {}, first person {}, basis: {}", row.text(0), store.name, row.text(1), row.text(2));
            findings.push(Finding::compare(&store.code, words));
        }
    }
    Ok(findings)
}

pub fn check_offices(all: &Installation) -> Result<Vec<Finding>> {
    let mut findings = vec![];
    for region in all.regions.values() {
        for row in region.rows(sql::HEADS, &[])? {
            let (at, name, until, basis) = (row.text(0), row.text(1), row.text(2), row.text(3));
            let words = format!("{at}  {}, head {name} until {until}, basis: {basis}", region.name);
            findings.push(if row.is_set(4) {
                Finding::compare(&region.code, words)
            } else {
                Finding::contradiction(&region.code, format!("{words}; its journal has no row of it"))
            });
        }
    }
    Ok(findings)
}
