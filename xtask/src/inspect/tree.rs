//! The tree of regions and communities: which region lists which children, under which names, and with which counts.

use super::{Finding, Installation, sql};
use anyhow::Result;

pub fn check_tree(all: &Installation) -> Result<Vec<Finding>> {
    let mut findings = downwards(all)?;
    findings.extend(upwards(all)?);
    for (class, code, file) in &all.misplaced {
        let words = format!("the store of another object of {class} says to be this: {}", file.display());
        findings.push(Finding::contradiction(code, words));
    }
    Ok(findings)
}

/// Each child that a region lists exists under its own name, and the communities counted below it are open.
fn downwards(all: &Installation) -> Result<Vec<Finding>> {
    let mut findings = vec![];
    for region in all.regions.values() {
        for row in region.rows(sql::CHILDREN, &[])? {
            let (code, name, is_community) = (row.text(0), row.text(1), row.is_set(2));
            let stores = if is_community { &all.communities } else { &all.regions };
            let mut wrong = |words: String| findings.push(Finding::contradiction(&region.code, words));
            match stores.get(&code) {
                Some(own) if own.name != name => wrong(format!("lists {code} as {name}; it is called {}", own.name)),
                None if is_community => wrong(format!("lists the community {code} {name}, which was never opened")),
                // In the tree of the demonstration only one path downwards is open.
                None if row.number(3) > 0 => wrong(format!("lists the region {code} {name}, which was never opened")),
                _ => {}
            }
            let open = all.communities.keys().filter(|open| open.starts_with(&code)).count();
            if !is_community && i64::try_from(open) != Ok(row.number(3)) {
                wrong(format!("counts {} open communities in {code} {name}; there are {open}", row.number(3)));
            }
        }
    }
    Ok(findings)
}

/// Every open community and region is listed by the region above it, up to the country.
fn upwards(all: &Installation) -> Result<Vec<Finding>> {
    let mut findings = vec![];
    for (is_community, store) in
        all.communities.values().map(|store| (true, store)).chain(all.regions.values().map(|store| (false, store)))
    {
        let Some(parent) = parent(&store.code) else { continue };
        let lists = match all.regions.get(parent) {
            Some(above) => {
                let children = above.rows(sql::CHILDREN, &[])?;
                children.iter().any(|row| row.text(0) == store.code && row.is_set(2) == is_community)
            }
            None => false,
        };
        if !lists {
            let words = format!("{} is open, and {parent} above it does not list it", store.name);
            findings.push(Finding::contradiction(&store.code, words));
        }
        for row in store.rows(sql::PATH, &[])? {
            let (code, name) = (row.text(0), row.text(1));
            if let Some(own) = all.regions.get(&code).filter(|own| own.name != name) {
                let words = format!("names {code} above it {name}; it is called {}", own.name);
                findings.push(Finding::contradiction(&store.code, words));
            }
        }
    }
    Ok(findings)
}

/// The code of the region above; the country has none.
fn parent(code: &str) -> Option<&str> {
    match code.len() {
        12 => code.get(..9),
        9 => code.get(..6),
        6 => code.get(..4),
        4 => code.get(..2),
        2 => Some("0"),
        _ => None,
    }
}
