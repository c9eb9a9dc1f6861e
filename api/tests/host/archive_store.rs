//! The store of the Archive object: bytes under their own name, and which of them are deleted.

use api::archive::byte_store::{due_question, load_bytes, next_check, settle_question, store_bytes};
use api::bind;
use api::db::Db;
use api::db::native::Native;
use api::migrations;
use domain::archive::FileId;
use domain::limits;
use domain::time::{DAY, HOUR, UtcMillis};

const START: UtcMillis = UtcMillis(1_795_136_400_000);

fn open() -> Native {
    let db = Native::in_memory().unwrap();
    migrations::run_migrations(&db, migrations::ARCHIVE, START).unwrap();
    db
}

fn store(db: &Native, now: UtcMillis, bytes: &[u8]) -> FileId {
    store_bytes(db, now, &"511402901001".parse().unwrap(), bytes.to_vec()).unwrap()
}

#[test]
fn bytes_lie_under_their_own_name() {
    let db = open();
    let large = vec![7; limits::FILE_BYTES_MAX as usize];
    for bytes in [b"one".to_vec(), b"two".to_vec(), large.clone()] {
        let file = store(&db, START, &bytes);
        assert_eq!((file, load_bytes(&db, file).unwrap()), (FileId::of(&bytes), Some(bytes.clone())));
        assert_eq!(store(&db, START, &bytes), file, "once more is the same");
    }
    assert_eq!(load_bytes(&db, FileId::of(b"three")).unwrap(), None);
    let rows = db.run("select count(*), sum(length(bytes)) from blobs", &[]).unwrap();
    assert_eq!((rows[0].int(0).unwrap(), rows[0].int(1).unwrap()), (3, 6 + i64::from(limits::FILE_BYTES_MAX)));
    let too_large = [large, vec![0]].concat();
    assert!(
        store_bytes(&db, START, &"511402901001".parse().unwrap(), too_large).is_err(),
        "the store has a limit of its own"
    );
    assert!(db.run("update blobs set bytes = x'00'", &[]).is_err(), "a file is its bytes");
    assert!(db.run("update blobs set file = ?", bind![FileId::of(b"four")]).is_err());
}

#[test]
fn the_community_is_asked_after_a_day_and_now_and_then() {
    let db = open();
    assert_eq!((due_question(&db, START).unwrap(), next_check(&db).unwrap()), (None, None), "an archive of nobody");
    let [known, orphan] = [b"known".as_slice(), b"orphan"].map(|bytes| store(&db, START, bytes));
    let first = START.plus(limits::ARCHIVE_FIRST_CHECK_HOURS * HOUR);
    assert_eq!(next_check(&db).unwrap(), Some(first));
    assert_eq!(due_question(&db, first.plus(-1)).unwrap(), None, "what is just being registered is left alone");
    let asked = due_question(&db, first).unwrap().unwrap();
    assert_eq!((asked.community.as_str(), asked.files.len()), ("511402901001", 2));
    assert_eq!(settle_question(&db, &asked, &[known]).unwrap(), 1);
    assert_eq!((load_bytes(&db, known).unwrap().is_some(), load_bytes(&db, orphan).unwrap()), (true, None));
    assert_eq!(next_check(&db).unwrap(), Some(first.plus(limits::ARCHIVE_CHECK_DAYS * DAY)));
    let later = due_question(&db, first.plus(limits::ARCHIVE_CHECK_DAYS * DAY)).unwrap().unwrap();
    assert_eq!(later.files, [known]);
    assert_eq!(
        (settle_question(&db, &later, &[]).unwrap(), next_check(&db).unwrap()),
        (1, None),
        "forgotten by its community"
    );
}

#[test]
fn what_is_stored_again_while_the_question_is_on_its_way_stays() {
    let db = open();
    let file = store(&db, START, b"a photo");
    let first = START.plus(limits::ARCHIVE_FIRST_CHECK_HOURS * HOUR);
    let asked = due_question(&db, first).unwrap().unwrap();
    store(&db, first.plus(1), b"a photo");
    assert_eq!(settle_question(&db, &asked, &[]).unwrap(), 0, "the answer is about the time before");
    assert!(load_bytes(&db, file).unwrap().is_some());
    assert_eq!(next_check(&db).unwrap(), Some(first.plus(1 + limits::ARCHIVE_FIRST_CHECK_HOURS * HOUR)));
}

#[test]
fn so_many_are_asked_about_at_once() {
    let db = open();
    for number in 0..=limits::ARCHIVE_CHECK_FILES {
        store(&db, START, &number.to_be_bytes());
    }
    let now = START.plus(2 * DAY);
    let asked = due_question(&db, now).unwrap().unwrap();
    assert_eq!(asked.files.len(), limits::ARCHIVE_CHECK_FILES as usize);
    settle_question(&db, &asked, &asked.files).unwrap();
    assert_eq!(due_question(&db, now).unwrap().unwrap().files.len(), 1);
}

#[test]
fn a_crash_in_the_middle_settles_nothing() {
    let db = open();
    let [known, orphan] = [b"known".as_slice(), b"orphan"].map(|bytes| store(&db, START, bytes));
    let asked = due_question(&db, START.plus(2 * DAY)).unwrap().unwrap();
    db.fail_after(Some(1));
    assert!(settle_question(&db, &asked, &[known]).is_err());
    assert!(load_bytes(&db, orphan).unwrap().is_some());
    assert_eq!(due_question(&db, START.plus(2 * DAY)).unwrap().unwrap().files.len(), 2);
}
