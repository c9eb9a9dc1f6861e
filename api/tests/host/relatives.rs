//! Relatives on both sides of supervision: declared, taken back, and told.

use crate::bodies::fill_seat_request;
use crate::bodies::{body_of_kind, house_together, numbered_member, review_body, seat_of, test_reason, warning_codes};
use crate::busy_community::BusyCommunity;
use crate::test_community::TestCommunity;
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::ids::MemberId;
use domain::members::{
    BodyKind, BodyWarningCode, DeclareRelativeRequest, EndCause, EndSeatRequest, FillSeatRequest, NearKinship, Post,
    SelectionMethod, WithdrawRelativeRequest,
};

/// RC25 art. 36, in both directions and under any record.
#[test]
fn who_supervises_is_no_relative_of_the_committees() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let supervision = (TestCommunity::code(), body_of_kind(desk, BodyKind::SupervisionCommittee));
    let committee = (TestCommunity::code(), body_of_kind(desk, BodyKind::ResidentsCommittee));
    let candidate = numbered_member(desk, 50);
    let chosen =
        FillSeatRequest { how: SelectionMethod::Elected, ..fill_seat_request(desk, candidate, Post::Member, 300) };
    let try_supervision = |what: &str, expect: Option<&str>, prepare: &dyn Fn()| {
        desk.rehearse(|| {
            prepare();
            let found = desk.try_call::<FillSeat>(clerk, &supervision, &(), &chosen).map_err(|problem| problem.code);
            assert_eq!(found.err().as_deref(), expect, "{what}");
        });
    };
    let (hash, director) = ([9u8; 32], numbered_member(desk, 1));
    let identity = |of: MemberId| {
        desk.db.run("update members set identity_hash = ?1 where id = ?2", bind![hash, of]).unwrap();
    };
    try_supervision("a stranger", None, &|| ());
    try_supervision("one household, nobody knows how", Some("members/kinship-unknown"), &|| {
        house_together(desk, candidate, director, None);
    });
    try_supervision("the director's wife", Some("members/near-relative"), &|| {
        house_together(desk, director, director, Some("head"));
        house_together(desk, candidate, director, Some("spouse"));
    });
    try_supervision("the director's lodger", None, &|| {
        house_together(desk, director, director, Some("head"));
        house_together(desk, candidate, director, Some("other"));
    });
    try_supervision("the director's phone", Some("members/on-both-sides"), &|| {
        desk.db.run("update members set phone = '13800000001' where id = ?", bind![candidate]).unwrap();
    });
    try_supervision("the director under an old record", Some("members/on-both-sides"), &|| {
        desk.db.run("update members set left_at = 1 where id = ?", bind![numbered_member(desk, 54)]).unwrap();
        identity(numbered_member(desk, 54));
        identity(candidate);
        let other = seat_of(desk, numbered_member(desk, 201));
        desk.call::<EndSeat>(
            clerk,
            &(TestCommunity::code(), other),
            &EndSeatRequest::because(EndCause::Mistake, test_reason()),
        );
        let old = "insert into seats (id, body, member, post, from_day, until_day)
            values ('old', ?2, ?1, 'member', '2026-01-01', '2027-01-01')";
        desk.db.run(old, bind![numbered_member(desk, 54), committee.1]).unwrap();
    });
    try_supervision("a declared brother", Some("members/near-relative"), &|| {
        let kin = DeclareRelativeRequest { relative: director, kinship: NearKinship::Sibling };
        desk.call::<DeclareRelative>(clerk, &(TestCommunity::code(), candidate), &kin);
    });
    // The other way round: the supervisor's brother cannot be elected to the committee.
    let brother = fill_seat_request(desk, numbered_member(desk, 55), Post::Member, 300);
    let kin = DeclareRelativeRequest { relative: stage.watcher.member(), kinship: NearKinship::Sibling };
    desk.call::<DeclareRelative>(clerk, &(TestCommunity::code(), brother.member), &kin);
    assert_eq!(desk.refusal::<FillSeat>(clerk, &committee, &brother), "members/near-relative");
    let supervisor = fill_seat_request(desk, stage.watcher.member(), Post::Member, 300);
    assert_eq!(desk.refusal::<FillSeat>(clerk, &committee, &supervisor), "members/on-both-sides");
}

#[test]
fn a_relationship_is_declared_once_and_taken_back_by_others() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let (one, two) = (numbered_member(desk, 50), numbered_member(desk, 51));
    let at = |of: MemberId| (TestCommunity::code(), of);
    let kin = |relative| DeclareRelativeRequest { relative, kinship: NearKinship::Parent };
    let back = |relative| WithdrawRelativeRequest { relative, reason: "登记时写错了人".parse().unwrap() };
    assert_eq!(desk.refusal::<WithdrawRelative>(clerk, &at(one), &back(two)), "members/relative-not-declared");
    desk.call::<DeclareRelative>(clerk, &at(one), &kin(two));
    let (low, high) = if one < two { (one, two) } else { (two, one) };
    let stored = desk.texts("select kinship from relatives where one = ? and two = ?", bind![low, high]);
    assert_eq!(stored, [if one < two { "parent" } else { "child" }]);
    assert_eq!(desk.refusal::<DeclareRelative>(clerk, &at(two), &kin(one)), "members/relative-already-declared");
    assert_eq!(desk.refusal::<DeclareRelative>(clerk, &at(one), &kin(one)), "members/relative-of-oneself");
    desk.call::<WithdrawRelative>(clerk, &at(two), &back(one));
    assert_eq!(desk.refusal::<WithdrawRelative>(clerk, &at(one), &back(two)), "members/relative-not-declared");
    let own = stage.clerk.member();
    desk.call::<DeclareRelative>(clerk, &at(own), &kin(one));
    assert_eq!(desk.refusal::<WithdrawRelative>(clerk, &at(one), &back(own)), "members/own-case");
    let other = desk.sign_in("陈建国");
    desk.call::<WithdrawRelative>(&other, &at(own), &back(one));
    let again = desk.refusal::<WithdrawRelative>(&other, &at(own), &back(one));
    assert_eq!(again, "members/relative-not-declared", "somebody else took it back");
    // A new declaration after the old one was taken back.
    desk.pass(1);
    desk.call::<DeclareRelative>(clerk, &at(one), &kin(two));
}

#[test]
fn a_marriage_across_supervision_is_told() {
    let stage = BusyCommunity::open();
    let (desk, watcher) = (&stage.desk, &stage.watcher.person);
    let supervision = body_of_kind(desk, BodyKind::SupervisionCommittee);
    assert!(!warning_codes(&review_body(desk, watcher, supervision)).contains(&BodyWarningCode::Conflict));
    let kin = DeclareRelativeRequest { relative: numbered_member(desk, 301), kinship: NearKinship::Spouse };
    desk.call::<DeclareRelative>(&stage.clerk.person, &(TestCommunity::code(), numbered_member(desk, 1)), &kin);
    let told = review_body(desk, watcher, supervision);
    let conflict = told.warnings.iter().find(|warning| warning.code == BodyWarningCode::Conflict).unwrap();
    assert_eq!((conflict.found, conflict.names.len()), (1, 1));
}
