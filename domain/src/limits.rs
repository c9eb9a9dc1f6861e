//! Every limit of Linli in one place: lengths in characters, counts, sizes in bytes, rates, times.
//!
//! A limit is checked on both sides of each boundary: by the type or rule that owns it, and by a test.

/// Bytes of a request's body; the gate answers 413 above it.
pub const BODY_BYTES_MAX: usize = 64 * 1024;
/// Bytes of a request's path and query together; the gate answers 414 above it.
pub const URL_BYTES_MAX: usize = 2 * 1024;
/// Rows of one page of any list.
pub const PAGE_ROWS_MAX: u32 = 100;
/// Rows of a page when the caller names none.
pub const PAGE_ROWS_DEFAULT: u32 = 50;
/// Communities in one answer of the search by name.
pub const FOUND_COMMUNITIES_MAX: u32 = 20;

pub const TITLE_CHARS_MAX: usize = 60;
pub const PLACE_CHARS_MAX: usize = 80;
pub const PLAN_CHARS_MAX: usize = 2000;
/// The text of an announcement: two pages of A4.
pub const ANNOUNCEMENT_CHARS_MAX: usize = 3000;
/// Days ahead that the last day of an announcement may be.
pub const ANNOUNCEMENT_DAYS_MAX: i64 = 366;
/// Announcements of one community in a day: each writes a notice to everybody whom it addresses.
pub const ANNOUNCEMENTS_PER_DAY_MAX: u32 = 30;
pub const REASON_CHARS_MIN: usize = 4;
pub const REASON_CHARS_MAX: usize = 300;
pub const NAME_CHARS_MAX: usize = 30;
/// Of age (Civil Code, art. 17).
pub const ADULT_YEARS: i32 = 18;
/// The meeting and date on which a seat is based, or the number of a document.
pub const BASIS_CHARS_MAX: usize = 120;
/// What a seat is responsible for, and its hand-over.
pub const DUTIES_CHARS_MAX: usize = 500;
/// The telephone of an office, and the text about its hours.
pub const OFFICE_PHONE_CHARS_MIN: usize = 7;
pub const OFFICE_PHONE_CHARS_MAX: usize = 20;
pub const OFFICE_HOURS_CHARS_MAX: usize = 40;
/// Days after today of which a person's meetings, and the places at activities, stand among what is to be done.
pub const TODAY_MEETING_DAYS: i64 = 7;
pub const TODAY_ACTIVITY_DAYS: i64 = 1;
/// Years of a seat that has no term by law: a longer one is a typing error.
pub const SEAT_YEARS_MAX: u32 = 60;
/// Marks on one character of a text: the deepest Tibetan stack has five, of letters and vowels together.
pub const MARKS_ON_A_SIGN_MAX: usize = 6;
/// A search word in the roster.
pub const SEARCH_CHARS_MAX: usize = 30;

/// Lines of one spreadsheet of residents.
pub const IMPORT_LINES_MAX: u32 = 20_000;
/// Lines that one request carries.
pub const IMPORT_BATCH_LINES_MAX: usize = 250;
/// Characters of one cell.
pub const IMPORT_CELL_CHARS_MAX: usize = 120;
/// Number of first rows among which the row of column names must be.
pub const IMPORT_HEADING_ROWS_MAX: usize = 12;
/// Bytes of the largest file that is read.
pub const IMPORT_FILE_BYTES_MAX: u64 = 20 * 1024 * 1024;
/// Days after which unconfirmed lines are erased.
pub const IMPORT_OPEN_DAYS: i64 = 7;
/// Imports of one community that may wait at the same time.
pub const IMPORTS_OPEN_MAX: u32 = 4;
/// Rows of one page of the export.
pub const EXPORT_ROWS_MAX: u32 = 500;

/// Characters of a journal row's subject: an id, a code, or the name of a file, which is the longest.
pub const JOURNAL_SUBJECT_CHARS_MAX: usize = 64;
/// Rows of one page of the journal's export.
pub const JOURNAL_EXPORT_ROWS_MAX: u32 = 500;
/// People whom a search in the journal finds.
pub const JOURNAL_PEOPLE_MAX: u32 = 20;

/// Volunteers of one activity.
pub const ACTIVITY_CAPACITY_MAX: u32 = 500;
/// People who may wait for a place at a full activity.
pub const WAITING_LIST_MAX: u32 = 200;
/// Service records confirmed by one command.
pub const CONFIRMATIONS_MAX: usize = 100;

/// How long a one-time sign-in code is valid.
pub const SIGN_IN_CODE_MILLIS: i64 = 5 * 60 * 1000;
/// Wrong tries for one code; the sixth wrong try ends it.
pub const SIGN_IN_TRIES_MAX: u32 = 6;
/// Seconds between two codes to one phone.
pub const SIGN_IN_RESEND_SECONDS: i64 = 60;
/// Codes to one phone in an hour.
pub const SIGN_IN_CODES_PER_PHONE_HOUR: u32 = 5;
/// Codes and tries from one network address in an hour.
pub const SIGN_IN_PER_ADDRESS_HOUR: u32 = 60;
/// The same for a /48 network of IPv6, which many may share.
pub const SIGN_IN_PER_WIDE_NETWORK_HOUR: u32 = 600;
/// Codes of one community sent in an hour to browsers that never signed in: it stops a flood before the bill for
/// messages does.
pub const SIGN_IN_PER_COMMUNITY_HOUR: u32 = 2000;
/// Codes of one region in an hour: few people work there.
pub const SIGN_IN_PER_REGION_HOUR: u32 = 300;
/// Codes sent in an hour to browsers of one community that signed in before, and how many of these to one phone: a
/// person with many known browsers cannot use up the codes of everybody.
pub const SIGN_IN_KNOWN_PER_COMMUNITY_HOUR: u32 = 2000;
pub const SIGN_IN_KNOWN_PER_PHONE_HOUR: u32 = 20;
/// Codes of one community in an hour that prove a new phone.
pub const NEW_PHONE_CODES_PER_COMMUNITY_HOUR: u32 = 500;
/// Wrong tries by strangers in an hour at codes that were sent. Each try hits one of a million codes, so this many
/// would open one account after seventy days of an unstopped flood.
pub const SIGN_IN_GUESSES_PER_COMMUNITY_HOUR: u32 = 600;
pub const SIGN_IN_GUESSES_PER_REGION_HOUR: u32 = 60;
/// Bits of zero that a proof of work needs, minimum and maximum: on a cheap phone, with 380,000 hashes a second, 0.7 to
/// 3 seconds on average.
pub const PROOF_BITS_MIN: u32 = 18;
pub const PROOF_BITS_MAX: u32 = 20;
/// Current and future seats of one region.
pub const OFFICERS_PER_REGION_MAX: u32 = 200;
/// Years of an officer's seat: a longer one is a typing error.
pub const OFFICER_SEAT_YEARS_MAX: u32 = 10;
/// Days after an officer's last seat for which the phone is kept.
pub const OFFICER_PHONE_DAYS: i64 = 180;
/// Days for which officers see on their own page that their second factor was reset.
pub const OFFICER_FACTOR_RESET_TOLD_DAYS: i64 = 30;
/// Days that a session lives.
pub const SESSION_DAYS: i64 = 30;
/// Sessions of one member at a time; the oldest makes room.
pub const SESSIONS_PER_MEMBER_MAX: u32 = 8;
/// People who may share one phone.
pub const PEOPLE_PER_PHONE_MAX: u32 = 12;
/// How long a ticket is valid after a right code, and how long an unconfirmed second factor may be confirmed.
pub const TICKET_MILLIS: i64 = 5 * 60 * 1000;
pub const FACTOR_BEGUN_MILLIS: i64 = 30 * 60 * 1000;
/// Wrong codes of the second factor before it is locked.
pub const FACTOR_TRIES_MAX: u32 = 6;
pub const FACTOR_LOCK_MILLIS: i64 = 15 * 60 * 1000;
/// Days for an office holder to enrol a second factor.
pub const FACTOR_ENROL_DAYS: i64 = 14;
pub const RECOVERY_CODES: usize = 10;
/// How long a proof of the second factor counts for a dangerous act.
pub const STEP_UP_MILLIS: i64 = 15 * 60 * 1000;
/// Hours without use after which a session of an office holder ends.
pub const STAFF_IDLE_HOURS: i64 = 12;
/// Days for which a member's history of signing in is kept.
pub const SIGN_IN_HISTORY_DAYS: i64 = 180;
/// Days for which a browser counts as having signed in before.
pub const DEVICE_DAYS: i64 = 400;
/// Codes that one member may have sent to new phones in an hour.
pub const NEW_PHONE_CODES_PER_HOUR: u32 = 5;

/// The archive: bytes of one file as stored; the phone shrinks photos before it sends them.
pub const FILE_BYTES_MAX: u32 = 1024 * 1024;
/// Bytes of one upload: parts that are removed (Exif with its preview) may be added.
pub const FILE_UPLOAD_BYTES_MAX: usize = 1024 * 1024 + 64 * 1024;
/// Pixels on the longer side of an image: above this, a small file fills a phone's memory.
pub const FILE_SIDE_PIXELS_MAX: u32 = 4096;
/// Files that one person may upload in one day: twice a meeting with its signature sheets.
pub const FILES_PER_MEMBER_DAY: u32 = 60;
/// Bytes that one person may store: over a thousand photos.
pub const FILE_BYTES_PER_MEMBER_MAX: u64 = 512 * 1024 * 1024;
/// Bytes that one community may store: an object holds 10 GB on Cloudflare, and the database needs some of it.
pub const FILE_BYTES_PER_COMMUNITY_MAX: u64 = 8 * 1024 * 1024 * 1024;
/// Files of one matter; photos of one meeting, and pages of its signature sheet.
pub const FILES_PER_OWNER_MAX: u32 = 12;
/// Files of one post: it is read on a phone, among many others.
pub const FILES_PER_POST_MAX: u32 = 4;
/// Characters of the description of a file, for people who cannot see it.
pub const CAPTION_CHARS_MAX: usize = 80;
/// Days after a meeting in which photos and its signature sheet may be uploaded.
pub const MEETING_RECORD_DAYS: i64 = 30;
/// Days after which an upload that is attached to nothing is erased.
pub const FILE_UNUSED_DAYS: i64 = 7;
/// Seconds within which a file must be registered after its bytes were stored.
pub const FILE_PROOF_SECONDS: i64 = 60;
/// Hours after which the archive first asks whether a stored file was registered.
pub const ARCHIVE_FIRST_CHECK_HOURS: i64 = 24;
/// Days after which it asks again: by then a file that its community has erased is gone.
pub const ARCHIVE_CHECK_DAYS: i64 = 10;
/// Files about which the archive asks at once.
pub const ARCHIVE_CHECK_FILES: u32 = 100;

/// Hours for which a slip for signing in is valid: a slip from a Friday still works when the family comes on Sunday,
/// and no longer than needed.
pub const SLIP_HOURS: i64 = 72;
/// Slips that one worker may print in a day: enough for a day of home visits; it limits the harm of a stolen session.
pub const SLIPS_PER_WORKER_DAY: u32 = 40;

/// Grids: the name on the grid worker's badge.
pub const GRID_NAME_CHARS_MAX: usize = 20;
/// Ballots: the question, the name of a rule, ballots of one meeting, and how long one may be open.
pub const QUESTION_CHARS_MAX: usize = 200;
pub const RULE_KEY_CHARS_MAX: usize = 60;
pub const BALLOTS_PER_MEETING_MAX: u32 = 40;
pub const BALLOT_OPEN_MINUTES_MAX: u32 = 24 * 60;
/// The default of a form.
pub const BALLOT_OPEN_MINUTES_USUAL: u32 = 10;
/// Wrong tokens of one ballot counted in a minute: more than faulty phones send, and too few to be a load.
pub const WRONG_TOKENS_PER_MINUTE_MAX: u32 = 30;
/// The longest wait of a phone before it casts, so that nobody can link a vote by its moment: long enough that several
/// members of a committee choose within it, and no longer than people keep looking at a page.
pub const CAST_WAIT_MILLIS_MAX: u32 = 20_000;
/// How long before the announced end a vote must be sent: allows for a slow phone and a clock that is a little off.
pub const CAST_MARGIN_MILLIS: i64 = 15_000;

/// Passkeys of one member: a phone, a tablet, a computer at home and one at work, and one in reserve.
pub const PASSKEYS_PER_MEMBER_MAX: u32 = 5;
/// How long a browser may take to make or to show a passkey.
pub const PASSKEY_CHALLENGE_MILLIS: i64 = 5 * 60 * 1000;
/// Passkeys that one member may begin to make in an hour.
pub const PASSKEYS_BEGUN_PER_HOUR: u32 = 10;
/// Bytes of data from browsers: for an id of a credential and for a user handle the maximum of the standard (Web
/// Authentication, level 3, sections 4 and 5.4.3), for the rest several times the present size.
pub const CREDENTIAL_BYTES_MAX: usize = 1023;
pub const USER_HANDLE_BYTES: usize = 32;
pub const CLIENT_DATA_BYTES_MAX: usize = 2048;
pub const ATTESTATION_BYTES_MAX: usize = 8192;
pub const AUTHENTICATOR_DATA_BYTES_MAX: usize = 1024;
/// An ES256 signature in DER.
pub const SIGNATURE_BYTES_MAX: usize = 72;

/// Wrong check-in codes of one member for one activity, after which only the organiser's list remains.
pub const CHECK_IN_TRIES_MAX: u32 = 6;

// Matters (议事协商).
/// Characters of a matter's text; the phone computes the difference of two texts.
pub const MATTER_TEXT_CHARS_MAX: usize = 2000;
pub const POST_CHARS_MAX: usize = 500;
/// Versions of one text.
pub const MATTER_VERSIONS_MAX: u32 = 50;
/// Replies to one post: all of them are sent with it.
pub const REPLIES_MAX: u32 = 50;
pub const CATALOGUE_LINES_MAX: usize = 100;
/// Number of the newest matters that a new one is compared with, and characters of each.
pub const SIMILAR_LOOKED_AT: u32 = 300;
pub const SIMILAR_CHARS: u32 = 300;
pub const SIMILAR_MATTERS_MAX: usize = 5;
/// Searches for similar matters by one resident in an hour: one for each pause in typing.
pub const SIMILAR_PER_HOUR: u32 = 120;
/// Tasks in one list of the office.
pub const MATTER_TASKS_MAX: u32 = 100;
// Meetings.
/// Items of one agenda, and minutes of one item.
pub const AGENDA_ITEMS_MAX: usize = 20;
pub const AGENDA_MINUTES_MAX: u32 = 480;
/// Outcomes of a meeting: suggestions beyond the agenda, and how often they may be recorded again.
pub const SUGGESTIONS_MAX: usize = 10;
pub const SUGGESTION_CHARS_MAX: usize = 200;
pub const OUTCOME_VERSIONS_MAX: u32 = 20;
/// The hour of the previous day at which reminders are sent.
pub const REMIND_HOUR: i64 = 9;
/// Minutes of an item for which none are given.
pub const AGENDA_MINUTES_USUAL: u32 = 30;
/// Materials of one meeting.
pub const MEETING_MATERIALS_MAX: u32 = 20;
/// Guests of one meeting, who have no vote.
pub const MEETING_GUESTS_MAX: usize = 60;
pub const GUEST_NAME_CHARS_MAX: usize = 40;
/// Places for listeners at one hearing; also the number of visitors.
pub const MEETING_SEATS_MAX: u32 = 5_000;
/// Days ahead for which a meeting may be announced: more is a typing error.
pub const MEETING_AHEAD_DAYS_MAX: i64 = 366;
/// Lines of the paper list that one request carries.
pub const LISTED_VOTERS_MAX: usize = 200;
/// Hours for which the key of an open meeting produces codes.
pub const MEETING_KEY_HOURS: i64 = 12;
/// Characters of the minutes: of one item, and of all items together, so that they fit one request.
pub const MINUTES_ITEM_CHARS_MAX: usize = 4_000;
pub const MINUTES_CHARS_MAX: usize = 15_000;
/// Versions of the minutes of one meeting.
pub const MINUTES_VERSIONS_MAX: u32 = 100;

// Followers of a meeting's counts.
/// Sockets of one community: a hall full of phones. Later callers poll instead.
pub const FOLLOWERS_MAX: usize = 600;
/// How long changes are collected before they are pushed.
pub const FOLLOWERS_TOLD_MILLIS: u64 = 1_000;

/// Days for which an answered command key is kept, so that a phone that was offline may safely send twice.
pub const IDEMPOTENCY_DAYS: i64 = 200;

/// Largest integer that JavaScript represents exactly.
pub const SAFE_INTEGER_MAX: i64 = (1 << 53) - 1;

const _: () = assert!(PAGE_ROWS_DEFAULT <= PAGE_ROWS_MAX);
const _: () = assert!(IDEMPOTENCY_DAYS >= 180);
const _: () = assert!(FILE_BYTES_MAX as usize <= FILE_UPLOAD_BYTES_MAX);

// Decisions (四议两公开).
/// The code of an item of the catalogue.
pub const CATALOGUE_CODE_CHARS_MAX: usize = 40;
/// Items that one authorisation names.
pub const AUTHORISED_CODES_MAX: usize = 40;
/// The largest number that a form offers for a community rule.
pub const RULE_NUMBER_MAX: u32 = 365;
/// Papers (minutes, photos, signature sheets) of one step.
pub const EVIDENCE_PER_STEP_MAX: u32 = 12;
/// Files of one case: as many as the longest way, of five steps, can need, so that no step exceeds the limit.
pub const FILES_PER_CASE_MAX: u32 = 5 * EVIDENCE_PER_STEP_MAX;
/// Characters of an opinion.
pub const OPINION_CHARS_MAX: usize = 2000;
/// Characters of the basis of an authorisation: the meeting and its date.
pub const AUTHORISATION_BASIS_CHARS_MIN: usize = 4;
/// Open cases of one community at the same time: each is checked for what it lacks.
pub const CASES_OPEN_MAX: u32 = 30;

// --- the demonstration's clock -------------------------------------------------------------------------------------

/// How far a demonstration's clock may be set ahead: a year.
pub const CLOCK_AHEAD_MINUTES_MAX: i64 = 365 * 24 * 60;

/// Waiting checks listed in the office of a street or township, the nearest deadline first.
pub const CHECKS_OPEN_SHOWN_MAX: u32 = 60;

// The dossier of a case.
/// Meetings of one case, ballots of all of them, and mandates that a dossier lists; all of them are counted.
pub const DOSSIER_MEETINGS_MAX: u32 = 30;
pub const DOSSIER_BALLOTS_MAX: u32 = 100;
pub const DOSSIER_MANDATES_MAX: u32 = 500;
