//! Opening a community (社区入驻): the operator of an installation opens it once, with its place in the tree and with
//! the first person who may keep its roster. That person then imports the roster and seats the others.
//!
//! Invariant: the path is that of the code, level by level, so that a community is never placed under a region that is
//! not its own.

use super::CommunityKind;
use crate::ids::{CommunityCode, RegionCode};
use crate::members::PersonName;
use crate::regions::{RegionKind, RegionName};
use crate::sessions::Phone;
use crate::text::{Line, Reason, Title};
use crate::{body, reply};

/// How long the first seat lasts; the committee must be seated by then (design default).
pub const FIRST_SEAT_DAYS: i64 = 180;

crate::refusals! {
    /// Why a community is not opened.
    pub enum OpeningRefusal in "communities" {
        /// The operator's key is not that of this installation.
        OperatorKeyWrong = "operator-key-wrong" 403,
        /// The path does not match the code: province, city, county, street or township.
        PathWrong = "path-wrong" 422,
        /// The community has been opened already.
        AlreadyOpen = "already-open" 409,
    }
}

body! {
    pub struct OpenCommunityRequest {
        /// The secret that only the operator of the installation has.
        pub operator_key: Line<32, 128>,
        pub code: CommunityCode,
        pub name: Title,
        pub kind: CommunityKind,
        /// Province, city, county, street or township above it.
        pub path: Vec<RegionAbove>,
        /// The person who keeps the roster from the first day.
        pub first: FirstClerk,
        /// The decision or letter on which the opening is based; it is recorded in the journal.
        pub basis: Reason,
    }
    pub struct RegionAbove {
        pub code: RegionCode,
        pub name: Title,
        pub kind: RegionKind,
    }
    pub struct FirstClerk {
        pub name: PersonName,
        pub phone: Phone,
    }
}

reply! {
    pub struct CommunityOpened {
        pub code: CommunityCode,
        /// Whether this request wrote anything: `false` when all of it was open before.
        pub changed: bool,
    }
}

/// Names from the country down to the street, if the path matches the code of the community.
pub fn path_of(code: &CommunityCode, path: &[RegionAbove]) -> Result<Vec<RegionName>, OpeningRefusal> {
    let mut expected = vec![];
    let mut region = Some(code.parent());
    while let Some(at) = region {
        region = at.parent();
        expected.push(at);
    }
    expected.reverse();
    let fits = |kind: RegionKind, level: usize| match level {
        0 => kind == RegionKind::Province,
        1 => kind == RegionKind::City,
        2 => kind == RegionKind::County,
        _ => matches!(kind, RegionKind::Street | RegionKind::Township),
    };
    let right = path.len() + 1 == expected.len()
        && path
            .iter()
            .zip(&expected[1..])
            .enumerate()
            .all(|(level, (above, code))| above.code == *code && fits(above.kind, level));
    if !right {
        return Err(OpeningRefusal::PathWrong);
    }
    let country = RegionName { code: RegionCode::country(), name: "中国".to_owned() };
    let above = path.iter().map(|above| RegionName { code: above.code.clone(), name: above.name.as_str().to_owned() });
    Ok([country].into_iter().chain(above).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn above(code: &str, kind: RegionKind) -> RegionAbove {
        RegionAbove { code: code.parse().unwrap(), name: "某地".parse().unwrap(), kind }
    }

    #[test]
    fn the_path_is_that_of_the_code() {
        use RegionKind as K;
        let code: CommunityCode = "511402001003".parse().unwrap();
        let right = vec![
            above("51", K::Province),
            above("5114", K::City),
            above("511402", K::County),
            above("511402001", K::Street),
        ];
        let names = path_of(&code, &right).unwrap();
        assert_eq!(
            names.iter().map(|name| name.code.as_str()).collect::<Vec<_>>(),
            ["0", "51", "5114", "511402", "511402001"]
        );
        let township = [&right[..3], &[above("511402001", K::Township)]].concat();
        assert!(path_of(&code, &township).is_ok());
        for wrong in [
            right[..3].to_vec(),
            right[1..].to_vec(),
            vec![],
            [&right[..3], &[above("511402002", K::Street)]].concat(),
            [&right[..3], &[above("511402001", K::County)]].concat(),
            [&[above("50", K::Province)], &right[1..]].concat(),
            [&[above("0", K::Country)], &right[..]].concat(),
        ] {
            assert_eq!(path_of(&code, &wrong), Err(OpeningRefusal::PathWrong), "{wrong:?}");
        }
    }
}
