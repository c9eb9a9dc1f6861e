//! The community's data on files: who may upload one, who may see it, what it is attached to, when it is forgotten.

use crate::busy_community::{Actor, BusyCommunity};
use crate::test_community::{Person, TestCommunity};
use api::answer::{HandlerError, HandlerResult, ObjectRequest};
use api::archive::{self, NewAttachment};
use api::bind;
use api::db::Db;
use api::duties;
use api::object::{Cx, ObjectEnv};
use domain::archive::{
    Attachment, Caption, CaptionedFile, FileId, FileKind, FilePurpose, Owner, OwnerKind, RoomFor, UploadFileRequest,
    Visibility,
};
use domain::contract::*;
use domain::ids::{MatterId, MeetingId, PostId};
use domain::limits;
use domain::time::{DAY, UtcMillis};

const LARGE: u32 = limits::FILE_BYTES_MAX;

fn facts(number: u32, bytes: u32) -> UploadFileRequest {
    UploadFileRequest { file: FileId::of(&number.to_be_bytes()), kind: FileKind::Png, bytes }
}

fn bring(desk: &TestCommunity, who: &Person, number: u32) -> FileId {
    desk.call::<UploadFile>(who, &(TestCommunity::code(),), &facts(number, 1000)).file
}

fn see(desk: &TestCommunity, who: &Person, file: FileId) -> Result<Visibility, u16> {
    let seen = desk.try_call::<ShowFile>(who, &(TestCommunity::code(), file), &(), &Empty {});
    seen.map(|seen| seen.visibility).map_err(|problem| problem.status)
}

/// Calls the archive as a handler of another feature would, for a signed-in person.
fn within<T>(desk: &TestCommunity, who: &Actor, scene: impl FnOnce(&Cx<'_>) -> HandlerResult<T>) -> Result<T, String> {
    let chance = |bytes: &mut [u8]| bytes.fill(7);
    let world =
        ObjectEnv { db: &desk.db, now: desk.now.get(), chance: &chance, secrets: &desk.secrets, mode: desk.mode };
    let request = ObjectRequest::default();
    let cx = Cx::new(&world, &request, &ShowMe::SPEC, None);
    cx.set_caller(who.standing.clone(), None);
    scene(&cx).map_err(|stop| match stop {
        HandlerError::Problem(problem) => problem.code,
        HandlerError::Fault(words) => words,
    })
}

fn attach(
    stage: &BusyCommunity,
    who: &Actor,
    file: FileId,
    owner: Owner,
    purpose: FilePurpose,
) -> Result<bool, String> {
    let enclosed = NewAttachment { file, purpose, caption: "示意图" };
    within(&stage.desk, who, |cx| archive::attach_file(cx, owner, &enclosed))
}

/// More files in one request than a matter takes.
fn too_many_at_once(stage: &BusyCommunity, files: &[FileId]) -> String {
    let caption: Caption = "示意图".parse().unwrap();
    let files: Vec<_> = files.iter().map(|file| CaptionedFile { file: *file, caption: caption.clone() }).collect();
    let sent =
        within(&stage.desk, &stage.volunteer, |cx| archive::attach_all(cx, matter(3), FilePurpose::Enclosure, &files));
    sent.unwrap_err()
}

fn meeting(number: u128) -> Owner {
    Owner::Meeting(MeetingId::from_parts(UtcMillis(1), number))
}

fn matter(number: u128) -> Owner {
    Owner::Matter(MatterId::from_parts(UtcMillis(1), number))
}

#[test]
fn the_same_file_twice_is_the_same_file() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let counts = || {
        let row = desk.rows("select (select count(*) from file_uploads), files, bytes from file_totals").remove(0);
        [0, 1, 2].map(|at| row.count(at).unwrap())
    };
    let (file, before) = (facts(1, 1000), counts());
    for who in [&stage.volunteer, &stage.volunteer, &stage.neighbour] {
        assert_eq!(desk.call::<UploadFile>(&who.person, &here, &file).file, file.file);
    }
    let after = counts();
    assert_eq!([0, 1, 2].map(|at| after[at] - before[at]), [2, 1, 1000]);
}

#[test]
fn a_key_stands_for_one_file() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let key = desk.key().to_string();
    let send = |number| {
        let request = TestCommunity::request::<UploadFile>(&stage.volunteer.person, &here, &(), &facts(number, 1000));
        desk.handle(&ObjectRequest { key: Some(key.clone()), ..request })
    };
    let first = send(1);
    assert_eq!((first.status, send(1).body, send(2).status), (200, first.body, 409));
}

#[test]
fn there_is_room_for_so_many_and_no_more() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let who = &stage.volunteer.person;
    let room = |number, bytes| {
        let query = RoomFor { file: Some(facts(number, 1).file), bytes: Some(bytes) };
        desk.try_call::<ShowFileRoom>(who, &here, &query, &Empty {}).map_err(|problem| problem.code)
    };
    let upload = |number, bytes| {
        let sent = desk.try_call::<UploadFile>(who, &here, &(), &facts(number, bytes));
        sent.map(|_| ()).map_err(|problem| problem.code)
    };
    assert_eq!(room(0, LARGE + 1).unwrap_err(), "archive/file-too-large");
    assert_eq!(upload(0, LARGE + 1).unwrap_err(), "archive/file-too-large");
    for number in 0..limits::FILES_PER_MEMBER_DAY {
        let left = room(number, 10).unwrap();
        assert_eq!(left.files_left_today, limits::FILES_PER_MEMBER_DAY - number);
        let bytes_left = limits::FILE_BYTES_PER_MEMBER_MAX - 10 * u64::from(number);
        assert_eq!((left.bytes_left, left.file_bytes_max), (bytes_left, LARGE));
        upload(number, 10).unwrap();
        assert_eq!(room(number, 10).unwrap(), desk.call::<ShowFileRoom>(who, &here, &Empty {}), "without a question");
    }
    let next = limits::FILES_PER_MEMBER_DAY;
    assert_eq!((room(next, 10).unwrap_err(), upload(next, 10).unwrap_err()), {
        let code = "archive/too-many-today".to_owned();
        (code.clone(), code)
    });
    assert_eq!(room(0, 10).unwrap().files_left_today, 0, "what was brought in before may come again");
    upload(0, 10).unwrap();
    let guest = desk.try_call::<ShowFileRoom>(&Person::default(), &here, &RoomFor::default(), &Empty {});
    assert_eq!(guest.unwrap_err().code, "request/not-signed-in");
    let half = RoomFor { file: None, bytes: Some(1) };
    let half = desk.try_call::<ShowFileRoom>(who, &here, &half, &Empty {});
    assert_eq!(half.unwrap_err().field.as_deref(), Some("query"));
    desk.pass_awake(DAY);
    upload(next, 10).unwrap();
    for (table, code) in [
        (
            "update file_uploads set bytes = 536870912 - 10
               where (file, at) = (select file, at from file_uploads order by at desc, file limit 1)",
            "archive/member-full",
        ),
        ("update file_totals set bytes = 8589934592 - 10", "archive/community-full"),
    ] {
        desk.rehearse(|| {
            desk.db.run(table, &[]).unwrap();
            assert_eq!(room(1000, 20).unwrap_err(), code);
        });
    }
}

#[test]
fn who_sees_a_file_follows_from_what_it_is_attached_to() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let file = bring(desk, &stage.volunteer.person, 1);
    let everybody = || {
        let people =
            [&stage.volunteer, &stage.neighbour, &stage.leader, &stage.grid_worker, &stage.clerk, &stage.watcher];
        let guest = see(desk, &Person::default(), file).map(Visibility::as_str);
        let seen = people.map(|who| see(desk, &who.person, file).map(Visibility::as_str));
        (guest, seen)
    };
    let only_some = {
        let may = Ok("restricted");
        (Err(401), [may, Err(403), Err(403), Err(403), may, may])
    };
    assert_eq!(everybody(), only_some, "attached to nothing");
    attach(&stage, &stage.volunteer, file, meeting(1), FilePurpose::SignatureSheet).unwrap();
    assert_eq!(everybody(), only_some, "attached, not for everybody");
    attach(&stage, &stage.volunteer, file, matter(1), FilePurpose::Enclosure).unwrap();
    assert_eq!(everybody(), only_some, "there is no such matter to be seen");
    attach(&stage, &stage.volunteer, file, meeting(2), FilePurpose::Photo).unwrap();
    assert_eq!(everybody(), (Ok("public"), [Ok("public"); 6]), "public in one place is public");
    let unknown = FileId::of(b"nobody's");
    let answers = [&Person::default(), &stage.volunteer.person, &stage.clerk.person].map(|who| see(desk, who, unknown));
    assert_eq!(answers, [Err(401), Err(403), Err(404)], "who may not see all does not learn what there is");
}

#[test]
fn only_the_own_files_are_attached() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let files: Vec<_> = (0..20).map(|number| bring(desk, &stage.volunteer.person, number)).collect();
    let attach = |who: &Actor, file, owner| attach(&stage, who, file, owner, FilePurpose::Enclosure);
    assert_eq!(attach(&stage.neighbour, files[0], matter(1)).unwrap_err(), "archive/no-such-file");
    assert_eq!(attach(&stage.clerk, files[0], matter(1)).unwrap_err(), "archive/no-such-file");
    assert_eq!(attach(&stage.volunteer, FileId::of(b"x"), matter(1)).unwrap_err(), "archive/no-such-file");
    let most = limits::FILES_PER_OWNER_MAX as usize;
    for file in &files[..most] {
        attach(&stage.volunteer, *file, matter(1)).unwrap();
    }
    assert_eq!(attach(&stage.volunteer, files[most], matter(1)).unwrap_err(), "archive/too-many-attached");
    attach(&stage.volunteer, files[0], matter(1)).unwrap();
    assert_eq!(too_many_at_once(&stage, &files[..=most]), "archive/too-many-attached");
    let post = Owner::Post(PostId::from_parts(UtcMillis(1), 1));
    attach(&stage.volunteer, files[most], post).unwrap();
    let names = |attached: &[Attachment]| attached.iter().map(|one| one.file).collect::<Vec<_>>();
    let of = |owner| within(desk, &stage.clerk, |cx| archive::files_of(cx, owner)).unwrap();
    assert_eq!(
        (names(&of(matter(1))), names(&of(post))),
        (files[..most].to_vec(), vec![files[most]]),
        "in their order"
    );
    assert_eq!(
        (of(post)[0].kind, of(post)[0].bytes, of(post)[0].purpose, of(post)[0].caption.as_str()),
        (FileKind::Png, 1000, FilePurpose::Enclosure, "示意图")
    );
    let list = [matter(2).id(), matter(1).id()];
    let each = within(desk, &stage.clerk, |cx| archive::files_of_each(cx, OwnerKind::Matter, &list)).unwrap();
    assert_eq!(each.iter().map(Vec::len).collect::<Vec<_>>(), [0, most]);
}

#[test]
fn what_is_attached_to_nothing_is_forgotten() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let totals = || {
        let row = desk.rows("select files, bytes from file_totals").remove(0);
        [0, 1].map(|at| row.count(at).unwrap())
    };
    let before = totals();
    let [alone, kept, late] = [1, 2, 3].map(|number| bring(desk, &stage.volunteer.person, number));
    attach(&stage, &stage.volunteer, kept, matter(1), FilePurpose::Enclosure).unwrap();
    desk.pass_awake(DAY);
    desk.call::<UploadFile>(&stage.neighbour.person, &(TestCommunity::code(),), &facts(3, 1000));
    let all = [alone, kept, late];
    let known = || archive::known_files(&desk.db, &all).unwrap();
    let run = |days: i64| duties::run_due(&desk.db, desk.now.get().plus(days * DAY)).unwrap();
    run(limits::FILE_UNUSED_DAYS - 2);
    assert_eq!(known().len(), 3, "not before its day");
    run(limits::FILE_UNUSED_DAYS - 1);
    let mut left = vec![kept, late];
    left.sort();
    let mut now = known();
    now.sort();
    assert_eq!(now, left, "a person who brought it in later has as long");
    run(limits::FILE_UNUSED_DAYS);
    assert_eq!(known(), [kept]);
    let rows = desk.texts("select subject from journal where command = 'due/forget-file' order by seq", &[]);
    assert_eq!(rows, [alone.to_string(), late.to_string()]);
    assert_eq!(totals(), [before[0] + 1, before[1] + 1000]);
    desk.check_books();
}

#[test]
fn the_store_itself_keeps_files_and_attachments() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let file = bring(desk, &stage.volunteer.person, 1);
    attach(&stage, &stage.volunteer, file, meeting(1), FilePurpose::SignatureSheet).unwrap();
    for sql in [
        "update files set kind = 'pdf'",
        "update files set bytes = 1",
        "delete from files",
        "update file_uses set owner = 'x'",
        "update file_uses set file = 'x'",
        "update file_uses set visibility = 'public'",
        "update file_uses set purpose = 'photo'",
        "update file_uses set caption = 'x'",
        "insert into file_uses select owner_kind, 'y', 1, file, purpose, 'public', '', attached_by, at from file_uses",
        "delete from file_uses",
        "insert into files (id, kind, bytes, at) values ('AB', 'pdf', 1, 1)",
        "insert into files (id, kind, bytes, at) select upper(id), 'pdf', 1, 1 from files",
        "insert into files (id, kind, bytes, at) select substr(id, 2) || '0', 'svg', 1, 1 from files",
        "insert into files (id, kind, bytes, at) select substr(id, 2) || '0', 'pdf', 1048577, 1 from files",
    ] {
        assert!(desk.db.run(sql, &[]).is_err(), "{sql}");
    }
    assert_eq!(desk.db.run("select 1 from files where id = ?", bind![file]).unwrap().len(), 1);
}
