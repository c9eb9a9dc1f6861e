//! An installation as the program leaves it, and the same with each forgery (示范数据).

use super::installation::object_id;
use super::*;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

const STREET: &str = "511402901";
const COMMUNITY: &str = "511402901001";

struct Folder(PathBuf);

impl Folder {
    /// A community under its street up to the country, with an answered check and a file, everything valid.
    fn sound(name: &str) -> Self {
        static MADE: OnceLock<BTreeMap<PathBuf, Vec<u8>>> = OnceLock::new();
        let folder = Self::empty(name);
        for (file, bytes) in MADE.get_or_init(|| Self::make().bytes()) {
            let to = folder.0.join(file);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
        folder
    }

    fn empty(name: &str) -> Self {
        let folder = Self(std::env::temp_dir().join(format!("inspected-{}-{name}", std::process::id())));
        let _ = fs::remove_dir_all(&folder.0);
        folder
    }

    fn make() -> Self {
        let folder = Self::empty("made");
        let mut below = (COMMUNITY.to_owned(), None);
        for (code, name, kind) in [
            (STREET, "苏祠街道", "street"),
            ("511402", "东坡区", "county"),
            ("5114", "眉山市", "city"),
            ("51", "四川省", "province"),
            ("0", "中国", "country"),
        ] {
            let (child, of) = below;
            let text = format!(
                "insert into region values (1, '{code}', '{name}', '{kind}', '[{{\"code\":\"{code}\",\"name\":\"{name}\"}}]');
                 insert into children (code, name, kind, communities_open) values ('{child}', '{}', {}, {})",
                named(&child),
                of.map_or("null".to_owned(), |kind: &str| format!("'{kind}'")),
                i32::from(of.is_some()),
            );
            folder.run("region", code, &text);
            below = (code.to_owned(), Some(kind));
        }
        folder.run("community", COMMUNITY, SOUND_COMMUNITY);
        folder.run("region", STREET, SOUND_OFFICE);
        folder.run("archive", COMMUNITY, SOUND_ARCHIVE);
        folder.run("community", "never-opened", "select 1");
        folder
    }

    /// A file by the code of its object; any other name is a file name.
    fn file(&self, class: &str, name: &str) -> PathBuf {
        let is_code = name.bytes().all(|byte| byte.is_ascii_digit());
        let id = if is_code { object_id(&format!("linli-{class}"), name) } else { name.to_owned() };
        self.0.join(format!("objects/linli-{class}/{id}.sqlite"))
    }

    /// Runs statements on a store, which is created as the program creates it if it is missing.
    fn run(&self, class: &str, name: &str, text: &str) {
        let file = self.file(class, name);
        let is_new = !file.exists();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        let db = Connection::open(&file).unwrap();
        db.execute_batch("pragma foreign_keys = off; pragma synchronous = off; pragma journal_mode = memory").unwrap();
        if is_new {
            let mut all: Vec<_> =
                fs::read_dir(root::root_path("api/migrations").join(class)).unwrap().flatten().collect();
            all.sort_by_key(fs::DirEntry::path);
            for migration in all {
                db.execute_batch(&fs::read_to_string(migration.path()).unwrap()).unwrap();
            }
        }
        db.execute_batch(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    }

    fn findings(&self) -> BTreeMap<&'static str, Vec<Finding>> {
        let installation = Installation::open(&self.0).unwrap();
        CHECKS.iter().map(|check| (check.name, (check.look)(&installation).unwrap())).collect()
    }

    /// Every file, by its path in the folder, with its bytes.
    fn bytes(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut all = BTreeMap::new();
        for class in fs::read_dir(self.0.join("objects")).unwrap().flatten() {
            for file in fs::read_dir(class.path()).unwrap().flatten() {
                let path = file.path().strip_prefix(&self.0).unwrap().to_owned();
                all.insert(path, fs::read(file.path()).unwrap());
            }
        }
        all
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn named(code: &str) -> &'static str {
    match code {
        COMMUNITY => "三苏社区",
        STREET => "苏祠街道",
        "511402" => "东坡区",
        "5114" => "眉山市",
        _ => "四川省",
    }
}

const SOUND_COMMUNITY: &str = "
insert into community values (1, '511402901001', '三苏社区', 'community', '[]', 0, 1795136400000);
insert into members (id, household, grid, name, joined_at) values ('m1', 'h', 'g', '示范一', 0), ('m2', 'h', 'g', '示范二', 0);
insert into opinions (id, seq, case_id, \"of\", kind, asked_at, asked_by, due_at, region, verdict, text, given_at, way)
  values ('o1', 1, 'c', 'township', 'check', 1, 'm1', 2, '511402901', 'agree', '同意', 1795136400000, 'office');
insert into files values ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'pdf', 8, 1795136400000);
insert into file_uploads values ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'm1', 8, 1795136400000);
insert into journal values (1, 1795136400000, null, null, 'communities/open-community', '511402901001',
  '{\"member\":\"m1\",\"reason\":\"街道的通知\"}', zeroblob(32), zeroblob(32));
insert into journal values (2, 1795136400000, null, null, 'decisions/take-answer', 'c',
  '{\"opinion\":\"o1\",\"verdict\":\"agree\"}', zeroblob(32), zeroblob(32));";

const SOUND_OFFICE: &str = "
insert into officers (id, name) values ('h1', '示范甲');
insert into officer_seats (id, officer, post, from_day, until_day, basis, filled_at)
  values ('s1', 'h1', 'head', '2026-11-20', '2029-12-31', '示范〔2026〕1号', 1795136400000);
insert into checks (id, seq, community, case_id, title, kind, asked_at, due_at, received_at, verdict, text, answered_at, answered_by)
  values ('o1', 1, '511402901001', 'c', '加装电梯', 'check', 1, 2, 1, 'agree', '同意', 1, 'h1');
insert into journal values (1, 1, null, null, 'regions/open-office', '511402901', '{\"seat\":\"s1\"}', zeroblob(32), zeroblob(32));
insert into journal values (2, 1, 'h1', null, 'regions/answer-check', 'o1', '{}', zeroblob(32), zeroblob(32));";

const SOUND_ARCHIVE: &str = "
insert into origin values (1, '511402901001');
insert into blobs values ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', x'255044462d312e37', 1, 1);";

/// Name, class and store, the forged statement, the check that detects it, its place, and part of its words.
type Forgery = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const FORGERIES: [Forgery; 15] = [
    (
        "community",
        COMMUNITY,
        "insert into journal values (3, 1, null, null, 'decisions/take-answer', 'c', '{\"opinion\":\"o2\",\"verdict\":\"agree\"}', zeroblob(32), zeroblob(32))",
        "answers of offices",
        COMMUNITY,
        "never asked",
    ),
    (
        "community",
        COMMUNITY,
        "insert into opinions (id, seq, case_id, \"of\", kind, asked_at, asked_by, due_at, region, verdict, text, given_at, way)
         values ('o3', 3, 'd', 'township', 'check', 1, 'm1', 2, '511402901', 'agree', '同意', 1, 'office')",
        "answers of offices",
        COMMUNITY,
        "never asked",
    ),
    (
        "region",
        STREET,
        "drop trigger checks_answer_once; update checks set verdict = 'object'",
        "answers of offices",
        COMMUNITY,
        "otherwise",
    ),
    ("region", STREET, "drop trigger journal_keeps; delete from journal where seq = 2", "answers of offices", COMMUNITY, "no journal row"),
    (
        "region",
        STREET,
        "insert into checks (id, seq, community, case_id, title, kind, asked_at, due_at, received_at)
         values ('o9', 9, '511402901001', 'c', '编造', 'check', 1, 2, 1)",
        "questions to offices",
        STREET,
        "编造",
    ),
    ("region", STREET, "insert into children (code, name) values ('511402901099', '新村')", "the tree", STREET, "never opened"),
    ("region", STREET, "update children set name = '改名社区'", "the tree", STREET, "改名社区"),
    ("region", STREET, "delete from children", "the tree", COMMUNITY, "does not list"),
    ("region", "511402", "update children set communities_open = 4", "the tree", "511402", "counts 4"),
    (
        "region",
        "511499",
        "insert into region values (1, '511499', '某县', 'county', '[]')",
        "the tree",
        "511499",
        "does not list",
    ),
    (
        "community",
        "another-object",
        "insert into community values (1, '511402901001', '三苏社区', 'community', '[]', 0, 1)",
        "the tree",
        COMMUNITY,
        "another object",
    ),
    (
        "region",
        STREET,
        "insert into officer_seats (id, officer, post, from_day, until_day, basis, filled_at)
         values ('s2', 'h2', 'head', '2026-11-20', '2029-12-31', '伪造', 1); insert into officers (id, name) values ('h2', '攻击者')",
        "offices that were opened",
        STREET,
        "no row of it",
    ),
    (
        "community",
        COMMUNITY,
        "insert into files values ('bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'pdf', 8, 1)",
        "files without their bytes",
        COMMUNITY,
        "does not have it",
    ),
    (
        "archive",
        COMMUNITY,
        "drop trigger blobs_never_change; update blobs set bytes = x'ffd8ff0000000000'",
        "files without their bytes",
        COMMUNITY,
        "no pdf",
    ),
    (
        "archive",
        COMMUNITY,
        "drop trigger blobs_never_change; update blobs set bytes = x'255044462d'",
        "files without their bytes",
        COMMUNITY,
        "5 are there",
    ),
];

/// The names of workerd 1.20261117.1.
#[test]
fn an_object_has_the_file_that_follows_from_its_name() {
    let file = "3eff2259ce94d9fde0ceb9f8f15e8b69d362114484626873edda6b690c62e079";
    assert_eq!(object_id("linli-community", COMMUNITY), file);
}

#[test]
fn a_sound_installation_has_lists_and_no_contradiction() {
    let folder = Folder::sound("sound");
    let findings = folder.findings();
    for (check, found) in &findings {
        assert!(found.iter().all(|one| one.weight == Weight::Compare), "{check}: {found:?}");
    }
    let words = |check: &str| findings[check].iter().map(|one| one.words.clone()).collect::<Vec<_>>();
    assert_eq!(
        words("communities that were opened"),
        ["2026-11-20 09:00:00  三苏社区, first person 示范一, basis: 街道的通知"]
    );
    assert_eq!(
        words("offices that were opened"),
        ["2026-11-20 09:00:00  苏祠街道, head 示范甲 until 2029-12-31, basis: 示范〔2026〕1号"]
    );
    assert!(words("files of several people").is_empty());
    let installation = Installation::open(&folder.0).unwrap();
    assert_eq!((installation.counts(), installation.unopened.len()), ([1, 5, 1], 1));
    assert_eq!(report(&folder.0).unwrap(), 0);
}

#[test]
fn each_forgery_is_found_where_it_is() {
    for (number, (class, name, text, check, place, words)) in FORGERIES.into_iter().enumerate() {
        let folder = Folder::sound(&format!("forged-{number}"));
        folder.run(class, name, text);
        let findings = folder.findings();
        let wrong: Vec<_> =
            findings[check].iter().filter(|one| one.weight == Weight::Contradiction && one.place == place).collect();
        assert!(wrong.iter().any(|one| one.words.contains(words)), "{text}: {findings:?}");
        assert!(report(&folder.0).unwrap() >= 1);
    }
}

#[test]
fn who_brought_in_the_same_paper_later_is_listed() {
    let folder = Folder::sound("shared");
    folder.run(
        "community",
        COMMUNITY,
        "insert into file_uploads values ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'm2', 8, 1795136500000)",
    );
    let found = folder.findings().remove("files of several people").unwrap();
    assert_eq!((found.len(), found[0].weight), (1, Weight::Compare));
    assert!(found[0].words.contains("示范二, first brought in by 示范一"), "{found:?}");
}

/// A killed server leaves its log: its content counts, and the folder stays unchanged.
#[test]
fn nothing_in_the_folder_is_changed() {
    let folder = Folder::sound("log");
    let file = folder.file("community", COMMUNITY);
    let writer = Connection::open(&file).unwrap();
    writer.execute_batch("pragma journal_mode = wal; pragma wal_autocheckpoint = 0").unwrap();
    writer.execute_batch("update community set name = '日志里的名字'").unwrap();
    // As a kill leaves it: the log without the shared-memory file of the running process.
    let kept = Folder::sound("killed");
    for ending in ["", "-wal"] {
        let from = format!("{}{ending}", file.display());
        fs::copy(from, format!("{}{ending}", kept.file("community", COMMUNITY).display())).unwrap();
    }
    drop(writer);
    let before = kept.bytes();
    assert!(before.keys().any(|path| path.to_string_lossy().ends_with("-wal")));
    let findings = kept.findings();
    assert!(findings["the tree"].iter().any(|one| one.words.contains("日志里的名字")), "{findings:?}");
    assert_eq!(kept.bytes(), before);
}

#[test]
fn a_folder_in_use_or_of_something_else_is_refused() {
    let folder = Folder::sound("used");
    let lock = fs::File::create(folder.0.join("lock")).unwrap();
    assert!(Installation::open(&folder.0).is_ok(), "a lock that nobody holds");
    lock.lock().unwrap();
    let refused = Installation::open(&folder.0).err().unwrap().to_string();
    assert!(refused.contains("stop it"), "{refused}");
    assert!(Installation::open(&folder.0.join("objects")).is_err());
}
