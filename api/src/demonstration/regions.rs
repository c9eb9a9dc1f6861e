//! The tree above the demonstration community. Counties of Meishan (眉山市) with the published numbers of their
//! communities; the street and the community under it are invented.

use super::{COMMUNITY, COMMUNITY_NAME};
use crate::regions::{RegionChild, RegionOpening};
use domain::ids::{CommunityCode, RegionCode};
use domain::regions::{FoundCommunity, RegionName};

/// County, code, communities (of these, in streets). The code of the new district is not one of the national
/// list: the district is an administrative area without one.
const COUNTIES: [(&str, &str, u32); 7] = [
    ("眉山天府新区", "511491", 34),
    ("东坡区", "511402", 97),
    ("彭山区", "511403", 22),
    ("仁寿县", "511421", 121),
    ("洪雅县", "511423", 28),
    ("丹棱县", "511424", 15),
    ("青神县", "511425", 20),
];

/// Every region from the country down to the street, each with its children.
pub fn region_openings() -> Vec<RegionOpening> {
    let total: u32 = COUNTIES.iter().map(|county| county.2).sum();
    let chain = [
        ("0", "中国", "country"),
        ("51", "四川省", "province"),
        ("5114", "眉山市", "city"),
        ("511402", "东坡区", "county"),
        ("511402901", "苏祠街道", "street"),
    ];
    let names: Vec<RegionName> = chain
        .iter()
        .filter_map(|(code, name, _)| {
            Some(RegionName { code: code.parse::<RegionCode>().ok()?, name: (*name).to_owned() })
        })
        .collect();
    let mut openings = vec![];
    for (at, (code, name, kind)) in chain.iter().enumerate() {
        let children = match *code {
            "0" => vec![child("51", "四川省", Some("province"), None)],
            "51" => vec![child("5114", "眉山市", Some("city"), Some(total))],
            "5114" => counties(),
            "511402" => vec![child("511402901", "苏祠街道", Some("street"), None)],
            _ => vec![RegionChild { demonstration: true, ..child(COMMUNITY, COMMUNITY_NAME, None, None) }],
        };
        openings.push(RegionOpening {
            code: (*code).to_owned(),
            name: (*name).to_owned(),
            kind: (*kind).to_owned(),
            path: names[..=at].to_vec(),
            children,
            places: COMMUNITY.parse().map(|code| community(code, &names[1..])).into_iter().collect(),
        });
        // The other counties can be opened and looked at; nothing in them has begun.
        if *code == "5114" {
            openings.extend(COUNTIES.iter().filter(|county| county.1 != "511402").map(|(name, code, _)| {
                RegionOpening {
                    code: (*code).to_owned(),
                    name: (*name).to_owned(),
                    kind: "county".to_owned(),
                    path: [
                        &names[..=at],
                        &[RegionName {
                            code: code.parse().unwrap_or_else(|_| RegionCode::country()),
                            name: (*name).to_owned(),
                        }],
                    ]
                    .concat(),
                    children: vec![],
                    places: vec![],
                }
            }));
        }
    }
    openings
}

fn community(code: CommunityCode, path: &[RegionName]) -> FoundCommunity {
    FoundCommunity { code, name: COMMUNITY_NAME.to_owned(), path: path.to_vec(), demonstration: true }
}

fn counties() -> Vec<RegionChild> {
    COUNTIES
        .iter()
        .map(|(name, code, total)| RegionChild {
            communities_open: u32::from(*code == "511402"),
            ..child(code, name, Some("county"), Some(*total))
        })
        .collect()
}

fn child(code: &str, name: &str, kind: Option<&str>, communities_total: Option<u32>) -> RegionChild {
    RegionChild {
        code: code.to_owned(),
        name: name.to_owned(),
        kind: kind.map(str::to_owned),
        communities_total,
        communities_open: 1,
        demonstration: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_child_names_its_parent() {
        for opening in region_openings() {
            for child in &opening.children {
                let parent = match child.code.parse::<RegionCode>() {
                    Ok(region) => region.parent(),
                    Err(_) => Some(child.code.parse::<domain::ids::CommunityCode>().unwrap().parent()),
                };
                assert_eq!(parent.map(|code| code.to_string()), Some(opening.code.clone()), "{}", child.name);
            }
        }
        assert_eq!(COUNTIES.iter().map(|county| county.2).sum::<u32>(), 337);
    }
}
