//! On what authority a rule applies (依据).

use crate::{reply, words};

words! {
    pub enum Ground: "process.ground" {
        /// A statute or a province's regulation.
        Law = "law",
        /// 地方做法: local working rules in use, which are not law.
        LocalRule = "local-rule",
        /// The system's default where no rule is written.
        Default = "default",
        /// The community's own setting.
        Setting = "setting",
    }
}

reply! {
    /// The source of a rule.
    pub struct Origin {
        pub pack: String,
        pub version: String,
        pub ground: Ground,
        pub source: String,
        pub article: Option<String>,
        /// Whether somebody compared it with the original text.
        pub verified: bool,
    }
}
