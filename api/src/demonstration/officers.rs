//! The officers of the street and the county above the demonstration community (示范数据). None of them exists.

use domain::communities::DemonstrationOfficer;
use domain::regions::OfficerPost;

/// The document that their seats are based on.
pub const OFFICERS_BASIS: &str = "示范〔2026〕1号";

/// Region, its name, post, name and phone.
const OFFICERS: [(&str, &str, OfficerPost, &str, &str); 3] = [
    ("511402901", "苏祠街道", OfficerPost::Head, "示范·周敏", "13770009901"),
    ("511402901", "苏祠街道", OfficerPost::Staff, "示范·何伟", "13770009902"),
    ("511402", "东坡区", OfficerPost::Head, "示范·杨帆", "13770009903"),
];

/// People for trying the offices.
pub fn list_officers() -> Vec<DemonstrationOfficer> {
    let one = |(region, region_name, post, name, phone): &(&str, &str, OfficerPost, &str, &str)| {
        Some(DemonstrationOfficer {
            region: region.parse().ok()?,
            region_name: (*region_name).to_owned(),
            post: *post,
            name: (*name).to_owned(),
            phone: (*phone).to_owned(),
        })
    };
    OFFICERS.iter().filter_map(one).collect()
}

/// Whether a phone belongs to one of them.
pub fn is_officer(phone: &str) -> bool {
    OFFICERS.iter().any(|officer| officer.4 == phone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn everybody_could_sit_where_the_demonstration_is() {
        let regions: BTreeSet<_> =
            super::super::region_openings().into_iter().map(|opening| (opening.code, opening.name)).collect();
        assert_eq!(list_officers().len(), OFFICERS.len());
        for officer in list_officers() {
            assert!(regions.contains(&(officer.region.to_string(), officer.region_name.clone())), "{officer:?}");
            assert!(officer.name.parse::<domain::members::PersonName>().is_ok() && is_officer(&officer.phone));
            assert!(officer.phone.parse::<domain::sessions::Phone>().is_ok() && officer.name.starts_with("示范"));
        }
        assert!(OFFICERS_BASIS.parse::<domain::members::SeatBasis>().is_ok());
    }
}
