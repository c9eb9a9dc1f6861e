//! The members (居民) as the office sees them: the roster, and the bodies to which they are elected.

pub mod bodies;
pub mod roster;
