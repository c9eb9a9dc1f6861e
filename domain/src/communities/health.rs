//! What somebody who watches an installation is told.

use crate::{refusals, reply, words};

words! {
    /// What there is one of for each code, with a store of its own.
    pub enum ObjectKind {
        Region = "region",
        Community = "community",
        /// The files of a community.
        Archive = "archive",
    }
}

reply! {
    /// Objects that were looked at, and can be read: those on the way from the country to one community, and its archive.
    pub struct ObjectsChecked {
        pub looked_at: Vec<LookedAt>,
        pub now: crate::time::UtcMillis,
    }
    pub struct LookedAt {
        pub kind: ObjectKind,
        pub code: String,
    }
}

refusals! {
    pub enum HealthRefusal in "communities" {
        /// The store of this object cannot be read; the log says which file it is.
        ObjectDamaged = "object-damaged" 503 { kind: ObjectKind, code: String },
    }
}
