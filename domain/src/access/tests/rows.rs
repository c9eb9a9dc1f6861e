//! All rows once more, for each capability on one line, written by hand: a row that is added, widened or removed must
//! be meant here as well.

use super::*;

/// Capability, and its rows as `role:relation`.
const ROWS: &[(&str, &str)] = &[
    // Everybody, and only what is public or proves itself by a code, a token or the operator's key.
    ("see-public", "guest:anyone"),
    ("sign-in", "guest:anyone"),
    ("use-demonstration", "guest:anyone"),
    ("open-community", "guest:anyone"),
    ("open-office", "guest:anyone"),
    ("cast-secret-ballot", "guest:anyone"),
    ("see-file", "committee:community guest:published resident:own supervisor:community"),
    ("see-announcement", "committee:community guest:published resident:own supervisor:community"),
    ("review-announcements", "committee:community supervisor:community"),
    ("publish-announcement", "committee:community"),
    // A region's office.
    ("see-office", "officer-head:region officer:region"),
    ("see-officer-self", "seated:region"),
    ("manage-officer-factor", "seated:region"),
    ("manage-officers", "officer-head:region"),
    ("see-region-journal", "officer-head:region"),
    ("see-checks", "officer-head:region officer:region"),
    ("answer-checks", "officer-head:region officer:region"),
    // What is one's own, one's ward's or one's household's.
    ("see-self", "resident:own"),
    ("manage-own-sessions", "resident:own"),
    ("manage-own-factor", "resident:own"),
    ("see-own-data", "resident:guardian resident:own"),
    ("manage-own-data", "resident:own"),
    ("sign-up", "resident:own"),
    ("check-in", "resident:own"),
    ("see-hours", "committee:community resident:own supervisor:community"),
    ("contest-act", "resident:household"),
    ("deliberate", "resident:own"),
    ("upload-file", "resident:own"),
    ("attend-meeting", "resident:own"),
    ("cast-vote", "resident:own"),
    // Persons who are named for one meeting.
    ("chair-meeting", "resident:own"),
    ("write-minutes", "resident:own"),
    ("confirm-count", "resident:own"),
    // Volunteering.
    ("manage-activity", "committee:community organiser:body"),
    ("see-attendance", "committee:community organiser:body supervisor:community"),
    ("confirm-service", "committee:community organiser:body"),
    ("correct-service", "committee:community"),
    ("see-tasks", "committee:community organiser:community"),
    // Roster and bodies.
    ("see-roster", "committee:community grid-worker:grid"),
    ("see-bodies", "committee:community grid-worker:body organiser:body supervisor:community"),
    ("see-rolls", "committee:community supervisor:community"),
    ("manage-roster", "committee:community"),
    ("import-roster", "committee:community"),
    ("export-roster", "committee:community"),
    ("decide-correction", "committee:community"),
    ("reveal-phone", "committee:community grid-worker:grid"),
    ("print-slip", "committee:community grid-worker:grid"),
    ("assist", "committee:community grid-worker:grid"),
    ("see-assistance", "committee:community grid-worker:grid resident:household supervisor:community"),
    ("see-given-assistance", "committee:community grid-worker:community"),
    // What only supervisors do.
    ("see-journal", "supervisor:community"),
    ("export-journal", "supervisor:community"),
    ("see-reveals", "supervisor:community"),
    ("review-assistance", "supervisor:community"),
    ("decide-appeals", "supervisor:community"),
    ("hold-case", "supervisor:community"),
    // Matters.
    ("enclose-files", "committee:community resident:own"),
    ("see-matter-tasks", "committee:community party-committee:community supervisor:community"),
    ("pre-review-matters", "committee:community party-committee:community"),
    ("organise-matters", "committee:community"),
    ("moderate-posts", "committee:community"),
    // Meetings and ballots: the party committee only in its own branch.
    ("manage-meeting", "committee:community party-committee:body"),
    ("keep-attendance", "committee:community party-committee:body resident:own"),
    ("see-meeting-roll", "committee:community party-committee:body supervisor:community"),
    ("see-minutes", "committee:community party-committee:body resident:own supervisor:community"),
    ("manage-ballot", "committee:community party-committee:body"),
    // Decisions.
    ("manage-case", "committee:community party-committee:community"),
    ("see-case-file", "adviser:community committee:community party-committee:community supervisor:community"),
    ("give-opinion", "adviser:community committee:community"),
    ("record-authorisation", "committee:community"),
];

#[test]
fn each_capability_has_these_rows_and_no_others() {
    for capability in Capability::ALL {
        let lines: Vec<&str> =
            ROWS.iter().filter(|(name, _)| *name == capability.as_str()).map(|(_, rows)| *rows).collect();
        let rows = TABLE.iter().filter(|row| row.0 == *capability);
        let mut rows: Vec<String> = rows.map(|(_, role, relation)| format!("{role}:{relation}")).collect();
        rows.sort_unstable();
        assert_eq!(lines, [rows.join(" ")], "{capability}");
    }
    assert_eq!(ROWS.len(), Capability::ALL.len(), "a line of no capability");
}
