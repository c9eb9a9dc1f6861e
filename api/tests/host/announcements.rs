//! Announcements: whom they reach and who reads them, what a reader may put away, how they are withdrawn and corrected, and
//! what may not stand in them.

use crate::busy_community::member_by_phone;
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use api::duties::run_due;
use domain::announcements as n;
use domain::announcements::{AnnouncementAudience as To, PersonalData, PublishAnnouncementRequest};
use domain::contract::*;
use domain::ids::{AnnouncementId, BodyId, CommunityCode, GridId};
use domain::members::Day;
use domain::notices::{Notice, NoticeKind};
use domain::time::{DAY, UtcMillis, start_of};
use tests::scenes::announcements::announcement_request;

type At = (CommunityCode, AnnouncementId);

/// Adults without a seat.
const RESIDENT: &str = "13800000401";
const OTHER: &str = "13800001501";

fn here() -> (CommunityCode,) {
    (TestCommunity::code(),)
}

fn day(now: UtcMillis, days: i64) -> Day {
    Day::of(now.plus(days * DAY).day())
}

struct Board {
    desk: TestCommunity,
    clerk: Person,
}

impl Board {
    fn open() -> Self {
        let desk = TestCommunity::open();
        let clerk = desk.sign_in("陈建国");
        Self { desk, clerk }
    }

    fn draft(&self) -> PublishAnnouncementRequest {
        announcement_request(self.desk.now.get())
    }

    fn publish(&self, draft: &PublishAnnouncementRequest) -> At {
        (TestCommunity::code(), self.desk.call::<PublishAnnouncement>(&self.clerk, &here(), draft).announcement)
    }

    fn refused(&self, draft: &PublishAnnouncementRequest) -> Problem {
        self.desk.try_call::<PublishAnnouncement>(&self.clerk, &here(), &(), draft).unwrap_err()
    }

    fn list(&self, who: &Person, filter: n::AnnouncementFilter) -> Vec<AnnouncementId> {
        let query = n::AnnouncementQuery { filter: Some(filter), ..Default::default() };
        let page = self.desk.try_call::<ListAnnouncements>(who, &here(), &query, &Empty {}).unwrap();
        page.rows.iter().map(|row| row.id).collect()
    }

    fn has_current(&self, who: &Person, at: &At) -> bool {
        self.list(who, n::AnnouncementFilter::Current).contains(&at.1)
    }

    fn issued(&self, at: &At) -> n::IssuedAnnouncement {
        let rows = self.desk.call::<ListIssuedAnnouncements>(&self.clerk, &here(), &Empty {}).rows;
        rows.into_iter().find(|issued| issued.row.id == at.1).unwrap()
    }

    fn notices(&self, who: &Person) -> Vec<Notice> {
        self.desk.call::<ListNotices>(who, &here(), &Empty {}).rows
    }

    fn status<E: Endpoint<Body = Empty, Query = ()>>(&self, who: &Person, at: &E::Params) -> u16 {
        self.desk.try_call::<E>(who, at, &(), &Empty {}).map_or_else(|problem| problem.status, |_| 200)
    }
}

#[test]
fn everybody_sees_it_and_those_of_age_are_told_once() {
    let board = Board::open();
    let (desk, guest) = (&board.desk, Person::default());
    let at = board.publish(&board.draft());
    let shown = desk.call::<ShowAnnouncement>(&guest, &at, &Empty {});
    assert_eq!((shown.row.title.as_str(), shown.row.body_name.as_str()), ("3号楼停水", "三苏社区居民委员会"));
    assert_eq!((shown.row.unread, shown.can_be_put_away), (false, false), "nobody told a guest");
    assert!(board.has_current(&guest, &at));

    let reader = desk.sign_in_by(RESIDENT);
    let notices = board.notices(&reader);
    let told: Vec<_> = notices.iter().map(|notice| (notice.kind, notice.read)).collect();
    assert_eq!(told, [(NoticeKind::Announcement, false)]);
    assert_eq!(notices[0].params["announcement"], at.1.to_string());
    let unread = || desk.call::<ShowAnnouncement>(&reader, &at, &Empty {}).row.unread;
    assert!(unread());
    let adults =
        desk.texts("select count(*) || '' from members where left_at is null and born_day <= '2008-11-20'", &[]);
    let issued = board.issued(&at);
    assert_eq!((issued.addressed.map(|count| count.to_string()), issued.readers), (Some(adults[0].clone()), 0));

    // That a notice was seen in the list is not yet reading.
    let body = domain::notices::ReadNoticesRequest { seq: notices[0].seq };
    desk.call::<ReadNotices>(&reader, &here(), &body);
    assert!(unread());
    for _ in 0..2 {
        desk.call::<ReadAnnouncement>(&reader, &at, &Empty {});
        assert_eq!((unread(), board.issued(&at).readers), (false, 1), "counted once");
    }
}

#[test]
fn one_to_a_grid_or_a_body_is_for_its_people_and_the_office() {
    let board = Board::open();
    let (desk, guest) = (&board.desk, Person::default());
    let (inside, outside) = (desk.sign_in_by(RESIDENT), desk.sign_in_by(OTHER));
    let (grid, other): (GridId, GridId) = (member_by_phone(desk, RESIDENT).2, member_by_phone(desk, OTHER).2);
    assert_ne!(grid, other);
    let team: BodyId = desk.texts("select id from bodies where name = '苏祠志愿服务队'", &[])[0].parse().unwrap();
    let draft = board.draft();
    let to_grid = PublishAnnouncementRequest { audience: To::Grid, grid: Some(grid), ..draft.clone() };
    let to_team = PublishAnnouncementRequest { audience: To::Body, body: Some(team), ..draft.clone() };
    let (leader, watcher) = (desk.sign_in("张敏"), desk.sign_in("刘志强"));
    let (at_grid, at_team) = (board.publish(&to_grid), board.publish(&to_team));
    for (who, sees_grid, sees_team) in [
        (&guest, 401, 401),
        (&inside, 200, 403),
        (&outside, 403, 403),
        (&leader, 200, 200),
        // The supervisors may read everything; their own list has what addresses them.
        (&watcher, 200, 200),
        (&board.clerk, 200, 200),
    ] {
        assert_eq!(board.status::<ShowAnnouncement>(who, &at_grid), sees_grid);
        assert_eq!(board.status::<ShowAnnouncement>(who, &at_team), sees_team);
    }
    assert!(board.has_current(&inside, &at_grid) && !board.has_current(&outside, &at_grid));
    assert!(board.has_current(&leader, &at_team) && !board.has_current(&watcher, &at_team));
    assert!(!board.has_current(&guest, &at_grid) && !board.has_current(&guest, &at_team));
    let team_size = desk.texts("select count(*) || '' from seats where body = ? and ended_at is null", bind![team]);
    assert_eq!(board.issued(&at_team).addressed.map(|count| count.to_string()), Some(team_size[0].clone()));
    assert!(board.notices(&outside).is_empty());
    for marked in
        [board.status::<ReadAnnouncement>(&outside, &at_grid), board.status::<PutAwayAnnouncement>(&outside, &at_grid)]
    {
        assert_eq!(marked, 409);
    }
    assert_eq!(desk.refusal::<ReadAnnouncement>(&outside, &at_grid, &Empty {}), "announcements/not-addressed");
    assert_eq!(desk.refusal::<PutAwayAnnouncement>(&outside, &at_grid, &Empty {}), "announcements/not-addressed");

    let no_team = PublishAnnouncementRequest { body: None, ..to_team.clone() };
    let nowhere = PublishAnnouncementRequest { grid: Some(GridId::from_parts(UtcMillis(1), 1)), ..to_grid };
    let both = PublishAnnouncementRequest { grid: Some(grid), ..to_team };
    for wrong in [no_team, nowhere, both] {
        assert_eq!(board.refused(&wrong).code, "announcements/no-such-audience");
    }
}

#[test]
fn a_reader_puts_away_what_is_not_statutory() {
    let board = Board::open();
    let desk = &board.desk;
    let reader = desk.sign_in_by(RESIDENT);
    let plain = board.publish(&board.draft());
    let basis = Some("居民委员会组织法第二十三条".parse().unwrap());
    let statutory = board.publish(&PublishAnnouncementRequest { basis, ..board.draft() });
    let page = |at: &At| desk.call::<ShowAnnouncement>(&reader, at, &Empty {});
    assert_eq!((page(&plain).can_be_put_away, page(&statutory).can_be_put_away), (true, false));
    assert!(page(&statutory).row.statutory);
    desk.call::<PutAwayAnnouncement>(&reader, &plain, &Empty {});
    let refused = desk.status_and_code::<PutAwayAnnouncement>(&reader, &statutory, &Empty {});
    assert_eq!(refused, (409, "announcements/statutory-stays".into()));
    assert!(!board.has_current(&reader, &plain) && board.has_current(&reader, &statutory));
    assert!(board.list(&reader, n::AnnouncementFilter::Past).contains(&plain.1), "it can be found again");
    assert!(board.has_current(&desk.sign_in_by(OTHER), &plain), "for the others it stays");
    assert_eq!(board.issued(&plain).readers, 0, "putting away is not reading");
    assert!(!page(&plain).row.unread && !page(&plain).can_be_put_away);
}

#[test]
fn a_withdrawn_one_keeps_its_reason_and_loses_its_readers() {
    let board = Board::open();
    let (desk, guest) = (&board.desk, Person::default());
    let reader = desk.sign_in_by(RESIDENT);
    let at = board.publish(&board.draft());
    let body = |reason: &str| n::WithdrawAnnouncementRequest { reason: reason.parse().unwrap() };
    for person in [&reader, &desk.sign_in("刘志强"), &desk.sign_in("张敏")] {
        let refused = desk.status_and_code::<WithdrawAnnouncement>(person, &at, &body("日期写错了"));
        assert_eq!(refused, (403, "request/not-allowed".into()));
    }
    let number = body("误写了身份证11010519491231002X");
    assert_eq!(desk.refusal::<WithdrawAnnouncement>(&board.clerk, &at, &number), "announcements/identity-number");
    desk.call::<WithdrawAnnouncement>(&board.clerk, &at, &body("日期写错了，见新的公告"));
    let again = desk.status_and_code::<WithdrawAnnouncement>(&board.clerk, &at, &body("日期写错了"));
    assert_eq!(again, (409, "announcements/already-withdrawn".into()));
    for who in [&guest, &reader] {
        assert!(!board.has_current(who, &at) && !board.list(who, n::AnnouncementFilter::Past).contains(&at.1));
        let shown = desk.call::<ShowAnnouncement>(who, &at, &Empty {});
        assert_eq!((shown.row.withdrawn, shown.text.as_str()), (true, ""));
        assert_eq!(shown.withdrawn_reason.as_deref(), Some("日期写错了，见新的公告"));
    }
    assert!(board.issued(&at).row.withdrawn);
    assert!(!desk.call::<ShowAnnouncement>(&board.clerk, &at, &Empty {}).text.is_empty());
    let journal = desk.texts("select command from journal where subject = ? order by seq", bind![at.1]);
    assert_eq!(journal, ["announcements/publish-announcement", "announcements/withdraw-announcement"]);
    for sql in [
        "update announcements set text = 'x'",
        "update announcements set until_day = '2027-01-01'",
        "update announcements set withdrawn_at = null, withdrawn_by = null, withdrawn_reason = null",
        "delete from announcements",
    ] {
        assert!(desk.db.run(sql, &[]).is_err(), "{sql}");
    }
}

#[test]
fn a_correction_names_the_one_before_to_the_same_people() {
    let board = Board::open();
    let (desk, guest) = (&board.desk, Person::default());
    let former = board.publish(&board.draft());
    let correction = PublishAnnouncementRequest { corrects: Some(former.1), ..board.draft() };
    let at = board.publish(&correction);
    assert_eq!(desk.call::<ShowAnnouncement>(&guest, &at, &Empty {}).corrects, Some(former.1));
    assert_eq!(desk.call::<ShowAnnouncement>(&guest, &former, &Empty {}).corrected_by, Some(at.1));
    let grid = Some(member_by_phone(desk, RESIDENT).2);
    let nobody = Some(AnnouncementId::from_parts(UtcMillis(1), 1));
    for wrong in [
        PublishAnnouncementRequest { audience: To::Grid, grid, ..correction.clone() },
        PublishAnnouncementRequest { corrects: nobody, ..correction },
    ] {
        assert_eq!(board.refused(&wrong).code, "announcements/no-such-former");
    }
}

#[test]
fn before_its_first_day_only_the_office_knows_of_it() {
    let board = Board::open();
    let (desk, guest) = (&board.desk, Person::default());
    let reader = desk.sign_in_by(RESIDENT);
    let now = desk.now.get();
    let later = PublishAnnouncementRequest { from: day(now, 1), until: day(now, 1), ..board.draft() };
    let (at, dropped) = (board.publish(&later), board.publish(&later));
    assert_eq!(board.status::<ShowAnnouncement>(&guest, &at), 401);
    assert_eq!(board.status::<ShowAnnouncement>(&reader, &at), 403);
    assert_eq!(board.status::<ShowAnnouncement>(&board.clerk, &at), 200);
    assert!(!board.has_current(&reader, &at) && board.notices(&reader).is_empty());
    assert_eq!(board.issued(&at).addressed, None);
    let reason = "不办了，改到下个月".parse().unwrap();
    desk.call::<WithdrawAnnouncement>(&board.clerk, &dropped, &n::WithdrawAnnouncementRequest { reason });

    desk.pass_awake(start_of(later.from.date()).since(desk.now.get()));
    for _ in 0..2 {
        run_due(&desk.db, desk.now.get()).unwrap();
        assert_eq!(board.notices(&reader).len(), 1, "told once, and only of the one that stands");
    }
    assert!(board.has_current(&guest, &at) && board.issued(&at).addressed.is_some());
    desk.pass_awake(DAY);
    assert!(!board.has_current(&guest, &at) && board.list(&guest, n::AnnouncementFilter::Past).contains(&at.1));
    assert_eq!(board.status::<ShowAnnouncement>(&guest, &at), 200, "its paper may still hang");
}

#[test]
fn names_and_numbers_need_a_statement_and_an_identity_number_has_none() {
    use PersonalData as P;
    let board = Board::open();
    let with =
        |text: &str, personal| PublishAnnouncementRequest { text: text.parse().unwrap(), personal, ..board.draft() };
    for (text, personal, found) in [
        ("请联系李秀英，3号楼。", P::Nothing, Some("李**")),
        ("请联系李 秀 英，3号楼。", P::OfficePhone, Some("李**")),
        ("请联系李秀英，3号楼。", P::Agreed, None),
        ("请打13800000006。", P::Nothing, Some("138****0006")),
        ("请打 138-0000-0006。", P::OfficePhone, Some("138****0006")),
        ("请打13800000006。", P::Agreed, None),
        // The director's own phone, and the name: an office is public.
        ("请打13800000001，陈建国。", P::Nothing, Some("138****0001")),
        ("请打13800000001，陈建国。", P::OfficePhone, None),
        ("请打028-38123456。", P::Nothing, None),
    ] {
        let draft = with(text, personal);
        match found {
            None => drop(board.publish(&draft)),
            Some(found) => {
                let problem = board.refused(&draft);
                assert_eq!(problem.code, "announcements/personal-data-found", "{text} {personal}");
                assert_eq!(
                    (problem.params["found"].as_str(), problem.field.as_deref()),
                    (Some(found), Some("personal"))
                );
            }
        }
    }
    for personal in P::ALL {
        let problem = board.refused(&with("身份证１１０１０５１９４９１２３１００２Ｘ", *personal));
        let found = problem.params["found"].as_str().map(str::to_owned);
        assert_eq!(
            (problem.code.as_str(), found.as_deref()),
            ("announcements/identity-number", Some("1101************2X"))
        );
    }
}

#[test]
fn days_titles_and_numbers_that_cannot_be() {
    let board = Board::open();
    let (desk, now) = (&board.desk, board.desk.now.get());
    let of = |from, until| PublishAnnouncementRequest { from: day(now, from), until: day(now, until), ..board.draft() };
    for (draft, code, field) in [
        (of(-1, 3), "announcements/begins-in-past", "from"),
        (of(3, 2), "announcements/until-before-from", "until"),
        (of(0, 367), "announcements/shown-too-long", "until"),
    ] {
        let problem = board.refused(&draft);
        assert_eq!((problem.code.as_str(), problem.field.as_deref()), (code, Some(field)));
    }
    let plain = serde_json::to_value(board.draft()).unwrap();
    for (field, value) in [
        ("title", "   "),
        ("title", "停\u{202E}水"),
        ("title", "停水\n停电"),
        ("text", "\u{3164}\u{3164}\u{3164}\u{3164}"),
    ] {
        let mut body = plain.clone();
        body[field] = value.into();
        let mut request = desk.command::<PublishAnnouncement>(&board.clerk, &here(), &board.draft());
        request.body = serde_json::to_vec(&body).unwrap();
        let problem = TestCommunity::read::<PublishAnnouncement>(&desk.handle(&request)).unwrap_err();
        assert_eq!((problem.status, problem.field.as_deref()), (400, Some(field)), "{value:?}");
    }
    for _ in 0..domain::limits::ANNOUNCEMENTS_PER_DAY_MAX {
        board.publish(&of(1, 2));
    }
    assert_eq!(board.refused(&of(1, 2)).code, "announcements/too-many-today");
    for person in [&desk.sign_in("刘志强"), &desk.sign_in("张敏"), &desk.sign_in("赵小燕"), &desk.sign_in_by(RESIDENT)]
    {
        let refused = desk.status_and_code::<PublishAnnouncement>(person, &here(), &board.draft());
        assert_eq!(refused, (403, "request/not-allowed".into()));
    }
}
