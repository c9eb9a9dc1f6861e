//! Files of matters, posts and meetings: who may attach them and until when, who sees them, and that none is detached.

use crate::busy_community::{Actor, BusyCommunity};
use crate::matters::{
    accepted_matter, hidden_post, propose_matter_request, proposed_matter, returned_matter, write_post,
    write_post_request,
};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use api::migrations;
use domain::archive::{
    Attachment, CaptionedFile, CaptionedFilesRequest, FileId, FileKind, FilePurpose, UploadFileRequest, Visibility,
};
use domain::contract::*;
use domain::ids::{CommunityCode, MatterId, PostId};
use domain::limits;
use domain::matters::{EventActor, MatterAct, MatterEvent, PostView, ProposeMatterRequest, Stance, WritePostRequest};
use domain::time::{DAY, MINUTE};

type AtMatter = (CommunityCode, MatterId);

/// The facts that the gate would report of a file with these bytes.
pub fn upload_file_request(bytes: &[u8]) -> UploadFileRequest {
    UploadFileRequest { file: FileId::of(bytes), kind: FileKind::Jpeg, bytes: u32::try_from(bytes.len()).unwrap() }
}

/// Files with captions, uploaded by this person.
pub fn upload_captioned_files(stage: &BusyCommunity, who: &Person, files: &[&[u8]]) -> CaptionedFilesRequest {
    let one = |bytes: &&[u8]| {
        let facts = upload_file_request(bytes);
        stage.desk.call::<UploadFile>(who, &(TestCommunity::code(),), &facts);
        CaptionedFile { file: facts.file, caption: "示范照片".parse().unwrap() }
    };
    CaptionedFilesRequest { files: files.iter().map(one).collect() }
}

pub fn refusal_code<T>(answer: Result<T, Problem>) -> String {
    answer.map_or_else(|problem| problem.code, |_| "taken".to_owned())
}

fn add(stage: &BusyCommunity, who: &Actor, at: &AtMatter, files: &CaptionedFilesRequest) -> String {
    refusal_code(stage.desk.try_call::<AddMatterFiles>(&who.person, at, &(), files))
}

fn see(stage: &BusyCommunity, who: &Person, file: FileId) -> Result<Visibility, u16> {
    let seen = stage.desk.try_call::<ShowFile>(who, &(TestCommunity::code(), file), &(), &Empty {});
    seen.map(|seen| seen.visibility).map_err(|problem| problem.status)
}

/// A guest, a neighbour, the committee, the supervision committee.
pub fn seen_by_all(stage: &BusyCommunity, file: FileId) -> [Result<Visibility, u16>; 4] {
    let people = [&Person::default(), &stage.neighbour.person, &stage.clerk.person, &stage.watcher.person];
    people.map(|who| see(stage, who, file))
}

fn names(files: &[Attachment]) -> Vec<FileId> {
    files.iter().map(|one| one.file).collect()
}

fn of_matter(stage: &BusyCommunity, at: &AtMatter) -> Vec<Attachment> {
    stage.desk.call::<ShowMatter>(&stage.volunteer.person, at, &Empty {}).files
}

fn talk(stage: &BusyCommunity, at: &AtMatter, who: &Person) -> Vec<PostView> {
    stage.desk.call::<ListPosts>(who, at, &Empty {}).rows
}

#[test]
fn a_proposal_comes_with_its_photos_and_gets_more_until_its_discussion_ends() {
    let stage = BusyCommunity::open();
    let (desk, volunteer) = (&stage.desk, &stage.volunteer);
    let files = upload_captioned_files(&stage, &volunteer.person, &[b"first", b"second"]).files;
    let body = ProposeMatterRequest { files: files.clone(), ..propose_matter_request("pets") };
    let matter = desk.call::<ProposeMatter>(&volunteer.person, &(TestCommunity::code(),), &body).matter;
    let at = (TestCommunity::code(), matter);
    let shown = of_matter(&stage, &at);
    let one = &shown[0];
    assert_eq!((one.kind, one.purpose, one.caption.as_str()), (FileKind::Jpeg, FilePurpose::Enclosure, "示范照片"));
    assert_eq!(names(&shown), [files[0].file, files[1].file], "in their order");

    let of_clerk = upload_captioned_files(&stage, &stage.clerk.person, &[b"of the committee"]);
    let of_neighbour = upload_captioned_files(&stage, &stage.neighbour.person, &[b"of a neighbour"]);
    let more = upload_captioned_files(&stage, &volunteer.person, &[b"third"]);
    assert_eq!(add(&stage, volunteer, &at, &more), "taken");
    assert_eq!(add(&stage, volunteer, &at, &more), "taken", "twice is once");
    assert_eq!(add(&stage, &stage.clerk, &at, &of_clerk), "taken", "the committee organises");
    assert_eq!(add(&stage, &stage.neighbour, &at, &of_neighbour), "request/not-allowed");
    assert_eq!(add(&stage, volunteer, &at, &of_neighbour), "archive/no-such-file", "another's file");
    assert_eq!(add(&stage, volunteer, &at, &CaptionedFilesRequest { files: vec![] }), "request/malformed");
    let in_order = [files[0].file, files[1].file, more.files[0].file, of_clerk.files[0].file];
    assert_eq!(names(&of_matter(&stage, &at)), in_order);
    let view = desk.call::<ShowMatter>(&volunteer.person, &at, &Empty {});
    let told: Vec<_> =
        view.timeline.iter().filter(|row| row.event == MatterEvent::FilesAdded).map(|row| row.by).collect();
    assert_eq!(told, [EventActor::Proposer, EventActor::Committee], "what was there before is no event");
    assert!(view.mine.may.contains(&MatterAct::Enclose));

    let many: Vec<Vec<u8>> = (0..=limits::FILES_PER_OWNER_MAX).map(|number| number.to_be_bytes().to_vec()).collect();
    let many: Vec<&[u8]> = many.iter().map(Vec::as_slice).collect();
    let too_many = upload_captioned_files(&stage, &volunteer.person, &many);
    let before = desk.fingerprint();
    assert_eq!(add(&stage, volunteer, &at, &too_many), "archive/too-many-attached");
    let rest = CaptionedFilesRequest { files: too_many.files[..9].to_vec() };
    assert_eq!(add(&stage, volunteer, &at, &rest), "archive/too-many-attached", "with those that are there");
    assert_eq!(desk.fingerprint(), before, "all or none");
    let rest = CaptionedFilesRequest { files: too_many.files[..8].to_vec() };
    assert_eq!(add(&stage, volunteer, &at, &rest), "taken");

    let by_neighbour = || see(&stage, &stage.neighbour.person, files[0].file);
    assert_eq!(by_neighbour(), Ok(Visibility::Restricted), "anyone who lives here");
    desk.call::<WithdrawMatter>(&volunteer.person, &at, &Empty {});
    assert_eq!(by_neighbour(), Err(403), "with the matter its files are hidden");
    assert_eq!(add(&stage, volunteer, &at, &more), "matters/already-withdrawn");
    let open = (TestCommunity::code(), accepted_matter(&stage));
    assert_eq!(add(&stage, &stage.neighbour, &open, &of_neighbour), "taken");
    desk.pass_awake(20 * DAY);
    let late = upload_captioned_files(&stage, &stage.neighbour.person, &[b"late"]);
    assert_eq!(add(&stage, &stage.neighbour, &open, &late), "matters/not-discussing", "after the end");
    assert_eq!(
        add(&stage, &stage.clerk, &open, &upload_captioned_files(&stage, &stage.clerk.person, &[b"late"])),
        "matters/not-discussing"
    );
    desk.check_books();
}

#[test]
fn files_of_a_matter_are_for_whoever_sees_the_matter() {
    use Visibility::{Restricted, WhileShown};
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let at = (TestCommunity::code(), proposed_matter(&stage, &stage.volunteer));
    let files = upload_captioned_files(&stage, &stage.volunteer.person, &[b"a photo"]);
    let file = files.files[0].file;
    add(&stage, &stage.volunteer, &at, &files);
    let residents = [Err(401), Ok(Restricted), Ok(Restricted), Ok(Restricted)];
    assert_eq!(seen_by_all(&stage, file), residents, "while it waits, anyone who lives here");
    let open = "update matters set stage = 'discussing', until_at = ? where id = ?";
    desk.db.run(open, bind![desk.now.get().plus(DAY), at.1]).unwrap();
    assert_eq!(seen_by_all(&stage, file), [Ok(WhileShown); 4], "under discussion, everybody");
    let sent_back = (TestCommunity::code(), returned_matter(&stage));
    let files = upload_captioned_files(&stage, &stage.volunteer.person, &[b"another photo"]);
    assert_eq!(add(&stage, &stage.volunteer, &sent_back, &files), "taken", "while it is mended");
    let those_who_deal = [Err(401), Err(403), Ok(Restricted), Ok(Restricted)];
    assert_eq!(
        seen_by_all(&stage, files.files[0].file),
        those_who_deal,
        "sent back: a hidden matter's files are hidden"
    );
    assert_eq!(see(&stage, &stage.volunteer.person, files.files[0].file), Ok(Restricted));
    let stranger = upload_captioned_files(&stage, &stage.neighbour.person, &[b"a stranger's"]);
    assert_eq!(add(&stage, &stage.neighbour, &sent_back, &stranger), "request/not-allowed", "to a hidden matter");
    let nowhere = (TestCommunity::code(), MatterId::from_parts(desk.now.get(), 7));
    assert_eq!(add(&stage, &stage.neighbour, &nowhere, &stranger), "request/not-allowed", "and to none, the same");
    assert_eq!(add(&stage, &stage.clerk, &nowhere, &stranger), "request/not-found");
}

#[test]
fn a_post_comes_with_photos_and_hides_them_with_itself() {
    use Visibility::{Restricted, WhileShown};
    let stage = BusyCommunity::open();
    let (desk, author) = (&stage.desk, &stage.volunteer);
    let at = (TestCommunity::code(), accepted_matter(&stage));
    let files = upload_captioned_files(&stage, &author.person, &[b"said with a photo"]).files;
    let file = files[0].file;
    let body = WritePostRequest { files, ..write_post_request(Stance::For) };
    let id = desk.call::<WritePost>(&author.person, &at, &body).post;
    let here = (TestCommunity::code(), id);
    let more = upload_captioned_files(&stage, &author.person, &[b"one more"]);
    let send = |who: &Actor, to: PostId, files: &CaptionedFilesRequest| {
        refusal_code(desk.try_call::<AddPostFiles>(&who.person, &(TestCommunity::code(), to), &(), files))
    };
    assert_eq!(send(author, id, &more), "taken");
    assert_eq!(send(author, id, &more), "taken", "twice is once");
    let of_neighbour = upload_captioned_files(&stage, &stage.neighbour.person, &[b"of a neighbour"]);
    assert_eq!(send(&stage.neighbour, id, &of_neighbour), "request/not-allowed");
    assert_eq!(
        send(&stage.clerk, id, &upload_captioned_files(&stage, &stage.clerk.person, &[b"x"])),
        "request/not-allowed"
    );
    let many = upload_captioned_files(&stage, &author.person, &[b"3", b"4", b"5"]);
    assert_eq!(send(author, id, &many), "archive/too-many-attached");
    let shown = |who: &Person| names(&talk(&stage, &at, who)[0].files);
    let both = vec![file, more.files[0].file];
    assert_eq!((shown(&Person::default()), seen_by_all(&stage, file)), (both.clone(), [Ok(WhileShown); 4]));

    let body = domain::matters::HidePostRequest {
        rule: domain::matters::HidingRule::Insult,
        reason: "骂人的话".parse().unwrap(),
        days: Some(3),
    };
    desk.rehearse(|| {
        desk.call::<HidePost>(&stage.clerk.person, &here, &body);
        assert_eq!(shown(&Person::default()), [], "nobody reads it, nobody sees its photos");
        assert_eq!(shown(&stage.watcher.person), both);
        // As with its text: its author and the supervision committee.
        assert_eq!(seen_by_all(&stage, file), [Err(401), Err(403), Err(404), Ok(Restricted)]);
        assert_eq!(see(&stage, &author.person, file), Ok(Restricted));
        assert_eq!(send(author, id, &more), "matters/post-not-shown");
        desk.pass_awake(5 * DAY);
        assert_eq!(seen_by_all(&stage, file)[0], Ok(WhileShown), "the end of hiding comes by itself");
    });
    desk.rehearse(|| {
        desk.call::<WithdrawPost>(&author.person, &here, &Empty {});
        assert_eq!(
            seen_by_all(&stage, file),
            [Err(401), Err(403), Err(404), Err(404)],
            "taken back: nobody but its author"
        );
        assert_eq!(see(&stage, &author.person, file), Ok(Restricted));
    });
    desk.pass_awake(15 * MINUTE);
    assert_eq!(send(author, id, &more), "matters/too-late-to-rewrite");
    assert_eq!(send(author, hidden_post(&stage, false), &more), "matters/post-not-shown");
}

#[test]
fn a_post_that_waits_shows_its_photos_to_those_who_release_it() {
    use Visibility::{Restricted, WhileShown};
    let stage = BusyCommunity::open();
    let (desk, author) = (&stage.desk, &stage.volunteer);
    let at = (TestCommunity::code(), accepted_matter(&stage));
    let mode = domain::matters::SetModerationRequest { mode: domain::matters::ModerationMode::Pre };
    desk.call::<SetModeration>(&stage.clerk.person, &(TestCommunity::code(),), &mode);
    let files = upload_captioned_files(&stage, &author.person, &[b"it waits"]).files;
    let file = files[0].file;
    let id = desk
        .call::<WritePost>(&author.person, &at, &WritePostRequest { files, ..write_post_request(Stance::For) })
        .post;
    assert_eq!(seen_by_all(&stage, file), [Err(401), Err(403), Ok(Restricted), Ok(Restricted)]);
    let waiting = desk.call::<ShowModeration>(&stage.clerk.person, &(TestCommunity::code(),), &Empty {}).waiting;
    assert_eq!(names(&waiting.iter().find(|task| task.post.id == id).unwrap().post.files), [file]);
    desk.call::<ReleasePost>(&stage.clerk.person, &(TestCommunity::code(), id), &Empty {});
    assert_eq!(seen_by_all(&stage, file)[0], Ok(WhileShown));
}

#[test]
fn an_erased_author_takes_along_what_nobody_reads() {
    let stage = BusyCommunity::open();
    let (desk, author) = (&stage.desk, &stage.volunteer);
    let at = (TestCommunity::code(), accepted_matter(&stage));
    let write = |bytes: &[u8]| {
        desk.pass(1);
        let files = upload_captioned_files(&stage, &author.person, &[bytes]).files;
        let file = files[0].file;
        (
            desk.call::<WritePost>(&author.person, &at, &WritePostRequest { files, ..write_post_request(Stance::For) })
                .post,
            file,
        )
    };
    let ((kept, stays), (gone, goes)) = (write(b"this was read"), write(b"this was taken back"));
    write_post(&stage, at.1, &stage.neighbour);
    desk.call::<WithdrawPost>(&author.person, &(TestCommunity::code(), gone), &Empty {});
    let own = |desk: &TestCommunity| {
        desk.texts("select owner from file_uses where attached_by = ? order by at", bind![author.member()])
    };
    assert_eq!(own(desk), [kept.to_string(), gone.to_string()]);
    desk.db.run("insert into closings (member, asked_at, closes_at) values (?, 1, 2)", bind![author.member()]).unwrap();
    api::privacy::carry_out(&desk.db, desk.now.get(), &author.member().to_string()).unwrap();
    assert_eq!(own(desk), [kept.to_string()], "what was read stays where it was said");
    api::duties::run_due(&desk.db, desk.now.get().plus(limits::FILE_UNUSED_DAYS * DAY)).unwrap();
    let known = api::archive::known_files(&desk.db, &[stays, goes]).unwrap();
    assert_eq!(known, [stays], "and the other is forgotten");
    assert_eq!(seen_by_all(&stage, stays)[0], Ok(Visibility::WhileShown));
}

#[test]
fn the_own_data_tell_what_was_brought_in_and_where_it_went() {
    use domain::privacy::{DataPart, DataQuery};
    let stage = BusyCommunity::open();
    let (desk, who) = (&stage.desk, &stage.volunteer);
    let at = (TestCommunity::code(), proposed_matter(&stage, who));
    let files = upload_captioned_files(&stage, &who.person, &[b"a photo"]);
    add(&stage, who, &at, &files);
    let query = DataQuery { part: Some(DataPart::Files), after: None };
    let me = (TestCommunity::code(), who.member());
    let body = desk.handle(&TestCommunity::request::<DownloadOwnData>(&who.person, &me, &query, &Empty {})).body;
    for told in ["示范照片", "enclosure", &at.1.to_string(), &files.files[0].file.to_string()] {
        assert!(body.contains(told), "{told}: {body}");
    }
}

#[test]
fn the_dossier_has_the_hashes_of_all_files_in_their_order_for_everybody() {
    use domain::archive::Owner;
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let cases = desk
        .try_call::<ListCases>(&Person::default(), &(TestCommunity::code(),), &PageQuery::default(), &Empty {})
        .unwrap();
    let at = (TestCommunity::code(), cases.page.rows[0].id);
    let dossier = |who: &Person| desk.call::<ShowDossier>(who, &at, &Empty {});
    let to = (Owner::Matter(dossier(&Person::default()).content.matter), FilePurpose::Enclosure);
    let words: Vec<_> = [&b"second"[..], b"first"].iter().map(|bytes| (*bytes, "某人的照片")).collect();
    for one in &words {
        let by = (stage.clerk.member(), desk.now.get());
        api::demonstration::papers::attach_paper(&desk.db, *one, to, by).unwrap();
    }
    let (open, told) = (dossier(&Person::default()), dossier(&stage.clerk.person));
    assert_eq!((open.faults(), &open.dossier_hash), (vec![], &told.dossier_hash), "the same for anyone who asks");
    let files = &open.content.proposal.as_ref().unwrap().files;
    let expect: Vec<_> = words.iter().map(|(bytes, _)| FileId::of(bytes)).collect();
    assert_eq!(files.iter().map(|one| one.file).collect::<Vec<_>>(), expect);
    for meeting in &open.content.meetings {
        let purposes: Vec<_> = meeting.files.iter().map(|one| one.purpose).collect();
        assert_eq!(purposes, [FilePurpose::SignatureSheet], "its hash, and nobody's name");
    }
    assert!(!serde_json::to_string(&open).unwrap().contains("某人"));
}

#[test]
fn papers_that_were_attached_before_stay_with_their_cases() {
    let db = api::db::native::Native::in_memory().unwrap();
    let before: Vec<_> = migrations::COMMUNITY.iter().filter(|one| one.version < 19).map(|one| one.sql).collect();
    for sql in before {
        db.run_script(sql).unwrap();
    }
    db.run_script("pragma foreign_keys = off").unwrap();
    let file = FileId::of(b"a paper");
    db.run("insert into files (id, kind, bytes, at) values (?, 'jpeg', 1, 1)", bind![file]).unwrap();
    let old = "insert into file_uses (owner_kind, owner, position, file, visibility, attached_by, at)
      values ('case', 'c', 1, ?, 'restricted', 'm', 7)";
    db.run(old, bind![file]).unwrap();
    let newest = migrations::COMMUNITY.iter().find(|one| one.version == 19).unwrap();
    db.run_script(newest.sql).unwrap();
    let row = db.run("select owner, file, purpose, visibility, caption, attached_by, at from file_uses", &[]).unwrap();
    let texts: Vec<_> = [0, 1, 2, 3, 4, 5].map(|at| row[0].text(at).unwrap()).to_vec();
    assert_eq!(texts, ["c", &file.to_string(), "enclosure", "restricted", "", "m"]);
    assert_eq!((row.len(), row[0].count(6).unwrap()), (1, 7));
    assert!(db.run("delete from file_uses", &[]).is_err());
}

#[test]
fn everything_that_the_demonstration_attaches_has_bytes() {
    let desk = TestCommunity::open();
    let papers = api::demonstration::papers::all_papers();
    let kept: Vec<String> = papers.iter().map(|paper| FileId::of(paper).to_string()).collect();
    for paper in &papers {
        let kind = if paper.starts_with(b"%PDF") { FileKind::Pdf } else { FileKind::Png };
        let cleaned = domain::archive::clean_file(kind.content_type(), paper).unwrap();
        assert_eq!(&cleaned.bytes, paper, "as the archive would keep it");
    }
    let mut named = desk.texts("select id from files union select sha256 from case_papers order by 1", &[]);
    let mut expected = kept.clone();
    named.sort();
    expected.sort();
    assert_eq!(named, expected, "none without bytes, and no bytes for nothing");
    assert_eq!(
        desk.texts("select file from file_uses where file not in (select id from files)", &[]),
        Vec::<String>::new()
    );
}
