//! A community on the host: a clock that only moves when told, chance that repeats, people who sign in.

use api::answer::{ObjectRequest, ObjectResponse};
use api::archive::proof::{self, StoredFile};
use api::crypto::Secrets;
use api::db::Db;
use api::db::native::Native;
use api::dispatch;
use api::object::{Mode, ObjectEnv};
use api::{demonstration, migrations};
use domain::archive::UploadFileRequest;
use domain::contract::{Endpoint, Problem, Query, UploadFile};
use domain::ids::{CommandKey, CommunityCode};
use domain::time::UtcMillis;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use tests::refusals::note_answer;

/// 2026-11-20 09:00 in China, a Friday.
pub const MORNING: UtcMillis = UtcMillis(1_795_136_400_000);

/// Our own origin, as the gate passes it on.
pub const ORIGIN: &str = "https://linli.example";

pub struct TestCommunity {
    pub db: Native,
    pub now: Cell<UtcMillis>,
    pub chance: Cell<u64>,
    pub secrets: Secrets,
    pub mode: Mode,
    /// The mark of each phone's browser since its first sign-in.
    pub marks: RefCell<HashMap<String, String>>,
}

/// A caller with a cookie.
#[derive(Debug, Clone, Default)]
pub struct Person {
    pub cookie: Option<String>,
}

impl TestCommunity {
    /// The demonstration community, opened this morning.
    pub fn open() -> Self {
        Self::open_on(Native::in_memory().unwrap())
    }

    pub fn open_on(db: Native) -> Self {
        migrations::run_migrations(&db, migrations::COMMUNITY, MORNING).unwrap();
        Self::open_in(db)
    }

    /// The same in an existing store.
    pub fn open_in(db: Native) -> Self {
        assert!(demonstration::open_demonstration(&db, MORNING).unwrap());
        Self::reopen(db)
    }

    /// In a store whose community is open already.
    pub fn reopen(db: Native) -> Self {
        let secrets = Secrets {
            session_pepper: "session".repeat(8),
            code_pepper: "code".repeat(8),
            check_in_key: "check-in".repeat(8),
            identity_key: "identity".repeat(8),
            operator_key: "k".repeat(32),
        };
        Self {
            db,
            now: Cell::new(MORNING),
            chance: Cell::new(1),
            secrets,
            mode: Mode::Demonstration,
            marks: RefCell::default(),
        }
    }

    pub fn code() -> CommunityCode {
        demonstration::COMMUNITY.parse().unwrap()
    }

    pub fn pass(&self, millis: i64) {
        self.now.set(self.now.get().plus(millis));
    }

    /// Lets time pass in which all sessions are used: none rests too long.
    pub fn pass_awake(&self, millis: i64) {
        self.pass(millis);
        self.db.run("update sessions set last_seen_at = ?", api::bind![self.now.get()]).unwrap();
    }

    pub fn key(&self) -> CommandKey {
        self.chance.set(self.chance.get() + 1);
        CommandKey::from_parts(self.now.get(), u128::from(self.chance.get()))
    }

    /// Handles a request as the gate passes it on: a file that is registered is stored, with the Archive's signature.
    pub fn handle(&self, request: &ObjectRequest) -> ObjectResponse {
        let stored = request.stored.clone().or_else(|| self.stored(request));
        self.handle_bare(&ObjectRequest { stored, ..request.clone() })
    }

    /// Handles a request as it is.
    pub fn handle_bare(&self, request: &ObjectRequest) -> ObjectResponse {
        let response = self.with_world(|world| dispatch::handle_community(world, request));
        note_answer(&request.method, &request.path, response.status, response.body.as_bytes());
        response
    }

    /// The Archive's proof for a request that registers a file.
    pub fn stored(&self, request: &ObjectRequest) -> Option<String> {
        let (code, body) = (Self::code(), &request.body);
        let registers = request.method == "POST" && request.path == UploadFile::url(&(code.clone(),), &());
        let facts = serde_json::from_slice::<UploadFileRequest>(body).ok().filter(|_| registers)?;
        let (key, cookie) = (request.key.as_deref(), request.cookie.as_deref());
        let command = proof::command_digest(key, cookie, request.on_behalf_of.as_deref());
        Some(proof::sign_proof(&self.secrets, self.now.get(), &StoredFile::of(&code, &facts), &command))
    }

    pub fn with_world<T>(&self, run: impl FnOnce(&ObjectEnv<'_>) -> T) -> T {
        let chance = |bytes: &mut [u8]| {
            let mut dice = demonstration::Dice::new(self.chance.get());
            self.chance.set(self.chance.get() + 1);
            for byte in bytes {
                *byte = u8::try_from(dice.below(256)).unwrap();
            }
        };
        let (now, mode) = (self.now.get(), self.mode);
        run(&ObjectEnv { db: &self.db, now, chance: &chance, secrets: &self.secrets, mode })
    }

    pub fn request<E: Endpoint>(who: &Person, params: &E::Params, query: &E::Query, body: &E::Body) -> ObjectRequest {
        ObjectRequest {
            method: E::SPEC.method.as_str().to_owned(),
            path: E::url(params, &E::Query::default()),
            query: query.text().trim_start_matches('?').to_owned(),
            body: serde_json::to_vec(body).unwrap(),
            cookie: who.cookie.clone(),
            origin: Some(ORIGIN.to_owned()),
            ..ObjectRequest::default()
        }
    }

    /// A command with a fresh key.
    pub fn command<E: Endpoint<Query = ()>>(&self, who: &Person, params: &E::Params, body: &E::Body) -> ObjectRequest {
        ObjectRequest { key: Some(self.key().to_string()), ..Self::request::<E>(who, params, &(), body) }
    }

    /// Reads, or sends a command with a fresh key.
    pub fn try_call<E: Endpoint>(
        &self,
        who: &Person,
        params: &E::Params,
        query: &E::Query,
        body: &E::Body,
    ) -> Result<E::Reply, Problem> {
        let mut request = Self::request::<E>(who, params, query, body);
        request.key = Some(self.key().to_string());
        Self::read::<E>(&self.handle(&request))
    }

    pub fn read<E: Endpoint>(response: &ObjectResponse) -> Result<E::Reply, Problem> {
        if response.status == 200 {
            return Ok(serde_json::from_str(&response.body).unwrap());
        }
        let problem: Problem = serde_json::from_str(&response.body).unwrap();
        assert_ne!(problem.status, 500, "fault in {}: {:?}", E::SPEC.name, response.log);
        Err(problem)
    }

    /// As [`TestCommunity::try_call`], for requests that must succeed.
    pub fn call<E: Endpoint>(&self, who: &Person, params: &E::Params, body: &E::Body) -> E::Reply {
        self.try_call::<E>(who, params, &E::Query::default(), body)
            .unwrap_or_else(|p| panic!("{}: {p:?}", E::SPEC.name))
    }

    /// The code of the refusal.
    pub fn refusal<E: Endpoint>(&self, who: &Person, params: &E::Params, body: &E::Body) -> String {
        match self.try_call::<E>(who, params, &E::Query::default(), body) {
            Ok(_) => panic!("{} was not refused", E::SPEC.name),
            Err(problem) => problem.code,
        }
    }

    /// Status and code of the refusal.
    pub fn status_and_code<E: Endpoint>(&self, who: &Person, params: &E::Params, body: &E::Body) -> (u16, String) {
        match self.try_call::<E>(who, params, &E::Query::default(), body) {
            Ok(_) => panic!("{} was not refused", E::SPEC.name),
            Err(problem) => (problem.status, problem.code),
        }
    }

    /// Signs a named person of the demonstration in.
    pub fn sign_in(&self, name: &str) -> Person {
        let account = demonstration::list_accounts().into_iter().find(|account| account.name == name).unwrap();
        self.sign_in_by(&account.phone)
    }

    /// Signs in the holder of the phone, on that phone's own browser; a minute passes, so that a code may be sent
    /// again.
    pub fn sign_in_by(&self, number: &str) -> Person {
        self.pass(61_000);
        let mark = self.marks.borrow().get(number).cloned();
        let body = domain::sessions::SignInRequest {
            phone: number.parse().unwrap(),
            code: self.ask_code(number, mark.clone()),
        };
        let browser = Person { cookie: mark };
        let mut request = Self::request::<domain::contract::SignIn>(&browser, &(Self::code(),), &(), &body);
        "desk".clone_into(&mut request.device);
        let response = self.handle(&request);
        assert_eq!(response.status, 200, "{}", response.body);
        self.marks.borrow_mut().insert(number.to_owned(), cookie_pair(response.device_cookie.as_deref()));
        Person { cookie: Some(cookie_pair(response.set_cookie.as_deref())) }
    }

    /// Requests a code and reads it in the inbox; `browser` is the mark of a browser that signed in before.
    pub fn ask_code(&self, number: &str, browser: Option<String>) -> domain::sessions::Code {
        let (browser, here) = (Person { cookie: browser }, (Self::code(),));
        let request = domain::sessions::SignInCodeRequest::of(number.parse().unwrap());
        self.call::<domain::contract::RequestCode>(&browser, &here, &request);
        let inbox = self.call::<domain::contract::ShowInbox>(&browser, &here, &domain::contract::Empty {});
        inbox.messages.iter().find(|message| message.phone == number).unwrap().code.parse().unwrap()
    }

    /// Checks the books: the sum is zero, balances follow from entries, and the journal chain is intact.
    pub fn check_books(&self) {
        for (unit, sum) in api::ledger::sum_units(&self.db).unwrap() {
            assert_eq!(sum, 0, "{unit}");
        }
        let wrong = self.rows(
            "select a.id from accounts a where a.balance <> coalesce((select sum(amount) from entries where account = a.id), 0)
             or a.entries <> (select count(*) from entries where account = a.id)",
        );
        assert!(wrong.is_empty(), "{wrong:?}");
        let mut previous = domain::journal::FIRST_PREVIOUS;
        for row in self.db.run("select seq, at, coalesce(actor, ''), coalesce(on_behalf_of, ''), command, subject, detail, previous_hash, hash from journal order by seq", &[]).unwrap() {
            assert_eq!(row.hash(7).unwrap(), previous);
            let (actor, behalf) = (row.text(2).unwrap(), row.text(3).unwrap());
            let (command, subject, detail) = (row.text(4).unwrap(), row.text(5).unwrap(), row.text(6).unwrap());
            let entry = domain::journal::HashedRow {
                seq: row.int(0).unwrap().unsigned_abs(), at: row.time(1).unwrap(), actor: &actor, on_behalf_of: &behalf,
                command: &command, subject: &subject, detail: &detail,
            };
            previous = domain::journal::hash_row(&previous, &entry);
            assert_eq!(row.hash(8).unwrap(), previous, "journal row {}", entry.seq);
        }
    }

    pub fn rows(&self, sql: &'static str) -> Vec<api::db::Row> {
        self.db.run(sql, &[]).unwrap()
    }

    /// Everything that a refused command must not change: every table that a command writes to, row by row.
    pub fn fingerprint(&self) -> Vec<String> {
        TABLES
            .iter()
            .chain(&MEETING_TABLES)
            .map(|sql| {
                let rows = format!("{:?}", self.rows(sql));
                format!("{sql} {}", domain::journal::to_hex(&api::crypto::hash_sha256(rows.as_bytes())))
            })
            .collect()
    }

    /// Runs a scene and rolls back all its writes, the clock and the random source too; also when it panics.
    pub fn rehearse<T>(&self, scene: impl FnOnce() -> T) -> T {
        let (now, chance) = (self.now.get(), self.chance.get());
        self.db.run_script("savepoint rehearsal").unwrap();
        let end = std::panic::catch_unwind(std::panic::AssertUnwindSafe(scene));
        self.db.fail_after(None);
        self.db.run_script("rollback to rehearsal; release rehearsal").unwrap();
        self.now.set(now);
        self.chance.set(chance);
        end.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }

    /// Every row of every table as text, blobs as hexadecimal digits.
    pub fn dump(&self) -> Vec<String> {
        let tables =
            self.texts("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'", &[]);
        let all = |table: &String| -> Vec<String> {
            let sql: &'static str = format!("select * from {table}").leak();
            self.rows(sql)
                .iter()
                .map(|row| format!("{table} {}", row.0.iter().map(text_of).collect::<Vec<_>>().join("|")))
                .collect()
        };
        tables.iter().flat_map(all).collect()
    }

    /// A table of one column of text.
    pub fn texts(&self, sql: &'static str, params: &[api::db::Value]) -> Vec<String> {
        self.db.run(sql, params).unwrap().iter().map(|row| row.text(0).unwrap()).collect()
    }
}

fn text_of(value: &api::db::Value) -> String {
    match value {
        api::db::Value::Blob(bytes) => domain::journal::to_hex(bytes),
        other => format!("{other:?}"),
    }
}

/// Name and value of a cookie that was set.
pub fn cookie_pair(set_cookie: Option<&str>) -> String {
    set_cookie.unwrap().split(';').next().unwrap().to_owned()
}

const MEETING_TABLES: [&str; 8] = [
    "select id, status, place, starts_at, chair, teller, recorder, roll_hash, roll_count, struck_count, present_count,
       proxy_count, visitors, minutes_version from meetings order by id",
    "select * from meeting_roll",
    "select * from meeting_presence",
    "select * from meeting_proxies",
    "select * from meeting_guests",
    "select * from meeting_minutes",
    "select * from meeting_tries",
    "select * from meeting_outcomes",
];

const TABLES: [&str; 76] = [
    "select * from community",
    "select id, household, grid, name, phone, left_at, left_reason, sex, born_day, identity_hash, kinship, import from members",
    "select count(*), max(id), sum(residents_group is null), sum(head is null) from households",
    "select * from grids",
    "select * from residents_groups",
    "select count(*), sum(until_at), max(household) from stays",
    "select * from imports order by id",
    "select import, line, verdict, decision, findings, changes, cells, identity_hash, member from import_lines",
    "select * from import_changes",
    "select * from seats",
    "select * from bodies",
    "select * from relatives",
    "select * from rolls",
    "select * from sessions order by id",
    "select * from sign_in_codes",
    "select id, phone from members where phone is not null order by id",
    "select * from sign_in_tickets",
    "select * from sign_in_slips",
    "select * from sign_in_events",
    "select * from factors",
    "select * from recovery_codes",
    "select * from passkeys",
    "select * from passkey_challenges",
    "select * from outgoing",
    "select * from rates",
    "select * from demonstration_inbox",
    "select json_group_array(json_array(id, body, title, starts_at, ends_at, capacity, cancelled_at, cancelled_reason,
       signed_up, waiting, confirmed_people, confirmed_minutes)) from activities",
    "select json_group_array(json_array(activity, member, state, place_no, at)) from sign_ups",
    "select * from check_in_tries",
    "select json_group_array(json_array(id, activity, member, state, checked_in_at, checked_in_by, checked_out_at,
       checked_out_by, decided_by, decided_at, reason, minutes, transfer)) from services",
    "select * from accounts order by id",
    "select json_group_array(json_array(seq, id, debit, credit, amount, corrects, service, reason)) from transfers",
    "select json_group_array(json_array(account, seq, transfer, amount, balance)) from entries",
    "select * from announcements",
    "select * from notices",
    "select * from journal",
    "select * from commands",
    "select due.*, r.* from due left join revisions r",
    "select * from assistances",
    "select * from assisted_acts",
    "select * from consents",
    "select * from corrections",
    "select * from closings",
    "select * from reveals",
    "select * from searches",
    "select * from search_hits",
    "select * from catalogue",
    "select * from matter_settings",
    "select * from matters",
    "select * from matter_versions",
    "select * from cosigns",
    "select * from pre_reviews",
    "select * from matter_summaries",
    "select * from outcomes",
    "select * from matter_events",
    "select * from posts",
    "select * from post_texts",
    "select * from post_reports",
    "select * from moderations",
    "select f.*, t.* from file_totals t left join files f",
    "select * from file_uploads",
    "select * from file_uses",
    "select * from ballots",
    "select * from ballot_votes",
    "select * from ballot_tokens",
    "select * from ballot_paper",
    "select * from ballot_cast",
    "select * from ballot_urn",
    "select * from ballot_counts",
    "select * from rule_sets order by hash",
    "select * from cases order by id",
    "select * from case_steps",
    "select * from case_papers",
    "select * from opinions order by id",
    "select * from holds order by id",
    "select * from authorisations order by id",
];
