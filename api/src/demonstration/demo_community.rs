//! Which community the demonstration is.

/// The community's code. Its last six digits are ours: no such street or community exists.
pub const COMMUNITY: &str = "511402901001";
pub const COMMUNITY_NAME: &str = "三苏社区";
