//! What the assembly may leave to the representatives.

use super::*;
use crate::limits;
use crate::matters::{CatalogueItem, default_catalogue};

#[test]
fn an_authorisation_names_items_of_the_catalogue_and_days_of_one_term() {
    let catalogue = default_catalogue(CommunityKind::Community);
    let (rules, today) = (community(), day("2026-11-20"));
    for (codes, from, until, expect) in [
        (&["lifts"][..], "2026-11-20", "2027-11-19", ""),
        (&["lifts", "projects"], "2026-11-20", "2026-11-20", ""),
        // ZJ-VC art. 16: the items are named.
        (&[], "2026-11-20", "2027-11-19", "items-wrong"),
        (&["lifts", "lifts"], "2026-11-20", "2027-11-19", "items-wrong"),
        (&["lifts", "C99"], "2026-11-20", "2027-11-19", "unknown-item C99"),
        (&["other"], "2026-11-20", "2027-11-19", "unknown-item other"),
        // Our list keeps the convention with the assembly; RC25 art. 30 lets a community leave it to the representatives.
        (&["lifts", "convention"], "2026-11-20", "2027-11-19", "reserved-to-assembly"),
        (&["lifts"], "2026-11-21", "2026-11-20", "days-reversed"),
        (&["lifts"], "2025-11-20", "2026-11-19", "days-reversed"),
        // RC25 art. 14: a term is five years.
        (&["lifts"], "2026-11-20", "2031-11-19", ""),
        (&["lifts"], "2026-11-20", "2031-11-20", "authorised-too-long"),
        // A term from 29 February ends with that month.
        (&["lifts"], "2028-02-29", "2033-02-28", ""),
        (&["lifts"], "2028-02-29", "2033-03-01", "authorised-too-long"),
    ] {
        let codes: Vec<CatalogueCode> = codes.iter().map(|code| code.parse().unwrap()).collect();
        let given = AuthorisationFacts { codes, from: day(from), until: day(until) };
        let found = match may_authorise(&given, &catalogue, today, &rules) {
            Ok(()) => String::new(),
            Err(Refusal::UnknownItem { code }) => format!("unknown-item {code}"),
            Err(Refusal::ItemsWrong { .. }) => "items-wrong".to_owned(),
            Err(Refusal::ReservedToAssembly) => "reserved-to-assembly".to_owned(),
            Err(Refusal::DaysReversed) => "days-reversed".to_owned(),
            Err(Refusal::AuthorisedTooLong { .. }) => "authorised-too-long".to_owned(),
            Err(other) => format!("{other:?}"),
        };
        assert_eq!(found, expect, "{given:?}");
    }
}

#[test]
fn an_authorisation_names_forty_items_at_most() {
    let item = default_catalogue(CommunityKind::Community).into_iter().find(|item| item.code == "lifts").unwrap();
    let (rules, today) = (community(), day("2026-11-20"));
    for (count, is_allowed) in [(limits::AUTHORISED_CODES_MAX, true), (limits::AUTHORISED_CODES_MAX + 1, false)] {
        let catalogue: Vec<_> =
            (0..count).map(|number| CatalogueItem { code: format!("C{number}"), ..item.clone() }).collect();
        let codes = catalogue.iter().map(|item| item.code.parse().unwrap()).collect();
        let given = AuthorisationFacts { codes, from: today, until: today };
        assert_eq!(may_authorise(&given, &catalogue, today, &rules).is_ok(), is_allowed, "{count}");
    }
}
