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

pub const TITLE_CHARS_MAX: usize = 60;
pub const PLACE_CHARS_MAX: usize = 80;
pub const PLAN_CHARS_MAX: usize = 2000;
pub const REASON_CHARS_MIN: usize = 4;
pub const REASON_CHARS_MAX: usize = 300;
pub const NAME_CHARS_MAX: usize = 30;
/// Of age (Civil Code, art. 17).
pub const ADULT_YEARS: i32 = 18;
/// The meeting and date by which somebody holds a seat, or the number of a document.
pub const BASIS_CHARS_MAX: usize = 120;
/// What a seat is responsible for, and what is handed over.
pub const DUTIES_CHARS_MAX: usize = 500;
/// Years of a seat that has no term by law: longer is a slip of the pen.
pub const SEAT_YEARS_MAX: u32 = 60;
/// Marks that may stand on one sign of a text: the deepest Tibetan stack has five, of letters and vowels together.
pub const MARKS_ON_A_SIGN_MAX: usize = 6;
/// A search word in the roster.
pub const SEARCH_CHARS_MAX: usize = 30;

/// Lines of one spreadsheet of residents.
pub const IMPORT_LINES_MAX: u32 = 20_000;
/// Lines that one request carries.
pub const IMPORT_BATCH_LINES_MAX: usize = 250;
/// Characters of one cell.
pub const IMPORT_CELL_CHARS_MAX: usize = 120;
/// Rows above which the names of the columns must stand.
pub const IMPORT_HEADING_ROWS_MAX: usize = 12;
/// Bytes of a file that is read at all.
pub const IMPORT_FILE_BYTES_MAX: u64 = 20 * 1024 * 1024;
/// Days after which lines that nobody confirmed are forgotten.
pub const IMPORT_OPEN_DAYS: i64 = 7;
/// Imports of one community that wait at the same time.
pub const IMPORTS_OPEN_MAX: u32 = 4;
/// Rows of one page of the export.
pub const EXPORT_ROWS_MAX: u32 = 500;

/// Characters of what a journal row is about: an id, a code, or a file's name, which is the longest.
pub const JOURNAL_SUBJECT_CHARS_MAX: usize = 64;
/// Rows of one page of the journal's export.
pub const JOURNAL_EXPORT_ROWS_MAX: u32 = 500;
/// People whom a search among those of the journal finds.
pub const JOURNAL_PEOPLE_MAX: u32 = 20;

/// Volunteers of one activity.
pub const ACTIVITY_CAPACITY_MAX: u32 = 500;
/// People who may wait behind a full activity.
pub const WAITING_LIST_MAX: u32 = 200;
/// Service records confirmed by one command.
pub const CONFIRMATIONS_MAX: usize = 100;

/// How long a one-time sign-in code lives.
pub const SIGN_IN_CODE_MILLIS: i64 = 5 * 60 * 1000;
/// Wrong tries that one code survives; the sixth wrong try ends it.
pub const SIGN_IN_TRIES_MAX: u32 = 6;
/// Seconds between two codes to one phone.
pub const SIGN_IN_RESEND_SECONDS: i64 = 60;
/// Codes to one phone in an hour.
pub const SIGN_IN_CODES_PER_PHONE_HOUR: u32 = 5;
/// Codes and tries from one network address in an hour.
pub const SIGN_IN_PER_ADDRESS_HOUR: u32 = 60;
/// The same from the /48 of an IPv6 address, which many may share.
pub const SIGN_IN_PER_WIDE_NETWORK_HOUR: u32 = 600;
/// Codes of one community that leave in an hour to browsers that never signed in: a flood ends here, not at the sender's
/// bill.
pub const SIGN_IN_PER_COMMUNITY_HOUR: u32 = 2000;
/// Codes of one region in an hour: few people work there.
pub const SIGN_IN_PER_REGION_HOUR: u32 = 300;
/// Codes that leave in an hour to browsers of one community that signed in before, and of those to one phone: whoever
/// collected marks of browsers for the own phone does not use up everybody's.
pub const SIGN_IN_KNOWN_PER_COMMUNITY_HOUR: u32 = 2000;
pub const SIGN_IN_KNOWN_PER_PHONE_HOUR: u32 = 20;
/// Codes to phones that are to become somebody's own, of one community in an hour.
pub const NEW_PHONE_CODES_PER_COMMUNITY_HOUR: u32 = 500;
/// Wrong tries of strangers in an hour at codes that left. Each opens one of a million codes, so this many open an account
/// in seventy days of a flood that nobody stops.
pub const SIGN_IN_GUESSES_PER_COMMUNITY_HOUR: u32 = 600;
pub const SIGN_IN_GUESSES_PER_REGION_HOUR: u32 = 60;
/// Bits of zero that a proof of work has, at least and at most: on a cheap phone, of 380,000 hashes a second, seven tenths of
/// a second on average to three seconds.
pub const PROOF_BITS_MIN: u32 = 18;
pub const PROOF_BITS_MAX: u32 = 20;
/// Seats of one region that are not over.
pub const OFFICERS_PER_REGION_MAX: u32 = 200;
/// Years of an officer's seat: longer is a slip of the pen.
pub const OFFICER_SEAT_YEARS_MAX: u32 = 10;
/// Days after an officer's last seat for which the phone is kept.
pub const OFFICER_PHONE_DAYS: i64 = 180;
/// Second factors of officers: days for which somebody is told on their own page that theirs was taken back.
pub const OFFICER_FACTOR_RESET_TOLD_DAYS: i64 = 30;
/// Days that a session lives.
pub const SESSION_DAYS: i64 = 30;
/// Sessions of one member at a time; the oldest makes room.
pub const SESSIONS_PER_MEMBER_MAX: u32 = 8;
/// People who may share one phone.
pub const PEOPLE_PER_PHONE_MAX: u32 = 12;
/// How long a ticket stands for a right code, and an unconfirmed second factor may be confirmed.
pub const TICKET_MILLIS: i64 = 5 * 60 * 1000;
pub const FACTOR_BEGUN_MILLIS: i64 = 30 * 60 * 1000;
/// Wrong codes of the second factor before it rests.
pub const FACTOR_TRIES_MAX: u32 = 6;
pub const FACTOR_LOCK_MILLIS: i64 = 15 * 60 * 1000;
/// Days for an office holder to enrol a second factor.
pub const FACTOR_ENROL_DAYS: i64 = 14;
pub const RECOVERY_CODES: usize = 10;
/// How long a proof of the second factor is fresh enough for a dangerous act.
pub const STEP_UP_MILLIS: i64 = 15 * 60 * 1000;
/// Hours that a session of an office holder may rest.
pub const STAFF_IDLE_HOURS: i64 = 12;
/// Days that the own history of signing in is kept.
pub const SIGN_IN_HISTORY_DAYS: i64 = 180;
/// Days that a browser remembers that it signed in here before.
pub const DEVICE_DAYS: i64 = 400;
/// Codes that one member may have sent to new phones in an hour.
pub const NEW_PHONE_CODES_PER_HOUR: u32 = 5;

/// The archive: bytes of one file as it is kept; the phone makes photos smaller before it sends them.
pub const FILE_BYTES_MAX: u32 = 1024 * 1024;
/// Bytes of one file as it is sent: what is taken out of it (Exif with its preview) may come on top.
pub const FILE_UPLOAD_BYTES_MAX: usize = 1024 * 1024 + 64 * 1024;
/// Points on the longer side of an image: beyond that a few bytes fill a phone's memory.
pub const FILE_SIDE_PIXELS_MAX: u32 = 4096;
/// Files that one person brings in on one day: a meeting with its signature sheets, twice.
pub const FILES_PER_MEMBER_DAY: u32 = 60;
/// Bytes that one person keeps: over a thousand photos.
pub const FILE_BYTES_PER_MEMBER_MAX: u64 = 512 * 1024 * 1024;
/// Bytes of one community: an object holds 10 GB on Cloudflare, and something must be left for the database itself.
pub const FILE_BYTES_PER_COMMUNITY_MAX: u64 = 8 * 1024 * 1024 * 1024;
/// Files of one matter; photos of one meeting, and pages of its signature sheet.
pub const FILES_PER_OWNER_MAX: u32 = 12;
/// Files of one post: it is read on a phone, between many others.
pub const FILES_PER_POST_MAX: u32 = 4;
/// Words that stand for a file where it is not seen.
pub const CAPTION_CHARS_MAX: usize = 80;
/// Days after a meeting in which photos and its signature sheet are brought in.
pub const MEETING_RECORD_DAYS: i64 = 30;
/// Days after which a file is forgotten that was brought in and attached to nothing.
pub const FILE_UNUSED_DAYS: i64 = 7;
/// Seconds within which a file is registered after its bytes were stored.
pub const FILE_PROOF_SECONDS: i64 = 60;
/// Hours after which the archive first asks whether a file that it stored was registered.
pub const ARCHIVE_FIRST_CHECK_HOURS: i64 = 24;
/// Days after which it asks again: a file that its community has forgotten is gone by then.
pub const ARCHIVE_CHECK_DAYS: i64 = 10;
/// Files that the archive asks about at once.
pub const ARCHIVE_CHECK_FILES: u32 = 100;

/// Hours that a slip for signing in lives: handed out on a Friday, it still opens when the family comes on Sunday, and it
/// does not lie about for longer.
pub const SLIP_HOURS: i64 = 72;
/// Slips that one worker prints in a day: enough for a day of visits from door to door; a stolen session ends here.
pub const SLIPS_PER_WORKER_DAY: u32 = 40;

/// Grids: a name as it stands on the grid worker's badge.
pub const GRID_NAME_CHARS_MAX: usize = 20;
/// Ballots: what is read out, the name of a rule, ballots of one meeting, how long one may be kept open.
pub const QUESTION_CHARS_MAX: usize = 200;
pub const RULE_KEY_CHARS_MAX: usize = 60;
pub const BALLOTS_PER_MEETING_MAX: u32 = 40;
pub const BALLOT_OPEN_MINUTES_MAX: u32 = 24 * 60;
/// What a form begins with.
pub const BALLOT_OPEN_MINUTES_USUAL: u32 = 10;
/// Wrong tokens of one ballot that are counted in a minute: more than phones that go wrong send, and no load.
pub const WRONG_TOKENS_PER_MINUTE_MAX: u32 = 30;
/// How long a phone waits at most before it casts, so that nobody links a vote by its moment: long enough that several
/// people of a committee choose within it, and no longer than somebody keeps looking at a page.
pub const CAST_WAIT_MILLIS_MAX: u32 = 20_000;
/// How long before the stated end a vote must be under way: a slow answer of a phone, and a clock that is a little off.
pub const CAST_MARGIN_MILLIS: i64 = 15_000;

/// Passkeys of one member: a phone, a tablet and a computer at home and at work, and one in reserve.
pub const PASSKEYS_PER_MEMBER_MAX: u32 = 5;
/// How long a browser may take to make or to show a passkey.
pub const PASSKEY_CHALLENGE_MILLIS: i64 = 5 * 60 * 1000;
/// Passkeys that one member may begin to make in an hour.
pub const PASSKEYS_BEGUN_PER_HOUR: u32 = 10;
/// Bytes of what browsers bring; of a name and of a user's handle what the standard allows (Web Authentication, level 3,
/// sections 4 and 5.4.3), of the rest several times what they say today.
pub const CREDENTIAL_BYTES_MAX: usize = 1023;
pub const USER_HANDLE_BYTES: usize = 32;
pub const CLIENT_DATA_BYTES_MAX: usize = 2048;
pub const ATTESTATION_BYTES_MAX: usize = 8192;
pub const AUTHENTICATOR_DATA_BYTES_MAX: usize = 1024;
/// An ES256 signature in DER.
pub const SIGNATURE_BYTES_MAX: usize = 72;

/// Wrong check-in codes of one member for one activity before only the organiser's list helps.
pub const CHECK_IN_TRIES_MAX: u32 = 6;

// Matters (议事协商).
/// Characters of a matter's text; a diff of two of them is worked out on the phone.
pub const MATTER_TEXT_CHARS_MAX: usize = 2000;
pub const POST_CHARS_MAX: usize = 500;
/// Versions of one text.
pub const MATTER_VERSIONS_MAX: u32 = 50;
/// Answers to one post: all of them come with it.
pub const REPLIES_MAX: u32 = 50;
pub const CATALOGUE_LINES_MAX: usize = 100;
/// Newest matters that a new one is compared with, and characters of each.
pub const SIMILAR_LOOKED_AT: u32 = 300;
pub const SIMILAR_CHARS: u32 = 300;
pub const SIMILAR_MATTERS_MAX: usize = 5;
/// Searches for similar matters of one resident in an hour: one for each pause in typing.
pub const SIMILAR_PER_HOUR: u32 = 120;
/// Tasks of one list of the office.
pub const MATTER_TASKS_MAX: u32 = 100;
// Meetings.
/// Items of one agenda, and minutes of one item.
pub const AGENDA_ITEMS_MAX: usize = 20;
pub const AGENDA_MINUTES_MAX: u32 = 480;
/// Of what became of a meeting: suggestions besides the agenda, and how often it is told anew.
pub const SUGGESTIONS_MAX: usize = 10;
pub const SUGGESTION_CHARS_MAX: usize = 200;
pub const OUTCOME_VERSIONS_MAX: u32 = 20;
/// At this hour of the day before somebody is reminded.
pub const REMIND_HOUR: i64 = 9;
/// Of an item for which nobody names any.
pub const AGENDA_MINUTES_USUAL: u32 = 30;
/// Files to be read before one meeting.
pub const MEETING_MATERIALS_MAX: u32 = 20;
/// Who is invited to one meeting without a vote.
pub const MEETING_GUESTS_MAX: usize = 60;
pub const GUEST_NAME_CHARS_MAX: usize = 40;
/// Places for listeners at one hearing, and heads of visitors.
pub const MEETING_SEATS_MAX: u32 = 5_000;
/// How far ahead a meeting is announced: later is a slip of the pen.
pub const MEETING_AHEAD_DAYS_MAX: i64 = 366;
/// Lines of the paper list that one request carries.
pub const LISTED_VOTERS_MAX: usize = 200;
/// Hours for which the key of an open meeting makes codes.
pub const MEETING_KEY_HOURS: i64 = 12;
/// Minutes: of one item, and of all together, so that they fit one request.
pub const MINUTES_ITEM_CHARS_MAX: usize = 4_000;
pub const MINUTES_CHARS_MAX: usize = 15_000;
/// Versions of the minutes of one meeting.
pub const MINUTES_VERSIONS_MAX: u32 = 100;

// Followers of a meeting's counts.
/// Sockets of one community: a hall full of phones. Whoever comes later asks again and again instead.
pub const FOLLOWERS_MAX: usize = 600;
/// How long counts are gathered before they are pushed.
pub const FOLLOWERS_TOLD_MILLIS: u64 = 1_000;

/// Days for which an answered command key is remembered, so that a phone that was away sends twice unharmed.
pub const IDEMPOTENCY_DAYS: i64 = 200;

/// Largest integer that survives the way through a JavaScript number.
pub const SAFE_INTEGER_MAX: i64 = (1 << 53) - 1;

const _: () = assert!(PAGE_ROWS_DEFAULT <= PAGE_ROWS_MAX);
const _: () = assert!(IDEMPOTENCY_DAYS >= 180);
const _: () = assert!(FILE_BYTES_MAX as usize <= FILE_UPLOAD_BYTES_MAX);

// Decisions (四议两公开).
/// The code of an item of the catalogue.
pub const CATALOGUE_CODE_CHARS_MAX: usize = 40;
/// Items that one authorisation names.
pub const AUTHORISED_CODES_MAX: usize = 40;
/// The largest number that a form offers for a rule of a community's own.
pub const RULE_NUMBER_MAX: u32 = 365;
/// Papers (minutes, photos, signature sheets) of one step.
pub const EVIDENCE_PER_STEP_MAX: u32 = 12;
/// Files of one case: as many as the longest way, of five steps, can need, so that no step finds the case full.
pub const FILES_PER_CASE_MAX: u32 = 5 * EVIDENCE_PER_STEP_MAX;
/// What an opinion says.
pub const OPINION_CHARS_MAX: usize = 2000;
/// Characters of what an authorisation is by: the meeting and its date.
pub const AUTHORISATION_BASIS_CHARS_MIN: usize = 4;
/// Cases of one community that are open at the same time: each is looked at for what it lacks.
pub const CASES_OPEN_MAX: u32 = 30;

// --- the demonstration's clock -------------------------------------------------------------------------------------

/// How far a demonstration's clock may be ahead: a year.
pub const CLOCK_AHEAD_MINUTES_MAX: i64 = 365 * 24 * 60;

/// Checks that wait in the office of a street or township, of which so many are listed, the nearest due first.
pub const CHECKS_OPEN_SHOWN_MAX: u32 = 60;

// The dossier of a case.
/// Meetings of one case, ballots of all of them, and mandates that it lists; all of them are counted.
pub const DOSSIER_MEETINGS_MAX: u32 = 30;
pub const DOSSIER_BALLOTS_MAX: u32 = 100;
pub const DOSSIER_MANDATES_MAX: u32 = 500;
