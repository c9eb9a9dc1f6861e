//! What a person who monitors an installation is told.

use crate::{refusals, reply, words};

words! {
    /// The kinds of objects: for each code there is one object, with its own store.
    pub enum ObjectKind {
        Region = "region",
        Community = "community",
        /// Stores the files of one community.
        Archive = "archive",
    }
}

reply! {
    /// Objects that were read successfully: those on the path from the country to one community, and the archive of
    /// that community.
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
