//! Personal data in matters, meetings and ballots: the copy, what stays after closing an account, what is deleted in
//! time, who never reads it, and the journal of a matter with everything that belongs to it.

use crate::busy_community::{Actor, BusyCommunity};
use crate::matters::{
    accepted_matter, cosigning_matter, propose_matter_request, proposed_matter, returned_matter, write_post,
    write_post_request,
};
use crate::prepared_meetings::{announce_meeting_request, party_talk, village_assembly};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use api::duties;
use domain::contract::*;
use domain::ids::{CommunityCode, MatterId, MeetingId, MemberId, PostId};
use domain::journal::JournalQuery;
use domain::matters::*;
use domain::meetings as g;
use domain::privacy::{DataPart, DataQuery, Rules};
use domain::process::Term;
use domain::time::DAY;

const CANARY: &str = "金丝雀";

fn copy(stage: &BusyCommunity, who: &Actor, part: DataPart) -> Vec<serde_json::Map<String, serde_json::Value>> {
    let query = DataQuery { part: Some(part), after: None };
    let at = (TestCommunity::code(), who.member());
    stage.desk.try_call::<DownloadOwnData>(&who.person, &at, &query, &Empty {}).unwrap().page.rows
}

fn write(stage: &BusyCommunity, matter: MatterId, by: &Actor, text: &str) -> PostId {
    let body = WritePostRequest { text: text.parse().unwrap(), ..write_post_request(Stance::Against) };
    stage.desk.call::<WritePost>(&by.person, &(TestCommunity::code(), matter), &body).post
}

fn at(post: PostId) -> (CommunityCode, PostId) {
    (TestCommunity::code(), post)
}

fn report(stage: &BusyCommunity, post: PostId, by: &Actor) {
    let body = ReportPostRequest { rule: HidingRule::Insult };
    stage.desk.call::<ReportPost>(&by.person, &at(post), &body);
}

/// A hidden post; the text and the appeal contain the same searchable word.
fn hidden(stage: &BusyCommunity, matter: MatterId) -> PostId {
    let id = write(stage, matter, &stage.volunteer, "金丝雀说的不好听的话");
    let hiding =
        HidePostRequest { rule: HidingRule::Insult, reason: "这是骂人的话".parse().unwrap(), days: Some(7) };
    stage.desk.call::<HidePost>(&stage.clerk.person, &at(id), &hiding);
    let appeal = AppealHidingRequest { reason: "金丝雀没有骂人".parse().unwrap() };
    stage.desk.call::<AppealHiding>(&stage.volunteer.person, &at(id), &appeal);
    id
}

/// An open meeting at which the volunteer is present, votes by name and takes a token.
fn met(stage: &BusyCommunity) -> MeetingId {
    let (desk, meeting, member) = (&stage.desk, party_talk(stage), stage.volunteer.member());
    let run = |sql: &'static str, values: &[api::db::Value]| desk.db.run(sql, values).unwrap();
    let now = desk.now.get();
    run(
        "insert into meeting_presence (meeting, voter, how, at, by) values (?1, ?2, 'list', ?3, ?2)",
        bind![meeting, member, now],
    );
    for (id, method) in [("by-name", "open"), ("in-secret", "secret")] {
        run(
            "insert into ballots (id, meeting, question, method, rule, open_minutes, drafted_by, drafted_at)
             values (?1, ?2, '是否同意', ?3, 'x', 10, ?4, ?5)",
            bind![id, meeting, method, stage.clerk.member(), now],
        );
        run(
            "update ballots set status = 'open', opened_at = ?2, closes_at = ?2 + 600000,
               public_key = iif(method = 'secret', zeroblob(32), null) where id = ?1",
            bind![id, now],
        );
    }
    run(
        "insert into ballot_votes (ballot, voter, choice, by, how) values ('by-name', ?1, 'for', ?1, 'own')",
        bind![member],
    );
    let token =
        "insert into ballot_tokens (ballot, voter, at, by, blinded) values ('in-secret', ?1, ?2, ?1, zeroblob(32))";
    run(token, bind![member, now]);
    meeting
}

#[test]
fn the_copy_tells_what_one_proposed_said_attended_and_voted() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let (mine, theirs) = (cosigning_matter(&stage, &stage.volunteer), accepted_matter(&stage));
    let other = cosigning_matter(&stage, &stage.leader);
    desk.call::<CosignMatter>(&stage.volunteer.person, &(TestCommunity::code(), other), &Empty {});
    report(&stage, write_post(&stage, theirs, &stage.neighbour), &stage.volunteer);
    hidden(&stage, theirs);
    met(&stage);
    let count = |part| copy(&stage, &stage.volunteer, part).len();
    for part in [
        DataPart::Proposals,
        DataPart::Cosigns,
        DataPart::Posts,
        DataPart::Reports,
        DataPart::Meetings,
        DataPart::Votes,
        DataPart::HandOuts,
    ] {
        assert_eq!(count(part), 1, "{part}");
    }
    let own = copy(&stage, &stage.volunteer, DataPart::Proposals).remove(0);
    assert_eq!((own["matter"].as_str(), own["state"].as_str()), (Some("楼下装一个雨棚"), Some("collecting")), "{mine}");
    let spoken = copy(&stage, &stage.volunteer, DataPart::Posts).remove(0);
    assert_eq!((spoken["rule"].as_str(), spoken["appeal"].as_str()), (Some("insult"), Some("金丝雀没有骂人")));
    assert_eq!(copy(&stage, &stage.volunteer, DataPart::Votes)[0]["choice"], "for");
    // Of the secret ballot the copy has the token, and nothing about the vote.
    let token = copy(&stage, &stage.volunteer, DataPart::HandOuts).remove(0);
    assert_eq!(token.keys().map(String::as_str).collect::<Vec<_>>(), ["at", "kind", "question"]);
    let kinds = |who| copy(&stage, who, DataPart::Duties).into_iter().map(|row| row["kind"].to_string());
    let clerk: Vec<_> = kinds(&stage.clerk).collect();
    for kind in ["\"pre-review\"", "\"hiding\"", "\"chair\""] {
        assert!(clerk.iter().any(|one| one == kind), "{kind} in {clerk:?}");
    }
    assert_eq!(kinds(&stage.volunteer).count(), 0);
    // The parts listed in the overview are those with content in the copy.
    for who in [&stage.volunteer, &stage.clerk, &stage.watcher, &stage.neighbour] {
        let held = desk.call::<ShowOwnData>(&who.person, &(TestCommunity::code(), who.member()), &Empty {}).held;
        for part in DataPart::ALL {
            assert_eq!(!copy(&stage, who, *part).is_empty(), held.contains(part), "{part} of {}", who.name);
        }
    }
}

#[test]
fn both_sides_of_a_mandate_find_it() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let (meeting, mut draft) = village_assembly(&stage);
    (draft.principal, draft.proxy) = (stage.volunteer.member(), stage.neighbour.member());
    let named = "insert into meeting_proxies (meeting, principal, proxy, kinship, paper, at, by) values (?, ?, ?, 'sibling', '抽屉', 1, ?)";
    desk.db.run(named, bind![meeting, draft.principal, draft.proxy, stage.clerk.member()]).unwrap();
    for (who, role) in [(&stage.volunteer, "principal"), (&stage.neighbour, "proxy")] {
        let rows = copy(&stage, who, DataPart::Mandates);
        assert_eq!((rows.len(), rows[0]["role"].as_str()), (1, Some(role)));
        assert_eq!(rows[0]["paper"].is_null(), role == "proxy");
    }
    assert!(copy(&stage, &stage.leader, DataPart::Mandates).is_empty());
}

#[test]
fn a_closed_account_keeps_what_was_said_and_loses_who_said_it() {
    let stage = BusyCommunity::open();
    let (desk, who) = (&stage.desk, &stage.volunteer);
    let member = who.member();
    desk.db.run("update members set name = ? where id = ?", bind![CANARY, member]).unwrap();
    let (sent_back, theirs) = (returned_matter(&stage), accepted_matter(&stage));
    let shown = write_post(&stage, theirs, who);
    let withdrawn = write(&stage, theirs, who, "金丝雀家住三号楼");
    desk.call::<WithdrawPost>(&who.person, &at(withdrawn), &Empty {});
    let mended = write(&stage, theirs, who, "我是金丝雀，我有话要说");
    desk.call::<RewritePost>(&who.person, &at(mended), &RewritePostRequest { text: "我有话要说。".parse().unwrap() });
    report(&stage, write_post(&stage, theirs, &stage.neighbour), who);
    let concealed = hidden(&stage, theirs);
    let handed_in = proposed_matter(&stage, who);
    let meeting = met(&stage);
    desk.db.run("insert into meeting_tries (meeting, member, wrong) values (?, ?, 2)", bind![meeting, member]).unwrap();
    desk.call::<CloseAccount>(&who.person, &(TestCommunity::code(),), &Empty {});
    let before = desk.rows("select sum(revision) from revisions where feature in ('matters', 'members', 'meetings')");
    duties::run_due(&desk.db, Term::Days(7).due(desk.now.get())).unwrap();
    let after = desk.rows("select sum(revision) from revisions where feature in ('matters', 'members', 'meetings')");
    assert!(after[0].int(0).unwrap() >= before[0].int(0).unwrap() + 3, "no page with the name stays valid");

    let stages = |id: MatterId| desk.texts("select stage from matters where id = ?", bind![id]).remove(0);
    assert_eq!((stages(sent_back), stages(handed_in)), ("withdrawn".to_owned(), "pre-review".to_owned()));
    let event = "select event || ' ' || by from matter_events where matter = ? order by seq desc limit 1";
    assert_eq!(desk.texts(event, bind![sent_back]), ["withdrawn clock"]);
    let text = |id: PostId| desk.texts("select text from posts where id = ?", bind![id]).remove(0);
    assert_eq!(text(withdrawn), "");
    assert!(text(shown).contains("赞成") && text(mended) == "我有话要说。", "what was said stays");
    assert_eq!(text(concealed), "金丝雀说的不好听的话", "what is hidden may be shown again");
    for table in ["post_texts", "post_reports", "meeting_tries"] {
        let of = member.to_string();
        assert!(dump(desk, table).iter().all(|row| !row.contains(CANARY) && !row.contains(&of)), "{table}");
    }
    for table in ["members", "matters", "matter_events", "moderations", "meetings", "meeting_presence", "ballot_votes"]
    {
        assert!(dump(desk, table).iter().all(|row| !row.contains(CANARY)), "the name in {table}");
    }
    let decided = "select outcome from moderations where post = ?";
    assert_eq!(desk.texts(decided, bind![concealed]), ["dismissed"], "no appeal waits for nobody");
    assert_eq!(desk.rows("select count(*) from ballot_votes")[0].int(0).unwrap(), 1, "the count stands");

    let posts = desk.call::<ListPosts>(&Person::default(), &(TestCommunity::code(), theirs), &Empty {}).rows;
    let author = |id| posts.iter().find(|post| post.id == id).map(|post| post.author.as_str());
    assert_eq!((author(shown), author(mended)), (Some("已注销居民"), Some("已注销居民")));
    let matter = desk.call::<ShowMatter>(&stage.clerk.person, &(TestCommunity::code(), handed_in), &Empty {});
    assert_eq!(matter.proposer.as_deref(), Some("已注销居民"));
    desk.check_books();
}

fn dump(desk: &TestCommunity, table: &str) -> Vec<String> {
    let sql: &'static str = Box::leak(format!("select * from {table}").into_boxed_str());
    desk.rows(sql).iter().map(|row| format!("{row:?}")).collect()
}

#[test]
fn reports_and_wrong_codes_go_at_their_time() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    report(&stage, write_post(&stage, accepted_matter(&stage), &stage.neighbour), &stage.volunteer);
    let meeting = party_talk(&stage);
    let member = stage.volunteer.member();
    // Rows of the demonstration are older.
    desk.db.run("delete from post_reports where member <> ?", bind![member]).unwrap();
    desk.db.run("insert into meeting_tries (meeting, member, wrong) values (?, ?, 2)", bind![meeting, member]).unwrap();
    let (now, rules) = (desk.now.get(), Rules::current());
    let left = |days: u32| {
        desk.rehearse(|| {
            duties::run_due(&desk.db, now.plus(i64::from(days) * DAY + 1)).unwrap();
            (dump(desk, "post_reports").len(), dump(desk, "meeting_tries").len())
        })
    };
    assert_eq!(left(rules.report_days - 1), (1, 1), "a meeting that is open still counts");
    desk.db.run("update meetings set status = 'closed', closed_at = ? where id = ?", bind![now, meeting]).unwrap();
    assert_eq!(left(rules.check_in_try_days), (1, 0));
    assert_eq!(left(rules.report_days), (0, 0));
}

#[test]
fn what_is_hidden_withdrawn_or_reported_is_read_by_whom_it_concerns() {
    let stage = BusyCommunity::open();
    let (desk, guest) = (&stage.desk, Person::default());
    let theirs = accepted_matter(&stage);
    hidden(&stage, theirs);
    let gone = write(&stage, theirs, &stage.volunteer, "金丝雀收回的话是这样说的");
    desk.call::<WithdrawPost>(&stage.volunteer.person, &at(gone), &Empty {});
    let body = ProposeMatterRequest {
        text: "金丝雀想要的雨棚还没有写清楚，请先看看。".parse().unwrap(),
        ..propose_matter_request("pets")
    };
    let sent_back = desk.call::<ProposeMatter>(&stage.volunteer.person, &(TestCommunity::code(),), &body).matter;
    let verdict = DecidePreReviewRequest {
        verdict: VerdictKind::Return,
        reason: "请再写清楚些".parse().unwrap(),
        destination: None,
        days: None,
    };
    desk.call::<DecidePreReview>(&stage.clerk.person, &(TestCommunity::code(), sent_back), &verdict);
    // The reporting member has a name that occurs nowhere else.
    desk.db.run("update members set name = '告状鸟' where id = ?", bind![stage.neighbour.member()]).unwrap();
    report(&stage, write_post(&stage, theirs, &stage.volunteer), &stage.neighbour);

    let (here, one, back) =
        ((TestCommunity::code(),), (TestCommunity::code(), theirs), (TestCommunity::code(), sent_back));
    let seen = |who: &Person| {
        let none = Empty {};
        [
            TestCommunity::request::<ListPosts>(who, &one, &PostsQuery::default(), &none),
            TestCommunity::request::<ShowMatter>(who, &one, &(), &none),
            TestCommunity::request::<ShowMatter>(who, &back, &(), &none),
            TestCommunity::request::<ShowVersions>(who, &back, &(), &none),
            TestCommunity::request::<ListMatters>(who, &here, &MattersQuery::default(), &none),
            TestCommunity::request::<ListMatterTasks>(who, &here, &(), &none),
            TestCommunity::request::<ShowModeration>(who, &here, &(), &none),
            TestCommunity::request::<ShowHome>(who, &here, &(), &none),
            TestCommunity::request::<ShowJournal>(who, &here, &JournalQuery::default(), &none),
        ]
        .map(|request| desk.handle(&request).body)
    };
    let people = [&stage.neighbour, &stage.other_leader, &stage.grid_worker];
    for who in people.into_iter().map(|actor| &actor.person).chain([&guest]) {
        for body in seen(who) {
            assert!(!body.contains(CANARY), "{body}");
        }
    }
    // The texts can be found by those who may see them: a withdrawn one by its author alone.
    let all = |who: &Person| seen(who).concat();
    assert!(all(&stage.volunteer.person).contains("收回的话") && all(&stage.volunteer.person).contains("不好听"));
    assert!(all(&stage.watcher.person).contains("不好听") && !all(&stage.watcher.person).contains("收回的话"));
    assert!(all(&stage.clerk.person).contains("想要的雨棚") && !all(&stage.clerk.person).contains("不好听"));
    // The reporting member is named to none of those who read the reported post. The journal names everybody who acted.
    for who in [&stage.volunteer, &stage.other_leader, &stage.clerk] {
        assert!(!all(&who.person).contains("告状鸟"), "to {}", who.name);
    }
}

#[test]
fn guests_of_a_meeting_and_votes_name_nobody_to_strangers_after_closing() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let meeting = met(&stage);
    let guests =
        "insert into meeting_guests (meeting, no, name, capacity, at, by) values (?, 1, '金丝雀专家', 'expert', 1, ?)";
    desk.db.run(guests, bind![meeting, stage.clerk.member()]).unwrap();
    let closed = "update ballots set status = 'closed', closed_at = opened_at + 1 where id = 'by-name'";
    desk.db.run(closed, &[]).unwrap();
    let show = |who: &Person| {
        desk.handle(&TestCommunity::request::<ShowMeeting>(who, &(TestCommunity::code(), meeting), &(), &Empty {})).body
    };
    assert!(show(&stage.neighbour.person).contains("金丝雀专家") && !show(&Person::default()).contains(CANARY));
    desk.db.run("update members set name = '已注销居民9' where id = ?", bind![stage.volunteer.member()]).unwrap();
    let votes = desk.texts("select n.name from ballot_votes v join members n on n.id = v.voter", &[]);
    assert_eq!(votes, ["已注销居民9"], "named through the row of the member, which the closing makes nameless");
}

#[test]
fn a_matter_s_journal_has_its_posts_meetings_ballots_and_cases() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let (matter, other) = (accepted_matter(&stage), proposed_matter(&stage, &stage.leader));
    let post = write_post(&stage, matter, &stage.volunteer);
    let announced = |about| {
        let body = announce_meeting_request(&stage, g::MeetingForm::Talk, g::Electorate::JointCommittees);
        let body = g::AnnounceMeetingRequest { about, ..body };
        desk.call::<AnnounceMeeting>(&stage.clerk.person, &here, &body).meeting
    };
    let called_for = announced(g::About::matter(matter));
    let taken_later = announced(g::About::nothing());
    let (ballot, late) = ("01H000000000000000000BA110", "01H000000000000000000BA112");
    for (id, meeting) in [(ballot, called_for), (late, taken_later)] {
        let sql = "insert into ballots (id, meeting, question, method, rule, open_minutes, drafted_by, drafted_at)
           values (?, ?, '是否同意', 'open', 'x', 10, ?, 1)";
        desk.db.run(sql, bind![id, meeting, stage.clerk.member()]).unwrap();
        journal(desk, "ballots/draft-ballot", id);
    }
    let case = "01H0000000000000000000CA5E";
    open_case(&stage, case, matter);
    journal(desk, "decisions/open-case", case);
    let found = |subject: &str| {
        let query = JournalQuery { limit: Some(100), ..JournalQuery::parse(&format!("subject={subject}")).unwrap() };
        let page = desk.try_call::<ShowJournal>(&stage.watcher.person, &here, &query, &Empty {}).unwrap();
        page.rows.into_iter().map(|row| row.subject).collect::<Vec<_>>()
    };
    let has = |rows: &[String], id: &str| rows.iter().any(|row| row == id);
    let rows = found(&matter.to_string());
    for id in [matter.to_string(), post.to_string(), called_for.to_string(), ballot.to_owned(), case.to_owned()] {
        assert!(has(&rows, &id), "{id} in {rows:?}");
    }
    assert!(!has(&rows, &taken_later.to_string()) && !has(&rows, late), "nothing of the matter's yet");
    desk.db.run("update case_steps set meeting = ? where case_id = ?", bind![taken_later, case]).unwrap();
    let rows = found(&matter.to_string());
    assert!(has(&rows, &taken_later.to_string()) && has(&rows, late), "what was before comes along: {rows:?}");
    journal(desk, "meetings/open-meeting", &taken_later.to_string());
    let again = found(&matter.to_string());
    assert_eq!(again.len(), rows.len() + 1, "and what comes after, each row once");
    assert_eq!(found(&post.to_string()), [post.to_string()], "a part is found by itself as well");
    assert_eq!(found(&other.to_string()), [other.to_string()]);
    let query = JournalQuery::parse(&format!("subject={matter}&person={}", stage.volunteer.member())).unwrap();
    let own = desk.try_call::<ShowJournal>(&stage.watcher.person, &here, &query, &Empty {}).unwrap().rows;
    assert_eq!(own.iter().map(|row| row.command.as_str()).collect::<Vec<_>>(), ["matters/write-post"]);
    assert!(desk.db.run("delete from journal_matters", &[]).is_err());
    desk.check_books();
}

fn journal(desk: &TestCommunity, command: &str, subject: &str) {
    api::journal::append_row(&desk.db, desk.now.get(), "", command, subject, "{}").unwrap();
}

fn open_case(stage: &BusyCommunity, case: &str, matter: MatterId) {
    let (desk, by): (&TestCommunity, MemberId) = (&stage.desk, stage.clerk.member());
    let rules = "insert into rule_sets (hash, version, rules, kept_at) values (?, 'x', '{}', 1)";
    desk.db.run(rules, bind!["ab".repeat(32)]).unwrap();
    let sql = "insert into cases (id, seq, matter, title, item_code, needs_legal_opinion, reserved_to_assembly, needs_filing,
        opening, party, township, decider, rule_set, status, step, opened_at, opened_by)
      values (?, (select count(*) + 1 from cases), ?, '雨棚', 'C03', 'no', 'no', 'no', 'apart', 'members', 'none', 'representatives', ?, 'open', 'proposal', 1, ?)";
    desk.db.run(sql, bind![case, matter, "ab".repeat(32), by]).unwrap();
    desk.db.run("insert into case_steps (case_id, place, step) values (?, 1, 'proposal')", bind![case]).unwrap();
}
