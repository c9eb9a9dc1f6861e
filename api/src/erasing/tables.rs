//! The tables that are rewritten after something in them was erased, and those that need no rewriting.

/// All tables of a community or a region that lose rows, or contents of columns, with data about a person.
pub const TABLES: &[&str] = &[
    "assistances",
    "assisted_acts",
    "commands",
    "corrections",
    "cosigns",
    "demonstration_inbox",
    "factor_resets",
    "factors",
    "file_uploads",
    "file_uses",
    "households",
    "import_changes",
    "import_lines",
    "meeting_answers",
    "meeting_presence",
    "meeting_tries",
    "members",
    "moderations",
    "notices",
    "officers",
    "outgoing",
    "passkey_challenges",
    "passkeys",
    "post_reports",
    "post_texts",
    "posts",
    "rates",
    "recovery_codes",
    "reveals",
    "search_hits",
    "searches",
    "seats",
    "services",
    "sessions",
    "sign_in_codes",
    "sign_in_events",
    "sign_in_slips",
    "sign_in_tickets",
];

/// Tables that lose rows without data about a person: ids, counts, drafts of the committee, public data. `blobs` is the
/// Archive's, which overwrites its files itself.
pub const NOTHING_PERSONAL: &[&str] =
    &["ballot_counts", "ballots", "blanks", "blobs", "bound_before", "catalogue", "due", "files", "place_words"];
