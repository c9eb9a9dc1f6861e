//! The messages between communities and the offices of their streets, checked on both sides.

use super::{Finding, Installation, sql};
use anyhow::Result;

/// For each answer that a community recorded, the region's store has a verdict and the region's journal a row.
pub fn check_answers(all: &Installation) -> Result<Vec<Finding>> {
    let mut findings = vec![];
    for store in all.communities.values() {
        let region = store.code.get(..9).unwrap_or_default();
        let office = all.regions.get(region);
        for row in store.rows(sql::TAKEN, &[])? {
            let (opinion, verdict, at, stands) = (row.text(0), row.text(1), row.text(2), row.text(3));
            let given = office.map(|office| office.rows(sql::GIVEN, &[&opinion])).transpose()?.unwrap_or_default();
            let why = match given.first() {
                None => "was never asked it",
                Some(given) if given.text(0).is_empty() => "has not answered it",
                Some(given) if given.text(0) != verdict => "answered otherwise",
                Some(given) if !given.is_set(1) => "has no journal row of its answer",
                Some(_) => continue,
            };
            let words = format!("{at}  {stands}: \"{verdict}\" to opinion {opinion}; the office of {region} {why}");
            findings.push(Finding::contradiction(&store.code, words));
        }
    }
    Ok(findings)
}

/// Each request in an office's store is also in the store of its community.
pub fn check_questions(all: &Installation) -> Result<Vec<Finding>> {
    let mut findings = vec![];
    for office in all.regions.values() {
        for row in office.rows(sql::ASKED, &[])? {
            let (opinion, community, title, at) = (row.text(0), row.text(1), row.text(2), row.text(3));
            let store = all.communities.get(&community);
            let found = store.map(|store| store.rows(sql::OPINION, &[&opinion])).transpose()?.unwrap_or_default();
            if found.first().is_none_or(|own| own.text(0) != office.code) {
                let words = format!("{at}  opinion {opinion} \"{title}\": community {community} never asked it");
                findings.push(Finding::contradiction(&office.code, words));
            }
        }
    }
    Ok(findings)
}
