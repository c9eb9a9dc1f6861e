//! Which tables are written anew after something was erased of them, and which need it not.

/// Every table of a community or a region of which rows go, or columns are emptied, that say something of a person.
pub const TABLES: &[&str] = &[
    "assistances",
    "assisted_acts",
    "commands",
    "corrections",
    "demonstration_inbox",
    "factor_resets",
    "factors",
    "file_uploads",
    "file_uses",
    "households",
    "import_changes",
    "import_lines",
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

/// Tables of which rows go without a word about anybody: ids, counts, drafts that the committee made, what is public.
/// `blobs` is the Archive's, which writes over its files itself.
pub const NOTHING_PERSONAL: &[&str] =
    &["ballot_counts", "ballots", "blanks", "blobs", "bound_before", "catalogue", "due", "files"];
