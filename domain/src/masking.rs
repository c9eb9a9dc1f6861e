//! Masking of personal data (脱敏): one function for each kind, used in every public view (`PIPL` art. 51).
//!
//! The length of the hidden part cannot be counted, where the form allows it.

/// A mobile number as `138****1234`; any other length becomes only stars.
pub fn mask_phone(number: &str) -> String {
    match (number.get(..3), number.get(7..)) {
        (Some(head), Some(tail)) if number.len() == 11 => format!("{head}****{tail}"),
        _ => "****".to_owned(),
    }
}

/// An identity number as `5114************12`: the district and the last places, which do not show the birth; any other
/// length becomes only stars.
pub fn mask_identity(number: &str) -> String {
    match (number.get(..4), number.get(16..)) {
        (Some(head), Some(tail)) if number.len() == 18 => format!("{head}************{tail}"),
        _ => "****".to_owned(),
    }
}

/// The name of a person who has closed the account; in records a number follows, to tell several apart.
pub const CLOSED_ACCOUNT: &str = "已注销居民";

/// A person's name as `张**`, whatever its length. The pseudonym of a closed account is not masked as a surname, but
/// loses its number, by which strangers could recognise the same person.
pub fn mask_name(full: &str) -> String {
    if full.starts_with(CLOSED_ACCOUNT) {
        return CLOSED_ACCOUNT.to_owned();
    }
    full.chars().next().map_or_else(String::new, |surname| format!("{surname}**"))
}

/// A door within a building: building and unit stay, the door goes, `3号楼2单元**`.
pub fn mask_address(building: &str, unit: &str) -> String {
    format!("{building}{unit}**")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_the_field() {
        assert_eq!(mask_phone("13800001234"), "138****1234");
        assert_eq!(mask_phone("1380000123"), "****");
        assert_eq!(mask_phone("一三八〇〇〇〇一二三四"), "****");
        assert_eq!(mask_identity("11010519491231002X"), "1101************2X");
        assert_eq!(mask_identity("1101"), "****");
        assert_eq!(mask_name("张敏"), "张**");
        assert_eq!(mask_name("欧阳娜娜"), "欧**");
        assert_eq!(mask_name(""), "");
        assert_eq!(mask_name("已注销居民17"), "已注销居民");
        assert_eq!(mask_address("3号楼", "2单元"), "3号楼2单元**");
    }
}
